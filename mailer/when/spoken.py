"""Reads a time of day in words: "half past two", "quarter to nine", "noon", "eleven am"."""

from __future__ import annotations

import re
from datetime import time

from mailer.when.beside import AFTER, BETWEEN, FIRMLY_AT, FROM, PART, ROOM_AFTER, UNIT
from mailer.when.clocks import Clock, Hand, Slot, build
from mailer.when.lexicon import HOURS, MINUTES, one_of
from mailer.when.model import Doubt

WORDS = frozenset({"half", "quarter", "noon", "midday", "mid", "midnight", *HOURS, "twenty"})  # which may begin one

_HOUR = rf"(?:(?P<hw>{one_of(HOURS)})|(?P<hd>\d{{1,2}}))(?![a-z\d]|:\d|\.\d)"
_HALF_DAY = r"(?:\s?(?P<ap>[ap])(?:\.\s?m\b\.?|\s?m(?![a-z])\.?)|(?P<oc>\s?o\s?'?\s?clock\b))?"
PAST_TO = re.compile(
    rf"(?:a\s+)?(?P<min>half|quarter|{one_of(MINUTES)}|\d{{1,2}})(?:\s+(?:minutes?|mins?))?\s+"
    rf"(?P<rel>past|to|after|before|of|till?)\s+(?:{_HOUR}|(?P<noon>noon|midday|midnight)){_HALF_DAY}"
)
_HALF = re.compile(rf"half[\s-](?:{_HOUR}){_HALF_DAY}(?!\s*(?:hours?|days?|of|an?|-)\b)")
_SPOKEN = re.compile(
    rf"(?P<hw>{one_of(HOURS)})(?:[\s-](?P<mw>{one_of(MINUTES)})(?![a-z]))?(?![a-z])"
    r"(?:\s?(?P<ap>[ap])(?:\.\s?m\b\.?|\s?m(?![a-z])\.?)|(?P<oc>\s?o\s?'?\s?clock\b)|(?P<ish>\s?-?ish\b))?"
)
NOON = re.compile(r"(?:(?:12|twelve)\s*)?(?P<word>noon|midday|mid-day|midnight)(?![a-z])")
_WORD_RANGE = re.compile(
    rf"(?P<a>{one_of(HOURS)})\s*(?:-|to|and|till|until)\s*(?P<b>{one_of(HOURS)})(?![a-z-])(?:\s?(?P<ap>[ap])\.?\s?m\b\.?)?"
)


def on_words(low: str, at: int, company: bool) -> Clock | None:
    """The time that begins at this word: half past two, noon, two thirty, eleven am, at two."""
    before = low[max(0, at - 18) : at]
    if hit := NOON.match(low, at):
        return noon(hit)
    hit = _WORD_RANGE.match(low, at) if company or FROM.search(before) else None
    if hit and not UNIT.match(low, hit.end()) and ROOM_AFTER.match(low, hit.end()):
        hands = Hand(HOURS[hit["a"]], 0, None), Hand(HOURS[hit["b"]], 0, hit["ap"])
        return build(at, hit.end(), hands, between=bool(BETWEEN.search(before)))
    if (hit := PAST_TO.match(low, at)) and not UNIT.match(low, hit.end()):
        sure = hit["min"] in ("half", "quarter") or hit["ap"] or hit["oc"] or hit["noon"]
        return past_to(hit) if sure or ROOM_AFTER.match(low, hit.end()) else None
    if (hit := _HALF.match(low, at)) and ROOM_AFTER.match(low, hit.end()):
        hour = _spoken_hour(hit)
        return build(at, hit.end(), (Hand(hour, 30, hit["ap"]),)) if 1 <= hour <= 12 else None
    hit = _SPOKEN.match(low, at)
    if not hit or (
        hit["mw"] not in (None, "fifteen", "thirty", "forty-five", "forty five")
        and not hit["ap"]
        and not company
        and not FIRMLY_AT.search(before)
    ):
        return None
    hand = Hand(HOURS[hit["hw"]], MINUTES[hit["mw"]] if hit["mw"] else 0, hit["ap"])
    sure = hit["ap"] or hit["oc"] or hit["ish"]
    if not sure and (UNIT.match(low, hit.end()) or not ROOM_AFTER.match(low, hit.end())):
        return None
    if not sure and not hit["mw"] and not (company or FIRMLY_AT.search(before)):
        part = PART.match(low, hit.end())
        return build(at, hit.end(), (hand,), bare=True) if part else None
    return build(at, hit.end(), (hand,), bare=not sure and not hit["mw"], open=bool(AFTER.search(before)))


def noon(hit: re.Match[str]) -> Clock:
    if hit["word"] == "midnight":
        # Which midnight, and who meets then: ask.
        options = (Slot(time(0, 0)), Slot(time(23, 59)))
        return Clock(hit.start(), hit.end(), options, frozenset({Doubt.AM_PM}))
    return Clock(hit.start(), hit.end(), (Slot(time(12, 0)),))


def past_to(hit: re.Match[str]) -> Clock | None:
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


def _spoken_hour(hit: re.Match[str]) -> int:
    return HOURS[hit["hw"]] if hit["hw"] else int(hit["hd"])
