"""What was told, in a trained writer's sentences: each moment of the room, the apology, each heard before it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mailer.coach.drafting.address import capitalised
from mailer.coach.drafting.hearing import ALONE, POINTING, Hearing
from mailer.coach.drafting.note import Plan, count, ending, put_right, thanks_of
from mailer.coach.drafting.specifics import Specific
from mailer.coach.drafting.whom import reader_of
from mailer.coach.drafting.writing import Brief, Mark, Piece, Writer
from mailer.coach.gate import Ruling
from mailer.coach.model import Debrief, Interviewer, Move, Place
from mailer.coach.phrases import Phrases
from mailer.coach.reading.clauses import Clause, cut
from mailer.coach.rules import owning

_MARKS = {Move.APOLOGISE: Mark.SORRY, Move.CORRECT: Mark.RIGHT, Move.SUPPLY: Mark.ADD, Move.OMIT: Mark.LEAVE}
MOMENTS = 3  # things from the room that a note tells
_THANKS = re.compile(r"(?:Thank you|Many thanks|Thanks)(?: very much)? for ")
_OPENING = re.compile(
    r"(?:Thank you|Many thanks|Thanks)(?: very much| again)? for (?:(?:the|our|your|today's|yesterday's|this) )?(?:\w+ )?"
    r"(?:interview|seeing|meeting|having me|calling|call\b|time|inviting|speaking|taking the time|phone|video|chance)|\binterview",
    re.I,
)
_COMING = re.compile(
    r"\b(?:look(?:ing)? forward|wait (?:for|to)|hear(?:ing)? from you|see you (?:on|at|then|next))\b", re.I
)
_JOINED = 34  # words of one sentence of thanks at most
WEIGHED = 8  # clauses that the writer is asked about
FEWEST = 3  # words of a clause that tells something
WORTH = 0.65  # from which on a clause is told
MARKED, GOOD = 0.25, 0.15  # what the reader's marks add
_ASKED = re.compile(r"\b(?:ask\w*|question\w*|wanted to know|q)\b", re.I)
_INTRODUCED = re.compile(r"\b(?:interview\w*|chair\w*|met with|spoke to|spoke with|panel|screen\w*|round)\b", re.I)
SURE = -0.3  # mean logarithm of a sentence's tokens from which on it is taken


@dataclass(frozen=True, slots=True)
class Spoken:
    """A note in the writer's words, without greeting and signature."""

    paragraphs: tuple[str, ...]
    apology: str  # the sentence that owns, in the writer's words; empty where there is none
    taken: frozenset[int]  # the clauses that it takes up
    rests: Mapping[str, tuple[str, ...]]  # each of the writer's sentences, with what was told that it rests on


@dataclass(frozen=True)
class Speaker:
    """Has one note's sentences worded."""

    writer: Writer
    debrief: Debrief
    to: Interviewer | None
    plan: Plan
    phrases: Phrases
    rulings: tuple[Ruling, ...]
    barred: tuple[str, ...]
    taken: frozenset[int]  # clauses that other notes of the panel take up

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The telling, cut."""
        return cut(self.debrief.text)

    @cached_property
    def _marks(self) -> tuple[Mark | None, ...]:
        return marked(self.clauses, self.rulings)

    def _at(self, place: Place) -> tuple[int, ...]:
        return _on(self.clauses, place)

    def note(self, things: Sequence[Specific], seed: str, low: int) -> Spoken | None:
        """Return the note, ready sentences around those of the writer; None where it has none to give."""
        plan = self.plan
        first = thanks_of(plan, self.phrases, seed)
        moments = self._moments(things)
        coming = next((each for at, each in moments.items() if _COMING.search(each)), "")
        told = {at: each for at, each in moments.items() if each != coming and not _OPENING.search(each)}
        if not told:
            return None
        said = list(told.values())
        apology, its = self._apology([first, *said])
        first, said = _thanked(self._opened(first, moments), said)
        repair = [apology] if apology else []
        repair += [put_right(each, plan, self.phrases, seed, at) for at, each in enumerate(plan.repairs)]
        opening = [first, *said[:2]]
        closing = said[2:]
        parts = [each for each in (opening, repair, closing) if each]
        body = " ".join(part for some in parts for part in some)
        least = low - count(f"{plan.greeting} {body} {plan.signature}")
        end = ending(plan, self.phrases, seed, body, max(least, 0), coming)
        if closing:
            closing.append(end)
        else:
            parts.append([end])
        rests = {each: self._told((at,)) for at, each in told.items()}
        if its:
            rests[apology] = self._told(its)
        return Spoken(tuple(" ".join(each) for each in parts), apology if its else "", frozenset(told), rests)

    def _moments(self, things: Iterable[Specific]) -> dict[int, str]:
        """Return the sentences of the clauses that are most worth telling, in the order of the telling."""
        found: dict[int, str] = {}
        for at in self._worth_telling(things):
            told = [each for each in found.values() if not (_OPENING.search(each) or _COMING.search(each))]
            if len(told) == MOMENTS:
                break
            # "He liked that": what it points to stands before it, and is told with it.
            joined = at and POINTING.search(self.clauses[at].text) and self._free(at - 1) and at - 1 not in found
            before = list(found.values())
            text = (self._said((at - 1, at), before) if joined else None) or self._said((at,), before)
            if text:
                found[at] = text
        return dict(sorted(found.items()))

    def _opened(self, first: str, moments: Mapping[int, str]) -> str:
        """Return the sentence of thanks: the writer's where neither firm nor post is known to ours."""
        if not self.plan.thanks.endswith("_bare"):
            return first
        return next((each for each in moments.values() if _OPENING.search(each)), first)

    def _worth_telling(self, things: Iterable[Specific]) -> list[int]:
        """Return the clauses that this note can tell, best first."""
        marked = {at for each in things if not each.by for at in self._at(each.place)}
        good = {at for each in self.debrief.positives for at in self._at(each.place)}
        ranked = sorted(
            (at for at in range(len(self.clauses)) if self._free(at)),
            key=lambda at: (at not in marked, at not in good, at),
        )
        worth = {at: self.writer.worth(*self._brief((at,))) for at in ranked[:WEIGHED]}
        scored = {at: each + MARKED * (at in marked) + GOOD * (at in good) for at, each in worth.items()}
        return sorted((at for at, score in scored.items() if score >= WORTH), key=lambda at: -scored[at])

    def _free(self, at: int) -> bool:
        """Say whether a clause may be told: no slip, no next step, no bare announcement, nobody else's."""
        clause = self.clauses[at]
        place = Place(clause.start, clause.end)
        if self._marks[at] is not None or at in self.taken or count(clause.text) < FEWEST:
            return False
        coming = self.debrief.next_steps
        if coming and (clause.text in coming or coming in clause.text):
            return False
        who = reader_of(clause.text, place, self.debrief)
        if who is not None and self.to is not None and who.name != self.to.name:
            return False
        if who is None and self.to is not None and self._named_before(clause) not in (None, self.to.name):
            return False
        following = self.clauses[at + 1] if at + 1 < len(self.clauses) else None
        missed = following is not None and following.line == clause.line and self._marks[at + 1] is Mark.LEAVE
        if missed and _ASKED.search(clause.text):  # the question that went wrong
            return False
        return not (at < 2 and _INTRODUCED.search(clause.text))

    def _named_before(self, clause: Clause) -> str | None:
        """Return the one of several interviewers whom a clause's paragraph names before it; None: nobody, or several."""
        start = min(each.start for each in self.clauses if each.line == clause.line)
        before = self.debrief.text[start : clause.end].casefold()
        people = [each.name for each in self.debrief.interviewers]
        named = [name for name in people if any(part.casefold() in before for part in name.split() if len(part) > 2)]
        return named[0] if len(people) > 1 and len(named) == 1 else None

    def _apology(self, said: Sequence[str]) -> tuple[str, tuple[int, ...]]:
        """Return the sentence that owns what the gate owns, the writer's with its clauses, else the ready one of its kind."""
        owned = self.plan.owned
        if owned is None or owned.kind is None:
            return "", ()
        of = self._at(owned.mistake.place)
        text = self._said(of, said)
        if text and owning.OWNING.search(text):
            return text, of
        return owned.kind.note[self.plan.turn % len(owned.kind.note)], ()

    def _told(self, of: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.clauses[at].text for at in of)

    def _brief(self, of: tuple[int, ...], *, alone: bool = False) -> tuple[Brief, tuple[int, ...]]:
        """Return what the writer is told of the clauses `of` and what stands beside them, and where they stand in it."""
        beside = 0 if alone else 1
        keep = [at for at in range(len(self.clauses)) if any(abs(at - each) <= beside for each in of)]
        brief = Brief(
            to=capitalised(self.to.name) if self.to else None,
            also=tuple(
                capitalised(e.name) for e in self.debrief.interviewers if self.to is None or e.name != self.to.name
            ),
            firm=self.plan.values.get("company") or self.debrief.company,
            role=self.plan.values.get("role") or self.debrief.role,
            pieces=tuple(Piece(self.clauses[at].text, self.clauses[at].line, self._marks[at]) for at in keep),
        )
        return brief, tuple(keep.index(each) for each in of)

    def _said(self, of: tuple[int, ...], before: Sequence[str]) -> str | None:
        """Return the first sentence of the writer's on these clauses that may stand.

        They are told by themselves first: what stands beside them is told, too, where it is seen.
        """
        text = " ".join(self.clauses[at].text for at in of)
        pointing = len(of) == 1 and (count(text) < ALONE or POINTING.search(text))
        firm = self.plan.values.get("company") or self.debrief.company
        for alone in (False,) if pointing else (True, False):
            brief, its = self._brief(of, alone=alone)
            hearing = Hearing(brief, self.phrases, self.barred)
            sure = (_trimmed(each.text, firm) for each in self.writer.say(brief, its) if each.sure >= SURE)
            found = next((each for each in sure if hearing.fits(each, its, before)), None)
            if found:
                return found
        return None


def marked(clauses: Sequence[Clause], rulings: Iterable[Ruling]) -> tuple[Mark | None, ...]:
    """Return what the gate rules of each clause; where two rulings meet, the one that says something."""
    marks: list[Mark | None] = [None] * len(clauses)
    for ruling in rulings:
        for at in _on(clauses, ruling.mistake.place):
            if marks[at] in (None, Mark.LEAVE):
                marks[at] = _MARKS[ruling.move]
    return tuple(marks)


def _on(clauses: Sequence[Clause], place: Place) -> tuple[int, ...]:
    return tuple(at for at, each in enumerate(clauses) if each.start < place.end and place.start < each.end)


def _trimmed(text: str, firm: str | None) -> str:
    """Return a sentence without what opening and end of the note say, and without a word that hangs at its end."""
    text = re.sub(rf" (?:at|of|for) {re.escape(firm)}(?=[.,])", "", text) if firm else text
    text = (
        re.sub(r"^(Thank you|Thanks) for [^,.]{3,40}?,? and for ", r"\1 for ", text) if _OPENING.match(text) else text
    )
    if not owning.OWNING.search(text):  # what it adds of itself; the end of the note says it
        text = re.sub(
            r",? and (?:I['’]d|I['’]ll|I would|I will|I look|I hope|I want|(?:I )?thank you|thanks)\b[^;]*\.$",
            ".",
            text,
        )
    text = re.sub(r"\b(me|us) also\b", r"\1", text)
    return re.sub(r",? (?:after|afterwards|then|anyway|though|tho|lol|as well|too|also)\.$", ".", text)


def _thanked(first: str, moments: list[str]) -> tuple[str, list[str]]:
    """Return the opening and the moments with two thanks in a row made one: "…, and for showing me the desk."."""
    head = _THANKS.match(moments[0])
    if head is None or not _THANKS.match(first) or count(first) + count(moments[0]) > _JOINED:
        return first, moments
    return f"{first[:-1]}, and for {moments[0][head.end() :]}", moments[1:]
