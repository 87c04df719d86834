"""Judges to compare with: cues and shared words instead of anything trained, and clauses read without their neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import data

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judge, Judgement, Verdict

_BAD = re.compile(
    r"\b(?:late|forgot\w*|blank\w*|froze|frozen|ramb\w+|waffl\w*|stumbl\w*|stutter\w*|mumbl\w*|wrong\w*|bad|badly|worse|mistake\w*|mess\w*|"
    r"rush\w*|nervous|panic\w*|lost|stuck|unprepared|spill\w*|spilt|dropp\w*|interrupt\w*|rang|sorry|confus\w*|couldn'?t|could not|"
    r"didn'?t|did not|hadn'?t|too (?:long|much|fast|short|quiet)|no (?:idea|questions?|example|answer)|should have|shouldn'?t have|nothing)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:good|well|great|nice|nicely|lovely|liked|loved|happy|pleased|laugh\w*|smil\w*|nodd\w*|enjoy\w*|fine|easy|impress\w*|"
    r"early|on time|friendly|kind|warm|proud|right|thank\w*|remembered|clear\w*|perfect\w*|interested)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z']+")


class Cues:
    """A `Judge` of words alone: the cues decide, the kind is the one whose phrasings share most words."""

    @cached_property
    def _kinds(self) -> dict[str, Counter[str]]:
        kinds: dict[str, Counter[str]] = {}
        for row in data.lines(Path(__file__).parent / "data" / "phrasings" / "sentences.jsonl"):
            if row["label"] == "mistake":
                kinds.setdefault(row["kind"], Counter()).update(set(_WORD.findall(row["text"].lower())))
        return kinds

    @cached_property
    def _rare(self) -> dict[str, float]:
        seen = Counter(word for words in self._kinds.values() for word in words)
        return {word: math.log(len(self._kinds) / count) for word, count in seen.items()}

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge each clause by its cues."""
        return Verdict(tuple(self._judgement(clause.text.replace("’", "'")) for clause in clauses))

    def _judgement(self, words: str) -> Judgement:
        bad, good = len(_BAD.findall(words)), len(_GOOD.findall(words))
        if not bad and not good:
            return Judgement(0.05, 0.05, 0.05)
        mistake = 0.9 * (bad + 0.01) / (bad + good + 0.02)
        return Judgement(mistake, 0.9 - mistake, 0.05, self._named(words))

    def _named(self, words: str) -> tuple[tuple[str, float], ...]:
        said = set(_WORD.findall(words.lower()))
        points = {
            kind: sum(self._rare[w] for w in said & set(seen)) / (3 + len(seen)) ** 0.5
            for kind, seen in self._kinds.items()
        }
        best = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
        total = sum(share for _, share in best) or 1.0
        return tuple((kind, share / total) for kind, share in best)


class Alone:
    """A `Judge` that shows another one clause at a time."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge each clause as if nothing stood around it."""
        told = [self._judge.judge(text, [clause]) for clause in clauses]
        return Verdict(tuple(t.clauses[0] for t in told), tuple(m for t in told for m in t.mentions))
