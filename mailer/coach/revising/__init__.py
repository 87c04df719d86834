"""The conversation about a note: what an answer asks for, and what the debrief and the note become by it."""

from mailer.coach.revising.amended import Amended, Change, Story
from mailer.coach.revising.amending import amend
from mailer.coach.revising.read import Desk, read, share
from mailer.coach.revising.values import Ask, Revision

__all__ = ["Amended", "Ask", "Change", "Desk", "Revision", "Story", "amend", "read", "share"]
