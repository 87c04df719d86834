"""Reads a weekday and the little words about it: "next Tuesday", "Thursday week", "a week on Friday"."""

import re
from datetime import date

from mailer.when.days import RECENT, Day, Frame, Sort, Use, shift
from mailer.when.lexicon import MONTHS, SHY_WEEKDAYS, WEEKDAYS, one_of
from mailer.when.model import Doubt

NAMED = rf"(?P<wd>{one_of(WEEKDAYS)})(?:'s)?(?![a-z])\.?(?=\W|$)"
_MODIFIER = re.compile(
    r"(?:(?P<mod>this coming|this upcoming|next coming|this|next|nxt|coming|upcoming|last|past|previous|following|"
    r"every|each|most|alternate)\s+)?"
    r"(?:(?P<pre>week after next|week)(?:'s)?[\s,]+(?:on\s+|probably\s+|the\s+)?)?" + NAMED
)
_POST = re.compile(
    r"[\s,]+(?:of\s+|in\s+|the\s+)*(?P<post>next week|this week|nxt week|week after next|after next|following week|"
    r"coming week|week|fortnight)(?![a-z'])(?!\s+of\b)"
)
_NTH = re.compile(
    r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+" + NAMED + r"\s*(?:of|in)\s+"
    rf"(?:(?P<which>the|this|next)\s+month|(?P<month>{one_of(MONTHS)}))(?![a-z])(?:,?\s+(?P<year>20\d\d)(?!\d))?"
)
_NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_TO_WEEKDAY = re.compile(rf"\s*(?:-|to|through|thru|until|till)\s*(?:{one_of(WEEKDAYS)})(?![a-z])")
# "On a Friday", "that Friday": some Friday, not the coming one.
_SOME = re.compile(r"\b(?:a|an|one|any|some|that|another|of)\s+\Z")
_SHY_BEFORE = re.compile(
    r"(?:\b(?:on|next|this|by|or|and|until|till|from|for|to|interview|is|it's|coming|last|thu|fri|sat|tue|mon|tues|"
    r"thurs|maybe|either|free|available|before)[\s,(/]*|^\s*|[\n:(,-]\s*)\Z"
)
_SHY_AFTER = re.compile(
    rf"[\s,.]*(?:\d|at\s+\d|at\s+noon|@|(?:{one_of(MONTHS)})\b|the\s+\d|morning|afternoon|evening|noon|or\b|/)"
)
_LISTED = re.compile(rf"\b(?:{one_of(WEEKDAYS)}),?\s+and\s+\Z")
_SHY_SUBJECT = re.compile(r"\b(?:i|we|they|he|she|you|who|was|been|just|and|then|the)\s*\Z")


def weekday_days(frame: Frame, wanted: int, mod: str, post: str) -> tuple[tuple[date, ...], frozenset[Doubt]]:
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


def weekday(low: str, text: str, at: int, frame: Frame) -> Day | None:
    hit = _MODIFIER.match(low, at)
    if not hit:
        return None
    word, mod, end = hit["wd"], hit["mod"] or "", hit.end()
    if not mod and _SOME.search(low, max(0, at - 10), at):
        return Day(at, end, (), Sort.WEEKDAY, weekday=WEEKDAYS[word], use=Use.HABIT)
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
    options, doubts = weekday_days(frame, wanted, mod, post)
    return Day(at, end, options, Sort.WEEKDAY, doubts, weekday=wanted, plain_week=not mod and not post)


def nth_weekday(low: str, text: str, at: int, frame: Frame) -> Day | None:
    """ "The first Monday in July", "the last Friday of the month"."""
    hit = _NTH.match(low, at)
    if not hit:
        return None
    today, wanted = frame.today, WEEKDAYS[hit["wd"]]
    month = MONTHS[hit["month"]] if hit["month"] else today.month + (hit["which"] == "next")
    year = int(hit["year"] or today.year + (month > 12))
    day = _nth(year, (month - 1) % 12 + 1, wanted, _NTHS.get(hit["nth"]))
    if day >= today or not hit["month"] or hit["year"]:
        return Day(at, hit.end(), (day,), Sort.CALENDAR, weekday=wanted)
    ahead = _nth(year + 1, month, wanted, _NTHS.get(hit["nth"]))
    recent = (today - day).days <= RECENT
    doubts = frozenset({Doubt.PAST}) if recent else frozenset[Doubt]()
    return Day(at, hit.end(), (ahead,), Sort.CALENDAR, doubts, weekday=wanted, gone=day if recent else None)


def _nth(year: int, month: int, wanted: int, nth: int | None) -> date:
    """The nth such weekday of a month; the last where there is no number."""
    first = date(year, month, 1)
    start = shift(first, (wanted - first.weekday()) % 7)
    if nth:
        return shift(start, 7 * (nth - 1))
    fifth = shift(start, 28)
    return fifth if fifth.month == month else shift(start, 21)


def _is_day(low: str, at: int, end: int, modified: bool) -> bool:
    """Whether "sat", "sun" or "wed" is a day here."""
    if modified:
        return True
    before = low[max(0, at - 14) : at]
    near = _SHY_AFTER.match(low, end)
    if _SHY_SUBJECT.search(before) and not _LISTED.search(before):
        return False
    return (
        bool(near)
        or bool(re.search(r"\bon\s+\Z", before))
        or bool(_SHY_BEFORE.search(before) and re.match(r"\s*(?:$|[,.;)\n/-]|or\b|is\b|works\b)", low[end : end + 10]))
    )
