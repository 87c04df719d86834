"""The room's only door to the network: DNS, bounded in time, and honest about trouble.

"There is no such record" is an answer; a server that fails or is silent is not. Only the first may speak against a
sender. So trouble is raised as DnsTrouble, and the mail is judged later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Protocol

import dns.exception
import dns.name
import dns.rdata
import dns.resolver

from mailer.errors import BadSetting, DnsTrouble

ONE_SECONDS = 2.0  # for one question, over all servers
ALL_SECONDS = 3.0  # for all questions about one mail
_CACHED = 10_000

IpAddress = IPv4Address | IPv6Address


class Look(Protocol):
    """What the checks ask of DNS; an empty answer means that there is none. Raises DnsTrouble."""

    def txt(self, name: str) -> Sequence[str]:
        """Return the TXT records, the strings of each joined."""

    def addresses(self, name: str, version: int) -> Sequence[IpAddress]:
        """Return the A (4) or AAAA (6) records."""

    def exchanges(self, name: str) -> Sequence[str]:
        """Return the names of the MX records, best first."""

    def names(self, address: IpAddress) -> Sequence[str]:
        """Return the names that an address bears."""


def resolver(servers: str = "") -> dns.resolver.Resolver:
    """Return a caching resolver: the system's, or `servers` as address or address:port with commas between.

    Raises BadSetting where the servers cannot be read.
    """
    made = dns.resolver.Resolver(configure=not servers)
    made.cache = dns.resolver.LRUCache(_CACHED)
    made.use_edns(0, 0, 1232)  # keys of 2,048 bits are longer than a plain answer may be
    if servers:
        made.nameservers = [_server(each.strip()) for each in servers.split(",") if each.strip()]
    return made


def _server(text: str) -> Any:
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]" in text else (text, "", "")
    try:
        return dns.nameserver.Do53Nameserver(str(ip_address(host.strip("[]") or text)), int(port or 53))
    except ValueError:
        raise BadSetting(f"NEXTROUND_RESOLVER: {text}: use an IP address, or address:port") from None


class Lookups:
    """The questions about one mail; the resolver is made when the first is asked."""

    def __init__(
        self, asked: Callable[[], dns.resolver.Resolver], seconds: float = ALL_SECONDS, one: float = ONE_SECONDS
    ) -> None:
        self._resolver = asked
        self._one = one
        self._until = time.monotonic() + seconds
        self.waited_in_vain = False  # a question was not answered in time

    def txt(self, name: str) -> Sequence[str]:
        """Return the TXT records."""
        # RFC 7208 §3.3: the strings of one record are joined without blanks.
        return [b"".join(each.strings).decode("ascii", "replace") for each in self._ask(name, "TXT")]

    def addresses(self, name: str, version: int) -> Sequence[IpAddress]:
        """Return the A or AAAA records."""
        return [ip_address(each.address) for each in self._ask(name, "A" if version == 4 else "AAAA")]

    def exchanges(self, name: str) -> Sequence[str]:
        """Return the MX names."""
        return [_plain(each.exchange) for each in sorted(self._ask(name, "MX"), key=lambda each: each.preference)]

    def names(self, address: IpAddress) -> Sequence[str]:
        """Return the PTR names."""
        return [_plain(each.target) for each in self._ask(address.reverse_pointer, "PTR")]

    def _ask(self, name: str, kind: str) -> list[Any]:
        left = self._until - time.monotonic()
        if left <= 0:
            self.waited_in_vain = True
            raise DnsTrouble("time is up")
        try:
            return list(self._resolver().resolve(f"{name.rstrip('.')}.", kind, lifetime=min(self._one, left)))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
            return []
        except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.BadEscape, UnicodeError):
            return []  # no such name can exist
        except dns.exception.DNSException as error:
            self.waited_in_vain = self.waited_in_vain or isinstance(error, dns.exception.Timeout)
            raise DnsTrouble(type(error).__name__) from error


def _plain(name: Any) -> str:
    return str(name.to_text(omit_final_dot=True)).lower()
