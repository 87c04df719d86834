"""Changes to a meeting that is known, against one that stands on Tuesday 10 March 2026, 14:00 in London."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mailer.when import Doubt, Found, Reading, moved

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2026, 3, 2, 9, 30, tzinfo=LONDON)
WALL = datetime.fromisoformat("2026-03-10 14:00")
CURRENT = Reading(WALL, "Europe/London", WALL.replace(tzinfo=LONDON).astimezone(UTC))


def read(text: str, current: Reading = CURRENT, said: datetime = SAID) -> Found:
    """What the words make of the meeting."""
    return moved(text, current=current, reference=said, zone=LONDON)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("moved to the 12th, same time", "2026-03-12 14:00"),
        ("they've moved it to Thursday 12 March, same time", "2026-03-12 14:00"),
        ("push it back an hour", "2026-03-10 15:00"),
        ("it's been put back 30 mins", "2026-03-10 14:30"),
        ("an hour later", "2026-03-10 15:00"),
        ("half an hour earlier please", "2026-03-10 13:30"),
        ("brought forward by two hours", "2026-03-10 12:00"),
        ("postponed by a week", "2026-03-17 14:00"),
        ("same time next week", "2026-03-17 14:00"),
        ("the day after, same time", "2026-03-11 14:00"),
        ("now at 3", "2026-03-10 15:00"),
        ("moved to 4", "2026-03-10 16:00"),
        ("can we do 3pm instead", "2026-03-10 15:00"),
        ("the interview has been moved to 16:30", "2026-03-10 16:30"),
        ("same day at half past four", "2026-03-10 16:30"),
        ("Tuesday at 2pm no longer works. How about Friday 13 March at 10:30?", "2026-03-13 10:30"),
        ("moved from Tuesday 2pm to Wednesday 3pm", "2026-03-11 15:00"),
        ("start is now 14:45", "2026-03-10 14:45"),
        ("rescheduled to 18 March at 9am", "2026-03-18 09:00"),
    ],
)
def test_a_change_said_plainly_is_understood(text: str, wall: str) -> None:
    """The interview goes where the words send it."""
    wanted = datetime.fromisoformat(wall).replace(tzinfo=LONDON).astimezone(UTC)
    found = read(text)
    assert found.certain is not None
    assert found.certain.instant == wanted


@pytest.mark.parametrize(
    ("text", "doubt", "walls"),
    [
        ("moved forward an hour", Doubt.SLOTS, ["2026-03-10 15:00", "2026-03-10 13:00"]),
        ("moved to Thursday, same time", Doubt.WEEK, ["2026-03-05 14:00", "2026-03-12 14:00"]),
        ("they moved it to Wednesday at 11", Doubt.WEEK, ["2026-03-04 11:00", "2026-03-11 11:00"]),
        ("it's on the 12th now", Doubt.MISSING_TIME, ["2026-03-12 14:00"]),
        ("now 3pm or 4pm", Doubt.SLOTS, ["2026-03-10 15:00", "2026-03-10 16:00"]),
    ],
)
def test_a_change_that_may_mean_two_things_is_asked_about(text: str, doubt: Doubt, walls: list[str]) -> None:
    """The choices are offered and nothing moves silently."""
    found = read(text)
    assert found.certain is None
    assert doubt in found.doubts
    assert [reading.wall.isoformat(" ", "minutes") for reading in found.readings] == walls


def test_an_hour_later_runs_across_the_change_of_clocks() -> None:
    """An hour is an hour, even in the night the clocks go back; a day is a day on the calendar."""
    wall = datetime.fromisoformat("2026-10-24 14:00")
    before = Reading(wall, "Europe/London", wall.replace(tzinfo=LONDON).astimezone(UTC))
    said = datetime(2026, 10, 20, 9, 0, tzinfo=LONDON)
    day = read("a day later", before, said).certain
    hour = read("an hour later", before, said).certain
    assert day is not None
    assert hour is not None
    assert (day.instant - before.instant).total_seconds() == 25 * 3600
    assert (hour.instant - before.instant).total_seconds() == 3600


def test_words_without_a_time_move_nothing() -> None:
    """ "Thanks" is no change."""
    assert not read("thanks, got it. all the best")


def test_a_move_into_the_past_is_asked_about() -> None:
    """A slip that would put the interview behind us is not written down."""
    assert Doubt.PAST in read("moved to 27 February 2026 at 2pm").doubts
