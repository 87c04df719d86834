"""What was talked about and is fit to mention: precision first, a wrong topic spoils a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Place, Topic
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement

_THEY = r"(?:he|she|they|we|i|the \w+|[A-Z]\w+|both|interviewer|panel|manager)"
_ABOUT = re.compile(
    r"\b(?:(?:ask(?:ed|s)?|question(?:s|ed)?|quiz(?:zed)?|grilled)(?: me| us| mostly| a lot| loads| lots| mainly| then| also)* (?:about|on|regarding)"
    r"|(?:talk(?:ed|ing)?|chat(?:ted|ting)?|spoke|speak(?:ing)?|discuss(?:ed|ing|ion)?|conversation|discussion|chat)(?: a lot| for \w+ \w+| for ages| mostly| then| also| mainly| loads| nicely| well| at length| us| me| through| happily| more)*(?: about| on| of| over)?"
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
_LEAST_SURE = 0.45  # a clause more probably a mistake than this gives no topic
_MOST = 4


def topics(clauses: Sequence[Clause], judged: Sequence[Judgement]) -> tuple[Topic, ...]:
    """Return what was talked about, as noun phrases, in the order of the text."""
    found: list[Topic] = []
    for number, (clause, judgement) in enumerate(zip(clauses, judged, strict=True)):
        following = (
            judged[number + 1].mistake
            if number + 1 < len(judged) and clauses[number + 1].sentence == clause.sentence
            else 0.0
        )
        if max(judgement.mistake, following) > _LEAST_SURE or judgement.trap > 0.6:
            continue
        for match in _ABOUT.finditer(clause.text):
            phrase = _phrase(match.group("topic"), match.group()[: match.start("topic") - match.start()])
            if phrase and not any(phrase.casefold() == t.text.casefold() for t in found):
                start = clause.start + match.start("topic")
                warm = judgement.positive > 0.5 or bool(_LIKING.search(clause.text))
                found.append(Topic(phrase, Place(start, start + len(match.group("topic"))), None, warm))
    return tuple(found[:_MOST])


def _phrase(words: str, lead: str) -> str | None:
    """Make a noun phrase that reads on in a note to the interviewer, or none."""
    words = _STOP.sub("", " ".join(words.split())).strip(" -'’\"")
    if _PRONOUN.search(words) or _UNFIT.search(words):
        return None
    bare = bool(
        re.search(
            r"(?:talk|discuss|chat|sp[oe]ak|spoke|told|show|walk|took|explain|lov|lik|enjoy)\w*\s*\Z",
            lead.strip(),
            re.I,
        )
    )
    if bare and not re.match(r"(?:my|our|the|their|his|her|an?)\b", words, re.I):
        return None
    words = re.sub(r"^(?:their|his|her)\b", "your", words, flags=re.IGNORECASE)
    words = re.sub(r"^(?:a|an|some)\s+", "", words, flags=re.IGNORECASE)
    words = re.sub(r"^My\b", "my", words)
    count = len(_WORDS.findall(words))
    if not (2 if not words[:1].isupper() else 1) <= count <= 8 or re.search(
        r"\b(?:me|him|them|i|you|he|she|they|was|were|is|said|had)\b", words, re.I
    ):
        return None
    return words
