"""Finds what closes a text: sign-offs and signatures, phone footers, legal text, banners of the mail system."""

import itertools
import re

from mailer.message import cues
from mailer.message.quotes import Kind

SIGNATURE_LINES_AT_MOST = 14
CLOSING_SEARCHED = 14

_WORDY = re.compile(r"\b(?:I|I'm|I've|we|was|were|did|didn't|asked|they|she|he|my)\b", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"\s*[|,•·]\s*|\s+[–—-]\s+")
_PARTICLES = {
    "de",
    "van",
    "der",
    "den",
    "von",
    "zu",
    "da",
    "di",
    "do",
    "dos",
    "del",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "y",
    "ten",
}
_PRONOUNS = re.compile(r"\b(?:she|he|they)\s?/\s?(?:her|him|them)s?(?:\s?/\s?\w{3,6})?\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")


def mark(lines: list[str], kinds: list[Kind], author: str = "") -> None:
    """Marks signature and disclaimer lines among those that are still new; `author` is the sender's own name."""
    regions = _regions(kinds)
    for place, (start, end) in enumerate(regions):
        if start == 0:
            _mark_banner(lines, kinds, end)
        for at in range(start, end):
            if 5 < len(lines[at]) < 200 and cues.SENT_FROM.match(lines[at]):
                kinds[at] = Kind.SIGNATURE
        if place in (0, len(regions) - 1):
            end = _mark_list_footer(lines, kinds, start, end)
            end = _mark_disclaimer(lines, kinds, start, end)
            end = _mark_dashes(lines, kinds, start, end)
            _mark_sent_from(lines, kinds, start, end)
            end = _mark_sign_off(lines, kinds, start, end)
            _mark_name(lines, kinds, start, end, author)


def _regions(kinds: list[Kind]) -> list[tuple[int, int]]:
    """The runs of new lines, as (start, end)."""
    found: list[tuple[int, int]] = []
    for new, run in itertools.groupby(range(len(kinds)), key=lambda at: kinds[at] is Kind.NEW):
        places = list(run)
        if new:
            found.append((places[0], places[-1] + 1))
    return found


def _mark_list_footer(lines: list[str], kinds: list[Kind], start: int, end: int) -> int:
    """What mailing list software adds under a rule at the very end."""
    for at in range(max(start, end - 10), end):
        if _is_rule(lines[at]) and any(
            cues.LIST_FOOTER.search(line[: cues.LINE_AT_MOST]) for line in lines[at + 1 : end]
        ):
            kinds[at:end] = [Kind.DISCLAIMER] * (end - at)
            return at
    return end


def _mark_banner(lines: list[str], kinds: list[Kind], end: int) -> None:
    """The mail system's warning above the text, to the end of its paragraph."""
    seen = 0
    for at in range(min(end, 12)):
        if not lines[at].strip():
            continue
        seen += 1
        if seen > 2:
            return
        if cues.BANNER.match(lines[at][: cues.LINE_AT_MOST]):
            while at < end and lines[at].strip():
                kinds[at] = Kind.DISCLAIMER
                at += 1
            return


def _mark_disclaimer(lines: list[str], kinds: list[Kind], start: int, end: int) -> int:
    """Legal and list paragraphs at the end of the region; returns where the rest now ends."""
    cut = end
    for first, last in reversed(_paragraphs(lines, start, end)[-8:]):
        block = lines[first:last]
        if _is_legal(" ".join(block)[:3000]) or any(cues.FOOTER.match(line[: cues.LINE_AT_MOST]) for line in block[:2]):
            cut = first - 1 if first > start and _is_rule(lines[first - 1]) else first
        elif not all(map(_is_rule, block)) and (cut < end or _is_text(block)):
            break
    for at in range(cut, end):
        kinds[at] = Kind.DISCLAIMER if kinds[at] is Kind.NEW else kinds[at]
    return cut


def _is_wordy(line: str) -> bool:
    """Whether a line is prose; `she/her` under a name is not."""
    return _WORDY.search(_PRONOUNS.sub("", line)) is not None


def _is_rule(line: str) -> bool:
    return cues.RULE.match(line[: cues.LINE_AT_MOST]) is not None


def _is_text(block: list[str]) -> bool:
    """Whether a last paragraph is more than the address lines that may stand under a legal text."""
    return len(block) > SIGNATURE_LINES_AT_MOST or any(len(line) > 90 or _is_wordy(line) for line in block)


def _is_legal(text: str) -> bool:
    score = sum(1 for pattern in cues.LEGAL if pattern.search(text))
    if cues.LEGAL_START.match(text):
        return score >= 1
    return score >= (4 if _FIRST_PERSON.search(text) else 3) and not text.rstrip().endswith("?")


def _paragraphs(lines: list[str], start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = None
    for at in range(start, end + 1):
        filled = at < end and bool(lines[at].strip())
        if filled and first is None:
            first = at
        elif not filled and first is not None:
            found.append((first, at))
            first = None
    return found


def _mark_dashes(lines: list[str], kinds: list[Kind], start: int, end: int) -> int:
    """A signature behind `-- ` (RFC 3676 §4.3), or behind other dashes where what follows looks like one."""
    for at in range(start, end):
        if len(lines[at]) > 5 or cues.DASHES.match(lines[at]) is None:
            continue
        below = [line for line in lines[at + 1 : end] if line.strip()]
        if lines[at] == "-- " or (below and _looks_signed(below)):
            _sign(kinds, at, end)
            return at
    return end


def _looks_signed(below: list[str]) -> bool:
    return (
        len(below) <= SIGNATURE_LINES_AT_MOST
        and all(len(line) <= 80 for line in below)
        and not any(_is_wordy(line) for line in below[:3])
    )


def _mark_sent_from(lines: list[str], kinds: list[Kind], start: int, end: int) -> None:
    """`Sent from …` of an unknown program, as the last line and apart from the text."""
    last = next((at for at in range(end - 1, start, -1) if lines[at].strip()), start)
    if last > start and not lines[last - 1].strip() and cues.SENT_GENERIC.match(lines[last][: cues.LINE_AT_MOST]):
        _sign(kinds, last, end)


def _mark_sign_off(lines: list[str], kinds: list[Kind], start: int, end: int) -> int:
    """`Best regards,` with the name and contact lines under it, at the end of the region."""
    filled = [at for at in range(max(start, end - 60), end) if lines[at].strip() and kinds[at] is Kind.NEW]
    for at in reversed(filled[-CLOSING_SEARCHED:]):
        if len(lines[at]) > 60:
            continue
        below = [lines[place] for place in filled if place > at]
        if (not below and cues.CLOSING_WITH_NAME.match(lines[at])) or (
            below and cues.CLOSING.match(lines[at]) and _is_name_block(below)
        ):
            _sign(kinds, at, end)
            return at
    return _mark_contact_block(lines, kinds, start, end)


def _is_name_block(below: list[str]) -> bool:
    first = below[0].strip()
    words = [word for word in first.strip("-–—~ ").split() if word not in _PARTICLES]
    capitals = all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    named = len(first) <= 50 and cues.NAME.match(first) is not None and (capitals or " " not in first)
    return (
        (named or cues.CONTACT.search(first) is not None)
        and all(len(line) <= 90 for line in below)
        and not any(_is_wordy(line) for line in below[1:])
    )


def _mark_contact_block(lines: list[str], kinds: list[Kind], start: int, end: int) -> int:
    """A last paragraph that is a name with ways to reach it, without a sign-off above."""
    paragraphs = [(first, last) for first, last in _paragraphs(lines, start, end) if kinds[first] is Kind.NEW]
    if len(paragraphs) < 2:
        return end
    first, last = paragraphs[-1]
    block = lines[first:last]
    above = lines[paragraphs[-2][1] - 1].rstrip()
    # Cut: blanks by the ten thousand would be looked at from each of them, and a longer line is no name anyway.
    words = _BEFORE_TITLE.split(block[0][:100], maxsplit=1)[0].split()
    named = 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and cues.NAME.match(" ".join(words))
    reachable = any(cues.CONTACT.search(line[: cues.LINE_AT_MOST]) for line in block[1:])
    if named and reachable and len(block) <= 8 and all(len(line) <= 90 for line in block) and not above.endswith(":"):
        _sign(kinds, first, end)
        return first
    return end


def _mark_name(lines: list[str], kinds: list[Kind], start: int, end: int, author: str) -> None:
    """A last line that is only the sender's own name, or a name behind a dash."""
    filled = [at for at in range(start, end) if lines[at].strip() and kinds[at] is Kind.NEW]
    if len(filled) < 2:
        return
    last, above = filled[-1], filled[-2]
    said = re.sub(r"[^\w ]", "", lines[last]).strip().lower()
    own = {part for part in (author.lower(), *author.lower().split()[:1]) if part}
    dashed = (
        cues.DASHED_NAME.match(lines[last])
        and last - above > 1
        and not lines[above].lstrip().startswith(("-", "–", "—"))
    )
    if said in own or dashed:
        _sign(kinds, last, end)


def _sign(kinds: list[Kind], start: int, end: int) -> None:
    for at in range(start, end):
        kinds[at] = Kind.SIGNATURE if kinds[at] is Kind.NEW else kinds[at]
