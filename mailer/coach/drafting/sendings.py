"""What the person could send, or was asked for: "can I still send it?", "he said just send a photo"."""

from __future__ import annotations

import re

from mailer.coach.drafting import speech
from mailer.coach.drafting.specifics import phrase
from mailer.coach.model import Debrief

LOOSE = re.compile(r"\b(it|that|this|them|one|so|not|the|a|an|and|or|to|of|in|on|for|with|about|at|from)$", re.I)
# "Can I still send it?": what was named last that can be sent.
_KINDS = (
    r"(?:certificates?|licen[cs]es?|cards?|tickets?|portfolio|slides|deck|templates?|checklists?|references?"
    r"|solution|design|drawings?|photos?|cv|resume|résumé|transcripts?|papers?|forms?|plans?|files?|links?"
    r"|list|code|quer(?:y|ies)|reports?|samples?|documents?|passport|recipes?|spreadsheet|notes|letter|degree"
    r"|diploma|lesson plan|script|prototype|(?:one[- ])?pager|video|recording|proof of address|dbs|permit"
    r"|payslips?)"
)
_SENDABLE = rf"(?P<thing>(?:my|the|our) (?:[\w'&/-]+ ){{0,4}}?{_KINDS}(?: (?:we|i) (?:used|made|wrote|built))?)"
SENDABLES = re.compile(rf"\b{_SENDABLE}\b", re.I)
SEND_IT = re.compile(
    r"\b(?:(?:can|could|should|shall|may|do) i (?:still |just |maybe )*(?:send|e-?mail|mail|forward|bring|drop)|i (?:can|could|have to|need to|must|should|want to) (?:still |just |then |also )*(?:send|e-?mail|mail|forward)"
    r"|(?:he|she|they|(?-i:[A-Z])\w+) (?:said|told me)(?: that)? (?:i (?:can|could|should) |to |just )+(?:send|e-?mail|mail|forward)|i offered to send|i(?:'ll| will|'m| am going to| said i(?:'d| would)) send(?:ing)?)"
    r" (?:it|them|that|those|one)\b(?! (?:a|an|the|my|some|another|this)\b)",
    re.I,
)
ASKED_FOR = re.compile(
    rf"\b(?:asked (?:me )?for|asked (?:me )?to (?:send|see|mail|email)(?: them| him| her)?|send me) (?:that (?=\w))?(?P<whole>{_SENDABLE})(?= (?:we|i|that)|[,.;:!?\n\"'”’]|\Z| and)",
    re.I,
)
SEND_ME = re.compile(
    rf"\bsend me (?:that|your|the) (?P<thing>(?:[\w-]+ ){{0,3}}?{_KINDS})(?=[,.;:!?\n\"'”’]|\Z| and)", re.I
)
# A field of somebody's list: "Anything to send: the price list".
TO_SEND = re.compile(
    rf"(?:^|\n)[^:\n]{{0,25}}\bto (?:send|forward|mail)(?: (?:on|over|in|after|them|him|her))?: {_SENDABLE}", re.I
)
# "Just send a photo of it": what of.
PHOTO = re.compile(
    r"\b(?:(?:send|e-?mail|mail|text)(?: me| him| her| them)?(?: in)?|asked (?:me )?for) (?:a|the) (?P<what>photo|picture|copy|scan)\b(?! of (?!it\b|that\b|them\b))",
    re.I,
)
SENDING = re.compile(rf"\b(?:i['’]?m|i am|i['’]?ll be|i will be) sending {_SENDABLE}\b", re.I)


# "She wanted a copy of my passport."
COPY_OF = re.compile(
    rf"\b(?:asked (?:me )?for|wants?|wanted|needs?|needed|send|e?mail)(?: (?:them|him|her))? a (?P<what>copy|photo|picture|scan) of {_SENDABLE}",
    re.I,
)


def copy_of(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return the copy that was asked for."""
    named = _sendable(match["thing"], debrief)
    return f"a {match['what'].casefold()} of {named}" if named else None


def copied(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return a copy or a photo of the thing named last."""
    named = [each for each in SENDABLES.finditer(debrief.text[: match.start()]) if match.start() - each.end() < 160]
    noun = _sendable(named[-1]["thing"], debrief) if named else None
    return f"a {match['what'].casefold()} of {noun}" if noun else None


def promised(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return what they asked for, or what the person is sending."""
    thing = match["thing"]
    return _sendable(thing if re.match(r"(?:my|the|our)\b", thing, re.I) else f"the {thing}", debrief)


def sent(match: re.Match[str], debrief: Debrief) -> str | None:
    """Return what "it" is: the last thing named that can be sent."""
    named = [each for each in SENDABLES.finditer(debrief.text[: match.start()]) if match.start() - each.end() < 160]
    return _sendable(named[-1]["thing"], debrief) if named else None


_BY_US = re.compile(r" (?:we|i) (?:used|made|wrote|built)$", re.I)


def _sendable(typed: str, debrief: Debrief) -> str | None:
    """Return a thing that can be sent, with what tells which: "the checklist we used"."""
    which = _BY_US.search(typed)
    named = noun(typed[: which.start()] if which else typed, debrief)
    return f"{named} {speech.mend(which.group(0))}" if named and which else named


def noun(typed: str, debrief: Debrief) -> str | None:
    """Return the thing as a noun phrase, or None where it is a deed, a pronoun or half a phrase."""
    named = phrase(typed, debrief, None)
    if named is None or LOOSE.search(named) or not re.match(r"(?:my|the|some|your)\b", named):
        return None
    return None if re.match(r"(?:my|the) \w+ing$", named) else named
