"""What a note would use of a telling: the words that the judge marked, cut so that they read on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailer.coach.model import Detail, Place, Use
from mailer.coach.reading.judge import Mention

SURE = 0.5  # certainty from which a detail is kept
_FRONT = re.compile(
    r"(?:[\s,;:.!?()\[\]*_–—-]|(?:and|but|so|about|of|on|to|in|at|with|for|that it|is|was|then)\b(?! I\b))+", re.I
)
_BACK = re.compile(
    r"(?:[\s,;:.!?(\[*_–—-]|(?<=[\s,])(?:and|but|so|or|with|of|to|in|at|for|the|a|an|my|his|her|their|which|because|cos|as|was|were|is|are|went)(?![\w'’]))+\Z",
    re.I,
)
_BARE = re.compile(r"(?:the|an?|my|his|her|their|its|your|our|it|this|that|them|me|one)\Z", re.I)


def details(text: str, mentions: Sequence[Mention]) -> tuple[Detail, ...]:
    """Return the details of a text in its order, none of them half a word or empty."""
    return tuple(sorted(_kept(text, mentions), key=lambda each: each.place.start))


def _kept(text: str, mentions: Sequence[Mention]) -> Iterator[Detail]:
    for mention in mentions:
        start, end = trimmed(text, mention.start, mention.end)
        quote = text[start:end]
        if mention.certainty >= SURE and len(quote) > 2 and not _BARE.fullmatch(quote):
            yield Detail(Use(mention.sort), quote, Place(start, end), mention.certainty)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what only joins at either edge; take in the determiner that stands right before."""
    if front := _FRONT.match(text, start, end):
        start = front.end()
    if back := _BACK.search(text[start:end]):
        end = start + back.start()
    if told := re.match(r"(?:her|him|them|me|us) (?=(?:how|why|what|that|about)\b)", text[start:end], re.I):
        start += told.end()
    clause = re.match(r"(?:how|why|what|where|who|that|about)\b", text[start:end], re.I)
    before = re.search(r"\b(?:the|my|their|his|her|our|your)\s+\Z", text[max(0, start - 8) : start], re.I)
    if before and not clause:
        start -= len(before.group(0))
    return start, max(start, end)
