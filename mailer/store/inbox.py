"""The inbox: one row for each mail and recipient that was answered 250."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from mailer.store import leases
from mailer.store.database import moment, stamp
from mailer.store.leases import held
from mailer.store.sealing import seal

_MESSAGE_ID = re.compile(rb"^(?:message-id|date)[ \t]*:[ \t]*(\S[^\r\n]*)", re.I | re.M)
_INSERT = """insert into inbox (received, protocol, peer, helo, sender, recipient, key, raw, state, attempts, due)
    values {} on conflict (key) do nothing"""
_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?)"
WAITING, MANY, JUST_NOW = 2, 10, timedelta(seconds=10)  # more than so many are a press
_ROWS = 50  # to a statement; sqlite3 keeps 128 statements, so one for each number up to this is always ready


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail at the door, for one recipient."""

    received: datetime
    protocol: str  # "smtp" or "lmtp"
    peer: str  # IP address
    helo: str
    sender: str  # envelope; "" for the null sender
    recipient: str  # envelope
    raw: bytes

    def key(self) -> bytes:
        """Return the same 16 bytes for the same mail to the same recipient, however often it is sent.

        Message-ID alone will not do: senders reuse ids. A mail with neither Message-ID nor Date is never a repeat.
        """
        raw = self.raw
        ends = raw.find(b"\r\n\r\n")
        if ends < 0 and (ends := raw.find(b"\n\n")) < 0:
            ends = len(raw)
        ids = sorted(_MESSAGE_ID.findall(raw, 0, ends)) or [str(stamp(self.received)).encode(), self.peer.encode()]
        parts = [self.recipient.encode(errors="replace"), self.sender.encode(errors="replace"), *ids]
        digest = blake2b(b"".join(len(part).to_bytes(8, "big") + part for part in parts), digest_size=16)
        digest.update(memoryview(raw)[ends:])
        return digest.digest()


@dataclass(frozen=True, slots=True)
class Row:
    """A mail that was accepted and waits to be acted on, or has been."""

    id: int
    received: datetime
    protocol: str
    peer: str
    helo: str
    sender: str
    recipient: str
    raw: bytes
    state: str
    attempts: int
    trouble: str | None
    confirmed: bool = False  # who wrote it has answered that it is theirs


def accept(db: sqlite3.Connection, arrivals: Iterable[Arrival]) -> None:
    """Write arrivals; one that is there already is left as it is. Inside a write transaction.

    Many rows to a statement: SQLite lets go of the interpreter's lock once a statement, and getting it back from a
    busy event loop takes longer than a row.
    """
    rows = [
        (at := stamp(a.received), a.protocol, a.peer, a.helo, a.sender, a.recipient, a.key(), seal(db, a.raw), at)
        for a in arrivals
    ]
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        db.execute(_INSERT.format(", ".join([_VALUES] * len(some))), [value for row in some for value in row])


def get(db: sqlite3.Connection, id: int) -> Row:
    """Return the row; KeyError where there is none."""
    row = db.execute(
        """select id, received, protocol, peer, helo, sender, recipient, raw, state, attempts, trouble, confirmed
           from inbox where id = ?""",
        (id,),
    ).fetchone()
    if row is None:
        raise KeyError(id)
    return _row(row)


def finish(
    db: sqlite3.Connection,
    id: int,
    holder: str,
    now: datetime,
    *,
    verdict: str,
    intent: str,
    person: int | None,
    why: str = "",
    words: bytes = b"",
) -> bool:
    """Mark the row done; False, and nothing written, where the lease was lost. Inside a write transaction."""
    if not held(db, "inbox", id, holder):
        return False
    db.execute(
        """update inbox set state = 'done', lease = null, leased_until = null, finished = ?, verdict = ?, intent = ?,
           person = ?, why = ?, words = ?, trouble = null where id = ?""",
        (stamp(now), verdict, intent, person, why, words or None, id),
    )
    return True


def postpone(db: sqlite3.Connection, id: int, holder: str, trouble: str, due: datetime | None) -> None:
    """Count a failed try: due again at `due`, or on the shelf where that is None. Inside a write transaction."""
    leases.postpone(db, "inbox", id, holder, trouble, due)


def shelved(db: sqlite3.Connection) -> list[Row]:
    """Return the rows on the shelf, oldest first."""
    rows = db.execute(
        """select id, received, protocol, peer, helo, sender, recipient, raw, state, attempts, trouble, confirmed
           from inbox where state = 'shelved' order by id"""
    )
    return [_row(row) for row in rows]


def retry(db: sqlite3.Connection, id: int, now: datetime) -> bool:
    """Put a shelved row back into the queue; False where it is not on the shelf. Inside a write transaction."""
    return leases.retry(db, "inbox", id, now)


def confirmed(db: sqlite3.Connection, id: int, now: datetime) -> bool:
    """Let a mail that waited for an answer be acted on; False where its bytes are gone. Inside a write transaction."""
    done = db.execute(
        """update inbox set state = 'waiting', attempts = 0, due = ?, finished = null, verdict = null, confirmed = 1
           where id = ? and state = 'done' and verdict = 'confirm' and raw is not null""",
        (stamp(now), id),
    )
    return done.rowcount == 1


def forget_raw(db: sqlite3.Connection, before: datetime) -> int:
    """Delete the raw bytes of mails finished before that instant; return how many."""
    done = db.execute(
        "update inbox set raw = null, words = null where state = 'done' and raw is not null and finished < ?",
        (stamp(before),),
    )
    return done.rowcount


def pressed(db: sqlite3.Connection, now: datetime) -> bool:
    """Say whether mail comes faster than it can be answered with leisure: some waits, or many came just now."""
    waiting = db.execute("select 1 from inbox where state = 'waiting' limit 1 offset ?", (WAITING,)).fetchone()
    nth = db.execute("select received from inbox order by id desc limit 1 offset ?", (MANY,)).fetchone()
    return waiting is not None or (nth is not None and moment(nth["received"]) > now - JUST_NOW)


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows are in each state."""
    return {row["state"]: row["n"] for row in db.execute("select state, count(*) as n from inbox group by state")}


def _row(row: sqlite3.Row) -> Row:
    return Row(
        id=row["id"],
        received=moment(row["received"]),
        protocol=row["protocol"],
        peer=row["peer"],
        helo=row["helo"],
        sender=row["sender"],
        recipient=row["recipient"],
        raw=row["raw"] or b"",
        state=row["state"],
        attempts=row["attempts"],
        trouble=row["trouble"],
        confirmed=bool(row["confirmed"]),
    )
