"""One connection to the relay: opened with TLS and login as the host set it, then one mail after another."""

from __future__ import annotations

import asyncio
import re
import ssl

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from mailer.deliver.retry import Failure, Step, classify, lost
from mailer.errors import BadSetting
from mailer.settings import RelayTls, Settings
from mailer.store.outbox import Row

# RFC 5321 §4.5.3.2.6: who hangs up too early after the final dot gets the mail delivered twice.
AFTER_THE_DOT = 10
# RFC 5321 §4.1.2: Dot-string or Quoted-string, then a domain or an address literal. Nothing that could end the path.
_MAILBOX = re.compile(
    r'(?:[^\s<>()\[\],;:"\\@\x00-\x1f\x7f]+|"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*")'
    r"@(?:[^\s<>()\[\],;:\"\\@\x00-\x1f\x7f]+|\[[0-9A-Za-z.:]+\])"
)
_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class CannotOpen(Exception):
    """The relay could not be reached, trusted or logged in to."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """Return the context that checks the relay's certificate and name, or None where no TLS is wanted.

    Raises BadSetting for a certificate file that cannot be used, and for a password that would cross a network bare.
    """
    if settings.relay_tls is RelayTls.NONE:
        if settings.relay_user and settings.relay_host not in _ON_THIS_MACHINE:
            raise BadSetting(
                "NEXTROUND_RELAY_TLS: a login needs starttls or implicit unless the relay is on this machine"
            )
        return None
    context = ssl.create_default_context()
    if settings.relay_ca_file is not None:
        try:
            context.load_verify_locations(cafile=settings.relay_ca_file)
        except OSError as error:  # ssl.SSLError is one
            raise BadSetting(f"NEXTROUND_RELAY_CA_FILE: cannot be used ({error.strerror or error})") from error
    return context


class Session:
    """An open connection."""

    def __init__(self, client: SMTP, settings: Settings) -> None:
        self._client = client
        self._patience = float(settings.relay_timeout)
        self.since = 0.0  # loop time at which it was last put aside

    @property
    def alive(self) -> bool:
        """Tell whether the connection still stands, as far as known."""
        return self._client.is_connected

    async def send(self, row: Row) -> Failure | None:
        """Send one mail; None when the relay took it over."""
        step = Step.SENDER
        try:
            options, encoding = self._options(row)
            await self._say(b"MAIL", b"FROM:" + _path(row.sender, encoding), *options)
            step = Step.RECIPIENT
            await self._say(b"RCPT", b"TO:" + _path(row.recipient, encoding))
            step = Step.CONTENT
            # The library doubles leading dots, and sends a bare CR or LF, which must not be there, as CRLF.
            await self._client.data(row.raw, timeout=self._patience * AFTER_THE_DOT)
        except SMTPResponseException as error:
            if error.code == 421:  # RFC 5321 §3.8: the relay is closing the connection
                self._client.close()
            await self._reset()
            return classify(step, error.code, error.message)
        except TimeoutError:
            self._client.close()
            return lost(step, "timeout")
        except (SMTPException, OSError):
            self._client.close()
            return lost(step, "lost")
        except ValueError:  # an address that cannot be said, or needs SMTPUTF8 (RFC 6531) where it is not offered
            await self._reset()
            return Failure(step, "address", permanent=True)
        except asyncio.CancelledError:
            self._client.close()  # in the middle of a mail: good for no other
            raise
        return None

    async def close(self) -> None:
        """Say QUIT where the connection still stands."""
        try:
            if self.alive:
                await self._client.quit(timeout=2)
        except (SMTPException, OSError):
            pass  # the mails are all answered: nothing depends on the farewell
        finally:
            self._client.close()

    async def _say(self, *words: bytes) -> None:
        """Say a command that 250 or 251 answers; the library's own ones would rewrite an odd address silently."""
        code, text = await self._client.execute_command(*words)
        if code not in (250, 251):
            raise SMTPResponseException(code, text)

    def _options(self, row: Row) -> tuple[list[bytes], str]:
        offers = self._client.supports_extension
        wide = not (row.recipient.isascii() and row.sender.isascii()) and offers("smtputf8")
        options = [b"SIZE=%d" % len(row.raw)] if offers("size") else []
        if offers("8bitmime") and not row.raw.isascii():
            options.append(b"BODY=8BITMIME")
        if wide:
            options.append(b"SMTPUTF8")
        return options, "utf-8" if wide else "ascii"

    async def _reset(self) -> None:
        """Make the connection fit for the next mail, or close it."""
        try:
            if self.alive:
                await self._client.rset()
        except (SMTPException, OSError):
            self._client.close()


def _path(address: str, encoding: str) -> bytes:
    """Return an envelope address as MAIL and RCPT take it. Raises ValueError for what is none."""
    if address and not _MAILBOX.fullmatch(address):
        raise ValueError("not a mailbox")
    return b"<" + address.encode(encoding) + b">"


async def open_session(settings: Settings, context: ssl.SSLContext | None, password: str) -> Session:
    """Connect, secure the connection and log in. Raises CannotOpen."""
    client = SMTP(
        hostname=settings.relay_host,
        port=settings.relay_port,
        local_hostname=settings.helo_name,
        timeout=settings.relay_timeout,
        use_tls=settings.relay_tls is RelayTls.IMPLICIT,
        start_tls=False,
        tls_context=context,
    )
    step = Step.CONNECT
    try:
        await client.connect()
        if settings.relay_tls is RelayTls.STARTTLS:
            step = Step.TLS
            await client.starttls()
        step = Step.LOGIN
        if settings.relay_user:
            await client.login(settings.relay_user, password)
        else:
            await client.ehlo()
    except SMTPResponseException as error:
        client.close()
        raise CannotOpen(classify(step, error.code, error.message)) from error
    except (SMTPException, OSError) as error:
        client.close()
        raise CannotOpen(_why(step, error)) from error
    return Session(client, settings)


def _why(step: Step, error: Exception) -> Failure:
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return lost(Step.TLS, "certificate", ours=True)
    if isinstance(cause, ssl.SSLError):
        return lost(Step.TLS, "handshake", ours=True)
    if isinstance(error, TimeoutError):
        return lost(step, "timeout")
    if isinstance(error, aiosmtplib.SMTPServerDisconnected | OSError):
        return lost(step, "unreachable" if step is Step.CONNECT else "lost")
    return lost(step, "not offered", ours=True)  # the library's word for a missing STARTTLS or AUTH
