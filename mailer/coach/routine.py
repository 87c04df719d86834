"""The routine that grows with every debrief and shrinks with success.

Grow: a mistake adds its line to the phase where it is best prevented; when it comes back, the next resolution is
tried as an if-then line, since the first did not hold. Shrink: a line whose mistake stayed away in three interviews
running goes to sleep, and wakes when the mistake returns. A pinned line never sleeps; a dropped one stays away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mailer.coach.folding import fold
from mailer.coach.model import Catalogue, Debrief, Kind, Phase, PositiveKind

SLEEP_AFTER = 3  # interviews in a row without the mistake
LINES_A_PHASE = 9  # a longer list is not read at seven in the morning
CARD_LINES = 3  # if-then lines on the card


class Why(StrEnum):
    """What brought a line."""

    MISTAKE = "mistake"
    POSITIVE = "positive"  # something to do again
    TOLD = "told"  # the person asked for it
    BASE = "base"  # a base line that they pinned or dropped


class State(StrEnum):
    """Whether a line shows."""

    AWAKE = "awake"
    ASLEEP = "asleep"  # proved itself; wakes when the mistake returns
    DROPPED = "dropped"  # the person does not want it


@dataclass(frozen=True, slots=True)
class Line:
    """A personal line of the routine."""

    phase: Phase
    text: str
    why: Why
    kind: str | None
    since: date  # the day of the debrief that brought it
    if_then: str | None = None
    step: int = 0  # which resolution of the kind is being tried
    seen: int = 1  # interviews in which it came up
    quiet: int = 0  # interviews in a row in which it did not
    state: State = State.AWAKE
    pinned: bool = False
    id: int | None = None  # of its row; None while it is new


class Verb(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    AGAIN = "again"  # came back: the next resolution is tried, as an if-then line
    WOKEN = "woken"  # was asleep, came back
    ASLEEP = "asleep"
    KEPT = "kept"  # a thing to do again was added


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the routine, to be told in the next reply with its reason."""

    verb: Verb
    line: Line


@dataclass(frozen=True, slots=True)
class Learned:
    """The lines after a debrief: all that changed, and what to tell of it."""

    lines: tuple[Line, ...]  # new and changed ones only
    changes: tuple[Change, ...]


def learn(
    lines: Sequence[Line], debriefs: Iterable[Debrief], catalogue: Catalogue, day: date, told: Iterable[Debrief] = ()
) -> Learned:
    """Return what these debriefs, told on `day` in the person's zone, change in the person's lines.

    `told`: what was told of the same interview before. A mistake told of twice came up once, and an interview that is
    told of in two mails is one interview without the others.
    """
    before = tuple(told)
    known = {(line.why, line.kind): line for line in lines if line.kind}
    changed: list[Line] = []
    changes: list[Change] = []
    met = {each.cause.kind for debrief in before for each in fold(debrief, catalogue)}
    met |= {positive.kind for debrief in before for positive in debrief.positives}
    for debrief in debriefs:
        for folded in fold(debrief, catalogue):
            kind = catalogue.kinds.get(folded.cause.kind or "")
            if kind is not None and kind.id not in met:
                met.add(kind.id)
                _note(_met(known.get((Why.MISTAKE, kind.id)), kind, day), changed, changes)
        for positive in debrief.positives:
            good = catalogue.positives.get(positive.kind or "")
            if good is not None and good.id not in met:
                met.add(good.id)
                _note(_repeated(known.get((Why.POSITIVE, good.id)), good, day), changed, changes)
    for line in lines if not before else ():
        if line.why is Why.MISTAKE and line.kind not in met and line.state is State.AWAKE:
            _note(_stayed_away(line), changed, changes)
    return Learned(tuple(changed), tuple(changes))


def _note(step: tuple[Line, Verb | None], changed: list[Line], changes: list[Change]) -> None:
    line, verb = step
    changed.append(line)
    if verb is not None:
        changes.append(Change(verb, line))


def _met(line: Line | None, kind: Kind, day: date) -> tuple[Line, Verb | None]:
    if line is None:
        return Line(kind.phase, kind.checklist, Why.MISTAKE, kind.id, day), Verb.ADDED
    if line.state is State.DROPPED:
        return replace(line, seen=line.seen + 1, quiet=0), None
    step = min(line.step + 1, len(kind.resolutions) - 1)
    verb = Verb.WOKEN if line.state is State.ASLEEP else Verb.AGAIN
    again = replace(
        line, seen=line.seen + 1, quiet=0, state=State.AWAKE, step=step, if_then=kind.resolutions[step], since=day
    )
    return again, verb


def _repeated(line: Line | None, good: PositiveKind, day: date) -> tuple[Line, Verb | None]:
    if line is None:
        return Line(good.phase, good.do_again, Why.POSITIVE, good.id, day), Verb.KEPT
    return replace(line, seen=line.seen + 1, quiet=0, since=day), None


def _stayed_away(line: Line) -> tuple[Line, Verb | None]:
    quiet = line.quiet + 1
    if quiet >= SLEEP_AFTER and not line.pinned:
        return replace(line, quiet=quiet, state=State.ASLEEP), Verb.ASLEEP
    return replace(line, quiet=quiet), None


def resolution(kind: Kind, lines: Iterable[Line]) -> str:
    """Return the resolution to try now for a kind: the first, or the one its line has come to."""
    step = next((line.step for line in lines if line.kind == kind.id and line.why is Why.MISTAKE), 0)
    return kind.resolutions[min(step, len(kind.resolutions) - 1)]
