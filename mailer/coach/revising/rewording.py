"""Puts one wording for another through a whole debrief, so that every quote still stands at its place in the text."""

from __future__ import annotations

import re
from dataclasses import replace

from mailer.coach.model import Debrief, Place


def reworded(debrief: Debrief, old: str, new: str) -> Debrief:
    """Return the debrief with `old` (whole words, any case) replaced by `new` in the text and in all that quotes it."""
    if not old.strip() or (old.casefold() == new.casefold() and old == new):
        return debrief
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.I)
    spans = [found.span() for found in pattern.finditer(debrief.text)]

    def put(text: str) -> str:
        return pattern.sub(lambda _: new, text)

    def some(text: str | None) -> str | None:
        return put(text) if text is not None else None

    def at(offset: int) -> int:
        return offset + sum(len(new) - (end - start) for start, end in spans if end <= offset)

    def moved(place: Place) -> Place:
        return Place(at(place.start), at(place.end))

    return replace(
        debrief,
        text=put(debrief.text),
        topics=tuple(replace(each, text=put(each.text), place=moved(each.place)) for each in debrief.topics),
        mistakes=tuple(
            replace(
                each,
                quote=put(each.quote),
                place=moved(each.place),
                evidence=some(each.evidence),
                answer=some(each.answer),
            )
            for each in debrief.mistakes
        ),
        positives=tuple(replace(each, quote=put(each.quote), place=moved(each.place)) for each in debrief.positives),
        misconduct=tuple(moved(each) for each in debrief.misconduct),
        question=some(debrief.question),
        next_steps=some(debrief.next_steps),
        details=tuple(replace(each, quote=put(each.quote), place=moved(each.place)) for each in debrief.details),
    )
