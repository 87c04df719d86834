"""Names that a person put right once hold for what they tell later."""

from __future__ import annotations

from dataclasses import replace

from mailer.act.invitation import same_firm
from mailer.coach.model import Debrief, Interviewer
from mailer.coach.revising.rewording import reworded
from mailer.store.conversations import Correction


def corrected(reading: Debrief, corrections: list[Correction]) -> Debrief:
    """Return the debrief with the names as they were put right, where the firm is the same or not told."""
    for each in corrections:
        if each.company and reading.company and not same_firm(each.company, reading.company):
            continue
        reading = _corrected(reading, each)
    return reading


def _corrected(reading: Debrief, told: Correction) -> Debrief:
    wrong = told.wrong.split()
    right = told.name.split() if len(told.name.split()) == len(wrong) else [told.name] * len(wrong)
    into = {old.casefold(): new for old, new in zip(wrong, right, strict=True)}
    for at, person in enumerate(reading.interviewers):
        parts = person.name.split()
        if not parts or any(part.casefold() not in into for part in parts):
            continue
        name = " ".join(dict.fromkeys(into[part.casefold()] for part in parts))
        people = list(reading.interviewers)
        people[at] = Interviewer(name, person.email, person.title)
        reading = replace(reading, interviewers=tuple(people))
        if len(told.name.split()) == len(wrong):
            for old, new in zip(wrong, right, strict=True):
                reading = reworded(reading, old, new) if old != new else reading
    return reading
