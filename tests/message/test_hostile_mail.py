"""Mail made to hurt: nothing raises, nothing is unbounded."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.message import automatic, body, bounce, html, thread
from mailer.message.headers import HEADERS_AT_MOST
from mailer.message.mime import PARTS_AT_MOST
from mailer.message.parse import Message, parse

SEEDS = [
    path.read_bytes()[:4_000]
    for folder in ("mails", "replies")
    for path in sorted((Path(__file__).parent / folder).glob("*.eml"))
]


def _whole_way(raw: bytes) -> Message:
    message = parse(raw)
    assert "".join(piece.text for piece in body.of(message).pieces) == message.text
    automatic.why_automatic(message, "x@example.com")
    automatic.is_invitation(message)
    bounce.bounce(message)
    thread.parents(message)
    thread.references_for(message)
    thread.base_subject(message.subject)
    for text in (message.text, message.subject, *(part.filename for part in message.parts), *message.references):
        text.encode("utf-8")
    return message


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw: bytes) -> None:
    """Any bytes that arrive are read to the end, whatever they are."""
    _whole_way(raw)


@settings(deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 60),
            st.sampled_from([b"", b"\0", b"\r", b"\n\n", b"\xff", b"=?", b"--", b'"', b"<", b">", b"\xe2\x80", b"; "])
            | st.binary(max_size=6),
        ),
        max_size=6,
    ),
)
def test_any_damaged_mail_is_read(seed: bytes, damages: list[tuple[float, int, bytes]]) -> None:
    """A real mail damaged on its way anywhere is still read."""
    for place, length, instead in damages:
        at = int(place * len(seed))
        seed = seed[:at] + instead + seed[at + length :]
    _whole_way(seed)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "On Tue, 4 Mar 2025 at 18:12 Ada <a@b.example> wrote:",
                "> quoted",
                "",
                "words of mine",
                "From: A",
                "Sent: B",
                "To: C",
                "Subject: D",
                "-- ",
                "Thanks,",
                "Ada",
                "_" * 32,
                "Sent from my iPhone",
                "-----Original Message-----",
                "---------- Forwarded message ---------",
                "This email is confidential",
            ]
        ),
        max_size=14,
    ).map("\n".join)
)
def test_any_order_of_marks_loses_nothing(text: str) -> None:
    """However quotes, signatures and answers are mixed, every line is kept somewhere."""
    parted = body.split(text)
    assert "".join(piece.text for piece in parted.pieces) == text
    assert not text.strip() or any((parted.new, parted.quoted, parted.signature, parted.disclaimer, parted.forwarded))


HEAD = b"From: a@example.com\nMIME-Version: 1.0\n"
BOMBS = {
    "headers": HEAD + b"X-A: b\n" * 50_000 + b"\nx\n",
    "one_long_header": HEAD + b"X-A: b\n" + b" c\n" * 100_000 + b"\nx\n",
    "parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
    "nesting": HEAD
    + b"".join(b'Content-Type: multipart/mixed; boundary="n%d"\n\n--n%d\n' % (n, n) for n in range(2_000)),
    "boundary_in_one_line": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"x--b" * 250_000,
    "encoded_words": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\n\nx\n",
    "half_encoded_words": HEAD + b"Subject: " + b"=?a?" * 200_000 + b"\n\nx\n",
    "quotes_in_address": HEAD + b"To: " + b'"' * 100_001 + b"\n\nx\n",
    "angles_in_address": HEAD + b"To: " + b"<" * 100_000 + b"\n\nx\n",
    "parameters": HEAD + b"Content-Type: text/plain" + b'; a="b' * 100_000 + b"\n\nx\n",
    "html_depth": HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"x",
    "html_quotes": HEAD + b"Content-Type: text/html\n\n" + b"<blockquote type=cite>" * 40_000 + b"x",
    "html_open_tags": HEAD + b"Content-Type: text/html\n\n" + b"<a href=" * 100_000,
    "html_style": HEAD + b'Content-Type: text/html\n\n<p style="display : ' + b" " * 800_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_bounded(name: str) -> None:
    """A mail made to be huge inside gives a small message and a note of what was cut."""
    message = _whole_way(BOMBS[name])
    assert sum(map(len, message.headers.values())) <= HEADERS_AT_MOST + 1
    assert len(message.parts) <= PARTS_AT_MOST
    assert len(message.text) <= 1_000_000


# One megabyte of each; a pattern that is not linear would take minutes here, and the test run would be stopped.
LONG = {
    "on": "On " * 333_000,
    "on_lines": "On \n" * 250_000,
    "wrote": ("On 2024 x " * 30 + "wrote:\n") * 3_000,
    "marks": ">" * 100_000,
    "mark_lines": "> a\n" * 100_000,
    "from": "From: a\n" * 100_000,
    "dashes": "-" * 1_000_000,
    "signatures": "-- \n" * 200_000,
    "thanks": "Thanks,\n" * 100_000,
    "sent": "Sent from my " * 80_000,
    "blanks": " " * 1_000_000,
    "lines": "\n" * 1_000_000,
    "colons": "a:\n" * 300_000,
    "addresses": "a@b.c 2024\n" * 90_000,
    "legal": "confidential email delete it\n\n" * 30_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_text_is_split(name: str) -> None:
    """A megabyte of anything is taken apart without stopping the others behind it."""
    text = LONG[name]
    assert "".join(piece.text for piece in body.split(text).pieces) == text


def test_rendered_html_is_bounded() -> None:
    """HTML that grows when rendered is cut."""
    assert len(html.to_text("<ul><li>" * 100_000)) < 2 * html.OUTPUT_AT_MOST
