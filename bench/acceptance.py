"""Durable acceptance: mails a second answered 250 after they are on disk, as a ratio to Postfix queueing the same mail.

    python -m bench.acceptance [--rounds 5] [--mails 2000]     interleaved rounds against a private Postfix
    python -m bench.acceptance --slow                          commits 5 ms slower: grouped against one a mail
    python -m bench.acceptance --kill 8                        kill -9 under load: is all that was acknowledged there?

Trust the ratios, not the figures: both sides of a ratio run within seconds of one another on the same disk. Where
others use the processors, our two threads get a smaller share of them than Postfix's many processes; the processor
time a mail does not depend on that.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.kill import trials
from bench.net import free_port
from bench.postfix import Postfix
from bench.receiver import DOMAIN, Receiver

SIZE = 5120


@dataclass(frozen=True, slots=True)
class Shape:
    """How the mails come in."""

    name: str
    options: tuple[str, ...]  # of smtp-source
    target: float  # ratio to Postfix


SHAPES = (
    Shape("10 sessions, a connection each", ("-s", "10"), 1.25),
    Shape("10 sessions, reused", ("-d", "-s", "10"), 3.0),
    Shape("50 sessions, reused", ("-d", "-s", "50"), 4.0),
)


def send(port: int, shape: Shape, mails: int) -> float:
    """Send so many mails and return how many a second were taken; smtp-source fails on any refusal."""
    began = time.perf_counter()
    subprocess.run(
        [
            *("smtp-source", *shape.options, "-m", str(mails), "-l", str(SIZE)),
            *("-f", "bench@example.org", "-t", f"coach@{DOMAIN}", f"inet:127.0.0.1:{port}"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return mails / (time.perf_counter() - began)


def against_postfix(place: Path, rounds: int, mails: int) -> None:
    """Print a ratio for each shape."""
    with Postfix(place / "postfix", free_port(), DOMAIN) as postfix, Receiver(place / "ours", free_port()) as ours:
        for port in (postfix.port, ours.port):
            send(port, SHAPES[1], 200)  # warm both up
        for shape in SHAPES:
            theirs: list[float] = []
            mine: list[float] = []
            before = postfix.cpu(), ours.cpu()
            for number in range(rounds):
                postfix.clear()
                ours.clear()
                sides = [(theirs, postfix.port, mails), (mine, ours.port, 2 * mails)]
                for rates, port, count in sides if number % 2 else reversed(sides):
                    rates.append(send(port, shape, count))
                _nothing_lost(postfix.queued(), mails, "Postfix")
                _nothing_lost(ours.rows(), 2 * mails, "Nextround")
            used = postfix.cpu() - before[0], ours.cpu() - before[1]
            _tell(shape, theirs, mine)
            each = used[0] / mails / rounds * 1e6, used[1] / mails / rounds / 2 * 1e6
            print(f"    processor: {each[1]:.0f} against {each[0]:.0f} microseconds a mail, {each[0] / each[1]:.2f} x")


def slow_commits(place: Path, rounds: int, mails: int) -> None:
    """Print what sharing a commit is worth when each takes 5 ms longer."""
    shape = SHAPES[2]
    with (
        Receiver(place / "each", free_port(), delay_ms=5, max_batch=1) as each,
        Receiver(place / "grouped", free_port(), delay_ms=5) as grouped,
    ):
        alone, together = [], []
        for _ in range(rounds):
            alone.append(send(each.port, shape, max(100, mails // 10)))
            together.append(send(grouped.port, shape, mails))
        _tell(Shape(f"{shape.name}, commits 5 ms slower", (), 10.0), alone, together, "one commit a mail")


def _nothing_lost(found: int, sent: int, who: str) -> None:
    if found != sent:
        raise SystemExit(f"{who}: {sent} acknowledged, {found} on disk")


def _tell(shape: Shape, theirs: list[float], mine: list[float], peer: str = "Postfix") -> None:
    ratios = [ours / peers for ours, peers in zip(mine, theirs, strict=True)]
    print(
        f"{shape.name}: {statistics.median(ratios):.2f} x {peer} (to reach {shape.target:g}; rounds "
        f"{' '.join(f'{ratio:.2f}' for ratio in ratios)}); {statistics.median(mine):.0f} against "
        f"{statistics.median(theirs):.0f} a second; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--mails", type=int, default=2000)
    ask.add_argument("--slow", action="store_true")
    ask.add_argument("--kill", type=int, default=0, metavar="TRIALS")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="nextround-bench-") as name:
        place = Path(name)
        place.chmod(0o755)  # Postfix's processes look into it
        if given.kill:
            trials(place, given.kill)
        elif given.slow:
            slow_commits(place, given.rounds, given.mails)
        else:
            against_postfix(place, given.rounds, given.mails)


if __name__ == "__main__":
    _main()
