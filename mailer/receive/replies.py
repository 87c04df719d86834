"""SMTP replies on the wire: one write each, never a stray line break, and an enhanced code that agrees with the basic one."""

from __future__ import annotations

import re
from functools import lru_cache

TROUBLE = "451 4.3.0 Try again later"
NO_ROOM = "452 4.3.1 No room just now, try again later"
TOO_MUCH_IN_HAND = "452 4.3.1 Too much mail in hand, try again later"
TOO_BIG = "552 5.3.4 Message too big"
LINE_TOO_LONG = "500 5.5.2 Line too long"
BAD_SYNTAX = "500 5.5.2 Bad syntax"
TLS_FIRST = "530 5.7.0 Send STARTTLS first"
TLS_READY = "220 2.0.0 Ready for TLS"
TLS_ALREADY = "503 5.5.1 TLS is in use already"
TLS_CROWDED = "554 5.5.1 Nothing may come with STARTTLS"
NOT_FROM_THERE = "550 5.7.26 The From domain asks to refuse what it did not sign"
NO_SUCH_MAILBOX = "550 5.1.1 No such mailbox here"
NO_BOUNCES = "550 5.7.1 Nothing was ever sent from this address"
UNKNOWN_COMMAND = "500 5.5.1 Command not recognised"
NOT_OFFERED = "502 5.5.1 Command not offered here"
NO_MAIL_YET = "503 5.5.1 Send MAIL first"
NO_RECIPIENTS = "503 5.5.1 Send RCPT first"
NO_ARGUMENT = "501 5.5.4 This command takes no argument"
NAME_NEEDED = "501 5.5.4 Give your host name"
ADDRESS_NEEDED = "501 5.5.4 Give an address"
NEEDS_UTF8 = "553 5.6.7 An address outside ASCII needs SMTPUTF8"
CANNOT_VERIFY = "252 2.5.0 Not telling, but send the mail and see"
BYE = "221 2.0.0 Bye"
GO_AHEAD = "354 End with a line that holds only a dot"
CLOSING = "421 4.3.2 Closing down, try again soon"
SILENT = "421 4.4.2 Too slow, closing"
TOO_MANY_ERRORS = "421 4.7.0 Too many errors, closing"
TOO_MANY_COMMANDS = "421 4.7.0 Too many commands without a mail, closing"
NOT_SMTP = "421 4.7.0 This is no web server, closing"
TOO_MANY_CONNECTIONS = "421 4.3.2 Too many connections, try again later"
TOO_MANY_FROM_PEER = "421 4.7.0 Too many connections from your address, try again later"

# RFC 2034 §4 wants an enhanced code on these; the library's own replies have none. RFC 3463 §3 gives the meanings.
_ENHANCED = {
    "214": "2.0.0", "221": "2.0.0", "250": "2.0.0", "252": "2.5.0",
    "421": "4.3.2", "450": "4.2.0", "451": "4.3.0", "452": "4.3.1", "454": "4.7.0", "455": "4.5.4",
    "500": "5.5.2", "501": "5.5.4", "502": "5.5.1", "503": "5.5.1", "504": "5.5.4", "530": "5.7.0",
    "550": "5.0.0", "551": "5.1.6", "552": "5.3.4", "553": "5.1.3", "554": "5.0.0", "555": "5.5.4",
}  # fmt: skip
_HAS_CODE = re.compile(r"([245])\d\d \1\.\d{1,3}\.\d{1,3}( |\Z)")  # one that agrees, and no other


@lru_cache(maxsize=512)
def wire(status: str) -> bytes:
    """Return one reply line as bytes, its enhanced code filled in where it has none."""
    basic = status[:3]
    if basic in _ENHANCED and not _HAS_CODE.match(status):
        status = f"{basic} {_ENHANCED[basic]} {status[4:]}"
    return _clean(status) + b"\r\n"


@lru_cache(maxsize=64)
def plain(*lines: str) -> bytes:
    """Return a reply of one or more lines with basic codes only: greetings and answers to HELO (RFC 2034 §4)."""
    last = len(lines) - 1
    return b"".join(
        _clean(line[:3]) + (b" " if n == last else b"-") + _clean(line[4:]) + b"\r\n" for n, line in enumerate(lines)
    )


def _clean(text: str) -> bytes:
    return bytes(c if 32 <= c < 127 else 63 for c in text.encode("ascii", "replace"))
