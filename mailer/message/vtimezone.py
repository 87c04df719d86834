"""The offset from UTC that a calendar object's own VTIMEZONE gives for a time on the wall (RFC 5545 §3.6.5)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from mailer.message.vcalendar import Component

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?\Z")
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)\Z")
_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


def offset(zone: Component, wall: datetime) -> timedelta | None:
    """How far ahead of UTC the wall clock is; None where the component does not tell."""
    best: tuple[datetime, timedelta] | None = None
    first: tuple[datetime, timedelta] | None = None
    for part in zone.parts:
        if part.name not in ("STANDARD", "DAYLIGHT"):
            continue
        ahead, start = _to(part.text("TZOFFSETTO")), moment(part.text("DTSTART"))
        if ahead is None or start is None:
            continue
        if first is None or start < first[0]:
            first = (start, _to(part.text("TZOFFSETFROM")) or ahead)
        onset = _latest(part, start, wall)
        if onset is not None and (best is None or onset > best[0]):
            best = (onset, ahead)
    chosen = best or first
    return chosen[1] if chosen else None


def _latest(part: Component, start: datetime, wall: datetime) -> datetime | None:
    """When this observance last began before the time on the wall."""
    onsets = [start]
    for extra in part.all("RDATE"):
        onsets.extend(found for value in extra.value.split(",")[:200] if (found := moment(value)))
    rule = dict(pair.split("=", 1) for pair in part.text("RRULE").upper().split(";") if "=" in pair)
    if rule.get("FREQ") == "YEARLY":
        until = moment(rule["UNTIL"]) if "UNTIL" in rule else None
        for year in (wall.year - 1, wall.year):
            onset = _of_year(rule, start, year)
            if onset and onset >= start and (until is None or onset <= until + timedelta(1)):
                onsets.append(onset)
    return max((onset for onset in onsets if onset <= wall), default=None)


def _of_year(rule: dict[str, str], start: datetime, year: int) -> datetime | None:
    month = int(rule["BYMONTH"]) if rule.get("BYMONTH", "").isdigit() else start.month
    if not 1 <= month <= 12 or not 1 < year < 9999:
        return None
    last = monthrange(year, month)[1]
    hit = _DAY.match(rule.get("BYDAY", "").split(",")[0])
    if hit is None:
        return datetime.combine(date(year, month, min(start.day, last)), start.time())
    nth, weekday = int(hit[1] or 1), _DAYS[hit[2]]
    days = [day for day in range(1, last + 1) if date(year, month, day).weekday() == weekday]
    allowed = {int(day) for day in rule.get("BYMONTHDAY", "").split(",") if day.strip().isdigit()}
    if allowed:
        days, nth = [day for day in days if day in allowed], 1
    place = nth - 1 if nth > 0 else nth
    if not days or not -len(days) <= place < len(days):
        return None
    return datetime.combine(date(year, month, days[place]), start.time())


def _to(text: str) -> timedelta | None:
    hit = _OFFSET.match(text.strip())
    if hit is None:
        return None
    size = timedelta(hours=int(hit[2]), minutes=int(hit[3]), seconds=int(hit[4] or 0))
    return None if size > timedelta(hours=15) else -size if hit[1] == "-" else size


def moment(text: str) -> datetime | None:
    """A date or date-time of a calendar object as it stands on the wall; None where it is neither."""
    digits = text.strip().rstrip("Zz")
    for shape in ("%Y%m%dT%H%M%S", "%Y%m%dT%H%M", "%Y%m%d"):
        try:
            return datetime.strptime(digits, shape)  # noqa: DTZ007 - a time on the wall has no zone
        except ValueError:
            continue
    return None
