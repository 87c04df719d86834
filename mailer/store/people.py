"""The people: who may write, and how each wants to be written to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mailer.store.database import moment, stamp


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed up."""

    id: int
    address: str
    name: str | None
    zone: ZoneInfo
    zone_told: bool  # False: taken from a mail's offset or the host's default
    state: str  # active, paused, stopped
    preferences: Mapping[str, str]
    joined: datetime


def by_address(db: sqlite3.Connection, address: str) -> Person | None:
    """Return the person with this canonical address, or who writes from it too."""
    row = db.execute(
        """select * from person where address = :address
           union all select * from person where id = (select person from alias where address = :address) limit 1""",
        {"address": address},
    ).fetchone()
    return None if row is None else _person(row)


def get(db: sqlite3.Connection, id: int) -> Person:
    """Return the person; KeyError where there is none."""
    row = db.execute("select * from person where id = ?", (id,)).fetchone()
    if row is None:
        raise KeyError(id)
    return _person(row)


def everyone(db: sqlite3.Connection) -> list[Person]:
    """Return all people in the order in which they joined."""
    return [_person(row) for row in db.execute("select * from person order by id")]


def add(
    db: sqlite3.Connection, address: str, name: str | None, zone: str, now: datetime, *, zone_told: bool = False
) -> int:
    """Sign somebody up, or leave them as they are, and return their id. Inside a write transaction."""
    db.execute(
        """insert into person (address, name, zone, zone_told, state, preferences, joined)
           values (?, ?, ?, ?, 'active', '{}', ?) on conflict (address) do nothing""",
        (address, name, zone, int(zone_told), stamp(now)),
    )
    id: int = db.execute("select id from person where address = ?", (address,)).fetchone()["id"]
    return id


def change(
    db: sqlite3.Connection, id: int, *, name: str | None = None, zone: str | None = None, state: str | None = None
) -> None:
    """Change what is given; a zone given here was told. Inside a write transaction."""
    db.execute(
        """update person set name = coalesce(:name, name), zone = coalesce(:zone, zone), state = coalesce(:state, state),
           zone_told = max(zone_told, :zone is not null) where id = :id""",
        {"name": name, "zone": zone, "state": state, "id": id},
    )


def also(db: sqlite3.Connection, id: int, address: str, now: datetime) -> None:
    """Let a person write from another address, too. Inside a write transaction."""
    db.execute(
        "insert into alias (address, person, added) values (?, ?, ?) on conflict (address) do nothing",
        (address, id, stamp(now)),
    )


def move(db: sqlite3.Connection, id: int, address: str) -> None:
    """Write to a person at another address from now on; the old one is nobody's. Inside a write transaction."""
    db.execute("delete from alias where address = ? and person = ?", (address, id))
    db.execute("update person set address = ?, bounced = null where id = ?", (address, id))


def prefer(db: sqlite3.Connection, id: int, preferences: Mapping[str, str | None]) -> None:
    """Change what is given; None takes a preference back. Inside a write transaction."""
    row = db.execute("select preferences from person where id = ?", (id,)).fetchone()
    kept = {
        key: value for key, value in (json.loads(row["preferences"]) | dict(preferences)).items() if value is not None
    }
    db.execute("update person set preferences = ? where id = ?", (json.dumps(kept), id))


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Person]:
    """Return the people with these ids."""
    rows = db.execute("select * from person where id in (select value from json_each(?))", (json.dumps(list(ids)),))
    return {row["id"]: _person(row) for row in rows}


def _person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        address=row["address"],
        name=row["name"],
        zone=ZoneInfo(row["zone"]),
        zone_told=bool(row["zone_told"]),
        state=row["state"],
        preferences=json.loads(row["preferences"]),
        joined=moment(row["joined"]),
    )
