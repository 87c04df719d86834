"""Short words that ask for something, in any wording; what erases is asked about first."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailer.act.commands.hours import quiet_hours
from mailer.act.commands.lines import placed
from mailer.coach.model import Phase
from mailer.coach.reminders import Habits
from mailer.message import command
from mailer.message.command import Verb
from mailer.store import people, routines
from tests.story.telling import Search, Sent

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

WORDINGS = [
    (Verb.HELP, ["help", "Help please", "what can you do?", "how does this work", "?", "I'm lost"]),
    (Verb.STATUS, ["status", "what's coming up?", "when is my next interview", "what interviews do i have", "show me my interviews"]),
    (Verb.ROUTINE, ["routine", "show me my routine", "what's on my list", "send me the checklist"]),
    (Verb.ADD, ["add: bring water", "please add bring an umbrella to my list", "remind me to breathe before the interview"]),
    (Verb.DROP, ["drop 3", "drop 3 and 5", "remove line 2", "please get rid of number 4", "drop the line about breakfast"]),
    (Verb.PIN, ["pin 5", "keep 4", "always show line 2"]),
    (Verb.PAUSE, ["pause", "pause for two weeks", "can you stop emailing me until January?", "I'm on holiday until 5 Jan", "take a break"]),
    (Verb.RESUME, ["resume", "I'm back", "start again", "turn the mails back on"]),
    (Verb.ZONE, ["zone Europe/Paris", "zone: Paris", "I'm in Berlin now", "my time zone is Pacific time", "I've moved to New York"]),
    (Verb.WITHOUT, ["stop the minutes-before mails", "please don't send me the night before mail", "no more morning mails", "turn off the reminders in the morning", "can you stop the how did it go emails", "I don't need the follow-ups"]),
    (Verb.AGAIN, ["send the minutes-before mails again", "bring back the morning mail", "turn on the follow-up mails"]),
    (Verb.QUIET, ["stop writing to me after 9pm", "quiet 21-08", "no mails before 8am please", "quiet hours 22:00 to 07:30", "don't write to me after 9pm"]),
    (Verb.EXPORT, ["export", "send me everything you have on me", "download my data", "can I have a copy of my data?"]),
    (Verb.FORGET, ["forget me", "delete all my data", "please delete my account", "erase everything"]),
    (Verb.STOP, ["stop", "unsubscribe", "stop sending me emails", "don't write to me any more", "no more emails", "leave me alone"]),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "text"), [(verb, text) for verb, texts in WORDINGS for text in texts])
def test_any_wording(verb: Verb, text: str) -> None:
    """Nobody learns a syntax."""
    found = command.read(text)
    assert found is not None
    assert found.verb is verb


@pytest.mark.parametrize(
    "text",
    [
        "I stopped by reception and she was late",
        "I added nothing of use",
        "cancel it",
        "Can you help me with salary negotiation?",
        "it went well",
        "I'm in a meeting",
        "thanks",
        "I am in trouble, I was late and blanked",
        "They asked me to stop after ten minutes",
        "I forgot everything I had prepared",
        "status updates were what he asked about and I rambled",
    ],
)
def test_a_debrief_is_no_command(text: str) -> None:
    """Words of a debrief that sound like a command do nothing of the kind."""
    assert command.read(text) is None


def test_under_a_draft_drop_is_about_the_draft() -> None:
    """ "Drop the bit about parking" under a thank-you note changes the note, "drop 3" the list."""
    assert command.read("add that I liked the tour", in_reply=True) is None
    assert command.read("drop 3", in_reply=True) is not None


HABITS = Habits(ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("quiet 21-08", (time(21), time(8))),
        ("quiet 10pm to 7am", (time(22), time(7))),
        ("quiet from 10 to 7", (time(22), time(7))),
        ("quiet 21:30 - 06:30", (time(21, 30), time(6, 30))),
        ("no mails before 8am", (time(21, 30), time(8))),
        ("don't write after 9pm", (time(21), time(6, 30))),
        ("only write between 9 and 17", (time(17), time(9))),
        ("quiet", None),
        ("quiet 25-99", None),
    ],
)
def test_quiet_hours(text: str, hours: tuple[time, time] | None) -> None:
    """Hours are understood as people write them, or asked about."""
    assert quiet_hours(text, HABITS) == hours


@pytest.mark.parametrize(
    ("rest", "phase", "line"),
    [
        ("bring water", Phase.NIGHT_BEFORE, "Bring water."),
        ("in the morning, call mum", Phase.MORNING_OF, "Call mum."),
        ("to breathe before the interview", Phase.MINUTES_BEFORE, "Breathe."),
        ("during the interview: smile", Phase.DURING, "Smile."),
        ("night before: iron the shirt", Phase.NIGHT_BEFORE, "Iron the shirt."),
        ("bring an umbrella to my list", Phase.NIGHT_BEFORE, "Bring an umbrella."),
        ("water on the desk, for the minutes before", Phase.MINUTES_BEFORE, "Water on the desk."),
    ],
)
def test_a_line_of_ones_own_goes_where_it_belongs(rest: str, phase: Phase, line: str) -> None:
    """The phase is taken from the words, and the line is what remains."""
    assert placed(rest) == (phase, line)


def told(search: Search) -> tuple[Sent, Sent]:
    """An interview with its echo and its night-before mail."""
    (echo,) = search.write("interview with Acme Thursday 2pm, video", NOW)
    (night,) = search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))
    return echo, night


def test_numbers_mean_the_lines_of_the_mail_that_is_answered() -> None:
    """Drop three, then four, in two answers to one mail: both as printed there."""
    search = Search()
    _, night = told(search)
    third, fourth = (line[3:] for line in night.message.text.splitlines() if line.startswith(("3. ", "4. ")))
    for number, line in ((3, third), (4, fourth)):
        (done,) = search.write(f"drop {number}", NOW + timedelta(days=3), answering=night)
        assert line in done.message.text
    (shown,) = search.write("routine", NOW + timedelta(days=3))
    assert third not in shown.message.text
    assert fourth not in shown.message.text


def test_a_number_in_a_new_mail_means_the_latest_list() -> None:
    """ "Drop 2" without a mail to answer is about the list that came last."""
    search = Search()
    _, night = told(search)
    second = next(line[3:] for line in night.message.text.splitlines() if line.startswith("2. "))
    (done,) = search.write("drop 2", NOW + timedelta(days=3))
    assert second in done.message.text


def test_an_unknown_number_changes_nothing() -> None:
    """A number that no list has is asked about."""
    search = Search()
    told(search)
    (done,) = search.write("drop 55", NOW + timedelta(days=3))
    assert "routine" in done.message.text
    assert routines.lines(search.app.store.reading, 1) == []


def test_an_added_line_comes_in_the_next_mail() -> None:
    """What the person adds stands among their own lines, and goes again when dropped by its words."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    search.write("add: charge the laptop", NOW)
    (night,) = search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))
    assert "1. Charge the laptop. (you asked for it)" in night.message.text
    search.write("drop the line about the laptop", NOW + timedelta(days=3))
    (shown,) = search.write("routine", NOW + timedelta(days=3))
    assert "laptop" not in shown.message.text


def test_a_pinned_line_comes_first_of_the_base() -> None:
    """What is pinned is on the list, whatever the format pushes down."""
    search = Search()
    search.write("pin the line about two alarms", NOW)
    search.write("interview with Acme Thursday 2pm, in person at 4 Dock Street, Hull", NOW)
    (night,) = search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))
    assert "two alarms" in night.message.text


def test_without_one_kind_of_mail() -> None:
    """Somebody who wants no mail in the last minutes gets the others, until they want it again."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    (told,) = search.write("stop the minutes-before mails please", NOW)
    assert "minutes-before mails again" in told.message.text
    assert [mail.kind for mail in search.pass_until(NOW + timedelta(days=6))] == ["night_before", "morning_of", "after"]
    later = NOW + timedelta(days=6)
    search.write("send the minutes before mails again", later)
    search.write("interview with Beta Thursday 2pm, video", later)
    assert "minutes_before" in [mail.kind for mail in search.pass_until(later + timedelta(days=7))]


def test_pause_rests_and_resume_brings_back() -> None:
    """Paused people get answers and nothing else, until the day they named or the word."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    search.write("pause", NOW)
    assert search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC)) == []
    search.write("resume", datetime(2026, 11, 25, 21, 0, tzinfo=UTC))
    assert [mail.kind for mail in search.pass_until(datetime(2026, 11, 28, tzinfo=UTC))] == [
        "morning_of",
        "minutes_before",
        "after",
    ]


def test_a_pause_ends_by_itself() -> None:
    """ "Pause for two days" needs no second mail."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    (done,) = search.write("pause for two days", NOW)
    assert "Wednesday 25 November" in done.message.text
    assert len(search.pass_until(datetime(2026, 11, 28, tzinfo=UTC))) == 4


def test_a_city_answers_the_echo() -> None:
    """A newcomer's zone is a guess that one word corrects; the time they told was on their own clock."""
    search = Search()
    (echo,) = search.write("interview with Acme Thursday 2pm", NOW)
    assert "time zone" in echo.message.text
    (done,) = search.write("Berlin", NOW, answering=echo)
    assert "Thu 26 Nov 14:00" in done.message.text
    (night,) = search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))
    assert f"{night.at:%H:%M}" == "18:00"
    assert "14:00 CET (Berlin)" in night.message.text


def test_stop_ends_what_was_not_asked_for() -> None:
    """After "stop" nothing comes unasked, and what they write is still answered."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    search.write("stop", NOW)
    assert search.pass_until(NOW + timedelta(days=30)) == []
    assert [mail.kind for mail in search.write("status", NOW + timedelta(days=1))] == ["status"]


def test_export_is_complete_and_readable() -> None:
    """The archive holds a page to read, one JSON file, and the mails."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, Dana Liu, video", NOW)
    (mail,) = search.write("export", NOW)
    (part,) = (part for part in mail.message.parts if part.filename.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(part.payload)) as file:
        everything = json.loads(file.read("everything.json"))
        assert "Acme" in file.read("read-me.txt").decode()
        assert any(name.startswith("mails/") for name in file.namelist())
    assert everything["interviews"][0]["company"] == "Acme"
    assert everything["person"]["address"] == "jo@example.org"


def test_forget_me_asks_and_then_erases_every_trace() -> None:
    """Nothing is erased before a yes; after it no table knows the person."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, Dana Liu, video", NOW)
    search.write("I rambled at the last interview and forgot my questions.", NOW)
    (asked,) = search.write("forget me", NOW)
    assert people.by_address(search.app.store.reading, "jo@example.org") is not None
    (gone,) = search.write("yes", NOW, answering=asked)
    assert "Erased: 1 debrief, 1 interview" in gone.message.text
    db = search.app.store.reading
    for table in ("person", "inbox", "interview", "reminder", "line", "debrief", "question"):
        assert db.execute(f"select count(*) from {table}").fetchone()[0] == 0, table
    (row,) = db.execute("select person, cause from outbox").fetchall()
    assert row["person"] is None


def test_no_keeps_everything() -> None:
    """ "No" to the question leaves all as it was, and a later "yes" to something else erases nothing."""
    search = Search()
    (asked,) = search.write("forget me", NOW)
    search.write("no", NOW, answering=asked)
    search.write("yes", NOW + timedelta(minutes=1))
    assert people.by_address(search.app.store.reading, "jo@example.org") is not None
