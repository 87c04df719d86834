"""250 means durable: what the ledger promises, and what it says when it cannot."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from mailer import clock
from mailer.receive.ledger import LINGER_AT_MOST, Ledger, Lingering
from mailer.store.database import Store, open_store, scratch
from mailer.store.inbox import Arrival
from tests.receive.fakes import BrokenNotebook, HeldStore
from tests.receive.talk import client, running

MAIL = b"Subject: hi\r\n\r\nit went badly\r\n"


def arrival(number: int, recipient: str = "coach@nextround.localhost") -> Arrival:
    """A mail like many."""
    raw = b"Message-ID: <%d@example.org>\r\n\r\nhi\r\n" % number
    return Arrival(clock.now(), "smtp", "192.0.2.1", "x", "jo@example.org", recipient, raw)


def count(store: Store | HeldStore) -> int:
    """How many rows are on file."""
    found: int = store.reading.execute("select count(*) from inbox").fetchone()[0]
    return found


async def test_mails_that_wait_share_a_commit() -> None:
    """While one commit runs ten mails gather, and the next commit takes them all."""
    store = HeldStore(scratch())
    ledger = Ledger(store)  # type: ignore[arg-type]
    first = asyncio.create_task(ledger.accept([arrival(0)]))
    await asyncio.to_thread(store.begun)
    others = asyncio.gather(*(ledger.accept([arrival(n)]) for n in range(1, 11)))
    await asyncio.sleep(0)
    assert ledger.waiting_bytes == sum(len(arrival(n).raw) for n in range(11))
    store.go.set()
    await asyncio.gather(first, others)
    assert store.commits == 2
    assert count(store) == 11
    assert ledger.waiting_bytes == 0
    assert ledger.close(10)


def test_the_writer_lingers_only_where_others_may_come() -> None:
    """Alone, or when all who are connected are here, nobody waits; else for half a commit, and never long."""
    lingering = Lingering()
    assert lingering.seconds(1, 1, 0.004) == 0.0
    assert lingering.seconds(10, 10, 0.004) == 0.0
    assert lingering.seconds(5, 10, 0.004) == 0.002
    assert lingering.seconds(5, 10, 3.0) == LINGER_AT_MOST


def test_the_writer_stops_lingering_where_it_is_in_vain() -> None:
    """Sessions that are connected and idle cost a busy one next to nothing; when they wake up, all share again."""
    lingering = Lingering()
    waited = 0
    for _ in range(640):
        if lingering.seconds(1, 50, 0.004):
            waited += 1
            lingering.learn(0)
    assert 10 < waited < 20
    while not lingering.seconds(1, 50, 0.004):
        pass
    lingering.learn(3)
    assert lingering.seconds(1, 50, 0.004) > 0


async def test_mails_that_come_while_the_writer_lingers_share_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail that comes a moment after another is committed with it."""
    store = HeldStore(scratch())
    store.go.set()
    ledger = Ledger(store)  # type: ignore[arg-type]
    ledger.connected = lambda: 2
    monkeypatch.setattr("mailer.receive.ledger.LINGER_AT_MOST", 10.0)  # it ends when both are here
    ledger._last_commit = 60.0
    first = asyncio.create_task(ledger.accept([arrival(0)]))
    await asyncio.sleep(0)
    await asyncio.gather(first, ledger.accept([arrival(1)]))
    assert count(store) == 2
    assert store.commits == 1
    assert ledger.close(10)


async def test_one_mail_that_cannot_be_kept_does_not_take_others_with_it() -> None:
    """Of two mails in one commit, one impossible to store: that one is refused, the other is on file."""
    store = HeldStore(scratch())
    ledger = Ledger(store)  # type: ignore[arg-type]
    first = asyncio.create_task(ledger.accept([arrival(0)]))
    await asyncio.to_thread(store.begun)
    good = asyncio.create_task(ledger.accept([arrival(1)]))
    bad = asyncio.create_task(ledger.accept([arrival(2, recipient="\udc80")]))
    await asyncio.sleep(0)
    store.go.set()
    await asyncio.gather(first, good)
    with pytest.raises(UnicodeEncodeError):
        await bad
    assert count(store) == 2
    ledger.close(10)


async def test_a_mail_sent_twice_is_on_file_once() -> None:
    """A client that missed our 250 sends again: one row, and 250 again."""
    async with running() as here, client(here.smtp) as guest:
        raw = b"Message-ID: <1@example.org>\r\n\r\nhi\r\n"
        assert await guest.mail(raw) == await guest.mail(raw) == "250 2.0.0 Taken and safe"
        assert len(here.rows()) == 1


async def test_a_client_that_hangs_up_during_the_commit_loses_nothing() -> None:
    """The mail of a client that left before its answer is on file."""
    store = HeldStore(scratch())
    async with running(store=store) as here:
        async with client(here.smtp) as guest:
            await guest.say("MAIL FROM:<jo@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
            guest.writer.write(MAIL + b".\r\n")
            await asyncio.to_thread(store.begun)
        store.go.set()
        assert await here.stop()
        assert count(store) == 1


async def test_the_session_timeout_does_not_end_a_session_during_its_commit() -> None:
    """However long a commit takes, the client is not sent away as too slow while it waits for us."""
    store = HeldStore(scratch())
    async with running(store=store) as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<jo@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        guest.writer.write(MAIL + b".\r\n")
        await asyncio.to_thread(store.begun)
        (session,) = here.receiver.sessions._here
        session._patience.heard = session._patience.progress = session._patience.data_since = -1e9  # type: ignore[attr-defined]
        session._timeout_cb()  # type: ignore[attr-defined]
        store.go.set()
        assert await guest.reply() == "250 2.0.0 Taken and safe"
        assert (await guest.say("NOOP")).startswith("250")


async def test_a_full_disk_means_try_later_and_passes(tmp_path: Path) -> None:
    """While there is no room mail is put off with 452; when there is room again it is taken."""
    store = open_store(tmp_path / "full.sqlite3")
    pages = store.reading.execute("pragma page_count").fetchone()[0]
    store.reading.execute(f"pragma max_page_count = {pages}")
    async with running(store=store) as here, client(here.smtp) as guest:
        big = b"Subject: hi\r\n\r\n" + b"x" * 70 + b"\r\n" * 20_000
        assert (await guest.mail(big)).startswith("452 4.3.1 ")
        assert here.rows() == []
        store.reading.execute("pragma max_page_count = 1000000")
        assert (await guest.mail(big)).startswith("250 ")
    store.close()


async def test_a_read_only_database_means_try_later_and_passes(tmp_path: Path) -> None:
    """While the database cannot be written mail is put off with 451; afterwards it is taken."""
    store = open_store(tmp_path / "readonly.sqlite3")
    store.reading.execute("pragma query_only = 1")
    async with running(store=store) as here, client(here.smtp) as guest:
        assert await guest.mail(MAIL) == "451 4.3.0 Try again later"
        store.reading.execute("pragma query_only = 0")
        assert (await guest.mail(MAIL)).startswith("250 ")
    store.close()


async def test_a_locked_database_means_try_later_and_passes(tmp_path: Path) -> None:
    """While another program holds the database mail is put off with 451; afterwards it is taken."""
    file = tmp_path / "locked.sqlite3"
    store = open_store(file)
    store.reading.execute("pragma busy_timeout = 10")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    async with running(store=store) as here, client(here.smtp) as guest:
        assert await guest.mail(MAIL) == "451 4.3.0 Try again later"
        other.execute("rollback")
        assert (await guest.mail(MAIL)).startswith("250 ")
    other.close()
    store.close()


async def test_unknown_trouble_is_451_and_its_words_stay_in_the_house() -> None:
    """A fault that nobody foresaw is told as "try later", over LMTP for every recipient, and the session goes on."""
    async with running(ledger=BrokenNotebook()) as here:
        async with client(here.smtp) as guest:
            assert await guest.mail(MAIL) == "451 4.3.0 Try again later"
            assert (await guest.say("NOOP")).startswith("250")
        async with client(here.lmtp, "LHLO x") as guest:
            await guest.say("MAIL FROM:<>", "RCPT TO:<postmaster>", "RCPT TO:<coach@nextround.localhost>", "DATA")
            guest.writer.write(b".\r\n")
            assert [await guest.line(), await guest.line()] == ["451 4.3.0 Try again later"] * 2
