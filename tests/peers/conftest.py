"""Real mail servers around Nextround: a Postfix in front of it, a Postfix with a Dovecot behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from tests.peers import private_dovecot, private_milters, private_postfix
from tests.peers.private_dovecot import Dovecot
from tests.peers.private_milters import Milters
from tests.peers.private_postfix import Postfix
from tests.peers.waiting import wait_for
from tests.trust.name_server import Zone

REQUIRED = os.environ.get("NEXTROUND_TEST_PEERS") == "required"


def absent(reason: str) -> None:
    """Skip, or fail where the peers have to be there (continuous integration)."""
    if REQUIRED:
        pytest.fail(f"NEXTROUND_TEST_PEERS=required, but {reason}", pytrace=False)
    pytest.skip(reason)


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies between Nextround and a person: the relay, and the mailboxes it delivers to."""

    relay: Postfix
    mailboxes: Dovecot

    @property
    def port(self) -> int:
        """The relay's SMTP port on 127.0.0.1, without TLS and login."""
        return self.relay.port

    def mails(self, address: str, count: int = 1) -> list[bytes]:
        """Return the mails in a mailbox once there are `count` of them, read over IMAP."""
        try:
            wait_for(lambda: len(self.mailboxes.mails(address)) >= count)
        except TimeoutError:
            pytest.fail(f"no {count} mails for {address}\n{self.relay.log}\n{self.mailboxes.log}", pytrace=False)
        return self.mailboxes.mails(address)


@pytest.fixture(scope="session")
def postfix_here() -> None:
    """Skip where no Postfix can be started."""
    if private_postfix.POSTFIX is None:
        absent("Postfix is not installed")
    if os.geteuid() != 0:
        absent("only root can start a Postfix")


@pytest.fixture(scope="session")
def dovecot_here() -> None:
    """Skip where no Dovecot can be started."""
    if private_dovecot.DOVECOT is None:
        absent("Dovecot is not installed")
    if os.geteuid() != 0:
        absent("only root can start a Dovecot that serves mailboxes")
    if not private_dovecot.version().startswith("2.3."):
        absent("the test's configuration is written for Dovecot 2.3")


@pytest.fixture(scope="session")
def dovecot(dovecot_here: None) -> Iterator[Dovecot]:
    """Mailboxes for every address there is."""
    peer = private_dovecot.start()
    yield peer
    peer.stop()


@pytest.fixture(scope="session")
def behind(postfix_here: None, dovecot: Dovecot) -> Iterator[Behind]:
    """The relay that Nextround hands its mail to; whatever the address, it ends in a mailbox."""
    relay = private_postfix.start(
        "relay.localhost",
        [
            "virtual_mailbox_domains = static:all",
            "virtual_mailbox_maps = static:all",
            f"virtual_transport = lmtp:inet:127.0.0.1:{dovecot.lmtp}",
        ],
    )
    yield Behind(relay, dovecot)
    relay.stop()


@pytest.fixture
def milters(postfix_here: None) -> Callable[[Zone], AbstractContextManager[Milters]]:
    """Run OpenDKIM and OpenDMARC with the records of a zone: `with milters(zone) as found`."""
    reason = private_milters.missing()
    if reason:
        absent(f"OpenDKIM and OpenDMARC cannot be started: {reason}")
    return private_milters.running


@pytest.fixture
def front(postfix_here: None) -> Iterator[Callable[..., Postfix]]:
    """Start a Postfix that takes mail for a domain and passes it to Nextround: `front("lmtp", port)`.

    With `results` it puts them on top of every mail as its Authentication-Results, as a milter would; `more` are further
    lines for main.cf.
    """
    started: list[Postfix] = []

    def start(
        protocol: str, port: int, domain: str = "nextround.localhost", results: str = "", more: Iterable[str] = ()
    ) -> Postfix:
        to = f"lmtp:inet:127.0.0.1:{port}" if protocol == "lmtp" else f"smtp:[127.0.0.1]:{port}"
        lines = [
            f"relay_domains = {domain}",
            "relay_recipient_maps =",
            f"relay_transport = {to}",
            "smtpd_relay_restrictions = reject_unauth_destination",
            *more,
        ]
        if results:
            header = f"Authentication-Results: front.localhost; {results}"
            lines.append(f"smtpd_data_restrictions = check_client_access static:{{PREPEND {header}}}")
        started.append(private_postfix.start("front.localhost", lines))
        return started[-1]

    yield start
    for peer in started:
        peer.stop()
