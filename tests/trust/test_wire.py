"""TLS, proxies and refusals at the door, over real connections."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trustme

from mailer import keys
from mailer.errors import BadSetting
from mailer.receive import wire
from mailer.receive.wire import Certificate
from mailer.settings import Settings
from mailer.trust.tokens import Token, Use, tag
from tests.receive.talk import Client, client, running
from tests.trust.name_server import SERVFAIL, serving
from tests.trust.signing import published, signed

NAME = "nextround.localhost"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever signs the certificates of this test."""
    return trustme.CA()


@pytest.fixture
def files(authority: trustme.CA, tmp_path: Path) -> dict[str, Path]:
    """A certificate and its key, as settings."""
    return write(authority, tmp_path)


def write(authority: trustme.CA, folder: Path) -> dict[str, Path]:
    """Write a fresh certificate and key."""
    made = authority.issue_cert(NAME)
    certificate, key = folder / "cert.pem", folder / "key.pem"
    made.private_key_pem.write_to_path(key)
    certificate.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
    return {"tls_cert": certificate, "tls_key": key}


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Return a client's context that believes the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def test_mail_comes_over_starttls(authority: trustme.CA, files: dict[str, Path]) -> None:
    """A server that wants TLS gets it, greets again, and its mail is taken."""
    async with running(**files) as here, client(here.smtp) as guest:
        assert "250 STARTTLS" in guest.heard
        assert await guest.say("STARTTLS") == "220 2.0.0 Ready for TLS"
        await guest.writer.start_tls(trusting(authority), server_hostname=NAME)
        assert await guest.say("MAIL FROM:<a@b.example>") == "503 5.5.1 Send HELO first"
        guest.heard.clear()
        assert (await guest.say("EHLO again")).startswith("250 ")
        assert not any("STARTTLS" in line for line in guest.heard)
        assert await guest.say("STARTTLS") == "503 5.5.1 TLS is in use already"
        assert (await guest.mail(b"Subject: x\r\n\r\nhello\r\n")).startswith("250 ")
        assert len(here.rows()) == 1


async def test_what_is_said_before_tls_is_forgotten(authority: trustme.CA, files: dict[str, Path]) -> None:
    """A mail begun in clear does not go on encrypted."""
    async with running(**files) as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@b.example>", "STARTTLS")
        await guest.writer.start_tls(trusting(authority), server_hostname=NAME)
        assert (await guest.say("EHLO x", "RCPT TO:<coach@nextround.localhost>")).startswith("503 ")


async def test_nothing_is_smuggled_along_with_starttls(files: dict[str, Path]) -> None:
    """Commands that came in clear behind STARTTLS are never read as if they had come encrypted."""
    async with running(**files) as here, client(here.smtp) as guest:
        guest.writer.write(b"STARTTLS\r\nMAIL FROM:<evil@b.example>\r\n")
        assert (await guest.rest())[0].startswith("554 5.5.1")


async def test_a_client_that_speaks_no_tls_after_all_harms_nobody(files: dict[str, Path]) -> None:
    """Rubbish instead of a handshake ends that session, and the next is served."""
    async with running(**files) as here:
        async with client(here.smtp) as guest:
            await guest.say("STARTTLS")
            guest.writer.write(b"EHLO again\r\n" * 10)
            assert await guest.reader.read() == b"" or True
        async with client(here.smtp) as guest:
            assert (await guest.mail(b"Subject: x\r\n\r\nhello\r\n")).startswith("250 ")


async def test_where_tls_is_required_no_mail_comes_without(authority: trustme.CA, files: dict[str, Path]) -> None:
    """A host that requires TLS takes nothing in clear."""
    async with running(**files, require_starttls=True) as here, client(here.smtp) as guest:
        assert await guest.say("MAIL FROM:<a@b.example>") == "530 5.7.0 Send STARTTLS first"
        assert await guest.say("VRFY coach") == "530 5.7.0 Send STARTTLS first"
        assert (await guest.say("NOOP")).startswith("250 ")
        await guest.say("STARTTLS")
        await guest.writer.start_tls(trusting(authority), server_hostname=NAME)
        await guest.say("EHLO x")
        assert (await guest.mail(b"Subject: x\r\n\r\nhello\r\n")).startswith("250 ")


async def test_no_certificate_no_starttls() -> None:
    """Without a certificate TLS is neither offered nor taken up, and requiring it stops the start."""
    async with running() as here, client(here.smtp) as guest:
        assert not any("STARTTLS" in line for line in guest.heard)
        assert (await guest.say("STARTTLS")).startswith("502 ")
    with pytest.raises(BadSetting, match="TLS_CERT"):
        wire.certificate(Settings(require_starttls=True))


async def test_a_renewed_certificate_is_used_without_a_restart(
    authority: trustme.CA, files: dict[str, Path], tmp_path: Path
) -> None:
    """After a renewal new sessions see the new certificate; a half-written one is not taken up."""
    certificate = Certificate(files["tls_cert"], files["tls_key"])
    first = await serial(certificate, authority)
    assert not certificate.refresh()
    assert await serial(certificate, authority) == first
    old = files["tls_key"].read_bytes()
    write(authority, tmp_path)
    new = files["tls_key"].read_bytes()
    replace(files["tls_key"], old)  # the certificate is there already, its key not yet
    assert not certificate.refresh()
    assert await serial(certificate, authority) == first
    replace(files["tls_key"], new)
    assert certificate.refresh()
    assert await serial(certificate, authority) != first


def replace(path: Path, data: bytes) -> None:
    """Put another file into the place of one, as programs that renew certificates do."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)


async def serial(certificate: Certificate, authority: trustme.CA) -> str:
    """Return the serial number that a client sees."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0, ssl=certificate.context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting(authority), server_hostname=NAME)
        told = writer.get_extra_info("peercert")
        writer.close()
        await writer.wait_closed()
    return str(told["serialNumber"])


# -- behind a proxy

PROXY = {"proxies": ("127.0.0.1/32",)}
V2 = b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xcb\x00\x71\x05\x7f\x00\x00\x01\x30\x39\x00\x19"


@pytest.mark.parametrize(
    ("header", "peer"),
    [
        (b"PROXY TCP4 203.0.113.5 127.0.0.1 12345 25\r\n", "203.0.113.5"),
        (b"PROXY TCP6 2001:db8::5 ::1 12345 25\r\n", "2001:db8::5"),
        (V2, "203.0.113.5"),
    ],
)
async def test_the_client_behind_a_proxy_is_the_peer(header: bytes, peer: str) -> None:
    """Behind a proxy the mail's peer is whoever the proxy speaks for."""
    async with running(**PROXY) as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.smtp)
        guest = Client(reader, writer)
        writer.write(header)
        assert (await guest.reply()).startswith("220 ")
        await guest.say("EHLO x")
        assert (await guest.mail(b"Subject: x\r\n\r\nhello\r\n")).startswith("250 ")
        writer.close()
        assert here.store.reading.execute("select peer from inbox").fetchone()[0] == peer


@pytest.mark.parametrize(
    "header",
    [
        b"EHLO x\r\n",
        b"PROXY UNKNOWN\r\n",
        b"PROXY TCP4 1.2.3.4\r\n",
        b"PROXY TCP4 999.0.0.1 127.0.0.1 1 25\r\n",
        b"\0" * 40,
    ],
)
async def test_a_proxy_that_does_not_say_for_whom_it_speaks_is_sent_away(header: bytes) -> None:
    """A session whose client is not known is not begun."""
    async with running(**PROXY) as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.smtp)
        writer.write(header)
        writer.write_eof()
        assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()


async def test_nobody_else_may_say_for_whom_they_speak() -> None:
    """A PROXY header from anyone but the host's proxies is no command we know."""
    async with running() as here, client(here.smtp, None) as guest:
        await guest.reply()
        assert (await guest.say("PROXY TCP4 203.0.113.5 127.0.0.1 12345 25")).startswith("500 ")


# -- who is refused


@pytest.mark.parametrize(
    ("use", "taken"), [("r", False), ("i", False), ("c", False), ("b", True), ("p", True), ("s", True)]
)
async def test_bounces_come_only_where_they_may(use: str, taken: bool) -> None:
    """The null sender is refused at addresses that only people write to; bounces, calendars and unsubscribing get in."""
    expires = date(2190, 1, 1) if use in "ric" else None
    tagged = tag(keys.token(Settings()), Token(Use(use), 7, b"123456", expires))
    async with running() as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<>")
        said = await guest.say(f"RCPT TO:<COACH+{tagged.upper()}@nextround.localhost>")
        assert said.startswith("250 " if taken else "550 5.7.1 ")
        assert (await guest.say("RCPT TO:<coach@nextround.localhost>")).startswith("250 ")
        await guest.say("RSET", "MAIL FROM:<a@b.example>")
        assert (await guest.say(f"RCPT TO:<coach+{tagged}@nextround.localhost>")).startswith("250 ")


async def test_a_token_we_never_gave_is_no_mailbox(now: Any) -> None:
    """Guessed reply addresses are refused at RCPT, as any mailbox that is not there."""
    settings = Settings()
    real = tag(keys.token(settings), Token(Use.PRIVATE, 7))
    async with running() as here, client(here.smtp) as guest:
        await guest.say("MAIL FROM:<a@b.example>")
        assert (await guest.say(f"RCPT TO:<coach+{real}@nextround.localhost>")).startswith("250 ")
        assert (await guest.say(f"RCPT TO:<COACH+{real.upper()}@nextround.localhost>")).startswith("250 ")
        assert (await guest.say(f"RCPT TO:<coach+{real[:-3]}aaa@nextround.localhost>")).startswith("550 5.1.1")
        assert (await guest.say("RCPT TO:<coach+r-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@nextround.localhost>")).startswith(
            "550 "
        )
        assert (await guest.say("RCPT TO:<coach+anything@nextround.localhost>")).startswith("250 ")


REJECTS = {"_dmarc.example.org": {"TXT": ["v=DMARC1; p=reject"]}}


@pytest.mark.parametrize(
    ("zone", "make", "reply"),
    [
        (REJECTS, lambda raw: raw, "550 5.7.26"),
        (REJECTS, lambda raw: signed(raw, "evil.example"), "550 5.7.26"),
        (REJECTS, lambda raw: signed(raw, "example.org"), "250 "),
        ({"_dmarc.example.org": {"TXT": ["v=DMARC1; p=quarantine"]}}, lambda raw: raw, "250 "),
        ({}, lambda raw: raw, "250 "),
        ({"_dmarc.example.org": SERVFAIL}, lambda raw: raw, "250 "),
        (REJECTS | {"s1._domainkey.example.org": SERVFAIL}, lambda raw: signed(raw, "example.org"), "250 "),
    ],
)
async def test_what_its_domain_denies_is_refused_in_the_session(
    mail: Callable[..., bytes], zone: Any, make: Callable[[bytes], bytes], reply: str
) -> None:
    """A forged mail whose domain asks to refuse it is refused while its sender still listens; DNS trouble refuses nothing."""
    with serving(published("example.org", "evil.example") | zone) as names:
        async with running(resolver=names.address, **PROXY) as here:
            reader, writer = await asyncio.open_connection("127.0.0.1", here.smtp)
            guest = Client(reader, writer)
            writer.write(b"PROXY TCP4 203.0.113.5 127.0.0.1 12345 25\r\n")
            await guest.reply()
            await guest.say("EHLO x")
            assert (await guest.mail(make(mail("help\r\n")), sender="x@relay.example")).startswith(reply)
            assert len(here.rows()) == (reply == "250 ")
            writer.close()
