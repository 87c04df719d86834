"""The built-in drafter: plans each note, words it, puts it before the fifteen checks, and redraws it more plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailer.coach.drafting import address, answers, owned, specifics, speech, wants
from mailer.coach.drafting.desk import Desk
from mailer.coach.drafting.specifics import Specific
from mailer.coach.drafting.values import UNKNOWN, Author, Drafting
from mailer.coach.drafting.wishes import NO_WISHES, Wish, wished
from mailer.coach.drafting.writing import Writer
from mailer.coach.gate import Ruling
from mailer.coach.model import Debrief, Interviewer, Known
from mailer.coach.phrases import Phrases

SPOKEN = 2  # notes of one panel that the writer words: each takes it seconds, and a worker's lease is a minute


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The drafter that needs nothing but the phrases; with a writer, its words come first."""

    writer: Writer | None = None

    def draft(
        self,
        debrief: Debrief,
        rulings: Sequence[Ruling],
        person: Author,
        phrases: Phrases,
        *,
        known: Known = UNKNOWN,
        earlier: Sequence[str] = (),
        wishes: Mapping[str, Wish] = NO_WISHES,
    ) -> tuple[Drafting, ...]:
        """Return one drafting for each interviewer, or one for the host, each judged by the fifteen rules.

        `wishes` are what the person asked of the notes: by the reader's name, "" for all.
        """
        readers = address.recipients(debrief, known)
        asked = wants.find(debrief, rulings)
        rulings = owned.told(answers.complete(wants.without(rulings, asked), debrief), debrief, phrases)
        done: list[Drafting] = []
        spent: list[Specific] = []
        desks = [
            Desk(
                debrief, tuple(rulings), person, phrases, known, tuple(earlier), to, turn, len(readers),
                wished(wishes, to.name if to else ""),
                () if turn else asked, self.writer if turn < SPOKEN else None,
            )
            for turn, to in enumerate(readers)
        ]  # fmt: skip
        things = [desk.things() for desk in desks]
        for turn, (to, desk) in enumerate(zip(readers, desks, strict=True)):
            theirs = [
                each for at, listed in enumerate(things) if at != turn for each in listed if each.who and each.text
            ]
            mine = tuple(
                each for each in things[turn] if not _again(each, spent) and (each.who or not _again(each, theirs))
            )
            left = len(readers) - turn - 1
            mine = _shared(mine, to, left)
            if not turn and not any(each.text for each in mine):
                mine = (*_borrowed(theirs, debrief), *mine)
            taken = frozenset(at for each in done for at in each.taken)
            drafting = desk.draft(mine, tuple(each.draft.body for each in done), taken)
            used = [each for each in mine if not each.by and (not each.text or _stands(each.text, drafting.draft.body))]
            spent.extend(used)
            done.append(drafting)
        return _told_once(done)


def _again(one: Specific, spent: list[Specific]) -> bool:
    """Say whether a thing stands in an earlier note of this panel already, in these or in other words."""
    return any(
        (one.text == each.text and (one.text or one.frame is each.frame))
        or (one.text and each.text and not specifics.apart(one, each))
        for each in spent
    )


def _told_once(done: list[Drafting]) -> tuple[Drafting, ...]:
    """Call left out only what no note of the panel mentions."""
    everywhere = set.intersection(*({id(out.mistake) for out in each.left_out} for each in done)) if done else set()
    return tuple(
        replace(each, left_out=tuple(out for out in each.left_out if id(out.mistake) in everywhere)) for each in done
    )


def _shared(mine: tuple[Specific, ...], to: Interviewer | None, left: int) -> tuple[Specific, ...]:
    """Leave something for the notes still to come: unclaimed things are dealt out, one a reader."""
    if not left or to is None:
        return mine
    own = tuple(each for each in mine if each.who is not None)
    free = tuple(each for each in mine if each.who is None)
    keep = max(0, len(free) - left)
    return (*own, *free[: max(keep, 0 if own else min(1, len(free)))])


def _borrowed(theirs: Sequence[Specific], debrief: Debrief) -> tuple[Specific, ...]:
    """Return what happened with colleagues of the first reader, for a note that would have nothing from the room."""
    people = {each.name: address.called(each, debrief)[0] for each in debrief.interviewers}
    return tuple(replace(each, by=people[each.who]) for each in theirs if each.who in people)[:1]


def _stands(text: str, body: str) -> bool:
    return " ".join(speech.words(text)).casefold() in " ".join(speech.words(body)).casefold()
