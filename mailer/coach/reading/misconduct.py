"""What the other side did wrong: told, kept apart, and never the person's fault."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Place
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement

_IMPROPER = re.compile(
    r"\b(?:ask\w*|wanted to know|question\w*|quer\w+|commented|remark\w*|joked?|said|told)\b[^.!?\n]{0,50}\b(?:(?:planning|plan|have|having|want|any|young|small) (?:on )?(?:to have |any |more )?(?:children|kids|babies|a baby|a family)|childcare|child care|pregnan\w+|married|marriage|husband|boyfriend|"
    r"my age|how old|old are you|religio\w+|church|mosque|where i(?:'?m| am) (?:really|originally) from|originally from|my accent|disabilit\w+|my health|period|sexual\w*|gay|women (?:are|can'?t|leave|don'?t)|a man'?s|young man'?s|a woman|too old|skin|race|caste|politic\w+)",
    re.IGNORECASE,
)
_RUDE = re.compile(
    r"\b(?:(?:he|she|they|interviewers?|panel|manager|guy|lady|man|woman|boss|owner|director|hr|one of them|(?-i:[A-Z][a-z]+))\b(?: \w+){0,4}? (?:shout\w*|yell\w*|sneer\w*|insult\w*|mock(?:ed|s|ing)|laughed at me|swore at|rude\w*|hostile|aggressive|eating|ate (?:his|her|their|lunch)|(?:was|were|kept) (?:texting|on (?:his|her|their) phone|typing|yawning|checking (?:his|her|their) (?:phone|email))|late|forgot|never (?:turned|showed)|"
    r"hadn'?t (?:even )?(?:read|looked)|kept (?:interrupting|me waiting|cutting)|interrupt\w+ me|rolled (?:his|her|their) eyes|cut me off|hung up))\b",
    re.IGNORECASE,
)

_MINE_FIRST = re.compile(r"\W*(?:\w+\W+){0,3}?(?:i|i'?m|i'?d|my|we)\b", re.IGNORECASE)


def improper(words: str) -> bool:
    """Does it tell, from the other side on, of a question or remark that was not theirs to make?"""
    told = _IMPROPER.search(words)
    return told is not None and not _MINE_FIRST.match(words[: told.start()])


def misconduct(clauses: Sequence[Clause], judged: Sequence[Judgement]) -> tuple[Place, ...]:
    """Return the places at which the interviewers' own misbehaviour is told."""
    return tuple(
        Place(clause.start, clause.end)
        for clause, judgement in zip(clauses, judged, strict=True)
        if judgement.positive < 0.5
        and (improper(clause.text) or (_RUDE.search(clause.text) and judgement.trap > judgement.mistake))
    )
