"""Cutting a text into lines, sentences and clauses, each with its exact place.

A clause is the unit that is judged: "I got the case right but ran out of time" holds a good thing and a bad one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text that says one thing."""

    text: str  # the exact words, no white space around
    start: int
    end: int
    sentence: int  # number of the sentence it belongs to
    line: int  # number of the line (joined over soft wraps) it belongs to
    block: int  # number of the paragraph
    bullet: bool  # the line opens with a list mark
    heading: bool  # the line announces what follows ("What went wrong:")


_BULLET = re.compile(r"[ \t]*(?:[-–—*•·▪◦+>✔✘✓✗☑☒]+|\(?\d{1,2}[.)\]]|\[\d{1,2}\]|\(?[a-h][.)])[ \t]+")
_LAST_WORD = re.compile(r"(\S+)\s*\Z")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]*_]*\s*\Z")
_HEADING = re.compile(r"[^.!?]{2,60}:[*_]*\s*\Z|\*\*[^*]{2,80}\*\*\s*\Z|#+ [^\n]{2,60}\Z")
# A dot after these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|sr|jr|rev|fr|cllr|capt|sgt|lt|col|gen|hon|nos|vs|etc|e\.g|i\.e|eg|ie|approx|dept|"
    r"inc|ltd|co|corp|plc|gmbh|hr|fr|sra|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|min|"
    r"mins|hrs?|tel|ext|a\.m|p\.m|am|pm|u\.s|u\.k|ph\.d|q|pt|fig|avg|max|govt|asst|mgr|eng|univ)|(?<!['’])\b[A-Za-z]|(?:\A|\n)\W*\d+)\Z",
    re.IGNORECASE,
)
# Each run of marks is tried once, from its start: a mail of nothing but question marks must not take quadratic time.
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]*_]*+(?=\s)|(?<![.!?…])(?:[.]{2,}+|…++)(?=\w)|(?<![.!?…])[!?]++[\"'”’)\]]*+(?=\w)|;(?=\s)"
)
_DASH = re.compile(r"\s{1,4}[-–—]{1,3}\s{1,4}|—|\s--{1,8}|\s{1,4}/{1,2}\s{1,4}|[-=]>")

# Cues that open a new clause. Each needs words on both sides; the weaker ones need a long sentence too.
_STRONG = re.compile(
    r"(?:(?<=,)|(?<=\s))\s*(?=(?:but|though|although|altho|tho|however|except|yet|whereas|nevertheless|still,|"
    r"even though|and yet|on the (?:plus|bright|other|upside|good|downside)|at least|otherwise|apart from|"
    r"other than|instead|despite|unfortunately|luckily|thankfully|fortunately|sadly|anyway|and then|and when|"
    r"then when|then i|and after|and afterwards|and also|also i|plus i|only then|until|(?<!the )(?<!a )till)\b)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:(?<=,)|(?<=\s))\s*(?=(?:(?:and|so|then|because|cause|cos|coz|bc|cuz|n|&|which|while|when|where|after that|or)\s+"
    r"(?:then\s+|when\s+|after\s+|now\s+|also\s+|just\s+|even\s+|that's\s+|thats\s+)?"
    r"(?:i|i'm|i'd|i've|im|ive|he|she|they|we|it|there|the|my|his|her|their|that|this|one|you|nobody|everyone|at)\b|"
    r"and\s+(?:got|was|did|said|told|asked|forgot|made|had|couldn't|didn't|went|left|never|couldnt|didnt)\b|"
    r"then\s+(?:he|she|they|we|the|it|there|came|some|a)\b|so\s+then\b|so\s+that\b|also\b|plus\b|"
    r"next\s+(?:the|he|she|they|question)\b))",
    re.IGNORECASE,
)
_SPLICE = re.compile(r"(?<=,)\s+(?=(?:i|i'd|i'm|i've|im|ive|he|she|they|we|it|there)\s)", re.IGNORECASE)
_COMMA = re.compile(
    r"(?<=,)\s+(?=(?:i|i'd|i'm|i've|im|he|she|they|we|it|there|my|did|didn't|didnt|couldn't|forgot|got|had|was|then|no|"
    r"not|never|and|so|said|the)\b)",
    re.IGNORECASE,
)
# Dictated text has no punctuation at all: a subject with its verb is all there is to go by.
_RUN_ON = re.compile(
    r"(?<!\bthat)(?<!\bwhich)(?<!\bwhen)(?<!\bwhat)(?<!\bhow)(?<!\bif)(?<!\bas)(?<!\band)(?<!\bso)(?<!\bbut)(?<!\bwho)"
    r"(?<!\bwhere)(?<!\bthen)(?<!\bbecause)(?<!\bsaid)(?<!\bthe)(?<!\bwhy)(?<!\bthink)(?<!\bknow)\s+"
    r"(?=(?:i|he|she|they|we|it)\s+(?:was|were|had|have|said|asked|told|just|did|didn'?t|got|went|would|could|couldn'?t|"
    r"knew|forgot|gave|started|thought|tried|seemed|liked|laughed|smiled|wanted|kept|never|don'?t|should|mentioned|felt)\b|"
    r"(?:first|second|last|next|another)\s+(?:question|thing|part|bit|one|off)\b|that\s+(?:was|went)\b|my\s+\w+\s+(?:was|went)\b)",
    re.IGNORECASE,
)
# Notes leave the subject out: "late, rambled on the conflict q, good chat about trams".
_VERB = (
    r"(?:(?:then|also|just|so|still|really|totally|only|nearly|almost|even|never|hardly|barely|sort of|kind of|kinda|"
    r"completely|again|later|finally|quickly|not|obviously)\s{1,3}){0,4}(?:(?!need|bed\b|red\b|feed)\w{2,}ed|was|wasn'?t|were|had|hadn'?t|got|went|said|told|"
    r"forgot|lost|froze|blanked|came|made|gave|took|left|kept|knew|did|didn'?t|couldn'?t|could not|did not|burnt|spoke|swore|"
    r"ran|sat|felt|found|met|read|shook|slept|spilt|stood|stuck|thought|turned up|wore|wrote|blurted|broke|brought|bit|"
    r"cut|drove|fell|hit|rang|sent|sang|showed up|undersold|oversold|overran|misread|mixed up|held|laid|built|did)\b"
)
_NOTE = re.compile(_VERB, re.IGNORECASE)
_NOTE_OPENS = re.compile(
    rf"\W*(?:{_VERB}|no |not |too |good |great |nice |bad |late\b|early\b|one[- ]|\d|very |really |(?:my |the |his |her |their )?\w+ (?:too|was|were|wouldn'?t|went|rang|buzzed|barked|died|froze)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(rf"(?<=\s)(?=(?:then|so|and)\s{{1,3}}{_VERB})", re.IGNORECASE)
_LABEL = re.compile(
    r"\A\W*(?:what |things |bits |it |the |all |my |not so |that |i did |which )*(?:good|bad|well|badly|wrong|right|ok|okay|better|worse|pros?|cons?|plus(?:es)?|"
    r"minus(?:es)?|positives?|negatives?|highs?|lows?|mistakes?|went \w+|\+|-)(?: bits?| things?| points?| stuff| parts?)?\s*[:=]\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHORTEST = 3  # words on either side of a cut
_MIDDLE = 9  # words from which "and dropped a cup" is told apart
_LONG = 13  # words from which the weaker cues count
_SPLICED = 12  # words from which a comma before a subject counts
_VERY_LONG = 22  # words from which any comma does


def cut(text: str) -> tuple[Clause, ...]:
    """Cut `text` into clauses in order; every clause's text stands exactly at its place."""
    clauses: list[Clause] = []
    sentence = 0
    for number, (start, end, block) in enumerate(_lines(text)):
        bullet = _BULLET.match(text, start, end)
        body = bullet.end() if bullet and bullet.end() < end else start
        heading = bool(_HEADING.match(text[body:end]))
        for first, last in _sentences(text, body, end):
            for begin, stop in _clauses(text, first, last):
                begin, stop = _trimmed(text, begin, stop)
                if begin < stop:
                    words = text[begin:stop]
                    clauses.append(Clause(words, begin, stop, sentence, number, block, bool(bullet), heading))
            sentence += 1
    return tuple(clauses)


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, paragraph) of each line, soft wraps joined."""
    block, start, blank = 0, -1, False
    rows = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text)]
    previous: tuple[int, int] | None = None
    widest = _widest(text, rows)
    for at, row in enumerate(rows):
        if not text[row[0] : row[1]].strip():
            blank = True
            continue
        if previous is not None:
            blank = blank or text.count("\n", previous[1], row[0]) > 1
            if not blank and _wrapped(text, previous, row, widest[at]):
                previous = row
                continue
            yield start, previous[1], block
            block += blank
        start, previous, blank = row[0], row, False
    if previous is not None:
        yield start, previous[1], block


def _widest(text: str, rows: list[tuple[int, int]]) -> list[int]:
    """Return for each row how long the longest row of its paragraph is."""
    widest: list[int] = []
    block: list[int] = []
    for at, row in enumerate(rows):
        apart = at and text.count("\n", rows[at - 1][1], row[0]) > 1
        length = len(text[row[0] : row[1]].rstrip())
        if apart or not length:
            widest += [max(block)] * len(block) if block else []
            block = []
        block.append(length)
    return widest + ([max(block)] * len(block) if block else [])


def _wrapped(text: str, upper: tuple[int, int], lower: tuple[int, int], widest: int) -> bool:
    """Was the line broken by a mail program, not by the writer? Then the next word would have made it the longest."""
    above, below = text[upper[0] : upper[1]].rstrip(), text[lower[0] : lower[1]].lstrip()
    # Up to 82 is what mail programs wrap at; beyond it only a small letter shows that the line goes on.
    if (
        not 50 <= len(above) <= (100 if below[:1].islower() else 82)
        or _TERMINAL.search(above)
        or _BULLET.match(below + " ")
    ):
        return False
    return len(above) + 1 + len(below.split(None, 1)[0]) > max(64, min(widest, 100))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the sentences of one line."""
    begin = start
    for mark in _SENTENCE_END.finditer(text, start, end):
        if mark.end() >= end:
            break
        if mark.group() == "." and _ABBREVIATION.search(text, max(begin, mark.start() - 12), mark.start()):
            following = text[mark.end() : mark.end() + 2].strip()
            word = text[begin : mark.start()].rsplit(None, 1)[-1:]
            # "at 9.30am. Then" ends a sentence, "Mr. Healy" does not.
            if not (
                word
                and re.fullmatch(r"[\d:.]*\d(?:am|pm)?|i|am|pm|min|mins|hrs?", word[0], re.I)
                and following.isupper()
            ):
                continue
        yield begin, mark.end()
        begin = mark.end()
    if begin < end:
        yield begin, end


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one sentence; the weaker the cue, the longer a stretch must be to be cut by it."""
    label = _LABEL.match(text[start:end])
    body = start + label.end() if label else start
    parts = _cut_at(text, (body, end), _DASH, 0)
    parts = [piece for part in parts for piece in _cut_at(text, part, _STRONG, 0)]
    parts = [piece for part in parts for piece in _notes(text, part)]
    parts = [piece for part in parts for piece in _cut_at(text, part, _THEN, _MIDDLE)]
    parts = [piece for part in parts for piece in _cut_at(text, part, _WEAK, _LONG)]
    parts = [piece for part in parts for piece in _cut_at(text, part, _SPLICE, _SPLICED)]
    parts = [piece for part in parts for piece in _cut_at(text, part, _COMMA, _VERY_LONG)]
    parts = [piece for part in parts for piece in _cut_at(text, part, _RUN_ON, _VERY_LONG)]
    return [(start, body), *parts] if label else parts


def _notes(text: str, part: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut notes at their commas: before a verb without subject, or everywhere where short pieces stand in a row."""
    start, end = part
    marks = [start, *(m.end() for m in re.finditer(r",\s+", text[start:end]))]
    marks = [marks[0], *(start + m for m in marks[1:]), end]
    pieces = list(pairwise(marks))
    sizes = [_count(text, *piece) for piece in pieces]
    if len(pieces) < 2 or min(sizes) == 0:
        return [part]
    opened = [bool(_NOTE_OPENS.match(text, *piece)) for piece in pieces]
    if len(pieces) > 2 and max(sizes) <= 9 and sum(opened) * 2 >= len(pieces) and opened[0]:
        return pieces
    cut_, begin = [], start
    for (first, stop), size in zip(pieces[1:], sizes[1:], strict=True):
        if size > 1 and _NOTE.match(text, first, stop):
            cut_.append((begin, first))
            begin = first
    return [*cut_, (begin, end)]


def _cut_at(text: str, part: tuple[int, int], cue: re.Pattern[str], longest: int) -> list[tuple[int, int]]:
    start, end = part
    total = _count(text, start, end)
    if total < max(longest, 2 * _SHORTEST):
        return [part]
    pieces, begin = [], start
    for mark in cue.finditer(text, start, end):
        if _long(text, begin, mark.start()) and _long(text, mark.end(), end):
            pieces.append((begin, mark.start()))
            begin = mark.start()
    return [*pieces, (begin, end)]


def _long(text: str, start: int, end: int) -> bool:
    """Are there words enough for a clause? Counts no further, or each cue of an endless sentence would count it all."""
    return sum(1 for _ in islice(_WORD.finditer(text, start, end), _SHORTEST)) == _SHORTEST


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, list marks and joining punctuation at both ends."""
    while start < end and (text[start].isspace() or text[start] in "-–—,;:/>=*_•"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-–—,;/=*_"):
        end -= 1
    return start, end
