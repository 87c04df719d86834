"""Asks for news by itself: the follow-ups that are due, at most two an interview, then the closing mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mailer import habits, log, posting
from mailer.act import following
from mailer.app import App
from mailer.message import thread
from mailer.message.parse import parse
from mailer.store import debriefs, leases, outbox, outcomes, people
from mailer.store.outcomes import FollowUp

_LOG = log.get("schedule")
BATCH = 100
LEASE = timedelta(minutes=2)
AGAIN = timedelta(minutes=15)  # after trouble with one row
STALE = timedelta(days=21)  # a nudge that is so late helps nobody


def tick(app: App, holder: str, now: datetime) -> int:
    """Send all that is due; returns how many rows were dealt with."""
    done = 0
    while ids := _claim(app, holder, now):
        for row in outcomes.by_ids(app.store.reading, ids):
            try:
                _one(app, holder, now, row)
            except Exception as error:  # kept, and tried again: one bad row must not keep the others
                _LOG.error("put off", follow_up=row.id, trouble=type(error).__name__)
                with app.store.writing() as db:
                    outcomes.put_off(db, holder, [(row.id, now + AGAIN)])
        done += len(ids)
    return done


def _claim(app: App, holder: str, now: datetime) -> Sequence[int]:
    # A look first: an idle tick takes no write lock.
    due = leases.next_due(app.store.reading, "follow_up")
    if due is None or due > now.timestamp() * 1000:
        return ()
    with app.store.writing() as db:
        return leases.claim(db, "follow_up", holder, now, LEASE, BATCH)


def _one(app: App, holder: str, now: datetime, row: FollowUp) -> None:
    person = people.by_ids(app.store.reading, [row.person]).get(row.person)
    record = debriefs.get(app.store.reading, row.person, row.debrief)
    unwanted = person is not None and "follow_up" in habits.of(person, app.settings).without
    if person is None or record is None or unwanted or not habits.unasked(person, now) or now - row.due > STALE:
        _finish(app, holder, row, "cancelled")
        return
    hours = habits.of(person, app.settings)
    if hours.quiet(now):
        with app.store.writing() as db:
            outcomes.put_off(db, holder, [(row.id, hours.awake(now))])
        return
    kind, worded, files = following.word(app, person, record, row.number, now)
    before = outbox.newest_about(app.store.reading, person.id, record.id)
    follows = thread.references_for(parse(before.raw)) if before is not None else ()
    occasion = posting.Occasion(f"follow_up:{row.id}", row.due, now, follows=follows)
    post = posting.post(app.settings, person, occasion, kind, worded, files)
    post = replace(post, about={"debrief": record.id}, useless=row.due + STALE)
    sent = [*following.sent_days(app, record.id, person.zone), now.astimezone(person.zone).date()]
    with app.store.writing() as db:
        if row.id in outcomes.finish(db, holder, [(row.id, "sent")]):
            outbox.add(db, [post], now)
            following.plan(db, record, person, sent)
    _LOG.info("followed up", follow_up=row.id, number=row.number)


def _finish(app: App, holder: str, row: FollowUp, state: str) -> None:
    with app.store.writing() as db:
        outcomes.finish(db, holder, [(row.id, state)])
