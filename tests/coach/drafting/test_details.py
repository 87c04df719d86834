"""What the reader marked, as it reads in the note."""

from __future__ import annotations

import pytest

from mailer.coach.drafting.details import kindness
from mailer.coach.model import Mode, Visible
from tests.coach.drafting.tables import body, debrief, drafts

YES, NO = Visible.YES, Visible.NO


@pytest.mark.parametrize(
    ("text", "use", "quote", "said"),
    [
        ("Good chat with Ann about their new trams.", "talk", "their new trams", "about your new trams."),
        ("Ann and me talked colour for ages.", "talk", "colour", "about colour."),
        ("Ann asked me about rota. We talked a while.", "talk", "rota", "about the rota."),
        ("I asked Ann how they train new staff.", "talk", "how they train new staff", "how you train new staff."),
        ("I told Ann how I moved the queue.", "talk", "how I moved the queue", "tell you how I moved the queue."),
        ("Told Ann about my thesis, she was keen.", "talk", "my thesis", "about my thesis."),
        ("Ann loved ethics answer.", "liked", "ethics answer", "liked my ethics answer."),
        ("Ann said my driving test was smooth.", "liked", "my driving test", "happy with my driving test."),
        ("Ann liked that i know the streets.", "liked", "that i know the streets", "I know the streets."),
        ("Ann showed me the new ward.", "shown", "the new ward", "the new ward."),
        ("Saw Ann. pipetting test fine.", "event", "pipetting test", "enjoyed the pipetting test."),
        ("Saw Ann. the driving part was clean.", "event", "the driving part", "enjoyed the driving."),
        ("Saw Ann. latte art came out decent.", "event", "latte art", "show you my latte art."),
        ("Ann was there. The lesson was a joy.", "event", "The lesson", "enjoyed the lesson."),
        ("Ann made me a tea.", "kind", "made me a tea", "for making me a tea."),
        ("Ann walked me to the gate.", "kind", "walked me to the gate", "for walking me to the gate."),
    ],
)
def test_a_detail_reads_on_in_the_note(text: str, use: str, quote: str, said: str) -> None:
    """The thing I told of stands in the note as I would have put it, to the one it happened with."""
    (only,) = drafts(debrief(text, "Ann", details=((use, quote),)))
    assert said in only.draft.body
    assert only.draft.rules[3] is True
    assert only.draft.rules[4] is True


@pytest.mark.parametrize(
    ("text", "use", "quote", "said"),
    [
        ("Saw Ann. forgot to say i have my NVQ 3", "want", "i have my NVQ 3", "did not get to say: I have my NVQ 3."),
        ("Saw Ann. I hummed about Sundays, I can do Sundays.", "want", "I can do Sundays", "to add: I can do Sundays."),
        ("Saw Ann. I can send the solution to Ann.", "offer", "send the solution", "I can send the solution"),
    ],
)
def test_what_i_wanted_said_is_said(text: str, use: str, quote: str, said: str) -> None:
    """What I forgot, and what I offer, is in the note."""
    assert said in body(debrief(text, "Ann", details=((use, quote),)))


def test_the_right_answer_that_was_marked_puts_the_mistake_right() -> None:
    """Where I tell the right answer, the note gives it, and does not call it something that I forgot."""
    text = "Ann asked about sepsis and I said antibiotics first, it should be cultures first."
    told = debrief(
        text,
        "Ann",
        bad=(("I said antibiotics first", "wrong_fact", YES, True, None),),
        details=(("want", "it should be cultures first"),),
    )
    assert "cultures first" in body(told)
    assert "did not get to say" not in body(told)


def test_what_went_wrong_is_no_detail() -> None:
    """The test that I failed is not what I thank for, nor the patience that it took."""
    text = "Ann gave me a weld test and I blew a hole in it. She gave me time."
    told = debrief(
        text,
        "Ann",
        bad=(("I blew a hole in it", "work_sample", NO, False, None),),
        details=(("event", "a weld test and I blew a hole in it"), ("kind", "She gave me time")),
    )
    assert "weld" not in body(told)
    assert "time too" not in body(told)
    assert "giving me time" not in body(told)


def test_a_conversation_comes_before_a_question_answered_well() -> None:
    """What we laughed about says more than what I knew."""
    text = "Saw Ann. Got allergens right. We laughed about the one star reviews."
    first = body(debrief(text, "Ann", details=(("talk", "allergens"), ("talk", "the one star reviews")))).split("\n\n")[
        1
    ]
    assert "the one star reviews" in first


def test_each_of_two_gets_their_own() -> None:
    """What happened with one is not what the other is thanked for."""
    text = "Ann asked about the garden, we talked for ages. Bo showed me the kitchen."
    ann, bo = (
        each.draft.body
        for each in drafts(debrief(text, "Ann", "Bo", details=(("talk", "the garden"), ("shown", "the kitchen"))))
    )
    assert "the garden" in ann
    assert "the kitchen" in bo
    assert "the kitchen" not in ann


def test_what_a_colleague_did_is_passed_on() -> None:
    """Where nothing happened with the one who reads it, the note thanks for what a colleague did."""
    text = "Dr. Vos and Marieke. Marieke showed me the new lab."
    vos, marieke = (
        each.draft.body for each in drafts(debrief(text, "Dr. Vos", "Marieke", details=(("shown", "the new lab"),)))
    )
    assert "Please thank Marieke for showing me the new lab." in vos
    assert "the new lab" in marieke
    assert "Marieke for" not in marieke


def test_sorry_for_a_name_only_to_whom_it_was() -> None:
    """Who called Dan by a wrong name does not say sorry to Sophie."""
    text = "Sophie asked and Dan took notes. I called him Dave at the end, Sophie corrected me."
    told = debrief(
        text,
        "Sophie",
        "Dan",
        bad=(("I called him Dave at the end, Sophie corrected me", "wrong_name", YES, True, None),),
    )
    assert not any("sorry" in each.draft.body for each in drafts(told))


def test_what_was_put_right_in_the_room_is_left() -> None:
    """The sum that I got right the second time is not brought up again."""
    text = "Ann asked for the dose, I said 5 ml and it should be 0.5 ml. The second time I got it at once."
    assert "0.5" not in body(
        debrief(text, "Ann", bad=(("I said 5 ml and it should be 0.5 ml", "wrong_fact", YES, True, "0.5 ml"),))
    )


def test_a_firm_typed_small_is_not_guessed_at() -> None:
    """ "The flower shop" does not become a firm called Flower."""
    assert "Flower" not in body(debrief("Saw Ann at the flower shop.", "Ann", company="Flower"))
    assert "Fintra" in body(debrief("Saw Ann at Fintra.", "Ann", company="Fintra"))
    assert "Kestrel Foods" in body(debrief("Saw Ann at kestrel foods.", "Ann", company="Kestrel Foods"))


def test_advice_about_others_is_not_turned_to_the_reader() -> None:
    """What to do with somebody who fell is not said about the one who reads it."""
    text = "Ann asked about a fall. forgot to say dont move them and call for help"
    assert "don't move them and call for help" in body(
        debrief(text, "Ann", details=(("want", "dont move them and call for help"),))
    )


def test_meeting_again_is_looked_forward_to() -> None:
    """Who is asked back for Thursday does not hope to hear."""
    told = debrief("Saw Ann. she asked me back thursday", "Ann", next_steps="she asked me back thursday")
    assert "on Thursday" in body(told)
    assert "hear from you" not in body(told)


def test_a_week_on_friday_is_not_this_friday() -> None:
    """ "Friday week" is not made a week earlier."""
    told = debrief("Saw Ann. They email by Friday week.", "Ann", next_steps="They email by Friday week")
    assert "by Friday." not in body(told)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("she waited for me", "waiting for me"),
        ("Ann put me at ease", "putting me at ease"),
        ("they even gave me a lift to the station", "giving me a lift to the station"),
        ("he tried to help me", "trying to help me"),
        ("introduced me to everyone", "introducing me to everyone"),
        ("chef gave me an apron", None),
        ("she said get well", None),
        ("lovely and quick", None),
    ],
)
def test_a_kindness_is_turned_round(told: str, said: str | None) -> None:
    """What they did for me reads after "thank you for", or is left."""
    assert kindness(told, debrief(f"{told}.", "Ann")) == said


def test_a_short_screen_stays_short() -> None:
    """After a call two details do not make a letter of it."""
    text = "Call with Ann. Chatted about trams and the depot. She showed me the plan on the screen."
    told = debrief(
        text, "Ann", mode=Mode.PHONE, details=(("talk", "trams and the depot"), ("shown", "the plan on the screen"))
    )
    assert len(body(told).split()) <= 80
