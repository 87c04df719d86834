"""Steps that put a name, an address or a fact right, in the debrief and so in all that is drawn from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach.model import Debrief, Interviewer, Mode
from mailer.coach.revising import matching, naming
from mailer.coach.revising.amended import File
from mailer.coach.revising.rewording import reworded
from mailer.coach.revising.values import Revision


def rename(file: File, revision: Revision) -> None:
    people = list(file.debrief.interviewers)
    at = _person(people, revision)
    if at is None and len(people) > 1:
        file.unknown.append(revision.quote)
        return
    if at is None:
        file.debrief = replace(file.debrief, interviewers=(Interviewer(revision.new),))
        file.wish(names=(*file.whole.names, (revision.new, "")))
        file.told(revision.ask, "name_told", new=revision.new)
        return
    old = people[at].name
    new = _whole_name(old, revision)
    people[at] = replace(people[at], name=new)
    wrong = (
        [a for a, b in zip(old.split(" "), new.split(" "), strict=False) if a != b]
        if len(old.split()) == len(new.split())
        else []
    )
    debrief = replace(file.debrief, interviewers=tuple(people))
    for a, b in zip(wrong, [b for b in new.split(" ") if b not in old.split(" ")], strict=False):
        debrief = reworded(debrief, a, b)
    file.debrief = debrief
    if old in file.wishes:
        file.wishes[new] = file.wishes.pop(old)
    first = dict(file.whole.names).get(old, old)
    file.wish(names=(*(each for each in file.whole.names if each[0] != old), (new, first)))
    file.names.append((old, new))
    file.told(revision.ask, old=old, new=new)


def _person(people: Sequence[Interviewer], revision: Revision) -> int | None:
    if revision.old:
        whom = naming.whom(revision.old, Debrief("", interviewers=tuple(people)))
        if whom is not None:
            return next(at for at, each in enumerate(people) if each.name == whom)
    if len(people) == 1:
        return 0
    close = sorted(((matching.alike(revision.new, each.name), at) for at, each in enumerate(people)), reverse=True)
    return close[0][1] if close and close[0][0] >= 0.6 else None


def _whole_name(old: str, revision: Revision) -> str:
    """Return the full name after a correction of all of it or of one part."""
    had, new = old.split(" "), revision.new
    if re.search(r"\b(?:sur|last |family )name\b", revision.quote, re.I):
        return " ".join([*(had[:-1] if len(had) > 1 else had), new]) if new.split(" ")[0] not in had else new
    if " " in new or len(had) == 1:
        return new
    if revision.old and revision.old in had:
        return " ".join(new if each == revision.old else each for each in had)
    best = max(range(len(had)), key=lambda at: (matching.alike(new, had[at]), -at))
    return " ".join(new if at == best else each for at, each in enumerate(had))


def sign(file: File, revision: Revision) -> None:
    file.wish(signed=revision.new)
    file.told(revision.ask, new=revision.new)


def address(file: File, revision: Revision) -> None:
    people = list(file.debrief.interviewers)
    local = " ".join(re.split(r"[._@-]", revision.email)[:3])
    before = revision.text.split(revision.email)[0]
    named = [at for at, each in enumerate(people) if any(
        len(part) > 2 and re.search(rf"\b{re.escape(part)}", before, re.I) for part in matching.words(each.name))]  # fmt: skip
    near = [
        at
        for at, each in enumerate(people)
        if any(len(p) > 2 and p in local.casefold() for p in matching.words(each.name))
    ]
    open_ = [at for at, each in enumerate(people) if not each.email]
    at = next(iter([*named, *near, *(open_ if len(open_) == 1 else []), *([0] if len(people) == 1 else [])]), None)
    if at is None and people:
        file.unknown.append(revision.quote)
        return
    if at is None:
        file.wish(email=revision.email)
    else:
        people[at] = replace(people[at], email=revision.email)
        file.debrief = replace(file.debrief, interviewers=tuple(people))
    file.told(revision.ask, new=revision.email, old=people[at].name if at is not None else "")


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)


def correct(file: File, revision: Revision) -> None:
    debrief, new = file.debrief, revision.new
    if revision.fact == "company":
        debrief = replace(reworded(debrief, debrief.company, new) if debrief.company else debrief, company=new)
    elif revision.fact == "role":
        debrief = replace(reworded(debrief, debrief.role, new) if debrief.role else debrief, role=new)
    elif revision.fact == "mode":
        debrief = replace(debrief, mode=Mode(new))
    elif revision.fact == "next":
        steps = debrief.next_steps or ""
        debrief = replace(
            debrief, next_steps=_WEEKDAY.sub(new, steps, count=1) if _WEEKDAY.search(steps) else revision.quote
        )
    elif revision.old:
        debrief = reworded(debrief, revision.old, new)
    else:
        told = {each.casefold() for each in _WEEKDAY.findall(debrief.text.replace(debrief.next_steps or "\0", ""))}
        debrief = reworded(debrief, told.pop(), new) if len(told) == 1 else debrief
    file.debrief = debrief
    file.told(revision.ask, f"fact_{revision.fact}", old=revision.old, new=new)
