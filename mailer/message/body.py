"""Parts the newly written text of a mail from quotes, signature, disclaimer and forwarded mail, losing nothing."""

import itertools
import re
from dataclasses import dataclass, replace

from mailer.message import closing, forwarded, inline, quotes
from mailer.message import html as markup
from mailer.message.forwarded import Forwarded, tidy_lines
from mailer.message.parse import Message, inner
from mailer.message.quotes import Kind

LINES_AT_MOST = 20_000
WORD_AT_MOST = 1_500  # letters; links are long
GAP_AT_MOST = 100

_ENDLESS = re.compile(rf"(\S{{{WORD_AT_MOST}}})\S+|([^\S\n]{{{GAP_AT_MOST}}})[^\S\n]+")

_FORWARD_SUBJECT = re.compile(r"\s*\[?(?:fwd?|fw|wg|tr|rv|i|enc|doorst|pd|vs|vl|vb|转发)\s?[:：]", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"\s*(?:re|aw|sv|antw|ref|odp|res|ré|r|回复)(?:\[\d+\])?\s?[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text of one kind, exactly as it stood, its line ends included."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer written under a quoted passage: `asked` without its quote marks."""

    asked: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text taken apart. The texts of `pieces` in order are the whole text again.

    `new` is empty only for an empty mail, a bare forward, or a reply that says nothing above or below its
    announced quote. `answers` pairs quoted passages with what was written under each.
    """

    new: str
    quoted: str
    signature: str
    disclaimer: str
    forwarded: Forwarded | None
    answers: tuple[Answer, ...]
    pieces: tuple[Piece, ...]


def of(message: Message, answered: str = "") -> Body:
    """The body of a parsed mail; a mail attached as message/rfc822 counts as forwarded where the text forwards none.

    `answered` is the text of our own mail that this one replies to, where it is known.
    """
    author = message.from_.name if message.from_ else ""
    body = split(message.text, message.html, subject=message.subject, author=author, answered=answered)
    body = replace(body, new=_readable(body.new))
    if body.forwarded is not None:
        return replace(body, forwarded=replace(body.forwarded, text=_readable(body.forwarded.text)))
    attached = next((found for part in message.parts if (found := inner(part)) is not None), None)
    if attached is None:
        return body
    raw_date = attached.header("date") or ""
    passed_on = Forwarded(
        attached.from_, attached.date, raw_date, attached.subject, attached.to, _readable(attached.text)
    )
    return Body(body.new, body.quoted, body.signature, body.disclaimer, passed_on, body.answers, body.pieces)


def _readable(text: str) -> str:
    """A text without the rest of words and gaps that no person writes: many patterns would try each letter of them."""
    return _ENDLESS.sub(r"\1\2", text)


def passed_on(message: Message, body: Body) -> Body:
    """The body of a mail that somebody else wrote for a person, as if the person had passed it on without a word."""
    if body.forwarded is not None:
        return body
    text = "\n\n".join(each for each in (body.new, body.signature) if each)
    whole = Forwarded(message.from_, message.date, message.header("date") or "", message.subject, message.to, text)
    return replace(body, new="", forwarded=whole)


def split(text: str, html: str | None = None, *, subject: str = "", author: str = "", answered: str = "") -> Body:
    """Takes a text apart. `html` of the same mail helps where the text has no marks of its own.

    `subject` tells a forward from a reply where the body alone does not; `author`, the sender's display name,
    lets a bare name on the last line be seen as a signature. `answered`, the text of our mail, lets answers
    typed into its quoted copy be seen.
    """
    lines = text.split("\n", LINES_AT_MOST)
    kinds = _marked_by_html(lines, html)
    by_html = Kind.QUOTED in kinds
    is_forward = True if _FORWARD_SUBJECT.match(subject) else False if _REPLY_SUBJECT.match(subject) else None
    announced = quotes.mark(lines, kinds, is_forward) or by_html
    if answered:
        inline.mark(lines, kinds, answered)
    closing.mark(lines, kinds, author)
    if not any(line.strip() for line, kind in zip(lines, kinds, strict=True) if kind is Kind.NEW):
        _keep_something(lines, kinds, announced)
    return _body(lines, kinds)


def _keep_something(lines: list[str], kinds: list[Kind], announced: bool) -> None:
    """A text that would be stripped whole is kept, unless it clearly is another mail that was answered or forwarded."""
    if Kind.FORWARDED in kinds or (announced and Kind.QUOTED in kinds):
        return
    order = (Kind.SIGNATURE, Kind.QUOTED, Kind.DISCLAIMER)
    for wanted in order:
        if any(kind is wanted and line.strip() for line, kind in zip(lines, kinds, strict=True)):
            kinds[:] = [Kind.NEW if kind is wanted else kind for kind in kinds]
            return


def _marked_by_html(lines: list[str], html: str | None) -> list[Kind]:
    kinds = [Kind.NEW] * len(lines)
    if not html:
        return kinds
    rendered = markup.render(html)
    own = [line.text for line in rendered] == lines or [line.text for line in rendered] == lines[:-1]
    if own:
        for at, line in enumerate(rendered):
            kinds[at] = (
                Kind.QUOTED if line.mark == "quote" else Kind.SIGNATURE if line.mark == "signature" else Kind.NEW
            )
    elif rendered and rendered[-1].mark == "quote":
        _mark_rest(lines, kinds, rendered)
    return kinds


def _mark_rest(lines: list[str], kinds: list[Kind], rendered: tuple[markup.Line, ...]) -> None:
    """Marks the plain text from the line on with which the HTML's final quote begins, where it is found once."""
    start = len(rendered)
    while start and (rendered[start - 1].mark == "quote" or not rendered[start - 1].text.strip()):
        start -= 1
    opening = next((line.text for line in rendered[start:] if sum(map(str.isalnum, line.text)) >= 12), "")
    wanted = _letters(opening)[:30]
    places = [at for at, line in enumerate(lines) if wanted and _letters(line[:200]).startswith(wanted)]
    if len(places) == 1 and places[0] > 0:
        kinds[places[0] :] = [Kind.QUOTED] * (len(lines) - places[0])


def _letters(line: str) -> str:
    return "".join(character for character in line.lower() if character.isalnum())


def _body(lines: list[str], kinds: list[Kind]) -> Body:
    pieces = _pieces(lines, kinds)
    # Verbatim, so that what is quoted from it stands in the mail letter by letter.
    joined = {kind: "\n\n".join(_stripped(pieces, kind)) for kind in Kind}
    passed_on = [piece.text for piece in pieces if piece.kind is Kind.FORWARDED]
    return Body(
        new=_unmarked(joined[Kind.NEW]),
        quoted=joined[Kind.QUOTED],
        signature=joined[Kind.SIGNATURE],
        disclaimer=joined[Kind.DISCLAIMER],
        forwarded=forwarded.read("".join(passed_on)) if passed_on else None,
        answers=_answers(pieces),
        pieces=pieces,
    )


def _stripped(pieces: tuple[Piece, ...], kind: Kind) -> list[str]:
    return [text for piece in pieces if piece.kind is kind and (text := piece.text.strip())]


def _unmarked(text: str) -> str:
    """A kept text that stood behind quote marks throughout is read without them."""
    lines = text.split("\n")
    all_marked = text.startswith(">") and all(line.startswith(">") for line in lines if line.strip())
    return tidy_lines("\n".join(quotes.unquoted(line) for line in lines)) if all_marked else text


def _pieces(lines: list[str], kinds: list[Kind]) -> tuple[Piece, ...]:
    """Runs of equal kind; a blank line goes with what stands above it."""
    found: list[tuple[Kind, list[str]]] = []
    for at, line in enumerate(lines):
        ended = line if at == len(lines) - 1 else line + "\n"
        kind = kinds[at]
        if found and (found[-1][0] is kind or not line.strip()):
            found[-1][1].append(ended)
        else:
            found.append((kind, [ended]))
    return tuple(Piece(kind, "".join(texts)) for kind, texts in found)


def _answers(pieces: tuple[Piece, ...]) -> tuple[Answer, ...]:
    found: list[Answer] = []
    for above, below in itertools.pairwise(pieces):
        if above.kind is Kind.QUOTED and below.kind is Kind.NEW and (said := tidy_lines(below.text)):
            asked = tidy_lines("\n".join(quotes.unquoted(line) for line in above.text.split("\n")))
            found.append(Answer(asked, said))
    return tuple(found)
