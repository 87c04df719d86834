"""What a short mail asks the house to do, in any wording: help, status, routine, add, drop, pin, pause, …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailer import when

WORDS_AT_MOST = 30


class Verb(StrEnum):
    """The things that can be asked for."""

    HELP = "help"
    STATUS = "status"  # what is coming, and what is on file
    ROUTINE = "routine"
    ADD = "add"  # a line of their own
    DROP = "drop"
    PIN = "pin"
    PAUSE = "pause"
    RESUME = "resume"
    ZONE = "zone"
    QUIET = "quiet"  # hours in which nothing is sent
    WITHOUT = "without"  # no more mails of one phase
    AGAIN = "again"  # these mails again
    EXPORT = "export"
    FORGET = "forget"
    DEBRIEF = "debrief"  # the answer that waited while somebody was in distress
    STOP = "stop"  # nothing unasked any more


@dataclass(frozen=True, slots=True)
class Command:
    """A verb with what it is about: a line's text, numbers, a zone, hours."""

    verb: Verb
    rest: str = ""
    numbers: tuple[int, ...] = ()


_POLITE = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|dear)(?: (?:there|coach|nextround|team))?\b[\s,!.]*)?(?:(?:please|pls|plz|kindly|ok|okay|so|and|also|just|thanks|thank you|"
    r"can you|could you|would you|will you|can i|could i|may i|i want to|i'd like to|i would like to|i want you to|i need to|i'd like you to|let's|lets|you can|go ahead and)\b[\s,!.]*)*",
    re.I,
)
_NUMBERS = r"(?:(?:lines?|numbers?|nos?\.?|nr\.?|items?|points?|#)\s*)?((?:#?\d{1,2})(?:\s*(?:,|and|&|\+|,\s*and)\s*#?\d{1,2})*)"
_MAILS = r"(?:mails?|e-?mails?|messages?|reminders?|notifications?|letters?)"
# Which of the mails that come unasked; the first that fits counts.
_PHASES: tuple[tuple[str, str], ...] = (
    ("night_before", r"(?:night|evening|day)[- ]before"),
    ("minutes_before", r"minutes?[- ]before|(?:just|right)[- ]before|last[- ]minute|pocket[- ]card|half[- ]an?[- ]hour[- ]before"),
    ("morning_of", r"morning(?:[- ]of)?|breakfast"),
    ("follow_up", r"follow[- ]?up|nudge|chas(?:er|ing)|no[- ]news"),
    ("after", r"after(?:wards?)?(?:[- ]the[- ]interview)?|how[- ]did[- ]it[- ]go|debrief"),
)  # fmt: skip
_PHASE = "(?:" + "|".join(f"(?:{words})" for _, words in _PHASES) + ")"
_OF_PHASE = rf"(?:me )?(?:(?:the|those|these|your|any|more|of|all|that) )*[“\"']?(?:{_PHASE}[”\"']?(?: (?:the )?(?:interview )?{_MAILS}|s\b)|{_MAILS} (?:for |on |in |from |at |that come )*(?:the )?{_PHASE})\b"
_DATA = r"(?:data|everything|account|records?|details|information|info|history|all of it|it all)"

_TABLE: tuple[tuple[Verb, str], ...] = (
    (Verb.WITHOUT, rf"(?:(?:stop|end|cancel|skip|drop|mute|without|leave out|turn off|switch off|disable|no|i (?:don'?t|do not) (?:need|want|like)|(?:don'?t|do not) (?:send|mail|write)|enough of)(?: (?:sending|writing|mailing|getting|receiving|to get))?|no more) {_OF_PHASE}"),
    (Verb.QUIET, r"stop (?:sending|writing|mailing|e-?mailing)\b[^.\n]{0,30}\b(?:before|after|between|from) \d"),
    (Verb.AGAIN, rf"(?:(?:re)?start|resume|bring back|turn on|switch on|enable|send|give|i (?:do )?want)(?: (?:sending|writing|mailing))? {_OF_PHASE}"),
    (Verb.FORGET, rf"(?:forget|erase|wipe)\s+(?:about )?(?:me|everything|all|my\b)|(?:delete|remove|erase|destroy)\s+(?:me\b(?! from)|(?:all )?(?:of )?my {_DATA}|(?:all )?(?:the )?(?:data|everything)|everything|all (?:my|the|your)? ?{_DATA})|close (?:down )?my account|(?:be )?forgotten\b"),
    (Verb.EXPORT, r"export\b|(?:send|give|mail|email|let|get|download|want|see|have|request)\b[^.\n]{0,25}\b(?:(?:a )?copy of )?(?:all )?(?:my (?:data|records|history|stuff|files)|(?:everything|all|what(?:ever)?) (?:that )?you (?:have|know|hold|store|keep|'ve got)(?: (?:on|about|of) me)?)|(?:gdpr|subject access|data) (?:request|export|access)|download\b[^.\n]{0,20}\bdata"),
    (Verb.PAUSE, rf"pause\b|snooze\b|(?:take|need|want|having) a (?:break|rest)\b|(?:stop|hold off|hold|suspend|no)(?: (?:sending|writing|mailing|e-?mailing)(?: to)?)?(?: me)?(?: (?:any|these|the|your|all))?(?: (?:more )?{_MAILS})?(?: to me)? (?:for (?:now|a |an |the next |one |two |three |\d)|until|till)\b|(?:i'?m|i am|i'll be|i will be) (?:on (?:holiday|vacation|leave)|away)\b|not now\b|quiet for (?:a|the|two|\d)"),
    (Verb.STOP, rf"stop\b(?! (?:by|at|saying|using|and think))|unsubscribe\b|opt[- ]?out\b|no more\b[^.\n]{{0,20}}{_MAILS}|(?:don'?t|do not|never) (?:write|mail|e-?mail|message|contact|send)(?: (?:to )?me)?(?: (?:any|these|the|your))?(?: {_MAILS})?(?: any ?more| again)?\W*\Z|leave me alone|remove me from|take me off|quit\b|end (?:my )?(?:subscription|this)|cancel (?:my )?(?:subscription|account|these {_MAILS}|the {_MAILS})"),
    (Verb.RESUME, rf"resume\b|unpause\b|un-pause\b|restart\b|(?:start|begin|carry on|continue|go on)(?: (?:again|sending|writing|mailing|the {_MAILS}|with the {_MAILS}))?(?: me)?(?: again)?\W*\Z|i'?m back\b|i am back\b|turn (?:it|them|the {_MAILS}) (?:back )?on|(?:send|mail) (?:me )?(?:them|the {_MAILS}) again"),
    (Verb.QUIET, r"quiet\b|(?:don'?t|do not|never|no) (?:write|mail|e-?mail|message|mails?|e-?mails?|messages?|send)\b[^.\n]{0,25}\b(?:before|after|between|from|until)\b|only (?:write|mail|e-?mail)\b[^.\n]{0,20}\b(?:between|from|after)\b"),
    (Verb.DROP, rf"(?:drop|remove|delete|lose|skip|take (?:out|off)|get rid of|ditch|leave out|without|scrap|kill)\s+(?:the\s+)?{_NUMBERS}"),
    (Verb.DROP, r"(?:drop|remove|delete|lose|get rid of|ditch|take)\s+(?:the\s+)?(?:line|one|item)?\s*(?:about|on|with|that says)?\s*(?P<rest>[^.\n]{3,80}?)\s+(?:line\s+)?(?:from|off|out of) (?:my|the) (?:list|routine|checklist)\b"),
    (Verb.DROP, r"(?:drop|remove|delete|lose)\s+the\s+(?:line|one|item)\s+(?:about|on|with|that says)\s+(?P<rest>[^.\n]{3,80})"),
    (Verb.DROP, r"drop\s*:\s*(?P<rest>[^\n]{3,80})"),
    (Verb.PIN, rf"(?:pin|keep|always (?:show|keep|include)|hold on to|never drop|lock)\s+(?:the\s+)?{_NUMBERS}"),
    (Verb.PIN, r"pin\s*:?\s+(?:the\s+)?(?:line\s+)?(?:about\s+)?(?P<rest>[^\n]{3,80})"),
    (Verb.ADD, r"add\s*[:：]\s*(?P<rest>[^\n]{2,200})"),
    (Verb.ADD, r"add\s+(?:a |the )?(?:line|reminder|item|point)?\s*(?:to|on) (?:my |the )?(?P<rest>(?:list|routine|checklist|night before|morning(?: of)?|evening|minutes before|card|after)[^\n]{0,30}[:：,]?\s*[^\n]{3,200})"),
    (Verb.ADD, r"(?:add|put)\s+(?P<rest>[^\n]{3,160}?\s+(?:to|on|onto|for) (?:my|the) (?:list|routine|checklist|card|night before|morning(?: of)?|minutes before)[^\n]{0,30})"),
    (Verb.ADD, r"remind me\s+(?P<rest>(?:to|about|that)\b[^\n]{3,160}|(?:the night before|in the morning|before|during|after)[^\n]{3,160})"),
    (Verb.DEBRIEF, r"(?:(?:i(?:'d like|'m ready| am ready| would like| want)|ready|show|send|see|look|give|let|have|read|get|open)\b[^.\n]{0,25}?\b)?(?:my |the |that )?debrief(?: (?:now|please|pls|again|then|thanks|today))*\W*\Z"),
    (Verb.ROUTINE, r"(?:my )?(?:whole |full |entire )?(?:routine|checklist|lists?)\W*\Z|(?:show|send|list|see|what'?s|what is|read|view)\b[^.\n]{0,25}\b(?:my|the) (?:whole |full |entire |current )?(?:routine|checklist|lists?|lines|card)\b|what(?:'s| is) (?:on|in) my (?:list|routine|checklist)"),
    (Verb.STATUS, r"status(?: please| report| update)?\W*\Z|what'?s (?:coming(?: up)?|next|on|planned|in the (?:diary|calendar))\W*\Z|what (?:is|have (?:i|you) got|do (?:i|you) have) (?:coming(?: up)?|next|planned|on file|noted|scheduled)|(?:show|list|send|see|tell|which|what)\b[^.\n]{0,25}\b(?:interviews?|schedule|diary|calendar|plan|coming up)\b(?! with)|when(?:'s| is) (?:my|the) next (?:one|interview|call)|(?:any|do i have(?: any)?|have i got(?: any)?) (?:interviews?|calls)\b[^.\n]{0,30}|(?:my )?(?:upcoming )?interviews\W*\Z|where (?:do i stand|am i)\b"),
    (Verb.HELP, r"help\W*(?:me\W*)?\Z|help\b(?: with this| please)?\W*\Z|\?+\W*\Z|what can (?:you|i|it) do\b|how (?:does (?:this|it)|do(?:es)? you) work|how (?:do|can) i use\b|what (?:are|is) (?:the )?(?:commands?|options?|you(?: for)?)\b|commands?\W*\Z|(?:instructions|manual|info|about)\W*\Z|what (?:do|should|can) i (?:write|say|send)\b|(?:who|what) are you\b|how do i\b[^\n]{0,60}\?|i(?: am|'m) (?:lost|confused|stuck)\b[^.\n]{0,15}\Z"),
)  # fmt: skip
_COMPILED = tuple((verb, re.compile(rf"(?:{pattern})", re.I)) for verb, pattern in _TABLE)
_ZONE = re.compile(
    r"\A\W*(?:(?:set |change |my )*(?:my )?time ?zones?(?: is| to| should be|:|=)?|zone(?: is| to|:|=)?|i(?:'m| am)(?: now| currently| based| living| staying)? in|i live in|i(?:'ve| have) moved to|i moved to|i(?:'m| am) (?:travell?ing|flying|off) to|"
    r"use|i(?:'m| am) on|it'?s|we(?:'re| are) in|now in)\s+(?P<place>[\w/+:() .,'&-]{2,60}?)(?:\s+(?:now|at the moment|these days|currently|until [\w ]{2,20}|for [\w ]{2,20}|time|from (?:now|today|tomorrow)(?: on)?|please))*\W*\Z",
    re.I,
)
_ZONE_WORD = re.compile(r"\b(?:zone|time)\b|\A\W*(?:i(?:'m| am|'ve| have)?|we|now)\b", re.I)
_LOOSE = frozenset(
    {
        Verb.STOP,
        Verb.WITHOUT,
        Verb.AGAIN,
        Verb.PAUSE,
        Verb.RESUME,
        Verb.STATUS,
        Verb.QUIET,
        Verb.HELP,
        Verb.ROUTINE,
        Verb.EXPORT,
    }
)
# What happened, or who else did it: then "stop" and "quiet" are words of a story.
_TELLS = re.compile(
    r"\b(?:was|were|asked|said|rambled|blanked|went|felt|had|made|told|kept|seemed|couldn'?t|didn'?t|she|he|interviewer)\b",
    re.I,
)
_NOT_ABOUT_US = re.compile(r"\b(?:interview|call) (?:with|at)\b", re.I)


def read(text: str, subject: str = "", *, in_reply: bool = False) -> Command | None:
    """The command of a mail's new text, or of its subject where the text is empty; None where it asks for nothing.

    `in_reply`: it answers a draft of ours, where "drop the" and "add that" are about the draft.
    """
    said = text.strip() or subject.strip()
    if not said or len(said.split()) > WORDS_AT_MOST:
        return None
    line = next(each for each in said.splitlines() if each.strip())[:400]
    wanted = line[_POLITE.match(line).end() :] if _POLITE.match(line) else line  # type: ignore[union-attr]
    wanted = wanted or line
    if (zone := _zone(wanted)) is not None:
        return zone
    for verb, pattern in _COMPILED:
        hit = pattern.match(wanted)
        if hit is None or (
            verb in (Verb.STOP, Verb.DROP, Verb.STATUS, Verb.QUIET, Verb.ADD) and _NOT_ABOUT_US.search(wanted)
        ):
            continue
        if verb in _LOOSE and _TELLS.search(wanted):
            continue
        if in_reply and verb in (Verb.DROP, Verb.ADD, Verb.PIN) and not _about_lines(wanted):
            continue
        groups = hit.groupdict()
        rest = (groups.get("rest") or wanted[hit.end() :]).strip(" .!:,")
        numbers = (
            tuple(int(number) for number in re.findall(r"\d{1,2}", hit[1]))
            if hit.re.groups and hit.lastindex and not groups.get("rest") and verb in (Verb.DROP, Verb.PIN)
            else ()
        )
        if verb in (Verb.PAUSE, Verb.QUIET):
            rest = wanted
        if verb in (Verb.WITHOUT, Verb.AGAIN):
            rest = next(phase for phase, words in _PHASES if re.search(words, hit[0], re.I))
        return Command(verb, rest, numbers)
    return None


def _about_lines(wanted: str) -> bool:
    return bool(
        re.match(r"\w+\s+(?:lines?\s+|numbers?\s+|#)?\d|\w+\s*:|.*\b(?:list|routine|checklist)\b", wanted, re.I)
    )


def _zone(wanted: str) -> Command | None:
    hit = _ZONE.match(wanted)
    if hit is None:
        return None
    place = hit["place"].strip(" .,")
    key = when.zone_named(place) or when.zone_named(f"{place} time")
    explicit = bool(re.match(r"\W*(?:set |change |my )*(?:my )?(?:time ?)?zone", wanted, re.I))
    if key is None and not explicit:
        return None
    if not explicit and not _ZONE_WORD.search(wanted):
        return None
    return Command(Verb.ZONE, key or place)


def place(text: str) -> str | None:
    """The zone of a bare place, as an answer to "which city?": "Berlin", "in Toronto", "Eastern time"."""
    bare = re.sub(
        r"\A\W*(?:no,?\s+|actually,?\s+|wrong,?\s+)?(?:it'?s |i'?m |i am |we'?re )?(?:in |at |on |based in )?",
        "",
        text.strip(),
        flags=re.I,
    ).strip(" .!")
    if not 0 < len(bare.split()) <= 4 or re.search(r"\d{1,2}(?::\d\d)?\s*(?:am|pm)|\b\d", bare):
        return None
    return when.zone_named(bare) or when.zone_named(f"{bare} time")
