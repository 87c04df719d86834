"""Writes what became of mails and claims the next ones, all in one transaction: a burst costs one fsync."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailer.store import leases, outbox
from mailer.store.database import Store
from mailer.store.outbox import Row


@dataclass(frozen=True, slots=True)
class Holder:
    """Under which name, and for how long, rows are held."""

    name: str
    lease: timedelta


@dataclass(frozen=True, slots=True)
class Postponed:
    """A mail that failed."""

    id: int
    trouble: str
    due: datetime | None  # None: to the shelf


@dataclass(slots=True)
class Notes:
    """What waits to be written."""

    sent: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)  # not sent: too late to help
    postponed: list[Postponed] = field(default_factory=list)
    released: dict[int, datetime | None] = field(default_factory=dict)  # untried: due then, or as before

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.sent) + len(self.missed) + len(self.postponed) + len(self.released)

    def add(self, other: Notes) -> None:
        """Take over what could not be written."""
        self.sent += other.sent
        self.missed += other.missed
        self.postponed += other.postponed
        self.released |= other.released


def exchange(store: Store, holder: Holder, notes: Notes, keep: Sequence[int], room: int, now: datetime) -> list[Row]:
    """Write the notes, renew the leases of `keep`, claim up to `room` due rows and return them.

    Raises DatabaseBusy, and then nothing of it happened.
    """
    name, lease = holder.name, holder.lease
    with store.writing() as db:
        for id in notes.sent:
            outbox.sent(db, id, name, now)
        for id in notes.missed:
            outbox.missed(db, id, name, now)
        for failed in notes.postponed:
            outbox.postpone(db, failed.id, name, failed.trouble, failed.due)
        for id, due in notes.released.items():
            outbox.release(db, id, name, due)
        # Before the claim: after a standstill longer than a lease, what is under way here would be claimed again.
        leases.renew(db, "outbox", name, keep, now, lease)
        ids = leases.claim(db, "outbox", name, now, lease, room) if room else ()
        return [outbox.get(db, id) for id in ids]
