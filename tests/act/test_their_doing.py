"""Somebody who was treated badly, or who is not all right, is answered with care for their own place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailer.coach import provoked
from mailer.coach.model import Debrief, Mistake, Place, Visible
from mailer.listing import near
from mailer.words import Words
from tests.story.telling import Search

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LINES = Words().table("catalogue/help_lines")["lines"]


def test_speaking_up_is_no_mistake() -> None:
    """Who was insulted, snapped and left is not told to be less defensive, and the note is not sorry for it."""
    text = (
        "It went badly at Zeta yesterday with Dave. He ate his lunch and called me sweetheart, asked if I plan to have "
        "kids. I snapped at him and left."
    )
    reply = next(each for each in Search().write(text, NOW) if each.kind == "debrief").message.text
    assert "You spoke up or left. That is no mistake. A note is yours to send or not." in reply
    assert "I snapped at him" not in reply
    assert "WHAT TO DO DIFFERENTLY" not in reply
    assert "sharply" not in reply


def test_other_slips_stay() -> None:
    """What went wrong beside the other side's misbehaviour is still worked on, and its cause is still its cause."""

    def slip(quote: str, kind: str, cause: int | None = None) -> Mistake:
        return Mistake(quote, Place(0, 1), kind, (kind,), 0.9, 0.9, Visible.YES, cause=cause)

    told = Debrief(
        "text",
        mistakes=(
            slip("I snapped", "argued_defensive"),
            slip("I was late", "arrived_late"),
            slip("I left my CV on the bus", "forgot_documents", 1),
            slip("I mumbled", "mumbled", 0),
        ),
        misconduct=(Place(0, 1),),
    )
    left = provoked.spared(told).mistakes
    assert [(each.quote, each.cause) for each in left] == [
        ("I was late", None), ("I left my CV on the bus", 0), ("I mumbled", None),
    ]  # fmt: skip
    quiet = Debrief("text", mistakes=told.mistakes)
    assert provoked.spared(quiet) is quiet


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/London", ["UK and Ireland", "Anywhere"]),
        ("America/Chicago", ["US and Canada", "Anywhere"]),
        ("Australia/Perth", ["Australia", "Anywhere"]),
        ("America/Bogota", ["Anywhere"]),
        ("UTC", ["US and Canada", "UK and Ireland", "Australia", "Anywhere"]),
    ],
)
def test_help_is_near(zone: str, told: list[str]) -> None:
    """The help named is that of the person's own country, and the way that works anywhere."""
    assert [line["who"] for line in near(LINES, zone)] == told


def test_care_names_the_local_line_first() -> None:
    """Somebody in London who sees no way on reads a number that works in London."""
    search = Search()
    (care,) = search.write("I failed again at Zeta today. I don't want to be alive any more.", NOW)
    assert care.kind == "care"
    assert "116 123" in care.message.text
    assert "988" not in care.message.text
