"""Tokens in addresses that only one person was given: signed, case-safe, short, and expiring where they grant something.

A tag is `r-…` after the plus sign of our address: a letter for its use, then base32 (RFC 4648 §6, so that programs that
change case do no harm) of what it says and of the first 80 bits of an HMAC-SHA-256 over it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LOCAL_AT_MOST = 64  # octets of a local part: RFC 5321 §4.5.3.1.1
TAG_AT_MOST = 38

_MAC = 10
_EPOCH = date(2020, 1, 1)
_TAG = re.compile(r"([a-z])-([a-z2-7]{8,60})\Z")


class Use(StrEnum):
    """What an address with a token is for."""

    REPLY = "r"  # Reply-To of our mails: who answers, and which mail; expires
    PRIVATE = "p"  # the person's own address for invitations and forwarding filters
    STOP = "s"  # List-Unsubscribe: no more unasked mails to this person
    BOUNCE = "b"  # envelope sender: which mail came back, and whose it was
    INVITE = "i"  # lets somebody sign up; expires
    CONFIRM = "c"  # whoever writes there has read our question; expires


_PEOPLES = {Use.REPLY.value, Use.INVITE.value, Use.CONFIRM.value}
_EXPIRES = frozenset({Use.REPLY, Use.INVITE, Use.CONFIRM})
_THREADED = frozenset({Use.REPLY, Use.BOUNCE})


@dataclass(frozen=True, slots=True)
class Token:
    """What a tag says."""

    use: Use
    person: int  # for an invitation: its number; for a question: that of the mail that it is about
    thread: bytes = b""  # six bytes that stand for one of our mails
    expires: date | None = None  # the last day on which it counts


def tag(key: bytes, token: Token) -> str:
    """Return the tag of a token, without the plus sign."""
    said = _pack(token)
    whole = said + _mac(key, token.use, said)
    return f"{token.use.value}-{base64.b32encode(whole).decode('ascii').rstrip('=').lower()}"


def read(key: bytes, recipient: str) -> Token | None:
    """Return the token in an address where it is genuine, expired or not; None where there is none."""
    match = _TAG.match(tag_of(recipient))
    if match is None or match[1] not in set(Use):
        return None
    text = match[2].upper()
    try:
        whole = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    use, said = Use(match[1]), whole[:-_MAC]
    if not hmac.compare_digest(whole[-_MAC:], _mac(key, use, said)):
        return None
    return _unpack(use, said)


def bears(recipient: str) -> bool:
    """Tell whether an address looks as if it held a token: one that is not genuine is then no address of ours."""
    match = _TAG.match(tag_of(recipient))
    return match is not None and match[1] in set(Use) and len(match[2]) >= 20


def takes_bounces(recipient: str) -> bool:
    """Tell whether mail from the null sender may come here: no bounce goes where only a person would answer."""
    return not bears(recipient) or tag_of(recipient)[0] not in _PEOPLES


def tag_of(recipient: str) -> str:
    """Return what follows the first plus sign of a local part, in lower case."""
    return recipient.rpartition("@")[0].partition("+")[2].lower()


def counts(token: Token, today: date) -> bool:
    """Tell whether a token has not expired."""
    return token.expires is None or today <= token.expires


def _mac(key: bytes, use: Use, said: bytes) -> bytes:
    return hmac.digest(key, b"nextround token " + use.value.encode() + said, "sha256")[:_MAC]


def _pack(token: Token) -> bytes:
    said = token.person.to_bytes(4, "big")
    if token.use in _EXPIRES:
        assert token.expires is not None
        said += (token.expires - _EPOCH).days.to_bytes(2, "big")
    if token.use in _THREADED:
        said += token.thread[:6].rjust(6, b"\0")
    return said


def _unpack(use: Use, said: bytes) -> Token | None:
    length = 4 + 2 * (use in _EXPIRES) + 6 * (use in _THREADED)
    if len(said) != length:
        return None
    expires = _EPOCH + timedelta(days=int.from_bytes(said[4:6], "big")) if use in _EXPIRES else None
    return Token(use, int.from_bytes(said[:4], "big"), said[-6:] if use in _THREADED else b"", expires)
