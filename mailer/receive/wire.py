"""What lies between a client and its conversation: TLS, and a proxy that tells who the client is."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path

from aiosmtpd.proxy_protocol import get_proxy

from mailer import log
from mailer.errors import BadSetting
from mailer.settings import Settings

HANDSHAKE_SECONDS = 30.0
HEADER_SECONDS = 5.0  # a proxy sends its header at once
REFRESH_SECONDS = 10.0
_LOG = log.get("receive")


class Certificate:
    """A certificate with its key, taken up anew whenever the files change: renewals need no restart."""

    def __init__(self, certificate: Path, key: Path) -> None:
        """Read both. Raises BadSetting where they cannot be used."""
        self._files = (certificate, key)
        self._seen = self._stamps()
        try:
            self.context = self._load()
        except (OSError, ssl.SSLError) as error:
            raise BadSetting(f"NEXTROUND_TLS_CERT, NEXTROUND_TLS_KEY: {certificate}: {_reason(error)}") from error

    def refresh(self) -> bool:
        """Take up changed files; False where nothing changed, or they cannot be used yet: then the old ones stay."""
        stamps = self._stamps()
        if stamps == self._seen:
            return False
        self._seen = stamps
        try:
            self._load()  # apart first: a certificate without its key would spoil the context that is in use
            self.context.load_cert_chain(*self._files)
        except (OSError, ssl.SSLError) as error:
            _LOG.error("certificate kept", trouble=_reason(error))
            return False
        _LOG.info("certificate renewed")
        return True

    async def watch(self) -> None:
        """Look at the files now and then, for ever."""
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            self.refresh()

    def _load(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _stamps(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stamp(file) for file in self._files)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_ino)


def _reason(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else type(error).__name__


@dataclass(frozen=True, slots=True)
class Wire:
    """How clients reach a listener."""

    certificate: Certificate | None = None  # for STARTTLS
    required: bool = False  # nothing but a greeting before TLS
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # who must send the PROXY header

    @classmethod
    def of(cls, settings: Settings, certificate: Certificate | None) -> Wire:
        """Return what a host has set."""
        return cls(certificate, settings.require_starttls and certificate is not None, settings.proxies)


def certificate(settings: Settings) -> Certificate | None:
    """Return the host's certificate; None where none is set. Raises BadSetting where it cannot be used."""
    if settings.tls_cert is None:
        if settings.require_starttls or settings.tls_listen:
            raise BadSetting("NEXTROUND_TLS_CERT: needed for require_starttls and tls_listen")
        return None
    return Certificate(settings.tls_cert, settings.tls_key or settings.tls_cert)


def is_proxy(peer: str, proxies: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Tell whether this client has to say for whom it speaks."""
    return bool(peer) and any(ip_address(peer) in network for network in proxies)


async def client_behind(reader: asyncio.StreamReader) -> tuple[str, int] | None:
    """Read the PROXY header and return the client's address and port; None where it is missing, late or malformed."""
    try:
        async with asyncio.timeout(HEADER_SECONDS):
            data = await get_proxy(reader)
        return (str(ip_address(str(data.src_addr))), int(data.src_port or 0)) if data.valid else None
    except (TimeoutError, asyncio.IncompleteReadError, ValueError):
        return None
