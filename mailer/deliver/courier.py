"""Moves due outbox rows to the carrier: claims, starts, and hands what became of them to the notes.

A crash between the relay's 250 and the note sends a mail twice, never not at all; its fixed Message-ID lets the
receiver fold the two.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from mailer import log
from mailer.deliver.lanes import ASIDE, PAUSES, Lanes, Pause, domain_of
from mailer.deliver.notes import Holder, Notes, Postponed, exchange
from mailer.deliver.relay import Carrier
from mailer.deliver.retry import Failure, Step, Whose, lost, next_try
from mailer.errors import TryLater
from mailer.store import leases
from mailer.store.database import Store, stamp
from mailer.store.outbox import Row

_LOG = log.get("deliver")
POLL_SECONDS = 0.02  # between two looks at the database's version number, which costs microseconds
GROUP = 32  # notes that are written at once, without waiting for more
ROUND_SECONDS = 1.0  # at the latest: leases are renewed and idle connections closed
DRAIN_SECONDS = 10.0
LAST_TRIES = 3  # to write the last notes; what stays unwritten is sent again when the lease expires
IN_HAND = 100  # rows claimed at most: enough that no place waits for a commit, few enough to be tried again soon


class Courier:
    """All that one delivering process has in hand; `now` and `jitter` are asked each time, so that tests can say them.

    The database is touched by one exchange at a time, in a thread, so that no commit holds up a conversation.
    """

    def __init__(
        self, store: Store, carrier: Carrier, holder: Holder, now: Callable[[], datetime], jitter: Callable[[], float]
    ) -> None:
        self._store, self._carrier, self._holder = store, carrier, holder
        self._now, self._jitter = now, jitter
        self._lanes = Lanes(carrier.places)
        self._pause = Pause(PAUSES)  # of the carrier as a whole
        self._hand: dict[int, Row] = {}  # claimed, not started
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._notes = Notes()
        self._renewed = now()
        self._wake = asyncio.Event()
        self._draining = False

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop`; then finish what is under way and give back the rest."""
        while not stop.is_set():
            self._wake.clear()
            version = self._store.version()
            self._make_room()
            await self._exchange()
            self._launch()
            await self._wait(stop, version)
            await self._carrier.tidy()
        await self._drain()

    def _make_room(self) -> None:
        """Give back untried what would only fill the hand: everything in a pause, else what a bad lane holds up."""
        now = self._now()
        pause = self._pause.waits(now)
        kept: Counter[str] = Counter()
        for id, row in list(self._hand.items()):
            domain = domain_of(row.recipient)
            due = pause or self._lanes.paused(domain, now)
            if due is None and self._lanes.stuck(domain, now):
                kept[domain] += 1
                due = now + ASIDE if kept[domain] > self._carrier.places else None
            if due is not None:
                del self._hand[id]
                self._notes.released[id] = due

    def _room(self) -> int:
        """Return how many rows to claim: none in a pause, a single one to try the carrier out after it."""
        held = len(self._hand) + len(self._flying)
        if self._pause.waits(self._now()) is not None:
            return 0
        if self._pause.troubled:
            return 0 if held else 1
        return IN_HAND - held if held <= IN_HAND // 2 else 0

    def _claimable(self) -> int:
        """Return how many rows to claim now, which is none where none is due: a transaction is a disk's turn."""
        room = self._room()
        due = leases.next_due(self._store.reading, "outbox") if room else None
        return room if due is not None and due <= stamp(self._now()) else 0

    async def _exchange(self) -> None:
        now, room = self._now(), 0 if self._draining else self._claimable()
        renewing = now - self._renewed > self._holder.lease / 3
        keep = [*self._hand, *self._flying] if renewing else []
        if not (self._notes or keep or room):
            return
        notes, self._notes = self._notes, Notes()
        try:
            rows = await asyncio.to_thread(exchange, self._store, self._holder, notes, keep, room, now)
        except TryLater as error:  # nothing was written: it is at the next turn
            _LOG.warning("database busy", trouble=type(error).__name__)
            self._notes.add(notes)
            return
        self._hand.update({row.id: row for row in rows})
        if renewing:
            self._renewed = now

    def _launch(self) -> None:
        """Start what may start, oldest first, without what would come too late to help."""
        for id in [id for id, row in self._hand.items() if row.missed(self._now())]:
            _LOG.warning("too late", outbox=id, kind=self._hand.pop(id).kind)
            self._notes.missed.append(id)
        if self._pause.waits(self._now()) is not None:
            return
        for id, row in list(self._hand.items()):
            if len(self._flying) >= self._carrier.places:
                return
            domain, now = domain_of(row.recipient), self._now()
            if self._lanes.free(domain, now):
                del self._hand[id]
                self._lanes.start(domain, id, now)
                self._flying[id] = asyncio.create_task(self._fly(row, domain))

    async def _fly(self, row: Row, domain: str) -> None:
        try:
            failure = await self._carrier.send(row) if row.raw else Failure(Step.CONTENT, "empty", permanent=True)
        except asyncio.CancelledError:
            self._notes.released[row.id] = None
            raise
        except Exception as error:  # whatever it is: the row is kept and tried again
            _LOG.error("trouble", outbox=row.id, trouble=type(error).__name__)
            failure = lost(Step.CONTENT, type(error).__name__)
        finally:
            del self._flying[row.id]
        self._judge(row, domain, failure, self._now())
        self._launch()
        # Under load notes gather until the next look at the clock: they concern what has left already.
        if not self._hand or len(self._notes) >= GROUP or self._pause.troubled:
            self._wake.set()

    def _judge(self, row: Row, domain: str, failure: Failure | None, now: datetime) -> None:
        """Note what became of a mail, and what it tells of its lane and of the carrier."""
        whose = None if failure is None else failure.whose
        of_lane = {None: False, Whose.DOMAIN: True}.get(whose)
        self._lanes.end(domain, row.id, now, failed=of_lane)
        if failure is None:
            self._pause.worked()
            self._notes.sent.append(row.id)
            _LOG.info("sent", outbox=row.id, domain=domain)
        elif whose is Whose.RELAY:
            self._hold_all(row, failure, now)
        else:
            self._pause.worked()
            self._put_off(row, domain, failure, now)

    def _hold_all(self, row: Row, failure: Failure, now: datetime) -> None:
        """Pause: it is no fault of the row's, so the try does not count."""
        fresh = self._pause.waits(now) is None
        self._pause.failed(now)
        until = self._pause.waits(now)
        self._notes.released[row.id] = until
        if fresh and until is not None:
            say = _LOG.error if failure.ours else _LOG.warning
            say("relay in trouble", trouble=str(failure), seconds=(until - now).total_seconds())

    def _put_off(self, row: Row, domain: str, failure: Failure, now: datetime) -> None:
        due = None if failure.permanent else next_try(row.attempts + 1, now, row.made, self._jitter())
        self._notes.postponed.append(Postponed(row.id, str(failure), due))
        say = _LOG.error if failure.ours else _LOG.warning if due is None else _LOG.info
        event = "shelved" if due is None else "put off"
        say(event, outbox=row.id, domain=domain, trouble=str(failure), attempts=row.attempts + 1)

    async def _wait(self, stop: asyncio.Event, version: int) -> None:
        """Return when a mail ended, another process wrote, a row falls due, or after a round."""
        for _ in range(round(ROUND_SECONDS / POLL_SECONDS)):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)
            if stop.is_set() or self._notes or self._store.version() != version or self._claimable():
                return

    async def _drain(self) -> None:
        """Finish what is under way, within bounds, and give back the rest untried."""
        self._draining = True
        self._notes.released |= dict.fromkeys(self._hand)
        self._hand.clear()
        await self._exchange()
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=DRAIN_SECONDS)
        for task in list(self._flying.values()):
            task.cancel()
        await asyncio.gather(*self._flying.values(), return_exceptions=True)
        for _ in range(LAST_TRIES):
            await self._exchange()
        await self._carrier.close()
