"""Opening and migrating the database, and the one way of writing to it.

Every process opens the file for itself. A file lock guards the opening, since two programs that switch a new
file to WAL at once collide. Writes begin immediate: SQLite's deferred begin lets two writers meet in "locked".
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils
from filelock import FileLock

from mailer.errors import DatabaseBusy
from mailer.store.migrations import migrations

BUSY_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Store:
    """One process's handle on the database."""

    connection: sqlite3.Connection
    path: Path | None  # None: in memory

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one short write transaction, committed at the end, undone on any error.

        Raises DatabaseBusy where another process holds the lock too long.
        """
        connection = self.connection
        try:
            connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise DatabaseBusy(str(error)) from error
        try:
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise

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


def open_store(path: Path) -> Store:
    """Open the database file, made with mode 0600 where it is new, and bring it up to date."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(f"{path}.lock", mode=0o600, timeout=BUSY_SECONDS):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = _connect(str(path))
        connection.execute("pragma journal_mode = wal")
        # NORMAL may lose an answered mail when the power fails: 250 means durable.
        connection.execute("pragma synchronous = full")
        migrations.apply(sqlite_utils.Database(connection))
    return Store(connection, path)


def scratch() -> Store:
    """Open a database in memory, for `nextround explain` and tests."""
    connection = _connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    return Store(connection, None)


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma foreign_keys = on")
    return connection


def stamp(moment: datetime) -> int:
    """Return an aware datetime as the database keeps it: milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)


def moment(stamp: int) -> datetime:
    """Return the UTC datetime of a stamp."""
    return datetime.fromtimestamp(stamp / 1000, UTC)
