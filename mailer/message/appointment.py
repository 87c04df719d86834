"""Whose interview, with whom, for what, how and where: read from a person's words, a recruiter's, or an event's title.

When it is, is `mailer.when`'s to say; its spans are blotted out here, so that no date is taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mailer.message.address import Address
from mailer.message.given_names import GIVEN_NAMES
from mailer.message.invite import Invite, meeting_link

PEOPLE_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an interview besides its time."""

    company: str | None = None
    role: str | None = None
    people: tuple[Address, ...] = ()  # an address may be missing
    mode: str | None = None  # onsite, video, phone, recorded
    place: str | None = None  # address, link or number

    def over(self, other: Told) -> Told:
        """This, with what it lacks taken from the other."""
        return Told(
            self.company or other.company,
            self.role or other.role,
            self.people or other.people,
            self.mode or other.mode,
            self.place or other.place,
        )


_W = r"[A-Z0-9À-Þ][\w'’&.+-]*"
_FIRM = rf"(?:the[ \t]+)?({_W}(?:[ \t]+(?:{_W}|&|and(?=[ \t]+[A-Z])|of(?=[ \t]+[A-Zt])|the(?=[ \t]+[A-Z])))" + r"{0,5})"
_NAME_WORD = r"[A-ZÀ-Þ][\w'’]+(?:-[A-ZÀ-Þ]?[\w'’]+)?"
_HONORIFIC = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sister|Matron|Chef|Cllr|Rev)\b\.?\s+)"
_NAME = rf"(?:{_HONORIFIC}?{_NAME_WORD}(?:\s+(?:(?:de|van|von|der|la|al|bin|el|da|di|le)\s+)*{_NAME_WORD})" + r"{0,2})"
_NAMES = (
    rf"({_NAME}(?:\s*\([^)\n]{{1,40}}\))?(?:\s*(?:,|and|&|\+|,\s*and)\s+{_NAME}(?:\s*\([^)\n]{{1,40}}\))?)" + r"{0,6})"
)

_FIRM_WORDS = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|AG|Corp|Co|Company|Group|Labs?|Systems|Software|Technolog\w+|Tech|Foods?|Hospital|"
    r"Infirmary|Clinic|Surgery|Trust|NHS|School|Academy|College|University|Council|Bank|Hotel|Restaurant|Logistics|Health|"
    r"Healthcare|Partners|Consulting|Solutions|Services|Studios?|Media|Care|Foundation|Charity|Energy|Insurance|Capital|"
    r"General|Motors|Airlines?|Airways|Brewery|Bakery|Kitchen|Cafe|Café|Library|Museum|Institute|Agency|Associates|"
    r"Holdings|Industries|International|Retail|Stores?|Supermarkets?|Depot|Warehouse|Nursery|Prep|Primary|Secondary|High|AI|HQ|"
    r"& Sons|& Co|Engineering|Analytics|Robotics|Pharma\w*|Bio\w*|Works|Dynamics|Networks?|Digital|Data|Cloud|Security)\b"
)
_MODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("recorded", re.compile(r"\bone[- ]way\b|\bhire ?vue\b|\bspark ?hire\b|\bpre-?recorded\b|\brecord your answers\b|\bon-demand video\b", re.I)),
    ("onsite", re.compile(r"\bin[- ]person\b|\bon[- ]?site\b|\bface[- ]to[- ]face\b|\bat (?:our|their|the) (?:\w+ )?(?:office|offices|hq|headquarters|site|store|shop|"
                          r"school|hospital|ward|restaurant|warehouse|depot|branch|studio|campus|clinic|hotel)\b|\bcome (?:in|to (?:our|the))\b|\breception\b|\bparking\b|"
                          r"\btrial (?:shift|day)\b|\bassessment (?:centre|center|day)\b|\bsuperday\b", re.I)),
    ("phone", re.compile(r"\b(?:tele)?phone\b|\b(?:i|we|he|she|they|dana|someone|\w+) ?(?:will|'ll|is going to|are going to) (?:call|ring|phone) (?:you|me)\b|\b(?:call|ring|calling|ringing) (?:you|me) on\b|"
                         r"\bscreening call\b|\brecruiter call\b|\bby tel\b|\bdial[- ]?in\b(?!.*https)", re.I)),
    ("video", re.compile(r"\bvideo\b|\bzoom\b|\b(?:ms |microsoft )?teams\b(?! of| in)|\bgoogle meet\b|\bgoogle hangouts?\b|\bhangouts?\b|\bskype\b|\bwebex\b|\bwhereby\b|\bfacetime\b|\bvirtual(?:ly)?\b|\bonline\b|\bremote(?:ly)? (?:interview|call|panel)\b|\bmeet\.google\b|\bvc\b", re.I)),
)  # fmt: skip
_STREET = re.compile(
    r"\b((?:(?:Floor|Unit|Suite|Room|Flat)\s+\w+,?\s+)?\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w'’.-]*\s+){1,4}(?:St(?:reet)?|Road|Rd|Ave(?:nue)?|Lane|Ln|Drive|Dr|Way|Square|Sq|Place|Pl|"
    r"Court|Ct|Boulevard|Blvd|Terrace|Row|Quay|Wharf|Park|Plaza|Parkway|Pkwy|Hill|Gardens|Close|Crescent|Walk|Yard|Gate|Highway|Hwy)\b\.?"
    r"(?:,?\s+(?:[A-Z][\w'’-]+|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}|\d{4,5})){0,5})"
)
_LABELLED_PLACE = re.compile(
    r"^[ \t>*-]*(?:location|where|venue|address|place)[ \t]*[:：][ \t]*([^\n]{2,200})", re.I | re.M
)
_NUMBER = re.compile(
    r"(?:\+\d[\d ().-]{7,18}\d|\b0\d[\d ().-]{7,14}\d\b|\(\d{3}\)\s?\d{3}[-. ]\d{4}\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b)"
)
_ROLE_END = r"(?:role|position|post|job|vacancy|opening|opportunity|gig|internship|placement|apprenticeship)"
_ROLES = (
    re.compile(r"(?:^[ \t>*-]*|[.;,|]\s+)(?:role|position|job title|vacancy|post|job)[ \t]*[:：][ \t]*([^\n,;|]{2,80}?)(?=\.\s|[\n,;|]|\.?$)", re.I | re.M),
    re.compile(rf"\b(?:for|about|regarding|re)\s+(?:the|a|an|our|their|your application for the|this)\s+((?:[\w/&+'’.()-]+[ \t]+){{0,6}}?[\w/&+'’.()-]+)\s+{_ROLE_END}\b", re.I),
    re.compile(rf"(?:^|[.,;:?!|]\s*|\b(?:the|an?|my) )((?:[A-Za-z][\w/&+'’-]*[ \t]+){{0,4}}?[A-Za-z][\w/&+'’-]*)\s+{_ROLE_END}\s+(?:at|with)\b", re.I | re.M),
    re.compile(r"^\W*interview(?: for)?\s*[:：]\s*((?:[A-Za-z][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)(?=\s*[,|\n]|\s+(?:at|with)\b)", re.I | re.M),
    re.compile(r"\b(?:role|position|post|job|vacancy|opening) (?:of|as|for) (?:an? |the |our )?((?:[A-Za-z][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)(?=\s+(?:at|with|in|on|\|)|[,.;\n|]|$)"),
    re.compile(r"\b(?:interview|interviewing|applied|application|screen|screening)\s+(?:for|as)\s+(?:an?\s+|the\s+|our\s+)?((?:[A-Za-z][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)\s*(?=\s(?:at|with)\s|[,.;\n|]|$)", re.I),
    re.compile(r"^\W*((?:[A-Za-z][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)\s+interview\s+(?:with|at|@)\b", re.I | re.M),
)  # fmt: skip
_NO_ROLE = re.compile(
    r"\A(?:(?:the|a|an|my|your|our|their|this|that|first|second|third|final|1st|2nd|3rd|next|last|new|another|video|phone|telephone|zoom|teams|panel|technical|tech|hr|onsite|"
    r"on-site|virtual|online|got|have|had|i|i've|ive|an?|also|and|upcoming|round|stage|initial|follow-up|followup|in-person|informal|formal|remote|culture|fit|cultural|behaviou?ral|"
    r"coding|system|design|case|group|screening|invitation|invite|reminder|confirmed|confirmation|confirming|scheduled|updated|it|we|next|big|job|"
    r"interview|re|fwd?|fw|to|for|you|me|us|hiring|manager(?= interview)|just|so|then|booked|rescheduled|of|with)[\s:]*)+\Z",
    re.I,
)
_LEAD = re.compile(
    r"\A(?:(?:the|a|an|my|your|our|their|this|i|have|i've|ive|got|another|first|second|third|final|next|upcoming|re|fwd?)[\s:]+)+",
    re.I,
)
_ROLE_NOUN = re.compile(
    r"\b(?:engineer|developer|designer|manager|nurse|sister|teacher|analyst|assistant|associate|consultant|lead|director|officer|administrator|"
    r"coordinator|chef|cook|driver|technician|scientist|researcher|architect|accountant|clerk|specialist|advisor|adviser|representative|executive|"
    r"intern|trainee|apprentice|supervisor|operative|worker|carer|therapist|physio\w*|pharmacist|doctor|registrar|lecturer|tutor|editor|writer|"
    r"journalist|producer|barista|waiter|waitress|bartender|receptionist|secretary|paralegal|solicitor|lawyer|buyer|planner|recruiter|"
    r"welder|electrician|plumber|mechanic|picker|packer|cleaner|guard|librarian|marketer|programmer|tester|sre|devops|pm|qa|head of \w+|"
    r"swe|sde|hca|ta|band \d|ux|sales|finance|marketing|operations|support|graduate|postdoc|professor|dentist|hygienist|vet|midwife|paramedic)\b",
    re.I,
)
_WITH = re.compile(r"\b(?:with|w/|meet(?:ing)?(?: with)?|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|chat(?:ting)? (?:to|with)|see(?:ing)?|interviewers?(?: will be| is| are|:)|"
                   r"interviewed by|panel(?: is|:| of)|hosted by|joined by|led by|conducted by|introduce you to|introducing)\s+(?:our |the |my |their )?"
                   r"(?:(?:hiring manager|head of [\w ]{2,20}|cto|ceo|manager|matron|director|team lead|founder|co-founder|principal|headteacher|recruiter)[,:]?\s+)?" + _NAMES)  # fmt: skip
_WITH_LABEL = re.compile(
    r"(?:^[ \t>*-]*|[.;|]\s+)(?:interviewers?|with|panel(?: members)?|who|attendees|your interviewers?|meeting with|participants)[ \t]*[:：][ \t]*([^\n]{2,300}?)(?=\.\s|\n|\.?$)",
    re.I | re.M,
)
_AT = re.compile(rf"\b(?:at|@|from|of)\s+{_FIRM}")
_WITH_FIRM = re.compile(rf"\b(?:with|for|w/)\s+{_FIRM}")
_TITLED_FIRM = re.compile(
    r"(?:^[ \t>*-]*|[.;,|]\s+)(?:company|employer|organi[sz]ation)[ \t]*[:：][ \t]*([^\n,;|]{2,60}?)(?=\.\s|[\n,;|]|\.?$)", re.I | re.M
)
_TALK = r"(?:interview\w*|call|chat|meeting|screen\w*|round|panel|assessment|loop|coffee|presentation|trial shift|trial|shift|onsite|on-site|superday|stage|conversation|intro|talk|slot|one|thing)"
_LOW_FIRM = re.compile(
    rf"\b{_TALK}\b[^.|\n]{{0,30}}?\b(?:with|at|for|@|w/)\s+(?:the\s+)?([a-z0-9][\w&'’.-]*(?:\s+[a-z&][\w&'’.-]*){{0,3}})"
)
_LOW_STOP = re.compile(
    r"\s+(?:on|at|in|for|next|this|tomorrow|today|tonight|via|by|about|to|and|it|its|is|will|was|has|over|with|from|moved|"
    r"who|which|where|role|job|position|please|pls|thanks|they|he|she|we|i|team|so|but|the|a|my|their|round|stage|interview|then|now|got|phone|video|zoom|teams)\b.*\Z",
    re.I,
)
_NO_FIRM = re.compile(
    r"\A(?:zoom|teams|microsoft teams|google meet|google hangouts|meet\Z|skype|webex|hr|the\Z|i|me|you|us|them|him|her|my|our|your|their|a|an|it|noon|midnight|reception|home|work|interview|"
    r"least|all|once|first|last|present|the moment|hiring manager|recruiter|manager|team|panel|phone|video|person|onsite|on-site|"
    r"mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"floor|room|suite|unit|building|office|offices|calendly|greenhouse|lever|ashby|goodtime|workday\Z|outlook\Z|candidate|candidates|applicant|questions?|details|joining|confirmation|et|pt|ct|gmt|utc|est|pst|cst|bst|am|pm)\b",
    re.I,
)
_BOXES = re.compile(
    r"\b(?:gmail|googlemail|yahoo|outlook|hotmail|live|icloud|me|aol|gmx|proton(?:mail)?|fastmail|zoho|mail|example|calendly|greenhouse|greenhouse-mail|lever|hire|"
    r"ashbyhq|ashby|goodtime|workday|myworkday|smartrecruiters|icims|taleo|jobvite|workable|workablemail|bamboohr|teamtailor|recruitee|personio|hackerrank|codility|"
    r"hirevue|zoom|google|microsoft|nextround|apple|linkedin|indeed|reed|otta|cronofy|schedule|prelude|modernloop|candidate|notifications?|sendgrid|mailgun|"
    r"localhost|calendar|doodle|acuityscheduling|hubspot|rippling|bullhorn|localdomain|invalid|test)\b",
    re.I,
)
_MACHINE_NAME = re.compile(
    r"no-?reply|do-?not-?reply|notification|calendar|scheduling|scheduler|recruiting|careers?|talent|jobs?|hiring|hr|team|people|support|invit\w+|info|admin|coach|bot\b|hello|system|mailer",
    re.I,
)
_RECRUITS = re.compile(
    r"\b(?:recruit\w*|talent|sourc(?:er|ing)|coordinator|people (?:team|partner|ops)|human resources|hr)\b", re.I
)
_TITLE_NAME = re.compile(r"\s*\([^)\n]*\)|,\s*(?:the |our )?(?:[a-z]|[A-Z]{2,4}\b).*\Z")
_HAS_NUMBERED_BOX = re.compile(r"\d{3,}")


def blot(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these stretches replaced by bars, so that they separate and mean nothing."""
    out = list(text)
    for start, end in spans:
        for at in range(max(start, 0), min(end, len(out))):
            if out[at] != "\n":
                out[at] = "|"
    return re.sub(r"\|+", lambda hit: "|".ljust(len(hit[0])), "".join(out))


def read(text: str, *, me: Sequence[str] = ()) -> Told:
    """What the prose of a mail tells. `me` are names and addresses of the person, never an interviewer."""
    place = _place(text)
    people = _people(text, me)
    company = _company(text, people)
    if company and not any(word.lower() in company.lower() for who in people for word in who.name.split()):
        people = tuple(who for who in people if who.name.lower() != company.lower())
    if company is None:
        people, company = _lone_name(text, people, me)
    elif not people:
        people = _bare_names(text, company, me)
    return Told(company, _role(text, company), people, mode(_without(text, company), place), place)


def _without(text: str, company: str | None) -> str:
    """The text without the company's name, which may sound like a way of meeting ("Southridge Video")."""
    return re.sub(re.escape(company), " ", text, flags=re.I) if company else text


def mode(text: str, place: str | None) -> str | None:
    """How it is held, from words and place."""
    found = next((name for name, cue in _MODES if cue.search(text)), None)
    if found in ("recorded", "onsite"):
        return found
    if place and place.startswith("http"):
        return "video"
    if found == "video" or (found == "phone" and not (place and _STREET.search(place))):
        return found
    if place and _NUMBER.fullmatch(place):
        return "phone"
    return "onsite" if place else found


def _place(text: str) -> str | None:
    if link := meeting_link(text):
        return link
    if hit := _LABELLED_PLACE.search(text):
        where = " ".join(hit[1].split()).strip(" .|*")
        if where and not re.fullmatch(
            r"(?:tbc|tbd|online|remote|virtual|video|phone|zoom|(?:microsoft )?teams(?: meeting)?|google meet)\W*",
            where,
            re.I,
        ):
            return where[:200]
    if hit := _STREET.search(text):
        return _until_name(" ".join(hit[1].split()).strip(" ,."))
    if re.search(r"\b(?:call|ring|phone|dial|tel)", text, re.I) and (hit := _NUMBER.search(text)):
        return hit[0].strip()
    return None


def _until_name(place: str) -> str:
    """The address without the people told after it: "12 High Street, Leeds, Dana Liu"."""
    parts = place.split(", ")
    keep = next((at for at, part in enumerate(parts) if at and is_name(part) and " " in part), len(parts))
    return ", ".join(parts[:keep])


def _role(text: str, company: str | None) -> str | None:
    for pattern in _ROLES:
        for hit in pattern.finditer(text):
            role = " ".join(_LEAD.sub("", hit[1].strip()).split()).strip(" .-–—|'\"")
            role = re.sub(r"\s+(?:role|position|post|job)\Z", "", role, flags=re.I)
            if " for " in role and is_name(role.partition(" for ")[0]):
                role = role.partition(" for ")[2]
            bad = (
                not role
                or len(role) > 70
                or "|" in role
                or _NO_ROLE.match(role)
                or (company and role.lower() == company.lower())
            )
            labelled = pattern is _ROLES[0] or pattern is _ROLES[1]
            if not bad and (labelled or _ROLE_NOUN.search(role)) and not is_name(role):
                return role
    return None


def _company(text: str, people: Sequence[Address]) -> str | None:
    names = {who.name for who in people}
    for pattern in (_TITLED_FIRM, _AT, _WITH_FIRM):
        for hit in pattern.finditer(text):
            firm = _firm(hit[1])
            if (
                firm is None
                or firm in names
                or _STREET.match(text, hit.start(1))
                or any(firm in name.split() for name in names)
            ):
                continue
            if all(part.lower() in {name.lower() for name in names} or is_name(part) for part in re.split(r"\s+(?:and|&)\s+", firm)) and not _FIRM_WORDS.search(firm):
                continue
            if pattern is _WITH_FIRM and (is_name(firm) and not _FIRM_WORDS.search(firm)):
                continue
            if pattern is _WITH_FIRM and hit[0].startswith("for") and _ROLE_NOUN.search(firm):
                continue
            return firm
    if low := _LOW_FIRM.search(text):
        firm = _LOW_STOP.sub("", low[1]).strip(" .,-|'")
        if firm and not _NO_FIRM.match(firm) and firm.split()[0] not in GIVEN_NAMES and not _ROLE_NOUN.search(firm):
            return " ".join(
                word[:1].upper() + word[1:] if word not in ("of", "and", "the", "&") else word for word in firm.split()
            )
    pieces = (piece.strip(" .|") for piece in re.split(r"[,;|\n]", text[:1_000]))
    if named := next((each for each in pieces if _looks_like_firm(each)), None):
        return _firm(named)
    if leading := re.search(
        rf"(?:^|\n)\W*({_W}(?:\s+{_W}){{0,3}})\s+(?:phone |video |onsite |technical |panel |final |first |second |third |last |next )*(?:interview|screen|onsite|round|call|chat|panel|loop|superday|assessment)\b",
        text,
    ):
        firm = _firm(leading[1])
        if firm and not _ROLE_NOUN.search(firm) and not is_name(firm) and not _NO_ROLE.match(firm):
            return firm
    return None


def _looks_like_firm(piece: str) -> bool:
    whole = bool(_FIRM_WORDS.search(piece)) and re.fullmatch(_FIRM, piece) is not None
    return whole and not (_STREET.match(piece) or is_name(piece) or _ROLE_NOUN.search(piece))


def _firm(text: str) -> str | None:
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
        or _NO_FIRM.match(firm)
        or not re.search(r"[^\W\d_]", firm)
        or (re.match(r"\d", firm)
        and not re.search(r"[A-Za-z]{2}", firm))
    ):
        return None
    return firm[:80]


def is_name(words: str) -> bool:
    """Whether these words are a person's name: a common given name first, two or three words at most."""
    parts = re.sub(rf"\A{_HONORIFIC}", "", words).split()
    titled = bool(re.match(_HONORIFIC, words))
    return (
        0 < len(parts) <= 3
        and (titled or parts[0].lower().strip("'’") in GIVEN_NAMES)
        and not _FIRM_WORDS.search(" ".join(parts[1:]))
    )


def _people(text: str, me: Sequence[str]) -> tuple[Address, ...]:
    found: list[str] = []
    for hit in _WITH_LABEL.finditer(text):
        found.extend(re.split(r"\s*(?:,|;|\band\b|&|\+|/|\|)\s*", hit[1]))
    labelled = len(found)
    for hit in _WITH.finditer(text):
        parts = [part for part in re.split(r"\s*(?:,\s*and\b|,|\band\b|&|\+)\s*", hit[1]) if part.strip()]
        # "with Acme" is a company: one word that is nobody's given name, or words that firms are called by.
        after = text[hit.end() : hit.end() + 40]
        sure = bool(re.match(r"\s*(?:\(|,\s*(?:the |our )?[a-z]|from\b|at\b|of\b)", after))
        found.extend(
            part
            for part in parts
            if is_name(_plain(part)) or (sure and len(_plain(part).split()) in (2, 3) and not _FIRM_WORDS.search(part))
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
        if not name or name.lower() in mine or "@" in name or len(name.split()) > 4 or _NO_FIRM.match(name):
            continue
        if (
            not re.match(rf"{_NAME}\Z", name)
            or _FIRM_WORDS.search(name)
            or (number < labelled and _ROLE_NOUN.search(name))
        ):
            continue
        out.setdefault(name.lower(), Address(name, ""))
    return tuple(out.values())[:PEOPLE_AT_MOST]


def _lone_name(text: str, people: tuple[Address, ...], me: Sequence[str]) -> tuple[tuple[Address, ...], str | None]:
    """Where nothing stands after "at" or "with": the pieces between commas are names and a firm."""
    if people:
        return people, None
    names = _bare_names(text, None, me)
    return names, None


def _bare_names(text: str, company: str | None, me: Sequence[str]) -> tuple[Address, ...]:
    """Names that stand alone between commas: "interview with Acme |, Dana Liu, video"."""
    found = []
    for piece in re.split(r"[,;|\n]|\s[-–—]\s|\.\s", text[:2_000]):
        words = piece.strip(" .!?|")
        if not words or len(words.split()) > 4:
            continue
        low = words.split()
        if (
            words.islower()
            and low[0] in GIVEN_NAMES
            and 1 <= len(low) <= 3
            and not any(_MODES[n][1].search(words) for n in range(4))
        ):
            words = " ".join(word.capitalize() for word in low)
        elif not re.fullmatch(_NAME, words) or not (is_name(words) or (len(low) == 2 and company)):
            continue
        if company is None or words.lower() != company.lower():
            found.append(words)
    return tuple(who for who in _as_people(found, me) if not _no_person(who.name))


def _no_person(name: str) -> bool:
    return bool(
        _ROLE_NOUN.search(name)
        or any(cue.search(name) for _, cue in _MODES)
        or re.search(r"\b(?:interview|round|stage|thanks|regards|hi|hello|dear|best|cheers|sent)\b", name, re.I)
    )


# Events


_TITLE_CUT = re.compile(r"\s+(?:<>|<->|x|//?|\|+|—|–|-|:)\s+|:\s+|\s+[•·]\s+|/(?=\s)|(?<=\s)/")
_NOT_A_FIRM_PIECE = re.compile(
    r"\b(?:interview\w*|screen\w*|call|chat|meeting|round|onsite|on-site|panel|technical|tech|phone|video|zoom|teams|virtual|hiring manager|final|first|second|third|"
    r"invitation|updated?|cancell?ed|accepted|reminder|confirmed|candidate|stage|loop|assessment|coding|system design|behaviou?ral|culture|intro\w*|min(?:ute)?s?|recruiter|discussion|session|part \d|presentation|case study|take-?home|conversation|coffee|exercise|sync|catch-?up|demo|rescheduled|calendar|event|in-person)\b",
    re.I,
)


def of_invite(invite: Invite, *, me: Sequence[str], mine: Sequence[str], sender: Address | None) -> Told:
    """What an event tells. `me`: the person's names; `mine`: addresses that are the person's or ours."""
    title = re.sub(
        r"\A(?:(?:updated )?invitation|cancell?ed(?: event)?|accepted|tentative|declined|fwd?|fw|re|reminder|rescheduled)\s*:\s*",
        "",
        invite.summary,
        flags=re.I,
    )
    title = re.sub(r"\s*@ (?:\w{3} )?\w{3} \d.*\Z", "", title)  # Google's subject repeats the time
    told = read(f"{title}\n{invite.description}", me=me)
    by_title = _title(title, me)
    people = _attending(invite, mine, me)
    company = by_title.company or told.company or _by_domain(invite, people, sender, mine)
    if company and by_title.company is None and told.company and _by_domain(invite, people, sender, mine):
        company = told.company
    place = invite.link or invite.place or told.place
    held = mode(_without(f"{title}\n{invite.place}", company), invite.link or None)
    if held is None or (held == "video" and not invite.link):
        held = held or (mode("", invite.place) if invite.place and not invite.link else None) or told.mode
    if (
        invite.place
        and not invite.link
        and (number := _NUMBER.search(invite.place))
        and not re.search(r"[A-Za-z]{4}", invite.place.replace("phone", "").replace("Phone", ""))
    ):
        held, place = "phone", number[0]
    if not people:
        people = tuple(who for who in (by_title.people or told.people))
    people = tuple(_named_in(who, (by_title.people, told.people)) for who in people)
    return Told(company, told.role or by_title.role, people, held, place or None)


def _title(title: str, me: Sequence[str]) -> Told:
    """ "Jo Bloggs <> Acme: phone screen", "Interview: Backend Engineer - Acme"."""
    mine = {name.lower() for each in me for name in (each, *each.split()[:1]) if name}
    firm = role = None
    people: list[Address] = []
    pieces = [piece.strip(" .,()[]") for piece in _TITLE_CUT.split(title) if piece and piece.strip(" .,()[]")]
    if len(pieces) < 2:
        return Told()
    for whole in pieces:
        piece = re.sub(r"\s*\(([^)]*)\)?", "", whole).strip()
        inside = re.search(r"\(([^)]*)", whole)
        if inside and (found := _firm(inside[1])) and found.lower() not in mine and not is_name(found) and not _NOT_A_FIRM_PIECE.search(found):
            if _ROLE_NOUN.search(found):
                role = role or found
            else:
                firm = firm or found
        if piece.lower() in mine or any(piece.lower() == name.lower() for name in me):
            continue
        if posting := re.search(rf"\bfor\s+(?:the\s+)?(.{{3,60}}?)\s+(?:at|with)\s+{_FIRM}", piece):
            role = role or (posting[1].strip() if _ROLE_NOUN.search(posting[1]) else None)
            firm = firm or _firm(posting[2])
            continue
        both = [each.strip() for each in re.split(r"\s+(?:and|&|with)\s+|,\s*", piece)]
        if len(both) > 1 and all(each.lower() in mine or (is_name(each) and not _FIRM_WORDS.search(each)) for each in both):
            people.extend(Address(each, "") for each in both if each.lower() not in mine)
            continue
        inner = re.search(rf"\b(?:interview|screen|onsite|chat|call|meeting|round)\w*\s+(?:with|at|@)\s+{_FIRM}", piece)
        if inner and (found := _firm(inner[1])):
            if is_name(found):
                people.append(Address(found, ""))
            else:
                firm = firm or found
        elif _ROLE_NOUN.search(piece) and not re.search(r"\binterview|\bscreen|\bround", piece, re.I):
            role = role or piece
        elif leading := re.match(
            rf"({_W}(?:\s+{_W}){{0,3}}?)\s+(?=(?i:phone|video|technical|onsite|on-site|final|first|virtual|panel|recruiter|hiring|coding|interview|screen|intro))",
            piece,
        ):
            found = _firm(leading[1])
            if found and not _NO_ROLE.match(found):
                if is_name(found):
                    people.append(Address(found, ""))
                elif not _ROLE_NOUN.search(found):
                    firm = firm or found
                else:
                    role = role or found
        elif is_name(piece) and not _FIRM_WORDS.search(piece):
            people.append(Address(piece, ""))
        elif not _NOT_A_FIRM_PIECE.search(piece) and len(piece.split()) <= 5 and (found := _firm(piece)):
            firm = firm or found
    people = [who for who in people if not {who.name.lower(), who.name.split()[0].lower()} & mine]
    return Told(firm, role, tuple(people))


def _named_in(who: Address, lists: Iterable[Sequence[Address]]) -> Address:
    """Somebody with an address and no name gets the name the text gives them."""
    if who.name:
        return who
    local = who.email.partition("@")[0].lower()
    for people in lists:
        for other in people:
            parts = other.name.lower().split()
            if parts and (parts[0] in re.split(r"[._-]", local) or local == "".join(parts)):
                return replace(who, name=other.name)
    parts = [part for part in re.split(r"[._-]", local) if part]
    if len(parts) == 2 and parts[0] in GIVEN_NAMES and parts[1].isalpha():
        return replace(who, name=" ".join(part.capitalize() for part in parts))
    if len(parts) == 1 and parts[0] in GIVEN_NAMES:
        return replace(who, name=parts[0].capitalize())
    return who


def _attending(invite: Invite, mine: Sequence[str], me: Sequence[str]) -> tuple[Address, ...]:
    """Who else will be there: attendees that are people, and the organiser where they attend or nobody else does."""
    own, names = {each.lower() for each in mine}, {name.lower() for name in me}

    def real(who: Address) -> bool:
        local, _, domain = who.email.partition("@")
        machine = (
            bool(_MACHINE_NAME.search(local))
            or "calendar.google.com" in domain
            or bool(_HAS_NUMBERED_BOX.search(local) and len(local) > 20)
        )
        return who.email.lower() not in own and who.name.lower() not in names and not machine

    others = [who for who in invite.attendees if real(who)]
    host = invite.organiser
    if host and real(host) and not others and not _RECRUITS.search(host.name):
        others = [host]
    people = [_tidied(who) for who in others]
    return tuple(people[:PEOPLE_AT_MOST])


def _tidied(who: Address) -> Address:
    name = re.sub(r"\s*[(\[].*?[)\]]|\s+(?:via|from|@)\s.*\Z", "", who.name).strip()
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        name = f"{first} {last}"
    return replace(who, name=name)


def _by_domain(invite: Invite, people: Sequence[Address], sender: Address | None, mine: Sequence[str]) -> str | None:
    own = {each.rpartition("@")[2].lower() for each in mine}
    hosts = [who for who in (invite.organiser, sender, *people) if who is not None]
    return next((firm for who in hosts if (firm := firm_of(who, own))), None)


def firm_of(who: Address, own: Iterable[str] = ()) -> str | None:
    """The company of an address: "Dana Liu (Acme)", "Acme Recruiting", or its domain unless a mail provider's."""
    if hit := re.search(r"\(([A-Z][\w&' ]{1,30})\)|\b(?:at|from|@)\s+([A-Z][\w&' ]{1,30})\Z", who.name):
        named = _firm(hit[1] or hit[2])
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
