"""Writes a Letter as the bytes of a mail: CRLF, 7-bit, folded, the same bytes for the same Letter."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Literal
from urllib.parse import quote

from mailer.message import fold
from mailer.message.address import Address
from mailer.message.parse import tidy
from mailer.message.thread import base_subject, thread_index

TEXT_LINE_AT_MOST = 990

_ALLOWED = {"list-unsubscribe", "list-unsubscribe-post", "list-id", "thread-topic", "x-unsent"}
_READ_BY_PEOPLE = {"thread-topic"}
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\Z")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along. `method` is iTIP's for text/calendar; `alternative` shows it as the mail's own invitation."""

    filename: str
    content_type: str
    data: bytes
    method: str = ""
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be written.

    Without an address in `to` there is no To. `message_id`, `in_reply_to` and `references` come with angle brackets. `headers` may only hold List-Unsubscribe,
    List-Unsubscribe-Post, List-Id, Thread-Topic, X-Unsent and X-Nextround-*. `parent_thread_index` is the raw
    Thread-Index of the answered mail, so that Outlook threads the reply too.
    """

    sender: Address
    to: Address
    subject: str
    text: str
    html: str | None
    message_id: str
    date: datetime
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    auto_submitted: Literal["auto-replied", "auto-generated", ""] = "auto-replied"
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reply_to: Address | None = None
    parent_thread_index: str = ""


def compose(letter: Letter) -> bytes:
    """The bytes of the mail.

    Removed: control characters in every header value and in the texts, so that nothing can inject a header.
    Refused with ValueError: a header outside the allow-list, a date without a zone.
    """
    block = "".join(_headers(letter))
    shown = [_text_part("plain", letter.text)]
    if letter.html is not None:
        shown.append(_text_part("html", letter.html))
    shown.extend(_attached(item, inside=True) for item in letter.attachments if item.alternative)
    whole = shown[0] if len(shown) == 1 else _multipart("alternative", shown, letter.message_id)
    files = [_attached(item, inside=False) for item in letter.attachments if not item.alternative]
    if files:
        whole = _multipart("mixed", [whole, *files], letter.message_id)
    return block.encode("utf-8") + whole


def _headers(letter: Letter) -> list[str]:
    if letter.date.tzinfo is None:
        raise ValueError("the date of a letter needs a zone")
    topic = base_subject(fold.clean(letter.subject))
    given = {name.lower() for name, _ in letter.headers}
    lines = [
        fold.structured("Date", format_datetime(letter.date)),
        fold.mailboxes("From", (letter.sender,)),
        # A draft to nobody yet has no To at all: RFC 5322 §3.6 asks for none, and an empty one is no address.
        fold.mailboxes("To", (letter.to,)) if letter.to.email else "",
        fold.mailboxes("Reply-To", (letter.reply_to,)) if letter.reply_to else "",
        fold.unstructured("Subject", letter.subject),
        fold.structured("Message-ID", _id(letter.message_id)),
        fold.structured("In-Reply-To", _id(letter.in_reply_to)) if letter.in_reply_to else "",
        fold.structured("References", " ".join(map(_id, letter.references))) if letter.references else "",
        fold.structured("Auto-Submitted", letter.auto_submitted) if letter.auto_submitted else "",
        fold.unstructured("Thread-Topic", topic) if topic and "thread-topic" not in given else "",
        fold.structured("Thread-Index", thread_index(letter.parent_thread_index, letter.date, letter.message_id)),
    ]
    lines.extend(_extra(name, value) for name, value in letter.headers)
    lines.append("MIME-Version: 1.0\r\n")
    return lines


def _id(value: str) -> str:
    return re.sub(r"\s+", "", fold.clean(value))


def _extra(name: str, value: str) -> str:
    lower = name.lower()
    if lower not in _ALLOWED and not re.fullmatch(r"x-nextround-[a-z0-9-]{1,40}", lower):
        raise ValueError(f"{name[:60]!r} is not among the headers a letter may add")
    return fold.unstructured(name, value) if lower in _READ_BY_PEOPLE else fold.structured(name, value)


def _text_part(kind: str, text: str) -> bytes:
    text = tidy_line_ends(text)
    head, body = _encoded_text(text)
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {head}\r\n\r\n".encode("ascii") + body
    )


def tidy_line_ends(text: str) -> str:
    """The text as it is sent: LF line ends, no controls, exactly one line end at its end."""
    return tidy(text).rstrip("\n") + "\n"


def _encoded_text(text: str) -> tuple[str, bytes]:
    """7bit where the source stays readable as it is, else quoted-printable, or base64 where that is shorter."""
    if text.isascii() and "From " not in text and all(len(line) <= TEXT_LINE_AT_MOST for line in text.split("\n")):
        return "7bit", text.encode("ascii").replace(b"\n", b"\r\n")
    raw = text.encode("utf-8")
    if sum(1 for byte in raw if byte >= 0x80) * 3 > len(raw):
        return "base64", fold.base64_lines(raw.replace(b"\n", b"\r\n"))
    return "quoted-printable", fold.quoted_printable(text)


def _attached(item: Attachment, inside: bool) -> bytes:
    content_type = item.content_type.lower() if _TYPE.match(item.content_type.lower()) else "application/octet-stream"
    parameters = _parameter("name", item.filename) if item.filename else ""
    if content_type == "text/calendar":
        method = re.sub(r"[^A-Z]", "", item.method.upper())
        parameters = ("; method=" + method if method else "") + "; charset=utf-8" + parameters
    seven_bit = _is_seven_bit(item.data)
    if content_type == "message/rfc822" and not seven_bit:
        content_type = "application/octet-stream"  # RFC 2046 §5.2.1: a message part may not be encoded
    lines = [f"Content-Type: {content_type}{parameters}\r\n"]
    if not inside:
        lines.append(
            f"Content-Disposition: attachment{_parameter('filename', item.filename) if item.filename else ''}\r\n"
        )
    plain = seven_bit and content_type in ("message/rfc822", "text/calendar", "text/plain")
    lines.append(f"Content-Transfer-Encoding: {'7bit' if plain else 'base64'}\r\n\r\n")
    if not plain:
        return "".join(lines).encode("ascii") + fold.base64_lines(item.data)
    return "".join(lines).encode("ascii") + item.data + (b"" if item.data.endswith(b"\r\n") else b"\r\n")


def _is_seven_bit(data: bytes) -> bool:
    lines = data.split(b"\r\n")
    return (
        data.isascii()
        and b"\0" not in data
        and not any(b"\r" in line or b"\n" in line or len(line) > TEXT_LINE_AT_MOST for line in lines)
    )


def _parameter(name: str, value: str) -> str:
    """A parameter on its own folded line; RFC 2231 beside an ASCII stand-in for names outside ASCII."""
    value = re.sub(r"[\\/\"]", "_", fold.clean(value))[:120]
    plain = "".join(character if character.isascii() else "_" for character in value)
    extended = "" if value.isascii() else f";\r\n {name}*=utf-8''{quote(value, safe='')[:900]}"
    return f';\r\n {name}="{plain}"{extended}'


def _multipart(kind: str, parts: list[bytes], message_id: str) -> bytes:
    boundary = _boundary(kind, parts, message_id).encode("ascii")
    head = b'Content-Type: multipart/%s;\r\n boundary="%s"\r\n\r\n' % (kind.encode("ascii"), boundary)
    return head + b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts) + b"--%s--\r\n" % boundary


def _boundary(kind: str, parts: list[bytes], message_id: str) -> str:
    """The same for the same letter, and in no part of it."""
    seed = f"{kind} {message_id}".encode("utf-8", "replace")
    while True:
        boundary = "=_" + hashlib.sha256(seed).hexdigest()[:24]
        if not any(boundary.encode("ascii") in part for part in parts):
            return boundary
        seed += b"+"
