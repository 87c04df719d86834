"""Fixtures for delivering: a relay that stands in for the host's, and a house that delivers to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import trustme

from mailer.settings import load
from mailer.store.database import open_store
from tests.deliver.delivering import Clock, House, Outbox
from tests.deliver.relay_stand_in import StandIn, listening


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def relay() -> AsyncIterator[StandIn]:
    async with listening(StandIn()) as stand_in:
        yield stand_in


@pytest.fixture
def house(tmp_path: Path, clock: Clock, relay: StandIn) -> Iterator[House]:
    settings = load(
        data_dir=tmp_path / "var", relay_host="127.0.0.1", relay_port=relay.port, relay_tls="none", relay_timeout=5
    )
    store = open_store(settings.database)
    yield House(settings, Outbox(store, clock), clock)
    store.close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file
