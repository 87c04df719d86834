"""The day a phrase names, with every date it may stand for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from mailer.when.model import Doubt

# A day this recently past, named without its year, is more likely a slip or a story than next year's.
RECENT = 60


class Sort(Enum):
    """How a day was named; two neighbours of different sorts speak of the same day."""

    RELATIVE = auto()  # tomorrow, in three days
    WEEKDAY = auto()  # Tuesday, next Tuesday
    CALENDAR = auto()  # 3 March, the 12th


class Use(Enum):
    """What kind of day the words name."""

    DAY = auto()  # one day ahead, as far as the words go
    GONE = auto()  # last Tuesday, yesterday
    HABIT = auto()  # every Tuesday, Monday to Friday
    WINDOW = auto()  # 3-5 March, the week of 9 March


@dataclass(frozen=True, slots=True)
class Day:
    """A date phrase and every day it may mean, the nearest first."""

    start: int
    end: int
    options: tuple[date, ...]
    sort: Sort
    doubts: frozenset[Doubt] = frozenset()
    weekday: int | None = None
    gone: date | None = None  # a day just past that the words fit as well
    use: Use = Use.DAY
    part: str | None = None  # morning, afternoon, evening, night
    nameless_month: bool = False  # "the 12th": the month is left to the reader
    plain_week: bool = False  # "Tuesday" with no word on which week
    spare: tuple[date, ...] = ()  # the days of the other day and month order, should the weekday ask for them


@dataclass(frozen=True, slots=True)
class Frame:
    """What dates are read against."""

    today: date
    order: str | None  # "dmy", "mdy" or None


def shift(day: date, days: int) -> date:
    """The day so many days on; the edge of the calendar where there is none."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
