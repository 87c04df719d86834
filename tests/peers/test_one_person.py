"""One person's whole loop through a real Postfix, with every role killed between the mails."""

from __future__ import annotations

import email
import email.policy
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.peers.conftest import Behind
from tests.peers.private_postfix import Postfix
from tests.peers.service import Service, serving, wait_until
from tests.peers.test_whole_loop import FRONT, sign_up

pytestmark = pytest.mark.peers
PERSON = "bernie@home.example"
ROLES = ("receive", "work", "deliver")


def text_of(raw: bytes) -> str:
    """Return a mail's plain text."""
    part = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain",))  # type: ignore[attr-defined]
    return str(part.get_content())


def invitation(day: datetime) -> bytes:
    """Return a calendar invitation as a company's calendar sends it to the person, who passes it on."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        PERSON,
        "coach@nextround.localhost",
        "Fwd: Interview: warehouse lead",
    )
    message["Message-ID"], message["Date"] = "<invite@home.example>", email.utils.format_datetime(datetime.now(UTC))
    message.set_content("here it is\n")
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kestrel//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:kestrel-1\r\n"
        f"DTSTAMP:{day:%Y%m%d}T000000Z\r\nDTSTART;TZID=Europe/London:{day:%Y%m%d}T140000\r\n"
        f"DTEND;TZID=Europe/London:{day:%Y%m%d}T150000\r\nSUMMARY:Interview Kestrel Foods: warehouse lead\r\n"
        "LOCATION:4 Dock Road\r\nORGANIZER;CN=Tom Hadley:mailto:tom@kestrel.example\r\n"
        f"ATTENDEE;CN=Bernie:mailto:{PERSON}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message.add_attachment(ics.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    return message.as_bytes()


def reply(to: bytes, text: str, number: int) -> bytes:
    """Return the person's answer to one of our mails, as a mail program writes it."""
    answered = email.message_from_bytes(to, policy=email.policy.default)
    message = EmailMessage()
    message["From"], message["To"] = PERSON, "coach@nextround.localhost"
    message["Subject"] = f"Re: {answered['Subject']}"
    message["Message-ID"], message["In-Reply-To"] = f"<answer-{number}@home.example>", answered["Message-ID"]
    message["Date"] = email.utils.format_datetime(datetime.now(UTC))
    message.set_content(text)
    return message.as_bytes()


def tick(service: Service, phase: str) -> bytes:
    """Run the clock to the next mail of this phase and return what it queued."""
    ((due,),) = service.rows(f"select min(due) from reminder where state = 'waiting' and phase = '{phase}'")
    at = datetime.fromtimestamp(int(str(due)) / 1000, UTC)
    environment = {"NEXTROUND_DATA_DIR": str(service.data), "PATH": ""}
    command = [sys.executable, "-m", "mailer", "schedule", "tick", "--now", at.isoformat()]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    ((raw,),) = service.rows(f"select raw from outbox where kind = '{phase}' order by id desc limit 1")
    assert isinstance(raw, bytes)
    return raw


def test_from_the_invitation_to_the_changed_routine(
    tmp_path: Path, behind: Behind, front: Callable[..., Postfix]
) -> None:
    """An invitation, its night-before mail, the debrief by reply, the note, and the next routine changed by it."""
    relay = {"relay_host": "127.0.0.1", "relay_port": str(behind.port), "relay_tls": "none", "zone": "Europe/London"}
    with serving(
        tmp_path / "data", trusted_peers="[]", sign_up="closed", lease_seconds="5", **FRONT, **relay
    ) as service:
        sign_up(service, PERSON)
        postfix = front("lmtp", service.lmtp_port, results="dmarc=pass header.from=home.example")

        def mailed(raw: bytes) -> bytes:
            """Mail through Postfix while everything is killed; return the answer from the mailbox."""
            before = len(behind.mailboxes.mails(PERSON))
            postfix.send(PERSON, "coach@nextround.localhost", raw)
            for role in ROLES:
                service.kill(role)
            wait_until(lambda: len(behind.mailboxes.mails(PERSON)) > before, "the answer in the mailbox")
            return behind.mailboxes.mails(PERSON)[-1]

        day = datetime.now(UTC) + timedelta(days=4)
        echo = text_of(mailed(invitation(day)))
        assert "Kestrel" in echo
        assert "14:00" in echo
        night = text_of(tick(service, "night_before"))
        assert "Kestrel" in night
        asked = tick(service, "after")
        told = "I got there fifteen minutes late and he was waiting at the gate. Tom showed me the new cold store."
        answer = text_of(mailed(reply(asked, told, 1)))
        assert "fifteen minutes late" in answer
        assert "Tom" in answer
        assert re.search(r"Kestrel", answer)
        ((line,),) = service.rows("select text from line where why = 'mistake' and kind = 'arrived_late'")
        mailed(
            reply(
                asked,
                f"another interview: Northline on {day + timedelta(days=7):%A %d %B} at 10am, on site at 4 Dock Road",
                2,
            )
        )
        morning = text_of(tick(service, "morning_of"))
        assert str(line) in " ".join(morning.split())
