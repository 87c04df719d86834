"""Reads a date of the calendar: "3 March 2026", "the 12th", "2026-03-03", "3/4", "3rd or 4th of March"."""

import re
from dataclasses import replace
from datetime import date

from mailer.when.days import RECENT, Day, Frame, Sort, Use
from mailer.when.lexicon import AFTERWARDS, MONTHS, ORDINALS, WEEKDAYS, one_of
from mailer.when.model import Doubt

_MONTH = rf"(?P<month>{one_of(MONTHS)})(?![a-z])\.?"
_YEAR = r"(?:,?\s*(?:of\s+)?(?P<year>(?:19|20)\d\d(?!\d|:)|'\d\d\b))?"
_TH = r"(?:st|nd|rd|th)"
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
_ORDINAL = re.compile(rf"(?P<day>\d{{1,2}}){_TH}(?![a-z])(?:\s+of\s+(?P<which>this|the|next)\s+month\b|{AFTERWARDS})")
_SPELT = re.compile(rf"(?P<word>{one_of(ORDINALS)})(?![a-z-]){AFTERWARDS}")
_ON_THE = re.compile(r"\b(?:on|to|for)\s+the\s+\Z")
_NUMERIC = re.compile(
    r"(?P<a>\d{4}|\d{1,2})(?P<sep>\s?[/.-])\s?(?P<b>\d{1,2})(?:(?P=sep)\s?(?P<c>\d{4}|\d{2}))?(?!\d|[:/]\d)"
)
_DOTTED = re.compile(r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?!\d)")
_BARE_DAY = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[./h]\d|\s?[ap]\.?m\b|\s?o'?clock|\s*-\s*\d|%)")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=t\d{4})")
_DATE_BEFORE = re.compile(
    rf"(?:\b(?:on|for|the|to|date|from|is|or|and|until|till|by|before|of|it's|{one_of(WEEKDAYS)})\b[\s.:,(]*|^|\n\s*[-+]?\s*)\Z"
)
_DATE_AFTER = re.compile(
    r"\s*[,)]?\s*(?:@|at\b|-|from\b|between\b|\d{1,2}(?::\d\d|\s?[ap]\.?m)|instead\b|works\b|$|noon\b|midday\b)"
)
_MAY_NEXT = re.compile(
    r"\s*(?:$|[^a-z\s]|\n|(?:at|from|and|or|in|for|with|on|via|is|works|instead|if|to|between|starting|please|the|as)\b)"
)
_OUT_OF = re.compile(r"\s*(?:of\b|out\b|stars?\b|%)")


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    digits = digits.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


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
    if gone and (frame.today - gone).days <= RECENT:
        return Day(start, end, (ahead[0],), Sort.CALENDAR, frozenset({Doubt.PAST}), gone=gone)
    late = _dated(frame.today.year - 1, month, day)
    if late and frame.today.month <= 2 and month >= 11 and (frame.today - late).days <= RECENT:
        return Day(start, end, (ahead[0],), Sort.CALENDAR, frozenset({Doubt.PAST}), gone=late)
    return Day(start, end, (ahead[0],), Sort.CALENDAR)


def _day_of_month(start: int, end: int, day: int, frame: Frame) -> Day | None:
    """ "The 12th": the next month that has one."""
    year, month = frame.today.year, frame.today.month
    gone = _dated(year, month, day)
    for _ in range(4):
        found = _dated(year, month, day)
        if found and found >= frame.today:
            recent = gone if gone and gone < frame.today else None
            return Day(start, end, (found,), Sort.CALENDAR, gone=recent, nameless_month=True)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def named_month(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "March 3rd", "3 March 2026", "3rd or 4th of March", "the third of March"."""
    for several in (_DAYS_MONTH, _MONTH_DAYS):
        if (hit := several.match(low, at)) and (days := _several_days(hit, frame)):
            return days
    hit = _DAY_MONTH.match(low, at) or _MONTH_DAY.match(low, at) or _WORDS_MONTH.match(low, at)
    if not hit:
        return None
    groups = hit.groupdict()
    verb = hit["month"] == "may" and text[hit.start("month")] == "m" and not _MAY_NEXT.match(low, hit.end("month"))
    if verb and hit.start("month") != at:  # "room 3 may be locked"
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


def numeric(low: str, text: str, at: int, frame: Frame) -> Day | None:
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
    if not hit or re.search(r"(?:\bat|@|from|to|\d\s?-|about|around)\s*\Z", low[max(0, at - 8) : at]):
        return None
    if hit["b"].startswith("0") or re.search(
        rf"(?:\bon|\b(?:{one_of(WEEKDAYS)})),?\s*(?:the\s*)?\Z", low[max(0, at - 14) : at]
    ):
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


def ordinal(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _ORDINAL.match(low, at)
    if not hit or not re.search(
        rf"(?:\b(?:the|on|to|for|of|and|or|by|until|till|{one_of(WEEKDAYS)})[\s,.(]*|^|[,\n/(-]\s*)\Z",
        low[max(0, at - 14) : at],
    ):
        return None
    if hit["which"] == "next":
        month = frame.today.month % 12 + 1
        return _calendar(at, hit.end(), month, int(hit["day"]), None, frame)
    return _day_of_month(at, hit.end(), int(hit["day"]), frame)


def spelt_day(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "On the fifteenth". The first three count other things too often to be a day alone."""
    hit = _SPELT.match(low, at)
    if not hit or ORDINALS[hit["word"]] <= 3 or not _ON_THE.search(low, max(0, at - 10), at):
        return None
    return _day_of_month(at, hit.end(), ORDINALS[hit["word"]], frame)


def bare_day(low: str, at: int, frame: Frame) -> Day | None:
    """A number right after a weekday ("Tuesday 3"), to be kept only where the weekday agrees."""
    hit = _BARE_DAY.match(low, at)
    return _day_of_month(at, hit.end(), int(hit["day"]), frame) if hit and int(hit["day"]) else None
