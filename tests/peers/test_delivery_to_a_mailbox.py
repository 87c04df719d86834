"""What Nextround sends is found in a person's mailbox."""

from __future__ import annotations

import asyncio
import email
import email.policy
import mailbox
import os
import shutil
import smtplib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailer import clock
from mailer.deliver.courier import Courier
from mailer.deliver.notes import Holder
from mailer.deliver.role import carrier
from mailer.settings import Settings, load
from mailer.store import outbox
from mailer.store.database import open_store
from tests.peers.conftest import Behind
from tests.peers.private_dovecot import NOBODY, Dovecot
from tests.peers.private_postfix import Postfix
from tests.peers.waiting import wait_for

pytestmark = pytest.mark.peers

RAW = (
    "From: Nextround <coach@nextround.localhost>\r\nTo: ana@home.example\r\nSubject: Re: =?utf-8?q?Vorstellungsgespr=C3=A4ch?=\r\n"
    "Message-ID: <debrief.{number}@nextround.localhost>\r\nIn-Reply-To: <1@home.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n.\r\n..two dots\r\nGrüße, No. {number}\r\n"
)


async def deliver(settings: Settings, recipient: str, count: int) -> None:
    """Put `count` mails into the outbox and deliver until all are sent."""
    store = open_store(settings.database)
    watching = open_store(settings.database)
    sender, now = "coach+bounce@nextround.localhost", clock.now()
    with store.writing() as db:
        posts = [
            outbox.Post(f"inbox:{n}", "debrief", None, sender, recipient, f"<debrief.{n}@nextround.localhost>", _raw(n))
            for n in range(count)
        ]
        outbox.add(db, posts, now)
    stop = asyncio.Event()
    courier = Courier(store, carrier(settings), Holder("peers", timedelta(minutes=1)), clock.now, lambda: 0)
    running = asyncio.create_task(courier.run(stop))
    await asyncio.to_thread(wait_for, lambda: outbox.counts(watching.reading) == {"sent": count})
    stop.set()
    await running
    store.close()
    watching.close()


def _raw(number: int) -> bytes:
    return RAW.format(number=number).encode()


async def test_a_mail_goes_through_the_relay_into_the_mailbox(tmp_path: Path, behind: Behind) -> None:
    """A person reads over IMAP what Nextround wrote, every dot and umlaut in place."""
    settings = load(data_dir=tmp_path, relay_host="127.0.0.1", relay_port=behind.port, relay_tls="none")
    await deliver(settings, "ana@home.example", 3)
    got = [email.message_from_bytes(raw, policy=email.policy.default) for raw in behind.mails("ana@home.example", 3)]
    assert {mail["Message-ID"] for mail in got} == {f"<debrief.{n}@nextround.localhost>" for n in range(3)}
    assert got[0]["Subject"] == "Re: Vorstellungsgespräch"
    assert got[0]["Return-Path"] == "<coach+bounce@nextround.localhost>"
    texts = sorted(mail.get_content() for mail in got)  # type: ignore[attr-defined]
    assert [text.replace("\r\n", "\n") for text in texts] == [f".\n..two dots\nGrüße, No. {n}\n" for n in range(3)]


async def test_without_a_relay_a_mail_program_reads_the_folder(tmp_path: Path, dovecot: Dovecot) -> None:
    """A host without a relay points Dovecot, or any mail program, at the Maildir and reads it there."""
    settings = load(data_dir=tmp_path, relay_host="")
    await deliver(settings, "ana@home.example", 2)
    folder = dovecot.base / "home" / "host@home.example" / "Maildir"
    _give_to_nobody(settings.maildir, folder)
    got = [email.message_from_bytes(raw) for raw in dovecot.mails("host@home.example")]
    assert sorted(mail["Message-ID"] for mail in got) == [f"<debrief.{n}@nextround.localhost>" for n in range(2)]
    assert len(mailbox.Maildir(folder, create=False)) == 2


def test_the_front_passes_mail_on(behind: Behind, front: Callable[..., Postfix]) -> None:
    """The Postfix in front takes mail for our domain, none for others, and passes it on over LMTP and over SMTP."""
    for protocol, port in (("lmtp", behind.mailboxes.lmtp), ("smtp", behind.port)):
        peer = front(protocol, port)
        peer.send("ana@home.example", f"{protocol}@nextround.localhost", b"Subject: hello\r\n\r\nhello\r\n")
        assert b"Subject: hello" in behind.mails(f"{protocol}@nextround.localhost")[0]
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            peer.send("ana@home.example", "bo@elsewhere.example", b"Subject: hello\r\n\r\nhello\r\n")


def _give_to_nobody(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    for path in (target.parent, target, *target.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
