"""What the door says to a client: who may be written to, how much, and 250 only for what is committed."""

from __future__ import annotations

from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from mailer import clock, log
from mailer.receive.ledger import Ledger
from mailer.settings import Settings
from mailer.store.inbox import Arrival

_LOG = log.get("receive")


class Door:
    """The handler that aiosmtpd calls; its answers are whole SMTP reply lines."""

    def __init__(self, settings: Settings, ledger: Ledger, protocol: str) -> None:
        self._settings = settings
        self._ledger = ledger
        self._protocol = protocol

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient that is ours. RFC 5321 §4.5.3.1.8: too many recipients is 452, the client tries again."""
        if len(envelope.rcpt_tos) >= self._settings.max_recipients:
            return "452 4.5.3 Too many recipients"
        if not is_ours(address, self._settings):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Commit the mail, then say 250."""
        raw = envelope.original_content or b""
        sender = envelope.mail_from or ""
        arrivals = [
            Arrival(
                received=clock.now(),
                protocol=self._protocol,
                peer=_ip(session.peer),
                helo=session.host_name or "",
                sender="" if sender == "<>" else sender,
                recipient=recipient,
                raw=raw,
            )
            for recipient in envelope.rcpt_tos
        ]
        await self._ledger.accept(arrivals)
        _LOG.info("accepted", bytes=len(raw), recipients=len(arrivals), protocol=self._protocol)
        return "250 2.0.0 Taken and safe"

    async def handle_exception(self, error: Exception) -> str:
        """Unknown trouble is 451, and the error's text stays in the house."""
        _LOG.error("trouble", error=type(error).__name__)
        return "451 4.3.0 Try again later"


def is_ours(address: str, settings: Settings) -> bool:
    """Tell whether mail to this address is for us: the mailbox, with or without +tag, or postmaster (RFC 5321 §4.5.1)."""
    local, _, domain = address.rpartition("@")
    name = local.partition("+")[0].lower()
    return domain.lower() == settings.domain and name in (settings.mailbox, "postmaster")


def _ip(peer: Any) -> str:
    return str(peer[0]) if isinstance(peer, tuple) and peer else "127.0.0.1"
