"""What the mails say reads well on its own: subjects, feet, file names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.story.telling import Search

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DEBRIEF = (
    "Interview at Hilltop Nursery today with Renée O'Hara (renee.ohara@hilltop.example). I arrived late and blanked "
    "when she asked how i'd calm a parent. I had no questions for her. We talked about the garden."
)


def test_a_mail_without_a_subject_gets_an_answer_with_one() -> None:
    """Nobody finds "Re:" in their mailbox."""
    search = Search()
    (debrief,) = search.write(DEBRIEF, NOW)
    assert debrief.message.subject == "Your note for Hilltop Nursery"
    for text, subject in (
        ("shorter", "Your note for Hilltop Nursery"),
        ("Hilltop Nursery rejected me", "About Hilltop Nursery"),
        ("I don't want to be alive any more.", "About what you wrote"),
        ("https://x.example/1", "About your mail"),
    ):
        found = search.write(text, NOW + timedelta(minutes=1))
        assert [mail.message.subject for mail in found] == [subject], text
    (named,) = search.write(DEBRIEF, NOW, subject="today")
    assert named.message.subject == "Re: today"


def test_the_question_says_what_it_is_about() -> None:
    """The one question names what they asked, and the list says that a question is still to be found."""
    text = "Interview at Hilltop Nursery today. I blanked when she asked how i'd calm a parent. I had no questions for her."
    (debrief,) = Search().write(text, NOW)
    assert "if they asked again how you'd calm a parent?" in debrief.message.text
    assert "Having no questions: to put in once you have a question to ask." in debrief.message.text
    (vague,) = Search().write("Interview at Hilltop Nursery today. My mind went blank, twice.", NOW)
    assert 'You wrote: "My mind went blank' in vague.message.text


def test_a_file_is_called_as_a_person_would_type_it() -> None:
    """Renée's note is in thank-you-renee-o-hara.eml, and there is one note for one person."""
    (debrief,) = Search().write(DEBRIEF, NOW)
    assert [part.filename for part in debrief.message.parts] == ["thank-you-renee-o-hara.eml"]


def test_several_answers_have_one_foot() -> None:
    """An answer in parts does not end in its middle."""
    (answer,) = Search().write("interview with Acme Thursday 2pm\nadd: bring water\nstatus", NOW)
    html = answer.message.html or ""
    assert "Bring water" in html
    assert "Answer this mail in your own words" not in html
    assert '.75;"></p>\n\n<hr' not in html


@pytest.mark.parametrize(
    ("text", "line"),
    [("leave out the late", "Left out: arriving late."), ("leave out that I was late", "Left out: arriving late.")],
)
def test_what_was_left_out_is_called_by_a_noun(text: str, line: str) -> None:
    """ "Left out: the late" is no English."""
    search = Search()
    (debrief,) = search.write(DEBRIEF, NOW)
    (again,) = search.write(text, NOW + timedelta(minutes=1), answering=debrief)
    assert line in again.message.text
