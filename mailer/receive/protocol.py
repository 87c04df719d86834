"""The commands of SMTP (RFC 5321) and LMTP (RFC 2033); MAIL, RCPT, RSET and NOOP are the library's."""

from __future__ import annotations

from typing import ClassVar

from aiosmtpd.smtp import Envelope

from mailer.receive import content, path, replies
from mailer.receive.conversation import Conversation

_OFFERED = ("250 PIPELINING", "250 8BITMIME", "250 SMTPUTF8", "250 ENHANCEDSTATUSCODES", "250 HELP")


class Smtp(Conversation):
    """One SMTP session."""

    word = "ESMTP"
    greeting: ClassVar[str] = "HELO"  # what a client has to say first

    def _getaddr(self, arg: str) -> path.Parsed:
        return path.parse(arg, super()._getaddr)

    async def check_helo_needed(self, helo: str = "HELO") -> bool:
        """Refuse a command that comes before the greeting."""
        assert self.session is not None
        if self.session.host_name:
            return False
        await self.push(f"503 5.5.1 Send {self.greeting} first")
        return True

    async def smtp_HELO(self, hostname: str | None) -> None:  # noqa: N802 - the library's names
        """Greet an old client (RFC 5321 §4.1.1.1)."""
        if await self._begin(hostname, extended=False):
            await self.push(replies.plain(f"250 {self.hostname}"))

    async def smtp_EHLO(self, hostname: str | None) -> None:  # noqa: N802
        """Greet a client and tell what is offered, in one write."""
        if await self._begin(hostname, extended=True):
            lines = (f"250 {self.hostname}", f"250 SIZE {self._limits.message_bytes}", *_OFFERED)
            offers_tls = self._wire.certificate is not None and not self._encrypted
            await self.push(replies.plain(*lines, *(("250 STARTTLS",) if offers_tls else ())))

    async def _begin(self, hostname: str | None, *, extended: bool) -> bool:
        if not hostname:
            await self.push(replies.NAME_NEEDED)
            return False
        self._forget()
        assert self.session is not None
        self.session.extended_smtp = extended
        self.session.host_name = hostname
        return True

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802
        """Neither confirm nor deny an address (RFC 5321 §3.5.3)."""
        await self.push(replies.CANNOT_VERIFY if arg else replies.ADDRESS_NEEDED)

    async def smtp_HELP(self, arg: str | None) -> None:  # noqa: N802
        """Name the commands (RFC 5321 §4.1.1.8)."""
        await self.push(f"214 2.0.0 {self.greeting} MAIL RCPT DATA RSET NOOP VRFY HELP QUIT")

    async def smtp_QUIT(self, arg: str | None) -> None:  # noqa: N802
        """Say goodbye."""
        if arg:
            await self.push(replies.NO_ARGUMENT)
        else:
            self._close(replies.BYE)

    async def _not_offered(self, arg: str | None) -> None:
        await self.push(replies.NOT_OFFERED)

    smtp_EXPN = smtp_ETRN = smtp_TURN = smtp_ATRN = smtp_AUTH = _not_offered  # noqa: N815

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        """Go over to TLS (RFC 3207)."""
        if self._encrypted:
            await self.push(replies.TLS_ALREADY)
        elif self._wire.certificate is None:
            await self.push(replies.NOT_OFFERED)
        elif arg:
            await self.push(replies.NO_ARGUMENT)
        elif self._reader._buffer:  # type: ignore[attr-defined]
            # What was sent along in clear would be read as if it had come encrypted.
            self._close(replies.TLS_CROWDED)
        else:
            await self.push(replies.TLS_READY)
            self._forget()
            await self._start_tls(self._wire.certificate.context)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        """Read the content in bulk, have it committed, answer."""
        assert self.envelope is not None
        if await self.check_helo_needed():
            return
        if not self.envelope.mail_from:
            await self.push(replies.NO_MAIL_YET)
        elif not self.envelope.rcpt_tos:
            await self.push(replies.NO_RECIPIENTS)
        elif arg:
            await self.push(replies.NO_ARGUMENT)
        else:
            await self._take(self.envelope)

    async def _take(self, envelope: Envelope) -> None:
        self._taking = True
        self._patience.data_since = self.loop.time()
        try:
            await self.push(replies.GO_AHEAD)
            taken = await content.read(self._reader, self._limits, self)
            if isinstance(taken, str):
                answers = [taken] * len(envelope.rcpt_tos)
            else:
                envelope.content = envelope.original_content = taken
                answers = await self._commit(envelope)
            self._forget()
            await self._answer(answers)
        finally:
            self._taking = False
            self._patience.data_since = None
            self.release()

    async def _commit(self, envelope: Envelope) -> list[str]:
        assert self.session is not None
        self._committing = True
        self.release()  # from here on the ledger counts the bytes
        try:
            answers = await self._door.take(self.session, envelope)
        except Exception as error:  # unknown trouble: nothing is promised, the client keeps the mail
            return [self._door.trouble(error)] * len(envelope.rcpt_tos)
        finally:
            self._committing = False
            self._patience.heard = self._patience.progress = self.loop.time()
        self._refused = self._heard = 0
        return answers

    async def _answer(self, answers: list[str]) -> None:
        await self.push(answers[0])

    def _forget(self) -> None:
        """Let go of the mail under way."""
        self.envelope = Envelope()

    def reserve(self, count: int) -> bool:
        """Take room for that many bytes of this session's content; False where there is none."""
        if not self._sessions.reserve(count):
            return False
        self._reserved += count
        return True

    def release(self) -> None:
        """Give the room back."""
        self._sessions.release(self._reserved)
        self._reserved = 0


class Lmtp(Smtp):
    """One LMTP session (RFC 2033): LHLO, and an answer to the content for every recipient."""

    word = "LMTP"
    greeting = "LHLO"

    async def smtp_LHLO(self, hostname: str | None) -> None:  # noqa: N802
        """Greet as EHLO does (RFC 2033 §4.1)."""
        await Smtp.smtp_EHLO(self, hostname)

    async def smtp_HELO(self, hostname: str | None) -> None:  # noqa: N802
        """Refuse: not a command of LMTP (RFC 2033 §4.1)."""
        await self.push(replies.UNKNOWN_COMMAND)

    async def smtp_EHLO(self, hostname: str | None) -> None:  # noqa: N802
        """Refuse likewise."""
        await self.push(replies.UNKNOWN_COMMAND)

    async def _answer(self, answers: list[str]) -> None:
        """One reply for each recipient, in the order of the RCPT commands (RFC 2033 §4.2)."""
        await self.push(b"".join(replies.wire(answer) for answer in answers))
