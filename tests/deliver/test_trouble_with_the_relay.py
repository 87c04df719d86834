"""When the relay itself is the trouble, mail waits untried and leaves once it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme
from structlog.testing import capture_logs

from mailer.deliver.role import carrier
from mailer.errors import BadSetting
from mailer.settings import RelayTls, load
from tests.deliver.delivering import Clock, House, reach, server_context
from tests.deliver.relay_stand_in import StandIn, listening

ANA = "ana@home.example"


async def test_a_relay_that_is_away(house: House, clock: Clock) -> None:
    """Mail made while the relay is away counts no try, and leaves soon after the relay is back."""
    async with listening(StandIn()) as stand_in:
        pass
    rows = [house.outbox.put(f"p{n}@home.example") for n in range(20)]
    with capture_logs() as events:
        async with house.delivering(relay_port=stand_in.port):
            await reach(lambda: house.outbox.states() == {"waiting": 20} and bool(events))
            async with listening(stand_in):
                clock.pass_(minutes=2)
                await reach(house.outbox.all_sent)
    assert all(house.outbox.row(row).attempts == 0 for row in rows)
    assert [event["event"] for event in events].count("relay in trouble") == 1


@pytest.mark.parametrize("implicit", [False, True])
async def test_mail_goes_over_tls(house: House, authority: trustme.CA, authority_file: Path, implicit: bool) -> None:
    """With STARTTLS or TLS from the start, and a certificate for the relay's name, mail leaves encrypted."""
    house.outbox.put(ANA)
    tls = RelayTls.IMPLICIT if implicit else RelayTls.STARTTLS
    given = {"relay_host": "localhost", "relay_tls": tls, "relay_ca_file": authority_file}
    async with (
        listening(StandIn(), server_context(authority, "localhost"), implicit=implicit) as stand_in,
        house.delivering(relay_port=stand_in.port, **given),
    ):
        await reach(house.outbox.all_sent)
    assert stand_in.secured == [True]


@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize("fault", ["unknown authority", "another name"])
async def test_a_bad_certificate_gets_no_mail(
    house: House, authority: trustme.CA, authority_file: Path, implicit: bool, fault: str
) -> None:
    """A relay whose certificate is not to be trusted is told nothing, and the host hears of it."""
    other = trustme.CA() if fault == "unknown authority" else authority
    name = "localhost" if fault == "unknown authority" else "elsewhere.example"
    row = house.outbox.put(ANA)
    tls = RelayTls.IMPLICIT if implicit else RelayTls.STARTTLS
    given = {"relay_host": "localhost", "relay_tls": tls, "relay_ca_file": authority_file}
    with capture_logs() as events:
        async with (
            listening(StandIn(), server_context(other, name), implicit=implicit) as stand_in,
            house.delivering(relay_port=stand_in.port, **given),
        ):
            await reach(lambda: bool(events) and house.outbox.row(row).state == "waiting")
    assert not stand_in.asked
    assert [(e["log_level"], e["trouble"]) for e in events] == [("error", "tls certificate")]


async def test_a_relay_without_starttls_gets_no_mail(house: House, relay: StandIn) -> None:
    """Where the host asked for STARTTLS and the relay offers none, nothing is said in the clear."""
    row = house.outbox.put(ANA)
    with capture_logs() as events:
        async with house.delivering(relay_tls=RelayTls.STARTTLS):
            await reach(lambda: bool(events) and house.outbox.row(row).state == "waiting")
    assert not relay.options
    assert [(e["log_level"], e["trouble"]) for e in events] == [("error", "tls not offered")]


async def test_a_wrong_password_is_told_to_the_host(
    house: House, clock: Clock, authority: trustme.CA, authority_file: Path, tmp_path: Path
) -> None:
    """With a wrong password mail waits, no try counted; after a restart with the right one it leaves."""
    row = house.outbox.put(ANA)
    password = tmp_path / "password"
    password.write_text("wrong\n")
    relay = StandIn(logins={b"host": b"right"})
    async with listening(relay, server_context(authority, "localhost"), login=True):
        given = {
            "relay_host": "localhost",
            "relay_port": relay.port,
            "relay_tls": RelayTls.STARTTLS,
            "relay_ca_file": authority_file,
            "relay_user": "host",
            "relay_password_file": password,
        }
        with capture_logs() as events:
            async with house.delivering(**given):
                await reach(lambda: bool(events) and house.outbox.row(row).state == "waiting")
        assert [(e["log_level"], e["trouble"]) for e in events] == [("error", "login 535 5.7.8 refused")]
        assert (house.outbox.row(row).attempts, relay.asked) == (0, [])
        password.write_text("right\n")
        clock.pass_(minutes=2)
        async with house.delivering(**given):
            await reach(house.outbox.all_sent)


async def test_a_relay_that_wants_a_login_first(house: House, relay: StandIn) -> None:
    """A relay that says "authentication required" holds all mail back and tells the host, instead of refusing each."""
    relay.sender.append("530 5.7.0 Authentication required")
    row = house.outbox.put(ANA)
    with capture_logs() as events:
        async with house.delivering():
            await reach(lambda: bool(events) and house.outbox.row(row).state == "waiting")
    assert events[0]["log_level"] == "error"
    assert house.outbox.row(row).attempts == 0


async def test_denied_relaying_waits_for_the_host(house: House, relay: StandIn, clock: Clock) -> None:
    """ "Relay access denied" shelves nothing: the host can allow it, and then the mail leaves."""
    relay.recipient[ANA].append("554 5.7.1 <ana@home.example>: Relay access denied")
    row = house.outbox.put(ANA)
    with capture_logs() as events:
        async with house.delivering():
            await reach(lambda: house.outbox.row(row).attempts == 1)
            assert house.outbox.row(row).state == "waiting"
            clock.pass_(minutes=1)
            await reach(house.outbox.all_sent)
    assert ("put off", "error") in [(event["event"], event["log_level"]) for event in events]


def test_a_password_never_crosses_a_network_bare(tmp_path: Path) -> None:
    """A login without TLS to another machine is a setting that the program does not start with."""
    settings = load(data_dir=tmp_path, relay_host="relay.example", relay_tls="none", relay_user="host")
    with pytest.raises(BadSetting, match="RELAY_TLS"):
        carrier(settings)


def test_a_certificate_file_that_is_none(tmp_path: Path) -> None:
    """A file that holds no certificate is named when the program starts, not when the first mail waits."""
    settings = load(data_dir=tmp_path, relay_host="relay.example", relay_ca_file=tmp_path / "none.pem")
    with pytest.raises(BadSetting, match="RELAY_CA_FILE"):
        carrier(settings)
