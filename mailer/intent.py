"""What a mail wants: an ordered table of small rules, the only doorway between message and coach.

The first rule that applies decides. Each looks at the new text, the parts, and what the mail answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailer import when
from mailer.coach import outcomes, revising
from mailer.coach.outcomes import Result
from mailer.message import answers, appointment, changes, command, given, recorded, soon
from mailer.message.appointment import named
from mailer.message.body import Body
from mailer.message.command import Verb
from mailer.message.parse import Message
from mailer.message.several import apart


class Intent(StrEnum):
    """What a mail wants."""

    DEBRIEF = "debrief"  # tells of an interview that was
    INTERVIEW = "interview"  # tells of an interview to come, to move or to cancel
    REVISE = "revise"  # asks for a change in a draft
    OUTCOME = "outcome"  # rejected, accepted, no news
    SEVERAL = "several"  # more than one of these in a few words
    COMMAND = "command"  # help, status, routine, …
    BOUNCE = "bounce"  # a mail of ours came back
    AUTOMATIC = "automatic"  # a machine's; never answered
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Telling:
    """What the rules look at."""

    message: Message
    body: Body
    answers: str | None  # the kind of our mail that it answers
    automatic: str | None
    invitation: bool
    bounced: bool
    reference: datetime  # the mail's own date, or when it came
    zone: ZoneInfo
    asked: str | None = (
        None  # what we asked and wait to hear: which, time, date, when, interview, meant, not_interview, forget
    )
    drafted: bool = False  # a note was drafted for this person within the last days
    stop: bool = False  # written to the address that ends the mails

    @property
    def text(self) -> str:
        """The words that were newly written."""
        return self.body.new.strip()

    @property
    def words(self) -> int:
        """How many words were newly written."""
        return len(self.text.split())


_PAST = re.compile(
    r"\b(?:i|we|they|he|she|it)\s+(?:\w+ly\s+)?(?:was|were|did|didn'?t|had|got|went|said|asked|blanked|forgot|froze|"
    r"rambled|talked|told|felt|couldn'?t|made|messed|screwed|bombed|nailed|answered|arrived|thought|came|lost|knew|"
    r"showed|gave|started|ran|mentioned|seemed|liked|laughed|smiled|spoke|turned|missed|left|spilled|spilt|cried)\b"
    r"|\A\W*(?:so |well |just |ok )*(?:had|did|finished|came out of|got out of|back from|out of|done with|walked out of) (?:my|the|an?|that|this)\b(?! (?:call|mail|message|e-?mail|letter|text|invit\w+))"
    r"|\b(?:i|we|they|he|she|it)\s+(?:\w+ly\s+)?(?:shouted|yelled|raised|snapped|walked|argued|stormed|interrupted|insulted|panicked|stumbled|struggled|mumbled|stuttered|"
    r"waffled|sweated|shook|apologi[sz]ed|explained|described|finished|hated|loved|enjoyed|failed|blew|choked|ruined|fluffed|botched|swore|stared|yawned|sighed|frowned|nodded|cut)\b"
    r"|\b(?:went (?:blank|red|silent|quiet)|(?:totally|completely|utterly|absolutely|so|such an?|i'?m) (?:\w+ )?(?:worthless|useless|stupid|pathetic|idiot|embarrass\w+|humiliat\w+)|(?:worthless|useless|pathetic|terrible|awful|dreadful) (?:performance|answers?|interview)|car crash|train ?wreck)\b"
    r"|\b(?:went (?:well|ok|okay|badly|fine|terribl\w+|horribl\w+|great|alright)|how it went|just (?:had|finished|got out|came out|done)|"
    r"got there|was late|bombed|blanked|forgot|rambled|froze|messed up|screwed up|what went (?:wrong|right|well))\b",
    re.I,
)
_ABOUT_INTERVIEWS = frozenset({"which", "time", "date", "when", "interview", "meant", "not_interview"})
_ANNOUNCED = frozenset({"echo", "left_alone", "night_before", "morning_of", "minutes_before"})
_CORRECTS = re.compile(
    r"\b(?:it'?s|it is|actually|wrong|not|no,|should be|name is|name'?s|called|spel(?:led|t)|by phone|on the phone|by video|in person|on-?site|"
    r"on zoom|via|with|cancel|the (?:company|role|place|address|link|time|zone)|is an? interview)\b|https?://",
    re.I,
)
_AN_OUTCOME = re.compile(r"\b(?:offer|rejected|turned (?:me )?down|got (?:it|the job)|didn'?t get)\b", re.I)
_GOT = re.compile(
    r"\A\W*(?:just |finally )?(?:got|landed|have) (?:an?|another|my first) (?:[\w-]+ )?interview|\b(?:i(?:'ve| have)? (?:just )?(?:got|have|landed|been (?:asked|invited|given|offered))|they(?:'ve| have)? (?:invited|asked|want(?:ed)?|offered)|(?:first|second|third|final|next) (?:interview|round|stage)|new interview|interview (?:with|at|for))\b",
    re.I,
)
_INTERVIEW = re.compile(
    r"\b(?:interviews?|calls?|chat|meeting|screen(?:ing)?|assessment|superday|super day|on-?site|panel|loop|coffee|presentation|trial (?:shift|day)|round|stage|interviewing|shift|hirevue|phoner|teaching demo|lesson|zoom|teams|google meet|skype|hiring manager|(?:new|another|second) one (?=with|at|for))\b",
    re.I,
)
# Our mails that carry a note, or follow one: an answer to them is about the note.
_NOTES = frozenset({"debrief", "revised", "note", "accepted", "follow_up", "rejection", "offer"})
_ANOTHER = re.compile(
    r"\b(?:just |i )?(?:had|finished|came out of|did|got out of|back from) (?:an?|another|my|the|today'?s|this morning'?s) (?:\w+ ){0,2}(?:interview|call|screen|panel)\b|\binterview(?:ed)? (?:at|with|for) (?-i:[A-Z])",
    re.I,
)


_WORD = re.compile(r"\b(?=\w*[aeiouy])[a-z'’]{1,24}\b", re.I)


def _says_something(t: Telling) -> bool:
    return len({word.lower() for word in _WORD.findall(t.text)}) >= 3


def _is_command(t: Telling) -> bool:
    if t.asked == "forget" and (answers.said_yes(t.text) or answers.said_no(t.text)):
        return True
    if t.body.forwarded is not None:
        return False
    if t.answers in _ANNOUNCED and command.place(t.text) is not None:
        return True
    return command.read(t.text, t.message.subject, in_reply=t.answers == "debrief") is not None


def _settles(t: Telling) -> bool:
    """An answer to a question about an interview, or to a mail of ours that tells of one."""
    if t.asked in _ABOUT_INTERVIEWS and t.words <= 8 and _short_answer(t):
        return True
    if t.answers == "ask":
        return t.words <= 40 and not _tells_of_the_past(t)
    if t.answers not in _ANNOUNCED or _tells_of_the_past(t):
        return False
    return t.words <= 40 and (
        _coming(t, t.text)
        or bool(_CORRECTS.search(t.text))
        or bool(when.find(appointment.unstamped(t.text), reference=t.reference, zone=t.zone))
    )


def _short_answer(t: Telling) -> bool:
    if answers.picked(t.text, 9) is not None or (t.answers == "ask" and not _tells_of_the_past(t)):
        return True
    found = when.find(appointment.unstamped(t.text), reference=t.reference, zone=t.zone)
    return (bool(found) and not _tells_of_the_past(t)) or _agrees(t)


def _agrees(t: Telling) -> bool:
    if t.asked == "meant" and answers.said_no(t.text):
        return True
    return t.asked in ("meant", "not_interview") and answers.said_yes(t.text)


def _is_change(t: Telling) -> bool:
    """Words that an interview is off or moves, the person's own or passed on."""
    if t.body.forwarded is not None and not _tells_of_the_past(t):
        passed_on = f"{t.body.forwarded.subject}\n{t.body.forwarded.text}"
        if (
            changes.wants(passed_on, own=False)
            and _INTERVIEW.search(passed_on)
            and outcomes.passed_on(passed_on) not in _DECIDED
        ):
            return True
    return (
        t.words < 60
        and not _tells_of_the_past(t)
        and changes.wants(t.text) is not None
        and not _AN_OUTCOME.search(t.text)
    )


def _spelled(t: Telling, text: str) -> str:
    """The text with its times as one can read them, and without a machine's."""
    return recorded.as_start(soon.spelled(appointment.unstamped(text), t.reference, t.zone), t.reference, t.zone)


def _coming(t: Telling, text: str) -> bool:
    found = when.best(_spelled(t, text), reference=t.reference, zone=t.zone)
    return any(reading.instant > t.reference for reading in found.readings)


# Being asked lies behind, what one is asked to lies ahead.
_INVITED = re.compile(
    r"\b(?:i|we|they|she|he|it)(?:'ve| have|'s| has|'m| am| was| got| just)*\s+(?:just\s+|also\s+)?(?:got |been |was |were )?(?:an? (?:[\w-]+ ){0,3}(?:interview|hirevue)|sent|invited|shortlisted|selected|called|asked|offered)\b(?: (?:me|us))?",
    re.I,
)


def _tells_of_the_past(t: Telling) -> bool:
    return len(_PAST.findall(_INVITED.sub(" ", t.text))) >= (1 if t.words < 40 else 2)


_ONE_MORE = re.compile(
    r"\A\W*(?:(?:and|also|oh|ok|hi|hey|btw|ps|by the way)\b\W*)*(?:i(?:'ve| have)? )?(?:just )?(?:also )?(?:(?:got|have|landed) )?(?:an?other|one more|a new|new|(?:an? |the |my )?(?:second|2nd|third|3rd|final|next)) (?:one|interview|call|round)\b|"
    r"\A\W*(?:(?:and|also|oh)\b\W*)*(?:i(?:'ve| have)? )?(?:just )?(?:also )?(?:got |have )?(?:one|an? interview) (?:with|at|for)\b",
    re.I,
)
_SPEAKS_OF_THE_NOTE = re.compile(
    r"\b(?:note|draft|thank[- ]?you|mention|say|write|tell (?:her|him|them)|leave (?:it |that |this )?out|add|put (?:in|it|that)|shorter|longer|warmer|formal|sentence|paragraph|wording|rewrite|sign)\b",
    re.I,
)


def _books(t: Telling) -> bool:
    """A day and a time to come with a firm or a person, told in a few words that are not about the note."""
    if t.body.forwarded is not None or t.words > 60 or _SPEAKS_OF_THE_NOTE.search(t.text) or _tells_of_the_past(t):
        return False
    about = _spelled(t, t.text)
    found = when.best(about, reference=t.reference, zone=t.zone)
    whole = any(each.date and each.time for each in found.moments)
    if not whole or not any(reading.instant > t.reference for reading in found.readings):
        return False
    if _ONE_MORE.search(t.text):
        return True
    told = appointment.read(appointment.blot(about, [(each.span.start, each.span.end) for each in found.moments]))
    return bool(told.company or told.people or _INVITED.search(t.text))


def _one_more(t: Telling) -> bool:
    """Another interview, told below a note."""
    return bool(_ONE_MORE.search(t.text) or _INVITED.search(t.text)) and _books(t)


def _is_interview(t: Telling) -> bool:
    if (t.answers is None and _books(t)) or _one_more(t):
        return True
    if t.body.forwarded is not None and not _tells_of_the_past(t):
        passed_on = f"{t.body.forwarded.subject}\n{t.body.forwarded.text}"
        return _coming(t, passed_on) or (
            changes.invites(passed_on) and bool(when.find(passed_on, reference=t.reference, zone=t.zone))
        )
    if t.answers in ("debrief", "after"):
        return False
    about = given.unoffered(f"{t.message.subject}\n{t.text}")
    meant = bool(_INTERVIEW.search(about)) or recorded.told(about)
    return not _tells_of_the_past(t) and meant and (_coming(t, about) or _to_come(t, about))


def _to_come(t: Telling, about: str) -> bool:
    """A day or a time of something that lies ahead, though one of the two is missing."""
    found = when.best(_spelled(t, about), reference=t.reference, zone=t.zone)
    ahead = any(each.date is None or each.date >= t.reference.date() for each in found.moments)
    return t.words <= 60 and ((ahead and bool(found.moments)) or bool(_GOT.search(about)))


_DECIDED = frozenset({Result.REJECTED, Result.OFFERED})


_EXPECTS = re.compile(
    r"\b(?:i(?:'m| am)?|my)\s+(?:\w+\s+)?(?:think|guess|reckon|expect|suspect|bet|feel|fear|predict|prediction|hunch|assume|imagine|say|not hopeful)\b[^.!?\n]*|\b(?:probably|prob|likely|surely|no doubt)\b[^.!?\n]*",
    re.I,
)


def _is_outcome(t: Telling) -> bool:
    """Words that say what came of it; a debrief that ends in a rejection on the spot is still a debrief."""
    # "I think it's a no" is what they expect, which the mail that asks how it went asks for.
    result = outcomes.told(given.unoffered(_EXPECTS.sub(" ", t.text)))
    if result is None or t.words >= 60 or _ANOTHER.search(t.text):
        return False
    if result is Result.NEXT_ROUND and _coming(t, t.text):
        return False  # when it is matters more: it is noted as an interview, or in the debrief's answer
    decided = named.of_outcome(t.text) and not _SPEAKS_OF_THE_NOTE.search(t.text)
    if t.answers == "debrief" and revising.share(t.text) > 0.5 and not decided:
        return False
    return t.words < 25 or len(_PAST.findall(t.text)) < 4


def _is_revision(t: Telling) -> bool:
    """Words that plainly ask for a change of the note: under it, or lately drafted and nothing else told."""
    if t.body.forwarded is not None or _ANOTHER.search(t.text):
        return False
    if t.answers in _NOTES and not _one_more(t):
        return t.words < 150 and revising.share(t.text) > 0.4 and outcomes.told(given.unoffered(t.text)) is None
    if _books(t):
        return False
    alone = t.drafted and t.answers is None and t.words < 50 and not _tells_of_the_past(t)
    return alone and revising.share(t.text) >= 0.5 and outcomes.told(given.unoffered(t.text)) is None


def _goes_on(t: Telling) -> bool:
    """An answer to a mail with a note that tells or asks something more, and of no other interview."""
    if t.body.forwarded is not None or t.answers not in _NOTES or not t.text or _ANOTHER.search(t.text):
        return False
    if _one_more(t):
        return False
    return t.words < 80 or (t.words < 160 and revising.share(t.text) > 0.2)


_TABLE: tuple[tuple[Callable[[Telling], bool], Intent], ...] = (
    (lambda t: t.bounced, Intent.BOUNCE),
    (lambda t: t.automatic is not None and not t.invitation, Intent.AUTOMATIC),
    (lambda t: t.stop, Intent.COMMAND),
    (lambda t: t.invitation and not (t.words >= 15 and _tells_of_the_past(t)), Intent.INTERVIEW),
    (lambda t: bool(several(t)), Intent.SEVERAL),
    (_is_command, Intent.COMMAND),
    (_is_revision, Intent.REVISE),
    (_settles, Intent.INTERVIEW),
    (lambda t: t.body.forwarded is not None and outcomes.passed_on(t.body.forwarded.text) in _DECIDED, Intent.OUTCOME),
    (_is_change, Intent.INTERVIEW),
    (_is_outcome, Intent.OUTCOME),
    (_goes_on, Intent.REVISE),
    (_is_interview, Intent.INTERVIEW),
    (_says_something, Intent.DEBRIEF),
)


_SEVERAL_WORDS, _SEVERAL_CHARACTERS = 60, 1_000
_TOGETHER = frozenset({Intent.COMMAND, Intent.INTERVIEW, Intent.OUTCOME})
_IN_OWN_WORDS = frozenset({Verb.ADD, Verb.DROP, Verb.PIN})
# "Stop rambling" is a resolution, and "leave me alone" may be said of somebody: only what speaks of mail ends the mail.
_STOPS_MAIL = re.compile(r"\b(?:stop|pause)\W*\Z|\bpause\b|mail|messag|remind|notif|writing|unsubscribe|sending", re.I)
_SENTENCE_AT_MOST = 400
_FIRST, _LAST = re.compile(r"\A[^.!?\n]+[.!?\n]"), re.compile(r"[^.!?\n]+[.!?]?\s*\Z")
_ASKS_US = re.compile(
    r"\W*(?:(?:and|also|ps|p\.s\.?|btw|by the way|oh and)[\s,:]+)*(?:please|pls|plz|can you|could you|would you)\b",
    re.I,
)
# What the news are comes next: "Bad news, it's off" tells one thing.
_LEADS_UP = re.compile(
    r"\W*(?:(?:some|more|a bit of|bit of|the) )?(?:bad|sad|terrible|unfortunate|annoying|no good) news\W*", re.I
)
_SETTINGS = frozenset({Verb.PAUSE, Verb.STOP, Verb.RESUME, Verb.QUIET, Verb.WITHOUT, Verb.AGAIN})


def several(t: Telling) -> tuple[tuple[Intent, str], ...]:
    """Each thing that a short mail asks for, with its intent; a story and what is asked besides; empty where it is one."""
    if t.body.forwarded is not None or t.invitation or t.asked == "forget" or t.answers == "ask":
        return ()
    if _tells_of_the_past(t):
        return _besides_a_story(t)
    if t.words > _SEVERAL_WORDS or len(t.text) > _SEVERAL_CHARACTERS:
        return ()
    parts = apart(t.text, lambda part: _matter(t, part) is not None, _takes_all)
    found = tuple((matter, part) for part in parts if (matter := _matter(t, part)) is not None)
    # Two interviews to come are told in one breath, and booked so.
    all_to_come = all(matter is Intent.INTERVIEW and changes.wants(part) is None for matter, part in found)
    # Outcomes alone are a tale: "had nothing since, and it got further away".
    all_outcomes = all(matter is Intent.OUTCOME for matter, _ in found)
    return () if all_to_come or all_outcomes else found


def _besides_a_story(t: Telling) -> tuple[tuple[Intent, str], ...]:
    """What the last or the first sentence of a debrief plainly asks of the house, and the debrief without it."""
    # Only the end is searched for the last sentence: where there is none, each blank of a long line would be tried.
    for sentence in (_LAST.search(t.text, max(0, len(t.text) - _SENTENCE_AT_MOST)), _FIRST.match(t.text)):
        asks = command.read(sentence[0]) if sentence and _ASKS_US.match(sentence[0]) else None
        if sentence and asks and asks.verb in _SETTINGS and _STOPS_MAIL.search(sentence[0]):
            rest = t.text.replace(sentence[0], " ", 1).strip()
            return ((Intent.COMMAND, sentence[0].strip()), (Intent.DEBRIEF, rest)) if rest else ()
    return ()


def _matter(t: Telling, part: str) -> Intent | None:
    """What a part of a mail asks for by itself."""
    if _LEADS_UP.fullmatch(part):
        return None
    one = replace(t, body=replace(t.body, new=part), message=replace(t.message, subject=""), stop=False)
    asks = command.read(part, in_reply=t.answers == "debrief")
    if asks is not None:
        return Intent.COMMAND if asks.verb is not Verb.STOP or _STOPS_MAIL.search(part) else None
    intent = next((intent for applies, intent in _ALONE if applies(one)), None)
    return intent if intent in _TOGETHER else None


def _takes_all(part: str) -> bool:
    asks = command.read(part)
    return asks is not None and asks.verb in _IN_OWN_WORDS and not asks.numbers


_ALONE = tuple(rule for rule in _TABLE if rule[0] in (_is_change, _is_outcome, _is_interview))


def classify(telling: Telling) -> Intent:
    """Return the intent of the first rule that applies; UNCLEAR where none does."""
    return next((intent for applies, intent in _TABLE if applies(telling)), Intent.UNCLEAR)
