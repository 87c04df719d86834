"""A stop breaks no promise and keeps nobody waiting."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from mailer.receive.listen import open_sockets
from mailer.store.database import open_store, scratch
from tests.receive.fakes import HeldStore
from tests.receive.talk import client, running

BYE = "421 4.3.2 Closing down, try again soon"


async def test_an_idle_session_is_told_and_closed() -> None:
    """Between two mails, or before its content, a client hears 421 at once, and nobody new gets in."""
    async with running() as here, client(here.smtp) as idle, client(here.smtp) as begun:
        await begun.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>")
        assert await here.stop()
        assert await idle.rest() == [BYE]
        assert await begun.rest() == [BYE]


async def test_a_running_commit_is_finished_and_answered() -> None:
    """A mail that is being committed when the stop comes is on file, its 250 arrives, then the goodbye."""
    store = HeldStore(scratch())
    async with running(store=store) as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        guest.writer.write(b"hi\r\n.\r\n")
        await asyncio.to_thread(store.begun)
        stopping = asyncio.create_task(here.stop())
        await asyncio.sleep(0)
        store.go.set()
        assert await guest.rest() == ["250 2.0.0 Taken and safe", BYE]
        assert await stopping
        assert len(here.rows()) == 1


async def test_content_under_way_may_be_finished() -> None:
    """A client in the midst of its content may end it, is answered, and then sent home."""
    async with running() as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        guest.writer.write(b"hi\r\n")
        stopping = asyncio.create_task(here.stop())
        await asyncio.sleep(0)
        guest.writer.write(b".\r\n")
        assert await guest.rest() == ["250 2.0.0 Taken and safe", BYE]
        assert await stopping
        assert len(here.rows()) == 1


async def test_content_that_does_not_end_is_cut_off() -> None:
    """A client that does not come to an end of its content is cut off when patience does."""
    async with running() as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        here.stopped = True
        assert await here.receiver.stop(patience=0.01, insist=5)
        assert await guest.rest() == [BYE]
        assert here.rows() == []


async def test_a_commit_that_hangs_does_not_stop_the_stop() -> None:
    """When the database does not let go, the stop says so and goes on, and until then nothing is promised."""
    store = HeldStore(scratch())
    async with running(store=store) as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        guest.writer.write(b"hi\r\n.\r\n")
        await asyncio.to_thread(store.begun)
        here.stopped = True
        assert not await here.receiver.stop(patience=0.01, insist=0.01)
        assert guest.reader._buffer == b""  # type: ignore[attr-defined]
        store.go.set()
        assert await guest.rest() == ["250 2.0.0 Taken and safe", BYE]


async def test_the_process_ends_on_sigterm(tmp_path: Path) -> None:
    """The role as a process: it listens on TCP and on a socket's path, takes a mail, and ends well on SIGTERM."""
    (probe,) = open_sockets("127.0.0.1:0", "smtp_listen")
    port = probe.getsockname()[1]
    probe.close()
    path = tmp_path / "lmtp.sock"
    code = (
        "from mailer.receive import role; from mailer.settings import Settings; "
        f"role.run(Settings(data_dir={str(tmp_path)!r}, smtp_listen='127.0.0.1:{port}', lmtp_listen={str(path)!r}))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stderr=asyncio.subprocess.DEVNULL)
    try:
        async with asyncio.timeout(30):
            while not path.exists():  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.02)
        assert path.stat().st_mode & 0o777 == 0o660
        async with client(port) as guest:
            assert (await guest.mail(b"hi\r\n")).startswith("250 ")
            reader, writer = await asyncio.open_unix_connection(path)
            assert (await reader.readline()).startswith(b"220 nextround.localhost LMTP")
            process.send_signal(signal.SIGTERM)
            assert await guest.rest() == [BYE]
            writer.close()
            async with asyncio.timeout(10):
                assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    store = open_store(tmp_path / "nextround.sqlite3")
    assert store.reading.execute("select count(*) from inbox").fetchone()[0] == 1
    store.close()
