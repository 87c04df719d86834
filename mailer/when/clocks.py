"""A time as written, one hand or two, and the times of day it may mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from mailer.when.model import Doubt


@dataclass(frozen=True, slots=True)
class Slot:
    """A start and, where told, an end."""

    start: time
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time phrase and every slot it may mean."""

    start: int
    end: int
    options: tuple[Slot, ...]
    doubts: frozenset[Doubt] = frozenset()
    assumed: frozenset[Doubt] = frozenset()
    hours: tuple[Hand, ...] = ()  # as written, to be read again when a part of the day is named
    bare: bool = False  # a number alone: an hour only in company
    between: bool = False  # "between 2 and 4"
    open: bool = False  # "after 3", "from 3 onwards"


@dataclass(frozen=True, slots=True)
class Hand:
    """Hour and minute as written; the half of the day where it is certain."""

    hour: int
    minute: int
    half: str | None  # "a", "p", "24" or None


def _half_of(hand: Hand, part: str | None) -> str | None:
    if hand.half or not part or hand.hour > 12 or hand.hour == 0:
        return hand.half
    if part == "morning":
        return "a"
    if part == "afternoon":
        return "p"
    return "p" if 4 <= hand.hour <= 11 else None


def _clock_time(hand: Hand, half: str | None) -> time | None:
    hour = hand.hour
    if half == "a" and hour <= 12:
        hour %= 12
    elif half == "p" and hour <= 12:
        hour = hour % 12 + 12
    return time(hour % 24, hand.minute) if hour <= 24 and (hour < 24 or not hand.minute) else None


def _starts(hand: Hand, part: str | None) -> tuple[tuple[time, ...], frozenset[Doubt], frozenset[Doubt]]:
    """The times one hand may mean by business hours; doubts; what was assumed."""
    half = _half_of(hand, part)
    none: frozenset[Doubt] = frozenset()
    ampm = frozenset({Doubt.AM_PM})
    if half or hand.hour > 12 or hand.hour == 0:
        at = _clock_time(hand, half)
        # Nobody interviews at three in the night: 2am is likelier a slip of the finger.
        if at and at.hour < 5 and (hand.hour or half) and hand.hour != 24:
            return (at, time(at.hour + 12, at.minute)), ampm, none
        return ((at,) if at else ()), none, none
    if hand.hour == 12:
        return (time(12, hand.minute),), none, ampm
    if hand.hour == 7:
        return (time(7, hand.minute), time(19, hand.minute)), ampm, none
    return (time(hand.hour + (12 if hand.hour < 7 else 0), hand.minute),), none, ampm


def _after(start: time, hand: Hand, part: str | None) -> time | None:
    """The first time after the start that the second hand may mean."""
    half = _half_of(hand, part)
    halves = [half] if half else ["24"] if hand.hour > 12 or hand.hour == 0 else ["a", "p"]
    ends = sorted(end for one in halves if (end := _clock_time(hand, one)))
    return next((end for end in ends if end > start), ends[0] if half and ends else None)


def slots(hands: tuple[Hand, ...], part: str | None) -> tuple[tuple[Slot, ...], frozenset[Doubt], frozenset[Doubt]]:
    """The slots one or two hands may mean, given the part of the day where it is named."""
    first = hands[0]
    if len(hands) == 1:
        starts, doubts, assumed = _starts(first, part)
        return tuple(Slot(start) for start in starts), doubts, assumed
    last = hands[1]
    if not first.half and last.half in ("a", "p") and 1 <= first.hour <= 12:
        end = _clock_time(last, last.half)
        same = _clock_time(first, last.half)
        other = _clock_time(first, "a" if last.half == "p" else "p")
        if end and same and other:
            start = same if same < end else other
            return (Slot(start, end),), frozenset(), frozenset()
    starts, doubts, assumed = _starts(first, part)
    if not first.half and last.half == "24" and 1 <= first.hour <= 12 and Doubt.AM_PM not in doubts:
        early = time(first.hour, first.minute)
        starts = (early,) if last.hour >= 13 and first.hour >= 7 else starts
    return tuple(Slot(start, _after(start, last, part)) for start in starts), doubts, assumed


def build(start: int, end: int, hands: tuple[Hand, ...], **flags: bool) -> Clock | None:
    """A clock with its slots; nothing where no such time exists."""
    options, doubts, assumed = slots(hands, None)
    if not options:
        return None
    return Clock(start, end, options, doubts, assumed, hands, **flags)


def with_part(clock: Clock, part: str) -> Clock:
    """The same words once the part of the day is known: 7 in the evening."""
    if not clock.hours:
        return clock
    options, doubts, assumed = slots(clock.hours, part)
    return replace(clock, options=options, doubts=doubts, assumed=assumed) if options else clock
