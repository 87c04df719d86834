"""Which names belong to one owner: the organisational domain by the Public Suffix List (RFC 7489 §3.2)."""

from __future__ import annotations

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def organisational(domain: str) -> str:
    """Return what was registered of a domain name, the name itself where it is a public suffix; lower case."""
    name = domain.strip().rstrip(".").lower()
    try:
        return _suffixes().privatesuffix(name) or name
    except (ValueError, UnicodeError):
        return name


def aligned(one: str, other: str, *, strict: bool = False) -> bool:
    """Tell whether two domains count as one for DMARC: equal, or of one owner where not strict (RFC 7489 §3.1)."""
    one, other = one.rstrip(".").lower(), other.rstrip(".").lower()
    if not one or not other:
        return False
    return one == other or (not strict and organisational(one) == organisational(other))
