"""Several things asked for in a few words: each is done as if it had come alone, and one mail answers them all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from mailer.act import command, debrief, interview, outcomes
from mailer.act.outcome import Act, Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.intent import Intent
from mailer.message.thread import reply_subject
from mailer.store import people
from mailer.store.people import Person
from mailer.words import Worded

_ACTS: Mapping[Intent, Act] = {
    Intent.DEBRIEF: debrief.act,
    Intent.COMMAND: command.act,
    Intent.INTERVIEW: interview.act,
    Intent.OUTCOME: outcomes.act,
}
# What an answer to it may be about decides of what kind the one answer is.
_FIRST = ("ask", "care", "debrief", "rejection", "offer", "next_round", "withdrew", "accepted", "echo", "left_alone")
_GREETING = re.compile(r"\A\s*(?:Hi [^\n]{0,80}|Hello),\s+")
_HTML_GREETING = re.compile(r"\A\s*<p[^>]*>(?:Hi [^<]{0,80}|Hello),</p>")
# The foot of every mail, and an empty one: in a mail of several answers they would stand in the middle.
_HTML_FOOT = re.compile(r"""<p[^>]*>(?:<span class="usual">[^<]*</span>)?</p>\s*\Z""")
_CONTENT = re.compile(r"<body[^>]*>\s*<div[^>]*>(.*)</div>\s*</body>", re.S)


def act(app: App, mail: Mail) -> Outcome:
    """Do each part in turn; settings come first, since what follows is meant by them."""
    parts = mail.several
    ordered = sorted(range(len(parts)), key=lambda at: (parts[at][0] is not Intent.COMMAND, at))
    done: dict[int, Outcome] = {}
    # Each part is thought about as if what is before it were done, and all of it is written in the end: a rehearsal.
    with suppress(_Rehearsed), app.store.writing() as db:
        for at in ordered:
            intent, words = parts[at]
            done[at] = _ACTS[intent](app, _alone(mail, people.get(db, mail.person.id), intent, words))
            done[at].write(db)
        raise _Rehearsed
    return _joined(app, mail, [done[at] for at in range(len(parts))], [done[at] for at in ordered])


def _alone(mail: Mail, person: Person, intent: Intent, words: str) -> Mail:
    # The subject may name the firm of a debrief; of anything else it would be read once for each part.
    subject = mail.message.subject if intent is Intent.DEBRIEF else ""
    return replace(
        mail,
        person=person,
        body=replace(mail.body, new=words),
        message=replace(mail.message, subject=subject, text=words),
        several=(),
    )


class _Rehearsed(Exception):
    """Ends the rehearsal: nothing of it is kept."""


def _joined(app: App, mail: Mail, told: Sequence[Outcome], in_turn: Sequence[Outcome]) -> Outcome:
    answers = [answer for each in told for answer in each.answers]
    if not answers:
        return Outcome(write=lambda db: _write(db, in_turn))
    kinds = [each.kind for each in answers]
    kind = next((each for each in _FIRST if each in kinds), kinds[0])
    main = answers[kinds.index(kind)]
    plain = main.worded.subject in ("Re:", "Noted")
    subject = reply_subject(mail.message.subject) if plain else main.worded.subject
    worded = app.words.word(
        "several", subject=subject, name=first_name(mail), parts=[_inner(each.worded) for each in answers]
    )
    files = tuple(file for each in answers for file in each.attachments)
    return Outcome(
        answers=(Answer(kind, worded, files),),
        write=lambda db: _write(db, in_turn),
        ask=next((each.ask for each in told if each.ask), None),
        told=_told(told),
    )


def _write(db: sqlite3.Connection, outcomes: Sequence[Outcome]) -> dict[str, int]:
    about: dict[str, int] = {}
    for each in outcomes:
        about |= each.write(db)
    return about


def _told(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    names = ("debriefs", "interviews")
    lists = {name: [one for each in outcomes for one in each.told.get(name, [])] for name in names}
    asked = any(each.ask for each in outcomes)
    return lists | {"outcome": "ask" if asked else "reply"}


def _inner(worded: Worded) -> dict[str, str]:
    """Return an answer's own words, without greeting and frame."""
    content = _CONTENT.search(worded.html)
    html = _HTML_FOOT.sub("", _HTML_GREETING.sub("", content[1] if content else worded.html))
    return {"text": _GREETING.sub("", worded.text).strip(), "html": Markup(html)}  # noqa: S704 - our own templates made it
