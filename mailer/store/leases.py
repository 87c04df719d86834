"""Claiming rows of a queue by lease: whoever dies holding one loses it when the lease expires.

Inbox, outbox, reminders and follow-ups share the columns state, due, lease and leased_until, and so this code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from mailer.store.database import stamp

Queue = Literal["inbox", "outbox", "reminder", "follow_up"]
LONG = timedelta(hours=1)  # for a process that is alone with its database


def claim(
    db: sqlite3.Connection, queue: Queue, holder: str, now: datetime, lease: timedelta, limit: int = 1
) -> Sequence[int]:
    """Take up to `limit` due rows for `holder`, oldest first, and return their ids; inside a write transaction."""
    at = stamp(now)
    # Two walks along the partial index: one `or` would read the whole table, years of finished rows with it.
    rows = db.execute(
        f"""select id from (
            select * from (select id, due from {queue} where state in ('waiting', 'leased') and state = 'waiting'
                           and due <= :at order by due, id limit :limit)
            union all
            select id, due from {queue} where state in ('waiting', 'leased') and state = 'leased' and leased_until <= :at
        ) order by due, id limit :limit""",
        {"at": at, "limit": limit},
    ).fetchall()
    ids = [row["id"] for row in rows]
    db.executemany(
        f"update {queue} set state = 'leased', lease = ?, leased_until = ? where id = ?",
        [(holder, stamp(now + lease), id) for id in ids],
    )
    return ids


def held(db: sqlite3.Connection, queue: Queue, id: int, holder: str) -> bool:
    """Tell whether `holder` still holds the row: another may have taken it after the lease expired."""
    row = db.execute(f"select 1 from {queue} where id = ? and state = 'leased' and lease = ?", (id, holder)).fetchone()
    return row is not None


def renew(
    db: sqlite3.Connection, queue: Queue, holder: str, ids: Iterable[int], now: datetime, lease: timedelta
) -> None:
    """Hold rows that are still in hand for another `lease`; one already lost stays lost. Inside a write transaction."""
    db.executemany(
        f"update {queue} set leased_until = ? where id = ? and state = 'leased' and lease = ?",
        [(stamp(now + lease), id, holder) for id in ids],
    )


def next_due(db: sqlite3.Connection, queue: Queue) -> int | None:
    """Return the stamp at which the next row falls due, or None where nothing waits."""
    row = db.execute(
        f"""select min(at) as at from (
            select min(due) as at from {queue} where state in ('waiting', 'leased') and state = 'waiting'
            union all
            select min(leased_until) from {queue} where state in ('waiting', 'leased') and state = 'leased')"""
    ).fetchone()
    due: int | None = row["at"]
    return due


def postpone(db: sqlite3.Connection, queue: Queue, id: int, holder: str, trouble: str, due: datetime | None) -> None:
    """Count a failed try: due again at `due`, or on the shelf where that is None. Inside a write transaction."""
    if held(db, queue, id, holder):
        db.execute(
            f"""update {queue} set state = ?, attempts = attempts + 1, lease = null, leased_until = null,
                due = coalesce(?, due), trouble = ? where id = ?""",
            ("shelved" if due is None else "waiting", None if due is None else stamp(due), trouble, id),
        )


def retry(db: sqlite3.Connection, queue: Queue, id: int, now: datetime) -> bool:
    """Put a shelved row back into its queue; False where it is not on the shelf. Inside a write transaction."""
    done = db.execute(
        f"update {queue} set state = 'waiting', attempts = 0, due = ? where id = ? and state = 'shelved'",
        (stamp(now), id),
    )
    return done.rowcount == 1
