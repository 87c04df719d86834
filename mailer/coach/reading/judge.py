"""What the reader asks of a trained judge: how probable it is that a clause tells of a mistake, a good thing, neither."""

from __future__ import annotations

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
    positives: tuple[tuple[str, float], ...] = ()  # kinds of good behaviour, best first
    next_step: float = 0.0  # says what happens next
    question: float = 0.0  # asks us something


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text."""

    sort: str  # person (an interviewer), company or role
    start: int
    end: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole text as judged."""

    clauses: tuple[Judgement, ...]  # one for each clause, in order
    mentions: tuple[Mention, ...] = ()


class Judge(Protocol):
    """The trained part: deterministic, offline, total."""

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge every clause of `text`."""
        ...
