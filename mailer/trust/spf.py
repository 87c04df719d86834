"""SPF: may this address send for that domain? RFC 7208, as a function of the look-ups it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeVar
from urllib.parse import quote

from mailer.errors import DnsTrouble
from mailer.trust.lookups import IpAddress, Look

T = TypeVar("T")
LOOKUPS_AT_MOST, VOIDS_AT_MOST = 10, 2  # RFC 7208 §4.6.4
NAMES_AT_MOST = 10  # MX or PTR names in one mechanism, ibid.

_TERM = re.compile(r"([+\-?~]?)([A-Za-z][A-Za-z0-9_.-]*)(?:([:=])([^\s]*?))?(/\d{1,3})?(//\d{1,3})?\Z")
_MACRO = re.compile(r"%(?:\{([A-Za-z])(\d*)(r?)([.\-+,/_=]*)\}|([%_-])|)")
_END_LABEL = re.compile(r"\.(?=[A-Za-z0-9-]*[A-Za-z-])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?\Z")


class Spf(StrEnum):
    """The results of RFC 7208 §2.6."""

    NONE = "none"  # no record, or no usable domain
    NEUTRAL = "neutral"  # the domain does not say
    PASS = "pass"  # noqa: S105 - the address may send for the domain
    FAIL = "fail"  # it may not
    SOFTFAIL = "softfail"  # it probably may not
    TEMPERROR = "temperror"  # DNS trouble: ask again later
    PERMERROR = "permerror"  # the record cannot be used


_QUALIFIED = {"": Spf.PASS, "+": Spf.PASS, "-": Spf.FAIL, "~": Spf.SOFTFAIL, "?": Spf.NEUTRAL}


class _Unusable(Exception):
    """The record breaks a rule or a limit."""


@dataclass(slots=True)
class _Count:
    lookups: int = 0
    voids: int = 0


@dataclass(frozen=True, slots=True)
class _Query:
    ip: IpAddress
    sender: str  # local@domain
    helo: str
    look: Look
    domain: str
    count: _Count = field(default_factory=_Count)


def check(ip: IpAddress, sender: str, helo: str, look: Look) -> tuple[Spf, str]:
    """Return the result for a client's address, and the domain it is about: the sender's, or HELO's for the null sender."""
    local, _, domain = (sender or f"postmaster@{helo}").rpartition("@")
    domain = domain.rstrip(".").lower()
    if not _usable(domain):
        return Spf.NONE, domain
    query = _Query(ip, f"{local or 'postmaster'}@{domain}", helo or "unknown", look, domain)
    try:
        return _evaluate(query), domain
    except DnsTrouble:
        return Spf.TEMPERROR, domain
    except _Unusable:
        return Spf.PERMERROR, domain


def _usable(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and len(domain) <= 253 and all(0 < len(each) <= 63 for each in labels)


def _evaluate(query: _Query) -> Spf:
    """RFC 7208 §4.4 to §4.7."""
    records = [text for text in query.look.txt(query.domain) if re.match(r"v=spf1( |\Z)", text, re.I)]
    if not records:
        return Spf.NONE
    if len(records) > 1:
        raise _Unusable("several records")
    mechanisms, modifiers = _terms(records[0])
    for qualifier, name, value, prefixes in mechanisms:
        if _MECHANISMS[name](query, value, prefixes):
            return _QUALIFIED[qualifier]
    if "redirect" in modifiers:
        _lookup(query)
        target = _expand(query, modifiers["redirect"])
        found = _evaluate(replace(query, domain=target)) if _usable(target) else Spf.NONE
        if found is Spf.NONE:
            raise _Unusable("redirect to nothing")
        return found
    return Spf.NEUTRAL


_Prefixes = tuple[int | None, int | None]
_Mechanism = tuple[str, str, str, _Prefixes]


def _terms(record: str) -> tuple[list[_Mechanism], dict[str, str]]:
    """Read the whole record before any of it is used: a fault anywhere makes it unusable (RFC 7208 §4.6)."""
    if not record.isascii():
        raise _Unusable(record)
    mechanisms: list[_Mechanism] = []
    modifiers: dict[str, str] = {}
    for term in record.split(" ")[1:]:
        if not term:
            continue
        if modifier := re.match(r"([A-Za-z][A-Za-z0-9_.-]*)=(.*)\Z", term):
            _take_modifier(modifiers, modifier[1].lower(), modifier[2])
        else:
            mechanisms.append(_mechanism(term))
    return mechanisms, modifiers


def _take_modifier(modifiers: dict[str, str], name: str, value: str) -> None:
    known = name in ("redirect", "exp")
    if known and (name in modifiers or not value):
        raise _Unusable(name)
    _check_macros(value)
    if known and not _ends_well(value):
        raise _Unusable(value)
    modifiers[name] = value


def _mechanism(term: str) -> _Mechanism:
    match = _TERM.match(term)
    if match is None or match[2].lower() not in _MECHANISMS:
        raise _Unusable(term)
    qualifier, name, colon, value, four, six = match.groups()
    name = name.lower()
    if name in ("ip4", "ip6"):
        _network(name, (value or "") + (four or "") + (six or ""))
        return qualifier, name, (value or "") + (four or ""), (None, None)
    if (colon and not value) or (name in ("include", "exists") and not value):
        raise _Unusable(term)
    if (name == "all" and (colon or four or six)) or (name in ("include", "exists", "ptr") and (four or six)):
        raise _Unusable(term)
    _check_macros(value or "")
    if value and not _ends_well(value):
        raise _Unusable(term)
    return qualifier, name, value or "", (_prefix(four, 32), _prefix(six, 128))


def _prefix(text: str | None, most: int) -> int | None:
    if not text:
        return None
    digits = text.strip("/")
    if int(digits) > most or (len(digits) > 1 and digits[0] == "0"):
        raise _Unusable(text)
    return int(digits)


def _network(name: str, value: str) -> None:
    address, slash, length = value.partition("/")
    try:
        found = ip_address(address)
        whole = ip_network(value, strict=False)
    except ValueError:
        raise _Unusable(value) from None
    if (
        found.version != int(name[2])
        or (slash and (not length.isdigit() or str(int(length)) != length))
        or whole is None
    ):
        raise _Unusable(value)


def _ends_well(value: str) -> bool:
    """RFC 7208 §7.1: a domain-spec ends in a macro or in a top label."""
    return bool(re.search(r"%\{[^}]*\}\Z", value) or _END_LABEL.search(value))


# -- mechanisms: each tells whether it matches


def _all(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    return True


def _include(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    _lookup(query)
    target = _expand(query, value)
    found = _evaluate(replace(query, domain=target)) if _usable(target) else Spf.NONE
    if found is Spf.NONE:  # RFC 7208 §5.2
        raise _Unusable("include of nothing")
    return found is Spf.PASS


def _a(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    _lookup(query)
    return _has(query, _target(query, value), prefixes, void=True)


def _mx(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    _lookup(query)
    names = _void(query, query.look.exchanges(_target(query, value)))
    if len(names) > NAMES_AT_MOST:
        raise _Unusable("too many MX names")
    return any(_has(query, name, prefixes) for name in names)


def _ptr(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    _lookup(query)
    target = _target(query, value)
    return any(name == target or name.endswith(f".{target}") for name in _validated(query))


def _ip(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    network = ip_network(value, strict=False)
    return network.version == query.ip.version and query.ip in network


def _exists(query: _Query, value: str, prefixes: _Prefixes) -> bool:
    _lookup(query)
    return bool(_void(query, query.look.addresses(_expand(query, value), 4)))


_MECHANISMS: dict[str, Callable[[_Query, str, _Prefixes], bool]] = {
    "all": _all, "include": _include, "a": _a, "mx": _mx, "ptr": _ptr, "ip4": _ip, "ip6": _ip, "exists": _exists,
}  # fmt: skip


def _target(query: _Query, value: str) -> str:
    return _expand(query, value) if value else query.domain


def _has(query: _Query, name: str, prefixes: _Prefixes, *, void: bool = False) -> bool:
    found = query.look.addresses(name, query.ip.version)
    if void:
        _void(query, found)
    length = prefixes[0 if query.ip.version == 4 else 1]
    length = query.ip.max_prefixlen if length is None else length
    return any(query.ip in ip_network(f"{each}/{length}", strict=False) for each in found)


def _validated(query: _Query) -> list[str]:
    """Return the names of the client that lead back to it; trouble means none (RFC 7208 §5.5)."""
    try:
        names = [name.rstrip(".").lower() for name in query.look.names(query.ip)[:NAMES_AT_MOST]]
        return [name for name in names if query.ip in query.look.addresses(name, query.ip.version)]
    except DnsTrouble:
        return []


def _lookup(query: _Query) -> None:
    query.count.lookups += 1
    if query.count.lookups > LOOKUPS_AT_MOST:
        raise _Unusable("too many look-ups")


def _void(query: _Query, found: Sequence[T]) -> Sequence[T]:
    if not found:
        query.count.voids += 1
        if query.count.voids > VOIDS_AT_MOST:
            raise _Unusable("too many look-ups without an answer")
    return found


# -- macros (RFC 7208 §7)


def _check_macros(text: str) -> None:
    for match in _MACRO.finditer(text):
        letter, digits, _, _, escape = match.groups()
        if not escape and (not letter or letter.lower() not in "slodiphv" or digits == "0"):
            raise _Unusable(text)


def _expand(query: _Query, text: str) -> str:
    name = _MACRO.sub(lambda match: _value(query, match), text).rstrip(".").lower()
    while len(name) > 253:  # RFC 7208 §7.3: drop labels from the left
        name = name.partition(".")[2] or name[-253:]
    return name


def _value(query: _Query, match: re.Match[str]) -> str:
    letter, digits, reverse, delimiters, escape = match.groups()
    if escape:
        return {"%": "%", "_": " ", "-": "%20"}[escape]
    parts = re.split(f"[{re.escape(delimiters or '.')}]", _letter(query, letter.lower()))
    if reverse:
        parts.reverse()
    if digits:
        parts = parts[-int(digits) :]
    value = ".".join(parts)
    return quote(value, safe="-._~") if letter.isupper() else value


def _letter(query: _Query, letter: str) -> str:
    local, _, domain = query.sender.rpartition("@")
    if letter == "p":
        names = _validated(query)
        return next((name for name in names if name == query.domain or name.endswith(f".{query.domain}")), "unknown")
    return {
        "s": query.sender, "l": local, "o": domain, "d": query.domain, "h": query.helo,
        "i": _dotted(query.ip), "v": "in-addr" if query.ip.version == 4 else "ip6",
    }[letter]  # fmt: skip


def _dotted(ip: IPv4Address | IPv6Address) -> str:
    return str(ip) if ip.version == 4 else ".".join(ip.exploded.replace(":", ""))
