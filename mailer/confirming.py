"""One question before an address is believed: a newcomer's that is weakly shown, or a person's further one.

Nothing is asked of an address that anybody may have put into a mail: SPF spoke for it, or it came to an invitation of
the host's. A question about a further address goes to the address on file. Whoever answers has read the mail there.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailer import posting
from mailer.app import App
from mailer.message.parse import Message
from mailer.store import confirmations, inbox, people
from mailer.store.confirmations import Confirmation
from mailer.store.outbox import Post
from mailer.store.people import Person
from mailer.words import Worded

AGAIN = timedelta(days=30)  # the same address is asked once in that time
STRANGERS_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be sent, and what to write with it."""

    posts: tuple[Post, ...]
    row: int
    address: str
    person: int | None
    now: datetime

    def write(self, db: sqlite3.Connection) -> dict[str, int]:
        """Keep what was asked."""
        confirmations.ask(db, self.row, self.address, self.person, self.now)
        return {}


def newcomer(app: App, row: inbox.Row, message: Message, address: str, now: datetime) -> Asked:
    """Ask somebody new whether a mail is theirs; the second mail that waits asks nothing."""
    posts: tuple[Post, ...] = ()
    if not confirmations.asked_since(app.store.reading, address, now - AGAIN):
        to = posting.confirming_address(app.settings, row.id, now.date())
        worded = app.words.word("confirm", subject=message.subject, person=address, address=to)
        occasion = posting.Occasion(f"inbox:{row.id}", row.received, now, answered=message)
        posts = (posting.question(app.settings, address, to, occasion, worded),)
    return Asked(posts, row.id, address, None, now)


def further(
    app: App, row: inbox.Row, person: Person, address: str, now: datetime, worded: Worded
) -> tuple[Worded, Asked]:
    """Return an answer with the question below it whether mail from another address is this person's, too."""
    to = posting.confirming_address(app.settings, row.id, now.date())
    asked = app.words.word("further", other=address, address=to)
    return worded.above(asked), Asked((), row.id, address, person.id, now)


def may_ask(app: App, address: str, now: datetime) -> bool:
    """Tell whether an address was not asked about lately."""
    return not confirmations.asked_since(app.store.reading, address, now - AGAIN)


def crowded(app: App, now: datetime) -> bool:
    """Tell whether enough strangers were asked in the last hour."""
    return confirmations.strangers_since(app.store.reading, now - timedelta(hours=1)) >= STRANGERS_AN_HOUR


def confirm(db: sqlite3.Connection, found: Confirmation, now: datetime) -> dict[str, int]:
    """Let the mails of a newcomer be acted on, or a person write from the further address, too."""
    confirmations.confirm(db, found, now)
    if found.person is not None:
        people.also(db, found.person, found.address, now)
    return {}
