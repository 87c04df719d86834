"""Finds the day by which something is said to be due or heard: "by Friday", "early next week", "in 5-7 working days"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mailer.when.dates import count_of
from mailer.when.days import Use, shift
from mailer.when.lexicon import COUNTS, MONTHS, WEEKDAYS, one_of
from mailer.when.moments import Sighting, Survey, survey
from mailer.when.roles import Role
from mailer.when.settle import today

_HEAR = re.compile(
    r"\b(?:hear\w*|let (?:me|us|you|everyone|candidates|people|them|him|her) know|lmk|get(?:ting)? back|got back|come back|"
    r"(?:be )?in touch|decision\w*|decid\w+|results?|outcome|answers?|feedback|updates?|notif\w+|announce\w*|call (?:me )?back|"
    r"(?:they|she|he|we|hr|recruiter|company)(?:'d|'ll| will| would)? (?:call|ring|email|phone|contact|know|reply|respond|"
    r"write|say|tell|confirm)|know (?:by|in|within|more)|respon\w+|reply|reach out|follow up|verdict|news)\b"
)
_UNTIL = re.compile(r"\b(?:by|within|before|until|till|no later than|not before|over|in under)\s*(?:the\s+)?\Z")
_STORY = re.compile(r"\b(?:was|were|had|did|went|got|sold|came|said|told|gone|i'd)\b")
# "Friday" in a text this short is the answer to "by when?".
_SHORT = 60

_WEEK_ENDS = {"early": 1, "start": 1, "beginning": 1, "mid": 2, "middle": 2, "late": 4, "later": 4, "end": 4, "": 4}
_MONTH_ENDS = {"early": 10, "start": 7, "beginning": 7, "mid": 15, "middle": 15}

_POINT = r"(?P<point>early|earlier|later|late|mid|middle|beginning|start|end|sometime|some time|towards the end)?(?:[\s-]+(?:of|in))?"
_WEEK = re.compile(
    rf"{_POINT}[\s-]*(?:the\s+)?(?P<which>this|next|the coming|the following|following|coming|the)\s+(?P<unit>week(?!end)|month)\b(?!\s+(?:on\s+)?(?:{one_of(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])}))"
)
_MONTH = re.compile(
    rf"{_POINT}[\s-]*(?:the\s+month\s+of\s+)?(?P<month>{one_of(m for m in MONTHS if len(m) > 3 or m == 'may')})(?![a-z])(?!\s*(?:the\s+)?\d)"
)
_COUNTED = re.compile(
    rf"(?:(?:in|within|after|over)\s+)(?:about|around|roughly|approximately|up to|the next|next|another|the space of|at most|max(?:imum)?)?\s*"
    rf"(?P<a>\d{{1,3}}|{one_of(COUNTS)})(?:\s*(?:-|to|or|/)\s*(?P<b>\d{{1,3}}|{one_of(COUNTS)}))?\s+(?:full\s+)?"
    r"(?P<work>working|business|work|week)?\s*(?P<unit>hours?|hrs?|h\b|days?|weeks?|wks?|fortnights?|months?)(?:\s+or\s+(?P<more>two|so|three))?"
)
_NEXT_FEW = re.compile(
    rf"\b(?:the\s+)?next\s+(?P<a>\d{{1,2}}|{one_of(COUNTS)})(?:\s*(?:-|to|or)\s*(?P<b>\d{{1,2}}|{one_of(COUNTS)}))?\s+(?P<work>working|business)?\s*"
    r"(?P<unit>hours?|hrs?|days?|weeks?|months?)"
)
_RANGE_TIME = re.compile(
    rf"\b(?P<a>\d{{1,2}}|{one_of(COUNTS)})\s*(?:-|to|or)\s*(?P<b>\d{{1,2}}|{one_of(COUNTS)})\s+(?P<work>working|business)?\s*(?P<unit>days?|weeks?|months?)(?:'?\s+time)?"
)
_SIMPLE = re.compile(
    r"\b(?:(?P<day>end of (?:the |this )?(?:day|play|business)|eod|cob|close of (?:play|business)|today|tonight)"
    rf"(?!\s+(?:on\s+)?(?:the\s+)?(?:\d|tomorrow|tmrw|{one_of(WEEKDAYS)}))|"
    r"(?P<week>eow|end of week|week's end|week end|later this week)|(?P<month>eom|end of month|month end|month's end)|"
    r"(?P<weekend>(?:this |the |over the )?weekend)|(?P<year>end of (?:the |this )?year))\b"
)


def _monday(day: date) -> date:
    return shift(day, -day.weekday())


def _month_day(year: int, month: int, number: int | None) -> date:
    years, index = divmod(year * 12 + month - 1, 12)
    last = monthrange(years, index + 1)[1]
    return date(years, index + 1, min(number or last, last))


def _point(word: str | None) -> str:
    word = (word or "").strip()
    return "end" if word == "towards the end" else "" if word in ("sometime", "some time") else word


def _week(hit: re.Match[str], now: date) -> date | None:
    point, which = _point(hit["point"]), hit["which"].removeprefix("the ").strip()
    ahead = 0 if which in ("this", "the") else 1
    if which == "the" and not point:
        return None
    if hit["unit"] == "month":
        number = _MONTH_ENDS.get(point)
        return _month_day(now.year, now.month + ahead, number)
    day = shift(_monday(now), 7 * ahead + _WEEK_ENDS.get(point, 4))
    return day if day >= now else shift(now, 0) if now.weekday() > 4 and not ahead else day


def _month(hit: re.Match[str], now: date) -> date | None:
    month = MONTHS[hit["month"]]
    year = now.year + (month < now.month)
    return _month_day(year, month, _MONTH_ENDS.get(_point(hit["point"])))


def _number(word: str) -> int:
    return count_of(word)


def working_days(day: date, number: int) -> date:
    """So many days from Monday to Friday on."""
    weeks, rest = divmod(number, 5)
    day = shift(day, 7 * weeks)
    while rest:
        day = shift(day, 1)
        rest -= day.weekday() < 5
    return day


def _counted(hit: re.Match[str], now: date) -> date | None:
    groups = hit.groupdict()
    number = _number(groups.get("b") or groups["a"])
    if groups.get("more") in ("two", "three") and not groups.get("b"):
        number = {"two": 2, "three": 3}[groups["more"]]
    unit = groups["unit"]
    if unit.startswith("h"):
        return shift(now, -(-number // 24))
    if unit.startswith("d"):
        return (
            working_days(now, number)
            if groups.get("work") in ("working", "business", "work", "week")
            else shift(now, number)
        )
    if unit.startswith(("w", "f")):
        return shift(now, number * (7 if unit.startswith("w") else 14))
    return _month_day(now.year, now.month + number, now.day)


def _simple(hit: re.Match[str], now: date) -> date | None:
    if hit["day"]:
        return now
    if hit["week"]:
        return shift(_monday(now), 4) if now.weekday() <= 4 else now
    if hit["month"]:
        return _month_day(now.year, now.month, None)
    if hit["weekend"]:
        return shift(_monday(now), 6)
    return date(now.year, 12, 31)


_PHRASES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_COUNTED, _counted),
    (_NEXT_FEW, _counted),
    (_RANGE_TIME, _counted),
    (_SIMPLE, _simple),
    (_WEEK, _week),
    (_MONTH, _month),
)
_ANY = re.compile(
    r"week|month|day|hour|hrs|\beo[dwm]\b|\bcob\b|close of|end of|today|tonight|fortnight|year|"
    + one_of(m for m in MONTHS if len(m) > 3 or m == "may")
)


def deadline(text: str, *, reference: datetime, zone: ZoneInfo, order: str | None = None) -> date | None:
    """The latest day the words allow for an answer or a task, in the writer's calendar; None where none is told.

    A sentence about hearing back comes before one about something to hand in.
    """
    seen = survey(text, reference=reference, zone=zone, order=order)
    now = today(reference, zone)
    found = [*_named_days(seen), *_phrases(seen, now)]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _named_days(seen: Survey) -> list[tuple[int, int, date]]:
    """Days that stand after "by" or in a sentence about hearing back."""
    out = []
    for one in seen.sightings:
        day = one.pair.day
        if (
            day is None
            or not day.options
            or seen.low.startswith("in ", day.start)
            or day.use not in (Use.DAY, Use.WINDOW)
            or one.role is Role.PAST
        ):
            continue
        sentence = seen.sentence(one.pair.start)
        heard = bool(_HEAR.search(sentence))
        firm = one.role is Role.DEADLINE and (heard or not _STORY.search(sentence))
        if firm or (heard and not one.pair.clock) or (len(seen.low) <= _SHORT and not one.pair.clock):
            out.append((_rank(firm, heard), one.pair.start, _latest(seen, one)))
    return out


def _rank(firm: bool, heard: bool) -> int:
    return (0 if firm else 1) if heard else 2 if firm else 3


def _latest(seen: Survey, one: Sighting) -> date:
    day = one.pair.day
    assert day
    last = max(day.options)
    before = re.search(r"\b(?:before|ahead of|prior to)\s+(?:the\s+)?\Z", seen.low[max(0, day.start - 16) : day.start])
    return shift(last, -1) if before else last


def _phrases(seen: Survey, now: date) -> list[tuple[int, int, date]]:
    """Stretches of time: weeks, months, counted days."""
    out: list[tuple[int, int, date]] = []
    if not _ANY.search(seen.low):
        return out
    taken = [(one.pair.day.start, one.pair.day.end) for one in seen.sightings if one.pair.day]
    for pattern, reader in _PHRASES:
        for hit in pattern.finditer(seen.low):
            before = seen.low[max(0, hit.start() - 20) : hit.start()]
            until = hit.group().startswith("within") or bool(_UNTIL.search(before))
            sentence = seen.sentence(hit.start())
            heard = bool(_HEAR.search(sentence)) and hit.group() not in ("today", "tonight")
            until = until and (heard or not _STORY.search(sentence))
            inside = any(start < hit.end() and hit.start() < end for start, end in taken) and pattern is not _COUNTED
            if inside or not (until or heard or len(seen.low) <= _SHORT):
                continue
            if (day := reader(hit, now)) and day >= now:
                out.append((_rank(until or (heard and pattern is _COUNTED), heard), hit.start(), day))
                taken.append(hit.span())
    return out
