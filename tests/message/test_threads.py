"""Conversations that stay together in every mail program."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from mailer.message import thread
from mailer.message.parse import parse

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


def _mail(**headers: str) -> bytes:
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items()).encode() + b"\nx\n"


def test_parents_nearest_first() -> None:
    """My reply is matched to the mail it answers, then to the ones before that."""
    message = parse(_mail(Message_ID="<4@x>", In_Reply_To="<3@x>", References="<1@x> <2@x> <3@x>"))
    assert thread.parents(message) == ("<3@x>", "<2@x>", "<1@x>")


def test_parents_without_rubbish() -> None:
    """Ids that are none, or the mail's own, are no parents."""
    message = parse(_mail(Message_ID="<4@x>", In_Reply_To="Your mail of Tuesday", References="<4@x> junk <a b> <1@x>"))
    assert thread.parents(message) == ("<1@x>",)


def test_references_stay_bounded() -> None:
    """After a hundred replies the thread still begins with its first mail and holds the latest."""
    message = parse(_mail(Message_ID="<m@x>", References=" ".join(f"<{n}@x>" for n in range(100))))
    found = thread.references_for(message)
    assert len(found) == 11
    assert (found[0], found[-2], found[-1]) == ("<0@x>", "<99@x>", "<m@x>")


def test_references_from_in_reply_to_alone() -> None:
    """A program that writes no References still keeps its thread."""
    assert thread.references_for(parse(_mail(Message_ID="<2@x>", In_Reply_To="<1@x>"))) == ("<1@x>", "<2@x>")


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: How did it go?", "How did it go?"),
        ("RE: AW: Fwd: WG: Termin", "Termin"),
        ("Re[2]: x", "x"),
        ("SV: VS: x", "x"),
        ("Fw:x", "x"),
        ("回复：面试", "面试"),
        ("Reading list", "Reading list"),
        ("I: Colloquio", "Colloquio"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_base_subject(subject: str, base: str) -> None:
    """However many replies and forwards lie between, the subject is the same."""
    assert thread.base_subject(subject) == base


def test_reply_subject_has_one_prefix() -> None:
    """A reply says Re: once, whatever the language of the mail before."""
    assert thread.reply_subject("AW: Re: Fwd: Termin") == "Re: Termin"


def test_thread_index_grows_by_five_bytes() -> None:
    """Outlook sees the reply under the mail it answers."""
    first = thread.thread_index("", NOON, "<a@x>")
    second = thread.thread_index(first, NOON + timedelta(minutes=5), "<b@x>")
    raw = base64.b64decode(second)
    assert len(base64.b64decode(first)) == 22
    assert raw[:22] == base64.b64decode(first)
    assert len(raw) == 27
    apart = int.from_bytes(raw[22:26], "big") * 2**18 / 10_000_000
    assert 299 < apart < 302


@pytest.mark.parametrize("parent", ["not base64!", "AAAA", "é" * 30, "A" * 4000])
def test_broken_thread_index_starts_anew(parent: str) -> None:
    """A garbled Thread-Index does no harm; the reply begins a new one."""
    assert len(base64.b64decode(thread.thread_index(parent, NOON, "<a@x>"))) == 22
