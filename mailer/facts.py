"""What the mails say of an interview: day, time, zone, place and people, as values for the templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailer.coach.model import Mode
from mailer.coach.reminders import Habits, Reminder, Span
from mailer.store.interviews import Interview


def span(interview: Interview) -> Span:
    """Return when the interview is, for the reminders."""
    return Span(interview.starts, interview.ends, interview.mode)


def moment(instant: datetime, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Return an instant on the clock of a zone: day in words and numbers, time, zone, and how many days ahead."""
    local = instant.astimezone(zone)
    return {
        "weekday": f"{local:%A}",
        "day": f"{local:%A} {local.day} {local:%B}",
        "short_day": f"{local:%a} {local.day} {local:%b}",
        "year": local.year if local.year != now.astimezone(zone).year else "",
        "time": f"{local:%H:%M}",
        "zone": zone_letters(local),
        "city": city(zone),
        "ahead": (local.date() - now.astimezone(zone).date()).days,
    }


def zone_letters(local: datetime) -> str:
    """Return what people call the zone: GMT, EST, or UTC+8 where it has a number only."""
    name = local.tzname() or "UTC"
    if name[:1] not in "+-":
        return name
    hours, minutes = int(name[:3]), name[3:5]
    return f"UTC{hours:+d}" + (f":{minutes}" if minutes not in ("", "00") else "")


def city(zone: ZoneInfo) -> str:
    """Return the place a zone is named after; empty where it is named after none."""
    area, _, place = zone.key.rpartition("/")
    return "" if not area or area == "Etc" else place.replace("_", " ")


def of(interview: Interview, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Return all that a mail says of an interview, on the person's clock."""
    starts = interview.starts
    when = moment(starts, zone, now)
    link = interview.place if interview.place and interview.place.startswith("http") else ""
    theirs = None
    if interview.zone.key not in ("UTC", "Etc/UTC") and _offset(starts, interview.zone) != _offset(starts, zone):
        theirs = moment(starts, interview.zone, now)
    return when | {
        "id": interview.id,
        "end": f"{interview.ends.astimezone(zone):%H:%M}" if interview.ends else "",
        "theirs": theirs,
        "company": interview.company or "",
        "role": interview.role or "",
        "names": list(interview.names),
        "people": [{"name": who.name, "title": who.title or ""} for who in interview.people if who.name],
        "place": "" if link else interview.place or "",
        "link": link,
        "number": interview.place if interview.place and re.fullmatch(r"[+\d][\d ().-]+", interview.place) else "",
        "mode": interview.mode.value if interview.mode else "",
        "due": interview.mode is Mode.RECORDED,  # by then, rather than then
        "zone_assumed": interview.zone_assumed,
    }


def _offset(instant: datetime, zone: ZoneInfo) -> Any:
    return instant.astimezone(zone).utcoffset()


def reminder(each: Reminder, habits: Habits, now: datetime) -> dict[str, Any]:
    """Return when a routine mail comes, on the person's clock."""
    return {"phase": each.phase.value} | moment(each.at, habits.zone, now)


def explained(interview: Interview, zone: ZoneInfo, action: str, planned: tuple[Reminder, ...]) -> Mapping[str, Any]:
    """Return an interview as `nextround explain --json` prints it."""
    told_in = zone if interview.zone.key in ("UTC", "Etc/UTC") else interview.zone
    return {
        "action": action,
        "start": _z(interview.starts),
        "end": _z(interview.ends) if interview.ends else None,
        "timezone": told_in.key,
        "company": interview.company,
        "role": interview.role,
        "interviewers": list(interview.names) or [who.email for who in interview.people if who.email],
        "mode": interview.mode.value if interview.mode else None,
        "place": interview.place,
        "uid": interview.uid,
        "reminders": [{"phase": each.phase.value, "at": _z(each.at)} for each in planned],
    }


def _z(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
