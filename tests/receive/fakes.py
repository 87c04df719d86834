"""Stand-ins for the ledger and the store that hold what they were given."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mailer.store.database import Store
from mailer.store.inbox import Arrival


class Notebook:
    """A ledger that keeps what it accepts in a list."""

    waiting_bytes = 0

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Take them."""
        self.arrivals.extend(arrivals)

    def close(self, seconds: float | None = None) -> bool:
        """Nothing waits here."""
        return True


class BrokenNotebook(Notebook):
    """A ledger with a fault that nobody foresaw."""

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Fail with words that must not leave the house."""
        raise RuntimeError("secret words of the house")


class HeldStore:
    """A store whose commits wait until they are let through, and are counted."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._begun = threading.Semaphore(0)
        self.go = threading.Event()
        self.commits = 0

    def begun(self) -> None:
        """Wait until a commit has begun; on a thread, so that sessions go on."""
        assert self._begun.acquire(timeout=10)

    @property
    def reading(self) -> sqlite3.Connection:
        """The connection for queries."""
        return self._store.reading

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write as a store does, once it may."""
        self._begun.release()
        assert self.go.wait(10)
        with self._store.writing() as db:
            yield db
        self.commits += 1
