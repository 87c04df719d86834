"""One note put together: thanks with a thing from the room, what is put right, interest and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailer.coach.drafting.repairs import Repair
from mailer.coach.drafting.topics import Frame, Specific
from mailer.coach.gate import Ruling
from mailer.coach.model import Mode
from mailer.coach.phrases import Phrases, fill, fitting, order

ENOUGH, THIN, SCREEN, MOST = 62, 60, 80, 150  # words: fill up to; a note that knows little; a phone screen; the limit


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one note is made of, before its wording is chosen."""

    values: Mapping[str, str]  # role, company, job, when, event: what the slots may say
    greeting: str
    signature: str
    mode: Mode | None
    specifics: tuple[Specific, ...]
    owned: Ruling | None
    repairs: tuple[Repair, ...]
    thanks: str  # the table of first sentences: "thanks.interview"
    interested: bool  # False: the debrief says that the person does not want it
    missed: bool = False  # a failure after which no interview took place
    hurt: bool = False  # a failure in the room: an outburst
    turn: int = 0  # which of the notes for this interview it is


class Writer:
    """Chooses among the variants by a seed, and never the same one twice in a note."""

    def __init__(self, phrases: Phrases, values: Mapping[str, str], seed: str) -> None:
        self._phrases, self._values, self._seed = phrases, values, seed
        self._used: set[str] = set()

    def say(self, table: str, **more: str) -> str:
        """Return one filled variant of `table`, or "" where none can be filled."""
        values = {**self._values, **more}
        for variant in order(fitting(self._phrases.all(table), values), self._seed + table):
            if variant not in self._used:
                self._used.add(variant)
                return fill(variant, values)
        return ""

    def ready(self, sentences: Sequence[str], turn: int) -> str:
        """Return one of the ready sentences of a kind, another for the next note of a panel."""
        return sentences[turn % len(sentences)] if sentences else ""


def count(text: str) -> int:
    """Return the number of words, as a reader counts them."""
    return len(text.split())


def paragraphs(plan: Plan, phrases: Phrases, seed: str) -> str:
    """Return the note's body, greeting and signature included."""
    writer = Writer(phrases, plan.values, seed)
    if plan.owned is not None and plan.owned.failure:
        core = list(_failure(plan, writer))
    elif plan.mode is Mode.RECORDED:
        core = list(_recorded(plan, writer))
    else:
        core = list(_usual(plan, writer))
    return assembled(plan, core)


def assembled(plan: Plan, core: Sequence[str]) -> str:
    """Return greeting, the paragraphs that hold something, and signature."""
    return "\n\n".join([plan.greeting, *(each for each in core if each), plan.signature])


def _usual(plan: Plan, writer: Writer) -> Iterator[str]:
    first = plan.specifics[0] if plan.specifics else None
    second = plan.specifics[1] if len(plan.specifics) > 1 else None
    opening = _joined(writer.say(plan.thanks), _specific(first, writer))
    repair = _repaired(plan, writer)
    want = _want(plan, writer, first, second)
    coming = _coming(plan, writer)
    offers: list[str] = []

    def length() -> int:
        return count(assembled(plan, [opening, repair, _joined(*offers, want, coming)]))

    third = plan.specifics[2] if len(plan.specifics) > 2 else None
    if length() < ENOUGH - 10 and third is not None:
        opening = _joined(opening, _specific(third, writer))
    while length() < (ENOUGH if first or repair else THIN) and len(offers) < 2:
        offers.append(writer.say("offer.more"))
    yield opening
    yield repair
    yield _joined(*offers, want, coming)


def _specific(specific: Specific | None, writer: Writer) -> str:
    if specific is None:
        return ""
    if specific.frame is Frame.PRAISE and not specific.text:
        return writer.say("warm.praise_bare")
    warm = specific.warm or specific.frame not in (Frame.TALK, Frame.DO, Frame.GIVE, Frame.WORK, Frame.VISIT)
    return writer.say(f"{'warm' if warm else 'plain'}.{specific.frame.value}", topic=specific.text)


def _repaired(plan: Plan, writer: Writer) -> str:
    owned = writer.ready(plan.owned.kind.note, plan.turn) if plan.owned and plan.owned.kind else ""
    return _joined(owned, *(_put_right(each, writer) for each in plan.repairs))


def _put_right(repair: Repair, writer: Writer) -> str:
    return writer.say(repair.table, answer=repair.answer, subject=repair.subject or "")


def _want(plan: Plan, writer: Writer, first: Specific | None, second: Specific | None) -> str:
    if not plan.interested:
        return writer.say("echo.courteous")
    if second is not None:
        short = _short(second, writer)
        if short:
            return writer.say("echo.other" if second.warm else "echo.plain", short=short)
    if first is not None and not (plan.owned or plan.repairs):
        return writer.say("echo.same")
    if first is not None:
        short = _short(first, writer)
        return writer.say("echo.after_repair", short=short)
    return writer.say("echo.bare")


def _short(specific: Specific, writer: Writer) -> str:
    if specific.frame in (Frame.BOTH,) or (specific.frame is Frame.PRAISE and not specific.text):
        return ""
    if specific.frame is Frame.LIKED and re.match(r"(that|how) I\b", specific.text):
        return ""
    return writer.say(f"short.{specific.frame.value}", topic=specific.text)


def _coming(plan: Plan, writer: Writer) -> str:
    if not plan.interested:
        return writer.say("next.courteous")
    if plan.values.get("event"):
        return writer.say("next.meet")
    return writer.say("next.day") if plan.values.get("when") else writer.say("next.open")


def _failure(plan: Plan, writer: Writer) -> Iterator[str]:
    assert plan.owned is not None and plan.owned.kind is not None  # noqa: S101 - the caller has looked
    yield writer.ready(plan.owned.kind.note, plan.turn)
    if plan.missed:
        yield _joined(writer.say("failure.thanks"), writer.say("failure.again"))
    else:
        table = "failure.thanks_hurt" if plan.hurt else "failure.thanks_held"
        first = plan.specifics[0] if plan.specifics else None
        yield _joined(writer.say(table), _specific(first, writer))
        yield _joined(*(_put_right(each, writer) for each in plan.repairs))
    yield writer.say("failure.want") if plan.missed else _joined(writer.say("echo.after_repair"), _coming(plan, writer))


def _recorded(plan: Plan, writer: Writer) -> Iterator[str]:
    talk = next((each for each in plan.specifics if each.frame in (Frame.TALK, Frame.WORK)), None)
    body = writer.say("recorded.body", topic=talk.text) if talk else writer.say("recorded.bare")
    yield _joined(writer.say("thanks.recorded"), body)
    yield _repaired(plan, writer)
    closing = _joined(writer.say("recorded.want"), _coming(plan, writer))
    if count(assembled(plan, [closing])) < 45:
        closing = _joined(writer.say("offer.more"), closing)
    yield closing


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
