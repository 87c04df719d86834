"""What a mail's subject tells of the interview: "Debrief: Backend developer, Lumen Labs (video)".

Most subjects tell nothing ("how it went"), so each piece must show by its form what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailer import when
from mailer.coach.phrases import lexicon
from mailer.coach.reading import firm, job

LONGEST = 150  # characters; a longer subject is a mail of its own
_ANSWERED = re.compile(r"\A(?:\s*(?:re|fwd?|fw|aw|wg|sv|tr|antw)\s*(?:\[\d{1,3}\])?\s*:)+\s*", re.IGNORECASE)
_CUT = re.compile(r"\s*[,;|()\[\]{}<>\"“”\n•·]\s*|:\s+|\s+(?:-+|–|—|/+|~|\+)\s+|\s*[–—]\s*|[.!?](?=\s|\Z)")
_AT = re.compile(r"(?:\A|\s)(?i:at|with|@)\s+(?:the\s+)?")
_CALL = re.compile(r"\bgoogle meet\b", re.IGNORECASE)
_FOR = re.compile(r"\s(?:for|as)\s(?:the |an? )?(?=[a-z])")
# What follows the word for what somebody is: "chef | de partie", "staff nurse | band 5".
_AFTER_HEAD = re.compile(
    r"\s(?:of|de|du|d['’]\w+|in (?:charge|training)|(?:band|grade|level|tier|class|step) \d+\w?|i{1,3}|iv)\b.*\Z",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:interview\w*|debrief\w*|role|job|position|post|vacancy|trial|assessment)\b", re.IGNORECASE
)
# Somebody in the room as likely as the job, where nothing stands beside it.
_SOMEBODY = lexicon(
    "assistant boss coach director executive head lead leader manager member mentor officer owner partner recruiter"
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir)\b", re.IGNORECASE)
_CALLED = re.compile(r"\s+(?:role|job|position|post|vacancy|interview\w*)\b.*\Z", re.IGNORECASE)
# What stands around the names: "My phone interview today for …".
_AROUND = firm.NO_PART | lexicon(
    """
    about afternoon again as assessment call center centre chat completed day debriefing different down early evening
    face feedback following follow-up form hirevue how initial interview's interviewing into job late later latest
    me mock morning new next night notes onsite over panel person phone-interview quick recap report results
    screen screening short stage summary telephone tel test third thoughts today's tonight trial up update vacancy via
    virtual visit week weekly wk your yesterday's 1st 2nd 3rd today’s webex skype remote hybrid home office online urgent update
    """
)
# Of these, what a job's name may begin with.
_OPENS = lexicon(
    "1st 2nd 3rd call day evening home night office online phone second telephone test trial video virtual"
)
# Small words that no job's name holds: a piece with one of these is a sentence.
_SAID = lexicon(
    """
    am are be been but can could did didn't do does don't going got had has have he her him how i i'd i'll i'm i've if
    is it it's just me my no not or our please question she should so sorry than thanks thank that them then there they
    this to us very was we went were what when where which who why will would you your
    """
)
_NAME = re.compile(
    r"(?:[A-Z0-9][\w'’.+-]*|[a-z]+[A-Z]\w*)(?:\s(?:(?:&|and|of|for|the|de)\s){0,2}[A-Z0-9&][\w'’.+-]*){0,4}(?=\s|\Z)"
)
_TYPED_SMALL = re.compile(r"[a-z][a-z'’&-]+(?:\s[a-z&][a-z'’-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Told:
    """What the subject names."""

    company: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two marks."""

    words: str
    led: bool  # "at" or "with" stands before it


def told(subject: str) -> Told:
    """Return the firm and the job that a subject names, each as written there; nothing where it is no title."""
    if len(subject) > LONGEST:
        return Told()
    pieces = _pieces(_ANSWERED.sub("", subject))
    roles = [(number, name) for number, piece in enumerate(pieces) if not piece.led and (name := _role(piece.words))]
    number, role = min(roles, key=lambda pair: _plural(pair[1])) if roles else (-1, None)
    others = [piece for at, piece in enumerate(pieces) if at != number]
    led = next((name for piece in others if piece.led and (name := _firm(piece.words, led=True))), None)
    # Without "at" a name is the firm's only beside the job's.
    beside = [name for piece in others if role and not piece.led and (name := _firm(piece.words, led=False))]
    company = led or (beside[0] if len(beside) == 1 else None)
    alone = role and " " not in role and not company
    if role and alone and (role.casefold() in _SOMEBODY or not _SPOKEN_OF.search(subject)):
        return Told()
    return Told(company, role)


def _pieces(subject: str) -> list[_Piece]:
    found = []
    for part in _CUT.split(_CALL.sub(" ", subject)):
        for turn, words in enumerate(_AT.split(part)):
            # "at Quantiva | for data analyst"
            first, *rest = _FOR.split(words, maxsplit=1) if turn else [words]
            found += [_Piece(first, led=turn > 0), *(_Piece(each, led=False) for each in rest)]
    trimmed = [_Piece(each.words.strip(" .'’*_-"), each.led) for each in found]
    return [each for each in trimmed if each.words]


def _bare(words: str) -> str:
    """Leave out what only stands around a name, at both ends; "night porter" and "office manager" stay whole."""
    parts = words.split()
    while parts and _stands_around(parts[0]) and not (parts[0].casefold() in _OPENS and _begins(parts)):
        parts = parts[1:]
    while parts and _stands_around(parts[-1]) and not job.headed(parts[-1]):
        parts = parts[:-1]
    return " ".join(parts)


def _begins(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and (job.headed(parts[1]) or parts[1].casefold() == "line")


def _stands_around(word: str) -> bool:
    return word.casefold() in _AROUND or re.fullmatch(r"\d[\d./:-]{2,}", word) is not None


def _role(words: str) -> str | None:
    """Return the job that a piece is, whole, or None."""
    opened = re.sub(r"\A(?:\S+ ){0,5}?(?:for|as)(?: the post of| an?| the)? ", "", words)
    called = _CALLED.search(opened)
    name = _bare(opened[: called.start()] if called else opened)
    parts = name.casefold().split()
    if not 1 <= len(parts) <= 6 or set(parts) & _SAID:
        return None
    sure = job.headed(_AFTER_HEAD.sub("", name)) or (
        called is not None and re.match(r"\s+(?:role|job|position|post|vac)", called.group())
    )
    return job.whole(name, 0, len(name), ()) if sure else None


def _plural(role: str) -> bool:
    """Could it be a firm all the same: "Vale Partners", "Kestrel Operations"?"""
    return role.istitle() and role.endswith("s") and " " in role


def _firm(words: str, *, led: bool) -> str | None:
    """Return the firm that a piece is, or begins with where "at" leads to it."""
    name = words if led else _bare(words)
    found = _NAME.match(name)
    if _TITLE.search(words):
        return None
    if found is None:
        return _small(name) if led else None
    if not led and found.end() < len(name):
        return None
    kept = _bare(found.group())
    if kept and led and found.group().startswith(f"The {kept}"):
        kept = f"The {kept}"
    parts = kept.casefold().split()
    if not re.search(r"\A(?:[^\W\d_]\S|\d[A-Z])", kept) or set(parts) & _SAID:
        return None
    if set(parts) <= firm.SORTS or (job.headed(kept) and not _plural(kept)):
        return None
    if not led and (
        when.zone_named(kept) or re.match(r"(?:year|band|grade|level|ward|class|tier|key|part|full)\b", kept, re.I)
    ):
        return None
    return kept


def _small(words: str) -> str | None:
    """Return a firm typed in small letters: of several words, none of them a word of a sentence or of a place."""
    found = _TYPED_SMALL.match(words)
    parts = found.group().split() if found else []
    while parts and parts[-1] in _AROUND:
        parts = parts[:-1]
    if len(parts) < 2 or set(parts) & (_SAID | _AROUND - {"and", "of"}) or set(parts) <= firm.SORTS:
        return None
    return " ".join(each if each in ("and", "of", "the", "for", "&") else each[:1].upper() + each[1:] for each in parts)
