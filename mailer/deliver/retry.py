"""Decides what a refusal means and when a mail is tried again; pure, no clock and no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

# RFC 5321 §4.5.4.1: a first try soon after the first failure, then at least half an hour apart, for four to five days.
CURVE = tuple(timedelta(seconds=seconds) for seconds in (30, 2 * 60, 10 * 60, 30 * 60, 3600, 2 * 3600, 4 * 3600))
GIVE_UP = timedelta(days=5)
SPREAD = 0.2  # the most that jitter adds, so that what failed together does not come back together

_ENHANCED = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_RELAY_DENIED = re.compile(
    r"relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited)|(?:unable|not (?:permitted|allowed)) to relay"
    r"|rcpthosts|authenticat(?:e|ion) (?:is )?required|not (?:authenticated|logged in)|must (?:issue a )?starttls",
    re.IGNORECASE,
)
_NO_LOGIN = (530, 534, 535, 538)  # RFC 4954 §6
_OF_SENDER = ("5.7.", "5.1.7", "5.1.8")  # RFC 3463 §3.2: the sender's address or its domain is not liked


class Step(StrEnum):
    """Where in the conversation with the relay it went wrong."""

    CONNECT = "connect"  # to the greeting
    TLS = "tls"  # the handshake, the certificate, or no STARTTLS on offer
    LOGIN = "login"  # EHLO and AUTH
    SENDER = "sender"  # MAIL
    RECIPIENT = "recipient"  # RCPT
    CONTENT = "content"  # DATA, to the answer after the final dot
    FOLDER = "folder"  # writing into the Maildir


class Whose(Enum):
    """Whose trouble it is, and so what else has to wait."""

    ROW = "row"  # this mail alone
    DOMAIN = "domain"  # the recipient's domain seems unreachable
    RELAY = "relay"  # the relay, or our standing with it: nothing can leave


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail did not leave; chasquid's pair of error and whether it is permanent, and whose trouble it is."""

    step: Step
    why: str  # one word of ours, never the relay's text: that may hold an address
    permanent: bool = False
    whose: Whose = Whose.ROW
    code: int | None = None  # RFC 5321 §4.2
    enhanced: str | None = None  # RFC 3463
    ours: bool = False  # the host can mend it: login, certificate, permission to relay

    def __str__(self) -> str:
        """Return what the row's `trouble` keeps."""
        return " ".join(str(part) for part in (self.step, self.code, self.enhanced, self.why) if part)


def next_try(attempts: int, now: datetime, first: datetime, jitter: float) -> datetime | None:
    """Return when to try again after `attempts` failures (1 or more), or None to give up.

    `first` is when the mail was made, `jitter` lies in 0..1. A mail is given up when it is five days old and has
    walked the whole curve: one that the host took back from the shelf, old as it is, gets the curve once more.
    """
    delay = CURVE[min(attempts, len(CURVE)) - 1] * (1 + SPREAD * jitter)
    if attempts > len(CURVE) and now + delay - first > GIVE_UP:
        return None
    return now + delay


def classify(step: Step, code: int, text: str) -> Failure:
    """Return what the relay's refusal means. RFC 5321 §4.2.1, RFC 3463.

    5xx is permanent, except where it is about us: no login, no permission to relay, our sender address. The host can
    mend that, so the mail waits.
    """
    found = _ENHANCED.match(text)
    enhanced = found[1] if found else None
    failure = Failure(step, "refused", code=code, enhanced=enhanced)
    if step in (Step.CONNECT, Step.TLS, Step.LOGIN):
        return _of_relay(failure, "refused", ours=code >= 500)
    if not 400 <= code <= 599:
        return Failure(step, "garbled", code=code)
    if code in _NO_LOGIN:
        return _of_relay(failure, "denied", ours=True)
    if code >= 500 and _about_us(step, code, enhanced, text):
        # Only this mail waits: another sender or recipient may be allowed.
        return Failure(step, "denied", code=code, enhanced=enhanced, ours=True)
    if code >= 500:
        return Failure(step, "refused", permanent=True, code=code, enhanced=enhanced)
    whose = Whose.DOMAIN if step is Step.RECIPIENT and _about_route(code, enhanced) else Whose.ROW
    return Failure(step, "deferred", whose=whose, code=code, enhanced=enhanced)


def lost(step: Step, why: str, *, ours: bool = False) -> Failure:
    """Return what a lost connection or a time-out means: before the mail's turn it is the relay's trouble."""
    if step in (Step.CONNECT, Step.TLS, Step.LOGIN, Step.FOLDER):
        return Failure(step, why, whose=Whose.RELAY, ours=ours)
    return Failure(step, why, whose=Whose.DOMAIN if step is Step.RECIPIENT else Whose.ROW)


def _of_relay(failure: Failure, why: str, *, ours: bool) -> Failure:
    return Failure(failure.step, why, whose=Whose.RELAY, code=failure.code, enhanced=failure.enhanced, ours=ours)


def _about_us(step: Step, code: int, enhanced: str | None, text: str) -> bool:
    """Tell whether a 5xx concerns our standing with the relay rather than the mail or its recipient."""
    if step is Step.SENDER:
        return enhanced.startswith(_OF_SENDER) if enhanced else code in (550, 553, 554)
    if step is Step.RECIPIENT and (enhanced is None or enhanced.startswith("5.7.")):
        return _RELAY_DENIED.search(text) is not None
    return False


def _about_route(code: int, enhanced: str | None) -> bool:
    """Tell whether a deferral speaks of the way to the domain (RFC 3463 §3.5 x.4.x) rather than of one mailbox."""
    return enhanced.split(".")[1] == "4" if enhanced else code in (421, 451)
