"""The numbered lines of a routine mail, as templates show them and as the mail remembers what each number means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mailer.coach.checklist import Item

PREFIX = "line"
NOWHERE = ("UTC", "Etc/")  # clocks that tell of no country


def shown(items: Iterable[Item], first: int = 1) -> list[dict[str, Any]]:
    """Return the lines for a template, numbered from `first`."""
    return [
        {
            "number": number,
            "part": item.part.value,
            "text": item.text,
            "since": f"{item.line.since.day} {item.line.since:%b}" if item.line else "",
            "why": item.line.why.value if item.line else "",
            "pinned": bool(item.line and item.line.pinned),
        }
        for number, item in enumerate(items, first)
    ]


def about(items: Sequence[Item], first: int = 1) -> dict[str, int]:
    """Return what each number means, to be kept with the mail."""
    return {f"{PREFIX}{number}": item.handle for number, item in enumerate(items, first)}


def meant(about: Mapping[str, int], number: int) -> int | None:
    """Return the handle of a number in the mail that was about this."""
    return about.get(f"{PREFIX}{number}")


def near(lines: Sequence[Mapping[str, Any]], zone: str) -> list[Mapping[str, Any]]:
    """Return the lines of help of the country that a clock is of, then those for anywhere; all where it tells none."""
    if zone.startswith(NOWHERE):
        return list(lines)
    local = [line for line in lines if any(zone.startswith(each) for each in line.get("zones", ()))]
    return [*local, *(line for line in lines if "zones" not in line)]
