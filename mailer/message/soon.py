"""Spells out how soon something is: "in 20 minutes", "in an hour" become today's time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_SOON = re.compile(
    r"\bin (?:about )?(?:(?P<half>half an hour)|(?P<n>\d{1,3}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty) ?(?P<unit>minutes?|mins?|hours?|hrs?))\b(?! (?:early|before|late))",
    re.I,
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


def spelled(text: str, reference: datetime, zone: ZoneInfo) -> str:
    """The text with such words replaced by the day and the time on the person's clock."""

    def at(hit: re.Match[str]) -> str:
        if hit["half"]:
            ahead = timedelta(minutes=30)
        else:
            number = _NUMBERS.get(hit["n"].lower()) or int(hit["n"])
            ahead = timedelta(minutes=number) if hit["unit"].lower().startswith("m") else timedelta(hours=number)
        local = (reference + ahead).astimezone(zone)
        return f"on {local.day} {local:%B} {local.year} at {local:%H:%M}"

    return _SOON.sub(at, text)
