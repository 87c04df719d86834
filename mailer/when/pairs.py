"""Joins days, times and zones that belong together: "Tuesday or Wednesday at 2pm", a date line above a time line."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from mailer.when.clocks import Clock, with_part
from mailer.when.days import Day, Use
from mailer.when.scan import Atom, Part
from mailer.when.zones import MINE, ZoneName


@dataclass(slots=True)
class Pair:
    """A day and a time said of one meeting; either may be missing."""

    day: Day | None
    clock: Clock | None
    zone: ZoneName | None = None
    finish: Clock | None = None  # the end, where it was said apart
    lent_day: bool = False  # the day was said with another time, or further up
    chain: int = 0

    @property
    def start(self) -> int:
        """Where the first of its own words begins."""
        own = [atom for atom in (None if self.lent_day else self.day, self.clock) if atom]
        return min(atom.start for atom in own)

    @property
    def end(self) -> int:
        """Where the last of its own words ends."""
        own = [atom for atom in (None if self.lent_day else self.day, self.clock, self.finish) if atom]
        return max(atom.end for atom in own)


@dataclass(slots=True)
class Chain:
    """Phrases that follow each other with nothing but little words between."""

    atoms: list[Atom] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)  # before each atom: an "or", "and" or new line


_LITTLE = re.compile(
    r"(?:[\s,;:()\[\]@/~.=+-]|\b(?:at|on|from|for|the|of|in|starting|starts?|beginning|begins?|commencing|around|about|approx|"
    r"approximately|circa|say|is|will be|be|between|roughly|and|or|time|times|date|dates|day|when|either|maybe|possibly|"
    r"perhaps|sometime|any\s?time|scheduled|set|slot|slots|option|options|both|then|also|alternatively|failing that|\d[.)]|"
    r"today's|today|zone|timezone|local|um|but|not|instead|to|until|till|through|my|your|their|equals|i\.e|that's|which is|"
    r"it's|its|at the|exactly|precisely|sharp|prompt|start time|end time|duration|a|an|with|by|ca)\b)*+"
)
_BREAK = re.compile(r"\b(?:or|and|either|alternatively|failing that|but|also|then)\b|\n|;|/|\+|\b\d[.)]")
_TO = re.compile(r"\s*(?:-|to|until|till|through)\s*(?:the\s+)?\Z")
_END_LABEL = re.compile(
    r"[\s,;]*(?:ends?|ending|end time|finish(?:es|ing)?|until|till|to|-)[\s:]*(?:at|by|around|on)?\s*"
)
_LONGEST_GAP = 48
# A line of a list may lend its day this far down.
_LONGEST_LIST = 2_000


def chains(low: str, found: list[Atom]) -> list[Chain]:
    """The phrases cut into chains."""
    out: list[Chain] = []
    for atom in found:
        last = out[-1].atoms[-1] if out else None
        gap = low[last.end : atom.start] if last else ""
        if (
            last is None
            or len(gap) > _LONGEST_GAP
            or not _LITTLE.fullmatch(gap)
            or re.search(r"\.\s+\S|\n\s*\n", gap + "x")
        ):
            out.append(Chain())
        cut = bool(_BREAK.search(gap)) and bool(out[-1].atoms)
        if cut and isinstance(last, Clock) and isinstance(atom, ZoneName):
            cut = False
        out[-1].atoms.append(atom)
        out[-1].breaks.append(cut)
    return out


def _with_parts(atoms: list[Atom], breaks: list[bool]) -> tuple[list[Atom], list[bool]]:
    """Parts of the day dissolve into the day or time beside them."""
    kept: list[Atom] = []
    cuts: list[bool] = []
    pending: Part | None = None
    for atom, cut in zip(atoms, breaks, strict=True):
        if isinstance(atom, Part):
            if kept and isinstance(kept[-1], Day) and kept[-1].part is None:
                kept[-1] = replace(kept[-1], part=atom.name, end=atom.end)
            elif kept and isinstance(kept[-1], Clock):
                kept[-1] = replace(with_part(kept[-1], atom.name), end=atom.end)
            else:
                pending = atom
            continue
        if pending and isinstance(atom, Day) and atom.part is None:
            atom = replace(atom, part=pending.name)
        elif pending and isinstance(atom, Clock):
            atom = with_part(atom, pending.name)
        pending = None
        kept.append(atom)
        cuts.append(cut)
    return kept, cuts


@dataclass(slots=True)
class _Segment:
    days: list[Day] = field(default_factory=list)
    times: list[tuple[Clock, ZoneName | None]] = field(default_factory=list)
    order: list[Day | Clock] = field(default_factory=list)
    newline: bool = False


def _segments(low: str, chain: Chain) -> tuple[list[_Segment], list[ZoneName]]:
    atoms, cuts = _with_parts(chain.atoms, chain.breaks)
    segments = [_Segment()]
    zones: list[ZoneName] = []
    previous: Atom | None = None
    for atom, cut in zip(atoms, cuts, strict=True):
        if cut and segments[-1].order and not isinstance(atom, ZoneName):
            newline = bool(previous) and "\n" in low[previous.end : atom.start]  # type: ignore[union-attr]
            # A date on one line and its time on the next are one segment.
            lone_day = bool(segments[-1].days) and not segments[-1].times and isinstance(atom, Clock) and newline
            if not lone_day:
                segments.append(_Segment(newline=newline))
        previous = atom
        if isinstance(atom, ZoneName):
            zones.append(atom)
            if segments[-1].times:
                clock, zone = segments[-1].times[-1]
                segments[-1].times[-1] = (clock, zone or atom)
            continue
        if isinstance(atom, Day):
            segments[-1].days.append(atom)
            segments[-1].order.append(atom)
        elif isinstance(atom, Clock):
            segments[-1].times.append((atom, None))
            segments[-1].order.append(atom)
    return segments, zones


def _pair_segment(segment: _Segment) -> list[Pair]:
    """Days and times of one segment, by which kind leads."""
    zone_of = {id(clock): zone for clock, zone in segment.times}
    pairs: list[Pair] = []
    order = segment.order if isinstance(segment.order[0], Day) else segment.order[::-1]
    if isinstance(order[0], Clock):  # times at both ends: 2pm Tuesday 3pm
        order = segment.order
        lead: Day | None = segment.days[0]
        for atom in order:
            if isinstance(atom, Day):
                lead = atom
            else:
                pairs.append(Pair(lead, atom, zone_of[id(atom)]))
        return pairs
    waiting: list[Day] = []
    fresh = True
    for atom in order:
        if isinstance(atom, Day):
            if not fresh:
                waiting = []
            waiting.append(atom)
            fresh = True
        else:
            pairs.extend(Pair(day, atom, zone_of[id(atom)]) for day in waiting)
            fresh = False
    if fresh:
        pairs.extend(Pair(day, None) for day in waiting if not any(pair.day is day for pair in pairs))
    return pairs if order is segment.order else pairs[::-1]


def _chain_pairs(low: str, chain: Chain, number: int) -> list[Pair]:
    segments, zones = _segments(low, chain)
    segments = [segment for segment in segments if segment.order]
    pairs: list[Pair] = []
    day: Day | None = None
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        before = segments[index - 1] if index else None
        if segment.days and segment.times:
            pairs.extend(_pair_segment(segment))
            day = segment.days[-1]
        elif segment.times:
            later = next((one.days[0] for one in segments[index + 1 :] if one.days), None)
            use = day or later
            pairs.extend(Pair(use, clock, zone, lent_day=use is not None) for clock, zone in segment.times)
        else:
            day = segment.days[-1]
            times: list[tuple[Clock, ZoneName | None]] = []
            if following and following.times and following.days and not following.newline:
                times = following.times[:1]  # Tuesday or Wednesday at 2pm
            elif following and following.times:
                continue  # the times come below
            elif before and before.times and not segment.newline:
                times = before.times[-1:]  # at 2pm on Tuesday or Wednesday
            for one in segment.days:
                pairs.extend([Pair(one, clock, zone) for clock, zone in times] or [Pair(one, None)])
    # "15:00 your time" in brackets says nothing of the time before the brackets.
    named = {zone.options for zone in zones if zone.options != (MINE,)}
    if len(named) == 1:
        only = next(zone for zone in zones if zone.options in named)
        bracket = _own_bracket(low, only)
        for pair in pairs:
            if not (pair.clock and pair.clock.end <= bracket):
                pair.zone = pair.zone or only
    for pair in pairs:
        pair.chain = number
    return _close_ranges(low, pairs)


def _own_bracket(low: str, zone: ZoneName) -> int:
    """Where a bracket begins that holds a zone and its own time, "2pm (9am ET)"; -1 where there is none."""
    begin = low.rfind("(", max(0, zone.start - 24), zone.start)
    inside = low[begin + 1 : zone.start] if begin >= 0 else ""
    return begin if re.match(r"[^)\n]{0,8}\d", inside) and ")" not in inside else -1


def _close_ranges(low: str, pairs: list[Pair]) -> list[Pair]:
    """ "Tue 3 March 14:00 - Tue 3 March 15:00", "start 14:00, end 15:00": the second is the end of the first."""
    out: list[Pair] = []
    for pair in pairs:
        last = out[-1] if out else None
        if last and last.clock and pair.clock and last.clock.options[0].end is None and pair.start >= last.end:
            gap = low[last.end : pair.start]
            label = _END_LABEL.fullmatch(gap)
            same = pair.day is None or last.day is None or pair.lent_day or pair.day.options == last.day.options
            listed = "\n" in gap and not re.search(r"[a-z]", gap)
            if (
                label
                and same
                and not listed
                and not re.search(r"\bfrom\s+\S+\s*\Z", low[max(0, last.start - 30) : last.start])
            ):
                last.finish = pair.clock
                continue
        out.append(pair)
    return out


def pairs(low: str, found: list[Atom], starts: list[int]) -> list[Pair]:
    """Every day and time of the text, joined as far as the words join them."""
    out: list[Pair] = []
    zones: list[ZoneName] = []
    for number, chain in enumerate(chains(low, found)):
        if all(isinstance(atom, (ZoneName, Part)) for atom in chain.atoms):
            zones.extend(atom for atom in chain.atoms if isinstance(atom, ZoneName))
            continue
        out.extend(_chain_pairs(low, chain, number))
    return _lend_days(low, _across(low, out, starts))


def _sentence(starts: list[int], at: int) -> int:
    return bisect_right(starts, at)


def _joins(a: Pair, b: Pair) -> bool:
    lone_day = a.day is not None and a.clock is None and a.day.use is not Use.HABIT
    return lone_day and b.day is None and b.clock is not None


_BETWEEN_STOPS = re.compile(r"\b(?:by|before|until|till|but|then|after|hear|confirm|reply|respond|let)\b")


def _across(low: str, found: list[Pair], starts: list[int]) -> list[Pair]:
    """A lone day and a lone time of one sentence are one: "on Tuesday with Dana Liu, starting at 2pm"."""
    out: list[Pair] = []
    for pair in found:
        last = out[-1] if out else None
        if last and _sentence(starts, last.start) == _sentence(starts, pair.start):
            day, clock = (last, pair) if _joins(last, pair) else (pair, last)
            gap = low[last.end : pair.start]
            if _joins(day, clock) and len(gap) < 120 and not _BETWEEN_STOPS.search(gap):
                out[-1] = replace(clock, day=day.day)
                continue
        out.append(pair)
    return out


_LINE_START = re.compile(r"(?:^|\n)[\s(+o.-]*(?:\d[.)]\s*)?(?:from\s+|at\s+)?\Z")


def _lend_days(low: str, found: list[Pair]) -> list[Pair]:
    """Times that each begin a line take the day of the line above them."""
    day: Day | None = None
    at = 0
    for index, pair in enumerate(found):
        if pair.day is not None:
            if pair.day.use is Use.DAY:
                day, at = pair.day, pair.end
        elif (
            day
            and pair.clock
            and pair.start - at < _LONGEST_LIST
            and _LINE_START.search(low, max(0, pair.start - 14), pair.start)
        ):
            found[index] = replace(pair, day=day, lent_day=True)
    # A day whose times came below has said all it had to.
    lent = {id(pair.day) for pair in found if pair.lent_day}
    return [pair for pair in found if pair.clock or id(pair.day) not in lent]


def loose_zones(low: str, found: list[Atom]) -> list[ZoneName]:
    """Zones that stand apart from every time: "all times are in CET"."""
    return [
        atom
        for chain in chains(low, found)
        if all(isinstance(atom, (ZoneName, Part)) for atom in chain.atoms)
        for atom in chain.atoms
        if isinstance(atom, ZoneName)
    ]
