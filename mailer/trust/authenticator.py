"""What `work` asks who a mail is from: the weighing, with the host's policy and a resolver that lives as long.

Whoever writes a mail chooses whose name servers are asked. So all questions about a mail share one deadline, and a
domain that has just kept a worker waiting in vain gets a moment only: what is answered at once still counts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

import dns.resolver

from mailer.trust import lookups, proof
from mailer.trust.domains import organisational
from mailer.trust.lookups import Lookups
from mailer.trust.proof import Evidence, Policy, Proof, Standing

_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How long DNS is waited for, in seconds."""

    one: float = lookups.ONE_SECONDS  # for one question
    all: float = lookups.ALL_SECONDS  # for all questions about a mail
    again: float = 0.25  # for all questions about a mail of a domain that was waited for in vain
    pause: float = 60.0  # how long that is held against a domain


class Authenticator:
    """Proves mails, one after the other; `servers` is as `lookups.resolver` takes it."""

    def __init__(self, policy: Policy, servers: str = "", patience: Patience | None = None) -> None:
        self._policy = policy
        self._servers = servers
        self._patience = patience or Patience()
        self._slow: dict[str, float] = {}  # owner → until when

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        return lookups.resolver(self._servers)

    def prove(self, evidence: Evidence) -> Proof:
        """Return what is known of the From address, in bounded time."""
        patience = self._patience
        owner = organisational(proof.from_domain(evidence))
        seconds = patience.again if self._slow.get(owner, 0.0) > time.monotonic() else patience.all
        look = Lookups(lambda: self._resolver, seconds, patience.one)
        found = proof.weigh(evidence, self._policy, look)
        if found.standing is Standing.UNKNOWN and look.waited_in_vain:
            self._remember(owner)
        return found

    def _remember(self, owner: str) -> None:
        now = time.monotonic()
        if len(self._slow) >= _REMEMBERED:
            self._slow = {name: until for name, until in self._slow.items() if until > now}
        if len(self._slow) < _REMEMBERED:
            self._slow[owner] = now + self._patience.pause
