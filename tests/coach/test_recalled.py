"""A better answer is practised under its question, not under the failure."""

from __future__ import annotations

import pytest

from mailer.coach import recalled


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("blanked when she asked how i'd calm a parent", "how you'd calm a parent"),
        ("I froze when they asked me why I left my last job, it was awful", "why you left your last job"),
        ("went blank on the excel question", "the excel question"),
        ("messed up the last question", ""),
        ("my mind went blank", ""),
        ("He asked what I was proud of and I said nothing", "what you were proud of"),
        ("she wanted to know about pivot tables and I waffled", "about pivot tables"),
        ("the shouting parent", "about the shouting parent"),
        ("the excel bit killed me", ""),
        ("", ""),
    ],
)
def test_only_the_question_is_kept(told: str, asked: str) -> None:
    """The night before I read what they may ask, and nobody reminds me that I blanked."""
    assert recalled.question(told) == asked
