"""A debrief: read it, judge what belongs into a note, draft the note, let the routine learn, and answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from mailer import facts, listing
from mailer.act import answering, filing, following, names, notes, showing, upcoming, waiting
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.act.upcoming import Upcoming
from mailer.app import App
from mailer.coach import provoked, routine
from mailer.coach.model import Debrief, Interviewer, Known, Tone
from mailer.coach.routine import Learned, Line, Verb
from mailer.message import appointment
from mailer.message.thread import reply_subject
from mailer.store import conversations, debriefs, routines
from mailer.store.interviews import Interview

SAID_ABOVE = (Verb.ADDED, Verb.KEPT)  # changes of the routine that stand beside the mistake or the positive already


def act(app: App, mail: Mail) -> Outcome:
    """Answer a debrief; several interviews in one mail are told apart and answered in one reply."""
    day = mail.written.astimezone(mail.person.zone).date()
    interview = filing.likely(app, mail)
    known = filing.known(interview, _known(mail, day))
    right = conversations.corrections(app.store.reading, mail.person.id)
    readings = tuple(names.corrected(each, right) for each in app.craft.reader.read(mail.body.new, known))
    if any(reading.tone is Tone.CRISIS for reading in readings):
        return care(app, mail, readings)
    spoke = any(provoked.spoke_up(reading) or provoked.spared(reading) is not reading for reading in readings)
    readings = tuple(map(provoked.spared, readings))
    noted = tuple(notes.write(app, mail, reading, known, spoken=len(readings) == 1) for reading in readings)
    lines = routines.lines(app.store.reading, mail.person.id)
    learned = routine.learn(lines, readings, app.catalogue, day, _told_before(app, interview, readings))
    now_lines = _merged(lines, learned)
    shown = [showing.shown(app, reading, note, now_lines) for reading, note in zip(readings, noted, strict=True)]
    if spoke:  # nobody is asked what was nice about it
        shown = [each if each["slip"] else each | {"asked": None} for each in shown]
    coming = upcoming.named(app, mail, readings, interview)
    later = waiting.answer(app, mail, readings, noted) if _tone(readings) == Tone.HEATED else None
    worded = app.words.word(
        "debrief",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        tone=_tone(readings),
        misconduct=any(reading.misconduct for reading in readings),
        spoke=spoke,
        total=sum(len(each["mistakes"]) for each in shown),
        good=any(each["again"] for each in shown),
        unsure=any(each["unsure"] for each in shown),
        answer=answering.answer(app, readings),
        debriefs=[each | {"drafts": [], "left_out": ()} for each in shown] if later else shown,
        waits=later is not None,
        routine=[showing.told(app, change) for change in learned.changes if change.verb not in SAID_ABOVE],
        next_interview=_next(app, mail, coming),
    )
    attachments = () if later else tuple(file for note in noted for file in note.files)
    return Outcome(
        answers=(Answer("debrief", worded, attachments), *((later,) if later else ())),
        write=lambda db: _write(
            db, mail, readings, noted, learned, filing.file(app, mail, interview, readings), coming
        ),
        ask=next((note.asked for note in noted if note.asked), None),
        told={
            "debriefs": [showing.explained(app, r, n, now_lines) for r, n in zip(readings, noted, strict=True)],
            "interviews": [facts.explained(coming.interview, mail.person.zone, "schedule", coming.planned)]
            if coming
            else [],
        },
    )


def care(app: App, mail: Mail, readings: Sequence[Debrief] = ()) -> Outcome:
    """Somebody in distress gets no coaching: care, and the way to real help."""
    worded = app.words.word(
        "care",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        lines=listing.near(app.words.table("catalogue/help_lines")["lines"], mail.person.zone.key),
    )
    return Outcome(
        answers=(Answer("care", worded),),
        write=lambda db: _write(db, mail, readings, (), Learned((), ())),
        told={"outcome": "reply"},
    )


def _told_before(app: App, interview: Interview | None, readings: Sequence[Debrief]) -> list[Debrief]:
    """What was told of the same interview in an earlier mail."""
    if interview is None or len(readings) > 1:
        return []
    return [record.reading for record in debriefs.of_interview(app.store.reading, interview.id)]


def _known(mail: Mail, day: date) -> Known:
    forwarded = mail.body.forwarded
    sender = forwarded.from_ if forwarded is not None else None
    # Below a mail of ours the subject is ours, and may name another firm.
    subject = "" if mail.answers else appointment.unpeopled(mail.message.subject)
    return Known(
        subject=subject,
        person=mail.person.name,
        written=day,
        interviewers=(Interviewer(sender.name, sender.email),) if sender is not None and sender.name else (),
    )


def _write(
    db: sqlite3.Connection,
    mail: Mail,
    readings: Sequence[Debrief],
    noted: Sequence[notes.Notes],
    learned: Learned,
    filed: Sequence[Interview | None] = (),
    coming: Upcoming | None = None,
) -> Mapping[str, int]:
    under = [each.id if each else None for each in filed]
    ids = [
        debriefs.add(
            db,
            mail.person.id,
            reading,
            noted[index].drafts if index < len(noted) else (),
            mail.written,
            interview=under[index] if index < len(under) else mail.about.get("interview"),
            inbox=mail.row.id,
        )
        for index, reading in enumerate(readings)
    ]
    routines.keep(db, mail.person.id, learned.lines, ids[0] if ids else None)
    if coming is not None:
        coming.write(db, mail)
    for id in ids if noted else ():
        following.begin(db, mail.person, id)
    interview = {"interview": under[0]} if under and under[0] else {}
    return {"debrief": ids[0]} | interview if ids else {}


def _next(app: App, mail: Mail, named: Upcoming | None) -> str:
    """The next interview in one line; empty where none is known."""
    interview = named.interview if named else filing.next_after(app, mail)
    if interview is None:
        return ""
    told = facts.of(interview, mail.person.zone, mail.now)
    return app.words.word("event", facts=told, noted=named is not None).text.strip()


def _merged(lines: Sequence[Line], learned: Learned) -> list[Line]:
    changed = {(line.why, line.kind, line.text): line for line in learned.lines}
    kept = [line for line in lines if (line.why, line.kind, line.text) not in changed]
    return [*kept, *changed.values()]


def _tone(readings: Sequence[Debrief]) -> str:
    for tone in (Tone.HEATED, Tone.HURT):
        if any(reading.tone is tone for reading in readings):
            return tone.value
    return Tone.PLAIN.value
