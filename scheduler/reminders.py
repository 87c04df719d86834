"""Sends the routine mails that are due: claimed by lease, worded, and queued in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailer import habits, log, posting
from mailer.app import App
from mailer.coach.model import Phase
from mailer.coach.revising import Story
from mailer.coach.routine import Line
from mailer.store import conversations, debriefs, interviews, leases, outbox, people, reminders, routines
from mailer.store.interviews import PLANNED, Interview
from mailer.store.outbox import Post
from mailer.store.people import Person
from mailer.store.reminders import Row
from scheduler import wording

_LOG = log.get("schedule")
BATCH = 500
LEASE = timedelta(minutes=2)
AGAIN = timedelta(minutes=15)  # after trouble with one row
ONE_MAIL_A_DAY = (Phase.NIGHT_BEFORE, Phase.MORNING_OF, Phase.AFTER)


@dataclass(frozen=True, slots=True)
class World:
    """What a batch of reminders is about."""

    people: Mapping[int, Person]
    interviews: Mapping[int, Interview]
    lines: Mapping[int, Sequence[Line]]
    told: frozenset[int]  # interviews that were debriefed already
    stories: Mapping[int, Sequence[Story]]  # a person's better answers, newest first


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of a row now."""

    row: Row
    state: str  # send, missed, cancelled, later
    at: datetime | None = None


def tick(app: App, holder: str, now: datetime) -> int:
    """Send all that is due; returns how many rows were dealt with."""
    done = 0
    while ids := _claim(app, holder, now):
        try:
            _batch(app, holder, now, ids)
        except Exception as error:  # one bad row must not keep the others: they are tried one by one, and none is lost
            _LOG.error("one by one", trouble=type(error).__name__, rows=len(ids))
            _one_by_one(app, holder, now, ids)
        done += len(ids)
    return done


def _claim(app: App, holder: str, now: datetime) -> Sequence[int]:
    # A look first: an idle tick takes no write lock.
    due = leases.next_due(app.store.reading, "reminder")
    if due is None or due > now.timestamp() * 1000:
        return ()
    with app.store.writing() as db:
        return leases.claim(db, "reminder", holder, now, LEASE, BATCH)


def _one_by_one(app: App, holder: str, now: datetime, ids: Sequence[int]) -> None:
    for id in ids:
        try:
            _batch(app, holder, now, [id])
        except Exception as error:  # kept, and tried again until it helps nobody any more
            _LOG.error("put off", reminder=id, trouble=type(error).__name__)
            with app.store.writing() as db:
                reminders.put_off(db, holder, [(id, now + AGAIN)])


def _batch(app: App, holder: str, now: datetime, ids: Sequence[int]) -> None:
    rows = reminders.by_ids(app.store.reading, ids)
    world = _load(app, rows)
    rulings = [_rule(app, row, world, now) for row in rows]
    sent = _sent([each.row for each in rulings if each.state == "send"], world)
    posts = [(group, _post(app, group, world, now)) for group in sent]
    finished = [
        (each.row.id, "sent" if each.state == "send" else each.state) for each in rulings if each.state != "later"
    ]
    later = [(each.row.id, each.at) for each in rulings if each.state == "later" and each.at]
    with app.store.writing() as db:
        held = reminders.finish(db, holder, finished)
        outbox.add(db, [post for group, post in posts if all(row.id in held for row in group)], now)
        reminders.put_off(db, holder, later)
    _LOG.info("ticked", sent=len(posts), rows=len(rows))


def _load(app: App, rows: Sequence[Row]) -> World:
    db = app.store.reading
    persons, meetings = [row.person for row in rows], [row.interview for row in rows]
    asked = [row.interview for row in rows if row.phase is Phase.AFTER]
    before = [row.person for row in rows if row.phase is Phase.NIGHT_BEFORE]
    return World(
        people.by_ids(db, persons),
        interviews.by_ids(db, meetings),
        routines.lines_of(db, list(set(persons))),
        frozenset(debriefs.told_of(db, asked)) if asked else frozenset(),
        conversations.stories_of(db, before) if before else {},
    )


def _rule(app: App, row: Row, world: World, now: datetime) -> Ruling:
    person, interview = world.people.get(row.person), world.interviews.get(row.interview)
    if person is None or interview is None or interview.state != PLANNED:
        return Ruling(row, "cancelled")
    if now >= row.useless or not habits.unasked(person, now) or interview.id in world.told:
        return Ruling(row, "missed")
    hours = habits.of(person, app.settings)
    if row.phase is not Phase.MINUTES_BEFORE and hours.quiet(now):
        later = hours.awake(now)
        return Ruling(row, "later", later) if later < row.useless else Ruling(row, "missed")
    return Ruling(row, "send")


def _sent(rows: Sequence[Row], world: World) -> list[list[Row]]:
    """The rows by mail: two interviews of a person on one day share theirs, save the minutes before."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        day = world.interviews[row.interview].starts.astimezone(world.people[row.person].zone).date()
        key = (row.person, row.phase, day) if row.phase in ONE_MAIL_A_DAY else (row.id,)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _post(app: App, rows: Sequence[Row], world: World, now: datetime) -> Post:
    row = rows[0]
    person = world.people[row.person]
    meetings = sorted((world.interviews[each.interview] for each in rows), key=lambda each: each.starts)
    stories = world.stories.get(person.id, ()) if row.phase is Phase.NIGHT_BEFORE else ()
    mail = wording.word(app, person, row.phase, meetings, world.lines[person.id], now, stories)
    told = meetings[0].thread  # the mail that the interview was noted from
    occasion = posting.Occasion(f"reminder:{row.id}", row.due, now, follows=(told,) if told else ())
    post = posting.post(app.settings, person, occasion, row.phase.value, mail.worded)
    return replace(post, about=mail.about, useless=min(each.useless for each in rows))
