"""Whom a short mail names when it says that something is off, moves, or was decided: "Hilltop cancelled on me"."""

from __future__ import annotations

import re

from mailer.message.appointment.cues import FIRM_WORDS, MODES, NO_FIRM, NO_ROLE, ROLE_NOUN
from mailer.message.changes import unhindered

_CAP = r"(?-i:[A-Z][\w&'’.-]*(?:[ \t]+(?:&[ \t]+)?[A-Z][\w&'’.-]*){0,3})"
_LOW = r"(?-i:[a-z][\w'’-]+)"
_X = rf"({_CAP}|{_LOW})"
_ADVERB = r"(?:(?:first|second|third|final|next|phone|video|zoom|teams|panel|technical|onsite|on-site) )*"
_THING = r"(?:interview|call|one|round|meeting|chat|screen|screening|appointment|panel|trial|slot|job|role|position|post|offer|gig|thing)"
_CLAUSE = r"(?:\A|(?<=[.,;:!?\n])|\b(?:and|but|because|so|that|says?|said|hi|hey|hello|update:?|news:?)\b)\W*"
_HAVE = r"(?:['’](?:s|ve)|\s(?:have|has|is|was|got|been|just|now|all))*\s"
_OFF = r"(?:cancel+ed|called (?:it |me )?off|moved|rescheduled|postponed|pushed|scrapped|pulled|withdrawn|off\b|delayed|bumped|put (?:it |me )?back|brought (?:it )?forward|changed|no longer)"
_DECIDED = r"(?:said (?:no|yes)|says (?:no|yes)|reject\w*|turned me|offer\w* me|offering me|gave me|want(?:s|ed)? me|want(?:s|ed)? to (?:see|meet|have|interview)|hired|chose|picked|passed|went with|never|haven['’]?t|hasn['’]?t|invited me|took me|ghosted|knocked me)"
_OF_A_CHANGE = (
    re.compile(rf"\b(?:the|my|our|this|that)\s+{_X}\s+{_ADVERB}{_THING}\b", re.I),
    re.compile(rf"{_CLAUSE}{_X}{_HAVE}{_OFF}", re.I),
    re.compile(rf"\bcancel+(?:ed)?\s+(?:the |my )?{_X}", re.I),
    re.compile(rf"\b(?:interview|call|meeting|chat|screen|appointment|trial(?: shift| day)?)\s+(?:with|at)\s+(?:the )?({_CAP}|{_LOW})", re.I),
    re.compile(rf"\b(?:moved?|resched\w*|postponed?|push(?:ed)?|shifted|delayed)\s+(?:the |my )?({_CAP})", re.I),
)  # fmt: skip
_OF_AN_OUTCOME = (
    re.compile(rf"\b(?:the|my|this|that)\s+{_X}\s+{_THING}\b", re.I),
    re.compile(rf"{_CLAUSE}{_X}{_HAVE}{_DECIDED}", re.I),
    re.compile(rf"\b(?:job|role|position|post|offer|place|round|interview|it|no|yes|news|nothing|back|rejected|hired|by)\s+(?:at|with|from|by)\s+(?:the )?({_CAP}|{_LOW})", re.I),
)  # fmt: skip
# What stands in such a place and is nobody: "they cancelled", "the whole thing", "cancel on Thursday".
_NOBODY = re.compile(
    r"\A(?:they|she|he|it|we|you|who|which|that|this|these|those|there|them|him|her|everything|everyone|everybody|nobody|no|someone|somebody|all|both|other|others|another|any|each|every|"
    r"i|i['’]ve|i['’]m|just|now|then|also|been|got|have|has|had|was|were|is|am|are|be|being|gets?|ok|okay|oh|so|sorry|please|pls|thanks|hi|hey|hello|well|unfortunately|sadly|apparently|finally|actually|maybe|and|but|or|as|if|because|since|when|while|"
    r"on|at|in|to|for|of|by|with|from|up|out|off|over|about|after|before|until|later|earlier|soon|again|not|never|yet|too|"
    r"interviews?|calls?|one|ones|meetings?|chat|rounds?|screen\w*|slot|thing|things|appointment|panel|trial|shift|session|date|time|times|day|days|week|place|location|venue|link|email|mail|message|letter|address|"
    r"company|firm|employer|business|place|boss|owner|agent|agency|recruiters?|recruitment|talent|people|person|guy|lady|woman|man|head|deputy|staff|office|department|client|organiser|organizer|"
    r"same|whole|new|old|big|small|long|short|good|bad|great|nice|only|last|next|first|second|third|fourth|final|previous|original|upcoming|online|remote|virtual|local|dream|perfect|right|wrong|full|part|temp|permanent|"
    r"morning|afternoon|evening|night|today|tonight|tomorrow|yesterday|early|late|monthly|mon|tues?|weds?|thurs?|fri|sat|sun|noon|lunch|half|an|a|the|my|our|your|their|his|its|me|us|mine|"
    r"job|jobs|role|roles|position|post|offer|offers|application|money|pay|traffic|train|bus|car|lesson|demo|tea|coffee|work|home|school|hospital|shop|store|hotel|bank|college|university|council|charity|restaurant|warehouse|care|best|bit|group|team|am|pm|"
    r"re|subject|update|news|looks?|seems?|says?|said|told|heard|hear|think|guess|know|want|wants|need|needs|going|gone|went|go|did|didn['’]?t|don['’]?t|do|does|can|can['’]?t|could|couldn['’]?t|will|won['’]?t|would|got|getting|still|almost|nearly|probably|definitely|possibly)"
    r"(?:['’]\w+)?\Z",
    re.I,
)
_LEAD = re.compile(
    r"\A(?:(?:the|my|our|hi|hey|so|and|but|ok|oh|just|cancel|please|can you|could you|unfortunately|sadly|apparently|actually|finally|sorry)\s+)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:['’]s)?(?:\s+(?:interview|call|meeting|is|has|have|job|role|cancelled|canceled|moved))*\Z", re.I
)


def of_change(text: str) -> tuple[str, ...]:
    """Return the firms and people that a text says are off or moving, as they are written."""
    return _found(unhindered(text), _OF_A_CHANGE)


def of_outcome(text: str) -> tuple[str, ...]:
    """Return the firms and people that a text says have decided something, as they are written."""
    return _found(text, _OF_AN_OUTCOME)


def alike(name: str, known: str) -> bool:
    """Whether a name as it is written may mean a known one: they share a word, or differ by a slip of the hand."""
    one, other = _words(name), _words(known)
    return any(_near(a, b) for a in one for b in other) or "".join(one) == "".join(other)


def _found(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, ...]:
    out: dict[str, None] = {}
    for pattern in patterns:
        for hit in pattern.finditer(text[:1_000]):
            name = _TAIL.sub("", _LEAD.sub("", " ".join(hit[1].split()))).strip(" .,'’-")
            if name and not _nobody(name):
                out.setdefault(name)
    return tuple(out)


def _nobody(name: str) -> bool:
    first = name.split()[0]
    generic = len(name.split()) == 1 and FIRM_WORDS.fullmatch(name.title())
    return bool(
        len(name) < 3
        or generic
        or _NOBODY.match(first)
        or NO_FIRM.match(name)
        or NO_ROLE.match(name)
        or ROLE_NOUN.search(name)
        or any(cue.search(name) for _, cue in MODES)
        or re.search(r"\d", name)
        or re.match(r"\w+(?:day|ly|ing)\Z", first, re.I)
    )


def _words(name: str) -> list[str]:
    return [each for each in re.findall(r"\w+", name.casefold()) if each not in ("the", "of", "and", "s")]


def _near(one: str, other: str) -> bool:
    """The same, one the beginning of the other ("acmecorp", "acme"), or one letter apart in a longer word."""
    if one == other or (min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one))):
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    swapped = len(one) == len(other) and short[at + 2 :] == long[at + 2 :] and sorted(one) == sorted(other)
    return swapped or short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
