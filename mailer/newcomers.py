"""Whoever writes for the first time: signed up, and welcomed in two lines below their first answer."""

from __future__ import annotations

from datetime import datetime

from mailer import posting, zones
from mailer.app import App
from mailer.message.address import canonical
from mailer.message.parse import Message
from mailer.store import people
from mailer.store.people import Person
from mailer.words import Worded


def sign_up(app: App, message: Message, address: str, now: datetime, zone: str | None = None) -> Person:
    """Sign a newcomer up, in the zone that was told, else that of their mail's offset where it is not the host's."""
    named = [message.from_, *message.to, *message.cc]
    name = next((who.name for who in named if who is not None and canonical(who.email) == address), "")
    wrote = message.from_ is not None and canonical(message.from_.email) == address
    lives = zone or (zones.likely(app.settings.zoneinfo, message.date) if wrote else app.settings.zone)
    with app.store.writing() as db:
        return people.get(db, people.add(db, address, name or None, lives, now, zone_told=zone is not None))


def welcomed(app: App, person: Person, worded: Worded) -> Worded:
    """Return a newcomer's first answer with the welcome below it."""
    own = posting.private_address(app.settings, person)
    return worded.above(app.words.word("welcome", address=own, person=person.address))
