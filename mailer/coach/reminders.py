"""When the routine mails of an interview go out: the mailer promises by it, the scheduler keeps the promise by it.

Everything is reckoned on the person's own clock, whatever zone the interview was told in. The minutes-before mail
alone may break the quiet hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailer.coach.model import Mode, Phase

EARLIEST_MORNING = time(6, 0)
BEFORE_START = timedelta(hours=3)  # the morning-of mail, where that is earlier than its hour
MINUTES_IN_PERSON, MINUTES_OTHERWISE = timedelta(minutes=60), timedelta(minutes=30)
RECORDING = timedelta(hours=3)  # before what is recorded alone is due: time to set up, and to record it twice
_AHEAD = {Mode.ONSITE: MINUTES_IN_PERSON, Mode.RECORDED: RECORDING}
AFTER_END = timedelta(minutes=30)
LENGTH, PHONE_LENGTH = timedelta(minutes=60), timedelta(minutes=45)  # assumed where no end is told
LONGEST = timedelta(hours=14)  # an "end" later than that is no end of an interview
APART = timedelta(minutes=60)  # nearer than that, the minutes-before mail says it all
ASKED_FOR = timedelta(days=3)  # how long "how did it go?" is worth asking
BREATHER = timedelta(minutes=5)  # between two interviews; less is no time to read
BACK_TO_BACK = timedelta(minutes=90)  # the next interview begins so soon that the question waits for its end


@dataclass(frozen=True, slots=True)
class Habits:
    """A person's clock: their zone and the hours at which they are written to."""

    zone: ZoneInfo
    night_before: time = time(19, 0)
    morning_of: time = time(7, 30)
    quiet_from: time = time(21, 30)
    quiet_until: time = time(6, 30)
    without: frozenset[str] = frozenset()  # mails of these phases are not wanted

    def local(self, moment: datetime) -> datetime:
        """The moment on the person's clock; aware."""
        return moment.astimezone(self.zone)

    def at(self, day: date, hour: time) -> datetime:
        """The instant at which the person's clock shows this; after the jump where the clocks jump over it."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def quiet(self, moment: datetime) -> bool:
        """Tell whether the person is to be left alone at this moment."""
        now = self.local(moment).time()
        if self.quiet_from == self.quiet_until:
            return False
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def awake(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in."""
        if not self.quiet(moment):
            return moment.astimezone(UTC)
        local = self.local(moment)
        day = local.date() + timedelta(local.time() >= self.quiet_until)
        return self.at(day, self.quiet_until)


@dataclass(frozen=True, slots=True)
class Span:
    """When an interview is, as instants, and how it is held."""

    starts: datetime
    ends: datetime | None = None  # None: not told
    mode: Mode | None = None

    @property
    def over(self) -> datetime:
        """When it ends, or is taken to end."""
        if self.mode is Mode.RECORDED:
            return self.starts  # when it is due
        length = PHONE_LENGTH if self.mode is Mode.PHONE else LENGTH
        if self.ends is None or not timedelta(0) < self.ends - self.starts <= LONGEST:
            return self.starts + length
        return self.ends


@dataclass(frozen=True, slots=True)
class Reminder:
    """A routine mail to come."""

    phase: Phase
    at: datetime  # UTC
    useless: datetime  # UTC; from then on it helps nobody and is not sent


def plan(span: Span, habits: Habits, now: datetime, others: Iterable[Span] = ()) -> tuple[Reminder, ...]:
    """Return the mails that are still to come at `now`, in order; `others` are the person's other interviews."""
    return tuple(each for each in helpful(span, habits, now, others) if each.at > now)


def helpful(span: Span, habits: Habits, now: datetime, others: Iterable[Span] = ()) -> tuple[Reminder, ...]:
    """Return the mails that are to come, and those that are due by now and may not be out yet, in order."""
    known = list(others)
    wanted = (
        _night_before(span, habits),
        _morning_of(span, habits, known),
        _card(span, known),
        _after(span, habits, known),
    )
    kept = (each for each in wanted if each and each.useless > now and each.phase.value not in habits.without)
    return tuple(sorted(kept, key=lambda each: each.at))


def told_late(span: Span, habits: Habits, now: datetime) -> Phase | None:
    """Return the phase whose lines belong into the answer itself, since its mail should be out already.

    The night before until that mail would be useless, the minutes before from then on; None where all is to come.
    """
    if now >= span.starts:
        return None
    night = _night_before(span, habits)
    if night is None:
        morning = _morning_of(span, habits)
        return None if morning is not None and morning.at > now else Phase.MINUTES_BEFORE
    if now < night.at:
        return None
    return Phase.NIGHT_BEFORE if now < night.useless else Phase.MINUTES_BEFORE


def _night_before(span: Span, habits: Habits) -> Reminder | None:
    day = habits.local(span.starts).date() - timedelta(1)
    at = habits.awake(habits.at(day, habits.night_before))
    morning = _morning_of(span, habits)
    bed = (
        habits.at(day, habits.quiet_from)
        if habits.quiet_from > habits.night_before
        else habits.at(day + timedelta(1), time())
    )
    useless = min(bed, morning.at if morning else span.starts - APART)
    return Reminder(Phase.NIGHT_BEFORE, at, useless) if at < useless else None


def _morning_of(span: Span, habits: Habits, others: Iterable[Span] = ()) -> Reminder | None:
    """One mail for all interviews of a day, in time for the first of them."""
    day = habits.local(span.starts).date()
    first = min([span.starts, *(each.starts for each in others if habits.local(each.starts).date() == day)])
    early = min(habits.at(day, habits.morning_of), first - BEFORE_START)
    at = habits.awake(max(early, habits.at(day, EARLIEST_MORNING)))
    useless = _minutes_before(span).at - APART / 2
    return Reminder(Phase.MORNING_OF, at, useless) if at < useless else None


def _minutes_before(span: Span) -> Reminder:
    ahead = _AHEAD.get(span.mode, MINUTES_OTHERWISE) if span.mode else MINUTES_OTHERWISE
    return Reminder(Phase.MINUTES_BEFORE, span.starts - ahead, span.starts)


def _card(span: Span, others: Iterable[Span]) -> Reminder | None:
    """Put off while the person sits in another interview; None where that lasts until this one begins."""
    card = _minutes_before(span)
    at = max(
        [card.at, *(each.over for each in others if each.starts < span.starts and each.starts <= card.at < each.over)]
    )
    return Reminder(card.phase, at, card.useless) if at <= span.starts - BREATHER else None


def _after(span: Span, habits: Habits, others: Iterable[Span]) -> Reminder:
    """Half an hour past the end; one that follows at once is let pass first, and nobody is asked at night."""
    over = span.over
    for other in sorted(others, key=lambda each: each.starts):
        if other.starts >= span.starts and other.over > over and other.starts <= over + BACK_TO_BACK:
            over = other.over
    at = habits.awake(over + AFTER_END)
    return Reminder(Phase.AFTER, at, at + ASKED_FOR)
