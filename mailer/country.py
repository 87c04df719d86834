"""The country of a time zone, from the tz database's own table: good enough to know a public holiday."""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo


def of(zone: ZoneInfo) -> str | None:
    """Return the ISO 3166 code of the country that a zone is named after, or None for UTC, old names and the like."""
    return _table().get(zone.key)


@cache
def _table() -> dict[str, str]:
    lines = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
