"""Firms: whose interview it is, from prose, titles and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mailer.message.address import Address
from mailer.message.appointment import names
from mailer.message.appointment.cues import FIRM, FIRM_WORDS, MODES, NO_FIRM, NO_ROLE, ROLE_NOUN, STREET, TALK, W
from mailer.message.given_names import GIVEN_NAMES

_AT = re.compile(rf"(?:\b(?:at|from|invited by|invited (?:me )?to)|@|\)\s+of)\s+{FIRM}")
_WITH_FIRM = re.compile(rf"\b(?:with|for|w/)\s+{FIRM}")
_TITLED_FIRM = re.compile(
    r"(?:^[ \t>*-]*|[.;,|]\s+)(?:company|employer|organi[sz]ation)[ \t]*[:：][ \t]*([^\n,;|]{2,60}?)(?=\.\s|[\n,;|]|\.?$)",
    re.I | re.M,
)
_LOW_FIRM = re.compile(
    rf"\b{TALK}\b[^.|\n]{{0,30}}?(?:\b(?:with|at|for|w/)|@)\s*(?:the\s+)?([a-z0-9][\w&'’.-]*(?:\s+[a-z&][\w&'’.-]*){{0,3}})"
)
_LOW_AT = re.compile(
    rf"\b{TALK}\b[^.|\n]{{0,30}}?(?:\bat|@)\s*(?:the\s+)?([a-z0-9][\w&'’.-]*(?:\s+[a-z&][\w&'’.-]*){{0,3}})"
)
_LOW_FROM = re.compile(
    r"\b(?:with|meeting|seeing)\s+[a-z]+(?:\s[a-z]+)?\s+(?:from|at|of)\s+([a-z][\w&'’.-]*(?:\s+[a-z&][\w&'’.-]*){0,3})"
)
_LOW_STOP = re.compile(
    r"\s+(?:on|at|in|for|next|this|tomorrow|today|tonight|via|by|about|to|and|it|its|is|will|was|has|over|with|from|moved|"
    r"who|which|where|role|job|position|please|pls|thanks|they|he|she|we|i|team|so|but|the|a|my|their|round|stage|interview|then|now|got|phone|video|zoom|teams)\b.*\Z",
    re.I,
)


_TIME = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\b|[ap]\b|o['’]?clock|hrs?\b|\Z)", re.I)


def company(text: str, people: Sequence[Address], *, note: bool = True) -> str | None:
    """The firm a text names; in a short `note` a capitalised word that is nothing else may be it."""
    taken = {who.name for who in people}
    pieces = [piece.strip(" .|") for piece in re.split(r"[,;|\n()]|:\s", text[:1_000])]
    plain = next((each for each in pieces if _looks_like_firm(each)), None)
    for pattern in (_TITLED_FIRM, _AT, _WITH_FIRM):
        for hit in pattern.finditer(text):
            firm = tidy(hit[1])
            if (
                firm is None
                or firm in taken
                or STREET.match(text, hit.start(1))
                or any(firm in name.split() for name in taken)
            ):
                continue
            if all(
                part.lower() in {name.lower() for name in taken} or names.is_name(part)
                for part in re.split(r"\s+(?:and|&)\s+", firm)
            ) and not FIRM_WORDS.search(firm):
                continue
            if pattern is _WITH_FIRM and (names.is_name(firm) and not FIRM_WORDS.search(firm)):
                continue
            if pattern is _WITH_FIRM and plain and names.may_be_name(firm):
                continue
            if pattern is not _TITLED_FIRM and _is_job(firm):
                continue
            return firm
    for low in (hit for pattern in (_LOW_FROM, _LOW_AT, _LOW_FIRM) for hit in pattern.finditer(text)):
        firm = _LOW_STOP.sub("", low[1]).strip(" .,-|'")
        if (
            firm
            and not NO_FIRM.match(firm)
            and not _TIME.match(firm)
            and firm.split()[0] not in GIVEN_NAMES
            and not ROLE_NOUN.search(firm)
        ):
            return " ".join(
                word[:1].upper() + word[1:] if word not in ("of", "and", "the", "&") else word for word in firm.split()
            )
    if plain:
        return tidy(plain)
    if note and len(text.split()) <= 40 and re.search(TALK, text, re.I) and (lone := _lone_firm(text, taken)):
        return lone
    if leading := re.search(
        rf"(?:^|\n)\W*({W}(?:\s+{W}){{0,3}})\s+(?:phone |video |onsite |technical |panel |final |first |second |third |last |next )*(?:interview|screen|onsite|round|call|chat|panel|loop|superday|assessment)\b",
        text,
    ):
        firm = tidy(leading[1])
        if firm and not ROLE_NOUN.search(firm) and not names.is_name(firm) and not NO_ROLE.match(firm):
            return firm
    return None


def _lone_firm(text: str, taken: Iterable[str]) -> str | None:
    """A capitalised piece of a short note that is nothing else: "Phone interview tomorrow (Sainsburys, Lisa)"."""
    for piece in re.split(r"[,;|\n()]|\s[-–—]\s", text)[1:]:
        words = piece.strip(" .")
        if re.fullmatch(FIRM, words) and len(words.split()) <= 3 and words not in taken and not STREET.match(words):
            sound = any(cue.search(words) for _, cue in MODES) or NO_ROLE.match(words) or ROLE_NOUN.search(words)
            if (
                not sound
                and not names.is_name(words)
                and (found := tidy(words))
                and not re.search(
                    r"\b(?:thanks|cheers|best|regards|please|floor|room|street|road|london|year|band)\b|\d", found, re.I
                )
            ):
                return found
    return None


def _is_job(words: str) -> bool:
    """Whether these are words for a job: "Software Development Engineer" though it says Software."""
    return bool(ROLE_NOUN.fullmatch(words.split()[-1])) or (
        bool(ROLE_NOUN.search(words)) and not FIRM_WORDS.search(words)
    )


def _looks_like_firm(piece: str) -> bool:
    whole = bool(FIRM_WORDS.search(piece)) and re.fullmatch(FIRM, piece) is not None
    return whole and not (STREET.match(piece) or names.is_name(piece) or ROLE_NOUN.search(piece))


def tidy(text: str) -> str | None:
    firm = " ".join(text.split()).strip(" .,-–—'’:;|")
    firm = re.sub(
        r"(?:'s|’s)?\s+(?:team|Team|offices?|Offices?|HQ|HR|Recruiting|Talent|Careers|Hiring|interview|Interview)\Z|(?:'s|’s)\Z",
        "",
        firm,
    )
    firm = re.sub(r"\.\s.*\Z", "", firm)
    if (
        not firm
        or re.match(r"\d+[ -]?(?:min|hour|hr)", firm, re.I)
        or NO_FIRM.match(firm)
        or _TIME.match(firm)
        or not re.search(r"[^\W\d_]", firm)
        or (re.match(r"\d", firm) and not re.search(r"[A-Za-z]{2}", firm))
    ):
        return None
    return firm[:80]


_BOXES = re.compile(
    r"\b(?:gmail|googlemail|yahoo|outlook|hotmail|live|icloud|me|aol|gmx|proton(?:mail)?|fastmail|zoho|mail|example|calendly|greenhouse|greenhouse-mail|lever|hire|"
    r"ashbyhq|ashby|goodtime|workday|myworkday|smartrecruiters|icims|taleo|jobvite|workable|workablemail|bamboohr|teamtailor|recruitee|personio|hackerrank|codility|"
    r"hirevue|zoom|google|microsoft|nextround|apple|linkedin|indeed|reed|otta|cronofy|schedule|prelude|modernloop|candidate|notifications?|sendgrid|mailgun|"
    r"localhost|calendar|doodle|acuityscheduling|hubspot|rippling|bullhorn|localdomain|invalid|test)\b",
    re.I,
)


def firm_of(who: Address, own: Iterable[str] = ()) -> str | None:
    """The company of an address: "Dana Liu (Acme)", "Acme Recruiting", or its domain unless a mail provider's."""
    if hit := re.search(r"\(([A-Z][\w&' ]{1,30})\)|\b(?:at|from|@)\s+([A-Z][\w&' ]{1,30})\Z", who.name):
        named = tidy(hit[1] or hit[2])
        if named:
            return named
    if hit := re.match(
        r"([A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3}?) (?:Recruiting|Recruitment|Careers|Talent|Hiring|HR|People|Jobs|Team|Hiring Team|Talent Acquisition|Talent Team|Recruiting Team)\b",
        who.name,
    ):
        return hit[1]
    domain = who.email.rpartition("@")[2].lower()
    if not domain or domain in set(own):
        return None
    labels = [
        label
        for label in domain.split(".")[:-1]
        if label
        not in (
            "co",
            "com",
            "org",
            "ac",
            "gov",
            "net",
            "mail",
            "email",
            "careers",
            "jobs",
            "talent",
            "hr",
            "www",
            "nhs",
            "sch",
            "edu",
            "e",
            "go",
        )
    ]
    name = labels[-1] if labels else ""
    if not name or (_BOXES.search(domain) and _BOXES.search(name)) or _BOXES.search(name) or len(name) < 2:
        return None
    return " ".join(part[:1].upper() + part[1:] for part in name.split("-"))
