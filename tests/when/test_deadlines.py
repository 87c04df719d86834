"""By when they said the person would hear, on Monday 2 March 2026."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mailer.when import deadline

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2026, 3, 2, 17, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("they said they'd let me know by Friday", "2026-03-06"),
        ("Hearing by Friday.", "2026-03-06"),
        ("reply by Thursday", "2026-03-05"),
        ("before Monday", "2026-03-08"),
        ("early next week", "2026-03-10"),
        ("decision mid next week", "2026-03-11"),
        ("we aim to get back to you by the end of next week", "2026-03-13"),
        ("in two weeks", "2026-03-16"),
        ("they'll be in touch in a week or two", "2026-03-16"),
        ("should hear within 5-7 working days", "2026-03-11"),
        ("results within 48 hours", "2026-03-04"),
        ("in the next few days", "2026-03-05"),
        ("end of the month", "2026-03-31"),
        ("they will decide by mid-March", "2026-03-15"),
        ("by close of business tomorrow", "2026-03-03"),
        ("Interview went ok I think. Panel of three. Decision by the 20th.", "2026-03-20"),
        ("I got there at nine. They were nice. HR will ring me on Thursday with an answer", "2026-03-05"),
        ("2-3 weeks", "2026-03-23"),
    ],
)
def test_the_day_they_named_is_kept(text: str, day: str) -> None:
    """However they put it, the last day it allows is the day."""
    assert deadline(text, reference=SAID, zone=LONDON) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "interview thursday 2pm",
        "no idea what they thought",
        "I have worked there for three years and I was late on Tuesday.",
        "they never said",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    """Where they named no day there is none."""
    assert deadline(text, reference=SAID, zone=LONDON) is None
