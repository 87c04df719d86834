"""Reads one time of day at a given place of a text: "2pm", "half past two", "from 10 to 11:30", "14h30"."""

import re
from dataclasses import dataclass, replace
from datetime import time

from mailer.when.lexicon import AFTERWARDS, HOURS, MINUTES, PARTS, WEEKDAYS, one_of
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
    hours: tuple["Hand", ...] = ()  # as written, to be read again when a part of the day is named
    bare: bool = False  # a number alone: an hour only in company
    between: bool = False  # "between 2 and 4"
    open: bool = False  # "after 3", "from 3 onwards"


@dataclass(frozen=True, slots=True)
class Hand:
    """Hour and minute as written; the half of the day where it is certain."""

    hour: int
    minute: int
    half: str | None  # "a", "p", "24" or None


_HM = (
    r"(?P<h{n}>\d{{1,2}})(?:(?P<s{n}>[:.h])(?P<m{n}>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?(?!\d)"
    r"(?:\s?(?P<ap{n}>[ap])(?:\.\s?m\b\.?|\s?m(?![a-z])\.?)|(?P<lone{n}>[ap])(?=\s*(?:-|$|[,.;)\n]|to\b|[a-z]t\b|[a-z][sd]t\b))"
    r"|(?P<oc{n}>\s?o\s?'?\s?cl?ock\b)|\s?(?P<hrs{n}>hrs|uhr|hours(?!\s+of)|hr(?!s)|h(?![a-z\d]))(?![a-z]))?"
)
_SINGLE = re.compile(_HM.format(n="1"))
_RANGE = re.compile(
    _HM.format(n="1")
    + r"\s?(?:[ap]\.?m\.?)?\s*(?P<link>-|to|till?|until|and|through|thru)\s*(?:at\s+)?"
    + _HM.format(n="2")
)
_MILITARY = re.compile(
    r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:(?:\s?-\s?|\s+to\s+)(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d))?(?!\d|\s*-\s*\d)\s?(?P<hrs>hrs|hours|hour|h|z)?(?![a-z\d])"
)
_ISO_TIME = re.compile(r"t(?P<h>[01]\d|2[0-3]):?(?P<m>[0-5]\d)(?::?[0-5]\d(?:\.\d+)?)?")
_ISH = re.compile(r"\s?-?ish\b")

_HOUR = rf"(?:(?P<hw>{one_of(HOURS)})|(?P<hd>\d{{1,2}}))(?![a-z\d]|:\d|\.\d)"
_HALF_DAY = r"(?:\s?(?P<ap>[ap])(?:\.\s?m\b\.?|\s?m(?![a-z])\.?)|(?P<oc>\s?o\s?'?\s?clock\b))?"
_PAST_TO = re.compile(
    rf"(?:a\s+)?(?P<min>half|quarter|{one_of(MINUTES)}|\d{{1,2}})(?:\s+(?:minutes?|mins?))?\s+"
    rf"(?P<rel>past|to|after|before|of|till?)\s+(?:{_HOUR}|(?P<noon>noon|midday|midnight)){_HALF_DAY}"
)
_HALF = re.compile(rf"half[\s-](?:{_HOUR}){_HALF_DAY}(?!\s*(?:hours?|days?|of|an?|-)\b)")
_SPOKEN = re.compile(
    rf"(?P<hw>{one_of(HOURS)})(?:[\s-](?P<mw>{one_of(MINUTES)})(?![a-z]))?(?![a-z])"
    r"(?:\s?(?P<ap>[ap])(?:\.\s?m\b\.?|\s?m(?![a-z])\.?)|(?P<oc>\s?o\s?'?\s?clock\b)|(?P<ish>\s?-?ish\b))?"
)
_NOON = re.compile(r"(?:(?:12|twelve)\s*)?(?P<word>noon|midday|mid-day|midnight)(?![a-z])")
_PART = re.compile(
    rf"\s*,?\s*(?:in\s+the|at|on\s+the|this|that)?\s*(?P<part>{one_of(PARTS)}|tonight)(?![a-z])(?!\s+(?:shift|tea))"
)

_UNIT = re.compile(
    r"\s*(?:-\s*)?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|seconds?|secs?|percent|per\b|points?|k\b|"
    r"%|million|people|questions?|rounds?|stages?|candidates?|times?\b|miles?|km|pounds?|dollars?|euros?|grand|pages?|"
    r"lpa|lakhs?|st\b|nd\b|rd\b|th\b|out of|/\d|°|x\b|\+(?!\s?\d))"
)
# "2-3 hours", "10 to 15 minutes".
_COUNTED = re.compile(
    r"\d{1,3}\s*(?:-|to|or)\s*\d{1,3}\s*-?(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|yrs?)\b(?!\s*(?:later))"
)
_MONEY = re.compile(
    r"(?:[£$€₹#~]\s?|[\d][.,:/]|\bv|[a-z]-?|\bno\.?\s?|\broom\s|\bfloor\s|\blevel\s|\bband\s|\bpage\s)\Z"
)
_AT = re.compile(
    r"(?:\b(?:at|either|do|for|is|it's|around|about|say|circa|approx|approximately|roughly|time|from|between|starts?|starting|until|till)\b\.?|[@~])[\s:,(]*\Z"
)
_FIRMLY_AT = re.compile(
    r"(?:\b(?:at|either|around|from|between|say|roughly|circa|approximately|approx|time|(?:moved|changed|pushed|shifted|back|forward|rescheduled) to)\b\.?|@|~|\bat about|\bfor about)[\s:,(]*\Z"
)
_DAY_NEXT = re.compile(rf"\s*,?\s*(?:on\b|today|tomorrow|tmrw|this|next|{one_of(WEEKDAYS)})")
_JUST_AT = re.compile(r"(?:\bat|@)\s*\Z")
_THINGS = re.compile(
    r"\s*(?!(?:suits|works|starts|sounds|looks|seems|thanks|always|this|his|across|was)\b)[a-z]{3,}s\b"
)  # "at 3 desks"
_BETWEEN = re.compile(r"\b(?:between|sometime from|any\s?time from)\s*\Z")
_FROM = re.compile(r"\b(?:from|between)\s*\Z")
_AFTER = re.compile(r"\b(?:after|past|later than|no earlier than|not before|any\s?time from)\s*\Z")
_ONWARDS = re.compile(r"\s*(?:onwards?|on\s*(?:$|[,.;)])|or (?:later|after)|and (?:later|after)|\+(?!\s?\d))")


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


def _hand(hit: re.Match[str], n: str) -> Hand | None:
    hour, minute = int(hit[f"h{n}"]), int(hit[f"m{n}"] or 0)
    if hour > 24 or (hour == 24 and minute):
        return None
    mark = hit[f"ap{n}"] or hit[f"lone{n}"]
    written = hit[f"h{n}"]
    if mark and hour <= 12:
        return Hand(hour, minute, mark)
    # A zero in front or an hour above twelve is the 24-hour clock; 01:00 to 06:59 stays open to doubt.
    plain24 = (
        hour > 12 or hour == 0 or (len(written) == 2 and written[0] == "0") or hit[f"hrs{n}"] or hit[f"s{n}"] == "h"
    )
    return Hand(hour, minute, "24" if plain24 else None)


def _clear(hit: re.Match[str], n: str) -> bool:
    """Whether the words can be nothing but a time."""
    return bool(
        (hit[f"m{n}"] and hit[f"s{n}"] == ":")
        or hit[f"ap{n}"]
        or hit[f"oc{n}"]
        or (hit[f"m{n}"] and hit[f"s{n}"] == "h" and int(hit[f"h{n}"]) > 5)
        or (hit[f"m{n}"] and hit[f"hrs{n}"])
        or hit[f"hrs{n}"] == "uhr"
    )


def on_digits(low: str, at: int, company: bool) -> Clock | None:
    """The time that begins at this digit. `company`: a day stands right before, so a bare hour will do."""
    before = low[max(0, at - 18) : at]
    if _MONEY.search(before) and not before.endswith(("at ", "@")):
        return None
    if hit := _NOON.match(low, at):
        return _noon(hit)
    if hit := _PAST_TO.match(low, at):
        clock = None if hit["rel"] in ("to", "of", "till", "til") and hit["hd"] else _past_to(hit)
        if clock:
            return clock
    if _COUNTED.match(low, at):
        return None
    return _range(low, at, before, company) or _military(low, at, before, company) or _single(low, at, before, company)


def _range(low: str, at: int, before: str, company: bool) -> Clock | None:
    hit = _RANGE.match(low, at)
    if not hit or (hit["link"] == "and" and not _BETWEEN.search(before) and not _FROM.search(before)):
        return None
    clear = _clear(hit, "1") or _clear(hit, "2") or bool(hit["lone2"])
    first, last = _hand(hit, "1"), _hand(hit, "2")
    if not first or not last or (hit["hrs2"] == "hours" and not hit["m2"]):
        return None
    end = hit.end()
    if not clear:
        if _UNIT.match(low, end) or not _ROOM_AFTER.match(low, end):
            return None
        if not (company or _FIRMLY_AT.search(before)) or ((first.hour, last.hour) == (9, 5) and not company):
            return None
    elif _UNIT.match(low, end) and not (hit["ap2"] or hit["m2"]):
        return None
    if hit["s1"] == "h" and first.hour < 6:
        return None
    return build(at, end, (first, last), between=bool(_BETWEEN.search(before)))


_ROOM_AFTER = re.compile(AFTERWARDS)


def _single(low: str, at: int, before: str, company: bool) -> Clock | None:
    hit = _SINGLE.match(low, at)
    if not hit:
        return None
    hand = _hand(hit, "1")
    end = hit.end()
    if not hand or (hit["hrs1"] not in (None, "uhr") and not hit["m1"] and not _AT.search(before)):
        return None
    if hit["hrs1"] and not hit["m1"] and (hit["hrs1"] in ("hours", "hrs", "hr") or hand.hour in (24,)):
        return None
    if hit["s1"] == "h" and hand.hour < 6:
        return None
    open_ended = bool(_AFTER.search(before) or _ONWARDS.match(low, end))
    if _clear(hit, "1"):
        return (
            None
            if _UNIT.match(low, end) and not hit["ap1"] and not hit["oc1"]
            else build(at, end, (hand,), open=open_ended)
        )
    if ish := _ISH.match(low, end):
        return build(at, ish.end(), (hand,))
    beside = company and _JUST_AT.search(before) and not _THINGS.match(low, end)
    if _UNIT.match(low, end) or not (beside or _ROOM_AFTER.match(low, end)):
        return None
    if hit["m1"]:  # 2.30
        return build(at, end, (hand,)) if company or _AT.search(before) else None
    if hit["lone1"]:
        return (
            build(at, end, (hand,))
            if company or _FIRMLY_AT.search(before) or re.match(r"\s*(?:[a-z][sd]?t\b)", low[end : end + 5])
            else None
        )
    firm = company or _FIRMLY_AT.search(before) or _AFTER.search(before)
    if not 1 <= hand.hour <= 20 or not (firm or (_AT.search(before) and _DAY_NEXT.match(low, end))):
        part = _PART.match(low, end)
        if not (part and 1 <= hand.hour <= 12):
            return None
    return build(at, end, (hand,), bare=True, open=open_ended)


def _military(low: str, at: int, before: str, company: bool) -> Clock | None:
    hit = _MILITARY.match(low, at)
    if not hit:
        return None
    first = Hand(int(hit["h"]), int(hit["m"]), "24")
    hands = (first, Hand(int(hit["h2"]), int(hit["m2"]), "24")) if hit["h2"] else (first,)
    zoned = re.match(r"\s*\(?(?:[ecmp][sd]?t|gmt|utc|bst|cest|cet|ist|local)\b", low[hit.end() : hit.end() + 8])
    if hit["hrs"] or zoned:
        return build(at, hit.end("hrs") if hit["hrs"] and hit["hrs"] != "z" else hit.end() - (hit["hrs"] == "z"), hands)
    dated = _DAY_NEXT.match(low, hit.end()) and _AT.search(before)
    if (
        not (dated or company or _FIRMLY_AT.search(before))
        or 1900 <= int(hit["h"] + hit["m"]) <= 2099
        or _UNIT.match(low, hit.end())
    ):
        return None
    return build(at, hit.end(), hands) if _ROOM_AFTER.match(low, hit.end()) else None


def _noon(hit: re.Match[str]) -> Clock:
    if hit["word"] == "midnight":
        # Which midnight, and who meets then: ask.
        options = (Slot(time(0, 0)), Slot(time(23, 59)))
        return Clock(hit.start(), hit.end(), options, frozenset({Doubt.AM_PM}))
    return Clock(hit.start(), hit.end(), (Slot(time(12, 0)),))


def _spoken_hour(hit: re.Match[str]) -> int:
    return HOURS[hit["hw"]] if hit["hw"] else int(hit["hd"])


def _past_to(hit: re.Match[str]) -> Clock | None:
    """ "Quarter to nine", "ten past two", "half past noon"."""
    word = hit["min"]
    minutes = int(word) if word.isdigit() else {"half": 30, "quarter": 15}.get(word) or MINUTES[word]
    if not 0 < minutes < 60 or (word == "half" and hit["rel"] not in ("past", "after")):
        return None
    hour = 12 if hit["noon"] else _spoken_hour(hit)
    if not 1 <= hour <= 24:
        return None
    half = (
        {"noon": "p", "midday": "p", "midnight": "a"}.get(hit["noon"] or "")
        or hit["ap"]
        or ("24" if hour > 12 else None)
    )
    if hit["rel"] in ("past", "after"):
        return build(hit.start(), hit.end(), (Hand(hour % 24, minutes, half),))
    before = hour - 1 or 12
    if half in ("a", "p") and hour == 12:
        half = "p" if half == "a" else "a"
    return build(hit.start(), hit.end(), (Hand(before, 60 - minutes, half),))


_WORD_RANGE = re.compile(
    rf"(?P<a>{one_of(HOURS)})\s*(?:-|to|and|till|until)\s*(?P<b>{one_of(HOURS)})(?![a-z-])(?:\s?(?P<ap>[ap])\.?\s?m\b\.?)?"
)


def on_words(low: str, at: int, company: bool) -> Clock | None:
    """The time that begins at this word: half past two, noon, two thirty, eleven am, at two."""
    before = low[max(0, at - 18) : at]
    if hit := _NOON.match(low, at):
        return _noon(hit)
    hit = _WORD_RANGE.match(low, at) if company or _FROM.search(before) else None
    if hit and not _UNIT.match(low, hit.end()) and _ROOM_AFTER.match(low, hit.end()):
        hands = Hand(HOURS[hit["a"]], 0, None), Hand(HOURS[hit["b"]], 0, hit["ap"])
        return build(at, hit.end(), hands, between=bool(_BETWEEN.search(before)))
    if (hit := _PAST_TO.match(low, at)) and not _UNIT.match(low, hit.end()):
        sure = hit["min"] in ("half", "quarter") or hit["ap"] or hit["oc"] or hit["noon"]
        return _past_to(hit) if sure or _ROOM_AFTER.match(low, hit.end()) else None
    if (hit := _HALF.match(low, at)) and _ROOM_AFTER.match(low, hit.end()):
        hour = _spoken_hour(hit)
        return build(at, hit.end(), (Hand(hour, 30, hit["ap"]),)) if 1 <= hour <= 12 else None
    hit = _SPOKEN.match(low, at)
    if not hit or (
        hit["mw"] not in (None, "fifteen", "thirty", "forty-five", "forty five")
        and not hit["ap"]
        and not company
        and not _FIRMLY_AT.search(before)
    ):
        return None
    hand = Hand(HOURS[hit["hw"]], MINUTES[hit["mw"]] if hit["mw"] else 0, hit["ap"])
    sure = hit["ap"] or hit["oc"] or hit["ish"]
    if not sure and (_UNIT.match(low, hit.end()) or not _ROOM_AFTER.match(low, hit.end())):
        return None
    if not sure and not hit["mw"] and not (company or _FIRMLY_AT.search(before)):
        part = _PART.match(low, hit.end())
        return build(at, hit.end(), (hand,), bare=True) if part else None
    return build(at, hit.end(), (hand,), bare=not sure and not hit["mw"], open=bool(_AFTER.search(before)))


def iso_time(low: str, at: int) -> Clock | None:
    """The T14:30:00 right after an ISO date."""
    hit = _ISO_TIME.match(low, at)
    return build(at, hit.end(), (Hand(int(hit["h"]), int(hit["m"]), "24"),)) if hit else None


def part_after(low: str, at: int) -> tuple[str, int] | None:
    """The part of the day that follows a time: "in the afternoon"."""
    hit = _PART.match(low, at)
    if not hit or hit["part"] == "tonight" or "this" in hit.group():
        return None  # these name the day as well, and are read as one
    return PARTS[hit["part"]], hit.end()


WORDS = frozenset({"half", "quarter", "noon", "midday", "mid", "midnight", *HOURS, "twenty"})
