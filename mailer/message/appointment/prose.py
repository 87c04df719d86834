"""What a person's words, or a recruiter's, tell of an interview besides its time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.message.address import Address
from mailer.message.appointment import firms, names, places, roles
from mailer.message.appointment.told import Told

# "Another interview: Northline, …" announces whom it is with.
_HEADED = re.compile(r"\b((?:another|new|next|second|one more) (?:interview|one|call))\s?[:–-]\s(?=[A-Z][\w&'’-]+)")


def read(text: str, *, me: Sequence[str] = (), own: bool = True) -> Told:
    """What the prose of a mail tells. `me` are names and addresses of the person, never an interviewer.

    `own` words are a note, in which a bare name is somebody they will meet; in another's letter it is a signature.
    """
    text = _HEADED.sub(r"\1 with ", text) if own else text
    place = places.where(text)
    people = names.people(text, me)
    company = firms.company(text, people, note=own)
    if company and not any(word.lower() in company.lower() for who in people for word in who.name.split()):
        people = tuple(who for who in people if who.name.lower() != company.lower())
    if own and not people:
        people = names.bare(text, company, me)
    if own and not people and company and len(text.split()) <= 60:
        people = tuple(Address(name, "") for name in names.beside(text, company) if name not in me)
    return Told(company, roles.role(text, company), people, places.mode(without(text, company), place), place)


def without(text: str, company: str | None) -> str:
    """The text without the company's name, which may sound like a way of meeting ("Southridge Video")."""
    return re.sub(re.escape(company), " ", text, flags=re.I) if company else text
