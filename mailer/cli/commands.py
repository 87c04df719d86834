"""All commands of `nextround`, put together; only the one that is wanted is imported."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import typer

from mailer import __version__
from mailer.errors import NextroundError

_HELP = "Mail what happened in an interview; get back what to do about it, and a thank-you note to send."
# Where each command is, by name, and what the help says about it: as much as is known without importing it.
COMMANDS = {
    "serve": ("roles", "Run everything: receive, work, deliver and schedule; a role that dies is started again."),
    "receive": ("roles", "Take mail in over SMTP and LMTP."),
    "work": ("roles", "Read what came in and word the answers."),
    "deliver": ("roles", "Hand the outbox to the relay, or to the Maildir where none is set."),
    "explain": ("explain", "Say what was understood of each mail and what would be answered."),
    "doctor": ("doctor", "Check settings, database, port, relay and DNS; exit status 1 where something is bad."),
    "demo": ("demo", "Tell the whole story: an interview, the routine, the debrief, the note, and what was learnt."),
    "shelf": ("shelf", "Mail that could not be worked off or delivered."),
    "people": ("people", "Who may write."),
}


def put_together(wanted: str) -> typer.Typer:
    """Return the command line: the wanted command whole, of the others the line that the help shows."""
    app = typer.Typer(
        name="nextround",
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,  # a traceback would show a person's text
    )
    for name, (module, line) in COMMANDS.items():
        _add(app, name, line, import_module(f"mailer.cli.{module}").commands if name == wanted else ())
    app.command("version")(version)
    if wanted not in COMMANDS:
        # `schedule` comes from the scheduler by this door: nothing in mailer imports it.
        for entry in entry_points(group="nextround.commands"):
            app.add_typer(entry.load(), name=entry.name)
    return app


def _add(app: typer.Typer, name: str, line: str, commands: Any) -> None:
    if isinstance(commands, typer.Typer):
        app.add_typer(commands, name=name, help=line)
        return
    app.command(name, help=line)(next((each for each in commands if each.__name__ == name), _elsewhere))


def _elsewhere() -> None:
    """Stand in the help for a command that was not wanted."""
    raise AssertionError("a command that was not wanted has been called")


def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run() -> None:
    """Run the command line; an expected error is one line on standard error and exit status 1."""
    try:
        put_together(sys.argv[1] if len(sys.argv) > 1 else "")()
    except NextroundError as error:
        sys.stderr.write(f"nextround: {error}\n")
        raise SystemExit(1) from None
