"""What went well, read for what a note can thank for: a quote is used only where a pattern fits it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach.drafting import patterns, speech
from mailer.coach.drafting.topics import Frame, Specific, frame_of, phrase, same_person, shadowed
from mailer.coach.model import Debrief, Interviewer, Mistake, Place, Positive
from mailer.coach.phrases import lexicon
from mailer.coach.rules.case import TITLES


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what the positives give the note to `to`; none from inside a left-out mistake's telling (`kept`)."""
    found: list[Specific] = []
    told = [(part, False) for each in debrief.positives for part in (each, *_clauses(each))]
    told += [(each, True) for each in _sentences(debrief)]
    for positive, scanned in told:
        if any(p.place.start < positive.place.end and positive.place.start < p.place.end for p in kept):
            continue
        one = read(positive, debrief, to, scanned=scanned)
        if one is not None and (one.text.startswith("that I ") or _theirs(positive, one, debrief)):
            one = None
        if one is not None and not any(one.text == other.text and one.frame is other.frame for other in found):
            found.append(one)
    return tuple(found)


_ELSEWHERE = re.compile(
    r"\b(last (time|year|month|interview)|previous(ly)?|other interview|years ago|my friend|if (they|i|she|he))\b", re.I
)


def _sentences(debrief: Debrief) -> tuple[Positive, ...]:
    """Return the sentences of the text as if each were a positive: what a pattern fits is one, whoever found it."""
    return tuple(
        Positive(debrief.text[start:end].strip(" -*•,+"), Place(start, end))
        for start, end in speech.spans(debrief.text)
        if not _ELSEWHERE.search(debrief.text[start:end])
    )


def _theirs(positive: Positive, one: Specific, debrief: Debrief) -> bool:
    """Say whether "asked about X" is the interviewer's question: "Dr Osei was kind, asked about X"."""
    if one.frame is not Frame.HEARD or not re.match(r"asked\b", positive.quote, re.I):
        return False
    whole = speech.around(debrief.text, positive.place.start, positive.place.end)
    before = whole.partition(positive.quote)[0]
    return bool(
        re.search(
            r"\b(?:she|he|they|(?-i:(?:Mr|Mrs|Ms|Dr|Miss)\.? [A-Z]\w+))\b|^(?-i:[A-Z])\w+ (?:was|were|is)\b",
            before,
            re.I,
        )
    )


_CLAUSE = re.compile(r"(?:, (?:and |but |so )?|; | and | but |\. |\n)(?=\w)")


def _clauses(positive: Positive) -> tuple[Positive, ...]:
    """Return the parts of a positive, so that the second good thing in it is found too."""
    parts = [each.strip() for each in _CLAUSE.split(positive.quote)]
    return tuple(replace(positive, quote=each) for each in parts if len(each) > 8) if len(parts) > 1 else ()


def read(positive: Positive, debrief: Debrief, to: Interviewer | None, *, scanned: bool = False) -> Specific | None:
    """Return what one positive gives, or None where no pattern fits it surely.

    `scanned`: nobody has said yet that the words tell of something good, so a shadow in them is enough to refuse.
    """
    names = [each.name for each in debrief.interviewers]
    quote = patterns.REPORT.sub("", speech.mend(positive.quote, names))
    quote = re.sub(r"\bnot (?:too |so |that |half )?bad\b", "good", quote, flags=re.I)
    if speech.NOT.search(quote) or (scanned and speech.SHADOW.search(quote)):
        return None
    for frame, pattern in patterns.READ:
        match = pattern.search(quote)
        if not match:
            continue
        who = _who(match, quote, debrief)
        who = who or _spoken_of(positive, debrief)
        if not _for_reader(who, match, debrief, to):
            return None
        what = match.groupdict().get("what")
        fronted = (match.groupdict().get("fronted") or "").strip()
        if fronted:
            what = fronted if re.match(r"(the|my|our)\b", fronted, re.I) else f"my {fronted[:1].lower()}{fronted[1:]}"
        if what is None:
            return Specific(frame, "", positive.place, who, warm=True)
        if match.groupdict().get("known"):
            what, frame = f"your {what}", Frame.TALK
        text = _object(frame, what, debrief, to)
        if text and match.groupdict().get("mild"):
            if scanned and shadowed(positive.place, debrief):
                return None
            return Specific(_better(frame, text), text, positive.place, who, warm=not scanned)
        if text and (pattern is not patterns.LAST or _spoken(what, text, debrief)):
            return Specific(_better(frame, text), text, positive.place, who, warm=True)
        if frame in (Frame.TALK, Frame.HEARD, Frame.TOLD):
            continue
        if fronted:
            continue
        if frame is Frame.PRAISE:
            return Specific(Frame.PRAISE, "", positive.place, who, warm=True)
        break
    return None if scanned else _event(quote, positive, debrief, to)


_EVENT = re.compile(
    r"\b(?P<modifiers>(?:[\w'&-]+ ){1,4}?)(?P<event>questions?|scenario|tests?|exercise|case|story|task|puzzle|role[ -]play"
    r"|presentation|lesson|demo)\b",
    re.I,
)
_NO_MODIFIER = lexicon(
    "the a an to of and was were did had have told used fine on in for with i she he they that this it gave asked answer first"
    " second third last next other good great hard easy my their his her all every each one two three some any no not so then"
    " after before when what why how me them him us but or as at by from about into through over only also both same real"
    " technical practical final big small long short whole take-home best worst better right wrong difficult tough tricky more"
    " weakness salary personal is are be been said says do does well really very got get like liked solved found coding new old"
    " another own your our decent many rich true little four five six seven eight ten interesting few several clear honest funny nice proper whole big simple general basic usual whose which who where everything nothing mock trick curveball"
)


def _event(quote: str, positive: Positive, debrief: Debrief, to: Interviewer | None) -> Specific | None:
    """Return the part of the interview that a positive is about: "the cash difference question", "the ERP story"."""
    for match in _EVENT.finditer(quote):
        modifiers: list[str] = []
        for word in reversed(match.group("modifiers").split()):
            if word.casefold() in _NO_MODIFIER or word.casefold().endswith(("ed", "ly")):
                break
            modifiers.insert(0, word)
        event = match.group("event").casefold()
        asked = event.startswith("question")
        text = phrase(" ".join(modifiers) + ("" if asked else f" {event}"), debrief, to) if modifiers else None
        who = _who(match, quote, debrief) or _spoken_of(positive, debrief)
        if text and _for_reader(who, match, debrief, to):
            frame = Frame.TOLD if event == "story" else frame_of(text)
            return Specific(frame, text, positive.place, who, warm=True)
    return None


_PARTS_OF_WORK = lexicon("design strategy analysis policy theory planning finding handling safety research budget")
_ASKED = re.compile(r"\b(questions?|answers?|part|bit|stuff|section|round|scenario|talk|discussion)\b", re.I)


def _spoken(what: str, text: str, debrief: Debrief) -> bool:
    """Say whether "X was good" tells of a part of the interview, and not of shots or shoes."""
    if _ASKED.search(what) or speech.gerund(text) or frame_of(text) is not Frame.TALK:
        return True
    if speech.head(text).casefold() in _PARTS_OF_WORK:
        return True
    bare = text.removeprefix("the ").casefold()
    return any(bare in each.text.casefold() or each.text.casefold() in bare for each in debrief.topics)


def _better(frame: Frame, text: str) -> Frame:
    if frame is Frame.TALK and text.startswith("your "):
        return frame
    return frame_of(text) if frame is Frame.TALK else frame


def _object(frame: Frame, what: str, debrief: Debrief, to: Interviewer | None) -> str | None:
    if any(re.match(rf"{re.escape(word)}\b", what, re.I) for each in debrief.interviewers for word in _own(each.name)):
        return None
    what = patterns.CUT.split(what, maxsplit=1)[0].strip()
    if frame is Frame.TALK:
        bare = re.sub(r"^the ", "", what, flags=re.I) if patterns.ANSWERED.search(what) else what
        kept = re.match(r"\w+'s .*questions?$", bare)
        what = (
            bare
            if kept
            else patterns.ANSWERED.sub(
                "",
                re.sub(r"^(?:the )?(?:questions?|stuff|bit|part|answers?) (?:on|about|around) ", "", bare, flags=re.I),
            )
        )
    if frame is Frame.BOTH:
        shifted = speech.plain(what)
        whole = 1 < len(speech.words(shifted)) < 9 and speech.to_you(shifted, True) == shifted
        return shifted if whole and speech.fit(f"how we both {shifted}") else None
    if frame is Frame.TOLD and re.match(r"how (I|we)\b", what, re.I):
        turned = speech.to_you(speech.plain(what), sole=True)
        return turned if turned and len(speech.words(turned)) > 3 and speech.fit(turned, 14) else None
    if frame is Frame.LIKED and re.match(r"(that|how) (I|my|our)\b", what, re.I):
        tested = what[what.index(" ") + 1 :]
        return what if 2 < len(speech.words(tested)) < 10 and speech.fit("how " + tested) else None
    return phrase(what, debrief, to, asked=frame is Frame.HEARD)


def _who(match: re.Match[str], quote: str, debrief: Debrief) -> str | None:
    """Return the interviewer's name in the quote, if one stands there."""
    for each in debrief.interviewers:
        if any(re.search(rf"\b{re.escape(p)}\b", quote, re.I) for p in _own(each.name)):
            return each.name
    return None


def _own(name: str) -> list[str]:
    """Return the words of a name that are nobody else's title."""
    return [p for p in speech.words(name) if len(p) > 2 and p.casefold().rstrip(".") not in _SHARED]


_SHARED = TITLES | {"the", "chef"}


def _spoken_of(positive: Positive, debrief: Debrief) -> str | None:
    """Return whom the quote is about: the one named in its sentence, or for "she" the last one named before it."""
    at = positive.place
    telling = speech.around(debrief.text, at.start, at.end)
    named = [
        p.name for p in debrief.interviewers if any(re.search(rf"\b{re.escape(w)}\b", telling) for w in _own(p.name))
    ]
    if len(named) == 1 and at.end:
        return named[0]
    if not re.search(r"\b(she|he|her|him)\b", positive.quote, re.I) or len(debrief.interviewers) < 2:
        return None
    before = debrief.text[: positive.place.start].rsplit("\n", 1)[-1]
    last = {each.name: max((before.rfind(p) for p in _own(each.name)), default=-1) for each in debrief.interviewers}
    name = max(last, key=lambda each: last[each])
    return name if last[name] >= 0 else None


def _for_reader(who: str | None, match: re.Match[str], debrief: Debrief, to: Interviewer | None) -> bool:
    """Say whether the reader of the note is surely meant: named, or the only one, or all of them."""
    if who is not None and to is not None:
        return same_person(who, to.name)
    doer = (match.groupdict().get("who") or "").casefold()
    sole = len(debrief.interviewers) < 2
    if not doer or doer in _ALL:
        return sole or doer in _ALL or not doer
    return sole or who is not None if doer in ("she", "he") else who is not None or (sole and doer in _THE_ONE)


_ALL = frozenset({"they", "both", "everyone", "everybody", "all of them", "the panel", "the team", "the interviewers"})
_THE_ONE = frozenset(
    {"the lady", "the manager", "the man", "the woman", "the interviewer", "the boss", "the owner", "the people"}
)
