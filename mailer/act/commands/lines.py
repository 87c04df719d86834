"""add, drop, pin: the lines of a person's routine, by number or by their words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailer import listing
from mailer.act.commands.saying import done
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.coach.checklist import BaseLine
from mailer.coach.model import Phase
from mailer.coach.routine import Line, State, Why
from mailer.message.command import Command
from mailer.store import outbox, routines

TEXT_AT_MOST = 160

_WHEN: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    (Phase.NIGHT_BEFORE, re.compile(r"\b(?:(?:for |on |in )?(?:the )?(?:night|evening|day) before|tonight|the evening)\b", re.I)),
    (Phase.MORNING_OF, re.compile(r"\b(?:(?:on |in |for )?the morning(?: of)?|that morning|at breakfast)\b", re.I)),
    (Phase.DURING, re.compile(r"\b(?:during(?: it| the interview)?|in the (?:interview|room)|while (?:i'?m|we'?re) (?:in|on|talking))\b", re.I)),
    (Phase.AFTER, re.compile(r"\b(?:after(?:wards)?(?: it| the interview)?)\b", re.I)),
    (Phase.MINUTES_BEFORE, re.compile(r"\b(?:(?:for |in )?(?:the )?minutes before|(?:just |right |\d+ min\w* )?before (?:it|i go in|the (?:interview|call)|going in|we start)|card)\b", re.I)),
)  # fmt: skip
_LIST = re.compile(
    r"\s*\b(?:to|on|onto|for|in) (?:my|the) (?:list|routine|checklist|card)\b[:,]?\s*|\A(?:list|routine|checklist|card)\b[\s:,]*(?:for\b)?\s*",
    re.I,
)
_LEAD = re.compile(r"\A\W*(?:to|that i(?: should)?|about|a line|a reminder|:)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Meant:
    """A line that was meant: a personal one, or one of the catalogue."""

    line: Line | None
    base: BaseLine | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text if self.line else self.base.text if self.base else ""


def add(app: App, mail: Mail, command: Command) -> Outcome:
    """Put a line of the person's own on their routine."""
    phase, text = placed(command.rest)
    if not text:
        return done(app, mail, "add_nothing", ask="which line to add")
    day = mail.written.astimezone(mail.person.zone).date()
    lines = routines.lines(app.store.reading, mail.person.id)
    twin = next((line for line in lines if line.text.casefold() == text.casefold()), None)
    line = replace(twin, state=State.AWAKE, quiet=0) if twin else Line(phase, text, Why.TOLD, None, day)
    return done(app, mail, "added", {"text": text, "phase": line.phase.value}, lambda db: _keep(db, mail, [line]))


def placed(rest: str) -> tuple[Phase, str]:
    """The phase that a command names, the night before where it names none, and the line without it."""
    text = _LIST.sub(" ", rest).strip()
    phase = Phase.NIGHT_BEFORE
    for each, cue in _WHEN:
        if hit := cue.search(text):
            phase = each
            at_edge = hit.start() <= 4 or len(text) - hit.end() <= 4
            text = f"{text[: hit.start()]} {text[hit.end() :]}" if at_edge else text
            break
    text = " ".join(_LEAD.sub("", text.strip(" :,.-")).split()).strip(" :,-")[:TEXT_AT_MOST]
    return phase, (text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")) if text else ""


def drop(app: App, mail: Mail, command: Command) -> Outcome:
    """Take lines off; they stay away until they are added or pinned again."""
    meant = _meant(app, mail, command)
    if not meant:
        return _which(app, mail, "drop", command)
    changed = [_as_row(each, mail, state=State.DROPPED, pinned=False) for each in meant]
    return done(app, mail, "dropped", {"texts": [each.text for each in meant]}, lambda db: _keep(db, mail, changed))


def pin(app: App, mail: Mail, command: Command) -> Outcome:
    """Keep lines on, whatever happens."""
    meant = _meant(app, mail, command)
    if not meant:
        return _which(app, mail, "pin", command)
    changed = [_as_row(each, mail, state=State.AWAKE, pinned=True) for each in meant]
    return done(app, mail, "pinned", {"texts": [each.text for each in meant]}, lambda db: _keep(db, mail, changed))


def _which(app: App, mail: Mail, verb: str, command: Command) -> Outcome:
    values = {"verb": verb, "numbers": list(command.numbers), "rest": command.rest}
    return done(app, mail, "which_line", values, ask="which line is meant")


def _keep(db: sqlite3.Connection, mail: Mail, changed: Sequence[Line]) -> Mapping[str, int]:
    routines.keep(db, mail.person.id, changed, None)
    # Numbers keep the meaning they had in the mail that was answered: "drop 3", then "drop 4", both as printed.
    return {key: value for key, value in mail.about.items() if key.startswith(listing.PREFIX)}


def _meant(app: App, mail: Mail, command: Command) -> list[Meant]:
    lines = {line.id: line for line in routines.lines(app.store.reading, mail.person.id) if line.id is not None}
    bases = app.craft.base.handles
    if not command.numbers:
        return _by_words(command.rest, list(lines.values()), bases)
    about = (
        mail.about
        if any(key.startswith(listing.PREFIX) for key in mail.about)
        else outbox.latest_list(app.store.reading, mail.person.id)
    )
    handles = [handle for number in command.numbers if (handle := listing.meant(about, number)) is not None]
    found = [
        Meant(lines[each], None) if each in lines else Meant(None, bases[each])
        for each in handles
        if each in lines or each in bases
    ]
    return found if len(found) == len(command.numbers) else []


def _by_words(rest: str, lines: Sequence[Line], bases: Mapping[int, BaseLine]) -> list[Meant]:
    wanted = {
        word[:5]
        for word in re.findall(r"[a-z]{3,}", rest.lower())
        if word not in ("the", "line", "about", "one", "that", "with", "and")
    }
    if not wanted:
        return []
    hits = [Meant(line, None) for line in lines if line.state is not State.DROPPED and wanted <= _stems(line.text)]
    hits = hits or [Meant(None, base) for base in bases.values() if wanted <= _stems(base.text)]
    return hits if len(hits) == 1 else []


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{3,}", text.lower())}


def _as_row(meant: Meant, mail: Mail, *, state: State, pinned: bool) -> Line:
    if meant.line is not None:
        return replace(meant.line, state=state, pinned=pinned, quiet=0)
    base = meant.base
    assert base is not None
    day = mail.written.astimezone(mail.person.zone).date()
    return Line(Phase.NIGHT_BEFORE, base.text, Why.BASE, base.id, day, state=state, pinned=pinned)
