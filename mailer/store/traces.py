"""All that is on file of one person, wherever it stands: to be counted, exported and erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

_MINE = "person = :person or lower(sender) = :address"
_HIDDEN = {"raw", "key", "lease", "leased_until", "words", "person"}
_NAMES = {"inbox": "mails_received", "outbox": "mails_sent", "reminder": "reminders", "line": "lines"}


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
    """Return every row of theirs in every table there is, without raw bytes and without the marks of the queues."""
    found = {}
    for (name,) in db.execute("select name from sqlite_master where type = 'table' order by name").fetchall():
        columns = [row["name"] for row in db.execute(f"pragma table_info({name})")]
        if "person" in columns:
            shown = ", ".join(each for each in columns if each not in _HIDDEN)
            rows = db.execute(f"select {shown} from {name} where person = ? order by rowid", (person,))
            found[_NAMES.get(name, name)] = [dict(row) for row in rows]
    return found


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
