"""From the tags of tokens to names with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Mention

SORTS = ("person", "company", "role", "topic")
TAGS = ("other", *(f"{edge}-{sort}" for sort in SORTS for edge in ("first", "inner")))
DETAILS = ("talk", "liked", "shown", "event", "kind", "want", "offer")  # the frames of `mailer.coach.model.Detail`
DETAIL_TAGS = ("other", *(f"{edge}-{frame}" for frame in DETAILS for edge in ("first", "inner")))
LEAST = 0.45  # probability from which a word is taken into a name
EDGE = 0.3  # and into a detail beside a surer word

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


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text with the probability that a detail of each frame begins, or goes on, there."""

    start: int
    end: int
    line: int
    begins: npt.NDArray[np.float32]  # by frame, in the order of DETAILS
    inside: npt.NDArray[np.float32]

    @property
    def share(self) -> float:
        """The probability that it belongs to a detail at all."""
        return float(self.begins.sum() + self.inside.sum())


def weighed(clause: Clause, offsets: Offsets, tags: npt.NDArray[np.float32]) -> Iterator[Word]:
    """Yield the words of one clause with their probabilities: those of the first piece begin, all pieces together go on."""
    for first, end in words(clause.text, offsets):
        mean = tags[first:end].mean(axis=0)
        begins = tags[first, 1::2] if end > first else mean[1::2]
        inside = np.maximum(mean[1::2] + mean[2::2] - begins, 0.0)
        yield Word(clause.start + offsets[first][0], clause.start + offsets[end - 1][1], clause.line, begins, inside)


def details(read: Sequence[Word]) -> Iterator[Mention]:
    """Yield the details that the words spell: runs within one line, over the cuts between clauses too.

    A run begins with a word that is more probably in than not, and takes in those beside it that may be.
    """
    for run in _runs(read):
        if max(word.share for word in run) < LEAST:
            continue
        shares = np.array([word.begins + word.inside for word in run])
        frame = int(shares.mean(axis=0).argmax())
        yield Mention(DETAILS[frame], run[0].start, run[-1].end, float(np.sort(shares[:, frame])[-3:].mean()))


def _runs(read: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in read:
        begins = float(word.begins.sum())
        anew = run and (word.line != run[-1].line or begins > max(0.5, float(word.inside.sum())))
        if run and (anew or word.share < EDGE):
            yield run
            run = []
        if word.share >= EDGE:
            run.append(word)
    if run:
        yield run
