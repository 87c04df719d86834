"""What an appointment is told to be, and the blotting out of its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailer.message.address import Address


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an interview besides its time."""

    company: str | None = None
    role: str | None = None
    people: tuple[Address, ...] = ()  # an address may be missing
    mode: str | None = None  # onsite, video, phone, recorded
    place: str | None = None  # address, link or number

    def over(self, other: Told) -> Told:
        """This, with what it lacks taken from the other."""
        return Told(
            self.company or other.company,
            self.role or other.role,
            self.people or other.people,
            self.mode or other.mode,
            self.place or other.place,
        )


# A moment may reach from a time to a day with a firm between: "at 2 with KPMG on the 12th".
_NAMED = re.compile(r"\b(?:with|for) ([A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3})(?= (?:on|at|this|next|tomorrow)\b)")
_CALENDAR = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)


def blot(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these stretches replaced by bars, so that they separate and mean nothing."""
    out = list(text)
    kept = {at for hit in _NAMED.finditer(text) if not _CALENDAR.match(hit[1]) for at in range(*hit.span())}
    for start, end in spans:
        for at in range(max(start, 0), min(end, len(out))):
            if out[at] != "\n" and at not in kept:
                out[at] = "|"
    return re.sub(r"\|+", lambda hit: "|".ljust(len(hit[0])), "".join(out))
