"""When it is enough: answers in an hour and a day, and machines that betray themselves by repeating."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

ECHOES = 3  # times the same words are answered within a day
GROWN = 6  # answer prefixes of a subject: two machines add one each time

_PREFIX = re.compile(r"\s*(?:re|aw|sv|antw|auto(?:matic reply)?|fwd?|wg|tr)(?:\[\d+\])?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spent:
    """How many answers have gone out."""

    person_hour: int = 0
    person_day: int = 0
    domain_hour: int = 0
    all_hour: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """How many may."""

    person_hour: int
    domain_hour: int
    all_hour: int

    @property
    def person_day(self) -> int:
        """A long day of a person who is busy all day."""
        return 3 * self.person_hour


def person_spent(spent: Spent, budget: Budget) -> bool:
    """Tell whether one person had as many answers as anyone may: the rest is a machine's."""
    return spent.person_hour >= budget.person_hour or spent.person_day >= budget.person_day


def crowded(spent: Spent, budget: Budget) -> bool:
    """Tell whether the house as a whole has to wait: the mail is answered later."""
    return spent.domain_hour >= budget.domain_hour or spent.all_hour >= budget.all_hour


def fingerprint(new_text: str) -> bytes:
    """Return the same eight bytes for the same words, whatever their layout; none for no words at all."""
    words = re.findall(r"\w+", new_text.casefold())
    return blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest() if words else b""


def grown(subject: str) -> bool:
    """Tell whether a subject has gathered more answer prefixes than people leave in it."""
    count, at = 0, 0
    while (match := _PREFIX.match(subject, at)) is not None:
        count, at = count + 1, match.end()
    return count >= GROWN
