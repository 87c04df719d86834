"""Reads one date phrase at a given place of a text, whatever its sort: "tomorrow", "in two days", "next Tuesday"."""

import re
from collections.abc import Callable

from mailer.when.calendar_dates import named_month, numeric, ordinal, spelt_day
from mailer.when.days import Day, Frame, Sort, Use, shift
from mailer.when.lexicon import COUNTS, MONTHS, ORDINALS, TOMORROWS, WEEKDAYS, one_of
from mailer.when.weekdays import NAMED, nth_weekday, weekday, weekday_days

_COUNT = rf"(?:\d{{1,3}}|{one_of(COUNTS)})"
_COUNTED_WEEKS = re.compile(
    rf"(?:(?P<n>{_COUNT})\s+)?(?P<unit>weeks?|fortnight|days?)\s+(?P<link>on|from|after|today|tomorrow|tmrw)\b"
    rf"(?:\s+(?P<base>now|today|tomorrow|tmrw|(?:this |next |coming )?(?:{one_of(WEEKDAYS)}))(?![a-z]))?"
)
_IN_COUNT = re.compile(
    rf"in\s+(?:exactly\s+|about\s+)?(?P<n>{_COUNT})\s+(?P<unit>days?|weeks?|fortnights?|months?)"
    r"(?:'s?|s)?(?:\s+time)?(?:,?\s+on\s+(?:the\s+)?"
    + NAMED
    + r")?(?!\s+(?:of|as|at [a-z]|working|doing|with|for)\b)(?![a-z])"
)
_IN_HOURS = re.compile(
    rf"in\s+(?:about\s+)?(?:half an hour|an hour|(?:{_COUNT})\s+(?:hours?|hrs?|minutes?|mins?))(?:'s? time)?(?=,?\s*(?:at\b|@))"
)
_AGO = re.compile(rf"(?P<n>{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+ago\b")
_AFTER_TOMORROW = re.compile(rf"day\s+after\s+(?:{one_of(TOMORROWS)})\b")
_SIMPLE = re.compile(
    rf"(?P<word>today|tdy|2day|tonight|tonite|tonights|2nite|2night|{one_of(TOMORROWS)}|yesterday)(?:'s)?(?![a-z])"
    r"(?:\s+(?P<shift>week|fortnight)(?![a-z]))?"
)
_THIS_PART = re.compile(r"(?:this|later this)\s+(?P<part>morning|afternoon|arvo|evening|eve)\b")


def _simple(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _SIMPLE.match(low, at)
    if not hit:
        return None
    word = hit["word"]
    extra = {"week": 7, "fortnight": 14}.get(hit["shift"] or "", 0)
    if word == "yesterday":
        return Day(at, hit.end(), (shift(frame.today, -1),), Sort.RELATIVE, use=Use.GONE)
    days = (1 if word in TOMORROWS else 0) + extra
    part = "night" if word.startswith(("toni", "2ni")) else None
    return Day(at, hit.end(), (shift(frame.today, days),), Sort.RELATIVE, part=part)


def _this(low: str, text: str, at: int, frame: Frame) -> Day | None:
    if hit := _THIS_PART.match(low, at):
        part = {"arvo": "afternoon", "eve": "evening"}.get(hit["part"], hit["part"])
        return Day(at, hit.end(), (frame.today,), Sort.RELATIVE, part=part)
    return None


def _after_tomorrow(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _AFTER_TOMORROW.match(low, at)
    return Day(at, hit.end(), (shift(frame.today, 2),), Sort.RELATIVE) if hit else None


def count_of(word: str) -> int:
    """The number a count word stands for."""
    return int(word) if word.isdigit() else COUNTS[word]


def _counted(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "In three days", "a week on Friday", "two weeks from today", "a week today", "3 days ago"."""
    if ago := _AGO.match(low, at):
        return Day(at, ago.end(), (), Sort.RELATIVE, use=Use.GONE)
    if soon := _IN_HOURS.match(low, at):
        return Day(at, soon.end(), (frame.today,), Sort.RELATIVE)
    if hit := _IN_COUNT.match(low, at):
        unit, n = hit["unit"], count_of(hit["n"])
        if unit.startswith("month"):
            return None
        days = n * (1 if unit.startswith("day") else 7 if unit.startswith("week") else 14)
        if hit["wd"] and days % 7 == 0:
            monday = shift(frame.today, days - frame.today.weekday())
            wanted = WEEKDAYS[hit["wd"]]
            return Day(at, hit.end(), (shift(monday, wanted),), Sort.WEEKDAY, weekday=wanted)
        return Day(at, hit.end(), (shift(frame.today, days),), Sort.RELATIVE)
    hit = _COUNTED_WEEKS.match(low, at)
    if not hit:
        return None
    unit, link, base = hit["unit"], hit["link"], hit["base"] or ""
    days = count_of(hit["n"] or "a") * (14 if unit == "fortnight" else 7 if unit.startswith("week") else 1)
    if link in ("today", "tomorrow", "tmrw"):
        return Day(at, hit.end(), (shift(frame.today, days + (link != "today")),), Sort.RELATIVE)
    if not base or (link == "after" and unit.startswith("day")):
        return None
    if base in ("now", "today", *TOMORROWS):
        return Day(at, hit.end(), (shift(frame.today, days + (base in TOMORROWS)),), Sort.RELATIVE)
    mod, _, word = base.rpartition(" ")
    options, doubts = weekday_days(frame, WEEKDAYS[word], mod or "coming", "")
    return Day(at, hit.end(), tuple(shift(day, days) for day in options), Sort.WEEKDAY, doubts, weekday=WEEKDAYS[word])


Reader = Callable[[str, str, int, Frame], Day | None]
ON_DIGITS: tuple[Reader, ...] = (_simple, nth_weekday, numeric, named_month, _counted, ordinal)
ON_WORDS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(WEEKDAYS, (weekday,)),
    **dict.fromkeys(MONTHS, (named_month,)),
    **dict.fromkeys((re.split("[- ]", word)[0] for word in ORDINALS), (nth_weekday, named_month, spelt_day)),
    **dict.fromkeys(("today", "tdy", "tonight", "tonite", "yesterday", *TOMORROWS), (_simple,)),
    **dict.fromkeys(("next", "nxt", "coming", "upcoming", "past", "previous", "following"), (weekday,)),
    **dict.fromkeys(("every", "each", "most", "alternate"), (weekday,)),
    "last": (nth_weekday, weekday),
    "this": (_this, weekday),
    "later": (_this,),
    "day": (_after_tomorrow,),
    **dict.fromkeys(("in", "a", "an", "week", "fortnight", "couple", "few", *COUNTS), (_counted,)),
}
