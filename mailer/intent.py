"""What a mail wants: an ordered table of small rules, the only doorway between message and coach.

The first rule that applies decides. Each looks at the new text, the parts, and what the mail answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailer import when
from mailer.message.body import Body
from mailer.message.parse import Message


class Intent(StrEnum):
    """What a mail wants."""

    DEBRIEF = "debrief"  # tells of an interview that was
    INTERVIEW = "interview"  # tells of an interview to come, to move or to cancel
    REVISE = "revise"  # asks for a change in a draft
    OUTCOME = "outcome"  # rejected, accepted, no news
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

    @property
    def text(self) -> str:
        """The words that were newly written."""
        return self.body.new.strip()

    @property
    def words(self) -> int:
        """How many words were newly written."""
        return len(self.text.split())


_COMMAND = re.compile(
    r"^\W*(help|status|routine|pause|resume|export|forget me|stop|unsubscribe|add\b.*|drop\b.*|pin\b.*|zone\b.*|quiet\b.*)"
    r"(?:\s*please)?\W*$",
    re.I,
)
_NO_SIGNATURE_WORDS = 12
_PAST = re.compile(
    r"\b(?:i|we|they|he|she|it)\s+(?:\w+ly\s+)?(?:was|were|did|didn'?t|had|got|went|said|asked|blanked|forgot|froze|"
    r"rambled|talked|told|felt|couldn'?t|made|messed|screwed|bombed|nailed|answered|arrived|thought|came|lost|knew|"
    r"showed|gave|started|ran|mentioned|seemed|liked|laughed|smiled|spoke|turned|missed|left|spilled|spilt|cried)\b"
    r"|\b(?:went (?:well|ok|okay|badly|fine|terribl\w+|horribl\w+|great|alright)|how it went|just (?:had|finished|got out|came out|done)|"
    r"got there|was late|bombed|blanked|forgot|rambled|froze|messed up|screwed up|what went (?:wrong|right|well))\b",
    re.I,
)
_INTERVIEW = re.compile(
    r"\b(?:interview|call|chat|meeting|screen(?:ing)?|assessment|superday|on-?site|panel|loop|coffee|presentation|trial shift)\b",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:moved|rescheduled?|resched|postponed?|pushed|put back|brought forward|changed) (?:it |the interview |my interview |"
    r"our (?:call|interview|meeting) )?(?:to|back|until|till|by|from|for)\b|\b(?:has|have|been|is|was|got) (?:now )?(?:moved|rescheduled|postponed)\b"
    r"|\b(?:interview|call|it)(?:'s| is| was| has been| got)? (?:cancell?ed|called off|off)\b|\bcancel(?:l?ed)? (?:the|my|our) (?:interview|call)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:they|acme|company|recruiter|hr)?\s*(?:rejected me|turned me down|said no|went with (?:someone|somebody|another|other|an internal)|"
    r"offered me|gave me the job|made me an offer|ghosted me)\b"
    r"|\b(?:i )?(?:got (?:it|the job|an offer|the offer|rejected|turned down|a rejection|through to|the gig|the post|the role)|didn'?t get (?:it|the job|through|the role|the post)|"
    r"did not get (?:it|the job)|was (?:rejected|unsuccessful|successful)|been rejected|not selected|no news|(?:haven'?t|not) heard (?:anything|back|from them)|"
    r"heard nothing|still nothing|radio silence|no reply from)\b",
    re.I,
)
_REJECTION = re.compile(
    r"\b(?:we (?:regret|have decided (?:not )?to (?:move|proceed|progress|go)|will not be|are unable to offer|won'?t be)|not (?:be )?(?:moving|progressing|proceeding) forward|"
    r"other candidates|on this occasion|unsuccessful|pleased to (?:offer|confirm your offer)|offer (?:letter|of employment))\b",
    re.I,
)
_REVISE = re.compile(
    r"\b(?:shorter|longer|warmer|cooler|formal|informal|casual|friendlier|mention|leave out|take out|drop the|remove|without the|add that|"
    r"her name|his name|their name|(?:it'?s|name is|spelled|spelt)|instead of|change|rewrite|reword|redo|another version|don'?t say|"
    r"i also|i forgot to (?:say|tell|mention)|less|more)\b",
    re.I,
)


_WORD = re.compile(r"\b(?=\w*[aeiouy])[a-z'’]{1,24}\b", re.I)


def _says_something(t: Telling) -> bool:
    return len({word.lower() for word in _WORD.findall(t.text)}) >= 3


def _is_command(t: Telling) -> bool:
    line = t.text.splitlines()[0] if t.text else t.message.subject
    return bool(_COMMAND.match(line)) and t.words <= _NO_SIGNATURE_WORDS


def _coming(t: Telling, text: str) -> bool:
    found = when.best(text, reference=t.reference, zone=t.zone)
    return any(reading.instant > t.reference for reading in found.readings)


def _tells_of_the_past(t: Telling) -> bool:
    return len(_PAST.findall(t.text)) >= (1 if t.words < 40 else 2)


def _is_interview(t: Telling) -> bool:
    if t.body.forwarded is not None and not _tells_of_the_past(t):
        return _coming(t, t.body.forwarded.text)
    about = f"{t.message.subject}\n{t.text}"
    return not _tells_of_the_past(t) and bool(_INTERVIEW.search(about)) and _coming(t, about)


_TABLE: tuple[tuple[Callable[[Telling], bool], Intent], ...] = (
    (lambda t: t.bounced, Intent.BOUNCE),
    (lambda t: t.automatic is not None and not t.invitation, Intent.AUTOMATIC),
    (lambda t: t.invitation, Intent.INTERVIEW),
    (_is_command, Intent.COMMAND),
    (lambda t: t.body.forwarded is not None and bool(_REJECTION.search(t.body.forwarded.text)), Intent.OUTCOME),
    (lambda t: t.words < 60 and bool(_MOVED.search(t.text)) and not _tells_of_the_past(t), Intent.INTERVIEW),
    (lambda t: t.words < 60 and bool(_OUTCOME.search(t.text)), Intent.OUTCOME),
    (lambda t: t.answers == "debrief" and t.words < 80 and bool(_REVISE.search(t.text)), Intent.REVISE),
    (_is_interview, Intent.INTERVIEW),
    (_says_something, Intent.DEBRIEF),
)


def classify(telling: Telling) -> Intent:
    """Return the intent of the first rule that applies; UNCLEAR where none does."""
    return next((intent for applies, intent in _TABLE if applies(telling)), Intent.UNCLEAR)
