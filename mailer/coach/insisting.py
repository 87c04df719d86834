"""Owning what a note had better leave alone, because the person insists; and owning two things in one breath."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from mailer.coach.gate import Ruling
from mailer.coach.model import Catalogue, Move
from mailer.coach.phrases import Phrases

_REST = re.compile(r"\s*(?:;|, and (?:I am sorry|I should|that was|it was|I know that|the fault)).*$", re.S)


def wordable(catalogue: Catalogue, wanted: Collection[str], phrases: Phrases) -> Catalogue:
    """Return the catalogue with a sentence for each wanted kind that is never owned otherwise."""
    given = {
        id: replace(catalogue.kinds[id], note=phrases.all(f"insisted.{id}"))
        for id in wanted
        if id in catalogue.kinds and not catalogue.kinds[id].note and phrases.has(f"insisted.{id}")
    }
    return Catalogue({**catalogue.kinds, **given}, catalogue.positives) if given else catalogue


def together(rulings: Sequence[Ruling], wanted: Collection[str]) -> tuple[Ruling, ...]:
    """Let the one owning sentence own all that is wanted: a note owns once, however much."""
    owned = next(
        (each for each in rulings if each.move is Move.APOLOGISE and each.kind and each.kind.id in wanted), None
    )
    more = [
        each.kind for each in rulings
        if each is not owned and each.kind and each.kind.id in wanted and each.kind.note and each.move is Move.OMIT
    ]  # fmt: skip
    if owned is None or owned.kind is None or not more:
        return tuple(rulings)
    heads = [_REST.sub("", each.note[0]).rstrip(".") for each in (owned.kind, *more)]
    end = "both" if len(heads) == 2 else "all of it"
    sentence = f"{', '.join(heads[:-1])}, and {heads[-1]}; I am sorry for {end}."
    synonyms = tuple(word for each in (owned.kind, *more) for word in each.synonyms)
    kind = replace(owned.kind, note=(sentence,), synonyms=synonyms)
    return tuple(replace(each, kind=kind) if each is owned else each for each in rulings)
