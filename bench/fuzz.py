"""Mutates mails and feeds them to all that reads mail: whatever comes, nothing raises and nothing takes long.

    python -m bench.fuzz --seconds 1200 [--seed 7] [--findings DIR]

Every finding is written as a file with the seed and round that made it; fixed ones become cases of the tests.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

from mailer import intent
from mailer.intent import Telling
from mailer.message import appointment, automatic, body, bounce, invite, thread
from mailer.message.parse import parse
from mailer.trust import limits, proof, results, signatures
from mailer.trust.proof import Evidence, Policy

HOUSE = Path(__file__).parents[1]
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
SLOW_SECONDS = 2.0
SIZE_AT_MOST = 200_000
WORDS = [
    b"From: ", b"\r\n", b"\n", b"\r", b"\0", b"\r\n\r\n", b"--", b"boundary=", b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?q?", b"?=", b"<", b">", b'"', b"(", b")", b"\\", b";", b"=", b"%",
    b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"RRULE:FREQ=DAILY;COUNT=99999999\n", b"DTSTART;TZID=", b":99991231T235959Z",
    b"00000101T000000", b"DURATION:P999999999D\n", b"> ", b"On Thu, Jo wrote:\n", b"-----Original Message-----\n", b"<div>", b"</p>",
    b"<blockquote>", b"&#x110000;", b"&amp;", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b"charset=utf-7",
    b"multipart/report", b"message/rfc822", b"application/ms-tnef", b"DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=; b=\r\n",
    b"ARC-Seal: i=1; cv=none; ", b"Authentication-Results: ", b"dmarc=pass", b"9" * 60, b"A" * 3000, b" " * 3000, b"\n" * 300,
]  # fmt: skip


class Slow(Exception):
    """Reading took too long."""


class NoDns:
    """Answers every look-up with nothing."""

    def txt(self, name: str) -> list[str]:
        return []

    def addresses(self, name: str, version: int) -> list[object]:
        return []

    def exchanges(self, name: str) -> list[str]:
        return []

    def names(self, address: object) -> list[str]:
        return []


def read(raw: bytes) -> None:
    """Do everything that happens to a mail before anybody answers it."""
    message = parse(raw)
    said = body.of(message)
    automatic.why_automatic(message, "a@b.example")
    bounce.bounce(message)
    if invite.carries(message):
        for each in invite.invites(message, NOW):
            assert each.starts is None or each.starts.tzinfo is not None
    appointment.read(said.new, me=["Jo"])
    told = Telling(message, said, None, None, False, False, NOW, ZoneInfo("Europe/London"), drafted=True)
    intent.classify(told)
    intent.several(told)
    thread.references_for(message)
    thread.reply_subject(message.subject)
    limits.fingerprint(said.new)
    limits.grown(message.subject)
    for value in message.headers.get("authentication-results", ()):
        results.read(value)
    evidence = Evidence(raw, message, "203.0.113.5", "x.example", "a@x.example", by_front=True)
    proof.weigh(evidence, Policy("x.example", frozenset({"x.example"}), full=True), NoDns())  # type: ignore[arg-type]
    signatures.origin(raw)


def seeds() -> list[bytes]:
    """Return the mails of the tests."""
    return [
        file.read_bytes() for file in sorted((HOUSE / "tests").rglob("*.eml")) if file.stat().st_size < SIZE_AT_MOST
    ]


def mutated(data: bytes, pool: list[bytes], dice: random.Random) -> bytes:
    """Return data with one to eight changes."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
        dice.choice(CHANGES)(out, pool, dice)
        del out[SIZE_AT_MOST:]
    return bytes(out)


def _flip(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    if out:
        out[dice.randrange(len(out))] = dice.randrange(256)


def _cut(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(out) + 1)
    del out[at : at + dice.choice((1, 5, 50, 500))]


def _double(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(out) + 1)
    piece = out[at : at + dice.choice((1, 10, 100, 1000))]
    out[at:at] = piece * dice.choice((1, 2, 50))


def _put(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(out) + 1)
    out[at:at] = dice.choice(WORDS)


def _splice(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    other = dice.choice(pool)
    start = dice.randrange(len(other) + 1)
    at = dice.randrange(len(out) + 1)
    out[at:at] = other[start : start + dice.choice((20, 200, 2000))]


def _lines(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    lines = bytes(out).split(b"\n")
    dice.choice((dice.shuffle, lambda some: some.sort(), lambda some: some.reverse()))(lines)
    out[:] = b"\n".join(lines)


def _end(out: bytearray, pool: list[bytes], dice: random.Random) -> None:
    del out[dice.randrange(len(out) + 1) :]


CHANGES: list[Callable[[bytearray, list[bytes], random.Random], None]] = [
    _flip,
    _flip,
    _cut,
    _double,
    _put,
    _put,
    _splice,
    _lines,
    _end,
]


def main() -> None:
    """Fuzz for the seconds that were asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--findings", type=Path, default=Path("var/fuzz-findings"))
    given = options.parse_args()

    def alarm(number: int, frame: FrameType | None) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, alarm)
    pool, dice = seeds(), random.Random(given.seed)
    found: Counter[str] = Counter()
    end, rounds, slowest = time.monotonic() + given.seconds, 0, 0.0
    while time.monotonic() < end:
        rounds += 1
        raw = mutated(dice.choice(pool), pool, dice)
        began = time.thread_time()
        signal.setitimer(signal.ITIMER_REAL, 5 * SLOW_SECONDS)
        try:
            read(raw)
            signal.setitimer(signal.ITIMER_REAL, 0)
            took = time.thread_time() - began
            slowest = max(slowest, took)
            if took > SLOW_SECONDS:
                raise Slow
        except Exception as error:  # that is what we are looking for
            signal.setitimer(signal.ITIMER_REAL, 0)
            place = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__}-{Path(place.filename).stem}-{place.lineno}"
            found[name] += 1
            if found[name] <= 3:
                given.findings.mkdir(parents=True, exist_ok=True)
                (given.findings / f"{name}-{given.seed}-{rounds}.eml").write_bytes(raw)
                traceback.print_exc(limit=-4)
    print(f"{rounds} mails, {given.seconds:.0f} s, slowest {slowest:.2f} s of CPU, findings: {dict(found) or 'none'}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
