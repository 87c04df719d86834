"""Whatever a client sends, it hears well-formed replies and breaks nothing."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.receive.fakes import Notebook
from tests.receive.talk import client, running

_PHRASES = [
    *(b"EHLO x", b"LHLO x", b"HELO x", b"MAIL FROM:<a@example.org>", b"RCPT TO:<coach@nextround.localhost>", b"DATA"),
    *(b"RSET", b"NOOP", b"VRFY a", b"HELP", b"STARTTLS", b"AUTH PLAIN", b"MAIL FROM:<", b"RCPT TO:", b"SIZE=", b"<>"),
    *(
        b"\r\n",
        b"\r\n.\r\n",
        b"\n.\n",
        b"\r",
        b"\n",
        b".",
        b"..",
        b"\0",
        b"\xff",
        b"=?utf-8?q?=0d?=",
        b'"',
        b"@",
        b"x" * 3000,
    ),
]
TALK = st.lists(
    st.sampled_from(_PHRASES) | st.sampled_from(_PHRASES).map(lambda p: p + b"\r\n") | st.binary(max_size=20)
)
_LINE = re.compile(rb"(\d{3})([ -])([\x20-\x7e]*)\r\n")
_ENHANCED = re.compile(rb"([245])\.\d{1,3}\.\d{1,3}( |$)")


def check(said: bytes) -> None:
    """Assert that what a server said is whole replies whose codes agree, and no trouble of its own."""
    greeted = _LINE.sub(b"", said)
    assert greeted == b"", said
    offers = False
    for number, (basic, dash, text) in enumerate(_LINE.findall(said)):
        assert basic[:1] in b"2345"
        assert not basic.startswith(b"451"), text
        plain = number == 0 or basic == b"354" or offers or dash == b"-" or text == b"nextround.localhost"
        offers = dash == b"-"
        if not plain:
            enhanced = _ENHANCED.match(text)
            assert enhanced, text
            assert enhanced[1] == basic[:1]


@settings(max_examples=150, deadline=None)
@given(TALK, st.booleans())
async def test_any_bytes_are_answered_in_good_form(talk: list[bytes], over_lmtp: bool) -> None:
    """Any bytes over SMTP or LMTP give whole replies, codes that agree, and never an exception."""
    async with running(ledger=Notebook()) as here, client(here.lmtp if over_lmtp else here.smtp, None) as guest:
        try:
            guest.writer.write(b"".join(talk))
            guest.writer.write_eof()
            said = await guest.reader.read(-1)
        except ConnectionError:
            return  # sent home for too many errors while still talking
        check(said)
