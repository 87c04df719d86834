"""The thank-you note: from a debrief and the gate's rulings to drafts that are ready to send."""

from mailer.coach.drafting.drafter import BuiltIn
from mailer.coach.drafting.values import Author, Drafter, Drafting, LeftOut, Plainness

__all__ = ["Author", "BuiltIn", "Drafter", "Drafting", "LeftOut", "Plainness"]
