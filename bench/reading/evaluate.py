"""Score the reader against a folder of labelled debriefs and print the table of goals.

    python bench/reading/evaluate.py FOLDER... [--only d] [--asserted] [--wrong] [--weights FOLDER]

A read quote matches a labelled one when they share at least half of the shorter one's words; one to one, as many as
possible. `--asserted` counts only what the reader asserts. `--wrong` prints what was read wrongly.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))


from mailer.coach.model import Debrief, Known
from mailer.coach.reading.judge import Judge
from mailer.reader import BuiltinReader
from mailer.reader.encoder import EncoderJudge
from mailer.words import Words

WORD = re.compile(r"\w+(?:['’]\w+)?")


def place(text: str, quote: str) -> set[int]:
    """Return the positions of the quote's words in the text; empty where it does not stand there."""
    words, wanted = [w.lower() for w in WORD.findall(text)], [w.lower() for w in WORD.findall(quote)]
    for start in range(len(words) - len(wanted) + 1):
        if wanted and words[start : start + len(wanted)] == wanted:
            return set(range(start, start + len(wanted)))
    return set()


def hits(a: set[int], b: set[int]) -> bool:
    """Do two quotes share half of the shorter one's words?"""
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b))


def pair(read: Sequence[set[int]], labelled: Sequence[set[int]]) -> dict[int, int]:
    """Match one to one, as many as possible; return {read: labelled}."""
    taken: dict[int, int] = {}

    def seek(one: int, seen: set[int]) -> bool:
        for other in range(len(labelled)):
            if other not in seen and hits(read[one], labelled[other]):
                seen.add(other)
                if other not in taken or seek(taken[other], seen):
                    taken[other] = one
                    return True
        return False

    for one in range(len(read)):
        seek(one, set())
    return {one: other for other, one in taken.items()}


@dataclass
class Count:
    """Hits, false alarms and misses."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hit: int, false: int, missed: int) -> None:
        """Add one text's."""
        self.hit, self.false, self.missed = self.hit + hit, self.false + false, self.missed + missed

    def __str__(self) -> str:
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 1.0
        recall = self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"F1 {both:.3f}  precision {precision:.3f}  recall {recall:.3f}"


@dataclass
class Score:
    """All that is counted over a set of debriefs."""

    mistakes: Count = field(default_factory=Count)
    asserted: Count = field(default_factory=Count)
    positives: Count = field(default_factory=Count)
    people: Count = field(default_factory=Count)
    details: Count = field(default_factory=Count)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    by: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    confident: list[tuple[float, bool]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, good: bool) -> None:
        """Count one question answered rightly or wrongly."""
        self.asked[name] += 1
        self.right[name] += good

    def share(self, name: str) -> str:
        """Return a share of right answers, as text."""
        asked = self.asked[name]
        return f"{self.right[name] / asked:.3f} ({self.right[name]}/{asked})" if asked else "-"


def fold(name: str | None) -> str:
    """Return a name for comparison."""
    return re.sub(r"\W+", " ", (name or "").casefold()).strip()


def same_role(a: str | None, b: str | None) -> bool:
    """Are half of the shorter one's words shared: 'Sister post (band 6)' and 'Band 6 sister'?"""
    one, other = set(WORD.findall((a or "").casefold())), set(WORD.findall((b or "").casefold()))
    return one == other or len(one & other) * 2 >= min(len(one), len(other)) > 0


def register(debrief: dict[str, Any]) -> str:
    """Return how the text is written, roughly."""
    text = debrief["text"]
    if re.search(r"(?m)^\s*(?:[-*•]|\d[.)])\s", text):
        return "bullets"
    letters = [c for c in text if c.isalpha()]
    if sum(c in ".!?" for c in text) * 60 < len(text.split()):
        return "dictated"
    return "lower case" if sum(c.isupper() for c in letters) < 0.008 * len(letters) + 1 else "prose"


def length(debrief: dict[str, Any]) -> str:
    """Return a class of length."""
    words = len(debrief["text"].split())
    return "under 40 words" if words < 40 else "40 to 120 words" if words < 120 else "over 120 words"


def groups() -> dict[str, str]:
    """Return the group of each kind."""
    return {identity: kind.group for identity, kind in Words().catalogue().kinds.items()}


def count(score: Score, row: dict[str, Any], read: Sequence[Debrief], group: dict[str, str], asserted: bool) -> None:
    """Score one reading."""
    text = row["text"]
    spans = {k: [s for s in row["spans"] if s["label"] == k] for k in ("mistake", "positive", "trap")}
    at = {k: [place(text, s["quote"]) for s in v] for k, v in spans.items()}
    found = [m for d in read for m in d.mistakes if m.asserted or not asserted]
    got = [place(text, m.quote) for m in found]
    match = pair(got, at["mistake"])
    false = [i for i, g in enumerate(got) if i not in match and not any(hits(g, m) for m in at["mistake"])]
    figures = (len(match), len(false), len(at["mistake"]) - len(match))
    score.mistakes.add(*figures)
    for name in (register(row), length(row)):
        score.by[name].add(*figures)
    sure = [i for i, m in enumerate(found) if m.asserted]
    score.asserted.add(
        sum(i in match for i in sure), sum(i in false for i in sure), len(at["mistake"]) - sum(i in match for i in sure)
    )
    for one, other in match.items():
        want, have = spans["mistake"][other], found[one]
        if want["kind"]:
            score.note("kind first", want["kind"] == have.kinds[0])
            score.note("kind in three", want["kind"] in have.kinds[:3])
            if have.kind is not None:
                score.note("kind named", want["kind"] == have.kind)
            score.confident.append((have.confidence, want["kind"] == have.kinds[0]))
            score.confused[group.get(want["kind"], "?"), group.get(have.kinds[0], "?")] += 1
        score.note("visibility", want["visible"] == have.visible.value)
    for trap in at["trap"]:
        score.note("traps taken", any(hits(got[i], trap) for i in range(len(got)) if i not in match))
    if not at["mistake"]:
        score.note("left clean", not got)
        score.note("left clean of asserted", not any(m.asserted for m in found))
    good = [p for d in read for p in d.positives]
    liked = [place(text, p.quote) for p in good]
    matched = pair(liked, at["positive"])
    wrongly = [i for i, g in enumerate(liked) if i not in matched and not any(hits(g, p) for p in at["positive"])]
    score.positives.add(len(matched), len(wrongly), len(at["positive"]) - len(matched))
    for one, other in matched.items():
        if spans["positive"][other].get("kind"):
            score.note("positive kind", spans["positive"][other]["kind"] == good[one].kind)
    if row.get("details") is not None:
        marked, used = [place(text, d["quote"]) for d in row["details"]], [x for d in read for x in d.details]
        taken = pair([place(text, x.quote) for x in used], marked)
        score.details.add(len(taken), len(used) - len(taken), len(marked) - len(taken))
        for one, other in taken.items():
            score.note("detail's use", used[one].use == row["details"][other]["frame"])
    companies = list(dict.fromkeys(d.company for d in read if d.company))
    score.note("company", fold(row["company"]) == fold("; ".join(companies)))
    roles = list(dict.fromkeys(d.role for d in read if d.role))
    score.note("role", same_role("; ".join(roles), row["role"]))
    want_people, have_people = (
        {fold(x) for x in row["interviewers"]},
        {fold(i.name) for d in read for i in d.interviewers},
    )
    score.people.add(len(want_people & have_people), len(have_people - want_people), len(want_people - have_people))
    for name in ("mode", "prediction"):
        if name in row:
            have_value = next((getattr(d, name).value for d in reversed(read) if getattr(d, name)), None)
            score.note(name, row[name] == have_value)
            if row[name] != have_value:
                score.wrong.append(f"{row['id']} {name}: {have_value}, not {row[name]}")
    for name in ("question", "next_steps"):
        if name in row:
            have_words = next((getattr(d, name) for d in reversed(read) if getattr(d, name)), None)
            good_ = (row[name] is None and have_words is None) or hits(
                place(text, row[name] or ""), place(text, have_words or "")
            )
            score.note(name, good_)
            if not good_:
                score.wrong.append(f"{row['id']} {name}: {have_words!r}, not {row[name]!r}")
    score.wrong += [
        f"{row['id']} false: {found[i].quote!r} {found[i].kinds[:1]} {found[i].certainty:.2f}" for i in false
    ]
    score.wrong += [
        f"{row['id']} missed: {s['quote']!r} {s['kind']}"
        for n, s in enumerate(spans["mistake"])
        if n not in match.values()
    ]
    score.wrong += [f"{row['id']} false good: {good[i].quote!r} {good[i].certainty:.2f}" for i in wrongly]
    score.wrong += [
        f"{row['id']} missed good: {s['quote']!r}" for n, s in enumerate(spans["positive"]) if n not in matched.values()
    ]
    if fold(row["company"]) != fold("; ".join(companies)):
        score.wrong.append(f"{row['id']} company: {companies}, not {row['company']!r}")
    if not same_role("; ".join(roles), row["role"]):
        score.wrong.append(f"{row['id']} role: {roles}, not {row['role']!r}")
    if want_people != have_people:
        score.wrong.append(f"{row['id']} people: {sorted(have_people)}, not {sorted(want_people)}")


def report(score: Score, full: bool) -> None:
    """Print the table of goals."""
    rows = [
        ("mistakes", str(score.mistakes), "F1 0.80"),
        ("  asserted", str(score.asserted), "precision 0.90"),
        ("traps taken", score.share("traps taken"), "0.05"),
        ("mistake-free left clean", score.share("left clean"), "0.90"),
        ("  of what is asserted", score.share("left clean of asserted"), ""),
        ("kind first", score.share("kind first"), "0.65"),
        ("kind in three", score.share("kind in three"), "0.85"),
        ("  where a kind is named", score.share("kind named"), ""),
        ("visibility", score.share("visibility"), "0.85"),
        ("positives", str(score.positives), "F1 0.75"),
        ("  their kind", score.share("positive kind"), ""),
        ("company", score.share("company"), "0.95"),
        ("role", score.share("role"), "0.90"),
        ("interviewers", str(score.people), "F1 0.95"),
        ("details for a note", str(score.details), ""),
        ("  their use", score.share("detail's use"), ""),
        ("mode", score.share("mode"), ""),
        ("prediction", score.share("prediction"), ""),
        ("question", score.share("question"), ""),
        ("next steps", score.share("next_steps"), ""),
    ]
    for name, value, goal in rows:
        print(f"{name:26} {value:48} {goal}")
    if full:
        for name, counted in sorted(score.by.items()):
            print(f"  {name:24} {counted}  of {counted.hit + counted.missed}")
        for (want, have), number in score.confused.most_common():
            if want != have and number > 1:
                print(f"  {number:3} × {want} read as {have}")
        for low in (0.0, 0.3, 0.5, 0.7):
            part = [good for sure, good in score.confident if sure >= low]
            if part:
                print(f"  kind right where confidence ≥ {low}: {sum(part) / len(part):.2f} ({len(part)})")


def chosen(row: dict[str, Any], only: str) -> bool:
    """Is this debrief asked for? Letters name corpus writers; "fifth" every fifth of the plain writers'."""
    writer, _, number = row["id"].partition("-")
    return not only or (writer in only.split(",")) or (len(writer) > 1 and "fifth" in only and int(number) % 5 == 0)


def rows(path: Path) -> list[dict[str, Any]]:
    """Read one object a line; none where there is no such file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def main() -> None:
    """Read the command line, read the debriefs, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--asserted", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--alone", action="store_true", help="show the judge one clause at a time (ablation)")
    parser.add_argument("--rules", action="store_true", help="cues and shared words in place of the encoder (ablation)")
    options = parser.parse_args()
    judge: Judge | None = EncoderJudge(options.weights) if options.weights else None
    if options.alone or options.rules:
        from plainer import Alone, Cues  # reads the training data, which scoring alone does not need

        judge = Cues() if options.rules else Alone(judge or EncoderJudge())
    reader, score, group, spent = BuiltinReader(Words().catalogue(), judge), Score(), groups(), 0.0
    for folder in options.folders:
        details = {row["id"]: row["details"] for row in rows(folder / "details.jsonl")}
        for row in rows(folder / "debriefs.jsonl"):
            row["details"] = details.get(row["id"])
            if chosen(row, options.only):
                began = time.perf_counter()
                read = reader.read(row["text"], Known())
                spent += time.perf_counter() - began
                count(score, row, read, group, options.asserted)
    report(score, options.full)
    print(f"{score.asked['company']} debriefs, {1000 * spent / max(1, score.asked['company']):.0f} ms each")
    if options.wrong:
        print(*score.wrong, sep="\n")


if __name__ == "__main__":
    main()
