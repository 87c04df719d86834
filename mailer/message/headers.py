"""Splits a header block into names and values and decodes values (RFC 5322 §2.2, RFC 2047), from any bytes."""

import binascii
import re
from collections.abc import Mapping

from mailer.message.charset import decode

HEADERS_AT_MOST = 1_000
VALUE_AT_MOST = 32_768
BLOCK_AT_MOST = 512_000

Headers = Mapping[str, tuple[str, ...]]

_NAME = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
# Also takes encoded words with spaces inside, which RFC 2047 forbids and real senders write.
_WORD = re.compile(r"=\?([^?\s=]{1,60})\?([BbQq])\?([^?\n]{0,4000})\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def split(data: bytes) -> tuple[Headers, bytes, tuple[str, ...]]:
    """(headers by lower-cased name, body bytes, problem codes) of a message whose lines end in LF."""
    found: dict[str, list[str]] = {}
    problems: list[str] = []
    start, count = 0, 0
    while data.startswith(b"\n", start):
        start += 1
    if start and not _NAME.match(data, start):
        start = 0
    if data.startswith((b"From ", b">From "), start) and not _NAME.match(data, start):  # an mbox separator
        start = data.find(b"\n", start) + 1 or len(data)
    name = ""
    pieces: list[bytes] = []
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end]
        if not line or (line.isspace() and not _continues(data, end + 1)):
            start = end + 1
            break
        if line[:1] in (b" ", b"\t") and name:
            pieces.append(line)
        elif match := _NAME.match(line):
            _keep(found, name, pieces)
            name, pieces = match[1].decode("ascii").lower(), [line[match.end() :]]
            count += 1
        elif _continues(data, end + 1):
            problems.append("header-malformed")
        else:
            problems.append("header-unended" if name else "header-none")
            break
        start = end + 1
        if count > HEADERS_AT_MOST or start > BLOCK_AT_MOST:
            problems.append("headers-many")
            blank = data.find(b"\n\n", start)
            start = blank + 2 if blank >= 0 else len(data)
            break
    _keep(found, name, pieces)
    kept = {key: tuple(values) for key, values in found.items()}
    return kept, data[start:], tuple(dict.fromkeys(problems))


def _continues(data: bytes, start: int) -> bool:
    """Whether the next line is a header again, so that the odd line before it is only a fault in the block."""
    match = _NAME.match(data, start)
    return match is not None and match[1].lower() in _USUAL


_USUAL = {
    *(b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"reply-to", b"sender", b"in-reply-to"),
    *(b"references", b"mime-version", b"content-type", b"content-transfer-encoding", b"content-disposition"),
    *(b"received", b"return-path", b"dkim-signature", b"authentication-results", b"delivered-to"),
    *(b"x-mailer", b"user-agent", b"auto-submitted", b"precedence", b"list-id", b"list-unsubscribe"),
}


def _keep(found: dict[str, list[str]], name: str, pieces: list[bytes]) -> None:
    if name:
        raw = b"".join(pieces)[:VALUE_AT_MOST]
        found.setdefault(name, []).append(_text(raw))


def _text(raw: bytes) -> str:
    text = raw.decode("ascii") if raw.isascii() else decode(raw)[0]
    return text.replace("\x00", "").replace("\t", " ").strip()


def decoded(value: str) -> str:
    """A raw header value as a person reads it: encoded words decoded, white space single, no controls."""
    if "=?" in value:
        value = _words(value)
    return " ".join(_CONTROL.sub(" ", value).split())


def _words(value: str) -> str:
    """Decodes encoded words; neighbours in one charset are joined first, since a character may be cut in two."""
    out: list[str] = []
    at, pending, label = 0, b"", ""
    value = _BETWEEN.sub("", value)
    for match in _WORD.finditer(value):
        charset = match[1].partition("*")[0].lower()
        if pending and (match.start() > at or charset != label):
            out.append(decode(pending, label)[0])
            pending = b""
        out.append(value[at : match.start()])
        pending += _word_bytes(match[2], match[3])
        at, label = match.end(), charset
    if pending:
        out.append(decode(pending, label)[0])
    out.append(value[at:])
    return "".join(out)


def _word_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
