"""The better example that stayed unused, where the person tells enough of it: "my best one was …, I never used it"."""

from __future__ import annotations

import re

from mailer.coach.drafting import sendings, speech
from mailer.coach.drafting.repairs import LONGEST_ANSWER, statement
from mailer.coach.model import Debrief

_UNUSED = r"(?:did ?n['’]?o?t|did not|never|forgot to|could ?n['’]?t|could not) (?:use|tell|told|give|gave|mention|mentioned|say|said|used|think of|thought of) (?:it|that|this)\b"
BETTER = re.compile(
    rf"\b(?:my (?:best|better|real|strongest|proper) (?:example|story|answer|one) (?:was|is|would have been)|i (?:had|have) a (?:much )?(?:better|good|stronger|real) (?:example|story|answer|one)[,:]) (?P<told>[^.;!?\n]{{12,140}}?),? (?:and|but) (?:i )?{_UNUSED}",
    re.I,
)
REMEMBERED = re.compile(
    r"\b(?:on the (?:bus|train|tube|way (?:home|back|out)|drive home)|afterwards|later|at home|in the car|that (?:night|evening)|now)(?: on)?,? i (?:have |['’]ve )?(?:remembered|thought of|remember) (?:the (?:time|day|night)(?: when| that)? )(?P<told>(?:i|we) [^.;!?\n]{12,120}?)(?=[.;!?\n]|,? (?:and|but) (?:i (?:did|could|should|never)|it|that)|$)",
    re.I,
)
PREPARED = re.compile(
    r"\bi(?:['’]d| had) (?:an?|my|the|one) (?:better |good |perfect |whole )?(?:answer|example|reply|story|point) (?:prepared|ready)[,:] (?P<thing>(?:the|my) [^.,;:!?\n]{4,60}),? (?:and|but) (?:i )?(?:did not|did ?n['’]?t|never|forgot)",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:I|we)(?:'d|'ve)? (?:\w+ )?(?:\w+ed|ran|led|made|built|wrote|got|took|found|kept|held|taught|won|sold|drove|fed|brought|went|did|had|stayed|set)\b",
    re.I,
)


def example(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return a better example that the person tells enough of for a reader."""
    said = statement(match["told"], debrief, marked=True)
    said = speech.to_you(said, sole=len(debrief.interviewers) < 2) if said else None
    enough = said is not None and _HAPPENED.search(said) and 6 <= len(speech.words(said)) <= LONGEST_ANSWER
    return said if enough else None


def prepared(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return what was ready to be told and was not."""
    return sendings.noun(match["thing"], debrief)
