"""Whose interview it was and for what: what is known first, then what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Known
from mailer.coach.phrases import lexicon
from mailer.coach.reading import firm, job, subject
from mailer.coach.reading.judge import Mention

_LEAST = {"company": 0.45, "role": 0.4}
_NO_FIRM = re.compile(r"(?:Zoom|Teams|Skype|HR|I|(?:Mon|Tues|Wednes|Thurs|Fri)day|Mr|Mrs|Dr|Ms|Today|Tomorrow)\b")
_FIRM = r"((?:The )?[A-Z][\w'’&-]*(?: (?:(?:of|and|&|the) )*[A-Z][\w'’&-]*){0,4})"
_LEFT = re.compile(
    rf"(?:\A|\n|[.!?] )(?:(?:Debrief|Interview|Re)[,:]? (?:at |with )?)?{_FIRM}(?:,| [-–—]|:) (?:the |a )?\Z"
)
_WITH = re.compile(rf"\b(?:with|at) {_FIRM} (?:for|as|about) (?:the |an? )?(?:(?:role|job|post|position) of )?\Z")
_RIGHT = re.compile(
    rf"(?:(?: (?:interview|job|role|position|post|vacancy))?(?: at| with|,| [-–—])| \() ?{_FIRM}"
    r"(?=[,.;:!?)\n]| (?:and|but|today|yesterday|this|on|was|went)\b|\Z)"
)
# "Company: Ellery Glass", "Role - cabin crew": the writer's own form.
_LABEL = r"(?:\A|\n)[ \t*•\d.)-]*(?:%s)[ \t]*(?::|[ ][-–—][ ])[ \t]*(\S[^\n,;(]{1,59}?)[ \t.]*(?=[\n,;(]|\Z)"
_FIRM_LABEL = re.compile(_LABEL % "company|employer|firm|organi[sz]ation", re.IGNORECASE)
_JOB_LABEL = re.compile(_LABEL % "role|job|job title|position|post|vacancy", re.IGNORECASE)
_PRAISED = r"(?:very |really |so |quite |super )?(?:nice|kind|lovely|friendly|grumpy|late|rude|cold|warm|there|sweet|polite|great|fine)"
# Somebody in the room, told of by what they are: "the ward manager asked".
_ACTS = re.compile(
    r"(?: and (?:\w+ ){1,4}?)?[ ]?(?:asked|said|interviewed|told|smiled|nodded|looked|seemed|liked|laughed|showed|took|came|met|"
    rf"wanted|kept|sat|knew|(?:was|were) {_PRAISED})\b|(?: and (?:\w+ ){{1,4}}?)were\b"
)
_AHEAD = re.compile(
    r"(?:\A|\n)[ \t*•-]{0,8}((?:[\w'’/&+#-]{1,30} ){0,4}?[\w'’/&+#-]{1,30})(?= at | job\b| role\b| post\b| position\b| vacancy\b| interview\b)"
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


# What such a place is told by where it is not named: "a private hospital group", "the branch library".
_OF_SORTS = firm.SORTS | lexicon(
    """
    book branch car chain coffee corner day food furniture high independent large little local main nearby new night
    old phone posh primary private public retail secondary shoe small stock street village
    """
)
# Words of the sentence that were tagged with the name: "It's Highmoor Rail", "firm Moran & Daughters".
_OPENING = re.compile(r"\A(?:it['’]?s|so+|ok+|firm|company|called|named|hi|hello)\s+(?=\S)", re.IGNORECASE)


_AT_NAME = re.compile(
    r"\b(?:[Ii]nterview(?:ed)?|[Jj]ob|[Rr]ole|[Pp]ost|trial|[Tt]est|was|up|is|day|one|it|off|today) (?:over |up |down )?at ((?:The )?[A-Z][\w'’-]+(?: (?:(?:&|and|of|for|de) )?[A-Z][\w'’-]+)+|The [A-Z][\w'’-]+)"
)


def company(text: str, mentions: Sequence[Mention], known: Known) -> str | None:
    """Return the employer's name as told; None where it is not."""
    if known.company:
        return known.company
    if written := _FIRM_LABEL.search(text):
        return _named(written.group(1))
    if best := _best(text, mentions):
        return _named(best)
    if beside := _beside(text, mentions):
        return _named(beside)
    if placed := _placed(text, mentions):
        return _named(placed)
    return subject.told(known.subject or "").company


def _placed(text: str, mentions: Sequence[Mention]) -> str | None:
    """Return the one name in capitals of several words that something was "at", where nothing was taken for a firm."""
    people = [(m.start, m.end) for m in mentions if m.sort in ("person", "role")]
    names = {
        found.group(1)
        for found in _AT_NAME.finditer(text)
        if not any(start < found.end(1) and found.start(1) < end for start, end in people)
        and not _NO_FIRM.match(found.group(1))
    }
    return names.pop() if len(names) == 1 else None


def role(text: str, mentions: Sequence[Mention], known: Known) -> str | None:
    """Return the job's name as told; None where it is not, or where only a part of it can be made out."""
    if known.role:
        return known.role
    taken = _taken(text, mentions, company(text, mentions, known))
    if (written := _JOB_LABEL.search(text)) and (name := job.whole(text, *written.span(1), taken)):
        return name
    points: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        if mention.sort == "role" and mention.certainty >= _LEAST["role"]:
            name = job.whole(text, mention.start, mention.end, taken)
            if name and not _acts(text, mention, taken) and not _held(name, text):
                _count(points, name, mention.certainty)
    if points:
        return _most(points)
    return _called(text, taken) or subject.told(known.subject or "").role


def _acts(text: str, mention: Mention, taken: Sequence[job.Span]) -> bool:
    """Is it somebody in the room ("the ward manager asked"), not the job applied for?"""
    start, end = job.place(text, mention.start, mention.end, taken)
    return bool(
        re.search(r"(?:\b(?:the|a|an|their|and|his|her)|['’]s) \Z", text[:start], re.IGNORECASE)
        and _ACTS.match(text, end)
    )


def _held(name: str, text: str) -> bool:
    """Is the title told as somebody's there, and nowhere as the job: "the plant manager, Ms. Grady"?"""
    job = re.escape(name)
    theirs = rf"\b(?:the|their|a) {job},? (?-i:(?:Mr|Mrs|Ms|Miss|Dr)\b|[A-Z][a-z]+)|\b(?:was|is|were) (?:the|their) {job}\b|(?-i:[A-Z][a-z]+),? (?:\((?:the )?|(?:who is |who's |is )?the ){job}\b"
    mine = rf"\b(?:for|as) (?:a |an |the )?(?:[\w-]+ ){{0,2}}{job}\b|\b{job} (?:job|role|position|post|interview|one|vacancy)\b|\bapplied\b|^{job}\b"
    return bool(re.search(theirs, text, re.I)) and not re.search(mine, text, re.I | re.M)


def _called(text: str, taken: Sequence[job.Span]) -> str | None:
    """Return the job that the text itself calls one: "for the call handler role"."""
    for found in _FOR.finditer(text):
        start, end = found.span(found.lastindex or 0)
        words = text[start:end].split()
        while words and words[0].casefold() in _NOT_ROLES:
            words = words[1:]
        if 0 < len(words) <= 4 and words[-1].casefold() not in _NOT_ROLES and found.lastindex in (1, 2):
            return job.whole(text, end - len(" ".join(words)), end, taken)
    for found in _AHEAD.finditer(text):
        if job.headed(found.group(1)) and (name := job.whole(text, *found.span(1), taken)):
            return name
    return None


def _taken(text: str, mentions: Sequence[Mention], named: str | None) -> list[job.Span]:
    """Return the places of names that are not the job's: the firm's wherever it stands, and people's."""
    people = [(m.start, m.end) for m in mentions if m.sort == "person" and _sure(text, m)]
    words = r"\s+".join(map(re.escape, (named or "").split()))
    firms = re.finditer(rf"(?<!\w){words}(?:['’]s)?(?!\w)", text, re.IGNORECASE) if words else ()
    return [*people, *(found.span() for found in firms)]


def _best(text: str, mentions: Sequence[Mention]) -> str | None:
    """Return the firm most believed."""
    points: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        if mention.sort == "company" and mention.certainty >= _LEAST["company"]:
            words = firm.whole(text, mention, mentions)
            if len(words) > 1 and words.casefold() not in firm.SORTS and not _sort(words):
                _count(points, words, mention.certainty)
    return _most(points) if points else None


def _sort(name: str) -> bool:
    """Does a name typed in small letters only say what sort of place it is?"""
    return name.islower() and set(name.split()) <= _OF_SORTS


def _count(points: dict[str, tuple[float, str]], name: str, certainty: float) -> None:
    """Believe a name said twice more; its first spelling is kept."""
    before, first = points.get(name.casefold(), (0.0, name))
    points[name.casefold()] = (max(before, certainty) + (0.1 if before else 0.0), first)


def _most(points: dict[str, tuple[float, str]]) -> str:
    return max(points.values(), key=lambda pair: pair[0])[1]


def _beside(text: str, mentions: Sequence[Mention]) -> str | None:
    """Return the capitalised name set beside the job's by a comma: "Quayside Foods, stock controller"."""
    people = [m for m in mentions if m.sort == "person"]
    for mention in (m for m in mentions if m.sort == "role" and m.certainty >= 0.6):
        first, last = job.place(text, mention.start, mention.end, [(p.start, p.end) for p in people if _sure(text, p)])
        if first >= last:
            continue
        before = _LEFT.search(text, max(0, first - 60), first) or _WITH.search(text, max(0, first - 60), first)
        after = _RIGHT.match(text, last)
        for found in filter(None, (before, after)):
            start, end = found.span(1)
            taken = any(p.start < end and start < p.end for p in people)
            # "with Graham" is as likely a person.
            taken = taken or (" " not in found.group(1) and text[:start].endswith("with "))
            if not taken and not _NO_FIRM.match(found.group(1)) and found.group(1).casefold() not in firm.NO_PART:
                return found.group(1)
    return None


def _sure(text: str, person: Mention) -> bool:
    """Is it a person, not the tail of a job ("chef | de partie")?"""
    return person.certainty >= 0.6 and not text[person.start : person.end].startswith(("de ", "du ", "d'"))


def _trim(name: str) -> str:
    name = " ".join(name.split()).strip(" .,;:!?()[]\"'“”*_-–—")
    name = _OPENING.sub("", name)
    while trail := _TRAIL.search(name):
        name = name[: trail.start()]
    return name


def _named(name: str) -> str:
    """Give a name typed in lower case its capitals; a note with "kestrel electrical" in it looks careless."""
    name = _trim(name)
    if name.islower():
        small = ("and", "of", "the", "for", "in", "on", "at", "de", "la")
        words = name.split(" ")
        name = " ".join(w if n and w in small else w[:1].upper() + w[1:] for n, w in enumerate(words))
    return name
