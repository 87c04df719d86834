"""The ownership gate: what the thank-you note does about each mistake, and why.

The table is section 3 of the project's notes on thank-you practice. Omission is the rule; every other move needs a
reason that the text itself gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mailer.coach.model import Catalogue, Kind, Mistake, Move, Own, Visible


class Why(StrEnum):
    """The reason for a move; its words are in templates/note/reasons.toml."""

    FAILURE = "failure"  # no interview to speak of, or harm done: ownership comes first
    PLAIN = "plain"  # anyone in the room saw it
    BLATANT = "blatant"  # they remarked on it or lost time by it
    FALSE = "false"  # what was said is not so, and the right statement is known
    ADDS = "adds"  # there is something useful to add
    WANTED = "wanted"  # the person asked for it
    UNNOTICED = "unnoticed"  # only the person felt it
    HARMS = "harms"  # to own it would do more harm than the thing itself
    SMALL = "small"  # seen, but it cost nobody anything
    NO_ANSWER = "no_answer"  # worth adding to, but the better answer is not told yet
    WORSE_OWNED = "worse_owned"  # a worse one is owned already; a note owns one thing
    ENOUGH = "enough"  # the note repairs enough already
    UNWANTED = "unwanted"  # the person asked to leave it out
    UNSURE = "unsure"  # not sure that it is a mistake


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the note does about one mistake."""

    mistake: Mistake
    kind: Kind | None
    move: Move
    why: Why
    failure: bool = False  # total failure: the note takes its own shape


# A wrong statement counts as false however it came about; these kinds are wrong statements.
_FALSE = frozenset({"out_of_date"})
# A wrong statement about the subject is put right, not sorry for: without the right one the note says nothing yet.
_STATEMENTS = frozenset({"wrong_fact"})
_NO_SHOW = frozenset({"missed_interview"})
# To be sorry for one of these when it was not so would be worse than to leave it out.
_GRAVE = _NO_SHOW | {
    "offensive_remark", "argued_defensive", "arrogant_tone", "badmouthed_employer", "criticised_their_work", "rude_to_staff",
    "lied_or_exaggerated", "shared_confidential",
}  # fmt: skip
_LATE = frozenset({"arrived_late", "overslept", "got_lost", "wrong_place", "wrong_date_or_time"})
_OUTBURST = frozenset({"argued_defensive", "offensive_remark"})
_OUTAGE = frozenset({"connection_dropped", "tech_not_tested"})
_VERY_LATE = re.compile(
    r"half an hour|an hour|\bhours?\b|\b(twenty|twenty-five|thirty|forty|forty-five|fifty)\b(?=.{0,12}(min|late))"
    r"|wrong (day|date|week)|day (early|late)|missed (it|the)|they'?d (gone|left)|had (gone|left)|never happened",
    re.I,
)
_COUNT = re.compile(r"\b(\d{1,3})\s*(?:min|mins|minutes|m\b)", re.I)
_VIOLENT = re.compile(
    r"\b(shout|yell|scream|storm|walked out|stood up and|lost (my temper|it\b)|swore at|swearing at|slammed|threw)",
    re.I,
)
_OVER = re.compile(
    r"(could ?n[o']?t|never|didn'?t) (finish|get back|reconnect|rejoin)|had to (stop|end|rebook|reschedule)|lost the rest",
    re.I,
)
_REMARKED = re.compile(
    r"\b(correct|remark|point|said|says|goes|asked|told|laugh|wait|sigh|frown|raised|quiet|stopped|silence|stared|stare"
    r"|looked at me|eyebrow|noticed|had to)",
    re.I,
)
_WORST_FIRST = (
    "missed_interview", "wrong_date_or_time", "arrived_late", "wrong_place", "offensive_remark", "argued_defensive",
    "rude_to_staff", "lied_or_exaggerated", "wrong_fact", "criticised_their_work", "wrong_name", "thank_you_error",
    "connection_dropped", "tech_not_tested", "phone_rang", "overslept", "got_lost",
)  # fmt: skip
OWNING = "*"  # among what is unwanted: no apology of any kind
SURE, SURE_OF_FAILURE = 0.6, 0.8  # confidence in the kind from which the note is sorry for it
_REPAIRS = 2  # supplied or corrected points in one note


def judge(mistake: Mistake, kind: Kind | None, *, wanted: bool = False) -> Ruling:
    """Return the move for one mistake taken alone; `wanted` is the person's own "mention it"."""
    move, why = _row(mistake, kind, wanted)
    return Ruling(mistake, kind, move, why, failure=why is Why.FAILURE)


def _row(mistake: Mistake, kind: Kind | None, wanted: bool) -> tuple[Move, Why]:
    """Read the table from the top; the first row that fits decides."""
    seen = mistake.visible is Visible.YES
    answer = bool(mistake.answer)
    if kind is None and answer and (seen or mistake.cost):
        return Move.SUPPLY, Why.ADDS
    if kind is None:
        return Move.OMIT, Why.HARMS if seen else Why.UNNOTICED
    false = kind.move is Move.CORRECT or kind.id in _FALSE
    own, ready = kind.own, bool(kind.note)
    remarked = bool(mistake.evidence and _REMARKED.search(mistake.evidence))
    blatant = own is Own.ONLY_IF_BLATANT and seen and (mistake.cost or remarked)
    table = (
        (wanted and ready, Move.APOLOGISE, Why.WANTED),
        (wanted and answer, Move.CORRECT if false else Move.SUPPLY, Why.WANTED),
        (failed(mistake, kind), Move.APOLOGISE, Why.FAILURE),
        (false and answer and (mistake.cost or seen), Move.CORRECT, Why.FALSE),
        (false and answer and own is Own.OWN, Move.CORRECT, Why.FALSE),
        (own is Own.OWN and seen and ready and kind.id not in _STATEMENTS, Move.APOLOGISE, Why.PLAIN),
        (kind.move is Move.SUPPLY and answer, Move.SUPPLY, Why.ADDS),
        (blatant and ready, Move.APOLOGISE, Why.BLATANT),
        (answer and (seen or mistake.cost), Move.SUPPLY, Why.ADDS),
        (kind.move in (Move.SUPPLY, Move.CORRECT) and bool(kind.supply), Move.OMIT, Why.NO_ANSWER),
        (not seen, Move.OMIT, Why.UNNOTICED),
        (own is Own.NEVER, Move.OMIT, Why.HARMS),
    )
    return next(((move, why) for holds, move, why in table if holds), (Move.OMIT, Why.SMALL))


def aim(mistake: Mistake, kind: Kind | None) -> Move:
    """Return the move a wise note makes about a mistake taken alone, were the better answer at hand."""
    if kind is None:
        return Move.OMIT
    if kind.move in (Move.SUPPLY, Move.CORRECT):
        return kind.move
    if kind.move is Move.APOLOGISE and mistake.visible is Visible.YES:
        return Move.APOLOGISE
    return judge(mistake, kind).move


def failed(mistake: Mistake, kind: Kind) -> bool:
    """Say whether this is total failure: no-show, more than fifteen minutes late, outage or outburst."""
    words = f"{mistake.quote} {mistake.evidence or ''}"
    if not kind.note:
        return False
    if kind.id in _NO_SHOW:
        return True
    if mistake.visible is not Visible.YES:
        return False
    late = bool(_VERY_LATE.search(words)) or any(int(n) > 15 for n in _COUNT.findall(words))
    return (
        (kind.id in _LATE and late)
        or (kind.id in _OUTBURST and bool(_VIOLENT.search(words)))
        or (kind.id in _OUTAGE and bool(_OVER.search(words)))
    )


def rule(
    mistakes: Sequence[Mistake], catalogue: Catalogue, wanted: Iterable[str] = (), unwanted: Iterable[str] = ()
) -> tuple[Ruling, ...]:
    """Judge all mistakes of a debrief together, in their order: a note owns one thing and repairs at most two.

    `wanted` are ids of kinds that the person wants mentioned; `unwanted` ids, quotes, or OWNING for every apology.
    """
    asked, refused = frozenset(wanted), frozenset(unwanted)
    alone = [_refused(_alone(each, catalogue, asked), refused) for each in mistakes]
    worst = min((r for r in alone if r.move is Move.APOLOGISE), key=_badness, default=None)
    rulings: list[Ruling] = []
    repairs = 0
    for ruling in alone:
        if ruling.move is Move.APOLOGISE and ruling is not worst:
            ruling = replace(ruling, move=Move.OMIT, why=Why.WORSE_OWNED, failure=False)
        elif ruling.move in (Move.SUPPLY, Move.CORRECT):
            repairs += 1
            if repairs > _REPAIRS:
                ruling = replace(ruling, move=Move.OMIT, why=Why.ENOUGH)
        rulings.append(ruling)
    return tuple(rulings)


def _alone(mistake: Mistake, catalogue: Catalogue, asked: frozenset[str]) -> Ruling:
    kind = catalogue.kinds.get(mistake.kind) if mistake.kind else None
    if not mistake.asserted and not mistake.answer:
        return Ruling(mistake, kind, Move.OMIT, Why.UNSURE)
    wanted = kind is not None and kind.id in asked
    ruling = judge(mistake, kind, wanted=wanted)
    # To be sorry for what did not happen is worse than to say nothing, and worst of all for a whole interview.
    sure = SURE_OF_FAILURE if kind is not None and kind.id in _GRAVE else SURE
    if ruling.move is Move.APOLOGISE and not wanted and mistake.confidence < sure:
        return Ruling(mistake, kind, Move.OMIT, Why.UNSURE)
    return ruling


def _refused(ruling: Ruling, refused: frozenset[str]) -> Ruling:
    named = ruling.mistake.quote in refused or (ruling.kind is not None and ruling.kind.id in refused)
    if ruling.move is not Move.OMIT and (named or (OWNING in refused and ruling.move is Move.APOLOGISE)):
        return replace(ruling, move=Move.OMIT, why=Why.UNWANTED, failure=False)
    return ruling


def _badness(ruling: Ruling) -> tuple[bool, bool, int, int]:
    kind = ruling.kind.id if ruling.kind else ""
    rank = _WORST_FIRST.index(kind) if kind in _WORST_FIRST else len(_WORST_FIRST)
    return (ruling.why is not Why.WANTED, not ruling.failure, rank, ruling.mistake.place.start)
