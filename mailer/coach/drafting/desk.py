"""One note being written: what it can mention, the ladder of plainness, and what the reply tells about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mailer.coach import rules
from mailer.coach.drafting import address, details, slots, specifics, spoken
from mailer.coach.drafting.note import LEAST, SHORT, THIN, Plan, body
from mailer.coach.drafting.repairs import Repair, concerns, repairs, usable
from mailer.coach.drafting.specifics import Specific
from mailer.coach.drafting.values import Author, Drafting, LeftOut, Plainness
from mailer.coach.drafting.wants import Want
from mailer.coach.drafting.wants import repairs as wanted
from mailer.coach.drafting.wishes import Given, Wish, bounds, mentions, reworded, shaped
from mailer.coach.drafting.writing import Hurried, Writer
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Draft, Interviewer, Known, Mistake, Mode, Move, Visible
from mailer.coach.phrases import Phrases, fill, fitting, order
from mailer.coach.rules import ground
from mailer.coach.rules.case import TITLES, holds, sentences, words
from mailer.coach.rules.form import LITTLE

_PLACES = frozenset({"the", "and", "head", "manager"})
TRIES = 12  # wordings tried on one rung before the next, plainer one
_COLD = re.compile(
    r"\b(don'?t|do not|didn'?t|not sure (if |that |whether )?) ?(i |even |really |think i )*(want|fancy) (it|the job|this job|to work there|the role)\b(?! to)"
    r"|\b(wouldn'?t|won'?t|not going to) (take|accept) (it|the job)|\bnot for me\b|\b(he|she|they|it|that|which) (really )?put me off (?:it|them|the (?:job|place|role|firm|company)|working)\b|\bdon'?t even know if i want",
    re.I,
)

# What the telling begins with is what they met for; what comes later may be still to come.
_TRIAL = re.compile(
    r"(?![^.\n]{0,60}\b(?:next|tomorrow|will|invited|offered)\b)[^.\n]{0,40}\btrial (?:shift|day)\b(?! (?:is|next|on|tomorrow|will)\b)",
    re.I,
)
_SECOND = re.compile(
    r"(?![^.\n]{0,60}\b(?:next|tomorrow|will|invited|offered|got me|through to)\b)[^.\n]{0,25}\b(?:second|2nd) (?:interview|round)\b(?! (?:is|next|tomorrow|will)\b)",
    re.I,
)
_NOTHING_WISHED = Wish()


@dataclass(frozen=True, slots=True)
class Desk:
    """One note being written."""

    debrief: Debrief
    rulings: tuple[Ruling, ...]
    person: Author
    phrases: Phrases
    known: Known
    earlier: tuple[str, ...]
    to: Interviewer | None
    turn: int
    readers: int
    wish: Wish = _NOTHING_WISHED
    wants: tuple[Want, ...] = ()
    writer: Writer | None = None

    def things(self) -> tuple[Specific, ...]:
        """Return what the note can mention, best first, nothing twice and nothing that betrays a left-out mistake."""
        kept = [each.mistake for each in self.rulings if each.mistake.asserted or each.move is not Move.OMIT]
        kept += [_standing(each) for each in self.wants]
        found = details.specifics(self.debrief, self.to, kept)
        chosen: list[Specific] = []
        for each in sorted(found, key=lambda one: (not self._featured(one.text), specifics.rank(one), one.place.start)):
            if self._unwanted(each.text):
                continue
            if self._named(each.text) or self._betrays(each.text):
                continue
            if not ground.told_words(each.text, self.debrief.text):
                continue
            if all(specifics.apart(each, other) for other in chosen):
                chosen.append(each)
        return tuple(chosen)

    def _named(self, text: str) -> bool:
        """Say whether a phrase speaks of an interviewer by name: no note does, to them or to a colleague."""
        names = {part for each in self.debrief.interviewers for part in words(each.name) if len(part) > 2}
        return bool((names - TITLES - _PLACES) & set(words(text)))

    def _featured(self, text: str) -> bool:
        return any(mentions(text, each) for each in self.wish.featured)

    def _unwanted(self, text: str) -> bool:
        return any(mentions(text, each) for each in self.wish.without)

    def _betrays(self, text: str) -> bool:
        lists = [each.kind.synonyms for each in self.rulings if each.kind]
        lists += [self.phrases.all(f"words.{each}") for each in ("banned", "salary", "worn", "blame")]
        return any(holds(text, each) is not None for each in lists)

    def draft(
        self, mine: tuple[Specific, ...], panel: tuple[str, ...], taken: frozenset[int] = frozenset()
    ) -> Drafting:
        """Go down the ladder until every rule holds; `taken` are the clauses that earlier notes of the panel took up."""
        best: tuple[int, Draft, Plainness] | None = None
        tries = 0
        repaired = tuple(
            each
            for each in (*wanted(self.wants, self.debrief.text), *repairs(self.rulings, self.debrief, self.to))[:2]
            if not self._unwanted(f"{each.answer} {each.subject or ''}")
        )
        if self.writer is not None and (told := self._spoken(self.writer, mine, repaired, panel, taken)):
            return told
        for rung, some, fixed in self._ladder(mine, repaired, panel):
            plan = self._plan(some, fixed)
            if rung is Plainness.SILENT:
                plan = replace(plan, owned=None)
            for turn in range(TRIES):
                tries += 1
                draft = self._judged(plan, rung, turn, panel, bool(some), fixed, mine)
                faults = len(rules.broken(draft.rules))
                if not faults:
                    return self._told(draft, rung, tries, fixed, bool(some))
                if best is None or faults < best[0]:
                    best = (faults, draft, rung)
        assert best is not None
        return self._told(best[1], best[2], tries, repaired, False)

    def _ladder(
        self, mine: tuple[Specific, ...], repaired: tuple[Repair, ...], panel: tuple[str, ...]
    ) -> Iterator[tuple[Plainness, tuple[Specific, ...], tuple[Repair, ...]]]:
        """Yield the rungs with the things from the room and the repairs of each."""
        yield Plainness.RICH, mine, repaired
        if len(mine) > 1:
            yield Plainness.PLAIN, mine[:1], repaired
        # What the first note of a panel puts right need not stand in the next one too.
        if self.turn and panel and repaired:
            yield Plainness.PLAIN, mine[:1], ()
        yield Plainness.SPARE, (), repaired
        yield Plainness.LEAST, (), ()
        if self.turn and panel:
            yield Plainness.SILENT, (), ()

    def _judged(
        self, plan: Plan, rung: Plainness, turn: int, panel: tuple[str, ...], specific: bool, fixed: tuple[Repair, ...],
        mine: tuple[Specific, ...],
    ) -> Draft:  # fmt: skip
        wish = self.wish
        other = f"\n{wish.turn}" if wish.turn else ""
        name = self.to.name if self.to else ""
        seed = f"{wish.seed or self.debrief.text}\n{dict(wish.names).get(name, name)}\n{turn}{other}"
        text = self._least(plan, seed) if rung >= Plainness.LEAST else body(plan, self.phrases, seed)
        text = address.spelt(shaped(text, self._given(plan, fixed, mine, text)), self.person, self.phrases)
        draft = Draft(self.to, wish.subject or self._subject(plan), text)
        carried = self._rulings(fixed, owning=plan.owned is not None)
        return self._before_the_rules(draft, plan, carried, fixed, panel, specific=specific)

    def _before_the_rules(
        self, draft: Draft, plan: Plan, carried: tuple[Ruling, ...], fixed: Sequence[Repair], panel: tuple[str, ...], *, specific: bool,
    ) -> Draft:  # fmt: skip
        wish = self.wish
        case = rules.Case(
            draft, self.debrief, self.phrases, carried, self.known, self.person.name, panel, self.earlier,
            tuple(each.answer for each in fixed), specific, tuple(one.text for one in plan.specifics),
            plan.interested, bounds(wish), wish.formality > 0, wish.said,
        )  # fmt: skip
        return replace(draft, rules=rules.verdicts(case))

    def _spoken(
        self, writer: Writer, mine: tuple[Specific, ...], repaired: tuple[Repair, ...], panel: tuple[str, ...], taken: frozenset[int],
    ) -> Drafting | None:  # fmt: skip
        """Return the note in the words of the trained writer; None where it has none that every rule lets pass."""
        plan, wish = self._plan(mine, repaired), self.wish
        if plan.mode is Mode.RECORDED or plan.missed or (plan.owned is not None and plan.owned.failure):
            return None
        ruled = self._rulings(repaired, owning=plan.owned is not None)
        low = SHORT if plan.mode is Mode.PHONE else THIN[0] if plan.little else LEAST
        speaker = spoken.Speaker(writer, self.debrief, self.to, plan, self.phrases, ruled, self._barred(), taken)
        try:
            said = speaker.note(mine, wish.seed or self.debrief.text, low)
        except Hurried:
            return None
        if said is None:
            return None
        plan = replace(plan, owned=plan.owned and _in_words(plan.owned, said.apology))
        text = "\n\n".join((plan.greeting, *said.paragraphs, plan.signature))
        text = address.spelt(shaped(text, self._given(plan, repaired, mine, text)), self.person, self.phrases)
        draft = Draft(self.to, wish.subject or self._subject(plan), text, spoken=True, rests=said.rests)
        ruled = tuple(_in_words(each, said.apology) for each in ruled)
        draft = self._before_the_rules(draft, plan, ruled, repaired, panel, specific=True)
        if rules.broken(draft.rules):
            return None
        return replace(self._told(draft, Plainness.SPOKEN, 1, repaired, True), taken=said.taken)

    def _barred(self) -> tuple[str, ...]:
        """Return the words that the note must not hold: those of what it leaves out, and those of no note."""
        lists = [each.kind.synonyms for each in self.rulings if each.kind and each.move is Move.OMIT]
        lists += [self.phrases.all(f"words.{each}") for each in ("banned", "salary", "worn", "blame", "hedges")]
        return tuple(dict.fromkeys(word for each in lists for word in each))

    def _given(self, plan: Plan, fixed: tuple[Repair, ...], mine: tuple[Specific, ...], text: str) -> Given:
        """Return what a wish may draw on: what must stay, and what else there was in the room."""
        ready = plan.owned.kind.note if plan.owned and plan.owned.kind else ()
        held = tuple(part for note in ready for part in sentences(note)) + tuple(each.answer for each in fixed)
        spare = tuple(
            fill(self.phrases.one(f"short.{each.frame.value}"), {"topic": each.text})
            for each in mine
            if each.text and self.phrases.has(f"short.{each.frame.value}") and not mentions(text, each.text)
        )
        name = self.to.name if self.to else ""
        return Given(
            self.wish,
            self.phrases,
            plan.values,
            self.person.variety == "american",
            name,
            self.turn,
            self.person.name,
            held,
            tuple(each.text for each in mine if each.text),
            spare,
        )

    def _rulings(self, fixed: tuple[Repair, ...], *, owning: bool = True) -> tuple[Ruling, ...]:
        """Return the rulings as this note carries them out: what it does not word, or is not for its reader, is left out."""
        done = {id(each.ruling) for each in fixed if each.ruling is not None}
        owned = self._owned() if owning else None
        carried: list[Ruling] = []
        for each in self.rulings:
            if each.move in (Move.SUPPLY, Move.CORRECT) and id(each) not in done:
                each = replace(each, move=Move.OMIT, why=Why.NO_ANSWER)
            elif each.move is Move.APOLOGISE and each is not owned:
                each = replace(each, move=Move.OMIT, failure=False)
            elif each.kind and self.wish.replaced:  # the person's own wording of what is owned is owned too
                each = replace(each, kind=replace(each.kind, note=tuple(map(self._reworded, each.kind.note))))
            carried.append(each)
        return tuple(carried)

    def _reworded(self, sentence: str) -> str:
        return reworded(sentence, self.wish)

    def _owned(self) -> Ruling | None:
        return next(
            (each for each in self.rulings if each.move is Move.APOLOGISE and each.kind and each.kind.note
             and concerns(each.mistake, self.to, self.debrief)), None,
        )  # fmt: skip

    def _plan(self, some: tuple[Specific, ...], fixed: tuple[Repair, ...]) -> Plan:
        owned = self._owned()
        missed = bool(owned and owned.failure and owned.kind and _not_held(owned, self.debrief))
        easy = address.easy(self.to, self.debrief)
        values = slots.values(self.debrief, self.known, easy=easy)
        return Plan(
            values=values,
            greeting=address.greeting(self.to, self.debrief, self.phrases),
            signature=address.signature(self.to, self.debrief, self.person, self.phrases),
            mode=self.debrief.mode, specifics=some, owned=owned, repairs=fixed, thanks=self._thanks(values),
            interested=not _COLD.search(self.debrief.text), missed=missed,
            hurt=bool(owned and owned.kind and owned.kind.id in ("argued_defensive", "offensive_remark", "rude_to_staff")),
            little=len(self.debrief.text.split()) < LITTLE, easy=easy, turn=self.turn,
        )  # fmt: skip

    def _thanks(self, values: Mapping[str, str]) -> str:
        """Return the table of first sentences: by how they met, and "_bare" where neither role nor firm is known."""
        mode = self.debrief.mode
        away = mode in (Mode.PHONE, Mode.VIDEO)
        bare = "" if "role" in values or values["at"] else "_bare"
        if mode is Mode.RECORDED and not self.turn:
            return mode.value
        if self.readers == 1 and len(self.debrief.interviewers) > address.PANEL:
            return "panel"
        if self.turn:
            return "joined_bare" if bare else "joined_away" if away or mode is Mode.RECORDED else "joined"
        if not away and _TRIAL.match(self.debrief.text):
            return "trial"
        if not away and _SECOND.match(self.debrief.text):
            return f"second{bare}"
        return f"{mode.value if mode and away else 'interview'}{bare}"

    def _subject(self, plan: Plan) -> str:
        table = (
            "missed" if plan.missed else plan.mode.value if plan.mode in (Mode.PHONE, Mode.RECORDED) else "interview"
        )
        if table == "interview" and plan.thanks == "trial":
            table = "trial"
        values = {key: value for key, value in plan.values.items() if key != "role" or slots.is_title(value)}
        return fill(fitting(self.phrases.all(f"subject.{table}"), values)[0], values)

    def _least(self, plan: Plan, seed: str) -> str:
        if plan.owned is not None and plan.owned.failure and plan.owned.kind:
            core = f"{plan.owned.kind.note[0]}\n\n{order(self.phrases.all('least.failure'), seed)[0]}"
        else:
            table = (
                "courteous"
                if not plan.interested
                else plan.mode.value
                if plan.mode in (Mode.PHONE, Mode.RECORDED)
                else "interview"
            )
            core = order(fitting(self.phrases.all(f"least.{table}"), plan.values), seed)[0]
            if plan.owned is not None and plan.owned.kind:
                first, _, rest = core.partition("\n\n")
                core = f"{first}\n\n{plan.owned.kind.note[self.turn % len(plan.owned.kind.note)]}\n\n{rest}"
        return fill(f"{plan.greeting}\n\n{core}\n\n{plan.signature}", plan.values)

    def _told(self, draft: Draft, rung: Plainness, tries: int, fixed: tuple[Repair, ...], specific: bool) -> Drafting:
        out = tuple(self._left(each) for each in self._rulings(fixed) if each.move is Move.OMIT)
        optional = bool(self.debrief.misconduct)
        return Drafting(draft, out, self._question(fixed, specific), optional, rung, tries)

    def _left(self, ruling: Ruling) -> LeftOut:
        words = self.phrases.one(f"reasons.{ruling.why.value}")
        if ruling.kind and ruling.why in (Why.UNNOTICED, Why.HARMS, Why.SMALL) and ruling.kind.why_left_out:
            words = ruling.kind.why_left_out
        return LeftOut(ruling.mistake, ruling.why, words, ruling.kind.override if ruling.kind else "")

    def _question(self, fixed: tuple[Repair, ...], specific: bool) -> str | None:
        """Return the one question that would make the note better: the missing answer, or a thing from the room."""
        for each in self._rulings(fixed):
            if each.why is Why.NO_ANSWER and each.kind and each.kind.supply and not usable(each.mistake, self.debrief):
                return each.kind.supply
        if specific or fixed or self._owned():
            return None
        return self.phrases.one("ask.nothing" if self.debrief.interviewers else "ask.thin")


def _in_words(ruling: Ruling, apology: str) -> Ruling:
    """Return what is owned with the writer's own sentence among the ready ones."""
    if ruling.move is not Move.APOLOGISE or ruling.kind is None or not apology:
        return ruling
    return replace(ruling, kind=replace(ruling.kind, note=(*ruling.kind.note, apology)))


def _standing(want: Want) -> Mistake:
    """Return the place of a want as one that gives no detail: what was not said is nothing that took place."""
    return Mistake(want.answer, want.place, None, (), 0.0, 0.0, Visible.NO)


def _not_held(owned: Ruling, debrief: Debrief) -> bool:
    """Say whether the interview did not take place at all."""
    assert owned.kind is not None
    if owned.kind.id == "missed_interview":
        return True
    if debrief.topics or debrief.positives or _HELD.search(debrief.text):
        return False
    return bool(_NOT_HELD.search(debrief.text))


_HELD = re.compile(r"\b(still|anyway|all the same|went ahead|regardless)\b|\b(saw|asked|told|interviewed) me\b", re.I)
_NOT_HELD = re.compile(
    r"\b(re-?book\w*|re-?schedul\w*|re-?arrang\w*|they'?d gone|had gone|had left|cancel\w*|another (time|day|slot|go)|no[- ]show"
    r"|missed (it|the|my)|wrong (day|week|date)|never happened|did ?n[o']?t happen|sent me away|fit me in)\b",
    re.I,
)
