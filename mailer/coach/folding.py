"""What a reply shows of the mistakes: chains folded into their cause, doubles merged, five at most.

One gap, one fix: nerves → blank → ramble is one thing to work on, and a list of ten is a sermon.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailer.coach.model import Catalogue, Debrief, Mistake, Own, Visible

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Folded:
    """One cause and what followed from it."""

    cause: Mistake
    followers: tuple[Mistake, ...] = ()


def fold(debrief: Debrief, catalogue: Catalogue) -> tuple[Folded, ...]:
    """Return the asserted mistakes as causes with their followers, in the order of the text, all of them."""
    roots: dict[int, list[Mistake]] = {}
    by_kind: dict[str, int] = {}
    for index, mistake in enumerate(debrief.mistakes):
        if not mistake.asserted:
            continue
        root = _root(debrief, index)
        same = by_kind.get(mistake.kind or "")
        chain = _chain(mistake, catalogue)
        if root == index and mistake.kind and same is not None:
            roots[same].append(mistake)
        elif root == index and chain and (first := _same_chain(roots, debrief, chain, catalogue)) is not None:
            roots[first].append(mistake)
        elif root != index and root in roots:
            roots[root].append(mistake)
        else:
            roots[index] = []
            if mistake.kind:
                by_kind[mistake.kind] = index
    return tuple(Folded(debrief.mistakes[index], tuple(followers)) for index, followers in roots.items())


def shown(folded: tuple[Folded, ...], catalogue: Catalogue) -> tuple[Folded, ...]:
    """Return the five that matter most, in the order of the text."""
    ranked = sorted(range(len(folded)), key=lambda i: (-_weight(folded[i], catalogue), i))[:SHOWN]
    return tuple(folded[i] for i in sorted(ranked))


def _root(debrief: Debrief, index: int) -> int:
    seen = {index}
    while (cause := debrief.mistakes[index].cause) is not None and cause not in seen:
        if not 0 <= cause < len(debrief.mistakes) or not debrief.mistakes[cause].asserted:
            break
        index = cause
        seen.add(index)
    return index


def _chain(mistake: Mistake, catalogue: Catalogue) -> str:
    kind = catalogue.kinds.get(mistake.kind or "")
    return kind.chain if kind else ""


def _same_chain(roots: dict[int, list[Mistake]], debrief: Debrief, chain: str, catalogue: Catalogue) -> int | None:
    return next((i for i in roots if _chain(debrief.mistakes[i], catalogue) == chain), None)


def _weight(folded: Folded, catalogue: Catalogue) -> float:
    """Weigh what was plain to see, what bears on the job, what pulled others along, and how sure the reading is."""
    mistake = folded.cause
    kind = catalogue.kinds.get(mistake.kind or "")
    weight = mistake.certainty + mistake.confidence + 0.5 * len(folded.followers)
    weight += 1.0 * (mistake.visible is Visible.YES) + 1.0 * mistake.cost
    weight += 0.5 * bool(kind and kind.own is Own.OWN)
    return weight
