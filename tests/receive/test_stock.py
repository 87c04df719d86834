"""What the overrides make faster says the same as the library would."""

from __future__ import annotations

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mailer.receive import path
from mailer.receive.limits import Limits
from mailer.receive.protocol import Smtp
from mailer.receive.sessions import Sessions
from mailer.settings import Settings
from tests.receive.fakes import Notebook
from tests.receive.talk import running

_LINES = st.sampled_from(
    [
        "EHLO x", "HELO x", "EHLO", "NOOP", "NOOP x", "RSET", "RSET x", "BOGUS", "VRFY a@b", "EXPN x", "mail from:<>",
        "MAIL FROM:<a@example.org>", "MAIL FROM:<a@example.org> SIZE=5", "MAIL FROM:<a@example.org> SIZE=99999999999",
        "MAIL FROM:<a@example.org> SIZE=x", "MAIL FROM:<a@example.org> BODY=8BITMIME", "MAIL FROM:<a@example.org> FOO=1",
        "MAIL FROM: a@example.org", "MAIL FROM:<@r.example:a@example.org>", "MAIL FROM:<a@>", "MAIL FROM:", "MAIL",
        'MAIL FROM:<"a b"@example.org>', "RCPT TO:<coach@nextround.localhost>", "RCPT TO:<coach@nextround.localhost> X=1",
        "RCPT TO:<no@one>", "RCPT TO", "RCPT TO:<coach+a.b@nextround.localhost>",
    ]
)  # fmt: skip
_CONTENT = st.lists(st.sampled_from([b"", b".", b"..", b".x", b"x", b"x\ry", b"x\n.\ny", b"\xff\0"])).map(
    lambda lines: b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines) + b".\r\n"
)
_TALK = st.lists(
    _LINES | st.tuples(st.just("DATA"), _CONTENT), max_size=18
)  # fewer than the errors that end a session of ours
_ATOM = st.text("abzAZ09!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=8)
_ATOMS = st.lists(_ATOM, min_size=1, max_size=3).map(".".join)
_DOMAIN = st.lists(st.text("abz09-", min_size=1, max_size=8), min_size=1, max_size=3).map(".".join)


class StockHandler:
    """A handler for the library's own class with the door's answers."""

    def __init__(self) -> None:
        self.taken: list[tuple[str | None, list[str], Any]] = []

    async def handle_RCPT(  # noqa: N802 - the library's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take those that are the coach's."""
        if not address.startswith("coach"):
            return "550 no"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep it."""
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


async def _codes(port: int, talk: list[Any]) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def reply() -> str:
        async with asyncio.timeout(10):
            while (line := await reader.readline())[3:4] == b"-":
                pass
        return line[:3].decode()

    codes = [await reply()]
    for turn in talk:
        command, content = turn if isinstance(turn, tuple) else (turn, b"")
        writer.write(command.encode() + b"\r\n")
        codes.append(await reply())
        if content and codes[-1] == "354":
            writer.write(content)
            codes.append(await reply())
    writer.transport.abort()
    return codes


@settings(max_examples=40, deadline=None)
@given(_TALK)
async def test_our_session_answers_as_the_library_does(talk: list[Any]) -> None:
    """The same talk gets the same reply codes and the same content from our session and from the library's."""
    assume(talk.count("BOGUS") < 5)  # the library hangs up at five, we at our own limit
    stock, notebook = StockHandler(), Notebook()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(stock, enable_SMTPUTF8=True, loop=loop, data_size_limit=26_214_400), "127.0.0.1", 0
    )
    try:
        async with running(ledger=notebook) as here:
            ours = await _codes(here.smtp, talk)
        assert ours == await _codes(server.sockets[0].getsockname()[1], talk)
    finally:
        server.close()
    kept = [(sender or "<>", list(rcpts), raw) for sender, rcpts, raw in stock.taken]
    assert [(a.sender or "<>", a.recipient, a.raw) for a in notebook.arrivals] == [
        (sender, recipient, raw) for sender, rcpts, raw in kept for recipient in rcpts
    ]


@given(_ATOMS, _DOMAIN, st.sampled_from(["", " SIZE=3", "SIZE=3", "  BODY=7BIT SMTPUTF8"]))
def test_a_plain_address_is_read_as_the_library_reads_it(local: str, domain: str, rest: str) -> None:
    """The fast way and the library's give the same address and the same parameters."""
    arg = f"<{local}@{domain}>{rest}"
    assume("=?" not in arg)  # there the library decodes what was never encoded
    library = SMTP._getaddr

    class Bare:
        local_part_limit = 0

    assert path.parse(arg, lambda a: (None, None)) == library(Bare(), arg)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_any_text_for_an_address_is_read_or_refused(text: str) -> None:
    """No text breaks the reading of addresses, and nothing comes out that a database or a log could choke on."""

    class Bare:
        local_part_limit = 0

    for arg in (text, f"<{text}>", f"<{text}@example.org> {text}"):
        found, rest = path.parse(arg, lambda a: SMTP._getaddr(Bare(), a))  # type: ignore[arg-type]
        if found is not None:
            assert rest is not None
            assert not any(ord(c) < 32 or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in found)


async def test_a_session_is_set_up_with_all_that_the_library_sets_up() -> None:
    """Each attribute that the library's constructor makes is made by ours, so that its methods find it."""
    limits = Limits.of(Settings())
    async with running(ledger=Notebook()) as here:
        ours = Smtp(_door(here), Sessions(limits), limits, "nextround.localhost")
        stock = SMTP(StockHandler(), loop=asyncio.get_running_loop(), hostname="x")
    assert set(vars(stock)) <= set(vars(ours))
    assert set(stock._smtp_methods) <= set(ours._smtp_methods)


def _door(here: Any) -> Any:
    from mailer.receive.door import Door

    return Door(Settings(), here.ledger, "smtp")
