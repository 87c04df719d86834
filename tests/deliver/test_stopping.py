"""Stopping and crashing lose nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta

from mailer import clock as wall
from mailer.store import leases
from mailer.store.database import open_store
from tests.deliver.delivering import House, reach
from tests.deliver.relay_stand_in import StandIn


async def test_a_stop_finishes_what_is_under_way(house: House, relay: StandIn) -> None:
    """On a stop the mail being sent is finished, and those not begun wait untried for the next start."""
    gate = relay.hold["home.example"] = asyncio.Event()
    for number in range(20):
        house.outbox.put(f"p{number}@home.example")
    async with house.delivering(relay_connections=1) as stop:
        await reach(lambda: len(relay.asked) == 1)
        stop.set()
        await reach(lambda: house.outbox.states() == {"leased": 1, "waiting": 19})
        gate.set()
    assert house.outbox.states() == {"sent": 1, "waiting": 19}
    assert len(relay.mails) == 1


async def test_a_lost_lease_is_not_overruled(house: House, relay: StandIn) -> None:
    """A process that was taken for dead does not note anything on a mail that another has taken over."""
    gate = relay.hold["home.example"] = asyncio.Event()
    row = house.outbox.put("ana@home.example")
    async with house.delivering():
        await reach(lambda: len(relay.asked) == 1)
        late = house.clock.now + timedelta(hours=1)
        with house.outbox.store.writing() as db:
            assert leases.claim(db, "outbox", "another", late, timedelta(minutes=1)) == [row]
        gate.set()
        await reach(lambda: len(relay.mails) == 1)
    assert house.outbox.row(row).state == "leased"


async def test_leases_are_renewed_for_a_slow_relay(house: House, relay: StandIn) -> None:
    """A mail that takes longer than a lease is not taken by another process meanwhile, and not sent twice by this one."""
    gate = relay.hold["home.example"] = asyncio.Event()
    house.outbox.put("ana@home.example")
    async with house.delivering(relay_timeout=60):
        await reach(lambda: len(relay.asked) == 1)
        for _ in range(2):
            due = leases.next_due(house.outbox.store.reading, "outbox")
            house.clock.pass_(seconds=40)
            await reach(lambda due=due: leases.next_due(house.outbox.store.reading, "outbox") != due)  # type: ignore[misc]
            with house.outbox.store.writing() as db:
                assert not leases.claim(db, "outbox", "another", house.clock.now, timedelta(minutes=1))
        gate.set()
        await reach(house.outbox.all_sent)
    assert len(relay.mails) == 1


async def test_a_standstill_sends_nothing_twice(house: House, relay: StandIn) -> None:
    """A machine that slept for hours in the middle of a mail goes on with it, and does not begin it again beside."""
    gate = relay.hold["home.example"] = asyncio.Event()
    house.outbox.put("ana@home.example")
    async with house.delivering(relay_timeout=60):
        await reach(lambda: len(relay.asked) == 1)
        house.clock.pass_(hours=3)
        house.outbox.put("bo@other.example")
        await reach(lambda: relay.count("bo@other.example") == 1)
        gate.set()
        await reach(house.outbox.all_sent)
    assert (relay.count("ana@home.example"), len(relay.asked)) == (1, 2)


async def test_a_killed_process_loses_no_mail(house: House, relay: StandIn) -> None:
    """200 mails, the delivering process killed in the middle: each arrives, known by its Message-ID, and all end sent."""
    house.clock.now = wall.now()
    for number in range(200):
        raw = f"Message-ID: <m{number}@nextround.example>\r\n\r\ntext\r\n".encode()
        house.outbox.put(f"p{number}@d{number % 5}.example", raw)
    gate = relay.hold["d3.example"] = asyncio.Event()
    killed = await _deliver(house)
    await reach(lambda: len(relay.mails) >= 60)
    killed.send_signal(signal.SIGKILL)
    await killed.wait()
    gate.set()
    assert house.outbox.states().get("sent", 0) < 200
    second = await _deliver(house)
    await reach(house.outbox.all_sent)
    second.send_signal(signal.SIGTERM)
    assert await second.wait() == 0
    arrived = [raw.split(b"\r\n")[0] for _, raw in relay.mails]
    assert set(arrived) == {f"Message-ID: <m{n}@nextround.example>".encode() for n in range(200)}
    with_store = open_store(house.settings.database)
    assert with_store.reading.execute("select count(*) from outbox where lease is not null").fetchone()[0] == 0
    with_store.close()


async def _deliver(house: House) -> asyncio.subprocess.Process:
    given = {
        "DATA_DIR": house.settings.data_dir,
        "RELAY_HOST": "127.0.0.1",
        "RELAY_PORT": house.settings.relay_port,
        "RELAY_TLS": "none",
        "LEASE_SECONDS": 5,
        "LOG_LEVEL": "error",
    }
    inherited = dict(os.environ)  # noqa: TID251 - for the child
    environment = inherited | {f"NEXTROUND_{name}": str(value) for name, value in given.items()}
    code = "from mailer.deliver import role; from mailer.settings import load; from mailer import log; s = load()\n"
    code += "log.configure(s.log_level); role.run(s)"
    return await asyncio.create_subprocess_exec(sys.executable, "-c", code, env=environment)
