"""What a person can ask about a draft, in many voices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.drafting.revisions import right
from mailer.coach.revising import Ask, Desk, naming, read, share

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[3] / "bench/drafting/revisions.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_requests_are_read(row: dict[str, Any], desk: dict[str, Desk]) -> None:
    """Each request in the collection is read as what it asks for, and nothing else."""
    assert right(row["expect"], read(row["text"], desk[row["base"]]))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("less formal", [Ask.LESS_FORMAL]),
        ("not formal enough", [Ask.MORE_FORMAL]),
        ("not too long please", [Ask.SHORTER]),
        ("don't make it longer", [Ask.SHORTER]),
        ("too short", [Ask.LONGER]),
        ("less cold", [Ask.WARMER]),
        ("shorter, warmer and more formal", [Ask.SHORTER, Ask.WARMER, Ask.MORE_FORMAL]),
    ],
)
def test_manner_and_its_opposite(text: str, asks: list[Ask], desk: dict[str, Desk]) -> None:
    """ "Not formal enough" asks for the opposite of "too formal"."""
    assert [each.ask for each in read(text, desk["surgery"])] == asks


def test_comments_are_no_requests(desk: dict[str, Desk]) -> None:
    """ "Too long, nobody reads that much" asks for one thing."""
    found = read("It's too long. She is a busy woman and she has twenty of these to read.", desk["surgery"])
    assert [each.ask for each in found] == [Ask.SHORTER]


def test_greeting_and_name_are_nothing(desk: dict[str, Desk]) -> None:
    """A greeting, a thank-you and a name around a request are not asked about."""
    found = read("Hi,\n\nshorter please\n\nThanks\nSam", desk["surgery"])
    assert [each.ask for each in found] == [Ask.SHORTER]


def test_repeating_a_slip_denies_nothing(desk: dict[str, Desk]) -> None:
    """ "I didn't think of an example" is no denial where that is what was told."""
    found = read("I couldn't think of an example, no", desk["shop"])
    assert Ask.NOT_MINE not in {each.ask for each in found}


def test_an_answer_to_our_question(desk: dict[str, Desk]) -> None:
    """After "what would you answer now?" a plain sentence is the answer."""
    asked = desk["startup"]
    asked = Desk(asked.debrief, asked.drafts, asked.catalogue, asked.reader, asked.shown, "answer")
    (only,) = read("Roll back the last deploy and page whoever is on call", asked)
    assert only.ask is Ask.SUPPLY


def test_a_question_to_us(desk: dict[str, Desk]) -> None:
    """A question about the note is kept as a question, and changes nothing."""
    (only,) = read("should I send this today or wait?", desk["startup"])
    assert only.ask is Ask.QUESTION


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read(desk: dict[str, Desk], text: str) -> None:
    """Whatever is written in answer, reading it ends in values, never in an error."""
    read(text, desk["garage"])
    assert 0.0 <= share(text) <= 1.0


def test_an_address_is_looked_for_once_in_a_long_word() -> None:
    """A word of thousands of letters is not tried as an address from each of them."""
    word = "a" * 40 + "." + "b" * 40 + "@acme.example"
    assert [at for at in range(len(word)) if naming._EMAIL.match(word, at)] == [0]
