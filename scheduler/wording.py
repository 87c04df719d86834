"""Words the routine mails: what is known of the interview, and the lines of its phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailer import facts, listing
from mailer.app import App
from mailer.coach import checklist, recalled
from mailer.coach.checklist import Item, Part
from mailer.coach.model import Phase
from mailer.coach.revising import Story
from mailer.coach.routine import Line
from mailer.store.interviews import Interview
from mailer.store.people import Person
from mailer.words import Worded

NOW_AT_MOST, DURING_AT_MOST = 4, 5
AFTER_AT_MOST = 3
STORIES_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Routine:
    """A worded mail, and what the numbers of its lines mean."""

    worded: Worded
    about: dict[str, int]


def word(
    app: App,
    person: Person,
    phase: Phase,
    interviews: Sequence[Interview],
    lines: Sequence[Line],
    now: datetime,
    stories: Sequence[Story] = (),
) -> Routine:
    """Word the mail of a phase; of two interviews on one day the mail is one.

    `stories` are the better answers that the person found after earlier interviews, newest first.
    """
    formats = list(dict.fromkeys(name for each in interviews for name in each.formats))
    base = app.craft.base
    during: tuple[Item, ...] = ()
    if phase is Phase.MINUTES_BEFORE:
        items = checklist.items(phase, lines, base, formats, most=NOW_AT_MOST)
        during = checklist.items(Phase.DURING, lines, base, formats, most=DURING_AT_MOST, cards=True)
    else:
        items = checklist.items(phase, lines, base, formats, cards=phase is Phase.NIGHT_BEFORE)
    if phase is Phase.AFTER:
        items = tuple(item for item in items if item.part is not Part.BASE)[:AFTER_AT_MOST]
    second = len(items) + 1
    worded = app.words.word(
        phase.value,
        interviews=[facts.of(each, person.zone, now) for each in interviews],
        lines=listing.shown(items),
        during=listing.shown(during, second),
        stories=[
            {"question": recalled.question(each.about), "answer": each.answer} for each in stories[:STORIES_AT_MOST]
        ],
    )
    about = {"interview": interviews[0].id} | listing.about(items) | listing.about(during, second)
    return Routine(worded, about)
