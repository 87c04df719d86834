"""Reads Authentication-Results (RFC 8601), from any text; what cannot be read counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

VALUE_AT_MOST = 10_000

_QUOTED_PAIR = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Result:
    """What one method found: `dkim=pass header.d=example.org`."""

    method: str
    value: str
    properties: Mapping[str, str]  # by ptype.property, in lower case


@dataclass(frozen=True, slots=True)
class Results:
    """One header: who checked, and what came out."""

    server: str  # authserv-id, in lower case
    found: tuple[Result, ...]


def read(value: str) -> Results:
    """Return what a header says; an empty server where it cannot be read."""
    text = _without_comments(value[:VALUE_AT_MOST])
    if text is None:
        return Results("", ())
    first, *rest = _split(text)
    words = _words(first)
    # RFC 8601 §2.2: a version may follow the authserv-id.
    if not words or len(words) > 2:
        return Results("", ())
    found = [result for part in rest if (result := _result(part)) is not None]
    return Results(words[0].lower(), tuple(found))


def _without_comments(value: str) -> str | None:
    """Return the text without its nested comments (RFC 5322 §3.2.2); None where one never ends."""
    out: list[str] = []
    depth, quoted, skip = 0, False, False
    for char in value:
        if skip:
            skip = False
            if not depth:
                out.append(char)
        elif char == "\\" and (quoted or depth):
            skip = True
            if not depth:
                out.append(char)
        elif char == '"' and not depth:
            quoted = not quoted
            out.append(char)
        elif char == "(" and not quoted:
            depth += 1
            out.append(" " if depth == 1 else "")
        elif char == ")" and depth and not quoted:
            depth -= 1
        elif not depth:
            out.append(char)
    return None if depth or quoted else "".join(out)


def _split(text: str) -> list[str]:
    """Split at semicolons outside quotes."""
    return re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^;"])+', text) or [""]


def _words(text: str) -> list[str]:
    return [_plain(word) for word in re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+', text)]


def _result(part: str) -> Result | None:
    words = [_plain(word) for word in re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+', re.sub(r"\s*=\s*", "=", part))]
    if not words or "=" not in words[0]:
        return None
    method, _, value = words[0].partition("=")
    properties: dict[str, str] = {}
    for word in words[1:]:
        name, equals, content = word.partition("=")
        if equals and "." in name:
            properties.setdefault(name.lower(), content)
    return Result(method.partition("/")[0].lower(), value.lower(), properties)


def _plain(word: str) -> str:
    return re.sub(r'"((?:[^"\\]|\\.)*)"', lambda match: _QUOTED_PAIR.sub(r"\1", match[1]), word)
