"""What a heading says of what stands under it: "went wrong: …", "Good bits" above a list."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from mailer.coach.reading.clauses import Clause

_LEAD = r"^\W*(?:what (?:i did )?|it |the |all |my |things (?:that |i did )?|bits (?:that )?|stuff (?:that )?|went )*(?:went |go |did |is |was )?"
_TAIL = r"(?: bits?| things?| points?| stuff| parts?| side| today)?\W*$"
_GOOD = re.compile(
    rf"{_LEAD}(?:good|well|right|better|great|pros?|plus(?:es)?|positives?|highs?|strengths?|wins?|ok|okay|\+){_TAIL}",
    re.IGNORECASE,
)
_BAD = re.compile(
    rf"{_LEAD}(?:not (?:so |that )?(?:good|well|great)|bad|badly|wrong|worse|cons?|minus(?:es)?|negatives?|lows?|mistakes?|weaknesses|fails?){_TAIL}",
    re.IGNORECASE,
)


_WEIGHT = 1.2  # of a heading, as a logarithm of odds


def lifted(share: float, side: int) -> float:
    """Return a probability after a heading for it (1), against it (-1) or none (0)."""
    if not side or not 0.0 < share < 1.0:
        return share
    odds = share / (1.0 - share) * math.exp(_WEIGHT * side)
    return odds / (1.0 + odds)


def sides(clauses: Sequence[Clause]) -> list[int]:
    """Return for each clause +1 where it stands under a good heading, -1 under a bad one, else 0."""
    found: list[int] = []
    side, below = 0, False  # below: the heading has its line to itself and speaks for the lines after it
    for number, clause in enumerate(clauses):
        if number and clause.sentence != clauses[number - 1].sentence and not below:
            side = 0
        if number and clause.block != clauses[number - 1].block and not clause.bullet:
            side, below = 0, False
        named = 1 if _GOOD.match(clause.text) else -1 if _BAD.match(clause.text) else 0
        alone = not any(other.line == clause.line for other in _next_to(clauses, number))
        if named and (alone or clause.text.rstrip().endswith((":", "=", "-"))):
            side, below = named, alone
            found.append(0)
        elif clause.heading:
            side, below = 0, False
            found.append(0)
        else:
            found.append(side)
    return found


def _next_to(clauses: Sequence[Clause], number: int) -> Sequence[Clause]:
    return (*clauses[max(0, number - 1) : number], *clauses[number + 1 : number + 2])
