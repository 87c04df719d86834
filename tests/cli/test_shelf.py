"""The host's commands on people and on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailer.cli.commands import put_together
from mailer.settings import load
from mailer.store import inbox, leases
from mailer.store.database import open_store

RUN = CliRunner()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEXTROUND_DATA_DIR", str(tmp_path))
    return tmp_path


def shelve(raw: bytes, now: datetime) -> None:
    store = open_store(load().database)
    with store.writing() as db:
        inbox.accept(db, [inbox.Arrival(now, "smtp", "192.0.2.1", "h", "jo@example.org", "coach@x", raw)])
        (id,) = leases.claim(db, "inbox", "w", now, timedelta(minutes=1))
        inbox.postpone(db, id, "w", "ValueError", None)
    store.close()


def test_the_shelf_is_listed_without_text_or_address(mail: Callable[..., bytes], now: datetime) -> None:
    """The list names row, time, tries and trouble, and nothing private."""
    shelve(mail("I cried in the interview."), now)
    out = RUN.invoke(put_together("shelf"), ["shelf", "list"]).stdout
    assert "in:1" in out
    assert "ValueError" in out
    assert "cried" not in out
    assert "example.org" not in out


def test_a_shelved_mail_is_shown_and_retried(mail: Callable[..., bytes], now: datetime) -> None:
    """The host can read the mail's bytes, and put it back once the trouble is over."""
    raw = mail("I cried in the interview.")
    shelve(raw, now)
    assert RUN.invoke(put_together("shelf"), ["shelf", "show", "in:1"]).stdout_bytes == raw
    assert "back in its queue" in RUN.invoke(put_together("shelf"), ["shelf", "retry", "in:1"]).stdout
    assert "empty" in RUN.invoke(put_together("shelf"), ["shelf", "list"]).stdout


@pytest.mark.parametrize("row", ["in:99", "out:1", "nonsense", "in:x"])
def test_a_row_that_is_not_there_is_a_clear_error(row: str) -> None:
    """A wrong row gives one line, and no traceback."""
    for command in ("show", "retry"):
        result = RUN.invoke(put_together("shelf"), ["shelf", command, row])
        assert result.exit_code == 2
        assert "Traceback" not in result.output


def test_people_are_added_and_listed() -> None:
    """A host signs somebody up, and sees them in the list."""
    assert (
        RUN.invoke(put_together("people"), ["people", "add", "Ana@Example.org", "--zone", "Europe/Lisbon"]).exit_code
        == 0
    )
    out = RUN.invoke(put_together("people"), ["people", "list"]).stdout
    assert "Europe/Lisbon" in out
    assert "example.org" in out


@pytest.mark.parametrize("arguments", [["not-an-address"], ["a@example.org", "--zone", "Mars/Base"]])
def test_a_wrong_person_is_a_clear_error(arguments: list[str]) -> None:
    """A typing error of the host is told, and nothing is written."""
    assert RUN.invoke(put_together("people"), ["people", "add", *arguments]).exit_code != 0
    assert RUN.invoke(put_together("people"), ["people", "list"]).stdout == ""
