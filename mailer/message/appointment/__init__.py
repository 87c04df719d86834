"""Whose interview, with whom, for what, how and where: read from a person's words, a recruiter's, or an event.

When it is, is `mailer.when`'s to say; its spans are blotted out here, so that no date is taken for a name.
"""

from mailer.message.appointment.events import of_invite, of_title
from mailer.message.appointment.firms import firm_of
from mailer.message.appointment.names import is_name, unpeopled
from mailer.message.appointment.places import mode, unhoused, unstamped
from mailer.message.appointment.prose import read
from mailer.message.appointment.told import Told, blot

__all__ = [
    "Told",
    "blot",
    "firm_of",
    "is_name",
    "mode",
    "of_invite",
    "of_title",
    "read",
    "unhoused",
    "unpeopled",
    "unstamped",
]
