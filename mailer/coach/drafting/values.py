"""What goes into a draft and what comes out: the author, the drafting with what it left out, and the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Draft, Known, Mistake
from mailer.coach.phrases import Phrases

UNKNOWN = Known()  # nothing is known before the reading


@dataclass(frozen=True, slots=True)
class Author:
    """The person who signs."""

    name: str = ""  # as they sign; empty: the note ends with the closing words
    variety: str = "british"  # "british" or "american": the spelling and the closing words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A mistake of which the note says nothing, the reason, and the word that overrides it."""

    mistake: Mistake
    why: Why
    words: str  # the reason as the person reads it
    override: str  # "late", as in "mention late"; empty where nothing can be mentioned


class Plainness(IntEnum):
    """The rungs of the ladder: a draft that breaks a rule is redrawn on the next one."""

    SPOKEN = -1  # in the words of a trained writer
    RICH = 0  # all that fits: two things from the room, repairs
    PLAIN = 1  # one thing from the room, repairs
    SPARE = 2  # no words of the person's but role, company and answers
    LEAST = 3  # a whole note that says little and always holds
    SILENT = 4  # for a further reader of a panel: the same without the ownership, which the first note has


@dataclass(frozen=True, slots=True)
class Drafting:
    """A draft with its verdicts, and what the reply tells about it."""

    draft: Draft
    left_out: tuple[LeftOut, ...] = ()
    asked: str | None = None  # one question back to the person
    optional: bool = False  # after misconduct no note is owed
    plainness: Plainness = Plainness.RICH
    tries: int = 1
    taken: frozenset[int] = frozenset()  # the clauses that a trained writer took up, which the next note leaves


class Drafter(Protocol):
    """Writes the thank-you notes of one interview: same input, same drafts."""

    def draft(
        self,
        debrief: Debrief,
        rulings: Sequence[Ruling],
        person: Author,
        phrases: Phrases,
        *,
        known: Known = UNKNOWN,
        earlier: Sequence[str] = (),
    ) -> tuple[Drafting, ...]:
        """Return one drafting for each interviewer, or one for the host; `earlier` are bodies of past notes."""
        ...
