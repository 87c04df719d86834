"""Names, addresses and facts put right: "her name is Priya Shah", "it's Jeanette not Janet", "the role was chef"."""

from __future__ import annotations

import re

from mailer.coach.model import Debrief
from mailer.coach.revising import matching
from mailer.coach.revising.values import Ask, Revision

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}", re.I)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = rf"(?:{_DAY}|yesterday|today|this (?:morning|afternoon)|the \d{{1,2}}(?:st|nd|rd|th)(?: of \w+)?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))"
_HONORIFIC = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|lady|father|sister|rev|chef|captain)"
# A name as typed: capitals, or all in lower case on a phone; ends at a comma, "and", "not" or the end.
_NAME = rf"(?P<new>(?:{_HONORIFIC}\.? )?[^\W\d_][\w'’.-]*(?: (?!and\b|not\b|but\b|with\b|by\b|btw\b|please\b|pls\b|instead\b|actually\b|rather\b|who\b|so\b|one\b|spelled\b|spelt\b|from\b|in\b|on\b|at\b|tho\b|though\b|thanks\b)[^\W\d_][\w'’.-]*){{0,3}})"
_OLD = r"(?P<old>[^\W\d_][\w'’.-]*(?: (?!and\b|but\b|with\b|please\b|as\b)[^\W\d_][\w'’.-]*){0,3})"
_IS = r"(?:\s*(?:'s|s\b|is|was|should be|shd be|:|=)\s*(?:(?:really|actually|called|named|in fact|spelled|spelt|written|meant to be|supposed to be)\s+)*|\s+)"
_WHOSE = r"(?:her|his|their|the (?:interviewer|manager|lady|guy|man|woman|boss|recruiter|head|owner|bloke|chap|supervisor|director|teacher|matron|chef|person)(?:'?s)?|interviewer'?s?|manager'?s?)"
_NAMES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_WHOSE}\s+(?:(?:first|last|sur|family|full|actual|real|proper|correct|right)\s?)?(?:sur)?names?{_IS}{_NAME}",
        rf"\b(?:surname|last name|first name|name){_IS}{_NAME}",
        rf"\b(?:she|he|they|the (?:interviewer|manager|lady|guy|man|woman|boss|owner|head))\s?(?:'s|s| is| was|'re| are| were) (?:actually |really )?(?:called|named){_IS}{_NAME}",
        rf"\b(?:call|address|greet) (?:her|him|them|it|the \w+) (?:to |as |by )*{_NAME}",
        rf"\b(?:address|make|write|direct) (?:it|this|the note|the mail|the email) (?:out )?to {_NAME}",
        rf"\b{_OLD}(?:'s name)? (?:is|was) (?:spelled|spelt|written|really|actually|called){_IS}{_NAME}",
        rf"\b(?:i was |was )?interviewed by {_NAME}",
        rf"\b(?:spelling|surname|name) (?:of|for) (?:the |her |his )?(?P<old>[\w']+?)(?:'s name)? is {_NAME}",
        rf"\b(?:the|my) (?:\w+ )?(?:manager(?:ess)?|interviewer|boss|owner|head|matron|director|supervisor|lady|man|woman|chef|principal|recruiter) (?:is|was) (?:called )?(?=(?-i:[A-Z])|{_HONORIFIC}\b){_NAME}",
        rf"\b(?:met|spoke (?:to|with)|saw) {_NAME},? not (?P<old>[^\W\d_][\w'’-]*)",
    )
)  # fmt: skip
_SWAPS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:\b(?:it|that|this|she|he|they|name|there)(?:'?s| is| was|'re| were)|^|\bcalled|\bshould be|\bshd be|\bis|\bwas|\bwith|\bby|\bto) {_NAME},? (?:and )?not (?:a |an |the |with |by |on |for )*{_OLD}",
        rf"\b(?:it|that|this|she|he)(?:'?s| is| was)?(?:n'?t| not|nt) (?:called |on )?{_OLD},? (?:but|it'?s|it is|its|it was|she'?s|he'?s|rather)(?: on| called)? {_NAME}",
        rf"\bnot {_OLD}(?:,? (?:but|it'?s|its|it is)|,) {_NAME}",
        rf"\b(?:change|correct|rename|fix) {_OLD} (?:to|into|with|for) {_NAME}",
        rf"\buse {_NAME} (?:instead of|rather than|not) {_OLD}",
        rf"\b{_NAME} (?:instead of|rather than) {_OLD}",
        rf"\b{_OLD} (?:should be|shd be|needs to be|must be|ought to be) (?:called |spelled |spelt )?{_NAME}",
        rf"\bdon'?t (?:call|say|write|use) (?:him|her|them)? ?{_OLD},? (?:but |it'?s |its |he'?s |she'?s |use |say |write |call (?:him|her|them) )+{_NAME}",
    )
)  # fmt: skip
_LEARNT = re.compile(
    rf"\b(?:her|his|their|the \w+'?s?) name\b[^.]{{0,16}}?[,:]? (?:and )?(?:it'?s|it is|its|is) (?:actually |really )?{_NAME}\W*$",
    re.I,
)
_WRONG_NAME = re.compile(
    rf"^(?!.*\bnot\b).*\bname\b[^.]{{0,24}}?(?:wrong|incorrect|misspel\w+|typo)\b[^.]{{0,12}}?(?:it'?s|it is|its|should be)(?: actually| really)? {_NAME}\W*$",
    re.I,
)
_SIGN = re.compile(
    rf"\b(?:sign(?:ed)?(?: (?:it|this|the note|me|off))*(?: (?:as|with|by|just|only|off))*|my (?:own |full |first |last )?(?:sur)?name (?:is|'s|should be)|(?:put|use) my name as) (?:just |only )?{_NAME}",
    re.I,
)
_COMPANY = re.compile(
    r"\b(?:(?:the )?(?:company|firm|surgery|school|shop|practice|hospital|employer|organi[sz]ation|business|restaurant|hotel|agency|start-?up|bank|clinic|charity|garage|hotel|bar|cafe|nursery|college|university|council|store|place|care home|office)(?:'?s)?(?: (?:full |proper |right |correct )?name)?"
    r"|they(?:'re| are)|name of the \w+)(?:'?s| is| was| are|:)? (?:really |actually |now |called |named |spelled |spelt )*(?P<new>[^,.;:!?\n]+?)(?=$|[,.;:!?\n]| not\b| and\b| btw\b| instead\b)",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:(?:the |my )?(?:job title|job|role|position|post|title|vacancy)(?:'?s| is| was| should be|:| should say| should read|'s called)?|(?:it|that|this|interview) (?:was|is) for) (?:really |actually |called |for |as |in fact )*(?:a |an |the )?(?P<new>[^,.;:!?\n]+?)(?: role| job| position| post)?(?=$|[,.;:!?\n]| not\b| btw\b| instead\b)(?:,? not (?:a |an |the )?(?P<old>[^,.;:!?\n]+))?",
    re.I,
)
_WHEN = re.compile(
    rf"\b(?:it|that|this|interview|call|meeting|the interview|we met|i was there|i met (?:her|him|them)|happened|took place)\b[^.!?\n]{{0,24}}?\b(?:on |last )?(?P<new>{_DATE})\b(?:,? not (?:on )?(?P<old>{_DATE}))?",
    re.I,
)
_WAS_NOT_DAY = re.compile(rf"\b(?:wasn'?t|isn'?t|not) (?:on )?(?P<old>{_DATE})\b.*?\b(?P<new>{_DATE})\b", re.I)
_DAYS = re.compile(rf"\b(?P<new>{_DATE})\b,? not (?:on |by )?(?P<old>{_DATE})\b", re.I)
_MODE = re.compile(
    r"\b(?:it|that|this|interview|call|we|i)(?: was|'s| is| met| talked| spoke| did it| had it)(?:n't)? (?:actually |really |only |held )*(?:on |over |by |a |an |in )*(?P<new>video|zoom|teams|phone|telephone|in person|face to face|on-?site|skype|google meet)\b",
    re.I,
)
_MODES = {"video": "video", "zoom": "video", "teams": "video", "skype": "video", "google meet": "video", "phone": "phone",
          "telephone": "phone", "in person": "onsite", "face to face": "onsite", "onsite": "onsite", "on-site": "onsite"}  # fmt: skip
_THEIR_DAY = re.compile(
    r"\b(?:let me know|hear|decide|call|ring|email|answer|get back|decision|next (?:round|step|stage|interview)|result)",
    re.I,
)
_NO_NAME = frozenset(
    [
        "a",
        "an",
        "the",
        "it",
        "this",
        "that",
        "my",
        "your",
        "our",
        "wrong",
        "right",
        "missing",
        "not",
        "too",
        "very",
        "so",
        "in",
        "on",
        "at",
        "for",
        "from",
        "good",
        "great",
        "ok",
        "okay",
        "fine",
        "nice",
        "lovely",
        "kind",
        "warm",
        "cold",
        "formal",
        "shorter",
        "longer",
        "perfect",
        "spelled",
        "spelt",
        "misspelled",
        "incorrect",
        "different",
        "better",
        "really",
        "also",
        "too",
        "long",
        "short",
        "me",
        "him",
        "her",
        "them",
        "us",
        "sorry",
        "all",
        "more",
        "less",
        "worth",
        "there",
        "here",
        "mine",
        "yours",
        "hers",
        "his",
        "theirs",
        "right",
        "called",
        "unknown",
        "i",
        "we",
        "you",
    ]
)


def naming(request: str, debrief: Debrief, body: str) -> tuple[Revision, ...]:
    """Return the names, addresses and facts that a request puts right; `body` is the draft as it stands."""
    address = _EMAIL.search(request)
    if address:
        rest = _ABOUT_MAIL.sub(" ", request[: address.start()] + " " + request[address.end() :]).strip(" ,.:-")
        more = naming(rest, debrief, body) if len(rest.split()) > 2 else ()
        return (*more, Revision(Ask.ADDRESS, text=request, email=address.group().rstrip("."), quote=request))
    if signed := _SIGN.search(request):
        return (Revision(Ask.SIGN, new=tidy(signed.group("new")), quote=request),)
    one = _swap(request, debrief, body) or _fact(request, debrief) or _name(request, debrief)
    return (one,) if one else ()


_ABOUT_MAIL = re.compile(
    r"\b(?:(?:and )?(?:her|his|their|the|its|\w+'?s) )?(?:e-?mail|mail|address|e-?mail address)(?: address)?(?: is| was|'s|:)?\b|\bsend (?:it )?to\b|\bis (?:her|his|their) (?:e-?mail|address)\b",
    re.I,
)


def wrong_name(sentence: str) -> tuple[Revision, ...]:
    """Read "you got the name wrong, it's Dayna", which must not be cut at the comma."""
    found = _WRONG_NAME.search(sentence) or (
        _LEARNT.search(sentence) if " not " not in sentence and "@" not in sentence else None
    )
    if found is None or not _named(found.group("new")):
        return ()
    return (Revision(Ask.RENAME, new=tidy(found.group("new")), quote=sentence),)


def tidy(name: str) -> str:
    """Return a name as it is written with care: without a closing full stop, in capitals where typed without."""
    plain = name.strip(" ,:;!?.\"'")
    if plain == plain.casefold():
        return " ".join(part[:1].upper() + part[1:] for part in plain.split(" "))
    return " ".join(
        part[:1].upper() + part[1:] if re.fullmatch(_HONORIFIC + r"\.?", part, re.I) else part
        for part in plain.split(" ")
    )


def _named(text: str) -> bool:
    """Say whether these words can be a name at all."""
    parts = matching.words(text)
    return bool(parts) and parts[0] not in _NO_NAME and not all(part in _NO_NAME for part in parts) and len(parts) <= 4


def _swap(request: str, debrief: Debrief, body: str) -> Revision | None:
    """Read "X not Y" by where Y stands: among the people, the firm, the role, the days, or in the draft's wording."""
    for pattern in (_WAS_NOT_DAY, _DAYS):
        if days := pattern.search(request):
            return Revision(
                Ask.CORRECT_FACT, fact="day", old=days.group("old"), new=_day(days.group("new")), quote=request
            )
    for pattern in _SWAPS:
        for found in pattern.finditer(request):
            old, new = found.group("old").strip(" .,"), found.group("new").strip(" ,")
            one = _by_place(old, new, request, debrief, body)
            if one is not None:
                return one
    return None


def _by_place(old: str, new: str, request: str, debrief: Debrief, body: str) -> Revision | None:
    person = whom(old, debrief)
    role, company = debrief.role or "", debrief.company or ""
    if person and _named(new):
        return Revision(Ask.RENAME, old=old, new=tidy(new), quote=request)
    if company and matching.alike(old, company) > 0.8:
        return Revision(Ask.CORRECT_FACT, fact="company", old=old, new=new, quote=request)
    job = re.search(r"\b(?:job|role|position|title|post)\b", request, re.I) or matching.stems(old) & matching.stems(
        role
    )
    if job and new.casefold() != old.casefold() and (bare := _ROLE_NOISE.sub("", new).strip()):
        return Revision(Ask.CORRECT_FACT, fact="role", old=old, new=bare, quote=request)
    if (
        re.search(r"\b(?:company|firm|called)\b", request, re.I)
        and not re.search(r"\b(?:she|he)\b", request, re.I)
        and company
    ):
        return Revision(Ask.CORRECT_FACT, fact="company", old=old, new=tidy(new), quote=request)
    if old.casefold() in body.casefold() and len(old) > 2:
        return Revision(Ask.REPLACE, old=old, new=new, quote=request)
    if new[:1].isupper() and old[:1].isupper() and _named(new):
        return Revision(Ask.RENAME, old=old, new=tidy(new), quote=request)
    return None


_ROLE_NOISE = re.compile(r"^(?:(?:the|a|an|job|role|position|post|title|is|was|for) )+", re.I)


def _fact(request: str, debrief: Debrief) -> Revision | None:
    if found := _COMPANY.search(request):
        new = found.group("new").strip(" \"'")
        if (
            0 < len(new.split()) <= 6
            and _named(new)
            and (new[:1].isupper() or "called" in request or "name" in request)
        ):
            return Revision(Ask.CORRECT_FACT, fact="company", new=new, quote=request)
    if found := _ROLE.search(request):
        new = found.group("new").strip(" \"'")
        if 0 < len(new.split()) <= 6 and not re.search(
            rf"\b(?:{_DATE}|mine|good|hard|fine|ok|offered|gone|open|still|not)\b", new, re.I
        ):
            return Revision(
                Ask.CORRECT_FACT, fact="role", new=new, old=(found.group("old") or "").strip(), quote=request
            )
    if found := _MODE.search(request):
        return Revision(Ask.CORRECT_FACT, fact="mode", new=_MODES[found.group("new").casefold()], quote=request)
    if (found := _WHEN.search(request)) and not _THEIR_DAY.search(request):
        return Revision(
            Ask.CORRECT_FACT, fact="day", new=_day(found.group("new")), old=found.group("old") or "", quote=request
        )
    if _THEIR_DAY.search(request) and re.search(rf"\b(?:they|she|he|it|decision|result)\b.*\b{_DATE}\b", request, re.I):
        day = re.search(rf"\b{_DATE}\b", request, re.I)
        return Revision(Ask.CORRECT_FACT, fact="next", new=_day(day.group()), quote=request) if day else None
    return None


def _day(text: str) -> str:
    return text[:1].upper() + text[1:].casefold() if re.fullmatch(_DAY, text, re.I) else text


def _name(request: str, debrief: Debrief) -> Revision | None:
    for pattern in _NAMES:
        for found in pattern.finditer(request):
            new = found.group("new").strip(" ,")
            old = (found.groupdict().get("old") or "").strip(" ,")
            old = (
                "" if matching.words(old)[:1] in (["doctor"], ["manager"], ["interviewer"], ["boss"], ["lady"]) else old
            )
            if not _named(new) or (
                old and not whom(old, debrief) and old.casefold() not in ("she", "he", "they", "it", "that", "name")
            ):
                continue
            return Revision(
                Ask.RENAME, old=old if whom(old, debrief) else "", new=tidy(new), text=found.group(0), quote=request
            )
    bare = re.search(
        rf"^(?:sorry,? |oh,? |btw,? )*(?:it'?s|it is|its|that'?s|should be|it was) (?:(?-i:[A-Z])\w+, )?{_NAME}(?: with .+)?$",
        request,
        re.I,
    )
    if bare and _named(bare.group("new")):
        new = tidy(re.sub(r" with .*", "", bare.group("new")))
        if debrief.company and matching.alike(new, debrief.company) >= 0.8:
            return Revision(Ask.CORRECT_FACT, fact="company", new=bare.group("new").strip(), quote=request)
        if any(matching.alike(new, each.name) >= 0.6 for each in debrief.interviewers):
            return Revision(Ask.RENAME, new=new, quote=request)
    if re.fullmatch(rf"{_HONORIFIC}\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?\W*", request):
        return Revision(Ask.RENAME, new=tidy(request), quote=request)
    return None


def whom(name: str, debrief: Debrief) -> str | None:
    """Return the interviewer on file whom a name means, or None."""
    theirs = {each for each in matching.words(name) if each not in _TITLES}
    for person in debrief.interviewers:
        if theirs and theirs <= set(matching.words(person.name)):
            return person.name
    close = [(matching.alike(name, each.name), each.name) for each in debrief.interviewers if theirs]
    best = max(close, default=(0.0, ""))
    return best[1] if best[0] >= 0.86 else None


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "lady",
        "father",
        "sister",
        "rev",
        "chef",
        "captain",
    ]
)
