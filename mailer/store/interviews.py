"""The interviews on file: wall time and zone are the promise, the instant is computed from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from mailer.coach.model import Interviewer, Mode
from mailer.store.database import moment, stamp
from mailer.store.sealing import seal

PLANNED, CANCELLED = "planned", "cancelled"
OPEN = datetime(1, 1, 1)  # noqa: DTZ001 - the wall time of an interview whose time is still to be told


@dataclass(frozen=True, slots=True)
class Interview:
    """An appointment, planned or cancelled; it is over when its end has passed."""

    id: int  # 0 while it is new
    person: int
    wall: datetime  # naive
    zone: ZoneInfo
    ends: datetime | None  # UTC
    uid: str | None = None
    sequence: int = 0
    organiser: str | None = None
    company: str | None = None
    role: str | None = None
    mode: Mode | None = None
    formats: tuple[str, ...] = ()  # of the routine catalogue, most telling first
    place: str | None = None
    people: tuple[Interviewer, ...] = ()
    state: str = PLANNED
    subject: str | None = None
    thread: str | None = None
    zone_assumed: bool = False
    notified: int = 0

    @property
    def starts(self) -> datetime:
        """The instant it starts, in UTC. A time that the clocks jump over counts as the time after the jump."""
        return self.wall.replace(tzinfo=self.zone).astimezone(UTC)

    @property
    def names(self) -> tuple[str, ...]:
        """The interviewers' names."""
        return tuple(who.name for who in self.people if who.name)


_INSERT = """insert into interview (person, uid, sequence, organiser, company, role, mode, format, place, people, wall,
    zone, starts, ends, state, subject, thread, zone_assumed, notified, changed) values (:person, :uid, :sequence,
    :organiser, :company, :role, :mode, :format, :place, :people, :wall, :zone, :starts, :ends, :state, :subject,
    :thread, :zone_assumed, :notified, :changed) returning id"""
_UPDATE = """update interview set uid = :uid, sequence = :sequence, organiser = :organiser, company = :company,
    role = :role, mode = :mode, format = :format, place = :place, people = :people, wall = :wall, zone = :zone,
    starts = :starts, ends = :ends, state = :state, subject = :subject, thread = :thread,
    zone_assumed = :zone_assumed, notified = :notified, changed = :changed where id = :id and person = :person"""


def keep(db: sqlite3.Connection, interview: Interview, now: datetime) -> Interview:
    """Write a new or changed interview and return it with its id. Inside a write transaction."""
    if interview.id:
        db.execute(_UPDATE, _values(db, interview, now))
        return interview
    return replace(interview, id=db.execute(_INSERT, _values(db, interview, now)).fetchone()["id"])


def get(db: sqlite3.Connection, person: int, id: int) -> Interview | None:
    """Return an interview of this person."""
    row = db.execute("select * from interview where id = ? and person = ?", (id, person)).fetchone()
    return None if row is None else _interview(row)


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Interview]:
    """Return the interviews with these ids."""
    rows = db.execute("select * from interview where id in (select value from json_each(?))", (json.dumps(list(ids)),))
    return {row["id"]: _interview(row) for row in rows}


def by_uid(db: sqlite3.Connection, person: int, uid: str) -> Interview | None:
    """Return the interview that a calendar object stands for."""
    row = db.execute("select * from interview where person = ? and uid = ?", (person, uid)).fetchone()
    return None if row is None else _interview(row)


def coming(db: sqlite3.Connection, person: int, now: datetime, limit: int = 20) -> list[Interview]:
    """Return the planned interviews of a person that have not started, the next one first."""
    rows = db.execute(
        "select * from interview where person = ? and state = ? and starts > ? order by starts, id limit ?",
        (person, PLANNED, stamp(now), limit),
    )
    return [_interview(row) for row in rows]


def past(db: sqlite3.Connection, person: int, now: datetime, limit: int = 20) -> list[Interview]:
    """Return the interviews of a person that have started, the latest first."""
    rows = db.execute(
        "select * from interview where person = ? and state = ? and starts <= ? order by starts desc, id desc limit ?",
        (person, PLANNED, stamp(now), limit),
    )
    return [_interview(row) for row in rows]


def between(db: sqlite3.Connection, person: int, start: datetime, end: datetime) -> list[Interview]:
    """Return the planned interviews of a person that start in [start, end), in order."""
    rows = db.execute(
        "select * from interview where person = ? and state = ? and starts >= ? and starts < ? order by starts, id",
        (person, PLANNED, stamp(start), stamp(end)),
    )
    return [_interview(row) for row in rows]


def everything(db: sqlite3.Connection, person: int) -> list[Interview]:
    """Return all interviews of a person, cancelled ones too, in the order of their start."""
    return [
        _interview(row) for row in db.execute("select * from interview where person = ? order by starts", (person,))
    ]


def displaced(db: sqlite3.Connection, after: int, limit: int, now: datetime) -> tuple[list[Interview], int | None]:
    """Walk the planned interviews ahead, by id: those whose instant no longer fits wall and zone, and where to go on."""
    rows = db.execute(
        "select * from interview where id > ? and state = ? and starts > ? order by id limit ?",
        (after, PLANNED, stamp(now), limit),
    ).fetchall()
    found = [(row, _interview(row)) for row in rows]
    return [each for row, each in found if stamp(each.starts) != row["starts"]], rows[-1]["id"] if rows else None


def _values(db: sqlite3.Connection, interview: Interview, now: datetime) -> dict[str, object]:
    people = [{"name": who.name, "email": who.email, "title": who.title} for who in interview.people]
    return {
        "id": interview.id,
        "person": interview.person,
        "uid": interview.uid,
        "sequence": interview.sequence,
        "organiser": interview.organiser,
        "company": seal(db, interview.company),
        "role": seal(db, interview.role),
        "mode": interview.mode.value if interview.mode else None,
        "format": ",".join(interview.formats),
        "place": seal(db, interview.place),
        "people": seal(db, json.dumps(people)),
        "wall": interview.wall.isoformat(),
        "zone": interview.zone.key,
        "starts": stamp(interview.starts),
        "ends": None if interview.ends is None else stamp(interview.ends),
        "state": interview.state,
        "subject": seal(db, interview.subject),
        "thread": interview.thread,
        "zone_assumed": int(interview.zone_assumed),
        "notified": interview.notified,
        "changed": stamp(now),
    }


def _interview(row: sqlite3.Row) -> Interview:
    return Interview(
        id=row["id"],
        person=row["person"],
        wall=datetime.fromisoformat(row["wall"]),
        zone=ZoneInfo(row["zone"]),
        ends=None if row["ends"] is None else moment(row["ends"]),
        uid=row["uid"],
        sequence=row["sequence"],
        organiser=row["organiser"],
        company=row["company"],
        role=row["role"],
        mode=Mode(row["mode"]) if row["mode"] else None,
        formats=tuple(row["format"].split(",")) if row["format"] else (),
        place=row["place"],
        people=tuple(Interviewer(**who) for who in json.loads(row["people"])),
        state=row["state"],
        subject=row["subject"],
        thread=row["thread"],
        zone_assumed=bool(row["zone_assumed"]),
        notified=row["notified"],
    )
