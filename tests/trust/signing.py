"""Signs mails with real keys, as the domains of the tests do."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import dkim  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

HEADERS = [b"from", b"to", b"subject", b"date", b"message-id", b"from"]


@dataclass(frozen=True, slots=True)
class Key:
    """A private key as PEM, and the record that publishes its other half."""

    pem: bytes
    record: str


@cache
def key(bits: int = 1024, number: int = 0) -> Key:
    """Return a key; another for another number."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return Key(pem, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}")


@cache
def small_key() -> Key:
    """Return a key of the elliptic curve of RFC 8463, its private half as dkimpy takes it."""
    private = ed25519.Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    return Key(base64.b64encode(private.private_bytes_raw()), f"v=DKIM1; k=ed25519; p={public}")


def signed(raw: bytes, domain: str, signer: Key | None = None, *, selector: str = "s1", **extra: Any) -> bytes:
    """Return the mail with a DKIM-Signature on top."""
    pem = (signer or key()).pem
    header: bytes = dkim.sign(
        raw,
        selector.encode(),
        domain.encode(),
        pem,
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=HEADERS,
        **extra,
    )
    return header + raw


def sealed(raw: bytes, domain: str, server: str, signer: Key | None = None) -> bytes:
    """Return the mail with an ARC set on top, which holds the Authentication-Results of `server` in the mail."""
    headers = [b"from", b"to", b"subject", b"date", b"message-id"]
    lines: list[bytes] = dkim.arc_sign(
        raw, b"s1", domain.encode(), (signer or key()).pem, server.encode(), include_headers=headers
    )
    return b"".join(lines) + raw


def published(*domains: str, selector: str = "s1", **more: str) -> dict[str, Mapping[str, list[str]]]:
    """Return the records of domains that publish the first key; `more` adds TXT records by name, _ for a dot."""
    records: dict[str, Mapping[str, list[str]]] = {
        f"{selector}._domainkey.{domain}": {"TXT": [key().record]} for domain in domains
    }
    return records | {name: {"TXT": [text]} for name, text in more.items()}
