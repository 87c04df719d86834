"""What the tests of delivering share: an outbox, a clock that is set by hand, a courier run in this process."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import trustme

from mailer.deliver.courier import Courier
from mailer.deliver.notes import Holder
from mailer.deliver.role import carrier
from mailer.settings import Settings
from mailer.store import outbox
from mailer.store.database import Store, open_store

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = b"Subject: What to do about it\r\n\r\nThe very private text.\r\n"


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Outbox:
    """The outbox as a test sees it, over a connection of its own."""

    store: Store
    clock: Clock
    made: list[str] = field(default_factory=list)

    def put(
        self,
        recipient: str,
        raw: bytes = TEXT,
        sender: str = "coach+bounce@nextround.example",
        useless: datetime | None = None,
    ) -> int:
        """Write one due mail and return its row."""
        message_id = f"<debrief.{len(self.made)}@nextround.example>"
        self.made.append(message_id)
        post = outbox.Post(
            f"inbox:{len(self.made)}", "debrief", None, sender, recipient, message_id, raw, useless=useless
        )
        with self.store.writing() as db:
            outbox.add(db, [post], self.clock.now)
            return int(db.execute("select max(id) from outbox").fetchone()[0])

    def row(self, id: int) -> outbox.Row:
        return outbox.get(self.store.reading, id)

    def states(self) -> dict[str, int]:
        return outbox.counts(self.store.reading)

    def all_sent(self) -> bool:
        return set(self.states()) == {"sent"}


async def reach(what: Callable[[], bool]) -> None:
    """Return once it is so; fails where it does not come to that."""
    async with asyncio.timeout(20):
        while not what():  # noqa: ASYNC110 - it comes about in another process or thread
            await asyncio.sleep(0.005)


@dataclass
class House:
    """Delivering against the stand-in, in this process."""

    settings: Settings
    outbox: Outbox
    clock: Clock

    @asynccontextmanager
    async def delivering(self, **given: object) -> AsyncIterator[asyncio.Event]:
        """Run a courier until the block ends or the event that it gives is set, then drain it."""
        settings = self.settings.model_copy(update=given)
        store = open_store(settings.database)
        courier = Courier(
            store, carrier(settings), Holder("deliver-test", timedelta(minutes=1)), self.clock, lambda: 0.5
        )
        stop = asyncio.Event()
        running = asyncio.create_task(courier.run(stop))
        try:
            yield stop
        finally:
            stop.set()
            await running
            store.close()


def server_context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """Return a relay's TLS context with a certificate for `name`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context
