"""A house whose look-ups go to a name server of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from mailer import work
from mailer.app import App, scratch_app
from mailer.settings import Settings
from mailer.store import inbox, outbox, people
from mailer.store.inbox import Arrival
from tests.trust.name_server import NameServer, Zone, serving

PEER = "203.0.113.5"
HELP = "help"


@dataclass(frozen=True)
class House:
    """An app, the name server it asks, and what comes of mails."""

    app: App
    names: NameServer
    now: datetime

    def person(self, address: str, state: str = "active") -> int:
        """Sign somebody up."""
        with self.app.store.writing() as db:
            id = people.add(db, address, None, "UTC", self.now)
            people.change(db, id, state=state)
        return id

    def take(
        self,
        raw: bytes,
        sender: str = "bounces@provider.example",
        peer: str = PEER,
        recipient: str = "",
        helo: str = "mx.example.org",
    ) -> tuple[str, str]:
        """Take a mail in, work on it once, and return its verdict and why; "" while it waits."""
        with self.app.store.writing() as db:
            inbox.accept(
                db, [Arrival(self.now, "smtp", peer, helo, sender, recipient or self.app.settings.address, raw)]
            )
        assert work.step(self.app, "w", self.now)
        row = self.app.store.reading.execute("select verdict, why from inbox order by id desc limit 1").fetchone()
        if row is None:  # the person was forgotten, and this mail with them
            return "", ""
        return row["verdict"] or "", row["why"] or ""

    def answers(self) -> list[outbox.Row]:
        """Return what was answered, oldest first."""
        rows = self.app.store.reading.execute("select id from outbox order by id").fetchall()
        return [outbox.get(self.app.store.reading, row["id"]) for row in rows]


@pytest.fixture
def house(now: datetime) -> Iterator[Callable[..., House]]:
    """Makes a house: `house(zone, **settings)`."""
    with ExitStack() as stack:

        def made(zone: Zone | None = None, **settings: Any) -> House:
            names = stack.enter_context(serving(zone or {}))
            return House(scratch_app(Settings(resolver=names.address, **settings)), names, now)

        yield made
