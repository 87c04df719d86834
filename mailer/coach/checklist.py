"""What a mail of the routine shows of all lines: things to do again first, personal ones, the card, then base lines.

Nine lines at most; each has a handle by which the person can drop or pin it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zlib import crc32

from mailer.coach.model import Phase
from mailer.coach.routine import CARD_LINES, LINES_A_PHASE, Line, State, Why

IN_PERSON, REMOTE = frozenset({"in_person", "onsite_loop"}), frozenset({"phone", "video"})
AT_HOME = REMOTE | {"recorded", "surprise_call"}
AGAIN_AT_MOST, PERSONAL_AT_MOST = 2, 5
SMALL_SIZE = 5
SMALL = "small"  # the five-line size, for a call at short notice


class Part(StrEnum):
    """Where in the list a line stands."""

    AGAIN = "again"  # worked before
    PERSONAL = "personal"  # from a mistake, or told by the person
    CARD = "card"  # an if-then line
    BASE = "base"


@dataclass(frozen=True, slots=True)
class BaseLine:
    """A line of the catalogue."""

    id: str
    text: str
    skip: tuple[str, ...] = ()
    last: bool = False  # ends its list, however short that is


@dataclass(frozen=True, slots=True)
class Base:
    """The catalogue's routine."""

    phases: Mapping[Phase, tuple[BaseLine, ...]]
    formats: Mapping[str, Mapping[Phase, tuple[BaseLine, ...]]]
    small: tuple[BaseLine, ...]
    travel: frozenset[str] = frozenset()  # kinds whose lines are for the way there

    @property
    def handles(self) -> dict[int, BaseLine]:
        """Every line by its handle."""
        lines = [
            *self.small,
            *(line for table in (self.phases, *self.formats.values()) for each in table.values() for line in each),
        ]
        return {handle(line.id): line for line in lines}


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it is shown."""

    part: Part
    text: str
    handle: int  # of its row where it is personal, below nought where it is the catalogue's
    line: Line | None = None


def base_from(table: Mapping[str, Any]) -> Base:
    """Build the catalogue's routine from its file. Raises KeyError where it is malformed."""

    def lines(entries: Sequence[Mapping[str, Any]]) -> tuple[BaseLine, ...]:
        return tuple(
            BaseLine(each["id"], each["text"], tuple(each.get("skip", ())), each.get("last", False)) for each in entries
        )

    def phases(tables: Mapping[str, Any]) -> dict[Phase, tuple[BaseLine, ...]]:
        return {Phase(name): lines(each["lines"]) for name, each in tables.items()}

    formats = {name: phases(each) for name, each in table["format"].items()}
    return Base(phases(table["base"]), formats, lines(table["small"]["lines"]), frozenset(table["travel"]["kinds"]))


def handle(id: str) -> int:
    """Return the number by which a mail remembers a line of the catalogue."""
    return -1 - (crc32(id.encode()) & 0x3FFFFFFF)


def items(
    phase: Phase,
    lines: Sequence[Line],
    base: Base,
    formats: Sequence[str] = (),
    *,
    most: int = LINES_A_PHASE,
    cards: bool = False,
) -> tuple[Item, ...]:
    """Return what a phase shows, at most `most` lines; with `cards` the if-then card of all phases as well."""
    stays = set(formats) & AT_HOME and not set(formats) & IN_PERSON
    awake = [line for line in lines if line.state is State.AWAKE and not (stays and line.kind in base.travel)]
    here = [line for line in awake if line.phase is phase]
    again = _ranked(line for line in here if line.why is Why.POSITIVE)[:AGAIN_AT_MOST]
    carded = _ranked(line for line in awake if line.if_then)[:CARD_LINES] if cards else []
    personal = [
        line for line in _ranked(line for line in here if line.why in (Why.MISTAKE, Why.TOLD)) if line not in carded
    ]
    pinned = {line.kind for line in lines if line.why is Why.BASE and line.pinned}
    dropped = {line.kind for line in lines if line.why is Why.BASE and line.state is State.DROPPED}
    shown = [Item(Part.AGAIN, line.text, line.id or 0, line) for line in again]
    shown += [Item(Part.PERSONAL, line.text, line.id or 0, line) for line in personal[:PERSONAL_AT_MOST]]
    shown += [Item(Part.CARD, line.if_then or line.text, line.id or 0, line) for line in carded]
    shown = shown[:most]
    own = [item.text for item in shown]
    plain = [line for line in _base(phase, base, formats) if line.id not in dropped and not _said(line.text, own)]
    plain.sort(key=lambda line: line.id not in pinned)  # stable: the catalogue's order otherwise
    room = most - len(shown)
    ends = [line for line in plain if line.last][:room]
    plain = [*[line for line in plain if not line.last][: room - len(ends)], *ends]
    shown += [Item(Part.BASE, line.text, handle(line.id)) for line in plain]
    return tuple(shown)


def small(lines: Sequence[Line], base: Base) -> tuple[Item, ...]:
    """Return the five-line size, with the person's two most needed lines on top."""
    awake = _ranked(line for line in lines if line.state is State.AWAKE and line.why in (Why.MISTAKE, Why.TOLD))[:2]
    shown = [
        Item(Part.CARD if line.if_then else Part.PERSONAL, line.if_then or line.text, line.id or 0, line)
        for line in awake
    ]
    own = [item.text for item in shown]
    shown += [Item(Part.BASE, line.text, handle(line.id)) for line in base.small if not _said(line.text, own)]
    return tuple(shown[:SMALL_SIZE])


def _base(phase: Phase, base: Base, formats: Sequence[str]) -> list[BaseLine]:
    """What the formats add comes first, one of each in turn; then what everybody does."""
    blocks = [list(base.formats[name].get(phase, ())) for name in formats if name in base.formats]
    added = [block[row] for row in range(max(map(len, blocks), default=0)) for block in blocks if row < len(block)]
    plain = [line for line in base.phases.get(phase, ()) if not set(line.skip) & set(formats)]
    if phase is Phase.MINUTES_BEFORE:
        # In the order in which it is done: to be near comes first, and the phone, which shows this card, goes last.
        added.sort(key=lambda line: line not in base.formats["in_person"].get(phase, ()))
        return [*added[:2], *plain, *added[2:]]
    if set(formats) & IN_PERSON:
        # Who has to get there needs bag and route before all else: the lines that those at home are spared.
        travel = [line for line in plain if set(line.skip) >= REMOTE]
        return [*travel, *added[:2], *(line for line in plain if line not in travel), *added[2:]]
    return [*added[:5], *plain, *added[5:]]


def _said(text: str, own: Iterable[str]) -> bool:
    """Whether a personal line says nearly the same already."""
    words = _words(text)
    return any(len(words & _words(other)) * 3 >= 2 * min(len(words), len(_words(other))) for other in own)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower())) or {text}


def _ranked(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (not line.pinned, -line.seen, -line.since.toordinal()))
