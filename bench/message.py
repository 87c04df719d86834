"""Times parsing, reply splitting, HTML rendering and composing against the usual libraries, in one run.

Prints milliseconds (best of interleaved rounds) and ratios; ratios above 1 mean that we are faster.
"""

import email
import email.policy
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from pathlib import Path

from mailer.message import body, html
from mailer.message.address import Address
from mailer.message.compose import Letter, compose
from mailer.message.parse import parse

ROUNDS = 15
REPLIES = Path(__file__).parent.parent / "tests" / "message" / "replies"

HEAD = (
    "".join(
        f"Received: from mx{n}.example.com by mx.example.com with ESMTPS id a{n}; Tue, 4 Mar 2025 18:12:0{n} +0100\n"
        for n in range(8)
    )
    + "From: Ada Byrne <ada@example.com>\nTo: Nextround <coach@nextround.example>\nSubject: =?utf-8?q?Re=3A_Caf=C3=A9?=\n"
    "Date: Tue, 4 Mar 2025 18:12:00 +0100\nMessage-ID: <1@example.com>\nReferences: <2@example.com> <3@example.com>\nMIME-Version: 1.0\n"
)
LINE = "They asked about the night shift and I talked about my last ward for far too long.\n"
PARAGRAPH = '<div class="a"><p style="margin:0">They asked <b>about</b> the <a href="https://x.example/y">night shift</a> and I rambled.</p></div>\n'
QUOTE = (
    "\nOn Tue, 4 Mar 2025 at 18:12, Nextround <coach@nextround.example> wrote:\n"
    + "> How did it go at the hospital?\n" * 20
)


def _plain(size: int) -> bytes:
    text = LINE * (size // len(LINE)) + QUOTE
    return (HEAD + "Content-Type: text/plain; charset=utf-8\n\n" + text).replace("\n", "\r\n").encode()


def _html(size: int) -> bytes:
    text = f"<html><body>{PARAGRAPH * (size // len(PARAGRAPH))}</body></html>\n"
    return (HEAD + "Content-Type: text/html; charset=utf-8\n\n" + text).replace("\n", "\r\n").encode()


@dataclass(frozen=True, slots=True)
class Contest:
    """What is timed, by whom; the first is ours."""

    name: str
    runners: dict[str, Callable[[], object]]


def _best(contest: Contest) -> dict[str, float]:
    """Best time of each runner in ms; rounds are interleaved so that a busy machine hits all alike."""
    best = dict.fromkeys(contest.runners, float("inf"))
    for _ in range(ROUNDS):
        for name, run in contest.runners.items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], (time.perf_counter() - start) * 1_000)
    return best


def _everything_default(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    part = message.get_body(("plain", "html"))
    return [
        str(message[name]) for name in ("From", "To", "Subject", "Date", "References")
    ], part.get_content() if part else ""


def _compat32(raw: bytes) -> object:
    return email.message_from_bytes(raw).get_payload(decode=True)


def _peer_split(texts: list[str]) -> object:
    from mailparser_reply import EmailReplyParser

    return [EmailReplyParser(languages=["en"]).parse_reply(text) for text in texts]


def _peer_html(source: str) -> object:
    from inscriptis import get_text

    return get_text(source)


LETTER = Letter(
    sender=Address("Nextround", "coach@nextround.example"),
    to=Address("Zoë", "zoe@example.com"),
    subject="Re: Café — how did it go?",
    text=LINE * 30,
    html=PARAGRAPH * 60,
    message_id="<1@nextround.example>",
    date=datetime(2025, 3, 4, 18, 12, tzinfo=UTC),
    in_reply_to="<1@example.com>",
    references=tuple(f"<{n}@example.com>" for n in range(11)),
)


def _email_message() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Nextround <coach@nextround.example>",
        "Zoë <zoe@example.com>",
        LETTER.subject,
    )
    mail["Date"], mail["Message-ID"], mail["In-Reply-To"] = (
        format_datetime(LETTER.date),
        LETTER.message_id,
        LETTER.in_reply_to,
    )
    mail["References"] = " ".join(LETTER.references)
    mail.set_content(LETTER.text)
    mail.add_alternative(LETTER.html or "", subtype="html")
    return mail.as_bytes(policy=email.policy.SMTP)


def _ours(raw: bytes) -> object:
    html.render.cache_clear()
    return parse(raw)


def _our_html(source: str) -> object:
    html.render.cache_clear()
    return html.to_text(source)


def _contests() -> list[Contest]:
    mails = (
        ("parse 5 KB plain", _plain(4_000)),
        ("parse 58 KB HTML", _html(57_000)),
        ("parse 1 MB", _plain(1_000_000)),
    )
    contests = [
        Contest(
            name,
            {
                "ours": partial(_ours, raw),
                "policy.default": partial(_everything_default, raw),
                "compat32 (no headers or HTML read)": partial(_compat32, raw),
            },
        )
        for name, raw in mails
    ]
    texts = [parse(path.read_bytes()).text for path in sorted(REPLIES.glob("*.eml"))]
    source = parse(_html(57_000)).html or ""
    splitters: dict[str, Callable[[], object]] = {
        "ours": lambda: list(map(body.split, texts)),
        "mail-parser-reply": partial(_peer_split, texts),
    }
    renderers: dict[str, Callable[[], object]] = {
        "ours": partial(_our_html, source),
        "inscriptis": partial(_peer_html, source),
    }
    writers: dict[str, Callable[[], object]] = {"ours": partial(compose, LETTER), "EmailMessage": _email_message}
    return [
        *contests,
        Contest("split all replies", splitters),
        Contest("render 58 KB HTML", renderers),
        Contest("compose text + HTML", writers),
    ]


def _shares() -> None:
    """How many of the example replies each splitter gets exactly right."""
    from mailparser_reply import EmailReplyParser

    parser = EmailReplyParser(languages=["en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv"])
    ours = peer = 0
    paths = sorted(REPLIES.glob("*.eml"))
    for path in paths:
        message, wanted = parse(path.read_bytes()), path.with_suffix(".txt").read_text(encoding="utf-8").strip()
        ours += body.of(message).new == wanted
        peer += (parser.parse_reply(message.text) or "").strip() == wanted
    print(f"{'replies exactly right':24} ours {ours}/{len(paths)}, mail-parser-reply {peer}/{len(paths)}")


def main() -> None:
    for contest in _contests():
        best = _best(contest)
        ours = best["ours"]
        others = ", ".join(
            f"{name} {value:.3f} ms ({value / ours:.1f} x)" for name, value in best.items() if name != "ours"
        )
        print(f"{contest.name:24} ours {ours:.3f} ms; {others}")
    _shares()


if __name__ == "__main__":
    main()
