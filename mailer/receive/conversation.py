"""A session as a conversation: aiosmtpd's, with its set-up, timers, replies and command loop made fast, bounded and exact.

The library's version is pinned, for private names are overridden. Its session and envelope, its checks of MAIL and
RCPT and its parser stay; `protocol` adds the commands.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, ClassVar

from aiosmtpd import smtp as library
from aiosmtpd.smtp import SMTP, Envelope, Session

from mailer.receive import replies
from mailer.receive.door import Door
from mailer.receive.limits import COMMAND_BYTES, STREAM_BYTES, Limits, Patience
from mailer.receive.sessions import Sessions, address
from mailer.receive.wire import HANDSHAKE_SECONDS, Wire, client_behind, is_proxy

TICK = 15.0  # seconds after which a session's patience is looked at, at the latest
_BEFORE_TLS = frozenset({"EHLO", "HELO", "LHLO", "NOOP", "RSET", "QUIT", "STARTTLS"})  # RFC 3207 §4
_WEB = frozenset({"GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT"})


class Conversation(SMTP):
    """One client's session, without the commands."""

    word: ClassVar[str]  # what the greeting calls the protocol
    commands: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        """Look the commands' methods up once for a class; the library does it for each connection."""
        cls.commands = {name[5:]: getattr(cls, name) for name in dir(cls) if name.startswith("smtp_")}

    def __init__(self, door: Door, sessions: Sessions, limits: Limits, hostname: str, wire: Wire | None = None) -> None:
        """Set up what the library's own constructor sets up, without its walk through every attribute."""
        self.loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=STREAM_BYTES, loop=self.loop)
        asyncio.StreamReaderProtocol.__init__(self, reader, self._cb_client_connected, self.loop)
        self.__ident__ = "Nextround"
        self.event_handler = door
        self.hostname = hostname
        self.data_size_limit = limits.message_bytes
        self.line_length_limit = limits.line_bytes
        self.enable_SMTPUTF8 = True
        self._decode_data = False
        self.tls_context = None
        self.require_starttls = None
        self._tls_handshake_okay = True
        self._tls_protocol = None
        self._original_transport = None
        self._auth_require_tls = True
        self._auth_required = False
        self._auth_callback = library.login_always_fail
        self._authenticator = None
        self._auth_methods = {}
        self._proxy_timeout = None
        self._enforce_call_limit = False
        self._ehlo_hook_ver = None
        self._handle_hooks = door.hooks
        self._smtp_methods = self.commands
        self._timeout_duration = limits.silence
        self._timeout_handle: asyncio.TimerHandle | None = None
        self._handler_coroutine: asyncio.Task[None] | None = None
        self.session: Session | None = None
        self.envelope: Envelope | None = None
        self.transport: asyncio.Transport | None = None

        self._door = door
        self._sessions = sessions
        self._limits = limits
        self._wire = wire or Wire()
        self._encrypted = False
        self._patience = Patience(limits, heard=self.loop.time(), progress=self.loop.time())
        self._refused = 0  # since the last mail
        self._heard = 0  # since the last mail
        self._reserved = 0  # bytes of content
        self._taking = False  # between 354 and the last reply to the content
        self._committing = False
        self._leaving = False

    # -- the connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let a session begin, or turn it away."""
        self.peer = address(transport.get_extra_info("peername"))
        self._encrypted = transport.get_extra_info("sslcontext") is not None
        refusal = self._sessions.admit(self, self.peer)
        super().connection_made(transport)
        if refusal:
            self._close(refusal)

    def connection_lost(self, error: Exception | None) -> None:
        """End a session; a commit that runs goes on by itself."""
        self._sessions.leave(self, self.peer)
        super().connection_lost(error)

    def eof_received(self) -> bool | None:
        """Let a client that closed its half hear the answers to all it said; the library hangs up at once."""
        self._reader.feed_eof()
        return not self._encrypted  # TLS knows no half that is closed

    def send_home(self, *, at_once: bool = False) -> None:
        """Say 421 and close: between two mails now, in the midst of one after its reply (RFC 5321 §3.8)."""
        self._leaving = True
        if not self._committing and (at_once or not self._taking):
            self._close(replies.CLOSING)

    def _close(self, last: str | None = None) -> None:
        if self.transport is not None and not self.transport.is_closing():
            if last:
                self.transport.write(replies.wire(last))
            self.transport.close()
        if self._handler_coroutine is not None and self._handler_coroutine is not asyncio.current_task(self.loop):
            self._handler_coroutine.cancel()

    # -- patience: one timer a session, looked at now and then, instead of a new one for every command

    def _reset_timeout(self, duration: float | None = None) -> None:
        self._patience.heard = self.loop.time()
        if self._timeout_handle is None:
            self._timeout_handle = self.loop.call_later(min(TICK, self._limits.silence), self._timeout_cb)

    def _timeout_cb(self) -> None:
        left = self._patience.ends(self._taken()) - self.loop.time()
        if self.transport is not None and self.transport.is_closing():
            self.transport.abort()  # the client does not read its last replies
        elif self._committing:
            left = TICK  # the answer is ours to give, so the client is not the slow one
        elif left <= 0:
            self._close(replies.SILENT)
            left = TICK
        self._timeout_handle = self.loop.call_later(min(left, TICK), self._timeout_cb)

    def _taken(self) -> int:
        return self._reserved + len(self._reader._buffer)  # type: ignore[attr-defined]

    # -- replies

    async def push(self, status: str | bytes) -> None:
        """Send one reply in one write, counting refusals."""
        data = replies.wire(status) if isinstance(status, str) else status
        if data.startswith(b"5"):
            self._refused += 1
        if self.transport is None:
            raise ConnectionResetError
        self.transport.write(data)
        if self._paused:  # type: ignore[attr-defined]
            await self._drain_helper()  # type: ignore[attr-defined]

    async def handle_exception(self, error: Exception) -> str:
        """Return the reply to unknown trouble."""
        return self._door.trouble(error)

    # -- the command loop

    async def _handle_client(self) -> None:
        try:
            if is_proxy(self.peer, self._wire.proxies) and not await self._meet_client():
                return
            await self.push(replies.plain(f"220 {self.hostname} {self.word} {self.__ident__}"))
            while not self._leaving and self.transport is not None and not self.transport.is_closing():
                await self._hear()
            self._close(replies.CLOSING)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._close()  # the client left

    async def _meet_client(self) -> bool:
        """Learn from the proxy whose session this is, and count it as that client's."""
        client = await client_behind(self._reader)
        self._sessions.leave(self, self.peer)
        if client is None or self.session is None:
            self._close()
            return False
        self.session.peer = client  # type: ignore[assignment]
        self.peer = address(client)
        refusal = self._sessions.admit(self, self.peer)
        if refusal:
            self._close(refusal)
        return not refusal

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        """Shake hands; then nothing of what was said before counts (RFC 3207 §4.2)."""
        assert self.transport is not None
        assert self.session is not None
        try:
            encrypted = await self.loop.start_tls(
                self.transport, self, context, server_side=True, ssl_handshake_timeout=HANDSHAKE_SECONDS
            )
        except (OSError, ssl.SSLError, TimeoutError):  # whoever it is speaks no TLS that we do
            self.transport.abort()
            raise ConnectionResetError from None
        if encrypted is None:
            raise ConnectionResetError
        self.transport = encrypted
        self._reader._transport = encrypted  # type: ignore[attr-defined]
        self._encrypted = True
        self.session.host_name = None
        self.session.extended_smtp = False

    async def _hear(self) -> None:
        """Read one command and answer it."""
        self._heard += 1
        try:
            line = await self._reader.readuntil(b"\n")
        except asyncio.LimitOverrunError:
            await self._skip_line()
            await self.push(replies.LINE_TOO_LONG)
        else:
            self._reset_timeout()
            try:
                await self._obey(line)
            except (asyncio.IncompleteReadError, ConnectionError):
                raise
            except Exception as error:  # whatever went wrong, the client may try again, and the session goes on
                await self.push(await self.handle_exception(error))
        if self._refused > self._limits.errors:
            self._close(replies.TOO_MANY_ERRORS)
        elif self._heard > self._limits.commands:
            self._close(replies.TOO_MANY_COMMANDS)

    async def _skip_line(self) -> None:
        while True:
            try:
                await self._reader.readuntil(b"\n")
            except asyncio.LimitOverrunError as error:
                await self._reader.read(error.consumed)
            else:
                return

    async def _obey(self, line: bytes) -> None:
        if len(line) > COMMAND_BYTES:
            await self.push(replies.LINE_TOO_LONG)
            return
        word, _, rest = line.rstrip(b"\r\n").partition(b" ")
        command = word.decode("ascii", "replace").upper()
        method = self.commands.get(command)
        if method is not None and self._wire.required and not self._encrypted and command not in _BEFORE_TLS:
            await self.push(replies.TLS_FIRST)
        elif method is not None:
            # Bytes that are not UTF-8 become surrogates, which the path parser refuses.
            await method(self, rest.strip().decode("utf-8", "surrogateescape") or None)
        elif command in _WEB:
            self._close(replies.NOT_SMTP)  # a browser made to talk to us must not get as far as a command in its body
        else:
            await self.push(replies.UNKNOWN_COMMAND if word.isalpha() else replies.BAD_SYNTAX)
