"""The sentences that put something right: one ownership sentence, and what is supplied or corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailer.coach.drafting import speech
from mailer.coach.drafting.specifics import phrase, same_person
from mailer.coach.drafting.whom import reader_of
from mailer.coach.gate import Ruling, Why
from mailer.coach.model import Debrief, Interviewer, Mistake, Move, Place, Use

LONGEST_ANSWER = 32  # words


@dataclass(frozen=True, slots=True)
class Repair:
    """A point that the note puts right: the table of sentences and what goes into their slots."""

    ruling: Ruling | None  # None: no mistake, but something that the person wants said
    table: str
    answer: str
    subject: str | None = None
    wrong: str = ""  # the figure that was given, where only a figure is put right


_LEAD = re.compile(
    r"^(?:(?:so|and|but|well|(?:it )?should(?:'ve| have) been|(?:it )?should be(?!.*, not )|what I(?:'d| would| should have) (?:say|said|do|done)(?: now)?(?: is| was|:|,)?"
    r"|I (?:should|could|would)(?:'ve| have) (?:said|told (?:them|him|her)|mentioned|talked about|used|given)(?: that| about)?|I meant(?: to say)?(?: that)?"
    r"|the (?:right|correct|real|true|better) (?:answer|one|figure|number) (?:is|was|would be|would have been)"
    r"|(?:better|right|correct) (?:answer|one|example)(?: is| was| would be)?|(?:actually|in fact|obviously|really|because|that|when|the time when|the time|only)"
    r"|I(?:'d| would) (?:now )?say(?: now)?(?: that)?|my (?:better )?(?:answer|example) (?:is|was|would be))\b[\s:,–-]*)+",
    re.I,
)  # fmt: skip
_HARD = re.compile(
    r"\b(idiot|stupid|moron|shit\w*|fuck\w*|crap|bloody|damn|arse\w*|nervous|bombed|terrible|failed|embarrass\w*"
    r"|hopefully|unfortunately|salary|wages?|pay|bonus|lol|haha|kick(ed|ing) myself|my head|forgot|blank\w*|froze"
    r"|panic\w*|sorry|mistake|the question|dunno|gonna|wanna|whatever|didn't|wasn't|couldn't|should have|why didn't|took me|getting there|two goes)\b"
    r"|[£$€?]",
    re.I,
)
_VERBS = re.compile(
    r"^(listen|ask|check|call|tell|use|start|take|give|explain|stop|speak|sit|put|find|get|make|report|escalate|keep|ring"
    r"|separate|write|talk|move|clean|offer|apologise|apologize|look|go|raise|stay|try|calm|isolate|show|let|set|agree"
    r"|follow|do|measure|test|split|add|remove|turn|switch|walk|help|meet|work|send|log|note|inform|notify|press)\b",
    re.I,
)
_SUBJECT = (
    re.compile(r"\b(?:asked|asking|asks|(?:he|she|they) ask)(?: me| us)? (?P<what>(?:how|what|why|whether|where) .+?)(?=[,.;:!?\n]| and | but | so |$)", re.I),
    re.compile(r"\b(?:asked|asking)(?: me| us)? if I(?:'d)? (?:know|knew|use|used|have used|had used|speak|spoke|worked with|have worked with|can use) (?P<what>[^,.;:!?\n]+?)(?=[,.;:!?\n]| and | but | so |$)", re.I),
    re.compile(r"\b(?:asked|asking)(?: me| us)? for (?:an? |the )?(?P<what>.+?)(?: examples?)?(?=[,.;:!?\n]| and | but | so | I\b|$)", re.I),
    re.compile(r"\b(?:did ?n[o']?t|didnt|no idea|couldn'?t (?:say|remember)) (?:know |say )?what (?:an? |the )?(?P<what>[\w -]+?) (?:was|is|were|meant|means|stood for|stands for)\b", re.I),
    re.compile(r"\b(?:the wrong|mixed up|got|confused|muddled) (?:the )?(?P<what>[\w -]+?)(?: wrong)?(?=[,.;:!?\n]| and | but | so | instead|$)", re.I),
    re.compile(r"\b(?:asked(?: me)?|asking|questions?|q|answer|bit|part|wanted to know|one)(?: all| is| was)? (?:about|on|around|re) (?P<what>.+?)(?=[,.;:!?\n]| and | but | so | I\b| she\b| he\b|$)", re.I),
    re.compile(r"\b(?:pressed|pushed|grilled|quizzed|tested|questioned)(?: me)?(?: hard)? (?:on|about) (?P<what>.+?)(?=[,.;:!?\n]| and | but | so |$)", re.I),
    re.compile(r"\b(?:in|on|for)? ?(?P<what>(?:the|a) (?:(?!in\b|on\b|at\b|of\b|and\b|for\b)[\w-]+ ){0,3}(?:case study|case|scenario|role play|puzzle|calculation|exercise))\b", re.I),
    re.compile(r"\b(?:the|that|their|her|his) (?P<what>(?:[\w'-]+ ){1,3})(?:question|one)\b", re.I),
)  # fmt: skip
# A question cut before its verb is none: "how many days in bath".
_FINITE = re.compile(
    r"\b(I|I'd|we|you|they|is|are|was|were|do|does|did|would|could|can|to|should|had|have|has|you're|you'd)\b", re.I
)
_EXAMPLE = frozenset({"weak_example", "no_examples_ready", "behavioural_story_backfired"})
_FACT = frozenset(
    {"commitment_hedged", "lied_or_exaggerated", "badmouthed_employer", "misread_role", "looked_up_answer"}
)


def statement(answer: str, debrief: Debrief, *, marked: bool = False) -> str | None:
    """Return the person's better answer as it reads after a colon, or None where it will not read well.

    `marked`: the reader marked just these words, so a "not" in them is meant: "don't move them".
    """
    marked = marked or any(each.use is Use.WANT and each.quote == answer for each in debrief.details)
    names = (*(each.name for each in debrief.interviewers), debrief.company or "")
    text = speech.mend(answer, names)
    text = re.sub(
        r"\s*\b(actually|obviously|basically|literally|of course|tbh|lol|just|anyway|to be honest)\b,?",
        "",
        text,
        flags=re.I,
    )
    text = re.sub(r"^[\s,;:–-]+|[\s.,;:!–-]+$", "", _ASIDE.split(_LEAD.sub("", text.strip()), maxsplit=1)[0])
    parts = speech.words(text)
    if _NO_ANSWER.search(text) or re.search(r"^\S*\d\S* and a (?:half|quarter)$", text):
        return None
    if re.match(r"my \w+(?: \w+)? or (?:the|my)\b", text):
        return None
    if not parts or len(parts) > LONGEST_ANSWER or _HARD.search(text) or '"' in text or "(" in text:
        return None
    # "It is better" tells nothing, "they're bootstrapped" does.
    if len(parts) < 4 and re.match(r"(it|that|this|they)\b", text, re.I) and not re.search(r"\d|\w{8}", text):
        return None
    # "Not six" after the right figure, and a plain "I have not used it", are meant.
    doubt = speech.NOT.search(re.sub(r", not [^,]+$", "", text)) and not _DENIAL.match(text)
    if (doubt and not marked) or re.match(r"(did|do|does|was|were|is|are|had|has|have|will|would|could)\b", text, re.I):
        return None
    if parts[-1].casefold() in ("the", "a", "and", "or", "but", "to", "of", "is", "was", "my"):
        return None
    # "They" in an answer is whoever the answer is about: the words stand as they are, or not at all.
    if re.search(r"\b(he|she|they) (said|asked|told|wanted|meant)\b", text, re.I):
        return None
    return speech.lowered(text, debrief.text)


_DENIAL = re.compile(
    r"I (?:(?:have|had|do|am|was) not|cannot|haven't|don't|can't) (?!(?:know|think|mean|want|like|remember|recall|say|mind)\b(?! [\w']+ \w|  ?(?-i:[A-Z])))\w+"
    r"(?!.*\b(?:would|should) have\b)",
    re.I,
)
_COUNTED = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|half|a third|a quarter"
# What comes after the answer itself, and what is none.
_ASIDE = re.compile(
    r"[.!?](?:\s|$)|, (?:he|she|they|we|which|who|but|and) |, I (?=\w+ed\b|set\b|had\b|was\b|got\b|made\b)| and (?:he|she|they|mr|mrs|ms|dr)\b| and (?-i:[A-Z])\w+ (?:asked|said|told|looked|had|was)\b|\n|, (?:I (?:realised|realized|remembered|knew|thought|found)|worked it|which\b|he will|she will|they will|so\b|but\b|of course)| (?:lol|haha|tbh)\b",
    re.I,
)
_NO_ANSWER = re.compile(
    r"^(?:of|without|into|until|than|over|under|after|before|all|been|being|closer|nearer|for|just|then|so|not|like|made|or|if|at|on|in|to|from|because|with|as|by|about)\b|\bmade (?:it|them|that|this) up\b|\bas I went\b|\bI(?:'d| had) been\b"
    r"|\b(?:thanks|thank you)\b|\bthere I\b|\b(?:n|pal|mate|love|lads?|bigger desk)\b",
    re.I,
)
_FIGURE = re.compile(rf"(?P<n>\d[\d.,]*\d|\d|\b(?:{_COUNTED})\b)\s?(?P<unit>%|per ?cent|[a-z]{{2,10}})?", re.I)
_ONLY_FIGURE = re.compile(
    rf"^(?:it(?:'s|s| is| was| should be| should've been)|that(?:'s| is)|should be|is|was)?\s*(?P<right>\d[\d.,]*\d|\d|(?:{_COUNTED}))\s?(?P<unit>%|[a-z ]{{0,14}})?$",
    re.I,
)
_UNITS = r"%|per ?cent|percent|years?|months?|weeks?|days?|hours?|minutes?|mg|ml|degrees?|k|miles?|metres?|meters?|kg|points?|people|staff|pounds?|stores?|sites?"


def figure(mistake: Mistake) -> tuple[str, str] | None:
    """Return (wrong, right) where the better answer is a figure and the telling holds the wrong one; else None."""
    told = re.sub(r"^(?:closer to|nearer(?: to)?|more like|about|around) ", "", mistake.answer or "", flags=re.I)
    half = re.fullmatch(r"(\S+) and (?:a )?half", told, re.I)
    if half is None and re.search(r"\band (?:a )?(?:half|quarter)\b", told):
        return None
    told = half.group(1) if half else told
    told = re.sub(r"^(\S*\d\S*(?: ?[a-z%]{1,3}\b)?) (?:for|and|but|not|instead)\b.*", r"\1", told, flags=re.I)
    right = _ONLY_FIGURE.match(_LEAD.sub("", speech.plain(told.replace("actually ", ""))))
    if right is None:
        return None
    before = re.split(rf"(?<![\w.]){re.escape(mistake.answer or chr(0))}(?!\w)", mistake.quote, maxsplit=1)[0]
    for found in reversed(list(_FIGURE.finditer(before))):
        if found.group("n") == right.group("right"):
            continue
        unit = found.group("unit") or ""
        own = (right.group("unit") or "").strip()
        unit = unit if re.fullmatch(_UNITS, unit, re.I) or unit == own else ""
        gap = " " if (unit and re.search(r"\d\s", found.group(0))) or (unit.isalpha() and len(unit) > 3) else ""
        more = " and a half" if half else ""
        # "One years" is no English, and neither is "five year".
        if not own and (unit == "year" or (unit == "years" and right.group("right").casefold() in ("one", "1"))):
            return f"{found.group('n')}{gap}{unit}", right.group("right")
        return (
            f"{found.group('n')}{gap}{unit}",
            f"{right.group('right')}{more}{' ' if own and (gap or len(own) > 3) else ''}{own or gap + unit}",
        )
    return None


def subject(mistake: Mistake, debrief: Debrief, to: Interviewer | None) -> str | None:
    """Return what the question was about, as a noun phrase from the telling of the mistake, or None."""
    telling = speech.around(debrief.text, mistake.place.start, mistake.place.end)
    if mistake.place == Place(0, 0):
        telling = mistake.quote
    if named := _requested(telling, debrief, to):
        return named
    if len(telling) > _LONG:
        telling = debrief.text[max(mistake.place.start - 90, 0) : mistake.place.end + 60]
    upto = debrief.text[: mistake.place.end]
    # What was asked stands before what was said; what they asked next is another matter.
    before = telling[: len(upto) - upto.rfind(telling[:20])] if telling[:20] in upto else ""
    return (_about(before, debrief, to) if before and before != telling else None) or _about(telling, debrief, to)


def _about(telling: str, debrief: Debrief, to: Interviewer | None) -> str | None:
    for pattern in _SUBJECT:
        for found in pattern.finditer(telling):
            what = found.group("what").strip()
            named = pattern is _SUBJECT[-1]
            if named and re.search(
                r"\b(first|second|third|last|next|other|easy|hard|big|trick|good|bad|same|one|only|wrong|right|classic|usual)\b",
                what,
                re.I,
            ):
                continue
            if _NO_SUBJECT.fullmatch(what):
                continue
            what = re.sub(r"^(how \w+ \w+|how|what) (?:can|could|should) you\b", r"\1 I can", what, flags=re.I)
            what = re.sub(r"\bi have$", "I've got", what, flags=re.I)
            one = phrase(f"the {what} question" if named else what, debrief, to)
            one = (
                re.sub(r"^an? (?=.*\b(?:puzzle|study|case|scenario|exercise|play|calculation)$)", "the ", one)
                if one
                else None
            )
            if one and _aside(one) == "_asked" and not _FINITE.search(one):
                continue
            if one and len(speech.words(one)) < (13 if _aside(one) == "_asked" else 7):
                return one
    return None


_NO_SUBJECT = re.compile(
    r"(?:confused|muddled|mixed up|lost|stuck|flustered|nervous|it|that|them|this|one|wrong|me|us|there|in|through|three|two|a few) ?(?:people|times)?",
    re.I,
)
_LONG = 400  # letters of a sentence that has no end: its first question is not the one that is meant
_REQUESTED = (
    re.compile(r"\b(?:fix|correct|change|put right|own up about|own up to|come clean about|put (?:them|him|her) right (?:about|on)) (?:the|my) (?P<what>[\w -]{2,30}?)(?: (?:number|figure|answer|bit|part|one))?(?=[,.;?!\n]| in | with | or |$)", re.I),
    re.compile(r"\b(?:order|number|figure|answer|version) (?:of|for|to|about) (?:the |my )?(?P<what>[\w -]{2,30}?)(?=[,.;?!\n]| in | or |$)", re.I),
)  # fmt: skip


def _requested(telling: str, debrief: Debrief, to: Interviewer | None) -> str | None:
    """Return what the person calls the thing when asking for it to be put right: "should I fix the VAT number"."""
    for pattern in _REQUESTED:
        for found in pattern.finditer(debrief.text):
            last = (speech.words(found["what"]) or [""])[-1].casefold()
            if len(last) > 3 and not last.isdigit() and last[:5] in telling.casefold():
                return phrase(found["what"], debrief, to)
    return None


def repairs(rulings: Sequence[Ruling], debrief: Debrief, to: Interviewer | None) -> tuple[Repair, ...]:
    """Return what the note to `to` supplies and corrects, in the order of the telling."""
    found: list[Repair] = []
    for ruling in rulings:
        if ruling.move not in (Move.SUPPLY, Move.CORRECT) or not ruling.mistake.answer:
            continue
        if not concerns(ruling.mistake, to, debrief):
            continue
        about = subject(ruling.mistake, debrief, to)
        figures = figure(ruling.mistake)
        if figures is not None:
            table = f"correct.figure{_aside(about)}"
            more = re.search(rf"{re.escape(figures[1])} (?:and )?(?:a )?(?:half|quarter)", debrief.text, re.I)
            if not more or figures[1].endswith("half"):
                found.append(Repair(ruling, table, figures[1], about, figures[0]))
            continue
        answer = statement(ruling.mistake.answer, debrief)
        if answer is not None:
            told = debrief.text.find(ruling.mistake.answer)
            answer = speech.named_it(answer, debrief.text[: max(told, 0)])
        if answer is None or (about is None and _needs_subject(answer)) or _hangs(answer, about):
            continue
        answer = re.sub(r" (?:like|as) I(?:'d)? (?:had )?(?:planned|prepared|meant|wanted).*$", "", answer)
        if re.match(r"(?:the|my) (?:story|example|time|one)\b", answer):
            # "The story about the fire drill" tells nothing of it.
            if not re.search(r"\b(?:I|we)\b|\b\w{3,}ed\b", answer):
                continue
            about = None
        # "About the budget: the budget was" says it twice; and a name that was missing is of something else than theirs.
        if about and (set(_stems(about)) & set(_stems(answer)[:3]) or re.match(r"the (?:\w+ )?(?:\w+) that I", answer)):
            about = None if re.match(r"(?:the|my)\b", answer) else about
        if any(_alike(each.answer, answer) for each in found) or _names_somebody(answer, debrief):
            continue
        found.append(Repair(ruling, _table(ruling, answer, about), answer, about))
    return tuple(found)


def _stems(text: str) -> list[str]:
    return [each.casefold()[:6] for each in speech.words(text) if len(each) > 3]


def _alike(one: str, other: str) -> bool:
    mine, theirs = ({each.casefold() for each in speech.words(text)} for text in (one, other))
    return mine <= theirs or theirs <= mine


def _names_somebody(answer: str, debrief: Debrief) -> bool:
    """Say whether an answer speaks of an interviewer by name: it tells what happened, and is none."""
    told = {each.casefold() for each in speech.words(answer)}
    return any(
        part.casefold() in told for each in debrief.interviewers for part in speech.words(each.name) if len(part) > 2
    )


_HAPPENS = re.compile(
    r"\b(?:is|are|was|were|am|have|has|had|did|do|does|can|could|would|will|should|ran|led|built|made|went|know|knew|got|gave|took|kept|taught|wrote)\b"
    r"|['’](?:s|m|re|ve|d|ll)\b|\b\w{2,}ed\b",
    re.I,
)
_HANGING = re.compile(r"\b(?:on|in|at|of|for|with|to)(?: question)?$", re.I)


def _hangs(answer: str, about: str | None) -> bool:
    """Say whether an answer says nothing by itself ("straight away", "37, 44 is for the faecal ones"), or its subject is cut."""
    if about and _HANGING.search(about):
        return True
    if re.match(r"\d[\d.]*,", answer):
        return True
    many = len(speech.words(answer))
    if _VERBS.match(answer) or many == 1 or re.match(r"(?:I|we|my|the|an?)\b", answer, re.I):
        return False
    return many < 7 and not _HAPPENS.search(answer) and not re.search(r"\d", answer)


def _needs_subject(answer: str) -> bool:
    """Say whether an answer means nothing unless the note says what it answers: "2020", "it is bolus first"."""
    parts = speech.words(answer)
    return len(parts) < 3 or (len(parts) < 7 and bool(re.match(r"(it|that|they)('|\b)", answer)))


_OF_ME = re.compile(r"(?:I (?!would\b)|I'(?:ve|m)\b|my\b)", re.I)
_BE = re.compile(r"\b(?:is|was|are|were|has|have|had|can|do|does)\b")
_SENT = re.compile(r"\b(?:send\w*|e?mail\w*|forward|attach|copy|photo|asked (?:me )?for)\b", re.I)


def _table(ruling: Ruling, answer: str, about: str | None) -> str:
    kind = ruling.kind.id if ruling.kind else ""
    thing = re.match(r"(?:my|the|a (?:copy|photo|picture|scan) of)\b", answer) and not re.search(_BE, answer)
    if ruling.why is Why.WANTED and ruling.kind is None:
        return "want.send" if thing and _SENT.search(ruling.mistake.quote) else "supply.thing" if thing else "want.add"
    if answer.startswith("my ") and not re.search(r"\b(is|was|are|were|has|had|expired|ran out|lapsed)\b", answer):
        return "supply.thing"
    if kind in _FACT and not (about and _aside(about) == "_asked" and ruling.move is Move.CORRECT):
        return "correct.fact_named" if about and _aside(about) == "_named" else "correct.fact"
    if ruling.move is Move.CORRECT and (_DENIAL.match(answer) or _OF_ME.match(answer)):
        return (
            "correct.fact"
            if about is None or _DENIAL.match(answer)
            else f"correct.{'fact' if _aside(about) == '_named' else ''}{_aside(about)}".replace("._", ".")
        )
    if about and _aside(about) == "_asked":
        return "correct.asked" if ruling.move is Move.CORRECT else "supply.asked"
    if _VERBS.match(answer) and (ruling.move is Move.SUPPLY or about):
        return "supply.act_named" if about else "supply.act"
    if ruling.move is Move.CORRECT:
        return "correct.named" if about else "correct.point"
    if kind in _EXAMPLE and not _VERBS.match(answer):
        return "supply.example"
    return "supply.named" if about else "supply.point"


def _aside(about: str | None) -> str:
    """Return which way of naming the subject suits: none, a noun, or the question they asked."""
    return "" if about is None else "_asked" if re.match(r"(how|what|why|which|where|whether)\b", about) else "_named"


def usable(mistake: Mistake, debrief: Debrief) -> bool:
    """Say whether the better answer of `mistake` reads well enough to stand in a note."""
    if figure(mistake) is not None:
        return True
    answer = statement(mistake.answer or "", debrief)
    return answer is not None and (not _needs_subject(answer) or subject(mistake, debrief, None) is not None)


_PUT_ME_RIGHT = re.compile(r"[,.]?\s*(?:and |but |so )?[\w.]+(?: \w+)? (?:corrected|put) (?:me|it)\b.*$", re.I | re.S)


def concerns(mistake: Mistake, to: Interviewer | None, debrief: Debrief) -> bool:
    """Say whether `mistake` is for this reader: false where the telling has it happen with others and not with this one."""
    if to is None or len(debrief.interviewers) < 2:
        return True
    told = _PUT_ME_RIGHT.sub("", mistake.quote)
    named = [
        each for each in debrief.interviewers
        if any(re.search(rf"\b{re.escape(p)}\b", told, re.I) for p in speech.words(each.name) if len(p) > 2)
    ]  # fmt: skip
    if mistake.kind == "wrong_name" and len(named) != 1:  # sorry to the wrong one would be a second wrong name
        return False
    if named or mistake.kind in _FOR_ALL or not mistake.place.end:
        return not named or any(same_person(each.name, to.name) for each in named)
    near = speech.around(debrief.text, mistake.place.start, mistake.place.end)
    if re.search(r"\bthey (?:asked|wanted)\b", near, re.I):
        return True
    with_whom = reader_of(near, mistake.place, debrief)
    return with_whom is None or same_person(with_whom.name, to.name)


# Whoever was there waited for it.
_FOR_ALL = frozenset(
    {
        "arrived_late",
        "overslept",
        "got_lost",
        "wrong_place",
        "wrong_date_or_time",
        "missed_interview",
        "tech_not_tested",
        "connection_dropped",
    }
)
