"""The role `receive`: listens, and hands every session to the door."""

from __future__ import annotations

import asyncio
import signal

import uvloop
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

from mailer import log
from mailer.receive.door import Door
from mailer.receive.ledger import Ledger
from mailer.settings import Settings
from mailer.store.database import open_store

_LOG = log.get("receive")


def run(settings: Settings) -> None:
    """Serve until SIGTERM."""
    uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    ledger = Ledger(open_store(settings.database))
    servers = []
    if settings.smtp_listen:
        host, port = settings.smtp_listen.rsplit(":", 1)
        door = Door(settings, ledger, "smtp")
        servers.append(await loop.create_server(lambda: SMTP(door, **_options(settings)), host, int(port)))
    if settings.lmtp_listen:
        host, port = settings.lmtp_listen.rsplit(":", 1)
        lmtp_door = Door(settings, ledger, "lmtp")
        servers.append(await loop.create_server(lambda: LMTP(lmtp_door, **_options(settings)), host, int(port)))
    _LOG.info("listening", smtp=settings.smtp_listen, lmtp=settings.lmtp_listen)
    await stop.wait()
    for server in servers:
        server.close()
    ledger.close()


def _options(settings: Settings) -> dict[str, object]:
    return {
        "hostname": settings.helo_name,
        "ident": "Nextround",
        "data_size_limit": settings.max_message_bytes,
        "enable_SMTPUTF8": True,
        "timeout": settings.session_timeout,
        "loop": asyncio.get_running_loop(),
    }
