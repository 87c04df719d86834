"""Several things in one mail: each is done, and one mail answers them all."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mailer.store import people
from tests.story.telling import Search, Sent

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


@pytest.fixture
def search() -> Search:
    """Somebody with two interviews ahead: Acme on Wednesday at ten, Kestrel Foods on Thursday at two."""
    found = Search()
    found.write("interview with Kestrel Foods Thursday 2pm, Tom Reed, video", NOW)
    found.write("interview with Acme on Wednesday 10am, phone", NOW)
    return found


def one(search: Search, text: str, **given: str) -> Sent:
    (answer,) = search.write(text, NOW, **given)  # type: ignore[arg-type]
    return answer


def walls(search: Search) -> dict[str, str]:
    """When each interview is, on the person's own clock."""
    rows = search.app.store.reading.execute("select company, wall, state from interview order by id").fetchall()
    return {row["company"]: f"{row['wall'][8:16]}" if row["state"] == "planned" else row["state"] for row in rows}


def person(search: Search) -> people.Person:
    return people.get(search.app.store.reading, 1)


BOTH = [
    "stop the minutes-before mails and my interview with Kestrel moved to Friday 3pm",
    "my kestrel interview has moved to friday at 3pm. could you also turn off the minutes before reminders?",
    "Hi, two things: no more minutes-before mails please; the Kestrel one is now Friday 3pm. Thanks!",
    "Kestrel moved to Friday 3pm\nplease don't send me the last-minute mails",
    "the interview with Kestrel Foods has been pushed to friday 3pm, and stop sending the minutes-before emails",
]


@pytest.mark.parametrize("text", BOTH)
def test_a_setting_and_a_move(search: Search, text: str) -> None:
    """However they are put together, both are done, and the one answer tells both."""
    answer = one(search, text)
    assert walls(search)["Kestrel Foods"] == "27T15:00"
    assert person(search).preferences["without"] == "minutes_before"
    assert answer.kind == "echo"
    assert "27 November" in answer.message.text
    assert "minutes-before mails again" in answer.message.text
    assert "27 November" in (answer.message.html or "")
    assert "just before:" not in answer.message.text


def test_what_follows_a_new_clock_is_told_on_it(search: Search) -> None:
    """Settings count for the rest of the same mail, whichever comes first."""
    one(search, "the Acme interview moved to Thursday at 10am and I'm in New York now")
    (row,) = search.app.store.reading.execute("select zone, wall from interview where company = 'Acme'").fetchall()
    assert (row["zone"], row["wall"][8:16]) == ("America/New_York", "26T10:00")
    assert person(search).zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "acme", "kestrel"),
    [
        ("my acme interview is cancelled and the kestrel one moved to friday 3pm", "cancelled", "27T15:00"),
        ("Kestrel is off, Acme moved to Thursday 9am", "26T09:00", "cancelled"),
        ("acme has been moved to 4pm and kestrel has been cancelled", "25T16:00", "cancelled"),
    ],
)
def test_two_interviews_change(search: Search, text: str, acme: str, kestrel: str) -> None:
    """Each change is of the interview that it names."""
    one(search, text)
    assert (walls(search)["Acme"], walls(search)["Kestrel Foods"]) == (acme, kestrel)


def test_one_goes_and_one_comes(search: Search) -> None:
    """A cancellation does not swallow the new interview told beside it."""
    one(
        search,
        "they cancelled the kestrel interview and i've got a new one with Beta Ltd on tuesday 1 december at 9.30",
    )
    assert walls(search) == {"Kestrel Foods": "cancelled", "Acme": "25T10:00", "Beta Ltd": "01T09:30"}


@pytest.mark.parametrize(
    "text",
    ["pause until Thursday and send me my routine", "could you pause the mails until thursday? and what's on my list?"],
)
def test_two_commands(search: Search, text: str) -> None:
    """Both are done in one answer, and the numbers of the list can be answered."""
    answer = one(search, text)
    assert person(search).state == "paused"
    assert "THE NIGHT BEFORE" in answer.message.text
    assert "line1" in answer.about


def test_an_outcome_and_a_pause(search: Search) -> None:
    """The letter to send and the rest are both there."""
    answer = one(search, "Beta rejected me. Please pause everything for a week.")
    assert answer.kind == "rejection"
    assert "Paused until Monday 30 November" in answer.message.text
    assert answer.message.parts


@pytest.mark.parametrize(
    "text",
    [
        "That was Kestrel with Tom. I rambled on the why question and was late. Please pause until Monday.",
        "Can you pause my mails until Monday please. Had the Kestrel one with Tom, I was late and I rambled a lot.",
    ],
)
def test_a_debrief_and_a_wish(search: Search, text: str) -> None:
    """A wish at the end or the beginning of a debrief is not lost, and is not taken for a mistake."""
    answer = one(search, text, subject="Kestrel Foods")
    assert answer.kind == "debrief"
    assert answer.message.subject == "Re: Kestrel Foods"
    assert person(search).state == "paused"
    assert "YOUR THANK-YOU NOTE" in answer.message.text
    assert "pause" not in answer.message.text.partition("WHAT TO DO")[2].partition("LEFT OUT")[0].lower()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("remind me to bring ID and stop rambling", "Bring ID and stop rambling."),
        ("add: bring water and a pen, and pause before I answer", "Bring water and a pen, and pause before I answer."),
    ],
)
def test_a_line_in_ones_own_words_stays_whole(search: Search, text: str, line: str) -> None:
    """What goes on the list is not taken for an order to stop or to pause."""
    assert line in one(search, text).message.text
    assert person(search).state == "active"


@pytest.mark.parametrize(
    "text",
    [
        "Had the Kestrel one. They asked me to stop after ten minutes and I rambled. How do I stop rambling?",
        "I was late and I blanked. I said please stop, can you give me a moment.",
        "Told them I'm in Berlin now and they said pause there, that was rude. I was late.",
    ],
)
def test_a_story_orders_nothing(search: Search, text: str) -> None:
    """Words of a debrief that sound like an order change nothing."""
    answer = one(search, text)
    assert answer.kind == "debrief"
    assert (person(search).state, person(search).preferences) == ("active", {})


def test_a_firm_with_and_in_its_name() -> None:
    """ "Smith and Sons" are one firm."""
    search = Search()
    one(search, "interview with Smith and Sons Friday 3pm")
    assert walls(search) == {"Smith and Sons": "27T15:00"}
