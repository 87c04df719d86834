"""What the reader asks of a trained judge: how probable it is that a clause tells of a mistake, a good thing, neither."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mailer.coach.reading.clauses import Clause


@dataclass(frozen=True, slots=True)
class Judgement:
    """One clause in the light of what stands around it; every figure is a probability."""

    mistake: float  # the person's own, in this interview
    positive: float
    trap: float  # looks like a mistake: theirs, an earlier one, imagined, denied
    kinds: tuple[tuple[str, float], ...] = ()  # of mistake, best first
    seen: float = 0.0  # that the interviewer noticed, should it be a mistake
    unseen: float = 0.0
    usual: tuple[float, float, float] | None = None  # how often slips of its kinds are seen, not seen, left open
    positives: tuple[tuple[str, float], ...] = ()  # kinds of good behaviour, best first
    next_step: float = 0.0  # says what happens next
    question: float = 0.0  # asks us something
    modes: tuple[tuple[str, float], ...] = ()  # votes, as logarithms of odds, on how the interview was held
    predictions: tuple[tuple[str, float], ...] = ()  # votes on what the person expects of it


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text."""

    sort: str  # person (an interviewer), company, role or topic
    start: int
    end: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole text as judged."""

    clauses: tuple[Judgement, ...]  # one for each clause, in order
    mentions: tuple[Mention, ...] = ()
    details: tuple[Mention, ...] = ()  # what a note would use; the sort is a frame of `mailer.coach.model.Frame`


def poll(votes: Sequence[tuple[tuple[str, float], ...]]) -> tuple[str | None, float]:
    """Count the clauses' votes on a question about the whole text; return the answer, None for "not told", and how sure."""
    totals: dict[str, float] = {}
    for name, vote in (pair for row in votes for pair in row):
        totals[name] = totals.get(name, 0.0) + math.exp(min(vote, 50.0))
    if not totals:
        return None, 0.0
    best = max(totals, key=lambda name: totals[name])
    every = 1.0 + sum(totals.values())
    return (best, totals[best] / every) if totals[best] > 1.0 else (None, 1.0 / every)


class Judge(Protocol):
    """The trained part: deterministic, offline, total."""

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge every clause of `text`."""
        ...
