"""Renders the HTML of a mail as plain text that reads as the mail did, and remembers what was a quote.

One pass over lxml's parser events, no tree: twice as fast as inscriptis on a 58 KB mail (bench/message.py), and
depth costs no recursion. Nothing is fetched, no style sheet is read; what inline styles hide is left out.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree  # type: ignore[import-untyped]

from mailer.message.charset import scrub

INPUT_AT_MOST = 1_000_000
OUTPUT_AT_MOST = 400_000
QUOTE_DEPTH_AT_MOST = 30

_DROPPED = {
    *("style", "script", "head", "title", "template", "noscript", "svg", "math", "iframe", "object", "audio", "video"),
    *("select", "textarea", "button", "map", "canvas", "xml"),
}
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "form"),
    *("table", "tr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("figure", "fieldset", "body", "hr", "tbody", "thead", "caption", "details", "summary"),
}
_INLINE = {
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "font",
    "small",
    "big",
    "sub",
    "sup",
    "s",
    "o:p",
    "tt",
    "code",
    "label",
}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "wbr", "base", "embed", "source", "track", "param"}
_SPACED = {"p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "blockquote", "dl"}
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|max-height:0(?:px)?(?:;|$)|(?<![\w-])font-size:0(?:px|pt)?(?:;|$)"
    r"|(?<![\w-])opacity:0(?:;|$)"
)
_QUOTE_CLASS = re.compile(r"gmail_quote|cite|quote|reply_intro|zmail_extra", re.IGNORECASE)
_QUOTED = re.compile(
    r"gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|tutanota_quote|reply-intro|OutlookMessageHeader"
)
# Outlook puts the answered mail behind such an element, not inside it.
_REST_QUOTED = re.compile(
    r"divRplyFwdMsg|appendonsend|mail-editor-reference-message|ms-outlook-mobile-reference-message|OLK_SRC_BODY_SECTION"
)
_SIGNATURE = re.compile(
    r"gmail_signature|(?:^|\s)signature|moz-signature|ms-outlook-mobile-signature|apple-mail-signature|AppleMailSignature"
    r"|protonmail_signature|yahoo-signature|ydp\w*signature",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\r\n\f\xa0\u2007\u202f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u00ad\u034f\u200b\u2060\ufeff]")
_EMPTY_BLOCKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A rendered line; `mark` is `quote`, `signature` or empty, by what the HTML itself says."""

    text: str
    mark: str


def to_text(html: str) -> str:
    """The visible text of an HTML mail: blocks on lines of their own, lists as `- `, quotes behind `> `."""
    return "\n".join(line.text for line in render(html))


@lru_cache(maxsize=2)  # parsing and then splitting a mail ask for the same HTML
def render(html: str) -> tuple[Line, ...]:
    """The lines of `to_text`, each with its mark. Never raises, and bounded in input and output."""
    html = _CONTROLS.sub("", scrub(html[:INPUT_AT_MOST]))
    html = re.sub(r"\A\s*<\?xml[^>]{0,200}>", "", html)
    if not html.strip():
        return ()
    writer = _Writer()
    try:
        parser = etree.HTMLParser(target=writer, huge_tree=True, remove_comments=True)
        parser.feed(html)
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        writer.data(re.sub(r"<[^<>]*>", " ", html))
    return writer.finished()


def links(html: str) -> tuple[tuple[str, str], ...]:
    """(text, address) of each http, https, mailto or tel link, in order, at most 200."""
    found = re.findall(
        r"<a\b[^<>]{0,2000}?\bhref\s*=\s*[\"']?([^\"'\s<>]{1,2000})[^<>]*>([^<]{0,300})", html[:INPUT_AT_MOST], re.I
    )
    kept = [(" ".join(text.split()), url.replace("&amp;", "&")) for url, text in found]
    return tuple((text, url) for text, url in kept if re.match(r"(?:https?|mailto|tel):", url, re.I))[:200]


class _Writer:
    """Receives the parser's events and keeps the lines; the stack holds what each open element switched on."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.stack: list[tuple[str, str]] = []
        self.hidden = self.quote = self.marked = self.signature = self.pre = self.size = self.written_quote = 0
        self.rest_quoted = self.gap = self.space = False
        self.lists: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.hidden or tag in _DROPPED or (attributes and _is_hidden(attributes)):
            effect = "hide"
        elif tag in _INLINE and not attributes:
            effect = ""
        else:
            effect = self._effect(tag, attributes)
            self._open(tag, attributes)
        if tag not in _VOID:
            self.stack.append((tag, effect))
            if effect:
                self._switch(effect, 1)

    def _effect(self, tag: str, attributes: dict[str, str]) -> str:
        if tag == "blockquote":
            return "quote" if self._is_quote(attributes) else ""
        found = _labelled(attributes.get("class", ""), attributes.get("id", "")) if attributes else ""
        if found == "rest":
            self._end_line()
            self.rest_quoted = True
            return ""
        return found or ("pre" if tag == "pre" else "")

    def _is_quote(self, attributes: dict[str, str]) -> bool:
        """A plain blockquote is a quote only after a line such as `… wrote:`, else it is the writer's indent."""
        label = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if attributes.get("type", "").lower() == "cite" or attributes.get("cite") or _QUOTE_CLASS.search(label):
            return True
        last = "".join(self.words).strip() or next((line.text for line in reversed(self.lines) if line.text), "")
        return self.quote > 0 or self.marked > 0 or last.endswith(":")

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._break_line()
        elif tag in _BLOCKS:
            self._end_line()
            self.gap |= tag in _SPACED and not self.lists
            if tag in ("ul", "ol"):
                self.lists.append(0 if tag == "ul" else 1)
            elif tag == "li":
                self._bullet()
            elif tag == "hr":
                self.gap = True
        elif tag in ("td", "th"):
            if self.words and not self.words[-1].endswith("  "):
                self.words.append("  ")
            self.space = False
        elif tag == "img" and (alt := attributes.get("alt", "")) and len(alt) <= 4 and not alt.isascii():
            self.data(alt)  # an emoji sent as a picture

    def _bullet(self) -> None:
        indent = "  " * max(0, min(len(self.lists), 8) - 1)
        if self.lists and self.lists[-1]:
            self.words.append(f"{indent}{self.lists[-1]}. ")
            self.lists[-1] += 1
        else:
            self.words.append(f"{indent}- ")

    def end(self, tag: str) -> None:
        # The parser closes what the mail left open, so stack and events agree; the search is a fence.
        stack = self.stack
        if not stack or (stack[-1][0] != tag and not any(name == tag for name, _ in stack[-3:])):
            return
        while stack:
            name, effect = stack.pop()
            if effect != "hide" and name in _BLOCKS:
                self._close_block(name)
            if effect:
                self._switch(effect, -1)
            if name == tag:
                return

    def _close_block(self, name: str) -> None:
        self._end_line()
        if name in _SPACED:
            self.gap |= len(self.lists) < 2
            if name in ("ul", "ol") and self.lists:
                self.lists.pop()

    def _switch(self, effect: str, by: int) -> None:
        if effect == "hide":
            self.hidden += by
        elif effect == "quote":
            self._end_line()
            self.quote += by
            self.gap = False if by > 0 and not self.quote > 1 else self.gap
        elif effect in ("mark", "signature"):
            self._end_line()
            self.marked += by if effect == "mark" else 0
            self.signature += by if effect == "signature" else 0
        elif effect == "pre":
            self.pre += by

    def data(self, text: str) -> None:
        if self.hidden or self.size > OUTPUT_AT_MOST:
            return
        if self.pre:
            first, *rest = text.replace("\r", "").split("\n")
            self.words.append(first)
            for line in rest:
                self._break_line()
                self.words.append(line)
            return
        clean = _WHITE.sub(" ", text if text.isascii() else _INVISIBLE.sub("", text))
        if not clean:
            return
        if clean == " ":
            self.space = True
            return
        if self.words:
            if self.space and clean[0] != " ":
                self.words.append(" ")
        else:
            clean = clean.lstrip(" ")
        self.space = clean.endswith(" ")
        self.words.append(clean.rstrip(" ") if self.space else clean)

    def _end_line(self) -> None:
        if self.words:
            self._break_line()
        self.space = False

    def _break_line(self) -> None:
        text = "".join(self.words).rstrip()
        self.words = []
        self.space = False
        if self.gap and self.lines and self.lines[-1].text.strip("> ") and self.quote == self.written_quote:
            self._write("")
        self.gap, self.written_quote = False, self.quote
        self._write(text)

    def _write(self, text: str) -> None:
        if self.size > OUTPUT_AT_MOST:
            return
        depth = min(self.quote, QUOTE_DEPTH_AT_MOST)
        quoted = self.quote or self.marked or self.rest_quoted
        mark = "quote" if quoted else "signature" if self.signature else ""
        self.lines.append(Line(f"{'>' * depth} {text}".rstrip() if depth else text, mark))
        self.size += len(text) + depth + 2

    def comment(self, text: str) -> None:
        """Comments, Outlook's conditional ones among them, are not shown."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are not shown."""

    def close(self) -> None:
        self._end_line()

    def finished(self) -> tuple[Line, ...]:
        self._end_line()
        return _squeezed(self.lines)


def _is_hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style")
    return (style is not None and _hides(style[:2_000])) or "hidden" in attributes


@lru_cache(maxsize=1_024)
def _hides(style: str) -> bool:
    return _HIDDEN.search(style.lower().replace(" ", "")) is not None


@lru_cache(maxsize=1_024)
def _labelled(css_class: str, name: str) -> str:
    """What an element's class and id say it is: `rest`, `mark`, `signature`, or nothing."""
    label = f"{css_class[:500]} {name[:500]}"
    if _REST_QUOTED.search(label):
        return "rest"
    if _QUOTED.search(label):
        return "mark"
    return "signature" if _SIGNATURE.search(label) else ""


def _squeezed(lines: list[Line]) -> tuple[Line, ...]:
    """At most one blank line in a row, none at the ends."""
    out: list[Line] = []
    for line in lines:
        if line.text.strip() or (out and out[-1].text.strip()):
            out.append(line)
    while out and not out[-1].text.strip():
        out.pop()
    return tuple(out)
