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
        ("Saw Ann. Can you please make the thank you mention that I know the other two now, lactate and urine output?",
         "I know the other two now, lactate and urine output."),
        ("Saw Ann. I always spot what goes wrong in a rota, I should have said that.", "I always spot what goes wrong in a rota."),
        ("Saw Ann. The test was slow because the menu was in English and I know it in Dutch. I should have told her this but I did not.",
         "I know it in Dutch."),
        ("Saw Ann. Is it worth mentioning I have my own van?", "I have my own van."),
        ("Saw Ann.\nMention that I passed my CSCS.", "I passed my CSCS."),
        ("Saw Ann. Please add: I hold a first aid at work certificate.", "I hold a first aid at work certificate."),
        ("Saw Ann. Make sure it says I can do weekends.", "I can do weekends."),
        ("Saw Ann. I want her to know that I finished my apprenticeship with a distinction.", "I finished my apprenticeship with a distinction."),
        ("Saw Ann. Would you mention my forklift licence in the thank you?", "my forklift licence"),
        ("Saw Ann. Include that I know Sage please.", "I know Sage."),
        ("Saw Ann. She wanted a copy of my passport.", "send you a copy of my passport"),
        ("Saw Ann. My best example was the flood in 2019 when we moved forty residents in a night, and I didn't use it.",
         "the flood in 2019 when we moved forty residents in a night"),
        ("Saw Ann. I blanked. On the bus I remembered the time I ran the summer camp for sixty children.",
         "I ran the summer camp for sixty children."),
        ("Saw Ann. I left out that I ran the night shift.", "I ran the night shift."),
        ("Saw Ann. Can I write that the course ends in June?", "the course ends in June."),
        ("Saw Ann. My licence was on the kitchen side, she said just send a photo later.", "send you a photo of my licence"),
        ("Saw Ann. I'd left my trade certificate at home and she asked for it. I can email it tonight.", "send you my trade certificate"),
        ('Saw Ann. I told her about the rota change and she said "send me that one pager".', "send you the one pager"),
        ("Saw Ann.\nAnything to send: the dashboard file I couldn't find", "send you the dashboard file"),
        ("Saw Ann. I had an answer prepared, the evening course in Leeds, and I never gave it.", "the evening course in Leeds"),
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
        "Saw Ann. I should say I only prepared on the bus.",
        "Saw Ann. I had my slides. Can I send them a proper story now?",
    ],
)
def test_what_harms_or_is_no_news_is_not_said(text: str) -> None:
    """Nothing that would harm, that is but a pronoun or that is somebody else's comes into the note by itself."""
    note = body(debrief(text, "Ann"))
    assert "did not get to" not in note
    assert "send you" not in note
    assert "wanted to mention" not in note


def test_what_is_only_half_said_is_left_out() -> None:
    """Without what "it" is, and without the story, a reader would learn nothing."""
    assert "median" not in body(debrief("Saw Ann. Please put in the note to Ann that it should be the median.", "Ann"))
    story = "I cried, I should have used the story about the fire drill like I planned"
    told = debrief(
        f"Saw Ann. {story}.", "Ann", bad=((story, "cried", Visible.YES, False, "the story about the fire drill"),)
    )
    assert "fire drill" not in body(told)


def test_what_is_for_one_of_a_panel_goes_to_that_one() -> None:
    """Who asked for the certificate is the one who is offered it."""
    text = "Mr Ray asked about the rota.\n\nThen Ms Boyd took over. I'd left my trade certificate at home and she asked for it. I can email it tonight."
    first, second = drafts(debrief(text, "Mr Ray", "Ms Boyd"))
    assert "trade certificate" not in first.draft.body
    assert "send you my trade certificate" in second.draft.body


def test_a_want_that_is_also_a_better_answer_is_said_once() -> None:
    """The fact that puts the answer right does not stand in the note twice."""
    text = "Saw Ann. I said I'm useless with computers, which isn't true, I did the stock system for four years. Can you say that I did the stock system for four years?"
    note = body(
        debrief(text, "Ann", bad=(("I said I'm useless with computers", "undersold", Visible.NO, False, None),))
    )
    assert note.count("stock system") == 1


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


def test_what_one_would_do_is_said_with_what_was_asked() -> None:
    """ "I'd tell the senior" means nothing to the reader without the question it answers."""
    text = (
        "Saw Maureen. I went blank when they asked about safeguarding, just said I'd tell someone."
        " Can you put in the thank you that I'd tell the senior on shift and write it down"
    )
    note = drafts(debrief(text, "Maureen"))[0].draft.body
    assert "safeguarding: I'd tell the senior on shift and write it down" in note
