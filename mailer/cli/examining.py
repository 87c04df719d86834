"""The doctor's look at trust: how senders are checked, who could slip through, and what lies open on the disk."""

from __future__ import annotations

import ssl
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from mailer import clock, keys
from mailer.errors import BadSetting
from mailer.settings import Settings, SignUp
from mailer.store import sealing
from mailer.trust.places import is_inside

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
Yield = Iterator[tuple[str, str, str]]  # good, warn or bad; what; what to do


def senders(settings: Settings) -> Yield:
    """Say how it is found out who a mail is from, and what is missing."""
    if any(network.prefixlen == 0 for network in settings.trusted_peers):
        yield "bad", "trusted_peers covers the whole internet: anyone may speak for anyone", "list single addresses"
    for network in settings.trusted_peers:
        if any(network.overlaps(front) for front in settings.front_servers if network.version == front.version):
            yield (
                "bad",
                f"{network} is a front server and a trusted peer: anyone may speak for anyone",
                "take it out of trusted_peers",
            )
    if not settings.require_authentication:
        yield (
            "bad",
            "require_authentication is off: whoever knows a person's address may speak for them",
            "set it to true",
        )
    if settings.authserv_id and not settings.front_servers and not settings.lmtp_listen.startswith("/"):
        yield (
            "bad",
            "authserv_id is set, and no front_servers from which it would be believed",
            "set NEXTROUND_FRONT_SERVERS",
        )
    elif settings.authserv_id:
        yield "good", f"senders are checked by {settings.authserv_id}, and by their signatures here", ""
    elif _straight(settings):
        yield "good", "senders are checked here: SPF, DKIM and DMARC", ""
    else:
        yield (
            "warn",
            "behind a front server only DKIM shows who a mail is from: people whose provider does not sign get no answer",
            "let the front server add Authentication-Results, then set NEXTROUND_AUTHSERV_ID and NEXTROUND_FRONT_SERVERS",
        )
    if settings.sign_up is SignUp.OPEN:
        yield (
            "warn",
            "sign-up is open: whoever writes may become a person, within the limits on answers",
            "closed or invite",
        )


def _straight(settings: Settings) -> bool:
    """Tell whether clients come to us straight from the internet."""
    places = [each.strip().rpartition(":")[0].strip("[]") for each in settings.smtp_listen.split(",") if each.strip()]
    return bool(settings.tls_listen) or any(not host or host in _EVERYWHERE or not is_inside(host) for host in places)


def files(settings: Settings) -> Yield:
    """Say what others on this machine could read."""
    key = keys.path(settings)
    if key.exists():
        yield from _closed(key, "the key of our tokens")
        try:
            keys.token(settings)
        except BadSetting as error:
            yield "bad", str(error), "restore it from the backup"
    for file in (settings.relay_password_file, settings.tls_key):
        if file is not None and file.exists():
            yield from _closed(file, file.name)


def texts(settings: Settings) -> Yield:
    """Say whether what people wrote is sealed in the database."""
    try:
        ring = sealing.read(settings.text_key)
    except BadSetting as error:
        yield "bad", str(error), "restore it from its backup"
        return
    if settings.text_key is not None:
        yield from _closed(settings.text_key, "the key of the texts")
        if settings.text_key.resolve().is_relative_to(settings.data_dir.resolve()):
            yield (
                "warn",
                "the key lies beside the texts that it seals: one backup holds both",
                "move it out of data_dir",
            )
    if ring is not None and ring.seals:
        yield "good", f"texts in the database are sealed, with key {ring.current}", ""
    else:
        yield "good", "texts in the database are not sealed: encrypt the disk, or set NEXTROUND_TEXT_KEY", ""


def _closed(file: Path, what: str) -> Yield:
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        yield "bad", f"{what} is readable by others (mode {mode:o})", f"chmod 600 {file}"


def certificate(settings: Settings) -> Yield:
    """Say whether the certificate can be used, and how long."""
    if settings.tls_cert is None:
        return
    from mailer.receive import wire

    try:
        wire.certificate(settings)
        left = _expires(settings.tls_cert) - clock.now().timestamp()
    except (BadSetting, OSError, ssl.SSLError, KeyError, ValueError) as error:
        yield "bad", f"TLS certificate: {error}", "check NEXTROUND_TLS_CERT and NEXTROUND_TLS_KEY"
        return
    days = timedelta(seconds=left).days
    if left < 0:
        yield "bad", "the TLS certificate has expired", "renew it; it is taken up without a restart"
    elif days < 14:
        yield "warn", f"the TLS certificate expires in {days} days", "see whether its renewal works"
    else:
        yield "good", f"TLS: the certificate is good for {days} days", ""


def _expires(file: Path) -> float:
    # The standard library decodes a certificate file for its own tests only, by this name, in every version we run on.
    decode: Callable[[str], dict[str, str]] = ssl._ssl._test_decode_cert  # type: ignore[attr-defined]
    return ssl.cert_time_to_seconds(decode(str(file))["notAfter"])
