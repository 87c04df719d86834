"""The question that a person asks us in passing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mailer.coach import questions
from mailer.coach.model import Move
from mailer.coach.questions import which

ANSWERS = tomllib.loads((Path(__file__).parents[2] / "templates/catalogue/questions.toml").read_text("utf-8"))[
    "answers"
]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("Is it too late to thank her?", "too_late"),
        ("did I blow it?", "blew_it"),
        ("what should I say to the salary thing?", "salary"),
        ("can they ask if I plan kids?", "legal"),
        ("Do I thank her by text or email?", "channel"),
        ("When will I hear from them?", "when_hear"),
        ("Should I withdraw?", "withdraw"),
        ("should I say sorry again in the thank you mail?", "apologise_again"),
        ("what's the capital of France?", None),
    ],
)
def test_which_answer(question: str, id: str | None) -> None:
    """A plain question finds its answer; one that we cannot answer finds none."""
    assert which(question) == id


def test_a_slip_changes_the_answer() -> None:
    """Whether to mention a thing depends on what the note does about it."""
    assert which("should I mention it?", Move.OMIT) == "own"
    assert which("should I mention it?", Move.SUPPLY) == "supply"


def test_every_answer_is_worded() -> None:
    """Each answer that a question can find is in the catalogue, and each there can be found."""
    assert {id for id, _ in questions._TABLE} == set(ANSWERS)


def test_answers_promise_nothing() -> None:
    """No answer promises an outcome, and none runs on."""
    for text in ANSWERS.values():
        assert len(text.split()) <= 60
        assert not any(word in text.lower() for word in ("you will get", "guarantee", "don't worry", "i promise"))
