"""Checks of wording against a list and against other notes (rules 8, 13)."""

from __future__ import annotations

from mailer.coach import sameness
from mailer.coach.rules.case import Case, holds

NOTES_BACK = 5  # how many earlier notes of this person a new one must differ from


def no_banned_word(case: Case) -> bool:
    """Rule 8: none of the banned words in our wording; subject included."""
    return holds(f"{case.draft.subject}\n{case.ours}", case.phrases.all("words.banned")) is None


def distinct(case: Case) -> bool | None:
    """Rule 13: under 40 % of word trigrams shared with the panel's other notes and with the last five notes."""
    others = (*case.panel, *case.earlier[:NOTES_BACK])
    return not sameness.alike(case.body, others) if others else None
