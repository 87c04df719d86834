"""What is one person's stays theirs: across people, in the logs and on the disk."""

from __future__ import annotations

import io
import json
import re
import smtplib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mailer import posting
from mailer.app import App
from mailer.cli.commands import put_together
from mailer.message import command
from mailer.message.command import Verb
from mailer.message.parse import parse
from mailer.settings import load
from mailer.store import outbox, people
from mailer.store.database import open_store
from tests.peers.service import serving, wait_until
from tests.trust.conftest import House

Make = Callable[..., bytes]
New = Callable[..., House]
SURE = {"trusted_peers": ("198.51.100.1/32",)}
JO, MO = "jo@example.org", "mo@example.com"
SECRET = (
    "Interview at Quillwood for the falconer post with Zephyrine Adderley today. I got there twenty minutes late and "
    "she was waiting. I blanked on the peregrine question. We talked about the new aviary, which I liked.\r\n"
)
MARKS = ("quillwood", "zephyrine", "adderley", "falconer", "peregrine", "aviary", "jo@example.org")
COMMANDS = [
    "help", "status", "routine", "add: bring a second pen", "drop 1", "pin 1", "pause", "resume", "zone Europe/Paris",
    "quiet 21-08", "export", "shorter", "more formal", "mention that I was late", "her name is Priya",
    "stop the morning mails", "send the morning mails", "they rejected me", "I got it!", "no news yet", "moved to the 12th, same time", "cancelled", "1", "yes", "no",
    "Interview with Acme on Thursday 3 December at 2pm, Dana Liu, video.", "Interview today. I was late by ten minutes.",
    "debrief please", "forget me", "yes", "stop",
]  # fmt: skip


def write(here: House, mail: Make, text: str, sender: str, number: int, **more: str) -> str:
    """Write from a peer that is believed."""
    raw = mail(f"{text}\r\n", sender=sender, X_Number=str(number), **more)
    return here.take(raw.replace(b"Message-ID: <", f"Message-ID: <{number}.".encode()), sender, peer="198.51.100.1")[0]


def everything(app: App, person: int) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a person."""
    db = app.store.reading
    tables = [row["name"] for row in db.execute("select name from sqlite_master where type = 'table'")]
    found = {}
    for table in tables:
        columns = {row["name"] for row in db.execute(f"pragma table_info({table})")}
        if table == "person" or "person" in columns:
            key = "id" if table == "person" else "person"
            found[table] = [
                tuple(row) for row in db.execute(f"select * from {table} where {key} = ? order by 1", (person,))
            ]
    return found


def test_no_command_reaches_another_person(house: New, mail: Make) -> None:
    """Whatever a person writes, in answer to whosever mail, shows and changes only what is theirs."""
    here = house({}, **SURE)
    jo, mo = here.person(JO), here.person(MO)
    write(here, mail, SECRET, JO, 0)
    write(here, mail, "Interview with Quillwood on Friday 4 December at 10am, Zephyrine Adderley.", JO, 1)
    write(here, mail, "I was five minutes late for the interview at Bakewell today, with Tom.", MO, 2)
    before = everything(here.app, jo)
    assert all(before[table] for table in ("debrief", "interview", "line", "outbox", "inbox"))
    theirs = [answer.message_id for answer in here.answers() if answer.recipient == JO]
    for number, words in enumerate(COMMANDS, 10):
        parent = theirs[number % len(theirs)]
        write(here, mail, words, MO, number, In_Reply_To=parent, References=parent)
    assert everything(here.app, jo) == before
    for answer in here.answers():
        if answer.recipient == MO:
            shown = answer.raw.decode().lower()
            assert not [mark for mark in MARKS if mark in shown], answer.kind
    assert {answer.recipient for answer in here.answers()} <= {JO, MO}
    assert people.by_address(here.app.store.reading, JO) is not None
    assert mo != jo


def test_each_command_was_tried() -> None:
    """No command is left out of the test above."""
    given = {read.verb for each in COMMANDS if (read := command.read(each, each)) is not None}
    assert given == set(Verb)


def unpacked(raw: bytes) -> dict[str, str]:
    """Return the files in the archive that a mail brings."""
    (archive,) = [part for part in parse(raw).parts if part.filename.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(archive.payload)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def test_an_export_holds_all_that_is_ones_own_and_nothing_else(house: New, mail: Make) -> None:
    """The archive has every table's rows of the person, and no word of anybody else's."""
    here = house({}, **SURE)
    jo, mo = here.person(JO), here.person(MO)
    for person, text in ((JO, SECRET), (MO, "I was five minutes late for the interview at Bakewell today, with Tom.")):
        write(here, mail, text, person, 0)
        write(here, mail, "they rejected me", person, 1)
        with here.app.store.writing() as db:
            id = jo if person == JO else mo
            people.also(db, id, f"also-{person}", here.now)
            db.execute(
                "insert into story (person, about, answer, told) values (?, 'a', ?, 0)", (id, f"story of {person}")
            )
        write(here, mail, "export", person, 2)
    for person, id, other in ((JO, jo, MO), (MO, mo, JO)):
        files = unpacked([answer.raw for answer in here.answers() if answer.recipient == person][-1])
        told = json.loads(files["everything.json"])
        held = {name for name, rows in everything(here.app, id).items() if rows and name != "person"}
        names = {"inbox": "mails_received", "outbox": "mails_sent", "reminder": "reminders", "line": "lines"}
        assert {names.get(name, name) for name in held} <= {name for name, rows in told.items() if rows}
        assert {"story", "alias", "debrief", "outcome"} <= set(told)
        whole = "\n".join(files.values()).lower()
        assert f"story of {person}" in whole
        assert other not in whole
    assert not [mark for mark in MARKS if mark in whole]


def test_the_hosts_commands_touch_one_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Giving a person another address never takes it from anybody, and changes nobody else."""
    monkeypatch.setenv("NEXTROUND_DATA_DIR", str(tmp_path))

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(put_together("people"), ["people", *arguments])
        return done.exit_code, done.output

    assert run("add", JO)[0] == run("add", MO)[0] == 0
    before = open_store(load().database)
    theirs = everything(App(load(), before, *[None] * 3), 2)  # type: ignore[arg-type, list-item]
    assert run("move", JO, MO)[0] != 0
    assert run("also", JO, MO)[0] != 0
    assert run("also", JO, "jo@work.example")[0] == 0
    assert run("also", MO, "jo@work.example")[0] != 0
    assert run("move", JO, "jo@new.example")[0] == 0
    code, own = run("address", "jo@new.example")
    assert code == 0
    assert own != run("address", MO)[1]
    assert everything(App(load(), before, *[None] * 3), 2) == theirs  # type: ignore[arg-type, list-item]


def test_every_answer_goes_to_the_person_alone(house: New, mail: Make) -> None:
    """Whoever else is named in a mail is never written to."""
    here = house({}, **SURE)
    here.person(JO)
    named = {
        "Reply_To": "x@evil.example",
        "Cc": "boss@evil.example",
        "Sender": "s@evil.example",
        "Bcc": "b@evil.example",
    }
    write(here, mail, SECRET, JO, 0, **named)
    (answer,) = here.answers()
    assert answer.recipient == JO
    assert b"evil.example" not in answer.raw


def test_a_token_of_one_person_is_none_of_anothers(house: New, mail: Make) -> None:
    """A reply address leads to the mails of its own person and to no others."""
    here = house({}, **SURE)
    jo, mo = here.person(JO), here.person(MO)
    write(here, mail, SECRET, JO, 0)
    sent = here.answers()[0]
    thread = posting._thread(sent.message_id)
    assert outbox.about_thread(here.app.store.reading, jo, thread) is not None
    assert outbox.about_thread(here.app.store.reading, mo, thread) is None
    assert outbox.about(here.app.store.reading, mo, [sent.message_id]) is None


def test_what_is_forgotten_is_gone(house: New, mail: Make) -> None:
    """After "forget me" and a yes nothing of the person is left in any table."""
    here = house({}, **SURE)
    jo = here.person(JO)
    write(here, mail, SECRET, JO, 0)
    write(here, mail, "forget me", JO, 1)
    write(here, mail, "yes", JO, 2, In_Reply_To=here.answers()[-1].message_id)
    left = {table: rows for table, rows in everything(here.app, jo).items() if rows}
    assert left == {}
    dump = "\n".join(line for line in here.app.store.connection.iterdump() if 'INSERT INTO "outbox"' not in line)
    assert not [mark for mark in MARKS[:-1] if mark in dump.lower()]


@pytest.mark.parametrize("level", ["debug"])
def test_logs_and_files_tell_nothing(tmp_path: Path, level: str) -> None:
    """At the most talkative level no log line holds anyone's words or address, and every file is this user's alone."""
    with serving(tmp_path / "data", log_level=level) as service:
        with smtplib.SMTP("127.0.0.1", service.port, timeout=20) as smtp:
            for number, text in enumerate((SECRET, "help\r\n", "\0\0", "BEGIN:VCALENDAR")):
                head = f"From: Jo Secretname <jo@example.org>\r\nSubject: peregrine {number}\r\nMessage-ID: <{number}@x>\r\n\r\n"
                smtp.sendmail("jo@example.org", ["coach@nextround.localhost"], head.encode() + text.encode())
            smtp.docmd("MAIL FROM:<jo@example.org")
            smtp.docmd("RCPT TO:<victim@elsewhere.example>")
            smtp.docmd("X" * 3000)
        wait_until(lambda: service.rows("select count(*) from inbox where state = 'done'") == [(4,)], "all to be done")
        wait_until(lambda: not service.rows("select 1 from outbox where state != 'sent'"), "all to be sent")
        open_files = [path for path in service.data.rglob("*") if path.stat().st_mode & 0o077]
    log = (tmp_path / "serve.log").read_text().lower()
    assert "done" in log
    assert not [mark for mark in (*MARKS, "secretname", "victim", "elsewhere") if mark in log]
    assert not re.search(r"[\w.+-]+@(?!nextround)[\w-]+\.\w+", log)
    assert open_files == []
