"""What a note may mention from the room: a phrase that reads on, with the frame that suits it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailer.coach.drafting import speech
from mailer.coach.model import Debrief, Interviewer, Place
from mailer.coach.rules.case import TITLES


class Frame(StrEnum):
    """The kind of sentence that a specific stands in; each has its lists in templates/note/opening.toml."""

    TALK = "talk"  # "our conversation about …"
    MINE = "mine"  # something of the person's: "to tell you about my …"
    TOLD = "told"  # "to tell you how I …"
    HEARD = "heard"  # "to hear how you …"
    DID = "did"  # something both sides took part in: "reading with a small group"
    VISIT = "visit"  # a tour
    SHOWN = "shown"  # "for showing me …"
    SHOW = "show"  # the person's own work: "to show you my latte art"
    LIKED = "liked"  # "that you liked …"
    PASSED = "passed"  # a test that they were content with: "my driving test"
    MENTIONED = "mentioned"  # what they were glad to hear, as a clause: "I have my own car"
    FOR = "for"  # what they were kind enough to do: "for walking me to the gate"
    KIND = "kind"  # they were friendly, no words of the person's needed


@dataclass(frozen=True, slots=True)
class Specific:
    """One thing from this interview that a note can mention."""

    frame: Frame
    text: str  # what stands in the frame's slot; empty where the frame has none
    place: Place
    who: str | None = None  # the interviewer it belongs to, where the text tells
    warm: bool = False  # told as something good
    by: str = ""  # how a colleague of the reader is called in the note, where it happened with them


_LATER = re.compile(
    r"\b(next|second|final|third) (round|interview|stage|rounds)\b|\btrial (day|shift)\b|\bstart date\b|ride-along"
    r"|\bon (mon|tues|wednes|thurs|fri|satur|sun)day\b|\bon the \d|reserve|\bdbs\b|\bmeeting the\b|to send\b|asked for"
    r"|\bpromised\b|\bnext steps?\b|\btime(?:line|scale|table of the)\b|\brate for\b|\bslot\b",
    re.I,
)


def phrase(text: str, debrief: Debrief, to: Interviewer | None, *, asked: bool = False) -> str | None:
    """Return `text` as a noun phrase of the note to `to`, or None where it will not read well.

    `asked`: it is what the person asked them about, so "they" are the ones who read the note.
    """
    names = _names(debrief)
    text = speech.mend(speech.plain(text), names)
    text = re.sub(r"^(and|then|also|about|some|lots of|a lot of|a bit of)\s+", "", text, flags=re.I)
    text = re.sub(
        r"^(?:(?:technical |some |good |many )?questions? (?:about|on) |(?:explaining|telling|describing|presenting|showing|introducing) (?:them |him |her )?(?:about )?(?=(?:my|the|our)\b))",
        "",
        text,
        flags=re.I,
    )
    for person in debrief.interviewers:
        text = re.sub(rf"\s+(with|by|from|and|for|to) {re.escape(person.name.split(' ')[0])}(\s[A-Z]\w+)?$", "", text)
    if not text or (" " in text and _PARTICIPLE.search(text) and not re.match(r"(how|what|why)\b", text)):
        return None
    text = re.sub(r"^my ((?:\w+ ){0,2}\w+) answer$", r"my answer on \1", text)
    text = _possessive(text, to, debrief)
    shifted = speech.addressed(text) if asked else speech.to_you(text, sole=len(debrief.interviewers) < 2)
    if shifted is None or not speech.fit(shifted) or _LATER.search(shifted) or _cased(shifted):
        return None
    shown = speech.lowered(shifted, debrief.text)
    # One word that the person wrote without an article ("asked about libel") is a field, not a thing.
    if " " not in shown and re.search(rf"\b(about|on|of|regarding) {re.escape(shown)}\b", debrief.text, re.I):
        return shown
    return speech.with_article(shown)


_PARTICIPLE = re.compile(r"\b(\w{3,}ed|caught|halved|found|made|done|gone|taken|given)$", re.I)


def _possessive(text: str, to: Interviewer | None, debrief: Debrief) -> str:
    """Say "your" for the name of the one who reads the note."""
    if to is not None:
        for part in speech.words(to.name):
            if len(part) > 2:
                text = re.sub(rf"\b{re.escape(part)}'s\b", "your", text, flags=re.I)
    if debrief.company:
        text = re.sub(rf"\b{re.escape(debrief.company)}'s\b", "your", text, flags=re.I)
    return text


def _cased(text: str) -> bool:
    """Say whether `text` shouts."""
    return len(text) > 6 and text.isupper()


def _names(debrief: Debrief) -> tuple[str, ...]:
    return tuple(each.name for each in debrief.interviewers)


def same_person(one: str, other: str) -> bool:
    """Say whether two names can be one person: the last, or the first, word agrees."""
    first, second = ({p.casefold().rstrip(".") for p in speech.words(n)} - _TITLES for n in (one, other))
    return bool(first & second)


_TITLES = TITLES | {"the"}


def rank(one: Specific) -> int:
    """Return how good a specific is to have in a note; the lower the better."""
    if one.frame is Frame.KIND:
        return 4
    if one.by:
        return 3
    return 2 if not one.warm else 1 if one.frame is Frame.FOR else 0


def apart(one: Specific, other: Specific) -> bool:
    """Say whether two specifics are two things: other words, and not two of those that need none."""
    mine, theirs = (set(speech.words(each.text.casefold())) - {"the", "a", "my", "your", "of"} for each in (one, other))
    if not mine or not theirs:
        return one.frame is not other.frame
    return len(mine & theirs) * 2 < min(len(mine), len(theirs)) + 1 and one.place != other.place
