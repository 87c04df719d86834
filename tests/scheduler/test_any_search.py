"""Whatever happens in a search, the mails of the clock come when they help, once, and never for what is off."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.store import interviews
from tests.story.telling import Search, Sent, event

START = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
ROUTINE = ("night_before", "morning_of", "minutes_before", "after")

days, hours = st.integers(0, 30), st.integers(0, 23)
steps = st.one_of(
    st.tuples(st.just("invite"), st.integers(0, 4), days, hours, st.sampled_from(ZONES), st.booleans()),
    st.tuples(st.just("cancel"), st.integers(0, 4)),
    st.tuples(
        st.just("say"),
        st.sampled_from(["pause", "resume", "zone America/New_York", "zone Sydney", "quiet 22-07", "stop"]),
    ),
    st.tuples(st.just("wait"), st.integers(1, 400)),
    st.tuples(st.just("down"), st.integers(1, 60)),
)


def check(search: Search, mail: Sent, told: set[tuple[int, str, datetime]]) -> None:
    """What must hold of a routine mail at the moment it is queued."""
    person = search.app.store.reading.execute("select * from person").fetchone()
    zone = ZoneInfo(person["zone"])
    interview = interviews.get(search.app.store.reading, person["id"], mail.about["interview"])
    assert interview is not None
    assert interview.state == "planned"
    assert person["state"] == "active"
    start, local = interview.starts.astimezone(zone), mail.at.astimezone(zone)
    key = (interview.id, mail.kind, interview.starts)
    assert key not in told
    told.add(key)
    quiet = ("22:00", "07:00") if "quiet_from" in person["preferences"] else ("21:30", "06:30")
    if mail.kind != "minutes_before":
        assert time.fromisoformat(quiet[1]) <= local.time() < time.fromisoformat(quiet[0])
    if mail.kind == "after":
        over = interview.ends or interview.starts
        assert over + timedelta(minutes=30) <= mail.at <= over + timedelta(days=5)
        return
    assert mail.at < interview.starts
    if mail.kind == "night_before":
        assert local.date() == start.date() - timedelta(days=1)
        assert local.time() >= time(19)
    elif mail.kind == "morning_of":
        assert local.date() == start.date()
    else:
        ahead = 60 if interview.mode == "onsite" else 30
        assert interview.starts - timedelta(minutes=ahead) <= mail.at
    assert start.strftime("%H:%M") in mail.message.subject


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=3, max_size=14))
def test_any_search_keeps_the_promises(events: list[tuple[Any, ...]]) -> None:
    """No mail too early, none twice, none for a cancelled or moved time, none at night unless the interview demands it."""
    search, now = Search(), START
    versions: dict[int, int] = {}
    told: set[tuple[int, str, datetime]] = set()
    search.write("help", now)
    for step in events:
        before = len(search.sent)
        match step:
            case ("invite", number, day, hour, zone, onsite):
                versions[number] = versions.get(number, -1) + 1
                start = (
                    (now + timedelta(days=day))
                    .astimezone(ZoneInfo(zone))
                    .replace(hour=hour, minute=0, second=0, microsecond=0)
                )
                place = "12 High Street, Leeds" if onsite else "https://zoom.us/j/1"
                search.write("", now, calendar=event(f"u{number}", start, sequence=versions[number], place=place))
            case ("cancel", number):
                versions[number] = versions.get(number, -1) + 1
                search.write(
                    "",
                    now,
                    calendar=event(f"u{number}", now + timedelta(days=1), sequence=versions[number], cancelled=True),
                )
            case ("say", words):
                search.write(words, now)
            case ("wait", length):
                end = now + timedelta(hours=length)
                for mail in search.pass_until(end):
                    check(search, mail, told)
                now = end
                continue
            case ("down", length):
                now += timedelta(hours=length)
                for mail in search.tick(now):
                    check(search, mail, told)
                continue
        now += timedelta(minutes=1)
        assert all(mail.kind not in ROUTINE for mail in search.sent[before:])
    for mail in search.pass_until(now + timedelta(days=40)):
        check(search, mail, told)
