"""Takes a MIME body apart into leaves within fixed bounds, undoing transfer encodings (RFC 2045, 2046, 2231)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from mailer.message import headers as header_block
from mailer.message.charset import decode
from mailer.message.headers import Headers, decoded

DEPTH_AT_MOST = 20
PARTS_AT_MOST = 200

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]*\Z")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_SECTION = re.compile(r"(.+?)\*(\d{1,3})?(\*?)$")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One undivided part: its headers, type, decoded bytes and the multipart types around it, outermost first."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    payload: bytes
    within: tuple[str, ...]
    first: bool


def leaves(headers: Headers, body: bytes, problems: list[str]) -> Iterator[Leaf]:
    """The leaves of a message in reading order; faults found on the way are added to `problems`."""
    budget = [PARTS_AT_MOST]
    yield from _walk(headers, body, (), True, "text/plain", budget, problems)


def _walk(
    headers: Headers,
    body: bytes,
    within: tuple[str, ...],
    first: bool,
    default: str,
    budget: list[int],
    problems: list[str],
) -> Iterator[Leaf]:
    content_type, parameters = content(headers, "content-type", default)
    if content_type.startswith("multipart/") and len(within) < DEPTH_AT_MOST:
        if pieces := _pieces(body, parameters.get("boundary", ""), budget, problems):
            inner = "message/rfc822" if content_type == "multipart/digest" else "text/plain"
            for place, piece in enumerate(pieces):
                below, rest, faults = header_block.split(piece) if piece[:1] != b"\n" else ({}, piece[1:], ())
                problems.extend(fault for fault in faults if fault != "header-none")
                yield from _walk(below, rest, (*within, content_type), place == 0, inner, budget, problems)
            return
        problems.append("boundary-missing")
        content_type = "text/plain"
    elif content_type.startswith("multipart/"):
        problems.append("nesting-deep")
        content_type = "application/octet-stream"
    payload = _undone(headers, body, content_type, problems)
    yield Leaf(headers, content_type, parameters, payload, within, first)


def _pieces(body: bytes, boundary: str, budget: list[int], problems: list[str]) -> list[bytes]:
    """The parts between boundary lines; a missing boundary parameter is guessed from the body's first `--` line."""
    mark = b"--" + boundary.strip().encode("utf-8", "replace")[:200] if boundary.strip() else b""
    if not mark or mark not in body:
        guess = re.search(rb"^--[^\s-][^\n]{1,150}(?=[ \t]*\n[Cc]ontent-)", body, re.MULTILINE)
        if guess is None:
            return []
        problems.append("boundary-wrong")
        mark = guess[0].rstrip()
    pieces: list[bytes] = []
    start, at, closed = -1, -1, False
    while (at := body.find(mark, at + 1)) >= 0 and not closed:
        if at and body[at - 1] != 10:
            continue
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        tail = body[at + len(mark) : min(end, at + len(mark) + 80)].strip()
        if tail not in (b"", b"--"):
            continue
        if start >= 0:
            if budget[0] <= 0:
                problems.append("parts-many")
                return pieces
            budget[0] -= 1
            pieces.append(body[start : max(start, at - 1)])
        closed, start = tail == b"--", end + 1
    if not closed and start >= 0:
        problems.append("boundary-unclosed")
        pieces.append(body[start:])
    return pieces


def content(headers: Headers, name: str, default: str) -> tuple[str, dict[str, str]]:
    """(value in lower case, parameters) of a Content-Type or Content-Disposition header."""
    raw = headers.get(name, ("",))[0]
    if not raw:
        return default, {}
    value, semicolon, rest = raw.partition(";")
    value = value.strip().strip('"').lower()
    if name == "content-type" and value.count("/") != 1:
        value = "text/plain" if value in ("text", "") else "application/octet-stream"
    return value, _parameters(semicolon + rest) if rest else {}


def _parameters(text: str) -> dict[str, str]:
    """Parameters with RFC 2231 continuations and charsets joined, RFC 2047 words in values decoded as well."""
    plain: dict[str, str] = {}
    cut: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(text[:8_192]):
        key, value = match[1].lower(), match[2].strip()
        if value[:1] == '"':
            value = re.sub(r"\\(.)", r"\1", value.strip('"'))
        if "*" in key and (section := _SECTION.match(key)):
            encoded = bool(section[3]) or section[2] is None
            cut.setdefault(section[1], []).append((int(section[2] or 0), encoded, value))
        else:
            plain.setdefault(key, decoded(value) if "=?" in value else value)
    for key, sections in cut.items():
        plain[key] = _joined(sorted(sections))
    return plain


def _joined(sections: list[tuple[int, bool, str]]) -> str:
    label, raw = "utf-8", b""
    for place, (_, encoded, value) in enumerate(sections):
        if place == 0 and encoded and value.count("'") >= 2:
            label, _, value = value.split("'", 2)
        raw += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    return decode(raw, label or "utf-8")[0]


def _undone(headers: Headers, body: bytes, content_type: str, problems: list[str]) -> bytes:
    encoding = headers.get("content-transfer-encoding", ("",))[0].split(";")[0].strip().strip('"').lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        return _base64(body, content_type.startswith("text/"), problems)
    if encoding in ("x-uuencode", "uuencode", "x-uue"):
        return _uu(body, problems)
    return body


def _base64(body: bytes, is_text: bool, problems: list[str]) -> bytes:
    trailer = b""
    if not _BASE64_LINE.match(body):
        # A list's footer pasted under the encoded text, or a label that lies.
        lines = body.split(b"\n")
        good = next((n for n, line in enumerate(lines) if not _BASE64_LINE.match(line)), len(lines))
        problems.append("base64-broken")
        if is_text and not any(len(line) > 20 for line in lines[:good]):
            return body
        if is_text:
            body, trailer = b"\n".join(lines[:good]), b"\n" + b"\n".join(lines[good:])
    try:
        return binascii.a2b_base64(body) + trailer
    except binascii.Error:
        problems.append("base64-broken")
    clean = _NOT_BASE64.sub(b"", body)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)) + trailer


def _uu(body: bytes, problems: list[str]) -> bytes:
    out: list[bytes] = []
    for line in body.split(b"\n"):
        if line.startswith(b"begin ") or not line.strip():
            continue
        if line.strip() == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            problems.append("uuencode-broken")
    return b"".join(out)
