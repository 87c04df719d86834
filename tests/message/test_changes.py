"""Words that an interview is off or moves, and words that only sound so."""

from __future__ import annotations

import pytest

from mailer.message.changes import Change, job_interview, wants

OWN = [
    ("cancelled", Change.CANCEL),
    ("They cancelled it", Change.CANCEL),
    ("Acme called it off", Change.CANCEL),
    ("the interview is off", Change.CANCEL),
    ("I need to cancel my interview with Acme", Change.CANCEL),
    ("cancel the acme one please", Change.CANCEL),
    ("I'm pulling out of the Beta interview", Change.CANCEL),
    ("the job has been filled so no interview, they withdrew the role", Change.CANCEL),
    ("moved to Friday, same time", Change.MOVE),
    ("they pushed it back an hour", Change.MOVE),
    ("it's now at 3", Change.MOVE),
    ("rescheduled to 4 December", Change.MOVE),
    ("interview brought forward to 1pm", Change.MOVE),
    ("cancelled and moved to Monday 10am", Change.MOVE),
    ("postponed, no date yet", Change.POSTPONE),
    ("interview with Acme Thursday 2pm", None),
    ("I was off my game and they moved on quickly", None),
    ("thanks", None),
]
OTHERS = [
    ("Your interview has been rescheduled to Monday at 11am.", Change.MOVE),
    ("Unfortunately we have to cancel tomorrow's interview, Raj is ill.", Change.CANCEL),
    ("We need to move your interview. It has been moved to Monday.", Change.MOVE),
    ("We look forward to seeing you. If you need to reschedule or cancel, let me know.", None),
    ("Need to make changes? Reschedule: https://x.example Cancel: https://y.example", None),
    ("Should you need to cancel, please give us 24 hours' notice.", None),
    ("Feel free to reschedule. See you Thursday at 2pm.", None),
]


@pytest.mark.parametrize(("text", "change"), OWN)
def test_own_words(text: str, change: Change | None) -> None:
    """What a person says of their interview is understood at its shortest."""
    found = wants(text)
    assert found is change or (change is Change.POSTPONE and found is Change.MOVE)


@pytest.mark.parametrize(("text", "change"), OTHERS)
def test_another_ones_letter(text: str, change: Change | None) -> None:
    """A courtesy about rescheduling is no change; a change is one."""
    assert wants(text, own=False) is change


@pytest.mark.parametrize(
    ("title", "own", "is_one"),
    [
        ("Interview with Acme", "", True),
        ("Dana / Jo", "", True),
        ("Acme <> Jo: intro call", "", True),
        ("Dentist check-up", "", False),
        ("Daily stand-up", "", False),
        ("Lunch and birthday party", "", False),
        ("Yoga class", "this is my interview", True),
        ("Teaching demo lesson, Year 4 teacher interview", "", True),
    ],
)
def test_what_counts_as_a_job_interview(title: str, own: str, is_one: bool) -> None:
    """What was sent here counts as an interview unless its words say otherwise; the person's word decides."""
    assert job_interview(title, "", own) is is_one
