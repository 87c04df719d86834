"""Reads invitations out of a mail: iTIP objects (RFC 5545, 5546, 6047), schema.org markup, winmail.dat.

Any mail gives a tuple of values. What the sender left open stays open here: a time without a zone, a zone nobody
knows, a day without a time are told apart, and asked about by others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from mailer import when
from mailer.message import address, automatic, markup, tnef, vcalendar, vtimezone
from mailer.message.address import Address, safe_name
from mailer.message.event import TEXT_AT_MOST, URL, Clock, Invite, Method, meeting_link
from mailer.message.html import to_text
from mailer.message.parse import Message, Part, inner, tidy
from mailer.message.vcalendar import Component, Property

EVENTS_AT_MOST = 20
ATTENDEES_AT_MOST = 100
MARKUP_AT_MOST = 200_000
YEARS = range(1000, 3000)
WITHIN_AT_MOST = 3  # mails within mails
OCCURRENCES_AT_MOST = 4_000


def carries(message: Message) -> bool:
    """Whether the mail brings an event in some machine-readable form."""
    if automatic.is_invitation(message) or any(_is_meeting(part) for part in message.parts if tnef.is_tnef(part)):
        return True
    if message.html is not None and ("ld+json" in message.html or "schema.org" in message.html):
        return bool(markup.events(message.html))
    attached = (found for part in message.parts if (found := inner(part)) is not None)
    return any(automatic.is_invitation(found) for found in islice(attached, WITHIN_AT_MOST))


def _is_meeting(part: Part) -> bool:
    """Whether a winmail.dat holds a meeting: Outlook wraps whatever it likes in one."""
    found = tnef.read(part.payload)
    return found.starts is not None or any(b"BEGIN:VCALENDAR" in file[:4_000].upper() for file in found.files)


def invites(message: Message, now: datetime) -> tuple[Invite, ...]:
    """The events of a mail and of the mails within it, each once, its newest version; `now` chooses an occurrence."""
    found: dict[str, Invite] = {}
    for each in islice(_all(message, now, 0), 4 * EVENTS_AT_MOST):
        if each.wall.year not in YEARS:
            continue  # nobody's interview, and at the ends of the calendar arithmetic fails
        key = each.uid or f"{each.wall.isoformat()} {each.summary}"
        old = found.get(key)
        if old is None or (each.sequence, each.stamp or now) > (old.sequence, old.stamp or now):
            found[key] = each
    return tuple(islice(_without_markup_echoes(found.values()), EVENTS_AT_MOST))


def _without_markup_echoes(found: Iterable[Invite]) -> Iterator[Invite]:
    """An event told by iTIP and again in markup counts once."""
    events = list(found)
    known = {each.starts for each in events if each.uid}
    return (each for each in events if each.uid or each.starts not in known)


def _all(message: Message, now: datetime, depth: int) -> Iterator[Invite]:
    for part in message.parts:
        if automatic.is_calendar(part):
            yield from _from_calendar(_decoded(part), part.parameters.get("method", ""), now)
        elif tnef.is_tnef(part):
            yield from _from_tnef(part, now)
        elif depth < WITHIN_AT_MOST and (within := inner(part)) is not None:
            yield from _all(within, now, depth + 1)
    if message.html is not None:
        yield from markup.events(message.html)


def _decoded(part: Part) -> str:
    return part.text[: vcalendar.BYTES_AT_MOST]


def _from_calendar(text: str, method: str, now: datetime) -> Iterator[Invite]:
    for calendar in islice(vcalendar.read(text), EVENTS_AT_MOST):
        zones = {zone.text("TZID"): zone for zone in islice(calendar.within("VTIMEZONE"), 50)}
        how = (calendar.text("METHOD") or method or "PUBLISH").upper()
        home = calendar.text("X-WR-TIMEZONE")
        for event in islice(calendar.within("VEVENT"), EVENTS_AT_MOST):
            found = _event(event, how, zones, home, now)
            if found is not None:
                yield found


def _event(event: Component, how: str, zones: Mapping[str, Component], home: str, now: datetime) -> Invite | None:
    begin = event.get("DTSTART")
    start = _start(begin, zones, home) if begin else None
    if start is None:
        return None
    clock, wall, zone = start
    rule = event.text("RRULE")
    if rule:
        wall = _occurrence(rule, wall, zone, now)
    uid = event.text("UID")[:400]
    if uid and (single := event.get("RECURRENCE-ID")):
        uid = f"{uid}/{single.value.strip()[:40]}"
    description = _description(event)
    place = " ".join(event.text("LOCATION").split())[:500]
    return Invite(
        method=_method(how),
        uid=uid,
        sequence=_number(event.text("SEQUENCE")),
        stamp=_utc(event.text("LAST-MODIFIED") or event.text("DTSTAMP")),
        clock=clock,
        wall=wall,
        zone=zone,
        length=_length(event, begin, zones, home),
        organiser=_party(event.get("ORGANIZER")),
        attendees=_attendees(event),
        summary=safe_name(event.text("SUMMARY"), 300),
        description=description,
        place="" if URL.fullmatch(place) else place,
        link=_link(place, event.text("X-GOOGLE-CONFERENCE"), event.text("X-MICROSOFT-SKYPETEAMSMEETINGURL"),
                   event.text("CONFERENCE"), event.text("URL"), description),
        recurring=bool(rule) and "COUNT=1" not in rule.upper().split(";"),
        cancelled=how == "CANCEL" or event.text("STATUS").upper() == "CANCELLED",
    )  # fmt: skip


def _method(how: str) -> Method:
    if how == "CANCEL":
        return Method.CANCEL
    if how in ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"):
        return Method.REPLY
    return Method.REQUEST if how in ("REQUEST", "ADD") else Method.PUBLISH


def _description(event: Component) -> str:
    text = event.text("DESCRIPTION")
    if not text or "<" in text[:2_000]:
        marked = event.get("X-ALT-DESC")
        html = marked.text if marked else text
        text = to_text(html[:MARKUP_AT_MOST]) if "<" in html else text
    return tidy(text)[:TEXT_AT_MOST]


def _start(
    begin: Property, zones: Mapping[str, Component], home: str
) -> tuple[Clock, datetime, ZoneInfo | None] | None:
    value = begin.value.strip()
    wall = vtimezone.moment(value)
    if wall is None:
        return None
    if "T" not in value.upper():
        return Clock.ALL_DAY, wall, None
    if value[-1:] in "Zz":
        return Clock.EXACT, wall, ZoneInfo("UTC")
    named = begin.parameters.get("TZID", "").strip() or home.strip()
    if not named:
        return Clock.FLOATING, wall, None
    return _zoned(named, wall, zones.get(named) or zones.get(f'"{named}"'))


def _zoned(named: str, wall: datetime, own: Component | None) -> tuple[Clock, datetime, ZoneInfo | None]:
    """The zone by its name; by the object's own rules where no table has the name, or knows a bare offset only."""
    key = when.zone_named(named)
    if key is None and "/" in named:
        key = when.zone_named(named.lstrip("/").partition("/")[2])
    ahead = vtimezone.offset(own, wall) if own else None
    if key == "Factory":  # tzdata's name for "not set"
        key = None
    if key is not None and not (key.startswith("Etc/GMT") and ahead is not None):
        zone = ZoneInfo(key)
        # A name that says one thing and rules that say another: the rules are what the sender's clock shows.
        if ahead is None or "/" in named or wall.replace(tzinfo=zone).utcoffset() == ahead:
            return Clock.EXACT, wall, zone
    if ahead is not None:
        return Clock.EXACT, wall - ahead, ZoneInfo("UTC")
    return Clock.UNKNOWN_ZONE, wall, None


def _occurrence(rule: str, wall: datetime, zone: ZoneInfo | None, now: datetime) -> datetime:
    """The next start of a recurring event, or its first where none lies ahead or the rule is a bomb."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    fields = dict(pair.split("=", 1) for pair in rule.upper().strip().split(";") if "=" in pair)
    present = now.astimezone(zone or UTC).replace(tzinfo=None)
    if fields.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or wall >= present:
        return wall
    if any(key in fields for key in ("BYSECOND", "BYMINUTE", "BYHOUR", "BYSETPOS")) or present - wall > timedelta(
        4_000
    ):
        return wall
    plain = ";".join(f"{key}={value.rstrip('Z') if key == 'UNTIL' else value}" for key, value in fields.items())
    try:
        return next(
            (each for each in islice(rrulestr(plain, dtstart=wall), OCCURRENCES_AT_MOST) if each >= present), wall
        )
    except (ValueError, TypeError, OverflowError, AttributeError):
        return wall


_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\Z", re.I
)


def _length(event: Component, begin: Property | None, zones: Mapping[str, Component], home: str) -> timedelta | None:
    if begin and (end := event.get("DTEND")):
        first, last = _start(begin, zones, home), _start(end, zones, home)
        if first is None or last is None:
            return None
        a, b = (one[1].replace(tzinfo=one[2]).astimezone(UTC) if one[2] else None for one in (first, last))
        length = b - a if a and b else last[1] - first[1]
        return length if timedelta(0) < length < timedelta(days=30) else None
    hit = _DURATION.match(event.text("DURATION"))
    if hit is None or hit[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in hit.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return length if timedelta(0) < length < timedelta(days=30) else None


def _utc(text: str) -> datetime | None:
    moment = vtimezone.moment(text)
    return moment.replace(tzinfo=UTC) if moment else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _party(found: Property | None) -> Address | None:
    if found is None:
        return None
    email = found.parameters.get("EMAIL", "") or re.sub(r"^mailto:", "", found.value.strip(), flags=re.IGNORECASE)
    name = safe_name(found.parameters.get("CN", ""))
    read = address.parse(email)
    if read is None:
        return Address(name, "") if name else None
    return Address(name if name and "@" not in name else "", read.email)


def _attendees(event: Component) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for each in islice(event.all("ATTENDEE"), ATTENDEES_AT_MOST):
        if each.parameters.get("CUTYPE", "").upper() in ("ROOM", "RESOURCE"):
            continue
        party = _party(each)
        if party is not None:
            found.setdefault(party.email or party.name, party)
    return tuple(found.values())


def _link(place: str, *texts: str) -> str:
    call = meeting_link(place, *texts)
    if call:
        return call
    hit = URL.search(place)
    return hit[0] if hit else ""


def _from_tnef(part: Part, now: datetime) -> Iterator[Invite]:
    found = tnef.read(part.payload)
    for file in found.files:
        if b"BEGIN:VCALENDAR" in file[:4_000].upper():
            yield from _from_calendar(file.decode("utf-8", "replace"), "", now)
    if found.starts is None:
        return
    yield Invite(
        method=Method.CANCEL if found.cancelled else Method.REPLY if found.answer else Method.REQUEST,
        uid=found.uid,
        sequence=found.sequence,
        stamp=None,
        clock=Clock.EXACT,
        wall=found.starts.replace(tzinfo=None),
        zone=ZoneInfo("UTC"),
        length=found.ends - found.starts if found.ends and found.ends > found.starts else None,
        organiser=None,
        attendees=(),
        summary=safe_name(found.subject, 300),
        description="",
        place="" if URL.fullmatch(found.place) else safe_name(found.place, 300),
        link=_link(found.place, found.body),
        recurring=found.recurring,
        cancelled=found.cancelled,
    )


__all__ = ["Clock", "Invite", "Method", "carries", "invites", "meeting_link"]
