"""Zones by every name people and calendars give them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mailer.when import Doubt, best, zone_named

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("zone Europe/Lisbon", "Europe/Lisbon"),
        ("PT", "America/Los_Angeles"),
        ("Paris time", "Europe/Paris"),
        ("GMT+1", "Etc/GMT-1"),
        ("UTC-5", "Etc/GMT+5"),
        ("+05:30", "Asia/Kolkata"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("GMT Standard Time", "Europe/London"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("Central European Time - Paris", "Europe/Paris"),
        ("my zone is New York", "America/New_York"),
        ("I'm in Tokyo now", "Asia/Tokyo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("East Coast", "America/New_York"),
        ("BST", "Europe/London"),
        ("IST", None),
        ("hello", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_its_names(name: str, zone: str | None) -> None:
    """Whatever a person or a calendar calls it; letters that mean several are not guessed."""
    assert zone_named(name) == zone


def read(text: str, said: datetime, zone: ZoneInfo = LONDON, theirs: ZoneInfo | None = None):  # type: ignore[no-untyped-def]
    """The meeting in a text."""
    return best(text, reference=said, zone=zone, theirs=theirs)


def test_a_recruiter_in_another_zone_is_asked_about() -> None:
    """A mail that comes with New York's offset and names no zone may mean either clock."""
    said = datetime(2026, 3, 2, 15, 0, tzinfo=ZoneInfo("America/New_York"))
    found = read("Thursday at 2pm", said)
    assert Doubt.ZONE in found.doubts
    assert {reading.zone for reading in found.readings} == {"Europe/London", "America/New_York"}


def test_an_offset_of_nought_tells_nothing() -> None:
    """Servers write their mail in UTC; that is no reason to ask."""
    said = datetime(2026, 7, 2, 15, 0, tzinfo=UTC)
    assert read("Thursday at 2pm", said).certain is not None


def test_their_time_is_theirs_where_it_is_known() -> None:
    """ "2pm their time" is certain once their zone is."""
    said = datetime(2026, 3, 2, 15, 0, tzinfo=LONDON)
    sydney = ZoneInfo("Australia/Sydney")
    assert read("Thursday 2pm their time", said).certain is None
    known = read("Thursday 2pm their time", said, theirs=sydney).certain
    assert known is not None
    assert known.instant == datetime(2026, 3, 5, 14, 0, tzinfo=sydney).astimezone(UTC)


def test_summer_gmt_is_asked_about() -> None:
    """In July "GMT" may be the time on British clocks."""
    said = datetime(2026, 7, 1, 9, 0, tzinfo=LONDON)
    assert Doubt.ZONE in read("10 July 2pm GMT", said, ZoneInfo("Europe/Paris")).doubts


def test_an_unknown_place_is_asked_about() -> None:
    """A zone nobody has heard of is not taken for one's own."""
    said = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
    assert Doubt.ZONE in read("Thursday 2pm Springfield time", said).doubts


def test_a_zone_told_for_all_times_rules_them() -> None:
    """ "All times are in CET" holds for the time two lines down."""
    said = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
    found = read("All times are in CET.\nTuesday 10 March, 10:00", said).certain
    assert found is not None
    assert found.instant == datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "doubt"), [("29 March 2026 at 1:30", Doubt.DST_GAP), ("25 October 2026 01:30", Doubt.DST_OVERLAP)]
)
def test_a_time_the_clocks_skip_or_show_twice_is_asked_about(text: str, doubt: Doubt) -> None:
    """In the nights the clocks change both instants are offered."""
    said = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    found = read(text + (" am" if doubt is Doubt.DST_GAP else ""), said)
    assert doubt in found.doubts
    assert len({reading.instant for reading in found.readings}) >= 2
