"""Finds the better answer that a person tells in passing, near the mistake that wants it: "I said six, it is three"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach import gate
from mailer.coach.drafting import repairs, speech, wants
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Kind, Mistake, Move, Use

_NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|a hundred|half|a third|a quarter)"
)
_UNIT = r"(?:\s?(?:%|per ?cent|[a-zA-Z]{1,9}))?"
_IS = (
    r"(?:(?:in fact |actually |of course |really |and |but |when |while |whereas )*(?:it|that|the (?:right|correct|real|actual|true) (?:one|figure|answer|number)|actual(?:ly)?|correct|right)"
    r"(?:'?s| is| was| should(?:'?ve| have)? be(?:en)?| must be| has to be)(?: actually| really| in fact| of course| now)*(?: closer to| nearer(?: to)?| more like| about| around)?)"
)
_FIGURES = re.compile(
    rf"\b(?:said|told(?: (?:them|him|her|(?-i:[A-Z])\w+))?|put|wrote|quoted|gave|answered|guessed|used)(?: it was| it is| about| (?:our|the|my|their) [\w ]{{1,25}}? (?:was|is|are|were))? (?P<wrong>{_NUMBER}{_UNIT})[,.;]? {_IS} (?P<right>{_NUMBER}{_UNIT})(?=[,.;\n ]|$)",
    re.I,
)
# In the mistake's own sentence or the next; what follows is the right statement.
_RIGHT = (
    re.compile(
        r"\b(?:know|knew|remember\w*|found|looked up|thought of|got|have) (?:it|the (?:right |real |correct )?answer|that)(?: now| later| after| of course| straight after| on the \w+| in the \w+)*[,:;] (?:of course |it'?s that )?(?P<answer>(?:they|it|you|the|a|an)\b.{3,90}?)(?=[.;\n!]|$)",
        re.I,
    ),
    re.compile(
        r",? (?<!said )(?<!told them )(?P<answer>(?:it|that|this) (?:must be|should be|has to be|should have been|is actually|is really) (?:the|a|an) [\w' -]{3,40}?)(?=[,.;\n!]|$)",
        re.I,
    ),
    re.compile(
        r"\b(?:the (?:right|correct|real|true|proper) (?:answer|one|order|term|word) (?:is|was|would be|would have been)|the answer (?:is|was)) (?P<answer>.{3,90}?)(?=[.;\n!]|$)",
        re.I,
    ),
)
_WRONG_THEN_RIGHT = re.compile(
    r"\b(?:which|that)(?:'?s| is| was)? (?:wrong|not right|not true|incorrect)[,:;]+ (?:since |because )?(?P<answer>(?!I\b)(?:since |it|they|the|a|an|you|from|only|there)[^.;\n!]{5,90}?)(?=[.;\n!]|$)",
    re.I,
)
_UNTRUE = re.compile(
    r"\b(?:it'?s|it is|it was|that'?s|that is|which is|that was)(?: just| simply)? (?:not|n't) (?:really |quite |actually )?true,? (?:but |because |and |in fact )?(?P<answer>I(?:'ve| have|'m| am|'d| had)? [^,.;\n]{6,70})",
    re.I,
)
_UNSAID = (
    re.compile(
        r"\b(?:did ?n[o']?t|never|forgot to|did not|failed to|should have|meant to) (?:even |actually |get to |get round to )?(?:mention|mentioned|say|said|tell (?:them|him|her)|told (?:them|him|her)|bring up|brought up|add)(?: the fact)?(?: that)? (?P<answer>I(?:'ve|'m| have| am)? [^,.;\n]{6,90}?)(?=[,.;\n]| and (?:I|only)\b| until\b|$)",
        re.I,
    ),
    re.compile(
        r"\b(?:did ?n[o']?t (?:even )?mention|never mentioned|forgot to mention|forgot to bring up|did not mention|forgetting|left out) (?P<thing>my [^,.;\n]{3,60}?)(?=[,.;\n]| and (?:I|that)\b| until\b| at all\b| which\b|$)",
        re.I,
    ),
    re.compile(
        r"\b(?:forgot|forgetting)(?: entirely| completely| totally)? (?:that|to (?:say|mention|tell (?:them|him|her))(?: that)?) (?P<answer>I(?:'ve|'m| have| am| also| ran| run| was| did| speak| worked)? [^,.;\n]{6,90}?)(?=[,.;\n]|$)",
        re.I,
    ),
    re.compile(
        r"\b(?:only|just|as if|like)\b[^.\n]{4,90}?(?:, (?:and|but|when)?|,? (?:and|but|when|whereas)|\.) (?:in fact |actually |really |in truth |of course )*(?P<answer>I (?:was|am|run|ran|manage|managed|led|lead|trained|train|supervise|supervised|do|did|have (?:run|managed|led|done)) [^,.;\n]{8,80}?)(?=[,.;\n]|$)",
        re.I,
    ),
)
_WRONG = frozenset({"wrong_fact", "out_of_date", "case_math_error", "lied_or_exaggerated", "bluffed", "misread_role"})
_UNDERSOLD = frozenset({"undersold", "too_modest", "forgot_key_point"})


def complete(rulings: Sequence[Ruling], debrief: Debrief) -> tuple[Ruling, ...]:
    """Return the rulings with what the telling itself puts right, as if the reader had found it with the mistake."""
    done: list[Ruling] = []
    room = 2 - sum(each.move in (Move.SUPPLY, Move.CORRECT) and _ready(each.mistake, debrief) for each in rulings)
    for each in rulings:
        if each.move in (Move.SUPPLY, Move.CORRECT) and _settled(each.mistake, debrief):
            done.append(replace(each, move=Move.OMIT, why=Why.SMALL))
            continue
        better = _better(each, debrief) if room > 0 else None
        room -= better is not None
        done.append(better or each)
    return tuple(done)


_SETTLED = re.compile(
    r"\b(?:(?:the )?(?:second|next) (?:time|try|go)\b[^.\n]{0,40}\b(?:got|right|correct\w*|fine|did it|passed)|then (?:i )?got it(?: right)?|got it right (?:after|then|straight|in the end|the second)"
    r"|(?:i )?(?:corrected (?:it|myself)|put it right|fixed it|redid it)(?: myself)?(?: straight away| at once| on the spot| there and then| right away| myself)?)\b",
    re.I,
)


def _settled(mistake: Mistake, debrief: Debrief) -> bool:
    """Say whether the person put it right in the room: there is nothing left to correct."""
    return bool(mistake.place.end and _SETTLED.search(_near(mistake, debrief)))


def _better(ruling: Ruling, debrief: Debrief) -> Ruling | None:
    told = ruling.mistake
    wanting = ruling.why is Why.NO_ANSWER or (ruling.move in (Move.SUPPLY, Move.CORRECT) and not _ready(told, debrief))
    if not wanting or ruling.kind is None or not told.asserted or told.place.end == 0:
        return None
    answer = find(told, debrief, ruling.kind)
    if answer is None:
        return None
    # What a person still thinks of afterwards bears on the job.
    better = gate.judge(replace(told, answer=answer, quote=_quoted(told, debrief), cost=True), ruling.kind)
    usable = better.move in (Move.SUPPLY, Move.CORRECT) and _ready(better.mistake, debrief)
    return better if usable else None


def _ready(mistake: Mistake, debrief: Debrief) -> bool:
    return repairs.figure(mistake) is not None or repairs.usable(mistake, debrief)


def find(mistake: Mistake, debrief: Debrief, kind: Kind) -> str | None:
    """Return the exact words of the better answer in the mistake's sentence or the one after it, or None.

    A wrong statement is put right, a missing one is said; which it was is for `kind` to tell.
    """
    near = _near(mistake, debrief)
    at = debrief.text.find(near)
    for each in debrief.details:
        if each.use is Use.WANT and at <= each.place.start < at + len(near) and (told := wants.whole(each, debrief)):
            return told
    wrong = kind.move is Move.CORRECT or kind.id in _WRONG
    found = _FIGURES.search(near) if wrong else None
    if found is not None:
        return str(found["right"]).strip()
    undersold = _UNSAID if kind.id in _UNDERSOLD else _UNSAID[:3]
    for pattern in (_UNTRUE, _WRONG_THEN_RIGHT, *_RIGHT, *undersold) if wrong else (_RIGHT[0], _RIGHT[2], *undersold):
        if found := pattern.search(near):
            got = found.groupdict()
            return (got.get("answer") or got.get("thing") or "").strip() or None
    return None


def _near(mistake: Mistake, debrief: Debrief) -> str:
    """Return the sentences of a mistake and the next one of the same paragraph."""
    touched = [(a, b) for a, b in speech.spans(debrief.text) if a < mistake.place.end and mistake.place.start < b]
    if not touched:
        return mistake.quote
    end = touched[-1][1]
    after = [(a, b) for a, b in speech.spans(debrief.text) if a >= end]
    if after and "\n" not in debrief.text[end : after[0][0] + 1].rstrip(" "):
        end = after[0][1]
    return debrief.text[touched[0][0] : end].strip()


def _quoted(mistake: Mistake, debrief: Debrief) -> str:
    """Return the telling as the quote where the wrong figure stands outside the reader's quote."""
    near = _near(mistake, debrief)
    return near if _FIGURES.search(near) and not _FIGURES.search(mistake.quote) else mistake.quote
