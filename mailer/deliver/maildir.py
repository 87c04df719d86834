"""The way out where no relay is set: a Maildir that any mail program on this machine can read.

The file's name follows from the row, so a repeat after a crash finds the mail there, read or unread, and leaves it.
"""

from __future__ import annotations

import asyncio
import os
from hashlib import blake2b
from pathlib import Path

from mailer.deliver.retry import Failure, Step, lost
from mailer.store.outbox import Row

PLACES = 4


class Maildir:
    """Delivers into one folder, made private where it is new."""

    places = PLACES

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, row: Row) -> Failure | None:
        """Return None when the mail is on the disk."""
        try:
            await asyncio.to_thread(store, self._folder, row)
        except OSError as error:
            return lost(Step.FOLDER, type(error).__name__, ours=True)
        return None

    async def tidy(self) -> None:
        """Nothing is kept open."""

    async def close(self) -> None:
        """Nothing is kept open."""


def store(folder: Path, row: Row) -> Path:
    """Put the row's mail into `folder`/new and return its path, or the path it has already. Raises OSError."""
    for part in (folder, *(folder / name for name in ("tmp", "new", "cur"))):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = name_of(row)
    there = _find(folder, name)
    if there is not None:
        return there
    passing, final = folder / "tmp" / name, folder / "new" / name
    with open(passing, "wb", opener=_private) as file:
        file.write(row.raw.replace(b"\r\n", b"\n"))  # as delivery programs on Unix do
        file.flush()
        os.fsync(file.fileno())
    passing.replace(final)
    _settle(folder / "new")
    return final


def name_of(row: Row) -> str:
    """Return the file's name: seconds, row and Message-ID, free of what Maildir gives a meaning (`/`, `:`, a dot first)."""
    digest = blake2b(row.message_id.encode(), digest_size=8).hexdigest()
    return f"{int(row.made.timestamp())}.R{row.id}M{digest}.nextround"


def _find(folder: Path, name: str) -> Path | None:
    """Look where a mail program may have moved the mail: to cur, with flags after a colon."""
    new = folder / "new" / name
    if new.exists():
        return new
    return next((folder / "cur").glob(f"{name}*"), None)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: Path) -> None:
    """Make a rename outlast a power failure."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
