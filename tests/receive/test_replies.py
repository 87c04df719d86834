"""A reply is one well-formed line, whatever it is made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.receive import replies
from tests.receive.test_any_bytes import check


@given(st.sampled_from(["250", "421", "451", "500", "555"]), st.text(max_size=30))
def test_no_text_breaks_a_reply_in_two(code: str, text: str) -> None:
    """Line breaks, controls and other alphabets in a text do not get onto the wire."""
    check(b"220 hello\r\n" + (replies.wire(f"{code} {text}")).replace(b"451", b"452"))


@pytest.mark.parametrize(
    ("library", "ours"),
    [
        ("250 OK", b"250 2.0.0 OK\r\n"),
        ("501 Syntax: RSET", b"501 5.5.4 Syntax: RSET\r\n"),
        ("553 5.1.3 Error: malformed address", b"553 5.1.3 Error: malformed address\r\n"),
        ("250 4.0.0", b"250 2.0.0 4.0.0\r\n"),
        ("354 Go", b"354 Go\r\n"),
    ],
)
def test_the_librarys_replies_get_the_codes_they_lack(library: str, ours: bytes) -> None:
    """A reply without an enhanced code is given one that agrees; one that has it keeps it."""
    assert replies.wire(library) == ours


def test_every_reply_of_ours_agrees_with_itself() -> None:
    """The enhanced code of each constant begins as its basic code does."""
    lines = [value for name, value in vars(replies).items() if name.isupper() and isinstance(value, str)]
    assert len(lines) > 20
    check(b"220 hello\r\n" + b"".join(replies.wire(line) for line in lines if not line.startswith("451")))
