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


# "Legal" of "legal aid cuts" is no topic yet.
_QUALIFIER = re.compile(
    r"(?:\A|\s)(?:\w{2,}(?:al|ic|ive|ous|ary|able|ible)|new|old|main|early|late|public|present|last|former|previous)\Z",
    re.I,
)
_MORE = re.compile(
    r"(?: (?!(?:and|or|but|so|of|in|on|at|to|for|with|was|were|is|are|went|which|that|who|he|she|they|we|i|it|because|cos|then|when|as|too|well|really|very|a|the|today|before|after|not|if|like|from|by|had|has|said|did|do)\b)[a-z]{3,}(?<!ed)(?<!ly)){1,2}"
)


def details(text: str, mentions: Sequence[Mention]) -> tuple[Detail, ...]:
    """Return the details of a text in its order, none of them half a word or empty."""
    return tuple(sorted(_kept(text, mentions), key=lambda each: each.place.start))


def _kept(text: str, mentions: Sequence[Mention]) -> Iterator[Detail]:
    for mention in mentions:
        start, end = trimmed(text, mention.start, mention.end)
        quote = text[start:end]
        # "1.3 in a year" cut at the point, half a word: the judge lost its place.
        cut = start > 0 and text[start - 1 : start + 1].replace(".", "0").isalnum() and text[start - 1] != " "
        if mention.certainty >= SURE and len(quote) > 2 and not _BARE.fullmatch(quote) and not cut:
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
    # "Call" of "on-call" is half a word.
    if half := re.search(r"[\w'’]+[-/]\Z", text[max(0, start - 20) : start]):
        start -= len(half.group(0))
    if joined := re.match(r"[-/][\w'’]+", text[end:]):
        end += joined.end()
    if owner := re.match(r"['’]s?(?: [a-z][\w-]+){1,2}", text[end:]):  # "my nan" of "my nan's leg ulcers"
        end += len(_BACK.sub("", owner.group(0)))
    if more := _MORE.match(text[end:]) if _QUALIFIER.search(text[start:end]) else None:
        end += more.end()
    before = re.search(r"\b(?:the|my|their|his|her|our|your)\s+\Z", text[max(0, start - 8) : start], re.I)
    if before and not clause:
        start -= len(before.group(0))
    return start, max(start, end)
