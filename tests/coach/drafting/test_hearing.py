"""What a trained writer may say: each thing that it gets wrong is heard."""

from __future__ import annotations

import pytest

from mailer.coach.drafting.hearing import Hearing, contrary, misowned
from mailer.coach.drafting.writing import Brief, Mark, Piece
from tests.coach.drafting.tables import PHRASES

TOLD = (
    Piece("Interview with Karen and Obi at Fairmile, ward manager", 0),
    Piece("she showed me the sluice room", 1),
    Piece("I told her about my placement at Leigh", 1),
    Piece("my phone rang and she waited", 2, Mark.SORRY),
    Piece("I said I hate nights", 3, Mark.LEAVE),
    Piece("I definately want to do the diabetes module", 4),
    Piece("and she liked that", 4),
)
BRIEF = Brief("Karen", ("Obi",), "Fairmile", "ward manager", TOLD)


@pytest.fixture
def ear() -> Hearing:
    """Listens to a note to Karen."""
    return Hearing(BRIEF, PHRASES, ("nights", "nervous"))


@pytest.mark.parametrize(
    ("word", "of", "first"),
    [
        ("sluice", (1,), False),
        ("showing", (1,), False),
        ("module", (6,), False),  # "that" points to what stands beside it
        ("Thank", (), True),
        ("Obi", (1,), False),
        ("Fairmile", (), False),
        ("definitely", (5,), False),  # spelling mended
        ("Leigh", (2,), False),
    ],
)
def test_what_was_told_or_is_ours_is_heard(ear: Hearing, word: str, of: tuple[int, ...], first: bool) -> None:
    """A word that stands in the telling, or is one of our plain ones, may be said."""
    assert ear.heard(word, of, first=first)


@pytest.mark.parametrize(
    ("word", "of"),
    [
        ("greenhouse", (1,)),
        ("Tuesday", ()),
        ("14", (1,)),
        ("Moira", (1,)),
        ("diabetes", (1,)),
        ("Karen", (1,)),
        ("hate", (3,)),
    ],
)
def test_what_nobody_told_is_not(ear: Hearing, word: str, of: tuple[int, ...]) -> None:
    """A thing, a name, a figure from nowhere or from elsewhere may not, nor the reader's own name, nor what is left out."""
    assert not ear.heard(word, of, first=False)


def test_one_apology_and_only_for_what_is_owned(ear: Hearing) -> None:
    """Sorry is said once, on the piece that the gate owns, and there it has to be said."""
    assert ear.fits("My phone rang while we talked, and I am sorry; it is off from now on.", (3,), ())
    assert not ear.fits("My phone rang and I am sorry.", (3,), ("I am sorry that you waited.",))
    assert not ear.fits("I am sorry about the sluice room today.", (1,), ())
    assert not ear.fits("My phone rang and you waited for me.", (3,), ())


def test_a_note_speaks_to_its_reader(ear: Hearing) -> None:
    """ "She" stands only where somebody else was named; nothing is asked or attached; nothing barred is said."""
    assert not ear.fits("I was glad that she showed me the sluice room.", (1,), ())
    assert ear.fits("I was glad that you showed me the sluice room.", (1,), ())
    assert not ear.fits("I was glad of the sluice room, could you tell me more?", (1,), ())
    assert not ear.fits("I have attached my placement for you.", (2,), ())
    assert not ear.fits("I would be glad to work nights with you.", (2,), ())


def test_a_colleagues_deed_stays_with_the_colleague(ear: Hearing) -> None:
    """What Obi liked is not what Karen liked."""
    brief = Brief("Karen", ("Obi",), None, None, (Piece("Obi said he liked my placement", 0),))
    hearing = Hearing(brief, PHRASES, ())
    assert not hearing.fits("I was glad that you liked my placement.", (0,), ())
    assert hearing.fits("I was glad that Obi liked my placement.", (0,), ())


def test_nothing_is_said_twice(ear: Hearing) -> None:
    """A sentence that says again what stands is not taken, nor one that opens as the last one did."""
    first = "Thank you for showing me the sluice room."
    assert not ear.fits("And thank you for showing me the sluice room.", (1,), (first,))
    assert not ear.fits("Thank you for listening about my placement.", (2,), (first,))


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("she showed me the garden", "Thank you for showing me the garden.", "I was glad to show you the garden."),
        (
            "I told him about my dogs",
            "I was glad to tell you about my dogs.",
            "It was good of you to tell me about my dogs.",
        ),
        ("he liked my van", "I was glad that you liked my van.", "I liked my van."),
        ("they offered me tea", "Thank you for offering me tea.", "I was happy to offer you tea."),
        (
            "helped her carry the trays",
            "I was glad to help you carry the trays.",
            "Thank you for helping me with the trays.",
        ),
    ],
)
def test_nobody_gets_the_others_deed(told: str, right: str, wrong: str) -> None:
    """Who did what stays as it was told."""
    assert not contrary(told, right)
    assert contrary(told, wrong)


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("we looked at his drawings", "I liked your drawings.", "I liked going through my drawings."),
        ("she read my portfolio", "Thank you for reading my portfolio.", "Thank you for your portfolio."),
        (
            "talked about Dave's allotment",
            "I enjoyed hearing about your allotment.",
            "I enjoyed talking about my allotment.",
        ),
    ],
)
def test_nobody_gets_the_others_things(told: str, right: str, wrong: str) -> None:
    """Whose it is stays as it was told."""
    assert not misowned(told, right)
    assert misowned(told, wrong)
