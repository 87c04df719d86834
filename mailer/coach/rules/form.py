"""Checks of a note's form: length, thanks, ending, plainness, readiness (rules 1, 2, 11, 14, 15)."""

from __future__ import annotations

import re

from mailer.coach.rules.case import Case, holds, paragraphs, sentences, told, words

THANKS = re.compile(r"\b(thank you|thanks)\b", re.I)
_PLACEHOLDER = re.compile(r"[\[\]{}<>]|\b(XX+|TBD|TBC|lorem)\b|_{2,}|\?{2,}")
NEXT = re.compile(
    r"\b(look forward|hope (that|to|we)|would (like|love) to|would be (glad|happy|pleased|welcome)|interested|interests|glad to"
    r"|free (for|when)|please (ask|let me know)|next|soon|wherever|whenever|at once|gladly|welcome|i want|thank|thanks"
    r"|ready|can see myself|confirm|looking forward|i'd (?:really |very much )?(?:like|love|be glad|be happy))\b",
    re.I,
)
# "That kind of work" is a noun, "kind of liked" a hedge.
_HEDGED = re.compile(
    r"(?<!this )(?<!that )(?<!the )(?<!what )(?<!a )(?<!some )\b(kind|sort) of\b(?! (you|her|him|them)\b)", re.I
)
LITTLE = 40  # words: a debrief that is shorter tells almost nothing
_VOWELS = re.compile(r"[aeiouy]+")


def length(case: Case) -> bool:
    """Rule 1: 60-150 words; a phone screen 40-80; almost nothing told 30-60; a full recovery up to 180."""
    count = len(case.body.split())
    if case.bounds is not None:
        return case.bounds[0] <= count <= case.bounds[1]
    if case.failure:
        return 30 <= count <= 180
    if case.screen:
        return 40 <= count <= 80
    short = len(case.debrief.text.split()) < LITTLE
    if (short or not (case.specific or case.answers)) and 30 <= count <= 60:
        return True
    return 60 <= count <= 150


def thanks_first(case: Case) -> bool:
    """Rule 2: thanks in the first two sentences (after the ownership, in a failure), never for an "opportunity"."""
    start = told(case.body)[: 4 if case.failure else 2]
    return any(THANKS.search(each) for each in start) and not re.search(
        r"thank(s| you) for (this|the) .{0,20}opportunity", case.body, re.I
    )


def good_end(case: Case) -> bool:
    """Rule 11: the last paragraph holds interest, a next step or thanks; the last sentence has no negative word."""
    closing = paragraphs(case.body)[-1:]
    if not closing:
        return False
    last = sentences(closing[0])[-1]
    return bool(NEXT.search(closing[0])) and holds(last, case.phrases.all("words.negative")) is None


def plain_words(case: Case) -> bool:
    """Rule 14: no worn-out phrase, no hedge, no dash chain or row of exclamations, at most nine years of school."""
    worn = case.phrases.all("words.worn") + case.phrases.all("words.hedges")
    if holds(case.ours, worn) or _HEDGED.search(case.ours) or case.body.count("!") > 1 or case.body.count("—") > 0:
        return False
    return grade(case) <= 9.0


def grade(case: Case) -> float:
    """Return the years of school (Flesch-Kincaid) that the prose asks for; names and topics count as short words."""
    prose = told(case.body)
    given = {
        word
        for text in (case.debrief.company, case.debrief.role, *(t.text for t in case.debrief.topics), *case.answers)
        for word in words(text or "")
    } | {word for person in case.debrief.interviewers for word in words(person.name)}
    counted = [1 if each in given else _syllables(each) for sentence in prose for each in words(sentence)]
    if not counted:
        return 0.0
    return 0.39 * len(counted) / len(prose) + 11.8 * sum(counted) / len(counted) - 15.59


def _syllables(word: str) -> int:
    word = word.replace("'", "")
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(groups, 1)


def ready(case: Case) -> bool:
    """Rule 15: a subject, no placeholder, nothing promised as attached, no salary, no question but one, a signature."""
    body, subject = case.body, case.draft.subject
    if not subject.strip() or "\n" in subject or _PLACEHOLDER.search(body) or _PLACEHOLDER.search(subject):
        return False
    if holds(body, case.phrases.all("words.attached")) or holds(body, case.phrases.all("words.salary")):
        return False
    first = (case.signed.split() or [""])[0].casefold()
    return body.count("?") <= 1 and first in body.split("\n\n")[-1].casefold()
