"""One note put together: thanks with a thing from the room, what is put right, interest and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailer.coach.drafting.repairs import Repair
from mailer.coach.drafting.specifics import Frame, Specific
from mailer.coach.gate import Ruling
from mailer.coach.model import Mode
from mailer.coach.phrases import Phrases, fill, fitting, order

LEAST, BEST, MOST = 61, 105, 148  # words of a usual note: at least, rather not above, never above
SHORT, SCREEN = 40, 79  # words of a note after a phone screen, at least and at most
THIN = (30, 60)  # words of a note that knows little
_TABLES = {  # what the closing says after a thing of each frame, beside what it can always say
    Frame.DID: "task", Frame.VISIT: "seen", Frame.SHOWN: "seen",
}  # fmt: skip
_DONE = frozenset({Frame.DID, Frame.VISIT})
_PLAINLY = frozenset({Frame.TALK, Frame.MINE})


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one note is made of, before its wording is chosen."""

    values: Mapping[str, str]  # post, at, work, meet, company, role, when, event: what the slots say
    greeting: str
    signature: str
    mode: Mode | None
    specifics: tuple[Specific, ...]
    owned: Ruling | None
    repairs: tuple[Repair, ...]
    thanks: str  # which table of first sentences: "interview", "phone", "joined", some of them with "_bare"
    interested: bool  # False: the debrief says that the person does not want it
    missed: bool = False  # a failure after which no interview took place
    hurt: bool = False  # a failure in the room: an outburst
    little: bool = False  # the debrief tells almost nothing
    easy: bool = False  # the person writes the way they speak
    turn: int = 0  # which of the notes for this interview it is


def count(text: str) -> int:
    """Return the number of words, as a reader counts them."""
    return len(text.split())


def body(plan: Plan, phrases: Phrases, seed: str) -> str:
    """Return the whole note, greeting and signature included."""
    writer = _Writer(plan, phrases, seed)
    if plan.owned is not None and plan.owned.failure:
        return writer.whole(list(_failure(plan, writer)))
    if plan.mode is Mode.RECORDED:
        return writer.whole(list(_recorded(plan, writer)))
    return _usual(plan, writer)


_ENDS = re.compile(
    r"\b(look(?:ing)? forward|hear(?:ing)?|see(?:ing)? you|interested|would be glad|i'd be glad|would (?:very much )?like to|i'd (?:really )?like|happy to|thanks again|thank you again|let me know|get in touch)\b",
    re.I,
)


def thanks_of(plan: Plan, phrases: Phrases, seed: str) -> str:
    """Return the sentence of thanks that a note without one opens with."""
    return _Writer(plan, phrases, seed).say(f"thanks.{plan.thanks}")


def put_right(repair: Repair, plan: Plan, phrases: Phrases, seed: str, at: int) -> str:
    """Return the ready sentence of one repair."""
    return _put_right(repair, _Writer(plan, phrases, seed), at)


def ending(plan: Plan, phrases: Phrases, seed: str, said: str, least: int, told: str = "") -> str:
    """Return sentences of interest and of what comes, of `least` words at least, that say nothing that is `said` already.

    `told` says what comes where the plan does not know it.
    """
    writer = _Writer(plan, phrases, seed)
    known = any(plan.values.get(each) for each in ("event", "see", "when"))
    coming = told if told and not known else _coming(plan, writer)
    wants, more = writer.variants("close.after", coming=" "), writer.variants("close.more")
    ends = [*(f"{want} {coming}" for want in wants), coming, *wants]
    fillers = [
        " ".join(each.split())
        for each in (*(f"{one} {two} {coming}" for one in wants for two in more), *(f"{two} {coming}" for two in more))
    ]
    ends = [*(" ".join(each.split()) for each in ends), *fillers]
    if not plan.interested:
        ends = list(writer.variants("close.courteous"))
    there = {each.casefold() for each in _ENDS.findall(said)}
    offers = [max(len(_OFFER.findall(end)) - 1, 0) for end in ends]
    again = [len(there & {each.casefold() for each in _ENDS.findall(end)}) for end in ends]
    filled = [end in fillers for end in ends]
    ranked = sorted(
        range(len(ends)), key=lambda at: (max(least - count(ends[at]), 0), again[at] + 2 * filled[at] + offers[at], at)
    )
    return ends[ranked[0]].strip() if ranked else ""


class _Writer:
    """Chooses among the variants by a seed: no chance in it, and none in the order of calls."""

    def __init__(self, plan: Plan, phrases: Phrases, seed: str) -> None:
        self._plan, self._phrases, self._seed = plan, phrases, seed

    def variants(self, table: str, **more: str) -> tuple[str, ...]:
        """Return the filled variants of `table` in this note's order; empty where the table is unknown."""
        if self._plan.easy and self._phrases.has(f"{table}_easy"):
            table = f"{table}_easy"
        if not self._phrases.has(table):
            return ()
        values = {**self._plan.values, **more}
        held = fitting(self._phrases.all(table), {**values, "at": values["at"] or " "})
        return tuple(fill(each, values) for each in order(held, self._seed + table))

    def say(self, table: str, **more: str) -> str:
        """Return the first variant of `table`, or "" where none can be filled."""
        return next(iter(self.variants(table, **more)), "")

    def ready(self, sentences: Sequence[str]) -> str:
        """Return one of the ready sentences of a kind, another for the next note of a panel."""
        return sentences[self._plan.turn % len(sentences)] if sentences else ""

    def whole(self, core: Sequence[str]) -> str:
        """Return greeting, the paragraphs that hold something, and signature."""
        return "\n\n".join([self._plan.greeting, *(each for each in core if each), self._plan.signature])


def _usual(plan: Plan, writer: _Writer) -> str:
    """Return the note whose length suits best, among the openings and closings in this note's order."""
    first = plan.specifics[0] if plan.specifics else None
    repair = _repaired(plan, writer)
    thin = first is None and not repair
    low, high = THIN if thin else (THIN[0], BEST) if plan.little else (LEAST, BEST)
    if plan.mode is Mode.PHONE:
        low, high = SHORT, SCREEN
    nearest, miss = "", 10**6
    third = _third(plan, writer)
    for thanks, more in _fuller(writer, third):
        for opening in _openings(plan, writer, first):
            for closing in _closings(plan, writer, first, bool(repair), more):
                text = writer.whole([f"{opening} {thanks}".strip(), repair, closing])
                words = count(text)
                off = max(low - words, words - high, 0)
                if not off and not _repeats(f"{opening} {thanks} {repair} {closing}", plan):
                    return text
                # A note of the right length that repeats itself is better than one of the wrong length.
                if off < miss:
                    nearest, miss = text, off
    return nearest


def _fuller(writer: _Writer, third: str) -> Iterator[tuple[str, str]]:
    """Yield what is said only where the note would be too short without it: one thing more from the room comes first."""
    always = writer.variants("close.more")
    yield third, ""
    yield from (("", more) for more in always)
    yield from ((third, more) for more in always if third)


def _third(plan: Plan, writer: _Writer) -> str:
    """Return thanks for a kindness that neither opening nor closing takes up."""
    kind = next((each for each in plan.specifics[1:] if each.frame is Frame.FOR), None)
    return writer.say("warm.for", topic=kind.text) if kind is not None else ""


_HEAVY = re.compile(
    r"\b(conversation|talk with|glad|pleased|enjoyed|feel for the work|gave me|feeling|tell you|again|interview|come back|clear idea|as well|your time|want to know|to know|need|anything|send)\b",
    re.I,
)


_OFFER = re.compile(r"\b(?:happy to|talk again|easy to reach|let me know|I can)\b", re.I)


def _repeats(text: str, plan: Plan) -> bool:
    """Say whether a turn of phrase that a reader notices comes twice, or two offers stand one after the other."""
    if len(_OFFER.findall(text)) > 1:
        return True
    for each in (*(one.text for one in plan.specifics), plan.values.get("role", ""), plan.values.get("company", "")):
        text = text.replace(each, "") if each else text
    heavy = [each.casefold() for each in _HEAVY.findall(text)]
    return len(heavy) != len(set(heavy))


def _openings(plan: Plan, writer: _Writer, first: Specific | None) -> Iterator[str]:
    if first is None:
        yield from writer.variants(f"thanks.{plan.thanks}")
        return
    way = "warm" if first.warm or first.frame not in _PLAINLY else "plain"
    joint = (
        writer.variants(f"joint.{first.frame.value}_{way}", topic=first.text)
        if plan.thanks == "interview" and not plan.easy and not first.by
        else ()
    )
    two = [
        f"{thanks} {sentence}"
        for thanks, sentence in zip(
            writer.variants(f"thanks.{plan.thanks}"), _round(_said(first, way, writer)), strict=False
        )
    ]
    # Which way comes first is part of the same choice by seed.
    yield from order([*joint, *two], writer.whole([]) + first.text + plan.thanks)


def _said(one: Specific, way: str, writer: _Writer) -> tuple[str, ...]:
    """Return the sentences that name a thing from the room; with whom it was, where that is not the reader."""
    if one.by:
        return writer.variants(f"colleague.{one.frame.value}", topic=one.text, who=one.by)
    return writer.variants(f"{way}.{one.frame.value}", topic=one.text)


def _round(items: tuple[str, ...], times: int = 4) -> tuple[str, ...]:
    return items * times


def _closings(plan: Plan, writer: _Writer, first: Specific | None, repaired: bool, more: str = "") -> Iterator[str]:
    coming = f"{more} {_coming(plan, writer)}".strip()
    if not plan.interested:
        yield from writer.variants("close.courteous")
        return
    rest = [each for each in plan.specifics[1:] if each.frame is not Frame.FOR and not each.by]
    second = next((each for each in rest if _short(each, writer)), None)
    if second is None and rest and not repaired:
        ends = writer.variants("close.after", coming=coming)
        yield from (f"{one} {end}" for one in _said(rest[0], "warm", writer) for end in ends)
    if second is not None:
        table = "close.second_done" if second.frame in _DONE else "close.second"
        yield from writer.variants(table, short=_short(second, writer), coming=coming)
    if first is None and not repaired:
        yield from writer.variants("close.bare", coming=coming)
        return
    kind = _TABLES.get(first.frame) if first is not None and not first.by and not repaired else None
    yield from order(
        [
            *(writer.variants(f"close.after_{kind}", coming=coming) if kind else ()),
            *writer.variants("close.after", coming=coming),
        ],
        writer.whole([]) + coming,
    )


def _coming(plan: Plan, writer: _Writer) -> str:
    if plan.values.get("event"):
        return writer.say("coming.meet")
    if plan.values.get("see"):
        return writer.say("coming.see")
    return writer.say("coming.day") if plan.values.get("when") else writer.say("coming.open")


def _short(specific: Specific, writer: _Writer) -> str:
    """Return a specific as a noun phrase for the closing, "" where it has none that reads on."""
    return writer.say(f"short.{specific.frame.value}", topic=specific.text)


def _repaired(plan: Plan, writer: _Writer) -> str:
    owned = writer.ready(plan.owned.kind.note) if plan.owned and plan.owned.kind else ""
    return _joined(owned, *(_put_right(each, writer, at) for at, each in enumerate(plan.repairs)))


def _put_right(repair: Repair, writer: _Writer, at: int) -> str:
    """Return the sentence of one repair; the second of a note never has the frame of the first."""
    slots = {"answer": repair.answer, "subject": repair.subject or "", "wrong": repair.wrong, "right": repair.answer}
    said = writer.variants(repair.table, **slots)
    return said[at % len(said)] if said else ""


def _failure(plan: Plan, writer: _Writer) -> Iterator[str]:
    assert plan.owned is not None
    assert plan.owned.kind is not None
    yield writer.ready(plan.owned.kind.note)
    if plan.missed:
        yield _joined(writer.say("failure.thanks"), writer.say("failure.again"))
        yield writer.say("failure.want")
        return
    table = "failure.thanks_hurt" if plan.hurt else "failure.thanks_held"
    first = plan.specifics[0] if plan.specifics else None
    said = (
        next(iter(_said(first, "warm" if first.warm or first.frame not in _PLAINLY else "plain", writer)), "")
        if first
        else ""
    )
    yield _joined(writer.say(table), said)
    yield _joined(*(_put_right(each, writer, at) for at, each in enumerate(plan.repairs)))
    ends = [each for each in _closings(plan, writer, None, True) if count(each) > 16]
    thanked = "Thank you again"
    yield next(
        (each for each in ends if thanked not in each), next(iter(ends), "").replace(f" {thanked} for your time.", "")
    )


def _recorded(plan: Plan, writer: _Writer) -> Iterator[str]:
    talk = next((each for each in plan.specifics if each.frame is Frame.TALK), None)
    sent = writer.say("recorded.body", topic=talk.text) if talk else writer.say("recorded.bare")
    yield _joined(writer.say("thanks.recorded"), sent)
    yield _repaired(plan, writer)
    yield writer.say("recorded.want", coming=_coming(plan, writer))


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
