"""Lays a text out for reading: one plain lower-case copy of equal length, and where its sentences begin."""

import re

_PLAIN = str.maketrans(
    {
        **dict.fromkeys('\u00a0\u2007\u2009\u202f\u3000\t\r\v\f\u200b\u200c\u200d\u200e\u200f\ufeff*"“”>•▪◦', " "),
        **dict.fromkeys("‐‑‒–—―−→", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("|·⋅∙", ","),
        "：": ":",
        "，": ",",
        "（": "(",
        "）": ")",
        "＠": "@",
    }
)
# Addresses hold digits and day names that mean nothing; possessive so that no text can make them slow.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|[\w.+-]++@[\w-]++\.[\w.-]++")
_STOP = re.compile(r"[.!?]++(?=\s)|\n[^\S\n]*+\n|\n(?=[^\S\n]*+(?:[-+o]\s|\d{1,2}[.)]\s|[a-z][a-z ]{2,20}:))|;\s")
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|mx|dr|prof|st|approx|ca|no|nr|ext|tel|vs|inc|ltd|jr|sr|dept|e\.g|i\.e|tues?|weds?|thurs?|thu|"
    r"mon|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ap]\.m))\Z"
)


def flatten(text: str) -> str:
    """The text in lower case with plain dashes, spaces and quotes; every character keeps its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.translate(_PLAIN)
    if "@" in low or "://" in low or "www." in low:
        low = _ADDRESS.sub(lambda hit: "\0" * len(hit.group()), low)
    return low


def sentence_starts(low: str) -> list[int]:
    """Where sentences, paragraphs and list items begin, in order; the first is 0."""
    starts = [0]
    for stop in _STOP.finditer(low):
        if stop.group().startswith(".") and _SHORT.search(low, max(0, stop.start() - 8), stop.start()):
            continue
        starts.append(stop.end())
    return starts
