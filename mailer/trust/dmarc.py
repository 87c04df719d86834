"""DMARC: what the owner of a From domain asks of receivers (RFC 7489 §6), read and found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailer.trust.domains import organisational
from mailer.trust.lookups import Look

_TAG = re.compile(r"\s*([A-Za-z]+)\s*=\s*([^;\s]*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a domain asks for; without a record, nothing, and alignment by owner."""

    policy: str = "none"  # none, quarantine, reject
    strict_dkim: bool = False
    strict_spf: bool = False


def find(domain: str, look: Look) -> Wish:
    """Return the wish for mail from this domain: its own, else its organisation's for subdomains. Raises DnsTrouble."""
    own = _record(domain, look)
    if own is not None:
        return _wish(own, own.get("p", ""))
    owner = organisational(domain)
    theirs = _record(owner, look) if owner != domain else None
    return Wish() if theirs is None else _wish(theirs, theirs.get("sp") or theirs.get("p", ""))


def _record(domain: str, look: Look) -> dict[str, str] | None:
    """Return the tags of the one record there is; none where there are several (RFC 7489 §6.6.3)."""
    texts = [text for text in look.txt(f"_dmarc.{domain}") if re.match(r"v\s*=\s*DMARC1\s*(;|\Z)", text)]
    if len(texts) != 1:
        return None
    return {match[1].lower(): match[2].lower() for part in texts[0].split(";") if (match := _TAG.match(part))}


def _wish(tags: dict[str, str], policy: str) -> Wish:
    known = policy if policy in ("none", "quarantine", "reject") else "none"
    return Wish(known, tags.get("adkim", "r") == "s", tags.get("aspf", "r") == "s")
