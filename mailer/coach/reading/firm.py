"""Where a firm's name begins and ends: the capitalised words around the part that was found, never the job's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.phrases import lexicon
from mailer.coach.reading.job import headed
from mailer.coach.reading.judge import Mention

NO_PART = lexicon(
    """
    a after an and april as at august back been before but company dear debrief december did done dr february
    final finished first for friday from got had he hello her hi his hr i in interview interviewed interviewer
    interviewers is it january job july june just manager march may met monday mr mrs ms my november october of on
    one our panel phone place position post re role round saturday second september she skype so stage subject
    sunday teams that the their then these they this those thursday to today trial tuesday two video was we
    wednesday went when where with yesterday zoom
    """
)
# Sorts of places, which name none; a note to "Council" looks careless.
SORTS = lexicon(
    """
    academy agency assembly bank big board bookies borough cafe care chapel charity chemist clinic college company
    council department depot factory flower garden group hall home hospital hotel housing joinery kitchen library
    market mill nursery office okay pharmacy pub restaurant ring salon school service shop site store supermarket
    surgery team the transport trust university ward warehouse workshop yard
    """
)
_BEFORE = re.compile(r"(?<![\w'’])([A-Z][\w'’-]*)( & | and | of | for | )\Z")
_AFTER = re.compile(r"((?:'s|’s)? |-)((?:(?:&|and|of|for) (?:the )?)?)([A-Z0-9][\w'’]*)")
# A name goes on over "for" only after one of these: "Centre for Ageing" but "Nimbuline | for QA engineer".
_BODIES = lexicon(
    """
    academy action agency alliance association campaign center centre citizens college commission committee council
    department foundation fund hospital house hub institute ministry office partnership people school society teach
    trust university
    """
)
_RANKS = lexicon("band grade level class year senior junior head lead assistant trainee deputy a an the")
_ENDS = re.compile(
    r"[ \t]*[\n;:!?(\[]|,| (?:for(?! the [A-Z])|as|in|on|with|at|to|was|is|who|where|about|from|went|today|yesterday)\b|\.(?=\s|\Z)"
)
_LOWER_END = re.compile(r"(?: (?!plc|ltd|llp|inc|gmbh|d['’]|co\b|and\b|of\b|de\b)[a-z][\w'’-]*)+\Z")
_OF_JOBS = re.compile(r" (?:job|role|position|post|vacancy|interview|recruitment|debrief)\b.*\Z", re.DOTALL)
_SAINT = re.compile(r"\b(?:St|Saint|Ss)\.? [\w-]+\Z")
_POSSESSIVE = re.compile(r"['’]s\b")
# Firms whose own name is a possessive, so that what follows cannot tell.
_OWN = lexicon(
    """
    arby barnardo chili christie claire denny dillard domino dunkin eddie guy hardee harrod kellogg kohl levi lloyd
    lowe mcdonald macy moody morrison nando sainsbury sotheby specsaver trader wendy wetherspoon zaxby jersey
    """
)
_HEIRS = lexicon("sons son daughters daughter co company partners brothers associates")
_JOINT = re.compile(r"(for|of|and|&) ")
_ELDER_OF = re.compile(r"\b([A-Z][\w'’-]+) \Z")
_ELDER = re.compile(r"\b([\w'’-]+) (?:and|&) \Z")
# After these a possessive is the firm's own: nothing that it owns comes next.
_NOTHING_OWNED = re.compile(
    r"\s*(?:\Z|[.,;:!?)\n(–—-]|(?:today|yesterday|tomorrow|this|last|on|in|at|for|as|with|and|to|by|about|over|via|but|"
    r"went|was|were|i|we|they|he|she|it|where|who|so|because|the)\b)",
    re.IGNORECASE,
)
_OURS = re.compile(r" (?:interview|job|role|position|post|debrief)\b", re.IGNORECASE)


def whole(text: str, mention: Mention, mentions: Sequence[Mention]) -> str:
    """Return the firm's whole name, given the part of it that was tagged; "" where nothing is left of it."""
    others = [m for m in mentions if m.sort in ("role", "person") and m.certainty >= 0.5 and m is not mention]
    start, end = mention.start, mention.end
    while end > start and text[end - 1] in "'’., ":
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    # "A&E" cut in two is no firm at all.
    if start > 0 and text[start - 1] in "&'’" and text[start - 2 : start - 1].isalnum():
        return ""
    if joint := _JOINT.match(text, start, end):
        elder = _ELDER_OF.search(text[:start])
        start = (
            elder.start()
            if elder and (joint.group(1) != "for" or elder.group(1).casefold() in _BODIES)
            else joint.end()
        )
    start, end = _ended(text, start, end)
    if not text[start:end].strip():
        return ""
    if text[start : start + 1].isupper() and not (text[start:end].isupper() and len(text[start:end]) > 5):
        start, end = _grown(text, start, end, others)
    if text[start:end].casefold() in _HEIRS and (elder := _ELDER.search(text[:start])):
        start = elder.start(1)
    if text[start : start + 1].isupper() and (tail := _LOWER_END.search(text, start, end)):
        end = tail.start()
    if not text[start:end].strip():
        return ""
    end = _possessive(text, start, end)
    return " ".join(text[start:end].split()).strip(' .,;:!?()[]"“”*_-–—')


def _ended(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut what was tagged where the job or a new phrase begins."""
    for cut in _ENDS.finditer(text, start, end):
        before = text[start : cut.start()].casefold().split()
        if before and not (cut.group() == " for" and before[-1] in _BODIES and not _ranked(text[cut.end() :])):
            end = cut.start()
            break
    if cut_ := _OF_JOBS.search(text, start, end):
        end = cut_.start()
    return start, end


def _ranked(rest: str) -> bool:
    return bool((word := re.match(r" (\w+)", rest)) and word.group(1).casefold() in _RANKS)


def _grown(text: str, start: int, end: int, others: Sequence[Mention]) -> tuple[int, int]:
    """Take in the capitalised words on both sides ("Loom | House") that are not the job's or a person's."""
    while before := _BEFORE.search(text[:start][-48:]):
        at, word = start - len(before.group()), before.group(1).casefold()
        bridge = before.group(2).strip()
        # A capital inside the sentence: "at The Wexley".
        if before.group(1) == "The" and not bridge and text[:at].rstrip(" ")[-1:].isalpha():
            return at, _after(text, start, end, others)
        if word in NO_PART or _another(text, at, start, others, bridge) or (bridge == "for" and word not in _BODIES):
            break
        start = at
    return start, _after(text, start, end, others)


def _after(text: str, start: int, end: int, others: Sequence[Mention]) -> int:
    while after := _AFTER.match(text, end):
        joint, word = after.group(2).split(" ")[0], after.group(3)
        last = text[start:end].casefold().split()[-1]
        if word.casefold() in NO_PART or _another(text, after.start(3), after.end(3), others, joint):
            break
        if joint == "for" and (last not in _BODIES or word.casefold() in _RANKS):
            break
        end = after.end()
    return end


def _another(text: str, start: int, end: int, others: Sequence[Mention], joint: str) -> bool:
    """Does the word belong to a job or a person? In "Oakway Support support worker" the first Support does not."""
    if re.match(
        rf"{re.escape(text[start:end].strip())} {re.escape(text[start:end].strip().casefold())}\b", text[start:]
    ):
        return False
    over = [m for m in others if m.start < end and start < m.end]
    # A capital beside a firm's name is more of it ("Calder | Water", "Ridgeline | Builders"), whatever it was taken for.
    people = joint in ("and", "&", "of") and any(m.sort == "person" for m in over)
    return people or any(m.sort == "role" and (joint == "for" or _job(text, m)) for m in over)


def _job(text: str, mention: Mention) -> bool:
    words = text[mention.start : mention.end].strip()
    return headed(words) and not (words.istitle() and words.endswith("s") and " " not in words)


def _possessive(text: str, start: int, end: int) -> int:
    """Keep "St Brendan's" and "Sainsbury's" whole, take "Acme" out of "Acme's warehouse"."""
    if _POSSESSIVE.search(text, max(start, end - 2), end):
        end -= 2
    after = _POSSESSIVE.match(text, end)
    if not after:
        return end
    name, rest = text[start:end], text[after.end() :]
    bare = re.search(rf"(?<!\w){re.escape(name)}(?![\w'’])", text)
    if _SAINT.search(name) or name.casefold().split()[-1] in _OWN:
        return after.end()
    if bare:
        return end
    titled = re.search(r"\b(?:my|the|an?|this) \Z", text[:start], re.IGNORECASE) and _OURS.match(rest)
    return after.end() if titled or _NOTHING_OWNED.match(rest) else end
