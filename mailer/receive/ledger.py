"""Group commit: one writer thread puts whatever waits into one transaction, so a burst costs one fsync.

No timer: while one commit runs, the next batch gathers by itself.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Sequence

from mailer.store import inbox
from mailer.store.database import Store

MAX_BATCH = 200

_Waiting = tuple[Sequence[inbox.Arrival], "asyncio.Future[None]"]


class Ledger:
    """Accepts arrivals durably; made inside a running event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_forever, name="ledger", daemon=True)
        self._thread.start()

    async def accept(self, arrivals: Sequence[inbox.Arrival]) -> None:
        """Return once the arrivals are committed; raises what the database raised where they are not.

        Shielded: a client that hangs up while the commit runs does not undo it.
        """
        done: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((arrivals, done))
        await asyncio.shield(done)

    def close(self) -> None:
        """Write what waits and stop the thread."""
        self._queue.put(None)
        self._thread.join()

    def _write_forever(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            while len(batch) < MAX_BATCH:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    self._queue.put(None)
                    break
                batch.append(more)
            self._loop.call_soon_threadsafe(_settle, [done for _, done in batch], self._commit(batch))

    def _commit(self, batch: list[_Waiting]) -> BaseException | None:
        try:
            with self._store.writing() as db:
                inbox.accept(db, [arrival for arrivals, _ in batch for arrival in arrivals])
        except BaseException as error:  # whatever it is, the sessions must hear of it, and the thread must live
            return error
        return None


def _settle(futures: list[asyncio.Future[None]], error: BaseException | None) -> None:
    for future in futures:
        if not future.done():
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)
