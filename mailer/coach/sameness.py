"""How alike two notes are: interviewers compare them, and a person's notes must not read as copies."""

from __future__ import annotations

import re
from collections.abc import Iterable

LIMIT = 0.4  # the share of word trigrams from which two notes count as the same
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """Return the word trigrams of `text`, case folded, punctuation dropped."""
    words = [each.casefold() for each in _WORD.findall(text)]
    return frozenset(tuple(words[at : at + 3]) for at in range(len(words) - 2))


def share(one: str, other: str) -> float:
    """Return the part of the shorter note's trigrams that the other note has too, 0..1."""
    first, second = trigrams(one), trigrams(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def alike(note: str, others: Iterable[str]) -> bool:
    """Say whether `note` is too much like one of `others`."""
    return any(share(note, each) >= LIMIT for each in others)
