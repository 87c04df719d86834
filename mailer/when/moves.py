"""Reads a change to a meeting that is known: "moved to the 12th, same time", "push it back an hour"."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailer.when import zones
from mailer.when.choice import lone, pick
from mailer.when.clocks import Clock
from mailer.when.dates import count_of
from mailer.when.days import Day, Sort, Use, shift
from mailer.when.lexicon import COUNTS, MONTHS, one_of
from mailer.when.model import Doubt, Found, Reading
from mailer.when.moments import Sighting, Survey, moment_of, survey
from mailer.when.pairs import Pair
from mailer.when.roles import Role
from mailer.when.settle import Ground, ground, reading, settle

_AMOUNT = (
    rf"(?:(?P<half>half an hour|half hour)|(?P<n>\d{{1,3}}|{one_of(COUNTS)}|fifteen|twenty|thirty|forty-five|forty five|ninety)"
    r"(?:\s+and\s+(?:a|1)\s+half)?[\s-]*(?P<unit>minutes?|mins?|m\b|hours?|hrs?|h\b|days?|weeks?|fortnights?)(?:\s+and\s+a\s+half)?)"
)
_LATER = re.compile(
    rf"{_AMOUNT}\s+(?:later|after|afterwards|back)\b|"
    rf"\b(?:push\w*|put|set|kick\w*|bump\w*)\s+(?:\w+\s+){{0,3}}?back\s+(?:by\s+)?(?:about\s+)?{_AMOUNT.replace('P<', 'P<b_')}|"
    rf"\b(?:postpon\w*|delay\w*|later|running|extend\w*)\s+(?:\w+\s+){{0,3}}?(?:by\s+)?{_AMOUNT.replace('P<', 'P<c_')}"
)
_EARLIER = re.compile(
    rf"{_AMOUNT}\s+(?:earlier|sooner|before|forward)\b|"
    rf"\b(?:bring\w*|brought|pull\w*)\s+(?:\w+\s+){{0,3}}?(?:forward|in|up)\s+(?:by\s+)?(?:about\s+)?{_AMOUNT.replace('P<', 'P<b_')}|"
    rf"\b(?:mov\w+)\s+(?:\w+\s+){{0,3}}?up\s+(?:by\s+)?{_AMOUNT.replace('P<', 'P<c_')}|\bearlier\s+by\s+{_AMOUNT.replace('P<', 'P<d_')}"
)
# "Moved back", "moved forward": later to some, earlier to others.
_EITHER = re.compile(
    rf"\b(?:mov\w+|shift\w*|push\w*|go\w*|went)\s+(?:\w+\s+){{0,3}}?(?P<way>back|forwards?|along)\s+(?:by\s+)?{_AMOUNT}|"
    rf"\b(?:mov\w+|shift\w*)\s+(?:\w+\s+){{0,3}}?by\s+{_AMOUNT.replace('P<', 'P<b_')}"
)
_NEXT_DAY = re.compile(r"\b(?:the\s+)?(?:next|following)\s+day\b|\bthe\s+day\s+after\b(?!\s+tomorrow)|\bback a day\b")
_DAY_BEFORE = re.compile(r"\bthe\s+(?:day\s+before|previous\s+day)\b")
_WEEK_AFTER = re.compile(
    r"\bthe\s+(?:week\s+after|following\s+week)\b|\bsame\s+(?:day|time)(?:\s+and\s+(?:day|time))?,?\s+(?:the\s+)?(?:next|following)\s+week\b"
)
_NEXT_WEEK = re.compile(r"\bnext\s+week\b")
_SAME_TIME = re.compile(
    r"\b(?:same (?:time|hour|slot)|(?:at|for) the same time|time (?:stays|is unchanged|remains|doesn't change|is the same|unchanged)|"
    r"still (?:at )?(?:\d|noon)|usual time)\b"
)
_NUMBERS = COUNTS | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "forty five": 45, "ninety": 90}
_TO_HOUR = re.compile(
    r"\b(?P<link>to|it|now|for|until|till)\s+(?P<hour>\d{1,2})(?![\d:./]|\s*(?:st|nd|rd|th|days?|weeks?|hours?|hrs?|min|am|pm|[ap]\.m|o'?clock|(?:of )?(?:"
    + one_of(MONTHS)
    + r")\b|-))"
)


def moved(
    text: str,
    *,
    current: Reading,
    reference: datetime,
    zone: ZoneInfo,
    order: str | None = None,
    theirs: ZoneInfo | None = None,
) -> Found:
    """Where a known meeting goes; nothing where the text names no new time.

    What the text leaves unsaid comes from `current`: its day, its time, its zone. The other arguments are `find`'s.
    """
    text = _spelled(text)
    seen = survey(text, reference=reference, zone=zone, order=order, theirs=theirs)
    base = ground(reference, zone, theirs)
    near = tuple(_near(one, seen, current, base) for one in seen.sightings)
    seen = replace(seen, sightings=tuple(one for one in near if not _says_current(one, current)))
    full = [one for one in seen.of(Role.MEETING) if one.moment.readings]
    alone = lone(seen)
    if full:
        return pick(seen, base)
    by = _by_amount(seen.low, current, base)
    if by and not alone.clocks and (not alone.days or alone.days[0].moment.date == current.wall.date()):
        return by
    if alone.days:
        return _new_day(seen, alone.days, alone.clocks, current, base)
    if alone.clocks:
        return _new_time(alone.clocks, current, base)
    return Found()


def _spelled(text: str) -> str:
    """ "Moved to 3" and "make it 3" are times here, and nothing else."""
    return _TO_HOUR.sub(r"\g<link> at \g<hour>", text)


def _near(one: Sighting, seen: Survey, current: Reading, base: Ground) -> Sighting:
    """The sighting with its day looked for near the meeting."""
    if one.pair.day is None or one.pair.day.use is not Use.DAY:
        return one
    day = _days_meant(one.pair.day, current, base, _speaks_of_that_week(seen, current))
    if day is one.pair.day:
        return one
    pair = replace(one.pair, day=day)
    return replace(one, pair=pair, moment=moment_of(seen.text, pair, base, seen.hint))


def _speaks_of_that_week(seen: Survey, current: Reading) -> bool:
    """ "From Tuesday to Wednesday", when the meeting stands on a Tuesday further on."""
    return any(
        one.pair.day.weekday == current.wall.weekday() and one.pair.day.plain_week
        for one in seen.of(Role.REPLACED)
        if one.pair.day
    )


def _says_current(one: Sighting, current: Reading) -> bool:
    readings = one.moment.readings
    return len(readings) == 1 and readings[0].instant == current.instant


def _step(hit: re.Match[str]) -> timedelta:
    groups = {name.split("_")[-1]: value for name, value in hit.groupdict().items() if value}
    if "half" in groups:
        return timedelta(minutes=30)
    word, unit = groups["n"], groups["unit"]
    number = float(_NUMBERS[word] if word in _NUMBERS else count_of(word))
    if re.search(r"\band (?:a|1) half\b", hit.group()):
        number += 0.5
    if unit.startswith("m"):
        return timedelta(minutes=number)
    if unit.startswith("h"):
        return timedelta(hours=number)
    return timedelta(days=number * (1 if unit.startswith("d") else 7 if unit.startswith("w") else 14))


def _by(current: Reading, step: timedelta) -> tuple[tuple[Reading, ...], frozenset[Doubt]]:
    """The meeting so much later: days by the calendar, hours by the clock that runs."""
    zone = zones.load(current.zone)
    try:
        if step % timedelta(1) or zone is None:
            instant = current.instant + step
            wall = instant.astimezone(zone or UTC).replace(tzinfo=None)
            return (Reading(wall, current.zone, instant),), frozenset()
        return reading(current.wall + step, current.zone)
    except OverflowError:
        return (), frozenset()


def _found(options: list[tuple[tuple[Reading, ...], frozenset[Doubt]]], extra: frozenset[Doubt], base: Ground) -> Found:
    readings = tuple(dict.fromkeys(one for readings, _ in options for one in readings))
    doubts = extra.union(*(doubts for _, doubts in options))
    if readings and all(one.instant <= base.now for one in readings):
        doubts |= {Doubt.PAST}
    return Found(readings, doubts)


def _by_amount(low: str, current: Reading, base: Ground) -> Found | None:
    """ "An hour later", "push it back a week", "the day after", "same time next week"."""
    none = frozenset[Doubt]()
    if hit := (re.search(r"\b(?:bring\w*|brought)\b", low) and _EARLIER.search(low)) or None:
        return _found([_by(current, -_step(hit))], none, base)
    later, earlier, either = _LATER.search(low), _EARLIER.search(low), _EITHER.search(low)
    if either and not re.search(r"\bpush\w*[^.]{0,20}\bback\b|\b(?:later|earlier)\b", either.group()):
        step = _step(either)
        return _found([_by(current, step), _by(current, -step)], frozenset({Doubt.SLOTS}), base)
    if later and not (earlier and earlier.start() < later.start()):
        return _found([_by(current, _step(later))], none, base)
    if earlier:
        return _found([_by(current, -_step(earlier))], none, base)
    same = none if _SAME_TIME.search(low) else frozenset({Doubt.MISSING_TIME})
    for pattern, days in ((_WEEK_AFTER, 7), (_NEXT_DAY, 1), (_DAY_BEFORE, -1)):
        if pattern.search(low):
            return _found([_by(current, timedelta(days))], same, base)
    if _NEXT_WEEK.search(low) and not same:
        return _found([_by(current, timedelta(7))], _week_doubt(current, base), base)
    return None


def _week_doubt(current: Reading, base: Ground) -> frozenset[Doubt]:
    """ "Next week" is the week after this one, wherever the meeting stands."""
    now = base.now.astimezone(base.zone).date()
    target = shift(now, 7 - now.weekday())
    monday = shift(current.wall.date(), 7 - current.wall.weekday())
    return frozenset() if monday == target else frozenset({Doubt.WEEK})


def _days_meant(day: Day, current: Reading, base: Ground, that_week: bool) -> Day:
    """A day named without its month or week is looked for near the meeting as it stands."""
    now = base.now.astimezone(base.zone).date()
    known = current.wall.date()
    if day.sort is Sort.CALENDAR and day.nameless_month and len(day.options) == 1:
        near = _nearest_month(day.options[0].day, known, now)
        return replace(day, options=(near,)) if near else day
    if day.sort is Sort.WEEKDAY and day.weekday is not None and len(day.options) == 1 and day.plain_week:
        there = shift(known, day.weekday - known.weekday())
        if there > day.options[0] and there.isocalendar()[:2] != day.options[0].isocalendar()[:2]:
            if that_week:
                return replace(day, options=(there,))
            return replace(day, options=(day.options[0], there), doubts=day.doubts | {Doubt.WEEK})
    return day


def _nearest_month(number: int, known: date, now: date) -> date | None:
    """The day of that number nearest to the meeting, and ahead of us."""
    found = []
    for step in (-1, 0, 1):
        year, month = divmod(known.year * 12 + known.month - 1 + step, 12)
        try:
            found.append(date(year, month + 1, number))
        except ValueError:
            continue
    ahead = [one for one in found if one >= now]
    return min(ahead, key=lambda one: abs((one - known).days), default=None)


def _new_day(
    seen: Survey, days: tuple[Sighting, ...], clocks: tuple[Sighting, ...], current: Reading, base: Ground
) -> Found:
    meant = [one.pair.day for one in days if one.pair.day]
    others = [day for day in meant if day.options != (current.wall.date(),)] or meant
    results = []
    doubts: set[Doubt] = set()
    if len({day.options for day in others}) > 1:
        doubts.add(Doubt.SLOTS)
    clock: Clock | None = clocks[0].pair.clock if len(clocks) == 1 else None
    for day in others:
        if clock:
            settled = settle(Pair(day, clock, clocks[0].pair.zone), _there(base, current), None)
            results.append((settled.readings, settled.doubts))
            continue
        for option in day.options:
            results.append(reading(datetime.combine(option, current.wall.time()), current.zone))
        doubts |= day.doubts
        if not _SAME_TIME.search(seen.low):
            doubts.add(Doubt.MISSING_TIME)
        if day.part and not _fits(day.part, current):
            doubts.add(Doubt.MISSING_TIME)
    if len(clocks) > 1:
        doubts.add(Doubt.SLOTS)
    return _found(results, frozenset(doubts), base)


def _fits(part: str, current: Reading) -> bool:
    hour = current.wall.hour
    return {"morning": hour < 12, "afternoon": 12 <= hour < 18}.get(part, hour >= 17)


def _there(base: Ground, current: Reading) -> Ground:
    """A time without a zone may be on the person's clock or on the meeting's."""
    there = zones.load(current.zone)
    if (
        there is None
        or current.instant.astimezone(there).utcoffset() == current.instant.astimezone(base.zone).utcoffset()
    ):
        return replace(base, elsewhere=None)
    return replace(base, elsewhere=current.zone)


def _new_time(clocks: tuple[Sighting, ...], current: Reading, base: Ground) -> Found:
    day = Day(0, 0, (current.wall.date(),), Sort.CALENDAR)
    results, doubts, assumed = [], set[Doubt](), set[Doubt]()
    seen = {one.pair.clock.options: one for one in clocks if one.pair.clock}
    fresh = [one for one in seen.values() if one.moment.time != current.wall.time()] or list(seen.values())
    for one in fresh:
        settled = settle(Pair(day, one.pair.clock, one.pair.zone), _there(base, current), None)
        results.append((settled.readings, settled.doubts))
        assumed |= settled.assumed
    if len(fresh) > 1:
        doubts.add(Doubt.SLOTS)
    return replace(_found(results, frozenset(doubts), base), assumed=frozenset(assumed))
