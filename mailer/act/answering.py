"""Answers the question that a person asks us, before anything else in the reply."""

from __future__ import annotations

from collections.abc import Iterable

from mailer.app import App
from mailer.coach import questions
from mailer.coach.model import Debrief, Move
from mailer.coach.revising import matching

TABLE = "catalogue/questions"


def answer(app: App, readings: Iterable[Debrief]) -> dict[str, str] | None:
    """Return the question and its answer for the first of these debriefs that asks one; None where none does."""
    reading = next((each for each in readings if each.question), None)
    return None if reading is None or not reading.question else to(app, reading.question, reading)


def to(app: App, question: str, reading: Debrief) -> dict[str, str]:
    """Return the answer to a question about this interview; an honest "I cannot say" where there is none."""
    table = app.words.table(TABLE)
    at = matching.mistake(question, reading, app.catalogue)
    kind = app.catalogue.kinds.get(reading.mistakes[at].kind or "") if at is not None else None
    id = questions.which(question, (kind.move if kind else Move.OMIT) if at is not None else None)
    return {"question": " ".join(question.split()), "text": table["answers"][id] if id else table["none"]}
