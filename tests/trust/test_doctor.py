"""What `nextround doctor` says about senders, secrets and certificates."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from typer.testing import CliRunner

from mailer import keys
from mailer.cli import doctor, examining
from mailer.cli.commands import put_together
from mailer.settings import Settings, load
from mailer.store import people, traffic
from mailer.store.database import open_store


@pytest.mark.parametrize(
    ("settings", "state", "words"),
    [
        ({}, "warn", "only DKIM"),
        ({"smtp_listen": "0.0.0.0:25"}, "good", "checked here"),
        ({"smtp_listen": "198.51.100.9:25"}, "good", "checked here"),
        ({"authserv_id": "mx.example.org"}, "bad", "no front_servers"),
        ({"authserv_id": "mx.example.org", "front_servers": ("10.0.0.1/32",)}, "good", "checked by mx.example.org"),
        ({"authserv_id": "mx.example.org", "lmtp_listen": "/run/nextround.sock"}, "good", "checked by mx.example.org"),
        ({"require_authentication": False}, "bad", "may speak for them"),
        ({"trusted_peers": ("0.0.0.0/0",)}, "bad", "whole internet"),
        (
            {"trusted_peers": ("10.0.0.0/8",), "front_servers": ("10.0.0.1/32",)},
            "bad",
            "front server and a trusted peer",
        ),
        ({"sign_up": "open"}, "warn", "sign-up is open"),
    ],
)
def test_a_host_reads_how_senders_are_checked(settings: dict[str, Any], state: str, words: str) -> None:
    """Each way of setting up trust is told, and the dangerous ones are called bad."""
    found = [(each, what) for each, what, _ in examining.senders(Settings(**settings))]
    assert any(each == state and words in what for each, what in found), found


def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    """The key of the tokens is made for this user alone; the doctor notices when it is not."""
    settings = Settings(data_dir=tmp_path / "data")
    keys.make(settings)
    assert list(examining.files(settings)) == []
    assert keys.path(settings).stat().st_mode & 0o777 == 0o600
    keys.path(settings).chmod(0o644)
    ((state, what, remedy),) = examining.files(settings)
    assert (state, "readable by others" in what, "chmod 600" in remedy) == ("bad", True, True)


def test_mail_that_comes_back_is_told(tmp_path: Path, now: datetime) -> None:
    """The host reads to how many people mail comes back."""
    settings = Settings(data_dir=tmp_path / "data")
    store = open_store(*settings.place)
    with store.writing() as db:
        id = people.add(db, "jo@example.org", None, "UTC", now)
    assert not [each for each in doctor._database(settings) if "comes back" in each.what]
    with store.writing() as db:
        traffic.bounced(db, id, now)
    (finding,) = [each for each in doctor._database(settings) if "comes back" in each.what]
    assert (finding.state, "1 person " in finding.what) == (doctor.State.WARN, True)
    store.close()


def test_no_secret_is_ever_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the doctor nor the settings as text tell a password or a key, wherever they come from."""
    file, text_key, certificate = tmp_path / "relay", tmp_path / "text.key", tmp_path / "tls"
    file.write_text("filed-secret\n")
    text_key.write_text("ab" * 32 + "\n")
    certificate.write_text("-----BEGIN PRIVATE KEY-----\nkeyed-secret\n-----END PRIVATE KEY-----\n")
    given = {
        "DATA_DIR": tmp_path / "data", "RELAY_HOST": "127.0.0.1", "RELAY_PORT": 1, "RELAY_USER": "me", "TEXT_KEY": text_key,
        "RELAY_PASSWORD": "set-secret", "RELAY_PASSWORD_FILE": file, "TLS_CERT": certificate, "TLS_KEY": certificate,
        "SMTP_LISTEN": "127.0.0.1:1",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"NEXTROUND_{name}", str(value))
    settings = load()
    token = keys.make(settings).hex()
    shown = CliRunner().invoke(put_together("doctor"), ["doctor"]).output + repr(settings) + str(settings.model_dump())
    assert "relay 127.0.0.1:1" in shown
    assert not [each for each in ("filed-secret", "set-secret", "keyed-secret", "ab" * 32, token) if each in shown]


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    """A restart does not take the addresses away that were given."""
    settings = Settings(data_dir=tmp_path / "data")
    assert keys.make(settings) == keys.make(settings) == keys.token(settings)
    assert [file.name for file in settings.data_dir.iterdir()] == ["token.key"]


def test_a_certificate_is_looked_at(tmp_path: Path) -> None:
    """A certificate is told with its days; one that has ended, or that is none, is bad."""
    authority = trustme.CA()
    fresh = authority.issue_cert("nextround.localhost")
    file = tmp_path / "all.pem"
    fresh.private_key_and_cert_chain_pem.write_to_path(file)
    assert [state for state, _, _ in examining.certificate(Settings(tls_cert=file))] == ["good"]
    file.write_text("nothing")
    assert [state for state, _, _ in examining.certificate(Settings(tls_cert=file))] == ["bad"]
    assert list(examining.certificate(Settings())) == []
