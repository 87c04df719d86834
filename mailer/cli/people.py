"""`nextround people`: who may write."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated
from zoneinfo import available_timezones

import typer

from mailer import clock, keys, posting
from mailer.errors import BadSetting
from mailer.message.address import canonical
from mailer.settings import SignUp, load
from mailer.store import people
from mailer.store.database import Store, open_store

commands = typer.Typer(no_args_is_help=True, add_completion=False)


@commands.command()
def add(
    address: Annotated[str, typer.Argument(help="the address that the person writes from")],
    name: Annotated[str, typer.Option(help="what to call them")] = "",
    zone: Annotated[str, typer.Option(help="their time zone, as Europe/Paris; empty: the host's")] = "",
) -> None:
    """Sign somebody up."""
    settings = load()
    if "@" not in address:
        raise BadSetting(f"{address}: not a mail address")
    if zone and zone not in available_timezones():
        raise BadSetting(f"{zone}: no such time zone; use a name such as Europe/Paris")
    store = open_store(*settings.place)
    with store.writing() as db:
        people.add(db, canonical(address), name or None, zone or settings.zone, clock.now(), zone_told=bool(zone))
    typer.echo(f"{address} may write to {settings.address}")


@commands.command("list")
def list_() -> None:
    """List everybody."""
    store = open_store(*load().place)
    for person in people.everyone(store.reading):
        typer.echo(f"{person.address}\t{person.state}\t{person.zone.key}\tsince {person.joined:%Y-%m-%d}")


@commands.command()
def invite(
    days: Annotated[int, typer.Option(help="how long the address is good", min=1, max=365)] = 14,
) -> None:
    """Print an address that lets whoever writes to it sign up (with NEXTROUND_SIGN_UP=invite)."""
    settings = load()
    keys.make(settings)
    now = clock.now()
    number = secrets.randbelow(2**32)
    typer.echo(posting.invitation_address(settings, number, now.date() + timedelta(days=days)))
    if settings.sign_up is not SignUp.INVITE:
        typer.echo(f"sign-up is {settings.sign_up.value}: set NEXTROUND_SIGN_UP=invite", err=True)


@commands.command()
def address(
    of: Annotated[str, typer.Argument(help="the address that the person writes from")],
) -> None:
    """Print a person's own address for calendar invitations and forwarding filters."""
    settings = load()
    person = people.by_address(open_store(*settings.place).reading, canonical(of))
    if person is None:
        raise BadSetting(f"{of}: nobody of that address may write; nextround people add")
    keys.make(settings)
    typer.echo(posting.private_address(settings, person))


@commands.command()
def also(
    of: Annotated[str, typer.Argument(help="the address on file")],
    other: Annotated[str, typer.Argument(help="another address that the same person writes from")],
) -> None:
    """Let a person write from another address, too; answers still go to the first."""
    store = open_store(*load().place)
    person = _free(store, of, other)
    with store.writing() as db:
        people.also(db, person, canonical(other), clock.now())
    typer.echo(f"{other} counts as {of}")


@commands.command()
def move(
    of: Annotated[str, typer.Argument(help="the address on file")],
    to: Annotated[str, typer.Argument(help="the address to write to from now on")],
) -> None:
    """Write to a person at another address, when the old one is lost. Make sure who asks: it is all they ever told."""
    store = open_store(*load().place)
    person = _free(store, of, to, own=True)
    with store.writing() as db:
        people.move(db, person, canonical(to))
    typer.echo(f"{of} is now {to}")


def _free(store: Store, of: str, address: str, *, own: bool = False) -> int:
    """Return the person's id. Raises BadSetting where there is none, or the other address is somebody else's."""
    person = people.by_address(store.reading, canonical(of))
    if person is None:
        raise BadSetting(f"{of}: nobody of that address may write; nextround people add")
    taken = people.by_address(store.reading, canonical(address))
    if "@" not in address or (taken is not None and not (own and taken.id == person.id)):
        raise BadSetting(f"{address}: not an address, or somebody's already")
    return person.id
