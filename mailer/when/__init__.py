"""Dates and times in English prose, turned into instants; what is doubtful is said, never guessed.

The reference instant, the person's zone and their order of day and month are arguments. A wrong instant is worse
than a question: one certain reading is given only where a careful reader would not ask.
"""

from mailer.when.choice import best
from mailer.when.deadlines import deadline, working_days
from mailer.when.model import Doubt, Found, Moment, Reading, Span
from mailer.when.moments import find
from mailer.when.moves import moved
from mailer.when.zones import zone_named

__all__ = [
    "Doubt",
    "Found",
    "Moment",
    "Reading",
    "Span",
    "best",
    "deadline",
    "find",
    "moved",
    "working_days",
    "zone_named",
]
