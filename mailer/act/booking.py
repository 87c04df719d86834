"""Puts an interview on file, plans its mails, and words the echo of what was understood."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from mailer import facts, habits, listing
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach import checklist, reminders
from mailer.coach.checklist import Item
from mailer.coach.model import Interviewer, Mode, Phase
from mailer.coach.reminders import Habits, Reminder
from mailer.message import calendar
from mailer.message.address import canonical
from mailer.message.appointment import Told
from mailer.message.compose import Attachment
from mailer.store import interviews, outbox, questions, routines
from mailer.store import reminders as reminder_rows
from mailer.store.interviews import CANCELLED, OPEN, Interview

FORMATS_AT_MOST = 3
NEAR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Booking:
    """What comes of one interview of a mail."""

    action: str  # schedule, reschedule, cancel, same, change
    interview: Interview
    was: Interview | None = None
    assumed: tuple[str, ...] = ()  # what was settled by good sense


def settle(app: App, mail: Mail, bookings: Sequence[Booking]) -> Outcome:
    """Return the outcome of a mail that was understood: rows, reminders and one echo."""
    person, hours = mail.person, habits.of(mail.person, app.settings)
    known = [each for each in interviews.coming(app.store.reading, person.id, mail.now) if each.state != CANCELLED]
    changed = {each.interview.id for each in bookings}
    others = [facts.span(each) for each in known if each.id not in changed]
    spans = [*others, *(facts.span(each.interview) for each in bookings if each.action != "cancel")]
    planned = [
        ()
        if each.action == "cancel" or not habits_allow(mail)
        else reminders.plan(facts.span(each.interview), hours, mail.now, spans)
        for each in bookings
    ]
    late_phase, late = _late(app, mail, bookings)
    worded = app.words.word(
        "echo",
        name=first_name(mail),
        zone_told=person.zone_told,
        zone_city=facts.city(person.zone) or facts.zone_letters(mail.now.astimezone(person.zone)),
        paused=not habits.unasked(person, mail.now),
        bookings=[_shown(app, mail, each, plan, known) for each, plan in zip(bookings, planned, strict=True)],
        late=listing.shown(late),
        late_phase=late_phase,
    )
    stamped = [replace(each.interview, notified=each.interview.notified + 1) for each in bookings]
    files = _files(app, mail, [replace(each, interview=new) for each, new in zip(bookings, stamped, strict=True)])
    told = [
        facts.explained(each.interview, person.zone, _explained(each.action), plan)
        for each, plan in zip(bookings, planned, strict=True)
    ]
    return Outcome(
        answers=(Answer("echo", worded, files),),
        write=lambda db: _write(
            db, mail, hours, [replace(each, interview=new) for each, new in zip(bookings, stamped, strict=True)], late
        ),
        told={"interviews": told, "outcome": _explained(bookings[0].action)},
    )


def habits_allow(mail: Mail) -> bool:
    """Reminders are planned for a paused person too: the clock looks again when each falls due."""
    return mail.person.state != "stopped"


def _explained(action: str) -> str:
    return {"same": "schedule", "change": "schedule"}.get(action, action)


def _write(
    db: sqlite3.Connection, mail: Mail, hours: Habits, bookings: Sequence[Booking], late: Sequence[Item]
) -> Mapping[str, int]:
    ids = []
    for each in bookings:
        written = interviews.keep(db, each.interview, mail.now)
        if each.action == "cancel":
            reminder_rows.silence(db, written.id)
        ids.append(written.id)
    anew = {
        id
        for id, each in zip(ids, bookings, strict=True)
        if each.was is None or each.was.starts != each.interview.starts or each.was.state == CANCELLED
    }
    replan(db, mail, hours, anew)
    for id, each in zip(ids, bookings, strict=True):
        if id in anew or each.action == "cancel":
            outbox.outdate(db, id, mail.now)
    questions.close(db, mail.person.id)
    return {"interview": ids[0]} | listing.about(late)


def replan(db: sqlite3.Connection, mail: Mail, hours: Habits, anew: Collection[int]) -> None:
    """Make the mails of all interviews ahead fit each other; those in `anew` are announced from the beginning."""
    if not habits_allow(mail):
        return
    coming = interviews.coming(db, mail.person.id, mail.now, 1_000)
    spans = [facts.span(each) for each in coming]
    for each in coming:
        helpful = reminders.helpful(facts.span(each), hours, mail.now, spans)
        reminder_rows.plan(db, mail.person.id, each.id, helpful, mail.now, anew=each.id in anew)


def _late(app: App, mail: Mail, bookings: Sequence[Booking]) -> tuple[str, tuple[Item, ...]]:
    """The lines that the echo itself must bring, since it is too late for a mail of their own, and what they are."""
    for each in bookings:
        if each.action not in ("schedule", "reschedule") or (each.was and _listed(app, each.was)):
            continue
        phase = reminders.told_late(facts.span(each.interview), habits.of(mail.person, app.settings), mail.now)
        if phase is not None:
            lines = routines.lines(app.store.reading, mail.person.id)
            if phase is Phase.NIGHT_BEFORE:
                return phase.value, checklist.items(phase, lines, app.craft.base, each.interview.formats, cards=True)
            return checklist.SMALL, checklist.small(lines, app.craft.base)
    return checklist.SMALL, ()


def _listed(app: App, was: Interview) -> bool:
    """Whether the list for this interview is out already."""
    return any(
        row.phase is Phase.NIGHT_BEFORE and row.state == "sent"
        for row in reminder_rows.of_interview(app.store.reading, was.id)
    )


def _shown(
    app: App, mail: Mail, booking: Booking, plan: Sequence[Reminder], known: Sequence[Interview]
) -> dict[str, Any]:
    zone, hours = mail.person.zone, habits.of(mail.person, app.settings)
    interview = booking.interview
    clash = next(
        (
            each
            for each in known
            if each.id != interview.id and booking.action != "cancel" and _overlap(each, interview)
        ),
        None,
    )
    moved = booking.was is not None and booking.was.starts != interview.starts
    return {
        "action": booking.action,
        "facts": facts.of(interview, zone, mail.now),
        "was": facts.of(booking.was, zone, mail.now) if booking.was and moved else None,
        "reminders": [facts.reminder(each, hours, mail.now) for each in plan],
        "assumed": list(booking.assumed),
        "clash": facts.of(clash, zone, mail.now) if clash else None,
    }


def _overlap(one: Interview, other: Interview) -> bool:
    a, b = facts.span(one), facts.span(other)
    return a.starts < b.over and b.starts < a.over


def _files(app: App, mail: Mail, bookings: Sequence[Booking]) -> tuple[Attachment, ...]:
    events = [
        calendar.Event(
            uid=each.interview.uid or "",
            sequence=max(each.interview.sequence, each.interview.notified),
            starts=each.interview.starts,
            ends=facts.span(each.interview).over,
            summary=app.words.word(
                "event", facts=facts.of(each.interview, mail.person.zone, mail.now), noted=False
            ).subject,
            place=each.interview.place or "",
            cancelled=each.action == "cancel",
        )
        for each in bookings
    ]
    data = calendar.write(events, mail.now)
    return (Attachment("interview.ics", "text/calendar", data, method="PUBLISH"),)


def new(app: App, mail: Mail, told: Told, text: str) -> Interview:
    """An interview of this person with these particulars, its time still to be set."""
    mode = Mode(told.mode) if told.mode else None
    passed_on = mail.body.forwarded.from_ if mail.body.forwarded else None
    return Interview(
        id=0,
        person=mail.person.id,
        wall=OPEN,
        zone=mail.person.zone,
        ends=None,
        uid=own_uid(app, mail, 1),
        organiser=canonical(passed_on.email) if passed_on and passed_on.email else None,
        company=told.company,
        role=told.role,
        mode=mode,
        formats=formats(app, text, mode),
        place=told.place,
        people=tuple(Interviewer(who.name, who.email or None) for who in told.people),
        subject=mail.message.subject or None,
        thread=mail.message.message_id or None,
    )


def own_uid(app: App, mail: Mail, number: int) -> str:
    """The UID of an interview that no calendar told of: the same each time this mail is acted on."""
    digest = blake2b(
        f"{mail.person.id} {mail.row.id} {number} {mail.message.message_id}".encode(), digest_size=10
    ).hexdigest()
    return f"{digest}@{app.settings.domain}"


def is_own(app: App, uid: str | None) -> bool:
    """Whether a UID is one of ours."""
    return bool(uid) and str(uid).endswith(f"@{app.settings.domain}")


def formats(app: App, text: str, mode: Mode | None) -> tuple[str, ...]:
    """The formats of the routine that a text tells of; how it is held comes first."""
    table = app.words.table("catalogue/formats")
    found = [name for name, cues in table["cues"].items() if any(re.search(cue, text, re.IGNORECASE) for cue in cues)]
    held = [table["mode"][mode.value]] if mode and mode.value in table["mode"] else []
    return tuple([*held, *found][:FORMATS_AT_MOST])


def merged(old: Interview, fresh: Interview) -> Interview:
    """What is on file, with what was told now taking precedence where it says anything."""
    people = fresh.people or old.people
    if old.people and fresh.people:
        known = {who.name.lower(): who for who in old.people}
        people = tuple(known.get(who.name.lower(), who) if not who.email else who for who in fresh.people)
    return replace(
        fresh,
        id=old.id,
        uid=fresh.uid if fresh.uid else old.uid,
        organiser=fresh.organiser or old.organiser,
        company=fresh.company or old.company,
        role=fresh.role or old.role,
        mode=fresh.mode or old.mode,
        formats=fresh.formats if len(fresh.formats) >= len(old.formats) else old.formats,
        place=fresh.place or old.place,
        people=people,
        subject=old.subject or fresh.subject,
        thread=old.thread or fresh.thread,
        notified=old.notified,
    )
