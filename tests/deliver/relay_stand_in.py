"""A relay for tests: a real aiosmtpd server on loopback that answers by script and remembers what it took."""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop"  # instead of an answer: hang up


@dataclass
class StandIn:
    """What the relay says, and what it was told. Answers are used up, then it says 250."""

    sender: deque[str] = field(default_factory=deque)
    recipient: defaultdict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    content: deque[str] = field(default_factory=deque)
    after_data: deque[str] = field(default_factory=deque)  # DROP: hang up where the text should come
    greeting_room: int = 100  # connections at a time; one more hears 421
    hold: dict[str, asyncio.Event] = field(default_factory=dict)  # domain: RCPT is answered once the event is set
    logins: dict[bytes, bytes] = field(default_factory=dict)
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # every recipient named
    secured: list[bool] = field(default_factory=list)  # for each mail: over TLS?
    connections: int = 0
    open: set[SMTP] = field(default_factory=set)
    port: int = 0

    def count(self, recipient: str) -> int:
        """Return how often this recipient got a mail."""
        return sum(1 for name, _ in self.mails if name == recipient)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender.popleft()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        self.options.append(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.asked.append(address)
        if (event := self.hold.get(address.rpartition("@")[2])) is not None:
            await event.wait()
        if self.recipient[address]:
            return self.recipient[address].popleft()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.content.popleft() if self.content else "250 2.0.0 OK"
        if answer == DROP:
            assert server.transport is not None
            server.transport.close()
        elif answer.startswith("250"):
            assert isinstance(envelope.original_content, bytes)
            self.mails += [(recipient, envelope.original_content) for recipient in envelope.rcpt_tos]
            self.senders.append(envelope.mail_from or "")
            self.secured.append(session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None)
        return answer

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and self.logins.get(data.login) == data.password
        return AuthResult(success=known, handled=False)


class Conversation(SMTP):
    """One connection, which can hang up at chosen points."""

    def __init__(self, stand_in: StandIn, **options: Any) -> None:
        super().__init__(stand_in, hostname="relay.example", loop=asyncio.get_running_loop(), **options)
        self._stand_in = stand_in

    def connection_made(self, transport: Any) -> None:
        if self._original_transport is None:  # else it is the same connection after STARTTLS
            self._stand_in.connections += 1
            if len(self._stand_in.open) >= self._stand_in.greeting_room:
                transport.write(b"421 4.3.2 Too many connections\r\n")
                transport.close()
                return
            self._stand_in.open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._stand_in.open.discard(self)
        if self.transport is not None:
            super().connection_lost(error)

    def hang_up(self) -> None:
        """Close the connection as an idle one is closed."""
        if self.transport is not None:
            self.transport.close()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self._stand_in.after_data and self._stand_in.after_data.popleft() == DROP:
            await self.push("354 go ahead")
            self.hang_up()
            return
        await super().smtp_DATA(arg)


@asynccontextmanager
async def listening(
    stand_in: StandIn, context: ssl.SSLContext | None = None, *, implicit: bool = False, login: bool = False
) -> AsyncIterator[StandIn]:
    """Listen on a free port of 127.0.0.1, or the one from before, until the block ends; with `context`, over TLS."""
    options: dict[str, Any] = {"enable_SMTPUTF8": True}
    if context is not None and not implicit:
        options |= {"tls_context": context, "require_starttls": True}
    if login:
        options |= {"authenticator": stand_in.authenticate, "auth_required": True, "auth_require_tls": not implicit}
    server = await asyncio.get_running_loop().create_server(
        lambda: Conversation(stand_in, **options), "127.0.0.1", stand_in.port, ssl=context if implicit else None
    )
    stand_in.port = server.sockets[0].getsockname()[1]
    try:
        yield stand_in
    finally:
        server.close()
        for conversation in list(stand_in.open):
            conversation.hang_up()
        await server.wait_closed()
