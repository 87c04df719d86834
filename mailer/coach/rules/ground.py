"""Checks of truth: a thing from this conversation, nothing invented, right names (rules 3, 4, 12)."""

from __future__ import annotations

import re

from mailer.coach.phrases import lexicon, vocabulary
from mailer.coach.rules.case import TITLES, Case, told, words

_GREETING = re.compile(r"^(?:Dear|Hi|Hello)\b\s*(.*?),?$")
_TITLED = TITLES | {"watch", "manager"}
# What person shift and mending may put in place of the person's own word.
_SHIFTED = lexicon(
    "you your my you're you've you'd you'll yours were are have do the that i i'm i've i'd i'll a an role job position"
)
_DOING = {
    "finding": "found", "building": "built", "drawing": "drew", "teaching": "taught", "singing": "sang", "writing": "wrote",
    "making": "made", "giving": "gave", "buying": "bought", "bringing": "brought", "getting": "got", "taking": "took",
    "driving": "drove",
}  # fmt: skip
_STEM = 5  # letters: "interpreting" is traced to "interpreter"


def _sources(case: Case) -> str:
    """Return all that a note may draw on: the debrief, the invitation, the author's name."""
    known = case.known
    parts = (
        case.debrief.text, known.company, known.role, known.subject, case.signed,
        *(each.name for each in known.interviewers), *case.asked,
    )  # fmt: skip
    return " ".join(each for each in parts if each)


def loose(text: str) -> frozenset[str]:
    """Return the words of a text, and each without its apostrophe, so that "dont" stands for "don't"."""
    found = set(words(text))
    found |= {part for each in text.replace("’", "'").casefold().split() for part in re.split(r"[^\w']+", each)}
    return frozenset(found | {each.replace("'", "") for each in found} | {re.sub(r"'s$", "", each) for each in found})


def traced(word: str, theirs: frozenset[str]) -> bool:
    """Say whether `word` (case folded) stands among `theirs`, plain inflections and typed apostrophes aside."""
    bare = re.sub(r"'s$", "", word)
    if word in theirs or bare in theirs or word.replace("'", "") in theirs:
        return True
    if _DOING.get(word) in theirs:
        return True
    if word.endswith("ing") and len(word) > 5:
        return word[:-4] in theirs or any(each.startswith(word[:-3]) for each in theirs)
    return len(bare) > _STEM and any(each[:_STEM] == bare[:_STEM] for each in theirs if len(each) >= _STEM)


def mended(word: str, theirs: frozenset[str]) -> bool:
    """Say whether `word` is one of `theirs` with its spelling mended: one letter more, less, other or in another place."""
    if len(word) < _STEM:
        return False
    return any(
        abs(len(each) - len(word)) < 2 and each[0] == word[0] and _apart_by_one(word, each) for each in theirs if each
    )


def _apart_by_one(one: str, other: str) -> bool:
    head = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, left = one[head:], other[head:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return rest[1:] == left[1:] or rest[1:] == left or rest == left[1:] or swapped


def told_words(text: str, source: str) -> bool:
    """Say whether every word of `text`, but for shifted pronouns and articles, can be traced to `source`."""
    theirs = loose(source)
    return all(traced(each, theirs) or each in _SHIFTED for each in words(text))


def specific(case: Case) -> bool | None:
    """Rule 3: at least one thing from this conversation, in the debrief's own words; none told, the rule is off."""
    if not case.specific or case.failure:
        return None
    ours = vocabulary(case.phrases)
    names = {word for each in case.debrief.interviewers for word in words(each.name)}
    names |= {word for text in (case.debrief.company, case.debrief.role, case.signed) for word in words(text or "")}
    theirs = loose(case.debrief.text)
    for sentence in told(case.body):
        if any(word in theirs and word not in ours and word not in names for word in words(sentence)):
            return True
    return _moment(case) or _spoken_of(case)


def _moment(case: Case) -> bool:
    """Say whether the note thanks for something that our words alone can name: a welcome, a look round, a laugh."""
    return bool(
        re.search(
            r"\b(welcome|showed me|showing me|laugh|easy for me|kind words|what you said|say what you did|seeing the place)\b",
            case.body,
            re.I,
        )
    )


def _spoken_of(case: Case) -> bool:
    body = " ".join(words(case.body))
    told = (*(each.text for each in case.debrief.topics), *case.mentions)
    return any(" ".join(words(each)) in body for each in told if each and told_words(each, case.debrief.text))


def grounded(case: Case) -> bool:
    """Rule 4: every word that is not our own wording, and every number and name, stands in what the person told."""
    return not invented(case)


def invented(case: Case) -> tuple[str, ...]:
    """Return the words of the note that can be traced to nothing."""
    ready = " ".join(note for each in case.rulings if each.kind for note in each.kind.note)
    ours = vocabulary(case.phrases) | frozenset(words(ready)) | _SHIFTED
    theirs = loose(_sources(case))
    untraced: list[str] = []
    for sentence in told(case.body):
        for at, raw in enumerate(re.findall(r"[^\W_]+(?:['’][^\W_]+)?", sentence)):
            word = raw.casefold().replace("’", "'")
            named = at > 0 and raw[:1].isupper() and not re.match(r"I(['’]|$)", raw)
            if (word not in theirs if named else not (traced(word, theirs) or mended(word, theirs))) and (
                named or word not in ours or any(c.isdigit() for c in word)
            ):
                untraced.append(raw)
    return tuple(untraced)


def right_names(case: Case) -> bool:
    """Rule 12: the greeting names its reader as the person did; firm and role as told or as the invitation has them."""
    first = case.body.split("\n", 1)[0]
    match = _GREETING.match(first)
    if match is None:
        return False
    greeted = [each for each in words(match.group(1)) if each not in _TITLED]
    told_names = loose(_sources(case))
    if case.draft.to is not None:
        full = words(case.draft.to.name)
        if not greeted:  # a surname alone: nobody is greeted by it
            return " " not in case.draft.to.name.strip() and first.startswith("Hello")
        if any(each not in full for each in greeted):
            return False
        titled = bool(_TITLED & set(words(match.group(1)))) or bool(re.match(r"[^\W\d_]\.? ", match.group(1)))
        if titled != first.startswith("Dear") and not (case.formal and first.startswith("Dear")):
            return False
    elif greeted:
        return False
    firm = words(case.debrief.company or "")
    return all(each in told_names for each in greeted) and (
        not firm or " ".join(firm) not in " ".join(words(case.body)) or all(each in told_names for each in firm)
    )
