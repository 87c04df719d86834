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
    rf"(?: please| also| kindly)* (?:say|mention|write|include|put|add|{_TELL})(?: (?:in|into|to) (?:it|the {_NOTE}|them|her|him))?(?: also| too| please)*(?: in)?(?: that)?"
    rf" (?P<fact>(?:{_I}|how much i) [^.;:!?\n()]{{3,110}}?){_END}",
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
_SEND


)


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
    turned = speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None
    if turned is None or not re.match(r"(?:I|I'm|I've|I'd|I'll|my)\b", turned):
        return None
    # "I there last year" has lost its verb.
    if (
        re.match(r"I (?:not|there|here|and|the|a|an|my|in|on|at|of)\b", turned)
        or not 3 <= len(speech.words(turned)) <= LONGEST_ANSWER
    ):
        return None
    return Want("want.fact", turned + _offered(match, debrief), Place(*match.span()))


def _said(match: re.Match[str], debrief: Debrief) -> Want | None:
    """Return what we are asked to say, as it stands: it is the person's note."""
    fact = match["fact"]
    place = Place(*match.span())
    if much := re.match(r"how much i (?P<rest>\w+ .+)$", fact, re.I):
        said = statement(f"I very much {much['rest']}", debrief, marked=True)
        turned = speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None
        return Want("want.say", turned, place) if turned else None
    if re.match(r"i['’]?m sending|i am sending", fact, re.I):
        return None
    said = statement(fact, debrief, marked=True)
    turned = speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None
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
    return f"{noun}{speech.mend(which.group(0)).rjust(len(which.group(0)))}" if noun and which else noun


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
