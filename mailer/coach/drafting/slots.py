"""What the slots of the phrases say: post, firm, the words for taking it on, and when they will answer."""

from __future__ import annotations

import re

from mailer.coach.drafting import speech
from mailer.coach.model import Debrief, Known, Mode

_WHEN = re.compile(
    r"\b(?:hear(?:ing)?|know|decide|deciding|decision|call(?:s|ing)?|ring(?:s|ing)?|phone|answer|result|get back to me|be in touch|e-?mail|text|message|write|inform|tell)\b"
    r"[^.!?\n]{0,25}?\b(?:(?<!by )(?<!by next )(?<!before next )(?:(on|this|next) )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?! week)|(this|next) week)\b"
    r"|^(?:and |so |then )?(?:(on|this|next) )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?! week)\b[^.!?\n]{0,20}?\b(?:write|call|ring|phone|text|e-?mail|tell|let me know|decide|inform)",
    re.I,
)
_BY = re.compile(
    r"\b(?:hear(?:ing)?|know|decid\w+|decision|call(?:ing)?|ring(?:ing)?|phone|answer|results?|in touch|email|offers?|inform\w*|tell|write|get back|telephones?)\b"
    r"[^.!?\n]{0,40}?\b(?P<when>(?:by|before|on) the (?:\d{1,2}(?:st|nd|rd|th)|weekend|end of (?:the|next|this) (?:week|month))|(?:by|before) (?:next )?(?:monday|tuesday|wednesday|thursday|friday)(?: week)?"
    r"|at the end of (?:the|this|next) (?:week|month)|(?:with)?in (?:two|three|a few) (?:days|weeks))\b",
    re.I,
)
# They meet again on a day that is settled.
_AGAIN = re.compile(
    r"\b(?:asked me (?:to come )?(?:back|in)|invited me (?:back|in)|(?:come|coming|go|going|be|i(?:'m| am)) (?:back|in)|back|starting|i start|start) (?:again )?(?:(?P<lead>on|this|next) )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! week)",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:kitchen|library|hospital|surgery|school|shop|store|branch|site|depot|office|clinic|hotel|pub|cafe|café|restaurant|garage|farm|nursery"
    r"|warehouse|council|club|gym|salon|bakery|college|academy|centre|center|practice|agency|factory|plant|road|street|lane)\b",
    re.I,
)
_ABOUT_IT = re.compile(
    r"\b(?:e-?mail|call|phone|ring|write|text|let me know|tell me|hear)\w*\b[^.!?\n]{0,20}\babout\b", re.I
)
_MAYBE = re.compile(r"\b(if|might|may|maybe|perhaps|not|or|possibly|thurs|fri)\b", re.I)
_EVENT = re.compile(
    r"\b((?:the )?(?:trial (?:day|shift)|second (?:interview|stage|round)|next (?:round|stage)|final (?:round|interview|stage))(?: on (?:mon|tues|wednes|thurs|fri|satur|sun)day)?)\b",
    re.I,
)
_JOB = re.compile(
    r"(?<!my )(?<!last )(?<!old )(?<!current )(?<!present )\b(role|position|job|post|(?:(?<=for a )|(?<=for an )|(?<=for the )|(?<=month )|(?<=week )|(?<=summer ))(?:placement|internship|apprenticeship))\b(?! (description|spec|ad|advert|centre|center|talk|title|coach|hunt|search|market))",
    re.I,
)
_WORK = {
    "job": "do this job", "role": "take on this role", "position": "take up this position", "post": "take up this post",
    "placement": "do this placement", "internship": "do this internship", "apprenticeship": "do this apprenticeship",
}  # fmt: skip


def values(debrief: Debrief, known: Known, *, easy: bool = False) -> dict[str, str]:
    """Return the slots' values; what is not told, or not surely a name, is not among them.

    `easy`: the person writes the way they speak, so it is a "job" unless they call it otherwise.
    """
    source = f"{debrief.text} {known.company or ''} {known.role or ''} {known.subject or ''}"
    job = _JOB.search(debrief.text)
    noun = job.group(1).casefold() if job else "job" if easy else "role"
    found: dict[str, str] = {}
    company = named_company(debrief.company, source)
    if company and not known.company and _doubtful(company, source):
        company = None
    if company and debrief.role and company.casefold() in debrief.role.casefold():
        company = None
    if company and any(company.casefold() == each.name.casefold() for each in debrief.interviewers):
        company = None
    role = named_role(debrief.role, source)
    if company:
        found["company"] = company
    if role:
        found["role"] = role
    away = debrief.mode in (Mode.PHONE, Mode.VIDEO, Mode.RECORDED)
    called = (role or "").casefold().split(" ")[-1] in _WORK
    found["post"] = f"the {role}" if role and called else f"the {role} {noun}" if role else f"the {noun}"
    found["at"] = f" at {company}" if company else ""
    found["at_us"] = found["at"] or " in your team"
    found["work"], found["noun"] = _WORK[noun], noun
    found["meet"] = "talk to you" if away else "meet you"
    step = _WHEN.search(debrief.next_steps or "")
    if step and not _MAYBE.search(step.group(0)):
        found["when"] = _day(step)
    coming = next((each for each in (debrief.next_steps or "", *_telling(debrief.text)) if _EVENT.search(each)), "")
    by = _BY.search(debrief.next_steps or "")
    if "when" not in found and by and not _MAYBE.search(by.group(0)):
        found["when"] = speech.mend(by.group("when").lower())
    again = _AGAIN.search(debrief.next_steps or "") or next(
        (hit for each in _sentences(debrief.text) if (hit := _AGAIN.search(each)) and not _MAYBE.search(each)), None
    )
    if again and "when" not in found and not _MAYBE.search(debrief.next_steps or ""):
        lead = (again["lead"] or "on").casefold()
        found["see"] = f"{'on' if lead == 'this' else lead} {again['day'].capitalize()}"
    # What the telling begins with is the interview itself.
    event = _EVENT.search(coming) if coming[:12] not in debrief.text[:40] and not _ABOUT_IT.search(coming) else None
    if event and not _MAYBE.search(coming):
        named = speech.mend(event.group(1).lower())
        found["event"] = named if named.startswith("the ") else f"the {named}"
    return found


def _sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in speech.spans(text)]


def _doubtful(company: str, text: str) -> bool:
    """Say whether a firm typed in small letters may be none: "the flower shop", "the branch library", "the night stock one"."""
    if company in text:
        return False
    posts = rf"{re.escape(company)} (?:one|job|role|post|position|shift|interview)\b"
    return " " not in company or bool(_PLACE.search(company) or re.search(posts, text, re.I))


def _telling(text: str) -> list[str]:
    """Return the sentences that say what they will do next: "she's putting me on a trial shift"."""
    return [each for each in _sentences(text) if _TO_COME.search(each)]


_TO_COME = re.compile(
    r"\b(putting me on|offered me|invited me|asked me (back|to come)|coming (back )?(in )?for|starting with|booked me|i(?:'ve| have|'m| am) (?:got|doing|on|down for)?)\b.*\btrial (shift|day)"
    r"|\b(second|next|final) (round|interview|stage) (is|will be) (on |a |the )?",
    re.I,
)


def _day(step: re.Match[str]) -> str:
    if step.group(3):
        return f"{step.group(3).casefold()} week"
    lead = (step.group(1) or step.group(4) or "on").casefold()
    return f"{'on' if lead == 'this' else lead} {(step.group(2) or step.group(5)).capitalize()}"


_OF = re.compile(
    r"^(Department|Ministry|Office|Institute|University|Bank|City|Borough|Faculty|School|College|Museum|Society|Bureau|Agency|Centre|Center|Board|Council|Trust) (of|for|and)\b"
)


def named_company(company: str | None, source: str) -> str | None:
    """Return the firm as it reads after "at", or None where it is not a name or not told."""
    if not company:
        return None
    name = re.sub(r"\s+", " ", company.strip(" .,"))
    # "Pine Hollow, 20 min early": the figure is of what follows.
    if re.search(rf"{re.escape(name)}\s*(?:min|%|k\b|hour|am\b|pm\b|people|o'?clock)", source, re.I):
        name = re.sub(r"[ ,]+\d+$", "", name)
    low = source.casefold()
    if (
        any(part.casefold() not in low for part in speech.words(name))
        or len(name) > 48
        or re.search(r"[(\[{<>@:/]", name)
    ):
        return None
    if name.islower():
        if re.match(r"(the|a|an|my|our|some|this|that|local|right|surgery|shop)\b", name):
            return None
        name = " ".join(p if p in ("and", "of", "the", "for", "&") else p[:1].upper() + p[1:] for p in name.split(" "))
    if not name[:1].isupper() and not name[:1].isdigit() and not re.match(r"[a-z][A-Z]", name):
        return re.sub(r"^The\b", "the", name) if re.match(r"the [A-Z]", name) else None
    return f"the {name}" if _OF.match(name) else name


def named_role(role: str | None, source: str) -> str | None:
    """Return the role as it reads in "the … role", or None where it is too long or not told."""
    if not role:
        return None
    name = re.split(r"[,(\[{:;/]| - | – ", role.strip(), maxsplit=1)[0].strip(" .")
    name = re.sub(r"^(a|an|the)\s+", "", name, flags=re.I)
    name = re.sub(r"\s+(role|job|position|post)$", "", name, flags=re.I)
    low = source.casefold()
    parts = speech.words(name)
    if not parts or len(parts) > 5 or any(part.casefold() not in low for part in parts) or re.search(r"[<>@_]", name):
        return None
    if re.search(r"\b(role|position|job|post)\b", name, re.I) or _BROKEN.search(name):
        return None
    name = " ".join(each.upper() if each in _SHORT_FORMS else each for each in name.split(" "))
    first, *rest = name.split(" ")
    titled = any(part[:1].isupper() for part in rest) or not first[1:].islower() or first in _PROPER
    return name if titled or not first[:1].isupper() else " ".join([first.lower(), *rest])


_HALF_TITLE = re.compile(
    r"(?:^|\b)(?:nights?|days?|evenings?|weekends?|part[- ]time|full[- ]time|district|summer|senior|junior|lead|band \d\w?|grade \d\w?|temp|permanent|trainee|graduate)$",
    re.I,
)


def is_title(role: str) -> bool:
    """Say whether a role can stand by itself, as in a subject: "night" of "the night post" cannot."""
    return not _HALF_TITLE.search(role)


# Half a phrase, a count, a word typed twice: "chef de", "1 driver", "sales sales".
_BROKEN = re.compile(
    r"^\d|\b(?:de|of|for|at|in|on|with|and|or|to|the|a|an)$|\b(\w+) \1\b|^(?:of|for|at|in|on|with|and|or|to)\b", re.I
)
_SHORT_FORMS = frozenset(
    [
        "it",
        "ict",
        "hr",
        "ta",
        "sen",
        "pa",
        "qa",
        "ux",
        "ui",
        "hgv",
        "cnc",
        "gp",
        "ot",
        "ae",
        "sdr",
        "rn",
        "lpn",
        "cna",
        "ea",
        "pe",
        "re",
    ]
)
_PROPER = frozenset(
    [
        "Year",
        "Band",
        "Grade",
        "Java",
        "Python",
        "Kotlin",
        "Android",
        "English",
        "French",
        "German",
        "Spanish",
        "Irish",
        "Welsh",
        "Head",
        "Montessori",
    ]
)
