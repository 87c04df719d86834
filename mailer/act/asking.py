"""Asks one question about an interview, with the readings to pick from, and reads the answer."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailer import facts, when
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach.model import Interviewer, Mode
from mailer.message import answers
from mailer.message.thread import reply_subject
from mailer.store import outbox, questions, reminders
from mailer.store.interviews import OPEN, Interview
from mailer.store.questions import Question
from mailer.when import Found, Reading

SNIPPET = 120
OFFERED_AT_MOST = 8


_WEEK = re.compile(r"\b(?:next week|the week after next|week after next|the following week|this week)\b", re.I)
_WEEKDAY_ALONE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sun)(?:day)?\b(?!\s+(?:\d{1,2}(?:st|nd|rd|th)|next|week|in))", re.I
)


def ask(
    app: App,
    mail: Mail,
    kind: str,
    draft: Interview,
    *,
    doubts: Iterable[str],
    readings: Sequence[Reading] = (),
    among: Sequence[Interview] = (),
    day: datetime | None = None,
    hour: time | None = None,
    snippet: str = "",
    silence: int | None = None,
    length: timedelta | None = None,
    stranger: str = "",
) -> Outcome:
    """Ask about an interview. `draft` is what is known of it; its id tells whether it is on file already.

    `kind`: which (of the readings), time, date, when, interview (which of those on file), or meant (one of
    those, where the `stranger` that they named is none of them). `silence`: the interview
    that must keep quiet until the answer comes.
    """
    zone, doubts = mail.person.zone, sorted(set(doubts))
    readings = readings[:OFFERED_AT_MOST]
    shown: list[dict[str, Any]] = []
    for each in readings:
        own = ZoneInfo(each.zone)
        mine = facts.moment(each.instant, zone, mail.now)
        theirs = facts.moment(each.instant, own, mail.now)
        shown.append(
            theirs
            | {"what": "", "mine": mine if (mine["time"], mine["day"]) != (theirs["time"], theirs["day"]) else None}
        )
    for interview in among:
        shown.append(
            facts.moment(interview.starts, zone, mail.now)
            | {"what": interview.company or ", ".join(interview.names), "mine": None}
        )
    worded = app.words.word(
        "ask",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        open=kind,
        doubts=doubts,
        readings=shown,
        about=draft.company or ", ".join(draft.names[:2]),
        day=facts.moment(day.replace(hour=12, tzinfo=zone), zone, mail.now)["day"] if day else "",
        time=f"{hour:%H:%M}" if hour else "",
        snippet=snippet,
        silenced=silence is not None,
        stranger=stranger,
    )
    payload = {
        "draft": packed(draft) | ({"length": length.total_seconds()} if length else {}),
        "readings": [[each.wall.isoformat(), each.zone] for each in readings],
        "among": [each.id for each in among],
        "day": day.date().isoformat() if day else None,
        "hour": hour.isoformat() if hour else None,
        "text": mail.body.new[:2_000],
        "written": mail.written.isoformat(),
    }

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        questions.ask(db, mail.person.id, kind, payload, mail.now)
        if silence is not None:
            reminders.silence(db, silence)
            outbox.outdate(db, silence, mail.now)
        return {"interview": draft.id} if draft.id else {}

    about = f"{kind}: {', '.join(doubts)}" if doubts else kind
    return Outcome(answers=(Answer("ask", worded),), write=write, ask=about, told={"outcome": "ask"})


def snippet(found: Found, text: str) -> str:
    """The words that were found doubtful, quoted."""
    spans = [moment.span for moment in found.moments]
    if not spans:
        return ""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    words = " ".join(text[start:end].split())
    return words if len(words) <= SNIPPET else ""


def chosen(question: Question, text: str, mail: Mail) -> Reading | Found | None:
    """The reading that an answer picks; a Found where it still leaves something open; None where it is no answer."""
    readings = [_reading(wall, zone) for wall, zone in question.payload["readings"]]
    number = answers.picked(text, len(readings))
    if number is not None:
        return readings[number]
    if readings and (bare := re.fullmatch(r"\W*(?:at |the )?(\d{1,2})\W*", text.strip())):
        hours = [each for each in readings if each.wall.hour % 12 == int(bare[1]) % 12]
        if len(hours) == 1:
            return hours[0]
    found = _found(question, text, mail)
    if found.certain is not None:
        return next((each for each in readings if each.instant == found.certain.instant), found.certain)
    left = [each for each in readings if _fits(each, found, text)]
    if len(left) == 1 and (found or _narrows(text)):
        return left[0]
    return found if found else None


def _found(question: Question, text: str, mail: Mail) -> Found:
    """What the answer says, read with the day or the time that was known when the question was put."""
    day, hour = question.payload["day"], question.payload["hour"]
    told = text
    if day and question.kind == "time":
        date = datetime.fromisoformat(day)
        own = when.best(text, reference=mail.written, zone=mail.person.zone, order=order(mail))
        if own.certain is not None or (own.moments and any(each.date for each in own.moments)):
            return own
        bare = re.fullmatch(r"\W*(?:at|it'?s(?: at)?|around)?\s*(\d{1,2})\W*", text.strip(), re.I)
        told = f"interview on {date:%A} {date.day} {date:%B} {date.year} at {bare[1] if bare else text}"
    elif question.kind == "when" and (week := _WEEK.search(question.payload["text"])) and _WEEKDAY_ALONE.search(text):
        told = f"{week[0]} {text}"
    elif hour and question.kind == "date":
        told = f"interview {text} at {hour[:5]}"
    return when.best(told, reference=mail.written, zone=mail.person.zone, order=order(mail))


def order(mail: Mail) -> str | None:
    """Which comes first in this person's dates, day or month, where they told or where they live tells."""
    told = mail.person.preferences.get("order")
    return told or day_order(mail.person.zone.key)


def day_order(zone: str) -> str | None:
    """The order of day and month where that zone is; None where both are in use, or where it is not known."""
    if zone in ("UTC", "Etc/UTC") or zone.startswith(
        ("Etc/", "America/Toronto", "America/Vancouver", "America/Halifax", "America/Winnipeg", "America/Edmonton")
    ):
        return None
    if zone in _MONTH_FIRST or zone.startswith(
        ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
    ):
        return "mdy"
    return "dmy"


_MONTH_FIRST = frozenset(
    [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Phoenix",
        "America/Anchorage",
        "America/Detroit",
        "America/Boise",
        "Pacific/Honolulu",
        "America/Juneau",
        "Asia/Manila",
    ]
)


def _narrows(text: str) -> bool:
    return bool(re.search(r"\b(?:am|pm|morning|afternoon|evening|earlier|later|[a-z]+day|\d)\b", text, re.I))


def _fits(each: Reading, found: Found, text: str) -> bool:
    low = text.lower()
    if found.readings:
        return any(reading.instant == each.instant for reading in found.readings)
    for moment in found.moments:
        if moment.date and moment.date != each.wall.date() and f"{each.wall:%A}".lower() not in low:
            return False
        if moment.time and moment.time != each.wall.time():
            return False
    if re.search(r"\b(?:am|morning)\b", low) and each.wall.hour >= 12:
        return False
    if re.search(r"\b(?:pm|afternoon|evening)\b", low) and each.wall.hour < 12:
        return False
    named = [
        name for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") if name in low
    ]
    return not named or f"{each.wall:%A}".lower() in named


def _reading(wall: str, zone: str) -> Reading:
    moment = datetime.fromisoformat(wall)
    return Reading(moment, zone, moment.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")))


def packed(interview: Interview) -> dict[str, Any]:
    """What is known of an interview, for the question to keep."""
    length = interview.ends - interview.starts if interview.ends and interview.wall != OPEN else None
    return {
        "id": interview.id,
        "uid": interview.uid,
        "sequence": interview.sequence,
        "organiser": interview.organiser,
        "company": interview.company,
        "role": interview.role,
        "mode": interview.mode.value if interview.mode else None,
        "formats": list(interview.formats),
        "place": interview.place,
        "people": [{"name": who.name, "email": who.email, "title": who.title} for who in interview.people],
        "subject": interview.subject,
        "thread": interview.thread,
        "length": length.total_seconds() if length else None,
    }


def unpacked(draft: Mapping[str, Any], mail: Mail, reading: Reading, base: Interview | None = None) -> Interview:
    """The interview that a question was about, at the time that was chosen."""
    length = timedelta(seconds=draft["length"]) if draft["length"] else None
    start = base or Interview(id=0, person=mail.person.id, wall=reading.wall, zone=ZoneInfo(reading.zone), ends=None)
    return replace(
        start,
        wall=reading.wall,
        zone=ZoneInfo(reading.zone),
        ends=reading.instant + length if length else None,
        uid=draft["uid"],
        sequence=draft["sequence"],
        organiser=draft["organiser"],
        company=draft["company"],
        role=draft["role"],
        mode=Mode(draft["mode"]) if draft["mode"] else None,
        formats=tuple(draft["formats"]),
        place=draft["place"],
        people=tuple(Interviewer(**who) for who in draft["people"]),
        subject=draft["subject"],
        thread=draft["thread"],
        state="planned",
        zone_assumed=False,
    )
