"""Finds the lines of a text that were not written now: quotes of answered mails and forwarded mails."""

import re
from enum import Enum

from mailer.message import cues

ATTRIBUTION_LINES_AT_MOST = 4
BLOCK_GAP_AT_MOST = 2

_QUOTED = re.compile(r"\s{0,3}>")
_LEADING = re.compile(r"\s{0,3}(?:> ?){1,60}")
_FIRST_PERSON = re.compile(r"\b(?:i|we|he|she|they|you) (?:wrote|said)\s?:\s*$", re.IGNORECASE)


class Kind(Enum):
    """What a line of a mail is."""

    NEW = "new"  # written now, by the sender
    QUOTED = "quoted"  # of the answered mail, with the sentence or block that announces it
    FORWARDED = "forwarded"  # of a mail passed on, with its header block
    SIGNATURE = "signature"  # sign-off, name, contact lines, "Sent from my …"
    DISCLAIMER = "disclaimer"  # legal text, banners of the mail system, list footers


def mark(lines: list[str], kinds: list[Kind], is_forward: bool | None) -> bool:
    """Marks quoted and forwarded lines in `kinds`; True where a clear announcement of a quote was found.

    `is_forward` is what the subject says: a forward (True), a reply (False), or nothing (None).
    """
    at, announced = 0, False
    while at < len(lines):
        line = lines[at]
        if not line or line.isspace():
            at += 1
        elif _starts_forward(lines, at) and not _inside_quote(lines, at, announced):
            _fill(kinds, at, len(lines), Kind.FORWARDED)
            return True
        elif cues.REPLY_ABOVE.match(line[: cues.LINE_AT_MOST]):
            _fill(kinds, at, len(lines), Kind.QUOTED)
            return True
        elif cues.ORIGINAL.match(line[: cues.LINE_AT_MOST]) or (block_length(lines, at) and not _QUOTED.match(line)):
            start = _with_rule(lines, at)
            forward = is_forward or (is_forward is None and not _says_anything(lines, kinds, start))
            _fill(kinds, start, len(lines), Kind.FORWARDED if forward else Kind.QUOTED)
            return True
        elif kinds[at] is not Kind.NEW:
            at += 1
        elif _QUOTED.match(line) and not _is_escaped_from(lines, at):
            kinds[at] = Kind.QUOTED
            at += 1
        elif length := attribution_length(lines, at):
            announced = True
            end = at + length
            following = next(
                (place for place in range(end, min(end + 4, len(lines))) if lines[place].strip()), len(lines)
            )
            if following == len(lines) or _QUOTED.match(lines[following]):
                _fill(kinds, at, following, Kind.QUOTED)
                at = following
            else:
                _fill(kinds, at, len(lines), Kind.QUOTED)
                return True
        else:
            at += 1
    _mend(lines, kinds)
    return announced


def unquoted(line: str) -> str:
    """The line without its quote marks."""
    match = _LEADING.match(line)
    return line[match.end() :] if match else line


def announcement_length(lines: list[str], at: int) -> int:
    """How many lines at `at` announce a quote or forward: rule, `Original Message`, header block, attribution."""
    line = lines[at][: cues.LINE_AT_MOST]
    if cues.ORIGINAL.match(line) or cues.RULE.match(line) or cues.FORWARD.match(line):
        return 1
    return block_length(lines, at) or attribution_length(lines, at)


def block_length(lines: list[str], at: int) -> int:
    """How many lines a From/Sent/To/Subject block at `at` takes, 0 where there is none.

    It must open with a sender or a date and hold three different fields, of which one is the subject, the
    recipient or the date; "From: the start I …" in prose is no block.
    """
    if ":" not in lines[at] and "：" not in lines[at]:
        return 0
    first = cues.field(lines[at])
    if first is None or first[0] not in ("from", "date", "subject"):
        return 0
    seen, last, place, gap = {first[0]}, at, at + 1, 0
    while place < len(lines) and place < at + 30:
        found = cues.field(lines[place])
        if found is not None:
            seen.add(found[0])
            last, gap = place, 0
        else:
            gap += 1
            if gap > BLOCK_GAP_AT_MOST or (len(seen) >= 3 and not lines[place].strip()):
                break
        place += 1
    complete = "from" in seen and len(seen - {"cc"}) >= 3 and bool(seen & {"date", "subject"})
    return last - at + 1 if complete else 0


def attribution_length(lines: list[str], at: int) -> int:
    """How many lines the sentence `On …, … wrote:` at `at` takes (it may be wrapped), 0 where there is none."""
    line = lines[at]
    if len(line) > cues.LINE_AT_MOST or not line.strip():
        return 0
    if cues.ATTRIBUTION_RUN_ON.match(line):
        return 1
    starts = cues.ATTRIBUTION_START.match(line) is not None
    joined = ""
    for length in range(1, ATTRIBUTION_LINES_AT_MOST + 1):
        if at + length > len(lines) or not lines[at + length - 1].strip() or len(joined) > cues.LINE_AT_MOST:
            return 0
        joined = f"{joined} {lines[at + length - 1].strip()}"[: cues.LINE_AT_MOST * 2]
        ended = joined.rstrip(" -")
        if ended.endswith((":", "：", "wrote")):
            return length if _is_attribution(ended, starts, lines, at + length) else 0
        if not starts and cues.ADDRESSED.search(joined) is None and cues.DATED.search(joined) is None:
            return 0
    return 0


def _is_attribution(joined: str, starts: bool, lines: list[str], after: int) -> bool:
    following = next((line for line in lines[after : after + 4] if line.strip()), "")
    quoted = _QUOTED.match(following) is not None
    dated, addressed = cues.DATED.search(joined) is not None, cues.ADDRESSED.search(joined) is not None
    if cues.DATED_AND_ADDRESSED.match(joined):
        return True
    if cues.ATTRIBUTION_END.search(joined[-220:]) is None and not joined.endswith("wrote"):
        return quoted and dated and addressed
    if quoted:
        return dated or addressed or starts
    named = addressed or (starts and cues.TIMED_IN_YEAR.search(joined) is not None)
    return dated and named and _FIRST_PERSON.search(joined) is None


def _inside_quote(lines: list[str], at: int, announced: bool) -> bool:
    """Whether a line stands in a quote already, so that a forward announced there is part of the answered mail."""
    if _QUOTED.match(lines[at]) is None:
        return False
    above = next((lines[place] for place in range(at - 1, max(-1, at - 4), -1) if lines[place].strip(" >")), "")
    return announced or _QUOTED.match(above) is not None


def _starts_forward(lines: list[str], at: int) -> bool:
    line = lines[at]
    if cues.FORWARD_RUN_ON.match(line):
        return True
    if len(line) > 200 or cues.FORWARD.match(line) is None:
        return False
    # Without dashes or a colon it is prose until a header block follows.
    return line.strip()[:2] in ("--", "==", "__") or any(
        block_length(lines, place) for place in range(at + 1, min(at + 5, len(lines)))
    )


def _with_rule(lines: list[str], at: int) -> int:
    """The place of the underscore or dash line that Outlook puts above the block, or `at`."""
    above = at - 1
    while above >= max(0, at - 2) and not lines[above].strip():
        above -= 1
    return above if above >= 0 and cues.RULE.match(lines[above][: cues.LINE_AT_MOST]) else at


_PASSED_ON = re.compile(
    r"\W*(?:fyi|see below|as below|below|forwarding(?: this)?|fwd|for you|here it is|here you go|invite below)\W*$",
    re.IGNORECASE,
)


def _says_anything(lines: list[str], kinds: list[Kind], end: int) -> bool:
    """Whether something other than a pointer ("FYI") or a phone's footer stands above a quoted mail."""
    for place in range(end):
        line = lines[place][: cues.LINE_AT_MOST]
        if (
            kinds[place] is Kind.NEW
            and line.strip()
            and not (cues.SENT_FROM.match(line) or _PASSED_ON.match(line) or cues.RULE.match(line))
        ):
            return True
    return False


def _is_escaped_from(lines: list[str], at: int) -> bool:
    """`>From ` at the start of a line is an mbox escape unless its neighbours are quoted too."""
    return lines[at].startswith(">From ") and not any(
        0 <= near < len(lines) and _QUOTED.match(lines[near]) for near in (at - 1, at + 1)
    )


def _mend(lines: list[str], kinds: list[Kind]) -> None:
    """Gives blank lines inside a quote, and the torn-off ends of its wrapped lines, back to the quote."""
    for at in range(1, len(lines) - 1):
        if kinds[at] is Kind.NEW and kinds[at - 1] is Kind.QUOTED and kinds[at + 1] is Kind.QUOTED:
            torn = len(lines[at - 1]) >= 65 and len(lines[at]) <= 25 and lines[at][:1].islower()
            if not lines[at].strip() or (torn and _QUOTED.match(lines[at + 1])):
                kinds[at] = Kind.QUOTED


def _fill(kinds: list[Kind], start: int, end: int, kind: Kind) -> None:
    kinds[start:end] = [kind] * (end - start)
