"""DKIM signatures and ARC seals of a mail, checked by dkimpy with our own DNS.

A signature that covers only the beginning of the body (`l=`) counts for nothing: anyone could write below it. So does
one by SHA-1 or by a key shorter than 1,024 bits (RFC 8301).
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass

import dkim  # type: ignore[import-untyped]

from mailer.errors import DnsTrouble
from mailer.message import headers
from mailer.message.parse import with_lf
from mailer.trust.domains import aligned
from mailer.trust.lookups import Look

SIGNATURES_AT_MOST = 6  # each costs a look-up and a calculation, at the sender's will
SEALS_AT_MOST = 10
VALUE_AT_MOST = 8_000  # bytes of a signature's header; the library's time grows with their square

_SILENT = logging.Logger("dkim", logging.CRITICAL + 1)  # its messages hold headers of the mail
_TAG = re.compile(rb"(?:\A|;)\s*([A-Za-z]\w*)\s*=\s*([^;]*)")


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature."""

    domain: str
    valid: bool | None  # None: DNS trouble
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The outermost set of an ARC chain that held: who sealed it, and what they had found."""

    domain: str
    results: str  # the ARC-Authentication-Results without its instance tag


def origin(raw: bytes) -> str | None:
    """Return the value of the one From header; None where there is not one, or where readers of the mail may disagree.

    A signature is good for what its reader sees. Where another reader finds other headers in the same bytes, or the
    text begins elsewhere, whoever holds a signed mail of a person could put other words under that signature: behind
    a bare CR, a line of blanks, or a header whose name is followed by a blank.
    """
    theirs, body = _split(raw)
    values = [value for name, value in theirs if name.lower() == b"from"]
    if len(values) != 1:
        return None
    ours, text, _ = headers.split(with_lf(raw, []))
    seen = Counter(name.decode("ascii").lower() for name, _ in theirs)
    if seen != {name: len(values) for name, values in ours.items()} or with_lf(body, []) != text:
        return None
    return bytes(values[0]).decode("utf-8", "replace")


def leading(raw: bytes, name: str) -> list[str]:
    """Return the values of the headers of this name at the very top, where a Received follows; else none.

    A server puts its Received on top (RFC 5321 §4.4) and its filters theirs above, so these are that server's own.
    """
    found: list[str] = []
    for each, value in _split(raw)[0]:
        if each.lower() != name.encode():
            return found if each.lower() == b"received" else []
        found.append(bytes(value).decode("utf-8", "replace"))
    return []


def _split(raw: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return headers and body as the signatures see them; nothing where they cannot be read."""
    try:
        found, body = dkim.rfc822_parse(raw)
    except (dkim.DKIMException, IndexError):
        return [], b""
    return found, body


def check(raw: bytes, domain: str, look: Look) -> list[Signature]:
    """Return the result of each signature by this domain or its owner, topmost first.

    Others prove nothing here, and nobody is asked for their keys: whoever wrote them might answer slowly on purpose.
    """
    try:
        verifier = dkim.DKIM(raw, logger=_SILENT, minkey=1024)
    except (dkim.DKIMException, IndexError):
        return []
    values = [value for name, value in verifier.headers if name.lower() == b"dkim-signature"]
    told = [(number, _tags(value)) for number, value in enumerate(values) if len(value) <= VALUE_AT_MOST]
    own = [(number, tags) for number, tags in told if aligned(_domain(tags), domain)]
    bodies = {relaxed: _body(verifier.body, relaxed=relaxed) for relaxed in (True, False)}
    found = []
    for number, tags in own[:SIGNATURES_AT_MOST]:
        verifier.body = bodies[_relaxed(tags)]
        found.append(_signature(verifier, number, tags, look))
    return found


def _relaxed(tags: dict[bytes, bytes]) -> bool:
    """Tell which canonicalisation of the body a signature asks for (RFC 6376 §3.5)."""
    return tags.get(b"c", b"").partition(b"/")[2] == b"relaxed"


def _body(body: bytes, *, relaxed: bool) -> bytes:
    """Return the body with its blanks made single where that changes nothing (RFC 6376 §3.4.4).

    The library looks at a run of blanks from each of them anew: one line of them would keep a worker for minutes.
    """
    return re.sub(rb"[\t ]+", b" ", body) if relaxed else body


def _tags(value: bytes) -> dict[bytes, bytes]:
    return {name.lower(): re.sub(rb"\s+", b"", text) for name, text in _TAG.findall(value)}


def _domain(tags: dict[bytes, bytes]) -> str:
    return tags.get(b"d", b"").decode("ascii", "replace").lower()


def _signature(verifier: dkim.DKIM, number: int, tags: dict[bytes, bytes], look: Look) -> Signature:
    domain = _domain(tags)
    covered = tags.get(b"h", b"").lower().split(b":")
    if b"l" in tags or tags.get(b"a", b"").lower() == b"rsa-sha1" or b"from" not in covered:
        return Signature(domain, valid=False)
    try:
        return Signature(domain, valid=bool(verifier.verify(idx=number, dnsfunc=_dnsfunc(look))))
    except DnsTrouble:
        return Signature(domain, valid=None)
    except Exception as error:  # the library trips over malformed keys and tags in many ways: all mean "not valid"
        return Signature(domain, valid=False, expired="x= value is past" in str(error))


def chain(raw: bytes, named: Container[str], look: Look) -> Chain | None:
    """Return the outermost ARC set where the whole chain holds (RFC 8617 §5.2), else None. Raises DnsTrouble.

    Only where a domain among `named` sealed last: of all others no key is asked for.
    """
    sets = [
        (name.lower(), value)
        for name, value in _split(raw)[0]
        if name.lower() in (b"arc-seal", b"arc-message-signature")
    ]
    seals = [_tags(value) for name, value in sets if name == b"arc-seal"]
    if (
        not 0 < len(seals) <= SEALS_AT_MOST
        or len(sets) > 2 * SEALS_AT_MOST
        or max(len(value) for _, value in sets) > VALUE_AT_MOST
    ):
        return None
    if (
        _domain(max(seals, key=lambda tags: int(tags.get(b"i", b"")[:3]) if tags.get(b"i", b"").isdigit() else 0))
        not in named
    ):
        return None
    try:
        verifier = dkim.ARC(raw, logger=_SILENT, minkey=1024)
        asked = {_relaxed(_tags(value)) for name, value in verifier.headers if name.lower() == b"arc-message-signature"}
        if len(asked) != 1:
            return None
        verifier.body = _body(verifier.body, relaxed=asked.pop())
        verdict, held, _ = verifier.verify(dnsfunc=_dnsfunc(look))
    except DnsTrouble:
        raise
    except Exception:  # as above
        return None
    if verdict != dkim.CV_Pass or not held:
        return None
    outer = held[0]
    domain = outer["as-domain"].decode("ascii", "replace").lower()
    if domain not in named or outer["ams-domain"].decode("ascii", "replace").lower() != domain:
        return None
    told = outer["aar-value"].decode("utf-8", "replace")
    return Chain(domain, re.sub(r"\A\s*i\s*=\s*\d+\s*;", "", told))


def _dnsfunc(look: Look) -> Callable[..., bytes | None]:
    def txt(name: bytes, timeout: float = 0) -> bytes | None:
        found = look.txt(name.decode("ascii", "replace"))
        return found[0].encode() if len(found) == 1 else _key(found)

    return txt


def _key(found: object) -> bytes | None:
    texts = [text for text in found if "p=" in text] if isinstance(found, list) else []
    return texts[0].encode() if len(texts) == 1 else None
