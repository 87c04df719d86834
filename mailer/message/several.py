"""The several things that one short mail asks for: "pause until Monday, and the Acme one is at 3 now"."""

from __future__ import annotations

import re
from collections.abc import Callable

PARTS_AT_MOST = 6
LONGEST_COURTESY = 60  # characters: a longer run of dots is tried in vain, again and again
# A new sentence or line may begin another matter; a comma or "and" only where both sides can stand alone.
_FIRM = re.compile(r"\s*\n+\s*|(?<=[.!?;])\s+|\s*;\s*")
_LOOSE = re.compile(r",?\s+(?:and|also|plus|then|but)(?:\s+(?:also|then|please|can you|could you))*\s+|,\s+", re.I)
_COURTESY = re.compile(
    r"\W*(?:hi|hello|hey|dear)?(?: (?:there|coach|nextround|team))?\W*|\W*(?:thanks?(?: you)?|cheers|ta|many thanks|thanks? (?:so much|a lot|again|in advance)|"
    r"please|ok(?:ay)?|great|(?:(?:some|a bit of|bit of|the) )?(?:bad|sad|good|great|annoying|terrible) news|best(?: wishes)?|(?:kind )?regards|sorry|one more thing|two things|a few things|some things)\W*",
    re.I,
)


_LEAD = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|dear)\b(?: (?:there|coach|nextround|team))?[\s,!.-]*)?"
    r"(?:[\w ']{0,20}\b(?:two|2|three|3|a few|some|several) (?:more )?(?:quick |little |small )?(?:things?|requests?|changes?|updates?|questions?)\b[^.\n:]{0,20}[:.,-]\s*)?",
    re.I,
)


def apart(text: str, stands: Callable[[str], bool], takes_all: Callable[[str], bool]) -> tuple[str, ...]:
    """The parts of a text, each of which `stands` alone; empty where that leaves words over, or there is one only.

    Where a loose "and" follows what `takes_all` (a line in the person's own words), it belongs to that.
    """
    parts: list[str] = []
    for sentence in (each.strip() for each in _FIRM.split(_LEAD.sub("", text, count=1))):
        if not sentence or (len(sentence) < LONGEST_COURTESY and _COURTESY.fullmatch(sentence)):
            continue
        found = _sentence(sentence, stands, takes_all)
        if not found:
            return ()
        parts += found
    return tuple(parts) if 1 < len(parts) <= PARTS_AT_MOST else ()


def _sentence(sentence: str, stands: Callable[[str], bool], takes_all: Callable[[str], bool]) -> list[str]:
    """The parts of one sentence: cut at each joint where what is before and what is after can both stand."""
    joints = list(_LOOSE.finditer(sentence))[: 2 * PARTS_AT_MOST]
    found, start = [], 0
    for at, joint in enumerate(joints):
        before = sentence[start : joint.start()]
        until = joints[at + 1].start() if at + 1 < len(joints) else len(sentence)
        # What follows may itself need more than one joint: "my interview with Smith and Sons is off".
        after = (sentence[joint.end() : until], sentence[joint.end() :])
        if stands(before) and not takes_all(before) and any(stands(each) for each in after):
            found.append(before)
            start = joint.end()
    rest = sentence[start:]
    return [*found, rest] if stands(rest) else []
