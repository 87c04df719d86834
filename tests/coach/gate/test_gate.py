"""The ownership gate, read as the table that it is."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import replace

import pytest

from mailer.coach import gate
from mailer.coach.gate import Why
from mailer.coach.model import Catalogue, Kind, Mistake, Move, Own, Phase, Place, Visible
from mailer.words import Words

CATALOGUE = Words().catalogue()


def mistake(quote: str = "x", **more: object) -> Mistake:
    """Return a mistake that nobody noticed and that cost nothing, but for what `more` says."""
    plain = Mistake(quote, Place(0, len(quote)), None, (), 0.9, 0.9, Visible.NO)
    return replace(plain, **more)  # type: ignore[arg-type]


def kind(own: Own = Own.NEVER, move: Move = Move.OMIT, *, note: bool | None = None, id: str = "some_kind") -> Kind:
    """Return a kind with that rule."""
    ready = own is not Own.NEVER if note is None else note
    return Kind(
        id, "g", "Some kind", Phase.DURING, None, own, move, "c", ("If a, then b.",) * 3, "why", "word", ("betrayal",),
        ("I did it, and I am sorry; it is mended.",) if ready else (), "What would you say now?", "",
    )  # fmt: skip


EVERY = list(
    itertools.product(
        Own, (Move.APOLOGISE, Move.CORRECT, Move.SUPPLY, Move.OMIT), Visible, (True, False), (True, False)
    )
)


@pytest.mark.parametrize(("own", "move", "visible", "cost", "answer"), EVERY)
def test_no_combination_breaks_what_the_gate_is_for(
    own: Own, move: Move, visible: Visible, cost: bool, answer: bool
) -> None:
    """Whatever comes together, what may never be owned is not owned, and nothing is supplied out of thin air."""
    told = mistake(visible=visible, cost=cost, answer="it is four" if answer else None)
    ruling = gate.judge(told, kind(own, move))
    if own is Own.NEVER:
        assert ruling.move is not Move.APOLOGISE
    if visible is not Visible.YES:
        assert ruling.move is not Move.APOLOGISE
    if not answer:
        assert ruling.move not in (Move.SUPPLY, Move.CORRECT)
    if own is Own.OWN and visible is Visible.YES and not answer:
        assert ruling.move is Move.APOLOGISE
    if answer and (cost or visible is Visible.YES):
        assert ruling.move is not Move.OMIT
    if not answer and (visible is not Visible.YES or own is Own.NEVER):
        assert ruling.move is Move.OMIT


TABLE = [
    # seen, costs, adds, own, usual move → what the note does, and why
    (Visible.YES, True, False, Own.OWN, Move.APOLOGISE, Move.APOLOGISE, Why.PLAIN),
    (Visible.YES, True, False, Own.ONLY_IF_BLATANT, Move.OMIT, Move.APOLOGISE, Why.BLATANT),
    (Visible.YES, False, False, Own.ONLY_IF_BLATANT, Move.OMIT, Move.OMIT, Why.SMALL),
    (Visible.YES, False, True, Own.NEVER, Move.SUPPLY, Move.SUPPLY, Why.ADDS),
    (Visible.YES, False, False, Own.NEVER, Move.OMIT, Move.OMIT, Why.HARMS),
    (Visible.UNCLEAR, True, True, Own.NEVER, Move.SUPPLY, Move.SUPPLY, Why.ADDS),
    (Visible.NO, True, True, Own.OWN, Move.CORRECT, Move.CORRECT, Why.FALSE),
    (Visible.NO, False, False, Own.OWN, Move.APOLOGISE, Move.OMIT, Why.UNNOTICED),
    (Visible.NO, False, True, Own.NEVER, Move.OMIT, Move.OMIT, Why.UNNOTICED),
    (Visible.UNCLEAR, False, False, Own.NEVER, Move.SUPPLY, Move.OMIT, Why.NO_ANSWER),
]


@pytest.mark.parametrize(("seen", "cost", "adds", "own", "usual", "move", "why"), TABLE)
def test_the_table(seen: Visible, cost: bool, adds: bool, own: Own, usual: Move, move: Move, why: Why) -> None:
    """Each row of the table of thank-you.md section 3 gives its move and its reason."""
    ruling = gate.judge(mistake(visible=seen, cost=cost, answer="it is four" if adds else None), kind(own, usual))
    assert (ruling.move, ruling.why) == (move, why)


def examples() -> list[tuple[str, dict[str, object]]]:
    """Return every example of the catalogue with its kind."""
    found = []
    for path in sorted((Words().folder / "catalogue" / "mistakes").glob("*.toml")):
        for id, entry in tomllib.loads(path.read_text(encoding="utf-8"))["kinds"].items():
            found += [(id, example) for example in entry["examples"]]
    return found


@pytest.mark.parametrize(("id", "example"), examples())
def test_the_catalogue_examples_are_judged_as_they_are_labelled(id: str, example: dict[str, str]) -> None:
    """Every example told in the catalogue gets the move that its writer wrote beside it."""
    text = example["text"]
    told = mistake(
        text,
        kind=id,
        visible=Visible(example["visible"]),
        cost=bool(example["cost"]),
        answer=text if example["has_answer"] else None,
    )
    assert gate.judge(told, CATALOGUE.kinds[id]).move == example["move"]


@pytest.mark.parametrize(
    ("id", "quote", "failure"),
    [
        ("missed_interview", "I never turned up, had the wrong day", True),
        ("arrived_late", "I got there 40 minutes late", True),
        ("arrived_late", "I was half an hour late", True),
        ("arrived_late", "got there 10 min late", False),
        ("arrived_late", "I was 5 minutes late and the session was 60 minutes", True),
        ("argued_defensive", "I stood up and shouted at him", True),
        ("argued_defensive", "I got a bit short with him", False),
        ("connection_dropped", "my line died and we could not finish", True),
    ],
)
def test_total_failure(id: str, quote: str, failure: bool) -> None:
    """Not showing up, more than fifteen minutes late, an outburst or an outage put the ownership first."""
    assert gate.judge(mistake(quote, visible=Visible.YES, cost=True), CATALOGUE.kinds[id]).failure is failure


def catalogue(*kinds: Kind) -> Catalogue:
    """Return a catalogue of these kinds."""
    return Catalogue({each.id: each for each in kinds}, {})


def test_a_note_owns_only_the_worst() -> None:
    """Late and the phone ringing: the note says sorry for one of them, the lateness."""
    told = [
        mistake("phone rang", kind="phone_rang", visible=Visible.YES),
        mistake("ten minutes late", kind="arrived_late", visible=Visible.YES),
    ]
    phone, late = gate.rule(told, CATALOGUE)
    assert (phone.move, phone.why) == (Move.OMIT, Why.WORSE_OWNED)
    assert late.move is Move.APOLOGISE


def test_two_repairs_are_enough() -> None:
    """Three better answers: the note has room for two."""
    told = [mistake(f"m{n}", kind="some_kind", cost=True, answer="it is four", place=Place(n, n + 1)) for n in range(3)]
    moves = [each.move for each in gate.rule(told, catalogue(kind(Own.NEVER, Move.SUPPLY)))]
    assert moves == [Move.SUPPLY, Move.SUPPLY, Move.OMIT]


def test_what_is_not_surely_a_mistake_stays_out() -> None:
    """A doubtful reading is asked about, never apologised for."""
    told = mistake("late?", kind="arrived_late", visible=Visible.YES, cost=True, asserted=False)
    assert gate.rule([told], CATALOGUE)[0].move is Move.OMIT


def test_the_person_can_have_it_mentioned() -> None:
    """ "Mention late" puts the lateness into the note although nobody noticed it."""
    told = mistake("a minute late", kind="arrived_late")
    assert gate.rule([told], CATALOGUE)[0].move is Move.OMIT
    assert gate.rule([told], CATALOGUE, wanted=["arrived_late"])[0].move is Move.APOLOGISE


def test_a_remark_makes_it_blatant() -> None:
    """They lost no time, but she laughed at the wrong name: the note owns it."""
    seen = mistake("called her Ms Svensson", kind="wrong_name", visible=Visible.YES)
    assert gate.judge(seen, CATALOGUE.kinds["wrong_name"]).move is Move.OMIT
    remarked = replace(seen, evidence="she corrected me")
    assert gate.judge(remarked, CATALOGUE.kinds["wrong_name"]).move is Move.APOLOGISE


@pytest.mark.parametrize(
    ("own", "move", "visible", "aim"),
    [
        (Own.OWN, Move.APOLOGISE, Visible.YES, Move.APOLOGISE),
        (Own.OWN, Move.APOLOGISE, Visible.NO, Move.OMIT),
        (Own.OWN, Move.CORRECT, Visible.NO, Move.CORRECT),
        (Own.NEVER, Move.SUPPLY, Visible.UNCLEAR, Move.SUPPLY),
        (Own.NEVER, Move.OMIT, Visible.YES, Move.OMIT),
    ],
)
def test_the_aim_is_the_move_with_the_answer_at_hand(own: Own, move: Move, visible: Visible, aim: Move) -> None:
    """What a note would best do is known before the better answer is: it only waits for it."""
    assert gate.aim(mistake(visible=visible), kind(own, move)) is aim


def test_a_mistake_of_no_known_kind_is_left_out_with_a_reason_that_fits() -> None:
    """What went wrong in its own way stays out: they saw nothing, or saw it and need not hear of it again."""
    assert gate.judge(mistake(), None).why is Why.UNNOTICED
    assert gate.judge(mistake(visible=Visible.YES), None).why is Why.HARMS
    (quoted,) = gate.rule([mistake(asserted=False)], CATALOGUE)
    assert quoted.why is Why.UNSURE


@pytest.mark.parametrize(
    ("id", "confidence", "move"),
    [
        ("arrived_late", 0.9, Move.APOLOGISE),
        ("arrived_late", 0.5, Move.OMIT),
        ("missed_interview", 0.9, Move.APOLOGISE),
        ("missed_interview", 0.7, Move.OMIT),
    ],
)
def test_nothing_doubtful_is_apologised_for(id: str, confidence: float, move: Move) -> None:
    """A note is not sorry for what may not have happened; least of all for a whole interview that was missed."""
    told = mistake(kind=id, kinds=(id,), confidence=confidence, visible=Visible.YES, cost=True)
    (ruling,) = gate.rule((told,), CATALOGUE)
    assert ruling.move is move
