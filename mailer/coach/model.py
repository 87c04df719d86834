"""The nouns of the craft; every value here is frozen and knows nothing of mail, disk or clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class Phase(StrEnum):
    """Where in the routine a line belongs."""

    NIGHT_BEFORE = "night_before"
    MORNING_OF = "morning_of"
    MINUTES_BEFORE = "minutes_before"
    DURING = "during"
    AFTER = "after"


class Visible(StrEnum):
    """Would the interviewer certainly have noticed, as told?"""

    YES = "yes"  # the text says so ("she corrected me"), or it cannot be missed (arriving late)
    NO = "no"  # only the person felt it
    UNCLEAR = "unclear"  # the text does not tell


class Move(StrEnum):
    """What the thank-you note does about a mistake."""

    APOLOGISE = "apologise"  # one sentence: fact, ownership, remedy
    CORRECT = "correct"  # give the right statement in place of a wrong one
    SUPPLY = "supply"  # add what was missing, without calling it a mistake
    OMIT = "omit"  # not a word


class Own(StrEnum):
    """How far a kind of mistake may be owned in a note at all."""

    OWN = "own"  # plain to anyone in the room
    ONLY_IF_BLATANT = "only-if-blatant"  # only if they remarked on it, lost time by it, or stayed on it
    NEVER = "never"  # owning it would harm; supplying what was missing is still allowed


class Mode(StrEnum):
    """How the interview was held."""

    ONSITE = "onsite"
    VIDEO = "video"
    PHONE = "phone"
    RECORDED = "recorded"  # one-way video: nobody listening at the time
    OTHER = "other"


class Prediction(StrEnum):
    """What the person expects to come of it."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Tone(StrEnum):
    """How the person sounds; never a mistake, always a reason for care."""

    PLAIN = "plain"
    HURT = "hurt"  # turns on themself: "I'm an idiot"
    HEATED = "heated"  # angry: the draft had better wait for the morning
    CRISIS = "crisis"  # hopelessness or self-harm: no coaching, care and the way to real help


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text that was read, as character offsets [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Somebody who was in the room on the other side."""

    name: str
    email: str | None = None
    title: str | None = None  # "matron", "CTO": as told, never guessed


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that went wrong on the person's side, in this interview, in their words."""

    quote: str  # exact words of the text
    place: Place
    kind: str | None  # an id of the catalogue; None where no kind is probable
    kinds: tuple[str, ...]  # the three most probable ids, best first
    confidence: float  # 0..1, that `kind` is the right one
    certainty: float  # 0..1, that it is a mistake at all
    visible: Visible
    evidence: str | None = None  # the words that show they noticed or did not, where the text has them
    cost: bool = False  # the text says that it cost them time, or it bears on the job
    answer: str | None = None  # the better answer or right fact, where the text itself holds it (exact words)
    asserted: bool = True  # False: below the reader's threshold, so the reply quotes and asks
    cause: int | None = None  # index (in Debrief.mistakes) of the mistake that this one followed from


@dataclass(frozen=True, slots=True)
class Positive:
    """Something that went well, in the person's words."""

    quote: str
    place: Place
    kind: str | None = None  # an id of the positives catalogue, or None
    in_note: bool = False  # fit to be mentioned in a note: it happened between the two sides
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that was talked about in the interview and is fit to mention in a note."""

    text: str  # as a noun phrase that reads on in "our talk about …"
    place: Place
    who: str | None = None  # the interviewer it came up with, where the text tells
    warm: bool = False  # told as something that went well or that they took an interest in


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the first word is read: from headers, the invitation, the interview on file."""

    company: str | None = None
    role: str | None = None
    interviewers: tuple[Interviewer, ...] = ()
    mode: Mode | None = None
    subject: str | None = None  # the mail's subject, decoded
    person: str | None = None  # the sender's own name: never an interviewer
    written: date | None = None  # the day on which the text was written, in the person's zone


class Use(StrEnum):
    """The sentence of a note that a detail can stand in."""

    TALK = "talk"  # "our conversation about …"
    LIKED = "liked"  # "I was glad that you liked …"
    SHOWN = "shown"  # "thank you for showing me …"
    EVENT = "event"  # "I enjoyed …"
    KIND = "kind"  # what they were kind enough to do, as a clause: "she waited for me"
    WANT = "want"  # "one thing I did not get to say: …"
    OFFER = "offer"  # "I can …"


@dataclass(frozen=True, slots=True)
class Detail:
    """Words of the person's that a thank-you note can take up as they stand, but for "their" and "your"."""

    use: Use
    quote: str  # exact words of the text
    place: Place
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Debrief:
    """One interview as the person told it."""

    text: str  # the words that were read; all places point into it
    company: str | None = None
    role: str | None = None
    mode: Mode | None = None
    interviewers: tuple[Interviewer, ...] = ()
    topics: tuple[Topic, ...] = ()
    mistakes: tuple[Mistake, ...] = ()  # complete and unfolded, in the order of the text
    positives: tuple[Positive, ...] = ()
    misconduct: tuple[Place, ...] = ()  # what the interviewers did wrong: told, and never the person's fault
    prediction: Prediction | None = None
    question: str | None = None  # what they ask us, exact words
    next_steps: str | None = None  # what happens next and by when, exact words
    tone: Tone = Tone.PLAIN
    details: tuple[Detail, ...] = ()  # what a note can take up, in the order of the text


class Reader(Protocol):
    """Turns the new text of a mail into debriefs: total, deterministic, offline."""

    def read(self, text: str, known: Known) -> tuple[Debrief, ...]:
        """Return one debrief for each interview told of, in the order of the text; at least one.

        `text` is the new text of a mail, any string. Never raises on account of the text.
        """
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the 119 kinds of mistake, as templates/catalogue/mistakes words it."""

    id: str
    group: str
    title: str
    phase: Phase
    visible: Visible | None  # None: depends on the telling
    own: Own
    move: Move
    checklist: str
    resolutions: tuple[str, ...]  # if-then lines; the next one is tried where the first did not hold
    why_left_out: str
    override: str  # the word after "mention" that puts it into the note all the same
    synonyms: tuple[str, ...]  # words by which a note would betray it
    note: tuple[str, ...]  # sentences that own it by the rules; empty where it is never owned
    supply: str  # the question that fetches the better answer; empty where there is none
    chain: str  # kinds of one chain have one cause and get one resolution; empty where none


@dataclass(frozen=True, slots=True)
class PositiveKind:
    """A behaviour to repeat, as templates/catalogue/positives.toml words it."""

    id: str
    title: str
    do_again: str
    phase: Phase
    note_worthy: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is known about kinds, keyed by id."""

    kinds: Mapping[str, Kind]
    positives: Mapping[str, PositiveKind]


@dataclass(frozen=True, slots=True)
class Draft:
    """A thank-you note, ready to send, for one interviewer (or for the host of a panel)."""

    to: Interviewer | None  # None where no name is known
    subject: str
    body: str  # plain text, LF line ends, greeting and signature included
    rules: Mapping[int, bool | None] = field(default_factory=dict)  # rule 1..15 → holds, fails, does not apply
    spoken: bool = False  # in the words of the trained writer: its revisions keep to them
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # each sentence of the writer's → what was told


_BLANK = re.compile(r"\s+")


def folded(text: str) -> str:
    """Return `text` for comparison: case folded, white space made single."""
    return _BLANK.sub(" ", text).strip().casefold()
