"""The whole way: a mail program, a Postfix in front, Nextround, a Postfix behind, and the person's mailbox."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.peers.conftest import Behind, absent
from tests.peers.private_postfix import Postfix
from tests.peers.service import Service, serving, wait_until

pytestmark = pytest.mark.peers

PERSON = "bernie@home.example"
FRONT = {"front_servers": '["127.0.0.1/32"]', "authserv_id": "front.localhost"}
DEBRIEF = """Interview today for the ward sister post at Ellerdale General, with Maureen Platt, the matron.

I got there ten minutes late and she was waiting for me in reception. She asked about falls and I knew their numbers.
We talked about the new stroke unit for a good while. Then I went blank on the escalation question.
"""


def sign_up(service: Service, address: str) -> None:
    """Let somebody write, as a host does."""
    environment = {"NEXTROUND_DATA_DIR": str(service.data), "PATH": ""}
    command = [sys.executable, "-m", "mailer", "people", "add", address, "--name", "Bernie Walsh"]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def swaks(port: int, *arguments: str, protocol: str = "ESMTP") -> str:
    """Send a mail with swaks and return the dialogue."""
    program = shutil.which("swaks")
    if program is None:
        absent("swaks is not installed")
    command = [str(program), "--server", "127.0.0.1", "--port", str(port), "--protocol", protocol]
    command += ["--from", PERSON, "--helo", "home.example", *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60
    ).stdout


@pytest.mark.parametrize("protocol", ["lmtp", "smtp"])
def test_the_reply_is_in_the_mailbox_under_the_mail(
    tmp_path: Path, behind: Behind, front: Callable[..., Postfix], protocol: str
) -> None:
    """A debrief mailed by swaks through Postfix is answered, and the answer is read over IMAP, in the mail's thread."""
    relay = {"relay_host": "127.0.0.1", "relay_port": str(behind.port), "relay_tls": "none"}
    # The front server is the peer here, so nothing is trusted for coming from it: it says what it found.
    with serving(tmp_path / "data", trusted_peers="[]", sign_up="closed", **FRONT, **relay) as service:
        sign_up(service, PERSON)
        port = service.lmtp_port if protocol == "lmtp" else service.port
        postfix = front(protocol, port, results="dmarc=pass header.from=home.example")
        before = len(behind.mailboxes.mails(PERSON))
        swaks(
            postfix.port, "--to", "coach@nextround.localhost",
            "--header", "Subject: Sister post",
            "--header", f"Message-Id: <loop-{protocol}@home.example>",
            "--add-header", "References: <older@home.example>",
            "--body", DEBRIEF,
        )  # fmt: skip
        raw = behind.mails(PERSON, before + 1)[-1]
    reply = email.message_from_bytes(raw, policy=email.policy.default)
    assert reply["In-Reply-To"] == f"<loop-{protocol}@home.example>"
    assert reply["References"].split() == ["<older@home.example>", f"<loop-{protocol}@home.example>"]
    assert reply["Subject"] == "Re: Sister post"
    assert reply["Auto-Submitted"] == "auto-replied"
    assert re.fullmatch(r"<coach\+b-[a-z2-7]+@nextround\.localhost>", reply["Return-Path"])
    assert re.search(r"<coach\+r-[a-z2-7]+@nextround\.localhost>", reply["Reply-To"])
    text = reply.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert "ten minutes late" in text
    assert "Maureen" in text
    assert "Best wishes" in text or "regards" in text.lower()


def test_a_borrowed_name_behind_the_front_gets_no_answer(
    tmp_path: Path, behind: Behind, front: Callable[..., Postfix]
) -> None:
    """Whoever writes in a person's name gets nothing: neither for the front's finding nor for one they bring along."""
    relay = {"relay_host": "127.0.0.1", "relay_port": str(behind.port), "relay_tls": "none"}
    with serving(tmp_path / "data", trusted_peers="[]", sign_up="closed", **FRONT, **relay) as service:
        sign_up(service, PERSON)
        postfix = front("lmtp", service.lmtp_port, results="dmarc=fail header.from=home.example")
        forged = b"Authentication-Results: front.localhost; dmarc=pass header.from=home.example\r\n"
        postfix.send(PERSON, "coach@nextround.localhost", forged + f"From: {PERSON}\r\n\r\n{DEBRIEF}".encode())
        wait_until(
            lambda: service.rows("select count(*) from inbox where state = 'done'") == [(1,)], "the mail to be judged"
        )
        assert service.rows("select verdict, person from inbox") == [("quarantine", None)]
        assert service.rows("select count(*) from outbox") == [(0,)]


def test_a_stranger_behind_the_front_gets_no_answer(
    tmp_path: Path, behind: Behind, front: Callable[..., Postfix]
) -> None:
    """Whoever is not signed up is not believed for coming through our own front server."""
    relay = {"relay_host": "127.0.0.1", "relay_port": str(behind.port), "relay_tls": "none"}
    with serving(tmp_path / "data", trusted_peers="[]", sign_up="closed", **relay) as service:
        postfix = front("lmtp", service.lmtp_port)
        postfix.send(
            "stranger@home.example",
            "coach@nextround.localhost",
            b"From: stranger@home.example\r\n\r\n" + DEBRIEF.encode(),
        )
        wait_until(
            lambda: service.rows("select count(*) from inbox where state = 'done'") == [(1,)], "the mail to be judged"
        )
        assert service.rows("select verdict from inbox") == [("quarantine",)]
        assert service.rows("select count(*) from outbox") == [(0,)]


def test_mail_for_others_is_refused_in_the_session(tmp_path: Path) -> None:
    """Nextround relays for nobody: an unknown recipient is refused at RCPT, so nothing ever bounces later."""
    with serving(tmp_path / "data") as service:
        program = shutil.which("swaks")
        if program is None:
            absent("swaks is not installed")
        for recipient in ("victim@example.com", "nobody@nextround.localhost"):
            command = [
                str(program),
                "--server",
                "127.0.0.1",
                "--port",
                str(service.port),
                "--to",
                recipient,
                "--from",
                PERSON,
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode != 0
            assert "550 5.1" in done.stdout
        assert service.rows("select count(*) from inbox") == [(0,)]
