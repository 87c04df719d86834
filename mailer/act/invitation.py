"""An invitation in machine-readable form: new, updated or cancelled events of a person's interviews."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from mailer import when
from mailer.act import asking, booking
from mailer.act.booking import Booking
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach.model import Interviewer, Mode
from mailer.message import appointment, changes
from mailer.message.address import canonical
from mailer.message.invite import Clock, Invite, Method, invites
from mailer.message.parse import Message
from mailer.message.thread import base_subject, reply_subject
from mailer.store import interviews, questions
from mailer.store.interviews import CANCELLED, OPEN, PLANNED, Interview
from mailer.when import Doubt, Reading


def act(app: App, mail: Mail, sure: Message | None = None) -> Outcome:
    """Note, move or cancel what the invitation tells of; ask about the first that leaves something open.

    `sure`: an earlier mail, whose event is an interview by the person's own word.
    """
    events = [each for each in invites(sure or mail.message, mail.now) if each.method is not Method.REPLY]
    if not events:
        return Outcome(told={"outcome": "ignore"})
    results = [_event(app, mail, each, sure=sure is not None) for each in events]
    booked = [each for each in results if isinstance(each, Booking)]
    asked = [each for each in results if isinstance(each, Outcome)]
    return booking.settle(app, mail, booked) if booked else asked[0]


def _event(app: App, mail: Mail, event: Invite, *, sure: bool) -> Booking | Outcome:
    own = f"{base_subject(mail.message.subject) if mail.by_person else ''}\n{mail.body.new if mail.by_person else ''}"
    old = interviews.by_uid(app.store.reading, mail.person.id, event.uid) if event.uid else None
    title = event.summary or base_subject(mail.message.subject)
    if old is not None and not _may(mail, old):
        return left_alone(app, mail, "stranger", title)
    if event.cancelled:
        return _cancelled(app, mail, event, old, title)
    text = f"{event.description}\n{event.organiser.email if event.organiser else ''}\n{mail.row.sender}"
    if (
        old is None
        and not sure
        and not changes.job_interview(title, text, own, recurring=event.recurring, plain=not event.uid)
    ):
        return left_alone(app, mail, "not_interview", title)
    if old is not None and event.sequence < old.sequence:
        return left_alone(app, mail, "stale", title)
    draft = _draft(app, mail, event, title)
    reading, assumed, doubts, offered = _settled(mail, event)
    if reading is None:
        base = booking.merged(old, draft) if old else draft
        silence = old.id if old else None
        if event.clock is Clock.ALL_DAY:
            return asking.ask(app, mail, "time", base, doubts=["all_day"], day=event.wall, silence=silence, length=None)
        return asking.ask(
            app, mail, "which", base, doubts=doubts, readings=offered, silence=silence, length=event.length
        )
    fresh = replace(
        draft,
        wall=reading.wall,
        zone=ZoneInfo(reading.zone),
        ends=reading.instant + event.length if event.length else None,
        zone_assumed=event.clock is Clock.FLOATING and not mail.person.zone_told,
    )
    if (fresh.ends or fresh.starts) <= mail.now:
        return left_alone(app, mail, "past", title)
    return _booked(app, mail, fresh, old, assumed)


def _booked(app: App, mail: Mail, fresh: Interview, old: Interview | None, assumed: tuple[str, ...]) -> Booking:
    old = old or twin(app, mail, fresh)
    if old is None:
        return Booking("schedule", fresh, assumed=assumed)
    whole = booking.merged(old, fresh)
    if old.state == CANCELLED:
        return Booking("schedule", whole, assumed=assumed)
    if old.starts != whole.starts:
        return Booking("reschedule", whole, old, assumed)
    known = replace(whole, sequence=old.sequence, uid=old.uid, notified=old.notified, organiser=old.organiser)
    return Booking("same" if known == old else "change", whole, old, assumed)


def twin(app: App, mail: Mail, fresh: Interview) -> Interview | None:
    """An interview on file that is told of again: it starts then, and nothing says that it is another."""
    start = fresh.starts
    for each in interviews.between(app.store.reading, mail.person.id, start - booking.NEAR, start + booking.NEAR):
        if each.company is None or fresh.company is None or same_firm(each.company, fresh.company):
            foreign = (
                each.uid
                and fresh.uid
                and each.uid != fresh.uid
                and not booking.is_own(app, each.uid)
                and not booking.is_own(app, fresh.uid)
            )
            if not foreign:
                return each
    return None


def same_firm(one: str, other: str) -> bool:
    """Whether two names are likely of one firm: equal, or one the beginning of the other."""
    a, b = (
        " ".join(name.casefold().replace(".", "").replace(",", "").split()).removeprefix("the ")
        for name in (one, other)
    )
    return a == b or a.startswith(f"{b} ") or b.startswith(f"{a} ")


def _may(mail: Mail, old: Interview) -> bool:
    """Only the person or the stored organiser may move or cancel."""
    if mail.by_person:
        return True
    senders = {canonical(who.email) for who in (mail.message.from_, mail.message.sender) if who is not None}
    return bool(senders & set((old.organiser or "").split()))


def _cancelled(app: App, mail: Mail, event: Invite, old: Interview | None, title: str) -> Booking | Outcome:
    if old is None and event.starts is not None and mail.by_person:
        # The person told of it in words before its invitation was ever seen.
        near = interviews.between(
            app.store.reading, mail.person.id, event.starts - booking.NEAR, event.starts + booking.NEAR
        )
        old = near[0] if len(near) == 1 else None
    if old is None or old.state == CANCELLED:
        return left_alone(app, mail, "unknown_cancel", title)
    if event.sequence < old.sequence:
        return left_alone(app, mail, "stale", title)
    return Booking("cancel", replace(old, state=CANCELLED, sequence=event.sequence), old)


def _settled(mail: Mail, event: Invite) -> tuple[Reading | None, tuple[str, ...], list[str], list[Reading]]:
    """(the one reading, what was assumed, what is doubtful, the readings to offer)."""
    again = ("recurring",) if event.recurring else ()
    if event.clock is Clock.EXACT and event.zone is not None:
        return Reading(event.wall, event.zone.key, event.starts or mail.now), again, [], []
    person = mail.person.zone
    if event.clock is Clock.ALL_DAY:
        told = when.best(
            f"{event.summary}\n{event.description}", reference=mail.written, zone=person, order=asking.order(mail)
        )
        if told.certain is not None and told.certain.wall.date() == event.wall.date():
            return told.certain, again, [], []
        return None, (), ["all_day"], []
    mine = _at(event.wall, person)
    theirs = _offset_zone(mail, event.wall)
    if event.clock is Clock.FLOATING:
        told = (
            when.best(event.description, reference=mail.written, zone=person, order=asking.order(mail))
            if event.description
            else when.Found()
        )
        elsewhere = (
            told.certain
            if told.certain and told.certain.wall.time() == event.wall.time() and told.certain.instant != mine.instant
            else None
        )
        if theirs is None and elsewhere is None:
            return mine, ("floating", *again), [], []
        return None, (), [Doubt.ZONE.value], [mine, elsewhere or theirs or mine]
    return None, (), ["unknown_zone"], [mine, *([theirs] if theirs else [])]


def _at(wall: datetime, zone: ZoneInfo) -> Reading:
    return Reading(wall, zone.key, wall.replace(tzinfo=zone).astimezone(UTC))


def _offset_zone(mail: Mail, wall: datetime) -> Reading | None:
    """The time on the clock of whoever sent it, where their mail's offset is told and is not the person's."""
    written = mail.message.date
    offset = written.utcoffset() if written else None
    if written is None or not offset or offset == written.astimezone(mail.person.zone).utcoffset():
        return None
    key = when.zone_named(f"UTC{written:%z}"[:6] + ":" + f"{written:%z}"[3:])
    return _at(wall, ZoneInfo(key)) if key else None


def _draft(app: App, mail: Mail, event: Invite, title: str) -> Interview:
    person, settings = mail.person, app.settings
    mine = [person.address, settings.address]
    # An invitation sent straight to the person: whoever it is addressed to besides is nobody the person meets.
    sender = mail.body.forwarded.from_ if mail.body.forwarded else None if mail.by_person else mail.message.from_
    names = [name for name in (person.name,) if name]
    told = appointment.of_invite(replace(event, summary=title), me=names, mine=mine, sender=sender)
    if mail.by_person and mail.body.new:
        own = appointment.read(mail.body.new, me=names)
        told = appointment.Told(own.company, own.role, (), None, None).over(told)
    mode = Mode(told.mode) if told.mode else None
    hosts = {
        canonical(who.email)
        for who in (event.organiser, None if mail.by_person else mail.message.from_)
        if who and who.email
    }
    return Interview(
        id=0,
        person=person.id,
        wall=OPEN,
        zone=person.zone,
        ends=None,
        uid=event.uid or booking.own_uid(app, mail, 1),
        sequence=event.sequence,
        organiser=" ".join(sorted(hosts - {canonical(person.address)})) or None,
        company=told.company,
        role=told.role,
        mode=mode,
        formats=booking.formats(app, f"{title}\n{event.description}\n{mail.body.new if mail.by_person else ''}", mode),
        place=told.place,
        people=tuple(Interviewer(who.name, who.email or None) for who in told.people if who.name or who.email),
        state=PLANNED,
        subject=mail.message.subject or None,
        thread=mail.message.message_id or None,
    )


def left_alone(app: App, mail: Mail, reason: str, what: str) -> Outcome:
    """Say that something was not taken as asked, and why."""
    worded = app.words.word(
        "left_alone", subject=reply_subject(mail.message.subject), name=first_name(mail), reason=reason, what=what
    )

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        if reason == "not_interview":
            questions.ask(db, mail.person.id, "not_interview", {"inbox": mail.row.id}, mail.now)
        return {}

    return Outcome(answers=(Answer("left_alone", worded),), write=write, told={"outcome": "ignore"})
