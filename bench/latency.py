"""Does reading keep the door waiting? A whole SMTP session, from connecting to QUIT, with and without a worker that reads.

    python -m bench.latency [--sessions 300] [--workers 1]

First the worker is down and long debriefs pile up; then it reads them while further sessions are measured. To reach:
at the 99th percentile no more than 50 ms above the unloaded figure. On a machine that others use, compare both lines
with the load printed beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.net import free_port
from bench.receiver import DOMAIN, Receiver
from mailer.store.database import open_store

_DEBRIEFS = Path(__file__).parent / "reading" / "data" / "corpus" / "debriefs.jsonl"
_LENGTH = 6_000  # characters: some 1,100 words


def long_debriefs() -> list[str]:
    """Return debriefs of a length that few people write."""
    texts = [json.loads(line)["text"] for line in _DEBRIEFS.read_text("utf-8").splitlines()]
    made = []
    for start in range(0, len(texts), 8):
        made.append("\n\n".join(texts[start:] + texts)[:_LENGTH])
    return made


async def session(port: int, text: str) -> float:
    """Mail one debrief and return how many seconds the session took."""
    raw = (
        f"From: Jo <jo@example.org>\r\nTo: coach@{DOMAIN}\r\nSubject: how it went\r\n"
        f"Message-ID: <{random.getrandbits(64)}@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    ).encode() + "\r\n".join(line.removeprefix(".") for line in text.splitlines()).encode()
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readuntil()
    for line in ("HELO bench", "MAIL FROM:<jo@example.org>", f"RCPT TO:<coach@{DOMAIN}>", "DATA"):
        writer.write(line.encode() + b"\r\n")
        await reader.readuntil()
    writer.write(raw + b"\r\n.\r\n")
    if not (await reader.readuntil()).startswith(b"250"):
        raise SystemExit("refused")
    writer.write(b"QUIT\r\n")
    await reader.read()
    writer.close()
    return time.perf_counter() - began


async def measure(port: int, sessions: int, texts: list[str]) -> list[float]:
    """Return the durations of sessions that come one after another."""
    durations = []
    for _ in range(sessions):
        durations.append(await session(port, random.choice(texts)))
        await asyncio.sleep(random.uniform(0.005, 0.02))
    return durations


def _states(database: Path) -> dict[str, int]:
    store = open_store(database)
    found = dict(store.reading.execute("select state, count(*) from inbox group by state").fetchall())
    store.close()
    return found


def _tell(name: str, durations: list[float]) -> float:
    cut = statistics.quantiles(durations, n=100)
    print(
        f"{name}: p50 {cut[49] * 1000:.1f} ms, p99 {cut[98] * 1000:.1f} ms, most {max(durations) * 1000:.1f} ms; "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return cut[98]


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sessions", type=int, default=300)
    ask.add_argument("--workers", type=int, default=1)
    given = ask.parse_args()
    texts = long_debriefs()
    with tempfile.TemporaryDirectory(prefix="nextround-bench-") as name, ExitStack() as running:
        receiver = running.enter_context(Receiver(Path(name), free_port()))
        asyncio.run(measure(receiver.port, 20, texts))
        alone = _tell("worker down", asyncio.run(measure(receiver.port, given.sessions, texts)))
        environment = os.environ | {  # noqa: TID251 - handed on to the worker
            "NEXTROUND_DATA_DIR": name,
            "NEXTROUND_DOMAIN": DOMAIN,
            "NEXTROUND_TRUSTED_PEERS": '["127.0.0.1/32"]',
            "NEXTROUND_SIGN_UP": "open",
            "NEXTROUND_LOG_LEVEL": "error",
        }
        for _ in range(given.workers):
            worker = subprocess.Popen([sys.executable, "-m", "mailer", "work"], env=environment)
            running.callback(worker.wait)
            running.callback(worker.terminate)
        patience = time.monotonic() + 60
        while not _states(receiver.database).get("done"):
            if time.monotonic() > patience:
                raise SystemExit("the worker reads nothing")
            time.sleep(0.1)
        before = _states(receiver.database)
        began = time.monotonic()
        loaded = _tell("worker reading", asyncio.run(measure(receiver.port, given.sessions, texts)))
        rate = (_states(receiver.database).get("done", 0) - before.get("done", 0)) / (time.monotonic() - began)
        after = _states(receiver.database)
        print(f"meanwhile read {rate:.1f} debriefs a second; {after.get('waiting', 0)} still wait, {after}")
        print(f"p99 is {(loaded - alone) * 1000:+.1f} ms (to reach: at most +50)")


if __name__ == "__main__":
    _main()
