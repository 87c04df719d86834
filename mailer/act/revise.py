"""An answer to a draft: what it asks for is done to the debrief on file and to its notes, and the new draft comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mailer.act import answering, debrief, notes, showing, unclear
from mailer.act.notes import Notes
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach import folding, gate, routine
from mailer.coach.drafting.wishes import Wish, mentions
from mailer.coach.model import Debrief, Draft, Tone
from mailer.coach.reading.tone import tone
from mailer.coach.revising import Amended, Ask, Change, Desk, Revision, amend, read
from mailer.coach.routine import Learned, Line
from mailer.message.thread import reply_subject
from mailer.store import conversations, debriefs, routines
from mailer.store.debriefs import Record

RECENT = timedelta(days=14)  # an answer outside the thread is about the latest debrief that is not older
MANNER = frozenset((Ask.SHORTER, Ask.LONGER, Ask.WARMER, Ask.COOLER, Ask.MORE_FORMAL, Ask.LESS_FORMAL, Ask.REDRAFT))
_QUIET = frozenset((Ask.ACCEPTED, Ask.UNKNOWN, Ask.QUESTION))


@dataclass(frozen=True, slots=True)
class Revised:
    """One debrief after the answer."""

    record: Record
    revisions: tuple[Revision, ...]
    amended: Amended
    notes: Notes
    waiting: int | None  # outbox row of a note that waited for the morning

    @property
    def changed(self) -> bool:
        """Whether there is a draft to show."""
        return any(each.ask not in _QUIET for each in self.revisions)


def act(app: App, mail: Mail) -> Outcome:
    """Do what the answer asks for; what is not understood is asked, once."""
    records = _records(app, mail)
    if not records:
        return unclear.act(app, mail)
    if tone(mail.body.new) is Tone.CRISIS:
        return debrief.care(app, mail)
    done = [_revised(app, mail, record) for record in _meant(app, mail, records)]
    first = done[0]
    asks = {each.ask for one in done for each in one.revisions}
    if not asks or asks <= {Ask.ACCEPTED}:
        return _accepted(app, mail, first.record)
    lines = routines.lines(app.store.reading, mail.person.id)
    learned, dropped = _learned(app, mail, lines, done)
    unknown = tuple(dict.fromkeys(each for one in done for each in one.amended.unknown))
    shown = [_shown(app, one) for one in done if one.changed]
    asked = any(each["asked"] for each in shown)
    worded = app.words.word(
        "revised",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        answer=answering.to(app, first.amended.questions[0], first.amended.debrief)
        if first.amended.questions
        else None,
        changed=any(one.changed for one in done),
        changes=[_told(each, one) for one in done for each in one.amended.changes if each.ask is not Ask.SEND_NOW],
        waited=Ask.SEND_NOW in asks,
        insisted=[_advice(app, each) for one in done for each in one.amended.insisted],
        unknown=[showing.clip(each) for each in unknown],
        debriefs=shown,
        routine=[showing.told(app, each) for each in learned.changes],
        dropped=[line.text for line in dropped],
    )
    files = tuple(file for one in done if one.changed for file in one.notes.files)
    return Outcome(
        answers=(Answer("revised", worded, files),),
        write=lambda db: _write(db, mail, done, learned, dropped) | ({"asked": 1} if asked else {}),
        ask=unknown[0] if unknown else None,
        told={
            "debriefs": [showing.explained(app, one.amended.debrief, one.notes, lines) for one in done],
            "outcome": "reply" if any(one.changed for one in done) or not unknown else "ask",
        },
    )


def _records(app: App, mail: Mail) -> list[Record]:
    """Return the debriefs that the answer can be about: those of the mail it answers, else the latest."""
    db, person = app.store.reading, mail.person.id
    if "debrief" in mail.about:
        return conversations.told_together(db, person, mail.about["debrief"])
    latest = debriefs.latest(db, person, 1)
    if not latest or abs(mail.written - latest[0].told) > RECENT:
        return []
    return conversations.told_together(db, person, latest[0].id)


def _meant(app: App, mail: Mail, records: Sequence[Record]) -> Sequence[Record]:
    """Of several interviews told in one mail, return the one that is named; all where only the manner is asked for."""
    if len(records) == 1:
        return records
    low = f" {mail.body.new.casefold()} "
    named = [each for each in records if any(word in low for word in _names(each.reading))]
    if named:
        return named[:1]
    readings = [read(mail.body.new, _desk(app, each, "")) for each in records]
    if all(one.ask in MANNER for one in readings[0]):
        return records
    # Whoever has the most understood of it is meant.
    best = max(range(len(records)), key=lambda at: (sum(one.mistake is not None for one in readings[at]), -at))
    return [records[best]]


def _names(reading: Debrief) -> list[str]:
    people = [part for each in reading.interviewers for part in each.name.split() if len(part) > 2]
    return [each.casefold() for each in (*people, *([reading.company] if reading.company else []))]


def _desk(app: App, record: Record, asked: str) -> Desk:
    top = folding.shown(folding.fold(record.reading, app.catalogue), app.catalogue)
    shown = tuple(record.reading.mistakes.index(each.cause) for each in top)
    return Desk(record.reading, record.drafts, app.catalogue, app.craft.reader, shown, asked)


def _revised(app: App, mail: Mail, record: Record) -> Revised:
    wishes = conversations.wishes(app.store.reading, mail.person.id, record.id)
    revisions = read(mail.body.new, _desk(app, record, _asked(app, mail, record)))
    if "asked" in mail.about:
        revisions = tuple(_to_last(app, record, each) for each in revisions)
    amended = amend(
        record.reading, wishes, record.drafts, revisions,
        catalogue=app.catalogue, reader=app.craft.reader, phrases=app.craft.phrases,
    )  # fmt: skip
    written = _write_notes(app, mail, record, amended)
    amended, written = _insisted(app, mail, record, revisions, amended, written)
    waiting = conversations.waiting_note(app.store.reading, mail.person.id, record.id)
    return Revised(record, revisions, amended, written, waiting)


def _to_last(app: App, record: Record, revision: Revision) -> Revision:
    """Let an answer without a subject answer what our last mail asked: about the slip that was told last."""
    if revision.ask is not Ask.SUPPLY or revision.mistake is not None:
        return revision
    rulings = gate.rule(record.reading.mistakes, app.catalogue)
    waiting = [at for at, each in enumerate(rulings) if each.why is gate.Why.NO_ANSWER]
    return replace(revision, mistake=waiting[-1]) if waiting else revision


def _asked(app: App, mail: Mail, record: Record) -> str:
    """Return what our last mail asked: for a better "answer", for a "moment" from the room, or nothing."""
    if "asked" in mail.about:
        return "answer"
    if mail.answers != "debrief":
        return ""
    if any(each.why is gate.Why.NO_ANSWER for each in gate.rule(record.reading.mistakes, app.catalogue)):
        return "answer"
    return "moment" if len(record.reading.text.split()) < 40 else ""


def _write_notes(app: App, mail: Mail, record: Record, amended: Amended) -> Notes:
    return notes.write(
        app,
        mail,
        amended.debrief,
        notes.known(amended.debrief, mail),
        amended.wishes,
        own=record.id,
        spoken=any(each.spoken for each in record.drafts),
    )


def _insisted(
    app: App, mail: Mail, record: Record, revisions: Sequence[Revision], amended: Amended, written: Notes
) -> tuple[Amended, Notes]:
    """Go one step further where the new draft is not yet what was asked for: shorter than before, longer, another."""
    for _ in range(2):
        step = _short_of(revisions, record.drafts, written.drafts)
        if step is None:
            break
        wishes = dict(amended.wishes)
        whole = wishes.get("", Wish())
        value = getattr(whole, step[0]) + step[1]
        wishes[""] = replace(whole, **{step[0]: value})
        amended = replace(amended, wishes=wishes)
        written = _write_notes(app, mail, record, amended)
    return amended, written


def _short_of(revisions: Sequence[Revision], before: Sequence[Draft], after: Sequence[Draft]) -> tuple[str, int] | None:
    asks = {each.ask for each in revisions if not each.reader}
    adds = {Ask.MENTION, Ask.SUPPLY, Ask.ADD_POSITIVE, Ask.LEAVE_OUT}
    had, has = (sum(len(each.body.split()) for each in drafts) for drafts in (before, after))
    if Ask.SHORTER in asks and has >= had:
        return "length", -1
    if Ask.LONGER in asks and has <= had and not asks & adds:
        return "length", 1
    if Ask.REDRAFT in asks and [each.body for each in before] == [each.body for each in after]:
        return "turn", 1
    return None


def _told(change: Change, one: Revised) -> dict[str, str]:
    how = change.how
    # An answer that would not read well as a sentence is kept as a story, and said to be.
    if change.ask is Ask.SUPPLY and not any(mentions(each.body, change.text) for each in one.notes.drafts):
        how = "supply_kept"
    return {"how": how, "text": showing.clip(change.text), "old": change.old, "new": change.new}


def _advice(app: App, each: str) -> dict[str, str]:
    kind = app.catalogue.kinds.get(each)
    return {"title": kind.title, "why": kind.why_left_out.rstrip(".")} if kind else {"title": f"“{each}”", "why": ""}


def _new_question(app: App, one: Revised) -> str | None:
    """Return the question about a slip that was told only now; what was asked before is not asked again."""
    fresh = {kind.supply for each in one.amended.added if (kind := app.catalogue.kinds.get(each.kind or ""))}
    return one.notes.asked if one.notes.asked in fresh else None


def _shown(app: App, one: Revised) -> dict[str, Any]:
    return {
        "company": one.amended.debrief.company,
        "drafts": [each.shown for each in one.notes.written],
        "left_out": one.notes.left_out,
        "asked": _new_question(app, one),
        "slip": showing.slip(one.notes),
    }


def _accepted(app: App, mail: Mail, record: Record) -> Outcome:
    worded = app.words.word("accepted", subject=reply_subject(mail.message.subject), name=first_name(mail))
    return Outcome(answers=(Answer("accepted", worded),), write=lambda db: {"debrief": record.id})


def _learned(app: App, mail: Mail, lines: Sequence[Line], done: Sequence[Revised]) -> tuple[Learned, tuple[Line, ...]]:
    """Return what the routine learns from slips told later, and the lines that go with slips that were none."""
    day = mail.written.astimezone(mail.person.zone).date()
    had = {m.kind for one in done for m in one.record.reading.mistakes if m.asserted}
    new = [
        Debrief("", mistakes=tuple(m for m in one.amended.added if m.kind not in had),
                positives=one.amended.debrief.positives[len(one.record.reading.positives):])
        for one in done
    ]  # fmt: skip
    kinds = {m.kind for one in new for m in one.mistakes} | {p.kind for one in new for p in one.positives}
    learned = routine.learn([line for line in lines if line.kind in kinds], new, app.catalogue, day)
    gone = {m.kind for one in done for m in one.amended.withdrawn}
    gone -= {m.kind for one in done for m in one.amended.debrief.mistakes}
    dropped = tuple(line for line in lines if line.kind in gone and line.why is routine.Why.MISTAKE and line.seen <= 1)
    back = tuple(
        _back(app, line) for line in lines if line.kind in gone and line.why is routine.Why.MISTAKE and line.seen > 1
    )
    return Learned((*learned.lines, *back), learned.changes), dropped


def _back(app: App, line: Line) -> Line:
    """Return a line as it was before a slip that was none moved it on."""
    kind = app.catalogue.kinds.get(line.kind or "")
    step = max(0, line.step - 1)
    return replace(line, seen=line.seen - 1, step=step, if_then=kind.resolutions[step] if kind and step else None)


def _write(
    db: sqlite3.Connection, mail: Mail, done: Sequence[Revised], learned: Learned, dropped: Sequence[Line]
) -> dict[str, int]:
    person = mail.person.id
    for one in done:
        record, amended = one.record, one.amended
        conversations.note(db, person, record.id, one.revisions, mail.written, mail.row.id)
        if not one.changed:
            continue
        conversations.amend(db, person, record.id, amended.debrief, amended.wishes, one.notes.drafts)
        conversations.keep_stories(db, person, record.id, amended.stories, mail.written)
        conversations.correct(db, person, amended.names, amended.debrief.company, mail.written)
        if one.waiting is not None:
            conversations.hold_back(db, one.waiting)
    routines.keep(db, person, learned.lines, done[0].record.id)
    routines.remove(db, person, dropped)
    return {"debrief": done[0].record.id}
