"""What a note may mention from the room: each topic as a phrase that reads on, with the frame that suits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailer.coach.drafting import speech
from mailer.coach.model import Debrief, Interviewer, Mistake, Place, Topic
from mailer.coach.phrases import lexicon
from mailer.coach.rules.case import TITLES


class Frame(StrEnum):
    """The kind of sentence that a specific stands in; each has its lists in templates/note/specifics.toml."""

    TALK = "talk"  # "our conversation about …"
    MINE = "mine"  # something of the person's: "to tell you about my …"
    YOURS = "yours"  # something of theirs: "to hear about your …"
    DID = "did"  # something they did together in the room: "reading with a small group"
    DO = "do"  # a test, a task, a trial: "the chance to do …"
    GIVE = "give"  # a talk, a lesson: "the chance to give …"
    WORK = "work"  # a case, a scenario: "work through …"
    VISIT = "visit"  # a tour
    SHOWN = "shown"  # "for showing me …"
    ROUND = "round"  # "for showing me round", no words of the person's needed
    LIKED = "liked"  # "that you liked …"
    INTEREST = "interest"  # "your interest in …"
    HEARD = "heard"  # they answered at length: "to hear about …"
    TOLD = "told"  # "to tell you about …"
    BOTH = "both"  # "that we both …"
    PRAISE = "praise"  # "your kind words about …"
    LAUGH = "laugh"  # "the laugh we had"
    ASKED = "asked"  # they wanted to know: "your question about …"
    WORK_OF = "work_of"  # "mixing a track", for them
    FROM = "from"  # the side of the house they stand for: "someone from the workshop"
    FOR = "for"  # "for walking me to the gate"
    PASSED = "passed"  # a test that they were content with: "my driving test"
    SHOW = "show"  # the person's own work: "to show you my latte art"
    MENTIONED = "mentioned"  # what they were glad to hear, as a clause: "I have my own car"
    KIND = "kind"  # they were friendly: "for making me feel welcome"


@dataclass(frozen=True, slots=True)
class Specific:
    """One thing from this interview that a note can mention."""

    frame: Frame
    text: str  # what stands in the frame's slot; empty where the frame has none; "@time" is one of our own wordings
    place: Place
    who: str | None = None  # the interviewer it belongs to, where the text tells
    warm: bool = False  # told as something good


_DO = re.compile(r"(test|tests|exercise|task|tasks|trial|trial shift|role[ -]?play|puzzle|drag|station)$", re.I)
_GIVE = re.compile(r"(presentation|lesson|pitch|demo|demonstration|talk|lecture)$", re.I)
_WORK = re.compile(r"(case|scenario|problem|case study)$", re.I)
_VISIT = re.compile(r"^(the |a |your )?(tour|visit|walk[- ]?round|walk|look round)\b", re.I)
_LATER = re.compile(
    r"\b(next|second|final|third) (round|interview|stage|rounds)\b|\btrial (day|shift)\b|\bstart date\b|ride-along"
    r"|\bon (mon|tues|wednes|thurs|fri|satur|sun)day\b|\bon the \d|reserve|\bdbs\b|\bmeeting the\b|to send\b|asked for"
    r"|\bpromised\b|\bnext steps?\b|\btime(?:line|scale|table of the)\b|\brate for\b|\bslot\b",
    re.I,
)


def frame_of(text: str) -> Frame:
    """Return the frame that suits a topic, by its head noun."""
    last = speech.head(text)
    if _VISIT.match(text):
        return Frame.VISIT
    if re.match(r"(my|our)\b", text):
        return Frame.MINE
    if last[:1].isupper() or re.match(r"(how|what|why|where|when|whether)\b", text):
        return Frame.TALK
    for pattern, frame in ((_DO, Frame.DO), (_GIVE, Frame.GIVE), (_WORK, Frame.WORK)):
        if pattern.search(last) or pattern.search(speech.head(text).replace("-", " ")):
            return frame
    return Frame.YOURS if text.startswith("your ") else Frame.TALK


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


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return the topics that suit the note to `to`, warm ones first; none that a left-out mistake (`kept`) touches."""
    found: list[Specific] = []
    for topic in debrief.topics:
        who = topic.who or _told_with(topic, debrief)
        if who and to and not same_person(who, to.name) and len(debrief.interviewers) > 1:
            continue
        if not topic.warm and shadowed(topic.place, debrief):
            continue
        text = phrase(_whole(topic, debrief), debrief, to)
        if text and not _names_reader(text, to) and not touches(topic, kept, debrief):
            heard = _TELLS.search(speech.around(debrief.text, topic.place.start, topic.place.end)[: topic.place.end])
            found.append(
                Specific(Frame.HEARD if heard else frame_of(text), text, topic.place, who, topic.warm or bool(heard))
            )
    return tuple(sorted(found, key=lambda each: not each.warm))


_GOES_ON = re.compile(
    r" (?:case study|case|test|exercise|task|scenario|story|example|call|demo|lesson|puzzle|role[- ]?play)\b", re.I
)


def _whole(topic: Topic, debrief: Debrief) -> str:
    """Return a topic with the noun that was cut from it: "the customs" of "the customs case"."""
    at = topic.place
    if not at.end or debrief.text[at.start : at.end].casefold() != topic.text.casefold():
        return topic.text
    rest = _GOES_ON.match(debrief.text, at.end)
    whole = f"{topic.text}{rest.group(0)}" if rest else topic.text
    before = re.search(r"(?:[\w'&/-]+ ){1,3}$", debrief.text[: at.start]) if " " not in topic.text else None
    for word in reversed(before.group(0).split() if before else []):
        if word.casefold() in _NO_PART or re.search(r"'|[^e]ed$|ly$|\bI$", word):
            break
        whole = f"{word} {whole}"
    return whole


_TELLS = re.compile(
    r"\b(?:she|he|they|(?-i:[A-Z])\w+) (?:then |also |mostly )?(?:talked (?:a lot |for ages |mostly )?about|told (?:me|us) (?:all |a lot )?about|explained|described|spoke about|went on about|explain me)\b",
    re.I,
)
_NO_PART = lexicon(
    "the a an my their his her this that these those some any about on of in at to for with and or but was were is are i we they he she it"
    " asked told said talked chatted spoke had did got gave like liked knew know then also not no well good great nice lovely long whole"
    " first second third last next other new more most very really had have has be been which who what how when where if as by from into over"
    " explained used showed answered mentioned described covered discussed your our its bit lot lots mostly mainly"
)


def shadowed(place: Place, debrief: Debrief) -> bool:
    """Say whether the sentence of a topic, or the one after it, sounds as if it went wrong."""
    if not place.end:
        return False
    own = speech.around(debrief.text, place.start, place.end)
    after = debrief.text.find(own) + len(own)
    telling = speech.around(debrief.text, place.start, after + 4)
    if any(m.place.start < place.end + 60 and place.start < m.place.end + 20 for m in debrief.mistakes):
        return True
    return bool(speech.NOT.search(telling) or speech.SHADOW.search(telling))


def _told_with(topic: Topic, debrief: Debrief) -> str | None:
    """Return the one interviewer that the sentence of a topic names."""
    if len(debrief.interviewers) < 2 or not topic.place.end:
        return None
    telling = {
        word.casefold() for word in speech.words(speech.around(debrief.text, topic.place.start, topic.place.end))
    }
    named = [p.name for p in debrief.interviewers if ({w.casefold() for w in speech.words(p.name)} - _TITLES) & telling]
    return named[0] if len(named) == 1 else None


def _names_reader(text: str, to: Interviewer | None) -> bool:
    """Say whether the phrase speaks of its reader by name, which no letter does."""
    low = {each.casefold() for each in speech.words(text)}
    return to is not None and any(part.casefold() in low for part in speech.words(to.name) if len(part) > 2)


def same_person(one: str, other: str) -> bool:
    """Say whether two names can be one person: the last, or the first, word agrees."""
    first, second = ({p.casefold().rstrip(".") for p in speech.words(n)} - _TITLES for n in (one, other))
    return bool(first & second)


_TITLES = TITLES | {"the"}
_COMMON = lexicon(
    "about after again also been before being could didn doing from have into just know like more said some that their "
    "them then there they this time what when which with would your asked question answer told went were because"
)


def touches(topic: Topic, mistakes: Sequence[Mistake], debrief: Debrief) -> bool:
    """Say whether `topic` comes from, or shares its main words with, the telling of a mistake that is left out."""
    mine = _content(topic.text)
    for mistake in mistakes:
        if topic.place.start < mistake.place.end and mistake.place.start < topic.place.end:
            return True
        theirs = _content(mistake.quote)
        if mine and len(mine & theirs) * 2 >= len(mine):
            return True
    return False


def _content(text: str) -> frozenset[str]:
    low = (each.casefold() for each in speech.words(text))
    return frozenset(each[:6] for each in low if len(each) > 3 and each not in _COMMON)


def rank(one: Specific) -> int:
    """Return how good a specific is to have in a note; the lower the better."""
    strong = (Frame.KIND, Frame.LAUGH, Frame.PRAISE, Frame.FOR)
    if one.warm and one.frame not in strong:
        return 0
    if one.frame is Frame.FROM or (not one.warm and one.frame is Frame.ASKED):
        return 4 if one.frame is Frame.FROM else 3
    return 1 if one.warm and one.text else 2 if one.text else 3


def apart(one: Specific, other: Specific) -> bool:
    """Say whether two specifics are two things: other words, and not two of those that need none."""
    mine, theirs = (set(speech.words(each.text.casefold())) - {"the", "a", "my", "your", "of"} for each in (one, other))
    if not mine or not theirs:
        return one.frame is not other.frame
    return len(mine & theirs) * 2 < min(len(mine), len(theirs)) + 1 and one.place != other.place
