"""Reads one date phrase at a given place of a text: "next Tuesday", "the 3rd of March", "3/4", "in two days"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from mailer.when.lexicon import AFTERWARDS, COUNTS, MONTHS, ORDINALS, SHY_WEEKDAYS, TOMORROWS, WEEKDAYS, one_of
from mailer.when.model import Doubt


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
    plain_number: bool = False  # "12" without "th", so it may be an hour
    nameless_month: bool = False  # "the 12th": the month is left to the reader
    plain_week: bool = False  # "Tuesday" with no word on which week
    spare: tuple[date, ...] = ()  # the days of the other day and month order, should the weekday ask for them


@dataclass(frozen=True, slots=True)
class Frame:
    """What dates are read against."""

    today: date
    order: str | None  # "dmy", "mdy" or None


_WD = rf"(?P<wd>{one_of(WEEKDAYS)})(?:'s)?(?![a-z])\.?(?=\W|$)"
_MONTH = rf"(?P<month>{one_of(MONTHS)})(?![a-z])\.?"
_YEAR = r"(?:,?\s*(?:of\s+)?(?P<year>(?:19|20)\d\d(?!\d|:)|'\d\d\b))?"
_TH = r"(?:st|nd|rd|th)"
_COUNT = rf"(?:\d{{1,3}}|{one_of(COUNTS)})"

_MODIFIER = re.compile(
    r"(?:(?P<mod>this coming|this upcoming|next coming|this|next|nxt|coming|upcoming|last|past|previous|following|"
    r"every|each|most|alternate)\s+)?"
    r"(?:(?P<pre>week after next|week)(?:'s)?[\s,]+(?:on\s+|probably\s+|the\s+)?)?" + _WD
)
_POST = re.compile(
    r"[\s,]+(?:of\s+|in\s+|the\s+)*(?P<post>next week|this week|nxt week|week after next|after next|following week|"
    r"coming week|week|fortnight)(?![a-z'])(?!\s+of\b)"
)
_TO_WEEKDAY = re.compile(rf"\s*(?:-|to|through|thru|until|till)\s*(?:{one_of(WEEKDAYS)})(?![a-z])")
_COUNTED_WEEKS = re.compile(
    rf"(?:(?P<n>{_COUNT})\s+)?(?P<unit>weeks?|fortnight|days?)\s+(?P<link>on|from|after|today|tomorrow|tmrw)\b"
    rf"(?:\s+(?P<base>now|today|tomorrow|tmrw|(?:this |next |coming )?(?:{one_of(WEEKDAYS)}))(?![a-z]))?"
)
_IN_COUNT = re.compile(
    rf"in\s+(?:exactly\s+|about\s+)?(?P<n>{_COUNT})\s+(?P<unit>days?|weeks?|fortnights?|months?)"
    r"(?:'s?|s)?(?:\s+time)?(?:,?\s+on\s+(?:the\s+)?" + _WD + r")?(?!\s+(?:of|as|at [a-z]|working|doing|with|for)\b)(?![a-z])"
)
_AGO = re.compile(rf"(?P<n>{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+ago\b")
_AFTER_TOMORROW = re.compile(rf"day\s+after\s+(?:{one_of(TOMORROWS)})\b")
_SIMPLE = re.compile(
    rf"(?P<word>today|tdy|2day|tonight|tonite|tonights|{one_of(TOMORROWS)}|yesterday)(?:'s)?(?![a-z])"
    r"(?:\s+(?P<shift>week|fortnight)(?![a-z]))?"
)
_THIS_PART = re.compile(r"(?:this|later this)\s+(?P<part>morning|afternoon|arvo|evening|eve)\b")

_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}}){_TH}?(?:\s*-?\s*)(?:day\s+)?(?:of\s+)?{_MONTH}"
    r"(?:[-,\s.]*(?:of\s+)?(?P<year>(?:19|20)\d\d(?![\d:])|(?<=-)\d\d(?![\d:])|'\d\d\b))?"
)
_WORDS_MONTH = re.compile(rf"(?P<word>{one_of(ORDINALS)})\s+(?:day\s+)?(?:of\s+)?{_MONTH}{_YEAR}")
_MONTH_DAY = re.compile(
    rf"{_MONTH}[\s-]*(?:the\s+)?(?:(?P<day>\d{{1,2}}){_TH}?(?!\d|[:.]\d|\s?[ap]\.?\s?m\b|h\d|\s*%)|"
    rf"(?P<word>{one_of(ORDINALS)})\b){_YEAR}"
)
_DAYS_MONTH = re.compile(
    rf"(?P<a>\d{{1,2}}){_TH}?\s*(?P<link>-|to|or|and|/|,)\s*(?:the\s+)?(?P<b>\d{{1,2}}){_TH}?\s+(?:of\s+)?{_MONTH}{_YEAR}"
)
_MONTH_DAYS = re.compile(
    rf"{_MONTH}\s+(?P<a>\d{{1,2}}){_TH}?\s*(?P<link>-|to|or|and|/)\s*(?:the\s+)?(?P<b>\d{{1,2}}){_TH}?(?!\d|[:.]\d|\s?[ap]\.?\s?m\b)"
    rf"{_YEAR}"
)
_ORDINAL = re.compile(rf"(?P<day>\d{{1,2}}){_TH}(?![a-z]){AFTERWARDS}")
_NUMERIC = re.compile(r"(?P<a>\d{4}|\d{1,2})(?P<sep>\s?[/.-])\s?(?P<b>\d{1,2})(?:(?P=sep)\s?(?P<c>\d{4}|\d{2}))?(?!\d|[:/]\d)")
_DOTTED = re.compile(r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?!\d)")
_BARE_DAY = re.compile(r"(?P<day>\d{1,2})(?![\d:]|[./h]\d|\s?[ap]\.?m\b|\s?o'?clock|\s*-\s*\d|%)")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=t\d{4})")

_DATE_BEFORE = re.compile(
    rf"(?:\b(?:on|for|the|to|date|from|is|or|and|until|till|by|before|of|it's|{one_of(WEEKDAYS)})\b[\s.:,(]*|^|\n\s*[-+]?\s*)\Z"
)
_DATE_AFTER = re.compile(r"\s*[,)]?\s*(?:@|at\b|-|from\b|between\b|\d{1,2}(?::\d\d|\s?[ap]\.?m)|instead\b|works\b|$|noon\b|midday\b)")
_MAY_NEXT = re.compile(
    r"\s*(?:$|[^a-z\s]|\n|(?:at|from|and|or|in|for|with|on|via|is|works|instead|if|to|between|starting|please|the|as)\b)"
)
_OUT_OF = re.compile(r"\s*(?:of\b|out\b|stars?\b|%)")


def shift(day: date, days: int) -> date:
    """The day so many days on; the edge of the calendar where there is none."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    digits = digits.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


# A day this recently past, named without its year, is more likely a slip or a story than next year's.
_RECENT = 60


def _calendar(start: int, end: int, month: int, day: int, year: str | None, frame: Frame) -> Day | None:
    """Day and month, with the year given or the next one that has them."""
    if year:
        exact = _dated(_full_year(year), month, day)
        return Day(start, end, (exact,), Sort.CALENDAR) if exact else None
    days = [found for step in range(9) if (found := _dated(frame.today.year + step, month, day))]
    ahead = [found for found in days if found >= frame.today]
    if not ahead:
        return None
    gone = days[0] if days[0] < frame.today else None
    if gone and (frame.today - gone).days <= _RECENT:
        return Day(start, end, (ahead[0],), Sort.CALENDAR, frozenset({Doubt.PAST}), gone=gone)
    if frame.today.month <= 2 and (late := _dated(frame.today.year - 1, month, day)):
        if (frame.today - late).days <= _RECENT and month >= 11:
            return Day(start, end, (ahead[0],), Sort.CALENDAR, frozenset({Doubt.PAST}), gone=late)
    return Day(start, end, (ahead[0],), Sort.CALENDAR)


def _day_of_month(start: int, end: int, day: int, frame: Frame, plain: bool = False) -> Day | None:
    """ "The 12th": the next month that has one."""
    year, month = frame.today.year, frame.today.month
    gone = _dated(year, month, day)
    for _ in range(4):
        found = _dated(year, month, day)
        if found and found >= frame.today:
            recent = gone if gone and gone < frame.today else None
            return Day(start, end, (found,), Sort.CALENDAR, gone=recent, plain_number=plain, nameless_month=True)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def _weekday_days(frame: Frame, wanted: int, mod: str, post: str) -> tuple[tuple[date, ...], frozenset[Doubt]]:
    """The days a weekday with its little words may mean."""
    today = frame.today
    ahead = (wanted - today.weekday()) % 7
    monday = shift(today, -today.weekday())
    week = frozenset({Doubt.WEEK})
    if post in ("next week", "nxt week", "following week", "coming week"):
        first = shift(monday, 7 + wanted)
        # On a Sunday the week may already have turned, as American calendars have it.
        return ((first, shift(first, 7)), week) if today.weekday() == 6 else ((first,), frozenset())
    if post == "this week":
        return (shift(monday, wanted),), frozenset()
    if post == "week after next":
        return (shift(monday, 14 + wanted),), frozenset()
    if post in ("week", "fortnight"):
        return (shift(today, ahead + (7 if post == "week" else 14)),), frozenset()
    if post == "after next":
        return (shift(today, (ahead or 7) + 7),), frozenset()
    if mod in ("next", "nxt"):
        soon = shift(today, ahead or 7)
        later = shift(monday, (14 if today.weekday() == 6 and wanted != 6 else 7) + wanted)
        return ((soon,), frozenset()) if soon == later else ((soon, later), week)
    if "coming" in mod or mod in ("upcoming", "following"):
        return (shift(today, ahead or 7),), frozenset()
    if not ahead:
        return (today, shift(today, 7)), week
    return (shift(today, ahead),), frozenset()


def _weekday(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _MODIFIER.match(low, at)
    if not hit:
        return None
    word, mod, end = hit["wd"], hit["mod"] or "", hit.end()
    if word in SHY_WEEKDAYS and not _is_day(low, at, end, bool(mod)):
        return None
    if _TO_WEEKDAY.match(low, end):
        stretch = _TO_WEEKDAY.match(low, end)
        assert stretch
        return Day(at, stretch.end(), (), Sort.WEEKDAY, use=Use.HABIT)
    post = f"{mod} week".strip() if hit["pre"] == "week" else hit["pre"] or ""
    after = _POST.match(low, end)
    if after and not post:
        post, end = after["post"], after.end()
    wanted = WEEKDAYS[word]
    if mod in ("last", "past", "previous"):
        back = (frame.today.weekday() - wanted) % 7 or 7
        return Day(at, end, (shift(frame.today, -back),), Sort.WEEKDAY, weekday=wanted, use=Use.GONE)
    if mod in ("every", "each", "most", "alternate"):
        return Day(at, end, (), Sort.WEEKDAY, weekday=wanted, use=Use.HABIT)
    options, doubts = _weekday_days(frame, wanted, mod, post)
    return Day(at, end, options, Sort.WEEKDAY, doubts, weekday=wanted, plain_week=not mod and not post)


_SHY_BEFORE = re.compile(
    r"(?:\b(?:on|next|this|by|or|and|until|till|from|for|to|interview|is|it's|coming|last|thu|fri|sat|tue|mon|tues|"
    r"thurs|maybe|either|free|available|before)[\s,(/]*|^\s*|[\n:(,-]\s*)\Z"
)
_SHY_AFTER = re.compile(rf"[\s,.]*(?:\d|at\s+\d|at\s+noon|@|(?:{one_of(MONTHS)})\b|the\s+\d|morning|afternoon|evening|noon|or\b|/)")
_SHY_SUBJECT = re.compile(r"\b(?:i|we|they|he|she|you|who|was|been|just|and|then|the)\s*\Z")


def _is_day(low: str, at: int, end: int, modified: bool) -> bool:
    """Whether "sat", "sun" or "wed" is a day here."""
    if modified:
        return True
    before = low[max(0, at - 14) : at]
    near = _SHY_AFTER.match(low, end)
    if _SHY_SUBJECT.search(before) and not (near and before.rstrip().endswith("and")):
        return False
    return bool(near) or bool(re.search(r"\bon\s+\Z", before)) or bool(
        _SHY_BEFORE.search(before) and re.match(r"\s*(?:$|[,.;)\n/-]|or\b|is\b|works\b)", low[end : end + 10])
    )


def _simple(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _SIMPLE.match(low, at)
    if not hit:
        return None
    word = hit["word"]
    extra = {"week": 7, "fortnight": 14}.get(hit["shift"] or "", 0)
    if word == "yesterday":
        return Day(at, hit.end(), (shift(frame.today, -1),), Sort.RELATIVE, use=Use.GONE)
    days = (1 if word in TOMORROWS else 0) + extra
    part = "night" if word.startswith("toni") else None
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
    options, doubts = _weekday_days(frame, WEEKDAYS[word], mod or "coming", "")
    return Day(
        at, hit.end(), tuple(shift(day, days) for day in options), Sort.WEEKDAY, doubts, weekday=WEEKDAYS[word]
    )


def _named_month(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "March 3rd", "3 March 2026", "3rd or 4th of March", "the third of March"."""
    for several in (_DAYS_MONTH, _MONTH_DAYS):
        if (hit := several.match(low, at)) and (days := _several_days(hit, frame)):
            return days
    hit = _DAY_MONTH.match(low, at) or _MONTH_DAY.match(low, at) or _WORDS_MONTH.match(low, at)
    if not hit:
        return None
    groups = hit.groupdict()
    if hit["month"] == "may" and text[hit.start("month")] == "m" and not _MAY_NEXT.match(low, hit.end("month")):
        if hit.start("month") != at:
            return None
    day = int(groups["day"]) if groups.get("day") else ORDINALS[groups["word"]]
    return _calendar(at, hit.end(), MONTHS[hit["month"]], day, hit["year"], frame)


def _several_days(hit: re.Match[str], frame: Frame) -> Day | None:
    start, end = hit.span()
    month = MONTHS[hit["month"]]
    first = _calendar(start, end, month, int(hit["a"]), hit["year"], frame)
    last = _calendar(start, end, month, int(hit["b"]), hit["year"], frame)
    if not first or not last:
        return None
    use = Use.WINDOW if hit["link"] in ("-", "to") else Use.DAY
    return Day(start, end, (*first.options, *last.options), Sort.CALENDAR, frozenset({Doubt.SLOTS}), use=use)


def _numeric(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "2026-03-03", "03.03.2026", "3/4/26", "3/4"."""
    if hit := _COMPACT.match(low, at):
        exact = _dated(int(hit["y"]), int(hit["m"]), int(hit["d"]))
        return Day(at, hit.end(), (exact,), Sort.CALENDAR) if exact else None
    hit = _NUMERIC.match(low, at)
    if not hit or (hit["sep"].strip() != "/" and not hit["c"]):
        return _dotted(low, at, frame)
    a, b, c, sep = hit["a"], hit["b"], hit["c"], hit["sep"].strip()
    if len(a) == 4:
        exact = _dated(int(a), int(b), int(c)) if c else None
        return Day(at, hit.end(), (exact,), Sort.CALENDAR) if exact else None
    if (len(c or "") == 2 and re.search(r"(?:\bv|version|release|python|\.)\s?\Z", low[max(0, at - 9) : at])) or (
        c is None and not _date_company(low, at, hit.end())
    ):
        return None
    dotted = sep == "." or (sep == "-" and frame.order is None and len(a) == 2 and int(a) > 12)
    order = "dmy" if dotted else frame.order
    return _ordered(at, hit.end(), int(a), int(b), c, order, frame)


def _dotted(low: str, at: int, frame: Frame) -> Day | None:
    hit = _DOTTED.match(low, at)
    if not hit or re.search(r"(?:\bat|@|from|to|-|about|around)\s*\Z", low[max(0, at - 8) : at]):
        return None
    if hit["b"].startswith("0") or re.search(rf"(?:\bon|\b(?:{one_of(WEEKDAYS)})),?\s*(?:the\s*)?\Z", low[max(0, at - 14) : at]):
        return _ordered(at, hit.end(), int(hit["a"]), int(hit["b"]), None, "dmy", frame)
    return None


def _date_company(low: str, at: int, end: int) -> bool:
    """Whether 3/4 stands where a date would: after "on" or a weekday, or before a time."""
    if _OUT_OF.match(low, end) or low[at:end].replace(" ", "") in ("24/7", "9/5"):
        return False
    return bool(_DATE_BEFORE.search(low, max(0, at - 14), at)) or bool(_DATE_AFTER.match(low, end))


def _ordered(at: int, end: int, a: int, b: int, year: str | None, order: str | None, frame: Frame) -> Day | None:
    """Both ways to read two numbers; the person's own order wins where it makes a day."""
    dmy = _calendar(at, end, b, a, year, frame) if b <= 12 else None
    mdy = _calendar(at, end, a, b, year, frame) if a <= 12 else None
    if order and (chosen := dmy if order == "dmy" else mdy):
        other = mdy if order == "dmy" else dmy
        return replace(chosen, spare=other.options if other else ())
    if dmy and mdy and dmy.options != mdy.options:
        options = tuple(sorted({*dmy.options, *mdy.options}))
        doubts = frozenset({Doubt.DAY_MONTH_ORDER})
        return Day(at, end, options, Sort.CALENDAR, doubts, gone=dmy.gone or mdy.gone)
    return dmy or mdy


def _ordinal(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _ORDINAL.match(low, at)
    if not hit or not re.search(
        rf"(?:\b(?:the|on|to|for|of|and|or|by|until|till|{one_of(WEEKDAYS)})[\s,.(]*|^|[,\n/(-]\s*)\Z", low[max(0, at - 14) : at]
    ):
        return None
    return _day_of_month(at, hit.end(), int(hit["day"]), frame)


Reader = Callable[[str, str, int, Frame], Day | None]
ON_DIGITS: tuple[Reader, ...] = (_numeric, _named_month, _counted, _ordinal)
ON_WORDS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(WEEKDAYS, (_weekday,)),
    **dict.fromkeys(MONTHS, (_named_month,)),
    **dict.fromkeys(ORDINALS, (_named_month,)),
    **dict.fromkeys(("today", "tdy", "tonight", "tonite", "yesterday", *TOMORROWS), (_simple,)),
    **dict.fromkeys(("next", "nxt", "coming", "upcoming", "last", "past", "previous", "following"), (_weekday,)),
    **dict.fromkeys(("every", "each", "most", "alternate"), (_weekday,)),
    "this": (_this, _weekday),
    "later": (_this,),
    "day": (_after_tomorrow,),
    **dict.fromkeys(("in", "a", "an", "week", "fortnight", "couple", "few", *COUNTS), (_counted,)),
}


def bare_day(low: str, at: int, frame: Frame) -> Day | None:
    """A number right after a weekday ("Tuesday 3"), to be kept only where the weekday agrees."""
    hit = _BARE_DAY.match(low, at)
    return _day_of_month(at, hit.end(), int(hit["day"]), frame, plain=True) if hit and int(hit["day"]) else None
