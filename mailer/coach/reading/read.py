"""From a text to its debriefs: cut, judged, weighed, made whole.

What is asserted must be right nine times in ten, so it has a threshold of its own; between the two thresholds a
mistake is kept, quoted and asked about.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mailer.coach.model import Catalogue, Debrief, Known, Mistake, Place, Positive, Tone, Visible, folded
from mailer.coach.reading import subject
from mailer.coach.reading.answer import afterthought, answer
from mailer.coach.reading.clauses import Clause, cut
from mailer.coach.reading.company import company, role
from mailer.coach.reading.details import details
from mailer.coach.reading.judge import Judge, Judgement, Mention
from mailer.coach.reading.misconduct import misconduct
from mailer.coach.reading.mode import mode
from mailer.coach.reading.next_steps import next_steps
from mailer.coach.reading.parts import boundaries
from mailer.coach.reading.people import interviewers
from mailer.coach.reading.prediction import prediction
from mailer.coach.reading.question import question
from mailer.coach.reading.sides import lifted, sides
from mailer.coach.reading.tone import tone
from mailer.coach.reading.topics import topics
from mailer.coach.reading.visibility import cost, evidence, reaction, visible
from mailer.coach.reading.whole import Told, chained, gather
from mailer.coach.reading.whose import bare, denied, factor

TOLD = 0.62  # certainty from which a mistake is kept at all
ASSERTED = 1.5  # what the certainty, as a logarithm of odds, and the weighted confidence in the kind must reach
_PLAIN = 1.5  # weight of that confidence: "10 min late" can be claimed at less certainty than what has no name
NAMED = 0.5  # confidence from which its kind is named
NAMED_GOOD = 0.5  # the same for what went well: its advice ("do this again") must fit
_USUAL = 0.45  # the confidence in a kind that changes nothing
LIKED = 0.4  # certainty from which a good thing is kept
_CORRECTABLE = frozenset(
    ("wrong_fact", "bluffed", "case_math_error", "lied_or_exaggerated", "rusty_on_own_cv", "wrong_name")
)
_OPENING = re.compile(
    r"^(?:(?:and|but|so|then|also|though|although|plus|anyway|except(?: that)?|however|yet|because|cos|well|or|n|&|which|oh|ok|okay|um|er|uh)\b[ ,]+)+(?=\S)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:he|she|they|we|both|everyone|panel|interviewers?|manager|lady|guy|(?-i:[A-Z][a-z]+)) (?:\w+ ){0,3}?(?:nodd?\w*|smil\w*|laugh\w*|lik\w*|lov\w*|said|told|seemed|wrote|asked|agreed|thank\w*|enjoy\w*|impress\w*|interested|talked|chatted|got on|clicked|show\w*|took notes|noted|remembered|called it|prais\w*)\b",
    re.IGNORECASE,
)
# What they did on hearing it belongs to what was said.
_REACTION = re.compile(
    r"^(?:(?:and|so|then|but)\b,? ?)*(?:which|because|cos|coz|with|that|who|until|while|when|where|like)\b|"
    r"^(?:(?:and|so|then|but)\b,? ?)*(?:he|she|they|both|everyone|everybody|the \w+|(?-i:[A-Z][a-z]+)) (?:\w+ly |just |even |both |all |really |seemed )*"
    r"(?:nodd|smil|laugh|lik|lov|said|told|seem|wrote|agree|thank|enjoy|impress|interest|note|prais|clap|look|was|were|took)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a text that tells of one interview."""

    text: str  # as long as the whole text, what belongs to others made blank, so that places stay true
    clauses: Sequence[Clause]
    judged: Sequence[Judgement]
    mentions: Sequence[Mention]
    details: Sequence[Mention]


def read(text: str, known: Known, judge: Judge, catalogue: Catalogue) -> tuple[Debrief, ...]:
    """Return one debrief for each interview told of, in the order of the text; at least one."""
    clauses, known = cut(text), _fitting(known)
    verdict = judge.judge(text, clauses)
    sound = tone(text)
    starts = [0, *boundaries(text, clauses, verdict.mentions), len(clauses)]
    if len(starts) == 2:
        return (
            _debrief(
                text, Part(text, clauses, verdict.clauses, verdict.mentions, verdict.details), known, sound, catalogue
            ),
        )
    parts = []
    for first, last in pairwise(starts):
        begin = clauses[first].start if first else 0
        end = clauses[last].start if last < len(clauses) else len(text)
        view = re.sub(r"[^\n]", " ", text[:begin]) + text[begin:end]
        mentions = [m for m in verdict.mentions if begin <= m.start < end]
        marked = [m for m in verdict.details if begin <= m.start < end]
        parts.append(Part(view, clauses[first:last], verdict.clauses[first:last], mentions, marked))
    return tuple(_debrief(text, p, k, sound, catalogue) for p, k in zip(parts, _knowledge(parts, known), strict=True))


def _fitting(known: Known) -> Known:
    """Leave out a subject that names another firm than is known: the job it names is not this one."""
    named, firm = folded(subject.told(known.subject or "").company or ""), folded(known.company or "")
    apart = named and firm and not set(named.split()) & set(firm.split())
    return replace(known, subject=None) if apart else known


def _knowledge(parts: Sequence[Part], known: Known) -> list[Known]:
    """Give what is known beforehand to the part that it is about: the one that names the company, else the first."""
    firm = folded(known.company or subject.told(known.subject or "").company or "")
    about = next((n for n, part in enumerate(parts) if firm and firm in folded(part.text)), None)
    rest = Known(person=known.person, written=known.written)
    if about is None:  # which of them a subject speaks of cannot be told
        about, known = 0, replace(known, subject=None)
    return [known if number == about else rest for number in range(len(parts))]


def _debrief(text: str, part: Part, known: Known, sound: Tone, catalogue: Catalogue) -> Debrief:
    firm = company(part.text, part.mentions, known)
    job = role(part.text, part.mentions, known)
    return Debrief(
        text=text,
        company=firm,
        role=job,
        mode=mode(part.text, known, part.judged),
        interviewers=interviewers(
            part.text, part.mentions, known, [n for n in (firm, job) if n], firm_known=firm is not None
        ),
        topics=topics(text, part.clauses, part.judged, part.mentions),
        details=details(text, part.details),
        mistakes=_mistakes(text, part, catalogue),
        positives=_positives(text, part, catalogue),
        misconduct=misconduct(part.clauses, part.judged),
        prediction=prediction(part.text, part.judged),
        question=question(part.text, part.clauses, part.judged),
        next_steps=next_steps(part.text, part.clauses, part.judged),
        tone=sound,
    )


def _mistakes(text: str, part: Part, catalogue: Catalogue) -> tuple[Mistake, ...]:
    sentences, side = _sentences(part.clauses), sides(part.clauses)
    certain = {}
    for number, (clause, judged) in enumerate(zip(part.clauses, part.judged, strict=True)):
        certainty = lifted(_certainty(judged), -side[number]) * factor(clause, sentences[clause.sentence], judged)
        if certainty >= TOLD and not clause.heading and not _asks(clause):
            certain[number] = certainty
    told = gather(part.clauses, part.judged, certain)
    found = [_mistake(text, part, one, catalogue) for one in told]
    return chained(found, [part.clauses[one.first].sentence for one in told], catalogue)


def _certainty(judged: Judgement) -> float:
    """Believe a mistake more where its kind is plain, less where it could be anything."""
    if not judged.kinds or not 0.0 < judged.mistake < 1.0:
        return judged.mistake
    odds = judged.mistake / (1.0 - judged.mistake) * math.exp(judged.kinds[0][1] - _USUAL)
    return odds / (1.0 + odds)


def _asserted(certainty: float, confidence: float) -> bool:
    odds = certainty / max(1e-9, 1.0 - certainty)
    return math.log(max(1e-9, odds)) + _PLAIN * confidence >= ASSERTED


def _asks(clause: Clause) -> bool:
    """A question put to us tells nothing new ("Should I say sorry for being late?")."""
    return clause.text.rstrip(" )").endswith("?")


def _mistake(text: str, part: Part, told: Told, catalogue: Catalogue) -> Mistake:
    start, end = _quote(text, part.clauses[told.first].start, part.clauses[told.last].end)
    surest = max(range(told.first, told.last + 1), key=lambda n: part.judged[n].mistake)
    confidence = told.kinds[0][1] if told.kinds else 0.0
    kind = told.kinds[0][0] if told.kinds and confidence >= NAMED else None
    around = _around(part, told)
    seen, words = evidence(around)
    answered = seen is Visible.YES and any(reaction(c.text) for c in around[told.last - told.first + 1 :])
    return Mistake(
        quote=text[start:end],
        place=Place(start, end),
        kind=kind,
        kinds=tuple(name for name, _ in told.kinds[:3]),
        confidence=confidence,
        certainty=told.certainty,
        visible=seen if answered else visible(seen, part.judged[surest], catalogue),
        evidence=words,
        cost=cost(around) or (seen is Visible.YES and words is not None),
        answer=answer(around, kind in _CORRECTABLE),
        asserted=_asserted(told.certainty, confidence),
    )


def _around(part: Part, told: Told) -> list[Clause]:
    """Return the mistake's clauses and those after it that still speak of it: to the next thing told, three at most."""
    around = list(part.clauses[told.first : told.last + 1])
    for number in range(told.last + 1, min(told.last + 4, len(part.clauses))):
        clause = part.clauses[number]
        if clause.line != part.clauses[told.last].line or part.judged[number].positive > 0.6:
            break
        anew = part.judged[number].mistake > TOLD and clause.sentence != part.clauses[told.last].sentence
        if anew and not (number == told.last + 1 and (reaction(clause.text) or afterthought(clause.text))):
            break
        around.append(clause)
    return around


def _positives(text: str, part: Part, catalogue: Catalogue) -> tuple[Positive, ...]:
    side, sure = sides(part.clauses), {}
    for number, (clause, judged) in enumerate(zip(part.clauses, part.judged, strict=True)):
        certainty = lifted(judged.positive, side[number])
        idle = clause.heading or _asks(clause) or bare(clause.text) or denied(clause.text)
        if certainty >= LIKED and certainty > lifted(judged.mistake, -side[number]) and not idle:
            sure[number] = certainty
    found: list[Positive] = []
    for number, certainty in sure.items():
        clause, judged = part.clauses[number], part.judged[number]
        if found and number - 1 in sure and _goes_on(part.clauses[number - 1], clause):
            before = found.pop()
            start, end, certainty = before.place.start, clause.end, max(before.certainty, certainty)
        else:
            start, end = _quote(text, clause.start, clause.end)
        kind = judged.positives[0][0] if judged.positives and judged.positives[0][1] >= NAMED_GOOD else None
        listed = catalogue.positives.get(kind or "")
        fit = listed.note_worthy if listed else bool(_TOGETHER.search(text[start:end]))
        found.append(Positive(text[start:end], Place(start, end), kind, fit, certainty))
    return tuple(found)


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Does the clause only say how the one before it was taken, or why ("and she liked that")?"""
    return before.sentence == clause.sentence and bool(_REACTION.match(clause.text))


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the joining words at the front and the full stop at the end."""
    if opening := _OPENING.match(text[start:end]):
        start += opening.end()
    while end > start + 1 and text[end - 1] in ".,;: ":
        end -= 1
    return start, end


def _sentences(clauses: Sequence[Clause]) -> dict[int, str]:
    whole: dict[int, str] = {}
    for clause in clauses:
        whole[clause.sentence] = f"{whole.get(clause.sentence, '')} {clause.text}".strip()
    return whole
