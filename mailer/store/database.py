"""Opening and migrating the database, and the one way of writing to it.

Every process opens the file for itself. A file lock guards the opening, since two programs that switch a new
file to WAL at once collide. Writes begin immediate: SQLite's deferred begin lets two writers meet in "locked".
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from filelock import FileLock

from mailer.errors import DatabaseBusy, DatabaseFailing, NoRoom, TryLater
from mailer.sparing import without
from mailer.store import sealing
from mailer.store.sealing import Connection

BUSY_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Store:
    """One process's handle on the database."""

    connection: sqlite3.Connection
    path: Path | None  # None: in memory

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one short write transaction, committed at the end, undone on any error.

        Raises DatabaseBusy where another process holds the lock too long, NoRoom where the disk is full,
        DatabaseFailing where it cannot be written.
        """
        connection = self.connection
        try:
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
        except BaseException as error:
            if connection.in_transaction:
                with suppress(sqlite3.OperationalError):  # SQLite has undone it by itself after some of its errors
                    connection.execute("rollback")
            world = _trouble(error)
            if world is None:
                raise
            raise world from error

    @property
    def reading(self) -> sqlite3.Connection:
        """The connection for queries outside a transaction."""
        return self.connection

    def version(self) -> int:
        """Return a number that changes when another process has written: a cheap thing to poll."""
        number: int = self.connection.execute("pragma data_version").fetchone()[0]
        return number

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def open_store(path: Path, text_key: Path | None = None) -> Store:
    """Open the database file, made with mode 0600 where it is new, and bring it up to date.

    Texts are sealed with the keys in `text_key`. Raises BadSetting where they are sealed with another.
    """
    ring = sealing.read(text_key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(f"{path}.lock", mode=0o600, timeout=BUSY_SECONDS):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = _connect(str(path))
        connection.execute("pragma journal_mode = wal")
        # NORMAL may lose an answered mail when the power fails: 250 means durable.
        connection.execute("pragma synchronous = full")
        _migrate(connection)
        try:
            sealing.settle(connection, ring)
        except BaseException:
            connection.close()  # with it goes a transaction that was cut off
            raise
    return Store(connection, path)


def scratch() -> Store:
    """Open a database in memory, for `nextround explain` and tests."""
    connection = _connect(":memory:")
    _migrate(connection)
    return Store(connection, None)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, unless the file bears the mark of this very migrations.py.

    Importing sqlite-utils takes longer than everything else at the start of a role, and mail waits meanwhile.
    """
    mark = crc32(Path(__file__).with_name("migrations.py").read_bytes()) & 0x7FFFFFFF
    if connection.execute("pragma user_version").fetchone()[0] == mark:
        return
    with without("numpy"):  # for a type that our tables do not have
        from sqlite_utils import Database

    from mailer.store.migrations import migrations

    migrations.apply(Database(connection))
    connection.execute(f"pragma user_version = {mark}")


_TROUBLE: dict[int, type[TryLater]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_FULL: NoRoom,
    sqlite3.SQLITE_READONLY: DatabaseFailing,
    sqlite3.SQLITE_IOERR: DatabaseFailing,
    sqlite3.SQLITE_CANTOPEN: DatabaseFailing,
}


def _trouble(error: BaseException) -> TryLater | None:
    """Return the house's error for what is wrong with the world, not with a statement; None for all else."""
    if not isinstance(error, sqlite3.OperationalError):
        return None
    kind = _TROUBLE.get((error.sqlite_errorcode or 0) & 0xFF)  # the low byte: an extended code adds details above it
    return kind(str(error)) if kind else None


def _connect(path: str) -> Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=Connection
    )
    connection.row_factory = sqlite3.Row
    connection.execute("pragma foreign_keys = on")
    return connection


def stamp(moment: datetime) -> int:
    """Return an aware datetime as the database keeps it: milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)


def moment(stamp: int) -> datetime:
    """Return the UTC datetime of a stamp."""
    return datetime.fromtimestamp(stamp / 1000, UTC)
