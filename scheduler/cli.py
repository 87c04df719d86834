"""`nextround schedule`: the clock as commands; reaches the command line through a packaging entry point."""

from __future__ import annotations

import typer

from mailer import log
from mailer.settings import load

commands = typer.Typer(no_args_is_help=True, add_completion=False, help="What is sent because time passed.")


@commands.callback()
def _group() -> None:
    """What is sent because time passed."""


@commands.command()
def run() -> None:
    """Run the role: send each reminder when it is due."""
    settings = load()
    log.configure(settings.log_level)
    from scheduler import role

    role.run(settings)
