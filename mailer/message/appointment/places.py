"""How and where it is held."""

from __future__ import annotations

import re

from mailer.message.appointment import names
from mailer.message.appointment.cues import MODES, NUMBER, STREET
from mailer.message.changes import unhindered
from mailer.message.invite import meeting_link

_LABELLED_PLACE = re.compile(
    r"^[ \t>*-]*(?:location|where|venue|address|place)[ \t]*[:：][ \t]*([^\n]{2,200})", re.I | re.M
)


def mode(text: str, place: str | None) -> str | None:
    """How it is held, from words and place."""
    found = next((name for name, cue in MODES if cue.search(text)), None)
    if found in ("recorded", "onsite"):
        return found
    if place and place.startswith("http"):
        return "video"
    if found == "video" or (found == "phone" and not (place and STREET.search(place))):
        return found
    if place and NUMBER.fullmatch(place):
        return "phone"
    return "onsite" if place else found


def where(text: str) -> str | None:
    if link := meeting_link(text):
        return link
    if hit := _LABELLED_PLACE.search(text):
        where = " ".join(hit[1].split()).strip(" .|*")
        if where and not re.fullmatch(
            r"(?:tbc|tbd|online|remote|virtual|video|phone|zoom|(?:microsoft )?teams(?: meeting)?|google meet)\W*",
            where,
            re.I,
        ):
            return where[:200]
    if hit := STREET.search(text):
        return _until_name(" ".join(hit[1].split()).strip(" ,."))
    if re.search(r"\b(?:call|ring|phone|dial|tel)", text, re.I) and (hit := NUMBER.search(text)):
        return hit[0].strip()
    return None


_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
# A clock that counts seconds is a machine's: a log, a fax report, a copied header. Calendars write ":00".
_STAMP = re.compile(
    rf"(?:(?:{_DAY},?\s+)?(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{_MONTH}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}\.?(?:\s+\d{{4}})?),?(?:\s+|t)(?:at\s+)?)?"
    r"(?<![\d:.])\d{1,2}:[0-5]\d:(?!00)[0-5]\d(?:[.,]\d{1,6})?(?:\s?[ap]m\b)?(?![\d:])(?:\s?(?:z|utc|gmt)\b|\s?[+-]\d{2}:?\d{2})?",
    re.I,
)


def unstamped(text: str) -> str:
    """The text with the stamps of logs and reports blotted out ("15:01:21"), so that none is a time; as long as before."""
    return _STAMP.sub(lambda hit: "x" * len(hit[0]), text)


def unhoused(text: str) -> str:
    """The text without what is no part of its times: house numbers ("at 12 Mill Lane"), stamps, a late train; as long as before."""
    plain = unhindered(unstamped(text))
    return STREET.sub(lambda hit: re.sub(r"\A(\d+)", lambda number: "x" * len(number[1]), hit[0]), plain)


def _until_name(place: str) -> str:
    """The address without the people told after it: "12 High Street, Leeds, Dana Liu"."""
    parts = place.split(", ")
    keep = next((at for at, part in enumerate(parts) if at and names.is_name(part) and " " in part), len(parts))
    return ", ".join(parts[:keep])
