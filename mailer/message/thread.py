"""Keeps conversations together: parents of a mail, headers and subject of the reply, Outlook's thread index."""

import base64
import binascii
import hashlib
import re
from datetime import UTC, datetime

from mailer.message.parse import Message

REFERENCES_AT_MOST = 11

_PREFIX = re.compile(
    r"\s*(?:\[external\]\s*)?(?:re|aw|sv|antw|ref|odp|res|ré|r|vs|vl|fwd?|fw|wg|tr|rv|i|enc|pd|doorst|回复|转发|答复)"
    r"(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*",
    re.IGNORECASE,
)
_ID = re.compile(r"<[!-;=?-~]{1,900}>")
_FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def parents(message: Message) -> tuple[str, ...]:
    """Ids of the mails this one answers, nearest first: In-Reply-To, then References from the newest back."""
    ids = (message.in_reply_to, *reversed(message.references))
    return tuple(dict.fromkeys(found for found in ids if _ID.fullmatch(found) and found != message.message_id))


def references_for(message: Message) -> tuple[str, ...]:
    """References of a reply to `message` (RFC 5322 §3.6.4): the first and the last ten, so that it stays bounded."""
    chain = [found for found in message.references if _ID.fullmatch(found)]
    if not chain and _ID.fullmatch(message.in_reply_to):
        chain = [message.in_reply_to]
    if _ID.fullmatch(message.message_id):
        chain = [found for found in chain if found != message.message_id] + [message.message_id]
    return tuple(chain if len(chain) <= REFERENCES_AT_MOST else [chain[0], *chain[1 - REFERENCES_AT_MOST :]])


def base_subject(subject: str) -> str:
    """The subject without its chain of Re, Fwd, AW, WG, TR, SV … prefixes."""
    at = 0
    for _ in range(40):
        match = _PREFIX.match(subject, at)
        if match is None:
            break
        at = match.end()
    return subject[at:].strip()


def reply_subject(subject: str) -> str:
    """`Re: ` and the base subject; a mail without a subject is answered with `Re:` alone."""
    return f"Re: {base_subject(subject)}".strip()


def thread_index(parent: str, date: datetime, message_id: str) -> str:
    """Outlook's Thread-Index ([MS-OXOMSG] §2.2.1.3): the parent's with a block appended, or the start of a new one."""
    try:
        known = base64.b64decode(parent.strip().encode("ascii", "ignore"), validate=True) if parent.strip() else b""
    except (binascii.Error, ValueError):
        known = b""
    ticks = max(0, int((date.astimezone(UTC) - _FILETIME_EPOCH).total_seconds() * 10_000_000))
    digest = hashlib.sha256(message_id.encode("utf-8", "replace")).digest()
    if len(known) < 22 or (len(known) - 22) % 5 or len(known) > 500:
        return base64.b64encode(ticks.to_bytes(8, "big")[:6] + digest[:16]).decode("ascii")
    begun = int.from_bytes(known[:6] + b"\0\0", "big")
    apart = abs(ticks - begun)
    far = apart >= 1 << 48  # about 325 days; then in coarser units, as the flag bit says
    delta = (apart >> 23 if far else apart >> 18) & 0x7FFFFFFF
    block = (delta | (0x80000000 if far else 0)).to_bytes(4, "big") + digest[:1]
    return base64.b64encode(known + block).decode("ascii")
