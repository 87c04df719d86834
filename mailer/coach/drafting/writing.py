"""What the drafter asks of a trained writer: one sentence of a note that takes up one thing told.

The writer words; it decides nothing. Which thing, for whom, in which place of the note is the drafter's to say; what the
gate rules is marked on the pieces; and a sentence that `Hearing` does not let pass is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Mark(StrEnum):
    """What the gate says of a piece; a piece without a mark is free."""

    SORRY = "sorry"  # to be owned
    RIGHT = "right"  # to be put right
    ADD = "add"  # to be supplied
    LEAVE = "leave"  # not to be mentioned


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause of the telling."""

    text: str
    line: int  # number of the line it stands in
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a writer is told."""

    to: str | None  # the reader's name as the person wrote it
    also: tuple[str, ...]  # who else was in the room
    firm: str | None
    role: str | None
    pieces: tuple[Piece, ...]
    mode: str | None = None  # a `Mode`'s value; known for whole notes only, in training


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence as the writer would say it."""

    text: str
    sure: float  # mean logarithm of its tokens' probabilities: 0 is certain


class Hurried(Exception):
    """The writer has no time left: the note is made of ready sentences."""


class Writer(Protocol):
    """The trained part: deterministic and offline. May raise Hurried."""

    def worth(self, brief: Brief, of: tuple[int, ...]) -> float:
        """Return how probable it is that a note takes the pieces `of` up at all."""
        ...

    def say(self, brief: Brief, of: tuple[int, ...]) -> Iterator[Saying]:
        """Yield sentences that rest on the pieces `of`, the likeliest first; few, each as it is asked for."""
        ...
