"""The outbox: mail that is worded, fixed in its bytes, and waits for the relay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mailer.store import leases
from mailer.store.database import moment, stamp
from mailer.store.leases import held
from mailer.store.sealing import seal


@dataclass(frozen=True, slots=True)
class Post:
    """A mail to be sent."""

    cause: str  # "inbox:12" or "reminder:7"
    kind: str  # the folder under templates/mail that worded it
    person: int | None
    sender: str  # envelope
    recipient: str  # envelope
    message_id: str  # with angle brackets; fixed by (cause, kind), so a repeat is recognised
    raw: bytes  # CRLF line ends, as it goes over the wire
    about: Mapping[str, int] = field(default_factory=dict)  # debrief, interview: what an answer to it is about
    due: datetime | None = None  # None: at once
    useless: datetime | None = None  # from then on it helps nobody, and is not sent; None: it always does


@dataclass(frozen=True, slots=True)
class Row:
    """A mail in the outbox."""

    id: int
    made: datetime
    cause: str
    kind: str
    person: int | None
    sender: str
    recipient: str
    message_id: str
    raw: bytes
    state: str
    attempts: int
    trouble: str | None
    useless: datetime | None = None

    def missed(self, now: datetime) -> bool:
        """Tell whether it is too late for it."""
        return self.useless is not None and self.useless <= now


_COLUMNS = "id, made, cause, kind, person, sender, recipient, message_id, raw, state, attempts, trouble, useless"


def add(db: sqlite3.Connection, posts: Iterable[Post], now: datetime, due: datetime | None = None) -> None:
    """Write posts; one with a Message-ID that is there already is left as it is. Inside a write transaction."""
    at, when = stamp(now), stamp(due or now)
    db.executemany(
        """insert into outbox (made, cause, kind, person, about, sender, recipient, message_id, raw, state, attempts,
           due, useless) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?) on conflict (message_id) do nothing""",
        [
            (
                at,
                p.cause,
                p.kind,
                p.person,
                json.dumps(dict(p.about)),
                p.sender,
                p.recipient,
                p.message_id,
                seal(db, p.raw),
                stamp(p.due) if p.due else when,
                stamp(p.useless) if p.useless else None,
            )
            for p in posts
        ],
    )


def get(db: sqlite3.Connection, id: int) -> Row:
    """Return the row; KeyError where there is none."""
    row = db.execute(f"select {_COLUMNS} from outbox where id = ?", (id,)).fetchone()
    if row is None:
        raise KeyError(id)
    return _row(row)


def sent(db: sqlite3.Connection, id: int, holder: str, now: datetime) -> bool:
    """Mark the row sent; False where the lease was lost. Inside a write transaction."""
    if not held(db, "outbox", id, holder):
        return False
    db.execute(
        "update outbox set state = 'sent', lease = null, leased_until = null, finished = ?, trouble = null where id = ?",
        (stamp(now), id),
    )
    return True


def missed(db: sqlite3.Connection, id: int, holder: str, now: datetime) -> None:
    """Note that the row is not sent, since it would come too late to help. Inside a write transaction."""
    if held(db, "outbox", id, holder):
        db.execute(
            """update outbox set state = 'missed', lease = null, leased_until = null, finished = ?, trouble = 'too late'
               where id = ?""",
            (stamp(now), id),
        )


def outdate(db: sqlite3.Connection, interview: int, now: datetime) -> None:
    """Let no routine mail about this interview leave that waits already: it moved, or is off. Inside a write transaction."""
    db.execute(
        """update outbox set state = 'missed', finished = ?, trouble = 'outdated' where state = 'waiting'
           and cause in (select 'reminder:' || id from reminder where interview = ?)""",
        (stamp(now), interview),
    )


def missed_since(db: sqlite3.Connection, since: datetime) -> int:
    """Return how many mails were too late to be of use."""
    row = db.execute(
        "select count(*) as n from outbox where state = 'missed' and trouble = 'too late' and finished >= ?",
        (stamp(since),),
    ).fetchone()
    return int(row["n"])


def postpone(db: sqlite3.Connection, id: int, holder: str, trouble: str, due: datetime | None) -> None:
    """Count a failed try: due again at `due`, or on the shelf where that is None. Inside a write transaction."""
    leases.postpone(db, "outbox", id, holder, trouble, due)


def release(db: sqlite3.Connection, id: int, holder: str, due: datetime | None = None) -> None:
    """Give an untried row back, its attempts uncounted, due as before or at `due`. Inside a write transaction."""
    db.execute(
        """update outbox set state = 'waiting', lease = null, leased_until = null, due = coalesce(?, due)
           where id = ? and state = 'leased' and lease = ?""",
        (None if due is None else stamp(due), id, holder),
    )


def shelved(db: sqlite3.Connection) -> list[Row]:
    """Return the rows on the shelf, oldest first."""
    return [_row(row) for row in db.execute(f"select {_COLUMNS} from outbox where state = 'shelved' order by id")]


def retry(db: sqlite3.Connection, id: int, now: datetime) -> bool:
    """Put a shelved row back into the queue; False where it is not on the shelf. Inside a write transaction."""
    return leases.retry(db, "outbox", id, now)


def about(db: sqlite3.Connection, person: int, message_ids: Iterable[str]) -> tuple[str, dict[str, int]] | None:
    """Return (kind, what it is about) of the first of these Message-IDs that we sent to this person."""
    for message_id in message_ids:
        row = db.execute(
            "select kind, about from outbox where message_id = ? and person = ?", (message_id, person)
        ).fetchone()
        if row is not None:
            return row["kind"], json.loads(row["about"])
    return None


def newest_about(db: sqlite3.Connection, person: int, debrief: int) -> Row | None:
    """Return the newest mail to this person about this debrief of theirs."""
    row = db.execute(
        f"select {_COLUMNS} from outbox where person = ? and json_extract(about, '$.debrief') = ? order by id desc limit 1",
        (person, debrief),
    ).fetchone()
    return None if row is None else _row(row)


def latest_list(db: sqlite3.Connection, person: int) -> dict[str, int]:
    """Return what the newest mail with numbered lines to this person is about; empty where there was none."""
    row = db.execute(
        "select about from outbox where person = ? and about like '%\"line1\"%' order by id desc limit 1", (person,)
    ).fetchone()
    return {} if row is None else json.loads(row["about"])


def withdraw(db: sqlite3.Connection, person: int) -> None:
    """Take back what waits for this person and was not asked for. Inside a write transaction."""
    db.execute("delete from outbox where person = ? and state = 'waiting' and cause like 'reminder:%'", (person,))


def about_thread(db: sqlite3.Connection, person: int, thread: bytes) -> tuple[str, dict[str, int]] | None:
    """Return (kind, what it is about) of the mail to this person whose Message-ID begins its digest with these bytes."""
    row = db.execute(
        "select kind, about from outbox where person = ? and message_id like ? order by id desc limit 1",
        (person, f"<%.{thread.hex()}%"),
    ).fetchone()
    return None if row is None else (row["kind"], json.loads(row["about"]))


def sent_to(db: sqlite3.Connection, message_id: str, recipient: str) -> int | None:
    """Return the person to whose address the mail with this Message-ID went; None where it did not go there."""
    row = db.execute(
        "select person from outbox where message_id = ? and lower(recipient) = ?", (message_id, recipient.lower())
    ).fetchone()
    return None if row is None else row["person"]


def is_ours(db: sqlite3.Connection, message_id: str) -> bool:
    """Tell whether a mail with this Message-ID left this house: if it comes back, it is a loop."""
    return db.execute("select 1 from outbox where message_id = ?", (message_id,)).fetchone() is not None


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows are in each state."""
    return {row["state"]: row["n"] for row in db.execute("select state, count(*) as n from outbox group by state")}


def _row(row: sqlite3.Row) -> Row:
    return Row(
        id=row["id"],
        made=moment(row["made"]),
        cause=row["cause"],
        kind=row["kind"],
        person=row["person"],
        sender=row["sender"],
        recipient=row["recipient"],
        message_id=row["message_id"],
        raw=row["raw"] or b"",
        state=row["state"],
        attempts=row["attempts"],
        trouble=row["trouble"],
        useless=moment(row["useless"]) if row["useless"] is not None else None,
    )
