"""The way out through a relay: a few connections kept open and used again and again."""

from __future__ import annotations

import asyncio
from typing import Protocol

from mailer.deliver.retry import Failure, Step
from mailer.deliver.session import CannotOpen, Session, open_session, tls_context
from mailer.settings import Settings
from mailer.store.outbox import Row

NARROW_SECONDS = 600.0  # how long fewer connections are made after the relay refused one more
IDLE_SECONDS = 20.0  # after which a connection is closed: many relays hang up on idle clients


class Carrier(Protocol):
    """What takes a mail out of the house."""

    places: int  # how many mails at a time

    async def send(self, row: Row) -> Failure | None:
        """Return None when the mail is safe elsewhere."""

    async def tidy(self) -> None:
        """Let go of what has been idle; called about once a second."""

    async def close(self) -> None:
        """Let go of everything."""


class Relay:
    """The pool of connections; the caller sends no more than `places` mails at a time."""

    def __init__(self, settings: Settings) -> None:
        self.places = settings.relay_connections
        self._settings = settings
        self._context = tls_context(settings)
        self._password = settings.relay_secret()
        self._idle: list[Session] = []
        self._busy: set[Session] = set()
        self._narrowed = 0.0
        self._door = asyncio.Lock()
        self._knocks = 0
        self._failure: Failure | None = None  # of the last knock

    async def send(self, row: Row) -> Failure | None:
        """Send over a connection that stands, or a new one."""
        session = self._take()
        if session is not None:
            failure = await self._send(session, row)
            # A used connection may have been closed by the relay since: nothing was tried before MAIL is answered.
            if failure is None or session.alive or failure.step is not Step.SENDER:
                return failure
        opened = await self._open()
        return opened if isinstance(opened, Failure) else await self._send(opened, row)

    async def tidy(self) -> None:
        """Close connections that have been idle too long."""
        now = asyncio.get_running_loop().time()
        old = [session for session in self._idle if now - session.since > IDLE_SECONDS or not session.alive]
        self._idle = [session for session in self._idle if session not in old]
        await asyncio.gather(*(session.close() for session in old))
        if now - self._narrowed > NARROW_SECONDS:
            self.places = self._settings.relay_connections

    async def close(self) -> None:
        """Close all connections."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(session.close() for session in idle))

    async def _open(self) -> Session | Failure:
        """Knock, one at a time; who waited for a knock that failed shares its failure instead of knocking again."""
        knocks = self._knocks
        async with self._door:
            if self._failure is not None and self._knocks > knocks:
                return self._failure
            self._knocks += 1
            self._failure = None
            try:
                return await open_session(self._settings, self._context, self._password)
            except CannotOpen as error:
                self._failure = error.failure
                self._narrow(error.failure)
                return error.failure

    def _take(self) -> Session | None:
        """Return the connection used last, so that what is not needed grows old."""
        while self._idle:
            session = self._idle.pop()
            if session.alive:
                return session
        return None

    async def _send(self, session: Session, row: Row) -> Failure | None:
        self._busy.add(session)
        try:
            return await session.send(row)
        finally:
            self._busy.discard(session)
            if session.alive:
                session.since = asyncio.get_running_loop().time()
                self._idle.append(session)

    def _narrow(self, failure: Failure) -> None:
        """Make do with the connections that stand where the relay takes those and refuses one more."""
        stand = len(self._busy) + len(self._idle)
        if stand and failure.step is Step.CONNECT and failure.code is not None:
            self.places, self._narrowed = stand, asyncio.get_running_loop().time()
