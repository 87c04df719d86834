"""The fifteen rules of a thank-you note as checks, run on every draft before it leaves.

Each check gives True where its rule holds, False where the draft breaks it, None where it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mailer.coach.rules import form, ground, owning, wording
from mailer.coach.rules.case import Case, holds

__all__ = ["CHECKS", "Case", "broken", "holds", "verdicts"]

CHECKS: Mapping[int, Callable[[Case], bool | None]] = {
    1: form.length,
    2: form.thanks_first,
    3: ground.specific,
    4: ground.grounded,
    5: owning.gated,
    6: owning.owned_once,
    7: owning.sorry_once,
    8: wording.no_banned_word,
    9: owning.no_blame,
    10: owning.supplied,
    11: form.good_end,
    12: ground.right_names,
    13: wording.distinct,
    14: form.plain_words,
    15: form.ready,
}


def verdicts(case: Case) -> dict[int, bool | None]:
    """Return the verdict of each rule on one draft."""
    return {number: check(case) for number, check in CHECKS.items()}


def broken(found: Mapping[int, bool | None]) -> tuple[int, ...]:
    """Return the numbers of the rules that do not hold."""
    return tuple(number for number, verdict in found.items() if verdict is False)
