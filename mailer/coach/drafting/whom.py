"""Whom a sentence of the telling is about: the one it names, or for "she" the one named last before it."""

from __future__ import annotations

import re

from mailer.coach.drafting import speech
from mailer.coach.model import Debrief, Interviewer, Place
from mailer.coach.rules.case import TITLES

_NO_NAME = TITLES | {"the", "chef", "coach"}


def reader_of(sentence: str, place: Place, debrief: Debrief) -> Interviewer | None:
    """Return the one interviewer that `sentence` is about at `place`, or None where it may be all of them."""
    people = tuple(each for each in debrief.interviewers if not GENERIC.search(each.name))
    if len(people) < 2:
        return people[0] if people else None
    named = [each for each in people if _last(each, sentence) >= 0]
    if len(named) == 1:
        return named[0]
    start = debrief.text.find(sentence)
    if named:
        before = debrief.text[max(start, 0) : place.end]
        nearest = max(named, key=lambda each: _last(each, before))
        return nearest if _last(nearest, before) >= 0 else None
    if not re.search(r"\b(she|he|her|him|his)\b", sentence, re.I):
        return None
    before = debrief.text[: max(start, 0)]
    # "He" is no Ms. Hala, however lately she was named.
    unlike = _WOMAN if re.search(r"\b(?:he|him|his)\b", sentence, re.I) else _MAN
    meant = [each for each in people if not unlike.match(each.name) and _last(each, before) >= 0]
    return max(meant, key=lambda each: _last(each, before), default=None)


GENERIC = re.compile(r"^(?:the|a|an|some)\b|\bHR\b|\b(?:for|and|of)$", re.I)
_WOMAN = re.compile(r"(?:ms|mrs|miss|sister|lady|frau|madame|señora|signora)\b", re.I)
_MAN = re.compile(r"(?:mr|sir|lord|father|brother|herr|monsieur|señor|signor)\b", re.I)


def _last(person: Interviewer, text: str) -> int:
    """Return where `person` is last named in `text`, -1 where not at all."""
    own = [part for part in speech.words(person.name) if len(part) > 1 and part.casefold().rstrip(".") not in _NO_NAME]
    found = [match.start() for part in own for match in re.finditer(rf"\b{re.escape(part)}\b", text)]
    return max(found, default=-1)
