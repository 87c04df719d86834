"""What a person said about the notes of a debrief: wishes, better answers kept as stories, names put right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from mailer.coach.drafting.wishes import Wish
from mailer.coach.model import Debrief, Draft
from mailer.coach.revising import Revision, Story
from mailer.store import debriefs
from mailer.store.database import moment, stamp
from mailer.store.debriefs import Record
from mailer.store.sealing import seal

_READING = TypeAdapter(Debrief)
_DRAFTS = TypeAdapter(tuple[Draft, ...])
_WISHES: TypeAdapter[dict[str, Wish]] = TypeAdapter(dict[str, Wish])
_ASKED = TypeAdapter(tuple[Revision, ...])


@dataclass(frozen=True, slots=True)
class Correction:
    """A name that was read wrongly, or told wrongly, once."""

    wrong: str
    name: str
    company: str | None  # where it holds; None: everywhere


def wishes(db: sqlite3.Connection, person: int, debrief: int) -> dict[str, Wish]:
    """Return what was asked of the notes of a debrief, by reader; "" holds for all."""
    row = db.execute("select wishes from debrief where id = ? and person = ?", (debrief, person)).fetchone()
    return {} if row is None else _WISHES.validate_json(row["wishes"])


def amend(
    db: sqlite3.Connection,
    person: int,
    debrief: int,
    reading: Debrief,
    asked: Mapping[str, Wish],
    drafts: Sequence[Draft],
) -> None:
    """Put a debrief on file as it is now, with its drafts. Inside a write transaction."""
    db.execute(
        "update debrief set reading = ?, wishes = ?, drafts = ? where id = ? and person = ?",
        (
            seal(db, _READING.dump_json(reading).decode()),
            seal(db, _WISHES.dump_json(dict(asked)).decode()),
            seal(db, _DRAFTS.dump_json(tuple(drafts)).decode()),
            debrief,
            person,
        ),
    )


def note(
    db: sqlite3.Connection, person: int, debrief: int, revisions: Sequence[Revision], told: datetime, inbox: int | None
) -> None:
    """Keep what was asked. Inside a write transaction."""
    db.execute(
        "insert into revision (person, debrief, inbox, told, asked) values (?, ?, ?, ?, ?)",
        (person, debrief, inbox, stamp(told), seal(db, _ASKED.dump_json(tuple(revisions)).decode())),
    )


def asked(db: sqlite3.Connection, debrief: int) -> list[tuple[Revision, ...]]:
    """Return what was asked about a debrief's notes, mail by mail."""
    rows = db.execute("select asked from revision where debrief = ? order by id", (debrief,))
    return [_ASKED.validate_json(row["asked"]) for row in rows]


def keep_stories(db: sqlite3.Connection, person: int, debrief: int, stories: Iterable[Story], told: datetime) -> None:
    """Keep better answers for the next time. Inside a write transaction."""
    db.executemany(
        "insert into story (person, debrief, kind, about, answer, told) values (?, ?, ?, ?, ?, ?)",
        [
            (person, debrief, each.kind or None, seal(db, each.about), seal(db, each.answer), stamp(told))
            for each in stories
        ],
    )


def stories(db: sqlite3.Connection, person: int) -> list[Story]:
    """Return a person's better answers, newest first."""
    rows = db.execute("select * from story where person = ? order by told desc, id desc", (person,))
    return [_story(row) for row in rows]


def stories_of(db: sqlite3.Connection, persons: Sequence[int]) -> dict[int, list[Story]]:
    """Return the better answers of these persons, newest first; who has none is not among them."""
    found: dict[int, list[Story]] = {}
    rows = db.execute(
        "select * from story where person in (select value from json_each(?)) order by told desc, id desc",
        (json.dumps(list(persons)),),
    )
    for row in rows:
        found.setdefault(row["person"], []).append(_story(row))
    return found


def _story(row: sqlite3.Row) -> Story:
    return Story(row["about"], row["answer"], row["kind"] or "")


def correct(
    db: sqlite3.Connection, person: int, names: Iterable[tuple[str, str]], company: str | None, told: datetime
) -> None:
    """Let a name hold for later notes too. Inside a write transaction."""
    db.executemany(
        """insert into correction (person, wrong, name, company, told) values (?, ?, ?, ?, ?)
           on conflict (person, wrong) do update set name = excluded.name, company = excluded.company, told = excluded.told""",
        [(person, wrong, name, company, stamp(told)) for wrong, name in names],
    )


def corrections(db: sqlite3.Connection, person: int) -> list[Correction]:
    """Return the names that a person put right, newest first."""
    rows = db.execute("select * from correction where person = ? order by told desc", (person,))
    return [Correction(row["wrong"], row["name"], row["company"]) for row in rows]


def waiting_note(db: sqlite3.Connection, person: int, debrief: int) -> int | None:
    """Return the id of a note that waits in the outbox for the morning, or None."""
    rows = db.execute(
        "select id, about from outbox where person = ? and kind = 'note' and state = 'waiting'", (person,)
    ).fetchall()
    return next((row["id"] for row in rows if _about(row["about"]).get("debrief") == debrief), None)


def hold_back(db: sqlite3.Connection, waiting: int) -> None:
    """Take a note that waits for the morning out of the outbox. Inside a write transaction."""
    db.execute("delete from outbox where id = ? and kind = 'note' and state = 'waiting'", (waiting,))


def told_together(db: sqlite3.Connection, person: int, debrief: int) -> list[Record]:
    """Return a debrief and those that were told in the same mail, in their order."""
    rows = db.execute(
        """select other.id from debrief as one join debrief as other
           on other.person = one.person and (other.id = one.id or other.inbox = one.inbox)
           where one.id = ? and one.person = ? order by other.id""",
        (debrief, person),
    ).fetchall()
    found = [debriefs.get(db, person, row["id"]) for row in rows]
    return [each for each in found if each is not None]


def last_told(db: sqlite3.Connection, person: int) -> datetime | None:
    """Return when this person last told of an interview."""
    row = db.execute("select max(told) as told from debrief where person = ?", (person,)).fetchone()
    return None if row["told"] is None else moment(row["told"])


def _about(text: str) -> dict[str, Any]:
    found: dict[str, Any] = TypeAdapter(dict[str, Any]).validate_json(text)
    return found
