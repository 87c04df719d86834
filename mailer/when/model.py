"""The nouns of dates in prose: a moment, its readings, and what is doubtful about it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """Why a careful reader would ask before writing the time down."""

    MISSING_TIME = "missing_time"  # a day, but no time of day
    MISSING_DATE = "missing_date"  # a time of day, but no day
    PAST = "past"  # the day or the instant lies behind the reference
    WEEKDAY_MISMATCH = "weekday_mismatch"  # "Tuesday 4 March" when the 4th is a Wednesday; two days that disagree
    DAY_MONTH_ORDER = "day_month_order"  # 3/4: third of April or fourth of March
    AM_PM = "am_pm"  # seven in the morning or in the evening; which midnight
    WEEK = "week"  # "next Tuesday" said on a Monday; "Tuesday" said on a Tuesday
    ZONE = "zone"  # whose clock is meant
    DST_GAP = "dst_gap"  # the clocks jump over this time
    DST_OVERLAP = "dst_overlap"  # the clocks show this time twice
    SLOTS = "slots"  # several times to choose from, or a window without a start


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text given."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a moment: what the clock on the wall shows, where, and the instant in UTC."""

    wall: dt.datetime  # naive
    zone: str  # IANA
    instant: dt.datetime  # UTC


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time or both, as found in prose.

    One reading when certain, several to offer when doubtful, none when the day or the time is missing.
    """

    span: Span
    date: dt.date | None  # the first day the words allow
    time: dt.time | None  # the first time of day the words allow
    end: dt.time | None  # when it ends, where told
    zone: str | None  # as named in the text; None is the person's own
    readings: tuple[Reading, ...]
    doubts: frozenset[Doubt]
    assumed: frozenset[Doubt] = frozenset()  # settled by good sense, worth saying in an echo


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says about the one meeting it is about."""

    readings: tuple[Reading, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    moments: tuple[Moment, ...] = ()  # what the readings were taken from
    assumed: frozenset[Doubt] = frozenset()
    end: dt.datetime | None = None  # naive wall time in the reading's zone, where certain and told

    @property
    def certain(self) -> Reading | None:
        """The reading that may be scheduled without a question."""
        return self.readings[0] if len(self.readings) == 1 and not self.doubts else None

    def __bool__(self) -> bool:
        return bool(self.readings or self.moments)
