"""The role `deliver`: hands the outbox to the relay, or to the Maildir where none is set, until SIGTERM.

At least once: a mail leaves the outbox only when the relay said 250 and that is noted.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
from datetime import timedelta

import uvloop

from mailer import clock, log
from mailer.deliver.courier import Courier
from mailer.deliver.maildir import Maildir
from mailer.deliver.notes import Holder
from mailer.deliver.relay import Carrier, Relay
from mailer.settings import Settings
from mailer.store.database import open_store

_LOG = log.get("deliver")


def run(settings: Settings) -> None:
    """Deliver until SIGTERM; what is under way is finished first."""
    uvloop.run(_deliver(settings))


def carrier(settings: Settings) -> Carrier:
    """Return the way out that the settings name. Raises BadSetting."""
    return Relay(settings) if settings.relay_host else Maildir(settings.maildir)


async def _deliver(settings: Settings) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    way = carrier(settings)
    store = open_store(*settings.place)
    # Not the process's number alone: in a container each start gets the same one.
    holder = Holder(f"deliver-{os.getpid()}-{secrets.token_hex(4)}", timedelta(seconds=settings.lease_seconds))
    _LOG.info("ready", relay=bool(settings.relay_host))
    try:
        await Courier(store, way, holder, clock.now, random.random).run(stop)
    finally:
        store.close()
