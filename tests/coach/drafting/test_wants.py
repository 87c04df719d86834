"""What the person wants said stands in the note, and what happened stands in its ownership."""

from __future__ import annotations

import pytest

from mailer.coach.model import Visible
from tests.coach.drafting.tables import body, debrief, drafts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Saw Ann about the pitches. Forgot to say I have my NVQ 3.", "I have my NVQ 3."),
        ("saw Ann, never said im halfway through my level 2", "I'm halfway through my level 2."),
        ("Saw Ann. Can I tell them about the harvest count?", "the harvest count"),
        ("Saw Ann. Should I send her the site drawings?", "send you the site drawings"),
        ("Saw Ann. I wanted to say I'd like to stay on the boats.", "I'd like to stay on the boats"),
        ("Saw Ann. Never mentioned my forklift ticket, I can bring it Monday.", "my forklift ticket; I can bring it on Monday."),
        ("Saw Ann. I should have told her I speak Polish.", "I speak Polish"),
        ("Saw Ann. Please write also that I can do nights.", "I can do nights."),
        ("Saw Ann. Can the thank you say I'm happy to do splits?", "I'm happy to do splits."),
        ("Saw Ann. I'd like the thank you to say how much I enjoyed seeing the glasshouse.", "I very much enjoyed seeing the glasshouse."),
        ("Saw Ann. I forgot my gas certificate, she asked for it. Can I still send it?", "send you my gas certificate"),
        ("Saw Ann, she asked for the checklist we used.", "send you the checklist we used"),
        ("Saw Ann. Can you please make the thank you mention that I know the other two now?", "I know the other two now."),
        ("Saw Ann. Please put in the note to Ann that it should be the median.", "it should be the median."),
        ("Saw Ann. I said I am slow, what I wanted to say is I check everything twice.", "I check everything twice."),
    ],
)  # fmt: skip
def test_what_the_person_wants_said_is_in_the_note(text: str, said: str) -> None:
    """Who forgot to say something, or asks whether to, finds it in the note."""
    (only,) = drafts(debrief(text, "Ann"))
    assert said in only.draft.body
    assert all(verdict is not False for verdict in only.draft.rules.values())


@pytest.mark.parametrize(
    "text",
    [
        "Saw Ann. Should I send it?",
        "Saw Ann. Should I send a thank you card?",
        "Saw Ann. Can I mention the salary again?",
        "Saw Ann. Should I tell them I was ill?",
        "Saw Ann. She forgot to mention the shifts.",
        "Saw Ann. I didn't say I'd report it.",
        "Saw Ann. I couldn't tell her the isolation steps in order.",
        "Saw Ann. Should I mail the recruiter?",
        "Saw Ann. I left without saying I want the job.",
    ],
)
def test_what_harms_or_is_no_news_is_not_said(text: str) -> None:
    """Nothing that would harm, that is but a pronoun or that is somebody else's comes into the note by itself."""
    note = body(debrief(text, "Ann"))
    assert "did not get to" not in note
    assert "send you" not in note
    assert "wanted to mention" not in note


def test_a_want_of_a_panel_is_said_once() -> None:
    """Two readers of one panel do not both get the same point."""
    notes = drafts(debrief("Saw Ann and Bob. Forgot to say I speak Welsh.", "Ann", "Bob"))
    assert sum("Welsh" in each.draft.body for each in notes) == 1


def test_lateness_is_owned_in_minutes() -> None:
    """Who was ten minutes late says so."""
    note = body(
        debrief(
            "I was 10 mins late. Saw Ann.",
            "Ann",
            bad=(("I was 10 mins late", "arrived_late", Visible.YES, False, None),),
        )
    )
    assert "I was ten minutes late" in note


@pytest.mark.parametrize(
    "text",
    [
        "I was not late in the end. Saw Ann.",
        "A minute or two before time, so not late. Saw Ann.",
        "Ann was late. Nice room.",
    ],
)
def test_lateness_that_the_text_denies_is_not_owned(text: str) -> None:
    """Who was in time, or waited for a late interviewer, says sorry for nothing."""
    note = body(debrief(text, "Ann", bad=((text.split(".")[0], "arrived_late", Visible.YES, False, None),)))
    assert "sorry" not in note
    assert "late" not in note


def test_a_trial_and_a_second_interview_are_called_so() -> None:
    """The note thanks for what took place, and not for what is still to come."""
    assert "trial" in body(debrief("Trial shift at the pub, poured pints. Saw Ann.", "Ann")).split("\n\n")[1]
    assert "second" in body(debrief("second interview with Ann, showed the yard", "Ann")).split("\n\n")[1]
    assert "second" not in body(debrief("Saw Ann. I'm through to the second interview.", "Ann")).split("\n\n")[1]


def test_a_matron_keeps_her_title() -> None:
    """Matron Harris is no "Hi Harris"."""
    assert body(debrief("Matron Harris saw me.", "Matron Harris")).startswith("Dear Matron Harris,")


@pytest.mark.parametrize("role", ["1 driver", "chef de", "sales sales", "at"])
def test_a_broken_role_is_not_repeated(role: str) -> None:
    """A role that is half a phrase is not named."""
    assert f"the {role} " not in body(debrief(f"Went for {role} today. Saw Ann.", "Ann", role=role))
