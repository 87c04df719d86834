"""What can be told of time zones: the one a newcomer is likely in, and the country that a zone is named after."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

# Where most people with that offset live; the first that fits the day is taken, and the first answer asks.
_LIKELY = (
    "Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Istanbul", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Phoenix", "America/Halifax", "America/St_Johns",
    "America/Sao_Paulo", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore",
    "Asia/Tokyo", "Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Pacific/Auckland", "Africa/Lagos",
    "Africa/Johannesburg", "Africa/Nairobi", "Asia/Tehran", "Asia/Yangon",
)  # fmt: skip


def likely(default: ZoneInfo, written: datetime | None) -> str:
    """Return the host's zone where its offset is the mail's, or the mail tells none; else the likeliest with that offset.

    An offset of nought is how servers write, and tells nothing.
    """
    offset = written.utcoffset() if written is not None else None
    if written is None or not offset or written.astimezone(default).utcoffset() == offset:
        return default.key
    return next((key for key in _LIKELY if written.astimezone(ZoneInfo(key)).utcoffset() == offset), default.key)


def country(zone: ZoneInfo) -> str | None:
    """Return the ISO 3166 code of the country that a zone is named after, or None for UTC, old names and the like.

    From the tz database's own table: good enough to know a public holiday.
    """
    return _table().get(zone.key)


@cache
def _table() -> dict[str, str]:
    lines = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
