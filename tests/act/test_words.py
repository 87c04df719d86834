"""Interviews told in people's own words and in recruiters' mails: noted right, or asked about, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailer.coach.model import Mode
from mailer.store import interviews, reminders
from tests.story.telling import Search, Sent

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


def coming(search: Search, now: datetime = NOW) -> list[interviews.Interview]:
    return interviews.coming(search.app.store.reading, 1, now)


def wall(interview: interviews.Interview) -> str:
    return f"{interview.starts.astimezone(ZoneInfo('Europe/London')):%Y-%m-%d %H:%M}"


OWN = [
    ("interview with Acme Thursday 2pm, Dana Liu, video", "2026-11-26 14:00", "Acme", ["Dana Liu"], "video"),
    ("hey i have an interview at tesco on friday at 10", "2026-11-27 10:00", "Tesco", [], None),
    ("got a phone interview with Brightline tomorrow at half 9, speaking to Karen from HR", "2026-11-24 09:30", "Brightline", ["Karen"], "phone"),
    ("second round with Lumen Labs on the 1st at 3pm EST with Omar Haddad and Priya Raman over zoom https://zoom.us/j/1", "2026-12-01 20:00", "Lumen Labs", ["Omar Haddad", "Priya Raman"], "video"),
    ("teaching demo at Oakfield Primary on 30 Nov 9:15am, 45 mins", "2026-11-30 09:15", "Oakfield Primary", [], None),
    ("They've invited me for a trial shift at The Copper Pot on Saturday at 6pm", "2026-11-28 18:00", "The Copper Pot", [], "onsite"),
    ("Barista role at Costa, interview Monday 30th, 11:00, in person at 22 King Street, Manchester", "2026-11-30 11:00", "Costa", [], "onsite"),
    ("coffee chat with Sarah Chen from Stripe on Wed at 4", "2026-11-25 16:00", "Stripe", ["Sarah Chen"], None),
    ("final round at google on dec 10 from 9am to 3pm pacific, onsite in Mountain View", "2026-12-10 17:00", "Google", [], "onsite"),
    ("interview with Dr. Patel at Riverside Surgery on 2 Dec 8.30am", "2026-12-02 08:30", "Riverside Surgery", ["Dr. Patel"], None),
    ("Phone screen Friday 11am. Company: Contoso. Role: Data Engineer. Interviewer: Raj Patel.", "2026-11-27 11:00", "Contoso", ["Raj Patel"], "phone"),
    ("i have a job interview at 2 o'clock with KPMG on the twelfth of december", "2026-12-12 14:00", "KPMG", [], None),
    ("Hello, I got invited by Bosch to an interview on 12.01.2027 at 14:00", "2027-01-12 14:00", "Bosch", [], None),
    ("interview in 20 minutes with Acme, phone", "2026-11-23 09:20", "Acme", [], "phone"),
    ("interview tmrw 11 with harry from pret", "2026-11-24 11:00", "Pret", ["Harry"], None),
    ("interview @ starbucks, 5 Dec, 8.15 am", "2026-12-05 08:15", "Starbucks", [], None),
    ("Phone interview @ 10am tomorrow (Sainsburys, store manager Lisa)", "2026-11-24 10:00", "Sainsburys", ["Lisa"], "phone"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "company", "names", "mode"), OWN)
def test_own_words_are_noted(text: str, start: str, company: str, names: list[str], mode: str | None) -> None:
    """A line without any form is enough."""
    search = Search()
    (echo,) = search.write(text, NOW)
    (interview,) = coming(search)
    assert echo.kind == "echo"
    assert (wall(interview), interview.company, list(interview.names)) == (start, company, names)
    assert (interview.mode.value if interview.mode else None) == mode


OPEN = [
    ("I have an interview with Monzo on Thursday", "2pm", "2026-11-26 14:00"),
    ("I have an interview with Monzo on Thursday", "at 11:30", "2026-11-26 11:30"),
    ("interview at 3pm with Deloitte", "Thursday", "2026-11-26 15:00"),
    ("I've got an interview next week with Acme", "Wednesday 10am", "2026-12-02 10:00"),
    ("the interview at Acme is tomorrow, 2pm or 4pm", "2", "2026-11-24 16:00"),
    ("the interview at Acme is tomorrow, 2pm or 4pm", "the first one", "2026-11-24 14:00"),
    ("the interview at Acme is tomorrow, 2pm or 4pm", "4", "2026-11-24 16:00"),
    ("Interview w/ Globex on Tuesday 25 November at 2pm", "wednesday", "2026-11-25 14:00"),
    ("my interview with initech is today at 8am", "sorry, tomorrow at 8am", "2026-11-24 08:00"),
]


@pytest.mark.parametrize(("text", "answer", "start"), OPEN)
def test_what_is_open_is_asked_once(text: str, answer: str, start: str) -> None:
    """A missing or doubtful time is asked about, nothing is scheduled meanwhile, and a short answer settles it."""
    search = Search()
    (asked,) = search.write(text, NOW)
    assert asked.kind == "ask"
    assert coming(search) == []
    (echo,) = search.write(answer, NOW, answering=asked)
    assert echo.kind == "echo"
    assert [wall(each) for each in coming(search)] == [start]


MOVES = [
    ("moved to Friday, same time", "2026-11-27 14:00"),
    ("they pushed it back an hour", "2026-11-26 15:00"),
    ("it's at 3 now", "2026-11-26 15:00"),
    ("acme rescheduled, it's now 2 December at 9:30", "2026-12-02 09:30"),
    ("no, it's 3pm", "2026-11-26 15:00"),
]


@pytest.mark.parametrize(("text", "start"), MOVES)
def test_it_moves_in_words(text: str, start: str) -> None:
    """The person says that it moved; what they leave unsaid stays."""
    search = Search()
    (echo,) = search.write("interview with Acme Thursday 2pm, Dana Liu, video", NOW)
    (moved,) = search.write(text, NOW, answering=echo)
    (interview,) = coming(search)
    assert moved.message.subject.startswith("Moved to")
    assert (wall(interview), interview.company, list(interview.names)) == (start, "Acme", ["Dana Liu"])


@pytest.mark.parametrize(
    "text",
    [
        "cancelled",
        "They cancelled it",
        "the interview is off",
        "Acme called it off",
        "cancel it please",
        "it's not happening",
    ],
)
def test_it_is_off_in_words(text: str) -> None:
    """A cancelled interview is silent at once."""
    search = Search()
    search.write("interview with Acme Thursday 2pm", NOW)
    (echo,) = search.write(text, NOW)
    assert echo.message.subject.startswith("Cancelled: Acme")
    assert reminders.upcoming(search.app.store.reading) == []
    assert search.pass_until(datetime(2026, 12, 24, tzinfo=UTC)) == []


def test_of_two_it_is_asked_which_one_moved() -> None:
    """With two interviews ahead, "it moved" is answered with a question, and the number settles it."""
    search = Search()
    search.write("interview with Acme Thursday 2pm", NOW)
    search.write("interview with Beta on Friday 10am", NOW)
    (asked,) = search.write("it moved to 4 December 4pm", NOW)
    assert asked.kind == "ask"
    assert "Acme" in asked.message.text
    assert "Beta" in asked.message.text
    search.write("2", NOW, answering=asked)
    assert [(each.company, wall(each)) for each in coming(search)] == [
        ("Acme", "2026-11-26 14:00"),
        ("Beta", "2026-12-04 16:00"),
    ]


def test_a_postponed_interview_is_silent_until_its_new_time_is_known() -> None:
    """Postponed without a date: no mail for the old time."""
    search = Search()
    search.write("interview with Acme Thursday 2pm", NOW)
    (asked,) = search.write("postponed, no new date yet", NOW)
    assert asked.kind == "ask"
    assert search.pass_until(datetime(2026, 11, 30, tzinfo=UTC)) == []
    search.write("it's now on 3 December at 10", datetime(2026, 11, 30, 9, 0, tzinfo=UTC), answering=asked)
    assert len(search.pass_until(datetime(2026, 12, 5, tzinfo=UTC))) == 4


def test_one_word_corrects_the_echo() -> None:
    """How it is held, who is there and whose it is can be set right in passing."""
    search = Search()
    (echo,) = search.write("interview with Acme Thursday 2pm", NOW)
    for words in ("it's by phone", "her name is Priya", "it's with Beta not Acme"):
        (echo,) = search.write(words, NOW, answering=echo)
    (interview,) = coming(search)
    assert (interview.company, interview.names, interview.mode and interview.mode.value) == (
        "Beta",
        ("Priya",),
        "phone",
    )


def test_thanks_are_not_answered() -> None:
    """ "Thanks!" is no riddle."""
    search = Search()
    (echo,) = search.write("interview with Acme Thursday 2pm", NOW)
    assert search.write("thanks!", NOW, answering=echo) == []


def test_two_interviews_in_one_line() -> None:
    """Each gets its own mails, and the answer tells both."""
    search = Search()
    (echo,) = search.write("I have two interviews: Acme Thursday 2pm and Beta Friday 10am", NOW)
    assert [(each.company, wall(each)) for each in coming(search)] == [
        ("Acme", "2026-11-26 14:00"),
        ("Beta", "2026-11-27 10:00"),
    ]
    assert "Acme" in echo.message.text
    assert "Beta" in echo.message.text


RECRUITER = """

---------- Forwarded message ---------
From: Karen Holt <karen@brightline.example>
Date: Fri, 20 Nov 2026 at 15:02
Subject: Interview for Data Analyst
To: <jo@example.org>

Hi Jo,

We would like to invite you to a video interview for the Data Analyst position at Brightline on Thursday 26 November at 2pm GMT, for about 45 minutes. You will meet Dana Liu (Head of Data) and Omar Haddad.

Join: https://zoom.us/j/998877

If you need to reschedule, please let me know.

Best,
Karen Holt
Talent Partner, Brightline
"""


def forwarded(search: Search, text: str, at: datetime = NOW) -> list[Sent]:
    return search.write(text, at, subject="Fwd: Interview for Data Analyst")


def test_a_recruiters_mail_passed_on() -> None:
    """The time, the firm, the role and the people are read from the recruiter's prose; she is none of them herself."""
    search = Search()
    forwarded(search, RECRUITER)
    (interview,) = coming(search)
    assert (wall(interview), interview.company, interview.role) == ("2026-11-26 14:00", "Brightline", "Data Analyst")
    assert interview.names == ("Dana Liu", "Omar Haddad")
    assert interview.place == "https://zoom.us/j/998877"
    assert interview.ends is not None
    assert (interview.ends - interview.starts).total_seconds() == 45 * 60


def test_the_call_behind_a_word_is_found() -> None:
    """Where the mail shows only "Join the call", the link behind it is kept all the same."""
    search = Search()
    search.write(
        '<p>Interview with Acme on Thursday 26 November at 2pm.</p><p><a href="https://acme.example/jobs">The job</a>, '
        '<a class="x" href="https://zoom.us/j/1?pwd=a&amp;b=2">join the call</a></p>',
        NOW,
        html=True,
    )
    (interview,) = coming(search)
    assert (interview.place, interview.mode) == ("https://zoom.us/j/1?pwd=a&b=2", Mode.VIDEO)


def test_slots_in_a_recruiters_mail_are_offered_to_pick_from() -> None:
    """Several times to choose from are never scheduled; the person is shown them."""
    text = RECRUITER.replace(
        "on Thursday 26 November at 2pm GMT, for about 45 minutes",
        "on one of these: Thursday 26 November 2pm, Friday 27 November 10am or Monday 30 November 4pm. Which suits you",
    )
    search = Search()
    (asked,) = forwarded(search, text)
    assert asked.kind == "ask"
    assert coming(search) == []
    search.write("friday", NOW, answering=asked)
    assert [wall(each) for each in coming(search)] == ["2026-11-27 10:00"]


def test_a_recruiter_moves_it() -> None:
    """A forwarded "we need to move your interview" moves it."""
    search = Search()
    forwarded(search, RECRUITER)
    forwarded(
        search,
        RECRUITER.split("Hi Jo")[0]
        + "Hi Jo,\n\nWe need to move your interview. It has been rescheduled to Monday 30 November at 11am GMT.\n\nKaren\n",
    )
    assert [wall(each) for each in coming(search)] == ["2026-11-30 11:00"]


def test_a_time_on_somebody_elses_clock_is_asked_about() -> None:
    """ "2pm" from a recruiter five hours away may be theirs or yours."""
    text = RECRUITER.replace("Fri, 20 Nov 2026 at 15:02", "Fri, 20 Nov 2026 10:02:00 -0500").replace("2pm GMT", "2pm")
    search = Search()
    (asked,) = forwarded(search, text)
    assert asked.kind == "ask"
    search.write("1", NOW, answering=asked)
    assert [wall(each) for each in coming(search)] == ["2026-11-26 14:00"]


def test_a_time_at_a_place_in_another_zone_is_asked_about() -> None:
    """Half past nine in San Francisco, told to somebody in London without a zone, may be either."""
    search = Search()
    (asked,) = search.write(
        "onsite interview with Acme on 10 December at 9:30am, 500 Howard Street, San Francisco", NOW
    )
    assert asked.kind == "ask"
    assert "17:30 GMT for you" in asked.message.text
    search.write("1", NOW, answering=asked)
    assert [wall(each) for each in coming(search)] == ["2026-12-10 17:30"]


def test_a_debrief_that_names_the_next_interview() -> None:
    """ "They want me back on Tuesday at ten" is noted along with the debrief."""
    search = Search()
    search.write("interview with Acme Monday 10am, Dana Liu, video", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    later = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    (reply,) = search.write(
        "I rambled about the salary and Dana looked bored. They want me back for a final round on Tuesday 1 December at 10am.",
        later,
    )
    assert reply.kind == "debrief"
    assert [(each.company, wall(each)) for each in coming(search, later)] == [("Acme", "2026-12-01 10:00")]
    assert "Tue 1 Dec 10:00: Acme" in reply.message.text


def test_a_debrief_is_filed_under_its_interview() -> None:
    """An answer to "how did it go?" files under that interview, even months later or as a new mail."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, Dana Liu, video", NOW)
    search.write("interview with Beta Friday 10am, Omar Haddad, phone", NOW)
    after = [mail for mail in search.pass_until(datetime(2026, 11, 28, tzinfo=UTC)) if mail.kind == "after"]
    late = datetime(2027, 2, 10, 9, 0, tzinfo=UTC)
    search.write("rambled, forgot my questions", late, answering=after[0])
    search.write(
        "Had the Beta one on Friday. I talked too fast and forgot to ask about the shifts.",
        datetime(2026, 11, 28, 9, 0, tzinfo=UTC),
    )
    rows = search.app.store.reading.execute(
        "select i.company, d.told from debrief d join interview i on i.id = d.interview order by d.id"
    )
    assert [row["company"] for row in rows] == ["Acme", "Beta"]


@pytest.mark.parametrize("sender", ["Dana Liu <dana@acme.example>", "Eve <eve@evil.example>"])
def test_only_the_person_or_the_organiser_moves_it(sender: str) -> None:
    """An update that somebody else sends changes nothing, and the person is told."""
    from tests.story.telling import event

    search = Search()
    start = datetime(2026, 11, 26, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    search.write("help", NOW)
    search.write("", NOW, calendar=event("u", start), sender="Dana Liu <dana@acme.example>")
    (mail,) = search.write("", NOW, calendar=event("u", start.replace(hour=16), sequence=1), sender=sender)
    moved = "eve" not in sender
    assert mail.kind == ("echo" if moved else "left_alone")
    assert [wall(each) for each in coming(search)] == ["2026-11-26 16:00" if moved else "2026-11-26 14:00"]


def test_what_looks_like_no_interview_can_be_one() -> None:
    """A lesson in the calendar is left alone with a word, and noted once the person says that it is one."""
    from tests.story.telling import event

    search = Search()
    start = datetime(2026, 11, 26, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    (left,) = search.write(
        "", NOW, subject="Fwd: Thursday", calendar=event("u", start, summary="Yoga class at Studio North")
    )
    assert left.kind == "left_alone"
    search.write("it is an interview", NOW, answering=left)
    assert len(coming(search)) == 1


def test_a_city_after_the_time_is_whose_clock_it_is() -> None:
    """Zoom writes "Time: Dec 2, 2026 03:00 PM Paris": that is three in Paris."""
    text = (
        RECRUITER.split("Hi Jo")[0]
        + "Topic: Interview - Acme\nTime: Dec 2, 2026 03:00 PM Paris\n\nhttps://zoom.us/j/1\n"
    )
    search = Search()
    forwarded(search, text)
    assert [wall(each) for each in coming(search)] == ["2026-12-02 14:00"]


def test_a_letter_without_a_named_interviewer_names_nobody() -> None:
    """Whoever signs a recruiter's mail is not taken for the interviewer."""
    search = Search()
    forwarded(search, RECRUITER.replace(" You will meet Dana Liu (Head of Data) and Omar Haddad.", ""))
    (interview,) = coming(search)
    assert interview.names == ()


def test_it_is_held_in_another_way_now() -> None:
    """ "It's now online" changes how, not when."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, Dana Liu, in person", NOW)
    search.write("interview is now online rather than in person", NOW)
    (interview,) = coming(search)
    assert (wall(interview), interview.mode and interview.mode.value) == ("2026-11-26 14:00", "video")


def test_a_time_that_has_passed_is_asked_about() -> None:
    """ "Monday at eight", passed on at nine on Monday, is not noted."""
    text = RECRUITER.replace("on Thursday 26 November at 2pm GMT", "on Monday at 8am")
    search = Search()
    (asked,) = forwarded(search, text)
    assert asked.kind == "ask"
    assert coming(search) == []


LETTER = """Hi Jo,

Thanks for your time on the phone. We would like to invite you to an interview for the Warehouse Operative role at Kestrel Foods on Thursday 26 November at 2pm. You will meet Tom Reed (shift manager). Please come to 4 Dock Road, Hull.

Kind regards,
Sarah Mills
Kestrel Foods
"""
SARAH = {"sender": "Sarah Mills <sarah@kestrelfoods.example>", "subject": "Interview for Warehouse Operative"}
JO_AND_US = [
    {"to": "Jo Bloggs <jo@example.org>", "cc": "coach@nextround.localhost"},
    {"to": "Jo <JO@example.org>, Nextround <coach@nextround.localhost>"},
    {"to": "hr@kestrelfoods.example", "cc": "jo@example.org, coach@nextround.localhost"},
]


@pytest.mark.parametrize("addressed", JO_AND_US)
def test_a_recruiter_who_copies_us(addressed: dict[str, str]) -> None:
    """A letter to the person with us in copy is noted for the person; the recruiter hears nothing."""
    search = Search()
    search.write("help", NOW)
    (echo,) = search.write(LETTER, NOW, **SARAH, **addressed)
    (interview,) = coming(search)
    assert (wall(interview), interview.company, interview.role) == (
        "2026-11-26 14:00",
        "Kestrel Foods",
        "Warehouse Operative",
    )
    assert interview.names == ("Tom Reed",)
    assert [who.email for who in echo.message.to] == ["jo@example.org"]


@pytest.mark.parametrize(
    "text",
    ["Please delete all of Jo's data.", "stop", "That went badly, I was late and rambled a lot.", "zone Asia/Tokyo"],
)
def test_a_copy_orders_nothing(text: str) -> None:
    """Whoever writes to a person with us in copy tells us of interviews, and can do nothing else in their name."""
    search = Search()
    search.write("help", NOW)
    assert search.write(text, NOW, **SARAH, **JO_AND_US[0]) == []
    assert search.app.store.reading.execute("select count(*), max(state) from person").fetchone()[:] == (1, "active")


RECORDED = [
    ("record your answers by Sunday 8 pm", "2026-11-29 20:00", None),
    ("got a hirevue for Tesco, due by friday 5pm", "2026-11-27 17:00", "Tesco"),
    ("I have to do a one-way video interview for Boots by Wednesday midnight", "2026-11-25 23:59", "Boots"),
    ("the recorded interview with Monzo closes on Thursday at noon", "2026-11-26 12:00", "Monzo"),
    ("I've been sent a recorded video interview for Lidl, needs doing in the next 5 days", "2026-11-28 23:59", "Lidl"),
    ("pre-recorded interview for Aldi due tomorrow", "2026-11-24 23:59", "Aldi"),
    ("one-way video interview for Asda, has to be in before 30 November", "2026-11-29 23:59", "Asda"),
    (
        "spark hire interview for Argos, I have 48 hours to do it",
        "2026-11-25 09:00",
        "Argos",
    ),
]


@pytest.mark.parametrize(("text", "due", "company"), RECORDED)
def test_what_is_recorded_alone_is_due(text: str, due: str, company: str | None) -> None:
    """A one-way interview has a deadline: it is noted as that, with a list for the night before and three hours to go."""
    search = Search()
    (echo,) = search.write(text, NOW)
    (interview,) = coming(search)
    assert (wall(interview), interview.company, interview.mode) == (due, company, Mode.RECORDED)
    assert f"by {due[-5:]}" in echo.message.text
    assert "Thursday 2pm" not in echo.message.text
    last = next(
        row
        for row in reminders.of_interview(search.app.store.reading, interview.id)
        if row.phase.value == "minutes_before"
    )
    assert interview.starts - last.due == timedelta(hours=3)


def test_a_recorded_interview_passed_on() -> None:
    """A forwarded "record your answers by Sunday 8 pm" brings the lists for the lens, and no list for a room."""
    search = Search()
    forwarded(
        search,
        RECRUITER.split("Hi Jo")[0]
        + "Hi Jo,\n\nThe next step at Brightline is a one-way video interview. Please record your answers by Sunday 29 November at 8pm "
        "(five questions, two minutes each): https://brightline.hirevue.com/i/abc\n\nKaren\n",
    )
    (interview,) = coming(search)
    assert (wall(interview), interview.mode) == ("2026-11-29 20:00", Mode.RECORDED)
    assert interview.place == "https://brightline.hirevue.com/i/abc"
    night = search.pass_until(NOW + timedelta(days=6))[0].message.text
    assert "retakes" in night
    assert "names and roles" not in night


def test_a_call_that_is_recorded_is_an_ordinary_one() -> None:
    """ "The call will be recorded" makes no deadline of its time."""
    search = Search()
    (echo,) = search.write("Zoom interview with Acme on Thursday at 2pm, the call will be recorded", NOW)
    (interview,) = coming(search)
    assert interview.mode is Mode.VIDEO
    assert "by 14:00" not in echo.message.text


def test_a_recorded_interview_that_is_over_is_a_debrief() -> None:
    """Somebody who tells how it went is not told when it is due."""
    search = Search()
    (answer,) = search.write("Did the HireVue for Tesco. I froze on question two and ran out of time.", NOW)
    assert answer.kind == "debrief"


@pytest.mark.parametrize(
    ("sender", "to", "cc", "text", "kind"),
    [
        (
            "Jo <jo@example.org>",
            "coach@nextround.localhost",
            "pal@example.com",
            "I was late and rambled a lot.",
            "debrief",
        ),
        (
            "Jo <jo@example.org>",
            "tom@firm.example",
            "coach@nextround.localhost",
            "I was late and I rambled a lot.",
            "debrief",
        ),
        ("Sarah <sarah@kestrelfoods.example>", "Jo <jo@example.org>", "coach@nextround.localhost", LETTER, "echo"),
    ],
)
def test_whose_mail_it_is_where_nobody_is_signed_up(sender: str, to: str, cc: str, text: str, kind: str) -> None:
    """A first mail that goes to others, too, is its writer's, unless it invites those it is written to."""
    search = Search()
    (answer,) = search.write(text, NOW, sender=sender, to=to, cc=cc)
    assert (answer.kind, [who.email for who in answer.message.to]) == (kind, ["jo@example.org"])
