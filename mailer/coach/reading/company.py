"""Whose interview it was and for what: what is known first, then what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Known
from mailer.coach.phrases import lexicon
from mailer.coach.reading.judge import Mention

_LEAST = {"company": 0.45, "role": 0.4}
_CAPITAL = r"(?:[A-Z][\w'’.-]*|&|and|of|the|for|St\.?)"
_AT = re.compile(
    r"\b(?:[Ii]nterview(?:ed|ing)?|[Dd]ebrief|[Cc]hat|[Cc]all|[Ss]creen|[Tt]rial(?: shift)?|[Rr]ound)\b[^.!?\n]{0,30}?\b(?:with|at|for|@)\s+(?:the\s+)?"
    r"((?:[A-Z0-9][\w'’&.-]*)(?:\s(?:[A-Z][\w'’.-]*|&|of|and)){0,4})"
)
_NO_FIRM = re.compile(r"(?:Zoom|Teams|Skype|HR|I|(?:Mon|Tues|Wednes|Thurs|Fri)day|Mr|Mrs|Dr|Ms|Today|Tomorrow)\b")
_BEFORE = re.compile(r"(?<!\w)([A-Z][\w'’-]*)(?: &| and| of| for)? \Z")
_AFTER = re.compile(r"(?:'s|’s)? (?:(?:&|and|of|for) (?:the )?)?([A-Z0-9][\w'’-]*)")
_FIRM = r"((?:The )?[A-Z][\w'’&-]*(?: (?:(?:of|for|and|&|the) )*[A-Z][\w'’&-]*){0,4})"
_LEFT = re.compile(
    rf"(?:\A|\n|[.!?] )(?:(?:Debrief|Interview|Re)[,:]? (?:at |with )?)?{_FIRM}(?:,| [-–—]|:) (?:the |a )?\Z"
)
_RIGHT = re.compile(rf"(?:,| [-–—]| at| with| \() ?{_FIRM}(?=[,.;:!?)\n]|\Z)")
_NO_PART = lexicon(
    """
    a after an and april as at august back been before but company dear debrief december did done dr february
    final finished first for friday from got had he hello her hi his hr i in interview interviewed interviewer
    interviewers is it january job july june just manager march may met monday mr mrs ms my november october of on
    one our panel phone place position post re role round saturday second september she skype so stage subject
    sunday teams that the their then these they this those thursday to today trial tuesday two video was we
    wednesday went when where with yesterday zoom
    """
)
_FOR = re.compile(
    r"\b(?:for|as|about)\s+(?:the|a|an|their|this)\s+((?:[\w/&+-]+\s){0,5}?[\w/&+-]+)\s+(?:role|job|position|post|vacancy|opening|gig|spot)\b"
    r"|\b(?:interview(?:ed|ing)?|applied|applying)\s+(?:\w+\s){0,2}?(?:for|as)\s+(?:the\s|a\s|an\s)?((?:[\w/&+-]+\s){0,3}[\w/&+-]+)\s+(?:at|with|in|with)\b"
    r"|\b((?:[\w/&+-]+\s){0,3}?[\w/&+-]+)\s+interview\b",
    re.IGNORECASE,
)
_NOT_ROLES = lexicon(
    """
    a actual after afternoon an and another bad before best big dream final first for good group had her his hr
    in-person interview job last long mock morning my new next of one online onsite other our panel phone practice
    proper real recent remote round same second short some teams technical telephone that the their this today
    today's video whole worst yesterday your zoom
    """
)
_TRAIL = re.compile(
    r"\s+(?:and|of|the|for|at|in|on|with|&|today|yesterday|this|last|monday|tuesday|wednesday|thursday|friday|interview)\Z",
    re.IGNORECASE,
)


def company(text: str, mentions: Sequence[Mention], known: Known) -> str | None:
    """Return the employer's name as told; None where it is not."""
    if known.company:
        return known.company
    if best := _best(text, mentions, "company"):
        return _named(best)
    if beside := _beside(text, mentions):
        return _named(beside)
    found = _AT.search(known.subject or "")
    return _trim(found.group(1)) if found and not _NO_FIRM.match(found.group(1)) else None


def role(text: str, mentions: Sequence[Mention], known: Known) -> str | None:
    """Return the job's name as told; None where it is not."""
    if known.role:
        return known.role
    if best := _best(text, mentions, "role"):
        return _trim(best)
    for source in (known.subject or "", text):
        for found in _FOR.finditer(source):
            words = next(filter(None, found.groups())).split()
            while words and words[0].casefold() in _NOT_ROLES:
                words = words[1:]
            if 0 < len(words) <= 4 and words[-1].casefold() not in _NOT_ROLES and found.lastindex in (1, 2):
                return " ".join(words)
    return None


def _best(text: str, mentions: Sequence[Mention], sort: str) -> str | None:
    """Return the name most believed; the same name said twice is believed more, the earlier one first."""
    points: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        if mention.sort != sort or mention.certainty < _LEAST[sort]:
            continue
        start, end = _whole(text, mention.start, mention.end) if sort == "company" else (mention.start, mention.end)
        words = text[start:end].strip(" .,;:!?()[]\"'“”*_-–—")
        key = words.casefold()
        if len(key) > 1:
            before, first = points.get(key, (0.0, words))
            points[key] = (max(before, mention.certainty) + (0.1 if before else 0.0), first)
    if not points:
        return None
    return max(points.values(), key=lambda pair: pair[0])[1]


def _beside(text: str, mentions: Sequence[Mention]) -> str | None:
    """Return the capitalised name set beside the job's by a comma: "Quayside Foods, stock controller"."""
    people = [m for m in mentions if m.sort == "person"]
    for job in (m for m in mentions if m.sort == "role" and m.certainty >= 0.6):
        before, after = _LEFT.search(text, max(0, job.start - 60), job.start), _RIGHT.match(text, job.end)
        for found in filter(None, (before, after)):
            start, end = found.span(1)
            taken = any(p.start < end and start < p.end for p in people)
            if not taken and not _NO_FIRM.match(found.group(1)) and found.group(1).casefold() not in _NO_PART:
                return found.group(1)
    return None


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the capitalised words on both sides of a part of a firm's name ("Loom | House")."""
    while end > start and text[end - 1] in "'’.,":
        end -= 1
    if not text[start : start + 1].isupper() or text[start:end].isupper():
        return start, end
    while (before := _BEFORE.search(text, max(0, start - 40), start)) and before.group(1).casefold() not in _NO_PART:
        start = before.start(1)
    while after := _AFTER.match(text, end):
        if after.group(1).casefold() in _NO_PART:
            break
        end = after.end()
    return start, end


def _trim(name: str) -> str:
    name = " ".join(name.split()).strip(" .,;:!?()[]\"'“”*_-–—")
    while trail := _TRAIL.search(name):
        name = name[: trail.start()]
    return name


def _named(name: str) -> str:
    """Give a name typed in lower case its capitals; a note with "kestrel electrical" in it looks careless."""
    name = _trim(re.sub(r"(?:'s|’s)\Z", "", name))
    if name.islower():
        small = ("and", "of", "the", "for", "in", "on", "at", "de", "la")
        words = name.split(" ")
        name = " ".join(w if n and w in small else w[:1].upper() + w[1:] for n, w in enumerate(words))
    return name
