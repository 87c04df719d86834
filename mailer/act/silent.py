"""What is never answered: machines' mail and bounces. It stays on file."""

from __future__ import annotations

from mailer.act.outcome import Mail, Outcome
from mailer.app import App


def act(app: App, mail: Mail) -> Outcome:
    """Return an outcome without an answer."""
    return Outcome()
