"""The role `schedule`: APScheduler as the clock, and nothing else. What is due stands in the database."""

from __future__ import annotations

import asyncio
import os
import signal

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from mailer import clock, log
from mailer.app import App, open_app
from mailer.settings import Settings
from scheduler import chores, follow_ups, reminders

_LOG = log.get("schedule")
TICK_SECONDS = 5
CHORES_SECONDS = 3600


def run(settings: Settings) -> None:
    """Keep the time until SIGTERM; what is in hand is finished first."""
    asyncio.run(_run(open_app(settings)))


async def _run(app: App) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    # None: the library's default drops a job that is late by a second.
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    timer = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)  # type: ignore[no-untyped-call]
    now = clock.now()
    timer.add_job(_tick, "interval", seconds=TICK_SECONDS, args=[app, f"schedule-{os.getpid()}"], next_run_time=now)  # type: ignore[no-untyped-call]
    timer.add_job(_chores, "interval", seconds=CHORES_SECONDS, args=[app], next_run_time=now)  # type: ignore[no-untyped-call]
    timer.start()  # type: ignore[no-untyped-call]
    _LOG.info("ready")
    await stop.wait()
    timer.shutdown(wait=False)  # type: ignore[no-untyped-call]


async def _tick(app: App, holder: str) -> None:
    """One look at what is due. It holds the loop until it is done, so a shutdown never cuts it short."""
    try:
        reminders.tick(app, holder, clock.now())
        follow_ups.tick(app, holder, clock.now())
    except Exception as error:  # the rows are kept and fall due again when their lease ends
        _LOG.error("put off", trouble=type(error).__name__)


async def _chores(app: App) -> None:
    try:
        chores.run(app, clock.now())
    except Exception as error:  # done again in an hour
        _LOG.error("chores failed", trouble=type(error).__name__)
