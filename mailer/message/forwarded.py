"""Reads a mail that was passed on inside another: who wrote it, when, about what, and what it says."""

import re
from dataclasses import dataclass
from datetime import datetime

from mailer.message import address, cues, quotes
from mailer.message.address import Address
from mailer.message.parse import when

_OFFSET = re.compile(r"[+-]\d\d:?\d\d\b|\b(?:GMT|UTC|Z)\b")
_HALF_DAY = re.compile(r"\b(\d{1,2})((?::\d\d){1,2})\s?([AaPp])\.?[Mm]\b\.?")
_RUN_ON = re.compile(r"From:(.{1,300}?)\s?To:(.{1,2000}?)\s?Sent:(.{1,80}?)\s?Subject:(.{0,998})$")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail passed on: what its header block says, as far as it can be read, and its text.

    `date` is None where the block names no offset: its zone is then the forwarder's, which no header tells.
    """

    from_: Address | None
    date: datetime | None
    date_text: str
    subject: str
    to: tuple[Address, ...]
    text: str


def read(text: str) -> Forwarded:
    """The forwarded mail in the text from its announcing line on."""
    lines = text.split("\n")
    marked = sum(1 for line in lines if line.startswith(">"))
    if marked * 2 > sum(1 for line in lines[1:] if line.strip()):
        lines = [quotes.unquoted(line) for line in lines]  # Apple Mail quotes what it forwards
    if (run_on := _RUN_ON.search(lines[0][:4_000])) is not None:
        fields = dict(zip(("from", "to", "date", "subject"), map(str.strip, run_on.groups()), strict=True))
        return _built(fields, lines[1:])
    start = next((at for at in range(min(len(lines), 12)) if quotes.block_length(lines, at)), None)
    if start is None:
        announced = cues.FORWARD.match(lines[0][:200]) or cues.ORIGINAL.match(lines[0][:200])
        return _built({}, lines[1:] if announced else lines)
    end = start + quotes.block_length(lines, start)
    return _built(_fields(lines[start:end]), lines[end:])


def _fields(block: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in block:
        found = cues.field(line)
        if found is not None:
            name = found[0]
            fields.setdefault(name, found[1])
        elif name and line.strip():
            fields[name] = f"{fields[name]} {line.strip()}".strip()
    return fields


def _built(fields: dict[str, str], lines: list[str]) -> Forwarded:
    sender = fields.get("from", "").replace("[mailto:", "<").replace("]", ">")
    named = Address(address.safe_name(sender), "") if sender else None
    return Forwarded(
        from_=address.parse(sender) or named,
        date=_moment(fields.get("date", "")),
        date_text=fields.get("date", ""),
        subject=fields.get("subject", ""),
        to=address.parse_list(fields.get("to", "")),
        text=tidy_lines("\n".join(lines)),
    )


def _moment(text: str) -> datetime | None:
    if _OFFSET.search(text) is None:
        return None
    return when(_HALF_DAY.sub(_in_24_hours, text).replace(" at ", " "))


def _in_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
    return f"{hour:02d}{match[2]}"


def tidy_lines(text: str) -> str:
    """The text without blanks at line ends, at its own ends, and with one blank line at most in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
