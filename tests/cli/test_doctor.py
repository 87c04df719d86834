"""`nextround doctor` names the one thing that is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailer import clock
from mailer.cli import doctor
from mailer.cli.doctor import State
from mailer.settings import Settings, load
from mailer.store import leases, outbox
from mailer.store.database import open_store

GOOD = {
    ("coach.example.org", "MX"): ["10 mx.example.org."],
    ("mx.example.org", "A"): ["192.0.2.10"],
    ("coach.example.org", "TXT"): ['"v=spf1 mx -all"'],
    ("_dmarc.coach.example.org", "TXT"): ['"v=DMARC1; p=none"'],
    ("10.2.0.192.in-addr.arpa", "PTR"): ["mx.example.org."],
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(data_dir=tmp_path, domain="coach.example.org", hostname="mx.example.org")


def zone(records: dict[tuple[str, str], list[str]]) -> Callable[[str, str], list[str]]:
    """A DNS that holds these records and nothing else."""
    return lambda name, kind: records.get((name.rstrip("."), kind), [])


def test_a_complete_zone_has_nothing_wrong(settings: Settings) -> None:
    """With MX, address, SPF, DMARC and reverse name in place, every line is good."""
    assert {finding.state for finding in doctor._records(settings, zone(GOOD))} == {State.GOOD}


@pytest.mark.parametrize(
    ("missing", "state", "word"),
    [
        (("coach.example.org", "MX"), State.BAD, "MX"),
        (("mx.example.org", "A"), State.BAD, "address"),
        (("coach.example.org", "TXT"), State.BAD, "SPF"),
        (("_dmarc.coach.example.org", "TXT"), State.WARN, "DMARC"),
        (("10.2.0.192.in-addr.arpa", "PTR"), State.WARN, "reverse"),
    ],
)
def test_the_missing_record_is_named(settings: Settings, missing: tuple[str, str], state: State, word: str) -> None:
    """Take one record away, and exactly that one is told, with what to add."""
    records = {key: value for key, value in GOOD.items() if key != missing}
    wrong = [finding for finding in doctor._records(settings, zone(records)) if finding.state is not State.GOOD]
    assert [finding.state for finding in wrong] == [state]
    assert word in wrong[0].what
    assert wrong[0].remedy


def test_two_spf_records_count_as_none(settings: Settings) -> None:
    """RFC 7208 §4.5: more than one SPF record is an error, and the doctor says so."""
    records = GOOD | {("coach.example.org", "TXT"): ['"v=spf1 mx -all"', '"v=spf1 -all"']}
    (wrong,) = [finding for finding in doctor._records(settings, zone(records)) if finding.state is not State.GOOD]
    assert "several SPF records" in wrong.what


def test_a_service_that_does_not_run_is_told(settings: Settings) -> None:
    """Nobody listens on the port: the doctor says to start it."""
    (finding,) = doctor._port(load(data_dir=settings.data_dir, smtp_listen="127.0.0.1:9"))
    assert finding.state is State.BAD
    assert "nextround serve" in finding.remedy


def test_a_relay_that_cannot_be_reached_is_told(settings: Settings) -> None:
    """A wrong relay is found before anybody waits for an answer."""
    (finding,) = doctor._relay(load(data_dir=settings.data_dir, relay_host="127.0.0.1", relay_port=9, relay_tls="none"))
    assert finding.state is State.BAD


def test_a_database_that_others_can_read_is_told(settings: Settings) -> None:
    """Intimate text must not be readable by others on the machine."""
    list(doctor._database(settings))
    settings.database.chmod(0o644)
    assert any("readable by others" in finding.what for finding in doctor._database(settings))


def test_reminders_that_came_too_late_are_told(settings: Settings) -> None:
    """A relay that is slower than people's calendars shows."""
    store = open_store(settings.database)
    with store.writing() as db:
        post = outbox.Post("reminder:1", "night_before", None, "a@x.example", "jo@x.example", "<1@x>", b"x")
        outbox.add(db, [post], clock.now())
        (id,) = leases.claim(db, "outbox", "d", clock.now(), timedelta(minutes=1))
        outbox.missed(db, id, "d", clock.now())
    store.close()
    assert any("1 reminders" in finding.what and finding.remedy for finding in doctor._database(settings))


def test_trusting_the_whole_internet_is_told(settings: Settings) -> None:
    """A host who lists 0.0.0.0/0 as trusted hears about it."""
    findings = doctor._trust(load(data_dir=settings.data_dir, trusted_peers=["0.0.0.0/0"]))
    assert any(finding.state is State.BAD for finding in findings)
