"""How much was answered lately, and which words came before: what the limits of the door are measured by."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from mailer.store.database import stamp

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answers_to(db: sqlite3.Connection, person: int, now: datetime, within: timedelta) -> int:
    """Return how many mails of this person were answered lately; unasked mails do not count."""
    row = db.execute(
        "select count(distinct cause) from outbox where person = ? and made > ? and cause like 'inbox:%'",
        (person, stamp(now - within)),
    ).fetchone()
    return int(row[0])


def answers(db: sqlite3.Connection, domain: str, now: datetime) -> tuple[int, int]:
    """Return how many answers went to a domain in the last hour, and in all."""
    row = db.execute(
        """select coalesce(sum(substr(recipient, -length(:at)) = :at), 0), count(*) from outbox
           where made > :since and cause like 'inbox:%'""",
        {"at": f"@{domain}", "since": stamp(now - HOUR)},
    ).fetchone()
    return int(row[0]), int(row[1])


def same_words(db: sqlite3.Connection, person: int, words: bytes, now: datetime) -> int:
    """Return how many mails of this person with the same words were acted on in a day."""
    row = db.execute(
        "select count(*) from inbox where person = ? and words = ? and finished > ? and verdict = 'act'",
        (person, words, stamp(now - DAY)),
    ).fetchone()
    return int(row[0])


def bounced(db: sqlite3.Connection, person: int, now: datetime) -> None:
    """Note that mail to this person came back for good: nothing unasked until they write. Inside a write transaction."""
    db.execute(
        "update person set bounced = ?, state = 'paused' where id = ? and state = 'active'", (stamp(now), person)
    )


def heard(db: sqlite3.Connection, person: int) -> None:
    """A person whose mail had come back has written: they are there. Inside a write transaction."""
    db.execute(
        "update person set bounced = null, state = case state when 'paused' then 'active' else state end "
        "where id = ? and bounced is not null",
        (person,),
    )


def unreachable(db: sqlite3.Connection) -> int:
    """Return to how many people mail comes back."""
    return int(db.execute("select count(*) from person where bounced is not null").fetchone()[0])
