"""Lets no destination hold up the others: each recipient domain has a lane, and a troubled one waits; no clock.

Times are aware datetimes given by the caller. Whatever was learnt is lost with the process, and learnt again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 5, 15, 30, 60))  # of the relay: it is asked often
LANE_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 300, 900))
STRIKES = 3  # failures in a row before a domain pauses: one greylisted mailbox is no dead domain
SLOW = timedelta(seconds=3)
ASIDE = timedelta(seconds=15)  # how long a mail makes room for others when its lane is stuck


@dataclass(slots=True)
class Pause:
    """Ever longer pauses while something fails; after each a single try finds out whether it works again."""

    pauses: tuple[timedelta, ...]
    strikes: int = 1
    failures: int = 0
    until: datetime | None = None

    @property
    def troubled(self) -> bool:
        """Tell whether the last word was a failure that led to a pause."""
        return self.until is not None

    def failed(self, now: datetime) -> None:
        """Note a failure; those that were under way when the pause began do not lengthen it."""
        if self.until is not None and now < self.until:
            return
        self.failures += 1
        if self.failures >= self.strikes:
            step = min(self.failures - self.strikes, len(self.pauses) - 1)
            self.until = now + self.pauses[step]

    def worked(self) -> None:
        """Forget the failures."""
        self.failures, self.until = 0, None

    def waits(self, now: datetime) -> datetime | None:
        """Return the end of the pause, or None where none is on."""
        return self.until if self.until is not None and now < self.until else None


@dataclass(slots=True)
class Lane:
    """What is known of one destination."""

    pause: Pause = field(default_factory=lambda: Pause(LANE_PAUSES, STRIKES))
    under_way: dict[int, datetime] = field(default_factory=dict)  # row: since when

    @property
    def idle(self) -> bool:
        """Tell whether nothing is worth remembering."""
        return not self.under_way and self.pause.failures == 0


class Lanes:
    """All destinations; each may use all connections but one, a troubled one a single connection."""

    def __init__(self, connections: int) -> None:
        self._most = max(1, connections - 1)
        self._lanes: dict[str, Lane] = {}

    def __len__(self) -> int:
        """Return how many destinations are remembered."""
        return len(self._lanes)

    def free(self, domain: str, now: datetime) -> bool:
        """Tell whether a mail for this domain may start now."""
        lane = self._lanes.get(domain)
        if lane is None:
            return True
        if lane.pause.waits(now) is not None:
            return False
        return len(lane.under_way) < (1 if lane.pause.troubled else self._most)

    def paused(self, domain: str, now: datetime) -> datetime | None:
        """Return until when the destination is left alone, or None."""
        lane = self._lanes.get(domain)
        return None if lane is None else lane.pause.waits(now)

    def stuck(self, domain: str, now: datetime) -> bool:
        """Tell whether mails for this domain should not fill the hand: those under way take long, or are a trial."""
        lane = self._lanes.get(domain)
        if lane is None or not lane.under_way:
            return False
        return lane.pause.troubled or now - min(lane.under_way.values()) > SLOW

    def start(self, domain: str, row: int, now: datetime) -> None:
        """Note that a mail is under way."""
        self._lanes.setdefault(domain, Lane()).under_way[row] = now

    def end(self, domain: str, row: int, now: datetime, *, failed: bool | None) -> None:
        """Note that it ended; `failed` tells of the way to the domain, None tells nothing about it."""
        lane = self._lanes[domain]
        del lane.under_way[row]
        if failed:
            lane.pause.failed(now)
        elif failed is False:
            lane.pause.worked()
        if lane.idle:
            del self._lanes[domain]


def domain_of(recipient: str) -> str:
    """Return the domain of an envelope address, in lower case."""
    return recipient.rpartition("@")[2].lower()
