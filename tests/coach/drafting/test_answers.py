"""What a person tells in passing, and a note can put right."""

from __future__ import annotations

import pytest

from mailer.coach.model import Visible
from tests.coach.drafting.tables import body, debrief, drafts

NO = Visible.NO


@pytest.mark.parametrize(
    ("text", "quote", "kind", "said"),
    [
        ("Ann asked how many staff and I said six, it is three.", "I said six, it is three", "wrong_fact", "three"),
        ("Ann asked about the line. I told 11 kV, actual is 25 kV.", "I told 11 kV, actual is 25 kV", "wrong_fact", "25 kV"),
        ("he asked how many points and i said 3, its 6. he will see it. Ann", "he asked how many points", "lied_or_exaggerated", "6"),
        ("Ann asked if I know Sage and I said yes of course and it's not true, I've only seen a demo.",
         "I said yes of course", "lied_or_exaggerated", "I've only seen a demo"),
        ("Saw Ann. I did not mention that I also teach Catalan, I remembered it at night.",
         "I did not mention that I also teach Catalan", "forgot_key_point", "I also teach Catalan"),
        ("Ann asked what I do. I said I only help out, and in fact I run the kitchen every second weekend.",
         "I said I only help out", "undersold", "I run the kitchen every second weekend"),
        ("Ann asked about sepsis and I told her antibiotics first before cultures, it should be cultures first.",
         "I told her antibiotics first", "wrong_fact", "it should be cultures first, not antibiotics first"),
        ("Ann. In the scenario I said fluids after the bloods, but it must be in the first hour.", "I said fluids after the bloods",
         "wrong_fact", "fluids must be in the first hour, not after the bloods"),
        ("Ann. I said the mean when I should have said the median in the case study.", "I said the mean", "wrong_fact",
         "the case study, and I would like to correct it: it should be the median, not the mean"),
        ("Ann asked how to make a dilution and I mixed it up, said 1 ml to 10 ml instead of 9.", "I mixed it up", "case_math_error",
         "it should be 1 ml to 9 ml, not 1 ml to 10 ml"),
        ("Told Ann the VAT rate is 14, it's been 15 for years.", "the VAT rate is 14", "wrong_fact", "the VAT rate is 15, not 14"),
        ("Ann did the test. I told her eight years' experience, it is five.", "I told her eight years' experience", "lied_or_exaggerated",
         "it is five years, not eight years"),
        ("Ann asked how many hours can you drive before a break and I say 6, its 4 and half.", "I say 6", "wrong_fact",
         "You asked how many hours I can drive before a break, and I said 6; the right figure is 4 and a half"),
        ("Ann. Said I've used their system, I haven't.", "Said I've used their system", "lied_or_exaggerated", "I have not used your system"),
        ("Ann. I said I was confident with pivot tables, which is not true at all.", "I was confident with pivot tables", "bluffed",
         "I am not confident with pivot tables"),
        ("Ann asked how many points I've got. Said none, I've got three.", "Said none", "lied_or_exaggerated",
         "You asked how many points I've got, and"),
        ("Ann. Said I had my heights ticket, it's actually expired in August.", "Said I had my heights ticket", "lied_or_exaggerated",
         "my heights ticket expired in August"),
        ("Ann. For notice period I said it may be sixty or ninety days. It is sixty.", "it may be sixty or ninety days", "commitment_hedged",
         "my notice period is sixty days"),
        ("Ann. On Saturdays I said most, which isn't right, I can do every Saturday.", "I said most", "commitment_hedged",
         "I can do every Saturday"),
        ("Ann. I said I speak little Somali, but I speak it very well.", "I speak little Somali", "undersold", "I speak Somali very well"),
        ("Ann. I said I've only looked after small budgets, when it was 1.4 million.", "I've only looked after small budgets", "undersold",
         "the budget that I looked after was 1.4 million"),
        ("Ann asked about a budget. I said quite big. The budget was 96,000 a year, for the record.", "I said quite big", "vague_no_specifics",
         "the budget was 96,000 a year"),
        ("Ann. I could not remember its name. It was LEAP. Please give the name of the system.", "I could not remember its name",
         "forgot_key_point", "the name of the system is LEAP"),
        ("Ann asked what I would do after a fall and I forgot to say write it down and tell the nurse.", "I forgot to say write it down",
         "forgot_key_point", "I would write it down and tell the nurse"),
        ("Ann asked about the gap and I said I was not working. I didn't tell her about caring for my mam.", "I was not working", "gap_probe",
         "I was caring for my mam"),
        ("Ann asked about the intervals and I had no clue. I know it now, they're bootstrapped.",
         "I had no clue", "qna_floundered", "they're bootstrapped"),
    ],
)  # fmt: skip
def test_the_right_answer_beside_the_mistake_is_found(text: str, quote: str, kind: str, said: str) -> None:
    """Who tells the right answer in the same breath finds it in the note, and is not asked for it."""
    (only,) = drafts(debrief(text, "Ann", bad=((quote, kind, NO, False, None),)))
    assert said in only.draft.body
    assert only.asked is None
    assert not only.left_out


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Ann asked why them and I said it's a stable firm.", "I said it's a stable firm", "why_this_job"),
        ("Ann asked about dates and I was wrong. It was raining.", "I was wrong", "wrong_fact"),
        ("I made the steps up for Ann. I made them up as I went.", "I made the steps up", "bluffed"),
    ],
)
def test_what_is_no_better_answer_is_not_offered(text: str, quote: str, kind: str) -> None:
    """What was said badly, or is about something else, is not put into the note as the right answer."""
    note = body(debrief(text, "Ann", bad=((quote, kind, NO, False, None),)))
    assert all(words not in note for words in ("stable", "raining", "as I went"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ann. I said I know SAS and truly I have only used R. Should I correct it?", "I have only used R, not SAS"),
        ("Ann asked about output and I said ninety and honestly it's more like eighty two. Should I fix the output number?",
         "About output I said ninety; the right figure is eighty two"),
        ("Ann. I let her think I have a full licence, I only have a provisional. Should I own up?", "I only have a provisional, not a full licence"),
        ("Ann. I told her I'd finished my degree but I haven't yet. Should I tell her?", "I have not finished my degree yet"),
        ("Ann. I said I'd worked there two years when it was really only one. Should I fix that?", "it is one, not two years"),
        ("They asked what you do first with a burn and I said cream. It's cold water for twenty minutes. Should I correct it?",
         "it is cold water for twenty minutes, not cream"),
        ("Ann asked the difference between TCP and UDP, I mixed them up. TCP is the one that checks delivery. Should I correct it?",
         "TCP is the one that checks delivery"),
        ("Ann asked about the stock count and I said Tuesday, I meant Thursday. Should I fix it?", "it should be Thursday, not Tuesday"),
        ("Ann asked what I knew and I said not much. It's a long story. Should I correct it?", None),
        ("Ann. I said I'd love the job and I meant it. Should I tell her?", None),
        ("Ann. I said copper when it's actually brass. Do I put it right?", None),
        ("Ann. I said the copper pipe when it's actually the brass pipe. Do I put it right?", "it is the brass pipe, not the copper pipe"),
    ],
)  # fmt: skip
def test_a_wrong_answer_that_the_person_asks_to_put_right_is_put_right(text: str, said: str | None) -> None:
    """Who asks to correct something finds the right answer in the note, whether or not a reader marked it."""
    note = body(debrief(text, "Ann"))
    assert said in note if said else "right" not in note


def test_a_wrong_answer_is_put_right_with_the_one_who_asked() -> None:
    """The colleague who did not ask learns nothing of it."""
    text = "Ms Boyd asked which of the shops I know. I said I had visited the Leeds shop, but I have not. Mr Ray asked about tills."
    claim = "I said I had visited the Leeds shop"
    first, second = drafts(debrief(text, "Mr Ray", "Ms Boyd", bad=((claim, "lied_or_exaggerated", NO, False, None),)))
    assert "Leeds" not in first.draft.body
    assert "I have not visited the Leeds shop" in second.draft.body


@pytest.mark.parametrize(
    "text",
    [
        "Ann. I said five hundred and it is five hundred. Should I correct it?",
        "Ann. People told me she is harsh but it is not so. I told the story of the boy.",
        "Ann. I said sorry instead of asking why. Should I tell her?",
        "Ann. I said nine hours, its eleven. I corrected myself straight away. Should I mention it?",
    ],
)
def test_what_is_not_false_is_not_put_right(text: str) -> None:
    """A right answer, hearsay and what was put right in the room stay out of the note."""
    note = body(debrief(text, "Ann"))
    assert all(word not in note for word in ("figure", "wrong", "one thing", "put right", "not "))


def test_at_most_two_points_are_put_right() -> None:
    """Three wrong figures: the note puts two right, and a third would be too many."""
    text = "Ann. I said 1, it is 2. I said 3, it is 4. I said 5, it is 6."
    told = debrief(
        text, "Ann", bad=tuple((f"I said {a}, it is {a + 1}", "wrong_fact", NO, False, None) for a in (1, 3, 5))
    )
    assert (
        body(told).count("right figure") + body(told).count("figure that I gave") + body(told).count("wrong figure")
        <= 2
    )


@pytest.mark.parametrize("answer", ["three and two students", "straight away", "37, 44 is for the faecal ones"])
def test_an_answer_that_says_nothing_by_itself_is_left_out(answer: str) -> None:
    """A scrap of an answer is asked about, never sent: nobody who reads the note would know what it means."""
    text = f"She asked me things about the post. I said it all wrong, it should have been {answer}."
    told = debrief(text, "Ann", bad=(("I said it all wrong", "wrong_fact", Visible.YES, True, answer),))
    assert answer not in drafts(told)[0].draft.body
