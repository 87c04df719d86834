"""The long-running commands: `serve` starts and watches the roles; each can also be run alone."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from mailer import log
from mailer.roles import CONFIG, WATCHED, main
from mailer.settings import Settings, load

DRAIN_SECONDS = 20.0
PATIENCE = 5.0  # seconds for the receiver to listen before the others start all the same
FIRST_BACK_OFF, LAST_BACK_OFF = 0.5, 30.0
HEALTHY_SECONDS = 5.0  # a role that lived longer was working: whatever killed it, it is started again at once
_LOG = log.get("serve")


def serve() -> None:
    """Run everything: receive, work, deliver and schedule; a role that dies is started again."""
    settings = _settings()
    status = asyncio.run(_serve(settings))
    if status:
        raise SystemExit(status)


def receive() -> None:
    """Take mail in over SMTP and LMTP."""
    settings = _settings()
    from mailer.receive import role

    role.run(settings)


def work() -> None:
    """Read what came in and word the answers."""
    settings = _settings()
    from mailer import work

    work.run(settings)


def deliver() -> None:
    """Hand the outbox to the relay, or to the Maildir where none is set."""
    settings = _settings()
    from mailer.deliver import role

    role.run(settings)


commands = (serve, receive, work, deliver)


def _settings() -> Settings:
    settings = load()
    log.configure(settings.log_level)
    return settings


async def _serve(settings: Settings) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    listening = asyncio.Event()
    watchers = [asyncio.create_task(_watch("receive", stop, listening))]
    # Clients wait for this one; the others, loading beside it, would double the time it takes.
    await _first(asyncio.wait_for(listening.wait(), PATIENCE), stop.wait())
    others = [*["work"] * settings.workers, "deliver", "schedule"]
    watchers += [asyncio.create_task(_watch(name, stop)) for name in others]
    await stop.wait()
    await asyncio.gather(*watchers)
    _LOG.info("stopped")
    return max(watcher.result() for watcher in watchers)


async def _first(*waits: Coroutine[Any, Any, Any]) -> None:
    """Return when the first of them is through, however it went; the others are given up."""
    tasks = [asyncio.ensure_future(each) for each in waits]
    _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(name: str, stop: asyncio.Event, ready: asyncio.Event | None = None) -> int:
    """Keep one role running until `stop`; one that dies at once is started again ever more slowly.

    Sets `ready` when the role says that it is at work, or is gone before it could.
    Returns 0, or EX_CONFIG where the role cannot start as it is set: then everything stops.
    """
    back_off = FIRST_BACK_OFF
    while not stop.is_set():
        # By module, not through the command line: a role starts in half the time without the other commands.
        module = ["scheduler"] if name == "schedule" else ["mailer.cli.roles", name]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *module, WATCHED, stdin=PIPE, stdout=PIPE if ready else None, start_new_session=True
        )
        _LOG.info("started", role_name=name, pid=process.pid)
        began = asyncio.get_running_loop().time()
        if ready and process.stdout:
            await _first(process.stdout.readline(), stop.wait())
            ready.set()
        await _first(process.wait(), stop.wait())
        if stop.is_set():
            await _drain(process, name)
            return 0
        lived = asyncio.get_running_loop().time() - began
        if process.returncode == CONFIG and back_off == FIRST_BACK_OFF:
            # It said on standard error what is wrong, and would say it again.
            stop.set()
            return CONFIG
        back_off = FIRST_BACK_OFF if lived > HEALTHY_SECONDS else min(back_off * 2, LAST_BACK_OFF)
        _LOG.error("died", role_name=name, status=process.returncode, again_in=back_off)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), back_off)
    return 0


async def _drain(process: asyncio.subprocess.Process, name: str) -> None:
    """Ask a role to finish what it has in hand; insist after a while."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), DRAIN_SECONDS)
    except TimeoutError:
        _LOG.error("killed", role_name=name)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def start(name: str) -> None:
    """Run a role by its name, without the rest of the command line."""
    main({command.__name__: command for command in commands}[name], sys.argv)


if __name__ == "__main__":
    start(sys.argv[1])
