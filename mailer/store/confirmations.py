"""Who was asked to confirm an address by answering, and the mail that waits for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailer.store import inbox
from mailer.store.database import moment, stamp

WAITING_AT_MOST = 5  # mails of one address that are acted on once it is confirmed


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an answer to a question confirms."""

    inbox: int  # the mail that was asked about
    address: str  # canonical
    person: int | None  # whose further address it may be; None: somebody new
    asked: datetime


def ask(db: sqlite3.Connection, inbox: int, address: str, person: int | None, now: datetime) -> None:
    """Keep what was asked. Inside a write transaction."""
    db.execute(
        "insert into confirmation (inbox, address, person, asked) values (?, ?, ?, ?) on conflict (inbox) do nothing",
        (inbox, address, person, stamp(now)),
    )


def get(db: sqlite3.Connection, inbox: int) -> Confirmation | None:
    """Return what waits to be confirmed about this mail; None where nothing does any more."""
    row = db.execute("select * from confirmation where inbox = ?", (inbox,)).fetchone()
    return None if row is None else Confirmation(row["inbox"], row["address"], row["person"], moment(row["asked"]))


def asked_since(db: sqlite3.Connection, address: str, since: datetime) -> bool:
    """Tell whether this address was asked about since then: once is enough."""
    found = db.execute("select 1 from confirmation where address = ? and asked > ?", (address, stamp(since))).fetchone()
    return found is not None


def strangers_since(db: sqlite3.Connection, since: datetime) -> int:
    """Return how many new addresses were asked about since then."""
    sql = "select count(distinct address) from confirmation where person is null and asked > ?"
    return int(db.execute(sql, (stamp(since),)).fetchone()[0])


def confirm(db: sqlite3.Connection, found: Confirmation, now: datetime) -> int:
    """Close the question, let a newcomer's mails be acted on, and return how many. Inside a write transaction."""
    waiting = db.execute(
        "select inbox from confirmation where address = ? and person is null order by inbox desc limit ?",
        (found.address, WAITING_AT_MOST),
    ).fetchall()
    db.execute("delete from confirmation where address = ?", (found.address,))
    if found.person is not None:
        return 0
    return sum(inbox.confirmed(db, row["inbox"], now) for row in waiting)


def forget(db: sqlite3.Connection, before: datetime) -> None:
    """Delete the questions that nobody answered. Inside a write transaction."""
    db.execute("delete from confirmation where asked < ?", (stamp(before),))
