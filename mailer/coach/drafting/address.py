"""Who gets a note, and how it greets and signs: formality follows the way the person names the interviewers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.drafting import speech
from mailer.coach.drafting.values import Author
from mailer.coach.model import Debrief, Interviewer, Known
from mailer.coach.phrases import Phrases, fill
from mailer.coach.rules.case import TITLES

PANEL = 3  # from more than this many on, the host gets one note for all
_TITLE = rf"(?:{'|'.join(sorted(TITLES - {'matron', 'chief'}, key=len, reverse=True))}|watch manager)"
_TITLED = re.compile(rf"^((?:{_TITLE}\.?\s+)+)(.+)$", re.I)
_TRADE = re.compile(
    r"^(big|wee|old|young|little|auld|chef|matron|manager|coach|director|headteacher|head|nurse|owner|boss)\s+(?=\S)",
    re.I,
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-]|[ ](?=[^\W\d_]))*")
_WITH_FIRST_NAME = ("sir", "dame")
_SIGN = {"mr": "Mr", "mrs": "Mrs", "ms": "Ms", "dr": "Dr", "prof": "Prof", "doctor": "Dr"}


def recipients(debrief: Debrief, known: Known) -> tuple[Interviewer | None, ...]:
    """Return who gets a note: each interviewer, the host of a big panel, or None for a nameless one."""
    named = [each for each in debrief.interviewers if grounded_name(each.name, debrief, known)]
    if not named:
        return (None,)
    return (named[0],) if len(named) > PANEL else tuple(named)


def grounded_name(name: str, debrief: Debrief, known: Known) -> bool:
    """Say whether a name stands in the debrief or the invitation; nobody is greeted by a guess."""
    sources = " ".join((debrief.text, *(each.name for each in known.interviewers))).casefold()
    parts = [p.casefold() for p in speech.words(name) if not re.fullmatch(rf"{_TITLE}\.?", p, re.I)]
    if len(name) > 40 or not _NAME.fullmatch(name.strip()):
        return False
    if set(parts) <= {p.casefold() for p in speech.words(debrief.role or "")}:
        return False
    return len("".join(parts)) > 1 and all(part in sources for part in parts)


def called(person: Interviewer, debrief: Debrief) -> tuple[str, bool]:
    """Return the name for the greeting, and whether it is formal."""
    name = _TRADE.sub("", re.sub(r"\s+", " ", person.name).strip())
    if name.islower() or name.isupper():
        name = " ".join(part[:1].upper() + part[1:].lower() for part in name.split(" "))
    titled = _TITLED.match(name)
    if not titled:
        last = name.split(" ")[-1]
        spoken = re.search(
            rf"\b(?-i:(?=[A-Z]))({_TITLE})\.? (?:(?-i:[A-Z])[\w'-]+ )?{re.escape(last)}\b", debrief.text, re.I
        )
        if spoken is None:
            spoken = re.search(rf"\b(mr|mrs|ms|miss|dr|prof|doctor) {re.escape(last)}\b", debrief.text, re.I)
        if spoken is None:
            return (name if _initial(name) else name.split(" ")[0]), _initial(name)
        title = spoken.group(1)
        return f"{_SIGN.get(title.casefold(), title[:1].upper() + title[1:])} {last}", True
    title = titled.group(1).strip().split(" ")
    rest = titled.group(2).split(" ")
    shown = "Watch Manager" if titled.group(1).casefold().startswith("watch") else title[-1]
    shown = shown[:1].upper() + shown[1:]
    return f"{shown} {rest[0] if shown.casefold().rstrip('.') in _WITH_FIRST_NAME else rest[-1]}", True


def _initial(name: str) -> bool:
    return bool(re.match(r"[^\W\d_]\.? ", name))


def greeting(person: Interviewer | None, debrief: Debrief, phrases: Phrases) -> str:
    """Return the greeting line."""
    if person is None:
        return phrases.one("greeting.nameless")
    name, formal = called(person, debrief)
    return fill(phrases.one("greeting.formal" if formal else "greeting.informal"), {"name": name})


def signature(person: Interviewer | None, debrief: Debrief, author: Author, phrases: Phrases) -> str:
    """Return the closing words and the person's name, the first name alone where the greeting is by first name."""
    formal = person is not None and called(person, debrief)[1]
    variety = "american" if author.variety == "american" else "british"
    closing = phrases.one(f"sign.{'formal' if formal else 'informal'}_{variety}")
    name = " ".join(author.name.split())
    if name.islower():
        name = " ".join(part[:1].upper() + part[1:] for part in name.split(" "))
    if person is not None and not formal and " " in name and not _TITLED.match(name):
        name = name.split(" ")[0]
    return f"{closing},\n{name}".rstrip() if name else f"{closing}."


def others(person: Interviewer | None, everyone: Sequence[Interviewer | None]) -> int:
    """Return how many others get a note too."""
    return sum(1 for each in everyone if each is not person)
