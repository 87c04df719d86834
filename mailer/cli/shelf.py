"""`nextround shelf`: mail that failed too often is kept here until the host looks at it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mailer import clock
from mailer.settings import load
from mailer.store import inbox, outbox
from mailer.store.database import open_store

commands = typer.Typer(no_args_is_help=True, add_completion=False)
_ROW = Annotated[str, typer.Argument(help="a row as the list names it: in:12 or out:7")]


@commands.command("list")
def list_() -> None:
    """List what is on the shelf: row, since when, tries, trouble. No text and no whole address."""
    db = open_store(*load().place).reading
    rows = [(f"in:{r.id}", r.received, r.attempts, r.trouble) for r in inbox.shelved(db)]
    rows += [(f"out:{r.id}", r.made, r.attempts, r.trouble) for r in outbox.shelved(db)]
    for name, since, attempts, trouble in rows:
        typer.echo(f"{name}\t{since:%Y-%m-%d %H:%M} UTC\t{attempts} tries\t{trouble or ''}")
    if not rows:
        typer.echo("The shelf is empty.")


@commands.command()
def show(row: _ROW) -> None:
    """Write the mail's bytes to standard output. This is somebody's private text."""
    queue, id = _parse(row)
    db = open_store(*load().place).reading
    try:
        raw = inbox.get(db, id).raw if queue == "in" else outbox.get(db, id).raw
    except KeyError:
        raise typer.BadParameter(f"there is no {row}") from None
    sys.stdout.buffer.write(raw)


@commands.command()
def retry(row: _ROW) -> None:
    """Put a row back into its queue."""
    queue, id = _parse(row)
    store = open_store(*load().place)
    with store.writing() as db:
        done = (inbox if queue == "in" else outbox).retry(db, id, clock.now())
    if not done:
        raise typer.BadParameter(f"{row} is not on the shelf")
    typer.echo(f"{row} is back in its queue")


def _parse(row: str) -> tuple[str, int]:
    queue, _, number = row.partition(":")
    if queue not in ("in", "out") or not number.isdigit():
        raise typer.BadParameter("name a row as in:12 or out:7")
    return queue, int(number)
