"""The clock sends what is due, once, and what no longer helps it lets go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailer.coach.model import Debrief
from mailer.coach.revising import Story
from mailer.store import conversations, debriefs, interviews, leases, outbox, people, reminders
from scheduler import chores
from scheduler import reminders as clock
from tests.story.telling import Search, event

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOLD = "interview with Acme Thursday 2pm, Dana Liu, video"


@pytest.fixture
def search() -> Search:
    """Somebody in London with an interview on Thursday at two."""
    found = Search()
    found.write(TOLD, NOW)
    return found


def test_four_mails_for_an_interview(search: Search) -> None:
    """The night before at seven, that morning at half past seven, half an hour before, and half an hour after."""
    mails = search.pass_until(NOW + timedelta(days=7))
    assert [(mail.kind, f"{mail.at:%d %H:%M}") for mail in mails] == [
        ("night_before", "25 19:00"),
        ("morning_of", "26 07:30"),
        ("minutes_before", "26 13:30"),
        ("after", "26 15:30"),
    ]
    assert mails[0].message.subject == "Tomorrow 14:00: Acme, with Dana Liu"
    assert mails[3].message.subject == "How did it go at Acme?"


def test_every_mail_of_the_clock_can_be_stopped(search: Search) -> None:
    """A mail nobody asked for names the address that ends such mails, and is marked as a machine's."""
    for mail in search.pass_until(NOW + timedelta(days=7)):
        assert "stop" in (mail.message.header("list-unsubscribe") or "")
        assert mail.message.header("auto-submitted") == "auto-generated"


def test_a_better_answer_is_there_the_night_before(search: Search) -> None:
    """What I found too late for the last interview is in my hands before the next, that evening only."""
    person = people.everyone(search.app.store.reading)[0]
    with search.app.store.writing() as db:
        told = debriefs.add(db, person.id, Debrief("I blanked on the outage question."), (), NOW)
        story = Story("I blanked on the outage question", "roll back first, then look for the cause", "blanked")
        conversations.keep_stories(db, person.id, told, [story], NOW)
    mails = {mail.kind: mail.message.text for mail in search.pass_until(NOW + timedelta(days=7))}
    assert "- If they ask the outage question: roll back first, then look for the cause\n" in mails["night_before"]
    assert "blanked" not in mails["night_before"]
    assert "roll back" not in mails["morning_of"]


def test_a_mail_knows_until_when_it_helps(search: Search) -> None:
    """Held up on its way, the night before ends at bedtime and the last list with the interview's beginning."""
    search.pass_until(NOW + timedelta(days=7))
    rows = search.app.store.reading.execute("select id, kind from outbox where cause like 'reminder:%'").fetchall()
    useless = {row["kind"]: outbox.get(search.app.store.reading, row["id"]).useless for row in rows}
    assert {kind: f"{at:%d %H:%M}" for kind, at in useless.items() if at} == {
        "night_before": "25 21:30",
        "morning_of": "26 13:00",
        "minutes_before": "26 14:00",
        "after": "29 15:30",
    }


@pytest.mark.parametrize("text", ["the Acme interview moved to Friday 10am", "the interview with Acme is cancelled"])
def test_what_waits_for_the_relay_is_taken_back(search: Search, text: str) -> None:
    """A night-before mail that is not out yet does not leave once the interview has moved or is off."""
    assert search.tick(datetime(2026, 11, 25, 19, 0, 3, tzinfo=UTC))
    search.write(text, datetime(2026, 11, 25, 19, 5, tzinfo=UTC))
    states = search.app.store.reading.execute(
        "select state, trouble from outbox where kind = 'night_before'"
    ).fetchall()
    assert [tuple(row) for row in states] == [("missed", "outdated")]


def test_a_word_more_takes_nothing_back(search: Search) -> None:
    """What is added to an interview that stands where it stood leaves its mails on their way."""
    search.tick(datetime(2026, 11, 25, 19, 0, 3, tzinfo=UTC))
    search.write(
        "the interview with Acme on Thursday 2pm is with Omar Haddad", datetime(2026, 11, 25, 19, 5, tzinfo=UTC)
    )
    states = search.app.store.reading.execute("select state from outbox where kind = 'night_before'").fetchall()
    assert [row["state"] for row in states] == ["waiting"]


def test_two_clocks_send_one_mail(search: Search) -> None:
    """Two schedulers at once, or one that looks twice, send a mail once."""
    due = datetime(2026, 11, 25, 19, 0, 1, tzinfo=UTC)
    assert clock.tick(search.app, "one", due) == 1
    assert clock.tick(search.app, "two", due) == 0


def test_a_clock_that_dies_loses_nothing(search: Search) -> None:
    """A scheduler that is killed with a mail in hand leaves it to the next, once its lease is over."""
    due = datetime(2026, 11, 25, 19, 0, 1, tzinfo=UTC)
    with search.app.store.writing() as db:
        assert leases.claim(db, "reminder", "dead", due, clock.LEASE, 10)
    assert search.tick(due) == []
    assert [mail.kind for mail in search.tick(due + clock.LEASE)] == ["night_before"]


def test_after_downtime_only_what_still_helps(search: Search) -> None:
    """When the machine comes back at noon on the day, the night-before mail is let go and the rest comes."""
    mails = search.tick(datetime(2026, 11, 26, 12, 0, tzinfo=UTC))
    assert [mail.kind for mail in mails] == ["morning_of"]
    assert [mail.kind for mail in search.pass_until(NOW + timedelta(days=7))] == ["minutes_before", "after"]


def test_nothing_comes_at_night(search: Search) -> None:
    """A machine that comes back at two in the morning waits for the day, and says only what still helps then."""
    assert search.tick(datetime(2026, 11, 26, 2, 0, tzinfo=UTC)) == []
    assert [mail.kind for mail in search.pass_until(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))] == ["morning_of"]


def test_the_question_waits_for_the_morning(search: Search) -> None:
    """A machine that was down in the afternoon does not ask at eleven at night how it went."""
    search.tick(datetime(2026, 11, 26, 13, 30, 1, tzinfo=UTC))
    assert search.tick(datetime(2026, 11, 26, 23, 0, tzinfo=UTC)) == []
    (asked,) = search.pass_until(datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert (asked.kind, f"{asked.at:%H:%M}") == ("after", "06:30")


def test_what_is_out_does_not_come_again(search: Search) -> None:
    """Flying west in the evening brings no second evening mail."""
    assert len(search.pass_until(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))) == 1
    search.write("I'm in New York now", datetime(2026, 11, 25, 20, 5, tzinfo=UTC))
    assert [mail.kind for mail in search.pass_until(NOW + timedelta(days=7))] == [
        "morning_of",
        "minutes_before",
        "after",
    ]


def test_no_question_where_the_answer_came_first(search: Search) -> None:
    """Whoever wrote how it went before being asked is not asked."""
    search.pass_until(datetime(2026, 11, 26, 14, 50, tzinfo=UTC))
    search.write(
        "Had the Acme interview. I rambled on the why question and Dana looked at her watch.",
        datetime(2026, 11, 26, 15, 10, tzinfo=UTC),
    )
    assert search.pass_until(NOW + timedelta(days=7)) == []


def test_two_interviews_on_one_day_share_their_mails() -> None:
    """Two on one day make one mail the evening before and one that morning, and each has its card."""
    search = Search()
    search.write("interview with Acme Thursday 10am, video", NOW)
    search.write("interview with Beta Thursday 4pm, in person", NOW + timedelta(minutes=1))
    mails = search.pass_until(datetime(2026, 11, 26, 23, 0, tzinfo=UTC))
    assert [mail.kind for mail in mails] == [
        "night_before",
        "morning_of",
        "minutes_before",
        "after",
        "minutes_before",
        "after",
    ]
    assert mails[0].message.subject == "Tomorrow: 10:00 Acme, 16:00 Beta"


def test_back_to_back_interviews_are_asked_about_at_the_end() -> None:
    """Nobody is asked how the first went while they sit in the second."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, video", NOW)
    search.write("interview with Beta Thursday 3:15pm, video", NOW + timedelta(minutes=1))
    after = [mail for mail in search.pass_until(datetime(2026, 11, 26, 23, 0, tzinfo=UTC)) if mail.kind == "after"]
    assert [f"{mail.at:%H:%M}" for mail in after] == ["16:45"]
    assert "Acme" in after[0].message.subject
    assert "Beta" in after[0].message.subject


def test_same_day_notice_brings_the_list_at_once() -> None:
    """An interview told of two hours before gets its short list in the answer, and the card in time."""
    search = Search()
    (echo,) = search.write("interview with Acme today at 11:30, phone", NOW)
    assert "AT SHORT NOTICE" in echo.message.text
    assert [mail.kind for mail in search.pass_until(NOW + timedelta(days=1))] == ["minutes_before", "after"]


def test_an_early_interview_wakes_nobody_too_early() -> None:
    """At seven in the morning: the evening before, the minutes before, and no mail at four."""
    search = Search()
    search.write("video interview with Acme Thursday 7am", NOW)
    kinds = [(mail.kind, f"{mail.at:%d %H:%M}") for mail in search.pass_until(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))]
    assert kinds == [("night_before", "25 19:00"), ("minutes_before", "26 06:30"), ("after", "26 08:30")]


def test_the_clocks_change_between_telling_and_meeting() -> None:
    """Told in summer time for a day in winter time: nine o'clock is nine o'clock."""
    search = Search()
    search.write("interview with Acme on 26 October at 9am, video", datetime(2026, 10, 20, 9, 0, tzinfo=UTC))
    mails = search.pass_until(datetime(2026, 10, 27, 9, 0, tzinfo=UTC))
    assert [f"{mail.at:%d %H:%M}" for mail in mails] == ["25 19:00", "26 06:30", "26 08:30", "26 10:30"]


def test_a_zone_that_changes_its_clocks_moves_the_mails(search: Search) -> None:
    """When new zone data shift an instant, the time on the wall stays and the mails follow."""
    with search.app.store.writing() as db:
        db.execute("update interview set starts = starts + 3600000")  # as if computed by older data
    assert chores.zones(search.app, NOW, "a new release") == 1
    assert chores.zones(search.app, NOW, "a new release") == 0
    (found,) = interviews.coming(search.app.store.reading, 1, NOW)
    row = search.app.store.reading.execute("select starts from interview").fetchone()
    assert found.starts.timestamp() * 1000 == row["starts"]
    assert len(search.pass_until(NOW + timedelta(days=7))) == 4


def test_one_bad_row_does_not_keep_the_others(search: Search) -> None:
    """A mail that cannot be worded is put off; the others go out."""
    search.write("interview with Beta Thursday 5pm, video", NOW + timedelta(minutes=2), sender="Ana <ana@example.org>")
    with search.app.store.writing() as db:
        db.execute("update interview set people = 'no json' where company = 'Acme'")
    mails = search.tick(datetime(2026, 11, 25, 19, 0, 1, tzinfo=UTC))
    assert ["Beta" in mail.message.subject for mail in mails] == [True]
    waiting = reminders.upcoming(search.app.store.reading)
    assert any(row.due == datetime(2026, 11, 25, 19, 15, 1, tzinfo=UTC) for row in waiting)


def test_travel_moves_the_mails_and_not_the_interview(search: Search) -> None:
    """Whoever flies to New York gets the evening mail on the evening there; the interview stays at its instant."""
    search.write("zone Europe/London", NOW + timedelta(minutes=5))
    search.write("I'm in New York now", NOW + timedelta(hours=1))
    first = search.pass_until(NOW + timedelta(days=7))[0]
    assert first.at.astimezone(ZoneInfo("America/New_York")).strftime("%d %H:%M") == "25 19:00"
    assert first.message.subject == "Tomorrow 09:00: Acme, with Dana Liu"


def test_an_update_moves_and_a_cancellation_silences() -> None:
    """A new version of the invitation moves all mails; a cancellation ends them; an old version changes nothing."""
    search = Search()
    start = datetime(2026, 11, 26, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    search.write("", NOW, calendar=event("u", start))
    search.write("", NOW + timedelta(hours=1), calendar=event("u", start + timedelta(days=1), sequence=2))
    (stale,) = search.write("", NOW + timedelta(hours=2), calendar=event("u", start + timedelta(days=3), sequence=1))
    assert stale.kind == "left_alone"
    assert [f"{mail.at:%d %H:%M}" for mail in search.pass_until(datetime(2026, 11, 26, 20, 0, tzinfo=UTC))] == [
        "26 19:00"
    ]
    search.write("", datetime(2026, 11, 26, 20, 0, tzinfo=UTC), calendar=event("u", start, sequence=3, cancelled=True))
    assert search.pass_until(NOW + timedelta(days=30)) == []
