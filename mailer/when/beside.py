"""What stands beside a time and tells that it is one, or that the number is something else."""

from __future__ import annotations

import re

from mailer.when.lexicon import AFTERWARDS, PARTS, one_of

PART = re.compile(
    rf"\s*,?\s*(?:in\s+the|at|on\s+the|this|that)?\s*(?P<part>{one_of(PARTS)}|tonight)(?![a-z])(?!\s+(?:shift|tea))"
)
UNIT = re.compile(
    r"\s*(?:-\s*)?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|seconds?|secs?|percent|per\b|points?|k\b|"
    r"%|million|people|questions?|rounds?|stages?|candidates?|times?\b|miles?|km|pounds?|dollars?|euros?|grand|pages?|"
    r"lpa|lakhs?|st\b|nd\b|rd\b|th\b|out of|/\d|°|x\b|\+(?!\s?\d))"
)
AT = re.compile(
    r"(?:\b(?:at|either|do|for|is|it's|around|about|say|circa|approx|approximately|roughly|time|from|between|starts?|starting|until|till)\b\.?|[@~])[\s:,(]*\Z"
)
FIRMLY_AT = re.compile(
    r"(?:\b(?:at|either|around|from|between|say|roughly|circa|approximately|approx|time|(?:moved|changed|pushed|shifted|back|forward|rescheduled) to)\b\.?|@|~|\bat about|\bfor about)[\s:,(]*\Z"
)
BETWEEN = re.compile(r"\b(?:between|sometime from|any\s?time from)\s*\Z")
FROM = re.compile(r"\b(?:from|between)\s*\Z")
AFTER = re.compile(r"\b(?:after|past|later than|no earlier than|not before|any\s?time from)\s*\Z")
ROOM_AFTER = re.compile(AFTERWARDS)


def part_after(low: str, at: int) -> tuple[str, int] | None:
    """The part of the day that follows a time: "in the afternoon"."""
    hit = PART.match(low, at)
    if not hit or hit["part"] == "tonight" or "this" in hit.group():
        return None  # these name the day as well, and are read as one
    return PARTS[hit["part"]], hit.end()
