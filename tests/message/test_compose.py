"""Mails we write: what arrives is what was meant, in every mail program."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.message import fold
from mailer.message.address import Address, safe_name
from mailer.message.compose import Attachment, Letter, compose, tidy_line_ends
from mailer.message.parse import parse

LETTER = Letter(
    sender=Address("Nextround", "coach@nextround.example"),
    to=Address("Zoë Müller", "zoe@müller.example"),
    subject="Re: Café — how did it go?",
    text="Hi Zoë,\n\nWell done.\n",
    html="<p>Hi Zoë,</p>\n<p>Well done.</p>\n",
    message_id="<out-1@nextround.example>",
    date=datetime(2025, 3, 4, 18, 12, tzinfo=timezone(timedelta(hours=1))),
    in_reply_to="<in-1@mail.example>",
    references=tuple(f"<{'r' * 40}{n}@mail.example>" for n in range(11)),
)


def _lines(raw: bytes) -> list[bytes]:
    return raw.split(b"\r\n")


def test_letter_comes_back() -> None:
    """What is written is what is read."""
    message = parse(compose(LETTER))
    assert (message.subject, message.text, message.html) == (LETTER.subject, LETTER.text, LETTER.html)
    assert message.to == (Address("Zoë Müller", "zoe@xn--mller-kva.example"),)
    assert message.from_ == LETTER.sender
    assert message.date == LETTER.date
    assert message.date is not None
    assert message.date.utcoffset() == timedelta(hours=1)
    assert (message.message_id, message.in_reply_to, message.references) == (
        LETTER.message_id,
        LETTER.in_reply_to,
        LETTER.references,
    )
    assert message.header("auto-submitted") == "auto-replied"
    assert message.problems == ()


def test_other_parsers_read_it_too() -> None:
    """Another program reads the same letter from the same bytes."""
    message = email.message_from_bytes(compose(LETTER), policy=email.policy.default)
    assert message["Subject"] == LETTER.subject
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.text
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not message.defects


def test_lines_are_short_and_seven_bit() -> None:
    """Every relay can carry the letter: 7-bit, CRLF, short lines, whatever is in it."""
    raw = compose(
        replace(LETTER, text="é" * 5000 + "\n" + "word " * 400, html="<p>" + "x" * 5000 + "</p>", subject="ü" * 300)
    )
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, _lines(raw))) <= 990
    assert max(map(len, _lines(raw.split(b"\r\n\r\n")[0]))) <= 78


def test_ids_are_never_encoded_words() -> None:
    """Long thread headers stay readable for Outlook: no encoded words in them."""
    raw = compose(
        replace(LETTER, headers=(("List-Unsubscribe", f"<mailto:coach+{'t' * 200}@nextround.example?subject=stop>"),))
    )
    head = raw.split(b"\r\n\r\n")[0]
    for name in (b"In-Reply-To", b"References", b"List-Unsubscribe", b"Message-ID"):
        value = re.search(rb"^" + name + rb": ((?:.|\r\n )*)$", head, re.MULTILINE)
        assert value is not None
        assert b"=?" not in value[1]


def test_same_letter_same_bytes() -> None:
    """A letter written again after a crash is the same letter, byte for byte."""
    assert compose(LETTER) == compose(LETTER)


def test_plain_text_stays_readable_in_the_source() -> None:
    """A plain English letter is readable even in its source."""
    raw = compose(replace(LETTER, text="Hi,\n\nWell done, really.\n", html=None))
    assert b"\r\n\r\nHi,\r\n\r\nWell done, really.\r\n" in raw
    assert b"Content-Transfer-Encoding: 7bit" in raw


@pytest.mark.parametrize(
    "text",
    [
        "From here on\nFrom: x",
        ".\n..\n",
        "a  \nb\t\n",
        "=3D =\n",
        "{{ 7*7 }} <script>\n",
        "x" * 5000,
        "日本語\n" * 50,
        "--=_x\n",
    ],
)
def test_awkward_text_comes_back(text: str) -> None:
    """Words that look like mail syntax arrive as they were written."""
    assert parse(compose(replace(LETTER, text=text, html=None))).text == tidy_line_ends(text)


def test_boundary_never_stands_in_the_text() -> None:
    """Even a text that holds the very boundary line arrives whole."""
    found = re.search(rb'boundary="([^"]+)"', compose(LETTER))
    assert found is not None
    text = f"--{found[1].decode()}\nstill here\n--{found[1].decode()}--\n"
    assert parse(compose(replace(LETTER, text=text))).text == text


@pytest.mark.parametrize(
    "evil",
    [
        "x\r\nBcc: eve@evil.example",
        "x\nBcc: eve@evil.example",
        "x\rBcc: eve@evil.example",
        "x\0y",
        "x\u2028Bcc: eve",
        "x\x0b\x0cBcc: eve",
        "x\r\n\r\n<p>body</p>",
    ],
)
def test_no_header_can_be_injected(evil: str) -> None:
    """Nothing a person or a recruiter writes can add a header or a recipient to our mail."""
    letter = replace(
        LETTER,
        subject=evil,
        sender=Address(evil, "coach@nextround.example"),
        to=Address(evil, f"zoe@example.com{evil[1:]}"),
        message_id=f"<a{evil}@x>",
        in_reply_to=f"<a{evil}@x>",
        references=(f"<a{evil}@x>",),
        headers=(("X-Nextround-Kind", evil), ("Thread-Topic", evil)),
        parent_thread_index=evil,
        attachments=(Attachment(evil, f"text/plain{evil}", b"x", evil),),
    )
    raw = compose(letter)
    names = {line.split(b":")[0].lower() for line in _lines(raw.split(b"\r\n\r\n")[0]) if line[:1] not in b" \t"}
    assert b"bcc" not in names
    assert "bcc" not in parse(raw).headers
    assert parse(raw).text == LETTER.text


@pytest.mark.parametrize("name", ["Bcc", "From", "X-Evil", "Content-Type", "X-Nextround-\r\nBcc", ""])
def test_other_headers_are_refused(name: str) -> None:
    """A letter may only carry the headers it needs."""
    with pytest.raises(ValueError, match="not among"):
        compose(replace(LETTER, headers=((name, "x"),)))


def test_date_needs_a_zone() -> None:
    """A letter is never dated without saying in which zone."""
    with pytest.raises(ValueError, match="zone"):
        compose(replace(LETTER, date=datetime(2025, 3, 4, 18, 12)))  # noqa: DTZ001


def test_draft_is_attached_as_a_mail() -> None:
    """The draft opens as a mail of its own from the attachment."""
    draft = compose(replace(LETTER, headers=(("X-Unsent", "1"),), text="Dear Ms Liu,\n", html=None))
    message = parse(compose(replace(LETTER, attachments=(Attachment("note.eml", "message/rfc822", draft),))))
    assert [(part.filename, part.content_type) for part in message.parts] == [("note.eml", "message/rfc822")]
    inside = parse(message.parts[0].payload)
    assert (inside.text, inside.header("x-unsent")) == ("Dear Ms Liu,\n", "1")


@pytest.mark.parametrize("name", ["", "Tom Hadley"])
def test_nobody_yet_is_no_address(name: str) -> None:
    """A draft to somebody without an address opens with an empty To, and stays a draft that can be sent."""
    raw = compose(replace(LETTER, to=Address(name, ""), headers=(("X-Unsent", "1"),)))
    assert b"\r\nTo:" not in raw
    assert parse(raw).to == ()


def test_invitation_stands_among_the_alternatives() -> None:
    """A calendar program sees the invitation as the mail itself, others as a file."""
    event = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Caf\xc3\xa9\r\nEND:VCALENDAR\r\n"
    raw = compose(
        replace(
            LETTER,
            attachments=(
                Attachment("", "text/calendar", event, "REQUEST", True),
                Attachment("interview.ics", "text/calendar", event, "REQUEST"),
            ),
        )
    )
    types = [part.get_content_type() for part in email.message_from_bytes(raw).walk()]
    assert types == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "text/calendar",
    ]
    parts = parse(raw).parts
    assert [part.parameters["method"] for part in parts] == ["REQUEST", "REQUEST"]
    assert parts[1].filename == "interview.ics"
    assert "SUMMARY:Café" in parts[0].text


def test_attachment_name_in_any_script() -> None:
    """A file's name arrives in its own script, and no path comes with it."""
    raw = compose(replace(LETTER, attachments=(Attachment("../../Übung 面.pdf", "application/pdf", b"%PDF"),)))
    assert parse(raw).parts[0].filename == ".._.._Übung 面.pdf"


def test_broken_attachment_type_becomes_a_plain_file() -> None:
    """A draft that could not travel as a mail is sent as a file, not altered."""
    data = "Subject: é\r\n\r\nx\r\n".encode()
    part = parse(compose(replace(LETTER, attachments=(Attachment("note.eml", "message/rfc822", data),)))).parts[0]
    assert part.content_type == "application/octet-stream"
    assert part.payload == data


def test_reply_continues_outlooks_thread() -> None:
    """The reply carries Outlook's own thread marks."""
    first = parse(compose(LETTER)).header("thread-index")
    assert first is not None
    second = parse(compose(replace(LETTER, parent_thread_index=first, date=datetime(2025, 3, 5, tzinfo=UTC)))).header(
        "thread-index"
    )
    assert second is not None
    assert second[:28] == first[:28]
    assert len(second) > len(first)


ADDRESSES = st.builds(
    Address,
    st.text(max_size=40),
    st.builds(
        lambda local, domain: f"{local}@{domain}.example",
        st.from_regex(r"[a-z0-9+_=-]{1,30}", fullmatch=True),
        st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True),
    ),
)
IDS = st.builds(
    lambda left: f"<{left}@x.example>",
    st.from_regex(r"[!#-;=?A-Z^-~]{1,80}", fullmatch=True).filter(lambda text: "@" not in text and ">" not in text),
)
LETTERS = st.builds(
    Letter,
    sender=ADDRESSES,
    to=ADDRESSES,
    subject=st.text(max_size=200),
    text=st.text(max_size=400),
    html=st.none() | st.text(max_size=200),
    message_id=IDS,
    date=st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    in_reply_to=IDS,
    references=st.lists(IDS, max_size=11, unique=True).map(tuple),
    auto_submitted=st.sampled_from(["auto-replied", "auto-generated", ""]),
    reply_to=st.none() | ADDRESSES,
    attachments=st.lists(
        st.builds(Attachment, st.text(max_size=20), st.just("application/pdf"), st.binary(max_size=200)), max_size=2
    ).map(tuple),
)


@settings(deadline=None)
@given(LETTERS)
def test_any_letter_comes_back(letter: Letter) -> None:
    """Whatever a letter says, in whatever script, it arrives so."""
    raw = compose(letter)
    message = parse(raw)
    assert raw.isascii()
    assert max(map(len, _lines(raw))) <= 998
    assert message.subject == " ".join(fold.clean(letter.subject).split())
    wanted = tidy_line_ends(letter.text)
    assert message.text == wanted or not wanted.strip()
    assert message.from_ is not None
    assert message.from_.email == letter.sender.email
    assert message.from_.name == safe_name(" ".join(fold.clean(letter.sender.name).split()), 200)
    assert [one.email for one in message.to] == [letter.to.email]
    assert [one.email for one in message.reply_to] == ([letter.reply_to.email] if letter.reply_to else [])
    assert (message.message_id, message.in_reply_to, message.references) == (
        letter.message_id,
        letter.in_reply_to,
        letter.references,
    )
    assert message.date == letter.date
    assert [part.payload for part in message.parts] == [item.data for item in letter.attachments]


def test_no_line_begins_like_a_mailbox_separator() -> None:
    """A line of mine that begins with From is not altered by old mail stores."""
    body = compose(replace(LETTER, text="From here it went well.\nFrom there too.\n", html=None)).split(b"\r\n\r\n", 1)[
        1
    ]
    assert not any(line.startswith(b"From ") for line in _lines(body))
