"""What was talked about and is fit to mention: precision first, a wrong topic spoils a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailer.coach.model import Place, Topic, folded
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement, Mention

_THEY = r"(?:he|she|they|we|i|the \w+|(?-i:[A-Z]\w+)|both|interviewer|panel|manager)"
_ABOUT = re.compile(
    r"\b(?:(?:ask(?:ed|s)?|question(?:s|ed)?|quiz(?:zed)?|grilled)(?: me| us| mostly| a lot| loads| lots| mainly| then| also)* (?:about|on|regarding)"
    r"|(?:talk(?:ed|ing)?|chat(?:ted|ting)?|spoke|speak(?:ing)?|discussions?|conversations?)(?: \w+){0,4}? about|discuss(?:ed|ing)"
    r"|(?:told|tell(?:ing)?|showed|shown|walk(?:ed|ing)?|took|explained)(?: me| him| her| them| us| to me)*(?: a lot| all| more| everything)*(?: about| round| around| through)"
    r"|(?:interested in|impressed (?:by|with)|curious about|excited about|enthusiastic about|bonded over|laughed about|asked (?:more|lots|loads|a lot) about|(?:really |loved?|liked?) (?:hearing about|the sound of))"
    r"|(?:loved|liked|enjoyed|praised|complimented(?: me on)?))"
    r" (?P<topic>(?:my|our|the|their|his|her|a|an|how|some)? ?[a-zA-Z][^.!?;:,\n()\"“”]{2,60})",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s+(?:and (?:i|he|she|they|we|it|that|then|was|how|what|so)\b|but\b|which\b|who\b|so\b|because\b|cos\b|when\b|where\b|while\b|that (?:i|we|he|she|they)\b|for (?:a|about|ten|five|\d+|ages|quite|the (?:first|rest))\b|at (?:the end|length|first|my|one)|in (?:detail|the (?:end|beginning))\b|"
    r"as\b|if\b|then\b|i\b|he\b|she\b|they\b|we\b|was\b|were\b|is\b|are\b|went\b|and (?:said|asked|told|got|did|had)\b|with (?:him|her|them|me)\b|though\b|after\b|before\b|until\b|since\b|like\b|very\b|a lot\b|too\b|also\b|last\b|today\b|first\b|there\b|or something|and stuff|etc|really|again|properly|-|–|—).*\Z",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|this|that|them|him|her|me|you|us|what|why|who|when|where|whether|if|something|anything|everything|nothing|things?|stuff|all|myself|one|those|these|everyone|each other|my(?:self| experience)?|how (?:i|they|he|she|we|it|much|long|many))\b\W*(?:\w+\W*){0,1}$|^(?:why|what|whether|if|when|who)\b",
    re.IGNORECASE,
)
# Not for a note: money, health, home, troubles, other employers' faults, the person's weak side, the interview itself.
_UNFIT = re.compile(
    r"\b(?:salary|salaries|pay|paid|wage|wages|money|rate|bonus|benefits?|holidays?|leave|time off|notice|pension|contract|budget for the role|expectations?|health|ill|illness|sick|sickness|depress\w*|anxi\w*|stress(?:ed)?|medical|pregnan\w*|child(?:ren)?care|kids|baby|husband|wife|divorce|family|married|"
    r"marriage|religion|church|age|visa|work permit|gap|gaps|redundan\w*|laid off|fired|sacked|dismiss\w*|left|leaving|leave my|quit|weakness(?:es)?|failures?|mistakes?|strengths?|myself|yourself|himself|herself|themselves|five years|5 years|criminal|conviction|dbs|disability|mental|therapy|death|died|funeral|"
    r"boss|ex|old job|last job|previous (?:job|employer)|bad|worst|problem with|wrong|nothing|weather|traffic|commute|parking|bus|train|toilet|lunch|shoes|hair|answer|answers|question|questions|interview|nerves|nervous|cv|résumé|resume|references?|conflict with|argument|why|lateness|late|politics|personal|idea|way|fact|look|sound|least|last one|first one|one|bit|part)\b",
    re.IGNORECASE,
)
_LIKING = re.compile(
    r"\b(?:lov|lik|enjoy|prais|compliment|interested|impressed|curious|excited|enthus|bonded|laughed|nicely|happily|smil|nodd|lit up)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\w'’&/+-]+")
_DETERMINER = re.compile(r"^(?:the|an?|my|our|your|their|his|her|some|this|that)\s+", re.IGNORECASE)
_DETERMINER_BEFORE = re.compile(r"\b(the|an?|my|our|your|their|his|her)\s+\Z", re.IGNORECASE)
# Nothing that a note could take up: a verb has slipped in, or it is the weather, the furniture, the calendar.
_UNSAID = re.compile(
    r"\b(?:me|him|them|i|you|he|she|they|it|was|were|is|said|had|went|got|did|talked|asked|told)\b|^(?:team|job|role|place|people|company|office|"
    r"(?:for|at|with|to|till|until|long|in|ten|five|over|once|about|on|by|from|off|our|my|your|the|\d+)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|no worries|next steps?|hands?|door|volume|wi-?fi|internet|chair|room|through|plan|rest|day|time|end|start|sixth|something|nothing)\b",
    re.IGNORECASE,
)
_TAGGED = 0.6  # certainty from which a tagged topic is believed
_LEAST_SURE = 0.45  # a clause more probably a mistake than this gives no topic
_MOST = 4


# A phrase cut in two: "the forecast of", "of stay figures".
_TORN = re.compile(
    r"\A(?:of|for|in|on|at|to|with|from|by|and|or)\b|\b(?:of|for|in|on|at|to|with|from|by|and|or|the|my|your)\Z", re.I
)


def topics(
    text: str, clauses: Sequence[Clause], judged: Sequence[Judgement], mentions: Sequence[Mention] = ()
) -> tuple[Topic, ...]:
    """Return what was talked about, as noun phrases, in the order of the text."""
    found: list[Topic] = []
    for number, clause in enumerate(clauses):
        if clause.heading or _spoilt(number, clauses, judged):
            continue
        warm = judged[number].positive > 0.5 or bool(_LIKING.search(clause.text))
        for start, end in (*_tagged(clause, mentions), *_spoken(clause)):
            phrase = _phrase(text, start, end)
            if phrase and not any(
                _overlap(start, end, other) or folded(phrase) == folded(other.text) for other in found
            ):
                found.append(Topic(phrase, Place(start, end), None, warm))
    return tuple(sorted(found, key=lambda topic: topic.place.start)[:_MOST])


def _spoilt(number: int, clauses: Sequence[Clause], judged: Sequence[Judgement]) -> bool:
    """Is this, or what follows in the same breath, told as a mistake? Then the note had better not dwell on it."""
    nearby = [judged[number].mistake]
    for after in range(number + 1, min(number + 3, len(clauses))):
        if clauses[after].line == clauses[number].line:
            nearby.append(judged[after].mistake)
    return max(nearby) > _LEAST_SURE or judged[number].trap > 0.6


def _tagged(clause: Clause, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    for mention in mentions:
        if mention.sort == "topic" and mention.certainty >= _TAGGED and clause.start <= mention.start < clause.end:
            yield mention.start, min(mention.end, clause.end)


def _spoken(clause: Clause) -> Iterator[tuple[int, int]]:
    for match in _ABOUT.finditer(clause.text):
        words = _STOP.sub("", match.group("topic"))
        start = clause.start + match.start("topic")
        # One bare noun says too little to be sure of ("the fire", "the plan").
        if len(_WORDS.findall(_DETERMINER.sub("", words))) >= 2 and not _PRONOUN.search(words):
            yield start, start + len(words.rstrip(" -'’\""))


def _overlap(start: int, end: int, other: Topic) -> bool:
    return start < other.place.end and other.place.start < end


def _phrase(text: str, start: int, end: int) -> str | None:
    """Make a noun phrase that reads on in a note to the interviewer, or none."""
    words = " ".join(text[start:end].split()).strip(" .,;:!?()[]\"“”*_-–—'’")
    before = _DETERMINER_BEFORE.search(text, max(0, start - 12), start)
    if before and not _DETERMINER.match(words):
        words = f"{before.group(1)} {words}"
    words = re.sub(r"^(?:their|his|her|ur)\b", "your", words, flags=re.IGNORECASE)
    words = re.sub(r"^(?:an?|some|this|that)\s+", "the ", words, flags=re.IGNORECASE)
    words = re.sub(r"^(My|Our|The|Your)\b", lambda m: m.group().lower(), words)
    bare = _DETERMINER.sub("", words)
    if _TORN.search(words):
        return None
    if not 1 <= len(_WORDS.findall(bare)) <= 8 or len(bare) < 3 or _UNFIT.search(words) or _UNSAID.search(bare):
        return None
    return words
