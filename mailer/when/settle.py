"""Turns a day, a time and a zone into instants, and says what is doubtful about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailer.when import zones
from mailer.when.clocks import Slot, with_part
from mailer.when.model import Doubt, Reading
from mailer.when.pairs import Pair
from mailer.when.zones import ZoneName

# A question with more answers than this is no help.
_MOST_READINGS = 8
# Doubts that the calendar itself can end: one of the two ways lies behind us.
_ENDED_BY_TIME = {Doubt.WEEK, Doubt.AM_PM}


@dataclass(frozen=True, slots=True)
class Settled:
    """The readings of one pair."""

    readings: tuple[Reading, ...]
    doubts: frozenset[Doubt]
    assumed: frozenset[Doubt]


def reading(wall: datetime, key: str) -> tuple[tuple[Reading, ...], frozenset[Doubt]]:
    """The instants a wall time has in a zone: one, or two with a doubt where the clocks change."""
    zone = zones.load(key)
    if zone is None:
        return (), frozenset()
    try:
        early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        instants = [moment.astimezone(UTC) for moment in (early, late)]
    except (OverflowError, ValueError):
        return (), frozenset()
    if instants[0] == instants[1]:
        return (Reading(wall, key, instants[0]),), frozenset()
    gap = instants[0] > instants[1]
    walls = sorted(instant.astimezone(zone).replace(tzinfo=None) for instant in instants) if gap else [wall, wall]
    both = tuple(
        Reading(one.replace(fold=0), key, instant) for one, instant in zip(walls, sorted(instants), strict=True)
    )
    return both, frozenset({Doubt.DST_GAP if gap else Doubt.DST_OVERLAP})


@dataclass(frozen=True, slots=True)
class Ground:
    """What readings are settled on: when it was said, where the person is, where the writer is."""

    now: datetime
    zone: ZoneInfo
    theirs: str | None
    elsewhere: str | None  # the writer's fixed offset, where it is told and is not the person's

    @property
    def person(self) -> str:
        """The key of the person's zone."""
        return self.zone.key or "UTC"


def ground(reference: datetime, zone: ZoneInfo, theirs: ZoneInfo | None) -> Ground:
    """The ground under a text. An offset of nought is how servers write, and tells nothing of the writer."""
    offset = reference.utcoffset()
    elsewhere = None
    if offset and offset != reference.astimezone(zone).utcoffset():
        key = getattr(reference.tzinfo, "key", None)
        elsewhere = key or zones.fixed(int(offset.total_seconds() // 60))
    return Ground(reference.astimezone(UTC), zone, theirs.key if theirs else None, elsewhere)


def today(reference: datetime, zone: ZoneInfo) -> date:
    """The writer's day: by the offset of their mail, or by the person's zone where the mail has none."""
    return reference.date() if reference.utcoffset() else reference.astimezone(zone).date()


def settle(pair: Pair, ground: Ground, hint: ZoneName | None) -> Settled:
    """Every instant a pair may mean. `hint`: a zone named elsewhere in the text."""
    day, clock = pair.day, pair.clock
    if day is None or clock is None:
        missing = Doubt.MISSING_DATE if day is None else Doubt.MISSING_TIME
        return Settled((), frozenset({missing}) | (day.doubts if day else frozenset()), frozenset())
    if day.part:
        clock = with_part(clock, day.part)
    doubts, assumed = set(day.doubts | clock.doubts), set(clock.assumed)
    found: list[Reading] = []
    for one, slot in _product(day.options, clock.options):
        wall = datetime.combine(one, slot.start)
        keys, zone_doubts, zone_assumed = _keys(pair.zone, ground, wall, hint)
        assumed |= zone_assumed
        meant: list[Reading] = []
        for key in keys:
            instants, dst = reading(wall, key)
            doubts |= dst
            meant.extend(instants)
        if len(keys) == 1 or len({one.instant for one in meant}) > 1:
            doubts |= zone_doubts
        found.extend(meant)
    return _prune(tuple(dict.fromkeys(found)), doubts, assumed, ground)


def _product(days: tuple[date, ...], slots: tuple[Slot, ...]) -> Iterator[tuple[date, Slot]]:
    for one in days:
        for slot in slots:
            # Midnight at the end of a day is the start of the next.
            if slot.start == time(23, 59) and slot.end is None and len(slots) > 1:
                yield one + timedelta(1) if one < date.max else one, Slot(time(0, 0))
            else:
                yield one, slot


def _keys(
    name: ZoneName | None, ground: Ground, wall: datetime, hint: ZoneName | None
) -> tuple[tuple[str, ...], frozenset[Doubt], frozenset[Doubt]]:
    """The zones to read a wall time in."""
    person, none = ground.person, frozenset[Doubt]()
    if name is not None:
        keys, doubts, assumed = zones.choose(name, person, wall, ground.theirs)
        if name.options[0] == zones.MINE and name.letters in ("my", "mine") and ground.elsewhere:
            return (person, ground.elsewhere), frozenset({Doubt.ZONE}), none
        if name.options == (zones.THEIRS,) and not ground.theirs and ground.elsewhere:
            return (ground.elsewhere, person), frozenset({Doubt.ZONE}), none
        return keys, doubts, assumed
    if hint is not None:
        keys, doubts, assumed = zones.choose(hint, person, wall, ground.theirs)
        if keys != (person,):
            return tuple(dict.fromkeys((person, *keys))), frozenset({Doubt.ZONE}), none
        return keys, doubts, assumed
    if ground.elsewhere:
        return (person, ground.elsewhere), frozenset({Doubt.ZONE}), none
    return (person,), none, none


def _prune(found: tuple[Reading, ...], doubts: set[Doubt], assumed: set[Doubt], ground: Ground) -> Settled:
    """Readings behind the reference fall away while others stand; what they leave certain is certain."""
    ahead = tuple(one for one in found if one.instant > ground.now)
    if not ahead:
        return Settled(found[:_MOST_READINGS], frozenset(doubts | {Doubt.PAST}), frozenset(assumed))
    if len({one.instant for one in ahead}) == 1:
        ended = doubts & _ENDED_BY_TIME
        doubts -= ended
        assumed |= ended
        ahead = ahead[:1]
    return Settled(ahead[:_MOST_READINGS], frozenset(doubts), frozenset(assumed))
