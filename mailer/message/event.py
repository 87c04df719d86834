"""An event as a mail brings it, whatever form it came in: what is left open stays open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from mailer.message.address import Address

TEXT_AT_MOST = 20_000  # characters of a description


class Method(StrEnum):
    """What the sender wants done with an event."""

    REQUEST = "request"  # new, or an update
    CANCEL = "cancel"
    REPLY = "reply"  # somebody accepted, declined or proposed another time: told to the organiser, not to us
    PUBLISH = "publish"  # a plain event without an answer wanted


class Clock(StrEnum):
    """How far the start is known."""

    EXACT = "exact"  # the instant is certain
    FLOATING = "floating"  # a time on the wall of whoever reads it
    UNKNOWN_ZONE = "unknown_zone"  # a zone is named, and nobody knows it
    ALL_DAY = "all_day"  # a day, no time


@dataclass(frozen=True, slots=True)
class Invite:
    """One event of a mail."""

    method: Method
    uid: str  # with the RECURRENCE-ID of a single occurrence; empty where the mail has none
    sequence: int
    stamp: datetime | None  # when the sender wrote this version
    clock: Clock
    wall: datetime  # naive: what the clock on the wall shows
    zone: ZoneInfo | None  # None where not exact
    length: timedelta | None
    organiser: Address | None
    attendees: tuple[Address, ...]  # people, not rooms
    summary: str
    description: str
    place: str
    link: str
    recurring: bool
    cancelled: bool

    @property
    def starts(self) -> datetime | None:
        """The instant in UTC, where it is certain."""
        return None if self.zone is None else self.wall.replace(tzinfo=self.zone).astimezone(UTC)


URL = re.compile(r"https?://[^\s<>\"'\])]{4,1000}", re.IGNORECASE)
_MEETING_HOST = re.compile(
    r"//(?:[\w-]+\.)*(?:zoom\.(?:us|com)|zoomgov\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com|webex\.com|whereby\.com|"
    r"gotomeet(?:ing)?\.(?:com|me)|goto\.com|bluejeans\.com|chime\.aws|skype\.com|hirevue\.com|sparkhire\.com|coderpad\.io|"
    r"meet\.jit\.si|ringcentral\.com|around\.co|bigbluebutton\.org|doxy\.me|willo\.video|vidcruiter\.com)\b",
    re.IGNORECASE,
)
_PREFERRED = re.compile(r"//(?:[\w-]+\.)*(?:coderpad\.io)", re.IGNORECASE)


def meeting_link(*texts: str) -> str:
    """The first link in the texts that leads into a call; empty where there is none."""
    found = [link.rstrip(".,;") for text in texts for link in islice(URL.findall(text), 60)]
    calls = [link for link in found if _MEETING_HOST.search(link)]
    return next((link for link in calls if not _PREFERRED.search(link)), calls[0] if calls else "")
