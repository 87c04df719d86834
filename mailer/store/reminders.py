"""The routine mails to come: one row an interview and phase, claimed when it is due."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailer.coach.model import Phase
from mailer.coach.reminders import Reminder
from mailer.store.database import moment, stamp


@dataclass(frozen=True, slots=True)
class Row:
    """A routine mail that is to come, or was sent."""

    id: int
    person: int
    interview: int
    phase: Phase
    due: datetime
    useless: datetime
    state: str  # waiting, leased, sent, missed, cancelled


def plan(
    db: sqlite3.Connection, person: int, interview: int, helpful: Iterable[Reminder], now: datetime, *, anew: bool
) -> None:
    """Make these the reminders of an interview, `helpful` being all that still help; what waits besides goes.

    A mail that is out does not come again, unless the interview moved (`anew`). One that is due, and not out yet, is
    not lost; one that would have been due before the interview was known is not made up for. Inside a write transaction.
    """
    states = {row.phase: row.state for row in of_interview(db, interview)}
    waiting = [each for each in helpful if states.get(each.phase) in ("waiting", "leased")]
    fresh = [each for each in helpful if each.at > now and (anew or states.get(each.phase) != "sent")]
    silence(db, interview)
    db.executemany(
        """insert into reminder (person, interview, phase, due, useless, state) values (?, ?, ?, ?, ?, 'waiting')
           on conflict (interview, phase) do update set due = excluded.due, useless = excluded.useless,
           state = 'waiting', lease = null, leased_until = null""",
        [(person, interview, each.phase.value, stamp(each.at), stamp(each.useless)) for each in {*waiting, *fresh}],
    )


def silence(db: sqlite3.Connection, interview: int) -> None:
    """Let nothing more be sent for this interview. Inside a write transaction."""
    db.execute(
        """update reminder set state = 'cancelled', lease = null, leased_until = null
           where interview = ? and state in ('waiting', 'leased')""",
        (interview,),
    )


def silence_person(db: sqlite3.Connection, person: int) -> None:
    """Let nothing more be sent to this person unasked. Inside a write transaction."""
    db.execute(
        """update reminder set state = 'cancelled', lease = null, leased_until = null
           where person = ? and state in ('waiting', 'leased')""",
        (person,),
    )


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """Return these rows in the order in which they are due."""
    rows = db.execute(
        "select * from reminder where id in (select value from json_each(?)) order by due, id", (json.dumps(list(ids)),)
    )
    return [_row(row) for row in rows]


def of_interview(db: sqlite3.Connection, interview: int) -> list[Row]:
    """Return the reminders of an interview in the order in which they are due."""
    return [_row(row) for row in db.execute("select * from reminder where interview = ? order by due", (interview,))]


def upcoming(db: sqlite3.Connection, limit: int = 50) -> list[Row]:
    """Return what is to be sent next, of all people."""
    rows = db.execute(
        "select * from reminder where state in ('waiting', 'leased') and state = 'waiting' order by due, id limit ?",
        (limit,),
    )
    return [_row(row) for row in rows]


def finish(db: sqlite3.Connection, holder: str, states: Iterable[tuple[int, str]]) -> set[int]:
    """Mark rows sent or missed; return the ids of those that `holder` still held. Inside a write transaction."""
    wanted = dict(states)
    rows = db.execute(
        """select id from reminder where id in (select value from json_each(?)) and state = 'leased' and lease = ?""",
        (json.dumps(list(wanted)), holder),
    )
    held = {row["id"] for row in rows}
    db.executemany(
        "update reminder set state = ?, lease = null, leased_until = null where id = ?",
        [(state, id) for id, state in wanted.items() if id in held],
    )
    return held


def put_off(db: sqlite3.Connection, holder: str, later: Iterable[tuple[int, datetime]]) -> None:
    """Give rows back, due at another instant. Inside a write transaction."""
    db.executemany(
        """update reminder set state = 'waiting', due = ?, lease = null, leased_until = null
           where id = ? and state = 'leased' and lease = ?""",
        [(stamp(due), id, holder) for id, due in later],
    )


def _row(row: sqlite3.Row) -> Row:
    return Row(
        id=row["id"],
        person=row["person"],
        interview=row["interview"],
        phase=Phase(row["phase"]),
        due=moment(row["due"]),
        useless=moment(row["useless"]),
        state=row["state"],
    )
