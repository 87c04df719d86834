"""Who sent it, and may we act? One ordered table; the first row that applies decides.

Policy and facts come as arguments: this room asks no database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What may be done about a mail."""

    ACT = "act"  # the sender is who they say
    CONFIRM = "confirm"  # someone new and weakly shown: one question first
    QUARANTINE = "quarantine"  # claims to be somebody and cannot show it: kept, unanswered
    IGNORE = "ignore"  # a machine, or a loop: kept, unanswered
    REJECT = "reject"  # refused in the session


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a mail and its sender before it is acted on."""

    automatic: str | None = None  # why it counts as a machine's mail, or None
    invitation: bool = False  # a calendar's mail: processed though a machine sent it
    ours: bool = False  # it left this house before, or says that we wrote it: a loop
    echo: bool = False  # the same words again and again, or a subject that grows: a machine without manners
    has_sender: bool = True  # there is one usable From address
    in_session: bool = False  # the client still waits for our answer
    denied: bool = False  # the From domain asks that such mail be refused

    vouched: bool = False  # the peer is trusted, or the host said so
    shown: bool = False  # the From domain vouches for the mail
    weakly: bool = False  # and only by naming the client: other customers of its provider could write so, too
    token: bool = False  # it came to an address that only this person was given
    confirmed: bool = False  # the sender was asked about this very mail, and has answered
    answers: bool = False  # it answers such a question
    word: bool = False  # the host lets people's word stand

    known: bool = False  # the person is signed up
    many: bool = False  # they were answered as often as anyone may be
    copied: bool = False  # it is addressed to somebody else, and we only got a copy
    open: bool = False  # whoever is who they say may sign up
    invited: bool = False  # it came to an address that invites to sign up


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the row that gave it."""

    verdict: Verdict
    why: str


def _believed(f: Facts) -> bool:
    return f.vouched or f.shown or f.token or f.confirmed


def _strongly(f: Facts) -> bool:
    return _believed(f) and not (f.weakly and not f.vouched and not f.token and not f.confirmed)


_TABLE: tuple[tuple[str, Callable[[Facts], bool], Verdict], ...] = (
    ("loop", lambda f: f.ours, Verdict.IGNORE),
    ("machine", lambda f: f.automatic is not None and not f.invitation, Verdict.IGNORE),
    ("machine, nobody's", lambda f: f.automatic is not None and not f.known and not f.vouched, Verdict.IGNORE),
    ("no sender", lambda f: not f.has_sender, Verdict.IGNORE),
    ("denied by its domain", lambda f: f.denied and f.in_session and not f.vouched and not f.token, Verdict.REJECT),
    ("echo", lambda f: f.echo and not f.vouched, Verdict.IGNORE),
    ("too many", lambda f: f.many and not f.vouched, Verdict.IGNORE),
    ("answers our question", lambda f: f.answers, Verdict.ACT),
    ("signed up", lambda f: f.known and _believed(f), Verdict.ACT),
    ("signed up, by their word", lambda f: f.known and f.word, Verdict.ACT),
    ("claims to be somebody", lambda f: f.known, Verdict.QUARANTINE),
    # A recruiter who answers all is no person of ours, and an employer hears nothing from here.
    (
        "new, to somebody else",
        lambda f: f.copied and not f.vouched and not f.token and not f.confirmed,
        Verdict.QUARANTINE,
    ),
    ("new, confirmed", lambda f: f.confirmed, Verdict.ACT),
    ("new, invited", lambda f: f.invited and _strongly(f), Verdict.ACT),
    ("new, sign-up open", lambda f: f.open and _strongly(f), Verdict.ACT),
    ("new, invited, not shown", lambda f: f.invited, Verdict.CONFIRM),
    ("new, weakly shown", lambda f: f.open and _believed(f), Verdict.CONFIRM),
    ("new, sign-up closed", _believed, Verdict.QUARANTINE),
    ("unverified", lambda f: True, Verdict.QUARANTINE),
)


def judge(facts: Facts) -> Judged:
    """Return the verdict of the first row that applies."""
    return next(Judged(verdict, why) for why, applies, verdict in _TABLE if applies(facts))


def names() -> tuple[str, ...]:
    """Return the names of the rows, in their order."""
    return tuple(why for why, _, _ in _TABLE)
