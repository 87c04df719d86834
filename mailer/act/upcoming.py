"""The next interview, where a debrief names it: "second round is Thursday at 2"; noted if its time is certain."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailer import facts, habits, when
from mailer.act import asking, booking, interview, invitation
from mailer.act.outcome import Mail
from mailer.app import App
from mailer.coach import reminders
from mailer.coach.model import Debrief
from mailer.coach.reminders import Reminder
from mailer.message import appointment
from mailer.store import interviews
from mailer.store import reminders as reminder_rows
from mailer.store.interviews import Interview

_NEXT = re.compile(
    r"\b(?:second|2nd|third|3rd|final|next|another|follow-?up|last|new)\s+(?:\w+\s+)?(?:round|interview|stage|call|meeting|chat|one)\b|\b(?:want|wants|wanted|invited|asked|having|have) me (?:back|in again|to come|for a|for the)\b|"
    r"\b(?:trial (?:shift|day)|going back|back in|interview (?:with|at|is))\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An interview that a debrief named, with its mails."""

    interview: Interview
    planned: tuple[Reminder, ...]

    def write(self, db: sqlite3.Connection, mail: Mail) -> None:
        """Put it on file. Inside a write transaction."""
        kept = interviews.keep(db, self.interview, mail.now)
        reminder_rows.plan(db, mail.person.id, kept.id, self.planned, mail.now, anew=True)


def named(app: App, mail: Mail, readings: Sequence[Debrief], past: Interview | None) -> Upcoming | None:
    """The interview that the text names besides what it tells of; None where none is, or its time is open."""
    for sentence in _SENTENCE.split(mail.body.new):
        if not _NEXT.search(sentence):
            continue
        found = when.best(sentence, reference=mail.written, zone=mail.person.zone, order=asking.order(mail))
        if found.certain is None or found.certain.instant <= mail.now:
            continue
        told = appointment.read(
            appointment.blot(sentence, [(each.span.start, each.span.end) for each in found.moments]),
            me=[mail.person.name or ""],
        )
        reading = readings[0] if readings else None
        company = told.company or (past.company if past else None) or (reading.company if reading else None)
        role = told.role or (past.role if past else None) or (reading.role if reading else None)
        draft = booking.new(app, mail, replace(told, company=company, role=role), sentence)
        fresh = interview.at(mail, draft, found.certain, found, sentence)
        if invitation.twin(app, mail, fresh) is not None:
            return None
        hours = habits.of(mail.person, app.settings)
        others = [facts.span(each) for each in interviews.coming(app.store.reading, mail.person.id, mail.now)]
        return Upcoming(fresh, reminders.plan(facts.span(fresh), hours, mail.now, others))
    return None
