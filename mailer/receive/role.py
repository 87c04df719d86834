"""The role `receive`: listens, and stops without breaking a promise."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
from dataclasses import dataclass

import uvloop

from mailer import log
from mailer.receive.door import Door
from mailer.receive.ledger import Ledger
from mailer.receive.limits import Limits
from mailer.receive.listen import open_sockets
from mailer.receive.protocol import Lmtp, Smtp
from mailer.receive.sessions import Sessions
from mailer.settings import Settings
from mailer.store.database import open_store

PATIENCE, INSIST, LAST = 2.5, 1.5, 0.5  # seconds: together within the five that a stop may take
_LOG = log.get("receive")


@dataclass(frozen=True, slots=True)
class Receiver:
    """The listeners and what they share."""

    servers: list[asyncio.Server]
    sessions: Sessions
    ledger: Ledger

    async def stop(self, patience: float = PATIENCE, insist: float = INSIST) -> bool:
        """Stop listening, let running commits be answered, send everyone home; False where a commit hangs."""
        for server in self.servers:
            server.close()
        await self.sessions.close(patience, insist)
        return await asyncio.to_thread(self.ledger.close, LAST)


async def start(
    settings: Settings,
    ledger: Ledger,
    smtp: list[socket.socket],
    lmtp: list[socket.socket],
    limits: Limits | None = None,
) -> Receiver:
    """Answer on these sockets."""
    loop = asyncio.get_running_loop()
    limits = limits or Limits.of(settings)
    sessions = Sessions(limits, lambda: ledger.waiting_bytes)
    servers = []
    for listeners, kind, name in ((smtp, Smtp, "smtp"), (lmtp, Lmtp, "lmtp")):
        door = Door(settings, ledger, name)
        for listener in listeners:

            def session(kind: type[Smtp] = kind, door: Door = door) -> Smtp:
                return kind(door, sessions, limits, settings.helo_name)

            server = (
                await loop.create_unix_server(session, sock=listener)
                if listener.family == socket.AF_UNIX
                else await loop.create_server(session, sock=listener)
            )
            servers.append(server)
    return Receiver(servers, sessions, ledger)


def run(settings: Settings) -> None:
    """Serve until SIGTERM."""
    smtp = open_sockets(settings.smtp_listen, "smtp_listen")
    lmtp = open_sockets(settings.lmtp_listen, "lmtp_listen")
    finished = uvloop.run(_serve(settings, smtp, lmtp))
    _LOG.info("stopped", finished=finished)
    if not finished:
        os._exit(0)  # a commit hangs in the database; nothing in it was promised to anyone


async def _serve(settings: Settings, smtp: list[socket.socket], lmtp: list[socket.socket]) -> bool:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    ledger = Ledger(open_store(settings.database))
    receiver = await start(settings, ledger, smtp, lmtp)
    _LOG.info("listening", smtp=settings.smtp_listen, lmtp=settings.lmtp_listen)
    gc.collect()
    gc.freeze()  # what the imports made stays; looking through it again and again costs sessions their time
    await stop.wait()
    return await receiver.stop()
