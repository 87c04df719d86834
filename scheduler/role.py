"""The role `schedule`: APScheduler as the clock, and nothing else."""

from __future__ import annotations

import asyncio
import signal

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from mailer import log
from mailer.settings import Settings

_LOG = log.get("schedule")


def run(settings: Settings) -> None:
    """Keep the time until SIGTERM."""
    asyncio.run(_run())


async def _run() -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    clock = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    clock.start()
    _LOG.info("ready")
    await stop.wait()
    clock.shutdown(wait=False)
