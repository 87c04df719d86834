"""How much a client may take, and how long: the bounds of a session as values, and the moment when patience ends."""

from __future__ import annotations

from dataclasses import dataclass

from mailer.settings import Settings

STREAM_BYTES = 65_536  # read ahead of a session before its client has to wait
COMMAND_BYTES = 2_048  # RFC 5321 §4.5.3.1.4 asks for 512 at least, and extensions add to it
MAIL_SECONDS = 900.0
DATA_SECONDS = 180.0
DATA_PACE = 500.0
ERRORS = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one session may do, and all of them together."""

    message_bytes: int
    line_bytes: int  # of a line of the content, CRLF included
    recipients: int
    connections: int
    connections_per_peer: int  # an IPv6 peer is its /64
    unfinished_bytes: int  # content that is being read or committed, over all sessions
    silence: float  # seconds between commands: RFC 5321 §4.5.3.2.7 asks for 300 at least
    mail_seconds: float = MAIL_SECONDS  # from connecting, or from the last mail, to the end of the next
    data_seconds: float = DATA_SECONDS  # for the content, plus a second for every `data_pace` bytes
    data_pace: float = DATA_PACE
    errors: int = ERRORS  # refused commands since the last mail
    commands: int = 200  # commands of any kind since the last mail

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits a host has set."""
        return cls(
            message_bytes=settings.max_message_bytes,
            line_bytes=settings.max_line_bytes,
            recipients=settings.max_recipients,
            connections=settings.max_connections,
            connections_per_peer=settings.max_connections_per_peer,
            unfinished_bytes=max(settings.max_unfinished_bytes, 2 * settings.max_message_bytes),
            silence=settings.session_timeout,
            commands=200 + 2 * settings.max_recipients,
        )


@dataclass(slots=True)
class Patience:
    """When a session must have moved on; all times in seconds of one monotonic clock."""

    limits: Limits
    heard: float  # the last whole command
    progress: float  # connected, or took the last mail
    data_since: float | None = None

    def ends(self, taken: int) -> float:
        """Return the instant at which the session is closed, `taken` bytes of content having come so far."""
        overall = self.progress + self.limits.mail_seconds
        if self.data_since is None:
            return min(overall, self.heard + self.limits.silence)
        return min(overall, self.data_since + self.limits.data_seconds + taken / self.limits.data_pace)
