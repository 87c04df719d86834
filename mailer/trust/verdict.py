"""Who sent it, and may we act? One ordered table; the first row that applies decides.

Policy and facts come as arguments: this room asks no database and no network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What may be done about a mail."""

    ACT = "act"  # the sender is who they say
    CONFIRM = "confirm"  # someone new: one question first
    QUARANTINE = "quarantine"  # claims to be somebody and cannot show it: kept, unanswered
    IGNORE = "ignore"  # a machine, or a loop: kept, unanswered
    REJECT = "reject"  # refused in the session


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a mail and its sender before it is acted on."""

    automatic: str | None  # why it counts as a machine's mail, or None
    invitation: bool  # a calendar's mail: processed though a machine sent it
    ours: bool  # it left this house before: a loop
    has_sender: bool  # there is a usable From address
    peer_trusted: bool
    signed_up: bool  # and has not asked us to stop
    sign_up_open: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the row that gave it."""

    verdict: Verdict
    why: str


_TABLE: tuple[tuple[str, Callable[[Facts], bool], Verdict], ...] = (
    ("loop", lambda f: f.ours, Verdict.IGNORE),
    ("machine", lambda f: f.automatic is not None and not f.invitation, Verdict.IGNORE),
    ("no sender", lambda f: not f.has_sender, Verdict.IGNORE),
    ("signed up", lambda f: f.signed_up, Verdict.ACT),
    ("new, sign-up open", lambda f: f.peer_trusted and f.sign_up_open, Verdict.ACT),
    ("new, sign-up closed", lambda f: f.peer_trusted, Verdict.QUARANTINE),
    ("unverified", lambda f: True, Verdict.QUARANTINE),
)


def judge(facts: Facts) -> Judged:
    """Return the verdict of the first row that applies."""
    return next(Judged(verdict, why) for why, applies, verdict in _TABLE if applies(facts))
