"""`nextround demo`: the whole story for a newcomer to see, with the real service on loopback.

Starts `nextround serve` on a free port with a data folder of its own. Mails are sent over SMTP and answers come out of
the Maildir; what is sent because time passed is shown by running the clock forward.
"""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.panel import Panel
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mailer import clock
from mailer.coach.model import Phase
from mailer.errors import TryLater
from mailer.message.address import Address
from mailer.message.compose import Letter, compose
from mailer.message.parse import Message, parse
from mailer.store import reminders
from mailer.store.database import open_store
from mailer.words import Words

WAIT_SECONDS = 60.0
NEWEST = "select raw from outbox where kind = ? order by id desc limit 1"
MAILBOX = "coach@nextround.localhost"
ZONE = ZoneInfo("Europe/Berlin")  # where the person of the story lives


@dataclass
class Stage:
    """The running service, and what was shown so far."""

    folder: Path
    port: int
    environment: dict[str, str]
    console: Console
    shown: list[tuple[str, str, Message]] = field(default_factory=list)  # title, what was written, the answer

    @property
    def data(self) -> Path:
        """The service's data folder."""
        return self.folder / "data"

    def mail(self, title: str, raw: bytes) -> Message:
        """Send a mail, wait for its answer, and show it."""
        sent = parse(raw)
        answer, seconds = self._answer(title, sent, raw)
        self._show(f"{title} (answered in {seconds:.2f} s)", sent.text, answer)
        return parse(answer)

    def clock(self, title: str, phase: Phase) -> Message:
        """Run the clock forward to the next mail of this phase, and show what it queues."""
        database = self.data / "nextround.sqlite3"
        store = open_store(database)
        due = next(row.due for row in reminders.upcoming(store.reading) if row.phase is phase)
        command = [sys.executable, "-m", "mailer", "schedule", "tick", "--now", due.isoformat()]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)  # noqa: S603 - our own command
        raw = store.reading.execute(NEWEST, (phase.value,)).fetchone()["raw"]
        store.close()
        self._show(f"{title} ({due.astimezone(ZONE):%A %H:%M})", "", raw)
        return parse(raw)

    def _answer(self, title: str, sent: Message, raw: bytes) -> tuple[bytes, float]:
        new = self.data / "maildir" / "new"
        before = set(new.glob("*"))
        sender = sent.from_.email if sent.from_ else ""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=self.console, transient=True) as progress:
            task = progress.add_task(f"{title}: mailing")
            began = time.monotonic()
            with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as smtp:
                smtp.sendmail(sender, [sent.to[0].email if sent.to else MAILBOX], raw)
            progress.update(task, description=f"{title}: taken (250), being read")
            while time.monotonic() - began < WAIT_SECONDS:
                if fresh := set(new.glob("*")) - before:
                    return fresh.pop().read_bytes(), time.monotonic() - began
                time.sleep(0.01)
        raise TryLater(f"no answer to “{title}” within {WAIT_SECONDS:.0f} seconds")

    def _show(self, title: str, written: str, answer: bytes) -> None:
        message = parse(answer)
        number = len(self.shown) + 1
        (self.folder / f"{number:02}-{message.message_id.strip('<').partition('.')[0]}.eml").write_bytes(answer)
        self.shown.append((title, written, message))
        self.console.print()
        self.console.rule(f"{number}. {title}")
        if written.strip():
            self.console.print(f"> {' '.join(written.split())}", markup=False, style="italic")
        text = message.text.partition("\nTo open the note")[0].strip()
        self.console.print(Panel(_escaped(text), title=_escaped(message.subject), title_align="left"))


def demo(
    folder: Annotated[Path, typer.Option(help="where to keep the answers")] = Path("demo-mail"),
) -> None:
    """Tell the whole story: an interview, the routine, the debrief, the note, and what was learnt."""
    words = Words()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with _service(folder.resolve(), Console(width=min(100, Console().width))) as stage:
        story = words.table("demo/story")
        before: Message | None = None
        for step in story["step"]:
            if "clock" in step:
                before = stage.clock(step["title"], Phase(step["clock"]))
            else:
                before = stage.mail(step["title"], _written(step, story["person"], before))
        for name, title in (("ward", "Somebody else, and a debrief of another kind"), ("video", "And another")):
            stage.mail(title, (words.folder / "demo" / f"{name}.eml").read_bytes())
        page = folder / "answers.html"
        page.write_text(_page(stage.shown), encoding="utf-8")
        stage.console.print(f"\nKept in {folder}/: every answer as .eml, and {page.name} to look at in a browser.")
        stage.console.print("Next: write a debrief of your own to a file, with From, Subject and Date on top, and run")
        stage.console.print("    .venv/bin/nextround explain my-debrief.eml")
        stage.console.print("or run it for yourself: README.md, “Run it for yourself”.")


def _written(step: dict[str, Any], person: str, before: Message | None) -> bytes:
    """Return a step's mail as the person's mail program would write it."""
    name, _, email = person.rstrip(">").rpartition(" <")
    now = clock.now().astimezone(ZONE)
    days = {"day": _working_day(now, 2), "next_day": _working_day(now, 7)}
    text = step["text"].strip().format(**{key: f"{day:%A} {day.day} {day:%B}" for key, day in days.items()})
    to, subject = MAILBOX, step.get("subject", "")
    threads: tuple[str, ...] = ()
    if step.get("reply") and before is not None:
        to = before.reply_to[0].email if before.reply_to else MAILBOX
        subject = f"Re: {before.subject.removeprefix('Re: ')}"
        threads = (before.message_id,)
    return compose(
        Letter(
            sender=Address(name, email), to=Address("", to), subject=subject, text=text + "\n", html=None,
            message_id=f"<{abs(hash(text))}@example.org>", date=now, auto_submitted="",
            in_reply_to=threads[0] if threads else "", references=threads,
        )
    )  # fmt: skip


def _working_day(now: datetime, ahead: int) -> date:
    day = now.date() + timedelta(days=ahead)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


@contextmanager
def _service(folder: Path, console: Console) -> Iterator[Stage]:
    """Run `nextround serve` on a free port until the block ends."""
    port = _free_port()
    given = {
        "DATA_DIR": str(folder / "data"),
        "SMTP_LISTEN": f"127.0.0.1:{port}",
        "TRUSTED_PEERS": '["127.0.0.1/32"]',
        "SIGN_UP": "open",
        "LOG_LEVEL": "error",
        "ZONE": ZONE.key,
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("NEXTROUND_")}  # noqa: TID251 - for the child
    environment = inherited | {f"NEXTROUND_{k}": v for k, v in given.items()}
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "mailer", "serve"], env=environment)
    try:
        _wait_for(port, process)
        console.print(f"Nextround listens on 127.0.0.1:{port} ({time.monotonic() - began:.1f} s).")
        yield Stage(folder, port, environment, console)
    finally:
        process.terminate()
        process.wait(40)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    began = time.monotonic()
    while time.monotonic() - began < WAIT_SECONDS:
        if process.poll() is not None:
            raise TryLater("the service ended before it listened")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            if client.recv(3) == b"220":
                return
        time.sleep(0.02)
    raise TryLater("the service does not listen")


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")


def _page(shown: list[tuple[str, str, Message]]) -> str:
    """Return one HTML page with each mail beside its answer, as a phone shows it."""
    parts = [
        "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        "<meta name='color-scheme' content='light dark'><title>Nextround</title>"
        "<body style='font-family:sans-serif;margin:1em auto;padding:0 1em;max-width:70em'>"
    ]
    for number, (title, written, answer) in enumerate(shown, 1):
        parts.append(
            f"<h2 style='font-size:1.1em'>{number}. {escape(title)}</h2>"
            "<div style='display:flex;flex-wrap:wrap;gap:1.5em;margin-bottom:3em'>"
            f"<p style='flex:1 1 18em;white-space:pre-wrap'>{escape(written)}</p>"
            "<iframe style='flex:1 1 24em;max-width:27em;height:48em;border:1px solid #888;border-radius:12px'"
            f" title='answer {number}' srcdoc='{escape(answer.html or '', quote=True)}'></iframe></div>"
        )
    return "".join(parts)


commands = (demo,)
