"""The role `receive`: listens, and stops without breaking a promise."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvloop

from mailer import keys, log, roles
from mailer.receive.door import Door
from mailer.receive.ledger import Ledger
from mailer.receive.limits import Limits
from mailer.receive.listen import open_sockets
from mailer.receive.protocol import Lmtp, Smtp
from mailer.receive.sessions import Sessions
from mailer.receive.wire import HANDSHAKE_SECONDS, Certificate, Wire, certificate
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
    watching: asyncio.Task[None] | None = None  # of the certificate

    async def stop(self, patience: float = PATIENCE, insist: float = INSIST) -> bool:
        """Stop listening, let running commits be answered, send everyone home; False where a commit hangs."""
        for server in self.servers:
            server.close()
        if self.watching is not None:
            self.watching.cancel()
        await self.sessions.close(patience, insist)
        return await asyncio.to_thread(self.ledger.close, LAST)


async def start(
    settings: Settings,
    ledger: Ledger,
    smtp: list[socket.socket],
    lmtp: list[socket.socket],
    limits: Limits | None = None,
    tls: list[socket.socket] | None = None,
) -> Receiver:
    """Answer on these sockets."""
    loop = asyncio.get_running_loop()
    limits = limits or Limits.of(settings)
    sessions = Sessions(limits, lambda: ledger.waiting_bytes)
    ledger.connected = lambda: len(sessions)
    servers = []
    own = certificate(settings)
    wire = Wire.of(settings, own)
    for listeners, kind, name, implicit in (
        (smtp, Smtp, "smtp", None),
        (lmtp, Lmtp, "lmtp", None),
        (tls or [], Smtp, "smtp", own),
    ):
        door = Door(settings, ledger, name)
        # With TLS from the first byte there is no place for a PROXY header; LMTP is spoken within the house.
        about = wire if implicit is None and kind is Smtp else Wire()
        for listener in listeners:

            def session(kind: type[Smtp] = kind, door: Door = door, about: Wire = about) -> Smtp:
                return kind(door, sessions, limits, settings.helo_name, about)

            servers.append(await _listen(loop, session, listener, implicit))
    return Receiver(servers, sessions, ledger, asyncio.create_task(own.watch()) if own is not None else None)


async def _listen(
    loop: asyncio.AbstractEventLoop, session: Callable[[], Smtp], listener: socket.socket, own: Certificate | None
) -> asyncio.Server:
    if listener.family == socket.AF_UNIX:
        return await loop.create_unix_server(session, sock=listener)
    if own is None:
        return await loop.create_server(session, sock=listener)
    return await loop.create_server(session, sock=listener, ssl=own.context, ssl_handshake_timeout=HANDSHAKE_SECONDS)


def run(settings: Settings) -> None:
    """Serve until SIGTERM."""
    smtp = open_sockets(settings.smtp_listen, "smtp_listen")
    lmtp = open_sockets(settings.lmtp_listen, "lmtp_listen")
    tls = open_sockets(settings.tls_listen, "tls_listen")
    keys.make(settings)
    finished = uvloop.run(_serve(settings, smtp, lmtp, tls))
    _LOG.info("stopped", finished=finished)
    if not finished:
        os._exit(0)  # a commit hangs in the database; nothing in it was promised to anyone


async def _serve(
    settings: Settings, smtp: list[socket.socket], lmtp: list[socket.socket], tls: list[socket.socket]
) -> bool:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    ledger = Ledger(open_store(*settings.place))
    receiver = await start(settings, ledger, smtp, lmtp, tls=tls)
    roles.ready()
    _LOG.info("listening", smtp=settings.smtp_listen, lmtp=settings.lmtp_listen)
    gc.collect()
    gc.freeze()  # what the imports made stays; looking through it again and again costs sessions their time
    await stop.wait()
    return await receiver.stop()
