"""No client gets more than its share: size, lines, recipients, connections, errors, memory and time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from mailer.receive.limits import STREAM_BYTES, Limits, Patience
from mailer.receive.sessions import Sessions, address, network
from mailer.settings import Settings
from tests.receive.talk import client, running

LIMITS = Limits.of(Settings())


@pytest.mark.parametrize("size", [10_001, STREAM_BYTES - 3, STREAM_BYTES, STREAM_BYTES + 1, 5 * STREAM_BYTES])
async def test_a_mail_over_the_size_limit_is_refused_after_its_end(size: int) -> None:
    """A mail that is too big is refused once it is through, and the session goes on with the next."""
    raw = (b"x" * 98 + b"\r\n") * (size // 100 - 1)
    raw += b"x" * (size - len(raw) - 2) + b"\r\n"
    async with running(max_message_bytes=10_000) as here, client(here.smtp) as guest:
        assert await guest.mail(raw) == "552 5.3.4 Message too big"
        assert (await guest.mail(b"short\r\n")).startswith("250 ")
        assert [row[2] for row in here.rows()] == [b"short\r\n"]


@pytest.mark.parametrize("size", [9_998, 10_000, STREAM_BYTES - 5, STREAM_BYTES - 4, STREAM_BYTES + 3, 3_000_000])
async def test_a_mail_within_the_size_limit_is_kept_whole(size: int) -> None:
    """A mail of any size up to the limit is on file byte by byte, wherever the pieces it came in were cut."""
    raw = (b"y" * 58 + b"\r\n") * (size // 60) + b"z" * (size % 60) + b"\r\n"
    async with running(max_message_bytes=max(10_000, len(raw))) as here, client(here.smtp) as guest:
        assert (await guest.mail(raw)).startswith("250 ")
        assert here.rows()[0][2] == raw


@pytest.mark.parametrize(("length", "code"), [(998, "250"), (999, "500"), (70_000, "500")])
async def test_a_line_over_the_line_limit_is_refused(length: int, code: str) -> None:
    """The longest line, its end included, is what the host has set, wherever in the mail it stands."""
    for raw in (b"x" * length + b"\r\n", b"a\r\n" * 500 + b"x" * length + b"\r\nb\r\n"):
        async with running(max_line_bytes=1000) as here, client(here.smtp) as guest:
            assert (await guest.mail(raw)).startswith(code)


async def test_a_long_line_of_a_real_mail_is_taken() -> None:
    """HTML in one line of 100,000 characters is real mail."""
    async with running() as here, client(here.smtp) as guest:
        assert (await guest.mail(b"<p>" * 33_000 + b"\r\n")).startswith("250 ")


async def test_a_command_that_never_ends_is_skipped() -> None:
    """A command line of any length is refused, and the next is heard."""
    async with running() as here, client(here.smtp) as guest:
        assert await guest.say("NOOP " + "x" * 3000) == "500 5.5.2 Line too long"
        assert await guest.say("NOOP " + "x" * 300_000) == "500 5.5.2 Line too long"
        assert (await guest.say("NOOP")).startswith("250")


async def test_one_connection_too_many_is_told_to_come_later() -> None:
    """Beyond the number of connections, in all or from one address, a client hears 421; when one leaves it is let in."""
    for settings, reply in (
        ({"max_connections": 2}, "421 4.3.2 Too many connections, try again later"),
        ({"max_connections_per_peer": 2}, "421 4.7.0 Too many connections from your address, try again later"),
    ):
        async with running(**settings) as here, client(here.smtp):
            async with client(here.smtp) as leaving:
                async with client(here.smtp, None) as third:
                    assert await third.rest() == [reply]
                assert await leaving.say("QUIT") == "221 2.0.0 Bye"
                assert await leaving.rest() == []
            async with client(here.smtp):
                pass


async def test_commands_without_a_mail_come_to_an_end() -> None:
    """A client that chats and never mails is sent home; mails start the count afresh."""
    limits = replace(LIMITS, commands=5)
    async with running(limits=limits) as here, client(here.smtp) as guest:
        for n in range(3):
            assert (await guest.mail(b"%d\r\n" % n)).startswith("250 ")
        for _ in range(5):
            assert (await guest.say("NOOP")).startswith("250 ")
        assert (await guest.say("NOOP")).startswith("250 ")
        assert await guest.rest() == ["421 4.7.0 Too many commands without a mail, closing"]


async def test_too_much_unfinished_mail_is_put_off() -> None:
    """When all mails being received at once fill their room, one more is put off, and taken when there is room."""
    limits = replace(LIMITS, unfinished_bytes=200_000)
    async with running(limits=limits) as here, client(here.smtp) as first, client(here.smtp) as second:
        start = ["MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA"]
        await first.say(*start)
        await second.say(*start)
        assert here.receiver.sessions.reserve(150_000)  # as if others were at it
        first.writer.write((b"x" * 998 + b"\r\n") * 100 + b".\r\n")
        assert await first.reply() == "452 4.3.1 Too much mail in hand, try again later"
        here.receiver.sessions.release(150_000)
        second.writer.write((b"x" * 998 + b"\r\n") * 100 + b".\r\n")
        assert (await second.reply()).startswith("250 ")
        assert here.receiver.sessions._unfinished == 0


async def test_a_client_that_leaves_in_the_midst_gives_its_room_back() -> None:
    """A mail that is cut off takes no room from the next."""
    async with running() as here:
        async with client(here.smtp) as guest:
            await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
            guest.writer.write((b"x" * 998 + b"\r\n") * 300)
            while not here.receiver.sessions._unfinished:  # noqa: ASYNC110
                await asyncio.sleep(0)
        async with asyncio.timeout(10):
            await here.receiver.sessions._empty.wait()
        assert here.receiver.sessions._unfinished == 0


def test_patience_ends_after_silence() -> None:
    """A client that says nothing for five minutes is done."""
    assert Patience(LIMITS, heard=1000.0, progress=1000.0).ends(0) == 1300.0


def test_patience_ends_when_no_mail_comes_about() -> None:
    """A client that keeps talking without finishing a mail is done after fifteen minutes."""
    assert Patience(LIMITS, heard=1800.0, progress=1000.0).ends(0) == 1900.0


def test_patience_with_content_depends_on_its_pace() -> None:
    """A mail that drips in is cut off after three minutes; one that flows has longer, and fifteen minutes at most."""
    patience = Patience(LIMITS, heard=1000.0, progress=1000.0, data_since=1010.0)
    assert patience.ends(0) == 1190.0
    assert patience.ends(50_000) == 1290.0
    assert patience.ends(25_000_000) == 1900.0


async def test_a_client_that_is_too_slow_is_told_so() -> None:
    """When patience ends the client hears 421 and the connection closes, in the midst of content too."""
    async with running() as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@example.org>", "RCPT TO:<coach@nextround.localhost>", "DATA")
        guest.writer.write(b"Subject: dr")
        (session,) = here.receiver.sessions._here
        while not session._reader._buffer.endswith(b"dr"):  # type: ignore[attr-defined] # noqa: ASYNC110
            await asyncio.sleep(0)
        session._patience.data_since = -1e9  # type: ignore[attr-defined]
        session._timeout_cb()  # type: ignore[attr-defined]
        assert await guest.rest() == ["421 4.4.2 Too slow, closing"]
        assert here.rows() == []


@pytest.mark.parametrize(
    ("peername", "expected"),
    [
        (("192.0.2.7", 25), "192.0.2.7"),
        (("::ffff:192.0.2.7", 25, 0, 0), "192.0.2.7"),
        (("fe80::1%eth0", 25, 0, 2), "fe80::1"),
        (("2001:DB8::1", 25, 0, 0), "2001:db8::1"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_peer_is_known_by_its_address(peername: object, expected: str) -> None:
    """An IPv4 client is the same over an IPv6 socket, and a local socket has no address."""
    assert address(peername) == expected


def test_an_ipv6_peer_is_its_network() -> None:
    """Someone with a whole /64 counts as one; someone without an address is not counted."""
    assert network("2001:db8::1") == network("2001:db8::ffff:0:0:1") != network("2001:db8:0:1::1")
    assert network("192.0.2.7") == "192.0.2.7"


class Guest:
    """Somebody who is connected."""

    def send_home(self, *, at_once: bool = False) -> None:
        """Nothing to do."""


async def test_nobody_is_let_in_during_a_stop() -> None:
    """A connection that was made at the last moment hears that we are closing."""
    sessions = Sessions(LIMITS)
    assert sessions.admit(Guest(), "192.0.2.1") is None
    await sessions.close(0, 0)
    assert sessions.admit(Guest(), "192.0.2.1") == "421 4.3.2 Closing down, try again soon"


def test_local_sockets_are_not_counted_per_peer() -> None:
    """A front server on a local socket may open as many connections as there are."""
    sessions = Sessions(replace(LIMITS, connections=3, connections_per_peer=1))
    guests = [Guest() for _ in range(4)]
    assert [sessions.admit(guest, "") is None for guest in guests] == [True, True, True, False]
    sessions.leave(guests[3], "")
    sessions.leave(guests[0], "")
    assert sessions.admit(guests[3], "") is None
