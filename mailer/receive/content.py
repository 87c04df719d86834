"""The content of a mail, read in bulk from the DATA command to its end mark.

Only CRLF.CRLF ends it (RFC 5321 §4.1.1.4). A dot next to a bare CR or LF is content, whatever other servers make of
it: that difference is what SMTP smuggling lives on.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from mailer.receive import replies
from mailer.receive.limits import Limits

_END = b"\r\n.\r\n"


class Allowance(Protocol):
    """Room for unfinished content, shared by all sessions."""

    def reserve(self, count: int) -> bool:
        """Take room for so many bytes; False where there is none."""

    def release(self) -> None:
        """Give back all that was taken."""


async def read(reader: asyncio.StreamReader, limits: Limits, allowance: Allowance) -> bytes | str:
    """Return the content with its dots restored (RFC 5321 §4.5.2), or the reply that refuses it.

    Refused content is read to its end all the same, and forgotten as it comes. Raises IncompleteReadError where the
    client leaves before the end.
    """
    buffer: bytearray = reader._buffer  # type: ignore[attr-defined]
    # The line end of the DATA command is the first CRLF of the end mark when the content is empty.
    buffer[:0] = b"\r\n"
    kept = bytearray()
    size = -len(_END)
    refusal: str | None = None
    ended = False
    while not ended:
        try:
            piece = await reader.readuntil(_END)
            ended = True
        except asyncio.LimitOverrunError as error:
            piece = await reader.read(error.consumed)
        size += len(piece)
        if refusal is None:
            refusal = _refuse(size, len(piece), limits, allowance)
        if refusal is None:
            if ended and not kept:
                return _finish(piece, limits)
            kept += piece
        else:
            kept.clear()
            allowance.release()
    return refusal or _finish(bytes(kept), limits)


def _refuse(size: int, more: int, limits: Limits, allowance: Allowance) -> str | None:
    if size > limits.message_bytes:
        return replies.TOO_BIG
    if not allowance.reserve(more):
        return replies.TOO_MUCH_IN_HAND
    return None


def _finish(block: bytes, limits: Limits) -> bytes | str:
    """Return the content of a block that starts with the DATA command's CRLF and ends with the end mark."""
    if _has_long_line(block, limits.line_bytes):
        return replies.LINE_TOO_LONG
    content = block[:-3]
    if b"\r\n." in content:
        content = content.replace(b"\r\n.", b"\r\n")
    return content[2:]


def _has_long_line(block: bytes, limit: int) -> bool:
    """Tell whether a line is longer than `limit`, hopping from line end to line end as far apart as allowed."""
    start, end = 2, len(block)
    while end - start > limit:
        found = block.rfind(b"\r\n", start, start + limit)
        if found < 0:
            return True
        start = found + 2
    return False
