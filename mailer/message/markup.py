"""Reads events out of schema.org markup in HTML mail: JSON-LD and microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from mailer.message import address
from mailer.message.address import Address, safe_name
from mailer.message.event import TEXT_AT_MOST, URL, Clock, Invite, Method, meeting_link
from mailer.message.parse import tidy

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


def events(html: str) -> tuple[Invite, ...]:
    """The events marked up in an HTML text; at fault or none: an empty tuple."""
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
        return ("", value) if URL.fullmatch(value.strip()) else (safe_name(value, 300), "")
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
