"""What was offered or given in the room, or went well with a machine, and is no job: "they offered me a coffee"."""

from __future__ import annotations

import re

# Given in the room, or done by a machine: a coffee, a seat, a lift; a fax that was successful. No job is.
_GIVEN = re.compile(
    r"\b(?:(?:offer(?:ed|s|ing)?|gave|gives|given|giving)\s+(?:me|us)|(?:was|were|got|been|get|am|being)\s+(?:offered|given))\s+"
    r"(?P<what>(?!(?:it|one)\b)[^.,;:!?\n]{1,80}?)(?=[.,;:!?\n]|\s(?:and|but|so|then|because|cos|which|when|while|before|after|if|i|they|he|she)\b|\Z)",
    re.I,
)
_OF_A_JOB = re.compile(
    r"\b(?:jobs?|roles?|posts?|positions?|gig|offer|contract|internship|apprenticeship|traineeship|placement|trust|start|permanent|full[- ]?time|part[- ]?time|temporary|salary|"
    r"(?<!a )pay|an hour|hours a week|no\b|interviews?|calls?|chat|meeting|slot|screen\w*|rounds?|stage|trial|shifts?|assessment|call ?back|second|final|(?:a|the|my) place(?! to\b)|the part)\b|\d ?k\b|[£$€]|\d{2,3},?000",
    re.I,
)
_SENTENCE, _WORKED = re.compile(r"[^.!?\n]+"), re.compile(r"\bsuccessful\b", re.I)
_OF_SOMEBODY = re.compile(
    r"\b(?:i|i['’]m|im|me|my|you|your|they|he|she|application|interview|candidate|applicant)\b", re.I
)


def unoffered(text: str) -> str:
    """The text without what was offered or successful and is no job."""
    kept = _GIVEN.sub(lambda hit: hit[0] if _OF_A_JOB.search(hit["what"]) else " ", text)
    return _SENTENCE.sub(lambda hit: " " if _by_a_machine(hit[0]) else hit[0], kept)


def _by_a_machine(sentence: str) -> bool:
    return bool(_WORKED.search(sentence)) and len(sentence.split()) > 2 and not _OF_SOMEBODY.search(sentence)
