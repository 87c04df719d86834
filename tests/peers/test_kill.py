"""A mail that was answered 250 is never lost, and never answered twice, whatever is killed."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.peers.service import serving, wait_until

MESSAGES = 1000
pytestmark = pytest.mark.peers


def test_a_thousand_mails_while_workers_are_killed(tmp_path: Path) -> None:
    """Each of 1,000 mails sent over 20 sessions has one inbox row and one reply row, though workers die all the time."""
    if shutil.which("smtp-source", path="/usr/sbin:/usr/bin") is None:
        pytest.skip("smtp-source (Debian's postfix) is not installed")
    with serving(tmp_path / "data", workers="2", lease_seconds="5") as service:
        command = ["/usr/sbin/smtp-source", "-s", "20", "-m", str(MESSAGES), "-l", "2000", "-c"]
        command += ["-f", "jo@example.org", "-t", "coach@nextround.localhost", f"inet:127.0.0.1:{service.port}"]
        source = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        kills = seen = 0
        end = time.monotonic() + 400
        while True:
            done = service.rows("select count(*) from inbox where state = 'done'")[0][0]
            if source.poll() is not None and done == MESSAGES:
                break
            assert time.monotonic() < end, f"{done} done of {MESSAGES}"
            if kills < 10 and done >= seen + 80:  # they die in the middle of their work, not while they start
                seen = done
                kills += service.kill("work")
            time.sleep(0.02)
        assert source.returncode == 0
        assert kills >= 5
        assert service.rows("select count(*), count(distinct key) from inbox") == [(MESSAGES, MESSAGES)]
        replies = service.rows("select count(*), count(distinct cause), count(distinct message_id) from outbox")
        assert replies == [(MESSAGES, MESSAGES, MESSAGES)]
        wait_until(
            lambda: service.rows("select count(*) from outbox where state = 'sent'") == [(MESSAGES,)],
            "all replies to be delivered",
        )
        assert len(list((tmp_path / "data" / "maildir" / "new").iterdir())) == MESSAGES


def test_everything_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    """Killing the door, the workers and the delivery in the middle loses no mail that was answered 250."""
    if shutil.which("smtp-source", path="/usr/sbin:/usr/bin") is None:
        pytest.skip("smtp-source (Debian's postfix) is not installed")
    with serving(tmp_path / "data", lease_seconds="5") as service:
        for _ in range(4):
            command = ["/usr/sbin/smtp-source", "-s", "5", "-m", "60", "-l", "1000", "-v", "-f", "jo@example.org"]
            command += ["-t", "coach@nextround.localhost", f"inet:127.0.0.1:{service.port}"]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as source:
                time.sleep(0.25)
                for role in ("receive", "work", "deliver"):
                    service.kill(role)
                source.terminate()
            time.sleep(1.2)
        taken = service.rows("select count(*) from inbox")[0][0]
        assert taken > 0
        wait_until(lambda: service.rows("select count(*) from inbox where state <> 'done'") == [(0,)], "all to be done")
        wait_until(
            lambda: service.rows("select count(*) from outbox where state <> 'sent'") == [(0,)], "all to be sent"
        )
        assert service.rows("select count(distinct cause) from outbox") == [(taken,)]
