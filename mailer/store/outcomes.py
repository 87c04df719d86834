"""What came of the interviews, and when to ask again where nothing came."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailer.coach.model import Prediction
from mailer.coach.outcomes import Past, Result
from mailer.store.database import moment, stamp
from mailer.store.leases import held


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that is to come, or was sent."""

    id: int
    person: int
    debrief: int
    number: int  # 1 and 2: a nudge; 3: the closing mail
    due: datetime
    state: str


def file(
    db: sqlite3.Connection,
    person: int,
    result: Result,
    expected: Prediction | None,
    told: datetime,
    *,
    debrief: int | None = None,
    interview: int | None = None,
    inbox: int | None = None,
) -> None:
    """Put an outcome on file; a later one on the same debrief stands beside it. Inside a write transaction."""
    db.execute(
        "insert into outcome (person, debrief, interview, inbox, result, expected, told) values (?, ?, ?, ?, ?, ?, ?)",
        (person, debrief, interview, inbox, result.value, expected.value if expected else None, stamp(told)),
    )


def past(db: sqlite3.Connection, person: int, *, besides: int | None = None) -> list[Past]:
    """Return each interview's last outcome with what the person had expected, oldest first; all `besides` one debrief's."""
    rows = db.execute("select * from outcome where person = ? order by told, id", (person,)).fetchall()
    last = {row["debrief"] or -row["id"]: row for row in rows if row["result"] != Result.SILENCE.value}
    return [
        Past(Result(row["result"]), Prediction(row["expected"]) if row["expected"] else None)
        for row in last.values()
        if besides is None or row["debrief"] != besides
    ]


def of_debrief(db: sqlite3.Connection, debrief: int) -> list[Result]:
    """Return what was told of this interview's outcome, oldest first."""
    rows = db.execute("select result from outcome where debrief = ? order by told, id", (debrief,))
    return [Result(row["result"]) for row in rows]


def plan(db: sqlite3.Connection, person: int, debrief: int, number: int, due: datetime) -> None:
    """Let a follow-up fall due; one that was sent stays sent. Inside a write transaction."""
    db.execute(
        """insert into follow_up (person, debrief, number, due, state) values (?, ?, ?, ?, 'waiting')
           on conflict (debrief, number) do update set due = excluded.due, state = 'waiting', lease = null,
           leased_until = null where state != 'sent'""",
        (person, debrief, number, stamp(due)),
    )


def silence(db: sqlite3.Connection, debrief: int) -> None:
    """Let no more follow-ups come for this interview. Inside a write transaction."""
    db.execute(
        """update follow_up set state = 'cancelled', lease = null, leased_until = null
           where debrief = ? and state in ('waiting', 'leased')""",
        (debrief,),
    )


def follow_ups(db: sqlite3.Connection, debrief: int) -> list[FollowUp]:
    """Return the follow-ups of a debrief in their order."""
    return [
        _follow_up(row) for row in db.execute("select * from follow_up where debrief = ? order by number", (debrief,))
    ]


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[FollowUp]:
    """Return these follow-ups in the order in which they are due."""
    rows = db.execute(
        "select * from follow_up where id in (select value from json_each(?)) order by due, id",
        (json.dumps(list(ids)),),
    )
    return [_follow_up(row) for row in rows]


def finish(db: sqlite3.Connection, holder: str, states: Iterable[tuple[int, str]]) -> set[int]:
    """Mark follow-ups sent or cancelled; return those that `holder` still held. Inside a write transaction."""
    done = {id: state for id, state in states if held(db, "follow_up", id, holder)}
    db.executemany(
        "update follow_up set state = ?, lease = null, leased_until = null where id = ?",
        [(state, id) for id, state in done.items()],
    )
    return set(done)


def put_off(db: sqlite3.Connection, holder: str, later: Iterable[tuple[int, datetime]]) -> None:
    """Give rows back, due at another instant. Inside a write transaction."""
    db.executemany(
        """update follow_up set state = 'waiting', due = ?, lease = null, leased_until = null
           where id = ? and state = 'leased' and lease = ?""",
        [(stamp(due), id, holder) for id, due in later],
    )


def mark_sent(db: sqlite3.Connection, person: int, debrief: int, number: int, at: datetime) -> None:
    """Note that a follow-up draft was given when the person asked, so that it does not come again. Inside a write transaction."""
    db.execute(
        """insert into follow_up (person, debrief, number, due, state) values (?, ?, ?, ?, 'sent')
           on conflict (debrief, number) do update set state = 'sent', due = excluded.due, lease = null, leased_until = null""",
        (person, debrief, number, stamp(at)),
    )


def _follow_up(row: sqlite3.Row) -> FollowUp:
    return FollowUp(row["id"], row["person"], row["debrief"], row["number"], moment(row["due"]), row["state"])
