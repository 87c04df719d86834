"""Who is connected: counts in all and per peer, room for unfinished content, and sending everyone home at the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any, Protocol

from mailer.receive import replies
from mailer.receive.limits import Limits


class Guest(Protocol):
    """A session as seen from here."""

    def send_home(self, *, at_once: bool = False) -> None:
        """Say goodbye: now where no mail is being taken or `at_once`, otherwise after it was answered."""


class Sessions:
    """The sessions of all listeners; `waiting` tells how many bytes wait for their commit."""

    def __init__(self, limits: Limits, waiting: Callable[[], int] = lambda: 0) -> None:
        self._limits = limits
        self._waiting = waiting
        self._here: set[Guest] = set()
        self._peers: Counter[str] = Counter()
        self._unfinished = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self.closing = False

    def __len__(self) -> int:
        return len(self._here)

    def admit(self, guest: Guest, peer: str) -> str | None:
        """Count a new session in; the reply that turns it away where there are too many."""
        if self.closing:
            return replies.CLOSING
        if len(self._here) >= self._limits.connections:
            return replies.TOO_MANY_CONNECTIONS
        if peer and self._peers[network(peer)] >= self._limits.connections_per_peer:
            return replies.TOO_MANY_FROM_PEER
        self._here.add(guest)
        self._peers[network(peer)] += 1
        self._empty.clear()
        return None

    def leave(self, guest: Guest, peer: str) -> None:
        """Count a session out; one that was turned away was never in."""
        if guest not in self._here:
            return
        self._here.discard(guest)
        near = network(peer)
        self._peers[near] -= 1
        if not self._peers[near]:
            del self._peers[near]
        if not self._here:
            self._empty.set()

    def reserve(self, count: int) -> bool:
        """Take room for that many bytes of unfinished content; False where there is none."""
        if self._unfinished + self._waiting() + count > self._limits.unfinished_bytes:
            return False
        self._unfinished += count
        return True

    def release(self, count: int) -> None:
        """Give room back."""
        self._unfinished -= count

    async def close(self, patience: float, insist: float) -> None:
        """Send everyone home within `patience` seconds, and those who still talk within `insist` more."""
        self.closing = True
        for at_once, seconds in ((False, patience), (True, insist)):
            for guest in list(self._here):
                guest.send_home(at_once=at_once)
            try:
                await asyncio.wait_for(self._empty.wait(), seconds)
            except TimeoutError:
                continue
            return


def address(peername: Any) -> str:
    """Return a peer's IP address as text, IPv4 where it came mapped into IPv6; "" for a socket's path."""
    if not isinstance(peername, tuple) or not peername:
        return ""
    host = str(peername[0])
    if ":" not in host:
        return host
    found = ip_address(host.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def network(peer: str) -> str:
    """Return what counts as one peer: the address, or the /64 of an IPv6 address."""
    if ":" not in peer:
        return peer
    return str(IPv6Address(int(ip_address(peer)) >> 64 << 64))
