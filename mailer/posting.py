"""The one way of addressing a mail to a person: answers of the acts and mails of the clock alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Literal

from mailer import keys
from mailer.message import compose, thread
from mailer.message.address import Address
from mailer.message.compose import Attachment
from mailer.message.parse import Message
from mailer.settings import Settings
from mailer.store.outbox import Post
from mailer.store.people import Person
from mailer.trust import tokens
from mailer.trust.tokens import Token, Use
from mailer.words import Worded

NAME = "Nextround"
REPLY_GOOD_FOR = timedelta(days=60)  # an answer that comes later is believed by its sender's domain, as any mail
CONFIRM_GOOD_FOR = timedelta(days=14)  # shorter than raw mail is kept
NOBODY = 0  # no person has this id
THREAD = 6  # bytes


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a mail is written: what fixes its Message-ID, and where it belongs."""

    cause: str  # inbox:12 or reminder:7
    at: datetime  # fixed for this cause, so that a repeat gets the same Message-ID
    now: datetime
    answered: Message | None = None  # None: nobody asked; the mail then says how to stop such mails
    follows: tuple[str, ...] = ()  # Message-IDs to thread under, oldest first, where no mail is answered


def post(
    settings: Settings,
    person: Person,
    occasion: Occasion,
    kind: str,
    worded: Worded,
    files: tuple[Attachment, ...] = (),
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
        in_reply_to=message.message_id if message else "".join(occasion.follows[-1:]),
        references=thread.references_for(message) if message else occasion.follows,
        auto_submitted=_submitted(message),
        headers=() if message else (("List-Unsubscribe", f"<mailto:{stop_address(settings, person)}?subject=stop>"),),
        attachments=files,
        reply_to=Address(NAME, reply_address(settings, person, message_id, occasion.at)),
        parent_thread_index=(message.header("thread-index") or "") if message else "",
    )
    return Post(
        cause=occasion.cause,
        kind=kind,
        person=person.id,
        sender=bounce_address(settings, person, message_id),
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


def reply_address(settings: Settings, person: Person, message_id: str, at: datetime) -> str:
    """Return where an answer to this mail goes: it tells who answers what, whatever mail program is used."""
    expires = at.date() + REPLY_GOOD_FOR
    return _tagged(settings, Token(Use.REPLY, person.id, _thread(message_id), expires))


def private_address(settings: Settings, person: Person) -> str:
    """Return the person's own address: for calendars, recruiters and forwarding filters."""
    return _tagged(settings, Token(Use.PRIVATE, person.id))


def bounce_address(settings: Settings, person: Person, message_id: str) -> str:
    """Return the envelope sender of this mail: what comes back tells by its address which mail it was."""
    return _tagged(settings, Token(Use.BOUNCE, person.id, _thread(message_id)))


def stop_address(settings: Settings, person: Person) -> str:
    """Return where a mail program writes to when its reader presses "unsubscribe" (RFC 2369 §3.2)."""
    return _tagged(settings, Token(Use.STOP, person.id))


def invitation_address(settings: Settings, number: int, expires: date) -> str:
    """Return an address that lets whoever writes to it sign up, until that day."""
    return _tagged(settings, Token(Use.INVITE, number, expires=expires))


def confirming_address(settings: Settings, row: int, today: date) -> str:
    """Return where an answer to our question about a mail goes."""
    return _tagged(settings, Token(Use.CONFIRM, row, expires=today + CONFIRM_GOOD_FOR))


def question(settings: Settings, address: str, answer_to: str, occasion: Occasion, worded: Worded) -> Post:
    """Address a question to somebody who is not signed up."""
    message, kind = occasion.answered, "confirm"
    message_id = own_message_id(settings, occasion.cause, kind, occasion.at)
    letter = compose.Letter(
        sender=Address(NAME, settings.address),
        to=Address("", address),
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        message_id=message_id,
        date=occasion.now,
        in_reply_to=message.message_id if message else "",
        references=thread.references_for(message) if message else (),
        reply_to=Address(NAME, answer_to),
    )
    sender = _tagged(settings, Token(Use.BOUNCE, NOBODY, _thread(message_id)))
    return Post(occasion.cause, kind, None, sender, address, message_id, compose.compose(letter))


def stops(recipient: str) -> bool:
    """Tell whether a mail was written to the address that ends the mails."""
    tag = tokens.tag_of(recipient)
    return tag == "stop" or (tag.startswith("s-") and tokens.bears(recipient))


def _tagged(settings: Settings, token: Token) -> str:
    return f"{settings.mailbox}+{tokens.tag(keys.token(settings), token)}@{settings.domain}"


def _thread(message_id: str) -> bytes:
    """Return what stands for one of our mails in a token: the beginning of its Message-ID's digest."""
    digest = message_id.partition("@")[0].rpartition(".")[2]
    return bytes.fromhex(digest[: 2 * THREAD])
