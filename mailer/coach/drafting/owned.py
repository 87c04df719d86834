"""What happened, in the ownership sentence: how late it was, as the person tells it; and what the text denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach.drafting import speech
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Move
from mailer.coach.phrases import Phrases, fill

_LATE = frozenset({"arrived_late", "overslept", "got_lost", "joined_late"})
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty", 40: "forty", 45: "forty-five"}
_NUMBER = rf"\d{{1,2}}|{'|'.join(_WORDS)}|fifteen|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?"
_BY = re.compile(
    rf"\b(?P<count>{_NUMBER}) ?(?:min(?:ute)?s?\.? ?|m )?(?:late|behind)\b|\blate (?:by |about )*(?P<after>{_NUMBER}) ?min"
    rf"|\b(?P<half>half an hour) late\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:not|wasn'?t|was not|weren'?t|never|nearly|almost|thought i(?:'d| would) be|worried about being|afraid of being) (?:actually |even |really )?late\b"
    r"|\bnot late in the end\b|\b(?:made it|got there|arrived|was|there)\b[^.;\n]{0,30}\b(?:on time|in time|before time|early)\b|\bminutes?(?: or \w+)? before time\b"
    r"|\b(?:she|he|they|the (?:manager|boss|mother|panel|interviewer|owner)|(?-i:[A-Z])[a-z]+) (?:was|were|came|turned up|arrived|started) (?:[\w ]{1,20} )?late\b",
    re.I,
)
_OWN_LATE = re.compile(
    r"\b(?:i|i'?m|me|we) (?:was |were |got there |arrived |came |turned up |am )+(?!not\b|never\b|nearly\b|almost\b)(?:[\w ]{0,20} )?late\b",
    re.I,
)


def told(rulings: Sequence[Ruling], debrief: Debrief, phrases: Phrases) -> tuple[Ruling, ...]:
    """Return the rulings with the ownership sentence that says what happened; none where the text denies it."""
    return tuple(_told(each, debrief, phrases) for each in rulings)


# They laughed, or said that it does not matter: to come back to it would make more of it than they did.
_FORGIVEN = re.compile(
    r"\b(?:laughed|laughing|smiled|thought it was funny|found it funny|(?:was|were) (?:fine|nice|lovely|grand|sound|cool|kind|decent|very nice|so nice) about it|didn'?t mind"
    r"|said (?:it(?:'s| is| was)? )?(?:no problem|no worries|not to worry|don'?t worry|it happens|happens|that'?s (?:ok|okay|fine)|never mind|it was fine|hello to)|told (?:me )?(?:no problem|not to worry)|made a joke)",
    re.I,
)
_SMALL = frozenset(
    {"noisy_interruption", "phone_rang", "spill_or_stumble", "tech_not_tested", "connection_dropped", "wrong_name", "bad_joke", "odd_remark", "cried",
     "presentation_tech", "clothing_mishap", "poor_question"}
)  # fmt: skip


def _forgiven(ruling: Ruling, debrief: Debrief) -> bool:
    place = ruling.mistake.place
    if ruling.kind is None or ruling.kind.id not in _SMALL or ruling.failure or not place.end:
        return False
    after = re.split(r"[.!?\n]\s*(?=[A-Z])", debrief.text[place.start : place.end + 90], maxsplit=1)[0]
    return bool(_FORGIVEN.search(after))


def _told(ruling: Ruling, debrief: Debrief, phrases: Phrases) -> Ruling:
    if ruling.move is Move.APOLOGISE and ruling.why is not Why.WANTED and _forgiven(ruling, debrief):
        return replace(ruling, move=Move.OMIT, why=Why.SMALL)
    if ruling.move is not Move.APOLOGISE or ruling.kind is None or ruling.kind.id not in _LATE:
        return ruling
    place = ruling.mistake.place
    telling = speech.around(debrief.text, place.start, place.end) if place.end else ruling.mistake.quote
    if _DENIED.search(telling) and not _OWN_LATE.search(telling) and not _BY.search(telling):
        return replace(ruling, move=Move.OMIT, why=Why.UNSURE, failure=False)
    found = _BY.search(telling)
    # One sentence alone is one that the person's own wish has put together already.
    if found is None or len(ruling.kind.note) < 2:
        return ruling
    values = {"long": "half an hour" if found["half"] else f"{_spelt(found['count'] or found['after'])} minutes"}
    notes = tuple(fill(each, values) for each in phrases.all("owned.late"))
    return replace(ruling, kind=replace(ruling.kind, note=notes))


def _spelt(count: str) -> str:
    """Return a number as it stands in a letter: in words up to twelve, and where it is round."""
    if not count.isdigit():
        return count.casefold().replace(" ", "-")
    number = int(count)
    return _WORDS[number - 1] if 0 < number <= len(_WORDS) else _TENS.get(number, count)
