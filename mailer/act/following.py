"""When to ask again after an interview that nobody has answered yet: the rows from which the clock sends follow-ups."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailer import zones
from mailer.act import notes
from mailer.act.invitation import same_firm
from mailer.app import App
from mailer.coach import letters, outcomes
from mailer.coach.drafting.wishes import wished
from mailer.coach.letters import Correspondent, Occasion
from mailer.coach.model import Known
from mailer.message.compose import Attachment
from mailer.store import conversations, debriefs
from mailer.store import outcomes as ledger
from mailer.store.debriefs import Record
from mailer.store.people import Person
from mailer.words import Worded

ASKED_AT = time(8, 30)  # when a follow-up comes, in the person's zone
TOLD_AGAIN = timedelta(days=3)  # two debriefs of one firm within these are of one interview


def told_day(record: Record, zone: ZoneInfo) -> date:
    """Return the day of a debrief in the person's zone."""
    return record.told.astimezone(zone).date()


def sent_days(app: App, debrief: int, zone: ZoneInfo) -> list[date]:
    """Return the days on which follow-ups for this debrief were sent."""
    rows = ledger.follow_ups(app.store.reading, debrief)
    return [
        each.due.astimezone(zone).date() for each in rows if each.state == "sent" and each.number <= outcomes.NUDGES
    ]


def plan(db: sqlite3.Connection, record: Record, person: Person, sent: Sequence[date]) -> None:
    """Let the next follow-up of a debrief fall due, or its closing mail. Inside a write transaction."""
    where = zones.country(person.zone)
    day = outcomes.follow_up_due(record.reading, told_day(record, person.zone), where, sent) or outcomes.closing_due(
        sent, where
    )
    if day is not None and len(sent) <= outcomes.NUDGES:
        due = datetime.combine(day, ASKED_AT, person.zone).astimezone(UTC)
        ledger.plan(db, person.id, record.id, len(sent) + 1, due)


def word(
    app: App, person: Person, record: Record, number: int, now: datetime
) -> tuple[str, Worded, tuple[Attachment, ...]]:
    """Return kind, words and files of the follow-up that comes by itself: a nudge with its letter, or the closing mail."""
    reading = record.reading
    company, name = reading.company, (person.name or "").split(" ")[0]
    if number > outcomes.NUDGES:
        return "closing", app.words.word("closing", subject="", name=name, company=company), ()
    wish = wished(conversations.wishes(app.store.reading, person.id, record.id), "")
    to = reading.interviewers[0] if reading.interviewers else None
    who = Correspondent(to, notes.author(person, reading, wish))
    occasion = Occasion.FIRST if number == 1 else Occasion.SECOND
    knowledge = Known(
        company=company, role=reading.role, interviewers=reading.interviewers, mode=reading.mode, person=person.name
    )
    draft = letters.letter(occasion, reading, who, app.craft.phrases, app.catalogue, knowledge)
    worded = app.words.word(
        "follow_up", subject="", name=name, company=company, number=number, day="", drafts=[notes.Written(draft, notes.mailto(draft)).shown],
    )  # fmt: skip
    return "follow_up", worded, (notes.file(app, person, draft, f"follow.{record.id}.{number}", "follow-up", now),)


def begin(db: sqlite3.Connection, person: Person, debrief: int) -> None:
    """Let the first follow-up of a new debrief fall due, in place of that of an earlier telling of the same interview.

    Inside a write transaction.
    """
    record = debriefs.get(db, person.id, debrief)
    if record is None:
        return
    for other in debriefs.latest(db, person.id, 5):
        if other.id != record.id and _same(other, record):
            ledger.silence(db, other.id)
    plan(db, record, person, [])


def _same(other: Record, record: Record) -> bool:
    if other.interview is not None or record.interview is not None:
        return other.interview == record.interview
    theirs, ours = other.reading.company, record.reading.company
    return bool(theirs and ours and same_firm(theirs, ours) and abs(record.told - other.told) <= TOLD_AGAIN)
