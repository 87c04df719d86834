"""Mail leaves through the relay, whatever the relay does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.deliver.delivering import TEXT, Clock, House, reach
from tests.deliver.relay_stand_in import DROP, StandIn

ANA = "ana@home.example"


async def test_a_mail_leaves_byte_for_byte(house: House, relay: StandIn) -> None:
    """Lines of dots, long lines and umlauts arrive as they were written."""
    raw = b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n\r\n" + b"a" * 990 + b"\r\nGr\xc3\xbc\xc3\x9fe\r\n.\r\n"
    house.outbox.put(ANA, raw)
    async with house.delivering():
        await reach(house.outbox.all_sent)
    assert relay.mails == [(ANA, raw)]
    assert any("BODY=8BITMIME" in options for options in relay.options)


async def test_a_bare_line_end_never_leaves(house: House, relay: StandIn) -> None:
    """A lone CR or LF that found its way into a mail goes out as a proper line end, so nothing can be smuggled."""
    house.outbox.put(ANA, b"Subject: x\r\n\r\none\n.\ntwo\r.\rMAIL FROM:<x@y.example>\r\n")
    async with house.delivering():
        await reach(house.outbox.all_sent)
    ((_, got),) = relay.mails
    assert got.replace(b"\r\n", b"").isascii()
    assert b"\r" not in got.replace(b"\r\n", b"")
    assert b"\n" not in got.replace(b"\r\n", b"")


async def test_many_mails_share_a_connection(house: House, relay: StandIn) -> None:
    """Thirty mails do not knock thirty times."""
    for number in range(30):
        house.outbox.put(f"p{number}@home.example")
    async with house.delivering(relay_connections=2):
        await reach(house.outbox.all_sent)
    assert len(relay.mails) == 30
    assert relay.connections <= 2


async def test_trouble_for_now_is_tried_again(house: House, relay: StandIn, clock: Clock) -> None:
    """A mail that the relay defers stays in the outbox and leaves half a minute later."""
    relay.recipient[ANA].append("451 4.3.0 not now")
    row = house.outbox.put(ANA)
    async with house.delivering():
        await reach(lambda: house.outbox.row(row).attempts == 1)
        assert (house.outbox.row(row).state, house.outbox.row(row).trouble) == (
            "waiting",
            "recipient 451 4.3.0 deferred",
        )
        clock.pass_(minutes=1)
        await reach(house.outbox.all_sent)
    assert relay.count(ANA) == 1


async def test_what_comes_too_late_does_not_leave(house: House, relay: StandIn, clock: Clock) -> None:
    """A night-before mail that the relay held up until after the interview is not sent; the others are."""
    relay.recipient[ANA] += ["450 4.2.0 Greylisted", "450 4.2.0 Greylisted"]
    useless = house.outbox.put(ANA, useless=clock.now + timedelta(minutes=2))
    useful = house.outbox.put(ANA, useless=clock.now + timedelta(hours=2))
    async with house.delivering():
        await reach(lambda: house.outbox.row(useless).attempts == 1 and house.outbox.row(useful).attempts == 1)
        clock.pass_(minutes=3)
        await reach(lambda: house.outbox.states() == {"missed": 1, "sent": 1})
    assert (house.outbox.row(useless).trouble, relay.count(ANA)) == ("too late", 1)


async def test_a_greylisted_mailbox_holds_no_one_up(house: House, relay: StandIn, clock: Clock) -> None:
    """One mailbox says "later" while nine others of the same domain get their mail at once."""
    relay.recipient[ANA] += ["450 4.2.0 Greylisted", "450 4.2.0 Greylisted"]
    rows = [house.outbox.put(ANA), *(house.outbox.put(f"p{n}@home.example") for n in range(9))]
    async with house.delivering():
        await reach(lambda: house.outbox.states() == {"sent": 9, "waiting": 1})
        clock.pass_(minutes=1)
        await reach(lambda: house.outbox.row(rows[0]).attempts == 2)
        clock.pass_(minutes=5)
        await reach(house.outbox.all_sent)
    assert relay.count(ANA) == 1


async def test_a_refused_mailbox_goes_to_the_shelf(house: House, relay: StandIn) -> None:
    """A mailbox that does not exist is not asked again; the mail is kept with the reason, and the others go out."""
    relay.recipient[ANA].append("550 5.1.1 <ana@home.example>: no such user")
    refused, fine = house.outbox.put(ANA), house.outbox.put("bo@home.example")
    async with house.delivering(relay_connections=1):
        await reach(lambda: house.outbox.states() == {"shelved": 1, "sent": 1})
    assert house.outbox.row(refused).trouble == "recipient 550 5.1.1 refused"
    assert house.outbox.row(refused).raw == TEXT
    assert house.outbox.row(fine).state == "sent"
    assert relay.connections == 1


async def test_a_mail_that_fails_for_days_goes_to_the_shelf(house: House, relay: StandIn, clock: Clock) -> None:
    """After five days of "later" the mail is kept on the shelf, and never dropped."""
    relay.recipient[ANA].extend(["450 4.2.0 later"] * 60)
    row = house.outbox.put(ANA)
    async with house.delivering():
        for tries in range(1, 50):
            await reach(lambda tries=tries: house.outbox.row(row).attempts == tries)  # type: ignore[misc]
            if house.outbox.row(row).state == "shelved":
                break
            clock.pass_(hours=5)
    assert house.outbox.row(row).state == "shelved"
    assert tries > 20
    assert house.outbox.row(row).raw == TEXT


@pytest.mark.parametrize("point", ["after_data", "content"])
async def test_a_connection_that_breaks_over_the_text(house: House, relay: StandIn, clock: Clock, point: str) -> None:
    """The relay hangs up in the middle of the text, or after it without an answer: the mail is sent again."""
    getattr(relay, point).append(DROP)
    row = house.outbox.put(ANA)
    async with house.delivering():
        await reach(lambda: house.outbox.row(row).attempts == 1)
        assert house.outbox.row(row).trouble == "content lost"
        clock.pass_(minutes=1)
        await reach(house.outbox.all_sent)
    assert relay.count(ANA) == 1


async def test_a_connection_closed_while_idle_costs_nothing(house: House, relay: StandIn) -> None:
    """The relay hangs up between two mails, politely or not: the next one goes out at once over a new connection."""
    async with house.delivering(relay_connections=1):
        house.outbox.put(ANA)
        await reach(lambda: house.outbox.states() == {"sent": 1})
        relay.sender.append("421 4.4.2 idle too long")
        house.outbox.put(ANA)
        await reach(lambda: house.outbox.states() == {"sent": 2})
        for conversation in list(relay.open):
            conversation.hang_up()
        third = house.outbox.put(ANA)
        await reach(lambda: house.outbox.states() == {"sent": 3})
    assert house.outbox.row(third).attempts == 0
    assert relay.connections == 3


async def test_a_relay_that_takes_two_connections_gets_two(house: House, relay: StandIn, clock: Clock) -> None:
    """Where the relay refuses a third connection, the mail goes out over the two, and no try is counted."""
    relay.greeting_room = 2
    gate = relay.hold["home.example"] = asyncio.Event()
    rows = [house.outbox.put(f"p{n}@home.example") for n in range(12)]
    async with house.delivering(relay_connections=6):
        await reach(lambda: relay.connections > 2 and len(relay.asked) == 2)
        gate.set()
        await reach(lambda: house.outbox.states().get("sent", 0) >= 2)
        clock.pass_(seconds=5)
        await reach(house.outbox.all_sent)
    assert all(house.outbox.row(row).attempts == 0 for row in rows)


async def test_an_unknown_script_needs_a_relay_that_can(house: House, relay: StandIn) -> None:
    """An address in another script goes out by SMTPUTF8."""
    house.outbox.put("анна@home.example")
    async with house.delivering():
        await reach(house.outbox.all_sent)
    assert relay.mails[0][0] == "анна@home.example"
    assert "SMTPUTF8" in relay.options[0]


@pytest.mark.parametrize(
    "address",
    ["ana@home.example>\r\nRCPT TO:<v@elsewhere.example", "a b@home.example", "ana,bo@home.example", "ana\x00@b"],
)
async def test_an_address_that_cannot_be_said(house: House, relay: StandIn, address: str) -> None:
    """An address with a line break, a blank or a comma is not said to the relay, whole or in part; its mail is kept."""
    row = house.outbox.put(address)
    async with house.delivering():
        await reach(lambda: house.outbox.states() == {"shelved": 1})
    assert (house.outbox.row(row).trouble or "").endswith("address")
    assert not relay.asked


async def test_a_mail_without_its_text_is_not_sent_empty(house: House, relay: StandIn) -> None:
    """A row whose bytes are gone goes to the shelf, not out as an empty mail."""
    house.outbox.put(ANA, b"")
    async with house.delivering():
        await reach(lambda: house.outbox.states() == {"shelved": 1})
    assert not relay.mails


async def test_the_log_names_no_one(house: House, relay: StandIn, clock: Clock) -> None:
    """The log has row, domain and code, and neither an address nor a word of the mail or of the relay's answer."""
    relay.recipient[ANA] += ["450 4.2.0 ana@home.example is greylisted", "550 5.1.1 ana@home.example is unknown"]
    house.outbox.put(ANA)
    house.outbox.put("bo@home.example")
    with capture_logs() as events:
        async with house.delivering():
            await reach(lambda: house.outbox.states() == {"sent": 1, "waiting": 1})
            clock.pass_(minutes=1)
            await reach(lambda: house.outbox.states() == {"sent": 1, "shelved": 1})
    told = repr(events)
    assert "'shelved'" in told
    assert "5.1.1" in told
    assert not any(word in told for word in ("@", "ana", "greylisted", "unknown", "private"))
