"""What was offered or given in the room, or went well with a machine, and is no job: "they offered me a coffee"."""

from __future__ import annotations

import re

from mailer.message.appointment.cues import ROLE_NOUN

_GIVEN = re.compile(
    r"\b(?:(?P<gave>gave|gives|given|giving)\s+(?:me|us)|offer(?:ed|s|ing)?\s+(?:me|us)|(?:was|were|got|been|get|am|being)\s+(?:offered|given))\s+"
    r"(?P<what>(?!(?:it|one)\b)(?:[^.,;:!?\n]|\.(?=\d)){1,80}?)(?=[.,;:!?\n]|\s(?:and|but|so|then|because|cos|which|when|while|before|after|if|i|they|he|she)\b|\Z)",
    re.I,
)
# What is given may be anything; what is offered is a job, unless it is of these.
_OF_THE_ROOM = re.compile(
    r"\b(?:coffees?|teas?|water|drinks?|brew|cuppa|cup|mug|glass|bottle|juice|coke|squash|biscuits?|cookies?|cakes?|sweets?|mints?|chocolates?|gum|snacks?|lunch|breakfast|dinner|sandwich\w*|food|meal|fruit|"
    r"seats?|chair|sofa|stool|lift|ride|taxi|cab|parking|tour|look|walk|tissues?|hand|handshake|hug|pen|pencil|paper|notebook|card|badge|lanyard|jacket|coat|umbrella|charger|plaster|cigarette|smoke|vape|"
    r"minutes?|moment|break|breather|chance|opportunity|go|try|more time|extra time|help|advice|tips?|feedback|sympathy|condolences|congratulations|apology|apologies|place to|hint|clue|examples?|choice|discount|voucher|"
    r"samples?|towel|toilet|bathroom|wi-?fi|headphones|mask|gloves|apron|boots|hi-?vis|calculator|whiteboard|his|her|their)\b",
    re.I,
)
_OF_A_JOB = re.compile(
    r"\b(?:jobs?|roles?|posts?|positions?|gig|offer|contract|internship|apprenticeship|traineeship|placement|trust|start|permanent|full[- ]?time|part[- ]?time|temporary|salary|money|wages?|rate|yes\b|verbal|conditional|thumbs up|green light|"
    r"(?<!a )pay|an hour|hours a week|no\b|interviews?|(?<!to )calls?|chat|meeting|slot|screen\w*|rounds?|stage|trial|shifts?|assessment|call ?back|second|final|(?:a|the|my) place(?! to\b)|the part)\b|\d ?k\b|[£$€]|\d{2,3},?000",
    re.I,
)
_SENTENCE, _WORKED = re.compile(r"[^.!?\n]+"), re.compile(r"\bsuccessful\b", re.I)
_OF_SOMEBODY = re.compile(
    r"\b(?:i|i['’]m|im|me|my|you|your|they|he|she|application|interview|candidate|applicant)\b", re.I
)


def unoffered(text: str) -> str:
    """The text without what was offered or successful and is no job."""
    kept = _GIVEN.sub(lambda hit: " " if _of_the_room(hit) else hit[0], text)
    return _SENTENCE.sub(lambda hit: " " if _by_a_machine(hit[0]) else hit[0], kept)


def _of_the_room(hit: re.Match[str]) -> bool:
    """Is it no job, and nothing that comes with one? The manager who gave a seat is none."""
    thing = re.split(r"\s(?:by|from|with|at|to|for|in|on|of)\s", hit["what"], maxsplit=1)[0]
    if _OF_A_JOB.search(hit["what"]) or ROLE_NOUN.search(thing):
        return False
    return bool(hit["gave"] or _OF_THE_ROOM.search(hit["what"]))


def _by_a_machine(sentence: str) -> bool:
    return bool(_WORKED.search(sentence)) and len(sentence.split()) > 2 and not _OF_SOMEBODY.search(sentence)
