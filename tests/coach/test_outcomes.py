"""What came of it, and when to ask again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.coach.model import Debrief, Prediction
from mailer.coach.outcomes import (
    FIRST_AFTER,
    Past,
    Result,
    Tally,
    closing_due,
    follow_up_due,
    passed_on,
    tally,
    told,
)

NO, YES = Prediction.NO, Prediction.YES


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("they rejected me", Result.REJECTED),
        ("didnt get it", Result.REJECTED),
        ("it's a no from Acme", Result.REJECTED),
        ("they went with someone internal", Result.REJECTED),
        ("I did not get an offer", Result.REJECTED),
        ("knocked back again", Result.REJECTED),
        ("I got it!!", Result.OFFERED),
        ("She rang, they want me", Result.OFFERED),
        ("got selected sir", Result.OFFERED),
        ("I'm through to the second round", Result.NEXT_ROUND),
        ("no news", Result.SILENCE),
        ("they ghosted me", Result.SILENCE),
        ("still waiting", Result.SILENCE),
        ("I turned them down", Result.WITHDREW),
        ("shorter please", None),
        ("I got it wrong on the maths question", None),
    ],
)
def test_told(text: str, result: Result | None) -> None:
    """A person's own few words tell what came of it."""
    assert told(text) is result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Thank you for coming in. We regret to inform you that we chose another candidate.", Result.REJECTED),
        ("It was a pleasure to meet you, but we will not be moving forward.", Result.REJECTED),
        ("We are delighted to offer you the position of nurse.", Result.OFFERED),
        ("We are pleased to offer you an interview on Thursday.", Result.NEXT_ROUND),
        ("Unfortunately Dana is ill and we need to move our interview to Friday.", None),
    ],
)
def test_passed_on(text: str, result: Result | None) -> None:
    """An employer's mail is read for what it decides, however kindly it begins."""
    assert passed_on(text) is result


def test_the_day_after_theirs() -> None:
    """Where they said Friday, we ask on the working day after it."""
    debrief = Debrief("x", next_steps="They said they will let me know by Friday")
    assert follow_up_due(debrief, date(2026, 11, 16), "GB") == date(2026, 11, 23)


def test_holidays_do_not_count() -> None:
    """Around Christmas the working days stretch, by the country of the person."""
    told_on = date(2026, 12, 21)
    assert follow_up_due(Debrief("x"), told_on, "GB") == date(2026, 12, 31)
    assert follow_up_due(Debrief("x"), told_on, None) == date(2026, 12, 29)


def test_twice_at_most() -> None:
    """A second nudge a week after the first, then a closing mail, then nothing."""
    first, told_on = date(2026, 11, 24), date(2026, 11, 16)
    second = follow_up_due(Debrief("x"), told_on, "GB", [first])
    assert second == date(2026, 12, 1)
    assert follow_up_due(Debrief("x"), told_on, "GB", [first, second]) is None
    assert closing_due([first, second], "GB") == date(2026, 12, 8)
    assert closing_due([first], "GB") is None
    assert closing_due([first, second, date(2026, 12, 8)], "GB") is None


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_always_a_working_day(day: date) -> None:
    """Whenever a debrief is told, we ask from five to ten days on, never at a weekend."""
    due = follow_up_due(Debrief("x"), day, None)
    assert due is not None
    assert due.weekday() < 5
    assert timedelta(days=FIRST_AFTER) <= due - day <= timedelta(days=10)


def test_gloom_is_counted() -> None:
    """Who expected no five times and went on twice is told so."""
    past = [Past(Result.REJECTED, NO)] * 3 + [
        Past(Result.NEXT_ROUND, NO),
        Past(Result.OFFERED, NO),
        Past(Result.OFFERED, YES),
    ]
    assert tally(past) == Tally(5, 2)
    assert tally([Past(Result.OFFERED, YES)]) is None
