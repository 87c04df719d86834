"""What the door says to a client: who may be written to, and 250 only for what is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any, Protocol

from aiosmtpd.smtp import SMTP, Envelope, Session

from mailer import clock, keys, log
from mailer.errors import NoRoom
from mailer.receive import replies
from mailer.receive.sessions import address as ip_address
from mailer.settings import Settings
from mailer.store.inbox import Arrival
from mailer.trust import tokens
from mailer.trust.places import is_inside

_LOG = log.get("receive")
_HELO_LENGTH = 255


class Book(Protocol):
    """Where arrivals are written: the ledger."""

    async def accept(self, arrivals: list[Arrival]) -> None:
        """Return once they are committed; raise where they are not."""


class Door:
    """The handler that the protocol calls; its answers are whole SMTP reply lines."""

    def __init__(self, settings: Settings, book: Book, protocol: str) -> None:
        self._settings = settings
        self._book = book
        self._protocol = protocol
        # For the library, by command; a session is given them ready-made.
        self.hooks: dict[str, Callable[..., Awaitable[Any]]] = {"MAIL": self.handle_MAIL, "RCPT": self.handle_RCPT}

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take any sender, the null sender too: bounces and automatic answers are judged later."""
        if not address.isascii() and not envelope.smtp_utf8:
            return replies.NEEDS_UTF8
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient that is ours. RFC 5321 §4.5.3.1.10: too many recipients is 452, the client tries again."""
        if len(envelope.rcpt_tos) >= self._settings.max_recipients:
            return "452 4.5.3 Too many recipients"
        if address.lower() == "postmaster":
            address = f"postmaster@{self._settings.domain}"
        if not is_ours(address, self._settings):
            return replies.NO_SUCH_MAILBOX
        if envelope.mail_from == "<>" and not tokens.takes_bounces(address):
            return replies.NO_BOUNCES
        if not address.isascii() and not envelope.smtp_utf8:
            return replies.NEEDS_UTF8
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def take(self, session: Session, envelope: Envelope) -> list[str]:
        """Commit the mail, then give one 250 for each recipient; raises what kept the ledger from it."""
        raw = envelope.original_content or b""
        sender = envelope.mail_from or ""
        received = clock.now()
        arrivals = [
            Arrival(
                received=received,
                protocol=self._protocol,
                peer=ip_address(session.peer),
                helo=_storable(session.host_name or ""),
                sender="" if sender == "<>" else sender,
                recipient=recipient,
                raw=raw,
            )
            for recipient in envelope.rcpt_tos
        ]
        if await self._denied(arrivals[0]):
            return [replies.NOT_FROM_THERE] * len(arrivals)
        await self._book.accept(arrivals)
        return ["250 2.0.0 Taken and safe"] * len(arrivals)

    async def _denied(self, arrival: Arrival) -> bool:
        """Tell whether the From domain asks to refuse this mail; look-ups that take too long speak for nobody."""
        settings = self._settings
        if not settings.check_at_door or self._protocol == "lmtp" or is_inside(arrival.peer):
            return False
        if settings.fronts(arrival.peer) or settings.trusts(arrival.peer):
            return False
        # What it needs would slow the start, and most hosts have a front server; loading it must hold up nobody.
        refusing = await asyncio.to_thread(import_module, "mailer.receive.refusing")
        denied: bool = await refusing.denied(settings, arrival)
        return denied

    def trouble(self, error: Exception) -> str:
        """Return the reply to trouble on our side: try later; the error's text stays in the house."""
        _LOG.error("trouble", error=type(error).__name__, cause=type(error.__cause__).__name__)
        return replies.NO_ROOM if isinstance(error, NoRoom) else replies.TROUBLE


def is_ours(address: str, settings: Settings) -> bool:
    """Tell whether mail to this address is for us: the mailbox, with or without +tag, or postmaster (RFC 5321 §4.5.1)."""
    local, _, domain = address.rpartition("@")
    name = local.partition("+")[0].lower()
    if domain.lower() != settings.domain or name not in (settings.mailbox, "postmaster"):
        return False
    # An address that holds a token is one of ours only where we gave it to somebody.
    return not tokens.bears(address) or tokens.read(keys.token(settings), address) is not None


def _storable(text: str) -> str:
    """Return what a client called itself without what a database cannot keep or a log should not see."""
    if text.isascii() and text.isprintable():
        return text[:_HELO_LENGTH]
    clean = text.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "?" for c in clean)[:_HELO_LENGTH]
