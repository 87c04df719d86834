"""With no relay, mail lies in a Maildir."""

from __future__ import annotations

import mailbox
import stat
from pathlib import Path

from structlog.testing import capture_logs

from mailer.deliver.maildir import Maildir, name_of, store
from mailer.store.outbox import Row
from tests.deliver.delivering import MONDAY, TEXT, House, reach


def row(id: int = 7, raw: bytes = TEXT) -> Row:
    return Row(
        id, MONDAY, "inbox:1", "debrief", None, "", "ana@home.example", f"<x.{id}@n.example>", raw, "leased", 0, None
    )


async def test_mail_lies_in_the_maildir(house: House) -> None:
    """A host without a relay finds every mail in the folder, with a mail program's own reader."""
    for number in range(20):
        house.outbox.put(f"p{number}@home.example", b"Subject: no. %d\r\n\r\n.text\r\n" % number)
    async with house.delivering(relay_host=""):
        await reach(house.outbox.all_sent)
    box = mailbox.Maildir(house.settings.maildir, create=False)
    assert sorted(message["Subject"] for message in box) == sorted(f"no. {n}" for n in range(20))
    assert next(iter(box)).get_payload() == ".text\n"
    assert not list((house.settings.maildir / "tmp").iterdir())


def test_the_maildir_is_private(tmp_path: Path) -> None:
    """No other user of the machine can look into folder or mails."""
    file = store(tmp_path / "maildir", row())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (tmp_path / "maildir", *(tmp_path / "maildir" / name for name in ("tmp", "new", "cur"))):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_repeat_doubles_nothing(tmp_path: Path) -> None:
    """A mail that is delivered again after a crash lies there once, also when it was read in the meantime."""
    first = store(tmp_path, row())
    assert store(tmp_path, row()) == first
    read = tmp_path / "cur" / f"{first.name}:2,S"
    first.rename(read)
    assert store(tmp_path, row()) == read
    assert not list((tmp_path / "new").iterdir())


def test_a_repeat_overwrites_nothing(tmp_path: Path) -> None:
    """What lies in the folder is not touched again."""
    first = store(tmp_path, row())
    first.write_bytes(b"annotated")
    store(tmp_path, row())
    assert first.read_bytes() == b"annotated"


def test_half_a_file_from_a_crash_does_not_matter(tmp_path: Path) -> None:
    """A crash in the middle of writing leaves nothing to be read, and the repeat is whole."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / name_of(row())).write_bytes(b"Subj")
    assert store(tmp_path, row()).read_bytes() == TEXT.replace(b"\r\n", b"\n")
    assert not list((tmp_path / "tmp").iterdir())


def test_names_differ(tmp_path: Path) -> None:
    """Two mails never share a name, not even rows of the same number in two databases."""
    names = {name_of(row(n)) for n in range(100)}
    assert len(names) == 100
    assert not any(set(name) & set("/:\\ ") or name.startswith(".") for name in names)


async def test_a_folder_that_cannot_be_written_is_told(house: House, tmp_path: Path) -> None:
    """Where the folder cannot be written, mail waits untried, and the host hears of it."""
    (tmp_path / "var" / "maildir").write_text("in the way")
    id = house.outbox.put("ana@home.example")
    with capture_logs() as events:
        async with house.delivering(relay_host=""):
            await reach(lambda: bool(events) and house.outbox.row(id).state == "waiting")
    assert house.outbox.row(id).attempts == 0
    assert events[0]["log_level"] == "error"
    failure = await Maildir(tmp_path / "var" / "maildir").send(row())
    assert failure is not None
    assert not failure.permanent
