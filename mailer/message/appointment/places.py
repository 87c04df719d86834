"""How and where it is held."""

from __future__ import annotations

import re

from mailer.message.appointment import names
from mailer.message.appointment.cues import MODES, NUMBER, STREET
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


def unhoused(text: str) -> str:
    """The text with the house numbers of addresses blotted out, so that "at 12 Mill Lane" is no time; as long as before."""
    return STREET.sub(lambda hit: re.sub(r"\A(\d+)", lambda number: "x" * len(number[1]), hit[0]), text)


def _until_name(place: str) -> str:
    """The address without the people told after it: "12 High Street, Leeds, Dana Liu"."""
    parts = place.split(", ")
    keep = next((at for at, part in enumerate(parts) if at and names.is_name(part) and " " in part), len(parts))
    return ", ".join(parts[:keep])
