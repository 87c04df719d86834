"""Texts sealed on the disk, where the host has a key for them: XChaCha20-Poly1305, by PyNaCl.

What is sealed is sealed before SQLite sees it, so neither the database nor its log ever holds it in clear; what is read
is opened by the connection's row factory. Addresses, names of people who are signed up, times and states stay as they
are: the queues are found by them.
"""

from __future__ import annotations

import base64
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from mailer.errors import BadSetting

T = TypeVar("T", bound=str | bytes | None)
# By table; a column is text or a blob.
SEALED = {
    "inbox": ("raw",),
    "outbox": ("raw",),
    "debrief": ("reading", "drafts", "wishes"),
    "revision": ("asked",),
    "story": ("about", "answer"),
    "question": ("payload",),
    "interview": ("company", "role", "place", "people", "subject"),
    "line": ("text", "if_then"),
}
PLAIN = "plain"  # as the first line of the key file: nothing is sealed from now on, and what was is opened
_BYTES, _TEXT = b"\0nr1", "nr1:"
_ID = 4
_ROWS = 200  # at a time
_IN_USE, _MOVING = "text_key", "text_key_moving"  # facts: the key that all is sealed with; the one it is being moved to


@dataclass(frozen=True)
class Ring:
    """The keys of a file, the one to seal with first."""

    keys: tuple[bytes, ...]
    seals: bool

    @cached_property
    def _boxes(self) -> dict[bytes, Any]:
        from nacl.secret import Aead

        return {_id(key): Aead(key) for key in self.keys}

    @property
    def current(self) -> str:
        """The name of the key to seal with."""
        return _id(self.keys[0]).hex() if self.seals else PLAIN

    @property
    def names(self) -> set[str]:
        """The names of all keys."""
        return {_id(key).hex() for key in self.keys} | {PLAIN}

    def seal(self, value: bytes) -> bytes:
        """Return a value sealed, its key's name in front."""
        id = _id(self.keys[0])
        return id + bytes(self._boxes[id].encrypt(value, _BYTES))

    def open(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None where no key of ours did it."""
        from nacl.exceptions import CryptoError

        box = self._boxes.get(sealed[:_ID])
        with suppress(CryptoError, ValueError):
            return bytes(box.decrypt(sealed[_ID:], _BYTES)) if box is not None else None
        return None

    def row(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        """Make a row with its sealed values opened."""
        return sqlite3.Row(cursor, tuple(map(self._opened, values)))

    def _opened(self, value: Any) -> Any:
        # What is no seal of ours stays as it is: people choose their names themselves.
        if type(value) is bytes and value.startswith(_BYTES):
            found = self.open(value[len(_BYTES) :])
            return value if found is None else found
        if type(value) is str and value.startswith(_TEXT):
            with suppress(ValueError):
                found = self.open(base64.b85decode(value[len(_TEXT) :]))
                return value if found is None else found.decode()
        return value


class Connection(sqlite3.Connection):
    """A connection that knows with which keys its texts are sealed."""

    ring: Ring | None = None


def seal(db: sqlite3.Connection, value: T) -> T:
    """Return a value as it goes into a sealed column: as it is where the host has no key, or where there is none."""
    ring = getattr(db, "ring", None)
    if ring is None or not ring.seals or value is None:
        return value
    sealed: str | bytes
    if isinstance(value, str):
        sealed = _TEXT + base64.b85encode(ring.seal(value.encode("utf-8", "replace"))).decode()
    else:
        sealed = _BYTES + ring.seal(value)
    return cast(T, sealed)


def read(file: Path | None) -> Ring | None:
    """Return the keys of a file. Raises BadSetting where it holds none."""
    if file is None:
        return None
    where = f"NEXTROUND_TEXT_KEY: {file}"
    try:
        lines = [line.partition("#")[0].strip() for line in file.read_text(encoding="ascii").splitlines()]
        words = [line for line in lines if line]
        keys = tuple(bytes.fromhex(word) for word in words if word != PLAIN)
    except (OSError, ValueError) as error:
        raise BadSetting(f"{where}: cannot be read as keys ({type(error).__name__})") from error
    if not keys or any(len(key) != 32 for key in keys):
        raise BadSetting(f"{where}: write 64 hexadecimal digits on a line, as `openssl rand -hex 32` does")
    return Ring(keys, words[0] != PLAIN)


def settle(connection: Connection, ring: Ring | None) -> None:
    """Give a connection its keys, and bring what is on file to the first of them.

    Raises BadSetting where something on file is sealed with a key that is not there.
    """
    facts = dict(connection.execute("select name, value from fact where name in (?, ?)", (_IN_USE, _MOVING)).fetchall())
    needed = set(facts.values()) - {PLAIN}
    if missing := needed - (ring.names if ring is not None else set()):
        raise BadSetting(
            f"NEXTROUND_TEXT_KEY: the texts on file are sealed with key {', '.join(sorted(missing))}, which is not there: "
            "put it back into the key file; nobody can read them without it"
        )
    if ring is None:
        return
    connection.ring = ring
    connection.row_factory = ring.row
    if facts.get(_MOVING) is not None or facts.get(_IN_USE, PLAIN) != ring.current:
        _move(connection, ring)


def _move(connection: Connection, ring: Ring) -> None:
    """Seal everything on file with the current key; begun again after a crash, nothing is lost or sealed twice."""
    connection.execute("pragma secure_delete = on")  # what is overwritten is gone from the file
    put = "insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value"
    connection.execute(put, (_MOVING, ring.current))
    for table, columns in SEALED.items():
        last: int | None = -1
        while last is not None:
            connection.execute("begin immediate")
            last = _move_some(connection, table, columns, last)
            connection.execute("commit")
    connection.execute(put, (_IN_USE, ring.current))
    connection.execute("delete from fact where name = ?", (_MOVING,))
    with suppress(sqlite3.OperationalError):  # another process reads: the old pages were overwritten anyway
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")


def _move_some(connection: Connection, table: str, columns: tuple[str, ...], after: int) -> int | None:
    """Seal the next rows of a table anew and return where they ended; None where there were none."""
    rows = connection.execute(
        f"select rowid as at, {', '.join(columns)} from {table} where rowid > ? order by rowid limit ?", (after, _ROWS)
    ).fetchall()
    for row in rows:
        connection.execute(
            f"update {table} set {', '.join(f'{each} = ?' for each in columns)} where rowid = ?",
            (*(seal(connection, row[each]) for each in columns), row["at"]),
        )
    return rows[-1]["at"] if rows else None


def _id(key: bytes) -> bytes:
    return blake2b(key, digest_size=_ID, person=b"nextround key").digest()
