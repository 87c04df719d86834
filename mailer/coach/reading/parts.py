"""Where one interview ends and the next begins, in a mail that tells of two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import folded
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Mention

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
# A line or sentence that opens another interview by itself.
_OPENS = re.compile(
    rf"^\W*(?:{_DAY}\b[,.:]?|\[[12]\]|#?\s*(?:interview|interviews?) ?(?:no\.? ?|number |#)?(?:1|2|one|two)\b|(?:first|second|1st|2nd|other|next)(?: (?:one|interview|was|up)|[,:.]))",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"\b(?:(?:the|my) (?:second|other|2nd|next) (?:one|interview)\b(?! (?:asked|said|guy|lady|man|woman|question))|then (?:on |the )?{_DAY} (?:i had|it was|was|came|at|with)|(?:second|another|2nd) interview (?:was|on|at|with|today|yesterday|this)|"
    rf"then (?:i had |came |there was )?(?:another|the other|a second|the second) (?:one|interview))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:two|2|both|three|couple of|pair of)\s+(?:(?:of|different|separate|job|more|phone|video)\s+)*(?:interviews|debriefs|for you)\b|"
    r"\b(?:two|2|both) of them (?:this week|today|yesterday)\b|\bboth interviews\b|\btwo in (?:the )?one (?:day|week|mail)\b|"
    r"\bhad (?:two|2|three|3|a couple)(?: of them)? (?:today|yesterday|this week|on \w+day)\b|\bback[- ]to[- ]back interviews\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:\A|\n|[.!?] )\W*(?:the )?(?:first|1st) (?:one|interview|up|was)\b", re.IGNORECASE)
_TIME = r"(?:morning|early|earlier|lunchtime|afternoon|evening|later|a\.?m\.?|p\.?m\.?)"
# "The morning one … The afternoon one": told of two by their hours.
_HOUR = re.compile(
    rf"\W*(?:(?:and|but|then|now|so)\W+)*(?:the |my |this )?({_TIME}) (?:one|interview)\b", re.IGNORECASE
)
_FIRST_OF = re.compile(
    r"\W*(?:the |my )?(?:first|1st)\b(?! (?:thing|question|q|part|bit|off|of|time|half|page|round|stage|section|task|station|test|exercise|session))",
    re.IGNORECASE,
)
_SECOND_OF = re.compile(
    r"\W*(?:(?:and|but|then|now|so)\W+)*(?:the |my )?(?:second|2nd|other)\b"
    r"(?! (?:thing|question|q|part|bit|half|page|round|stage|section|task|station|test|exercise|session|guy|man|lady|woman|person|interviewer|panel\w*|candidates?|two|ones))",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\W*(?:and |then |now )?(?:the |my )?(?:second|2nd|other) (?:one|interview|up|was)\b", re.IGNORECASE
)
_HEAD = 24  # characters from the start of a line within which a company opens its own part
_ROUND = re.compile(r"\b(?:round|stage|part|section|task|question|half|station|test|exercise|session)\b", re.IGNORECASE)


def boundaries(text: str, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> list[int]:
    """Return the numbers of the clauses at which another interview begins; none in most mails."""
    firms, several = _firms(text, clauses, mentions), bool(_TOLD.search(text))
    starts: list[int] = []
    opened: list[int] = []
    current: str | None = None
    # How the sentences so far began: kept, since looking back anew at every sentence takes quadratic time.
    hours: set[str] = set()
    first = False
    for number, clause in enumerate(clauses):
        before = clauses[number - 1] if number else None
        line, block = not before or before.line != clause.line, not before or before.block != clause.block
        firm = firms.get(clause.line) if line else None
        part = bool(_ROUND.search(clause.text))  # a round of one interview is no other interview
        opens = line and not part and bool(_OPENS.match(clause.text))
        second = not part and bool(_SECOND.search(clause.text))
        other = line and bool(_OTHER.match(clause.text)) and (several or bool(_FIRST.search(text[: clause.start])))
        new = firm is not None and current is not None and firm != current
        if not before or before.sentence != clause.sentence:
            hour = _HOUR.match(clause.text)
            at = {hour.group(1).casefold()} if hour else set()
            if not line:  # "First … Second …", "the morning one … the afternoon one" within a line
                other = bool(hours - at) if hour else several and first and bool(_SECOND_OF.match(clause.text))
            hours |= at
            first = first or bool(_FIRST_OF.match(clause.text))
        if opens and (several or firm or block):
            opened.append(number)
        if number and (other or (new and (opens or second or several or block)) or (second and several)):
            starts.append(number)
        current = firm or current
    if not starts and several and len(opened) >= 2:
        starts = opened[1:]
    return _spaced(starts, len(clauses))


def _firms(text: str, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> dict[int, str]:
    """Return the surest company named on each line."""
    lines: dict[int, tuple[float, str]] = {}
    for mention in mentions:
        if mention.sort == "company" and mention.certainty >= 0.6:
            line = next((c.line for c in clauses if c.start <= mention.start < c.end), -1)
            begin = next((c.start for c in clauses if c.line == line), 0)
            if mention.start - begin > _HEAD:
                continue  # named in passing, not at the head of what is told of it
            if mention.certainty > lines.get(line, (0.0, ""))[0]:
                lines[line] = (mention.certainty, folded(text[mention.start : mention.end]))
    return {line: name for line, (_, name) in lines.items()}


def _spaced(starts: Sequence[int], total: int) -> list[int]:
    """Drop a boundary that would leave almost nothing on one side."""
    kept: list[int] = []
    for start in starts:
        if start - (kept[-1] if kept else 0) >= 2 and total - start >= 2:
            kept.append(start)
    return kept[:4]
