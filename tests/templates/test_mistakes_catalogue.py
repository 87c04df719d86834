"""The catalogue of mistakes: every kind is worded, complete, and keeps the rules of the note it may enter."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE.parents[1] / "templates" / "catalogue" / "mistakes"
FILES: Final = sorted(FOLDER.glob("*.toml"))
KINDS: Final[dict[str, dict[str, Any]]] = {
    kind_id: kind
    for path in FILES
    for kind_id, kind in tomllib.loads(path.read_text(encoding="utf-8")).get("kinds", {}).items()
}
each_kind: Final = pytest.mark.parametrize("kind_id", sorted(KINDS))

KEYS: Final = {
    "title", "phase", "visible", "own", "move", "checklist", "resolutions", "why_left_out", "override", "synonyms",
    "note", "supply", "chain", "examples", "counter_examples",
}  # fmt: skip
ENUMS: Final = {
    "phase": {"night_before", "morning_of", "minutes_before", "during", "after"},
    "visible": {"yes", "no", "depends"},
    "own": {"own", "only-if-blatant", "never"},
    "move": {"apologise", "correct", "supply", "omit"},
    "chain": {"", "nerves", "preparation", "journey", "after"},
}
EXAMPLE_TYPES: Final = {"text": str, "visible": str, "cost": bool, "has_answer": bool, "move": str}
BANNED: Final = (
    "nervous", "bombed", "terrible", "failed", "embarrassed", "hopefully", "just", "unfortunately", "not my best",
    "I know I", "desperate", "misunderstood", "perhaps", "maybe",
)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a line as a person counts them."""
    return re.findall(r"[\w:'’-]+", text)


def says(phrase: str, text: str) -> bool:
    """Whether the phrase stands in the text as whole words, in any case."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def prose(kind: dict[str, Any]) -> list[str]:
    """Every line of a kind that a person may read."""
    lines = [kind["title"], kind["checklist"], kind["why_left_out"], kind["override"], kind["supply"]]
    return [*lines, *kind["resolutions"], *kind["note"]]


def moves(kind: dict[str, Any], told: dict[str, Any]) -> set[str]:
    """What the ownership gate lets a note do with one telling of a kind."""
    noticed, cost, answer = told["visible"] == "yes", told["cost"], told["has_answer"]
    ownable = kind["own"] == "own" or (kind["own"] == "only-if-blatant" and cost)
    adding = {"supply", "correct"} if answer and (noticed or cost) else set()
    if noticed and ownable:
        # What has to be corrected and lacks the right answer stays out until the person gives it.
        return {"apologise"} | (adding or ({"omit"} if kind["move"] == "correct" else set()))
    return adding or {"omit"}


def test_every_known_kind_is_worded_once() -> None:
    """Whatever went wrong, the catalogue has words for it, and only once."""
    listed = (HERE / "kinds.txt").read_text(encoding="utf-8").split()
    found = re.findall(r"(?m)^\[kinds\.(\w+)\]$", "".join(path.read_text(encoding="utf-8") for path in FILES))
    assert Counter(found) == Counter(listed)
    assert len(listed) == 119


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_opens_with_its_group(path: Path) -> None:
    """Each file of the catalogue says in its first line which group of mistakes it holds."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert set(tomllib.loads(text)) == {"group", "kinds"}


@each_kind
def test_a_kind_is_complete(kind_id: str) -> None:
    """No mistake is answered with half an entry."""
    kind = KINDS[kind_id]
    assert set(kind) == KEYS
    assert all(kind[key] in allowed for key, allowed in ENUMS.items())
    assert all(line.strip() for line in prose(kind) if line != kind["supply"])


@each_kind
def test_the_title_fits_into_a_sentence(kind_id: str) -> None:
    """'Arriving late came up again' reads well with every title."""
    title = KINDS[kind_id]["title"]
    assert len(title.split()) <= 5
    assert title[0].isupper()
    assert title[-1].isalnum() or title[-1] == "'"


@each_kind
def test_the_checklist_line_is_short_and_ready(kind_id: str) -> None:
    """A routine line is read in one breath and has no blanks to fill in."""
    line = KINDS[kind_id]["checklist"]
    assert len(words(line)) <= 16
    assert "__" not in line


@each_kind
def test_three_different_resolutions_wait(kind_id: str) -> None:
    """When the first thing I try does not help, there is a second and a third."""
    resolutions = KINDS[kind_id]["resolutions"]
    assert len(set(resolutions)) == 3
    for line in resolutions:
        assert re.fullmatch(r"If .+, then I\b.+[.!?]['’]?", line), line
        assert len(words(line)) <= 32, line


@each_kind
def test_a_note_sentence_owns_it_by_the_rules(kind_id: str) -> None:
    """What the note owns, it owns in one short line, with at most one sorry and no word I would regret."""
    kind = KINDS[kind_id]
    assert len(kind["note"]) == (0 if kind["own"] == "never" else 2)
    sorries = [len(re.findall(r"\b(?:sorry|apolog\w+)", line, re.IGNORECASE)) for line in kind["note"]]
    assert sorted(sorries) == ([0, 1] if kind["note"] else [])
    for line in kind["note"]:
        assert len(words(line)) <= 35, line
        assert line[0].isupper()
        assert line.endswith(".")
        assert not [word for word in (*BANNED, "if") if says(word, line)], line


@each_kind
def test_leaving_it_out_is_explained(kind_id: str) -> None:
    """The reply says in one short clause why the note is silent about something."""
    clause = KINDS[kind_id]["why_left_out"]
    assert clause[0].islower()
    assert clause[-1].isalnum()
    assert len(words(clause)) <= 28


@each_kind
def test_there_are_words_that_would_betray_it(kind_id: str) -> None:
    """A note that leaves a mistake out can be searched for every way of naming it."""
    kind = KINDS[kind_id]
    synonyms = kind["synonyms"]
    assert 5 <= len(synonyms) <= 15
    assert len(set(synonyms)) == len(synonyms)
    assert all(phrase == phrase.lower().strip() and phrase for phrase in synonyms)
    assert not {"time", "question", "answer", "example"} & set(synonyms)
    assert all(any(says(phrase, line) for phrase in synonyms) for line in kind["note"])


@each_kind
def test_an_ordinary_good_note_is_not_caught(kind_id: str) -> None:
    """A good note about late shifts, frozen goods or time zones confesses nothing and is left alone."""
    notes = (HERE / "good_notes.txt").read_text(encoding="utf-8")
    assert not [phrase for phrase in KINDS[kind_id]["synonyms"] if says(phrase, notes)]


@each_kind
def test_owning_one_thing_betrays_no_other(kind_id: str) -> None:
    """The sentence that owns my lateness does not give away, by its wording, what else the note leaves out."""
    others = [phrase for other, kind in KINDS.items() if other != kind_id for phrase in kind["synonyms"]]
    for line in KINDS[kind_id]["note"]:
        assert not [phrase for phrase in others if says(phrase, line)], line


@each_kind
def test_the_better_answer_is_asked_for(kind_id: str) -> None:
    """Where the note could supply or correct something, I am asked for it in one question; elsewhere never."""
    kind = KINDS[kind_id]
    assert bool(kind["supply"]) == (kind["move"] in {"supply", "correct"})
    assert not kind["supply"] or (kind["supply"].count("?") == 1 and kind["supply"].endswith("?"))


@each_kind
def test_examples_and_mirrors_are_given(kind_id: str) -> None:
    """Every kind shows how people tell it, and what only looks like it."""
    kind = KINDS[kind_id]
    assert 2 <= len(kind["examples"]) <= 3
    assert len(kind["counter_examples"]) == 2
    assert all(set(mirror) == {"text", "why"} and all(mirror.values()) for mirror in kind["counter_examples"])
    texts = [told["text"] for told in (*kind["examples"], *kind["counter_examples"])]
    assert len(set(texts)) == len(texts)


@each_kind
def test_each_telling_goes_through_the_gate(kind_id: str) -> None:
    """Only what they noticed is owned, only what I know is added, and the rest stays out of the note."""
    kind = KINDS[kind_id]
    for told in kind["examples"]:
        assert {key: type(value) for key, value in told.items()} == EXAMPLE_TYPES
        assert told["visible"] in {"yes", "no", "unclear"}
        assert told["move"] in moves(kind, told), told["text"]


@each_kind
def test_the_tone_is_plain(kind_id: str) -> None:
    """Nobody is shouted at, cheered or decorated with dashes at eleven at night."""
    for line in prose(KINDS[kind_id]):
        assert not re.search(r"[!–—\[\]{}]|\bcrush|\bloser\b|\bstupid\b", line), line


def test_one_word_brings_one_thing_back() -> None:
    """'mention late' means one mistake and no other."""
    counts = Counter(kind["override"] for kind in KINDS.values())
    assert not [word for word, count in counts.items() if count > 1]
    assert all(word == word.strip() and 1 <= len(word.split()) <= 3 for word in counts)
