"""What the house does for itself while time passes: old bytes go, and instants follow the zone data."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.metadata import version

from mailer import confirming, facts, habits, log
from mailer.app import App
from mailer.coach.reminders import helpful
from mailer.store import confirmations, facts_kept, inbox, interviews, people, reminders

_LOG = log.get("schedule")
WALK = 2_000
TZDATA = "tzdata"


def run(app: App, now: datetime) -> None:
    """Do what is to be done now and then."""
    before = now - timedelta(days=app.settings.retention_days)
    with app.store.writing() as db:
        forgotten = inbox.forget_raw(db, before)
        confirmations.forget(db, now - confirming.AGAIN)
    if forgotten:
        _LOG.info("forgotten", rows=forgotten)
    zones(app, now, version("tzdata"))


def zones(app: App, now: datetime, release: str) -> int:
    """Recompute the instants of the interviews ahead where the zone data are new; returns how many moved.

    The promise is the time on the wall: when a country changes its clocks, the instant moves, and the mails with it.
    """
    if facts_kept.get(app.store.reading, TZDATA) == release:
        return 0
    moved, at = 0, 0
    while True:
        found, last = interviews.displaced(app.store.reading, at, WALK, now)
        for each in found:
            person = people.get(app.store.reading, each.person)
            planned = helpful(facts.span(each), habits.of(person, app.settings), now)
            with app.store.writing() as db:
                interviews.keep(db, each, now)
                reminders.plan(db, person.id, each.id, planned, now, anew=True)
            moved += 1
        if last is None:
            break
        at = last
    with app.store.writing() as db:
        facts_kept.put(db, TZDATA, release)
    if moved:
        _LOG.info("moved by zone data", rows=moved)
    return moved
