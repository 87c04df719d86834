"""A debrief: read it, judge what belongs into a note, draft the note, let the routine learn, and answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mailer import facts
from mailer.act import answering, filing, following, names, notes, upcoming, waiting
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.act.upcoming import Upcoming
from mailer.app import App
from mailer.coach import folding, gate, routine
from mailer.coach.folding import Folded
from mailer.coach.model import Debrief, Interviewer, Known, Tone
from mailer.coach.routine import Change, Learned, Line, Verb
from mailer.message.thread import reply_subject
from mailer.store import conversations, debriefs, routines
from mailer.store.interviews import Interview

UNSURE_SHOWN = 2
LIKELY = 0.3  # confidence from which the advice of the first kind is given, unnamed
AGAIN_SHOWN = 3
SAID_ABOVE = (Verb.ADDED, Verb.KEPT)  # changes of the routine that stand beside the mistake or the positive already
QUOTE_AT_MOST = 220  # characters of a person's own words that are quoted back


def act(app: App, mail: Mail) -> Outcome:
    """Answer a debrief; several interviews in one mail are told apart and answered in one reply."""
    day = mail.written.astimezone(mail.person.zone).date()
    interview = filing.likely(app, mail)
    known = filing.known(interview, _known(mail, day))
    right = conversations.corrections(app.store.reading, mail.person.id)
    readings = tuple(names.corrected(each, right) for each in app.craft.reader.read(mail.body.new, known))
    if any(reading.tone is Tone.CRISIS for reading in readings):
        return care(app, mail, readings)
    noted = tuple(notes.write(app, mail, reading, known) for reading in readings)
    lines = routines.lines(app.store.reading, mail.person.id)
    learned = routine.learn(lines, readings, app.catalogue, day, _told_before(app, interview, readings))
    now_lines = _merged(lines, learned)
    shown = [_shown(app, reading, note, now_lines) for reading, note in zip(readings, noted, strict=True)]
    coming = upcoming.named(app, mail, readings, interview)
    later = waiting.answer(app, mail, readings, noted) if _tone(readings) == Tone.HEATED else None
    worded = app.words.word(
        "debrief",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        tone=_tone(readings),
        misconduct=any(reading.misconduct for reading in readings),
        total=sum(len(each["mistakes"]) for each in shown),
        good=any(each["again"] for each in shown),
        unsure=any(each["unsure"] for each in shown),
        answer=answering.answer(app, readings),
        debriefs=[each | {"drafts": [], "left_out": ()} for each in shown] if later else shown,
        waits=later is not None,
        routine=[told(app, change) for change in learned.changes if change.verb not in SAID_ABOVE],
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
            "debriefs": [explained(app, r, n, now_lines) for r, n in zip(readings, noted, strict=True)],
            "interviews": [facts.explained(coming.interview, mail.person.zone, "schedule", coming.planned)]
            if coming
            else [],
        },
    )


def _told_before(app: App, interview: Interview | None, readings: Sequence[Debrief]) -> list[Debrief]:
    """What was told of the same interview in an earlier mail."""
    if interview is None or len(readings) > 1:
        return []
    return [record.reading for record in debriefs.of_interview(app.store.reading, interview.id)]


def _known(mail: Mail, day: date) -> Known:
    forwarded = mail.body.forwarded
    sender = forwarded.from_ if forwarded is not None else None
    return Known(
        subject=mail.message.subject,
        person=mail.person.name,
        written=day,
        interviewers=(Interviewer(sender.name, sender.email),) if sender is not None and sender.name else (),
    )


def care(app: App, mail: Mail, readings: Sequence[Debrief] = ()) -> Outcome:
    """Somebody in distress gets no coaching: care, and the way to real help."""
    worded = app.words.word(
        "care",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        lines=app.words.table("catalogue/help_lines")["lines"],
        country=mail.person.zone.key,
    )
    return Outcome(
        answers=(Answer("care", worded),),
        write=lambda db: _write(db, mail, readings, (), Learned((), ())),
        told={"outcome": "reply"},
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


def _shown(app: App, reading: Debrief, noted: notes.Notes, lines: Sequence[Line]) -> dict[str, Any]:
    """Return what the reply shows of one interview."""
    folded = folding.fold(reading, app.catalogue)
    top = folding.shown(folded, app.catalogue)
    return {
        "company": reading.company,
        "mistakes": [_mistake(app, each, lines) for each in top],
        "more": len(folded) - len(top),
        "unsure": [clip(m.quote) for m in reading.mistakes if not m.asserted][:UNSURE_SHOWN],
        "again": [_again(app, positive.quote, positive.kind) for positive in reading.positives[:AGAIN_SHOWN]],
        "drafts": [note.shown for note in noted.written],
        "left_out": noted.left_out,
        "asked": noted.asked,
    }


def _mistake(app: App, folded: Folded, lines: Sequence[Line]) -> dict[str, Any]:
    mistake = folded.cause
    kind = app.catalogue.kinds.get(mistake.kind or "")
    # Where the kind is doubtful it is not named, but its advice may still serve.
    likely = kind or app.catalogue.kinds.get(mistake.kinds[0] if mistake.kinds and mistake.confidence >= LIKELY else "")
    line = next((each for each in lines if kind and each.kind == kind.id), None)
    return {
        "quote": clip(mistake.quote),
        "named": kind is not None,
        "title": kind.title if kind else "",
        "repeat": line is not None and line.step > 0,
        "also": [clip(each.quote) for each in folded.followers],
        "resolution": routine.resolution(likely, lines) if likely else "",
        "line": line.text if line is not None else "",
        "phase": kind.phase.value if kind else "",
    }


def _again(app: App, quote: str, kind: str | None) -> dict[str, str]:
    good = app.catalogue.positives.get(kind or "")
    return {"quote": clip(quote), "line": good.do_again if good else ""}


def told(app: App, change: Change) -> dict[str, str]:
    """Return a change of the routine as the templates show it."""
    line = change.line
    kind = app.catalogue.kinds.get(line.kind or "")
    return {
        "verb": change.verb.value,
        "phase": line.phase.value,
        "text": line.text,
        "if_then": line.if_then or "",
        "title": kind.title if kind else "",
    }


def clip(quote: str) -> str:
    """Return a person's words for quoting back: one line, cut at a word where they go on for long."""
    words = " ".join(quote.split())
    if len(words) <= QUOTE_AT_MOST:
        return words
    return words[:QUOTE_AT_MOST].rsplit(" ", 1)[0] + " …"


def explained(app: App, reading: Debrief, noted: notes.Notes, lines: Sequence[Line]) -> dict[str, Any]:
    """Return one debrief as `nextround explain --json` prints it: complete and unfolded."""
    mistakes = []
    for mistake in reading.mistakes:
        kind = app.catalogue.kinds.get(mistake.kind or "")
        mistakes.append(
            {
                "quote": mistake.quote,
                "kind": mistake.kind,
                "kinds": list(mistake.kinds),
                "confidence": round(mistake.confidence, 3),
                "certainty": round(mistake.certainty, 3),
                "asserted": mistake.asserted,
                "visible": mistake.visible.value,
                "evidence": mistake.evidence,
                "move": gate.aim(mistake, kind).value,
                "resolution": routine.resolution(kind, lines) if kind else None,
                "checklist_line": kind.checklist if kind else None,
                "phase": kind.phase.value if kind else None,
            }
        )
    return {
        "company": reading.company,
        "role": reading.role,
        "mode": reading.mode.value if reading.mode else None,
        "interviewers": [{"name": who.name, "email": who.email} for who in reading.interviewers],
        "topics": [topic.text for topic in reading.topics],
        "prediction": reading.prediction.value if reading.prediction else None,
        "question": reading.question,
        "next_steps": reading.next_steps,
        "tone": reading.tone.value,
        "mistakes": mistakes,
        "positives": [{"quote": p.quote, "kind": p.kind, "in_note": p.in_note} for p in reading.positives],
        "drafts": [note.explained for note in noted.written],
    }
