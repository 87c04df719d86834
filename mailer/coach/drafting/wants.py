"""What the person wants the note to say: "forgot to say I have my NVQ 3", "should I send the slides?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailer.coach.drafting import examples, sendings, speech, truths
from mailer.coach.drafting.address import PANEL
from mailer.coach.drafting.repairs import LONGEST_ANSWER, Repair, statement, subject
from mailer.coach.drafting.specifics import same_person
from mailer.coach.drafting.whom import reader_of
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Detail, Interviewer, Move, Place, Use

MOST = 2  # things that a note brings up by itself


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that the note shall say: the table of sentences, the words, and where the person tells of it."""

    table: str
    answer: str
    place: Place


_NAMED = r"(?-i:[A-Z])[\w'-]+"
_HEARERS = (
    rf"(?:them|him|her|the (?:panel|manager|boss|interviewers?|lady|owner)|(?:(?:mr|mrs|ms|miss|dr)\.? )?{_NAMED})"
)
_TELL = (
    rf"(?:say|mention|add|bring up|point out|let {_HEARERS} know|(?:say|mention) to {_HEARERS}|tell {_HEARERS}|tell"
    r"|get (?:a chance )?to (?:say|mention|tell them|tell her|tell him|bring up)|get round to (?:saying|mentioning))"
)
_TELLING = rf"(?:saying|mentioning|adding|bringing up|pointing out|telling {_HEARERS}|telling|letting {_HEARERS} know)"
_TOLD = rf"(?:said|mentioned|brought up|told {_HEARERS}|got to (?:say|mention)|got round to (?:saying|mentioning))"
_MISSED = (
    rf"(?:(?:forgot|forgotten|neglected|omitted|failed|(?:really |only )?meant|(?:had )?(?:really )?wanted|wish i(?:'d| had)? remembered|would have (?:liked|loved)) to {_TELL}"
    rf"|(?:did ?n['’]?o?t|did not) (?:even |actually |once )?{_TELL}"
    rf"|(?:never (?:really )?(?:got|had)|did ?n['’]?o?t (?:really )?(?:get|have)) (?:the|a|my) (?:chance|opportunity|time) to (?:talk|explain|{_TELL})"
    rf"|never (?:once |even |actually )?{_TOLD}|(?:(?:should|could)(?:['’]?ve| have)|wish i['’]?d|wish i had) {_TOLD}"
    rf"|(?:for not|without)(?: even| once| ever)? {_TELLING}|(?:left|missed) out(?: the (?:fact|bit|part))?|slipped my mind(?: to {_TELL})?)(?: (?:is|was)(?= that))?"
)
_ASKS = r"(?:(?:can|could|should|shall|may|might|do|would it be (?:ok|okay|fine|weird|odd) to|is it (?:ok|okay|fine|weird|odd|too late) to|how (?:can|could|do|should)) ?i?|i(?:'d| would) (?:still )?like to|i (?:still )?want to|want the note to|please)"
_WORTH = r"(?:(?:is it|would it be|it['’]?s|maybe|perhaps) worth|any (?:point|harm|use)(?: in)?|would it help|is there any point(?: in)?|do you mind)"
_I = r"i(?:['’]?(?:m|ve|d|ll))?"
_END = r"(?=[,.;:!?\n()]| and (?:they|she|he|it|i(?! (?:can|could))|only|that|now)\b| but\b| so\b| until\b| because\b| (?:in|with) (?:the|a|my) (?:thank|note|mail|email)| when i (?:say|write)|$)"
_FACT = re.compile(
    rf"\b(?:{_MISSED}|(?<!\bi ){_ASKS} {_TELL}|{_WORTH} {_TELLING})(?: (?:that|how))? (?P<fact>(?:{_I}|my [\w-]+ (?:was|is|were|has|had)) [^,.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
_THING = re.compile(
    rf"\b(?:{_MISSED}|(?P<asks>{_ASKS} {_TELL}|{_WORTH} {_TELLING}|(?:can|could|would|will) you(?: please| also)* (?:mention|include|add|bring up)(?= my)))(?: (?:about|of))? (?P<thing>(?:my|the) [^,.;:!?\n()]{{2,60}}?){_END}",
    re.I,
)
_SEND = re.compile(
    rf"\b{_ASKS} (?:still )?(?:send|forward|email|mail|share|show|bring)(?: {_HEARERS}| in)? (?P<thing>(?:my|the|some) [^,.;:!?\n()]{{2,60}}?)(?: (?:by (?:mail|email|post)|now|too|as well|over|along|again))*(?: to {_HEARERS})?{_END}",
    re.I,
)
# What they ask of us for the note: "can the thank you say I'm happy to do splits".
_NOTE = r"(?:thank[ -]?you|thanks|note|mail|e-?mail|letter|message)"
_ASKED_OF_US = re.compile(
    rf"\b(?:(?:can|could|would|will) (?:you|the {_NOTE})(?: please| also)*|please|pls|kindly|i(?:['’]d| would) like (?:it|you|the {_NOTE})(?: \w+)? to|i want (?:it|you|the {_NOTE}) to|(?:(?<![^\n])|(?<=[.!?] ))(?:also |and |oh )?(?=(?:say|mention|add|include|put in|tell|let)\b))"
    rf"(?: please| also| kindly)*(?: (?:make|have|let) (?:the {_NOTE}|it))? ?(?:say|mention|write|include|put|add|slip in|work in|get across|make (?:it )?clear|{_TELL})(?: (?:in|into|to) (?:it|the {_NOTE}|them|her|him)(?: to {_HEARERS})?)?(?: also| too| please)*(?: in)?(?: that)?:?"
    rf" (?P<fact>(?:{_I}|how much i|it should be|it is|it['’]?s|my [\w-]+ (?:is|was|are)) [^.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
# "I want her to know that I finished", "make sure it says I can do weekends".
_KNOW = re.compile(
    rf"\b(?:make sure (?:it|you|the {_NOTE}|{_HEARERS}) (?:also )?(?:says?|mentions?|knows?)|i(?: want|(?:['’]d| would) (?:like|love)) {_HEARERS} to know"
    rf"|(?:she|he|they|{_HEARERS}) (?:should|ought to|needs? to|has to|have to) (?:also )?know|i(?:['’]d| would) (?:like|love) it if (?:it|you|the {_NOTE}) (?:also )?(?:said|says|mentioned|could say|could mention))(?: that)?"
    rf" (?P<fact>(?:{_I}|my [\w-]+ (?:is|was|are)) [^.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
_MEANT = re.compile(
    rf"\b(?:what i (?:really )?(?:wanted|meant|should have said|meant to say|wanted to say)(?: to say)?(?: is| was)|i (?:really )?meant(?: to say)?)(?: that)?[:,]? (?P<fact>{_I} [^,.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
# "I always see it coming, I should have said that": told first, and that it was missed after it.
_AFTER = re.compile(
    rf"\b(?P<fact>(?:i (?!said\b|told\b|asked\b)|the \w+ (?:was|is|were|are) )[^.;:!?\n]{{6,90}}?)(?:, (?:but |and )?|[.;] (?:but |and )?)(?:that['’]?s what )?(?:i )?(?:{_MISSED}) (?:that|this|so|it)\b(?! (?:i|it|the|my|they|he|she|was|is)\b)",
    re.I,
)
# "Can I write that the course ends in June": what is said is about something, and not about the person.
_CLAUSE = re.compile(
    rf"\b(?:{_ASKS} {_TELL}|{_ASKS} (?:write|put|write to {_HEARERS})|(?:please|can you|could you)(?: please)? (?:say|write|mention|put|add)(?: in)?) that (?P<fact>(?:the|my|our) [^,.;:!?\n]{{5,80}}?)(?= in (?:the|my) (?:thank|note|mail|email)|[,.;:!?\n]|$)",
    re.I,
)
_THEIR_WORDS = (
    sendings.COPY_OF,
    _KNOW,
    sendings.ASKED_FOR,
    sendings.SEND_ME,
    _ASKED_OF_US,
    sendings.SEND_IT,
    sendings.PHOTO,
    sendings.TO_SEND,
)
_OFFER = re.compile(
    r"^,? (?:and |but |so )?(?P<offer>i (?:can|could|will) (?:bring|send|show|email|start|drop|come|take|supply|get)\b[^,.;!?\n]{0,50}?)(?=[,.;!?\n]|$)",
    re.I,
)
_DAY = re.compile(
    r"(?<!on )(?<!this )(?<!next )(?<!by )(?<!from )(?<!before )(?<!until )\b(mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)
# What is no news for an employer, what would harm, and what is the note itself.
_NOT_TOLD = re.compile(
    r"\b(thank\w*|thanks|e?mails?|notes?|message|letter|cards?(?= and)|flowers|chocolates?|gift|present(?! (?:job|post))|mistakes?|(?<!goes )(?<!go )wrong|errors?|another|right answer|correct\w*|salary|pay|money|wages?|rate|bonus"
    r"|pregnan\w*|criminal|convict\w*|record(?=$| from)|diagnos\w*|adhd|autis\w*|depress\w*|anxi\w*|disab\w*|ill|sick|illness|late|sorry|lied|lie|fired|sacked|divorc\w*"
    r"|other offer|other job|another offer|nerves|nervous|gap|boss|husband|wife|kids?|childcare|hung ?over|drunk|blank\w*|cry\w*|cried|frozen?|rambl\w*|fail\w*|swor\w*|anything|nothing|something"
    r"|(?:want|wanted) (?:the|this) (?:job|role|post)|want it|idea of|names?|truth|reason|result|answer|question|bad|hate\w*|quit|leaving|prison|visa)\b|[£$€]",
    re.I,
)
_ASKABLE = re.compile(
    r"\b(?:would|should|could)(?:'ve| have)\b|^i(?:'d| would|'ll| will)? (?:say|said|report|go|ask|call|ring|report)\b(?! like)",
    re.I,
)

# "He said", "and she told": not the person's own words.


def find(debrief: Debrief, rulings: Sequence[Ruling]) -> tuple[Want, ...]:
    """Return what the note shall say by itself, in the order of the telling; only what reads surely."""
    return tuple(each for each in _all(debrief, rulings) if _other(each, debrief) is None)[:MOST]


def directed(debrief: Debrief, rulings: Sequence[Ruling]) -> tuple[Want, ...]:
    """Return what is meant for one of a panel who is not its first."""
    return tuple(each for each in _all(debrief, rulings) if _other(each, debrief) is not None)[:MOST]


_TO_WHOM_SAID = re.compile(
    r"\b(?:tell|mention to|say to|send|(?:note|letter|e?mail|thank[- ]you|message) (?:to|for)|let) (?:the )?(?P<who>(?-i:[A-Z])[\w'.-]*(?: (?-i:[A-Z])[\w'-]+)*)",
    re.I,
)


def _other(want: Want, debrief: Debrief) -> Interviewer | None:
    """Return whom a want is for where that is plain and is not the first reader; each of a small panel gets a note."""
    people = debrief.interviewers
    if not 1 < len(people) <= PANEL:
        return None
    near = speech.around(debrief.text, want.place.start, want.place.end)
    named = _TO_WHOM_SAID.search(near)
    who = None
    if named is not None:
        who = next((each for each in people if same_person(each.name, named["who"])), None)
    elif want.table == "want.send":
        # "She asked for it": who that is, a name in the same paragraph tells.
        told = debrief.text[: want.place.end].rpartition("\n\n")[2]
        sentence = near
        spans = speech.spans(debrief.text)
        first = next((at for at, (_, end) in enumerate(spans) if want.place.start < end), 0)
        if first and re.search(r"\b(?:it|them|that|one)\b", debrief.text[want.place.start : want.place.end], re.I):
            sentence = debrief.text[spans[first - 1][0] : spans[first][1]]
        who = reader_of(sentence, want.place, debrief)
        if who is not None and not any(part in told for part in speech.words(who.name) if len(part) > 2):
            return None
    return None if who is None or who is people[0] else who


def _all(debrief: Debrief, rulings: Sequence[Ruling]) -> list[Want]:
    found: list[Want] = []
    for each in debrief.details:
        marked = _marked(each, debrief, rulings)
        if marked is not None and not any(same_words(marked.answer, other.answer) for other in found):
            found.append(marked)
    for pattern, worded in (
        (_ASKED_OF_US, _said),
        (_KNOW, _said), (_CLAUSE, _clause), (sendings.SENDING, _sending(sendings.promised)), (_SEND, _send), (sendings.COPY_OF, _sending(sendings.copy_of)),
        (sendings.PHOTO, _sending(sendings.copied)), (sendings.SEND_IT, _sending(sendings.sent)),
        (sendings.ASKED_FOR, _sending(sendings.promised)), (sendings.TO_SEND, _sending(sendings.promised)), (sendings.SEND_ME, _sending(sendings.promised)), (examples.PREPARED, _unused(examples.prepared)),
        (examples.BETTER, _unused(examples.example)),
        (examples.REMEMBERED, _unused(examples.example)), (_MEANT, _said), (_FACT, _fact), (_AFTER, _fact), (_THING, _thing),
    ):  # fmt: skip
        for match in pattern.finditer(debrief.text):
            place = Place(*match.span())
            if pattern not in _THEIR_WORDS and truths.THEIRS.search(debrief.text[: place.start]):
                continue
            if any(each.place.start < place.end and place.start < each.place.end for each in found):
                continue
            want = worded(match, debrief)
            if want is None or _NOT_TOLD.search(want.answer) or _of_mistake(want, rulings):
                continue
            if not any(
                same_words(want.answer, each.answer) or {want.table, each.table} == {"want.send", "want.can"}
                for each in found
            ):
                found.append(want)
    return sorted(found, key=lambda each: each.place.start)


_FORGOT = re.compile(
    r"\b(?:forg[eo]t\w*|did ?n['’]?t|did not|never|meant to|should(?:['’]?ve| have)|wish|left out|not mention)\b", re.I
)
_ITS = re.compile(r"(?:it|that|this|they|there|he|she|the (?:answer|right))\b", re.I)
_PUT_RIGHT = frozenset({"wrong_fact", "out_of_date", "case_math_error", "lied_or_exaggerated", "bluffed"})


def _marked(detail: Detail, debrief: Debrief, rulings: Sequence[Ruling]) -> Want | None:
    """Return what the reader marked as wanted or offered; None where it puts a mistake right, or says too little."""
    if detail.use not in (Use.WANT, Use.OFFER):
        return None
    near = speech.around(debrief.text, detail.place.start, detail.place.end)
    at = debrief.text.find(near)
    for each in rulings:
        kind = each.kind.id if each.kind else ""
        touches = each.mistake.place.start < at + len(near) and at < each.mistake.place.end
        if touches and (kind in _PUT_RIGHT or each.why is Why.UNWANTED):
            return None
        # "I tell the lead the same day" is half said without the question that it answers.
        answers = each.move in (Move.SUPPLY, Move.CORRECT) and each.mistake.answer == detail.quote
        if touches and answers and re.match(r"(?:how|what|why|whe)", subject(each.mistake, debrief, None) or ""):
            return None
    clause = truths.whole(detail, debrief)
    said = statement(clause, debrief, marked=True) if clause and not _TELLS.match(clause) else None
    # "Don't move them" is not about the reader.
    order = bool(said and _ORDER.match(said))
    turned = said if order else _to_you(said, debrief)
    turned = speech.named_it(turned, debrief.text[: detail.place.start]) if turned else None
    if turned is None or sendings.LOOSE.search(turned) or not 2 <= len(speech.words(turned)) <= LONGEST_ANSWER:
        return None
    if _NOT_TOLD.search(turned):
        return None
    place = detail.place
    if detail.use is Use.OFFER:
        if re.search(r"\b(?:it|that|this|them|one)\b", turned):
            return None
        return Want("want.can", _DAY.sub(lambda day: f"on {day.group(0).capitalize()}", turned), place)
    if _ITS.match(turned):
        return None
    if re.match(r"(?:my|the|a|an|some)\b", turned) and (_RELATIVE.search(turned) or not _VERB.search(turned)):
        if " or " in turned:
            return None
        return Want("want.thing", turned, place) if turned.startswith("my ") else None
    return Want("want.fact" if _FORGOT.search(debrief.text[at : place.start]) else "want.add", turned, place)


def _to_you(said: str | None, debrief: Debrief) -> str | None:
    """Return what is said as it reads to an interviewer; None where nothing is, or it is not sure who is meant."""
    return speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None


_ORDER = re.compile(r"(?:do not|don't|never|always|call|check|ask|tell|first|stop|move|keep|make)\b", re.I)
_RELATIVE = re.compile(r"^(?:my|the|a|an|some) (?:[\w'-]+ ){1,4}?(?:I|we|that|which) \w+$", re.I)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|do|does|did|\w{3,}ed)\b", re.I)


def same_words(one: str, other: str) -> bool:
    """Say whether two wants are one, told twice or found in two ways."""
    mine, theirs = ({each.casefold() for each in speech.words(text)} for text in (one, other))
    return len(mine & theirs) * 2 > min(len(mine), len(theirs))


_ASKED_ABOUT = re.compile(
    r"\b(?:asked (?:me |us )?(?:about|on)|questions? (?:on|about)|question,? about)\s+(?P<what>(?:the |an? |my )?[a-z][\w'-]*(?: [a-z][\w'-]*){0,2}?)"
    r"(?=[,.;:!?\n]| and\b| but\b| so\b| I\b| when\b|$)",
)
_WOULD = re.compile(r"I(?:['’]d| would| should)\b", re.I)


def repairs(wants: Sequence[Want], text: str) -> tuple[Repair, ...]:
    """Return the wants as what a note puts in beside its other repairs.

    "I would escalate" answers something: what `text` says they asked about last is told with it.
    """
    found = []
    for each in wants:
        asked = list(_ASKED_ABOUT.finditer(text[: each.place.start])) if _WOULD.match(each.answer) else []
        named = asked[-1]["what"] if asked else None
        found.append(Repair(None, "supply.named" if named else each.table, each.answer, named))
    return tuple(found)


def without(rulings: Sequence[Ruling], wants: Sequence[Want]) -> tuple[Ruling, ...]:
    """Return the rulings without those that the wants carry out: nothing is asked about what the note says."""
    return tuple(each for each in rulings if not any(_same(each, want) for want in wants))


_SUPPLIED = frozenset({"forgot_key_point", "undersold", "too_modest", "no_closing_statement"})


def _same(ruling: Ruling, want: Want) -> bool:
    place = ruling.mistake.place
    over = place.start < want.place.end and want.place.start < place.end
    return over and (ruling.move in (Move.SUPPLY, Move.CORRECT, Move.OMIT) or ruling.kind is None)


def _of_mistake(want: Want, rulings: Sequence[Ruling]) -> bool:
    """Say whether a want is about what went wrong elsewhere: that is for the gate; or was struck out by the person."""
    main = {each.casefold()[:6] for each in speech.words(want.answer) if len(each) > 3}
    for each in rulings:
        if _same(each, want):
            if each.why is Why.UNWANTED or (each.kind and each.why is Why.HARMS and each.kind.id not in _SUPPLIED):
                return True
            continue
        if each.mistake.asserted and want.table in ("want.thing", "want.tell", "want.offer"):
            theirs = {word.casefold()[:6] for word in speech.words(each.mistake.quote)}
            if main & theirs:
                return True
    return False


def _fact(match: re.Match[str], debrief: Debrief) -> Want | None:
    fact = re.split(r"\b(?:because|since) ", match["fact"])[-1] if match.re is _AFTER else match["fact"]
    if _ASKABLE.search(fact) or sendings.LOOSE.search(fact.strip()):
        return None
    said = statement(fact, debrief)
    turned = _to_you(said, debrief)
    if turned is None or not (re.match(r"(?:I|I'm|I've|I'd|I'll|my)\b", turned) or match.re is _AFTER):
        return None
    if re.match(r"my\b", turned) and (" or " in turned or not _VERB.search(turned)):
        return None
    # "I there last year" has lost its verb.
    if (
        re.match(r"I (?:not|there|here|and|the|a|an|my|in|on|at|of)\b", turned)
        or not 3 <= len(speech.words(turned)) <= LONGEST_ANSWER
    ):
        return None
    start = match.start() if fact == match["fact"] else match.end("fact") - len(fact)
    return Want("want.fact", turned + _offered(match, debrief), Place(start, match.end()))


# What was said or done there, or is to be done now, is no news for the reader.
_TELLS = re.compile(
    r"i (?:only |just |also |even )*(?:said|told|asked|forgot|did ?n['’]?o?t|tell|say|mention|ask|write|apologi[sz]e)\b",
    re.I,
)


def _said(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return what we are asked to say, as it stands: it is the person's note."""
    fact = re.sub(r"[ ,]*\b(?:please|pls|thanks|thank you|too|as well)$", "", match["fact"], flags=re.I)
    place = Place(*match.span())
    if much := re.match(r"how much i (?P<rest>\w+ .+)$", fact, re.I):
        said = statement(f"I very much {much['rest']}", debrief, marked=True)
        turned = _to_you(said, debrief)
        return Want("want.say", turned, place) if turned else None
    # What "it" is, the right answer tells where the text has it; by itself it tells nothing.
    if re.match(r"i['’]?m sending|i am sending|it\b|it['’]?s\b", fact, re.I) or _TELLS.match(fact):
        return None
    listed = _LIST.match(debrief.text[match.end() :])
    said = statement(fact + (listed.group(1) if listed else ""), debrief, marked=True)
    turned = _to_you(said, debrief)
    if turned is None or sendings.LOOSE.search(turned) or not 3 <= len(speech.words(turned)) <= LONGEST_ANSWER:
        return None
    return Want("want.add", turned, place)


# The names of what was just counted: "the other two now, lactate and urine output".
_LIST = re.compile(
    r"(, (?!(?:and|but|so|or|i|he|she|they|it|which|who|if|please|can|could|as|because|though|thanks?|maybe|we|you|that|then)\b)(?:[\w'-]+,? ){0,6}?(?:and|or) [\w'-]+(?: [\w'-]+){0,2})(?=[.?!\n]|$)",
    re.I,
)


def _clause(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return a whole clause that is not about the person."""
    said = statement(match["fact"], debrief, marked=True)
    turned = _to_you(said, debrief)
    if (
        turned is None
        or not _CLAUSE_VERB.search(turned)
        or sendings.LOOSE.search(turned)
        or len(speech.words(turned)) < 4
    ):
        return None
    return Want("want.add", turned, Place(*match.span()))


_CLAUSE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|will|would|ends?|starts?|works?|costs?|takes?)\b", re.I
)


def _unused(
    told: Callable[[re.Match[str], Debrief], str | None],
) -> Callable[[re.Match[str], Debrief], Want | None]:
    """Return how what `told` finds becomes something that they did not get to say."""

    def made(match: re.Match[str], debrief: Debrief) -> Want | None:
        said = told(match, debrief)
        table = "want.fact" if said and re.match(r"(?:I|we)\b", said) else "want.thing"
        return Want(table, said, Place(*match.span())) if said else None

    return made


def _sending(
    thing: Callable[[re.Match[str], Debrief], str | None],
) -> Callable[[re.Match[str], Debrief], Want | None]:
    """Return how what `thing` finds becomes something that the note offers to send."""

    def made(match: re.Match[str], debrief: Debrief) -> Want | None:
        noun = thing(match, debrief)
        return Want("want.send", noun, Place(*match.span())) if noun else None

    return made


def _thing(match: re.Match[str], debrief: Debrief) -> Want | None:
    # "I should have said the median": a right answer, and no matter to tell of.
    if re.match(r"(?:should|could)(?:['’]?ve| have) said\b", match.group(0), re.I):
        return None
    noun = sendings.noun(match["thing"], debrief)
    if noun is None:
        return None
    offer = _offered(match, debrief)
    if offer:
        return Want("want.offer", noun + offer, Place(*match.span()))
    # "The audit" alone tells a reader nothing: it is offered; what is "mine" tells enough.
    told = noun.startswith("my ") and not match["asks"]
    return Want("want.thing" if told else "want.tell", noun, Place(*match.span()))


def _send(match: re.Match[str], debrief: Debrief) -> Want | None:
    noun = None if _TO_WHOM.search(match["thing"]) else sendings.noun(match["thing"], debrief)
    return Want("want.send", noun, Place(*match.span())) if noun else None


_TO_WHOM = re.compile(
    r"^(?:the|my) (?:recruiter|hr|agency|agent|manager|panel|lady|man|boss|owner|company|interviewers?|team|head|director|guy|woman|people)\b",
    re.I,
)


def _offered(match: re.Match[str], debrief: Debrief) -> str:
    """Return what the person offers in the same breath: "; I can bring it on Friday"."""
    offer = _OFFER.match(debrief.text[match.end() :])
    if offer is None or _NOT_TOLD.search(offer["offer"]):
        return ""
    said = speech.to_you(speech.mend(speech.plain(offer["offer"])), sole=True)
    return f"; {_DAY.sub(lambda day: f'on {day.group(0).capitalize()}', said)}" if said else ""
