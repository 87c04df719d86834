"""Short answers to a question: yes, no, a number, the second one."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\A\W*(?:(?:option|number|no\.?|nr\.?|the|answer|it'?s|is|take|slot)\s+)*#?\s*(\d)(?:\)|\.)?\s*(?:please|pls|thanks|thank you|thx|one)?\W*\Z",
    re.I,
)
_ORDINALS = {
    word: number
    for number, words in enumerate(("first former 1st", "second latter 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 1)
    for word in words.split()
}
_ORDINAL = re.compile(
    rf"\A\W*(?:it'?s\s+|take\s+)?(?:the\s+)?({'|'.join(_ORDINALS)})(?:\s+(?:one|option|slot|time))?\W*(?:please|thanks)?\W*\Z",
    re.I,
)
_YES = re.compile(
    r"\A\W*(?:yes|yep|yeah|yup|y|correct|right|exactly|that'?s (?:it|right|the one)|ok(?:ay)?|sure|please do|do it|go ahead|confirm(?:ed)?|i confirm|i (?:am|'m) sure)\b[^?]{0,40}\Z",
    re.I,
)
_NO = re.compile(
    r"\A\W*(?:no|nope|nah|neither|none(?: of (?:them|these|those))?|wrong|don'?t|do not|not (?:that|this)|never mind|cancel|keep)\b",
    re.I,
)


def said_yes(text: str) -> bool:
    """Whether the answer agrees."""
    return bool(_YES.match(_line(text)))


def said_no(text: str) -> bool:
    """Whether the answer declines."""
    return bool(_NO.match(_line(text)))


def picked(text: str, offered: int) -> int | None:
    """The index of the option that an answer names by number or order; None where it names none of those offered."""
    line = _line(text)
    if hit := _NUMBER.match(line):
        number = int(hit[1])
        return number - 1 if 1 <= number <= offered else None
    if hit := _ORDINAL.match(line):
        number = _ORDINALS[hit[1].lower()]
        return number - 1 if number <= offered else None
    if re.match(r"\A\W*(?:the\s+)?last(?:\s+one)?\W*\Z", line, re.I) and offered:
        return offered - 1
    return 0 if offered == 1 and said_yes(line) else None


def _line(text: str) -> str:
    return next((each.strip() for each in text.splitlines() if each.strip()), "")[:200]
