"""Single facts that outlive a process, by name."""

from __future__ import annotations

import sqlite3


def get(db: sqlite3.Connection, name: str) -> str | None:
    """Return a fact; None where it was never kept."""
    row = db.execute("select value from fact where name = ?", (name,)).fetchone()
    return None if row is None else row["value"]


def put(db: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact. Inside a write transaction."""
    db.execute(
        "insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        (name, value),
    )
