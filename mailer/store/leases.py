"""Claiming rows of a queue by lease: whoever dies holding one loses it when the lease expires.

Inbox, outbox and reminders share the columns state, due, lease and leased_until, and so this code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from mailer.store.database import stamp

Queue = Literal["inbox", "outbox", "reminder"]
LONG = timedelta(hours=1)  # for a process that is alone with its database


def claim(
    db: sqlite3.Connection, queue: Queue, holder: str, now: datetime, lease: timedelta, limit: int = 1
) -> Sequence[int]:
    """Take up to `limit` due rows for `holder`, oldest first, and return their ids; inside a write transaction."""
    at = stamp(now)
    rows = db.execute(
        f"""select id from {queue} where (state = 'waiting' and due <= :at)
            or (state = 'leased' and leased_until <= :at) order by due, id limit :limit""",
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


def next_due(db: sqlite3.Connection, queue: Queue) -> int | None:
    """Return the stamp at which the next row falls due, or None where nothing waits."""
    row = db.execute(
        f"""select min(case state when 'waiting' then due else leased_until end) as at
            from {queue} where state in ('waiting', 'leased')"""
    ).fetchone()
    due: int | None = row["at"]
    return due
