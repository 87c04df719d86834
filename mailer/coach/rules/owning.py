"""Checks of ownership: only through the gate, once, briefly, without blame (rules 5, 6, 7, 9, 10)."""

from __future__ import annotations

import re

from mailer.coach.model import Move
from mailer.coach.rules.case import Case, holds, sentences, told, words

OWNING = re.compile(
    r"\b(sorry|apolog\w*|my (own )?(mistake|fault|error)|i should have|my doing|i take responsibility|the fault is mine|i own)\b",
    re.I,
)
LONGEST = 35  # words of an ownership sentence


def owning(case: Case) -> list[int]:
    """Return which sentences own something, by their place in the note."""
    return [at for at, sentence in enumerate(told(case.body)) if OWNING.search(sentence) or _ruled(sentence, case)]


def _ruled(sentence: str, case: Case) -> bool:
    """Say whether a sentence is one that a kind has ready, of a mistake that the gate owns."""
    ready = [note for each in case.rulings if each.move is Move.APOLOGISE and each.kind for note in each.kind.note]
    parts = {" ".join(words(part)) for note in ready for part in sentences(note)}
    return " ".join(words(sentence)) in parts


def betrayed(case: Case) -> str | None:
    """Return the word by which the note betrays a mistake that it leaves out, or None."""
    owned = {word for each in case.rulings if each.move is not Move.OMIT and each.kind for word in each.kind.synonyms}
    for ruling in case.rulings:
        if ruling.move is Move.OMIT and ruling.kind:
            found = holds(case.body, tuple(each for each in ruling.kind.synonyms if each not in owned))
            if found:
                return found
    return None


def gated(case: Case) -> bool:
    """Rule 5: nothing is owned but what the gate says, and no left-out mistake shows by a synonym."""
    every = told(case.body)
    return all(_ruled(every[at], case) for at in owning(case)) and betrayed(case) is None


def owned_once(case: Case) -> bool | None:
    """Rule 6: at most one ownership sentence (two parts of one statement count as one), at most 35 words, well placed."""
    if not any(each.move is Move.APOLOGISE for each in case.rulings):
        return None
    at = owning(case)
    every = told(case.body)
    if not at:
        return False
    if sum(len(words(every[each])) for each in at) > LONGEST or at != list(range(at[0], at[0] + len(at))):
        return False
    first = at[0] == 0
    return first == case.failure and at[-1] != len(every) - 1


def sorry_once(case: Case) -> bool:
    """Rule 7: at most one "sorry" in the note, none where nothing is owned."""
    count = sum(
        1
        for word in words(f"{case.draft.subject} {case.body}" if not case.failure else case.body)
        if word in case.phrases.all("words.sorry")
    )
    return count <= (1 if any(each.move is Move.APOLOGISE for each in case.rulings) else 0)


def no_blame(case: Case) -> bool:
    """Rule 9: no word of blame for the interviewer, the traffic, the recruiter, the housemates, an illness."""
    return holds(case.ours, case.phrases.all("words.blame")) is None


def supplied(case: Case) -> bool | None:
    """Rule 10: the better answer that the gate passed is offered, and not labelled as a mistake."""
    if not case.answers:
        return None
    body = " ".join(words(case.body))
    labelled = re.search(r"\b(i (forgot|failed)|my (bad|poor|weak) answer|i messed|my mistake was)\b", case.body, re.I)
    return not labelled and all(" ".join(words(each)) in body for each in case.answers)
