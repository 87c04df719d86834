"""Steps that add to what was told, or take from it: slips, good moments, better answers."""

from __future__ import annotations

import re
from dataclasses import replace

from mailer.coach import gate
from mailer.coach.model import Debrief, Detail, Known, Mistake, Place, Use, Visible
from mailer.coach.revising import matching
from mailer.coach.revising.amended import ANSWER_AT_MOST, File, Story
from mailer.coach.revising.values import Ask, Revision
from mailer.coach.revising.verbatim import say


def with_slip(file: File, text: str, kind: str, seen: Visible | None = None) -> tuple[Debrief, Mistake]:
    """Return the debrief with one more slip, told in these words, as the reader takes it."""
    base = file.debrief.text.rstrip() + "\n\n"
    reading = file.reader.read(text, Known(company=file.debrief.company))[0]
    read = max(reading.mistakes, key=lambda each: each.certainty, default=None)
    plain = Mistake(text.strip(" ."), Place(0, len(text.strip(" ."))), None, (), 0.0, 1.0, Visible.UNCLEAR)
    one = read or plain
    place = Place(one.place.start + len(base), one.place.end + len(base))
    one = replace(
        one, place=place, kind=kind or one.kind, confidence=1.0 if kind else one.confidence, certainty=1.0, asserted=True, cause=None,
        visible=seen or one.visible,
    )  # fmt: skip
    return replace(file.debrief, text=base + text, mistakes=(*file.debrief.mistakes, one)), one


def add_mistake(file: File, revision: Revision) -> None:
    file.debrief, mistake = with_slip(file, revision.text, revision.kind)
    file.added.append(mistake)
    file.told(revision.ask, text=mistake.quote)


def add_positive(file: File, revision: Revision) -> None:
    base = file.debrief.text.rstrip() + "\n\n"
    reading = file.reader.read(
        revision.text, Known(company=file.debrief.company, interviewers=file.debrief.interviewers)
    )[0]
    moved = [replace(each, place=_moved(each.place, len(base))) for each in reading.positives]
    if found := _ABOUT.search(revision.text):
        details = [Detail(Use.TALK, found.group("what"), _moved(Place(*found.span("what")), len(base)))]
    else:
        details = [replace(each, place=_moved(each.place, len(base))) for each in reading.details]
    before = {each.name for each in file.debrief.interviewers}
    file.debrief = replace(
        file.debrief,
        text=base + revision.text,
        positives=(*file.debrief.positives, *moved),
        details=(*file.debrief.details, *details),
        interviewers=(*file.debrief.interviewers, *(each for each in reading.interviewers if each.name not in before)),
    )
    words = [re.sub(r"^(?:their|his|her|its|the|our|my) ", "", each.quote) for each in details[:1]] or [revision.text]
    file.wish(featured=(*file.whole.featured, *(each for each in words if len(each.split()) < 7)))
    file.told(revision.ask, text=revision.text)


_ABOUT = re.compile(
    r"\b(?:talk\w*|spoke|chat\w*|discuss\w*|conversation|went) (?:a (?:lot|bit) )?(?:about|on|over|into|through)? ?(?P<what>[^,.;!?\n]{3,60})",
    re.I,
)


def _moved(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by)


def supply(file: File, revision: Revision) -> None:
    at = revision.mistake if revision.mistake is not None else _open(file, revision)
    answer = _brief(revision.text)
    base = file.debrief.text.rstrip() + "\n\n"
    file.debrief = replace(file.debrief, text=base + answer)
    kind = ""
    if at is not None:
        mistake = replace(file.debrief.mistakes[at], answer=answer, cost=True, asserted=True)
        file.debrief = with_mistake(file.debrief, at, mistake)
        kind = mistake.kind or ""
        file.wish(unwanted=tuple(each for each in file.whole.unwanted if each not in (kind, mistake.quote)))
    else:
        say(file, answer, Ask.SUPPLY)
        file.changes.pop()
    file.stories.append(Story(revision.old or _quote_at(file, at), revision.text, kind))
    file.told(revision.ask, text=answer, old=revision.old)


def _quote_at(file: File, at: int | None) -> str:
    return file.debrief.mistakes[at].quote if at is not None else ""


def _open(file: File, revision: Revision) -> int | None:
    """Return the slip that an answer without a subject answers: what was asked for, or the only one without an answer."""
    rulings = gate.rule(file.debrief.mistakes, file.catalogue)
    waiting = [at for at, each in enumerate(rulings) if each.why is gate.Why.NO_ANSWER]
    near = matching.mistake(revision.text, file.debrief, file.catalogue)
    if near is not None and near in waiting:
        return near
    lacking = [at for at, each in enumerate(rulings) if each.kind and each.kind.supply and not each.mistake.answer]
    return next(iter(waiting), next(iter(lacking), near))


def _brief(answer: str) -> str:
    """Return as many whole clauses of an answer as a note has room for."""
    parts = re.split(r"(?<=[,;.])\s+|\s+(?=(?:and|then|so|because) )", answer.strip(" ."))
    taken = parts[0]
    for part in parts[1:]:
        if len(f"{taken} {part}".split()) > ANSWER_AT_MOST:
            break
        taken = f"{taken} {part}"
    return re.sub(r"\.\s+(\w)", lambda m: ", " + m.group(1).lower(), taken).strip(" ,;.")


def with_mistake(debrief: Debrief, at: int, mistake: Mistake) -> Debrief:
    return replace(debrief, mistakes=tuple(mistake if n == at else each for n, each in enumerate(debrief.mistakes)))


def not_mine(file: File, revision: Revision) -> None:
    if revision.mistake is None or revision.mistake >= len(file.debrief.mistakes):
        file.unknown.append(revision.quote)
        return
    gone = file.debrief.mistakes[revision.mistake]
    if gone in file.withdrawn:
        return
    file.debrief = without(file.debrief, file.debrief.mistakes.index(gone))
    file.withdrawn.append(gone)
    file.wish(wanted=tuple(each for each in file.whole.wanted if each != gone.kind))
    file.told(revision.ask, text=gone.quote)


def without(debrief: Debrief, at: int) -> Debrief:
    """Return the debrief without one mistake; causes that point past it move up, those that point at it go."""
    moved = (
        replace(each, cause=None if each.cause == at else each.cause - (each.cause > at))
        if each.cause is not None
        else each
        for n, each in enumerate(debrief.mistakes)
        if n != at
    )
    return replace(debrief, mistakes=tuple(moved))


def it_was(file: File, revision: Revision) -> None:
    unsure = [n for n, each in enumerate(file.debrief.mistakes) if not each.asserted]
    meant = [revision.mistake] if revision.mistake in unsure else unsure[:2] if revision.mistake is None else []
    if not meant:
        file.told(revision.ask, "it_was_there")
        return
    for at in meant:
        mistake = replace(
            file.debrief.mistakes[at],
            asserted=True,
            kind=file.debrief.mistakes[at].kind or next(iter(file.debrief.mistakes[at].kinds), None),
        )
        file.debrief = with_mistake(file.debrief, at, mistake)
        file.added.append(mistake)
        file.told(revision.ask, text=mistake.quote)
