"""The debrief as a whole: clauses that tell one mistake made one, and what followed from what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailer.coach.model import Catalogue, Mistake
from mailer.coach.reading.answer import afterthought
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement
from mailer.coach.reading.visibility import reaction

_THEN = re.compile(r"\W*(?:(?:and|but|so)\s+)?(?:then|also|plus|later|after)\b", re.IGNORECASE)  # another thing begins
_REACH = 3  # sentences over which one thing leads to another


@dataclass(frozen=True, slots=True)
class Told:
    """Clauses side by side that tell one thing."""

    first: int  # numbers of clauses, both ends included
    last: int
    certainty: float
    kinds: tuple[tuple[str, float], ...]


def gather(clauses: Sequence[Clause], judged: Sequence[Judgement], certain: Mapping[int, float]) -> tuple[Told, ...]:
    """Join neighbouring clauses of one sentence that tell the same; `certain` maps clause numbers to certainties."""
    told: list[Told] = []
    for number in sorted(certain):
        kinds = judged[number].kinds
        if told and _echoes(clauses, number, told[-1], kinds):
            continue
        if told and told[-1].last == number - 1 and _same(clauses, number, told[-1].kinds, kinds):
            before = told[-1]
            kinds = _averaged(before.kinds, kinds) if certain[number] > 0.5 * before.certainty else before.kinds
            told[-1] = Told(before.first, number, max(before.certainty, certain[number]), kinds)
        else:
            told.append(Told(number, number, certain[number], kinds))
    return tuple(told)


def _echoes(clauses: Sequence[Clause], number: int, before: Told, kinds: Sequence[tuple[str, float]]) -> bool:
    """Is it what they did at the slip told right before, or what had better been said: its evidence, not another slip?"""
    return (
        before.last == number - 1
        and clauses[number].line == clauses[number - 1].line
        and clauses[number].sentence - clauses[before.last].sentence <= 1
        and (reaction(clauses[number].text) or afterthought(clauses[number].text))
        and not (
            clauses[number].sentence == clauses[number - 1].sentence and _same(clauses, number, before.kinds, kinds)
        )
    )


def _same(
    clauses: Sequence[Clause], number: int, before: Sequence[tuple[str, float]], now: Sequence[tuple[str, float]]
) -> bool:
    if clauses[number].sentence != clauses[number - 1].sentence:
        return False
    if not before or not now:
        return True
    if _THEN.match(clauses[number].text):
        return before[0][0] == now[0][0]
    return before[0][0] in {name for name, _ in now[:2]} or now[0][0] in {name for name, _ in before[:2]}


def _averaged(a: Sequence[tuple[str, float]], b: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    points: dict[str, float] = {}
    for name, share in (*a, *b):
        points[name] = points.get(name, 0.0) + share / 2
    return tuple(sorted(points.items(), key=lambda pair: (-pair[1], pair[0])))


def chained(mistakes: Sequence[Mistake], sentences: Sequence[int], catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Name each mistake's cause: an earlier link of its chain, close by."""
    linked: list[Mistake] = []
    for number, mistake in enumerate(mistakes):
        chain = _chain(mistake, catalogue)
        cause = next(
            (
                earlier
                for earlier in range(number - 1, -1, -1)
                if chain
                and _chain(mistakes[earlier], catalogue) == chain
                and sentences[number] - sentences[earlier] <= _REACH
            ),
            None,
        )
        linked.append(replace(mistake, cause=cause))
    return tuple(linked)


def _chain(mistake: Mistake, catalogue: Catalogue) -> str:
    kind = catalogue.kinds.get(mistake.kind or "")
    return kind.chain if kind else ""
