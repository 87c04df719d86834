"""Finds every day and time a text proposes or announces, with what each may mean."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from mailer.when import prose, roles, scan, zones
from mailer.when.days import Frame, Use
from mailer.when.model import Doubt, Moment, Span
from mailer.when.pairs import Pair, loose_zones, pairs
from mailer.when.roles import Role
from mailer.when.settle import Ground, ground, settle, today
from mailer.when.zones import ZoneName

_REACH = 240
# A time further into a text than this is in an attachment or a digest, not in a mail someone wrote.
_LONGEST_TEXT = 30_000
# "All times are in CET", "time zone: Europe/Paris": said of every time in the text.
_RULES = re.compile(r"\btime(?:s|\s?zone)?\b[^.!?\n\d]{0,25}\Z")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A moment, what it is there for, and the pair it came from."""

    moment: Moment
    role: Role
    pair: Pair


@dataclass(frozen=True, slots=True)
class Survey:
    """All sightings of a text and the text as it was read."""

    text: str
    low: str
    sightings: tuple[Sighting, ...]
    starts: list[int]
    hint: ZoneName | None = None  # a zone named apart from the times

    def of(self, *wanted: Role) -> list[Sighting]:
        """The sightings with one of these roles."""
        return [sighting for sighting in self.sightings if sighting.role in wanted]

    def sentence(self, at: int) -> str:
        """The sentence around a place, in lower case; of an endless one the nearer part."""
        index = bisect_right(self.starts, at)
        end = self.starts[index] if index < len(self.starts) else len(self.low)
        return self.low[max(self.starts[index - 1], at - _REACH) : min(end, at + _REACH)]


def survey(
    text: str, *, reference: datetime, zone: ZoneInfo, order: str | None = None, theirs: ZoneInfo | None = None
) -> Survey:
    """Read a text once: every day and time in it, meeting or not."""
    if reference.tzinfo is None:
        raise ValueError("the reference needs a zone")
    text = text[:_LONGEST_TEXT]
    low = prose.flatten(text)
    starts = prose.sentence_starts(low)
    found = scan.atoms(low, text, Frame(today(reference, zone), order))
    if not found:
        return Survey(text, low, (), starts)
    base = ground(reference, zone, theirs)
    hidden = roles.headers(low)
    hint = _hint(loose_zones(low, found))
    ruling = hint if hint and _RULES.search(low, max(0, hint.start - 40), hint.start) else None
    sightings = []
    for pair in pairs(low, found, starts):
        index = bisect_right(starts, pair.start)
        finish = starts[index] if index < len(starts) else len(low)
        if any(begin <= pair.start < end for begin, end in hidden):
            continue
        if pair.zone is None and pair.clock:
            pair.zone = ruling or zones.in_place(low, text, pair.end)
        role = roles.role(low, starts[index - 1], finish, pair)
        sightings.append(Sighting(moment_of(text, pair, base, hint), role, pair))
    return Survey(text, low, tuple(sightings), starts, hint)


def _hint(names: list[ZoneName]) -> ZoneName | None:
    """The zone named apart from the times, where it is one and the same throughout."""
    return names[0] if names and len({name.options for name in names}) == 1 else None


def moment_of(text: str, pair: Pair, base: Ground, hint: ZoneName | None) -> Moment:
    """The moment a pair stands for."""
    settled = settle(pair, base, hint)
    doubts = settled.doubts
    if pair.clock and pair.clock.open:
        doubts |= {Doubt.SLOTS}
    if pair.day and pair.day.use is Use.WINDOW:
        doubts |= {Doubt.SLOTS}
    slot = pair.clock.options[0] if pair.clock else None
    first = settled.readings[0].wall if settled.readings else None
    return Moment(
        span=Span(pair.start, pair.end, text[pair.start : pair.end]),
        date=first.date() if first else _first_day(pair),
        time=first.time() if first else slot.start if slot else None,
        end=_finish(pair, first),
        zone=pair.zone.text if pair.zone else None,
        readings=settled.readings,
        doubts=doubts,
        assumed=settled.assumed,
    )


def _first_day(pair: Pair) -> date | None:
    return pair.day.options[0] if pair.day and pair.day.options else None


def _finish(pair: Pair, first: datetime | None) -> time | None:
    """The end of the slot that was chosen."""
    if not pair.clock:
        return None
    slots = pair.clock.options
    chosen = next((slot for slot in slots if first and slot.start == first.time()), slots[0])
    if chosen.end is None and pair.finish:
        ends = [slot.start for slot in pair.finish.options]
        return next((end for end in ends if end > chosen.start), ends[0])
    return chosen.end


def find(
    text: str, *, reference: datetime, zone: ZoneInfo, order: str | None = None, theirs: ZoneInfo | None = None
) -> tuple[Moment, ...]:
    """Every day and time that may be a meeting's, in the order of the text.

    `reference` is the aware instant the words were written at, best with the writer's own offset (the Date header;
    an offset of nought tells nothing). `zone` is the person's; `order` is "dmy", "mdy" or None; `theirs` is the
    other party's zone where it is known. Deadlines, stories of the past, opening hours and mail headers are left out.
    """
    seen = survey(text, reference=reference, zone=zone, order=order, theirs=theirs)
    return tuple(one.moment for one in seen.of(Role.MEETING) or seen.of(Role.SIDE))
