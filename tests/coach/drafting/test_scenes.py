"""What took place in the room, told neither as good nor as bad."""

from __future__ import annotations

import pytest

from mailer.coach.model import Visible
from tests.coach.drafting.tables import body, debrief, drafts

NO = Visible.NO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Saw Ann. Food cost, worked it out on the back of the sheet.", "food cost"),
        ("Saw Ann. Crowd control I explained with an example.", "crowd control"),
        ("Ann gave me a filing test, no mistakes.", "the filing test"),
        ("Ann had me mix a track.", "mixing a track"),
        ("Ann was there. I found the air leak in two minutes.", "finding the air leak"),
        ("Ann asked what I'd do if a child got lost on a visit, and I gave the steps.",
         "what I'd do if a child got lost on a visit"),
        ("I told Ann about the dig I volunteered on and she came alive.", "the dig I volunteered on"),
        ("We had a good twenty minutes about the hospital project after that. Ann", "the hospital project"),
        ("Ann walked me to the gate.", "walking me to the gate"),
        ("Met Ann. We ran over by ten minutes.", "more time than you had planned"),
        ("The customs case was like in my internship. Ann said super.", "the customs case"),
        ("Ann supports the same team as me.", "support the same team"),
    ],
)  # fmt: skip
def test_something_neutral_gives_the_note_its_detail(text: str, said: str) -> None:
    """Who calls nothing good still gets a note about something that both sides remember."""
    (only,) = drafts(debrief(text, "Ann"))
    assert said in only.draft.body
    assert only.draft.rules[3] is True


@pytest.mark.parametrize(
    ("text", "quote", "kind", "word"),
    [
        ("Ann gave me a weld test and I blew a hole in it.", "I blew a hole in it", "work_sample", "weld"),
        ("Ann asked about phonics. I had no idea at all.", "I had no idea at all", "knowledge_gap", "phonics"),
        ("Scheduling: I rambled for ages with Ann.", "I rambled for ages", "rambled", "scheduling"),
    ],
)
def test_what_went_wrong_gives_no_detail(text: str, quote: str, kind: str, word: str) -> None:
    """What the person failed at is not what the note says it was good to do."""
    assert word not in body(debrief(text, "Ann", bad=((quote, kind, NO, False, None),))).casefold()


def test_the_kind_word_goes_to_whoever_said_it() -> None:
    """Of two interviewers the one that said "well done" is thanked for it."""
    text = "Ann and Bo. We did the stock count case. Bo said well done."
    ann, bo = (each.draft.body for each in drafts(debrief(text, "Ann", "Bo")))
    assert "stock count case" in bo
    assert "kind words" in bo or "what you said" in bo
    assert "what you said" not in ann


def test_an_outdated_rule_is_no_detail() -> None:
    """ "I used the old version of the code, she knew and told me" is not what the note was glad to tell her about."""
    note = body(debrief("On fire rules I used the old version of the code. Ann knew and told me.", "Ann"))
    assert "version" not in note
    assert "fire rules" not in note
    assert "sketching a stair" in body(debrief("Ann. But they asked me to sketch a stair and it was nice.", "Ann"))
