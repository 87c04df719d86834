"""The routine of the catalogue: what everybody starts from, and what each format adds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailer.coach.model import Phase
from mailer.coach.routine import LINES_A_PHASE
from mailer.words import Words

ROUTINE = tomllib.loads(
    (Path(__file__).parents[2] / "templates" / "catalogue" / "routine.toml").read_text(encoding="utf-8")
)
FORMATS = [
    "in_person",
    "phone",
    "video",
    "recorded",
    "onsite_loop",
    "coding",
    "system_design",
    "case",
    "panel",
    "presentation",
    "teaching_demo",
    "group",
    "work_sample",
    "clinical",
    "informal",
    "second_language",
    "surprise_call",
]
SIZES = {"night_before": 8, "morning_of": 6, "minutes_before": 5, "during": 7, "after": 6}
PHASES = [phase.value for phase in Phase]
REMOTE = {"phone", "video", "recorded"}


def _tables() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for phase, table in ROUTINE["base"].items():
        yield f"base.{phase}", table["lines"]
    yield "small", ROUTINE["small"]["lines"]
    for format, phases in ROUTINE["format"].items():
        for phase, table in phases.items():
            yield f"format.{format}.{phase}", table["lines"]


LINES = [pytest.param(line, id=line["id"]) for _, lines in _tables() for line in lines]


def test_nothing_but_base_small_and_formats() -> None:
    """The routine holds a base, the kinds for the way there, a five-line size and a block for every format."""
    assert list(ROUTINE) == ["base", "travel", "small", "format"]
    assert list(ROUTINE["format"]) == FORMATS
    assert all(set(phases) <= set(PHASES) for phases in ROUTINE["format"].values())


def test_the_way_there_is_told_by_kinds_of_the_catalogue() -> None:
    """What whoever stays at home is spared is found by its kind, and every kind named exists."""
    catalogue = Words().catalogue()
    assert set(ROUTINE["travel"]["kinds"]) <= {*catalogue.kinds, *catalogue.positives}


def test_base_sizes() -> None:
    """The standard routine has its five phases, in order, at the size people read in the morning."""
    assert list(ROUTINE["base"]) == PHASES
    assert {phase: len(table["lines"]) for phase, table in ROUTINE["base"].items()} == SIZES
    assert len(ROUTINE["small"]["lines"]) == 5


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_leaves_room_for_the_base(format: str) -> None:
    """A format adds at least a night-before line and a during line, and never fills half of a phase."""
    phases = ROUTINE["format"][format]
    assert {"night_before", "during"} <= set(phases)
    assert all(0 < len(table["lines"]) <= LINES_A_PHASE // 2 for table in phases.values())


def test_ids_are_unique() -> None:
    """A person who drops or pins a line means one line."""
    ids = [line["id"] for _, lines in _tables() for line in lines]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", id) for id in ids)


@pytest.mark.parametrize("line", LINES)
def test_a_line_can_be_used_as_it_stands(line: dict[str, Any]) -> None:
    """A line tells one what to do, in at most 18 words, with no blank to fill in and no shouting."""
    text = line["text"]
    assert set(line) <= {"id", "text", "skip", "last"}
    assert len(text.split()) <= 18
    assert text[0].isupper()
    assert text.rstrip("'").endswith((".", "?"))
    assert not re.search(r"__|[\[\]{}!—→]|\.\.\.", text)
    assert text.split()[0].lower() not in {"you", "your", "i", "my", "the", "a", "an", "it", "they", "there"}


def test_small_lines_stand_alone() -> None:
    """The five-line size skips nothing: it is sent whole, whatever the format."""
    assert all("skip" not in line for line in ROUTINE["small"]["lines"])


def test_skips_name_formats() -> None:
    """A base line is skipped only for formats that exist, and a format's own lines are never skipped."""
    for where, lines in _tables():
        for line in lines:
            assert set(line.get("skip", ())) <= (set(FORMATS) if where.startswith("base.") else set())


@pytest.mark.parametrize("format", sorted(REMOTE))
def test_nobody_at_home_is_told_to_travel(format: str) -> None:
    """Someone interviewed at home is not told to park, to pack or to leave by a time."""
    for table in ROUTINE["base"].values():
        shown = " ".join(line["text"] for line in table["lines"] if format not in line.get("skip", ()))
        assert not re.search(r"\b(park\w*|pack|leave-by|route|go in|seating)\b", shown, re.IGNORECASE)
