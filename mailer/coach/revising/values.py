"""What a person can ask about a note, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """One thing that an answer to a draft asks for or tells."""

    SHORTER = "shorter"
    LONGER = "longer"
    WARMER = "warmer"
    COOLER = "cooler"  # "tone it down"
    MORE_FORMAL = "more_formal"
    LESS_FORMAL = "less_formal"
    MENTION = "mention"  # put something in: a mistake, a thing from the room, or words of their own
    LEAVE_OUT = "leave_out"
    REPLACE = "replace"  # one wording for another
    REDRAFT = "redraft"  # another version
    RENAME = "rename"  # an interviewer's right name
    SIGN = "sign"  # how the note is signed
    ADDRESS = "address"  # an interviewer's mail address
    CORRECT_FACT = "correct_fact"  # day, company, role or mode
    ADD_MISTAKE = "add_mistake"  # "I also forgot to ask questions"
    ADD_POSITIVE = "add_positive"  # "she also said she liked my portfolio"
    SUPPLY = "supply"  # the better answer to one of their questions
    NOT_MINE = "not_mine"  # what was read as a mistake was none
    IT_WAS = "it_was"  # what was asked about was a mistake
    SEND_NOW = "send_now"  # a draft that waits for the morning
    ACCEPTED = "accepted"  # thanks, nothing to do
    QUESTION = "question"  # asks us something
    UNKNOWN = "unknown"  # not understood: asked about once


@dataclass(frozen=True, slots=True)
class Revision:
    """One thing asked, with what it is about."""

    ask: Ask
    text: str = ""  # what it is about, in the person's words
    old: str = ""  # RENAME, REPLACE, CORRECT_FACT: what stood there, where told
    new: str = ""  # what shall stand there
    kind: str = ""  # id of the kind of mistake, where one is meant
    mistake: int | None = None  # its place in Debrief.mistakes, where it is on file
    fact: str = ""  # CORRECT_FACT: day, company, role, mode
    email: str = ""  # ADDRESS
    reader: str = ""  # an interviewer's name: only the note to this one
    sentences: int = 0  # SHORTER: at most so many, where told
    quote: str = ""  # the words it was read from
