"""Finds the better answer that a person tells in passing, near the mistake that wants it: "I said six, it is three"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach import gate
from mailer.coach.drafting import repairs, speech, wants
from mailer.coach.drafting.truths import FIGURES, UNTRUE, Told, over, told, whole
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Kind, Mistake, Move, Place, Use, Visible

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
    said = wants.find(debrief, rulings)
    made = [each for each in told(debrief) if not any(wants.same_words(each.answer, want.answer) for want in said)]
    done: list[Ruling] = []
    room = 2 - sum(each.move in (Move.SUPPLY, Move.CORRECT) and _ready(each.mistake, debrief) for each in rulings)
    for each in rulings:
        if each.move in (Move.SUPPLY, Move.CORRECT) and _settled(each.mistake, debrief):
            done.append(replace(each, move=Move.OMIT, why=Why.SMALL))
            continue
        mine = next((one for one in made if _fits(each, one, debrief)), None) if room > 0 else None
        better = (_put_right(each, mine, debrief) if mine else None) or (_better(each, debrief) if room > 0 else None)
        if better is not None and any(wants.same_words(better.mistake.answer or "", want.answer) for want in said):
            if each.kind and each.kind.id not in _UNDERSOLD:
                done.append(each)
            continue
        if better is not None and mine in made and mine and better.mistake.answer == mine.answer:
            made.remove(mine)
        room -= better is not None
        done.append(better or each)
    for one in made:
        if room > 0 and one.false and (new := _unmarked(one, done, debrief)):
            done.append(new)
            room -= 1
    done += [_directed(want, debrief) for want in wants.directed(debrief, rulings)]
    return tuple(each for each in done if not _answered(each, done))


def _wanting(ruling: Ruling, debrief: Debrief) -> bool:
    unready = ruling.move in (Move.SUPPLY, Move.CORRECT) and not _ready(ruling.mistake, debrief)
    return ruling.mistake.place.end > 0 and (ruling.why is Why.NO_ANSWER or unready)


def _fits(ruling: Ruling, one: Told, debrief: Debrief) -> bool:
    """Say whether a right answer is told of just this mistake, in its own words or right after it."""
    place = ruling.mistake.place
    told_so = (ruling.mistake.answer or "\0").casefold() in one.answer.casefold()
    if place.end and over(place, one.place) and one.false and told_so and "not" in one.answer:
        return repairs.figure(ruling.mistake) is None  # the same answer, with what it is not
    if place.end and over(place, one.place):
        return _wanting(ruling, debrief) or (one.false and ruling.kind is None)
    if not _wanting(ruling, debrief) or not ruling.mistake.asserted:
        return False
    near = _near(ruling.mistake, debrief)
    at = max(debrief.text.find(near), 0)
    return over(Place(at, at + len(near)), one.place)


def _put_right(ruling: Ruling, one: Told, debrief: Debrief) -> Ruling | None:
    """Return the ruling with that answer, told in the sentence that has the question too; None where it reads badly."""
    better = replace(
        ruling.mistake, answer=one.answer, quote=debrief.text[one.place.start : one.place.end], place=one.place, cost=True,
    )  # fmt: skip
    wide = replace(better, place=_with_question(one.place, debrief))
    # The sentence with the question says what it was about, or who asked it.
    more = debrief.text[wide.place.start : one.place.start]
    named = any(part in more for each in debrief.interviewers for part in speech.words(each.name) if len(part) > 2)
    named = named or bool(re.search(r"\b(?:he|she|him|her)\b", more))
    own = re.match(r"(?:my|the name)\b", one.answer)
    if named or (own is None and repairs.subject(wide, debrief, None)):
        better = wide
    if not _ready(better, debrief):
        return None
    if ruling.kind is None or (one.false and ruling.kind.id not in _UNDERSOLD):
        return Ruling(
            better, ruling.kind, Move.CORRECT if one.false else Move.SUPPLY, Why.FALSE if one.false else Why.ADDS
        )
    judged = gate.judge(better, ruling.kind)
    return replace(judged, move=Move.SUPPLY) if judged.move in (Move.SUPPLY, Move.CORRECT) else None


_ASKS_TO_CORRECT = re.compile(
    r"\b(?:correct(?:ed|ing)? (?:it|this|that|the|my)|fix(?:ing)? (?:it|the|that|this|my)|put(?:ting)? (?:it|them|that|this|him|her|me) (?:all )?right|right (?:number|figure|answer)"
    r"|correct (?:order|number|figure|answer|one)|own up|come clean|tell (?:them |him |her )?the truth|(?:set|put) (?:it|the record|them) straight"
    r"|(?:should|shall|do|can|could|must|may) i (?:tell|mention|say|admit|confess|email|write)|how (?:do|can|should|could) i (?:tell|say|put|correct|fix)|what do i do about)\b",
    re.I,
)


def _unmarked(one: Told, rulings: Sequence[Ruling], debrief: Debrief) -> Ruling | None:
    """Return a ruling for a false statement that no reader marked, where the person asks for it to be put right."""
    ready = [each for each in rulings if each.move in (Move.SUPPLY, Move.CORRECT)]
    if any(over(each.mistake.place, one.place) for each in ready):
        return None
    marked = any(each.mistake.place.end and over(each.mistake.place, one.place) for each in rulings)
    if not marked and not _ASKS_TO_CORRECT.search(debrief.text):
        return None
    if any(each.why is Why.UNWANTED and over(each.mistake.place, one.place) for each in rulings):
        return None
    plain = Mistake("", one.place, None, (), 0.0, 1.0, Visible.NO)
    if _settled(plain, debrief):
        return None
    return _put_right(Ruling(plain, None, Move.OMIT, Why.UNSURE), one, debrief)


def _directed(want: wants.Want, debrief: Debrief) -> Ruling:
    """Return a want for somebody else than the first reader as what their note supplies."""
    place = _with_question(want.place, debrief)
    quote = debrief.text[want.place.start : want.place.end]
    said = Mistake(quote, place, None, (), 0.0, 1.0, Visible.NO, None, True, want.answer)
    return Ruling(said, None, Move.SUPPLY, Why.WANTED)


def _answered(ruling: Ruling, rulings: Sequence[Ruling]) -> bool:
    """Say whether a ruling still wants an answer that stands with another one of its kind, about one question."""
    if ruling.why is not Why.NO_ANSWER:
        return False
    return any(
        each is not ruling and each.move in (Move.SUPPLY, Move.CORRECT) and each.mistake.answer
        and (each.kind is None or each.kind is ruling.kind) and over(each.mistake.place, ruling.mistake.place)
        for each in rulings
    )  # fmt: skip


_QUESTION = re.compile(
    r"(?<!\bi )\b(?:ask(?:ed|s)? (?:me|us|about|how|what|why|if|for|whether|which)|asked,|questions?\b|wanted to know)|\b(?:asked|asks?)\b(?= (?:how|what|why|about|if|me)\b)",
    re.I,
)


def _with_question(place: Place, debrief: Debrief) -> Place:
    """Return the place with the sentence before it that tells what was asked, where its own does not."""
    spans = speech.spans(debrief.text)
    first = next((at for at, (_, end) in enumerate(spans) if place.start < end), 0)
    for at in range(first, max(first - 3, -1), -1):
        if "\n\n" in debrief.text[spans[at][0] : place.start].lstrip():
            break
        if _QUESTION.search(debrief.text[slice(*spans[at])]):
            return Place(min(spans[at][0], place.start) if at < first else place.start, place.end)
    return place


_SETTLED = re.compile(
    r"\b(?:(?:the )?(?:second|next) (?:time|try|go)\b[^.\n]{0,40}\b(?:got|right|correct\w*|fine|did it|passed)|then (?:i )?got it(?: right)?|got it right (?:after|then|straight|in the end|the second)"
    r"|(?:i )?(?:corrected (?:it|myself)|put it right|fixed it|redid it)(?: myself)?(?: straight away| at once| on the spot| there and then| right away| myself)?)\b",
    re.I,
)


_OPEN = re.compile(r"\b(?:do|should|shall|can|could|may|must|would) i\b[^.!?\n]*", re.I)


def _settled(mistake: Mistake, debrief: Debrief) -> bool:
    """Say whether the person put it right in the room: there is nothing left to correct."""
    told = _OPEN.sub("", _near(mistake, debrief))  # "do I put it right?" is not yet done
    return bool(mistake.place.end and _SETTLED.search(told))


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
        if each.use is Use.WANT and at <= each.place.start < at + len(near) and (told := whole(each, debrief)):
            return told
    wrong = kind.move is Move.CORRECT or kind.id in _WRONG
    found = FIGURES.search(near) if wrong else None
    if found is not None:
        return str(found["right"]).strip()
    undersold = _UNSAID if kind.id in _UNDERSOLD else _UNSAID[:3]
    for pattern in (UNTRUE, _WRONG_THEN_RIGHT, *_RIGHT, *undersold) if wrong else (_RIGHT[0], _RIGHT[2], *undersold):
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
    return near if FIGURES.search(near) and not FIGURES.search(mistake.quote) else mistake.quote
