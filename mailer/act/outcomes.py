"""What came of an interview, told or passed on: the answer to send, the prediction held against it, and no more nudges."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mailer import zones
from mailer.act import following, notes
from mailer.act.invitation import same_firm
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach import letters, outcomes
from mailer.coach.drafting.wishes import Wish, wished
from mailer.coach.letters import Correspondent, Occasion
from mailer.coach.model import Debrief, Interviewer, Known
from mailer.coach.outcomes import Past, Result, Tally
from mailer.message import appointment
from mailer.message.address import Address
from mailer.message.appointment import named
from mailer.message.compose import Attachment
from mailer.message.thread import reply_subject
from mailer.store import conversations, debriefs
from mailer.store import outcomes as ledger
from mailer.store.debriefs import Record

LOOKED_BACK = 20  # debriefs among which the one is looked for
NOT_LONG_AGO = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Matter:
    """What the outcome is about."""

    result: Result
    record: Record | None
    reading: Debrief  # of the record; where there is none, what the mail itself tells
    knowledge: Known
    to: Interviewer | None
    subject: str  # of their mail, where one was passed on


def act(app: App, mail: Mail) -> Outcome:
    """Answer an outcome."""
    matter = _matter(app, mail)
    return _ANSWERS[matter.result](app, mail, matter)


def _matter(app: App, mail: Mail) -> Matter:
    forwarded = mail.body.forwarded
    passed = outcomes.passed_on(forwarded.text) if forwarded is not None else None
    result = passed or outcomes.told(mail.body.new) or Result.SILENCE
    record = _record(app, mail)
    reading = record.reading if record is not None else _told(app, mail)
    if record is not None and reading.company is None and (firm := _firm(mail)) is not None:
        reading = replace(reading, company=firm)
    sender = forwarded.from_ if forwarded is not None else None
    to = _whom(reading, sender)
    base = notes.known(reading, mail)
    if to is not None and not any(each.name == to.name for each in base.interviewers):
        base = Known(
            base.company, base.role, (*base.interviewers, to), base.mode, base.subject, base.person, base.written
        )
    subject = reply_subject(forwarded.subject) if forwarded is not None and forwarded.subject else ""
    return Matter(result, record, reading, base, to, subject)


def _told(app: App, mail: Mail) -> Debrief:
    """Return what can be known where no debrief is on file: the firm, from the words or from the mail passed on."""
    text = "\n".join(each for each in (mail.body.new, mail.body.forwarded.text if mail.body.forwarded else "") if each)
    reading = app.craft.reader.read(
        text, Known(person=mail.person.name, subject="" if mail.answers else mail.message.subject)
    )[0]
    return Debrief(reading.text, company=reading.company or _firm(mail), role=reading.role)


def _record(app: App, mail: Mail) -> Record | None:
    """Return the debrief that the outcome is about: the one answered, the one named, or the latest without an outcome."""
    db, person = app.store.reading, mail.person.id
    firm = _firm(mail)
    if "debrief" in mail.about:
        answered = debriefs.get(db, person, mail.about["debrief"])
        if answered is None or firm is None or answered.reading.company is None or _may_be(answered, firm):
            return answered
    forwarded = mail.body.forwarded
    sender = forwarded.from_.email if forwarded is not None and forwarded.from_ is not None else ""
    parts = (
        "" if mail.answers else mail.message.subject,  # below our mail the subject is ours, and may name another firm
        mail.body.new,
        forwarded.text if forwarded else "",
        forwarded.subject if forwarded else "",
    )
    words = " ".join(each for each in parts if each)
    recent = [each for each in debriefs.latest(db, person, LOOKED_BACK) if mail.written - each.told <= NOT_LONG_AGO]
    found = [each for each in recent if each.reading.company and _names(each.reading.company, words, sender)]
    if found:
        return found[0]
    open_ = [each for each in recent if not _closed(ledger.of_debrief(db, each.id))]
    told = firm or (app.craft.reader.read(words, Known(person=mail.person.name))[0].company if words else None)
    if told and not any(_may_be(each, told) for each in open_):
        open_ = [each for each in open_ if not each.reading.company]
    elif told:
        open_ = [each for each in open_ if _may_be(each, told)]
    return next(iter(open_), None)


def _firm(mail: Mail) -> str | None:
    """Return the firm whose answer the words tell of, where they name one."""
    for name in named.of_outcome(mail.body.new):
        if not appointment.is_name(name):
            return name if name[:1].isupper() else name.capitalize()
    return None


def _may_be(record: Record, told: str) -> bool:
    company = record.reading.company
    people = [each.name for each in record.reading.interviewers]
    return bool(company and (same_firm(company, told) or named.alike(told, company))) or any(
        named.alike(told, each) for each in people
    )


def _names(company: str, words: str, sender: str) -> bool:
    low, firm = f" {words.casefold()} ", company.casefold()
    host = sender.rpartition("@")[2].casefold()
    first = firm.split()[0]
    return firm in low or (len(first) > 3 and (f" {first} " in low or first in host))


def _closed(results: Sequence[Result]) -> bool:
    return bool(results) and results[-1] in (Result.REJECTED, Result.OFFERED, Result.WITHDREW)


def _whom(reading: Debrief, sender: Address | None) -> Interviewer | None:
    if sender is not None and sender.name and "@" in sender.email:
        same = [
            each
            for each in reading.interviewers
            if set(each.name.casefold().split()) & set(sender.name.casefold().split())
        ]
        return Interviewer(same[0].name if same else sender.name, sender.email)
    return reading.interviewers[0] if reading.interviewers else None


def _letters(
    app: App, mail: Mail, matter: Matter, *occasions: Occasion
) -> tuple[list[dict[str, str]], tuple[Attachment, ...]]:
    """Return the letters as the template shows them, and as files that open for editing."""
    wish = (
        wished(conversations.wishes(app.store.reading, mail.person.id, matter.record.id), "")
        if matter.record
        else Wish()
    )
    who = Correspondent(matter.to, notes.author(mail.person, matter.reading, wish), matter.subject)
    drafts = [
        letters.letter(each, matter.reading, who, app.craft.phrases, app.catalogue, matter.knowledge)
        for each in occasions
    ]
    shown = [notes.Written(each, notes.mailto(each)).shown for each in drafts]
    files = tuple(
        notes.file(app, mail.person, each, f"{mail.row.id}.{at}", occasion.value, mail.now)
        for at, (each, occasion) in enumerate(zip(drafts, occasions, strict=True), 1)
    )
    return shown, files


def _answered(app: App, mail: Mail, matter: Matter, kind: str, *occasions: Occasion, **values: Any) -> Outcome:
    drafts, files = _letters(app, mail, matter, *occasions)
    expected = matter.reading.prediction
    worded = app.words.word(
        kind,
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        company=matter.reading.company,
        expected=expected.value if expected else None,
        counted=_tally(app, mail, matter),
        lines=bool(matter.reading.mistakes),
        drafts=drafts,
        **values,
    )
    return Outcome(
        answers=(Answer(kind, worded, files),),
        write=lambda db: _write(db, mail, matter),
        told={"outcome": "reply", "result": matter.result.value},
    )


def _tally(app: App, mail: Mail, matter: Matter) -> Tally | None:
    about = matter.record.id if matter.record else None
    past = ledger.past(app.store.reading, mail.person.id, besides=about)
    return outcomes.tally([*past, Past(matter.result, matter.reading.prediction)])


def _write(db: sqlite3.Connection, mail: Mail, matter: Matter) -> Mapping[str, int]:
    record = matter.record
    ledger.file(
        db, mail.person.id, matter.result, matter.reading.prediction, mail.written,
        debrief=record.id if record else None, interview=record.interview if record else None, inbox=mail.row.id,
    )  # fmt: skip
    if record is not None and matter.result is not Result.SILENCE:
        ledger.silence(db, record.id)
    return {"debrief": record.id} if record else {}


def _silence(app: App, mail: Mail, matter: Matter) -> Outcome:
    """No news: the follow-up where its day has come, else the day on which it will."""
    zone, today = mail.person.zone, mail.written.astimezone(mail.person.zone).date()
    record = matter.record
    if record is None:
        return _answered(app, mail, matter, "follow_up", Occasion.FIRST, number=1, day="")
    sent = following.sent_days(app, record.id, zone)
    due = outcomes.follow_up_due(record.reading, following.told_day(record, zone), zones.country(zone), sent)
    if due is None:
        return _answered(app, mail, matter, "follow_up", number=0, day="")
    if due > today:
        return _answered(app, mail, matter, "follow_up", number=0, day=f"{due:%A} {due.day} {due:%B}")
    number = len(sent) + 1
    outcome = _answered(
        app, mail, matter, "follow_up", Occasion.FIRST if number == 1 else Occasion.SECOND, number=number, day=""
    )

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        ledger.mark_sent(db, mail.person.id, record.id, number, mail.now)
        following.plan(db, record, mail.person, [*sent, today])
        return outcome.write(db)

    return Outcome(outcome.answers, write, None, outcome.told)


_ANSWERS: Mapping[Result, Callable[[App, Mail, Matter], Outcome]] = {
    Result.REJECTED: lambda app, mail, matter: _answered(app, mail, matter, "rejection", Occasion.REJECTION),
    Result.OFFERED: lambda app, mail, matter: _answered(app, mail, matter, "offer", Occasion.HOLD, Occasion.ACCEPT),
    Result.NEXT_ROUND: lambda app, mail, matter: _answered(app, mail, matter, "next_round"),
    Result.WITHDREW: lambda app, mail, matter: _answered(app, mail, matter, "withdrew"),
    Result.SILENCE: _silence,
}
