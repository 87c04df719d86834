"""The good behaviours of the catalogue."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mailer.coach.model import Phase

KINDS = tomllib.loads(
    (Path(__file__).parents[2] / "templates" / "catalogue" / "positives.toml").read_text(encoding="utf-8")
)["kinds"]
IDS = [
    "called_ahead_when_late",
    "arrived_early",
    "calmed_down_during",
    "asked_to_repeat_or_think",
    "asked_to_check_notes",
    "recovered_with_humour",
    "corrected_self_at_once",
    "thought_aloud",
    "good_rapport",
    "used_their_words_or_facts",
    "specific_idea_for_them",
    "strong_story",
    "good_intro",
    "good_questions_asked",
    "answered_concisely",
    "honest_about_limits",
    "showed_why_them",
    "nailed_task_or_test",
    "wore_right_thing",
    "packed_the_night_before",
    "tested_tech",
    "mock_interview_done",
    "stayed_to_the_end",
    "asked_next_steps",
    "thank_you_sent",
    "asked_for_feedback",
    "kept_other_applications_going",
]


def test_every_good_behaviour_is_there() -> None:
    """Each thing that people do well and can do again has its entry, and there are no others."""
    assert list(KINDS) == IDS


@pytest.mark.parametrize("id", IDS)
def test_an_entry_can_be_used_as_it_stands(id: str) -> None:
    """What to do again is one short line for a checklist, in the phase where it belongs."""
    kind = KINDS[id]
    assert list(kind) == ["title", "do_again", "phase", "note_worthy"]
    assert 0 < len(kind["title"].split()) <= 6
    assert 0 < len(kind["do_again"].split()) <= 14
    assert kind["do_again"].rstrip("'").endswith(".")
    assert kind["phase"] in set(Phase)
    assert isinstance(kind["note_worthy"], bool)


def test_do_again_lines_differ() -> None:
    """Two good things never come back as the same line."""
    lines = [kind["do_again"] for kind in KINDS.values()]
    assert len(lines) == len(set(lines))


def test_a_note_mentions_only_what_both_sides_shared() -> None:
    """Trying the tech or coming early is the person's own affair and stays out of a note."""
    assert all(KINDS[id]["phase"] in {"during", "night_before"} for id in IDS if KINDS[id]["note_worthy"])
    assert not any(KINDS[id]["note_worthy"] for id in ("tested_tech", "arrived_early", "called_ahead_when_late"))
