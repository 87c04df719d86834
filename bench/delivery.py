"""Delivery: outbox rows a second into smtp-sink, as a ratio to a plain aiosmtplib loop that keeps no books.

    python -m bench.delivery [--rounds 5] [--mails 3000]

Three sides in interleaved rounds, over 1 and over 10 connections, 5 KB mails: ours (claimed, sent and noted, every
note on disk); aiosmtplib in a loop over mails in memory; the same loop with a commit after each mail, which is what
keeping the books costs where nothing is grouped. Trust the ratios, not the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiosmtplib
import uvloop

from bench.net import free_port
from mailer import clock, log
from mailer.deliver import role
from mailer.settings import Settings, load
from mailer.store import outbox
from mailer.store.database import Store, open_store

SENDER = "coach+bounce@nextround.example"
RAW = b"Subject: bench\r\n\r\n" + b"a line of a reply as they are written\r\n" * 130
CONNECTIONS = (1, 10)


def settings_for(place: Path, port: int, connections: int) -> Settings:
    """Return the settings of a house that delivers to the sink."""
    return load(
        data_dir=place, relay_host="127.0.0.1", relay_port=port, relay_tls="none", relay_connections=connections
    )


def ours(place: Path, port: int, connections: int, mails: int) -> float:
    """Return how many rows a second go from the outbox through a delivering process that was idle before."""
    settings = settings_for(place, port, connections)
    store = open_store(settings.database)
    command = [sys.executable, "-m", "bench.delivery", "--deliver", str(place), str(port), str(connections)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _put(store, 50)
        _until_sent(store)
        began = time.perf_counter()
        _put(store, mails)
        _until_sent(store)
        return mails / (time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        store.close()


def _put(store: Store, mails: int) -> None:
    start = sum(outbox.counts(store.reading).values())
    posts = [
        outbox.Post(f"inbox:{n}", "debrief", None, SENDER, f"p{n}@d{n % 50}.example", f"<{n}@nextround.example>", RAW)
        for n in range(start, start + mails)
    ]
    with store.writing() as db:
        outbox.add(db, posts, clock.now())


def _until_sent(store: Store) -> None:
    while set(outbox.counts(store.reading)) != {"sent"}:
        time.sleep(0.01)


def plain(place: Path, port: int, connections: int, mails: int, *, commits: bool = False) -> float:
    """Return how many mails a second a loop over aiosmtplib sends, each commit noted on disk where asked."""
    command = [sys.executable, "-m", "bench.delivery", "--plain", str(place), str(port), str(connections), str(mails)]
    told = subprocess.run([*command, *(["commits"] if commits else [])], check=True, capture_output=True, text=True)
    return mails / float(told.stdout)


async def _plain(place: Path, port: int, connections: int, mails: int, commits: bool) -> float:
    store = open_store(place / "plain.sqlite3")
    numbers = iter(range(mails))
    clients = [aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) for _ in range(connections)]
    with store.writing() as db:
        db.execute("create table if not exists done (number integer)")

    async def loop(client: aiosmtplib.SMTP) -> None:
        for number in numbers:
            await client.sendmail(SENDER, f"p{number}@d{number % 50}.example", RAW)
            if commits:
                with store.writing() as db:
                    db.execute("insert into done values (?)", (number,))

    for client in clients:
        await client.connect()
    began = time.perf_counter()
    await asyncio.gather(*(loop(client) for client in clients))
    took = time.perf_counter() - began
    for client in clients:
        await client.quit()
    store.close()
    return took


@contextmanager
def sink() -> Iterator[int]:
    """Run smtp-sink, which takes everything and keeps nothing."""
    port = free_port()
    process = subprocess.Popen(["/usr/sbin/smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "200"])
    time.sleep(0.3)
    try:
        yield port
    finally:
        process.kill()
        process.wait()


def compare(rounds: int, mails: int) -> None:
    """Print the ratios."""
    for connections in CONNECTIONS:
        rates: dict[str, list[float]] = {"ours": [], "plain": [], "committing": []}
        for number in range(rounds):
            with sink() as port, tempfile.TemporaryDirectory(prefix="nextround-bench-") as name:
                place = Path(name)
                sides = {
                    "ours": lambda: ours(place, port, connections, mails),  # noqa: B023 - called at once
                    "plain": lambda: plain(place, port, connections, mails),  # noqa: B023
                    "committing": lambda: plain(place, port, connections, mails, commits=True),  # noqa: B023
                }
                for side in sorted(sides, reverse=bool(number % 2)):
                    rates[side].append(sides[side]())
        medians = {side: statistics.median(values) for side, values in rates.items()}
        for peer, name in (("plain", "a plain loop"), ("committing", "a loop with a commit a mail")):
            ratios = [a / b for a, b in zip(rates["ours"], rates[peer], strict=True)]
            print(
                f"{connections} connections: {statistics.median(ratios):.2f} x {name} (rounds "
                f"{' '.join(f'{ratio:.2f}' for ratio in ratios)}); {medians['ours']:.0f} against {medians[peer]:.0f} "
                f"a second; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )


def _main() -> None:
    match sys.argv[1:]:
        case ["--deliver", place, port, connections]:
            log.configure("info")
            role.run(settings_for(Path(place), int(port), int(connections)))
        case ["--plain", place, port, connections, mails, *commits]:
            print(uvloop.run(_plain(Path(place), int(port), int(connections), int(mails), bool(commits))))
        case _:
            ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            ask.add_argument("--rounds", type=int, default=5)
            ask.add_argument("--mails", type=int, default=3000)
            given = ask.parse_args()
            compare(given.rounds, given.mails)


if __name__ == "__main__":
    _main()
