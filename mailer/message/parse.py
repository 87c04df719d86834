"""Turns the bytes of a mail into a Message; any bytes give one, with `problems` where they are at fault.

Own splitting instead of the standard library's parser: that one recurses once per level of nesting, knows no
bound on parts, and takes 20 ms for a megabyte.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from mailer.message import address, headers, mime
from mailer.message.address import Address
from mailer.message.charset import decode
from mailer.message.flowed import unflow
from mailer.message.headers import decoded
from mailer.message.html import to_text

TEXT_AT_MOST = 1_000_000
HTML_AT_MOST = 2_000_000

_NO_TEXT = re.compile(r"[^\x09\x0a\x20-\x7e\x85\xa0-\U0010ffff]|[\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]")
_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
_LINES = re.compile(r"[\u2028\u2029\x85\x0b\x0c]")
_ASCII_LINES = bytes.maketrans(b"\x0b\x0c", b"\n\n")
_ASCII_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C})
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
_STUB = re.compile(
    r"(?:html|rich.text|multi-?part|mime)[- ](?:e-?mail|message|format|capable|version|compatible|part)"
    r"|(?:support|display|view|read)\w* (?:html|this (?:e-?mail|message))|view (?:it |this )?in (?:your|a) browser",
    re.IGNORECASE,
)
_ZONES = {
    "CET": 1,
    "CEST": 2,
    "MET": 1,
    "MEST": 2,
    "EET": 2,
    "EEST": 3,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "MSK": 3,
    "JST": 9,
}


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment or other part that is not the text: `payload` holds its bytes with the encoding undone."""

    filename: str
    content_type: str
    payload: bytes
    parameters: Mapping[str, str]
    inline: bool

    @property
    def text(self) -> str:
        """The payload as text by its charset parameter, for textual parts such as text/calendar."""
        return decode(self.payload, self.parameters.get("charset"))[0].replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says.

    `text` is the best body text with LF line ends (HTML rendered where there is nothing better); `html` the raw
    HTML or None; `date` keeps the header's own offset; ids come with their angle brackets.
    """

    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    from_: Address | None
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: datetime | None
    headers: headers.Headers
    text: str
    html: str | None
    parts: tuple[Part, ...]
    problems: tuple[str, ...]
    language: str | None

    def header(self, name: str) -> str | None:
        """The first raw value of a header, or None."""
        values = self.headers.get(name.lower())
        return values[0] if values else None


def parse(raw: bytes) -> Message:
    """The message in `raw`. Total: never raises, whatever the bytes; faults are named in `problems`."""
    problems: list[str] = []
    block, body, faults = headers.split(with_lf(raw, problems))
    problems.extend(faults)
    content = _Content()
    for leaf in mime.leaves(block, body, problems):
        content.take(leaf, problems)
    ids = _MESSAGE_ID.findall(" ".join(block.get("references", ())))
    return Message(
        message_id=_first_id(block, "message-id"),
        in_reply_to=_first_id(block, "in-reply-to"),
        references=tuple(dict.fromkeys(ids)),
        from_=_one(block, "from", problems),
        sender=_one(block, "sender", problems),
        reply_to=_many(block, "reply-to"),
        to=_many(block, "to"),
        cc=_many(block, "cc"),
        subject=decoded(block.get("subject", ("",))[0]),
        date=_date(block, problems),
        headers=block,
        text=content.best_text(),
        html="\n".join(content.html)[:HTML_AT_MOST] or None,
        parts=tuple(content.parts),
        problems=tuple(dict.fromkeys(problems)),
        language=_language(block, content.html),
    )


def inner(part: Part) -> Message | None:
    """The message inside a message/rfc822 part or an attached .eml file; None for any other part."""
    if part.content_type in ("message/rfc822", "message/global") or part.filename.lower().endswith(".eml"):
        return parse(part.payload)
    return None


class _Content:
    """Gathers texts, HTML and attachments while the leaves go by."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.html: list[str] = []
        self.parts: list[Part] = []

    def take(self, leaf: mime.Leaf, problems: list[str]) -> None:
        disposition, parameters = mime.content(leaf.headers, "content-disposition", "")
        filename = decoded(parameters.get("filename") or leaf.parameters.get("name") or "")
        attached = disposition == "attachment" or bool(filename)
        if leaf.content_type in ("text/plain", "text/html", "text/enriched") and not attached:
            text, problem = decode(leaf.payload, leaf.parameters.get("charset"))
            if problem:
                problems.append(problem)
            self._take_text(text, leaf)
            return
        if leaf.content_type in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
            problems.append("encrypted")
        name = address.safe_name(filename.replace("\\", "/").rpartition("/")[2], 200)
        inline = disposition == "inline"
        self.parts.append(Part(name, leaf.content_type, leaf.payload, leaf.parameters, inline))

    def _take_text(self, text: str, leaf: mime.Leaf) -> None:
        if leaf.content_type != "text/plain":
            self.html.append(text)
            if "multipart/alternative" not in leaf.within:  # it stands beside plain parts, not for them
                self.plain.append(to_text(text))
            return
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if leaf.parameters.get("format", "").lower() == "flowed":
            text = unflow(text, leaf.parameters.get("delsp", "").lower() == "yes")
        if text.strip():
            self.plain.append(text)

    def best_text(self) -> str:
        plain = "\n".join(self.plain)
        if self.html and (not plain.strip() or _is_stub(plain)):
            rendered = "\n".join(to_text(html) for html in self.html)
            plain = rendered if rendered.strip() else plain
        return tidy(plain[:TEXT_AT_MOST])


def _is_stub(plain: str) -> bool:
    """Whether a plain part only says that the mail is to be read as HTML, or is markup itself."""
    start = plain.lstrip()[:200].lower()
    return start.startswith(("<!doctype html", "<html")) or (len(plain) < 400 and _STUB.search(plain) is not None)


def tidy(text: str) -> str:
    """The text with LF line ends, ordinary blanks for special ones, without controls and invisible marks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():  # bytes know a far faster way than patterns do
        return text.encode("ascii").translate(_ASCII_LINES, _ASCII_CONTROLS).decode("ascii")
    return _NO_TEXT.sub("", _SPACES.sub(" ", _LINES.sub("\n", text)))


def with_lf(raw: bytes, problems: list[str]) -> bytes:
    """The bytes with LF line ends only; a message saved as UTF-16 is brought to UTF-8 first."""
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or (len(raw) > 8 and not any(raw[1:40:2])):
        problems.append("utf-16")
        kind = "utf-16" if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-16-le"
        raw = raw.decode(kind, "replace").encode("utf-8", "replace")
    if raw[:3] == codecs.BOM_UTF8:
        problems.append("bom")
        raw = raw[3:]
    if b"\r" not in raw:
        return raw
    raw = raw.replace(b"\r\n", b"\n")
    if b"\r" in raw:
        problems.append("line-ends")
        raw = raw.replace(b"\r", b"\n")
    return raw


def _first_id(block: headers.Headers, name: str) -> str:
    value = block.get(name, ("",))[0]
    if match := _MESSAGE_ID.search(value):
        return match[0]
    bare = value.strip(" <>").split(" ")[0]
    return f"<{bare}>" if "@" in bare and len(bare) < 900 and not set("<>") & set(bare) else ""


def _one(block: headers.Headers, name: str, problems: list[str]) -> Address | None:
    values = block.get(name, ())
    if len(values) > 1:
        problems.append(f"{name}-many")
    return address.parse(values[0]) if values else None


def _many(block: headers.Headers, name: str) -> tuple[Address, ...]:
    return address.parse_list(", ".join(block[name])) if name in block else ()


def _date(block: headers.Headers, problems: list[str]) -> datetime | None:
    if "date" not in block:
        return None
    moment = when(block["date"][0])
    if moment is None:
        problems.append("date-broken")
    return moment


def when(value: str) -> datetime | None:
    """A Date header's moment with its own offset (UTC where it names none), or None where it can't be read."""
    value = decoded(value[:120])
    try:
        if value[:4].isdigit() and value[4:5] == "-":
            moment = datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        fields = parsedate_tz(value)
        if fields is None:
            return None
        offset = fields[9]
        if offset is None or (not offset and value.rpartition(" ")[2] in _ZONES):
            offset = 3600 * _ZONES.get(value.rpartition(" ")[2], 0)
        zone = UTC if offset == 0 else timezone(timedelta(seconds=offset))
        year = fields[0]
        return datetime(year, *fields[1:5], min(fields[5], 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _language(block: headers.Headers, html: list[str]) -> str | None:
    label = block.get("content-language", ("",))[0]
    if not label and html and (match := re.search(r"<html[^>]{0,400}?\blang=[\"']?([A-Za-z]{2,3})\b", html[0][:4000])):
        label = match[1]
    match = re.match(r"\s*([A-Za-z]{2,3})\b", label)
    return match[1].lower() if match else None
