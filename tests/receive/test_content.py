"""Content comes out as it was meant, however the network cuts it up."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.receive import content, replies
from mailer.receive.limits import Limits
from mailer.settings import Settings

LIMITS = replace(Limits.of(Settings()), message_bytes=3000, line_bytes=200)
_LINES = st.lists(
    st.sampled_from([b"", b".", b"..", b".x", b"hello", b"a\rb", b"a\n.\nb", b"\r", b"\n", b".\r", b"x" * 190])
    | st.binary(max_size=12).filter(lambda line: b"\r\n" not in line),
    max_size=12,
)


class Room:
    """Room for content that remembers what is held."""

    def __init__(self, size: int = 1_000_000) -> None:
        self.size = size
        self.held = 0

    def reserve(self, count: int) -> bool:
        """Take some."""
        if self.held + count > self.size:
            return False
        self.held += count
        return True

    def release(self) -> None:
        """Give all back."""
        self.held = 0


@settings(deadline=None)
@given(_LINES, st.lists(st.integers(1, 40), max_size=40), st.sampled_from([16, 64, 65_536]))
async def test_content_is_the_same_however_it_is_cut(lines: list[bytes], cuts: list[int], stream: int) -> None:
    """Whatever lines a mail has and wherever its packets end, it is read whole and what follows is left alone."""
    lines = [line for line in lines if not line.endswith(b"\r")]  # with its CRLF it would be another line
    sent = b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)
    rest = sent + b".\r\nNOOP\r\n"
    reader = asyncio.StreamReader(limit=stream)
    reading = asyncio.create_task(content.read(reader, LIMITS, Room()))
    for cut in cuts:
        reader.feed_data(rest[:cut])
        rest = rest[cut:]
        await asyncio.sleep(0)
    reader.feed_data(rest)
    reader.feed_eof()
    found = await reading
    assert await reader.read() == b"NOOP\r\n"
    if len(sent) > LIMITS.message_bytes:
        assert found == replies.TOO_BIG
    else:
        assert found == b"".join(line + b"\r\n" for line in lines)


async def test_refused_content_holds_no_room_while_it_goes_on() -> None:
    """As soon as a mail is too big its room is free for others, though the client still sends."""
    reader, room = asyncio.StreamReader(limit=1000), Room()
    reading = asyncio.create_task(content.read(reader, LIMITS, room))
    reader.feed_data((b"x" * 98 + b"\r\n") * 20)
    await asyncio.sleep(0)
    assert room.held > 0
    reader.feed_data((b"x" * 98 + b"\r\n") * 20)
    await asyncio.sleep(0)
    assert room.held == 0
    assert not reading.done()
    reader.feed_data(b".\r\n")
    assert await reading == replies.TOO_BIG


async def test_content_that_finds_no_room_is_put_off() -> None:
    """Where others fill the room a mail is put off, after its end."""
    reader = asyncio.StreamReader()
    reader.feed_data(b"hello\r\n.\r\n")
    assert await content.read(reader, LIMITS, Room(4)) == replies.TOO_MUCH_IN_HAND
