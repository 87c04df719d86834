"""`nextround schedule` shows what is to come, and looks at the clock once when told to."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from mailer.app import open_app
from mailer.settings import Settings
from mailer.store import inbox
from mailer.store.inbox import Arrival
from mailer.work import step
from scheduler.cli import instant

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def schedule(data: Path, *arguments: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "scheduler", *arguments]
    environment = {"NEXTROUND_DATA_DIR": str(data), "PATH": "", "NEXTROUND_LOG_LEVEL": "error"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_upcoming_and_tick(tmp_path: Path) -> None:
    """The host sees when mails come, by number and without anyone's text, and can let the clock look at any time."""
    app = open_app(Settings(data_dir=tmp_path, trusted_peers=("192.0.2.1/32",), sign_up="open", zone="Europe/London"))  # type: ignore[arg-type]
    raw = b"From: jo@example.org\nDate: Mon, 23 Nov 2026 09:00:00 +0000\nMessage-ID: <1@x>\n\ninterview with Acme Thursday 2pm, video\n"
    with app.store.writing() as db:
        inbox.accept(db, [Arrival(NOW, "smtp", "192.0.2.1", "h", "jo@example.org", app.settings.address, raw)])
    assert step(app, "w", NOW)
    app.store.close()
    shown = schedule(tmp_path, "upcoming")
    assert shown.splitlines()[0] == "2026-11-25 19:00 UTC\tnight_before\tperson:1\tinterview:1"
    assert "Acme" not in shown
    assert "1 reminders" in schedule(tmp_path, "tick", "--now", "2026-11-25T19:00:05Z")
    assert "night_before" not in schedule(tmp_path, "upcoming")


def test_an_instant_without_an_offset_is_utc() -> None:
    """A host who types no offset means UTC."""
    assert instant("2026-11-25T19:00") == datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
