"""Cuts an answer into the things it asks for: lines, sentences, and requests strung together by commas and "and"."""

from __future__ import annotations

import re

_BULLET = re.compile(r"^\s*(?:[-*•–+]|\(?\d{1,2}[.)]\)?|[a-d]\))\s+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|(?<=\S)\s+[-–—]\s+(?=\S)|;(?=\s)")
_ABBREVIATED = re.compile(r"\b(mr|mrs|ms|dr|prof|st|jr|sr|no|vs|etc|e\.g|i\.e)\.\s", re.I)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|hiya|dear|good (?:morning|evening|afternoon)|morning|evening|sir|madam|ma'?am|coach|nextround)"
    r"(?:[ ,]+(?:there|all|team|coach|nextround|sir|ma'?am|again))*\s*[,!.:]*\s*$",
    re.I,
)
_CLOSING = re.compile(
    r"^\W*(?:many |best |kind |warm |with |very )*(?:thanks?|thank you|thx|ta|cheers|regards|best|wishes|sincerely|xx?)"
    r"(?: (?:again|so much|a lot|in advance|and regards|regards|wishes))*[ ,.!-]*(?:\n.*)?$",
    re.I | re.S,
)
# What a request begins with: a comma or "and" before one of these parts two requests.
_LEAD = (
    r"(?:please|pls|plz|kindly|can (?:you|u|we|i)|could (?:you|u|we|i)|would you|will you|make|mention|leave|take|drop|remove|"
    r"cut|lose|skip|delete|omit|scrap|ditch|add|include|put|say(?! (?:so|it|that i'd)\b)|don'?t|do not|no need|without|her|his|their|its|it'?s|"
    r"it (?:was|is|should)|the (?:\w+ )?(?:name|company|firm|role|job|interview|interviewer|manager|title|surgery|position|email|address)|"
    r"company|job title|role|i also|i forgot|i left out|also|shorter|longer|warmer|friendlier|nicer|softer|more|less|"
    r"a (?:bit|little|tad|touch|wee)|bit|slightly|little|sign|change|replace|swap|use|call|address|correct|fix|rename|"
    r"too|way too|not so|give|send|try|trim|shorten|lengthen|expand|tighten|keep|get rid|tone|for the|what i(?:'d| would)|"
    r"the (?:right|correct|better|real) (?:answer|figure|number)|my name|one more|another|oh|maybe|apologi[sz]e|own up|"
    r"she'?s called|he'?s called|relax|soften|simplify|redo|reword|rewrite|yes|yeah|it wasn'?t|it isn'?t|that wasn'?t|tell (?:her|him|them))\b"
)
_JOINT = re.compile(
    rf"\s*(?:,\s*(?:and |but |also |plus |then |& ?)*|\s(?:and|but|plus|&|\+)\s+(?:also |then |please )*|(?<!\bhe)(?<!\bshe)(?<!\bthey)(?<!\bwe)(?<!\bi)(?<!\bit)(?<!\bI)\s(?=also\s))(?={_LEAD})",
    re.I,
)
_BARE = re.compile(r"\s+(?:and|plus|&|\+)\s+|\s*,\s*(?:and\s+)?", re.I)
_OWN_LINE = re.compile(r"[\"“][^\"”]*[\"”]|'[^'\n]{2,}'(?!\w)")


def sentences(text: str) -> list[str]:
    """Return the sentences of an answer, bullets and greetings taken off, a closing of thanks and name left out."""
    plain = text.replace("’", "'").replace("‘", "'").replace("\r", "")
    lines = [line for line in plain.split("\n") if line.strip()]
    while lines and len(lines) > 1 and _GREETING.match(lines[0]):
        lines = lines[1:]
    for number in range(1, len(lines)):
        if len(lines) - number <= 2 and _CLOSING.match("\n".join(lines[number:])):
            lines = lines[:number]
            break
    found: list[str] = []
    for line in _joined(lines):
        bare = _GREETING_AT.sub("", _BULLET.sub("", line))
        held = _ABBREVIATED.sub(lambda m: m.group(0).replace(". ", ".\u2060"), bare)
        found.extend(
            _GREETING_AT.sub("", part.replace("\u2060", " ").strip(" \t")) or part for part in _SENTENCE.split(held)
        )
    return [each for each in found if re.search(r"\w", each)]


_GREETING_AT = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|ok|okay|thanks|thank you|great|nice|cheers|good)(?: (?:there|coach|nextround|again))?\s*[,!:.]+\s+|(?:just )?(?:one|two|three|a few|a couple of|some|couple of?) (?:more |small |little )?(?:things?|changes?|points?|tweaks?|edits?)\s*[:.,–-]+\s*)+",
    re.I,
)


def _joined(lines: list[str]) -> list[str]:
    """Put wrapped lines together again: a line that goes on in lower case after a long one is the same sentence."""
    whole: list[str] = []
    for line in lines:
        if (
            whole
            and len(whole[-1]) > 55
            and line[:1].islower()
            and not _BULLET.match(line)
            and whole[-1][-1] not in ".!?:;"
        ):
            whole[-1] = f"{whole[-1]} {line.strip()}"
        else:
            whole.append(line)
    return whole


def requests(sentence: str) -> list[str]:
    """Return the requests of a sentence, cut where a comma or "and" is followed by the beginning of another."""
    hidden = _OWN_LINE.sub(lambda m: "\0" * len(m.group()), sentence)
    cuts = [(found.start(), found.end()) for found in _JOINT.finditer(hidden)]
    return _between(sentence, cuts)


def strung(request: str) -> list[str]:
    """Return what stands between the commas and "and"s of a request that could not be understood whole."""
    hidden = _OWN_LINE.sub(lambda m: "\0" * len(m.group()), request)
    return _between(request, [(found.start(), found.end()) for found in _BARE.finditer(hidden)])


def _between(text: str, cuts: list[tuple[int, int]]) -> list[str]:
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    parts = [text[edges[at] : edges[at + 1]].strip(" ,") for at in range(0, len(edges), 2)]
    return [each for each in parts if re.search(r"\w", each)]
