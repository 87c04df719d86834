"""Reads invitations out of a mail: iTIP objects (RFC 5545, 5546, 6047), schema.org markup, winmail.dat.

Any mail gives a tuple of values. What the sender left open stays open here: a time without a zone, a zone nobody
knows, a day without a time are told apart, and asked about by others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from mailer import when
from mailer.message import address, automatic, tnef, vcalendar, vtimezone
from mailer.message.address import Address, safe_name
from mailer.message.html import to_text
from mailer.message.parse import Message, Part, inner, tidy
from mailer.message.vcalendar import Component, Property

EVENTS_AT_MOST = 20
ATTENDEES_AT_MOST = 100
TEXT_AT_MOST = 20_000
MARKUP_AT_MOST = 200_000
YEARS = range(1000, 3000)
WITHIN_AT_MOST = 3  # mails within mails
OCCURRENCES_AT_MOST = 4_000

_URL = re.compile(r"https?://[^\s<>\"'\])]{4,1000}", re.IGNORECASE)
_LINKED_DATA = re.compile(
    r"<script[^>]{0,200}?application/ld\+json[^>]{0,200}>(.{2,200000}?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_ITEM = re.compile(r"itemtype\s*=\s*[\"']?https?://schema\.org/(Event\w*|\w*Event|EventReservation)\b", re.IGNORECASE)
_ITEM_PROPERTY = re.compile(
    r"<(\w{1,12})\b(?=[^>]{0,600}?\bitemprop\s*=\s*[\"']?(?P<name>startDate|endDate|name|description|url)\b)"
    r"(?P<attributes>[^>]{0,900})>(?P<text>[^<]{0,300})",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\b(?:content|datetime|href)\s*=\s*(?:\"([^\"]{0,400})\"|'([^']{0,400})')", re.IGNORECASE)


class Method(StrEnum):
    """What the sender wants done with an event."""

    REQUEST = "request"  # new, or an update
    CANCEL = "cancel"
    REPLY = "reply"  # somebody accepted, declined or proposed another time: told to the organiser, not to us
    PUBLISH = "publish"  # a plain event without an answer wanted


class Clock(StrEnum):
    """How far the start is known."""

    EXACT = "exact"  # the instant is certain
    FLOATING = "floating"  # a time on the wall of whoever reads it
    UNKNOWN_ZONE = "unknown_zone"  # a zone is named, and nobody knows it
    ALL_DAY = "all_day"  # a day, no time


@dataclass(frozen=True, slots=True)
class Invite:
    """One event of a mail."""

    method: Method
    uid: str  # with the RECURRENCE-ID of a single occurrence; empty where the mail has none
    sequence: int
    stamp: datetime | None  # when the sender wrote this version
    clock: Clock
    wall: datetime  # naive: what the clock on the wall shows
    zone: ZoneInfo | None  # None where not exact
    length: timedelta | None
    organiser: Address | None
    attendees: tuple[Address, ...]  # people, not rooms
    summary: str
    description: str
    place: str
    link: str
    recurring: bool
    cancelled: bool

    @property
    def starts(self) -> datetime | None:
        """The instant in UTC, where it is certain."""
        return None if self.zone is None else self.wall.replace(tzinfo=self.zone).astimezone(UTC)


def carries(message: Message) -> bool:
    """Whether the mail brings an event in some machine-readable form."""
    if automatic.is_invitation(message) or any(tnef.is_tnef(part) for part in message.parts):
        return True
    if message.html is not None and ("ld+json" in message.html or "schema.org" in message.html):
        return bool(_from_markup(message.html))
    attached = (found for part in message.parts if (found := inner(part)) is not None)
    return any(automatic.is_invitation(found) for found in islice(attached, WITHIN_AT_MOST))


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
        yield from _from_markup(message.html)


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
        place="" if _URL.fullmatch(place) else place,
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


_MEETING_HOST = re.compile(
    r"//(?:[\w-]+\.)*(?:zoom\.(?:us|com)|zoomgov\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com|webex\.com|whereby\.com|"
    r"gotomeet(?:ing)?\.(?:com|me)|goto\.com|bluejeans\.com|chime\.aws|skype\.com|hirevue\.com|sparkhire\.com|coderpad\.io|"
    r"meet\.jit\.si|ringcentral\.com|around\.co|bigbluebutton\.org|doxy\.me|willo\.video|vidcruiter\.com)\b",
    re.IGNORECASE,
)
_PREFERRED = re.compile(r"//(?:[\w-]+\.)*(?:coderpad\.io)", re.IGNORECASE)


def meeting_link(*texts: str) -> str:
    """The first link in the texts that leads into a call; empty where there is none."""
    found = [link.rstrip(".,;") for text in texts for link in islice(_URL.findall(text), 60)]
    calls = [link for link in found if _MEETING_HOST.search(link)]
    return next((link for link in calls if not _PREFERRED.search(link)), calls[0] if calls else "")


def _link(place: str, *texts: str) -> str:
    call = meeting_link(place, *texts)
    if call:
        return call
    hit = _URL.search(place)
    return hit[0] if hit else ""


# schema.org


def _from_markup(html: str) -> tuple[Invite, ...]:
    found: list[Invite] = []
    for hit in islice(_LINKED_DATA.finditer(html), 5):
        try:
            data = json.loads(tidy(hit[1]).strip())
        except (ValueError, RecursionError):
            continue
        found.extend(each for item in islice(_events(data, 0), 10) if (each := _marked_up(item)))
    if not found and _ITEM.search(html):
        values: dict[str, Any] = {}
        for item in islice(_ITEM_PROPERTY.finditer(html), 40):
            content = _CONTENT.search(item["attributes"])
            value = next((part for part in content.groups() if part), "") if content else item["text"]
            values.setdefault(
                {"startdate": "startDate", "enddate": "endDate"}.get(item["name"].lower(), item["name"].lower()), value
            )
        if (each := _marked_up(values)) is not None:
            found.append(each)
    return tuple(found)


def _events(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every event in the data: at the top, in @graph, or as what a reservation is for."""
    if depth > 4:
        return
    if isinstance(data, list):
        for each in data[:20]:
            yield from _events(each, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("startDate"), str):
            yield data if "reservationStatus" not in data else {**data}
        for key in ("reservationFor", "@graph", "event", "itemListElement"):
            if key in data:
                for each in _events(data[key], depth + 1):
                    status = str(data.get("reservationStatus", ""))
                    yield {**each, "eventStatus": status} if "Cancel" in status else each


def _marked_up(item: Mapping[str, Any]) -> Invite | None:
    start = _iso(item.get("startDate"))
    if start is None:
        return None
    end, status = _iso(item.get("endDate")), str(item.get("eventStatus", ""))
    location = item.get("location")
    place, link = _location(location)
    description = tidy(str(item.get("description", "")))[:TEXT_AT_MOST]
    all_day = isinstance(item.get("startDate"), str) and "T" not in item["startDate"] and ":" not in item["startDate"]
    clock = Clock.ALL_DAY if all_day else Clock.EXACT if start.tzinfo else Clock.FLOATING
    wall = start.astimezone(UTC).replace(tzinfo=None) if start.tzinfo else start
    comparable = end is not None and (end.tzinfo is None) == (start.tzinfo is None)
    return Invite(
        method=Method.CANCEL if "Cancel" in status else Method.PUBLISH,
        uid="",
        sequence=0,
        stamp=None,
        clock=clock,
        wall=wall,
        zone=ZoneInfo("UTC") if clock is Clock.EXACT else None,
        length=end - start if end and comparable and timedelta(0) < end - start < timedelta(days=30) else None,
        organiser=_named(item.get("organizer")),
        attendees=tuple(who for each in _many(item.get("performer") or item.get("attendee")) if (who := _named(each))),
        summary=safe_name(str(item.get("name", "")), 300),
        description=description,
        place=place,
        link=link or meeting_link(str(item.get("url", "")), description),
        recurring=False,
        cancelled="Cancel" in status,
    )


def _many(value: Any) -> list[Any]:
    return value[:20] if isinstance(value, list) else [value] if value else []


def _named(value: Any) -> Address | None:
    if isinstance(value, dict):
        email = address.parse(str(value.get("email", "")))
        name = safe_name(str(value.get("name", "")))
        return Address(name, email.email if email else "") if name or email else None
    return Address(safe_name(str(value)), "") if isinstance(value, str) and value.strip() else None


def _location(value: Any) -> tuple[str, str]:
    """(place, link) of a schema.org location."""
    if isinstance(value, str):
        return ("", value) if _URL.fullmatch(value.strip()) else (safe_name(value, 300), "")
    if not isinstance(value, dict):
        return "", ""
    where = value.get("address")
    if isinstance(where, dict):
        where = ", ".join(
            str(where[key]) for key in ("streetAddress", "addressLocality", "postalCode") if where.get(key)
        )
    parts = [str(part) for part in (value.get("name"), where) if part]
    return safe_name(", ".join(parts), 300), meeting_link(str(value.get("url", "")))


def _iso(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip()[:40])
    except ValueError:
        return None


# winmail.dat


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
        place="" if _URL.fullmatch(found.place) else safe_name(found.place, 300),
        link=_link(found.place, found.body),
        recurring=found.recurring,
        cancelled=found.cancelled,
    )
