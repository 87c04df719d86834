"""Picks the one meeting time a text is about, or the readings to offer in a question."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from mailer.when import roles, zones
from mailer.when.model import Doubt, Found, Moment, Reading
from mailer.when.moments import Sighting, Survey, moment_of, survey
from mailer.when.pairs import Pair
from mailer.when.roles import Role
from mailer.when.settle import Ground, ground

_OFFERED = re.compile(
    r"\b(?:availab\w*|slots?|options?|which|choose|pick|prefer\w*|suits?|any of|one of|either|free|works? best|let (?:me|us) know|"
    r"following times|times (?:below|that)|possible times|a time)\b"
)
_WINDOW = re.compile(r"\b(?:availab\w*|free|any\s?time|sometime|some time|window|at some point|open)\b")
_STARTS = re.compile(
    r"\b(?:start\w*|begin\w*|interview\w*|call\w*|meet\w*|slots?|time|it's|it is|its|be|see you|seeing|schedul\w+|kicks?|speak\w*|"
    r"chat\w*|zoom|teams|video|phone|ring|on at|for|screen\w*|round|appointment|confirmed?)\b"
)
_SEE_YOU = re.compile(
    r"\b(?:see(?:ing)?|meet(?:ing)?|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|chat(?:ting)? (?:to|with)?) (?:with )?you\b"
)
_ALTERNATIVE = re.compile(
    r"\b(?:or|alternatively|otherwise|failing that|else),?\s+(?:(?:on|maybe|even|possibly|perhaps|the)\s+)*\Z"
)
_IS_NOW = re.compile(
    r"\b(?:is|has been|was|be|been|will be)\b[^.!?]{0,20}\b(?:now|moved|changed|pushed|rescheduled|shifted|brought|put back|switched)\b|\bnow\b|"
    # Corrections, and the person's own place within a longer day.
    r"\b(?:no,? wait|wait,? no|scratch that|make that|i meant?|correction|sorry|actually)[\s,:-]*(?:(?:at|on|it's|to)\s+)*\Z|"
    r"\byour (?:\w+ )?(?:interview|slot|appointment|turn)\b(?: time)? ?(?:is|will be|starts|begins)?:? ?(?:at )?\Z"
)
_EITHER = re.compile(r"\b(?:or|alternatively|otherwise|if not|if [^.!?\n]{1,30}\b(?:can't|cannot|not|isn't|doesn't))\b")
_SAME_CLOCK = re.compile(r"\s*(?:[\s/(=,~;-]|i\.e\.?|that's|which is|equals|aka|so)*\s*")
# The teller's own memory gives out: "2pm or maybe 3", "not sure if am or pm".
_OR_MAYBE = re.compile(r"[^.!?\n]{0,12}\bor (?:was it|is it|maybe|possibly|perhaps|it might be)\s+(?:at\s+)?\d")
_UNSURE = re.compile(
    r"\b(?:not (?:\w+ )?sure|unsure|can't remember|cannot remember|don't remember|i forget|forgot|no idea)\b"
    r"[^.!?\n]{0,14}\b(?:what time|which day|what day|the (?:exact )?time|(?P<half>am or pm|morning or))\b"
)
_BRIEF = 300
_NEAR = 70
_LONG = timedelta(hours=3)
_DAY = timedelta(hours=6)
_DAY_LONG = re.compile(
    r"\b(?:assessment|walk-?ins?|days?|shift|trial|workshop|cent(?:re|er)|onsite|on-site|event|induction|course|superday)\b"
)
# A question with more answers than this is no help.
_MOST = 12


def best(
    text: str, *, reference: datetime, zone: ZoneInfo, order: str | None = None, theirs: ZoneInfo | None = None
) -> Found:
    """The one meeting time meant in an invitation or in the person's own words.

    One reading and no doubt: it may be scheduled. Readings with doubts: the question to ask. Nothing: no time told.
    The arguments are those of `find`.
    """
    seen = survey(text, reference=reference, zone=zone, order=order, theirs=theirs)
    return pick(seen, ground(reference, zone, theirs))


def pick(seen: Survey, base: Ground) -> Found:
    """The choice among the sightings of a text."""
    meant = seen.of(Role.MEETING)
    full = [one for one in meant if one.moment.readings]
    ahead = [one for one in full if any(reading.instant > base.now for reading in one.moment.readings)]
    ahead = _in_your_time(_superseded(ahead, meant, seen, base))
    if not ahead:
        if lone := _combined(seen, meant, base):
            return lone
        aside = [one for one in seen.of(Role.SIDE) if one.moment.readings and Doubt.PAST not in one.moment.doubts]
        if aside and not full:
            return _from_moments([one.moment for one in aside], seen, aside)
        if not full:
            return _partial(meant)
    return _contradicted(_from_moments([one.moment for one in ahead or full], seen, ahead or full), meant, seen)


def _in_your_time(sightings: list[Sighting]) -> list[Sighting]:
    """ "16:00 (15:00 your time)": what is said in the person's own time stands for both."""
    own = {(one.pair.chain, one.moment.date) for one in sightings if _is_own(one)}
    return [one for one in sightings if _is_own(one) or one.pair.zone or (one.pair.chain, one.moment.date) not in own]


def _superseded(full: list[Sighting], meant: list[Sighting], seen: Survey, base: Ground) -> list[Sighting]:
    """ "Your 10am interview on Monday is now at 2pm": the later words stand."""
    told = [*full, *(one for one in seen.of(Role.REPLACED) if one.moment.readings)]
    kept: list[Sighting] = []
    for one in told:
        later = next((other for other in meant if other.pair.start >= one.pair.end and not other.moment.readings), None)
        gap = seen.low[one.pair.end : later.pair.start] if later else ""
        if later is None or len(gap) > _NEAR or not _IS_NOW.search(gap) or _EITHER.search(gap):
            kept.extend([one] if one.role is Role.MEETING else [])
            continue
        pair = replace(
            one.pair,
            day=later.pair.day or one.pair.day,
            clock=later.pair.clock or one.pair.clock,
            zone=later.pair.zone or one.pair.zone,
            finish=later.pair.finish,
        )
        moment = moment_of(seen.text, pair, base, seen.hint)
        if later.pair.clock is None:
            moment = replace(moment, doubts=moment.doubts | {Doubt.MISSING_TIME})
        kept.append(replace(one, pair=pair, moment=moment))
    return kept


def _is_own(one: Sighting) -> bool:
    return one.pair.zone is not None and one.pair.zone.options == (zones.MINE,)


def _partial(meant: list[Sighting]) -> Found:
    moments = tuple(one.moment for one in meant)
    if not moments:
        return Found()
    doubts = frozenset[Doubt]().union(*(moment.doubts for moment in moments))
    days = {one.moment.date for one in meant if one.pair.day}
    return Found((), doubts | ({Doubt.SLOTS} if len(days) > 1 else frozenset()), moments)


def _combined(seen: Survey, meant: list[Sighting], base: Ground) -> Found | None:
    """A day told in one sentence and a time in another."""
    days = [one for one in meant if one.pair.day and not one.pair.clock]
    clocks = [one for one in meant if one.pair.clock and not one.pair.day and _starts_something(one, seen)]
    days = _distinct(days, lambda one: one.pair.day.options if one.pair.day else ())
    clocks = _distinct(clocks, lambda one: one.pair.clock.options if one.pair.clock else ())
    if not days or not clocks or len(days) * len(clocks) > _MOST:
        return None
    pairs = [
        Pair(day.pair.day, clock.pair.clock, clock.pair.zone or day.pair.zone, clock.pair.finish)
        for day in days
        for clock in clocks
    ]
    moments = [moment_of(seen.text, pair, base, seen.hint) for pair in pairs]
    found = _from_moments(moments, seen, [])
    return found if found.readings else None


def _distinct(sightings: list[Sighting], key: Callable[[Sighting], object]) -> list[Sighting]:
    kept: dict[object, Sighting] = {}
    for one in sightings:
        kept.setdefault(key(one), one)
    return list(kept.values())


def _starts_something(one: Sighting, seen: Survey) -> bool:
    """A time far from any day needs a word of meeting beside it, or a text with little else in it."""
    sentence = seen.sentence(one.pair.start)
    if _STARTS.search(sentence):
        return not roles.told(sentence)
    return len(seen.low) < _BRIEF and not roles.told(sentence)


def _from_moments(moments: list[Moment], seen: Survey, sightings: list[Sighting]) -> Found:
    moments = _without_echoes(moments)
    if agenda := _agenda(moments, sightings, seen):
        return agenda
    certain = {moment.readings[0].instant for moment in moments if len(moment.readings) == 1 and not moment.doubts}
    if len(certain) == 1:
        # What one sentence leaves open another may settle.
        known = next(iter(certain))
        if all(any(reading.instant == known for reading in moment.readings) for moment in moments):
            moments = [moment for moment in moments if moment.readings[0].instant == known and not moment.doubts]
    readings = _merged(moments)
    doubts = frozenset[Doubt]().union(*(moment.doubts for moment in moments))
    assumed = frozenset[Doubt]().union(*(moment.assumed for moment in moments))
    if len(moments) > 1 and len(readings) > 1:
        doubts |= {Doubt.ZONE} if _one_time_two_clocks(moments, sightings, seen) else {Doubt.SLOTS}
    if len(moments) == 1 and _is_window(moments[0], sightings, seen):
        doubts |= {Doubt.SLOTS}
    end = None
    if len(readings) == 1 and not doubts:
        end = next((_ending(moment) for moment in moments if moment.end), None)
    return Found(readings[:_MOST], doubts, tuple(moments), assumed, end)


def _ending(moment: Moment) -> datetime | None:
    if not moment.end or not moment.readings:
        return None
    start = moment.readings[0].wall
    end = datetime.combine(start.date(), moment.end)
    return end if end > start else None


def _without_echoes(moments: list[Moment]) -> list[Moment]:
    """The same moment said again counts once; the fuller telling stays."""
    kept: dict[tuple[datetime, ...], Moment] = {}
    for moment in moments:
        key = tuple(sorted(reading.instant for reading in moment.readings))
        old = kept.get(key)
        if old is None or (old.end is None and moment.end is not None):
            kept[key] = moment
    return list(kept.values())


def _merged(moments: list[Moment]) -> tuple[Reading, ...]:
    found: dict[datetime, Reading] = {}
    for moment in moments:
        for reading in moment.readings:
            found.setdefault(reading.instant, reading)
    return tuple(found.values())


def _pairs_of(moments: list[Moment], sightings: list[Sighting]) -> list[Sighting]:
    wanted = {id(moment) for moment in moments}
    return [one for one in sightings if id(one.moment) in wanted]


def _agenda(moments: list[Moment], sightings: list[Sighting], seen: Survey) -> Found | None:
    """Times of one day, a line or a bracket each, with someone or something: a loop, which starts with its first."""
    chosen = _pairs_of(moments, sightings)
    if len(chosen) < 2 or any(moment.doubts for moment in moments) or len({moment.date for moment in moments}) > 1:
        return None
    if len(chosen) != len(moments) or _OFFERED.search(seen.low):
        return None
    starts = [moment.readings[0].instant for moment in moments]
    if starts != sorted(starts) or not all(_has_topic(one, seen) for one in chosen):
        return None
    if len({moment.zone for moment in moments}) > 1 or not _listed(chosen, seen):
        return None
    first, last = moments[0], moments[-1]
    end = _ending(replace(first, end=last.end)) if last.end else None
    assumed = first.assumed
    return Found(first.readings, frozenset(), tuple(moments), assumed, end)


def _after(one: Sighting) -> int:
    """Where the words of a sighting end, its zone included."""
    return max(one.pair.end, one.pair.zone.end if one.pair.zone else 0)


def _has_topic(one: Sighting, seen: Survey) -> bool:
    line_end = seen.low.find("\n", _after(one))
    rest = seen.low[_after(one) : line_end if line_end >= 0 else len(seen.low)]
    return bool(re.match(r"[^\n]{0,12}?[a-z]{3}", rest)) and not re.match(r"\s*(?:,|or|and)\s*\d", rest)


def _listed(chosen: list[Sighting], seen: Survey) -> bool:
    lines = all("\n" in seen.low[a.pair.end : b.pair.start] for a, b in pairwise(chosen))
    return lines or all(re.match(r"\s*\([a-z]{3}", seen.low[_after(one) :][:8]) for one in chosen)


def _one_time_two_clocks(moments: list[Moment], sightings: list[Sighting], seen: Survey) -> bool:
    """ "2pm ET / 7pm GMT": meant as one, though the clocks disagree."""
    chosen = sightings
    if len(chosen) < len(moments) or len({one.moment.zone for one in chosen}) < 2:
        return False
    return all(_SAME_CLOCK.fullmatch(_gap(seen, a.pair, b.pair)) is not None for a, b in pairwise(chosen))


def _gap(seen: Survey, a: Pair, b: Pair) -> str:
    begin = max(atom.end for atom in (a.clock, a.zone) if atom)
    end = b.clock.start if b.clock else b.start
    return seen.low[begin:end] if begin <= end and "\n" not in seen.low[begin:end] else "x"


def _is_window(moment: Moment, sightings: list[Sighting], seen: Survey) -> bool:
    """A stretch someone is free in, not yet a start."""
    chosen = _pairs_of([moment], sightings)
    if not chosen or not moment.end or not moment.time:
        return False
    clock = chosen[0].pair.clock
    start, end = (datetime.combine(moment.readings[0].wall.date(), part) for part in (moment.time, moment.end))
    length = end - start
    if length >= (_LONG if clock and clock.between else _DAY) and not _DAY_LONG.search(seen.low):
        return True
    wide = length >= _LONG or bool(clock and clock.between)
    return wide and bool(_WINDOW.search(seen.sentence(chosen[0].pair.start)))


def _contradicted(found: Found, meant: list[Sighting], seen: Survey) -> Found:
    """ "See you Thursday" under an interview on Tuesday is asked about."""
    days = {reading.wall.date() for reading in found.readings}
    for one in meant:
        unsure = _UNSURE.search(seen.sentence(one.pair.start))
        if found.certain and (unsure or _OR_MAYBE.match(seen.low, one.pair.end)):
            doubt = Doubt.AM_PM if unsure and unsure["half"] else Doubt.SLOTS
            return replace(found, doubts=found.doubts | {doubt}, end=None)
        if _is_alternative(one, found, seen):
            return replace(found, doubts=found.doubts | {Doubt.SLOTS}, end=None)
        lone = one.pair.clock is None and one.pair.day is not None
        if lone and _ALTERNATIVE.search(seen.low, max(0, one.pair.start - 20), one.pair.start):
            return replace(found, doubts=found.doubts | {Doubt.SLOTS}, end=None)
        elsewhere = lone and one.pair.day and not days.intersection(one.pair.day.options)
        if elsewhere and _SEE_YOU.search(seen.sentence(one.pair.start)):
            return replace(found, doubts=found.doubts | {Doubt.WEEKDAY_MISMATCH}, end=None)
    return found


def _is_alternative(one: Sighting, found: Found, seen: Survey) -> bool:
    """ "Thursday 2pm, or actually 3pm": a lone time offered beside the one chosen."""
    if one.pair.day or not one.pair.clock or any(reading.wall.time() == one.moment.time for reading in found.readings):
        return False
    ends = [moment.span.end for moment in found.moments if moment.span.end <= one.pair.start]
    gap = seen.low[max(ends) : one.pair.start] if ends else ""
    return len(gap) <= _NEAR and bool(_EITHER.search(gap))


@dataclass(frozen=True, slots=True)
class Lone:
    """The days and times of a text that stand alone."""

    days: tuple[Sighting, ...]
    clocks: tuple[Sighting, ...]


def lone(seen: Survey) -> Lone:
    """Days without a time and times without a day, said of a meeting."""
    meant = seen.of(Role.MEETING) or seen.of(Role.SIDE)
    return Lone(
        tuple(one for one in meant if one.pair.day and not one.pair.clock),
        tuple(one for one in meant if one.pair.clock and not one.pair.day),
    )
