"""Reads a time of day in figures: "2pm", "14h30", "from 10 to 11:30", "0900 hrs"."""

from __future__ import annotations

import re

from mailer.when.beside import AFTER, AT, BETWEEN, FIRMLY_AT, FROM, PART, ROOM_AFTER, UNIT
from mailer.when.clocks import Clock, Hand, build
from mailer.when.lexicon import WEEKDAYS, one_of
from mailer.when.spoken import NOON, PAST_TO, noon, past_to

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
# "2-3 hours", "10 to 15 minutes"
_COUNTED = re.compile(
    r"\d{1,3}\s*(?:-|to|or)\s*\d{1,3}\s*-?(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|yrs?)\b(?!\s*(?:later))"
)
_MONEY = re.compile(
    r"(?:[£$€₹#~]\s?|[\d][.,:/]|\bv|[a-z]-?|\bno\.?\s?|\broom\s|\bfloor\s|\blevel\s|\bband\s|\bpage\s)\Z"
)
_DAY_NEXT = re.compile(rf"\s*,?\s*(?:on\b|today|tomorrow|tmrw|this|next|{one_of(WEEKDAYS)})")
_JUST_AT = re.compile(r"(?:\bat|@)\s*\Z")
_THINGS = re.compile(
    r"\s*(?!(?:suits|works|starts|sounds|looks|seems|thanks|always|this|his|across|was)\b)[a-z]{3,}s\b"
)  # "at 3 desks"
_ONWARDS = re.compile(r"\s*(?:onwards?|on\s*(?:$|[,.;)])|or (?:later|after)|and (?:later|after)|\+(?!\s?\d))")


def on_digits(low: str, at: int, company: bool) -> Clock | None:
    """The time that begins at this digit. `company`: a day stands right before, so a bare hour will do."""
    before = low[max(0, at - 18) : at]
    if _MONEY.search(before) and not before.endswith(("at ", "@")):
        return None
    if hit := NOON.match(low, at):
        return noon(hit)
    if hit := PAST_TO.match(low, at):
        clock = None if hit["rel"] in ("to", "of", "till", "til") and hit["hd"] else past_to(hit)
        if clock:
            return clock
    if _COUNTED.match(low, at):
        return None
    return _range(low, at, before, company) or _military(low, at, before, company) or _single(low, at, before, company)


def _range(low: str, at: int, before: str, company: bool) -> Clock | None:
    hit = _RANGE.match(low, at)
    if not hit or (hit["link"] == "and" and not BETWEEN.search(before) and not FROM.search(before)):
        return None
    clear = _clear(hit, "1") or _clear(hit, "2") or bool(hit["lone2"])
    first, last = _hand(hit, "1"), _hand(hit, "2")
    if not first or not last or (hit["hrs2"] == "hours" and not hit["m2"]):
        return None
    end = hit.end()
    if not clear:
        if UNIT.match(low, end) or not ROOM_AFTER.match(low, end):
            return None
        if not (company or FIRMLY_AT.search(before)) or ((first.hour, last.hour) == (9, 5) and not company):
            return None
    elif UNIT.match(low, end) and not (hit["ap2"] or hit["m2"]):
        return None
    if hit["s1"] == "h" and first.hour < 6:
        return None
    return build(at, end, (first, last), between=bool(BETWEEN.search(before)))


def _single(low: str, at: int, before: str, company: bool) -> Clock | None:
    hit = _SINGLE.match(low, at)
    if not hit:
        return None
    hand = _hand(hit, "1")
    end = hit.end()
    if not hand or (hit["hrs1"] not in (None, "uhr") and not hit["m1"] and not AT.search(before)):
        return None
    if hit["hrs1"] and not hit["m1"] and (hit["hrs1"] in ("hours", "hrs", "hr") or hand.hour in (24,)):
        return None
    if hit["s1"] == "h" and hand.hour < 6:
        return None
    open_ended = bool(AFTER.search(before) or _ONWARDS.match(low, end))
    if _clear(hit, "1"):
        return (
            None
            if UNIT.match(low, end) and not hit["ap1"] and not hit["oc1"]
            else build(at, end, (hand,), open=open_ended)
        )
    if ish := _ISH.match(low, end):
        return build(at, ish.end(), (hand,))
    beside = company and _JUST_AT.search(before) and not _THINGS.match(low, end)
    if UNIT.match(low, end) or not (beside or ROOM_AFTER.match(low, end)):
        return None
    if hit["m1"]:  # 2.30
        return build(at, end, (hand,)) if company or AT.search(before) else None
    if hit["lone1"]:
        return (
            build(at, end, (hand,))
            if company or FIRMLY_AT.search(before) or re.match(r"\s*(?:[a-z][sd]?t\b)", low[end : end + 5])
            else None
        )
    firm = company or FIRMLY_AT.search(before) or AFTER.search(before)
    if not 1 <= hand.hour <= 20 or not (firm or (AT.search(before) and _DAY_NEXT.match(low, end))):
        part = PART.match(low, end)
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
    dated = _DAY_NEXT.match(low, hit.end()) and AT.search(before)
    if (
        not (dated or company or FIRMLY_AT.search(before))
        or 1900 <= int(hit["h"] + hit["m"]) <= 2099
        or UNIT.match(low, hit.end())
    ):
        return None
    return build(at, hit.end(), hands) if ROOM_AFTER.match(low, hit.end()) else None


def iso_time(low: str, at: int) -> Clock | None:
    """The T14:30:00 right after an ISO date."""
    hit = _ISO_TIME.match(low, at)
    return build(at, hit.end(), (Hand(int(hit["h"]), int(hit["m"]), "24"),)) if hit else None


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
