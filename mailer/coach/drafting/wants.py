"""What the person wants the note to say: "forgot to say I have my NVQ 3", "should I send the slides?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailer.coach.drafting import speech
from mailer.coach.drafting.repairs import LONGEST_ANSWER, Repair, statement
from mailer.coach.drafting.specifics import phrase
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Detail, Move, Place, Use

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
_TOLD = rf"(?:said|mentioned|brought up|told {_HEARERS}|got to (?:say|mention)|got round to (?:saying|mentioning))"
_MISSED = (
    rf"(?:(?:forgot|forgotten|neglected|omitted|failed|(?:really |only )?meant|(?:had )?(?:really )?wanted|wish i(?:'d| had)? remembered|would have (?:liked|loved)) to {_TELL}"
    rf"|(?:did ?n['’]?o?t|did not) (?:even |actually |once )?{_TELL}"
    rf"|never (?:once |even |actually )?{_TOLD}|(?:should(?:['’]?ve| have)|wish i['’]?d|wish i had) {_TOLD})"
)
_ASKS = r"(?:(?:can|could|should|shall|may|might|do|would it be (?:ok|okay|fine|weird|odd) to|is it (?:ok|okay|fine|weird|odd|too late) to|how (?:can|could|do|should)) ?i?|i(?:'d| would) (?:still )?like to|i (?:still )?want to|want the note to|please)"
_I = r"i(?:['’]?(?:m|ve|d|ll))?"
_END = r"(?=[,.;:!?\n()]| and (?:they|she|he|it|i(?! (?:can|could))|only|that|now)\b| but\b| so\b| until\b| because\b| (?:in|with) (?:the|a|my) (?:thank|note|mail|email)| when i (?:say|write)|$)"
_FACT = re.compile(
    rf"\b(?:{_MISSED}|{_ASKS} {_TELL})(?: (?:that|how))? (?P<fact>(?:{_I}|my [\w-]+ (?:was|is|were|has|had)) [^,.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
_THING = re.compile(
    rf"\b(?:{_MISSED}|(?P<asks>{_ASKS} {_TELL}))(?: (?:about|of))? (?P<thing>(?:my|the) [^,.;:!?\n()]{{2,60}}?){_END}",
    re.I,
)
_SEND = re.compile(
    rf"\b{_ASKS} (?:still )?(?:send|forward|email|mail|share|show|bring)(?: {_HEARERS}| in)? (?P<thing>(?:my|the|some) [^,.;:!?\n()]{{2,60}}?)(?: (?:by (?:mail|email|post)|now|too|as well|over|along|again))*(?: to {_HEARERS})?{_END}",
    re.I,
)
# What they ask of us for the note: "can the thank you say I'm happy to do splits".
_NOTE = r"(?:thank[ -]?you|thanks|note|mail|e-?mail|letter|message)"
_ASKED_OF_US = re.compile(
    rf"\b(?:(?:can|could|would|will) (?:you|the {_NOTE})(?: please| also)*|please|pls|kindly|i(?:'d| would) like the {_NOTE}(?: \w+)? to|i want the {_NOTE} to)"
    rf"(?: please| also| kindly)*(?: (?:make|have|let) (?:the {_NOTE}|it))? (?:say|mention|write|include|put|add|{_TELL})(?: (?:in|into|to) (?:it|the {_NOTE}|them|her|him)(?: to {_HEARERS})?)?(?: also| too| please)*(?: in)?(?: that)?"
    rf" (?P<fact>(?:{_I}|how much i|it should be|it is|it['’]?s|my [\w-]+ (?:is|was|are)) [^.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
_MEANT = re.compile(
    rf"\b(?:what i (?:really )?(?:wanted|meant|should have said|meant to say|wanted to say)(?: to say)?(?: is| was)|i (?:really )?meant(?: to say)?)(?: that)?[:,]? (?P<fact>{_I} [^,.;:!?\n()]{{3,110}}?){_END}",
    re.I,
)
# "Can I still send it?": what was named last that can be sent.
_SENDABLE = (
    r"(?P<thing>(?:my|the|our) (?:[\w'&/-]+ ){0,4}?(?:certificates?|licen[cs]es?|cards?|tickets?|portfolio|slides|deck|templates?|checklists?|references?|solution|design"
    r"|drawings?|photos?|cv|resume|résumé|transcripts?|papers?|forms?|plans?|files?|links?|list|code|quer(?:y|ies)|reports?|samples?|documents?|passport|recipes?"
    r"|spreadsheet|notes|letter|degree|diploma|lesson plan|script|prototype)(?: (?:we|i) (?:used|made|wrote|built))?)"
)
_SENDABLES = re.compile(rf"\b{_SENDABLE}\b", re.I)
_SEND_IT = re.compile(
    r"\b(?:(?:can|could|should|shall|may|do) i (?:still |just |maybe )*(?:send|e-?mail|mail|forward|bring|drop)|i offered to send|i(?:'ll| will|'m| am going to| said i(?:'d| would)) send(?:ing)?)"
    r" (?:it|them|that|those|one)\b",
    re.I,
)
_ASKED_FOR = re.compile(rf"\basked (?:me )?for {_SENDABLE}(?= (?:we|i|that)|[,.;:!?\n]|\Z| and)", re.I)
_SENDING = re.compile(rf"\b(?:i['’]?m|i am|i['’]?ll be|i will be) sending {_SENDABLE}\b", re.I)

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
    r"\b(thank\w*|thanks|e?mails?|notes?|message|letter|cards?(?= and)|flowers|chocolates?|gift|present(?! (?:job|post))|mistakes?|wrong|errors?|another|right answer|correct\w*|salary|pay|money|wages?|rate|bonus"
    r"|pregnan\w*|criminal|convict\w*|record(?=$| from)|diagnos\w*|adhd|autis\w*|depress\w*|anxi\w*|disab\w*|ill|sick|illness|late|sorry|lied|lie|fired|sacked|divorc\w*"
    r"|other offer|other job|another offer|nerves|nervous|gap|boss|husband|wife|kids?|childcare|hung ?over|drunk|blank\w*|cry\w*|cried|frozen?|rambl\w*|fail\w*|swor\w*|anything|nothing|something"
    r"|(?:want|wanted) (?:the|this) (?:job|role|post)|want it|idea of|names?|truth|reason|result|answer|question|bad|hate\w*|quit|leaving|prison|visa)\b|[£$€]",
    re.I,
)
_LOOSE = re.compile(r"\b(it|that|this|them|one|so|not|the|a|an|and|or|to|of|in|on|for|with|about|at|from)$", re.I)
_ASKABLE = re.compile(
    r"\b(?:would|should|could)(?:'ve| have)\b|^i(?:'d| would|'ll| will)? (?:say|said|report|go|ask|call|ring|report)\b(?! like)",
    re.I,
)

_THEIRS = re.compile(r"\b(?:he|she|they|you|who|nobody|(?-i:[A-Z])[a-z]+)(?: had| has| also)? ?$", re.I)


def find(debrief: Debrief, rulings: Sequence[Ruling]) -> tuple[Want, ...]:
    """Return what the note shall say by itself, in the order of the telling; only what reads surely."""
    found: list[Want] = []
    for each in debrief.details:
        marked = _marked(each, debrief, rulings)
        if marked is not None and not any(_same_words(marked.answer, other.answer) for other in found):
            found.append(marked)
    for pattern, worded in (
        (_ASKED_OF_US, _said), (_SENDING, _promised), (_SEND, _send), (_SEND_IT, _sent), (_ASKED_FOR, _promised),
        (_MEANT, _said), (_FACT, _fact), (_THING, _thing),
    ):  # fmt: skip
        for match in pattern.finditer(debrief.text):
            place = Place(*match.span())
            if pattern not in (_ASKED_FOR, _ASKED_OF_US) and _THEIRS.search(debrief.text[: place.start]):
                continue
            if any(each.place.start < place.end and place.start < each.place.end for each in found):
                continue
            want = worded(match, debrief)
            if want is None or _NOT_TOLD.search(want.answer) or _of_mistake(want, rulings):
                continue
            if not any(
                _same_words(want.answer, each.answer) or {want.table, each.table} == {"want.send", "want.can"}
                for each in found
            ):
                found.append(want)
    return tuple(sorted(found, key=lambda each: each.place.start)[:MOST])


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
    clause = whole(detail, debrief)
    said = statement(clause, debrief, marked=True) if clause and not _TELLS.match(clause) else None
    # "Don't move them" is not about the reader.
    order = bool(said and _ORDER.match(said))
    turned = said if order else _to_you(said, debrief)
    turned = speech.named_it(turned, debrief.text[: detail.place.start]) if turned else None
    if turned is None or _LOOSE.search(turned) or not 2 <= len(speech.words(turned)) <= LONGEST_ANSWER:
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
    if re.match(r"(?:my|the|a|an|some)\b", turned) and not _VERB.search(turned):
        return Want("want.thing", turned, place) if turned.startswith("my ") else None
    return Want("want.fact" if _FORGOT.search(debrief.text[at : place.start]) else "want.add", turned, place)


def _to_you(said: str | None, debrief: Debrief) -> str | None:
    """Return what is said as it reads to an interviewer; None where nothing is, or it is not sure who is meant."""
    return speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None


_STARTS = re.compile(
    r"(?:i|i['’]?(?:m|ve|d|ll)|my|we|our|it|it['’]?s|that['’]?s|the|they|they['’]?re|there|a|an|don['’]?t|do not|never|always|\d|"
    r"call|check|ask|tell|first|stop|move|keep|make)\b",
    re.I,
)
_STOPS = re.compile(
    r"\s*(?:[,.;:!?)\n]|\Z|(?:and|but|which|so|because|cos|then|though|tho|too|as well|lol|anyway|please"
    r"|should|can|shall|do|is it|maybe|i (?:forgot|never|didn))\b)",
    re.I,
)
_BEGUN = re.compile(r"\bi(?:['’](?:m|ve|d|ll))? (?:[\w'’-]+ ){0,6}\Z", re.I)  # the clause that a want was cut from
_LONGER = 10  # words by which a want that was cut short is read on


def whole(detail: Detail, debrief: Debrief) -> str | None:
    """Return the whole clause of a want: "I want" of "I want to stay with them"; None where its beginning is missing."""
    if detail.use is Use.OFFER:
        return detail.quote
    front = ""
    if not _STARTS.match(detail.quote):
        begun = _BEGUN.search(debrief.text[max(0, detail.place.start - 60) : detail.place.start])
        if begun is None:
            return None
        front = begun.group(0)
    said = f"{front}{detail.quote}"
    rest = debrief.text[detail.place.end :]
    if _STOPS.match(rest):
        return said
    more = re.match(r"[^,.;:!?()\n]*", rest)
    tail = more.group(0).split() if more else []
    return f"{said} {' '.join(tail)}" if len(tail) <= _LONGER else None


_ORDER = re.compile(r"(?:do not|don't|never|always|call|check|ask|tell|first|stop|move|keep|make)\b", re.I)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|do|does|did|\w{3,}ed)\b", re.I)


def _same_words(one: str, other: str) -> bool:
    """Say whether two wants are one, told twice or found in two ways."""
    mine, theirs = ({each.casefold() for each in speech.words(text)} for text in (one, other))
    return len(mine & theirs) * 2 > min(len(mine), len(theirs))


def repairs(wants: Sequence[Want]) -> tuple[Repair, ...]:
    """Return the wants as what a note puts in beside its other repairs."""
    return tuple(Repair(None, each.table, each.answer) for each in wants)


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
    fact = match["fact"]
    if _ASKABLE.search(fact) or _LOOSE.search(fact.strip()):
        return None
    said = statement(fact, debrief)
    turned = _to_you(said, debrief)
    if turned is None or not re.match(r"(?:I|I'm|I've|I'd|I'll|my)\b", turned):
        return None
    # "I there last year" has lost its verb.
    if (
        re.match(r"I (?:not|there|here|and|the|a|an|my|in|on|at|of)\b", turned)
        or not 3 <= len(speech.words(turned)) <= LONGEST_ANSWER
    ):
        return None
    return Want("want.fact", turned + _offered(match, debrief), Place(*match.span()))


# What was said or done there, or is to be done now, is no news for the reader.
_TELLS = re.compile(
    r"i (?:only |just |also |even )*(?:said|told|asked|forgot|did ?n['’]?o?t|tell|say|mention|ask|write|apologi[sz]e)\b",
    re.I,
)


def _said(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return what we are asked to say, as it stands: it is the person's note."""
    fact = match["fact"]
    place = Place(*match.span())
    if much := re.match(r"how much i (?P<rest>\w+ .+)$", fact, re.I):
        said = statement(f"I very much {much['rest']}", debrief, marked=True)
        turned = _to_you(said, debrief)
        return Want("want.say", turned, place) if turned else None
    if re.match(r"i['’]?m sending|i am sending", fact, re.I) or _TELLS.match(fact):
        return None
    plain = speech.mend(speech.plain(fact)) if re.match(r"it\b|it['’]s", fact, re.I) else None
    said = plain or statement(fact, debrief, marked=True)
    turned = _to_you(said, debrief)
    if turned is None or _LOOSE.search(turned) or not 3 <= len(speech.words(turned)) <= LONGEST_ANSWER:
        return None
    return Want("want.add", turned, place)


def _promised(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return what they asked for, or what the person is sending."""
    noun = _sendable(match["thing"], debrief)
    return Want("want.send", noun, Place(*match.span())) if noun else None


def _sent(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return what "it" is: the last thing named that can be sent."""
    named = [each for each in _SENDABLES.finditer(debrief.text[: match.start()]) if match.start() - each.end() < 160]
    noun = _sendable(named[-1]["thing"], debrief) if named else None
    return Want("want.send", noun, Place(*match.span())) if noun else None


_BY_US = re.compile(r" (?:we|i) (?:used|made|wrote|built)$", re.I)


def _sendable(typed: str, debrief: Debrief) -> str | None:
    """Return a thing that can be sent, with what tells which: "the checklist we used"."""
    which = _BY_US.search(typed)
    noun = _noun(typed[: which.start()] if which else typed, debrief)
    return f"{noun} {speech.mend(which.group(0))}" if noun and which else noun


def _thing(match: re.Match[str], debrief: Debrief) -> Want | None:
    noun = _noun(match["thing"], debrief)
    if noun is None:
        return None
    offer = _offered(match, debrief)
    if offer:
        return Want("want.offer", noun + offer, Place(*match.span()))
    # "The audit" alone tells a reader nothing: it is offered; what is "mine" tells enough.
    told = noun.startswith("my ") and not match["asks"]
    return Want("want.thing" if told else "want.tell", noun, Place(*match.span()))


def _send(match: re.Match[str], debrief: Debrief) -> Want | None:
    noun = None if _TO_WHOM.search(match["thing"]) else _noun(match["thing"], debrief)
    return Want("want.send", noun, Place(*match.span())) if noun else None


_TO_WHOM = re.compile(
    r"^(?:the|my) (?:recruiter|hr|agency|agent|manager|panel|lady|man|boss|owner|company|interviewers?|team|head|director|guy|woman|people)\b",
    re.I,
)


def _noun(typed: str, debrief: Debrief) -> str | None:
    """Return the thing as a noun phrase, or None where it is a deed, a pronoun or half a phrase."""
    noun = phrase(typed, debrief, None)
    if noun is None or _LOOSE.search(noun) or not re.match(r"(?:my|the|some|your)\b", noun):
        return None
    return None if re.match(r"(?:my|the) \w+ing$", noun) else noun


def _offered(match: re.Match[str], debrief: Debrief) -> str:
    """Return what the person offers in the same breath: "; I can bring it on Friday"."""
    offer = _OFFER.match(debrief.text[match.end() :])
    if offer is None or _NOT_TOLD.search(offer["offer"]):
        return ""
    said = speech.to_you(speech.mend(speech.plain(offer["offer"])), sole=True)
    return f"; {_DAY.sub(lambda day: f'on {day.group(0).capitalize()}', said)}" if said else ""
