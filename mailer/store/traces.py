"""All that is on file of one person, wherever it stands: to be counted, exported and erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

_MINE = "person = :person or lower(sender) = :address"


def counts(db: sqlite3.Connection, person: int, address: str) -> dict[str, int]:
    """Return how many rows there are of each sort."""
    given = {"person": person, "address": address}

    def count(sql: str) -> int:
        number: int = db.execute(f"select count(*) from {sql}", given).fetchone()[0]
        return number

    return {
        "mails": count(f"inbox where {_MINE}") + count("outbox where person = :person"),
        "debriefs": count("debrief where person = :person"),
        "interviews": count("interview where person = :person"),
        "lines": count("line where person = :person"),
    }


def tables(db: sqlite3.Connection, person: int) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that stand in no other list, without raw bytes."""
    reminders = db.execute("select interview, phase, due, state from reminder where person = ? order by due", (person,))
    mails = db.execute(
        "select id, received, sender, recipient, state, verdict, intent from inbox where person = ? order by id",
        (person,),
    )
    sent = db.execute(
        "select id, made, kind, recipient, message_id, state from outbox where person = ? order by id", (person,)
    )
    return {
        "reminders": [dict(row) for row in reminders],
        "mails_received": [dict(row) for row in mails],
        "mails_sent": [dict(row) for row in sent],
    }


def mails(db: sqlite3.Connection, person: int) -> Iterator[tuple[str, bytes]]:
    """Yield the mails whose bytes are still kept, with a name for each."""
    for table, name in (("inbox", "from-you"), ("outbox", "to-you")):
        for row in db.execute(
            f"select id, raw from {table} where person = ? and raw is not null order by id", (person,)
        ):
            yield f"{name}-{row['id']}", row["raw"]


def erase(db: sqlite3.Connection, person: int, address: str) -> None:
    """Delete the person and all that hangs on them. Inside a write transaction."""
    db.execute("pragma secure_delete = on")  # what is deleted is overwritten, not only unlinked
    given = {"person": person, "address": address}
    db.execute(f"delete from inbox where {_MINE}", given)
    db.execute("delete from outbox where person = :person or recipient = :address", given)
    db.execute("delete from confirmation where address = :address", given)
    db.execute("delete from person where id = :person", given)
