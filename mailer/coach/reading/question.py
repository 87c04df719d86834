"""The question that the person asks us: exact words, never one that the interviewer asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement

# What people want to know of us is what *they* should do or how it will look.
_TO_US = re.compile(
    r"\b(?:should|shall|do|can|could|must|would|am|was|were|did|have|will|may|might|need) i\b|\bi should\b|\bis (?:it|that|this|there)\b"
    r"|\b(?:how|what|when|where|who|why) (?:do|can|should|would|could|shall|else|to|on earth|the hell) ?(?:i|you|we|one|say|do)?\b"
    r"|\bwhat now\b|\bwhat (?:is|'?s) (?:the )?(?:best|right|normal)|\bany (?:advice|tips?|ideas?|suggestions?|thoughts?|help|way)\b"
    r"|\btoo late\b|\bworth (?:it|writing|mentioning|sending|emailing|a)\b|\bdo you think\b|\b(?:would|will|can|could) you\b|\bdoes (?:it|that|this|anyone)\b"
    r"|\bhow (?:bad|long|soon|much)\b|\bwhat (?:would|do|should) you\b|\bis (?:this|that|it)\b|\bwas (?:it|that|this)\b|\bwill (?:they|he|she|it)\b|\bor (?:not|what|leave it)\b"
    r"|\bwhat if\b|\bdo (?:they|people|interviewers)\b|\bdid (?:it|that)\b|\bhave i\b|\bwhich (?:one|is)\b|\bthank[- ]you\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^(?:(?:so|also|and|but|anyway|ok|okay|question|honestly|pls|please|my question|or|plus|btw|sir|ma'?am|well|now|then|p\.?s\.?)[ ,:.-]+)*"
    r"(?:should|shall|do|can|could|would|am|is|are|was|does|did|what|how|when|when'?s|why|who|where|which|will|any|has|have|may|must|worth|too late|need)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:^|[,;.] |\b(?:and|but|so|question|anyway|honestly|pls|please|sir|also)[ ,:]+)(?:"
    r"(?:should|shall|can|could|do|must) i (?!have\b)|is it (?:too late|ok|okay|worth|normal|bad|weird|rude|possible)|what (?:should|can|do|shall) i (?:do|say|write|tell|answer|send)"
    r"|how (?:do|can|should|to) i? ?(?:\w+)|(?:please |pls |kindly )?(?:tell|advise|suggest|guide|help)(?: me)? (?:what|how|if|whether|when)|any (?:advice|tips|ideas))",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:asked|asks|asking|ask|goes|go|said|says|question was|wanted to know|wondered|enquired|replied|answered|inquired)\b[^.!?]*$|[\"“'‘:]\s*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:he|she|they|interviewer|panel|manager|one of them|lady|guy|man|woman|madam|sir|hr)\s+(?:\w+\s+)?(?:asked?|asks|goes|said|says|wanted|was like|were like)\b",
    re.I,
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|(?<!\w)'[^'\n]{3,}'(?!\w)|‘[^’\n]{3,}’")
_YOU = re.compile(r"\b(?:you|your|yourself|u|ur)\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:i|me|my|we)\b", re.IGNORECASE)


def question(text: str, clauses: Sequence[Clause], judged: Sequence[Judgement]) -> str | None:
    """Return the last question that is put to us, in its exact words."""
    hidden = _QUOTED.sub(lambda m: "\0" * len(m.group()), text)
    best: tuple[float, int, str] | None = None
    for start, end, certainty in _sentences(clauses, judged):
        words, seen = text[start:end], hidden[start:end]
        points = _points(words, seen, hidden[:start]) + certainty
        if points >= 1.0 and (best is None or points >= best[0] - 1.0):
            best = (points, start, words)
    return best[2] if best else None


def _sentences(clauses: Sequence[Clause], judged: Sequence[Judgement]) -> list[tuple[int, int, float]]:
    """Return (start, end, judged probability of being a question to us) of each sentence."""
    found: dict[int, tuple[int, int, float]] = {}
    for clause, judgement in zip(clauses, judged, strict=True):
        start, _, most = found.get(clause.sentence, (clause.start, clause.end, 0.0))
        found[clause.sentence] = (start, clause.end, max(most, judgement.question))
    return list(found.values())


def _points(words: str, seen: str, before: str) -> float:
    asks = seen.rstrip(" )*_\"'").endswith("?") or bool(re.search(r"\?\s*(?:\w+[.!]?|\W+)?$", seen[-40:]))
    if not asks:
        return 1.0 if _BARE.search(seen) and len(words.split()) > 3 else -1.0
    if _INSIDE.search(seen) or (
        before.rstrip(" ") and _THEIRS.search(before[-60:].rstrip(" ")) and before[-1:] != "\n"
    ):
        return -1.0
    points = 0.4
    points += 0.7 if _TO_US.search(seen) else 0.0
    points += 0.5 if _STARTS.search(seen) else 0.0
    # "why do you want to work here?" is theirs; "do you think they noticed?" is ours.
    if (
        _YOU.search(seen)
        and not _ME.search(seen)
        and not re.search(r"\b(?:do|would|can|could|what|if|any)\W+(?:you|u)\b", seen, re.I)
    ):
        points -= 1.0
    if re.search(
        r"\b(?:about yourself|yourself in|want to work|your (?:weak|strength|great|experience|salary|current|notice)|why (?:us|here|this|did you|should we|are you)|tell me)",
        seen,
        re.I,
    ):
        points -= 2.0
    if len(words.split()) < 3:
        points -= 0.6
    return points
