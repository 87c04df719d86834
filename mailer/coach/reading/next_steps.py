"""What happens next and by when, as the person was told it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement

_WHO = r"(?:they|he|she|hr|we|recruiter|manager|agency|the (?:\w+ )?(?:lady|man|woman|recruiter|manager|panel|agency|head|boss|owner|school|bank)|(?-i:[A-Z]\w+)|i|u|you)"
_WILL = r"(?:'ll|’ll|ll| will| would| wud|'d|’d| said| says| told me| are going to| is going to| gonna| shall| promised| want(?:s|ed)?| plan| hope| should| can| may| might)"
_WHEN = (
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sun)(?:day)?\b|\b(?:tomorrow|tmrw|tonight|today)\b|\b(?:next|this|coming|end of(?: the)?|within(?: the)?|in|by|before|after|early|mid|later this) "
    r"(?:\w+ ){0,2}?(?:week|month|day|hour|fortnight|term|christmas|easter|weekend|january|february|march|april|may|june|july|august|september|october|november|december|\d)|\bin (?:a|one|two|three|\d+)(?: or \w+)? (?:\w+ )?(?:days?|weeks?|months?)|\b\d{1,2}(?:st|nd|rd|th)\b|\beither way\b|\bfortnight\b|\bsoon\b|\bshortly\b|\bin due course\b"
)
_STRONG = re.compile(
    r"\b(?:hear|heard|hearing)(?: back| anything| something| from (?:them|him|her|hr))*\s*(?:by|on|within|next|in|before|after|either|this|end|from|tomorrow|soon|until|till|sometime|at the|the)\b"
    r"|\b(?:let|letting) (?:me|us|everyone|all|people|candidates|you) know\b|\b(?:get|getting|come|coming|be|revert) back to (?:me|us|everyone|candidates|you)\b|\b(?:be|get|keep|stay) in (?:touch|contact)\b"
    r"|\bdecision (?:is|will|would|by|on|next|in|within|expected|due|date|comes?|this|after|before|at)|\b(?:decide|deciding|choose|announce|make (?:a|their|the) decision)\b[^.!?\n]{0,30}(?:"
    + _WHEN
    + r")"
    r"|\bnext (?:step|stage|round)s? (?:is|are|will|would|on|in|next|if|for|by|being|:)|\b(?:second|2nd|final|third|another|next|follow[- ]?up) (?:round|interview|stage|call|chat|meeting) (?:is |will be |would be |with \w+ |planned |booked |set |scheduled )*(?:on|in|next|for|this|at|tomorrow|by|within|with)\b"
    r"|\b(?:results?|answer|outcome|reply|feedback|news|response|verdict)\b (?:is |are |will |would |to |come |comes |be |by |out |given |expected |due |in |from |either |after |within |promised |next |on |announced |should )+[^.!?\n]{0,20}(?:"
    + _WHEN
    + r"|\b(?:month|week|days?)\b)"
    r"|\b(?:expect|await|waiting|wait)(?:ing)? (?:for |to |on )?(?:hear|a call|the call|an email|a mail|news|an answer|the result|results|their (?:call|decision|answer)|answer|decision|the outcome)"
    r"|\b(?:invited|asked|want|wants|wanted|having) me (?:back|to come|to go|in again|for a (?:second|trial|final))\b|\btrial (?:shift|day) (?:on|is|next|this|tomorrow)\b|\bstart(?:ing)? (?:on )?(?:"
    + _WHEN
    + r")"
    r"|\b"
    + _WHO
    + r"\s?"
    + _WILL
    + r"[^.!?\n]{0,25}\b(?:call|ring|e-?mail|text|txt|phone|write|contact|message|mail|send|inform|reply|respond|confirm|decide|msg|whatsapp)\b(?! me (?:what|why|how|if i))[^.!?\n]{0,40}",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:and|but|so|then|,)\s+(?=(?:they|he|she|i|we|it|the|hr)\b)", re.IGNORECASE)
_DATED = re.compile(_WHEN, re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:wo(?:n'?t|nt)|doubt|surprised if|do(?:n'?t| not|nt) (?:think|expect|believe)|not expecting|never|wish|hope|hoping|if i|so nervous)\b|"
    r"\bno (?:next step|news|date|timeline|timescale)|\bdid(?:n'?t| not) (?:say|ask|tell|mention|give)\b|\bforgot\b|\bnever asked\b|\bnot sure when\b|\bdidnt\b|\bshould have\b|\bshould i\b|\?\s*$|\bhaven'?t heard\b|\bi (?:will|'ll) (?:write|send|email)\b",
    re.IGNORECASE,
)


def next_steps(text: str, clauses: Sequence[Clause], judged: Sequence[Judgement]) -> str | None:
    """Return the words that say what comes next, the most telling of them."""
    best: tuple[float, str] | None = None
    for clause, judgement in zip(clauses, judged, strict=True):
        points = judgement.next_step * 2 + _points(clause.text)
        if points >= 1.0 and (best is None or points >= best[0]):
            best = (points, _trimmed(text, clause))
    return best[1] if best else None


def _points(words: str) -> float:
    if _NONE.search(words) and not re.search(r"\bsaid\b|\bwithin\b", words):
        return -1.0
    points = 1.0 if _STRONG.search(words) else 0.0
    return points + (0.5 if points and _DATED.search(words) else 0.0)


def _trimmed(text: str, clause: Clause) -> str:
    """Leave out what only leads up to it: "It was ok and they'll let me know" begins at "they'll"."""
    words = clause.text
    if found := _STRONG.search(words):
        before = list(_JOINT.finditer(words, 0, found.start() + 1))
        if before:
            words = words[before[-1].end() :]
    words = re.sub(r"^(?:(?:and|but|so|anyway|also|then|plus|oh|ok|n|&)[ ,]+)+(?=\w)", "", words, flags=re.IGNORECASE)
    return text[clause.end - len(words) : clause.end].strip()
