"""The debrief that waited: who was in distress got care, and asks for the full answer when they want it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from mailer.act import debrief, unclear
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.coach.model import Tone
from mailer.coach.reading.tone import tone
from mailer.message.command import Command
from mailer.store import conversations, debriefs
from mailer.store.debriefs import Record

LOOKED_BACK = 20
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def act(app: App, mail: Mail, wanted: Command) -> Outcome:
    """Answer the waiting debrief as if it had come now, without the words that called for care; it takes the old one's place."""
    waiting = _waiting(app, mail)
    told = " ".join(_calm(each.reading.text) for each in waiting).strip()
    if not told or tone(told) is Tone.CRISIS:
        return unclear.act(app, mail)
    interview = waiting[0].interview
    as_sent = replace(
        mail,
        body=replace(mail.body, new=told, forwarded=None),
        message=replace(mail.message, text=told),
        about={"interview": interview} if interview else {},
    )
    outcome = debrief.act(app, as_sent)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        debriefs.remove(db, mail.person.id, [each.id for each in waiting])
        return outcome.write(db)

    return replace(outcome, write=write)


def _waiting(app: App, mail: Mail) -> list[Record]:
    """Return what was told in the newest mail that care was the answer to."""
    for each in debriefs.latest(app.store.reading, mail.person.id, LOOKED_BACK):
        if each.reading.tone is Tone.CRISIS and not each.drafts:
            return conversations.told_together(app.store.reading, mail.person.id, each.id)
    return []


def _calm(text: str) -> str:
    return " ".join(each for each in _SENTENCE.split(text) if tone(each) is not Tone.CRISIS)
