"""Who gets a note, and how it greets and signs: formality follows the way the person names the interviewers."""

from __future__ import annotations

import re
import unicodedata

from mailer.coach.drafting import speech
from mailer.coach.drafting.values import Author
from mailer.coach.model import Debrief, Interviewer, Known
from mailer.coach.phrases import Phrases, fill
from mailer.coach.rules.case import TITLES

PANEL = 3  # from more than this many on, the host gets one note for all
_TITLE = rf"(?:{'|'.join(sorted(TITLES - {'chief'}, key=len, reverse=True))}|watch manager)"
_TITLED = re.compile(rf"^((?:{_TITLE}\.?\s+)+)(.+)$", re.I)
_TRADE = re.compile(
    r"^(big|wee|old|young|little|auld|chef|manager|director|headteacher|head|nurse|owner|boss)\s+(?=\S)",
    re.I,
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-]|[ ](?=[^\W\d_]))*")
_NO_NAME = re.compile(
    r"^(?:(?:ja|ha|he|hi|ho|lo){2,}\w*|lol\w*|[hx]d?|hiya|hello|hey|hi|cheers|thanks?|morning|evening|afternoon|omg|dear|good|yes|no|ok)$|^(teacher|interviewer|manager|boss|owner|doctorand|chef|nurse|driver|ah|oh|hr|recruiter)$|^(the|a|an|some|one|my|their|his|her)\b|\b(hr|for|and|of|head|board|panel|manager|team|ceo|cto|cfo)\b(?! [A-Z])|\bHR\b",
    re.I,
)
_WITH_FIRST_NAME = ("sir", "dame")
_AFTER = re.compile(r"^(?P<name>[^\W\d_]+) (?P<title>sir|madam|ma'?am)$", re.I)
_SIGN = {"maam": "Ma'am", "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "dr": "Dr", "prof": "Prof", "doctor": "Dr"}


def recipients(debrief: Debrief, known: Known) -> tuple[Interviewer | None, ...]:
    """Return who gets a note: each interviewer, the host of a big panel, or None for a nameless one."""
    named = _once([each for each in debrief.interviewers if grounded_name(each.name, debrief, known)])
    if not named:
        return (None,)
    return (named[0],) if len(named) > PANEL else tuple(named)


def _once(people: list[Interviewer]) -> list[Interviewer]:
    """Leave out who is named a second time in other words: "Maire" after "Máire", "DI Rowe" after "Inspector Rowe"."""
    kept: list[Interviewer] = []
    for each in people:
        if not any(_one_person(each.name, other.name) for other in kept):
            kept.append(each)
    return kept


def _one_person(name: str, other: str) -> bool:
    mine, theirs = (_bare(each) for each in (name, other))
    if not mine or not theirs:
        return name.casefold() == other.casefold()
    honours = [{each.casefold() for each in speech.words(full)} & TITLES for full in (name, other)]
    if all(honours) and honours[0] != honours[1] and not _honoured(name, other):
        return False
    return set(mine) <= set(theirs) if not _honoured(name, other) else mine[-1] == theirs[-1]


def _bare(name: str) -> list[str]:
    """Return the words of a name without accents and titles, case folded."""
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return [
        each.casefold()
        for each in speech.words(plain)
        if each.casefold().rstrip(".") not in TITLES and each not in _RANKS
    ]


_RANKS = frozenset({"DI", "DCI", "DS", "DC", "PC", "PS", "Detective", "Inspector", "Sergeant", "Constable"})


def _honoured(name: str, other: str) -> bool:
    """Say whether both are ranks, written in two ways; a Mr and a Mrs of one name are two people."""
    return all(_RANKS & set(speech.words(each)) for each in (name, other))


def grounded_name(name: str, debrief: Debrief, known: Known) -> bool:
    """Say whether a name stands in the debrief or the invitation; nobody is greeted by a guess."""
    sources = " ".join((debrief.text, *(each.name for each in known.interviewers))).casefold()
    parts = [p.casefold() for p in speech.words(name) if not re.fullmatch(rf"{_TITLE}\.?", p, re.I)]
    if len(name) > 40 or not _NAME.fullmatch(name.strip()) or _NO_NAME.search(name):
        return False
    if set(parts) <= {p.casefold() for p in speech.words(debrief.role or "")}:
        return False
    return len("".join(parts)) > 1 and all(part in sources for part in parts)


def called(person: Interviewer, debrief: Debrief) -> tuple[str, bool]:
    """Return the name for the greeting, and whether it is formal."""
    name = _TRADE.sub("", re.sub(r"\s+", " ", person.name).strip())
    if name.islower() or name.isupper():
        name = " ".join(part[:1].upper() + part[1:].lower() for part in name.split(" "))
    if after := _AFTER.match(name):  # "Ramesh sir", as a good part of the world says it
        return f"{after['name']} {after['title'].capitalize()}", True
    titled = _TITLED.match(name)
    if not titled:
        last = name.split(" ")[-1]
        spoken = re.search(
            rf"\b(?-i:(?=[A-Z]))({_TITLE})\.? (?:(?-i:[A-Z])[\w'-]+ )?{re.escape(last)}\b", debrief.text, re.I
        )
        if spoken is None:
            spoken = re.search(rf"\b(mr|mrs|ms|miss|dr|prof|doctor) {re.escape(last)}\b", debrief.text, re.I)
        if spoken is None:
            return (name if _initial(name) else name.split(" ")[0]), _initial(name)
        title = spoken.group(1)
        return f"{_SIGN.get(title.casefold(), title[:1].upper() + title[1:])} {last}", True
    title = titled.group(1).strip().split(" ")
    rest = titled.group(2).split(" ")
    shown = "Watch Manager" if titled.group(1).casefold().startswith("watch") else title[-1]
    shown = _SIGN.get(shown.casefold(), shown[:1].upper() + shown[1:])
    return f"{shown} {rest[0] if shown.casefold().rstrip('.') in _WITH_FIRST_NAME else rest[-1]}", True


def _initial(name: str) -> bool:
    return bool(re.match(r"[^\W\d_]\.? ", name))


_SURNAME = re.compile(
    r"^(?:Daniel|Peter|Robert|William|Richard|Edward|Roger|Steven|Stephen|Phillip|Andrew|Matthew|Simon|Adam|Jacob|Isaac|Walter"
    r"|Gilbert|Nichol|Michael|Samuel|Hugh)s$|(?:[^aeiou]son|sen|ski|ska|sky|wicz|mann|berg|stein|worth|field|greaves|thwaite|shaw|combe|hurst|bottom|gate|house|bridge|stone|ović|ovic|enko|opoulos|ndez|nguez|íguez|iguez)$"
)
_FIRST_ALL_THE_SAME = frozenset(
    {
        "Nelson",
        "Jackson",
        "Wilson",
        "Tyson",
        "Bryson",
        "Hansen",
        "Samson",
        "Carson",
        "Hudson",
        "Anderson",
        "Grayson",
        "Alfson",
    }
)


def greeting(person: Interviewer | None, debrief: Debrief, phrases: Phrases) -> str:
    """Return the greeting line."""
    if person is None:
        return phrases.one("greeting.nameless")
    name, formal = called(person, debrief)
    # "Hi Daniels," is no greeting, and whether it is Mr or Ms was not told.
    if not formal and " " not in person.name.strip() and _SURNAME.search(name) and name not in _FIRST_ALL_THE_SAME:
        return phrases.one("greeting.nameless")
    return fill(phrases.one("greeting.formal" if formal else "greeting.informal"), {"name": name})


def capitalised(name: str) -> str:
    """Return a name as it is written: "ruth amos", told on a phone, is Ruth Amos."""
    return " ".join(part[:1].upper() + part[1:] for part in name.split()) if name.islower() else name


def signature(person: Interviewer | None, debrief: Debrief, author: Author, phrases: Phrases) -> str:
    """Return the closing words and the person's name, the first name alone where the greeting is by first name."""
    formal = person is not None and called(person, debrief)[1]
    variety = "american" if author.variety == "american" else "british"
    manner = "formal" if formal else "easy" if easy(person, debrief) else "informal"
    closing = phrases.one(f"sign.{manner}_{variety}")
    name = " ".join(author.name.split())
    name = capitalised(name)
    if person is not None and not formal and " " in name and not _TITLED.match(name):
        name = name.split(" ")[0]
    return f"{closing},\n{name}".rstrip() if name else f"{closing}."


_TRADES = re.compile(
    r"\b(clean(er|ing)|warehouse|pick(er|ing)|pack(er|ing)|driv(er|ing)|courier|barista|cook|chef|kitchen|porter|pot ?wash|carer|care (worker|assistant)"
    r"|wait(er|ress|ing)|bar (work|staff|job)|bartend\w*|pub|shop|shelf|cashier|till|checkout|saturday job|labour\w*|laborer|builder|brick\w*|roofer|plasterer"
    r"|scaffold\w*|decorator|painter|groundsman|gardener|landscap\w+|farm|delivery|van|forklift|digger|security guard|doorman|barber|stylist|hairdress\w*|nail"
    r"|server|host(ess)?|dishwasher|housekeep\w*|mechanic|fitter|welder|line cook|factory|assembl\w+|butcher|baker\w*|fishmonger|dog)\b",
    re.I,
)
_SLANG = re.compile(
    r"\b(ta|tbh|lol|gonna|gotta|wanna|kinda|reckon|mate|ngl|dunno|haha+|gaffer|lads?|craic|grand|y'?all|cuz|cos|coz|bloke|cheers|yep|nah|u|ur|pls|idk|omg|deffo)\b",
    re.I,
)


def easy(person: Interviewer | None, debrief: Debrief) -> bool:
    """Say whether the person writes the way they speak, to someone they do not call by a title."""
    if person is not None and called(person, debrief)[1]:
        return False
    text = debrief.text
    starts = [text[a:b].lstrip(" \n-*•\"'")[:1] for a, b in speech.spans(text)]
    lower = sum(each.islower() for each in starts) * 2 > len(starts) or bool(re.search(r"\bi\b(?![.)])", text))
    trade = bool(_TRADES.search(debrief.role or text[:60]))
    slang = len(_SLANG.findall(text)) + len(
        re.findall(r"\b(im|ive|dont|didnt|cant|wasnt|theyll|couldnt|thats)\b", text)
    )
    return lower + trade + (slang > 0) + (slang > 2) >= 2


def spelt(text: str, author: Author, phrases: Phrases) -> str:
    """Return a note with our own wording as Americans put it, where the author is one."""
    for each in phrases.all("spelling.american") if author.variety == "american" else ():
        old, _, new = each.partition(" => ")
        text = text.replace(old, new)
    return text
