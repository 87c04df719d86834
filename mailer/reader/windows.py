"""Packing clauses into windows that the encoder reads at once, each clause with what stands around it.

Training packs by the same rules as reading does, so what was learnt is what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLS, SEP, PAD = 101, 102, 0  # the vocabulary's own marks
WINDOW = 400  # tokens read at once, marks included: about 300 words
LOOK_BACK = 64  # tokens of what went before, where a text needs several windows
LOOK_AHEAD = 32
LONGEST = 120  # tokens of one clause; the rest of a longer one is not read


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids read at once, and where in them each clause stands."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]  # (clause number, first token, end); only the clauses judged here


def pack(tokens: Sequence[Sequence[int]], lines: Sequence[int], window: int = WINDOW) -> list[Window]:
    """Pack clauses, given as token ids and the number of the line each stands on, into windows."""
    sizes = [min(len(t), LONGEST) + 1 for t in tokens]
    total = sum(sizes)
    if total + 1 <= window:
        return [_window(tokens, lines, 0, len(tokens), 0, len(tokens))] if tokens else []
    room = window - 1 - LOOK_BACK - LOOK_AHEAD
    # Even shares, so that the last window is not a crumb without context.
    share = -(-total // -(-total // room))
    windows, first = [], 0
    while first < len(tokens):
        last, used = first, 0
        while last < len(tokens) and (last == first or used + sizes[last] <= share):
            used += sizes[last]
            last += 1
        begin, end = _reach(sizes, first, -1, LOOK_BACK), _reach(sizes, last - 1, 1, LOOK_AHEAD)
        windows.append(_window(tokens, lines, begin, end + 1, first, last))
        first = last
    return windows


def _reach(sizes: Sequence[int], clause: int, step: int, room: int) -> int:
    """Go from `clause` in the direction `step` as far as `room` tokens allow; return the last clause reached."""
    while 0 <= clause + step < len(sizes) and sizes[clause + step] <= room:
        clause += step
        room -= sizes[clause]
    return clause


def _window(
    tokens: Sequence[Sequence[int]], lines: Sequence[int], begin: int, end: int, first: int, last: int
) -> Window:
    ids, spans = [CLS], []
    for number in range(begin, end):
        if number > begin and lines[number] != lines[number - 1]:
            ids.append(SEP)
        start = len(ids)
        ids.extend(tokens[number][:LONGEST])
        if first <= number < last:
            spans.append((number, start, len(ids)))
    ids.append(SEP)
    return Window(tuple(ids), tuple(spans))
