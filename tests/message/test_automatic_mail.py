"""Machines, which are never answered, and people, who are."""

import pytest

from mailer.message import automatic
from mailer.message.parse import parse


def _why(headers: str, text: str = "I bombed it.", envelope: str = "ada@example.com") -> str | None:
    usual = "" if "From:" in headers else "From: Ada <ada@example.com>\n"
    usual += "" if "Subject:" in headers else "Subject: debrief\n"
    return automatic.why_automatic(parse(f"{usual}{headers}\n{text}\n".encode()), envelope)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ("Auto-Submitted: auto-replied\n", "auto-submitted"),
        ("Auto-Submitted: auto-generated; owner-email=x\n", "auto-submitted"),
        ("List-Id: <jobs.example>\n", "list"),
        ("List-Unsubscribe: <mailto:x@y>\n", "list"),
        ("Precedence: bulk\n", "precedence"),
        ("Precedence: auto_reply\n", "precedence"),
        ("X-Autoreply: yes\n", "autoreply"),
        ("X-Autorespond: vacation\n", "autoreply"),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n", "report"),
        ("From: MAILER-DAEMON@mx.example\n", "machine-sender"),
        ("From: No Reply <no-reply@corp.example>\n", "machine-sender"),
        ("From: do_not_reply@corp.example\n", "machine-sender"),
        ("From: noreply+tok@corp.example\n", "machine-sender"),
        ("From: postmaster@corp.example\n", "machine-sender"),
        ("From: bounces+12=ab@corp.example\n", "machine-sender"),
        ("From: News@corp.example\n", "machine-sender"),
        ("From: enews@corp.example\n", "machine-sender"),
        ("From: shopcard_newsflash@corp.example\n", "machine-sender"),
        ("From: acme-newsletter@corp.example\n", "machine-sender"),
        ("From: announcements@corp.example\n", "machine-sender"),
        ("Feedback-ID: 1:2:3:mailer\n", "campaign"),
        ("X-Loop: coach@nextround.example\n", "own-mail"),
        ("X-Nextround-Kind: reply\n", "own-mail"),
        ("Sender: Google Calendar <calendar-notification@google.com>\n", "calendar"),
        ("Return-Path: <>\n", "null-sender"),
        ("Subject: Automatic reply: How did it go?\nX-Auto-Response-Suppress: All\n", "away"),
    ],
)
def test_machine_is_known(headers: str, reason: str) -> None:
    """A machine's mail is recognised for what it is."""
    assert _why(headers) == reason


def test_a_complaint_of_a_providers_reader_is_a_report() -> None:
    """Hotmail's complaints say in their subject alone what they are; a person may write of a complaint."""
    headers = "Subject: complaint about message from 192.0.2.1\nContent-Type: multipart/mixed; boundary=b\n"
    attached = "--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--"
    assert _why(headers, attached) == "report"
    assert _why("Subject: complaint about message from my boss\n") is None


@pytest.mark.parametrize("envelope", ["", "<>", " <> "])
def test_null_sender_is_a_machine(envelope: str) -> None:
    """Mail from the null sender is never answered."""
    assert _why("", envelope=envelope) == "null-sender"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Abwesenheitsnotiz: Re: Debrief", "Ich bin nicht im Büro. bin ich nicht im Büro"),
        ("Out of Office Re: debrief", "I am out of the office until Monday."),
        ("Réponse automatique : debrief", "Je suis absent jusqu'au 12."),
        ("Automatisch antwoord: debrief", "Tot maandag ben ik afwezig."),
        ("Respuesta automática: debrief", "Hola, estoy fuera de la oficina."),
    ],
)
def test_absence_notice_in_many_languages(subject: str, text: str) -> None:
    """A notice that someone is away is not answered, in whatever language."""
    assert _why(f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n", text) == "away"


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: no\n",
        "Subject: Out of office clothes, out of luck\n",
        "X-Auto-Response-Suppress: DR, RN, NRN, OOF\n",
        "Precedence: normal\n",
        "From: Noreen Reply <noreen@example.com>\n",
        "From: Systema Daemona <systema.d@example.com>\n",
        "From: Jo Newson <jo.newson@example.com>\n",
        "From: News desk <news-desk@paper.example>\n",
        "Subject: I'm on vacation next week, can we move it?\n",
        "X-Mailer: Outlook\nThread-Topic: x\n",
    ],
)
def test_person_is_answered(headers: str) -> None:
    """I am a person, even when one thing about my mail looks like a machine's."""
    assert _why(headers) is None


def test_a_machines_words_that_i_pass_on_are_not_mine() -> None:
    """I forward an invitation out of Outlook: "do not reply to this" stands in it, and I am a person all the same."""
    outlook = "Subject: FW: Your interview\nX-Auto-Response-Suppress: DR, RN, NRN, OOF\n"
    asked = "This is an automated message, do not reply to this mail."
    block = "From: Acme <no-reply@acme.example>\nSent: Monday, 6 April 2026 09:09\nTo: Ada\nSubject: Your interview\n\n"
    assert _why(outlook, f"On Friday!\n\n{block}Friday at ten. {asked}") is None
    assert _why(outlook, f"{block}Friday at ten. {asked}") is None
    assert _why(outlook.replace("FW", "Re"), f"{asked}\n\n{block}Hello?") == "away"
    assert _why(outlook.replace("FW", "Re"), f"We got your mail.\n\n-- \nAcme Ltd\n{asked}\n\n{block}Hello?") == "away"


def test_envelope_of_a_mail_service_is_no_machine() -> None:
    """My mail through a service with its own bounce address is still mine."""
    assert _why("", envelope="bounces+ada=example.com@service.example") is None


INVITATION = (
    "From: Dana Liu <dana@acme.example>\nSender: Google Calendar <calendar-notification@google.com>\nSubject: Invitation\nMIME-Version: 1.0\n"
    "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nInvitation\n"
    "--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n--b--\n"
)


def test_invitation_is_a_machine_mail_worth_reading() -> None:
    """A calendar's invitation is not answered, but known as an invitation."""
    message = parse(INVITATION.encode())
    assert automatic.why_automatic(message, "calendar-notification@google.com") == "calendar"
    assert automatic.is_invitation(message)


def test_attached_calendar_file_is_an_invitation() -> None:
    """An .ics file counts as an invitation even where its type says nothing."""
    source = INVITATION.replace("text/calendar; method=REQUEST", 'application/octet-stream; name="invite.ics"')
    assert automatic.is_invitation(parse(source.encode()))
    assert not automatic.is_invitation(parse(source.replace("BEGIN:VCALENDAR", "hello").encode()))
