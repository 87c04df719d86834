"""Writes header lines: 7-bit, folded, encoded where a person reads them and never where a machine does.

Control characters, CR and LF among them, are removed from every value, so no value can begin a new header.
"""

import base64
import binascii
import re

from mailer.message.address import Address, ascii_domain

LINE_WISHED = 76
LINE_AT_MOST = 998
ENCODED_AT_MOST = 75  # RFC 2047 §2
VALUE_AT_MOST = 8_000

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ATOM_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*\Z")
_DOT_ATOM = re.compile(r"[^\s()<>\[\]:;@\\,.\"\x00-\x1f\x7f]+(?:\.[^\s()<>\[\]:;@\\,.\"\x00-\x1f\x7f]+)*\Z")
_NAME = re.compile(r"[!-9;-~]{1,60}\Z")


def clean(value: str) -> str:
    """The value without controls and lone surrogates, as one line; runs of them become one blank."""
    value = value[:VALUE_AT_MOST]
    return (value if value.isprintable() else _CONTROL.sub(" ", value)).strip()


def structured(name: str, value: str) -> str:
    """A header for machines (ids, lists, dates): folded at blanks and commas only, never an encoded word.

    Characters outside ASCII are dropped: no such value may hold them.
    """
    value = clean(value)
    value = value if value.isascii() else value.encode("ascii", "ignore").decode("ascii")
    return _fold(name, value.split(" "))


def unstructured(name: str, value: str) -> str:
    """A header for people, such as Subject."""
    value = " ".join(clean(value).split())
    if value.isascii() and "=?" not in value and all(len(word) < LINE_AT_MOST - 80 for word in value.split(" ")):
        return _fold(name, value.split(" "))
    return _fold(name, encoded(value, len(name) + 2))


def mailboxes(name: str, addresses: tuple[Address, ...]) -> str:
    """An address header; a local part outside ASCII is written as it is (RFC 6532), since it has no other form."""
    words: list[str] = []
    for place, address in enumerate(addresses):
        words.extend(mailbox(address))
        if place < len(addresses) - 1:
            words[-1] += ","
    return _fold(name, words)


def mailbox(address: Address) -> list[str]:
    """The words of `Name <local@domain>`, name quoted or encoded as it needs."""
    email = addr_spec(address.email)
    display = " ".join(clean(address.name).split())[:200]
    if not display:
        return [email]
    if not display.isascii() or "=?" in display:
        return [*encoded(display, 12), f"<{email}>"]
    if not _ATOM_PHRASE.match(display):
        escaped = display.replace("\\", "\\\\").replace('"', '\\"')
        display = f'"{escaped}"'
    return [*display.split(" "), f"<{email}>"]


def addr_spec(email: str) -> str:
    """The address with its domain in ASCII and its local part quoted where it must be."""
    local, _, domain = clean(email).rpartition("@")
    domain = re.sub(r"[^\w.\-:\[\]]", "", ascii_domain(domain))
    if not _DOT_ATOM.match(local):
        inner = (
            local[1:-1]
            if len(local) > 1 and local[0] == local[-1] == '"'
            else local.replace("\\", "\\\\").replace('"', '\\"')
        )
        local = f'"{inner}"'
    return f"{local}@{domain}"


def encoded(text: str, used: int = 0) -> list[str]:
    """The text as RFC 2047 words, each whole characters only; Q where that is shorter, else B."""
    raw = text.encode("utf-8")
    in_q = sum(1 if byte < 0x80 else 3 for byte in raw) <= len(raw) * 4 // 3 + 4
    words: list[str] = []
    piece, size = "", 0.0
    room = ENCODED_AT_MOST - 12 - min(used, 40)
    for character in text:
        cost = _q_cost(character) if in_q else len(character.encode("utf-8")) * 4 / 3
        if piece and size + cost > room - (0 if in_q else 4):
            words.append(_word(piece, in_q))
            piece, size, room = "", 0.0, ENCODED_AT_MOST - 12
        piece += character
        size += cost
    if piece:
        words.append(_word(piece, in_q))
    return words


_Q_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/ ")


def _q_cost(character: str) -> int:
    return 1 if character in _Q_PLAIN else 3 * len(character.encode("utf-8"))


def _word(piece: str, in_q: bool) -> str:
    if not in_q:
        return f"=?utf-8?b?{base64.b64encode(piece.encode('utf-8')).decode('ascii')}?="
    body = "".join(
        "_"
        if character == " "
        else character
        if character in _Q_PLAIN
        else "".join(f"={byte:02X}" for byte in character.encode("utf-8"))
        for character in piece
    )
    return f"=?utf-8?q?{body}?="


def _fold(name: str, words: list[str]) -> str:
    if not _NAME.match(name):
        raise ValueError("a header name holds printable ASCII without a colon only")
    lines: list[str] = []
    line = f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > LINE_WISHED and line.strip() and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    lines.append(line)
    return "\r\n".join(piece for line in lines for piece in _broken(line)) + "\r\n"


def _broken(line: str) -> list[str]:
    """A single word too long for any line is cut hard: RFC 5322 §2.1.1 allows no longer one."""
    return (
        [line]
        if len(line) <= LINE_AT_MOST
        else [(" " if at else "") + line[at : at + 900] for at in range(0, len(line), 900)]
    )


def quoted_printable(text: str) -> bytes:
    """The text, lines ending in LF, as quoted-printable with CRLF; `From ` and lone dots at a line's start are safe."""
    data = binascii.b2a_qp(text.encode("utf-8"), istext=True)
    if b"From " in data:
        data = re.sub(rb"^From ", b"=46rom ", data, flags=re.MULTILINE)
    return data.replace(b"\n", b"\r\n")


def base64_lines(data: bytes) -> bytes:
    """Base64 in lines of 76 with CRLF (RFC 2045 §6.8)."""
    return (
        b"\r\n".join(binascii.b2a_base64(data[at : at + 57], newline=False) for at in range(0, len(data), 57)) + b"\r\n"
    )
