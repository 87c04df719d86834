"""What a host may decide: read once from the environment (NEXTROUND_…) or an env file, then frozen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import time
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from mailer.errors import BadSetting


class SignUp(StrEnum):
    """Who may become a person by writing."""

    CLOSED = "closed"  # only those the host adds with `nextround people add`
    INVITE = "invite"  # those too who write to an address that `nextround people invite` made
    OPEN = "open"  # whoever writes, once their mail is verified


class RelayTls(StrEnum):
    """How the connection to the relay is protected."""

    STARTTLS = "starttls"  # plain connection turned into TLS before anything is said; refused where not offered
    IMPLICIT = "implicit"  # TLS from the first byte, usually port 465
    NONE = "none"  # only for a relay on this machine


class Settings(BaseSettings):
    """Every setting, its default and what it is for; deploy/nextround.env.example shows them all."""

    model_config = SettingsConfigDict(env_prefix="NEXTROUND_", frozen=True, extra="ignore")

    data_dir: Path = Field(Path("var"), description="where the database, the Maildir and keys live")
    domain: str = Field("nextround.localhost", description="the mail domain; people write to MAILBOX@DOMAIN")
    mailbox: str = Field("coach", description="the local part that people write to")
    hostname: str = Field("", description="this server's name in SMTP greetings; empty: the domain")

    smtp_listen: str = Field(
        "127.0.0.1:2525", description="address:port for SMTP, several with commas, IPv6 in brackets; empty: none"
    )
    lmtp_listen: str = Field("", description="the same for LMTP, or a socket's path that starts with /; empty: none")
    tls_listen: str = Field("", description="the same for SMTP that is TLS from the first byte; empty: none")
    tls_cert: Path | None = Field(None, description="certificate chain as PEM, for STARTTLS and tls_listen")
    tls_key: Path | None = Field(None, description="its private key; empty: in the same file")
    require_starttls: bool = Field(False, description="take no mail over SMTP before STARTTLS")
    proxies: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="networks of proxies that must tell the client's address by the PROXY protocol"
    )
    check_at_door: bool = Field(
        True, description="refuse mail that its From domain asks to refuse (DMARC), where clients come straight to us"
    )
    trusted_peers: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="networks whose mail counts as verified; never list a front server here"
    )
    front_servers: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="networks of the host's own front servers, which hand on other people's mail"
    )
    authserv_id: str = Field(
        "", description="name by which the front server signs Authentication-Results; believed from front_servers only"
    )
    arc_forwarders: tuple[str, ...] = Field(
        (), description="domains whose ARC seals are believed for mail they forward"
    )
    text_key: Path | None = Field(
        None, description="file with keys that seal people's texts in the database, one a line; keep it out of data_dir"
    )
    require_authentication: bool = Field(
        True, description="act only on mail whose From is shown by DKIM, SPF, the front server or a reply token"
    )
    resolver: str = Field("", description="DNS servers as address or address:port, with commas; empty: the system's")
    sign_up: SignUp = Field(SignUp.CLOSED, description="who may become a person by writing: closed, invite or open")
    answers_per_person: int = Field(30, ge=1, description="answers to one person in an hour; three times that in a day")
    answers_per_domain: int = Field(2_000, ge=1, description="answers to one domain in an hour; the rest waits")
    answers_in_all: int = Field(10_000, ge=1, description="answers in an hour; the rest waits")
    max_message_bytes: int = Field(26_214_400, ge=10_000, description="largest mail taken, in bytes")
    max_line_bytes: int = Field(200_000, ge=1_000, description="longest line taken, in bytes")
    max_recipients: int = Field(20, ge=1, description="recipients in one mail")
    max_connections: int = Field(200, ge=1, description="SMTP and LMTP connections at a time")
    max_connections_per_peer: int = Field(60, ge=1, description="connections at a time from one address")
    max_unfinished_bytes: int = Field(
        134_217_728, ge=10_000, description="bytes of mail being received at a time, over all connections"
    )
    session_timeout: int = Field(300, ge=10, description="seconds of silence after which a session ends")

    writer: bool = Field(
        True, description="word notes with the built-in language model, a second or two each; false: ready sentences"
    )
    workers: int = Field(1, ge=1, le=32, description="processes that read mail and word the answers")
    lease_seconds: int = Field(60, ge=5, description="how long a worker may hold a mail before another takes it")
    max_attempts: int = Field(5, ge=1, description="tries after which a mail goes to the shelf")

    relay_host: str = Field("", description="the SMTP server that delivers for us; empty: a Maildir in data_dir")
    relay_port: int = Field(587, ge=1, le=65535, description="the relay's port")
    relay_tls: RelayTls = Field(RelayTls.STARTTLS, description="starttls, implicit or none")
    relay_user: str = Field("", description="user name at the relay; empty: no login")
    relay_password: SecretStr = Field(SecretStr(""), description="password at the relay; better in a file")
    relay_password_file: Path | None = Field(None, description="file that holds the relay's password")
    relay_connections: int = Field(4, ge=1, le=50, description="connections to the relay at a time")
    relay_ca_file: Path | None = Field(None, description="certificates to trust at the relay besides the system's")
    relay_timeout: int = Field(
        60, ge=1, description="seconds the relay may take to answer; ten times that after the text"
    )

    zone: str = Field("UTC", description="time zone of people who have not told theirs")
    night_before: time = Field(time(19, 0), description="when the night-before mail goes out, in the person's zone")
    morning_of: time = Field(time(7, 30), description="when the morning-of mail goes out, in the person's zone")
    quiet_from: time = Field(time(21, 30), description="start of the quiet hours, in the person's zone")
    quiet_until: time = Field(time(6, 30), description="end of the quiet hours, in the person's zone")

    retention_days: int = Field(30, ge=0, description="days after which the raw bytes of a mail are deleted")
    log_level: str = Field("info", description="debug, info, warning or error; no level logs anyone's text")

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("use a name such as Europe/Paris")
        return zone

    @field_validator("domain", "mailbox")
    @classmethod
    def _lower(cls, value: str) -> str:
        if not value or "@" in value or any(c.isspace() for c in value):
            raise ValueError("use a plain name without @ or blanks")
        return value.lower()

    @field_validator("mailbox")
    @classmethod
    def _short(cls, value: str) -> str:
        # RFC 5321 §4.5.3.1.1: 64 octets for a local part, and reply addresses add 39 to it.
        if len(value.encode()) > 25 or "+" in value:
            raise ValueError("use at most 25 characters, and no plus sign")
        return value

    @property
    def address(self) -> str:
        """The address that people write to."""
        return f"{self.mailbox}@{self.domain}"

    @property
    def helo_name(self) -> str:
        """The name this server gives itself in SMTP."""
        return self.hostname or self.domain

    @property
    def database(self) -> Path:
        """The one database file."""
        return self.data_dir / "nextround.sqlite3"

    @property
    def place(self) -> tuple[Path, Path | None]:
        """The database file, and the file with the keys of its texts: what `open_store` takes."""
        return self.database, self.text_key

    @property
    def maildir(self) -> Path:
        """Where mail goes when no relay is set."""
        return self.data_dir / "maildir"

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The zone of people who have not told theirs."""
        return ZoneInfo(self.zone)

    def relay_secret(self) -> str:
        """Return the relay's password; the file wins. Raises BadSetting where the file cannot be read."""
        if self.relay_password_file is None:
            return self.relay_password.get_secret_value()
        try:
            return self.relay_password_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"NEXTROUND_RELAY_PASSWORD_FILE: cannot be read ({error.strerror})") from error

    def trusts(self, peer: str) -> bool:
        """Tell whether mail from this IP address counts as verified."""
        return _within(peer, self.trusted_peers)

    def fronts(self, peer: str) -> bool:
        """Tell whether this client is a front server of ours; whoever reaches the LMTP socket in the file system is."""
        return not peer or _within(peer, self.front_servers)


def _within(peer: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in networks)


def load(env_file: Path | None = None, **given: Any) -> Settings:
    """Read the settings: `given` first, then the environment, then the env file (NEXTROUND_ENV_FILE by default).

    Raises BadSetting that names the setting and says what would work.
    """
    file = env_file or os.environ.get("NEXTROUND_ENV_FILE")  # noqa: TID251 - the one place where the environment is read
    try:
        return Settings(_env_file=file, **given)  # type: ignore[call-arg]
    except ValidationError as error:
        lines = [f"NEXTROUND_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise BadSetting("\n".join(lines)) from None
