"""What `work` asks who a mail is from: the weighing, with the host's policy and a resolver that lives as long."""

from __future__ import annotations

from functools import cached_property

import dns.resolver

from mailer.trust import lookups, proof
from mailer.trust.lookups import ALL_SECONDS, Lookups
from mailer.trust.proof import Evidence, Policy, Proof


class Authenticator:
    """Proves mails, one after the other; `servers` is as `lookups.resolver` takes it."""

    def __init__(self, policy: Policy, servers: str = "") -> None:
        self._policy = policy
        self._servers = servers

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        return lookups.resolver(self._servers)

    def prove(self, evidence: Evidence, seconds: float = ALL_SECONDS) -> Proof:
        """Return what is known of the From address after `seconds` at most."""
        return proof.weigh(evidence, self._policy, Lookups(lambda: self._resolver, seconds))
