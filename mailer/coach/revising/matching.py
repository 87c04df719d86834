"""Finds what a person's few words mean among the things on file: a mistake, a good thing, a topic, a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from mailer.coach.model import Catalogue, Debrief, Kind, Mistake

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "its",
        "i",
        "me",
        "we",
        "us",
        "you",
        "he",
        "she",
        "they",
        "them",
        "it",
        "this",
        "that",
        "these",
        "those",
        "and",
        "or",
        "but",
        "so",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "by",
        "from",
        "about",
        "into",
        "up",
        "out",
        "off",
        "as",
        "if",
        "then",
        "than",
        "when",
        "while",
        "because",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "am",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "not",
        "no",
        "yes",
        "also",
        "too",
        "very",
        "really",
        "just",
        "again",
        "all",
        "any",
        "some",
        "more",
        "most",
        "bit",
        "part",
        "thing",
        "stuff",
        "one",
        "line",
        "sentence",
        "word",
        "words",
        "question",
        "answer",
        "note",
        "mail",
        "email",
        "letter",
        "draft",
        "please",
        "pls",
        "there",
        "here",
        "what",
        "which",
        "who",
        "how",
        "why",
        "where",
        "im",
        "ive",
        "id",
        "dont",
        "didnt",
        "wasnt",
        "isnt",
        "it's",
        "i'm",
        "i've",
        "don't",
        "didn't",
        "wasn't",
        "isn't",
        "that's",
        "say",
        "said",
        "saying",
        "mention",
        "tell",
        "told",
        "talk",
        "talked",
        "talking",
        "got",
        "get",
        "getting",
        "went",
        "go",
        "going",
        "made",
        "make",
        "making",
        "after",
        "before",
        "sorry",
        "apologise",
        "apologize",
        "apology",
        "own",
        "ask",
        "asked",
        "asking",
        "asks",
        "mistake",
        "slip",
        "fault",
        "error",
        "problem",
        "mine",
    ]
)
_ENDINGS = re.compile(r"(?:ations?|ings?|edly|ed|ness|ies|es|s|ly|e|y)$")


def words(text: str) -> list[str]:
    """Return the words of a text, case folded."""
    return [each.casefold().replace("’", "'") for each in _WORD.findall(text)]


def stem(word: str) -> str:
    """Return a word without its plain endings, doubled letters made single."""
    bare = word.removesuffix("'s")
    cut = _ENDINGS.sub("", bare) if len(bare) > 4 else bare
    cut = cut if len(cut) > 2 else bare
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(each) for each in words(text) if each not in _COMMON and (len(each) > 1 or each.isdigit()))


def _phrase_in(phrase: str, text: str) -> bool:
    inside, low = " ".join(words(phrase)), " ".join(words(text))
    return bool(inside) and re.search(rf"(?<![\w']){re.escape(inside)}(?![\w'])", low) is not None


def mistake(text: str, debrief: Debrief, catalogue: Catalogue) -> int | None:
    """Return which mistake on file these words mean, or None."""
    best: tuple[float, int] | None = None
    for number, one in enumerate(debrief.mistakes):
        points = _points(text, one, catalogue)
        if points >= 1.0 and (best is None or points > best[0]):
            best = (points, number)
    return best[1] if best else None


def _points(text: str, one: Mistake, catalogue: Catalogue) -> float:
    """Weigh the override word, the synonyms, the kind's title and the person's own words."""
    kind = catalogue.kinds.get(one.kind or "")
    points = (
        named(text, kind)
        if kind
        else 0.7 * max((named(text, catalogue.kinds[k]) for k in one.kinds if k in catalogue.kinds), default=0.0)
    )
    asked, theirs = stems(text), stems(one.quote)
    if asked:
        points += 2.0 * len(asked & theirs) / len(asked)
    return points


def named(text: str, kind: Kind) -> float:
    """Say how surely a text names a kind: by its override word, one of its synonyms, or its title."""
    asked = stems(text)
    # "phone" is not meant by "phone system": the more words go beyond the override, the less it counts.
    override = 2.0 / (1 + len(asked - stems(kind.override))) if _phrase_in(kind.override, text) else 0.0
    points = 0.0
    if any(_phrase_in(each, text) for each in kind.synonyms):
        points += 1.5
    listed = stems(" ".join((kind.title, kind.id.replace("_", " "))))
    return points + max(override, 0.8 * bool(asked & listed))


def kind(text: str, catalogue: Catalogue) -> str | None:
    """Return the kind of mistake that these words plainly name, whatever is on file, or None."""
    found = [(named(text, each), each.id) for each in catalogue.kinds.values()]
    points, id = max(found, default=(0.0, ""))
    return id if points >= 1.5 else None


def numbered(text: str, mistakes: Iterable[int]) -> int | None:
    """Return the mistake that "number 2", "the first one" or "the last" means, among those shown."""
    listed = list(mistakes)
    order = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "fifth": 4}
    found = re.search(r"\b(?:number|no\.?|nr\.?|#|point|item|the)\s?(\d)\b|#(\d)", text, re.I)
    at = int(found.group(1) or found.group(2)) - 1 if found else None
    if at is None:
        at = next((order[each] for each in words(text) if each in order), None)
    if at is None and re.search(r"\b(?:the )?last (?:one|thing|point)\b", text, re.I):
        at = len(listed) - 1
    return listed[at] if at is not None and 0 <= at < len(listed) else None


def alike(one: str, other: str) -> float:
    """Say how much two names look alike, 0..1: the best pair of their words counts."""
    pairs = [(a, b) for a in words(one) for b in words(other) if len(a) > 1 and len(b) > 1]
    return max((SequenceMatcher(None, a, b).ratio() for a, b in pairs), default=0.0)
