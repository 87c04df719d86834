"""Finds answers typed inside the quoted copy of our own mail, where no mark of the mail program tells them apart.

People fill in a form by writing into the quote: Outlook marks nothing there, and phones put their own `>` before it.
"""

import re

from mailer.message import quotes
from mailer.message.quotes import Kind

SHORT = 10  # letters; a shorter line must be a whole line of our mail to count as ours
KNOWN_AT_LEAST = 0.5  # of the quoted lines; else the quote is of another mail and nothing is concluded

_DEEPER = re.compile(r"\s{0,3}>\s?>")


def mark(lines: list[str], kinds: list[Kind], answered: str) -> None:
    """Marks quoted lines that are not in `answered`, the text of our mail, as newly written."""
    whole = _letters(answered)
    if not whole:
        return
    own_lines = {_letters(line) for line in answered.split("\n")}
    places = [at for at in _quoted(lines, kinds) if _letters(lines[at])]
    foreign = [at for at in places if not _is_ours(_letters(quotes.unquoted(lines[at])), whole, own_lines)]
    if len(foreign) > len(places) * (1 - KNOWN_AT_LEAST):
        return
    for at in foreign:
        kinds[at] = Kind.NEW


def _quoted(lines: list[str], kinds: list[Kind]) -> list[int]:
    """Places of the quoted lines below what announces the quote, older mails inside it left out."""
    found: list[int] = []
    at = 0
    while at < len(lines):
        if kinds[at] is not Kind.QUOTED or _DEEPER.match(lines[at]):
            at += 1
        elif length := quotes.announcement_length(lines, at):
            at += length
        else:
            found.append(at)
            at += 1
    return found


def _is_ours(letters: str, whole: str, own_lines: set[str]) -> bool:
    return letters in own_lines if len(letters) < SHORT else letters in whole


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
