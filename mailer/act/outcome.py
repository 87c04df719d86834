"""What an act hands to `work`: answers in words, and what to write when they are committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from mailer.app import App
from mailer.intent import Intent
from mailer.message.body import Body
from mailer.message.compose import Attachment
from mailer.message.parse import Message
from mailer.store import inbox
from mailer.store.people import Person
from mailer.words import Worded


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to be acted on, with all that is known of it."""

    row: inbox.Row
    message: Message
    body: Body
    person: Person
    answers: str | None  # the kind of our mail that it answers
    about: Mapping[str, int]  # debrief, interview: what that mail was about
    now: datetime
    by_person: bool = True  # False: an invitation that somebody else sent for them
    several: tuple[tuple[Intent, str], ...] = ()  # the several things it asks for, where it does

    @property
    def written(self) -> datetime:
        """When it was written: its Date header where that is plausible, else when it came; aware."""
        date = self.message.date
        if date is None or abs((date - self.row.received).total_seconds()) > 14 * 86_400:
            return self.row.received
        return date


@dataclass(frozen=True, slots=True)
class Answer:
    """One mail to the person, in words."""

    kind: str  # the folder under templates/mail
    worded: Worded
    attachments: tuple[Attachment, ...] = ()
    due: datetime | None = None  # None: at once
    last: bool = False  # the person is being forgotten: nothing of them may hang on the mail


def nothing(db: sqlite3.Connection) -> dict[str, int]:
    """Write nothing."""
    return {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be answered and written because of a mail."""

    answers: tuple[Answer, ...] = ()
    # Runs inside the transaction that also marks the mail done; returns the ids that an answer to us will be about.
    write: Callable[[sqlite3.Connection], Mapping[str, int]] = nothing
    ask: str | None = None  # what is asked back, and why
    told: Mapping[str, Any] = field(default_factory=dict)  # for `nextround explain`: debriefs, interviews, outcome


class Act(Protocol):
    """One file of this room: loads and thinks outside any transaction."""

    def __call__(self, app: App, mail: Mail) -> Outcome:
        """Return what is to be done about `mail`; may raise TryLater or GiveUp."""
        ...
