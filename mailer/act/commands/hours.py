"""pause, resume, zone, quiet, and which mails: when a person is written to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailer import facts, habits, when
from mailer.act import asking, booking
from mailer.act.commands.saying import done
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.coach.reminders import Habits
from mailer.message.command import Command
from mailer.store import interviews, people
from mailer.store.interviews import Interview

_FOR = re.compile(
    r"\b(?:for|next)\s+(?:the\s+)?(?:next\s+)?(a|an|one|two|three|four|five|six|\d{1,2})?\s*(day|week|month|fortnight)s?\b",
    re.I,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_HOUR = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?"
_BETWEEN = re.compile(rf"{_HOUR}\s*(?:-|–|to|till|until|and)\s*{_HOUR}", re.I)
_ONE_SIDED = re.compile(rf"\b(before|after)\s+{_HOUR}", re.I)


def pause(app: App, mail: Mail, command: Command) -> Outcome:
    """Let the unasked mails rest, until a day where one is told."""
    until = _until(mail, command.rest)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.change(db, mail.person.id, state="paused")
        people.prefer(db, mail.person.id, {habits.PAUSED_UNTIL: until.isoformat() if until else None})
        return {}

    shown = facts.moment(until, mail.person.zone, mail.now)["day"] if until else ""
    return done(app, mail, "paused", {"until": shown}, write)


def _until(mail: Mail, text: str) -> datetime | None:
    zone = mail.person.zone
    today = mail.written.astimezone(zone)
    if hit := _FOR.search(text):
        count = _COUNTS.get((hit[1] or "a").lower()) or int(hit[1])
        return (today + timedelta(days=count * _DAYS[hit[2].lower()])).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
    day = next(
        (
            each.date
            for each in when.find(text, reference=mail.written, zone=zone, order=asking.order(mail))
            if each.date
        ),
        None,
    )
    day = day or when.deadline(text, reference=mail.written, zone=zone)
    return datetime.combine(day, time(), zone) if day and day > today.date() else None


def resume(app: App, mail: Mail, command: Command) -> Outcome:
    """Send unasked mails again."""

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.change(db, mail.person.id, state="active")
        people.prefer(db, mail.person.id, {habits.PAUSED_UNTIL: None})
        return _replan(db, app, mail, habits.of(mail.person, app.settings))

    coming = interviews.coming(app.store.reading, mail.person.id, mail.now, 1)
    return done(
        app, mail, "resumed", {"next": facts.of(coming[0], mail.person.zone, mail.now) if coming else None}, write
    )


def zone(app: App, mail: Mail, command: Command) -> Outcome:
    """Reckon on another clock from now on."""
    try:
        new = ZoneInfo(command.rest)
    except (ValueError, OSError, LookupError):
        return done(app, mail, "zone_unknown", {"rest": command.rest}, ask="which time zone")
    hours = replace(habits.of(mail.person, app.settings), zone=new)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.change(db, mail.person.id, zone=new.key)
        return _replan(db, app, mail, hours)

    coming = [_read_again(each, mail, new) for each in interviews.coming(app.store.reading, mail.person.id, mail.now)]
    values = {
        "city": facts.city(new) or new.key,
        "now": facts.moment(mail.now, new, mail.now),
        "coming": [facts.of(each, new, mail.now) for each in coming],
    }
    return done(app, mail, "zone", values, write)


def without(app: App, mail: Mail, command: Command) -> Outcome:
    """Send no more mails of one phase; the others come as before."""
    return _with_mails(app, mail, command.rest, wanted=False)


def again(app: App, mail: Mail, command: Command) -> Outcome:
    """Send the mails of one phase again."""
    return _with_mails(app, mail, command.rest, wanted=True)


def _with_mails(app: App, mail: Mail, phase: str, *, wanted: bool) -> Outcome:
    hours = habits.of(mail.person, app.settings)
    off = hours.without - {phase} if wanted else hours.without | {phase}

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.prefer(db, mail.person.id, {habits.WITHOUT: " ".join(sorted(off)) or None})
        return _replan(db, app, mail, replace(hours, without=off))

    return done(app, mail, "again" if wanted else "without", {"mail": phase}, write)


def _read_again(each: Interview, mail: Mail, zone: ZoneInfo) -> Interview:
    """A time told before the person's zone was known was told on their own clock: it is read on the right one."""
    if not each.zone_assumed or mail.person.zone_told:
        return each
    length = each.ends - each.starts if each.ends else None
    new = replace(each, zone=zone, zone_assumed=False)
    return replace(new, ends=new.starts + length if length else None)


def quiet(app: App, mail: Mail, command: Command) -> Outcome:
    """Leave the person alone during some hours."""
    span = quiet_hours(command.rest, habits.of(mail.person, app.settings))
    if span is None:
        return done(app, mail, "quiet_unknown", ask="which hours")
    hours = replace(habits.of(mail.person, app.settings), quiet_from=span[0], quiet_until=span[1])

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.prefer(db, mail.person.id, {"quiet_from": f"{span[0]:%H:%M}", "quiet_until": f"{span[1]:%H:%M}"})
        return _replan(db, app, mail, hours)

    return done(app, mail, "quiet", {"from": f"{span[0]:%H:%M}", "until": f"{span[1]:%H:%M}"}, write)


def quiet_hours(text: str, now: Habits) -> tuple[time, time] | None:
    """The hours of a command: "21-08", "10pm to 7am", "before 8"; evening and morning where am and pm are missing."""
    if hit := _BETWEEN.search(text):
        start, end = _time(hit[1], hit[2], hit[3]), _time(hit[4], hit[5], hit[6])
        if (
            start is not None
            and end is not None
            and not hit[3]
            and start.hour <= 12
            and end.hour <= 12
            and start.hour > end.hour
        ):
            start = time((start.hour + 12) % 24, start.minute)  # "10 to 7": from the evening on
        only = bool(re.search(r"\bonly\b", text, re.I))
        return None if start is None or end is None else (end, start) if only else (start, end)
    if hit := _ONE_SIDED.search(text):
        hour = _time(hit[2], hit[3], hit[4])
        if hour is None:
            return None
        before = hit[1].lower() == "before"
        if not before and not hit[4] and 5 <= hour.hour <= 11:
            hour = time(hour.hour + 12, hour.minute)
        only = bool(re.search(r"\bonly\b", text, re.I))
        return (now.quiet_from, hour) if before != only else (hour, now.quiet_until)
    return None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    number = 0 if number == 24 else number
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None


def _replan(db: sqlite3.Connection, app: App, mail: Mail, hours: Habits) -> Mapping[str, int]:
    """The mails of all interviews ahead follow the new hours."""
    for each in interviews.coming(db, mail.person.id, mail.now, 1_000):
        interviews.keep(db, _read_again(each, mail, hours.zone), mail.now)
    booking.replan(db, mail, hours, ())
    return {}
