"""The personal lines of each person's routine."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from mailer.coach.model import Phase
from mailer.coach.routine import Line, State, Why
from mailer.store.sealing import seal


def lines(db: sqlite3.Connection, person: int) -> list[Line]:
    """Return all lines of a person, dropped and sleeping ones too, in the order in which they came."""
    return [_line(row) for row in db.execute("select * from line where person = ? order by id", (person,))]


def lines_of(db: sqlite3.Connection, people: Sequence[int]) -> dict[int, list[Line]]:
    """Return the lines of these people."""
    found: dict[int, list[Line]] = {person: [] for person in people}
    rows = db.execute(
        "select * from line where person in (select value from json_each(?)) order by id", (json.dumps(list(people)),)
    )
    for row in rows:
        found[row["person"]].append(_line(row))
    return found


def keep(db: sqlite3.Connection, person: int, changed: Iterable[Line], debrief: int | None) -> None:
    """Write new and changed lines. Inside a write transaction."""
    for line in changed:
        values = {
            "id": line.id,
            "person": person,
            "phase": line.phase.value,
            "text": seal(db, line.text),
            "why": line.why.value,
            "kind": line.kind,
            "if_then": seal(db, line.if_then),
            "step": line.step,
            "seen": line.seen,
            "quiet": line.quiet,
            "state": line.state.value,
            "pinned": int(line.pinned),
            "since": line.since.isoformat(),
            "debrief": debrief,
        }
        if line.id is None:
            db.execute(
                """insert into line (person, phase, text, why, kind, if_then, step, seen, quiet, state, pinned, since,
                   debrief) values (:person, :phase, :text, :why, :kind, :if_then, :step, :seen, :quiet, :state,
                   :pinned, :since, :debrief)""",
                values,
            )
        else:
            db.execute(
                """update line set phase = :phase, text = :text, if_then = :if_then, step = :step, seen = :seen,
                   quiet = :quiet, state = :state, pinned = :pinned, since = :since
                   where id = :id and person = :person""",
                values,
            )


def remove(db: sqlite3.Connection, person: int, gone: Iterable[Line]) -> None:
    """Delete lines: what brought them was no mistake after all. Inside a write transaction."""
    db.executemany("delete from line where id = ? and person = ?", [(line.id, person) for line in gone])


def _line(row: sqlite3.Row) -> Line:
    return Line(
        phase=Phase(row["phase"]),
        text=row["text"],
        why=Why(row["why"]),
        kind=row["kind"],
        since=date.fromisoformat(row["since"]),
        if_then=row["if_then"],
        step=row["step"],
        seen=row["seen"],
        quiet=row["quiet"],
        state=State(row["state"]),
        pinned=bool(row["pinned"]),
        id=row["id"],
    )
