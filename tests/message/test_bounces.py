"""Bounces of every make, and notices that are none."""

import pytest

from mailer.message.bounce import Bounce, bounce
from mailer.message.parse import parse

REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.example>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host mx.example.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 unknown
--b
Content-Type: {original}

From: coach@nextround.example
Message-ID: <out-1@nextround.example>
Subject: How did it go?

--b--
"""

QMAIL = """From: MAILER-DAEMON@qmail.example
Subject: failure notice

Hi. This is the qmail-send program at qmail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@example.com>:
192.0.2.4 does not like recipient.
Remote host said: 550 5.1.1 No such user
Giving up on 192.0.2.4.

--- Below this line is a copy of the message.

Return-Path: <coach@nextround.example>
Message-ID: <out-1@nextround.example>
Subject: How did it go?

4.2.2 is what I wrote
"""

EXIM = """From: Mail Delivery System <Mailer-Daemon@exim.example>
X-Failed-Recipients: ada@example.com
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ada@example.com
    host mx.example.com [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<ada@example.com>:
    550 5.7.1 blocked

------ This is a copy of the message, including all the headers. ------

Message-ID: <out-1@nextround.example>
"""

EXCHANGE = """From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>
Subject: Undeliverable: How did it go?

Delivery has failed to these recipients or groups:

Ada Byrne (ada@example.com)<mailto:ada@example.com>
The e-mail address you entered couldn't be found. Please check the recipient's address.

Diagnostic information for administrators:
ada@example.com
#550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found ##

Original message headers:
Message-ID: <out-1@nextround.example>
"""

PLAIN = """From: postmaster@small.example
Subject: Returned mail: User unknown
In-Reply-To: <out-1@nextround.example>

Your message to ada@example.com was not delivered: mailbox does not exist.
"""


def _report(
    action: str = "failed", status: str = "5.1.1", recipient: str = "Ada@Example.com", original: str = "message/rfc822"
) -> str:
    return REPORT.format(action=action, status=status, recipient=recipient, original=original)


@pytest.mark.parametrize("source", [_report(), _report(original="text/rfc822-headers"), QMAIL, EXIM, EXCHANGE, PLAIN])
def test_failed_mail_is_matched(source: str) -> None:
    """Whatever server returns a mail, it is known whose it was and that it will never arrive."""
    found = bounce(parse(source.encode()))
    assert found is not None
    assert (found.recipient, found.action, found.original_message_id) == (
        "ada@example.com",
        "failed",
        "<out-1@nextround.example>",
    )
    assert found.permanent
    assert found.status[0] == "5"


@pytest.mark.parametrize(
    ("source", "status"),
    [(_report(), "5.1.1"), (QMAIL, "5.1.1"), (EXIM, "5.7.1"), (EXCHANGE, "5.1.10"), (PLAIN, "5.0.0")],
)
def test_status_is_read(source: str, status: str) -> None:
    """Why a mail failed is known as its code."""
    found = bounce(parse(source.encode()))
    assert found is not None
    assert found.status == status


def test_delay_is_not_for_good() -> None:
    """A warning that a mail is late does not stop my mails."""
    found = bounce(parse(_report("delayed", "4.4.1").encode()))
    assert found == Bounce("ada@example.com", "delayed", "4.4.1", "<out-1@nextround.example>", False)


def test_full_mailbox_is_not_for_good() -> None:
    """A full mailbox may be emptied, so it does not stop my mails."""
    found = bounce(parse(_report("failed", "4.2.2").encode()))
    assert found is not None
    assert not found.permanent


def test_first_failure_among_many() -> None:
    """Among several recipients the one that failed is found."""
    source = _report().replace(
        "Final-Recipient",
        "Final-Recipient: rfc822; bo@example.com\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient",
        1,
    )
    found = bounce(parse(source.encode()))
    assert found is not None
    assert found.recipient == "ada@example.com"


@pytest.mark.parametrize(
    "source",
    [
        _report("delivered", "2.0.0"),
        "From: Ada <ada@example.com>\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nI am away. Mail could not be delivered to my phone.\n",
        "From: Ada <ada@example.com>\nSubject: debrief\n\nI said I had delivered the project. The delivery status of it was unclear.\n",
        "From: Ada <ada@example.com>\nSubject: Undelivered promises\n\nI promised them a demo and froze.\n",
        "From: postmaster@y.example\nSubject: Returned: not read, could not be delivered\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nread\n--b--\n",
        "From: x@y.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nabuse\n--b--\n",
    ],
)
def test_other_mail_is_no_bounce(source: str) -> None:
    """A notice that I am away, a receipt, or a debrief about deliveries stops nothing."""
    assert bounce(parse(source.encode())) is None


def test_returned_copy_is_not_taken_for_the_reason() -> None:
    """A number in my own returned mail is not read as the reason why it failed."""
    source = (
        PLAIN
        + "\n------ This is a copy of the message. ------\n\nSubject: x\n\nVersion 4.2.2 of the plan, 421 times.\n"
    )
    found = bounce(parse(source.encode()))
    assert found is not None
    assert (found.status, found.action) == ("5.0.0", "failed")
