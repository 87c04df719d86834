"""What else took place in the room, told neither as good nor as bad: what was done, asked, told, and what comes of it.

A note lives by one thing that both sides remember. Where the person calls nothing good, it may still be something
neutral, provided that nothing went wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailer.coach.drafting import speech
from mailer.coach.drafting.topics import Frame, Specific, frame_of, phrase
from mailer.coach.drafting.whom import reader_of
from mailer.coach.model import Debrief, Interviewer, Mistake, Place
from mailer.coach.phrases import lexicon

# Something the person did there; its first words say what it was of.
_EVENT = re.compile(
    r"(?:\b(?P<lead>the|a|an|my|their|this|first|one|was|had|did|then)\s+)?(?P<what>(?:[\w'&-]+ ){0,3}"
    r"(?:tests?|exercises?|case study|case|tasks?|trial (?:lesson|class)|trial|scenario|role[- ]?plays?|demo (?:class|lesson)|demonstration|demo|lesson|presentation"
    r"|class|tour|puzzle|simulation|tasting|workshop|microteach|job talk|seminar|audition|mock (?:call|lesson)|discovery call|house visit"
    r"|site visit|group (?:task|exercise|discussion)|in-?tray|debate|whiteboard|live coding|pair programming|coding|translation)"
    r"(?: of (?:[\w'-]+ ){0,3}[\w'-]+| on (?:the )?(?:[\w'-]+ ){0,2}[\w'-]+| for (?:the )?[\w'-]+)?)\b",
    re.I,
)
_WAS_FINE = re.compile(r"\b(?:no|without(?: any)?|zero) (?:single )?(?:mistakes?|errors?|faults?|bother|problems?|trouble|dramas?|issues?|sweat|help|notes)\b", re.I)
_HEAD = re.compile(
    r"^(?:panel|interview|then|next|also|and|first|second|after that|good|plus|wins?|positives?)?[\s:,-]*(?:(?:for|on|about|in) (?:the )?|the )?"
    r"(?P<what>[A-Za-z][\w'&/-]*(?: (?!I\b|i\b)[\w'&/-]+){0,3}?)(?: questions?| part| bit| stuff| section| round)?"
    r"(?P<mark>:| -|,| )\s*(?:(?:was|were|went|is|all|I thought|I think|pretty|really|very|quite|actually|also|that was|both|they) )*"
    r"(?P<body>(?:fine|good|ok(?:ay)?|easy|alright|all right|grand|great|solid|strong|textbook|spot on|smooth|comfortable|answered|worked"
    r"|told|gave|got|named|compared|spotted|found|solved|knew|did|explained|described|listed|passed|finished|went through|used|drew|built|talked"
    r"|I (?:said|gave|told|explained|answered|talked|spoke|described|named|listed|used|saw|knew|know|found|solved|did|worked|went|had|have|walked|showed|could|rattled|got|made|drew|call|named|once)"
    r"|they (?:asked|gave|wanted|liked)|she (?:asked|liked|nodded)|he (?:asked|liked|nodded)|my (?:example|answer|story))\b.*)$",
    re.I,
)
_NO_HEAD = lexicon(
    "panel i he she they we it you that this there what who which when so but and or not nothing something everything everyone nobody part"
    " the a an my their his her today yesterday then now well anyway honestly overall luckily still lunch people person mum dad"
    " partner wife husband boss father mother other another one two three outcome result decision offer salary money pay next end start"
    " beginning camera mic sound wifi internet connection traffic train bus parking weather room coffee interviewer interviewers"
    " candidate candidates atmosphere mood vibe time day week job role company team they'd she'd he'd i'd both all third second first last"
    " teams zoom me only before after as if for in on at with of from because while once had have was were did got came went"
    " feels looks sounds seems felt looked seemed feeling maybe perhaps probably also later afterwards again really just even never always whole rest half most main good bad better best"
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:asked|asks|asking|wanted to (?:know|hear)|question (?:was|about|on)|questions (?:about|on|around))(?: (?:me|us|a lot|lots|mostly|mainly|first|then|if|again))* "
    r"(?:(?:about|on|around) (?P<what>[^,.;:?!\"“”()]+?)|(?P<how>(?:(?:what|how|which|where) I(?:'d| would)|how I)(?! been| left| had| done| earn| got) [^,.;:!\"“”()]{6,70}?)|why (?:I wanted )?(?P<why>the [\w'-]+))"
    r"(?=[,.;:?!\"“”(\n]| and (?:I|she|he|they|we|then|got|that)\b| but | so | I (?:told|said|gave|answered|explained)\b|$)",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:told|explained|used|described|talked through|walked (?:them|her|him) through|brought up|mentioned|showed|presented)"
    r"(?: (?:them|him|her|(?-i:[A-Z])\w+))?(?: about| through| with)? (?P<what>(?:the|my|our) (?:[\w'-]+ ){0,4}?[\w'-]+?(?: and the [\w'-]+)?)(?: example| story)?"
    r"(?= and\b| from\b| with\b| to\b| in\b| when\b| where\b| then\b| that\b| at\b|[,.;:!\"(\n]|$)",
    re.I,
)
_RELATIVE = re.compile(
    r"\btold (?:them|him|her|(?-i:[A-Z])\w+) about (?P<what>(?:the|my) [\w' -]+? I (?:[\w']+ ){1,3}(?:on|with|for|at|in))(?= and\b|[,.;\n]|$)", re.I
)
_HEARD = re.compile(
    r"\b(?:he|she|they|(?-i:[A-Z])\w+) (?:told (?:me|us) about|talked about|explain(?:ed)?(?: (?:to )?me)?(?: about)?|described|spoke about|went on about|(?:told|tell) (?:me|us) (?:all )?about) (?P<what>(?:the|their|his|her|how) [^,.;:!\"(]+?)"
    r"(?= and (?:I|we|then|that)\b|[,.;:!\"(\n]|$)", re.I,
)
# Questions that nobody is glad to be reminded of.
_PRIVATE = re.compile(
    r"\b(my (?:last|current|old|present|previous|boss|manager|age|family|kids|notice|cv|resume)|employers?|leaving|left|gaps?|salary|age|notice|married|children|visa|health|weakness\w*|fail\w*|conflict|myself|relocat\w+|commut\w+)\b", re.I
)
_LONG = re.compile(
    r"\bwe (?:had|spent|spoke|talked) (?:a )?(?:good |nice |whole )?(?:ten|fifteen|twenty|thirty|forty|half an hour|an hour)(?: minutes)? (?:on|about|talking about) (?P<what>[^,.;:!\n]+?)(?= after\b| at the\b| and (?:I|then|it|we)\b|[,.;:!\n]|$)", re.I,
)
_WENT_WELL = re.compile(
    r"\b(?P<what>(?:the|my) (?:[\w'-]+ ){0,2}[\w'-]+) I (?P<verb>gave|taught|did|ran|made|cooked|presented|led|built|prepared|brought)(?: (?P<for>(?:to|for|with) (?:the |their )?[\w ]{3,20}?))? (?:was|were|went|got|came out)\b(?! (?:wrong|bad|badly|over|on too|terrible))", re.I,
)
_SHOWN = re.compile(
    r"\b(?:she|he|they|(?-i:[A-Z])\w+) (?:even |also |then )?shows? (?:me|us) (?P<what>(?:the |their |his |her )?(?:[\w'-]+ ){0,2}?[\w'-]+?)(?= and\b|[,.;\n]|$)", re.I,
)
_CLICKED = re.compile(r"\b(?:got on (?:really |very |so )?(?:well|great|like a house)|we (?:really |all )?clicked|hit it off)\b", re.I)
_SPOKE = re.compile(
    r"\b(?:we|(?-i:[A-Z])\w+ and (?:I|me)|both of us) (?:also |then |all |mostly |even |briefly )*(?:discussed|covered|went over|went through|got into|got (?:on )?to|compared notes on|touched on|bonded over|spoke about|talked about|chatted about) "
    r"(?P<what>(?:how |what )?[^,.;:!?(\n]+?)(?= at the end\b| after\b| and (?:I|then|it|we|she|he|they|how)\b| for (?:ages|a|\d)\b|[,.;:!?(\n]|$)", re.I,
)
_NEWS = re.compile(
    r"\b(?:told (?:me|us)|mentioned|was saying)(?: that)? (?P<what>(?:the (?:new )?\w+ (?:is|are|opens?|starts?|has|have)|they(?:'re| are|'ve| have) (?:[a-z]+(?:ing|ed)|got)|their \w+ (?:is|are|has|have)) [^,.;\n(]{4,60})(?=[,.;\n(]|$)", re.I,
)
_OWN_NEWS = re.compile(
    r"\b(decid\w+|interview\w*|candidates?|be in touch|ring|call|let me know|offer\w*|salary|pay|hours|second round|seeing|references?|shortlist\w*|me|my|you|job|role|position|closed?|closing|cut\w*|struggl\w*|fined|sued)\b", re.I
)
_MADE_ME = re.compile(
    r"\b(?:got|asked|had|made|wanted|invited) (?:me|us) (?:to )?(?P<verb>mix|build|make|cook|bake|fix|draw|write|read|teach|pour|wrap|fold|pack|weld|cut|paint|plaster|drive|reverse|translate|design|price|plan|sort|clean|dress|sing|play|call|sketch|debug|review|solve|set up|change|fit|wire|serve|carve|pull|lay|measure|mark|type|arrange|style|groom|photograph) "
    r"(?P<what>(?:a|an|the|some|one|two|three|four|five|ten|their) [\w' -]+?)(?= and\b| in front\b| for (?:her|him|them|\d+|ten|five|an?)\b| in \d+\b|[,.;:!(\n]|$)",
    re.I,
)
_SET = re.compile(
    r"\bg[ai]ve me (?P<what>(?:one|a|an|the|some) (?:[\w'-]+ ){0,2}[\w'-]+) to (?P<verb>clean|paint|fix|repair|build|cook|bake|mix|wash|iron|pack|sort|read|translate|teach|wire|cut|draw|plan|price|prune|weld|sew|groom)\b", re.I,
)
_DOING = {
    "found": "finding", "spotted": "spotting", "solved": "solving", "fixed": "fixing", "built": "building", "drew": "drawing",
    "mixed": "mixing", "cooked": "cooking", "baked": "baking", "planned": "planning", "repaired": "repairing",
    "designed": "designing", "sketched": "sketching", "taught": "teaching", "read": "reading", "sang": "singing",
    "translated": "translating", "wired": "wiring", "cut": "cutting", "wrote": "writing", "pruned": "pruning", "welded": "welding", "plastered": "plastering", "poured": "pouring", "cleaned": "cleaning",
}  # fmt: skip
_DONE = re.compile(
    rf"(?:\bI (?:even |also |then )?|^|, |\band |\bwe )(?P<verb>{'|'.join(_DOING)}) (?P<what>(?:the|a|an|their|my|one|two|all) (?:[\w'-]+ ){{0,3}}?[\w'-]+?)"
    r"(?= in (?:\w+ )?(?:\w+ )?(?:seconds|minutes)| and\b| straight| right away| first| quick| on the| with| for| together| to\b|[,.;!\n]|$)",
    re.I,
)
_NO_DEED = re.compile(
    r"\b(hours?|minutes?|days?|times?|bit|lot|it|one|same|rest|first|second|third|things?|job|work|best|first aid|thank you|mistakes?|right|talking|maths?|noise|mess|joke|face|point|sense|effort|list|notes?|cv|way)$|\ba (?:day|week|month|year)\b", re.I
)
_FOR = re.compile(
    r"\b(?P<who>she|he|they|(?:mr|mrs|ms|dr|miss)\.? \w+|(?-i:[A-Z])[\w'-]+) (?:even |also |then |both |very kindly |kindly )*"
    r"(?:(?P<walk>walked|drove|showed|brought|took) (?:me|us) (?P<where>(?:out )?to the [\w ]{3,20}?|to my car|back to [\w ]{3,20}?|out)"
    r"|(?P<tea>made|got|brought|bought|gave|offered) (?:me|us) (?P<cup>(?:a |some )?(?:cup of )?(?:tea|coffee|brew|cuppa|lunch|water|lift|(?:good |useful )?(?:advice|tips|feedback))(?: home| to the station)?)"
    r"|(?P<everything>showed) (?:me|us) everything|(?P<intro>introduced) (?:me|us) to (?P<team>the \w+|everyone|everybody|some of the \w+))(?=[,.;!\n]| and\b| before\b| after\b| at the end\b|$)",
    re.I,
)
_TIME = re.compile(
    r"\b(?:we|it|she|he|they) (?:all )?(?:ran over|overran|went over|ran on|ended up talking for|stayed (?:a bit |much )?longer)\b|\bI was there (?:for )?(?:nearly|almost|over|more than) (?:two|three) hours\b", re.I
)
_STRAIGHT = re.compile(r"\b(?:got|gave me) (?:straight|honest|clear|good|proper|full) answers?\b|\banswered (?:all )?my questions\b", re.I)
_SAME = re.compile(
    r"\b(?:(?P<supports>supports?|follows?)|(?P<from>(?:is |was |were |both )?from)|(?P<went>went to)|(?P<grew>grew up in)|(?P<works>worked (?:at|in)|trained at|studied at)) (?:the )?same (?P<what>team|town|village|school|uni|university|college|street|city|area|hospital|place)(?: as me)?\b",
    re.I,
)
_SAID_GOOD = re.compile(
    r"\b(?P<who>she|he|they|(?:mr|mrs|ms|dr|miss|prof|shri|chef|coach)\.? [\w'-]+|(?-i:[A-Z])[\w'-]+) (?:[\w']+ )?(?:said|says|say|wrote|goes|told me|went|shouted) (?:it (?:was|is|'s) |that (?:was|is) |that's |it's )?"
    r"[\"“'‘]?(?:very |really |so |all )?(?:super|great|good|perfect|lovely|brilliant|excellent|nice|impressive|spot on|well done|nice one|exactly|good (?:job|answer|question|point)|bless you|fantastic|beautiful|correct|ideal|at last one)\b"
    r"|\b(?P<clap>she|he|they|(?-i:[A-Z])[\w'-]+) (?:clapped|gave (?:me )?(?:a|the) thumbs up|came alive|lit up|took a (?:photo|picture) of|made a (?:photo|picture) of|finished the plate)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause or a sentence of the telling, with the sentence it stands in."""

    text: str
    start: int
    end: int


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what took place in the room, for the note to `to`; nothing that a mistake (`kept`) touches."""
    found: list[Specific] = []
    told = {each.casefold() for each in _taken(debrief)}
    for part in _sentences(debrief):
        for place, one in _read(part, debrief, to):
            who = reader_of(part.text, place, debrief)
            # A pronoun needs somebody it can mean; what nobody is named with belongs to all of them.
            if who is not None and to is not None and who.name != to.name:
                continue
            if one.frame is not Frame.SHOWN and _of_firm(one.text, debrief):
                continue
            if _spoilt(place, one, debrief, kept) or one.text.casefold() in told or _of_role(one.text, debrief):
                continue
            found.append(Specific(one.frame, one.text, place, who.name if who else None, one.warm))
    found += _side(debrief, to)
    return tuple(found)


_FROM = r"(?:,? (?:who (?:is|was)|is|was))? from (?P<what>(?:the )?(?!HR\b|hr\b)[a-z][a-z-]+(?: (?!side|and|who|on|with|in|at)[a-z]+)?(?: side| team| office| department)?)(?=[,.;\n]| and\b| side\b| who\b|$)"


def _side(debrief: Debrief, to: Interviewer | None) -> list[Specific]:
    """Return the side of the house that the reader stands for: "Baz from the union side"."""
    if to is None or len(debrief.interviewers) < 2:
        return []
    for part in speech.words(to.name):
        told = re.search(rf"\b{re.escape(part)}\b{_FROM}", debrief.text)
        if told and not re.search(r"\b(university|uni|agency|the other|abroad|last|head|company|firm|start|home|here|bus|train|tram|car|street|station|phone|school|town|city|work)\b", told["what"]):
            return [Specific(Frame.FROM, told["what"], Place(told.start(), told.end()), to.name)]
    return []


def _of_firm(text: str, debrief: Debrief) -> bool:
    firm = {each.casefold() for each in speech.words(debrief.company or "") if len(each) > 3}
    return bool(firm & {each.casefold() for each in speech.words(text)})


def _of_role(text: str, debrief: Debrief) -> bool:
    """Say whether a phrase is but a part of the job's name: "the flight test" of a flight test engineer."""
    return bool(debrief.role) and f" {text.removeprefix('the ').casefold()} " in f" {(debrief.role or '').casefold()} "


def _taken(debrief: Debrief) -> Iterator[str]:
    """Yield names that are no topics: of the people, the firm and the role."""
    names = [each.name for each in debrief.interviewers]
    for each in (debrief.company, debrief.role, *names, *(part for name in names for part in speech.words(name))):
        if each:
            yield each
            yield f"the {each}"


def _sentences(debrief: Debrief) -> Iterator[_Part]:
    for start, end in speech.spans(debrief.text):
        lead = len(debrief.text[start:end]) - len(debrief.text[start:end].lstrip(" \n-*•–\"'"))
        yield _Part(debrief.text[start + lead : end], start + lead, end)


def _spoilt(place: Place, one: Specific, debrief: Debrief, kept: Sequence[Mistake]) -> bool:
    """Say whether a mistake lies on the telling, or speaks of the same thing."""
    main = {each.casefold()[:6] for each in speech.words(one.text) if len(each) > 3}
    for each in kept:
        if each.place.start < place.end and place.start < each.place.end:
            return True
        theirs = {word.casefold()[:6] for word in speech.words(each.quote)}
        if main & theirs:
            return True
        # What went wrong right after, without a heading of its own, was most often the same thing.
        between = debrief.text[place.end : each.place.start] if each.place.start >= place.end else "\n"
        same = each.kind not in _MANNER and _ON.match(each.quote) and not re.search(r"\b(?:about|on|question|answer|asked)\b", each.quote)
        if len(between) < 40 and "\n" not in between and (same or not re.search(r"[.!?]", between)):
            return True
    return one.frame is Frame.ASKED and _went_wrong(place, debrief)


def _went_wrong(place: Place, debrief: Debrief) -> bool:
    """Say whether what follows a question, in its sentence or by "I …" in the next, sounds as if the answer failed."""
    rest = [debrief.text[max(a, place.end) : b] for a, b in speech.spans(debrief.text) if b > place.end][:2]
    own, after = (*rest, "", "")[:2]
    own = re.split(r", (?=(?:[A-Z]\w+|she|he|they) )", own, maxsplit=1)[0]
    telling = f"{own} {after}" if _ON.match(after.strip()) else own
    return bool(speech.NOT.search(telling) or speech.SHADOW.search(telling))


def _read(part: _Part, debrief: Debrief, to: Interviewer | None) -> Iterator[tuple[Place, Specific]]:
    """Yield what one sentence gives, surest first."""
    names = [each.name for each in debrief.interviewers]
    text = part.text
    start = debrief.text.rfind("\n", 0, part.start) + 1
    before = debrief.text[start : part.start]
    for frame, what, at, warm in (*_praised(text, before), *_fixed(text), *_phrased(text)):
        place = Place(part.start + at[0], part.start + at[1])
        if frame is Frame.PRAISE and (not what or phrase(what, debrief, to) is None):
            yield place, Specific(frame, "", place, None, True)
            continue
        if frame in (Frame.FOR, Frame.BOTH, Frame.KIND):
            yield place, Specific(frame, speech.mend(what, names), place, None, True)
            continue
        after = re.split(r", (?=(?:[A-Z]\w+|she|he|they) )", text[at[1] :], maxsplit=1)[0]
        if _dark(after if frame is Frame.ASKED else text[at[0] :], warm):
            continue
        asked = frame is Frame.ASKED and re.match(r"(what|how|which|where) I\b", what, re.I)
        shown = _clause(what) if asked or what.startswith("that ") else phrase(what, debrief, to)
        if shown is None or not speech.fit(shown.removeprefix("that ") if frame is Frame.HEARD else shown, 16):
            continue
        if frame is Frame.TALK:
            frame = _practical(shown)
            shown = _bare(shown, what) if frame is Frame.TALK else _the(shown)
            # "Book: fine" names a thing without saying which; "payroll: fine" names a field.
            if frame is Frame.TALK and " " not in shown and speech.with_article(shown) != shown:
                continue
        yield place, Specific(frame, shown, place, None, warm)


def _praised(text: str, before: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield the kind words of a sentence, about what the paragraph named last; about nothing where it named nothing."""
    for found in _SAID_GOOD.finditer(text):
        if (found["who"] or found["clap"] or "").casefold() in _NOT_THEM:
            continue
        earlier = f"{before} {text[: found.start()]}"
        things = [what for sentence in re.split(r"(?<=[.!?])\s+", earlier) for frame, what, _, _ in _phrased(sentence) if frame in _THINGS]
        yield Frame.PRAISE, things[-1] if things else "", found.span(), True


_THINGS = (Frame.TALK, Frame.TOLD, Frame.DID, Frame.WORK_OF)
_NOT_THEM = lexicon("i mum mom dad wife husband friend sister brother partner it that this who what mate")


def _fixed(text: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield what our own words can say best: kindnesses, and what both share."""
    for found in _FOR.finditer(text):
        got = found.groupdict()
        verb = {"walked": "walking", "drove": "driving", "showed": "showing", "brought": "bringing", "took": "taking"}.get((got["walk"] or "").casefold())
        tea = {"made": "making", "got": "getting", "brought": "bringing", "bought": "buying", "gave": "giving", "offered": "offering"}.get((got["tea"] or "").casefold())
        if verb:
            yield Frame.FOR, f"{verb} me {got['where']}", found.span(), True
        elif tea:
            yield Frame.FOR, f"{tea} me {got['cup']}", found.span(), True
        elif got["everything"]:
            yield Frame.FOR, "@everything", found.span(), True
        elif got["intro"]:
            yield Frame.FOR, f"introducing me to {got['team']}", found.span(), True
    for pattern, kindness in ((_TIME, "@time"), (_STRAIGHT, "@answers")):
        if told := pattern.search(text):
            yield Frame.FOR, kindness, told.span(), True
    if clicked := _CLICKED.search(text):
        yield Frame.KIND, "", clicked.span(), True
    for found in _SAME.finditer(text):
        if re.search(r"\b(boss|he|she|we|they|both|[A-Z]\w+)\b", text[: found.start()]):
            said = "support" if found["supports"] else "come from" if found["from"] else "went to" if found["went"] else "grew up in" if found["grew"] else found["works"].casefold()
            yield Frame.BOTH, f"{said} the same {found['what'].casefold()}", found.span(), True


def _phrased(text: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield what the person's own words say, as they stand."""
    plain = _WAS_FINE.sub("fine", text)
    praised = bool(_SAID_GOOD.search(text))
    for found in _RELATIVE.finditer(text):
        yield Frame.TOLD, found["what"], found.span(), praised
    for found in _SHOWN.finditer(text):
        yield Frame.SHOWN, found["what"], found.span(), True
    for found in _WENT_WELL.finditer(text):
        frame = Frame.GIVE if found["verb"].casefold() in ("gave", "taught", "led", "ran", "presented") else Frame.DO
        to_whom = f" {found['for']}" if found["for"] else ""
        yield frame, f"{found['what']}{to_whom}", found.span(), True
    for found in _NEWS.finditer(text):
        if not _OWN_NEWS.search(found["what"]):
            yield Frame.HEARD, f"that {found['what']}", found.span(), True
    for pattern, frame in ((_LONG, Frame.TALK), (_SPOKE, Frame.TALK), (_HEARD, Frame.HEARD)):
        for found in pattern.finditer(text):
            yield frame, found["what"], found.span(), True
    for found in _MADE_ME.finditer(text):
        yield Frame.WORK_OF, f"{speech.doing(found['verb'])} {found['what']}", found.span(), praised
    lead = len(text) - len(text.lstrip())
    if (headed := _HEAD.match(plain.lstrip())) and _topic_like(headed["what"]):
        good = praised or bool(re.match(r"(fine|good|easy|grand|great|solid|strong|textbook|spot on|smooth|comfortable)\b", headed["body"], re.I))
        yield Frame.TALK, headed["what"], (lead, len(text)), good
    for found in _EVENT.finditer(text):
        words = _named(found["what"])
        if len(words) > 1 or " ".join(words).casefold() in _ALONE:
            if any(each.isdigit() for each in words):
                continue
            what = speech.lowered(" ".join(words), text)
            yield Frame.TALK, f"the {what}", (found.start("what"), found.end("what")), praised
    for found in _SET.finditer(text):
        yield Frame.WORK_OF, f"{speech.doing(found['verb'])} {re.sub('^one', 'a', found['what'])}", found.span(), praised
    for found in _DONE.finditer(text):
        if not _NO_DEED.search(found["what"]) and not _TASK.match(found["what"]):
            yield Frame.DID, f"{_DOING[found['verb'].casefold()]} {found['what']}", found.span(), True
    for found in _TOLD.finditer(text):
        yield Frame.TOLD, found["what"], found.span(), praised
    for found in _ASKED.finditer(text):
        what = found["what"] or found["how"] or found["why"]
        if _PRIVATE.search(what):
            continue
        yield Frame.ASKED, what, found.span(), False


_LOOSE = lexicon(
    "the a an my their his her this that these then did had have was were we i they she he it and or but so with in on at of to for from first second"
    " third next last one two three got gave made said do does done went is are me us them after before during than like as finally"
    " whole full real big little short long good great nice hard easy tough tricky final other another same only some any no did no passed finished"
    " asked told said put took set showed called brought ran started began ended wrote drew saw read sat stood kept used found given paid if when while"
    " my your our which who what where how there here also just even still quick small bad worst best better awful horrible stupid dreaded job"
    " tested minutes minute hour hours of because about into actual different separate court sixth fifth"
)  # fmt: skip
_ALONE = frozenset({"trial shift", "trial day", "microteach", "translation", "seminar", "debate", "tasting", "tour", "audition", "role-play", "whiteboard"})
# How the person looked or sounded is no part of what they were doing at the time.
_MANNER = frozenset(
    {"nerves_took_over", "body_language", "filler_words", "pace_or_volume", "flat_energy", "stumbled_words", "one_slip_snowballed"}
)
_ON = re.compile(r"(?:and |but |so |then )*(?:i|my|it|that|which|this|could|did|didn't|couldn't|went|no|not|had|was)\b", re.I)
_PRACTICAL = re.compile(
    r"\b(drive|coding|typing|cooking|welding|brazing|soldering|plastering|mixing|bundling|drawing|tasting|grafting|programming|debugging"
    r"|translation|audition|microteach|seminar|job talk|visit|sketch|mock call|discovery call|debate|in-?tray|simulation|workshop|whiteboard|filing|simulation|discussion|tests|exercises|tasks|parking|reversing)$",
    re.I,
)


def _named(typed: str) -> list[str]:
    """Return the words by which a person names an exercise: those right before it that are no verbs and no fillers."""
    front = _TASK.match(typed)
    kept = front["task"].split() if front else []
    for word in reversed(front["before"].split() if front else []):
        if word.casefold() in _LOOSE or re.search(r"'|[^e]ed$|ly$", word):
            break
        kept.insert(0, word)
    return kept


_TASK = re.compile(
    r"^(?P<before>(?:.*? )??)(?P<task>(?:tests?|exercises?|case study|case|class|tasks?|trial (?:lesson|class|shift|day)|trial|scenario|role[- ]?plays?|demo (?:class|lesson)|demo|demonstration"
    r"|trial shift|trial day|lesson|presentation|tour|puzzle|simulation|tasting|workshop|microteach|job talk|seminar|audition|mock (?:call|lesson)|discovery call|house visit"
    r"|site visit|group (?:task|exercise|discussion)|in-?tray|debate|whiteboard|live coding|pair programming|coding|translation)\b.*)$",
    re.I,
)


def _practical(text: str) -> Frame:
    """Return the frame of something done, else of something talked about."""
    frame = frame_of(text)
    if frame is Frame.TALK and _PRACTICAL.search(speech.head(text)) and not text.startswith(("how", "what")):
        return Frame.DO
    return frame


def _the(text: str) -> str:
    return text if re.match(r"(the|my|your|a|an)\b", text) else f"the {text}"


# A heading names a field ("food cost", "crowd control") and needs no article, unless its last word is a thing.
_THING = lexicon("plan process project portfolio story idea system site role menu rota question process schedule programme program")


def _bare(shown: str, typed: str) -> str:
    plain = re.match(r"(the|a|my|your|their|his|her)\b", typed, re.I) is None and speech.head(shown).casefold() not in _THING
    return shown.removeprefix("the ") if plain else shown


def _topic_like(what: str) -> bool:
    parts = [each.casefold() for each in speech.words(what)]
    return bool(parts) and len(parts) < 5 and not any(each in _NO_HEAD for each in parts) and not re.search(r"(?<!r)ed$|ly$", parts[-1])


def _dark(telling: str, warm: bool) -> bool:
    """Say whether the rest of the sentence throws a shadow on what it tells."""
    plain = _WAS_FINE.sub("fine", telling)
    return bool(speech.SHADOW.search(plain) or (speech.NOT.search(plain) and not warm))


def _clause(what: str) -> str | None:
    """Return an indirect question, or what they told, as it reads after "your question about" or "good to hear"."""
    turned = speech.to_you(speech.mend(speech.plain(what)), sole=True)
    return turned if turned and 3 < len(speech.words(turned)) < 16 else None
