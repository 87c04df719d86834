"""Group commit: one writer thread puts whatever waits into one transaction, so a burst costs one fsync.

While one commit runs the next batch gathers by itself. Left at that, busy sessions fall into two halves that wait for
one another: each commit takes half of them. So the writer lingers for a fraction of a commit where that brings more.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import perf_counter

from mailer import log
from mailer.errors import TryLater
from mailer.store import inbox
from mailer.store.database import Store

MAX_BATCH = 200  # mails in a commit
MAX_BATCH_BYTES = 32_000_000
LINGER_SHARE = 0.5  # of the last commit
LINGER_AT_MOST = 0.005  # seconds
_LOG = log.get("receive")


class Lingering:
    """How long the writer waits for more before it commits: not at all where all are here, or where it was in vain."""

    __slots__ = ("_in_vain", "_skip")

    def __init__(self) -> None:
        self._in_vain = 0  # times in a row
        self._skip = 0

    def seconds(self, waiting: int, connected: int, last_commit: float) -> float:
        """Return how long to wait, `waiting` of `connected` sessions being here already."""
        if waiting >= connected:
            return 0.0
        if self._skip:
            self._skip -= 1
            return 0.0
        return min(last_commit * LINGER_SHARE, LINGER_AT_MOST)

    def learn(self, gained: int) -> None:
        """Take note of how many more came while the writer waited: idle sessions never do."""
        self._in_vain = 0 if gained else min(self._in_vain + 1, 6)
        self._skip = 2**self._in_vain - 1


class _Waiting:
    """Arrivals of one mail, and the session that waits for them."""

    __slots__ = ("arrivals", "bytes", "done")

    def __init__(self, arrivals: Sequence[inbox.Arrival], done: asyncio.Future[None]) -> None:
        self.arrivals = arrivals
        self.bytes = len(arrivals[0].raw) if arrivals else 0
        self.done = done


class Ledger:
    """Accepts arrivals durably; made inside a running event loop."""

    def __init__(self, store: Store, *, max_batch: int = MAX_BATCH) -> None:
        self._store = store
        self._max_batch = max_batch
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._bytes = 0
        self._lingering = Lingering()
        self._last_commit = 0.0
        self.connected: Callable[[], int] = lambda: 0  # how many sessions may bring more
        self._thread = threading.Thread(target=self._write_forever, name="ledger", daemon=True)
        self._thread.start()

    @property
    def waiting_bytes(self) -> int:
        """How many bytes of mail wait for their commit."""
        return self._bytes

    async def accept(self, arrivals: Sequence[inbox.Arrival]) -> None:
        """Return once the arrivals are committed; raises what the database raised where they are not.

        A client that hangs up undoes nothing: only the waiting is cancelled, not what is in the queue.
        """
        waiting = _Waiting(arrivals, self._loop.create_future())
        self._bytes += waiting.bytes
        self._queue.put(waiting)
        await waiting.done

    def close(self, seconds: float | None = None) -> bool:
        """Write what waits and stop the thread; False where that took longer than `seconds`."""
        self._queue.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _write_forever(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            self._gather(batch, 0.0)
            seconds = self._lingering.seconds(len(batch), self.connected(), self._last_commit)
            if seconds:
                before = len(batch)
                self._gather(batch, seconds)
                self._lingering.learn(len(batch) - before)
            began = perf_counter()
            outcomes = [(waiting, error) for part, error in self._commit(batch) for waiting in part]
            self._last_commit = perf_counter() - began
            with suppress(RuntimeError):  # the loop is closed: nobody waits for the answer any more
                self._loop.call_soon_threadsafe(self._settle, outcomes)

    def _gather(self, batch: list[_Waiting], seconds: float) -> None:
        """Add what waits, and what comes within so many seconds, until all who are connected are here."""
        size = sum(waiting.bytes for waiting in batch)
        until = perf_counter() + seconds
        while len(batch) < self._max_batch and size < MAX_BATCH_BYTES:
            try:
                left = until - perf_counter() if seconds and len(batch) < self.connected() else 0.0
                more = self._queue.get(timeout=left) if left > 0 else self._queue.get_nowait()
            except queue.Empty:
                return
            if more is None:
                self._queue.put(None)
                return
            batch.append(more)
            size += more.bytes

    def _commit(self, batch: list[_Waiting]) -> list[tuple[list[_Waiting], Exception | None]]:
        """Commit a batch; where one mail in it is what cannot be written, the others must not suffer for it."""
        try:
            with self._store.writing() as db:
                inbox.accept(db, [arrival for waiting in batch for arrival in waiting.arrivals])
        except TryLater as error:  # the disk or the lock: true of every mail
            return [(batch, error)]
        except Exception as error:  # whatever it is, the sessions must hear of it, and the thread must live
            if len(batch) == 1:
                return [(batch, error)]
            return [outcome for waiting in batch for outcome in self._commit([waiting])]
        _LOG.info("accepted", mails=len(batch), bytes=sum(waiting.bytes for waiting in batch))
        return [(batch, None)]

    def _settle(self, outcomes: list[tuple[_Waiting, Exception | None]]) -> None:
        for waiting, error in outcomes:
            self._bytes -= waiting.bytes
            if waiting.done.done():
                continue
            if error is None:
                waiting.done.set_result(None)
            else:
                waiting.done.set_exception(error)
