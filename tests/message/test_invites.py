"""Whatever bytes an invitation is made of, it is read or passed over, quickly."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.message import tnef, vcalendar, vtimezone
from mailer.message.calendar import Event, write
from mailer.message.invite import Clock, Invite, carries, invites
from mailer.message.parse import Part, parse

EARLY, LATE = datetime(2020, 1, 1), datetime(2035, 1, 1)  # noqa: DTZ001 - times on the wall
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEAD = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/calendar; charset=utf-8\n\n"


def read(calendar: str) -> tuple[Invite, ...]:
    return invites(parse(HEAD + calendar.encode()), NOW)


def one(*lines: str) -> Invite:
    (found,) = read("\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR")))
    return found


pieces = st.sampled_from(
    ["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD",
     "END:VTIMEZONE", "DTSTART;TZID=X:20261126T140000", "DTSTART:20261126T140000Z", "DTSTART;VALUE=DATE:20261126", "DTEND:00010101T000000Z", "DTSTART:99991231T235959Z",
     "DURATION:P9999D", "RRULE:FREQ=SECONDLY", "RRULE:FREQ=DAILY;UNTIL=x", "RRULE:FREQ=WEEKLY;BYDAY=XX", "RECURRENCE-ID:2026", "SUMMARY:Interview", "UID:u", "SEQUENCE:9999999999",
     "ATTENDEE;CN=\"a:b;c\":mailto:x@y.z", " folded", "ORGANIZER:mailto:", "RDATE:20260101T000000,x", "TZOFFSETTO:+9900", "METHOD:CANCEL", "DTSTART;TZID=(UTC+01:00) A: B:20261126T140000"]
)  # fmt: skip


@given(st.lists(st.one_of(pieces, st.text(max_size=40)), max_size=40))
def test_any_calendar_is_read_or_passed_over(lines: list[str]) -> None:
    """No calendar object, however broken, raises."""
    for each in read("\n".join(lines)):
        assert each.starts is None or each.starts.tzinfo is not None


@given(st.binary(max_size=400))
def test_any_winmail_is_read_or_passed_over(data: bytes) -> None:
    """No winmail.dat raises."""
    tnef.read(struct.pack("<IH", 0x223E9F78, 1) + data)


@given(st.text(max_size=300))
def test_any_markup_is_read_or_passed_over(text: str) -> None:
    """No markup in an HTML mail raises."""
    html = f'<script type="application/ld+json">{text}</script><div itemtype="http://schema.org/Event"><meta itemprop="startDate" content="{text}">'
    invites(parse(b"From: a@b.c\nContent-Type: text/html; charset=utf-8\n\n" + html.encode("utf-8", "replace")), NOW)


@given(
    st.datetimes(EARLY, LATE),
    st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_a_named_zone_gives_the_instant(wall: datetime, key: str) -> None:
    """A time with a zone's name is that time there, summer and winter."""
    wall = wall.replace(microsecond=0, fold=0)  # iCalendar has no fold
    found = one(f"DTSTART;TZID={key}:{wall:%Y%m%dT%H%M%S}", "UID:u")
    assert found.starts == wall.replace(tzinfo=ZoneInfo(key)).astimezone(UTC)


@given(st.datetimes(EARLY, LATE))
def test_own_rules_give_what_the_zone_gives(wall: datetime) -> None:
    """A VTIMEZONE of the European rules agrees with the zone data, save in the hours in which the clocks change."""
    rules = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nEND:VCALENDAR"
    (calendar,) = vcalendar.read(rules)
    zone = ZoneInfo("Europe/Berlin")
    early, late = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    found = vtimezone.offset(calendar.parts[0], wall)
    assert found in (early, late)


def test_floating_and_unknown_are_told_apart() -> None:
    """A time without a zone is not a time in a zone that nobody knows."""
    assert one("DTSTART:20261126T140000", "UID:u").clock is Clock.FLOATING
    assert one("DTSTART;TZID=Plant Clock:20261126T140000", "UID:u").clock is Clock.UNKNOWN_ZONE
    assert one("DTSTART;VALUE=DATE:20261126", "UID:u").clock is Clock.ALL_DAY


def test_the_next_of_a_series() -> None:
    """A weekly event is noted at its next time."""
    found = one("DTSTART;TZID=Europe/London:20261005T100000", "RRULE:FREQ=WEEKLY;BYDAY=MO", "UID:u")
    assert found.recurring
    assert found.wall.isoformat() == "2026-11-23T10:00:00"


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYSECOND=1,2,3", "FREQ=YEARLY;BYSETPOS=1", "FREQ=DAILY;INTERVAL=0"]
)
def test_a_rule_that_is_a_bomb_is_not_lit(rule: str) -> None:
    """A rule made to keep us busy costs nothing."""
    assert one("DTSTART:16010101T000000Z", f"RRULE:{rule}", "UID:u").recurring


def test_many_events_and_depths_are_bounded() -> None:
    """A calendar of ten thousand events gives the first few."""
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:20261126T140000Z\nEND:VEVENT\n"
    assert len(read("BEGIN:VCALENDAR\n" + "".join(event.format(n) for n in range(2_000)) + "END:VCALENDAR")) <= 20
    assert read("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 500 + "DTSTART:20261126T140000Z\n") == ()


def test_what_we_write_is_what_we_read() -> None:
    """Our own .ics comes back as the same event, long names and commas included."""
    start = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    event = Event(
        "u@x",
        3,
        start,
        start + timedelta(minutes=45),
        "Interview: Müller, Söhne; & Co " + "é" * 60,
        "4 Dock Street, Hull",
    )
    data = write([event], NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (found,) = read(data.decode())
    assert (found.uid, found.sequence, found.starts, found.length, found.place) == (
        "u@x",
        3,
        start,
        timedelta(minutes=45),
        event.place,
    )
    assert found.summary == event.summary
    assert data.count(b"BEGIN:VALARM") == 2


def test_our_ics_is_read_by_the_library() -> None:
    """What we write is iCalendar by the icalendar package too."""
    from icalendar import Calendar

    start = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    calendar = Calendar.from_ical(write([Event("u@x", 0, start, start + timedelta(hours=1), "Interview", "")], NOW))
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == start


def test_a_part_that_only_says_so_is_no_winmail() -> None:
    """A file called winmail.dat that is none is left alone."""
    assert not tnef.is_tnef(Part("winmail.dat", "application/ms-tnef", b"hello", {}, False))


def test_a_winmail_without_a_meeting_invites_nobody() -> None:
    """Outlook wraps pictures and plain words in a winmail.dat, too."""
    data = base64.b64encode(
        struct.pack("<IH", 0x223E9F78, 1) + b"\x01\x06\x90\x08\x00\x04\x00\x00\x00\x00\x00\x01\x00\x01\x00"
    )
    raw = (
        b"From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
    )
    message = parse(raw + data)
    assert tnef.is_tnef(message.parts[0])
    assert not carries(message)
