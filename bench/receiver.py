"""The role `receive` as a benchmark starts it: with commits made slower, or one commit a mail, where asked.

Benchmarks run it as:

    python -m bench.receiver --dir D --port N [--delay-ms X] [--max-batch N]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvloop

from bench.net import answers, cpu_seconds
from mailer import log
from mailer.receive import role
from mailer.receive.ledger import MAX_BATCH, Ledger
from mailer.receive.listen import open_sockets
from mailer.settings import Settings
from mailer.store.database import Store, open_store

DOMAIN = "nextround.localhost"


class SlowStore:
    """A store whose commits take longer, as on a slower disk."""

    def __init__(self, store: Store, seconds: float) -> None:
        self._store = store
        self._seconds = seconds

    @contextmanager
    def writing(self) -> Iterator[object]:
        """Write as the store does, and dawdle before the commit."""
        with self._store.writing() as db:
            yield db
            time.sleep(self._seconds)


class Receiver:
    """The role in a process of its own."""

    def __init__(self, place: Path, port: int, *, delay_ms: float = 0, max_batch: int = MAX_BATCH) -> None:
        self.port = port
        self.database = place / "nextround.sqlite3"
        self._command = [
            *(sys.executable, "-m", "bench.receiver", "--dir", str(place), "--port", str(port)),
            *("--delay-ms", str(delay_ms), "--max-batch", str(max_batch)),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Receiver:
        self._process = subprocess.Popen(self._command)
        for _ in range(200):
            if answers(self.port):
                return self
            time.sleep(0.05)
        raise SystemExit("the receiver did not start")

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGTERM)

    def stop(self, number: signal.Signals) -> None:
        """End the process, which may have ended already."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()
            self._process = None

    def cpu(self) -> float:
        """Seconds of processor that it has taken."""
        assert self._process is not None
        return cpu_seconds(self._process.pid)

    def rows(self) -> int:
        """How many mails are on file."""
        store = open_store(self.database)
        count: int = store.reading.execute("select count(*) from inbox").fetchone()[0]
        store.close()
        return count

    def clear(self) -> None:
        """Drop them."""
        store = open_store(self.database)
        with store.writing() as db:
            db.execute("delete from inbox")
        store.reading.execute("pragma wal_checkpoint(truncate)")
        store.close()


async def _serve(place: Path, port: int, delay: float, max_batch: int) -> None:
    settings = Settings(data_dir=place, domain=DOMAIN, max_connections_per_peer=200, max_recipients=1000)
    store = open_store(settings.database)
    ledger = Ledger(SlowStore(store, delay) if delay else store, max_batch=max_batch)  # type: ignore[arg-type]
    receiver = await role.start(settings, ledger, open_sockets(f"127.0.0.1:{port}", "smtp_listen"), [])
    gc.collect()
    gc.freeze()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await receiver.stop()


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--dir", type=Path, required=True)
    ask.add_argument("--port", type=int, required=True)
    ask.add_argument("--delay-ms", type=float, default=0)
    ask.add_argument("--max-batch", type=int, default=MAX_BATCH)
    given = ask.parse_args()
    log.configure("warning")
    uvloop.run(_serve(given.dir, given.port, given.delay_ms / 1000, given.max_batch))


if __name__ == "__main__":
    _main()
