"""All commands of `nextround`, put together."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import typer

from mailer import __version__
from mailer.cli import demo, doctor, explain, people, roles, shelf
from mailer.errors import NextroundError

app = typer.Typer(
    name="nextround",
    help="Mail what happened in an interview; get back what to do about it, and a thank-you note to send.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a traceback would show a person's text
)
for module in (roles, explain, doctor, demo):
    for command in module.commands:
        app.command()(command)
app.add_typer(shelf.commands, name="shelf", help="Mail that could not be worked off or delivered.")
app.add_typer(people.commands, name="people", help="Who may write.")
# `schedule` comes from the scheduler by this door: nothing in mailer imports it.
for entry in entry_points(group="nextround.commands"):
    app.add_typer(entry.load(), name=entry.name)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run() -> None:
    """Run the command line; an expected error is one line on standard error and exit status 1."""
    try:
        app()
    except NextroundError as error:
        sys.stderr.write(f"nextround: {error}\n")
        raise SystemExit(1) from None
