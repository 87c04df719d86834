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
