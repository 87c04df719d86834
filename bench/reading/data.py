"""Labelled texts as training items: clauses with the share of each label that falls on them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mailer.coach.reading.clauses import Clause, cut

ROOM = Path(__file__).parent
LABELS = ("mistake", "positive", "trap", "neutral")
VISIBLE = ("yes", "no", "unclear")
POSITIVES = [
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
HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|hr|herr|frau|sir|captain|cllr|councillor|chef)\b\.?\s*)+", re.I
)
WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(slots=True)
class Item:
    """One clause with what is known of it; None where nothing is."""

    text: str
    line: int
    label: tuple[float, float, float, float]
    kind: str | None = None
    visible: str | None = None
    positive: str | None = None
    next: str | None = None  # "yes" or "no": says what happens next
    asks: str | None = None  # "yes" or "no": asks us something
    weight: float = 1.0
    details: tuple[tuple[str, bool, str], ...] | None = None  # frame, does it begin here, the words; None: not marked


@dataclass(slots=True)
class Document:
    """One text, cut into clauses in order."""

    id: str
    items: list[Item] = field(default_factory=list)
    named: Named | None = None  # None: not told, so nothing is learnt of names from it
    mode: str | None = None  # "none" where the text does not tell; None where the labels do not
    prediction: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The names that a text holds, as they stand in it or nearly so."""

    person: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()


def lines(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line; none where there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def debriefs(folder: Path) -> list[dict[str, Any]]:
    """Read the labelled debriefs of one writer's folder, with the details that were marked in them."""
    marked = {row["id"]: row["details"] for row in lines(folder / "details.jsonl")}
    return [{**row, "marks": marked.get(row["id"])} for row in lines(folder / "debriefs.jsonl")]


def place(text: str, quote: str) -> tuple[int, int] | None:
    """Find `quote` in `text`, white space being free; None where it does not stand there."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = re.search(pattern, text) if pattern else None
    return found.span() if found else None


def overlap(clause: Clause, span: tuple[int, int], text: str) -> float:
    """Return the share of the shorter one's words that clause and span have in common."""
    shared = len(WORD.findall(text[max(clause.start, span[0]) : max(clause.start, min(clause.end, span[1]))]))
    if clause.start >= span[1] or span[0] >= clause.end or not shared:
        return 0.0
    return shared / max(1, min(len(WORD.findall(clause.text)), len(WORD.findall(text[span[0] : span[1]]))))


def labelled(debrief: dict[str, Any]) -> Document:
    """Cut a debrief and lay its labels on the clauses."""
    text = debrief["text"]
    spans = [(s, p) for s in debrief["spans"] if (p := place(text, s["quote"]))]
    told = {key: debrief[key] or "none" for key in ("mode", "prediction") if key in debrief}
    document = Document(debrief["id"], named=named(debrief), **told)
    marks = {
        key: place(text, debrief[field] or "") if field in debrief else "unknown"
        for key, field in (("next", "next_steps"), ("asks", "question"))
    }
    good = [p for s, p in spans if s["label"] == "positive"]
    for clause in cut(text):
        share = dict.fromkeys(LABELS, 0.0)
        best: dict[str, tuple[float, dict[str, Any]]] = {}
        for span, where in spans:
            common = overlap(clause, where, text)
            if common >= 0.5:
                share[span["label"]] += common
                if common > best.get(span["label"], (0.0, {}))[0]:
                    best[span["label"]] = (common, span)
        total = sum(share.values())
        if not total:
            share["neutral"] = total = 1.0
        mistake, positive = best.get("mistake", (0, {}))[1], best.get("positive", (0, {}))[1]
        document.items.append(
            Item(
                clause.text,
                clause.line,
                tuple(share[name] / total for name in LABELS),  # type: ignore[arg-type]
                mistake.get("kind"),
                mistake.get("visible"),
                positive.get("kind"),
                **{key: marked(clause, where, text) for key, where in marks.items()},  # type: ignore[arg-type]
                details=pieces(clause, debrief.get("marks"), text, good),
            )
        )
    return document


def pieces(
    clause: Clause, marks: list[dict[str, str]] | None, text: str, good: list[tuple[int, int]]
) -> tuple[tuple[str, bool, str], ...] | None:
    """Return what of the marked details stands in the clause; of words that stand twice, where it went well (`good`)."""
    if marks is None:
        return None
    found = []
    for mark in marks:
        places = [m.span() for m in re.finditer(re.escape(mark["quote"]), text)] or [(0, 0)]
        start, end = max(places, key=lambda p: any(a < p[1] and p[0] < b for a, b in good))
        first, last = max(start, clause.start), min(end, clause.end)
        if first < last:
            found.append((mark["frame"], start >= clause.start, text[first:last]))
    return tuple(found)


def marked(clause: Clause, where: tuple[int, int] | str | None, text: str) -> str | None:
    """Does the clause lie in the marked stretch? None where the debrief's writer was not asked."""
    if isinstance(where, str):
        return None
    return "yes" if where and overlap(clause, where, text) >= 0.5 else "no"


def named(debrief: dict[str, Any]) -> Named:
    """Return the debrief's names, the parts of people's names among them."""
    people: list[str] = []
    for name in debrief["interviewers"]:
        plain = HONORIFIC.sub("", name)
        people += [name, plain, *(part for part in plain.split() if len(part) > 2)]
    role = re.sub(r"\s*\(.*?\)|,.*", "", debrief["role"] or "").strip()
    company = debrief["company"]
    topics = tuple(re.sub(r"^(?:the|an?|my|our|their|his|her) ", "", topic) for topic in debrief["topics"])
    return Named(
        tuple(dict.fromkeys(people)), (company,) if company else (), (debrief["role"], role) if role else (), topics
    )


def sentence(row: dict[str, Any]) -> Item:
    """Turn one labelled sentence into an item."""
    label = tuple(float(row["label"] == name) for name in LABELS)
    positive = row.get("kind") if row["label"] == "positive" else None
    kind = row.get("kind") if row["label"] == "mistake" else None
    marks = row.get("marks")
    details = None if marks is None else tuple((mark["frame"], True, mark["quote"]) for mark in marks)
    positive = positive if positive in POSITIVES else None
    return Item(row["text"], 0, label, kind, row.get("visible"), positive, details=details)  # type: ignore[arg-type]


def sentences(folder: Path) -> list[Item]:
    """Read the labelled sentences of one writer's folder."""
    return [sentence(row) for row in singles(folder)]


def singles(folder: Path) -> list[dict[str, Any]]:
    """Read one writer's labelled sentences, with the details that were marked in them."""
    marked = {row["text"]: row["details"] for row in lines(folder / "sentence-details.jsonl")}
    return [{**row, "marks": marked.get(row["text"])} for row in lines(folder / "sentences.jsonl")]


def gists(rows: Iterable[dict[str, Any]]) -> list[Item]:
    """Take the annotators' own plain words for a mistake as further ways to say it."""
    return [
        Item(row["gist"], 0, (1.0, 0.0, 0.0, 0.0), row["kind"], weight=0.5)
        for row in rows
        if row["label"] == "mistake" and row.get("kind") and len(row.get("gist") or "") > 8
    ]


def noticed(documents: Iterable[Document], kinds: Sequence[str]) -> dict[str, list[float]]:
    """Return for each kind how often it was noticed, not noticed, left open; rare kinds lean on what holds of all."""
    counts = {kind: dict.fromkeys(VISIBLE, 0.0) for kind in kinds}
    for item in (i for d in documents for i in d.items):
        if item.kind in counts and item.visible in VISIBLE:
            counts[item.kind][item.visible] += 1
    every = {name: sum(c[name] for c in counts.values()) for name in VISIBLE}
    whole = sum(every.values()) or 1.0
    return {
        kind: [round((c[name] + 4 * every[name] / whole) / (sum(c.values()) + 4), 4) for name in VISIBLE]
        for kind, c in counts.items()
    }


def catalogue(folder: Path) -> list[Item]:
    """Read the catalogue's examples: a mistake of the kind each; the counter-examples as traps."""
    items = []
    for path in sorted(folder.glob("*.toml")):
        for kind, entry in tomllib.loads(path.read_text(encoding="utf-8")).get("kinds", {}).items():
            for example in entry.get("examples", []):
                items.append(Item(example["text"], 0, (1.0, 0.0, 0.0, 0.0), kind, example.get("visible")))
    return items


def kinds(items: Iterable[Item]) -> list[str]:
    """All kinds that occur, sorted."""
    return sorted({item.kind for item in items if item.kind})
