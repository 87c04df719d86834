"""Refuses in the session what its From domain asks to refuse, where clients come straight from the internet."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from mailer import proofs
from mailer.message.parse import parse
from mailer.settings import Settings
from mailer.store.inbox import Arrival
from mailer.trust import tokens
from mailer.trust.authenticator import Authenticator
from mailer.trust.proof import Evidence, Standing
from mailer.trust.verdict import Facts, Verdict, judge

SECONDS = 5.0  # longer, and the mail is taken and judged later


async def denied(settings: Settings, arrival: Arrival) -> bool:
    """Tell whether to refuse; the look-ups run beside the event loop."""
    try:
        async with asyncio.timeout(SECONDS):
            return await asyncio.to_thread(_denied, settings, arrival)
    except TimeoutError:
        return False


def _denied(settings: Settings, arrival: Arrival) -> bool:
    evidence = Evidence(arrival.raw, parse(arrival.raw), arrival.peer, arrival.helo, arrival.sender, by_front=False)
    proof = _authenticator(settings).prove(evidence)
    facts = Facts(denied=proof.standing is Standing.DENIED, in_session=True, token=tokens.bears(arrival.recipient))
    return judge(facts).verdict is Verdict.REJECT


@lru_cache(maxsize=4)
def _authenticator(settings: Settings) -> Authenticator:
    return proofs.authenticator(settings, full=True)
