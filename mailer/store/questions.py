"""What was asked of a person and waits for their answer: one question at a time, the newest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mailer.store.database import moment, stamp
from mailer.store.sealing import seal

GOOD_FOR = timedelta(days=21)  # an answer that comes later is read as news of its own


@dataclass(frozen=True, slots=True)
class Question:
    """An open question."""

    kind: str  # which, time, interview, forget
    payload: Mapping[str, Any]  # what is needed to act on the answer
    asked: datetime


def ask(db: sqlite3.Connection, person: int, kind: str, payload: Mapping[str, Any], now: datetime) -> None:
    """Keep what was asked, in place of an older question. Inside a write transaction."""
    db.execute(
        """insert into question (person, kind, payload, asked) values (?, ?, ?, ?) on conflict (person) do update
           set kind = excluded.kind, payload = excluded.payload, asked = excluded.asked""",
        (person, kind, seal(db, json.dumps(payload)), stamp(now)),
    )


def waiting(db: sqlite3.Connection, person: int, now: datetime) -> Question | None:
    """Return the question that this person has not answered yet."""
    row = db.execute("select * from question where person = ?", (person,)).fetchone()
    if row is None or now - moment(row["asked"]) > GOOD_FOR:
        return None
    return Question(row["kind"], json.loads(row["payload"]), moment(row["asked"]))


def close(db: sqlite3.Connection, person: int) -> None:
    """Forget what was asked. Inside a write transaction."""
    db.execute("delete from question where person = ?", (person,))
