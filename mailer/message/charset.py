"""Turns bytes into text whatever their label says: unknown charsets, lying ones and none at all."""

import codecs
import re
from functools import lru_cache

# WHATWG Encoding Standard: what senders label with the left-hand name is in practice the right-hand superset.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "johab": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso8859-8": "cp1255",
}
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-mac-roman": "mac-roman",
    "iso-8859-8-i": "cp1255",
    "ansi": "cp1252",
    "ansi_x3.4-1968": "cp1252",
}
# Codecs that are slow on hostile input or turn plain text into something else.
_REFUSED = {"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "charmap"}
_LABEL = re.compile(r"[^a-z0-9_.:+-]")
_HIGH_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=512)
def codec(label: str) -> str | None:
    """The Python codec for a charset label, or None where the label names no charset we would decode with."""
    name = _LABEL.sub("", label.lower())[:40]
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(info.name, info.name)


def decode(data: bytes, label: str | None = None) -> tuple[str, str | None]:
    """Text of `data` and a problem code (`charset-unknown`, `charset-lie`, `charset-broken`) or None.

    Never raises. Valid UTF-8 with multi-byte sequences wins over a single-byte label, because no one writes
    such text in a single-byte charset by accident.
    """
    if data.isascii() and (
        label is None or not label.lower().startswith(("utf-16", "utf-32", "iso-2022", "utf-7", "hz"))
    ):
        return data.decode("ascii"), None
    if data[:3] == codecs.BOM_UTF8:
        data = data[3:]
    elif data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return scrub(data.decode("utf-16", "replace")), None
    name = codec(label) if label else None
    problem = "charset-unknown" if label and name is None else None
    if name is None or name.startswith("cp125") or name.startswith("iso8859"):
        try:
            return data.decode("utf-8"), problem or ("charset-lie" if name else None)
        except UnicodeDecodeError:
            pass
    if name is None or name == "utf-8":
        return _guess(data, problem if name is None else "charset-broken")
    try:
        return scrub(data.decode(name)), problem
    except (UnicodeError, ValueError):
        pass
    if name == "cp1252":
        return data.decode("cp1252", "replace").replace("\ufffd", ""), problem
    try:
        return data.decode("utf-8"), "charset-lie"
    except UnicodeDecodeError:
        return _replaced(data, name), "charset-broken"


def _guess(data: bytes, problem: str | None) -> tuple[str, str | None]:
    """Text of bytes without a usable label: UTF-8 where it is meant, else the Western code page."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    high = sum(1 for byte in data[:20_000] if byte >= 0x80)
    sequences = sum(len(found) for found in _HIGH_UTF8.findall(data[:20_000]))
    if sequences * 2 > high:
        return data.decode("utf-8", "replace"), problem or "charset-broken"
    return data.decode("cp1252", "replace"), problem


def _replaced(data: bytes, name: str) -> str:
    try:
        return scrub(data.decode(name, "replace"))
    except (UnicodeError, ValueError):
        return data.decode("latin-1")


def scrub(text: str) -> str:
    """The text without lone surrogates, which no later step could encode."""
    return _SURROGATE.sub("\ufffd", text) if not text.isascii() else text
