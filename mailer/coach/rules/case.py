"""What a check looks at: the draft, and all that it must be true to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from mailer.coach.gate import Ruling
from mailer.coach.model import Debrief, Draft, Known, Mode, Move
from mailer.coach.phrases import Phrases, lexicon

# What stands before a name and is none; a note keeps it, and greets with "Dear".
TITLES = lexicon(
    "mr mrs ms miss mx dr prof professor sir lady dame lord captain capt cllr councillor father fr sister rev judge dean engr"
    " doctor chief sergeant sgt major colonel inspector principal hr frau herr rabbi imam pastor señor señora senora monsieur"
    " dott dottssa ing mme mlle pan pani kyria kyrios shri smt sri puan datuk madame signor signora ma'am maam ate kuya madam matron coach arch ibu pak alhaji alhaja hajia khun eng"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'0-9])")
_ABBREVIATED = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St|Cllr|Capt|Rev|Fr|No|Jr|Sr|Engr|Sgt|[A-Z])\.\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Case:
    """A draft before its judges."""

    draft: Draft
    debrief: Debrief
    phrases: Phrases
    rulings: tuple[Ruling, ...] = ()
    known: Known = field(default_factory=Known)
    signed: str = ""  # the author's name
    panel: tuple[str, ...] = ()  # the other notes for this interview
    earlier: tuple[str, ...] = ()  # this person's earlier notes, latest first
    answers: tuple[str, ...] = ()  # what this note is to supply or correct, as it should read
    specific: bool = True  # the debrief holds something from the room that a note can mention
    mentions: tuple[str, ...] = ()  # the things from the room that the note was made of, in the person's words
    interested: bool = True  # nothing says that the person does not want the job
    bounds: tuple[int, int] | None = None  # words that the note may have, where the person asked for another length
    formal: bool = False  # the person asked for a more formal note
    asked: tuple[str, ...] = ()  # sentences that the person wants said in their own words

    @property
    def body(self) -> str:
        """The whole note."""
        return self.draft.body

    @property
    def ours(self) -> str:
        """The note without what the person wants said in their own words: those are theirs to choose."""
        text = self.draft.body
        for each in self.asked:
            text = text.replace(each, "")
        return text

    @property
    def failure(self) -> bool:
        """Whether ownership comes first."""
        return any(each.failure and each.move is Move.APOLOGISE for each in self.rulings)

    @property
    def screen(self) -> bool:
        """Whether it was a phone screen."""
        return self.debrief.mode is Mode.PHONE


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs between greeting and signature."""
    return [each.strip() for each in body.split("\n\n")[1:-1] if each.strip()]


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; "Dr. Osei" is no end."""
    held = _ABBREVIATED.sub(lambda m: m.group(0).replace(". ", ".\u00a0"), text)
    return [each.replace("\u00a0", " ") for each in _SENTENCE.split(held) if each.strip()]


def told(body: str) -> list[str]:
    """Return every sentence between greeting and signature."""
    return [sentence for paragraph in paragraphs(body) for sentence in sentences(paragraph)]


def words(text: str) -> list[str]:
    """Return the words of `text`, case folded, apostrophes straight."""
    return [each.casefold().replace("’", "'") for each in _WORD.findall(text)]


def holds(text: str, listed: Iterable[str]) -> str | None:
    """Return the first of `listed` that stands in `text` as a word or phrase, plain inflections counted."""
    low, every = " ".join(words(text)), tuple(listed)
    if not any_of(every).search(low):
        return None
    return next((each for each in every if any_of((each,)).search(low)), None)


# The lists are those of the phrases and of the kinds: as many as there are kinds, and constant.
@lru_cache(maxsize=4096)
def any_of(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of `listed` and its plain inflections in folded words."""
    phrases = [inflected(phrase) for each in listed if (phrase := " ".join(words(each)))]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(phrases)})(?![\w'])" if phrases else r"(?!)")


def inflected(phrase: str) -> str:
    """Return a pattern for `phrase` and the plain inflections of its last word."""
    stem = re.escape(phrase)
    if len(phrase) < 4:
        return stem
    if phrase.endswith("e"):
        return f"{stem}(?:s|d|r|ly)?|{re.escape(phrase[:-1])}ing"
    if phrase.endswith("y"):
        return f"{stem}(?:ing)?|{re.escape(phrase[:-1])}(?:ies|ied)"
    return f"{stem}(?:s|es|ed|ing|ly|ness)?"
