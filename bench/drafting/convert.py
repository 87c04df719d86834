"""Turns labelled debriefs (corpus lines, hand-written notes, plain debriefs) into Debrief values to draft from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mailer.coach.drafting import speech
from mailer.coach.drafting.specifics import same_person
from mailer.coach.model import (
    Debrief,
    Interviewer,
    Mistake,
    Mode,
    Place,
    Positive,
    Topic,
    Visible,
)

_MODES = (
    (Mode.RECORDED, r"\bone[- ]way\b|\brecorded\b|hirevue"),
    (Mode.PHONE, r"\bphone (screen|interview|call)\b|\bon the phone with\b|\bscreening call\b"),
    (Mode.VIDEO, r"\b(zoom|teams|google meet|video (call|interview))\b"),
)


def corpus(path: Path) -> Iterator[tuple[str, Debrief]]:
    """Yield (id, debrief) for each line of a labelled corpus."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield row["id"], labelled(row)


def labelled(row: Mapping[str, Any]) -> Debrief:
    """Return the debrief of one row; answers, who and warmth are read where the row has them, else derived."""
    text = row["text"]
    people = tuple(
        Interviewer(each, None) if isinstance(each, str) else Interviewer(each["name"], None, each.get("title"))
        for each in row.get("interviewers", ())
    )
    spans = row.get("spans", ())
    good = row.get("positives") or [each for each in spans if each["label"] == "positive"]
    bad = row.get("mistakes") or [each for each in spans if each["label"] == "mistake"]
    positives = tuple(Positive(each["quote"], place(text, each["quote"]), each.get("kind"), True) for each in good)
    return Debrief(
        text=text, company=row.get("company") or None, role=row.get("role") or None, mode=_mode(row),
        interviewers=people, topics=tuple(_topic(each, text, people, positives, good) for each in row.get("topics", ())),
        mistakes=tuple(_mistake(each, text) for each in bad), positives=positives, next_steps=row.get("next_steps"),
        misconduct=tuple(place(text, each) for each in row.get("misconduct", ())),
    )  # fmt: skip


def place(text: str, quote: str) -> Place:
    """Return where `quote` stands in `text`; [0, 0) where it does not."""
    at = text.find(quote)
    return Place(at, at + len(quote)) if at >= 0 else Place(0, 0)


def _mode(row: Mapping[str, Any]) -> Mode | None:
    if row.get("mode"):
        return Mode(row["mode"])
    return next((mode for mode, cue in _MODES if re.search(cue, row["text"], re.I)), None)


def _mistake(each: Mapping[str, Any], text: str) -> Mistake:
    kind = each.get("kind")
    cost = each.get("cost", each.get("move") in ("apologise", "correct"))
    return Mistake(
        each["quote"], place(text, each["quote"]), kind, (kind,) if kind else (), 0.9, 0.9,
        Visible(each.get("visible", "unclear")), None, cost, each.get("answer"),
    )  # fmt: skip


def _topic(
    each: str | Mapping[str, Any],
    text: str,
    people: tuple[Interviewer, ...],
    positives: tuple[Positive, ...],
    good: list[Any],
) -> Topic:
    if not isinstance(each, str):
        return Topic(each["text"], place(text, each["text"]), each.get("who"), each.get("warm", False))
    where = _where(each, text)
    line = text[max(text.rfind("\n", 0, where.start), text.rfind(". ", 0, where.start)) + 1 : _end(text, where.end)]
    who = [p.name for p in people if any(same_person(p.name, w) for w in speech.words(line) if len(w) > 2)]
    stems = {w.casefold()[:5] for w in speech.words(each) if len(w) > 3}
    warm = any(
        stems & {w.casefold()[:5] for w in speech.words(p.quote + " " + g.get("gist", ""))}
        for p, g in zip(positives, good, strict=True)
    )
    return Topic(each, where, who[0] if len(who) == 1 and len(people) > 1 else None, warm)


def _where(topic: str, text: str) -> Place:
    exact = text.casefold().find(topic.casefold())
    if exact >= 0:
        return Place(exact, exact + len(topic))
    for word in sorted(speech.words(topic), key=len, reverse=True):
        at = text.casefold().find(word.casefold()[:6])
        if at >= 0 and len(word) > 3:
            return Place(at, at + len(word))
    return Place(0, 0)


def _end(text: str, at: int) -> int:
    return min((e for e in (text.find(". ", at), text.find("\n", at)) if e >= 0), default=len(text))
