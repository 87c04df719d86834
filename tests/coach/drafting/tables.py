"""The phrases of templates/note and small debriefs for the tests of the drafter."""

from __future__ import annotations

from mailer.coach.drafting import Author, BuiltIn, Drafting
from mailer.coach.gate import rule
from mailer.coach.model import Debrief, Detail, Interviewer, Mistake, Mode, Place, Positive, Use, Visible
from mailer.coach.phrases import Phrases, from_tables
from mailer.words import Words

CATALOGUE = Words().catalogue()


def phrases() -> Phrases:
    """Return the wording as the house ships it."""
    tables: dict[str, object] = {}
    for table in Words().tables("note").values():
        tables.update(table)
    return from_tables(tables)


PHRASES = phrases()
ME = Author("Robin Vale")


def at(text: str, part: str) -> Place:
    """Return where `part` stands in `text`."""
    start = text.index(part)
    return Place(start, start + len(part))


def debrief(
    text: str,
    *people: str,
    topics: tuple[str, ...] = (),
    good: tuple[str, ...] = (),
    bad: tuple[tuple[str, str, Visible, bool, str | None], ...] = (),
    company: str | None = None,
    role: str | None = None,
    mode: Mode | None = None,
    next_steps: str | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> Debrief:
    """Return a debrief whose parts stand in `text`; `bad` is (quote, kind, visible, cost, answer), `details` (use, quote).

    `topics` are details that were talked about.
    """
    return Debrief(
        text, company, role, mode, tuple(Interviewer(each) for each in people),
        (),
        tuple(Mistake(q, at(text, q), k, (k,), 0.9, 0.9, v, None, c, a) for q, k, v, c, a in bad),
        tuple(Positive(each, at(text, each), None, True) for each in good), next_steps=next_steps,
        details=tuple(
            Detail(Use(use), quote, at(text, quote)) for use, quote in (*details, *(("talk", each) for each in topics))
        ),
    )  # fmt: skip


def drafts(told: Debrief, *, author: Author = ME, earlier: tuple[str, ...] = ()) -> tuple[Drafting, ...]:
    """Draft the notes of `told` with the wording and the catalogue of the house."""
    return BuiltIn().draft(told, rule(told.mistakes, CATALOGUE), author, PHRASES, earlier=earlier)


def body(told: Debrief) -> str:
    """Return the first note's text."""
    return drafts(told)[0].draft.body
