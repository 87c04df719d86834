"""Reads an answer to a draft: what it asks for, in its order, and what was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailer.coach.model import Catalogue, Debrief, Draft, Known, Reader
from mailer.coach.revising import matching, naming, objects, parts, telling
from mailer.coach.revising.manner import manner
from mailer.coach.revising.values import Ask, Revision


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the person when they answer."""

    debrief: Debrief
    drafts: tuple[Draft, ...]
    catalogue: Catalogue
    reader: Reader
    shown: tuple[int, ...] = ()  # places in Debrief.mistakes of those that were listed, in that order
    asked: str = ""  # what the last reply asked for: a better "answer", a "moment" from the room, or nothing

    @property
    def body(self) -> str:
        """All drafts as one text."""
        return "\n".join(f"{each.subject}\n{each.body}" for each in self.drafts)


def read(text: str, desk: Desk) -> tuple[Revision, ...]:
    """Return what `text` (the new words of a mail) asks for; UNKNOWN ones last.

    Comments on a request ("too long, nobody reads that") are no requests of their own.
    """
    found: list[Revision] = []
    loose: list[str] = []
    whole = parts.sentences(text)
    at = 0
    while at < len(whole):
        sentence = whole[at]
        answer = telling.supplied(sentence, desk.debrief, desk.catalogue)
        if answer is not None and not _in_words_of_request(sentence):
            rest = _tail(whole[at + 1 :], desk)
            at += len(rest)
            words = " ".join((answer.text, *rest)) if rest else answer.text
            found.append(replace(answer, text=words.rstrip("."), quote=" ".join((sentence, *rest))))
        else:
            more, unread = _sentence(sentence, desk)
            found.extend(more)
            loose.extend(unread)
        at += 1
    found = _merged(found)
    if not found and desk.asked and loose and not _wants(text):
        ask = Ask.SUPPLY if desk.asked == "answer" else Ask.ADD_POSITIVE
        return (Revision(ask, text=" ".join(whole), quote=text),)
    if any(each.ask is not Ask.ACCEPTED for each in found):
        found = [each for each in found if each.ask is not Ask.ACCEPTED]
        loose = [each for each in loose if _wants(each)]
    unknown = [Revision(Ask.UNKNOWN, text=each, quote=each) for each in loose if not _nothing(each)]
    return (*found, *unknown)


def share(text: str) -> float:
    """Return the part of the sentences of `text` that plainly ask for something, 0..1, whatever is on file."""
    whole = parts.sentences(text)
    return sum(_asks(each) for each in whole) / len(whole) if whole else 0.0


_NOTHING = Debrief("")


def _asks(sentence: str) -> bool:
    return any(
        bool(manner(each) and (_short(each) or len(each.split()) < 7))
        or objects.leave_out(each) is not None
        or objects.mention(each) is not None
        or objects.redraft(each)
        or objects.at_once(each)
        # A day by itself may as well be the answer to a question about an interview.
        or any(one.fact not in ("day", "next") for one in naming.naming(each, _NOTHING, ""))
        for each in parts.requests(sentence)
    )


def _tail(rest: list[str], desk: Desk) -> list[str]:
    """Return the sentences that go on with a better answer: up to the next request."""
    taken: list[str] = []
    for sentence in rest[:4]:
        if _sentence(sentence, desk)[0] or objects.accepted(sentence) or "?" in sentence:
            break
        taken.append(sentence)
    return taken


def _in_words_of_request(sentence: str) -> bool:
    return bool(
        re.match(
            r"^\W*(?:please |can you |could you )?(?:mention|add|say|include|leave|drop|replace|change)\b",
            sentence,
            re.I,
        )
    )


def _sentence(sentence: str, desk: Desk) -> tuple[list[Revision], list[str]]:
    """Return what one sentence asks for, and its parts that could not be read."""
    if objects.accepted(sentence) and not objects.at_once(sentence):
        return [Revision(Ask.ACCEPTED, quote=sentence)], []
    whole = naming.wrong_name(sentence) or _whole(sentence, desk)
    if whole:
        return list(whole), []
    found: list[Revision] = []
    loose: list[str] = []
    for request in parts.requests(sentence):
        one = _request(request, desk)
        if one:
            found.extend(one)
            loose.extend(_beside(request, one))
        elif (inner := [(part, _request(part, desk)) for part in parts.strung(request)]) and any(r for _, r in inner):
            found.extend(r for _, each in inner for r in each)
            loose.extend(part for part, each in inner if not each and _wants(part))
        elif _again(request, found):
            continue
        else:
            loose.append(request)
    if found:
        loose = [each for each in loose if _wants(each)]
    return found, loose


_TELLS = re.compile(
    r"^\W*(?:oh|and|also|plus|btw|ps|one more|another|i (?:also|forgot|never|didn'?t|just remembered|left)|forgot|something)\b",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:and |also |oh |plus )*(?:please|can you|could you|make|mention|leave|drop|take|add|remove|her name|his name|shorter|longer|more|less)\b",
    re.I,
)
_POLITE = re.compile(r"^\W*(?:please|pls|can (?:you|u|we)|could (?:you|we)|would you|will you)\b", re.I)


def _whole(sentence: str, desk: Desk) -> tuple[Revision, ...]:
    """Read sentences that must not be cut: tellings of the past and denials."""
    if not _TELLS.match(sentence) or _ASKS.match(sentence):
        return ()
    if (no := telling.denied(sentence, desk.debrief, desk.catalogue, desk.shown)) is not None:
        return (no,)
    return telling.added(sentence, desk.reader, _known(desk.debrief), desk.catalogue)


def _request(request: str, desk: Desk) -> tuple[Revision, ...]:
    """Read one request by the first rule that fits."""
    debrief, body = desk.debrief, desk.body
    if objects.at_once(request):
        return (Revision(Ask.SEND_NOW, quote=request),)
    if objects.accepted(request):
        return (Revision(Ask.ACCEPTED, quote=request),)
    if _question(request):
        return (Revision(Ask.QUESTION, text=request, quote=request),)
    if yes := telling.slip(request, debrief, desk.catalogue):
        return (yes,)
    if no := telling.denied(request, debrief, desk.catalogue, desk.shown):
        return (no,)
    if titled := objects.subject(request):
        return (titled,)
    if swap := objects.replaced(request, body):
        named = naming.naming(request, debrief, body)
        return named or (swap,)
    if names := naming.naming(request, debrief, body):
        return names
    if out := objects.leave_out(request):
        return (_about(out, desk),)
    to, plain = _reader(request, debrief)
    if _short(plain) and (asked := manner(plain)):
        return tuple(replace(each, reader=to) for each in asked)
    if ("?" not in request or _POLITE.match(request)) and (put := objects.mention(request)):
        return (_about(put, desk),)
    if asked := manner(plain):
        return tuple(replace(each, reader=to) for each in asked)
    if objects.redraft(request):
        return (Revision(Ask.REDRAFT, quote=request),)
    if told := telling.added(request, desk.reader, _known(debrief), desk.catalogue):
        return told
    return ()


_QUESTION = re.compile(
    r"^\W*(?:(?:and|so|but|also|or|question|one question|quick question|ps)\b\W*)*(?:should|shall|do|does|is|are|was|will|would (?:it|they|she|he|i)|can i|could i|am i|did|how (?!about)|what (?!about)|when|why|who)\b",
    re.I,
)


def _question(request: str) -> bool:
    """Say whether a request is a question to us, and not a wish put politely."""
    if "?" not in request or not _QUESTION.search(request):
        return False
    return objects.mention(request) is None or not re.match(
        r"^\W*(?:can|could|would|will) (?:you|u|we|it)\b", request, re.I
    )


def _short(request: str) -> bool:
    """Say whether a request is about the note as a whole: "make it …", "more …", a few words without another object."""
    return bool(
        re.match(
            r"^\W*(?:(?:please|pls|kindly|can (?:you|u)|could you|would you|ok|but|and|also|maybe|now|then|just|i think|i'd like|i want|i would like)\W+)*(?:make|keep|be|sound|have|needs?|it|this|that|its|it's|the (?:note|draft|one|tone|mail|email|letter)|a (?:bit|little|tad|touch|wee)|bit|little|slightly|much|way|too|so|more|less|not|shorter|longer|warmer|formal|casual)\b",
            request,
            re.I,
        )
    ) and not re.search(r"\b(?:mention|add|include|say|leave out|apologi)\w*\b", request, re.I)


_TO = re.compile(
    r"\b(?:(?:in |for |make |the )*(?:one|note|draft|mail|email|letter|version) (?:to|for)|only (?:for|to)|just (?:for|to)) (?P<who>(?:(?:mr|mrs|ms|dr|prof)\.? )?[A-Z][\w'-]+|(?:mr|mrs|ms|dr) \w+)|\b(?P<whose>[A-Z][\w-]+)'s (?:one|note|draft|version)\b",
    re.I,
)


def _reader(request: str, debrief: Debrief) -> tuple[str, str]:
    """Return whose note is meant ("" for all) and the request without those words."""
    if (found := _TO.search(request)) and (name := naming.whom(found.group("who") or found.group("whose"), debrief)):
        return name, request[: found.start()] + "it" + request[found.end() :]
    return "", request


def _about(revision: Revision, desk: Desk) -> Revision:
    """Say which mistake on file, or which kind, the object of a request means."""
    at = matching.mistake(revision.text, desk.debrief, desk.catalogue)
    if at is not None:
        theirs = desk.debrief.mistakes[at]
        likely = theirs.kind or matching.kind(revision.text, desk.catalogue) or next(iter(theirs.kinds), "")
        return replace(revision, mistake=at, kind=likely)
    if revision.ask is Ask.MENTION:
        return replace(revision, kind=matching.kind(revision.text, desk.catalogue) or "")
    return revision


def _known(debrief: Debrief) -> Known:
    return Known(company=debrief.company, role=debrief.role, interviewers=debrief.interviewers, mode=debrief.mode)


def _beside(request: str, found: tuple[Revision, ...]) -> list[str]:
    """Return what an "and" adds to a request of manner that is no comment: "shorter and in Comic Sans"."""
    if not all(each.ask in _MANNER for each in found):
        return []
    tails = [part for part in parts.strung(request)[1:] if not manner(part)]
    return [part for part in tails if _wants(part) or re.match(r"^(?:in|on|with|as|into|to)\b", part, re.I)]


_MANNER = frozenset((Ask.SHORTER, Ask.LONGER, Ask.WARMER, Ask.COOLER, Ask.MORE_FORMAL, Ask.LESS_FORMAL))
_WANTS = re.compile(
    r"^\W*(?:(?:please|pls|kindly|and|also|but|then|ok|okay|now|so|maybe)\W+)*(?:can|could|would|will you|make|put|use|do|add|change|fix|move|turn|translate|write|send|give|attach|print|insert|format|highlight|colou?r|in\b|with\b|as\b|into\b|what about|how about|where|why|mention|leave|take|drop|remove|say|i want|i need|i'd like|is there|should)\b|\?\s*$",
    re.I,
)


def _wants(text: str) -> bool:
    """Say whether words ask for something, rather than comment on it."""
    return bool(_WANTS.search(text))


def _nothing(text: str) -> bool:
    """Say whether words hold nothing to act on: a greeting, a name, "two things"."""
    return bool(
        re.fullmatch(
            r"\W*(?:(?:hi|hello|hey|thanks?|thank you|cheers|ok|okay|also|and|but|btw|sorry|please|well|so|right|oh|again|yes|yeah|no|"
            r"(?:just )?(?:one|two|three|a few|a couple of|some|couple) (?:more )?(?:things?|changes?|points?|tweaks?|edits?)|from me|quick one|edits?|changes?|good start|good work|nice one|nearly|almost(?: there)?)\W*)+",
            text,
            re.I,
        )
    )


def _again(request: str, found: list[Revision]) -> bool:
    """Say whether a request only points back: "drop it" after what it is about."""
    return bool(found) and bool(
        re.match(
            r"^\W*(?:please )?(?:drop|leave|remove|cut|lose|skip|forget|delete|take|bin|do) (?:it|that|them|this)(?: out| off| please)*\W*$",
            request,
            re.I,
        )
    )


def _merged(found: list[Revision]) -> list[Revision]:
    """Take what is asked twice once, and let "the name is wrong, it is X" be one thing."""
    once: dict[tuple[str, ...], Revision] = {}
    for each in found:
        once.setdefault(
            (each.ask, each.text if each.ask not in _MANNER else "", each.new, each.email, each.reader), each
        )
    merged = list(once.values())
    pointing = [each for each in merged if each.ask is Ask.IT_WAS and each.mistake is None]
    for each in pointing[1:] if len(pointing) == sum(one.ask is Ask.IT_WAS for one in merged) else pointing:
        merged.remove(each)
    return merged
