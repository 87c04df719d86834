"""The host's policy on senders as trust takes it."""

from __future__ import annotations

from mailer.settings import Settings
from mailer.trust.authenticator import Authenticator
from mailer.trust.proof import Policy


def authenticator(settings: Settings, *, full: bool = False) -> Authenticator:
    """Return what shows who a mail is from, as the host has set it up; `full` asks for what domains wish, too."""
    forwarders = frozenset(name.lower() for name in settings.arc_forwarders)
    return Authenticator(Policy(settings.authserv_id.lower(), forwarders, full), settings.resolver)
