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


def averaged(pieces: Sequence[tuple[int, int]], tags: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the mean of each word's tokens; the words follow one another without a gap."""
    starts = [first for first, _ in pieces]
    sums = np.add.reduceat(tags[: pieces[-1][1]], starts, axis=0)
    return np.asarray(sums / np.array([[end - first] for first, end in pieces]), dtype=np.float32)


def mentions(clause: Clause, offsets: Offsets, tags: npt.NDArray[np.float32]) -> Iterator[Mention]:
    """Yield the names that the tags of one clause's tokens spell."""
    pieces = words(clause.text, offsets)
    if not pieces:
        return
    mean = averaged(pieces, tags)
    shares = (mean[:, 1::2] + mean[:, 2::2]).tolist()  # a row a word, a column a sort
    opens = tags[[first for first, _ in pieces]]
    begins = (opens[:, 1::2] > opens[:, 2::2]).tolist()
    for number, sort in enumerate(SORTS):
        open_: list[int] = []
        for word in range(len(pieces) + 1):
            share = shares[word][number] if word < len(pieces) else 0.0
            if open_ and (share < LEAST or begins[word][number]):
                start, stop = offsets[pieces[open_[0]][0]][0], offsets[pieces[open_[-1]][1] - 1][1]
                certain = max(shares[taken][number] for taken in open_)
                yield Mention(sort, clause.start + start, clause.start + stop, certain)
                open_ = []
            if share >= LEAST:
                open_.append(word)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text with the probability that a detail of each frame begins, or goes on, there."""

    start: int
    end: int
    line: int
    begins: npt.NDArray[np.float32]  # by frame, in the order of DETAILS
    inside: npt.NDArray[np.float32]
    share: float  # the probability that it belongs to a detail at all


def weighed(clause: Clause, offsets: Offsets, tags: npt.NDArray[np.float32]) -> Iterator[Word]:
    """Yield the words of one clause with their probabilities: those of the first piece begin, all pieces together go on."""
    pieces = words(clause.text, offsets)
    if not pieces:
        return
    mean = averaged(pieces, tags)
    begins = tags[[first for first, _ in pieces], 1::2]
    inside = np.maximum(mean[:, 1::2] + mean[:, 2::2] - begins, 0.0)
    shares = (begins.sum(axis=1) + inside.sum(axis=1)).tolist()
    for (first, end), begin, rest, share in zip(pieces, begins, inside, shares, strict=True):
        yield Word(
            clause.start + offsets[first][0], clause.start + offsets[end - 1][1], clause.line, begin, rest, share
        )


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
