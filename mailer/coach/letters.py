"""The short letters after the thank-you note: to a rejection, to an offer, and for news. Pure; held to the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mailer.coach import gate, rules
from mailer.coach.drafting import address, slots
from mailer.coach.drafting.desk import Desk
from mailer.coach.drafting.values import Author
from mailer.coach.model import Catalogue, Debrief, Draft, Interviewer, Known
from mailer.coach.phrases import Phrases, fill, fitting, order
from mailer.coach.rules import ground

RULES = (4, 7, 8, 9, 12, 14, 15)  # those that any letter is held to


class Occasion(StrEnum):
    """What a letter answers."""

    REJECTION = "rejection"
    HOLD = "hold"  # an offer, to be read first
    ACCEPT = "accept"
    FIRST = "first"  # follow-up
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """To whom, from whom, and in which thread a letter goes."""

    to: Interviewer | None
    author: Author
    subject: str = ""  # of their mail, where it is an answer


def letter(
    occasion: Occasion, debrief: Debrief, who: Correspondent, phrases: Phrases, catalogue: Catalogue, known: Known
) -> Draft:
    """Return the letter; words that break a rule give way to plainer ones."""
    desk = Desk(debrief, gate.rule(debrief.mistakes, catalogue), who.author, phrases, known, (), who.to, 0, 1)
    there = who.to is not None and any(each.name == who.to.name for each in debrief.interviewers)
    short = _short(desk, phrases) if there or not debrief.interviewers else ""
    values = slots.values(debrief, known) | {"short": short}
    if not there:
        values["names"] = _names(debrief)
    drafts = [
        _judged(occasion, {**values, **({} if rich else {"short": ""})}, turn, who, desk)
        for rich in (True, False)
        for turn in range(4)
    ]
    return min(drafts, key=lambda each: len(rules.broken(each.rules)))


def _judged(occasion: Occasion, values: dict[str, str], turn: int, who: Correspondent, desk: Desk) -> Draft:
    seed = f"{desk.debrief.text}\n{occasion}\n{turn}"
    phrases, debrief = desk.phrases, desk.debrief
    core = "\n\n".join(each for each in _core(occasion, values, phrases, seed) if each)
    signature = address.signature(who.to, debrief, who.author, phrases)
    body = f"{address.greeting(who.to, debrief, phrases)}\n\n{core}\n\n{signature}"
    table = (
        "follow_up"
        if occasion in (Occasion.FIRST, Occasion.SECOND)
        else "rejection"
        if occasion is Occasion.REJECTION
        else "offer"
    )
    subject = who.subject or fill(fitting(phrases.all(f"{table}.subject"), values)[0], values)
    draft = Draft(who.to, subject, body)
    case = rules.Case(draft, debrief, phrases, desk.rulings, desk.known, who.author.name, specific=False)
    verdicts = {number: check(case) for number, check in rules.CHECKS.items() if number in RULES}
    if who.subject:
        verdicts[4] = all(each.casefold() in who.subject.casefold() for each in ground.invented(case))
    return replace(draft, rules=verdicts)


def _core(occasion: Occasion, values: dict[str, str], phrases: Phrases, seed: str) -> Iterable[str]:
    def say(table: str) -> str:
        held = fitting(phrases.all(table), {**values, "at": values.get("at") or " "})
        return fill(order(held, seed + table)[0], values) if held else ""

    if occasion is Occasion.REJECTION:
        return (
            _joined(say("rejection.thanks"), say("rejection.valued"), say("rejection.others")),
            say("rejection.question"),
            say("rejection.door"),
        )
    if occasion is Occasion.FIRST:
        return (
            _joined(say("follow_up.first"), say("follow_up.valued") or say("follow_up.plain")),
            say("follow_up.first_end"),
        )
    if occasion is Occasion.SECOND:
        return (say("follow_up.second"),)
    return (say(f"offer.{occasion.value}"),)


def _joined(*parts: str) -> str:
    return " ".join(each for each in parts if each)


def _short(desk: Desk, phrases: Phrases) -> str:
    """Return one thing from the room as a noun phrase, "" where there is none."""
    for each in desk.things():
        table = f"short.{each.frame.value}"
        if each.text and phrases.has(table) and not each.text.startswith(("that ", "how ")):
            return fill(phrases.one(table), {"topic": each.text})
    return ""


def _names(debrief: Debrief) -> str:
    names: Sequence[str] = [address.called(each, debrief)[0] for each in debrief.interviewers[:3]]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
