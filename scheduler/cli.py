"""`nextround schedule`: the clock as commands; reaches the command line through a packaging entry point."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from mailer import clock
from mailer.errors import BadSetting

commands = typer.Typer(no_args_is_help=True, add_completion=False, help="What is sent because time passed.")
if TYPE_CHECKING:
    from mailer.settings import Settings

_NOW = Annotated[str, typer.Option(help="the present, ISO 8601; default: now")]


@commands.callback()
def _group() -> None:
    """What is sent because time passed."""


@commands.command()
def run() -> None:
    """Run the role: send each reminder when it is due."""
    from scheduler import role

    role.run(_settings())


@commands.command()
def tick(now: _NOW = "") -> None:
    """Queue once all that is due now, or was due at another time."""
    from mailer.app import open_app
    from scheduler import follow_ups, reminders

    app, at = open_app(_settings()), instant(now)
    done = reminders.tick(app, "tick", at)
    asked = follow_ups.tick(app, "tick", at)
    typer.echo(f"{done} reminders were due" + (f", and {asked} follow-ups" if asked else ""))


@commands.command()
def upcoming(
    limit: Annotated[int, typer.Option(help="how many")] = 20,
) -> None:
    """List what is to be sent next: when, which mail, for which person and interview, by number. No names, no text."""
    from mailer.store import reminders
    from mailer.store.database import open_store

    rows = reminders.upcoming(open_store(*_settings().place).reading, limit)
    for row in rows:
        typer.echo(f"{row.due:%Y-%m-%d %H:%M} UTC\t{row.phase.value}\tperson:{row.person}\tinterview:{row.interview}")
    if not rows:
        typer.echo("Nothing is to be sent.")


def _settings() -> Settings:
    """Read the settings here: the help of the whole command line loads this module, and should not wait for them."""
    from mailer import log
    from mailer.settings import load

    settings = load()
    log.configure(settings.log_level)
    return settings


def instant(text: str) -> datetime:
    """Return the instant a person typed, UTC where it has no offset; the present where it is empty."""
    if not text:
        return clock.now()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"--now {text}: use ISO 8601, as 2026-11-23T19:00:00+01:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
