"""What is told in passing, and what a machine tells, is taken for nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest

from mailer.message import changes, given
from mailer.message.changes import Change
from mailer.store import interviews
from tests.story.telling import Search, Sent

NOW = datetime.fromisoformat("2026-11-16T18:00:00+00:00")
BOOKED = "interview with Kestrel Foods on Thursday 19 November at 2pm, on site, with Tom Hadley"


def booked() -> Search:
    search = Search()
    search.write(BOOKED, NOW)
    return search


def starts(search: Search) -> list[tuple[str, str]]:
    """Return when each interview on file is, and whether it is on."""
    told = interviews.everything(search.app.store.reading, 1)
    return [(f"{each.wall:%Y-%m-%d %H:%M}", each.state) for each in told]


@pytest.mark.parametrize(
    "text",
    [
        "They offered me a coffee",
        "They offered me a seat and I said no thanks",
        "she offered me a lift home",
        "I got offered a glass of water by the receptionist",
        "he gave me a business card and showed me the van",
        "The tests of the van were successful in the end. I blanked on the brakes.",
    ],
)
def test_a_coffee_is_no_job(text: str) -> None:
    """What I was offered in the room is part of my telling, and no offer."""
    (answer,) = Search().write(text, NOW)
    assert answer.kind in ("debrief", "ask")


@pytest.mark.parametrize(
    "text",
    ["They offered me the job", "they offered me 32k", "They've offered me a place", "offered me a permanent contract",
     "I was successful", "they offered me a barista role", "They offered me a coffee and then they offered me the job"],
)  # fmt: skip
def test_a_job_is_one(text: str) -> None:
    """An offer is still an offer."""
    (answer,) = Search().write(text, NOW)
    assert answer.kind == "offer"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They gave me a trial shift", True),
        ("they offered me the post", True),
        ("They offered me water", False),
        ("Transmission report: status successful, 3 pages", False),
        ("My application was successful", True),
    ],
)
def test_what_speaks_of_a_job_stays(text: str, kept: bool) -> None:
    """Only what was given in the room is left out."""
    assert (given.unoffered(text) == text) is kept


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fax transmission report", "Your fax was sent successfully.\nPages: 3\nStart: 15:01:21\nResult: OK"),
        ("Delivery report", "Your message was successfully delivered to the following recipients:\n\nanna@example.org"),
        ("Delivered: hello", "The following message was delivered.\nSent: Monday, November 16, 2026 15:01:21"),
        ("Backup job report", "Backup job finished 19/11/2026 15:01:21 status successful"),
        ("Successful transmission to 02079460000", "Transmission Results: Sent\nPages: 4\nDuration: 00:01:21"),
        ("Fax from +1 555 123 4567", "You have received a 2 page fax at 2026-11-16 15:01:21. See attachment."),
        ("", "FAX TRANSMISSION REPORT\nDATE 16/11 15:01:21\nPAGES 02\nRESULT OK\nSUCCESSFUL"),
    ],
)
def test_a_report_is_not_answered(subject: str, text: str) -> None:
    """A fax machine is told nothing."""
    assert Search().write(text, NOW, subject=subject) == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fax job interview report", "I was late and blanked on the toner question."),
        ("Delivery driver: how it went", "I was late and blanked on the route."),
        ("job report", "was late, blanked on the rota question, she laughed"),
        ("", "delivery driver today, test finished ok, froze on the map question"),
        ("Delivery driver job, result", "was late, route test completed ok. finished early. good chat about the van"),
        ("Delivery report", "I was late and blanked on the route. Message delivered late too."),
    ],
)
def test_a_person_who_reports_is_answered(subject: str, text: str) -> None:
    """My own words are answered, whatever I call them."""
    assert [each.kind for each in Search().write(text, NOW, subject=subject)] == ["debrief"]


def test_the_stamp_of_a_log_is_no_time() -> None:
    """A clock with seconds moves nothing and books nothing."""
    search = booked()
    search.write("interview log: joined 15:01:21, left 15:48:09", NOW)
    assert starts(search) == [("2026-11-19 14:00", "planned")]
    search.write("The Kestrel interview moved to 3pm\n\nexported 2026-11-18 09:12:44", NOW)
    assert starts(search) == [("2026-11-19 15:00", "planned")]


@pytest.mark.parametrize("text", ["Bad news, it's off", "Bad news. They called it off", "sad news - it is off"])
def test_bad_news_about_the_day_is_no_rejection(text: str) -> None:
    """The interview is off, and I get no answer to a rejection that nobody told of."""
    search = booked()
    assert "YOUR ANSWER" not in words(search.write(text, NOW))
    assert starts(search) == [("2026-11-19 14:00", "cancelled")]


def test_bad_news_may_lead_up_to_several_things() -> None:
    """It is off, and I want a rest: both are done."""
    search = booked()
    (answer,) = search.write("Bad news. They cancelled the interview. Pause until Monday.", NOW)
    assert starts(search) == [("2026-11-19 14:00", "cancelled")]
    assert "Paused" in answer.message.text or "pause" in answer.message.text.lower()


def test_bad_news_about_the_job_is() -> None:
    """They picked another: that is one."""
    assert booked().write("Bad news, they went with someone else", NOW)[0].kind == "rejection"


@pytest.mark.parametrize(
    "text",
    [
        "Train cancelled, can I move it to Friday 3pm?",
        "My flight got cancelled so we moved the interview to Friday at 3pm",
        "The sitter cancelled so I moved it to Friday 3pm",
        "bus is off, can we do Friday 3pm instead",
    ],
)
def test_a_cancelled_train_moves_the_interview(text: str) -> None:
    """The train is off, the interview is not: it moves, and stays one."""
    search = booked()
    search.write(text, NOW)
    assert starts(search) == [("2026-11-20 15:00", "planned")]


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("they cancelled my train", None),
        ("my train is cancelled and so is the interview, they called it off", Change.CANCEL),
        ("Train interview cancelled", Change.CANCEL),
        ("my trial shift got cancelled", Change.CANCEL),
        ("The nursery cancelled", Change.CANCEL),
    ],
)
def test_what_else_is_off(text: str, wants: Change | None) -> None:
    """An employer who cancels is no train."""
    assert changes.wants(text) is wants


def words(sent: list[Sent]) -> str:
    return "\n".join(each.message.text for each in sent)
