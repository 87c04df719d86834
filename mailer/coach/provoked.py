"""Whoever is treated badly and speaks up or leaves has made no mistake: such telling is taken off the list."""

from __future__ import annotations

import re
from dataclasses import replace

from mailer.coach.model import Debrief, Mistake

_KINDS = frozenset({"argued_defensive", "gave_up_midway"})
_SPOKE_UP_OR_LEFT = re.compile(
    r"\bi (?:just |then |even |also |only |eventually |finally |sort of |kind of )?"
    r"(?:snapped|(?:shouted|snapped|talked|answered|argued|yelled|bit) back|walked (?:out|off)|stormed (?:out|off)"
    r"|hung up|raised my voice|stood up and (?:left|went)|told (?:him|her|them) (?:off|where|to)"
    r"|ended (?:it|the (?:call|interview|meeting))|lost (?:my temper|it)\b|left(?! (?:\w+ )?(?:my|the|his|her|out|it|a)\b))"
    r"|\band (?:just )?(?:left|walked out|hung up|stormed out)\b(?! (?:my|the|out|it|a)\b)",
    re.IGNORECASE,
)


def spared(reading: Debrief) -> Debrief:
    """Return the debrief without speaking up or leaving among its mistakes, where misconduct is told of."""
    if not reading.misconduct:
        return reading
    kept = [at for at, each in enumerate(reading.mistakes) if not _answer_to_it(each)]
    if len(kept) == len(reading.mistakes):
        return reading
    now = {old: new for new, old in enumerate(kept)}
    mistakes = tuple(
        replace(each, cause=now.get(each.cause) if each.cause is not None else None)
        for each in (reading.mistakes[at] for at in kept)
    )
    return replace(reading, mistakes=mistakes)


def spoke_up(reading: Debrief) -> bool:
    """Tell whether the person spoke up or left when the other side behaved badly."""
    return bool(reading.misconduct) and _SPOKE_UP_OR_LEFT.search(reading.text) is not None


def _answer_to_it(mistake: Mistake) -> bool:
    return mistake.kind in _KINDS or _SPOKE_UP_OR_LEFT.search(mistake.quote) is not None
