"""stop, export, forget me: a person's mail, data and traces are theirs."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailer import facts
from mailer.act.commands.saying import done
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.message.command import Command
from mailer.message.compose import Attachment
from mailer.message.thread import reply_subject
from mailer.store import debriefs, interviews, outbox, people, questions, routines, traces
from mailer.store import reminders as reminder_rows

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same data


def stop(app: App, mail: Mail, command: Command) -> Outcome:
    """Send nothing unasked any more; what the person writes is still answered."""

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        people.change(db, mail.person.id, state="stopped")
        reminder_rows.silence_person(db, mail.person.id)
        outbox.withdraw(db, mail.person.id)
        return {}

    return done(app, mail, "stopped", {}, write)


def export(app: App, mail: Mail, command: Command) -> Outcome:
    """Send everything on file: pages to read, and one JSON file that is complete."""
    worded = app.words.word("export", subject=reply_subject(mail.message.subject), name=first_name(mail))
    file = Attachment("nextround-export.zip", "application/zip", archive(app, mail))
    return Outcome(answers=(Answer("export", worded, (file,)),), told={"outcome": "reply"})


def archive(app: App, mail: Mail) -> bytes:
    """The zip file of all that is on file of this person."""
    db, person = app.store.reading, mail.person
    told = debriefs.latest(db, person.id, 100_000)
    booked = interviews.everything(db, person.id)
    lines = routines.lines(db, person.id)
    page = app.words.word(
        "export_page",
        person={
            "address": person.address,
            "name": person.name or "",
            "zone": person.zone.key,
            "joined": f"{person.joined:%Y-%m-%d}",
            "state": person.state,
        },
        interviews=[facts.of(each, person.zone, mail.now) | {"state": each.state} for each in booked],
        debriefs=[
            {
                "day": f"{each.told.astimezone(person.zone):%Y-%m-%d}",
                "company": each.reading.company or "",
                "text": each.reading.text.strip(),
                "drafts": [draft.body.strip() for draft in each.drafts],
            }
            for each in reversed(told)
        ],
        lines=[
            {
                "phase": line.phase.value,
                "text": line.if_then or line.text,
                "since": line.since.isoformat(),
                "state": line.state.value,
            }
            for line in lines
        ],
    )
    everything = {
        "person": asdict(person),
        "interviews": [asdict(each) for each in booked],
        "debriefs": [asdict(each) for each in told],
        "routine": [asdict(each) for each in lines],
    } | traces.tables(db, person.id)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, "read-me.txt", page.text.encode())
        _put(file, "everything.json", json.dumps(everything, default=_plain, ensure_ascii=False, indent=1).encode())
        for name, raw in traces.mails(db, person.id):
            _put(file, f"mails/{name}.eml", raw)
    return out.getvalue()


def _put(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


def _plain(value: Any) -> Any:
    if isinstance(value, ZoneInfo):
        return value.key
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)


def forget(app: App, mail: Mail, command: Command) -> Outcome:
    """Ask before everything is erased."""
    counts = traces.counts(app.store.reading, mail.person.id, mail.person.address)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        questions.ask(db, mail.person.id, "forget", {}, mail.now)
        return {}

    return done(app, mail, "confirm_forget", counts, write, ask="whether to erase everything")


def forgotten(app: App, mail: Mail) -> Outcome:
    """Erase every trace of the person, and say what it was."""
    counts = traces.counts(app.store.reading, mail.person.id, mail.person.address)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        traces.erase(db, mail.person.id, mail.person.address)
        return {}

    return done(app, mail, "forgotten", counts, write, last=True)


def kept(app: App, mail: Mail) -> Outcome:
    """Erase nothing."""

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        questions.close(db, mail.person.id)
        return {}

    return done(app, mail, "kept", {}, write)
