"""Firms and people that are not on file are never taken for those that are; news is told from a debrief."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailer.message.appointment import named
from mailer.store import debriefs, interviews, outcomes
from tests.story.telling import Search

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
LATER = NOW + timedelta(hours=2)
KESTREL = (
    "Interview at Kestrel Foods with Dave today. I rambled about my last job and blanked on the excel question. "
    "He laughed at my joke. I don't think I got it."
)


def on_file(search: Search) -> list[tuple[str | None, str]]:
    rows = search.app.store.reading.execute("select id from interview order by id").fetchall()
    found = [interviews.get(search.app.store.reading, 1, row["id"]) for row in rows]
    return [(each.company, each.state) for each in found if each]


def words(search: Search, text: str, at: datetime = LATER) -> str:
    (answer,) = search.write(text, at)
    return " ".join(answer.message.text.split())


@pytest.fixture
def epsilon() -> Search:
    search = Search()
    search.write("interview with Epsilon Thursday 2pm, Dana Liu, video", NOW)
    return search


@pytest.mark.parametrize(
    "text",
    [
        "cancel the Hilltop interview",
        "cancel the hilltop interview",
        "Hilltop cancelled on me",
        "hilltop cancelled on me",
        "Hilltop moved to Friday 10am",
        "my interview with Hilltop is cancelled",
        "the interview with Marta Kowal is off",
        "Hilltop cancelled, so I only have Epsilon",
    ],
)
def test_another_firm_is_asked_about(epsilon: Search, text: str) -> None:
    """I named a firm you do not know: you ask whether I mean the one you know, and touch nothing."""
    said = words(epsilon, text)
    assert "I have no interview with " in said
    assert "Did you mean Epsilon, Thursday 26 November 14:00?" in said
    assert interviews.get(epsilon.app.store.reading, 1, 1).wall.day == 26  # type: ignore[union-attr]
    assert on_file(epsilon) == [("Epsilon", "planned")]


@pytest.mark.parametrize("answering", [True, False])
def test_yes_does_it(epsilon: Search, answering: bool) -> None:
    """I answer yes, in the thread or in a new mail, and it is done."""
    (asked,) = epsilon.write("Hilltop moved to Friday 10am", LATER)
    epsilon.write("yes", LATER + timedelta(minutes=5), answering=asked if answering else None)
    assert interviews.get(epsilon.app.store.reading, 1, 1).wall.day == 27  # type: ignore[union-attr]


@pytest.mark.parametrize("answering", [True, False])
def test_no_does_nothing(epsilon: Search, answering: bool) -> None:
    """I answer no, and nothing changes."""
    (asked,) = epsilon.write("cancel the Hilltop interview", LATER)
    epsilon.write("no", LATER + timedelta(minutes=5), answering=asked if answering else None)
    assert on_file(epsilon) == [("Epsilon", "planned")]


@pytest.mark.parametrize(
    "text",
    [
        "cancel the Epsilon interview",
        "epsilon cancelled on me",
        "Dana cancelled",
        "they cancelled on me",
        "cancel my interview on Thursday",
        "Espilon cancelled",
        "call cancelled",
        "Recruiter cancelled it",
    ],
)
def test_the_one_i_have_is_meant(epsilon: Search, text: str) -> None:
    """I named it, misspelt it or named nobody: the one interview I have is meant."""
    assert words(epsilon, text).startswith("Cancelled.")
    assert on_file(epsilon) == [("Epsilon", "cancelled")]


def test_another_firm_in_the_thread(epsilon: Search) -> None:
    """I answer a mail about one firm with the news of another: the one is left as it is."""
    epsilon.write("Hilltop cancelled on me", LATER, answering=epsilon.sent[0])
    assert on_file(epsilon) == [("Epsilon", "planned")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I got the job at Hilltop!!!", "offer"),
        ("Hilltop Nursery offered me the job", "offer"),
        ("Hilltop said no", "rejection"),
        ("hilltop said no", "rejection"),
        ("I didn't get the Hilltop job", "rejection"),
    ],
)
@pytest.mark.parametrize("answering", [True, False])
def test_news_of_another_firm(text: str, kind: str, answering: bool) -> None:
    """What one firm decided is not said of another that I told you about, in that one's thread or not."""
    search = Search()
    first = search.write(KESTREL, NOW)
    (answer,) = search.write(text, NOW + timedelta(days=2), answering=first[0] if answering else None)
    assert answer.kind == kind
    assert "Hilltop" in answer.message.text
    assert "Kestrel" not in answer.message.text.partition("\n>")[0]


@pytest.mark.parametrize("text", ["they said no", "Kestrel said no", "kestrel foods rejected me", "dave said no"])
def test_news_of_the_firm_i_told_of(text: str) -> None:
    """News without a name, or with the right one, is about the interview I told you about."""
    search = Search()
    search.write(KESTREL, NOW)
    assert "Kestrel Foods" in words(search, text, NOW + timedelta(days=2))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kestrel want to see me again!!", "next_round"),
        ("Kestrel wants me back", "next_round"),
        ("they want to see me again", "next_round"),
        ("Kestrel offered me the job", "offer"),
    ],
)
def test_good_news(text: str, kind: str) -> None:
    """Good news is no debrief."""
    search = Search()
    search.write(KESTREL, NOW)
    (answer,) = search.write(text, NOW + timedelta(days=2))
    assert answer.kind == kind


def test_one_interview_is_counted_once() -> None:
    """A next round and an offer of one interview are one that went on, whatever I had expected of it."""
    search = Search()
    search.write(KESTREL, NOW)
    search.write("they want me back for a second interview", NOW + timedelta(days=2))
    said = words(search, "Kestrel offered me the job", NOW + timedelta(days=9))
    assert "twice" not in said
    assert len(outcomes.past(search.app.store.reading, 1)) == 1


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (
            "another one: Brightwater Nursery, Monday 30 November 9:30, video call with Jorg Weiss",
            "Brightwater Nursery",
        ),
        ("and one with Hilltop Nursery on Monday 30 Nov 3pm, phone", "Hilltop Nursery"),
        ("got one with Hilltop Nursery Monday 30 Nov 3pm, phone", "Hilltop Nursery"),
        ("I was invited to Hilltop Nursery for Monday 30 November 9:30", "Hilltop Nursery"),
        ("Hilltop Nursery, Wednesday 2 December at 11am, Marta Kowal, video", "Hilltop Nursery"),
    ],
)
def test_an_invitation_after_a_debrief(text: str, company: str) -> None:
    """Soon after a debrief I tell of another interview: it is noted, and is no wish about the note."""
    search = Search()
    search.write(KESTREL, NOW)
    (answer,) = search.write(text, LATER)
    assert answer.kind == "echo"
    assert [each.company for each in interviews.coming(search.app.store.reading, 1, LATER)] == [company]


@pytest.mark.parametrize(
    "text",
    [
        "another one: Brightwater Nursery, Monday 30 November 9:30, video",
        "another interview: Northline on Monday 30 November at 10am, video",
        "I was invited to Hilltop Nursery for Monday 30 November 9:30",
        "second interview Thursday 2pm with Jane Doe",
    ],
)
def test_an_invitation_below_the_note(text: str) -> None:
    """The same in an answer to the note."""
    search = Search()
    first = search.write(KESTREL, NOW)
    (answer,) = search.write(text, LATER, answering=first[0])
    assert answer.kind == "echo"


@pytest.mark.parametrize(
    "text",
    [
        "mention that Dave and I will meet on Thursday at 3pm",
        "say I look forward to the trial shift on Friday at 6pm",
        "tell him we meet on Thursday 2pm with Jane Doe",
    ],
)
@pytest.mark.parametrize("answering", [True, False])
def test_a_wish_with_a_day_in_it(text: str, answering: bool) -> None:
    """What I want said in the note stays a wish about the note, though it tells a day and a time."""
    search = Search()
    first = search.write(KESTREL, NOW)
    (answer,) = search.write(text, LATER, answering=first[0] if answering else None)
    assert answer.kind == "revised"


@pytest.mark.parametrize(
    "text",
    [
        "Had my interview at Zeta with Dave. He shouted at me about my accent. I raised my voice and left.",
        "I'm so stupid. totally worthless performance",
        "went blank on the excel question. useless",
    ],
)
@pytest.mark.parametrize("asked", ["", "interview with Zeta"])
def test_what_was_is_a_debrief(text: str, asked: str) -> None:
    """What I tell of the past is never asked for a date, not even below your question for one."""
    search = Search()
    question = search.write(asked, NOW) if asked else [None]
    (answer,) = search.write(text, LATER, answering=question[0])
    assert answer.kind in ("debrief", "note")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Interview moved to 3pm", ()),
        ("The whole thing is off", ()),
        ("cancel the second interview", ()),
        ("my sales manager interview is cancelled", ()),
        ("Unfortunately Hilltop has been postponed", ("Hilltop",)),
        ("the trial shift at Bella Pasta has been cancelled", ("Bella Pasta",)),
    ],
)
def test_who_is_named(text: str, names: tuple[str, ...]) -> None:
    """Ordinary words in the place of a name name nobody."""
    assert named.of_change(text) == names


WAITING = (
    "Interview at Hilltop Nursery with Jane. I blanked when she asked how I'd calm a shouting parent. I liked the "
    "garden. I can't go on like this, I want to kill myself."
)


@pytest.mark.parametrize(
    "text", ["debrief", "Debrief please", "I want to look at my debrief now", "send me the debrief"]
)
@pytest.mark.parametrize("answering", [True, False])
def test_the_debrief_that_waited(text: str, answering: bool) -> None:
    """After the mail that cares about me, one word brings the full answer when I want it, and only once."""
    search = Search()
    (care,) = search.write(WAITING, NOW)
    assert care.kind == "care"
    (answer,) = search.write(text, NOW + timedelta(days=2), answering=care if answering else None)
    assert answer.kind == "debrief"
    assert "Hi Jane," in answer.message.text
    assert "shouting parent" in answer.message.text
    assert "kill" not in answer.message.text.partition("\n>")[0]
    assert len(debriefs.latest(search.app.store.reading, 1)) == 1


def test_no_debrief_waits() -> None:
    """Where none waits, the word is answered with what works."""
    (answer,) = Search().write("debrief", NOW)
    assert answer.kind == "unclear"


def test_another_one_on_file_in_the_thread(epsilon: Search) -> None:
    """In the thread of one interview I call off another that you know: that one is off."""
    epsilon.write("interview with Acme Friday 10am", NOW)
    epsilon.write("cancel Acme", LATER, answering=epsilon.sent[0])
    assert on_file(epsilon) == [("Epsilon", "planned"), ("Acme", "cancelled")]


@pytest.mark.parametrize(
    "text",
    [
        "for the shouting parent: I would have said I let them finish, then say what I heard and offer a time to talk",
        "I would have said that I let them finish, then say what I heard and offer a time to talk",
    ],
)
def test_a_better_answer_in_hindsight(text: str) -> None:
    """What I would have said is a better answer, and nothing more to work on."""
    search = Search()
    first = search.write(WAITING.partition(" I can't")[0], NOW)
    (answer,) = search.write(text, LATER, answering=first[0])
    said = " ".join(answer.message.text.split())
    assert "one more thing to work on" not in said
    assert "let them finish, then say what I heard and offer a time to talk" in said


@pytest.mark.parametrize(
    ("text", "company", "place", "names"),
    [
        ("interview with Acme Thursday 2pm, in person at 12 Mühlenweg", "Acme", "12 Mühlenweg", []),
        ("interview Thursday 2pm, in person at Hauptstraße 7", None, "Hauptstraße 7", []),
        ("interview with Acme Thursday 2pm, at 12 Mill Lane", "Acme", "12 Mill Lane", []),
        ("interview with Acme Thursday 2pm, in person at 12 Mill Lane, with Rhian Pugh", "Acme", "12 Mill Lane", ["Rhian Pugh"]),
        ("interview with Acme Thursday 2pm, https://meet.example/abc", "Acme", "https://meet.example/abc", []),
        ("interview with Acme Thursday 2pm by phone, they are https://acme.example", "Acme", None, []),
    ],
)  # fmt: skip
def test_places(text: str, company: str | None, place: str | None, names: list[str]) -> None:
    """A street is no firm and no hour, a name beside it is not lost, and a link of any host is kept."""
    search = Search()
    (echo,) = search.write(text, NOW)
    assert echo.kind == "echo"
    (noted,) = interviews.coming(search.app.store.reading, 1, NOW)
    assert (noted.company, noted.place, list(noted.names)) == (company, place, names)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("03/04/2027", "I read 03/04 as 3 April; if it is 4 March, tell me."),
        ("13/04/2027", None),
        ("04/04/2027", None),
        ("Sat 03/04/2027", None),
    ],
)
def test_figures_that_can_be_two_days(figures: str, said: str | None) -> None:
    """Figures that can be read as two days are read by where I live, and the echo says how."""
    text = words(Search(), f"interview with Acme on {figures} at 2pm")
    assert said in text if said else "I read" not in text


@pytest.mark.parametrize(
    "text",
    [
        "The link didn't work and she was late. She apologised and gave me the full time anyway. I taught fractions.",
        "She said it was just a formality for them and gave me the contract to read. I rambled.",
    ],
)
def test_what_was_given_in_the_room(text: str) -> None:
    """Time and papers given in the room are no job offer."""
    (answer,) = Search().write(text, NOW)
    assert answer.kind == "debrief"
