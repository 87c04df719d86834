"""The one way of addressing a mail to a person: answers of the acts and mails of the clock alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Literal

from mailer.message import compose, thread
from mailer.message.address import Address
from mailer.message.compose import Attachment
from mailer.message.parse import Message
from mailer.settings import Settings
from mailer.store.outbox import Post
from mailer.store.people import Person
from mailer.words import Worded

NAME = "Nextround"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a mail is written: what fixes its Message-ID, and where it belongs."""

    cause: str  # inbox:12 or reminder:7
    at: datetime  # fixed for this cause, so that a repeat gets the same Message-ID
    now: datetime
    answered: Message | None = None  # None: nobody asked; the mail then says how to stop such mails
    parent: str = ""  # Message-ID to thread under, where no mail is answered


def post(
    settings: Settings, person: Person, occasion: Occasion, kind: str, worded: Worded, files: tuple[Attachment, ...] = ()
) -> Post:
    """Address a worded mail and fix its bytes."""
    message = occasion.answered
    message_id = own_message_id(settings, occasion.cause, kind, occasion.at)
    letter = compose.Letter(
        sender=Address(NAME, settings.address),
        to=Address(person.name or "", person.address),
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        message_id=message_id,
        date=occasion.now,
        in_reply_to=message.message_id if message else occasion.parent,
        references=thread.references_for(message) if message else ((occasion.parent,) if occasion.parent else ()),
        auto_submitted=_submitted(message),
        headers=() if message else (("List-Unsubscribe", f"<mailto:{stop_address(settings)}?subject=stop>"),),
        attachments=files,
        parent_thread_index=(message.header("thread-index") or "") if message else "",
    )
    return Post(
        cause=occasion.cause,
        kind=kind,
        person=person.id,
        sender=bounce_address(settings),
        recipient=person.address,
        message_id=message_id,
        raw=compose.compose(letter),
    )


def _submitted(message: Message | None) -> Literal["auto-replied", "auto-generated"]:
    return "auto-replied" if message else "auto-generated"


def own_message_id(settings: Settings, cause: str, kind: str, at: datetime) -> str:
    """Return the Message-ID for what follows from this cause: the same each time, so a repeat can be folded."""
    digest = blake2b(f"{cause} {kind} {at.isoformat()}".encode(), digest_size=12).hexdigest()
    return f"<{kind}.{digest}@{settings.domain}>"


def bounce_address(settings: Settings) -> str:
    """Return the envelope sender of our mail: bounces come back to us, and not as a person's mail."""
    return f"{settings.mailbox}+bounce@{settings.domain}"


def stop_address(settings: Settings) -> str:
    """Return where a mail program writes to when its reader presses "unsubscribe" (RFC 2369 §3.2)."""
    return f"{settings.mailbox}+stop@{settings.domain}"
