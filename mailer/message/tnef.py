"""Reads winmail.dat, Outlook's own wrapping of a meeting ([MS-OXTNEF]): what it is, when, where; nothing else of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from mailer.message.parse import Part

BYTES_AT_MOST = 5_000_000
PROPERTIES_AT_MOST = 2_000
FILES_AT_MOST = 20

_SIGNATURE = 0x223E9F78
_SUBJECT, _MESSAGE_CLASS, _PROPERTIES, _ATTACHMENT = 0x00018004, 0x00078008, 0x00069003, 0x0006800F
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SIZES = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
# Named properties of meetings ([MS-OXOCAL]): their numbers within the appointment and meeting sets.
_START, _END, _PLACE, _RECURRING, _SEQUENCE, _UID = 0x820D, 0x820E, 0x8208, 0x8223, 0x8201, 0x0023
_LONG_UID = 0x0003
_PLAIN_SUBJECT, _PLAIN_BODY = 0x0037, 0x1000


@dataclass(slots=True)
class Found:
    """What a winmail.dat tells of a meeting; `starts` is None where it holds none."""

    kind: str = ""
    subject: str = ""
    body: str = ""
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    recurring: bool = False
    sequence: int = 0
    uid: str = ""
    files: list[bytes] = field(default_factory=list)

    @property
    def cancelled(self) -> bool:
        """Whether the meeting is called off."""
        return "cancel" in self.kind.lower()

    @property
    def answer(self) -> bool:
        """Whether it is somebody's answer to the organiser."""
        return bool(re.search(r"\bresp|mtgresp", self.kind.lower()))


def is_tnef(part: Part) -> bool:
    """Whether a part is winmail.dat."""
    named = (
        part.content_type in ("application/ms-tnef", "application/vnd.ms-tnef")
        or part.filename.lower() == "winmail.dat"
    )
    return named and part.payload[:4] == struct.pack("<I", _SIGNATURE)


def read(data: bytes) -> Found:
    """What the file tells. Total: a file cut short or at fault gives what was read up to there."""
    found = Found()
    try:
        for attribute, value in _attributes(data[:BYTES_AT_MOST]):
            if attribute == _MESSAGE_CLASS:
                found.kind = value.split(b"\0")[0].decode("ascii", "replace")
            elif attribute == _SUBJECT and not found.subject:
                found.subject = value.split(b"\0")[0].decode("cp1252", "replace")
            elif attribute == _ATTACHMENT and len(found.files) < FILES_AT_MOST:
                found.files.append(value)
            elif attribute == _PROPERTIES:
                for number, kind, raw in _properties(value):
                    _take(found, number, kind, raw)
    except (struct.error, IndexError, ValueError, OverflowError):
        pass  # cut short: what was read stands
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        attribute, length = struct.unpack_from("<II", data, at + 1)
        yield attribute, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(number, type, bytes) of each property; a named one with its number inside its set."""
    (count,), at = struct.unpack_from("<I", data, 0), 4
    for _ in range(min(count, PROPERTIES_AT_MOST)):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:
            by_name, number = struct.unpack_from("<II", data, at + 16)
            at += 24
            if by_name:
                at += number + -number % 4
                number = 0
        single = kind & 0x0FFF
        if single in _SIZES and not kind & 0x1000:
            yield number, kind, data[at : at + _SIZES[single]]
            at += _SIZES[single]
            continue
        values = 1
        if kind & 0x1000 or single in (0x000D, 0x001E, 0x001F, 0x0102):
            (values,) = struct.unpack_from("<I", data, at)
            at += 4
        for _ in range(min(values, PROPERTIES_AT_MOST)):
            if single in _SIZES:
                at += _SIZES[single]
                continue
            (length,) = struct.unpack_from("<I", data, at)
            yield number, single, data[at + 4 : at + 4 + length]
            at += 4 + length + -length % 4


def _take(found: Found, number: int, kind: int, raw: bytes) -> None:
    if kind == 0x0040 and number in (_START, _END):
        moment = _EPOCH + timedelta(microseconds=struct.unpack("<Q", raw)[0] // 10)
        if number == _START:
            found.starts = moment
        else:
            found.ends = moment
    elif number == _PLACE:
        found.place = _text(kind, raw) or found.place
    elif number == _PLAIN_SUBJECT:
        found.subject = _text(kind, raw) or found.subject
    elif number == _PLAIN_BODY:
        found.body = _text(kind, raw)[:20_000]
    elif number == _RECURRING and kind == 0x000B:
        found.recurring = raw[:1] != b"\0"
    elif number == _SEQUENCE and kind == 0x0003:
        found.sequence = max(struct.unpack("<i", raw[:4])[0], 0)
    elif number in (_UID, _LONG_UID) and kind == 0x0102:
        found.uid = uid(raw) or found.uid


def uid(raw: bytes) -> str:
    """The UID that the same meeting has as iCalendar ([MS-OXCICAL] §2.1.3.1.1.20.26)."""
    mark = raw.find(b"vCal-Uid\x01\0\0\0")
    if mark >= 0:
        return raw[mark + 12 :].split(b"\0")[0].decode("utf-8", "replace")
    return raw.hex().upper() if len(raw) > 16 else ""


def _text(kind: int, raw: bytes) -> str:
    if kind == 0x001F:
        return raw.decode("utf-16-le", "replace").split("\0")[0].strip()
    return raw.split(b"\0")[0].decode("cp1252", "replace").strip() if kind == 0x001E else ""
