"""Steps that change what the note says and how: length and tone, what goes in, what stays out, other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach import gate
from mailer.coach.drafting import speech
from mailer.coach.drafting.wishes import Wish, mentions
from mailer.coach.model import Debrief, Draft, Move, Visible
from mailer.coach.phrases import fill
from mailer.coach.revising.amended import File
from mailer.coach.revising.filing import with_mistake, with_slip
from mailer.coach.revising.values import Ask, Revision
from mailer.coach.revising.verbatim import say, shifted
from mailer.coach.rules.case import paragraphs, sentences


def manner_of(file: File, revision: Revision) -> None:
    step, by = MANNERS[revision.ask]
    before = file.wishes.get(revision.reader, Wish())
    value = getattr(before, step)
    file.wish(revision.reader, **{step: max(-3, min(3, value + by))})
    if revision.sentences:
        file.wish(revision.reader, sentences=revision.sentences)
    elif revision.ask is Ask.LONGER:
        file.wish(revision.reader, sentences=0)
    file.told(revision.ask, text=revision.reader)


MANNERS = {
    Ask.SHORTER: ("length", -1), Ask.LONGER: ("length", 1), Ask.WARMER: ("warmth", 1), Ask.COOLER: ("warmth", -1),
    Ask.MORE_FORMAL: ("formality", 1), Ask.LESS_FORMAL: ("formality", -1),
}  # fmt: skip


def redraft(file: File, revision: Revision) -> None:
    file.wish(turn=file.whole.turn + 1, cut=())
    file.told(revision.ask)


_PLACE = re.compile(
    r"\b(?P<which>first|opening|second|third|last|final|closing)\b.*?\b(?P<what>sentences?|lines?|paragraphs?|bit|part)\b",
    re.I,
)

_SORRY = re.compile(r"^(?:the |any |all |my )?(?:apolog\w+|sorry|sorrys|saying sorry|owning\w*|grovel\w*)\b", re.I)


def leave_out(file: File, revision: Revision) -> None:
    whole = file.whole
    if place := _PLACE.search(revision.text):
        cut = _placed(place, file.drafts)
        file.wish(cut=(*whole.cut, *cut))
        file.told(revision.ask, text=revision.text)
        return
    if _SORRY.search(revision.text):
        file.wish(unwanted=(*whole.unwanted, gate.OWNING), wanted=())
        file.told(revision.ask, text=revision.text)
        return
    stood = any(mentions(each.body, revision.text) for each in file.drafts)
    known = [each for each in (revision.kind, _quote(file, revision)) if each]
    rulings = gate.rule(file.debrief.mistakes, file.catalogue, whole.wanted)
    stood = stood or any(each.move is not Move.OMIT and each.mistake.quote in known for each in rulings)
    file.wish(
        unwanted=(*whole.unwanted, *known),
        wanted=tuple(each for each in whole.wanted if each != revision.kind),
        without=(*whole.without, revision.text),
        featured=tuple(each for each in whole.featured if not mentions(each, revision.text)),
        said=tuple(each for each in whole.said if not mentions(each, revision.text)),
    )
    file.told(revision.ask, "leave_out" if stood else "not_there", _called(file, revision))


def _called(file: File, revision: Revision) -> str:
    """Return what was left out, in the person's words, but for one that is no noun: "the late" is arriving late."""
    kind = file.catalogue.kinds.get(revision.kind)
    bare = re.sub(r"^(?:the|my|being|that i was|i was) ", "", revision.text, flags=re.I).casefold()
    return kind.title[:1].lower() + kind.title[1:] if kind and bare == kind.override else revision.text


def _quote(file: File, revision: Revision) -> str:
    return file.debrief.mistakes[revision.mistake].quote if revision.mistake is not None else ""


def _placed(place: re.Match[str], drafts: Sequence[Draft]) -> list[str]:
    """Return the sentences that "the last line" or "the second paragraph" means, in each draft."""
    at = {"first": 0, "opening": 0, "second": 1, "third": 2}.get(place.group("which").casefold(), -1)
    found: list[str] = []
    for draft in drafts:
        parts = [sentences(each) for each in paragraphs(draft.body)]
        units = (
            parts if place.group("what").casefold().startswith("para") else [[one] for each in parts for one in each]
        )
        if -len(units) <= at < len(units):
            found.extend(units[at])
    return found


def mention(file: File, revision: Revision) -> None:
    whole = file.whole
    file.wish(without=tuple(each for each in whole.without if not mentions(revision.text, each)))
    mine = re.search(r"\b(?:i|my|me|being|was|for|forgetting|sorry|apologi[sz]\w*|own\w*)\b", revision.quote, re.I)
    if revision.kind and (revision.mistake is not None or mine):
        _own(file, revision)
    elif re.search(
        r"\b(?:i|we|you|she|he|they|it|there|[a-z]+) ?(?:'m|'ve|'d|'ll|'re|ve|can|could|am|was|were|have|had|has|will|would|did|do|is|are|use|used|like|liked|love|loved|know|live|speak|spoke|said|told|work|worked|want|need|think|thought|enjoy\w*|hope|look|got|made|passed|finished|started|learn\w*|met|saw|found)\b",
        revision.text,
        re.I,
    ):
        say(file, revision.text, Ask.MENTION)
    elif _in_the_room(file.debrief, revision.text):
        file.wish(featured=(*file.whole.featured, _named(revision.text)))
        file.told(Ask.MENTION, "mention_topic", revision.text)
    else:
        thing = shifted(file, re.sub(r"^my own\b", "my own", revision.text))
        file.wish(said=(*file.whole.said, fill(file.phrases.one("wish.have"), {"thing": thing})))
        file.told(Ask.MENTION, "mention_topic", revision.text)


def _own(file: File, revision: Revision) -> None:
    """Own a slip because the person wants it: it is their note."""
    whole = file.whole
    kind = file.catalogue.kinds[revision.kind]
    ruled = gate.rule(file.debrief.mistakes, file.catalogue, whole.wanted, whole.unwanted)
    there = any(each.kind and each.kind.id == kind.id and each.move is Move.APOLOGISE for each in ruled)
    if revision.mistake is None:
        file.debrief, mistake = with_slip(file, revision.text, revision.kind, Visible.YES)
        file.added.append(mistake)
    else:
        mistake = replace(file.debrief.mistakes[revision.mistake], kind=kind.id, asserted=True)
        file.debrief = with_mistake(file.debrief, revision.mistake, mistake)
    refused = (kind.id, mistake.quote, gate.OWNING)
    file.wish(
        wanted=tuple(dict.fromkeys((*whole.wanted, kind.id))),
        unwanted=tuple(each for each in whole.unwanted if each not in refused),
        without=tuple(each for each in whole.without if not mentions(mistake.quote, each)),
    )
    if not kind.note and not mistake.answer:
        file.insisted.append(kind.id)
    file.told(Ask.MENTION, "mention_there" if there else "mention", revision.text, new=kind.title)


def _in_the_room(debrief: Debrief, text: str) -> bool:
    return any(mentions(each, text) for each in (debrief.text, *(topic.text for topic in debrief.topics)))


def _named(text: str) -> str:
    return speech.with_article(re.sub(r"^(?:the |their |her |his )?(?:fact|bit|part) (?:about|that) ", "", text))


def reword(file: File, revision: Revision) -> None:
    if revision.text == "subject":
        file.wish(subject=revision.new)
        file.told(revision.ask, "subject", new=revision.new)
        return
    file.wish(replaced=(*file.whole.replaced, (revision.old, revision.new)))
    file.told(revision.ask, old=revision.old, new=revision.new)
