"""Where a job's name begins and ends: from the part of it that was found to the whole noun phrase.

A reader sees at once that "families social worker" or "chef de" is broken, so a job that cannot be made whole is
dropped rather than shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.phrases import lexicon

Span = tuple[int, int]

_WORD = r"[.£]?\w(?:[\w'’./+#&-]*[\w+#])?"
_BEFORE = re.compile(rf"(?<![\w'’./+#&-])({_WORD}|&)[ \t]+\Z")
_AFTER = re.compile(rf"[ \t]+({_WORD}|&)")
_HALF = re.compile(r"[\w+#]['’./+#&\w-]*\Z")  # the head of a word whose tail was found ("live-|in")
_TAIL = re.compile(r"(?:[\w'’+#&/-]*[\w+#])?")
_MOST = 5  # words taken in on the left; a longer run is a sentence, not a job

_CLOSED = lexicon(
    """
    a about after again ago all also although am an and another any anyway are around as at back bad badly be because
    been before being big both but by called can cant can't cos could couldn't current currently day days did didn't
    different do does doing done don't down dream during each either else even every few final finally finished for
    former from full gave get getting give given go going good got great had hard has have having he her here hers hi
    him his home how however i i'd i'll i'm i've ideal if in into is it it's its job jobs just kept know last late
    later left less like long lost lot made make many maybe me met mine minutes mock more morning most mum my named
    near need needed new next nice no nope not now of off offered ok okay old on once one only onto or other our out
    over own past per perfect person place plus position post previous proper quite rang re real really recent regarding
    role round said same saw second see seeing seen sent several shall she should since so some soon started still
    such suited telling than thanks that that's the their them then there these they they're this those though through
    till to today tomorrow tonight too told took tried two three under until up us usual vacancy very via want wanted
    was wasn't way we week weeks well went were what when where whether which while who whole whom whose why will wish
    with within without work worked working would yeah year-old years yes yesterday yet you your first third fourth
    interview interviews interviewed interviewing interviewer apply applied applying hire hired hiring hoping become
    became becoming trying leaving left starting debrief subject chat call phone zoom teams video telephone online
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december afternoon evening asked ask spoke speak talked meet meeting quick short
    seen screened invited shortlisted trial face sat stood passed failed landed suppose think thought says say
    title company employer firm hello dear cheers anyone everyone someone somebody somewhere put forward against
    """
)
# Closed words that begin a job all the same when these follow: "first line support", "new business manager".
_OPENS = {
    "first": lexicon("line officer mate aid response year class"),
    "second": lexicon("line officer mate chef year engineer fix"),
    "third": lexicon("line officer mate year sector"),
    "new": lexicon("business build homes media product starter"),
    "home": lexicon("care carer manager help support delivery economics office"),
    "night": frozenset(),
    "full": lexicon("stack"),
    "front": lexicon("end desk office"),
    "back": lexicon("end office"),
    "video": lexicon("editor producer engineer"),
    "telephone": lexicon("engineer operator interviewer sales adviser advisor"),
    "online": lexicon("tutor sales marketing editor"),
    "call": lexicon("centre center handler taker"),
    "post": lexicon("office doctoral production room"),
    "work": lexicon("coach placement experience"),
    "video-game": frozenset(),
    "own": frozenset(),
    "day": lexicon("care centre nursery service"),
    "long": lexicon("haul distance"),
    "under": frozenset(),
    "hiring": lexicon("manager"),
    "person": frozenset(),
    "early": lexicon("years"),
    "years": lexicon("practitioner educator teacher worker manager lead assistant"),
}
_LY = lexicon("daily early elderly family monthly supply weekly assembly friendly")
_ED = lexicon(
    """
    accredited advanced aged applied armed combined integrated sheltered associated assisted automated based certified chartered computer-aided dedicated
    embedded experienced feed limited licensed mixed needs newly-qualified nqt paid qualified registered seed shared
    skilled specialised specialized speed supported unqualified unskilled
    """
)
# Words that stand in capitals though the job does not ("Year 4 teacher"); any other capital may be the firm's.
_CAPITALS = lexicon(
    """
    android angular apprentice arabic area assistant associate band bar bengali business cantonese care casual cat
    category children's chinese civil class clinical commercial community customer cyber data deputy design digital
    django drupal duty dutch early english excel executive field finance food fork forklift french front full german
    grade graduate greek head health help higher home hospital hotel hr inside intermediate ios irish italian japanese
    java javascript junior key kitchen kotlin korean kubernetes lead legal level line linux live lorry magento
    mandarin manual marketing maths medical mid mobile music network night nursery office oracle outside part part-time
    php polish portuguese postgres principal product production project python qualified quality rails reach react
    regional registered relief ruby rust sales salesforce sap school scala science scrum security senior service
    shift shop site social software solutions spanish special sql staff stage stock store strategic student supply
    support swift teaching team technical temporary test tier trainee training travel turkish typescript urdu
    vue warehouse web welsh wordpress year yard
    """
)
_COUNTED = lexicon("band cat category class grade key ks level line phase stage tier type year zone step")
_POSSESSED = lexicon(
    "children's women's men's girls' boys' people's adults' children’s women’s men’s people’s driver's"
)
_NO_JOINT = lexicon("boss gaffer hr lady man manager owner panel recruiter woman interviewer")
_HEADS = lexicon(
    """
    accountant actuary adviser advisor agent ambassador analyst apprentice architect artist assistant associate
    attendant au-pair auditor baker barista barman barmaid bartender bookkeeper bricklayer broker builder butcher
    buyer captain caretaker carer cashier chaplain chef chemist cleaner clerk coach consultant controller cook
    coordinator co-ordinator counsellor courier crew cto cfo dentist designer developer dietitian director dispatcher
    dispenser doctor driver economist editor educator electrician engineer estimator executive farmer firefighter
    fitter florist fundraiser gardener geologist groom guard guide handler handyman head host hostess hygienist
    inspector installer instructor intern investigator janitor joiner journalist jeweller labourer laborer lawyer
    lead leader lecturer librarian lifeguard locksmith machinist manager mate matron mechanic member mentor merchandiser
    midwife miner model musician nanny negotiator nurse nutritionist officer operative operator optician optometrist
    operations packer painter paralegal paramedic partner pharmacist phlebotomist photographer physio physiotherapist
    picker pilot planner plasterer plumber porter postman practitioner principal producer programmer psychiatrist
    psychologist purchaser radiographer receptionist recruiter registrar rep representative researcher roofer sailor
    salesman salesperson scaffolder scientist secretary server sister solicitor sommelier specialist statistician
    steward stewardess stocker supervisor surgeon surveyor tailor taker teacher technician technologist teller tester
    therapist trainee trainer translator treasurer tutor tyler tiler typist underwriter usher vet volunteer waiter
    apprenticeship fellow fellowship internship lectureship placement residency studentship traineeship
    waitress warden warehouseman welder worker writer
    """
)
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)|\d+(?:\.\d+)?(?:t|-tonne|k|d)?")
_LEVEL = re.compile(
    r"[ \t]*[,(]?[ \t]*((?i:band|level|grade|tier|class|step)[ ]\d{1,2}[a-z]?)\b\)?"
    r"|[ ](?:(II|III|IV)\b|([IV1-5])(?=[ ](?:at|with|role|job|post|position)\b))"
)
_CHARGE = re.compile(r"[ ](?:in[ ](?:charge|training)|on[ ]call)\b", re.IGNORECASE)
_DE = re.compile(r"[ ]d(?:e|u)(?:[ ]la)?[ ][a-zé]+|[ ]d['’](?:[a-zé]+)?", re.IGNORECASE)
_OF = re.compile(
    r"[ ]of[ ](?!the\b|a\b|an\b|my\b|our\b|it\b|us\b|them\b|course\b|all\b)[\w'’-]+"
    r"(?:(?:[ ](?:and|&))?[ ][\w'’-]+(?=[ ](?:at|with|job|role|post|position|for)\b|[,.;\n]|\Z))?",
    re.IGNORECASE,
)
_OFFICES = lexicon(
    "head director teacher chief lecturer professor manager officer vp president master chair sister dean"
)
_HEADED_OF = re.compile(rf"\b(?:{'|'.join(sorted(_OFFICES))}) of \Z", re.IGNORECASE)
_MAITRE = re.compile(r"(?:\A| )d['’]\Z")
_NOUN = re.compile(
    r"(?:[ \t]+(?:position|job|role|post|interview|vacancy|opening|gig|trial|shift trial|programme|program|scheme|spot|"
    r"today|yesterday|and|or|the|a|for|at|in|on|with|of|&|this|last))+\Z",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"\A(?:(?:the|a|an|my|their|this|position|job|role|post|vacancy|for|as|of|and|or|to|be|&)(?:[ \t:]+|\Z))+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[\n,;:!?\"“”()\[\]]|\.(?=\s|\Z)|[ ](?:for|at|with|to|as|on|who|was|is|but|from|in(?![ ](?:charge|training|care)\b))\b.*",
    re.DOTALL,
)
_SAID = re.compile(r"[ ](?:job|role|position|post|vacancy|interview)\b|[ ]at[ ]", re.IGNORECASE)
_DANGLING = lexicon("de du of the and or & for in la")
_FORMS = re.compile(r"(?:for|as|as an?|for an?|the|an?|[-–—:,(*•])[ \t]*\Z", re.IGNORECASE)


def whole(text: str, start: int, end: int, taken: Sequence[Span]) -> str | None:
    """Return the job's whole name, given the part of it at `start` to `end`; None where it stays broken.

    `taken` are the places of other names (the firm's, people's), which never belong to it.
    """
    start, end = place(text, start, end, taken)
    name = re.sub(r"['’]s\Z", "", " ".join(text[start:end].split()))
    if not _sound(name, text[end : end + 12]):
        return None
    level = _LEVEL.match(text, end)
    return f"{name} {level.group(level.lastindex or 0)}" if level else name


def place(text: str, start: int, end: int, taken: Sequence[Span]) -> Span:
    """Return where the whole name stands, its level left out; an empty place where nothing is left of it."""
    start, end = _stripped(text, *_free(text, *_words(text, start, end), taken))
    if start >= end:
        return start, start
    start = _left(text, start, taken)
    return _stripped(text, start, _right(text, start, end, taken))


def headed(name: str) -> bool:
    """Does the last word say what somebody is ("driver", "drivers")?"""
    last = name.casefold().split()[-1] if name.split() else ""
    return last in _HEADS or last.removesuffix("s") in _HEADS


def _words(text: str, start: int, end: int) -> Span:
    """Take in the rest of a word cut in two."""
    if half := _HALF.search(text[:start]) if text[start : start + 1].strip() else None:
        start = half.start()
    if tail := _TAIL.match(text, end):
        end = tail.end()
    return start, end


def _free(text: str, start: int, end: int, taken: Sequence[Span]) -> Span:
    """Leave out what is another name's, and what follows the job in its sentence."""
    for first, last in taken:
        if first <= start < last:
            start = min(last, end)
        elif start < first < end:
            end = first
    while start < end and not (text[start].isalnum() or text[start] == "."):
        start += 1
    if cut := _CUT.search(text, start, end):
        end = cut.start()
    return start, end


def _stripped(text: str, start: int, end: int) -> Span:
    """Leave out "position", "job" and the like, and the little words at both ends."""
    while True:
        part = text[start:end]
        front, back = _FRONT.match(part), _NOUN.search(part)
        low = part.casefold().split()
        if front and not (len(low) > 1 and low[1] in _OPENS.get(low[0], ())):
            start += front.end()
        elif back:
            end = start + back.start()
        elif part != part.strip(" \t.,-–—*'\"") and part.strip() and not _MAITRE.search(part):
            start += len(part) - len(part.lstrip(" \t,-–—*'\""))
            end = start + len(text[start:end].rstrip(" \t.,-–—*'\""))
        else:
            return (start, end) if part.strip() else (start, start)


def _left(text: str, start: int, taken: Sequence[Span]) -> int:
    """Go back over adjectives, nouns, numbers and joined modifiers; a run that never stops is a sentence, no job."""
    first = start
    for _ in range(_MOST + 1):
        before = _BEFORE.search(text[max(0, start - 40) : start])
        if not before:
            return start
        at = max(0, start - 40) + before.start(1)
        word = before.group(1)
        if any(a < start and at < b for a, b in taken):
            return start
        if word.casefold() == "of" and (office := _BEFORE.search(text[:at])) and office.group(1).casefold() in _OFFICES:
            start = office.start(1)
            continue
        if word.casefold() in ("and", "&"):
            joined = _joined(text, at, taken)
            if joined is None:
                return start
            start = joined
            continue
        if not _modifies(text, at, word, start):
            return start
        start = at
    return first


def _joined(text: str, at: int, taken: Sequence[Span]) -> int | None:
    """Return where "children" begins in "children and families social worker"; None where two things are told of."""
    start = at
    for _ in range(2):
        before = _BEFORE.search(text[max(0, start - 40) : start])
        if not before:
            break
        place, word = max(0, start - 40) + before.start(1), before.group(1)
        if any(a < start and place < b for a, b in taken) or not _modifies(text, place, word, start):
            break
        if word.casefold() in _NO_JOINT:
            return None
        start = place
    line = text[:start].rsplit("\n", 1)[-1]
    opened = (
        not line.strip() or _HEADED_OF.search(line) or _FORMS.search(line) or line.rstrip().endswith((".", "!", "?"))
    )
    return start if start < at and opened else None


def _modifies(text: str, at: int, word: str, after: int) -> bool:
    """Can the word at `at` stand before a job's noun?"""
    low = word.casefold().replace("’", "'")
    following = _WORD_AT.match(text, after)
    nxt = following.group().casefold() if following else ""
    if low in _OPENS:
        return nxt in _OPENS[low] or (low not in _CLOSED and _plain(text, at, word))
    if low in _CLOSED or (low.endswith("ly") and low not in _LY) or (low.endswith("ed") and low not in _ED):
        return False
    if re.fullmatch(r"\d{1,2}", low):
        return nxt in ("tonne", "ton") or _counted(text, at)
    if low[0].isdigit():
        return bool(_NUMBER.fullmatch(low)) and nxt not in ("minutes", "years")
    if low.endswith(("'s", "s'")):
        return low in _POSSESSED
    return "'" not in low and _plain(text, at, word)


def _counted(text: str, at: int) -> bool:
    """Is the number that of a class, a year, a band?"""
    before = _BEFORE.search(text[:at])
    return bool(before and before.group(1).casefold() in _COUNTED)


def _plain(text: str, at: int, word: str) -> bool:
    """A capital is the firm's unless the word is one of those that jobs are called by, or begins the sentence."""
    if not word[0].isupper() or word.casefold() in _CAPITALS or (word.isupper() and len(word) <= 4):
        return True
    if any(part.casefold() in _CAPITALS for part in word.split("-")):
        return True
    return bool(re.search(r"(?:\A|[\n.!?:])[ \t*•-]*\Z", text[:at]))


_WORD_AT = re.compile(_WORD)


def _right(text: str, start: int, end: int, taken: Sequence[Span]) -> int:
    """Go on to the noun that says what somebody is, and over "de partie", "of year", "in charge"."""
    limit = min((a for a, _ in taken if a >= end), default=len(text))
    if not headed(text[start:end]):
        at = end
        for _ in range(3):
            after = _AFTER.match(text, at)
            if not after or after.end() > limit or after.group(1).casefold() in _CLOSED - {"and"}:
                break
            at = after.end()
            if headed(after.group(1)) or (_SAID.match(text, at) and after.group(1).islower()):
                end = at
                break
    elif (after := _AFTER.match(text, end)) and after.end() <= limit and headed(after.group(1)):
        # "barista Manager" is two things.
        end = after.end() if after.group(1).islower() or not text[start:end].islower() else end
    last = text[start:end].casefold().split()[-1]
    for pattern in (_DE, _CHARGE, _OF):
        more = pattern.match(text, end)
        if more and more.end() <= limit and (pattern is not _OF or last in _OFFICES):
            end = more.end()
            if pattern is _OF and (more_ := _AFTER.match(text, end)) and headed(more_.group(1)):
                end = more_.end()
    return end


def _sound(name: str, after: str) -> bool:
    """Is this a job that can be shown? A lone word that names nobody must be called a job in the text."""
    words = name.casefold().split()
    if not words or words[-1] in _DANGLING or words[0] in _DANGLING or len(words) > 7:
        return False
    if not re.search(r"[^\W\d_]{2}", name) or (words[0].isdigit() and len(words) < 3):
        return False
    if words[-1].endswith("s") and words[-1] not in _HEADS and words[-1][:-1] in _HEADS and len(words) == 1:
        return False
    return len(words) > 1 or headed(name) or bool(_SAID.match(after)) or name.isupper() or _agent(words[0])


def _agent(word: str) -> bool:
    """Does one word by its ending name somebody: "phlebotomist", "welder"?"""
    return len(word) > 5 and word.endswith(("er", "or", "ist", "ian", "ant", "man", "eer", "ess"))
