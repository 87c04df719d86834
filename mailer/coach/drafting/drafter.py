"""The built-in drafter: plans each note, words it, puts it before the fifteen checks, and redraws it more plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailer.coach import rules
from mailer.coach.drafting import address, moments, speech, topics
from mailer.coach.drafting.note import Plan, body
from mailer.coach.drafting.repairs import Repair, concerns, repairs
from mailer.coach.drafting.topics import Specific
from mailer.coach.drafting.values import Author, Drafting, LeftOut, Plainness
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Draft, Interviewer, Known, Mode, Move
from mailer.coach.phrases import Phrases, fill, fitting, order
from mailer.coach.rules import ground
from mailer.coach.rules.case import holds

TRIES = 12  # wordings tried on one rung before the next, plainer one
_COLD = re.compile(
    r"\b(don'?t|do not|didn'?t|not sure (if |that |whether )?) ?(i |even |really |think i )*(want|fancy) (it|the job|this job|to work there|the role)\b"
    r"|\b(wouldn'?t|won'?t|not going to) (take|accept) (it|the job)|\bnot for me\b|\b(he|she|they|it|that|which) (really )?put me off\b|\bdon'?t even know if i want",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:hear(?:ing)?|know|decide|deciding|decision|call(?:ing)?|ring(?:ing)?|answer|result|get back to me|be in touch|email)\b"
    r"[^.!?\n]{0,25}?\b(?:(?<!by )(?:(on|this|next) )?(monday|tuesday|wednesday|thursday|friday)|(this|next) week)\b(?! week)",
    re.I,
)
_MAYBE = re.compile(r"\b(if|might|may|maybe|perhaps|not|or|possibly|thurs|fri)\b", re.I)
_EVENT = re.compile(
    r"\b((?:the )?(?:trial (?:day|shift)|second interview|next (?:round|stage)|final (?:round|interview))(?: on (?:mon|tues|wednes|thurs|fri|satur|sun)day)?)\b",
    re.I,
)
_JOB = re.compile(r"\b(role|position|job)\b", re.I)


_WORK = {"job": "do this job", "role": "take on this role", "position": "take up this position"}


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The drafter that needs nothing but the phrases."""

    def draft(
        self,
        debrief: Debrief,
        rulings: Sequence[Ruling],
        person: Author,
        phrases: Phrases,
        *,
        known: Known = Known(),
        earlier: Sequence[str] = (),
    ) -> tuple[Drafting, ...]:
        """Return one drafting for each interviewer, or one for the host, each judged by the fifteen rules."""
        readers = address.recipients(debrief, known)
        done: list[Drafting] = []
        spent: set[str] = set()
        for turn, to in enumerate(readers):
            desk = _Desk(debrief, tuple(rulings), person, phrases, known, tuple(earlier), to, turn, len(readers))
            mine = tuple(each for each in desk.specifics() if (each.text or each.frame) not in spent)
            left = len(readers) - turn - 1
            mine = _shared(mine, to, left)
            drafting = desk.draft(mine, tuple(each.draft.body for each in done))
            used = [each for each in mine if not each.text or _stands(each.text, drafting.draft.body)]
            spent.update(each.text or each.frame for each in used)
            done.append(drafting)
        return tuple(done)


def _shared(mine: tuple[Specific, ...], to: Interviewer | None, left: int) -> tuple[Specific, ...]:
    """Leave something for the notes still to come: unclaimed things are dealt out, one a reader."""
    if not left or to is None:
        return mine
    own = tuple(each for each in mine if each.who is not None)
    free = tuple(each for each in mine if each.who is None)
    keep = max(0, len(free) - left)
    return (*own, *free[: max(keep, 0 if own else min(1, len(free)))])


def _stands(text: str, body: str) -> bool:
    return " ".join(speech.words(text)).casefold() in " ".join(speech.words(body)).casefold()


@dataclass(frozen=True, slots=True)
class _Desk:
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

    def specifics(self) -> tuple[Specific, ...]:
        """Return what the note can mention, best first, nothing twice and nothing that betrays a left-out mistake."""
        kept = [each.mistake for each in self.rulings if each.mistake.asserted or each.move is not Move.OMIT]
        found = (*moments.specifics(self.debrief, self.to, kept), *topics.specifics(self.debrief, self.to, kept))
        chosen: list[Specific] = []
        for each in sorted(found, key=lambda one: (_rank(one), one.place.start)):
            if not ground.told_words(each.text, self.debrief.text) or self._betrays(each.text):
                continue
            if all(_apart(each, other) for other in chosen):
                chosen.append(each)
        return tuple(chosen)

    def _betrays(self, text: str) -> bool:
        synonyms = [s for r in self.rulings if r.kind for s in r.kind.synonyms]
        listed = (*synonyms, *self.phrases.all("words.banned"), *self.phrases.all("words.salary"),
                  *self.phrases.all("words.worn"), *self.phrases.all("words.blame"))  # fmt: skip
        return holds(text, listed) is not None

    def draft(self, mine: tuple[Specific, ...], panel: tuple[str, ...]) -> Drafting:
        """Go down the ladder until every rule holds."""
        best: tuple[int, Draft, Plainness] | None = None
        tries = 0
        repaired = repairs(self.rulings, self.debrief, self.to)
        for rung in Plainness:
            some = {Plainness.RICH: mine, Plainness.PLAIN: mine[:1]}.get(rung, ())
            fixed = repaired if rung < Plainness.LEAST else ()
            if rung is Plainness.PLAIN and some == mine:
                continue
            plan = self._plan(some, fixed)
            for turn in range(TRIES):
                tries += 1
                draft = self._judged(plan, rung, turn, panel, bool(some), fixed)
                faults = len(rules.broken(draft.rules))
                if not faults:
                    return self._told(draft, rung, tries, fixed, bool(some))
                if best is None or faults < best[0]:
                    best = (faults, draft, rung)
        assert best is not None  # noqa: S101 - the ladder has rungs
        return self._told(best[1], best[2], tries, repaired, False)

    def _judged(
        self, plan: Plan, rung: Plainness, turn: int, panel: tuple[str, ...], specific: bool, fixed: tuple[Repair, ...]
    ) -> Draft:
        seed = f"{self.debrief.text}\n{self.to.name if self.to else ''}\n{turn}"
        text = self._least(plan, seed) if rung is Plainness.LEAST else body(plan, self.phrases, seed)
        draft = Draft(self.to, self._subject(plan), text)
        case = rules.Case(
            draft, self.debrief, self.phrases, self._rulings(fixed), self.known, self.person.name, panel, self.earlier,
            tuple(each.answer for each in fixed), specific, plan.interested,
        )  # fmt: skip
        return replace(draft, rules=rules.verdicts(case))

    def _rulings(self, fixed: tuple[Repair, ...]) -> tuple[Ruling, ...]:
        """Return the rulings as this note carries them out: what could not be worded, or is not for this reader, is left out."""
        done = {id(each.ruling) for each in fixed}
        return tuple(
            replace(each, move=Move.OMIT, why=Why.NO_ANSWER)
            if each.move in (Move.SUPPLY, Move.CORRECT) and id(each) not in done
            else replace(each, move=Move.OMIT, failure=False)
            if each.move is Move.APOLOGISE and each is not self._owned()
            else each
            for each in self.rulings
        )

    def _owned(self) -> Ruling | None:
        return next(
            (each for each in self.rulings if each.move is Move.APOLOGISE and each.kind and each.kind.note
             and concerns(each.mistake, self.to, self.debrief)), None,
        )  # fmt: skip

    def _plan(self, some: tuple[Specific, ...], fixed: tuple[Repair, ...]) -> Plan:
        owned = self._owned()
        missed = bool(owned and owned.failure and owned.kind and _not_held(owned, self.debrief))
        return Plan(
            values=self._values(),
            greeting=address.greeting(self.to, self.debrief, self.phrases),
            signature=address.signature(self.to, self.debrief, self.person, self.phrases),
            mode=self.debrief.mode, specifics=some, owned=owned, repairs=fixed, thanks=self._thanks(),
            interested=not _COLD.search(self.debrief.text), missed=missed,
            hurt=bool(owned and owned.kind and owned.kind.id in ("argued_defensive", "offensive_remark", "rude_to_staff")),
            turn=self.turn,
        )  # fmt: skip

    def _thanks(self) -> str:
        if self.debrief.mode in (Mode.PHONE, Mode.RECORDED, Mode.VIDEO) and not self.turn:
            return self.debrief.mode.value
        if self.readers == 1 and len(self.debrief.interviewers) > address.PANEL:
            return "panel"
        return "joined" if self.turn else "interview"

    def _values(self) -> dict[str, str]:
        source = f"{self.debrief.text} {self.known.company or ''} {self.known.role or ''}"
        job = _JOB.search(self.debrief.text)
        noun = job.group(1).casefold() if job else "role"
        values: dict[str, str] = {}
        company = named_company(self.debrief.company, source)
        if company and self.debrief.role and company.casefold() in self.debrief.role.casefold():
            company = None
        role = named_role(self.debrief.role, source)
        if company:
            values["company"] = company
        if role:
            values["role"] = role
        away = self.debrief.mode in (Mode.PHONE, Mode.VIDEO, Mode.RECORDED)
        values["post"] = f"the {role} {noun}" if role else f"the {noun}"
        values["at"] = f" at {company}" if company else ""
        values["work"] = _WORK[noun]
        values["meet"] = "talk to you" if away else "meet you"
        step = _WHEN.search(self.debrief.next_steps or "")
        if step and not _MAYBE.search(step.group(0)):
            values["when"] = _day(step)
        event = _EVENT.search(self.debrief.next_steps or "")
        if event and not _MAYBE.search(self.debrief.next_steps or ""):
            found = speech.mend(event.group(1).lower())
            values["event"] = found if found.casefold().startswith("the ") else f"the {found}"
        return values

    def _subject(self, plan: Plan) -> str:
        table = (
            "missed" if plan.missed else plan.mode.value if plan.mode in (Mode.PHONE, Mode.RECORDED) else "interview"
        )
        return fill(fitting(self.phrases.all(f"subject.{table}"), plan.values)[0], plan.values)

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
            if each.why is Why.NO_ANSWER and each.kind and each.kind.supply:
                return each.kind.supply
        if specific or fixed or self._owned():
            return None
        return self.phrases.one("ask.nothing" if self.debrief.interviewers else "ask.thin")


def _rank(one: Specific) -> int:
    strong = (topics.Frame.KIND, topics.Frame.LAUGH, topics.Frame.PRAISE)
    if one.warm and one.frame not in strong:
        return 0
    return 1 if one.warm and one.text else 2 if one.text else 3


def _apart(one: Specific, other: Specific) -> bool:
    """Say whether two specifics are two things: other words, and not two of those that need none."""
    mine, theirs = (set(speech.words(each.text.casefold())) - {"the", "a", "my", "your", "of"} for each in (one, other))
    if not mine or not theirs:
        return one.frame is not other.frame
    return len(mine & theirs) * 2 < min(len(mine), len(theirs)) + 1 and one.place != other.place


def _not_held(owned: Ruling, debrief: Debrief) -> bool:
    """Say whether the interview did not take place at all."""
    assert owned.kind is not None  # noqa: S101
    if owned.kind.id == "missed_interview":
        return True
    return not debrief.topics and not debrief.positives and len(debrief.mistakes) < 3


def _day(step: re.Match[str]) -> str:
    if step.group(3):
        return f"{step.group(3).casefold()} week"
    lead = (step.group(1) or "on").casefold()
    return f"{'on' if lead == 'this' else lead} {step.group(2).capitalize()}"


_OF = re.compile(
    r"^(Department|Ministry|Office|Institute|University|Bank|City|Borough|Faculty|School|College|Museum|Society|Bureau|Agency|Centre|Center|Board|Council|Trust) (of|for|and)\b"
)


def named_company(company: str | None, source: str) -> str | None:
    """Return the firm as it reads after "at", or None where it is not a name or not told."""
    if not company:
        return None
    name = re.sub(r"\s+", " ", company.strip(" .,"))
    low = source.casefold()
    if (
        any(part.casefold() not in low for part in speech.words(name))
        or len(name) > 48
        or re.search(r"[(\[{<>@:/]", name)
    ):
        return None
    if name.islower():
        if re.match(r"(the|a|an|my|our|some|this|that|local|right|surgery|shop)\b", name):
            return None
        name = " ".join(p if p in ("and", "of", "the", "for", "&") else p[:1].upper() + p[1:] for p in name.split(" "))
    if not name[:1].isupper() and not name[:1].isdigit() and not re.match(r"[a-z][A-Z]", name):
        return re.sub(r"^The\b", "the", name) if re.match(r"the [A-Z]", name) else None
    return f"the {name}" if _OF.match(name) else name


def named_role(role: str | None, source: str) -> str | None:
    """Return the role as it reads in "the … role", or None where it is too long or not told."""
    if not role:
        return None
    name = re.split(r"[,(\[{:;/]| - | – ", role.strip(), maxsplit=1)[0].strip(" .")
    name = re.sub(r"^(a|an|the)\s+", "", name, flags=re.I)
    name = re.sub(r"\s+(role|job|position|post)$", "", name, flags=re.I)
    low = source.casefold()
    parts = speech.words(name)
    if not parts or len(parts) > 5 or any(part.casefold() not in low for part in parts) or re.search(r"[<>@_]", name):
        return None
    if re.search(r"\b(role|position|job|post)\b", name, re.I):
        return None
    first, *rest = name.split(" ")
    titled = any(part[:1].isupper() for part in rest) or not first[1:].islower() or first in _PROPER
    return name if titled or not first[:1].isupper() else " ".join([first.lower(), *rest])


_PROPER = frozenset(
    "Year Band Grade Java Python Kotlin Android English French German Spanish Irish Welsh Head Montessori".split()
)
