"""An interview that is recorded alone and due by a time: its deadline read as its time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailer import when

CUE = re.compile(
    r"\bone[- ]way\b|\bhire ?vue\b|\bspark ?hire\b|\bwillo\b|\bvid ?cruiter\b|\bpre-?record(?:ed|ing)\b|\bon-demand (?:video|interview)\b|\basynchronous\b|"
    r"(?<!be )(?<!being )\brecorded (?:video )?(?:interview|answers|responses|assessment)\b|\brecord(?:ing)? (?:your|my|the|some|these|five|\d) (?:\w+ )?(?:answers?|responses?|video|interview)\b|"
    r"\bvideo (?:answers|responses)\b",
    re.I,
)
_DAY_OR_TIME = r"(?=\s+(?:the\s+)?(?:\d|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|tod|tom|tmr|tonight|noon|mid|this|next|end|eod|cob|\w+(?:st|nd|rd|th)\b|at\b))"
_DUE = re.compile(
    r"\b(?:(?:is |are )?(?:due(?: in)?|closing|open|available|valid)(?: (?:by|on|at|until|till|before))?|(?:by|before|until|till|no later than|not later than)(?: the end of)?|"
    r"closes?(?: on| at)?|expires?(?: on| at)?|deadline(?: is|:)?(?: (?:by|on|at|the))?|needs? (?:doing|finishing|completing|to be (?:done|completed|finished))(?: (?:by|before|on))?|end of)"
    + _DAY_OR_TIME,
    re.I,
)  # fmt: skip
_MIDNIGHT = re.compile(r"(?:\b(?:at|on)\s+)?(?:\b(?:12|twelve)\s?)?\bmidnight\b(?: on)?|\b(?:23[:.]59|11[:.]59 ?p\.?m\.?)(?: \w{2,4}\b(?= ))?", re.I)  # fmt: skip
_COUNTED = re.compile(
    r"\b(?:within|in|have|next|got)\s+(?:the\s+|the next\s+|about\s+)?(\d{1,2}|an?|two|three|four|five|six|seven|ten)\s+(hours?|hrs?|days?|weeks?)\b",
    re.I,
)
_COUNTS = {"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_END_OF_DAY = "11:59pm"


def told(text: str) -> bool:
    """Tell whether a text is about an interview that one records alone."""
    return CUE.search(text) is not None


def as_start(text: str, reference: datetime, zone: ZoneInfo) -> str:
    """The text of such an interview with its deadline said as a time: "by Sunday 8pm" as "on Sunday at 8pm".

    A day alone lasts until its end, "before the 30th" until the end of the 29th, and "72 hours" are counted from the
    mail's own date. Other texts come back as they are.
    """
    if not told(text):
        return text
    plain = _DUE.sub("on", _MIDNIGHT.sub(f"at {_END_OF_DAY}", text))
    found = when.find(plain, reference=reference, zone=zone)
    if any(each.time and each.date for each in found):
        return plain
    days = [each for each in found if each.date is not None]
    if len(days) == 1 and not any(each.time for each in found):
        day = when.deadline(text, reference=reference, zone=zone) or days[0].date
        return plain[: days[0].span.start] + _ends(day) + plain[days[0].span.end :]
    if not days and (counted := _COUNTED.search(text)):
        return f"{text[: counted.start()]}on {_counted(counted, reference.astimezone(zone))}{text[counted.end() :]}"
    return plain


def _ends(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year} at {_END_OF_DAY}" if day else ""


def _counted(hit: re.Match[str], now: datetime) -> str:
    number = _COUNTS.get(hit[1].lower()) or int(hit[1])
    if hit[2].lower().startswith("h"):
        end = now + timedelta(hours=number)
        return f"{end.day} {end:%B} {end.year} at {end:%H:%M}"
    return _ends((now + timedelta(days=number * (7 if hit[2].lower().startswith("w") else 1))).date())
