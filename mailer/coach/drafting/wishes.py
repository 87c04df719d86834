"""How the person wants a note to be, and what that does to its words: shorter, warmer, without this, with that.

The draft keeps its wording but for what was asked: who says "shorter" liked the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailer.coach.phrases import Phrases, fill, fitting
from mailer.coach.rules.case import paragraphs, sentences, words

FEWEST = 2  # sentences that a shortened note keeps
MOST = 148  # words of a note, whatever was asked
KEPT = 0.72  # share of the words that is left after "shorter"


@dataclass(frozen=True, slots=True)
class Wish:
    """All that a person has asked of the notes for one interview; the sum of their answers."""

    length: int = 0  # negative: shorter
    warmth: int = 0
    formality: int = 0
    sentences: int = 0  # at most so many; 0: not told
    without: tuple[str, ...] = ()  # words of what shall not be mentioned
    wanted: tuple[str, ...] = ()  # ids of kinds that shall be mentioned
    unwanted: tuple[str, ...] = ()  # ids of kinds that shall not
    featured: tuple[str, ...] = ()  # words of things from the room that shall be mentioned
    said: tuple[str, ...] = ()  # sentences in the person's own words
    replaced: tuple[tuple[str, str], ...] = ()  # (old, new) wording
    cut: tuple[str, ...] = ()  # sentences of the draft that shall go
    signed: str = ""  # how they sign
    subject: str = ""  # of the mail, in the person's words
    turn: int = 0  # which wording: another version was asked for so often
    email: str = ""  # where the note goes, where no name is known
    names: tuple[tuple[str, str], ...] = ()  # (name now, name first read) of readers: a new name changes no wording
    seed: str = ""  # the text from which the first wording was chosen; empty: the debrief's own

    @property
    def plain(self) -> bool:
        """Whether nothing was asked that changes a note's words once it is written."""
        return not (
            self.length or self.warmth or self.formality or self.sentences or self.without or self.featured or self.said
            or self.replaced or self.cut or self.signed
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What shaping works with besides the note."""

    wish: Wish
    phrases: Phrases
    values: Mapping[str, str]  # of the slots: meet
    american: bool
    full_name: str  # of the reader; empty where there is none
    turn: int  # which of the notes for this interview it is
    author: str
    held: tuple[str, ...] = ()  # what must stay: answers, ownership
    valued: tuple[str, ...] = ()  # things from the room that the note mentions: the last that a shorter one gives up
    spare: tuple[str, ...] = ()  # noun phrases of things from the room that the note does not mention yet


NO_WISHES: Mapping[str, Wish] = {}


def wished(wishes: Mapping[str, Wish], reader: str) -> Wish:
    """Return what holds for the note to `reader`: what was asked of all notes, and of this one."""
    whole, own = wishes.get("", Wish()), wishes.get(reader)
    if own is None or not reader:
        return whole
    return Wish(
        length=whole.length + own.length,
        warmth=whole.warmth + own.warmth,
        formality=whole.formality + own.formality,
        sentences=own.sentences or whole.sentences,
        without=(*whole.without, *own.without),
        wanted=whole.wanted,
        unwanted=whole.unwanted,
        featured=(*whole.featured, *own.featured),
        said=(*whole.said, *own.said),
        replaced=(*whole.replaced, *own.replaced),
        cut=(*whole.cut, *own.cut),
        signed=whole.signed,
        subject=whole.subject,
        turn=whole.turn + own.turn,
        email=whole.email,
        names=whole.names,
        seed=whole.seed,
    )


def bounds(wish: Wish) -> tuple[int, int] | None:
    """Return the words that a note may have by this wish, where that is not what is usual."""
    return (12, MOST + 2) if wish.length < 0 or wish.sentences else (30, MOST + 2) if wish.length > 0 else None


def shaped(body: str, given: Given) -> str:
    """Return the note as wished; greeting and signature stay in their places."""
    wish = given.wish
    if wish.plain:
        return body
    greeting, *_ = body.split("\n\n")
    signature = body.split("\n\n")[-1]
    told = [sentences(each) for each in paragraphs(body)]
    told = _without(told, given)
    told = _said(told, given)
    told = _warmer(told, given) if wish.warmth > 0 else told
    told = _longer(told, given) if wish.length > 0 else told
    told = _shorter(told, given) if wish.length < 0 or wish.sentences else told
    pairs = _pairs(given)
    told = [[each if _held(each, given) else _swapped(each, pairs) for each in part] for part in told]
    core = reworded("\n\n".join(" ".join(each) for each in told if each), wish)
    greeting, signature = _framed(greeting, signature, given)
    return f"{greeting}\n\n{core}\n\n{signature}"


def reworded(text: str, wish: Wish) -> str:
    """Return a text with the words that the person put in place of ours."""
    for old, new in wish.replaced:
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new.replace("\\", r"\\"), text, flags=re.I)
    return text


def _without(told: list[list[str]], given: Given) -> list[list[str]]:
    """Take out the sentences, or the ends of sentences, that hold what shall not be mentioned."""
    wish = given.wish
    cut = {" ".join(words(each)) for each in wish.cut}
    kept = [[each for each in part if " ".join(words(each)) not in cut] for part in told]
    for listed in wish.without:
        kept = [[_cleared(each, listed) for each in part] for part in kept]
    kept = [[each for each in part if each] for part in kept]
    return [part for part in kept if part] or told


def _cleared(sentence: str, listed: str) -> str:
    """Return a sentence without what was listed: the clause that holds it goes, or the whole of it; "" then."""
    if not mentions(sentence, listed):
        return sentence
    for joint in (", and ", "; ", ", which ", " and "):
        head, found, _ = sentence.partition(joint)
        if (
            found
            and not mentions(head, listed)
            and len(head.split()) > 3
            and re.search(r"\b(I|It|Thank|Thanks|thank)\b", head)
        ):
            return head.rstrip(" ,;") + "."
    return "Thank you for the interview." if re.match(r"(Thank|Many thanks|My thanks)", sentence) else ""


def mentions(text: str, listed: str) -> bool:
    """Say whether `text` speaks of what `listed` names: all of its telling words stand there, endings aside."""
    theirs = {_root(each) for each in words(text)}
    asked = [_root(each) for each in words(listed) if each not in _SMALL]
    return bool(asked) and all(each in theirs for each in asked)


_SMALL = frozenset(
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
        "of",
        "about",
        "on",
        "in",
        "at",
        "to",
        "for",
        "with",
        "that",
        "i",
        "we",
        "was",
        "is",
        "it",
        "and",
        "thing",
        "bit",
        "part",
        "line",
    ]
)


def _root(word: str) -> str:
    bare = word.removesuffix("'s")
    return re.sub(r"(?:ing|ed|es|s)$", "", bare) if len(bare) > 4 else bare


def _said(told: list[list[str]], given: Given) -> list[list[str]]:
    """Put in what the person wants said, before the closing."""
    whole = " ".join(each for part in told for each in part)
    new = [each for each in given.wish.said if each not in whole]
    new += [
        fill(given.phrases.one("wish.spoke"), {"topic": each})
        for each in given.wish.featured
        if not mentions(whole, each) and not re.search(r"\b(?:I|we|you)\b", each)
    ]
    if not new:
        return told
    return [*told[:-1], new, told[-1]] if len(told) > 1 else [*told[:-1], [*told[-1][:1], *new, *told[-1][1:]]]


def _warmer(told: list[list[str]], given: Given) -> list[list[str]]:
    whole = " ".join(each for part in told for each in part)
    more = [fill(each, given.values) for each in fitting(given.phrases.all("wish.warm"), given.values)]
    met = re.search(r"\b(?:good|pleasure|lovely|glad|pleased) (?:to|that we) (?:meet|met|talk|speak)", whole)
    new = [each for each in more if each not in whole and not (met and "pleasure to" in each)][: given.wish.warmth]
    return [[*told[0], *new], *told[1:]] if told else told


def _longer(told: list[list[str]], given: Given) -> list[list[str]]:
    """Add what else there was in the room, then what can always be said, up to the longest that is read."""
    whole = " ".join(each for part in told for each in part)
    also = [
        fill(table, {"short": each}) for table, each in zip(given.phrases.all("wish.also"), given.spare, strict=False)
    ]
    ready = given.phrases.all("wish.longer")
    turn = given.turn % len(ready)
    new = [each for each in (*also, *ready[turn:], *ready[:turn]) if each not in whole]
    taken: list[str] = []
    for each in new:
        room = MOST - len(whole.split()) - sum(len(one.split()) for one in taken) - 8
        if len(taken) < 1 + given.wish.length and len(each.split()) <= room:
            taken.append(each)
    if not taken or not told:
        return told
    return [*told[:-1], [*taken, *told[-1]]] if len(told) > 1 else [[*told[0], *taken]]


def _shorter(told: list[list[str]], given: Given) -> list[list[str]]:
    """Drop the most dispensable sentences until the note is as short as asked, never what puts something right."""
    wish = given.wish
    count = sum(len(each.split()) for part in told for each in part)
    aim = count * KEPT ** max(1, -wish.length) if not wish.sentences else count
    flat = [(at, each) for at, part in enumerate(told) for each in part]
    rank = [each.casefold() for each in given.phrases.all("wish.spare")]
    best = next((each for _, each in flat if any(mentions(each, one) for one in given.valued)), "")
    first = flat[0]
    while len(flat) > FEWEST and (_words(flat) > aim or (wish.sentences and len(flat) > wish.sentences)):
        wants = [each for each in flat if _WANTS.search(each[1])]
        keep = (first, *(wants if len(wants) == 1 else () if wants else flat[-1:]))
        loose = [each for each in flat if each not in keep and not _held(each[1], given)]
        if not loose:
            break
        flat.remove(min(loose, key=lambda each: (_rank(each[1], rank) + 50 * (each[1] == best), -flat.index(each))))
    if _words(flat) > aim:
        tails = given.phrases.all("wish.tails")
        flat = [(at, each if _held(each, given) else _clipped(each, tails)) for at, each in flat]
    if _words(flat) > aim:
        flat = [
            (at, _WANTS_LAST.sub("", each) if _WANTS.search(each) and not _held(each, given) else each)
            for at, each in flat
        ]
    return [[each for at, each in flat if at == number] for number in range(len(told))]


_WANTS = re.compile(
    r"\b(?:I would|I'd) (?:very much )?(?:like|be glad|be pleased|be happy) to (?!tell|answer|add|hear|put|send|know|mention|thank|talk again)"
    r"|\b(?:I am|I'm) (?:very )?interested in\b|\bI'd really like the\b",
    re.I,
)
_WANTS_LAST = re.compile(r"^.*?, and (?=I(?: would|'d) (?!be glad to talk again|be happy to))")


def _words(flat: Sequence[tuple[int, str]]) -> int:
    return sum(len(each.split()) for _, each in flat)


def _rank(sentence: str, listed: Sequence[str]) -> int:
    low = sentence.casefold()
    # A sentence that carries the wish for the job is the last to go.
    worth = 100 if _WANTS.search(low) else 0
    return worth + next((at for at, each in enumerate(listed) if each in low), len(listed))


def _held(sentence: str, given: Given) -> bool:
    low = " ".join(words(sentence))
    return sentence in given.wish.said or any(
        " ".join(words(each)) in low or low in " ".join(words(each)) for each in given.held if each
    )


def _clipped(sentence: str, tails: Sequence[str]) -> str:
    for tail in tails:
        at = sentence.find(tail)
        if at > 12:
            return sentence[:at] + "."
    return sentence


def _pairs(given: Given) -> list[tuple[str, str]]:
    wish = given.wish
    tables = [
        ("formal", wish.formality > 0),
        ("casual", wish.formality < 0),
        ("warm_pairs", wish.warmth > 0),
        ("cool", wish.warmth < 0),
    ]
    listed = [each for table, wanted in tables if wanted for each in given.phrases.all(f"wish.{table}")]
    return [(old, new) for old, _, new in (each.partition(" => ") for each in listed)]


def _swapped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Put the new wordings in, each place once: what was put in is not changed again."""
    if not pairs:
        return text
    into = dict(reversed(pairs))
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(old) for old in sorted(into, key=len, reverse=True)) + r")(?!\w)"
    )
    return pattern.sub(lambda match: into[match.group(0)], text)


def _framed(greeting: str, signature: str, given: Given) -> tuple[str, str]:
    """Return greeting and closing words as formality and warmth ask for them."""
    wish, phrases = given.wish, given.phrases
    closing, _, name = signature.partition(",\n")
    if wish.formality > 0:
        if given.full_name and greeting.startswith(("Hi ", "Hello ")):
            greeting = f"Dear {given.full_name},"
        closing, name = phrases.one("wish.formal_sign"), given.author or name
    elif wish.formality < 0:
        closing = phrases.one(f"wish.casual_{'american' if given.american else 'british'}")
        name = name.split(" ")[0] if not re.match(r"(Mr|Mrs|Ms|Dr|Prof)\b", name) else name
        if greeting.startswith("Dear ") and not re.match(r"Dear \w+\.? [A-Z]", greeting):
            greeting = "Hi " + greeting[5:]
    elif wish.warmth:
        closing = phrases.one("wish.warm_sign" if wish.warmth > 0 else "wish.cool_sign")
    name = wish.signed or name
    closing = closing.rstrip(".,")
    return greeting, f"{closing},\n{name}" if name else f"{closing}."
