"""The draft that comes with a reply, as a mail program opens it."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from mailer.act import notes
from mailer.app import App
from mailer.coach.model import Draft, Interviewer
from mailer.store import people


def opened(app: App, to: Interviewer | None, now: datetime) -> EmailMessage:
    """Return the draft to somebody, read as a mail program reads it."""
    person = people.Person(1, "jo@example.org", "Jo", ZoneInfo("UTC"), False, "active", {}, now)
    draft = Draft(to, "Thank you", "Hi Tom,\n\nThanks.\n\nJo")
    file = notes.file(app, person, draft, "1.1", "thank-you-Tom", now)
    message = message_from_bytes(file.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("to", [None, Interviewer("Tom Hadley")])
def test_to_nobody_yet(app: App, now: datetime, to: Interviewer | None) -> None:
    """Where no address is known the draft opens with an empty To, not with a wrong one."""
    message = opened(app, to, now)
    assert (message["to"], message["x-unsent"], message["subject"]) == (None, "1", "Thank you")


def test_to_a_known_address(app: App, now: datetime) -> None:
    """A known address is filled in."""
    assert opened(app, Interviewer("Tom Hadley", "tom@example.com"), now)["to"] == "Tom Hadley <tom@example.com>"
