"""What happens to mail that comes to an address with a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailer import posting
from mailer.message.parse import parse
from mailer.store import people
from tests.trust.conftest import HELP, House
from tests.trust.signing import published, signed

Make = Callable[..., bytes]
New = Callable[..., House]
JO, MO = "jo@example.org", "mo@example.com"
SURE = {"trusted_peers": ("198.51.100.1/32",)}


def reply_to(here: House) -> str:
    """Return where an answer to the last mail goes."""
    told = parse(here.answers()[-1].raw).reply_to
    return told[0].email


def first_answer(here: House, mail: Make) -> str:
    """Let Jo write once and return the address for the answer."""
    here.person(JO)
    here.take(mail(HELP), peer="198.51.100.1")
    return reply_to(here)


def test_an_answer_is_the_persons_whatever_address_it_comes_from(house: New, mail: Make) -> None:
    """A person who answers from another account is known by the reply address, and the answer goes to their own."""
    here = house({}, **SURE)
    to = first_answer(here, mail)
    assert here.take(mail("status", sender="jo@work.example"), recipient=to)[0] == "act"
    assert [answer.recipient for answer in here.answers()] == [JO, JO]


def test_an_answer_finds_its_thread_without_references(house: New, mail: Make) -> None:
    """A mail program that loses In-Reply-To and References still answers the right mail."""
    here = house({}, **SURE)
    to = first_answer(here, mail)
    here.take(mail("status"), recipient=to)
    assert here.answers()[0].kind == "help"
    from mailer import keys
    from mailer.store import outbox
    from mailer.trust import tokens

    token = tokens.read(keys.token(here.app.settings), to)
    assert token is not None
    assert outbox.about_thread(here.app.store.reading, token.person, token.thread) == ("help", {})
    assert outbox.about_thread(here.app.store.reading, token.person + 1, token.thread) is None


def test_a_reply_address_grows_old(house: New, mail: Make) -> None:
    """Whoever finds an old mail cannot speak for its reader."""
    here = house({}, **SURE)
    to = first_answer(here, mail)
    late = House(here.app, here.names, here.now + posting.REPLY_GOOD_FOR + timedelta(days=1))
    assert late.take(mail("status", sender="x@evil.example"), recipient=to)[0] == "quarantine"


def test_a_reply_address_of_a_forgotten_person_is_nobodys(house: New, mail: Make) -> None:
    """After "forget me" the addresses that were given lead nowhere."""
    here = house({}, **SURE)
    to = first_answer(here, mail)
    with here.app.store.writing() as db:
        db.execute("delete from person")
    assert here.take(mail("status", sender="x@evil.example"), recipient=to)[0] == "quarantine"


def test_a_vacation_notice_to_the_reply_address_is_not_answered(house: New, mail: Make) -> None:
    """A machine that answers our mail is a machine, though it knows the address."""
    here = house({}, **SURE)
    to = first_answer(here, mail)
    assert here.take(mail("I am away.", Auto_Submitted="auto-replied"), recipient=to)[0] == "ignore"
    assert here.take(mail("I am away!"), recipient=to, sender="")[0] == "ignore"
    assert len(here.answers()) == 1


def invitation(organiser: str = "hr@acme.example") -> str:
    """Return an invitation that names nobody we know."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20261119T100000Z\r\n"
        "DTSTART:20261203T100000Z\r\nDTEND:20261203T110000Z\r\nSUMMARY:Interview with Acme\r\n"
        f"ORGANIZER:mailto:{organiser}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_an_invitation_to_the_private_address_is_the_persons(house: New, mail: Make) -> None:
    """A recruiter's invitation that a filter hands on is the person's, and only the person is written to."""
    here = house({}, **SURE)
    id = here.person(JO)
    own = posting.private_address(here.app.settings, people.get(here.app.store.reading, id))
    raw = mail(invitation(), sender="no-reply@acme.example", **{"Content-Type": "text/calendar; method=REQUEST"})
    assert here.take(raw, recipient=own)[0] == "act"
    assert [answer.recipient for answer in here.answers()] == [JO]


@pytest.mark.parametrize("address", ["private", "stop"])
def test_a_machines_answer_to_a_given_address_is_a_machines(house: New, mail: Make, address: str) -> None:
    """A vacation notice or a bounce to the private or the unsubscribe address changes nothing and is not answered."""
    here = house({}, **SURE)
    id = here.person(JO)
    person = people.get(here.app.store.reading, id)
    to = (posting.private_address if address == "private" else posting.stop_address)(here.app.settings, person)
    assert here.take(mail("I am away.", Auto_Submitted="auto-replied"), recipient=to)[0] == "ignore"
    assert here.take(bounce("<x@y.example>"), sender="", recipient=to)[0] == "ignore"
    assert people.get(here.app.store.reading, id).state == "active"
    assert here.answers() == []


def test_only_news_is_taken_from_others(house: New, mail: Make) -> None:
    """What somebody else writes to the private address commands nothing."""
    here = house({}, **SURE)
    id = here.person(JO)
    own = posting.private_address(here.app.settings, people.get(here.app.store.reading, id))
    for words in ("forget me", "export", "stop", "help"):
        assert here.take(mail(words, sender="x@evil.example", subject=words), recipient=own)[0] == "act"
    assert here.answers() == []
    assert people.get(here.app.store.reading, id).state == "active"


@pytest.mark.parametrize("sender", [JO, "unsubscribe@provider.example"])
def test_one_click_on_unsubscribe_is_enough(house: New, mail: Make, sender: str) -> None:
    """The address in List-Unsubscribe stops the mails nobody asked for, whichever machine writes to it."""
    here = house({}, **SURE)
    id = here.person(JO)
    to = posting.stop_address(here.app.settings, people.get(here.app.store.reading, id))
    assert here.take(mail("stop", sender=sender, subject="stop"), recipient=to)[0] == "act"
    assert people.get(here.app.store.reading, id).state == "stopped"


def bounce(original: str, *, to: str = JO, action: str = "failed", status: str = "5.1.1") -> bytes:
    """Return a delivery status notification."""
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original}\r\n\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("by", "action", "status", "state"),
    [
        ("address", "failed", "5.1.1", "paused"),
        ("message-id", "failed", "5.1.1", "paused"),
        ("nothing", "failed", "5.1.1", "active"),
        ("another's", "failed", "5.1.1", "active"),
        ("address", "delayed", "4.4.1", "active"),
        ("address", "failed", "4.2.2", "active"),
    ],
)
def test_mail_that_comes_back_for_good_pauses_a_person(
    house: New, mail: Make, by: str, action: str, status: str, state: str
) -> None:
    """When a mailbox is gone, nothing unasked is sent there; a delay, or a bounce of nothing we sent, changes nothing."""
    here = house({}, **SURE)
    first_answer(here, mail)
    id = people.by_address(here.app.store.reading, JO).id  # type: ignore[union-attr]
    sent = here.answers()[0]
    original = sent.message_id if by in ("message-id", "another's") else "<unknown@elsewhere.example>"
    raw = bounce(original, to=MO if by == "another's" else JO, action=action, status=status)
    to = sent.sender if by == "address" else "coach+bounce@nextround.localhost"
    assert here.take(raw, sender="", recipient=to)[0] == "ignore"
    assert people.get(here.app.store.reading, id).state == state
    assert len(here.answers()) == 1


def test_what_comes_back_invites_nobody(house: New, mail: Make) -> None:
    """A bounce brings the calendar object of our own mail along; it moves nothing, and is not answered."""
    here = house(published("example.org"))
    here.person(JO)
    event = invitation().replace("END:VEVENT", f"ATTENDEE:mailto:{JO}\r\nEND:VEVENT")
    returned = (
        f"Content-Type: message/rfc822\r\n\r\nMessage-ID: <x@y.example>\r\nTo: {JO}\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/calendar; method=REQUEST\r\n\r\n{event}"
    )
    raw = bounce("<x@y.example>").replace(
        b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <x@y.example>\r\n", returned.encode()
    )
    unmarked = raw.replace(b"multipart/report; report-type=delivery-status", b"multipart/mixed")
    for number, each in enumerate((raw, unmarked)):
        signed_one = signed(b"Message-ID: <%d@mx.example.org>\r\n" % number + each, "example.org")
        assert here.take(signed_one, sender="mta@example.org")[0] == "ignore"
    assert here.answers() == []
    assert here.app.store.reading.execute("select count(*) from interview").fetchone()[0] == 0


@pytest.mark.parametrize("address", ["private", "message-id"])
def test_a_bounce_without_marks_signs_nobody_up(house: New, mail: Make, address: str) -> None:
    """A bounce that only its text betrays is a machine's, where anyone may sign up and at a private address, too."""
    here = house({}, sign_up="open", **SURE)
    id = here.person(JO)
    raw = mail(
        "Hi. This is the qmail-send program at mx.example.com.\r\nI'm afraid I wasn't able to deliver your message to "
        "the following addresses.\r\n\r\n<jo@example.com>:\r\n192.0.2.1 does not like recipient. 550 5.1.1 no user\r\n"
        "\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <1@y.example>\r\n",
        sender="postmistress@mx.example.com",
        subject="failure notice",
    )
    own = posting.private_address(here.app.settings, people.get(here.app.store.reading, id))
    to = own if address == "private" else ""
    assert here.take(raw, sender="x@mx.example.com", recipient=to, peer="198.51.100.1")[0] == "ignore"
    assert here.answers() == []
    assert [each.address for each in people.everyone(here.app.store.reading)] == [JO]


def test_a_person_who_writes_again_is_there_again(house: New, mail: Make) -> None:
    """A person whose mail came back, and who writes, gets their mails again."""
    here = house({}, **SURE)
    first_answer(here, mail)
    id = people.by_address(here.app.store.reading, JO).id  # type: ignore[union-attr]
    here.take(bounce("<x@y.example>"), sender="", recipient=here.answers()[0].sender)
    here.take(mail("status"), peer="198.51.100.1")
    assert people.get(here.app.store.reading, id).state == "active"


def test_an_invited_stranger_signs_up(house: New, mail: Make) -> None:
    """Where sign-up is by invitation, whoever writes to an address the host made is signed up; nobody else is."""
    here = house({}, sign_up="invite", authserv_id="mx.nextround.localhost", front_servers=("10.0.0.1/32",))
    shown = b"Authentication-Results: mx.nextround.localhost; dkim=pass header.d=example.org\r\n"
    to = posting.invitation_address(here.app.settings, 1, here.now.date() + timedelta(days=1))
    assert here.take(shown + mail(HELP), peer="10.0.0.1")[0] == "quarantine"
    assert here.take(shown + mail("status"), peer="10.0.0.1", recipient=to)[0] == "act"
    assert [answer.recipient for answer in here.answers()] == [JO]
