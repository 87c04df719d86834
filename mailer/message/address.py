"""Reads addresses and address lists from any text and brings them to one comparable form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import idna

from mailer.message.headers import decoded

ADDRESSES_AT_MOST = 500
LIST_AT_MOST = 32_768

# Every alternative excludes its own opener, so that unclosed ones cost one step, not a scan to the end.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)|<[^<>]*>|[,;]|:|[^"(<,;:]+|.', re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]{1,200}@(?:\[[^\s\[\]]{1,64}\]|[^\s<>()\[\],;:\"@]{1,255})")
_QUOTED_LOCAL = re.compile(r'("(?:[^"\\\r\n]|\\.){0,200}")@([^\s<>()\[\],;:"@]{1,255})')
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: `name` as a person reads it (may be empty), `email` with its domain in ASCII lower case."""

    name: str
    email: str


def parse(value: str) -> Address | None:
    """The first address in a raw header value or envelope path, or None."""
    return next(_addresses(value), None)


def parse_list(value: str) -> tuple[Address, ...]:
    """All addresses of a raw header value in order; what is not an address is passed over, nothing raises."""
    return tuple(_addresses(value))


def canonical(email: str) -> str:
    """The form by which two addresses are compared: lower case throughout, domain in ASCII, no angle brackets."""
    local, at, domain = unicodedata.normalize("NFC", email).strip().strip("<>").strip().rpartition("@")
    return f"{local.lower()}@{ascii_domain(domain)}" if at else domain.lower()


@lru_cache(maxsize=4096)
def ascii_domain(domain: str) -> str:
    """The domain in lower case and, where it is international, in its ASCII form (IDNA 2008, UTS 46)."""
    domain = domain.strip().rstrip(".").lower()
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        return domain


def safe_name(name: str, at_most: int = 80) -> str:
    """A display name that may be shown: no controls, no direction marks, one line, bounded."""
    clean = " ".join(_UNSAFE.sub(" ", name).split()).strip("\"' ")
    return clean if len(clean) <= at_most else clean[: at_most - 1].rstrip() + "…"


def _addresses(value: str) -> Iterator[Address]:
    carried = ""
    for count, piece in enumerate(_pieces(value[:LIST_AT_MOST])):
        if count >= ADDRESSES_AT_MOST:
            return
        found = _one(piece, carried)
        # An unquoted `Liu, Dana <dana@…>` was cut at its comma.
        carried = "".join(token for token in piece if not token.startswith("(")).strip() if found is None else ""
        if found is not None:
            yield found


def _pieces(value: str) -> Iterator[list[str]]:
    piece: list[str] = []
    has_address = False
    for token in _TOKEN.findall(value):
        if token in {",", ";"}:
            if piece:
                yield piece
            piece, has_address = [], False
        elif token in {":"} and not has_address:
            piece = []  # the name of a group
        else:
            piece.append(token)
            has_address = has_address or "@" in token
    if piece:
        yield piece


def _one(piece: list[str], carried: str) -> Address | None:
    angle = next((token for token in reversed(piece) if token[0] == "<" and "@" in token), None)
    if angle is not None:
        email = _email(angle[1:].rstrip(">"))
        words = [token for token in piece if token is not angle and token[0] not in "(<"]
        name = " ".join(_unquoted(token) for token in words).strip()
        name = f"{carried}, {name}" if carried and name else name or carried
    else:
        email = _email("".join(token for token in piece if token[0] != "("))
        name = ""
    if email is None:
        return None
    if not name:
        name = next((token[1:-1] for token in piece if token[0] == "(" and len(token) > 2), "")
    return Address(safe_name(decoded(name), 200), email)


def _unquoted(token: str) -> str:
    if token[0] != '"':
        return token.strip()
    return re.sub(r"\\(.)", r"\1", token.strip('"') if len(token) < 3 else token[1:-1])


def _email(text: str) -> str | None:
    """A cleaned `local@domain`, source routes dropped (RFC 5321 §4.1.1.3), or None."""
    if (quoted := _QUOTED_LOCAL.search(text)) is not None:
        return f"{quoted[1]}@{ascii_domain(quoted[2])}"
    text = text.rpartition(":")[2] if text.startswith("@") else text
    text = _UNSAFE.sub("", text)
    match = _ADDRESS.search(text) or _ADDRESS.search(text.replace(" ", ""))
    if match is None:
        return None
    local, _, domain = match[0].rpartition("@")
    return f"{unicodedata.normalize('NFC', local)}@{ascii_domain(domain.strip('.'))}" if domain.strip(".") else None
