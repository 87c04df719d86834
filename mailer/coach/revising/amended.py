"""What an answer leaves behind: the debrief and the wishes as they are amended, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mailer.coach.drafting.wishes import Wish
from mailer.coach.model import Catalogue, Debrief, Draft, Mistake, Reader
from mailer.coach.phrases import Phrases
from mailer.coach.revising.values import Ask

ANSWER_AT_MOST = 32  # words of a better answer that a note takes; a longer one is kept whole as a story

CLAUSE_AT_MOST = 30  # words of what a person wants said in their own words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done, to be told in a line."""

    ask: Ask
    how: str  # key of the line in templates/mail/revised: the ask's own, or a finer one
    text: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A better answer, kept for the next time."""

    about: str
    answer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Amended:
    """The debrief and the wishes after an answer."""

    debrief: Debrief
    wishes: Mapping[str, Wish]
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()  # words to ask about, once
    questions: tuple[str, ...] = ()  # what the person asks us
    added: tuple[Mistake, ...] = ()  # newly told, for the routine to learn
    withdrawn: tuple[Mistake, ...] = ()  # were none
    stories: tuple[Story, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # (old, new): holds for later notes too
    insisted: tuple[str, ...] = ()  # what I would not have put in: ids of kinds, or words
    at_once: bool = False


@dataclass(slots=True)
class File:
    """The file while it is being amended."""

    debrief: Debrief
    wishes: dict[str, Wish]
    drafts: tuple[Draft, ...]
    catalogue: Catalogue
    reader: Reader
    phrases: Phrases
    changes: list[Change] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    added: list[Mistake] = field(default_factory=list)
    withdrawn: list[Mistake] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    insisted: list[str] = field(default_factory=list)
    at_once: bool = False

    def wish(self, reader: str = "", **changed: object) -> None:
        """Change what is wished of the notes to `reader`."""
        self.wishes[reader] = replace(self.wishes.get(reader, Wish()), **changed)  # type: ignore[arg-type]

    @property
    def whole(self) -> Wish:
        """What is wished of all notes."""
        return self.wishes.get("", Wish())

    def told(self, ask: Ask, how: str = "", text: str = "", old: str = "", new: str = "") -> None:
        """Note down a change."""
        self.changes.append(Change(ask, how or ask.value, text, old, new))
