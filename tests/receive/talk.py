"""Plays a conversation file against the real role: who says what, line by line, and what is on file afterwards.

A file holds:

    # one sentence: what this conversation shows
    @ lmtp                      speak LMTP
    @ max_recipients=2          a setting
    C: EHLO x                   the client says this and CRLF; backslash escapes; several in a row go out at once
    R: .\\r\\n                    the client sends exactly this
    S: 250 2.1.0 OK             the server must say this; * stands for anything
    half                        the client closes its half
    closed                      the server must close
    = a@b > c@d | Subject: …    this must be on file, row by row; "= nothing" for no row
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from mailer.receive import role
from mailer.receive.ledger import Ledger
from mailer.receive.limits import Limits
from mailer.receive.listen import open_sockets
from mailer.settings import Settings
from mailer.store.database import Store, scratch

SECONDS = 10.0  # a test that hangs this long has failed


@dataclass(slots=True)
class Running:
    """The role in this process, on a port of its own."""

    smtp: int
    lmtp: int
    store: Store
    ledger: Ledger
    receiver: role.Receiver
    stopped: bool = False

    async def stop(self) -> bool:
        """Stop it, once."""
        self.stopped = True
        return await self.receiver.stop()

    def rows(self) -> list[tuple[str, str, bytes]]:
        """Return what is on file: sender, recipient, raw."""
        found = self.store.reading.execute("select sender, recipient, raw from inbox order by id")
        return [(row["sender"], row["recipient"], row["raw"]) for row in found]


@asynccontextmanager
async def running(
    *, store: Any = None, limits: Limits | None = None, ledger: Any = None, **settings: Any
) -> AsyncIterator[Running]:
    """Start the role on the loopback and stop it afterwards."""
    given = Settings(**settings)
    store = store or scratch()
    ledger = ledger or Ledger(store)
    smtp, lmtp = open_sockets("127.0.0.1:0", "smtp_listen"), open_sockets("127.0.0.1:0", "lmtp_listen")
    ports = [listeners[0].getsockname()[1] for listeners in (smtp, lmtp)]
    receiver = await role.start(given, ledger, smtp, lmtp, limits)
    here = Running(ports[0], ports[1], store, ledger, receiver)
    try:
        yield here
    finally:
        if not here.stopped:
            await here.stop()


@dataclass(slots=True)
class Client:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    heard: list[str] = field(default_factory=list)

    async def line(self) -> str:
        """Return the next line of the server, without its CRLF; "" where it has closed."""
        async with asyncio.timeout(SECONDS):
            line = await self.reader.readline()
        assert not line or line.endswith(b"\r\n"), line
        self.heard.append(line.decode("ascii").removesuffix("\r\n"))
        return self.heard[-1]

    async def reply(self) -> str:
        """Return the last line of the next reply."""
        while (line := await self.line())[3:4] == "-":
            pass
        return line

    async def say(self, *lines: str) -> str:
        """Say lines one after another and return the last reply."""
        last = ""
        for line in lines:
            self.writer.write(line.encode("utf-8", "surrogateescape") + b"\r\n")
            last = await self.reply()
        return last

    async def mail(self, raw: bytes, to: str = "coach@nextround.localhost", sender: str = "jo@example.org") -> str:
        """Send a mail, dots and all as given, and return the reply to its end."""
        await self.say(f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA")
        self.writer.write(raw + b".\r\n")
        return await self.reply()

    async def rest(self) -> list[str]:
        """Return all lines until the server closes."""
        lines = []
        while line := await self.line():
            lines.append(line)
        return lines


@asynccontextmanager
async def client(port: int, hello: str | None = "EHLO test.example") -> AsyncIterator[Client]:
    """Connect, hear the greeting, and greet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    here = Client(reader, writer)
    try:
        if hello is not None:
            assert (await here.reply()).startswith("220 ")
            assert (await here.say(hello)).startswith("250 ")
        yield here
    finally:
        writer.transport.abort()


async def play(name: str, text: str) -> None:
    """Play one conversation."""
    lines = text.splitlines()
    directives = [line[2:].strip() for line in lines if line.startswith("@ ")]
    settings = dict(d.split("=", 1) for d in directives if "=" in d)
    async with running(**settings) as here, client(here.lmtp if "lmtp" in directives else here.smtp, None) as guest:
        for number, line in enumerate(lines, 1):
            await _act(line, guest, f"{name}:{number}")
        expected = [_row(line[2:]) for line in lines if line.startswith("= ") and line != "= nothing"]
        assert here.rows() == expected, name


async def _act(line: str, guest: Client, place: str) -> None:
    if line.startswith("C: "):
        guest.writer.write(_bytes(line[3:]) + b"\r\n")
    elif line.startswith("R: "):
        guest.writer.write(_bytes(line[3:]))
    elif line == "half":
        guest.writer.write_eof()
    elif line == "closed":
        assert await guest.line() == "", place
    elif line.startswith("S: "):
        said = await guest.line()
        pattern = ".*".join(re.escape(part) for part in line[3:].split("*"))
        assert re.fullmatch(pattern, said), f"{place}: expected {line[3:]!r}, heard {said!r}"
    else:
        assert not line or line[0] in "#@=", f"{place}: {line!r}"


def _bytes(text: str) -> bytes:
    """Return the bytes of a line: escapes such as \\r and \\xe9, all else as UTF-8."""
    return re.sub(
        rb"\\(r|n|t|0|\\|x[0-9a-f]{2})",
        lambda m: m[0].decode("unicode_escape").encode("latin-1"),
        text.encode(),
    )


def _row(text: str) -> tuple[str, str, bytes]:
    envelope, _, raw = text.partition(" | ")
    sender, _, recipient = envelope.partition(" > ")
    return sender.strip("<> "), recipient.strip(), _bytes(raw)
