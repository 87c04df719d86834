"""What people told of their interviews, as it was read, with the drafts that were sent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from mailer.coach.model import Debrief, Draft
from mailer.store.database import moment, stamp
from mailer.store.sealing import seal

_READING = TypeAdapter(Debrief)
_DRAFTS = TypeAdapter(tuple[Draft, ...])


@dataclass(frozen=True, slots=True)
class Record:
    """A debrief on file."""

    id: int
    person: int
    interview: int | None
    told: datetime
    reading: Debrief
    drafts: tuple[Draft, ...]


def add(
    db: sqlite3.Connection,
    person: int,
    reading: Debrief,
    drafts: Sequence[Draft],
    told: datetime,
    *,
    interview: int | None = None,
    inbox: int | None = None,
) -> int:
    """Put a debrief on file and return its id. Inside a write transaction."""
    row = db.execute(
        "insert into debrief (person, interview, inbox, told, reading, drafts) values (?, ?, ?, ?, ?, ?) returning id",
        (
            person,
            interview,
            inbox,
            stamp(told),
            seal(db, _READING.dump_json(reading).decode()),
            seal(db, _DRAFTS.dump_json(tuple(drafts)).decode()),
        ),
    ).fetchone()
    id: int = row["id"]
    return id


def remove(db: sqlite3.Connection, person: int, ids: Sequence[int]) -> None:
    """Take debriefs of this person off the file. Inside a write transaction."""
    db.executemany("delete from debrief where id = ? and person = ?", [(id, person) for id in ids])


def get(db: sqlite3.Connection, person: int, id: int) -> Record | None:
    """Return a debrief of this person."""
    row = db.execute("select * from debrief where id = ? and person = ?", (id, person)).fetchone()
    return None if row is None else _record(row)


def latest(db: sqlite3.Connection, person: int, limit: int = 5) -> list[Record]:
    """Return this person's debriefs, newest first."""
    rows = db.execute("select * from debrief where person = ? order by told desc, id desc limit ?", (person, limit))
    return [_record(row) for row in rows]


def of_interview(db: sqlite3.Connection, interview: int) -> list[Record]:
    """Return what was told of an interview, oldest first."""
    rows = db.execute("select * from debrief where interview = ? order by told, id", (interview,))
    return [_record(row) for row in rows]


def told_of(db: sqlite3.Connection, interviews: Sequence[int]) -> set[int]:
    """Return those of these interviews that a debrief is on file for."""
    rows = db.execute(
        "select distinct interview from debrief where interview in (select value from json_each(?))",
        (json.dumps(list(interviews)),),
    )
    return {row["interview"] for row in rows}


def _record(row: sqlite3.Row) -> Record:
    return Record(
        id=row["id"],
        person=row["person"],
        interview=row["interview"],
        told=moment(row["told"]),
        reading=_READING.validate_json(row["reading"]),
        drafts=_DRAFTS.validate_json(row["drafts"]),
    )
