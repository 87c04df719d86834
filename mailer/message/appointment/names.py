"""People's names: who will be there, told from firms and roles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.message.address import Address
from mailer.message.appointment.cues import FIRM_WORDS, HONORIFIC, MODES, NAME, NO_FIRM, ROLE_NOUN
from mailer.message.given_names import GIVEN_NAMES

PEOPLE_AT_MOST = 12
_NAMES = (
    rf"({NAME}(?:\s*\([^)\n]{{1,40}}\))?(?:\s*(?:,|and|&|\+|,\s*and)\s+{NAME}(?:\s*\([^)\n]{{1,40}}\))?)" + r"{0,6})"
)
_WHO_LIST = re.compile(
    r"^[ \t>*]*(?:who|guests|attendees|interviewers|panel|participants)[ \t]*:?[ \t]*\n((?:[ \t>]*[•·*-][^\n]+\n?){1,12})",
    re.I | re.M,
)
_TITLED_NAME = re.compile(
    rf"\b(?i:manager|director|head|matron|headteacher|cto|ceo|owner|chef|supervisor|principal|founder|lead)[:,]?\s+({NAME})"
)
_LOW_NAME = re.compile(r"\b(?:with|meeting|seeing)\s+([a-z]+(?:\s[a-z]+)?)\s+(?:from|at)\s+[a-z]")
_WITH = re.compile(r"\b(?:with|w/|meet(?:ing)?(?: with)?|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|chat(?:ting)? (?:to|with)|see(?:ing)?|interviewers?(?: will be| is| are|:)|"
                   r"interviewed by|panel(?: is|:| of)|hosted by|joined by|led by|conducted by|introduce you to|introducing)\s+(?:our |the |my |their )?"
                   r"(?:(?:hiring manager|head of [\w ]{2,20}|cto|ceo|manager|matron|director|team lead|founder|co-founder|principal|headteacher|recruiter)[,:]?\s+)?" + _NAMES)  # fmt: skip
_WITH_LABEL = re.compile(
    r"(?:^[ \t>*-]*|[.;|]\s+)(?:interviewers?|hiring manager|with|panel(?: members)?|who|attendees|your interviewers?|meeting with|participants)[ \t]*[:：][ \t]*([^\n]{2,300}?)(?=\.\s|\n|\.?$)",
    re.I | re.M,
)


def is_name(words: str) -> bool:
    """Whether these words are a person's name: a common given name first, two or three words at most."""
    parts = re.sub(rf"\A{HONORIFIC}", "", words).split()
    titled = bool(re.match(HONORIFIC, words))
    return (
        0 < len(parts) <= 3
        and (titled or parts[0].lower().strip("'’") in GIVEN_NAMES)
        and not FIRM_WORDS.search(" ".join(parts[1:]))
    )


def may_be_name(words: str) -> bool:
    """Whether these words look like a first and a last name that is on no list: "Jorg Weiss", "Rhian Pugh"."""
    shape = len(words.split()) in (2, 3) and re.fullmatch(NAME, words) is not None
    return shape and not (FIRM_WORDS.search(words) or NO_FIRM.match(words) or ROLE_NOUN.search(words))


_TITLE_AT_MOST = 300  # characters
_IN_A_TITLE = re.compile(
    rf"(?:\b(?P<with>(?i:with|by|w/))\s+)?(?<![\w'’])(?P<name>{NAME})(?P<what>\s*[,(]\s*(?:the |their )?[a-z][\w ]*\)?)?"
)


def unpeopled(title: str) -> str:
    """The title without people: "Interview with Dana Liu, head of ops" tells of no firm, and her job is not the one."""

    def gone(hit: re.Match[str]) -> str:
        # "at Grant Thornton" is a firm whatever it is called.
        if not is_name(hit["name"]) or re.search(r"(?:\bat|@)\s+(?:the\s+)?\Z", title[: hit.start()], re.I):
            return hit[0]
        return "" if hit["with"] else hit["what"] or ""

    return _IN_A_TITLE.sub(gone, title[:_TITLE_AT_MOST]) + title[_TITLE_AT_MOST:]


def beside(text: str, company: str) -> tuple[str, ...]:
    """Names told with "with" beside a firm that is told elsewhere."""
    found = [hit[1] for hit in re.finditer(rf"\bwith\s+({NAME})(?=\s*(?:[,.;|\n)]|\Z|and\b))", text)]
    return tuple(each for each in found if may_be_name(each) and each.casefold() not in company.casefold())


def people(text: str, me: Sequence[str]) -> tuple[Address, ...]:
    found: list[str] = []
    for hit in _WITH_LABEL.finditer(text):
        found.extend(re.split(r"\s*(?:,|;|\band\b|&|\+|/|\|)\s*", hit[1]))
    for listed in _WHO_LIST.finditer(text):
        found.extend(line.strip(" \t>*•·-") for line in listed[1].splitlines())
    labelled = len(found)
    found.extend(hit[1] for hit in _TITLED_NAME.finditer(text) if is_name(_plain(hit[1])))
    found.extend(hit[1].title() for hit in _LOW_NAME.finditer(text) if hit[1].split()[0] in GIVEN_NAMES)
    for hit in _WITH.finditer(text):
        parts = [part for part in re.split(r"\s*(?:,\s*and\b|,|\band\b|&|\+)\s*", hit[1]) if part.strip()]
        # "with Acme" is a company: one word that is nobody's given name, or words that firms are called by.
        after = text[hit.end() : hit.end() + 40]
        sure = bool(re.match(r"\s*(?:\(|,\s*(?:the |our )?[a-z]|from\b|at\b|of\b)", after))
        found.extend(
            part
            for part in parts
            if is_name(_plain(part)) or (sure and len(_plain(part).split()) in (2, 3) and not FIRM_WORDS.search(part))
        )
    return _as_people([part for part in found if part.strip()], me, labelled)


def _plain(part: str) -> str:
    return re.sub(r"\([^)]*\)?", "", part).strip(" .,:;|-–")


def _as_people(names: Sequence[str], me: Sequence[str], labelled: int = 0) -> tuple[Address, ...]:
    mine = {name.lower() for each in me for name in (each, *each.split()) if name}
    out: dict[str, Address] = {}
    for number, raw in enumerate(names):
        name = " ".join(_plain(raw).split())
        name = re.sub(r"\s*[-–—]\s.*\Z", "", name)
        if not name or name.lower() in mine or "@" in name or len(name.split()) > 4 or NO_FIRM.match(name):
            continue
        if (
            not re.match(rf"{NAME}\Z", name)
            or FIRM_WORDS.search(name)
            or (number < labelled and ROLE_NOUN.search(name))
        ):
            continue
        out.setdefault(name.lower(), Address(name, ""))
    return tuple(out.values())[:PEOPLE_AT_MOST]


def bare(text: str, company: str | None, me: Sequence[str]) -> tuple[Address, ...]:
    """Names that stand alone between commas: "interview with Acme |, Dana Liu, video"."""
    found = []
    for piece in re.split(r"[,;|\n()]|\s[-–—]\s|\.\s", text[:2_000]):
        words = piece.strip(" .!?|")
        if not words or len(words.split()) > 4:
            continue
        low = words.split()
        if (
            words.islower()
            and low[0] in GIVEN_NAMES
            and 1 <= len(low) <= 3
            and not any(MODES[n][1].search(words) for n in range(4))
        ):
            words = " ".join(word.capitalize() for word in low)
        elif not re.fullmatch(NAME, words) or not (is_name(words) or (len(low) == 2 and company)):
            continue
        if company is None or words.lower() != company.lower():
            found.append(words)
    return tuple(who for who in _as_people(found, me) if not _no_person(who.name))


def _no_person(name: str) -> bool:
    return bool(
        ROLE_NOUN.search(name)
        or any(cue.search(name) for _, cue in MODES)
        or re.search(
            r"\b(?:interview|round|stage|thanks|regards|hi|hey|hello|dear|best|kind|yours|building|room|house|hall|centre|center|office|street|road|campus|wing|floor|sincerely|cheers|sent|miss|see)\b",
            name,
            re.I,
        )
    )
