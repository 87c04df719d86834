"""Walks a text once and picks up its date, time, zone and part-of-day phrases, in order."""

import re
from dataclasses import dataclass, replace
from datetime import date

from mailer.when import beside, dates, figures, spoken, zones
from mailer.when.calendar_dates import bare_day, named_month, numeric
from mailer.when.clocks import Clock, with_part
from mailer.when.days import Day, Frame, Sort, Use, shift
from mailer.when.lexicon import PARTS
from mailer.when.model import Doubt
from mailer.when.zones import ZoneName

_TOKEN = re.compile(r"[a-z]+|\d+")
_PHONE = re.compile(r"(?:\+\s?|\(0?\d{2,4}\)\s?)?\d{2,}(?:[\s().-]{1,2}\d{2,}){1,6}|\d{5,}")
_NO_HOUR_BEFORE = re.compile(r"(?:\bgood|\bgreat|\bhappy)\s+\Z")
_ID_BEFORE = re.compile(
    r"(?:\b(?:id|pin|passcode|password|code|tel|phone|mobile|fax|ext|call|ring|dial|whatsapp|cell)[\s:.#]*|\+)\Z"
)
# Between two names for one day: "tomorrow (Tuesday)", "Thursday, the 12th".
_SAME_DAY = re.compile(r"[\s,.(-]*(?:(?:the|that's|that is|i\.?e\.?|which is|being|so|aka)\b[\s,.]*)*\Z")
_DAY_GAP = re.compile(r"(?: / |[ ,:()@-]*\n?[ ,:()@-]*)(?:(?:at|from|time:?|about|around)\s*)?")
_NUMBER_GAP = re.compile(r"[ ,]{0,3}(?:the )?")
_DOTTED_TIMES = re.compile(r"[012]?\d\.[0-5]\d\s*-\s*[012]?\d\.[0-5]\d\s*\Z")
_SAME_SLOT = re.compile(r"\s*(?:,|,?\s*or|,?\s*and|/)\s*(?:at\s+)?\Z")
_TIME_LIST = re.compile(
    r"\d{1,2}(?::\d\d)?\s*(?:,\s*\d{1,2}(?::\d\d)?\s*){0,5}(?:,?\s*(?:or|and|&|/)\s*)\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day standing for itself: "Thursday afternoon"."""

    start: int
    end: int
    name: str


# Two readings of 12/3 this many days apart are not both an interview's.
_FAR = 120

# A text with more times than this is a timetable; its first ones are read.
_MOST = 300

Atom = Day | Clock | ZoneName | Part


def atoms(low: str, text: str, frame: Frame) -> list[Atom]:
    """Every phrase found, in the order of the text; none overlaps another."""
    found: list[Atom] = []
    reach = 0
    for token in _TOKEN.finditer(low):
        at = token.start()
        if at < reach:
            continue
        word = token.group()
        hit = _digits(low, text, at, frame, found) if word[0].isdigit() else _word(low, text, at, word, frame, found)
        if isinstance(hit, int):
            reach = hit
            continue
        for atom in hit:
            found.append(atom)
            reach = atom.end
        if len(found) >= _MOST:
            break
    return same_days(low, found)


def _company(low: str, at: int, found: list[Atom]) -> bool:
    """Whether a day, or another time of a list, stands right before."""
    if not found:
        return False
    gap = low[found[-1].end : at]
    if isinstance(found[-1], (Day, Part)):
        return len(gap) <= 12 and bool(_DAY_GAP.fullmatch(gap))
    return isinstance(found[-1], Clock) and len(gap) <= 10 and bool(_SAME_SLOT.fullmatch(gap))


def _digits(low: str, text: str, at: int, frame: Frame, found: list[Atom]) -> list[Atom] | int:
    if at and (low[at - 1].isalpha() or low[at - 1] == "\0"):
        return []
    company = _company(low, at, found)
    last = found[-1] if found else None
    if (
        (
            isinstance(last, Day)
            and last.sort is Sort.WEEKDAY
            and last.use is Use.DAY
            and _NUMBER_GAP.fullmatch(low[last.end : at])
        )
        and (day := bare_day(low, at, frame))
        and _agrees(last, day)
        and not _TIME_LIST.match(low, at)
    ):
        month = named_month(low, text, at, frame)
        return [month or numeric(low, text, at, frame) or day]
    for reader in dates.ON_DIGITS:
        if day := reader(low, text, at, frame):
            if reader is numeric and (moment := figures.iso_time(low, day.end)):
                return [day, *_with_zone(low, text, moment)]
            return [day]
    if company and (moment := figures.on_digits(low, at, company)):
        return _with_zone(low, text, moment)
    phone = _PHONE.match(low, at)
    if (
        phone
        and not _DOTTED_TIMES.match(phone.group())
        and (len(re.sub(r"\D", "", phone.group())) >= 7 or _ID_BEFORE.search(low[max(0, at - 12) : at]))
    ) and not re.match(r"[01]?\d{3}\s?-\s?[012]\d{3}\b", phone.group()):
        return phone.end()
    company = company or bool(_TIME_LIST.match(low, at))
    if moment := figures.on_digits(low, at, company):
        return _with_zone(low, text, moment)
    return []


def _agrees(weekday: Day, day: Day) -> bool:
    return any(option.weekday() == weekday.weekday for option in day.options)


def _word(low: str, text: str, at: int, word: str, frame: Frame, found: list[Atom]) -> list[Atom]:
    if at and (low[at - 1].isdigit() or low[at - 1] == "\0"):
        return []
    for reader in dates.ON_WORDS.get(word, ()):
        if day := reader(low, text, at, frame):
            return [day]
    if word in spoken.WORDS or word == "a":
        alone = word == "a" and not low.startswith("a quarter", at)
        moment = None if alone else spoken.on_words(low, at, _company(low, at, found))
        return _with_zone(low, text, moment) if moment else []
    if word in PARTS and not _NO_HOUR_BEFORE.search(low[max(0, at - 8) : at]):
        return _part(low, at, word, found)
    if word in ("time", "timezone"):
        zone = zones.ending(low, text, at, at + len(word))
        return [zone] if zone and (not found or zone.start >= found[-1].end) else []
    if word in _ZONE_WORDS or (len(word) <= 5 and text[at : at + 2].isupper()):
        zone = zones.standing(low, text, at)
        return [zone] if zone else []
    return []


_ZONE_WORDS = frozenset(
    [
        "europe",
        "america",
        "asia",
        "africa",
        "australia",
        "pacific",
        "atlantic",
        "eastern",
        "central",
        "mountain",
        "utc",
        "gmt",
        "london",
        "paris",
        "berlin",
        "uk",
        "india",
        "indian",
        "british",
        "greenwich",
        "irish",
        "israel",
        "new",
        "los",
        "chicago",
    ]
)


def _part(low: str, at: int, word: str, found: list[Atom]) -> list[Atom]:
    """A part of the day belongs to the day or time beside it; "am" only right after a day."""
    last = found[-1] if found else None
    gap = low[last.end : at] if last else ""
    if word in ("am", "pm") and not (isinstance(last, Day) and gap.strip() in ("", ",") and len(gap) < 3):
        return []
    return [Part(at, at + len(word), PARTS[word])]


def _with_zone(low: str, text: str, moment: Clock) -> list[Atom]:
    """A time together with the part of the day and the zone named right after it."""
    if part := beside.part_after(low, moment.end):
        moment = replace(with_part(moment, part[0]), end=part[1], bare=False)
    name = zones.after_time(low, text, moment.end) or zones.in_place(low, text, moment.end)
    return [moment, name] if name else [moment]


def same_days(low: str, found: list[Atom]) -> list[Atom]:
    """Neighbouring names for one day become one: "tomorrow, Tuesday the 3rd of March"."""
    found = _windows(low, found)
    for pair in (_weekday_first, _any_order):
        merged: list[Atom] = []
        for index, atom in enumerate(found):
            last = merged[-1] if merged else None
            if isinstance(last, Day) and isinstance(atom, Day) and last.use is atom.use is Use.DAY:
                following = found[index + 1] if index + 1 < len(found) else None
                gap = low[last.end : atom.start]
                if len(gap) < 24 and _SAME_DAY.match(gap) and pair(last, atom, following, low):
                    merged[-1] = meet(last, atom)
                    continue
            merged.append(atom)
        found = merged
    return found


_STRETCH = re.compile(r"\s*(?:-|to|until|till|through|thru)\s*(?:(?:the|on)\s+)?")
_MOVES = re.compile(
    r"\b(?:mov|chang|resched|push|shift|postpon|switch|brought|bring|put|bump)\w*\b[^.!?\n]{0,40}\bfrom\s+(?:the\s+)?\Z"
)


def _windows(low: str, found: list[Atom]) -> list[Atom]:
    """ "9 March to 13 March": a stretch of days, unless something moves from the one to the other."""
    out: list[Atom] = []
    for atom in found:
        last = out[-1] if out else None
        if isinstance(last, Day) and isinstance(atom, Day) and last.use is atom.use is Use.DAY:
            first = _plain_start(low, out)
            if _STRETCH.fullmatch(low[last.end : atom.start]) and not _MOVES.search(low, max(0, first - 70), first):
                options = tuple(dict.fromkeys((*last.options[:1], *atom.options[:1])))
                out[-1] = replace(
                    last, end=atom.end, options=options, use=Use.WINDOW, doubts=last.doubts | {Doubt.SLOTS}
                )
                continue
        out.append(atom)
    return out


def _plain_start(low: str, out: list[Atom]) -> int:
    """Where the day begins that ends the list, its weekday included."""
    last = out[-1]
    before = out[-2] if len(out) > 1 else None
    if (
        isinstance(before, Day)
        and len(low[before.end : last.start]) < 8
        and _SAME_DAY.match(low[before.end : last.start])
    ):
        return before.start
    return last.start


def _weekday_first(a: Day, b: Day, following: Atom | None, low: str) -> bool:
    return a.sort is Sort.WEEKDAY and b.sort is Sort.CALENDAR


def _any_order(a: Day, b: Day, following: Atom | None, low: str) -> bool:
    if a.sort is b.sort:
        return False
    if a.sort is Sort.CALENDAR and a.weekday is not None:
        return False
    if b.sort is Sort.WEEKDAY and isinstance(following, Day) and following.sort is Sort.CALENDAR:
        # "3 March, Wednesday 4 March": the weekday belongs to the next date.
        return not _SAME_DAY.match(low[b.end : following.start])
    return True


def meet(a: Day, b: Day) -> Day:
    """Two names for one day; where they disagree, both are kept and doubted."""
    base = b if b.sort is Sort.CALENDAR else a
    other = a if base is b else b
    part = a.part or b.part
    weekday = a.weekday if a.weekday is not None else b.weekday

    def fits(options: tuple[date, ...]) -> tuple[date, ...]:
        if other.sort is Sort.WEEKDAY:
            return tuple(day for day in options if day.weekday() == other.weekday)
        return tuple(day for day in options if day in other.options)

    if kept := _likely(fits(base.options), base):
        settled: set[Doubt] = {Doubt.DAY_MONTH_ORDER, Doubt.PAST, Doubt.WEEK} if len(kept) == 1 else set()
        return replace(
            base,
            start=a.start,
            end=b.end,
            options=kept,
            doubts=base.doubts - settled,
            weekday=weekday,
            part=part,
            sort=base.sort,
        )
    if kept := fits(base.spare):
        return replace(base, start=a.start, end=b.end, options=kept, doubts=frozenset(), weekday=weekday, part=part)
    if base.gone and fits((base.gone,)):
        return replace(base, start=a.start, end=b.end, weekday=weekday, part=part, doubts=base.doubts | {Doubt.PAST})
    near = _nearest(base, other)
    options = tuple(dict.fromkeys((*base.options, *near)))
    return replace(
        base,
        start=a.start,
        end=b.end,
        options=options,
        doubts=base.doubts | {Doubt.WEEKDAY_MISMATCH},
        weekday=weekday,
        part=part,
    )


def _likely(kept: tuple[date, ...], base: Day) -> tuple[date, ...]:
    """Where the weekday fits both orders of day and month, the one weeks away beats the one most of a year away."""
    if len(kept) == 2 and Doubt.DAY_MONTH_ORDER in base.doubts and (max(kept) - min(kept)).days > _FAR:
        return (min(kept),)
    return kept


def _nearest(base: Day, other: Day) -> tuple[date, ...]:
    """The days the other name stands for, as near as can be to the first."""
    if other.sort is not Sort.WEEKDAY or other.weekday is None:
        return other.options
    day = base.options[0]
    step = (other.weekday - day.weekday()) % 7
    return (shift(day, step if step <= 3 else step - 7),)
