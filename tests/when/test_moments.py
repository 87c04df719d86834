"""What `find` tells of each moment, and what it leaves alone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mailer.when import Doubt, best, find

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2026, 3, 2, 9, 30, tzinfo=LONDON)


def test_a_moment_says_where_it_stands() -> None:
    """The words a time was read from can be shown back."""
    text = "Interview with Acme — Thursday at 2–3pm ET, by video"
    (moment,) = find(text, reference=SAID, zone=LONDON)
    assert text[moment.span.start : moment.span.end] == moment.span.text == "Thursday at 2–3pm"
    assert (moment.date, moment.time, moment.end, moment.zone) == (date(2026, 3, 5), time(14), time(15), "ET")


def test_an_hour_without_am_or_pm_is_said_to_be_assumed() -> None:
    """ "At 3" is three in the afternoon, and the echo may say so."""
    (moment,) = find("Thursday at 3", reference=SAID, zone=LONDON)
    assert moment.time == time(15)
    assert not moment.doubts
    assert moment.assumed == {Doubt.AM_PM}


def test_a_loop_ends_with_its_last_talk() -> None:
    """Three talks on one day are one interview from the first to the last."""
    text = "Tuesday 10 March\n10:00 - 10:45 Dana, Operations\n11:00 - 11:45 Priya, Design"
    found = best(text, reference=SAID, zone=LONDON)
    assert found.certain is not None
    assert found.end == datetime.fromisoformat("2026-03-10 11:45")


@pytest.mark.parametrize(
    "text",
    [
        "it took 45 minutes and they want 5 years of experience",
        "call 020 7946 0958 or +1 (212) 555-0100, we are here 24/7",
        "Python 3.11, version 2.4.6, £45,000, 9 to 5, within 24 h",
        "I got there at 2:15 yesterday",
        "I'm 34 and sat at 3 desks on 2 floors",
        "hear by Friday",
        "please reply by Thursday 5pm",
        "our lines are open Monday to Friday, 9am to 5pm",
        "On Mon, Mar 2, 2026 at 9:14 AM Dana Liu wrote:",
        "they may call 3 of us; march on",
        "The result came at 4 pm on a Friday once",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Durations, phone numbers, pay, versions, deadlines and stories are no meeting."""
    assert not find(text, reference=SAID, zone=LONDON)


def test_a_naive_reference_is_refused() -> None:
    """Without a zone the words have no day to stand on."""
    with pytest.raises(ValueError, match="zone"):
        find("tomorrow at 2", reference=SAID.replace(tzinfo=None), zone=LONDON)
