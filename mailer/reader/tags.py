"""From the tags of tokens to names with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Mention

SORTS = ("person", "company", "role", "topic")
TAGS = ("other", *(f"{edge}-{sort}" for sort in SORTS for edge in ("first", "inner")))
DETAILS = ("talk", "liked", "shown", "event", "kind", "want", "offer")  # the frames of `mailer.coach.model.Detail`
DETAIL_TAGS = ("other", *(f"{edge}-{frame}" for frame in DETAILS for edge in ("first", "inner")))
LEAST = 0.45  # probability from which a word is taken into a name

Offsets = Sequence[tuple[int, int]]


def words(text: str, offsets: Offsets) -> list[tuple[int, int]]:
    """Return (first token, end) of each word: pieces that touch and are letters or digits belong together."""
    groups: list[tuple[int, int]] = []
    for number, (start, _) in enumerate(offsets):
        touches = number > 0 and offsets[number - 1][1] == start
        if touches and text[start].isalnum() and text[offsets[number - 1][0]].isalnum():
            groups[-1] = (groups[-1][0], number + 1)
        else:
            groups.append((number, number + 1))
    return groups


def mentions(clause: Clause, offsets: Offsets, tags: npt.NDArray[np.float32]) -> Iterator[Mention]:
    """Yield the names that the tags of one clause's tokens spell."""
    pieces = words(clause.text, offsets)
    for number, sort in enumerate(SORTS):
        column = 1 + 2 * number
        open_: list[tuple[int, int]] = []
        certain: list[float] = []
        for first, end in [*pieces, (-1, -1)]:
            share = float(tags[first:end, column : column + 2].sum(axis=1).mean()) if first >= 0 else 0.0
            starts = first >= 0 and tags[first, column] > tags[first, column + 1]
            if open_ and (share < LEAST or starts):
                start, stop = offsets[open_[0][0]][0], offsets[open_[-1][1] - 1][1]
                yield Mention(sort, clause.start + start, clause.start + stop, max(certain))
                open_, certain = [], []
            if share >= LEAST:
                open_.append((first, end))
                certain.append(share)
