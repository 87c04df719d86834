"""What an answer makes of the debrief on file and of the wishes for its notes."""

from __future__ import annotations

import pytest

from mailer.app import App
from mailer.coach.drafting.wishes import Wish
from mailer.coach.model import Debrief
from mailer.coach.revising import Amended, Desk, amend, read
from mailer.coach.revising.filing import without
from mailer.coach.revising.rewording import reworded


def told(app: App, desk: Desk, text: str, wish: Wish | None = None) -> Amended:
    """Return what becomes of a desk by an answer."""
    wishes = {"": wish} if wish else {}
    return amend(
        desk.debrief, wishes, desk.drafts, read(text, desk),
        catalogue=desk.catalogue, reader=desk.reader, phrases=app.craft.phrases,
    )  # fmt: skip


def places_hold(debrief: Debrief) -> bool:
    """Say whether every quote still stands at its place."""
    return all(debrief.text[each.place.start : each.place.end] == each.quote for each in debrief.mistakes)


def test_a_slip_told_later(app: App, desk: dict[str, Desk]) -> None:
    """ "I also forgot to ask questions" is one more thing to work on, with its quote at its place."""
    after = told(app, desk["surgery"], "I also forgot to ask questions")
    assert len(after.debrief.mistakes) == len(desk["surgery"].debrief.mistakes) + 1
    assert after.added[0].kind == "no_questions_asked"
    assert after.added[0].asserted
    assert places_hold(after.debrief)


def test_a_slip_that_was_none(app: App, desk: dict[str, Desk]) -> None:
    """ "I didn't ramble" takes it off, and nothing points at it any more."""
    after = told(app, desk["surgery"], "I didn't ramble")
    assert [each.kind for each in after.withdrawn] == ["rambled"]
    assert "rambled" not in {each.kind for each in after.debrief.mistakes}
    assert all(each.cause is None or each.cause < len(after.debrief.mistakes) for each in after.debrief.mistakes)


def test_causes_move_up(desk: dict[str, Desk]) -> None:
    """When one mistake goes, what followed from another still follows from it."""
    debrief = desk["surgery"].debrief
    after = without(debrief, 0)
    kinds = [each.kind for each in debrief.mistakes]
    assert [each.kind for each in after.mistakes] == kinds[1:]
    assert after.mistakes[-1].cause == debrief.mistakes[-1].cause - 1  # type: ignore[operator]


def test_a_name_put_right(app: App, desk: dict[str, Desk]) -> None:
    """The right name stands in the debrief, in its text, and is kept for later."""
    after = told(app, desk["surgery"], "it's Jeanette not Janet")
    assert after.debrief.interviewers[0].name == "Jeanette Okafor"
    assert "Janet " not in after.debrief.text
    assert after.names == (("Janet Okafor", "Jeanette Okafor"),)
    assert places_hold(after.debrief)


@pytest.mark.parametrize(
    ("base", "text", "name"),
    [
        ("garage", "his surname is Pritchard", "Gary Pritchard"),
        ("surgery", "I would call her Mrs Okafor", "Mrs Okafor"),
        ("startup", "Her last name is Whitfield", "Dana Whitfield"),
        ("shop", "her name is priya shah", "Priya Shah"),
    ],
)
def test_parts_of_names(app: App, desk: dict[str, Desk], base: str, text: str, name: str) -> None:
    """A surname joins the first name, a title replaces it, and a new person is one more."""
    assert name in {each.name for each in told(app, desk[base], text).debrief.interviewers}


def test_a_name_that_could_be_either(app: App, desk: dict[str, Desk]) -> None:
    """With two interviewers and a name like neither, we ask."""
    after = told(app, desk["surgery"], "her name is Bronwen")
    assert after.unknown
    assert after.debrief.interviewers == desk["surgery"].debrief.interviewers


def test_a_better_answer(app: App, desk: dict[str, Desk]) -> None:
    """The better answer goes to the question it is for, and is kept as a story."""
    after = told(app, desk["startup"], "For the outage one I'd say: roll back the last deploy, then look for the cause")
    answered = [each for each in after.debrief.mistakes if each.answer]
    assert answered[0].kind == "blanked"
    assert after.stories[0].answer.startswith("roll back")


def test_mention_takes_back_leave_out(app: App, desk: dict[str, Desk]) -> None:
    """ "Mention late" after "leave out late" puts it in again."""
    out = told(app, desk["surgery"], "leave out that I was late")
    assert "arrived_late" in out.wishes[""].unwanted
    back = told(app, desk["surgery"], "mention late", out.wishes[""])
    assert "arrived_late" not in back.wishes[""].unwanted
    assert back.wishes[""].wanted == ("arrived_late",)


def test_insisting_is_noted(app: App, desk: dict[str, Desk]) -> None:
    """What I would not have put in goes in, and is noted so that the reply can say so."""
    after = told(app, desk["surgery"], "mention that I rambled")
    assert after.insisted == ("rambled",)


def test_one_note_of_a_panel(app: App, desk: dict[str, Desk]) -> None:
    """ "Make the one to Dr Lim shorter" is about that note alone."""
    after = told(app, desk["surgery"], "make the one to Dr Lim shorter")
    assert after.wishes["Dr Lim"].length == -1
    assert after.wishes[""].length == 0


def test_rewording_keeps_places() -> None:
    """A longer word in the middle moves every place after it."""
    from mailer.coach.model import Mistake, Place, Visible

    text = "Bob asked. I told Bob nothing."
    slip = Mistake("told Bob nothing", Place(13, 29), None, (), 0, 1, Visible.NO)
    after = reworded(Debrief(text, mistakes=(slip,)), "Bob", "Robert")
    assert after.mistakes[0].quote == "told Robert nothing"
    assert places_hold(after)
