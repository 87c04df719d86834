"""What a person wants said in their own words, as it reads in a note to the interviewer."""

from __future__ import annotations

import re

from mailer.coach.drafting import speech
from mailer.coach.phrases import fill
from mailer.coach.revising.amended import CLAUSE_AT_MOST, File
from mailer.coach.revising.values import Ask

_MARKS = re.compile(r"<[^>]{0,200}>|[\[\]{}<>]|^[\"'“]|(?<=\s)[\"“](?=[^\"”]*$)|(?<=[^\"“])[\"”]$")


def say(file: File, text: str, ask: Ask) -> None:
    """Let the note say this as a sentence of its own, and note what I would not have said."""
    clause = shifted(file, text).strip(" .")
    if len(clause.split()) > CLAUSE_AT_MOST or re.match(r"(?:thank|i would|i'd)\b", clause, re.I):
        sentence = clause[:1].upper() + clause[1:] + "."
    else:
        sentence = fill(file.phrases.all("wish.say")[len(file.whole.said) % 2], {"clause": clause})
    file.wish(said=(*file.whole.said, sentence))
    file.told(ask, "mention_said", text)
    low = sentence.casefold()
    file.insisted.extend(
        each for table in ("banned", "blame", "salary") for each in file.phrases.all(f"words.{table}")
        if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", low)
    )  # fmt: skip


def shifted(file: File, text: str) -> str:
    """Return a person's words as they read in a note to the interviewer: mended, "she" turned into "you"."""
    mended = speech.mend(text, [each.name for each in file.debrief.interviewers])
    mended = _MARKS.sub("", mended).strip()
    mended = re.sub(r"^(?:ive|iv)\b", "I have", mended, flags=re.I)
    mended = re.sub(r"\bI've got\b", "I have", mended)
    if len(file.debrief.interviewers) == 1:
        first = file.debrief.interviewers[0].name.split(" ")[0]
        mended = re.sub(rf"\b{re.escape(first)}\b(?!'s)", "she", mended)
    return speech.to_you(mended, sole=len(file.debrief.interviewers) < 2) or mended
