"""The addresses of MAIL and RCPT: the plain ones by one pattern, the odd ones by the library's parser.

The library parses every address as a header would be, with comments, folding and encoded words. That costs a fifth
of a session, so addresses that need none of it are read here; what the pattern does not match goes to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Parsed = tuple[str | None, str | None]  # the address and what follows it; None: malformed

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9-]+"
_PLAIN = re.compile(rf"\s*<({_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*)>[ \t]*(.*)\Z", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def parse(arg: str, library: Callable[[str], Parsed]) -> Parsed:
    """Return address and rest; the null reverse-path is "<>" as the library has it (RFC 5321 §4.5.5)."""
    plain = _PLAIN.match(arg)
    if plain and plain[2].isascii():  # "SIZE=²" would pass for a number in the library
        return plain[1], plain[2]
    if _FORBIDDEN.search(arg) or "=?" in arg:
        # Bytes that are not UTF-8 cannot be stored as text, and the library would decode an encoded word into
        # an address that the client never wrote.
        return None, None
    try:
        address, rest = library(arg)
    except Exception:  # "<" alone is an IndexError in the library; whatever it cannot read is malformed
        return None, None
    return (address, rest) if (rest or "").isascii() else (None, None)
