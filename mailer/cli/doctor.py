"""`nextround doctor`: what is wrong with this installation, in one line each, with what to do."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address

import typer
from rich.console import Console

from mailer import clock
from mailer.cli import examining
from mailer.deliver.session import tls_context
from mailer.errors import BadSetting, NextroundError
from mailer.settings import RelayTls, Settings, load
from mailer.store import inbox, outbox, traffic
from mailer.store.database import open_store


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    WARN = "warn"  # works, but somebody should know
    BAD = "bad"  # people's mail will not get through


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    state: State
    what: str
    remedy: str = ""


_MARK = {State.GOOD: "[green]ok  [/]", State.WARN: "[yellow]note[/]", State.BAD: "[red]BAD [/]"}


def doctor() -> None:
    """Check settings, database, port, relay and DNS; exit status 1 where something is bad."""
    console = Console(highlight=False, soft_wrap=True)
    settings = load()
    bad = False
    for check in _CHECKS:
        for finding in check(settings):
            bad = bad or finding.state is State.BAD
            console.print(f"{_MARK[finding.state]} {finding.what}")
            if finding.remedy:
                console.print(f"     → {finding.remedy}")
    raise typer.Exit(1 if bad else 0)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        store = open_store(*settings.place)
    except BadSetting as error:
        yield Finding(State.BAD, str(error), "restore the key from its backup")
        return
    except (OSError, NextroundError) as error:
        yield Finding(State.BAD, f"database {settings.database}: {error}", "make data_dir writable for this user")
        return
    mode = stat.S_IMODE(settings.database.stat().st_mode)
    if mode & 0o077:
        yield Finding(State.BAD, f"database is readable by others (mode {mode:o})", f"chmod 600 {settings.database}")
    waiting, shelved = inbox.counts(store.reading), outbox.counts(store.reading)
    yield Finding(
        State.GOOD, f"database {settings.database}: {sum(waiting.values())} mails in, {sum(shelved.values())} out"
    )
    kept = waiting.get("shelved", 0) + shelved.get("shelved", 0)
    if kept:
        yield Finding(State.WARN, f"{kept} on the shelf", "nextround shelf list")
    late = outbox.missed_since(store.reading, clock.now() - timedelta(days=7))
    if late:
        yield Finding(
            State.WARN,
            f"{late} reminders of the last week were not sent: they would have come too late to help",
            "see that the relay takes mail in time",
        )
    gone = traffic.unreachable(store.reading)
    if gone:
        yield Finding(
            State.WARN,
            f"mail to {gone} {'person' if gone == 1 else 'people'} comes back: nothing unasked is sent there until they write",
            "nextround people list",
        )
    store.close()
    free = os.statvfs(settings.data_dir)
    if free.f_bavail * free.f_frsize < 500_000_000:
        yield Finding(
            State.BAD, "less than 500 MB free where the database lives", "make room: mail is refused when full"
        )


def _port(settings: Settings) -> Iterator[Finding]:
    for listen in filter(None, settings.smtp_listen.split(",")):
        host, _, port = listen.strip().rpartition(":")
        try:
            with smtplib.SMTP(host.strip("[]") or "127.0.0.1", int(port), timeout=5) as smtp:
                code, _ = smtp.ehlo("doctor")
                if smtp.has_extn("starttls"):
                    # The certificate is looked at elsewhere, and its name is not this address.
                    smtp.starttls(context=ssl._create_unverified_context())  # noqa: S323
                    code, _ = smtp.ehlo("doctor")
                known, _ = (
                    smtp.docmd(f"MAIL FROM:<doctor@{settings.domain}>")[0],
                    smtp.docmd(f"RCPT TO:<{settings.address}>"),
                )
        except (OSError, smtplib.SMTPException, ValueError) as error:
            yield Finding(State.BAD, f"SMTP on {listen}: {type(error).__name__}", "start it: nextround serve")
            continue
        state = State.GOOD if code == 250 and known == 250 else State.BAD
        yield Finding(state, f"SMTP on {listen} answers and takes mail for {settings.address}")


def _relay(settings: Settings) -> Iterator[Finding]:
    if not settings.relay_host:
        yield Finding(
            State.WARN, f"no relay is set: answers go to the Maildir {settings.maildir}", "set NEXTROUND_RELAY_HOST"
        )
        return
    where = f"relay {settings.relay_host}:{settings.relay_port}"
    try:
        context = tls_context(settings)
        if settings.relay_tls is RelayTls.IMPLICIT:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(settings.relay_host, settings.relay_port, timeout=10, context=context)
        else:
            smtp = smtplib.SMTP(settings.relay_host, settings.relay_port, timeout=10)
        with smtp:
            if settings.relay_tls is RelayTls.STARTTLS:
                smtp.starttls(context=context)
            if settings.relay_user:
                smtp.login(settings.relay_user, settings.relay_secret())
    except smtplib.SMTPNotSupportedError:
        yield Finding(
            State.BAD,
            f"{where} offers no STARTTLS",
            "NEXTROUND_RELAY_TLS=implicit with port 465, or none on this machine",
        )
    except smtplib.SMTPAuthenticationError:
        yield Finding(State.BAD, f"{where} refuses the login", "check NEXTROUND_RELAY_USER and the password file")
    except ssl.SSLCertVerificationError as error:
        yield Finding(
            State.BAD, f"{where}: certificate: {error.verify_message}", "use the name that the certificate is for"
        )
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(State.BAD, f"{where}: {type(error).__name__}", "check host, port and firewall")
    else:
        yield Finding(State.GOOD, f"{where} answers" + (" and knows us" if settings.relay_user else ""))


def _dns(settings: Settings) -> Iterator[Finding]:
    if settings.domain.endswith((".localhost", ".invalid", ".test", ".example")):
        yield Finding(
            State.WARN, f"{settings.domain} is a name for trying out: DNS is not checked", "set NEXTROUND_DOMAIN"
        )
        return
    import dns.exception
    import dns.resolver

    def look(name: str, kind: str) -> list[str]:
        try:
            return [answer.to_text() for answer in dns.resolver.resolve(name, kind, lifetime=5)]
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []

    try:
        yield from _records(settings, look)
    except dns.exception.DNSException as error:
        yield Finding(State.BAD, f"DNS does not answer ({type(error).__name__})", "check this machine's resolver")


def _records(settings: Settings, look: Callable[[str, str], list[str]]) -> Iterator[Finding]:
    """Check the records that others need to write to us and to believe us."""
    exchanges = [record.split()[-1].rstrip(".") for record in look(settings.domain, "MX")]
    if exchanges:
        yield Finding(State.GOOD, f"MX of {settings.domain}: {', '.join(exchanges)}")
    else:
        yield Finding(
            State.BAD,
            f"{settings.domain} has no MX record: nobody can write to it",
            f"add: {settings.domain}. MX 10 {settings.helo_name}.",
        )
    addresses = [address for name in exchanges for kind in ("A", "AAAA") for address in look(name, kind)]
    if exchanges and not addresses:
        yield Finding(State.BAD, f"{exchanges[0]} has no address", f"add: {exchanges[0]}. A <this machine's address>")
    policy = [text for text in look(settings.domain, "TXT") if "v=spf1" in text]
    if len(policy) == 1:
        yield Finding(State.GOOD, f"SPF: {policy[0]}")
    else:
        what = "no SPF record" if not policy else "several SPF records, which counts as none"
        yield Finding(
            State.BAD,
            f"{settings.domain} has {what}: answers land in spam",
            f'add one: {settings.domain}. TXT "v=spf1 mx -all" (and your relay\'s include)',
        )
    if not any("v=DMARC1" in text for text in look(f"_dmarc.{settings.domain}", "TXT")):
        yield Finding(State.WARN, "no DMARC record", f'add: _dmarc.{settings.domain}. TXT "v=DMARC1; p=none"')
    for address in addresses[:2]:
        name = ip_address(address).reverse_pointer
        if not look(name, "PTR"):
            yield Finding(State.WARN, f"{address} has no reverse name", "ask who gave you the address to set one")


def _names(settings: Settings) -> Iterator[Finding]:
    yield Finding(State.GOOD, f"people write to {settings.address}; sign-up is {settings.sign_up.value}")
    try:
        socket.getaddrinfo("localhost", None)
    except OSError:
        yield Finding(State.WARN, "localhost does not resolve", "add it to /etc/hosts")


def _trust(settings: Settings) -> Iterator[Finding]:
    for check in (examining.senders, examining.files, examining.texts, examining.certificate):
        for state, what, remedy in check(settings):
            yield Finding(State(state), what, remedy)


_CHECKS = (_names, _trust, _database, _port, _relay, _dns)
commands = (doctor,)
