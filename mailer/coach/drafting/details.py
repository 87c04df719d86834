"""From the words that a note can take up to the phrases that stand in its sentences, addressed to the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach.drafting import speech
from mailer.coach.drafting.specifics import Frame, Specific, phrase
from mailer.coach.drafting.whom import reader_of
from mailer.coach.model import Debrief, Detail, Interviewer, Mistake, Mode, Place, Use
from mailer.coach.phrases import lexicon
from mailer.coach.rules.case import TITLES

_CLAUSE = re.compile(r"(?:how|why|what|where|who|that)\b", re.I)
_VISIT = re.compile(r"(?:the |a |your )?(?:quick |little |full )?(?:tour|visit|walk[- ]?round|look round)\b", re.I)


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what the note to `to` can mention, in the order of the telling; nothing that a left-out mistake (`kept`) touches."""
    found: list[Specific] = []
    for detail in debrief.details:
        if detail.use in (Use.WANT, Use.OFFER) or _touched(detail, kept, debrief):
            continue
        who = _whose(detail, debrief)
        if who is not None and to is not None and who.name != to.name:
            continue
        one = _worded(detail, debrief, to)
        if one is not None:
            warm = detail.use is not Use.TALK or _conversed(detail, debrief)
            found.append(Specific(one[0], one[1], detail.place, who.name if who else None, warm))
    return (*found, *_welcome(debrief, to))


_NICE = re.compile(
    r"\b(?:she|he|they|both|everyone|all of them|(?P<name>(?-i:[A-Z][\w'-]+))|the (?:manager|lady|man|woman|panel|team|staff|people|head|boss|owner"
    r"|interviewers?|director|chef|crew|girls|guys|lads|ladies|two of them|three of them)) (?:was|were|seemed) (?:(?:very|really|so|all|both|lovely and|also) )*"
    r"(?:nice|lovely|friendly|kind|welcoming|warm|sweet|sound)\b|\bmade me feel (?:very |so |really )?(?:welcome|comfortable|at home|at ease)\b|\bwarm welcome\b",
    re.I,
)


def _welcome(debrief: Debrief, to: Interviewer | None) -> tuple[Specific, ...]:
    """Return the welcome that the reader gave, where the telling calls them friendly."""
    if debrief.mode is Mode.PHONE:  # nobody welcomes by telephone
        return ()
    for told in _NICE.finditer(debrief.text):
        place = Place(*told.span())
        if told["name"] and not _named(told["name"], debrief):
            continue
        who = reader_of(speech.around(debrief.text, place.start, place.end), place, debrief)
        if who is None or to is None or who.name == to.name:
            return (Specific(Frame.KIND, "", place, who.name if who else None, warm=True),)
    return ()


def _whose(detail: Detail, debrief: Debrief) -> Interviewer | None:
    start, end = detail.place.start, detail.place.end
    sentence = speech.around(debrief.text, start, end)
    # Where two are named and "we" talked, it was with both.
    if re.search(r"\bwe\b[^,.;]*$", debrief.text[:start][-60:], re.I) and len(debrief.interviewers) > 1:
        return None
    return reader_of(sentence, detail.place, debrief)


def _named(sentence: str, debrief: Debrief) -> list[str]:
    told = {each.casefold() for each in speech.words(sentence)}
    return [
        each.name for each in debrief.interviewers if told & {p.casefold() for p in speech.words(each.name)} - TITLES
    ]


_BETWEEN = re.compile(
    r"\b(?:chat\w*|talk\w*|spoke|natter\w*|yarn\w*|craic|laugh\w*|joke\w*|discuss\w*|conversation|ages|interested|lik(?:ed?|es)|lov(?:ed?|es)"
    r"|smil\w*|nodd\w*|both|same|we|together|bonded|keen|told (?:me|us)|explained|asked (?:her|him|them) about|lit up)\b",
    re.I,
)


def _conversed(detail: Detail, debrief: Debrief) -> bool:
    """Say whether the telling is of a conversation, and not of a question answered well."""
    start, end = detail.place.start, detail.place.end
    return bool(_BETWEEN.search(speech.around(debrief.text, start, end)))


def _touched(detail: Detail, kept: Sequence[Mistake], debrief: Debrief) -> bool:
    """Say whether a mistake that the note leaves out lies on the detail or speaks of the same thing."""
    place, main = detail.place, _main(detail.quote)
    if detail.use in (Use.TALK, Use.EVENT) and any(_spoilt(detail, each, debrief) for each in debrief.mistakes):
        return True
    for each in kept:
        if each.place.start < place.end and place.start < each.place.end:
            return True
        # What they liked they liked, whatever else went wrong with it.
        if detail.use in (Use.TALK, Use.EVENT) and main & _main(each.quote):
            return True
    return (
        detail.use is Use.KIND and bool(_HELP.search(detail.quote)) and any(_just_before(detail, each) for each in kept)
    )


def _main(text: str) -> frozenset[str]:
    return frozenset(each.casefold()[:6] for each in speech.words(text) if len(each) > 4)


# Slips of manner say nothing against what was talked about.
_MANNER = lexicon(
    "arrived_late overslept got_lost wrong_place wrong_date_or_time phone_rang connection_dropped "
    "tech_not_tested noisy_interruption spill_or_stumble clothing_mishap wrong_dress_level grooming_sweating "
    "poor_sleep food_or_caffeine nerves_took_over pace_or_volume filler_words body_language flat_energy "
    "no_questions_asked no_next_steps weak_close forgot_documents wrong_name salary_question ruminating "
    "no_notes_written interviewers_unknown winged_it no_company_research came_in_ill self_criticised_aloud "
    "panel_one_person rude_to_staff"
)
_OWN_TOPIC = re.compile(
    r"\b(?:on|about|regarding|for|in) (?:the |my |their |a )?(?:[\w'-]+ ){0,3}(?:q|question|one|bit|part|task|test|case|exercise)\b|question",
    re.I,
)


def _spoilt(detail: Detail, mistake: Mistake, debrief: Debrief) -> bool:
    """Say whether what went wrong right after, in the same sentence and with no topic of its own, was this."""
    if mistake.place.start < detail.place.end and detail.place.start < mistake.place.end:
        return True
    if mistake.kind in _MANNER or mistake.place.start < detail.place.end:
        return False
    between = debrief.text[detail.place.end : mistake.place.start]
    if re.search(r"[.!?\n]", between) or _OWN_TOPIC.search(mistake.quote) or _OWN_TOPIC.search(between):
        return False
    before = re.split(r"[.!?\n]", debrief.text[max(0, detail.place.start - 40) : detail.place.start])[-1]
    return not _BETWEEN.search(before)


# To thank for help is to recall what it was needed for.
_HELP = re.compile(
    r"\b(?:wait\w*|minutes?|moments?|time|hints?|patient\w*|pause|calm\w*|repeat\w*|help\w*|again|tissues?|water|still|all the same|anyway|nice about it|fine about it|kind about it|didn'?t mind)\b",
    re.I,
)


def _just_before(detail: Detail, mistake: Mistake) -> bool:
    """Say whether the mistake is told in the same breath: the kindness was about it."""
    return -40 < detail.place.start - mistake.place.end < 120


def _worded(detail: Detail, debrief: Debrief, to: Interviewer | None) -> tuple[Frame, str] | None:
    """Return the frame and the words in its slot, None where they would not read on."""
    if detail.use is Use.KIND:
        deed = kindness(detail.quote, debrief)
        return (Frame.FOR, deed) if deed else None
    if _CLAUSE.match(detail.quote):
        return _clause(detail, debrief)
    if re.match(r"i(?:['’](?:m|ve|d|ll))? ", detail.quote, re.I):  # "he liked I have my own van"
        return _clause(replace(detail, quote=f"that {detail.quote}"), debrief) if detail.use is Use.LIKED else None
    if detail.use is Use.EVENT:
        return _event(detail, debrief, to)
    typed, own = _MADE.subn("", detail.quote) if detail.use is Use.LIKED else (detail.quote, 0)
    shown = phrase(typed, debrief, to)
    if shown is None:
        return None
    if own:
        return Frame.LIKED, f"my {re.sub('^(?:the|my|a|an) ', '', shown)}"
    if detail.use is Use.LIKED and shown.startswith("your "):
        return Frame.TALK, shown
    if detail.use is Use.LIKED:
        mine = _mine(shown, detail.quote)
        return Frame.PASSED if _TEST.search(speech.head(mine)) else Frame.LIKED, mine
    if detail.use is Use.SHOWN:
        return Frame.SHOWN, shown
    if re.match(r"(?:my|our)\b", shown):
        return Frame.MINE, shown
    part = re.match(r"\s+(?:part|bit|section)\b", debrief.text[detail.place.end :], re.I)
    return Frame.TALK, _field(shown, re.sub(r"^the ", "", detail.quote, flags=re.I) if part else detail.quote)


_MADE = re.compile(
    r"\s+(?:that |which )?I(?:'d| had)? (?:made|wrote|brought|did|drew|built|showed|suggested|gave|prepared|told|cooked|baked|brought along|put together)$",
    re.I,
)
# What two sides do together; anything else that went well was the person's own work.
_TOGETHER = re.compile(
    r"(?:trial|shift|day|session|lesson|class|exercise|test|exam|task|case|study|role[- ]?play|puzzle|tour|visit|walk|drive|run"
    r"|presentation|talk|demo|workshop|tasting|meeting|discussion|interview|simulation|scenario|game|drill|station|lunch|coffee"
    r"|call|pitch|group|challenge|activity|activities|practical|rush|round|reading|review|viewing|audition|rehearsal|\w{3,}ing)s?$",
    re.I,
)
_TEST = re.compile(r"(?:test|exam|trial|exercise|task|practical|drive|drill)s?$", re.I)
_PART = re.compile(r"\s+(?:part|bit|section|thing|stuff|piece)s?$", re.I)
_ASKED = re.compile(r"\s+(?:questions?|ones?|answers?)$", re.I)
_WHOLE = re.compile(
    r"(?:the )?(?:trial|trial shift|trial day|lesson|class|presentation|tour|visit|test|exercise|task|demo|role[- ]?play|group exercise|practical)$",
    re.I,
)


def _event(detail: Detail, debrief: Debrief, to: Interviewer | None) -> tuple[Frame, str] | None:
    """Return what was done there: joined in by both sides, or the person's own work shown to them."""
    typed = _PART.sub("", detail.quote)
    if _WHOLE.match(typed):
        return Frame.DID, _the(speech.lowered(typed, debrief.text))
    shown = phrase(_ASKED.sub("", typed), debrief, to)
    if shown is None:
        return None
    if _ASKED.search(typed):
        return Frame.TALK, _field(shown, typed)
    if _VISIT.match(shown):
        return Frame.VISIT, shown
    if _TOGETHER.search(speech.head(shown)) or re.match(r"(?:the )?\w{3,}ing\b", shown):
        return Frame.DID, _the(shown)
    own = re.match(r"(?:the|your|a|an)\b", detail.quote, re.I) is None
    return (Frame.SHOW, _mine(shown, detail.quote)) if own else None


def _field(text: str, typed: str) -> str:
    """Return one word that was typed without an article as it was typed: "colour", "libel"; a thing keeps its "the"."""
    bare = text.removeprefix("the ")
    if " " in bare or re.match(r"the\b", typed, re.I):
        return text
    return f"the {bare}" if _THING.fullmatch(bare) else bare


_THING = re.compile(
    r"(?:rota|route|van|till|tractor|forklift|truck|lorry|machine|oven|garden|shop|kitchen|ward|menu|site|school|store|system|budget"
    r"|timetable|roof|boiler|engine|lab|workshop|warehouse|building|team|library|farm|playground|nursery|campus|fleet|yard)",
    re.I,
)


def _clause(detail: Detail, debrief: Debrief) -> tuple[Frame, str] | None:
    """Return a clause as it reads on: "how I work", "why the queue was moved", "that I know the streets"."""
    names = [each.name for each in debrief.interviewers]
    words = detail.quote
    if re.match(r"that (?:i|my|we|our)\b", words, re.I):  # read on to where the clause ends
        words += (re.match(r"[^,.;:!?()\n]{0,60}", debrief.text[detail.place.end :]) or [""])[0]
        words = re.split(r"\s+(?:and|but|so|though|tho)\s", words, maxsplit=1)[0]
    said = speech.to_you(speech.mend(speech.plain(words), names), sole=True)
    if said is None or not 2 < len(speech.words(said)) < 16 or speech.SHADOW.search(said) or speech.NOT.search(said):
        return None
    said = said[:1].lower() + said[1:]
    if detail.use is Use.LIKED:
        told = re.match(r"that (?=(?:I|I've|I'm|my|we|our)\b)", said)
        return (Frame.MENTIONED, said[told.end() :]) if told else (Frame.LIKED, said)
    if re.match(r"(?:how|why|what) (?:I|we|my)\b", said):
        return Frame.TOLD, said
    return None if said.startswith("that ") else (Frame.HEARD, said)


def _mine(text: str, typed: str) -> str:
    """Return what they liked as the person's own: "ethics answer" → "my ethics answer"."""
    told = re.match(r"(?:the|my|our|a|an|that|how|your|his|her|their)\b", typed, re.I)
    return text if told else f"my {text.removeprefix('the ')}"


def _the(text: str) -> str:
    return (
        text
        if re.match(r"(?:the|my|your|our|a|an|some|meeting|seeing|\w+ing (?:with|the|a|my))\b", text)
        else f"the {text}"
    )


_SUBJECT = re.compile(
    r"^(?:(?:and|but|then|also|so|even|at least) )*(?:(?:she|he|they|everyone|both|both of them|all of them|the \w+(?: \w+)?"
    r"|(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][\w'’-]+(?: and [A-Z][\w'’-]+)?))(?:'d|'s| had| has| have)? )?"
    r"(?:(?:even|also|still|kindly|very kindly|really|just|then|both|all|actually|always|straight away) )*",
    re.I,
)
_DEEDS = {
    "made": "making", "make": "making", "put": "putting", "gave": "giving", "give": "giving", "given": "giving",
    "let": "letting", "told": "telling", "tell": "telling", "took": "taking", "take": "taking", "got": "getting",
    "get": "getting", "kept": "keeping", "brought": "bringing", "bring": "bringing", "showed": "showing",
    "show": "showing", "was": "being", "were": "being", "is": "being", "are": "being", "came": "coming",
    "drove": "driving", "sent": "sending", "held": "holding", "shook": "shaking", "found": "finding",
    "bought": "buying", "said": "saying", "left": "leaving", "met": "meeting", "ran": "running", "lent": "lending",
    "wrote": "writing", "stayed": "staying", "saw": "seeing", "went": "going", "sat": "sitting", "spoke": "speaking",
    "set": "setting", "wait": "waiting", "help": "helping", "explain": "explaining", "ask": "asking", "call": "calling",
    "offer": "offering", "listen": "listening", "introduce": "introducing", "welcome": "welcoming", "walk": "walking",
    "speak": "speaking", "thank": "thanking", "invite": "inviting", "bear": "bearing", "bore": "bearing",
}  # fmt: skip
_AS = re.compile(r"\s+(?:so|which|because|cos|and (?:I|it|that|we|then)|when|before I|but)\b.*$", re.I)
_COLD = re.compile(
    r"^(?:saying|asking|being (?:late|there|ok|okay|fine|busy|on|the|a|an)|coming|going|getting"
    r"|giving me (?!(?:a |an |some |my |the )?(?:(?:lovely|nice|quick|full|good|really|lot of) )*(?:tea|coffee|lift|ride|drink|lunch|tour|tips?|advice|feedback|book|brochure|chance|more time|your card|cake|biscuits?))"
    r"|using|showing (?:how|that)|making (?:notes|me (?:wait|do|feel (?:bad|small|stupid))))\b",
    re.I,
)


def kindness(quote: str, debrief: Debrief) -> str | None:
    """Return a clause of what they did as it reads after "thank you for": "she waited for me" → "waiting for me"."""
    names = [each.name for each in debrief.interviewers]
    plain = re.sub(r"\s+(?:herself|himself|themselves)\b", "", speech.plain(quote), flags=re.I)
    told = _SUBJECT.sub("", speech.mend(plain, names), count=1)
    verb, _, rest = _AS.sub("", told).partition(" ")
    deed = _doing(verb.casefold())
    turned = speech.to_you(rest, sole=True) if rest else rest
    if deed is None or turned is None or not turned or len(speech.words(turned)) > 11:
        return None
    # "Explained me the form", as much of the world says it.
    said = re.sub(r"^(explaining|describing|saying) me (.+)$", r"\1 \2 to me", f"{deed} {turned}")
    if _COLD.match(said) or speech.SHADOW.search(turned) or speech.NOT.search(turned):
        return None
    return None if re.search(r"\b(?:you|your|I)\b.*\b(?:said|told|asked)\b", said) else said


def _doing(verb: str) -> str | None:
    """Return the -ing form of a verb in the past or the present, None of a word that is none."""
    if verb in _DEEDS:
        return _DEEDS[verb]
    if verb.endswith("s") and verb[:-1] in _DEEDS:
        return _DEEDS[verb[:-1]]
    if not verb.endswith("ed") or len(verb) < 5:
        return None
    if verb.endswith("ied"):
        return f"{verb[:-3]}ying"
    return f"{verb[:-2]}ing"
