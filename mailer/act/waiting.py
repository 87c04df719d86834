"""The note of a heated debrief waits for the morning: a row in the outbox that falls due then, or at once on "now"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from mailer.act.notes import Notes
from mailer.act.outcome import Answer, Mail
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach.model import Debrief
from mailer.message.thread import reply_subject

MORNING = time(7, 30)
NIGHT_ENDS = time(4, 0)  # who writes after midnight means the morning that comes


def until(written: datetime, mail: Mail) -> datetime:
    """Return the next morning in the person's zone, aware."""
    local = written.astimezone(mail.person.zone)
    day = local.date() if local.time() < NIGHT_ENDS else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, mail.person.zone).astimezone(UTC)


def answer(app: App, mail: Mail, readings: Sequence[Debrief], noted: Sequence[Notes]) -> Answer:
    """Return the mail with the notes, due in the morning."""
    drafts = [each.shown for one in noted for each in one.written]
    company = next((each.company for each in readings if each.company), None) if len(readings) == 1 else None
    worded = app.words.word(
        "note",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        company=company,
        drafts=drafts,
        omitted=[each for one in noted for each in one.left_out],
    )
    files = tuple(file for one in noted for file in one.files)
    return Answer("note", worded, files, due=until(mail.now, mail))
