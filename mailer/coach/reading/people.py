"""Who was in the room on the other side: known people first, then the names the judge found, made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from mailer.coach.model import Interviewer, Known, folded
from mailer.coach.phrases import lexicon
from mailer.coach.reading.judge import Mention

SURE = 0.8  # certainty from which a name after "interview with" is a person's: most firms there are tagged lower
LEAST = 0.5  # certainty from which a tagged name is believed
_HONORIFIC = (
    r"(?i:mrs?|ms|miss|mx|dr|doctor|dra|dott|prof(?:essor)?|sir|madam|ma['’]am|(?-i:Nurse(?= [A-Z][a-z]+\b(?! (?i:manager|practitioner)))|Principal(?! (?i:officer|engineer|teacher|consultant|developer|designer|architect|scientist|analyst|lecturer|investigator|manager|social)))|dame|lady|lord|rev(?:erend)?|fr|father|sister|captain|capt|cllr|councillor|judge|chef|"
    r"frau|herr|(?-i:Hr)|engr|ing|khun|shri|smt|sgt|sergeant|inspector|major|colonel|pastor|matron|señora?|sra?|madame|mme|monsieur)"
)
_TITLED = re.compile(
    rf"\b((?:{_HONORIFIC}\b\.? ?)+)((?:[A-Z][\w'’-]+)(?: (?:de|van|der|von|la|al|bin|O['’])? ?[A-Z][\w'’-]+)?)",
    re.UNICODE,
)
_BEFORE = re.compile(rf"((?:\b{_HONORIFIC}\b\.? ?)+)\Z", re.IGNORECASE)
_TITLES = re.compile(rf"^(?:(?:{_HONORIFIC}|principal|nurse|hr)\b\.? ?)+", re.IGNORECASE)  # of a name in small letters
_MORE = re.compile(r"(?:[ ]|-)(?:(?:de|van|der|von|la|al|el|bin|da|dos|di|du|le)[ ])?[A-Z][\w'’]+(?:-[A-Z][\w'’]+)?")
_JOINED = re.compile(r"(?<![\w'’-])(?:[DLOdlo]['’]|[A-ZÀ-Þ]\w*-)\Z")  # "D'|Arcy", "Mary-|Jane"
_JOINS, _INITIAL = re.compile(r"['’][A-Z]\w*(?:-[A-Z]\w*)*"), re.compile(r"(?<![\w'’-])[DLO]\Z")
_NAME = r"[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Z][a-z]+)?(?: (?:Mc|Mac|O['’]|de |van |von )?[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Z][a-z]+)?)?"
_NAMED = re.compile(
    r"\b(?:interviewed by|interviewer (?:was|is|called|named)|interviewers? ?:|panel ?:|panel was|panel of \w+:|spoke (?:to|with)|sat with|met with|meeting with|chat with|call with|"
    r"(?:guy|man|woman|lady|bloke|manager|chap|girl|fella|owner|lad|gentleman|person|boss|interviewer|one|principal|supervisor|head|director|chef|geezer|dude) (?:called|named)|his name (?:was|is)|her name (?:was|is)|their names (?:were|are))\s+"
    rf"((?:(?:{_HONORIFIC})\.? )*{_NAME})(?:(?:,? and |, | & | \+ )((?:(?:{_HONORIFIC})\.? )*{_NAME}))?",
)
_LOWER = re.compile(
    r"\b(?:guy|man|woman|lady|bloke|manager|chap|girl|fella|owner|lad|boss|interviewer|supervisor|principal|geezer|dude|one)s? (?:was |is )?(?:called|named|name was|names) ([a-z][a-z'’]{1,14})(?: and ([a-z][a-z'’]{2,14}))?\b"
    r"|\b(?:his|her) name (?:was|is|s) ([a-z][a-z'’]{1,14})\b",
)
# Somebody else's name: who sent them, who waited with them, who is at home.
_OTHERS = re.compile(
    r"\b(?:recruiter|recruitment (?:agent|consultant)|agent|agency|candidate|applicant|friend|mate|flatmate|housemate|brother|sister|husband|wife|partner|boyfriend|girlfriend|son|daughter|mum|mom|dad|mother|father|cousin|uncle|aunt|aunty|auntie|nephew|niece|"
    r"neighbou?r|receptionist|colleague|coworker|co-worker|teacher|tutor|mentor|coach|boss at|old boss|former|ex|dog|cat|referr\w+|referees?|references?|recommended|security guard|patient|client|customer|resident|pupil|student|kid|baby|roommate|advisor)"
    r"(?: (?:was|is|at [\w ]{2,20}))?(?:,| called| named| of mine| of mine called| from \w+|'s name is|,? \()?\s*\Z",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:her|his|their|its|the owner's|a|one) (?:\w+ )?\Z", re.IGNORECASE
)  # her son may well sit beside her
_ELSEWHERE = re.compile(
    r"\b(?:set up|arranged|organi[sz]ed|booked|sorted|referred|references? from|story (?:about|of|with)|(?:bloke|guy|woman|lady|man|girl|lad) (?:at|on|from|in) (?:the )?(?:front |reception )?(?:desk|door|gate|reception|agency)|agency (?:bloke|guy|woman|lady|man|girl|lad)|front desk"
    r"|my (?:\w+ ){0,2}(?:boss|manager|supervisor)(?: at [\w ]{2,20})?)(?: by| was| is| called)?,? (?:(?!and|or|but)\w{1,4} )?\Z",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    r"\A next\b|\A (?:was |is )?(?:on|at) (?:the )?(?:door|front|reception|desk|gate)\b|\A from my (?:old|last|former|previous)\b|\A,? (?:from )?(?:the )?(?:recruitment|staffing|agency)\b[^.!?\n]{0,12} (?:sorted|set|arranged|booked|sent|met me)\b|\A as (?:my|a|the) ref|"
    r"\A,? (?:my|the|our|a|another|their) (?:\w+ )?(?:recruiter|agent|friend|wife|husband|brother|sister|other candidate|candidate|receptionist|cousin|neighbou?r|flatmate|agency|mentor|mate|dog|cat|referee|reference|old boss|last boss|old manager|former \w+)\b|\A,? (?:from|at|on|in) (?:the |their )?(?:recruitment )?(?:agency|agents?|reception|front desk|desk|gate)\b|\A,? (?:who |that |had |has |only |just |kindly )*(?:set (?:it|this|me|that|everything|the \w+) (?:all )?up|arranged|booked|organi[sz]ed)\b|\A \((?:the )?(?:recruiter|agency|receptionist|friend|agent)",
    re.IGNORECASE,
)
# The wrong name in a slip: 'called Jade "Jane"', "called him Dave", "said Tom instead of Tim".
_MISNAMED = re.compile(
    r"\b(?:call(?:ed|ing)?|sa(?:id|ying)|wrote|addressed|greeted)\b[^.!?\n\"“”]{0,30}[\"“'‘]\s*\Z"
    r"|\bcall(?:ed|ing) (?:her|him|them|(?:the|one of the|my) (?:\w+ ){0,2}?\w+|(?-i:[A-Z])\w+)(?: by the name(?: of)?| as| by| twice)? \Z",
    re.IGNORECASE,
)
# "called Tash Trish": the first is who it was; "a guy called Dan Smith" is one name.
_SLIP = re.compile(
    r"(?:\A|\b[Ii] (?:\w+ )?|\b(?:kept|keep|and|then|even|accidentally|also|twice|but|just|actually) |[.,;:!?(\n-]\s*)"
    r"[Cc]all(?:ed|ing) (?!(?i:her|him|them|the|my|me|it|one|a|an|this|that|back|in|out|off|for|by|up|us|you|someone)\b)"
    r"([A-Z][a-z]+|[a-z]{2,}) ([A-Z][a-z]+|[a-z]{3,})\b"
)
# Who comes only in the next round is not thanked for this one: "next stage is with the director, Paul Osei".
_NEXT = re.compile(
    r"\bnext (?:round|stage|step|interview|one|chat|call|meeting|bit|part)s?\b(?:(?! (?:was|were|came|asked)\b)[^.!?\n]){0,50}\Z"
    r"|\b(?:next|after|afterwards|then|later) (?:is|up|comes|will be|it'?s|there'?s)\b[^.!?\n]{0,60}\Z"
    r"|(?:\b(?:i|he|she|they|we) ?(?:'?ll|will|would|'?d|can|might|may)|\b(?:going|have|need|supposed|want me|wants me|invited me|asked me|got|gotta|due|be|back)(?: back)? to|\bcome back and|\bthen i|\b(?:if|whether|when|until)\b[^.!?\n]{0,20} (?:i|we))"
    r" (?:be )?(?:meet|see|speak|talk|chat|sit|interview)(?:ing|ed)?(?: down)?(?: (?:to|with|by))?(?! (?:how|what|if|why)\b)[^.!?\n]{0,25}\Z"
    r"|\b(?:round|stage|interview|one|that|which)(?: \w+){0,3}?(?: is|'s| will be| would be|'? ?ll be)(?: in person| on \w+| by \w+)? (?:with|by)\b[^.!?\n]{0,30}\Z"
    r"|(?:\A|[.!?\n,]\s*|\b(?:and|so|then) )if (?:i|it|they|there)(?:'?m|'?s| am| get| go| pass| make| like)[^.!?\n]{0,60} (?:with|meet|see|it'?s|is|be)\b[^.!?\n]{0,30}\Z"
    r"|\b(?:sending|passing|putting|moving|handing) me (?:over |on |up |through |forward )?(?:to|with)\b[^.!?\n]{0,30}\Z"
    r"|\b(?:after|until|before|when) (?:\w+ ){0,2}?(?:speak|talk|check|ask|meet)(?:s|ing|ed)? (?:to |with )?(?:her|his|their)\b[^.!?\n]{0,20}\Z",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(
    r"\bcall(?:ed|ing) (?:\w+ ){1,5}?\w+,? \(?(?:it'?s|it was|but it'?s|her name'?s|his name'?s|her name is|his name is|instead of|when it'?s) ([A-Za-z][a-z]{2,14})\b"
)
_FIRM = re.compile(r"\b(?:LLP|Ltd|Limited|Inc|GmbH|plc|PLC|LLC|Group|Bank|Banca|Banco|Partners|Solicitors|Holdings)\b")
_INTERVIEW_WITH = re.compile(r"\binterview(?:ed)? (?:with|at|by|for) \Z", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:\A|\n)[ \t]*(?:hi|hello|hey|hiya|dear|good (?:morning|evening|afternoon|day)|morning|evening|to|greetings)[ ,]+(?:there |all |team |coach )?\Z",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\n[ \t]*(?:(?:many |best |kind |warm |with |very |most )*(?:thanks?|thank you|thx|cheers|regards?|best|wishes|yours?(?: \w+)?|sincerely|respectfully|love|greetings?|ta|bye|xo+|x+|ciao|tschüss|lg|mfg|god bless|diolch|bisous)(?: (?:again|so much|a lot|in advance|and regards?|regards?|wishes|faithfully|sincerely|truly))*[ ,.!-]*\n?)+[ \t]*(?:[^\n]{0,40}\n?){0,3}\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\n[ \t]*[-–—~]{0,2}[ \t]*([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}|[a-z]{1,12})[ \t]*[.!x ]*\Z")
_ROLE_AFTER = re.compile(
    r"\A(?: \(| ?, ?(?:the |an? |their )?| - | – | — |, who (?:is|was) (?:the |an? |their )?| from )((?:[\w&/'’-]+ ){0,4}?(?:manager|director|head(?: of [\w &]+)?|lead|chief|officer|owner|partner|founder|matron|nurse|consultant|engineer|developer|cto|ceo|coo|cfo|hr|"
    r"supervisor|principal|teacher|chair|chef|editor|vp|president|recruiter|architect|designer|sister|foreman|coordinator|secretary|dean|professor|registrar|bursar|deputy|ops|operations|finance|sales|marketing|people|talent|payroll))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_NOT_NAMES = lexicon(
    """
    a all also am american an and april assessor assessors august best boss both british but candidate captain ceo
    chair chairperson chef christmas cto dad december director doctor dr english everyone excel february first
    french friday gaffer german god google guy he head hello her hi him hiring his host how hr i indian interview
    interviewer interviewers it january java july june lady lead london ma madam mama manager march matron may me
    moderator monday mr mrs ms mum my naebody no nobody not november nurse october ok one others owner panel
    principal professor python recruiter saturday second september she sir skype so somebody someone spanish sql
    sunday supervisor team teams thanks that the their them then there they this thursday tuesday two we wednesday
    what when where why yes you zoom
    """
)

_BEHIND = 40  # characters before an address in which its name is looked for


def interviewers(
    text: str, mentions: Sequence[Mention], known: Known, taken: Sequence[str], *, firm_known: bool = True
) -> tuple[Interviewer, ...]:
    """Return the interviewers, each once, in order; `taken` are names of other things (the company).

    `firm_known`: where it is not, a bare name after "interview with" may be the firm's, if people are named besides.
    """
    found: list[tuple[int, str, str | None]] = []
    elsewhere: set[frozenset[str]] = set()  # whoever is first told of as somebody else stays that
    for start, end in sorted({_righted(text, *place) for place in _places(text, mentions)}):
        name = _tidy(text[start:end])
        if not name or any(_words(name) <= other for other in elsewhere):
            continue
        if _another(text, start, end):
            if not any(_words(name) & _words(met) for _, met, _ in found):
                elsewhere.add(_words(name))
        elif not _excluded(text, start, end, name, known, taken):
            found.append((start, name, _title(text, end)))
    people = tuple(_addressed(text, person) for person in _merged(found, known))
    people = tuple(person for person in people if not _only_address(text, person, people))
    if not firm_known and len(people) > 1:
        people = tuple(p for p in people if p in known.interviewers or not _may_be_firm(text, p, people, mentions))
    return tuple(_but_one(person, people, known) for person in people)


def _may_be_firm(text: str, person: Interviewer, people: Sequence[Interviewer], mentions: Sequence[Mention]) -> bool:
    """Does a bare name that the judge is not sure of stand but once, in "interview with …", alone in its sentence?"""
    if _TITLES.match(folded(person.name)):
        return False
    found = [match.start() for match in re.finditer(re.escape(person.name), text)]
    if len(found) != 1 or not _INTERVIEW_WITH.search(text, max(0, found[0] - 24), found[0]):
        return False
    if any(m.sort == "person" and m.start <= found[0] < m.end and m.certainty >= SURE for m in mentions):
        return False
    sentence = re.split(r"[.!?](?=\s|\Z)|\n", text[found[0] :], maxsplit=1)[0]
    return not any(each is not person and each.name in sentence for each in people)


def _addressed(text: str, person: Interviewer) -> Interviewer:
    """Give a person the address that the text gives under their name, or in brackets behind it."""
    if person.email:
        return person
    for found in _ADDRESS.finditer(text):
        before = text[max(0, found.start() - _BEHIND) : found.start()]
        behind = before.rstrip().endswith(("(", "<", "[")) and person.name in before
        if behind or _names(found.group(), person):
            return Interviewer(person.name, found.group(), person.title)
    return person


def _but_one(person: Interviewer, people: Sequence[Interviewer], known: Known) -> Interviewer:
    """Take from John Smith the address of Sarah Smith: one address is one person's."""
    if not person.email or person in known.interviewers:
        return person
    local = _letters(person.email.partition("@")[0])
    best = max(
        (each for each in people if each.email == person.email),
        key=lambda each: sum(_letters(word) in local for word in each.name.split()),
    )
    return person if best is person else Interviewer(person.name, title=person.title)


def _names(address: str, person: Interviewer) -> bool:
    local = _letters(address.partition("@")[0])
    return any(word in local for word in map(_letters, person.name.split()) if len(word) > 2)


def _letters(name: str) -> str:
    """Return a name as addresses spell it: "O'Hara" is ohara, "Renée" renee."""
    plain = unicodedata.normalize("NFKD", folded(name))
    return "".join(each for each in plain if each.isalpha())


def _only_address(text: str, person: Interviewer, people: Sequence[Interviewer]) -> bool:
    """Is the name nothing but the address of somebody else who is named in words: the "ohara" of Renée O'Hara's?"""
    if folded(person.name) in folded(_ADDRESS.sub(" ", text)):
        return False
    return any(
        each is not person and each.email and (each.email == person.email or _begins(each.email, person.name))
        for each in people[: people.index(person)]
    )


def _begins(address: str, name: str) -> bool:
    """Is the name the beginning of an address: the "mj" of mj.darcy?"""
    return bool(_letters(name)) and _letters(address.partition("@")[0]).startswith(_letters(name))


def _righted(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the wrong name of a slip out of the right one."""
    for slip in _SLIP.finditer(text, max(0, start - 40), end + 1):
        if slip.start(1) <= start < slip.end(1) < end:
            return start, slip.end(1)
        if start == slip.start(2):
            return slip.span(1)
    return start, end


def _places(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    firms = [m for m in mentions if m.sort == "company"]
    for mention in mentions:
        rival = max((f.certainty for f in firms if f.start < mention.end and mention.start < f.end), default=0.0)
        if mention.sort == "person" and mention.certainty >= max(LEAST, rival):
            yield _whole(text, mention.start, mention.end)
    for found in _TITLED.finditer(text):
        yield _whole(text, found.start(2), found.end(2))
    for slip in _SLIP.finditer(text):
        right, wrong = slip.group(1).casefold(), slip.group(2).casefold()
        # Two words of one first letter are two names; "called customers clients" is not.
        if right[0] == wrong[0] and right != wrong and not right.endswith("s"):
            yield slip.span(1)
    for pattern in (_NAMED, _LOWER, _PUT_RIGHT):
        for found in pattern.finditer(text):
            for group in range(1, (found.lastindex or 0) + 1):
                if found.group(group):
                    yield _whole(text, *found.span(group))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a name that only a part was found of: "Mrs", a surname."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while joined := _JOINED.search(text, max(0, start - 24), start):
        start = joined.start()
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    if (rest := _JOINS.match(text, end)) and _INITIAL.search(text, start, end):
        end = rest.end()
    if text[start:end][:1].isupper() and (more := _MORE.match(text, end)) and _belongs(more):
        end = more.end()
        # "Mary|-Jane" goes on: D'Arcy is hers.
        if more.group().startswith("-") and (more := _MORE.match(text, end)) and _belongs(more):
            end = more.end()
    if before := _BEFORE.search(text, max(0, start - 24), start):
        start = before.start()
    return start, end


def _belongs(more: re.Match[str]) -> bool:
    """May the capitalised words be the rest of a name, not "I" or "Monday"?"""
    return re.split(r"['’]", more.group().strip(" -").casefold())[0] not in _NOT_NAMES


def _tidy(name: str) -> str:
    name = re.sub(r"(?:'s|’s)\Z", "", " ".join(name.split()).strip(" .,;:()[]\"'“”*_-&+"))
    if name.islower():
        name = " ".join(word[:1].upper() + word[1:] for word in name.split(" "))
    words = name.split(" ")
    if words[0][:1].isupper() and not name.islower():
        # "Toft smiles" is Toft who smiles; "de la Cruz" is a name.
        while len(words) > 1 and words[-1].islower():
            words = words[:-1]
    while (
        len(words) > 2
        and all(re.fullmatch(_HONORIFIC, w.rstrip(".")) for w in words[:2])
        and words[0].casefold() == "chef"
    ):
        words = words[1:]
    # "Mrs Ita Kehoe" is written to as Ita Kehoe; "Mrs Kehoe" keeps what is known of her.
    while (
        len(words) > 2
        and words[0].rstrip(".").casefold() in ("mr", "mrs", "ms", "miss", "mx")
        and words[1].rstrip(".").casefold() not in ("dr", "prof")
    ):
        words = words[1:]
    return " ".join(words)


def _excluded(text: str, start: int, end: int, name: str, known: Known, taken: Sequence[str]) -> bool:
    plain = _TITLES.sub("", folded(name))
    own = folded(known.person or "")
    return (
        not plain
        or plain.split()[0] in _NOT_NAMES
        or len(plain) < 2
        or not re.search(r"[^\W\d_]", plain)
        or bool(own and (plain == own or plain in own.split()))
        # "Mr Lowther" of "Lowther & Kay" is a person all the same.
        or (plain == folded(name) and any(plain in (folded(other), *folded(other).split()) for other in taken))
        or bool(_FIRM.search(name))
        or _of_a_thing(text, name)
        or bool(_MISNAMED.search(text, max(0, start - 60), start))
        or bool(_GREETING.search(text[:start]))
        or text[:start].casefold().endswith(("god's ", "god’s ", "gods "))
        or any(at <= start for at in _signature(text))
    )


_THING = r"(?:thing|questions?|one|bit|part|stuff|answer|task|test|exercise|case|role|job|post|interview|problem|course|certificate|system|story)\b"


def _of_a_thing(text: str, name: str) -> bool:
    """Does the name stand for a thing somewhere ("the Redis thing")? Then it is nobody's."""
    return bool(re.search(rf"\b(?:the|a|on|about|my) {re.escape(name)} {_THING}", text, re.IGNORECASE))


def _another(text: str, start: int, end: int) -> bool:
    """Is it somebody who did not interview: who arranged it, who sat at the desk, who comes next?"""
    before = text[max(0, start - 100) : start]
    others = _OTHERS.search(before)
    return (
        bool(others and not _THEIRS.search(before[: others.start()]))
        or any(cue.search(before) for cue in (_ELSEWHERE, _NEXT))
        or _OTHERS_AFTER.match(text[end : end + 50]) is not None
    )


def _signature(text: str) -> Iterator[int]:
    """Yield where the closing begins, if there is one."""
    body = text.rstrip()
    if closing := _CLOSING.search(body):
        yield closing.start()
    if alone := _ALONE.search(body):
        yield alone.start()


def _title(text: str, end: int) -> str | None:
    found = _ROLE_AFTER.match(text[end : end + 60])
    return found.group(1).strip() if found else None


def _merged(found: Sequence[tuple[int, str, str | None]], known: Known) -> tuple[Interviewer, ...]:
    """Fold "Janet", "Ms Okafor" and "Janet Okafor" into one; people on file keep their place and address."""
    people: list[Interviewer] = list(known.interviewers)
    for _, name, title in found:
        words = _words(name)
        for number, person in enumerate(people):
            other = _words(person.name)
            if words <= other or other <= words:
                longer = person.name if len(other) >= len(words) else name
                if person in known.interviewers or (len(other) == len(words) and len(person.name) >= len(name)):
                    longer = person.name
                people[number] = Interviewer(longer, person.email, person.title or title)
                break
        else:
            people.append(Interviewer(name, title=title))
    return tuple(people)


def _words(name: str) -> frozenset[str]:
    plain = _TITLES.sub("", folded(name))
    return frozenset(re.findall(r"[^\W\d_]+", plain) or [folded(name)])
