"""Writes events as iCalendar (RFC 5545), with alarms, for the person's own calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ALARMS = (timedelta(days=1), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Event:
    """An event to be written."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    place: str
    cancelled: bool = False


def write(events: Iterable[Event], now: datetime) -> bytes:
    """The calendar object's bytes: CRLF, folded at 75 octets (RFC 5545 §3.1)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nextround//EN", "METHOD:PUBLISH"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(event.uid)}",
            f"SEQUENCE:{event.sequence}",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(event.starts)}",
            f"DTEND:{_utc(event.ends)}",
            f"SUMMARY:{_text(event.summary)}",
            *([f"LOCATION:{_text(event.place)}"] if event.place else []),
            f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
            *([] if event.cancelled else _alarms(event)),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _alarms(event: Event) -> list[str]:
    lines = []
    for ahead in ALARMS:
        size = f"P{ahead.days}D" if ahead.days else f"PT{ahead.seconds // 3600}H"
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(event.summary)}",
            f"TRIGGER:-{size}",
            "END:VALARM",
        ]
    return lines


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    plain = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", value)
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def _folded(line: str) -> str:
    out, length = [], 0
    for character in line:
        size = len(character.encode())
        if length + size > 74:
            out.append("\r\n ")
            length = 1
        out.append(character)
        length += size
    return "".join(out) + "\r\n"
