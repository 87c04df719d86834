"""The better answer or the right fact, where the person gives it in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.reading.clauses import Clause

_LEAD = re.compile(
    r"\b(?:(?:i )?(?:should|could|shoulda|shud|ought to)(?: of|'?ve| have)? (?:just |simply |really )?(?:said|told (?:them|him|her)(?: about| that)?|answered|mentioned|talked about|used|given|gone with|explained|brought up|"
    r"been|asked(?: about| for| if)?|shown(?: them)?|written|put|started with|offered)"
    r"|(?:i )?(?:meant|wanted|was going|had wanted|had meant|intended) to (?:say|tell (?:them|him|her)(?: about)?|mention|talk about|bring up|answer)"
    r"|what i (?:should(?:'ve| have| of)?|meant to|wanted to|could(?:'ve| have)) (?:said|say|told them(?: about)?|tell them(?: about)?|have said|answered|mentioned|used)? ?(?:about )?(?:was|is)"
    r"|(?:the |correct |right |real |actual |true |proper |better |obvious )+(?:answer|figure|number|word|name|term|order|value|example|date|reason|one|rule|dose)(?: is| was|'?s| would be| would have been| should be| should have been|:)"
    r"|(?:it(?:'?s| is| was| should be| should have been| is actually|'?s actually)|actually(?: it(?:'?s| is| was))?|in (?:fact|reality) it(?:'?s| is| was))(?= (?:actually |really |of course |obviously |now |in fact )?(?:£|\$|€)?[\d\w])"
    r"|(?:a )?better (?:example|answer|one|story) (?:is|was|would be|would have been|:)|(?:of course|obviously),? (?:it(?:'?s| is| was)))"
    r"(?:\s+(?:that|about|actually|really|just|of course|obviously))?\s*[:,]?\s*",
    re.IGNORECASE,
)
_WEAK = re.compile(r"^(?:it(?:'?s)?|actually|in|of course|obviously)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"^(?:yes|no|more|something|anything|nothing|so|not|the opposite|it|that|this|less|better|a lot|very|really|too|my fault|all|fine|ok|over|just|like|hard|easy|about|only|been|good|bad|nice)\b\W*(?:\w+\W*){0,2}$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:actually|in fact|really|supposed|now|correct|right|of course|obviously|should)\b|\d", re.IGNORECASE
)


_AFTERTHOUGHT = re.compile(
    r"\W*(?:(?:and|but|when|where|while)\s+)?(?:what )?i (?:really |just |obviously )?(?:should|could|ought to)(?: of|'ve| have|a)? "
    r"(?:just |simply |really )?(?:said|told|answered|mentioned|talked|used|given|explained|brought)\b",
    re.IGNORECASE,
)


def afterthought(words: str) -> bool:
    """Does it only give what had better been said at the slip told just before?"""
    return _AFTERTHOUGHT.match(words.replace("’", "'")) is not None


def answer(where: Sequence[Clause], corrects: bool) -> str | None:
    """Return the exact words of the better answer told in `where`; `corrects`: the kind is a wrong statement."""
    for number, clause in enumerate(where):
        for lead in _LEAD.finditer(clause.text):
            words = clause.text[lead.end() :].strip(" .,!;:\"'“”‘’")
            # "it was X" is a correction only of something said wrongly, and only where it is marked as one.
            if _WEAK.match(lead.group()) and not (
                corrects and (_RIGHT.search(lead.group()) or _RIGHT.search(words[:20])) and (number or lead.start())
            ):
                continue
            if len(words) > 1 and not _EMPTY.match(words) and words in clause.text:
                return words
    return None
