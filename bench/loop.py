"""From 250 to the next hop: how long a person's answer takes at a steady stream, through the whole running service.

    python -m bench.loop [--rate 20] [--seconds 30] [--workers 2]

`nextround serve` takes mails on loopback and hands its answers to a sink. Mails are sent by the clock, whether or not
the last one is answered, and each is timed from its 250 to the end of its answer's DATA at the sink. Three kinds of mail
(debriefs from the corpus, "status", interviews to come in words) and, where Postfix is installed, the floor: Postfix
passing the same debriefs on to the same sink unread. To reach: debriefs within 150 ms at the median and 500 ms at the
99th percentile, commands in a tenth.
On a machine that others use, trust the ratios; the load is printed beside every line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bench.net import answers, cpu_seconds, free_port
from bench.postfix import Postfix

DOMAIN = "nextround.localhost"
PEOPLE = 50
WARM = 3.0  # seconds of the stream that are not counted: who writes first is signed up
PATIENCE = 60.0
BUSY = 1.0  # load from which somebody else uses the machine, too
_DEBRIEFS = Path(__file__).parent / "reading" / "data" / "corpus" / "debriefs.jsonl"
_ANSWERED = re.compile(rb"^In-Reply-To: *(<[^>]+>)", re.M | re.I)
_MONTHS = ("January", "February", "March", "April", "May", "June")
_SAYS = {b"EHLO": b"250-sink\r\n250 8BITMIME\r\n", b"QUIT": b"221 bye\r\n"}
_OWN = re.compile(rb"^Message-ID: *(<[^>]+>)", re.M | re.I)


class Sink:
    """The next hop: takes every mail and remembers when it had all of it."""

    def __init__(self) -> None:
        self.port = free_port()
        self.came: dict[bytes, float] = {}  # by the Message-ID that was answered, else by the mail's own

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client as the shortest server would, until it goes or the run ends."""
        writer.write(b"220 sink\r\n")
        with suppress(asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            while line := await reader.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    writer.write(b"354 go on\r\n")
                    self._take(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(_SAYS.get(verb, b"250 ok\r\n"))
        writer.close()

    def _take(self, raw: bytes) -> None:
        now = time.perf_counter()
        head = raw[:20_000].split(b"\r\n\r\n", 1)[0]
        found = _ANSWERED.search(head) or _OWN.search(head)
        if found:
            self.came.setdefault(found[1], now)


async def send(port: int, number: int, text: str) -> tuple[bytes, float]:
    """Mail one text and return its Message-ID and when it was taken."""
    id = f"<{number}.{random.getrandbits(48)}@example.org>"
    who = f"p{number % PEOPLE}@example.org"
    raw = (
        f"From: Jo <{who}>\r\nTo: coach@{DOMAIN}\r\nSubject: how it went\r\nMessage-ID: {id}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    ).encode() + "\r\n".join(line.removeprefix(".") for line in text.splitlines()).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readuntil()
    for line in ("HELO bench", f"MAIL FROM:<{who}>", f"RCPT TO:<coach@{DOMAIN}>", "DATA"):
        writer.write(line.encode() + b"\r\n")
        await reader.readuntil()
    writer.write(raw + b"\r\n.\r\n")
    said = await reader.readuntil()
    taken = time.perf_counter()
    if not said.startswith(b"250"):
        raise SystemExit(f"refused: {said!r}")
    writer.write(b"QUIT\r\n")
    writer.close()
    return id.encode(), taken


async def stream(port: int, sink: Sink, texts: list[str], rate: float, seconds: float) -> list[float]:
    """Send by the clock and return how long each answer took, in seconds; an answer that never came fails the run."""
    server = await asyncio.start_server(sink.talk, "127.0.0.1", sink.port, limit=2**24)
    began = time.perf_counter()
    sending = []
    for number in range(round(rate * (WARM + seconds))):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        sending.append(asyncio.create_task(send(port, number, random.choice(texts))))
    sent = await asyncio.gather(*sending)
    end = time.perf_counter() + PATIENCE
    while (left := sum(id not in sink.came for id, _ in sent)) and time.perf_counter() < end:  # noqa: ASYNC110 - it comes about elsewhere
        await asyncio.sleep(0.05)
    server.close()
    if left:
        raise SystemExit(f"{left} of {len(sent)} were not answered within {PATIENCE:.0f} s")
    return [sink.came[id] - taken for id, taken in sent if taken - began > WARM]


@contextmanager
def service(place: Path, relay: int, workers: int) -> Iterator[tuple[int, int]]:
    """Run `nextround serve` with the sink for its relay; gives its port and its process."""
    port = free_port()
    given = {
        "DATA_DIR": place, "DOMAIN": DOMAIN, "SMTP_LISTEN": f"127.0.0.1:{port}", "TRUSTED_PEERS": '["127.0.0.1/32"]',
        "SIGN_UP": "open", "LOG_LEVEL": "error", "RELAY_HOST": "127.0.0.1", "RELAY_PORT": relay, "RELAY_TLS": "none",
        "MAX_CONNECTIONS_PER_PEER": 200, "WORKERS": workers,
    }  # fmt: skip
    environment = os.environ | {f"NEXTROUND_{name}": str(value) for name, value in given.items()}  # noqa: TID251
    process = subprocess.Popen([sys.executable, "-m", "mailer", "serve"], env=environment)
    try:
        for _ in range(400):
            if answers(port):
                break
            time.sleep(0.05)
        time.sleep(2)  # the others start after the door
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def cpu(pid: int) -> float:
    """Return the processor time of the service's roles so far: what others do on the machine leaves it alone."""
    found = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found += cpu_seconds(int(stat.parent.name))
    return found


def tell(name: str, took: list[float]) -> tuple[float, float]:
    """Print one line and return median and 99th percentile in milliseconds."""
    cut = [each * 1000 for each in statistics.quantiles(took, n=100)]
    load = os.getloadavg()[0]
    print(
        f"{name}: p50 {cut[49]:.0f} ms, p99 {cut[98]:.0f} ms, most {max(took) * 1000:.0f} ms of {len(took)}; load {load:.1f}",
        flush=True,
    )
    return cut[49], cut[98]


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rate", type=float, default=20)
    ask.add_argument("--seconds", type=float, default=30)
    ask.add_argument("--workers", type=int, default=2)
    given = ask.parse_args()
    busy = os.getloadavg()[0] > BUSY
    if busy:
        print(f"the machine is busy (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores): trust the ratios only")
    debriefs = [json.loads(line)["text"] for line in _DEBRIEFS.read_text("utf-8").splitlines()]
    found: dict[str, tuple[float, float]] = {}
    invitations = [
        f"interview with Acme on {day} {month} 2027 at 2pm, Dana Liu, video"
        for month in _MONTHS
        for day in range(1, 29)
    ]
    for name, texts in (("debriefs", debriefs), ("commands", ["status"]), ("interviews told", invitations)):
        with tempfile.TemporaryDirectory(prefix="nextround-bench-") as place:
            sink = Sink()
            with service(Path(place), sink.port, given.workers) as (port, pid):
                before = cpu(pid)
                found[name] = tell(name, asyncio.run(stream(port, sink, texts, given.rate, given.seconds)))
                each = (cpu(pid) - before) / len(sink.came)
            print(f"  {each * 1000:.0f} ms of processor each: {each * given.rate:.2f} of a core at this rate")
    if shutil.which("postfix") and os.geteuid() == 0:
        with tempfile.TemporaryDirectory(prefix="nextround-bench-") as place, ExitStack() as running:
            Path(place).chmod(0o755)
            sink = Sink()
            passing = running.enter_context(Postfix(Path(place), free_port(), DOMAIN, onward=sink.port))
            tell(
                "the floor, Postfix passing them on",
                asyncio.run(stream(passing.port, sink, debriefs, given.rate, given.seconds)),
            )
    (p50, p99), (quick, _) = found["debriefs"], found["commands"]
    print(f"a command is answered {p50 / quick:.1f} x as fast as a debrief (to reach: 10)")
    reached = p50 <= 150 and p99 <= 500
    print(
        f"goals at 20 a second (150 ms, 500 ms): {'reached' if reached else 'not reached'}{', on a busy machine' if busy else ''}"
    )


if __name__ == "__main__":
    _main()
