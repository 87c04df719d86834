"""A mail of ours that came back for good: from then on nothing unasked is sent there."""

from __future__ import annotations

import sqlite3

from mailer import log
from mailer.act.outcome import Outcome
from mailer.app import App
from mailer.message.bounce import Bounce
from mailer.store import inbox, outbox, traffic
from mailer.trust.tokens import Token, Use

_LOG = log.get("work")


def came_back(app: App, row: inbox.Row, back: Bounce | None, token: Token | None) -> Outcome:
    """Note whose mail could not be delivered, now or ever; nothing where it may still arrive, or is nobody's."""
    if back is None or not back.permanent:
        return Outcome()
    known = token.person if token is not None and token.use is Use.BOUNCE else None
    person = known or outbox.sent_to(app.store.reading, back.original_message_id, back.recipient)
    if person is None:
        return Outcome()
    _LOG.warning("came back", inbox=row.id, person=person, status=back.status)

    def write(db: sqlite3.Connection) -> dict[str, int]:
        traffic.bounced(db, person, row.received)
        return {}

    return Outcome(write=write)
