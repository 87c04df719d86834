"""The drafter's ear: what a trained writer may say, word by word and sentence by sentence.

A small model words well and is easily mistaken. What it must not get wrong is told here and not left to it: no word that
the telling does not hold, nobody's deed or thing given to the other, nothing of what is left out, one apology at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from mailer.coach.drafting.writing import Brief, Mark
from mailer.coach.phrases import Phrases, lexicon, vocabulary
from mailer.coach.rules import ground
from mailer.coach.rules.case import TITLES, holds, words
from mailer.coach.sameness import trigrams

LONGEST, SHORTEST = 45, 4  # words of a sentence
OWNED_AT_MOST = 35  # words of an apology
NEAR = 1  # pieces before and after those that a sentence rests on whose words it may use, where they point there
ALONE = 5  # words from which on a piece may stand by itself
POINTING = re.compile(r"\b(?:it|them|those|these|ones?)\b|\b(?:that|this|there)(?=[.,;:!?]|\s*\Z)", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b", re.I)
_PROMISED = re.compile(r"\b(?:attach\w*|enclos\w*)\b", re.I)
_THIRD = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.I)
_ORDER = re.compile(r"(?:Kindly|Please(?! (?:also )?(?:thank|tell|say|pass|give)))\b", re.I)
_OF_ONESELF = re.compile(r"\b(?:hear|hearing|learn|see) (?:why|how|what|when|where|that) I\b")
_AS = re.compile(r"\bas (?:an?|the|your)\b", re.I)
_ODD = re.compile(
    r"^thank.*\bwith you\b|\bbeing so (?:happy|glad|pleased|nice)\b|\b(?:hear|glad|pleased|happy)\b.*\byou were (?:pleased|glad|happy)\b|\bhear that you (?:asked|corrected|said|told)\b|\bwho interviewed\b|\byou\b[^,;]*\bat my (?:last|old|present|former|current|own)\b",
    re.I,
)
_DANGLING = re.compile(
    r"\b(?:exactly|like|of|about|had|did|do|liked|with|for) (?:that|it|those|these|them)(?=[.,;]| (?:in|on|at)\b)|\b(?:hiya|hello|hi)\b|\b(?:saying|said|hear|heard|hearing) that (?:it|that|this|those|they) (?:was|were|is|are)\b",
    re.I,
)
_ADDRESSED = re.compile(
    r"\b(?:you|your|yours|thank|thanks|enjoy\w*|glad|good|lovely|pleased|happy|kind|liked|loved|pleasure)\b", re.I
)
_SHARED = 0.34  # share of the runs of three words
_MOST = 0.6  # share of what a sentence tells
_SOMEBODY = re.compile(
    r"\b(?:lady|woman|man|boy|girl|guy|gentleman|child|children|kids?|resident\w*|patient\w*|customer\w*|client\w*|guest\w*|pupil\w*"
    r"|student\w*|people|team|colleague\w*|mother|mum|mom|father|dad|son|daughter|brother|sister|wife|husband|dog|cat|horse\w*|staff"
    r"|driver\w*|worker\w*|neighbour\w*|neighbor\w*|manager|chef|nurse|teacher|boss|owner\w*|others?|one|ones|everyone|somebody|someone)\b",
    re.I,
)


@dataclass(frozen=True)
class Hearing:
    """Hears the sentences of one note."""

    brief: Brief
    phrases: Phrases
    barred: tuple[str, ...]  # words and phrases that betray what is left out

    @cached_property
    def _ours(self) -> frozenset[str]:
        return vocabulary(self.phrases)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words of names: of people, the firm, the post."""
        known = (self.brief.to, *self.brief.also, self.brief.firm, self.brief.role)
        return frozenset(part for each in known if each for part in words(each))

    @cached_property
    def _reader(self) -> frozenset[str]:
        return frozenset(words(self.brief.to or "")) - TITLES

    def _source(self, of: Sequence[int]) -> str:
        """Return the pieces `of`; where they point at something beside them ("he liked that"), with what stands there."""
        pieces = self.brief.pieces
        own = " ".join(pieces[at].text for at in of)
        if len(words(own)) >= ALONE and not POINTING.search(own):
            return own
        near = {at for each in of for at in range(each - NEAR, each + NEAR + 1) if 0 <= at < len(pieces)}
        return " ".join(pieces[at].text for at in sorted(near) if pieces[at].mark is not Mark.LEAVE or at in of)

    def heard(self, word: str, of: tuple[int, ...], *, first: bool) -> bool:
        """Say whether a word, as written, may stand in a sentence that rests on the pieces `of`.

        It is one of ours or traced to them; a name and a figure are always traced; the reader's own name never stands.
        """
        return self._hears(word, ground.loose(self._source(of)), first=first)

    def _hears(self, word: str, theirs: frozenset[str], *, first: bool) -> bool:
        low = word.casefold().replace("’", "'")
        if low in self._names:
            return low not in self._reader
        named = word[:1].isupper() and not first and not re.match(r"I(['’]|$)", word) and low not in self._ours
        if named or any(each.isdigit() for each in word):
            return low in theirs
        return ground.traced(low, theirs) or low in self._ours or ground.mended(low, theirs)

    def fits(self, text: str, of: tuple[int, ...], before: Sequence[str]) -> bool:
        """Say whether a sentence that rests on the pieces `of` may follow those that stand already."""
        count = len(words(text))
        told, own = self._source(of), " ".join(self.brief.pieces[each].text for each in of)
        theirs = ground.loose(told)
        return (
            SHORTEST <= count <= LONGEST
            and text[-1:] in ".!"
            and all(self._hears(word, theirs, first=not at) for at, word in enumerate(_WORD.findall(text)))
            and "?" not in text
            and not _PROMISED.search(text)
            and holds(text, self.barred) is None
            and self._sorry_rightly(text, of, before, count)
            and not self._of_a_stranger(text)
            and not _repeated(text, before)
            and not _stutters(text)
            and not _ORDER.match(text)
            and not _ODD.search(text)
            and not _DANGLING.search(text)
            and bool(_SORRY.search(text) or _ADDRESSED.search(text))
            and not _OF_ONESELF.search(text)
            and not (_AS.search(text) and not _AS.search(told))
            and self._tells(own, text)
            and not self._names_again(text)
            and not self._again(text, before)
            and not self._of_another(own, text)
            and not contrary(own, text)
            and not contrary(told, text)
            and not misowned(told, text)
        )

    def _sorry_rightly(self, text: str, of: tuple[int, ...], before: Sequence[str], count: int) -> bool:
        """Say whether a sentence is sorry where the gate owns something, nowhere else, and once."""
        marked = any(self.brief.pieces[each].mark is Mark.SORRY for each in of)
        if not _SORRY.search(text):
            return not marked
        return marked and count <= OWNED_AT_MOST and not any(map(_SORRY.search, before))

    def _of_a_stranger(self, text: str) -> bool:
        """Say whether "she" stands where nobody else was named: it would be the reader."""
        match = _THIRD.search(text)
        if match is None:
            return False
        ahead = text[: match.start()]
        others = {part for each in self.brief.also for part in words(each)}
        return not (_SOMEBODY.search(ahead) or others & set(words(ahead)) or re.search(r"(?<=[a-z] )[A-Z]\w+", ahead))

    def _tells(self, own: str, text: str) -> bool:
        """Say whether a sentence holds one word at least that only this telling has."""
        theirs = ground.loose(own)
        return any(each not in self._ours and ground.traced(each, theirs) for each in words(text))

    def _names_again(self, text: str) -> bool:
        """Say whether a sentence names the firm or the post: the opening has."""
        said = " ".join(words(text))
        return any(" ".join(words(each)) in said for each in (self.brief.firm, self.brief.role) if each)

    def _again(self, text: str, before: Sequence[str]) -> bool:
        """Say whether most of what a sentence tells was told before it, in other words."""
        own = {each for each in words(text) if len(each) > 3 and each not in self._ours}
        there = {word for each in before for word in words(each)}
        return len(own & there) >= _MOST * len(own) if own else False

    def _of_another(self, own: str, text: str) -> bool:
        """Say whether a colleague's deed is told as the reader's: "Tom liked it" is not "you liked it"."""
        theirs = {part for each in self.brief.also for part in words(each)} - TITLES
        named = theirs & set(words(own))
        return bool(named) and not named & set(words(text)) and bool(re.search(r"\byour?\b", text, re.I))


def _repeated(text: str, before: Sequence[str]) -> bool:
    """Say whether a sentence says again what stands, or opens as the one before it did."""
    own = trigrams(text)
    if own and any(len(own & trigrams(each)) > _SHARED * len(own) for each in before):
        return True
    return bool(before) and words(before[-1])[:3] == words(text)[:3]


_AGAIN = lexicon("that with your have what would about them they this from when been were will more which")


def _stutters(text: str) -> bool:
    """Say whether a word that counts comes twice: "I liked how you liked it"."""
    heavy = [each for each in words(text) if len(each) > 3 and each not in _AGAIN]
    return len(heavy) != len(set(heavy))


# Deeds that have a doer and somebody they are done to; the forms of each.
_DEEDS = {
    form: deed
    for deed in (
        "show shows showed shown showing", "tell tells told telling", "give gives gave given giving", "offer offers offered offering",
        "ask asks asked asking", "explain explains explained explaining", "take takes took taken taking", "walk walks walked walking",
        "introduce introduced introducing", "help helps helped helping", "let lets letting", "invite invited inviting",
        "bring brought bringing", "send sent sending", "ring rang ringing", "call called calling", "phone phoned phoning",
        "laugh laughed laughing", "like likes liked liking", "praise praised praising", "enjoy enjoys enjoyed enjoying",
        "watch watched watching", "teach taught teaching", "make makes made making", "wait waited waiting",
        "say says said saying", "mention mentioned mentioning", "remember remembered remembering", "drive drove driven driving",
        "greet greeted greeting", "pick picked picking", "read reads reading", "write wrote written writing",
        "smile smiled smiling", "nod nodded nodding", "hold held holding", "fix fixed fixing", "build built building",
        "lend lent lending", "try tried trying", "check checked checking", "choose chose choosing",
    )
    for form in deed.split()
}  # fmt: skip
_STEM = 5  # letters by which two words count as one deed
_AUXILIARY = lexicon("had has have was were would could did do does also never always already even 've")
_I, _WE = frozenset(("i", "i'd", "i've", "i'm", "i'll")), frozenset(("we", "we'd", "we've"))
_ME = frozenset(("me", "us", "myself"))
_THEY = frozenset(
    ("he", "she", "they", "he'd", "she'd", "they'd", "he's", "she's", "they've", "it", "who", "nobody", "everyone")
)
_THEM = frozenset(("him", "her", "them"))
_YOU = frozenset(("you", "you'd", "you've", "you'll", "you're"))
_BETWEEN = lexicon(
    "was were had has have also even then kindly really still to would could did do does be been being just so very and both all always happily first later again about"
)


def contrary(told: str, said: str) -> bool:
    """Say whether a sentence gives a deed of the telling to the other: "she showed me" is not "showing you"."""
    theirs = dict[str, set[str]]()
    for deed, doer in _doers(told, to_reader=False):
        theirs.setdefault(deed, set()).add(doer)
    return any(
        deed in theirs and doer not in theirs[deed] and "both" not in theirs[deed]
        for deed, doer in _doers(said, to_reader=True)
    )


def _doers(text: str, *, to_reader: bool) -> Iterator[tuple[str, str]]:
    """Yield each deed with its doer, "me" or "them"; deeds whose doer does not show are left out."""
    raw = _WORD.findall(text)
    parts = [each.casefold().replace("’", "'") for each in raw]
    for at, word in enumerate(parts):
        deed = _DEEDS.get(word)
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if deed is not None:
            doer = _to(after, to_reader=to_reader) or _by(parts[:at], to_reader=to_reader)
        else:
            deed = word[:_STEM] if len(word) >= _STEM else word
            doer = _right_before(raw[:at], parts[:at], to_reader=to_reader) if word not in _BETWEEN else None
        if doer:
            yield deed, doer


def _right_before(raw: Sequence[str], parts: Sequence[str], *, to_reader: bool) -> str | None:
    """Return the doer of any other word, where its subject stands right before it."""
    for as_written, word in zip(reversed(raw[-3:]), reversed(parts[-3:]), strict=True):
        if word in _AUXILIARY:
            continue
        if word in _I:
            return "me"
        if word in _WE:
            return "both"
        named = not to_reader and as_written[:1].isupper() and len(raw) > 1
        return "them" if word in (_YOU if to_reader else _THEY) or named else None
    return None


def _to(after: str, *, to_reader: bool) -> str | None:
    """Return the doer by whom it was done to: "me" is done to by them."""
    if after in _ME:
        return "them"
    return "me" if after in (_YOU if to_reader else _THEM) else None


def _by(ahead: Sequence[str], *, to_reader: bool) -> str | None:
    """Return the doer by the nearest subject before the deed."""
    if ahead and ahead[-1] == "for" and {"thank", "thanks"} & set(ahead):
        return "them"
    for word in reversed(ahead[-5:]):
        if word in _I:
            return "me"
        if word in _WE:
            return "both"
        if word in (_YOU if to_reader else _THEY):
            return "them"
        if word not in _BETWEEN:
            return None
    return None


_OWNED = re.compile(r"\b(?P<whose>my|your|our)\s+(?P<thing>(?:[\w'’-]+\s+){0,2}?[\w'’-]{3,})", re.I)
_WHOSE = r"(?P<whose>\b(?:my|our|your|his|her|their)|['’]s)\s+(?:[\w'’-]+\s+){0,2}?"


def misowned(told: str, said: str) -> bool:
    """Say whether a sentence gives a thing of the telling to the other: "my portfolio" is not "your portfolio"."""
    for match in _OWNED.finditer(said):
        whose = match["whose"].casefold()
        thing = words(match["thing"])[-1]
        owners = {each["whose"].casefold() for each in re.finditer(rf"{_WHOSE}{re.escape(thing)}\b", told, re.I)}
        if not owners or "our" in owners or whose == "our":
            continue
        if ("my" in owners) != (whose == "my"):
            return True
    return False
