"""No destination holds up the others."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from mailer.deliver.lanes import PAUSES, Lanes, Pause
from tests.deliver.delivering import Clock, House, reach
from tests.deliver.relay_stand_in import StandIn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def test_a_slow_domain_holds_no_other_up(house: House, relay: StandIn, clock: Clock) -> None:
    """While the relay waits for a domain that does not answer, mail for everybody else leaves."""
    gate = relay.hold["slow.example"] = asyncio.Event()
    for number in range(150):
        house.outbox.put(f"p{number}@slow.example")
    for number in range(5):
        house.outbox.put(f"p{number}@quick.example")
    async with house.delivering(relay_connections=3):
        await reach(lambda: len(relay.asked) >= 2)
        clock.pass_(seconds=4)
        await reach(lambda: house.outbox.states().get("sent") == 5)
        assert {recipient.partition("@")[2] for recipient, _ in relay.mails} == {"quick.example"}
        gate.set()
        clock.pass_(seconds=20)
        await reach(house.outbox.all_sent)
    assert len(relay.mails) == 155


async def test_a_dead_domain_is_left_alone_for_a_while(house: House, relay: StandIn, clock: Clock) -> None:
    """After three failures in a row a domain pauses; what waits for it is not tried, and leaves when it is back."""
    dead = [f"p{number}@dead.example" for number in range(10)]
    for address in dead:
        relay.recipient[address].append("451 4.4.1 no route")
        house.outbox.put(address)
    async with house.delivering(relay_connections=2):
        await reach(lambda: house.outbox.states() == {"waiting": 10} and len(relay.asked) == 3)
        house.outbox.put("ana@home.example")
        await reach(lambda: house.outbox.states().get("sent") == 1)
        assert len(relay.asked) == 4
        relay.recipient.clear()
        for _ in range(20):
            clock.pass_(minutes=1)
            await asyncio.sleep(0)
        await reach(house.outbox.all_sent)


def test_a_pause_grows_and_ends_with_the_first_success() -> None:
    """The relay is asked again after 1, 2, 5 … seconds, at most a minute apart; one success forgets it all."""
    pause, now, waited = Pause(PAUSES), NOON, []
    for _ in range(8):
        pause.failed(now)
        pause.failed(now)  # one that was under way at the same time
        until = pause.waits(now)
        assert until is not None
        waited.append((until - now).total_seconds())
        now = until
    assert waited == [1, 2, 5, 15, 30, 60, 60, 60]
    pause.worked()
    assert pause.waits(now) is None
    assert not pause.troubled


def test_a_domain_leaves_one_connection_to_others() -> None:
    """Of four connections a single domain gets three; where there is only one, it gets that."""
    lanes = Lanes(4)
    for row in range(3):
        assert lanes.free("home.example", NOON)
        lanes.start("home.example", row, NOON)
    assert not lanes.free("home.example", NOON)
    assert lanes.free("other.example", NOON)
    assert Lanes(1).free("home.example", NOON)


def test_what_waits_for_a_quick_domain_stays_in_hand() -> None:
    """Mail is put aside only when those before it take long."""
    lanes = Lanes(2)
    lanes.start("home.example", 1, NOON)
    assert not lanes.stuck("home.example", NOON + SECOND)
    assert lanes.stuck("home.example", NOON + 4 * SECOND)
    lanes.end("home.example", 1, NOON + 5 * SECOND, failed=False)
    assert not lanes.stuck("home.example", NOON + 5 * SECOND)


def test_after_a_pause_one_mail_tries_the_way() -> None:
    """A domain that was dead gets one mail at a time until one arrives."""
    lanes = Lanes(4)
    for row in range(3):
        lanes.start("dead.example", row, NOON)
        lanes.end("dead.example", row, NOON, failed=True)
    assert not lanes.free("dead.example", NOON)
    later = NOON + 16 * SECOND
    assert lanes.paused("dead.example", later) is None
    lanes.start("dead.example", 4, later)
    assert not lanes.free("dead.example", later)
    lanes.end("dead.example", 4, later, failed=False)
    assert lanes.free("dead.example", later)


def test_healthy_domains_are_forgotten() -> None:
    """Memory does not grow with the number of domains that were written to."""
    lanes = Lanes(4)
    for row in range(1000):
        lanes.start(f"d{row}.example", row, NOON)
        lanes.end(f"d{row}.example", row, NOON, failed=False)
    assert len(lanes) == 0
