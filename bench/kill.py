"""kill -9 under load: every mail that was acknowledged must be on file, once, and a mail sent again must not be twice."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from bench.net import free_port
from bench.receiver import DOMAIN, Receiver
from mailer.store.database import open_store

SESSIONS = 20
_BODY = b"x" * 70 + b"\r\n"


def trials(place: Path, rounds: int) -> None:
    """Run trials and print what became of the mails."""
    acknowledged: set[str] = set()
    sent: set[str] = set()
    for number in range(rounds):
        receiver = Receiver(place / "ours", free_port())
        with receiver:
            asyncio.run(_trial(receiver, number, sent, acknowledged))
        found = _found(receiver.database)
        lost = acknowledged - found.keys()
        print(
            f"trial {number}: {len(acknowledged)} acknowledged so far, {len(lost)} lost, "
            f"{len(found.keys() - acknowledged)} stored but not acknowledged",
            flush=True,
        )
        if lost:
            raise SystemExit("LOST")
    with Receiver(place / "ours", free_port()) as receiver:
        again = sorted(sent - acknowledged)
        asyncio.run(_session(receiver.port, iter(again), sent, acknowledged))
    twice = sum(1 for times in _found(receiver.database).values() if times > 1)
    print(
        f"{len(again)} sent again after the kills; on file {len(_found(receiver.database))} of {len(sent)}, twice {twice}"
    )
    if twice or len(_found(receiver.database)) != len(sent):
        raise SystemExit("NOT ONCE")


async def _trial(receiver: Receiver, number: int, sent: set[str], acknowledged: set[str]) -> None:
    sessions = [
        asyncio.create_task(_session(receiver.port, _names(number, session), sent, acknowledged))
        for session in range(SESSIONS)
    ]
    await asyncio.sleep(random.uniform(0.5, 2.0))
    receiver.stop(signal.SIGKILL)
    await asyncio.gather(*sessions)


def _names(trial: int, session: int) -> Iterator[str]:
    return (f"{trial}.{session}.{n}" for n in count())


async def _session(port: int, names: Iterator[str], sent: set[str], acknowledged: set[str]) -> None:
    """Mail one name after another until the server goes away."""
    with suppress(ConnectionError, EOFError):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.readuntil()
        writer.write(b"HELO bench\r\n")
        await reader.readuntil()
        for name in names:
            sent.add(name)
            writer.write(f"MAIL FROM:<b@example.org>\r\nRCPT TO:<coach@{DOMAIN}>\r\nDATA\r\n".encode())
            for _ in range(3):
                await reader.readuntil()
            writer.write(f"Message-ID: <{name}@bench>\r\n\r\n".encode() + _BODY * 70 + b".\r\n")
            if (await reader.readuntil()).startswith(b"250"):
                acknowledged.add(name)
        writer.close()


def _found(database: Path) -> dict[str, int]:
    store = open_store(database)
    found: dict[str, int] = {}
    for row in store.reading.execute("select substr(raw, 14, 40) as head from inbox"):
        name = bytes(row["head"]).partition(b"@")[0].decode()
        found[name] = found.get(name, 0) + 1
    store.close()
    return found
