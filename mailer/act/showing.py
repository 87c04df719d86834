"""What the answer to a debrief shows of it: as values for its template, and whole for `nextround explain`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mailer.act import notes
from mailer.app import App
from mailer.coach import folding, gate, recalled, routine
from mailer.coach.folding import Folded
from mailer.coach.model import Debrief
from mailer.coach.routine import Change, Line

UNSURE_SHOWN = 2
LIKELY = 0.3  # confidence from which the advice of the first kind is given, unnamed
AGAIN_SHOWN = 3
QUOTE_AT_MOST = 220  # characters of a person's own words that are quoted back


def shown(app: App, reading: Debrief, noted: notes.Notes, lines: Sequence[Line]) -> dict[str, Any]:
    """Return what the reply shows of one interview."""
    folded = folding.fold(reading, app.catalogue)
    top = folding.shown(folded, app.catalogue)
    return {
        "company": reading.company,
        "mistakes": [_mistake(app, each, lines) for each in top],
        "more": len(folded) - len(top),
        "unsure": [clip(m.quote) for m in reading.mistakes if not m.asserted][:UNSURE_SHOWN],
        "again": [_again(app, positive.quote, positive.kind) for positive in reading.positives[:AGAIN_SHOWN]],
        "drafts": [note.shown for note in noted.written],
        "left_out": noted.left_out,
        "asked": noted.asked,
        "slip": slip(noted),
    }


def slip(noted: notes.Notes) -> dict[str, str] | None:
    """Return the slip that the one question is about: its words, and what they had asked; None where it is no slip's."""
    for each in noted.rulings:
        if each.why is gate.Why.NO_ANSWER and each.kind and each.kind.supply == noted.asked:
            return {"quote": clip(each.mistake.quote), "question": recalled.question(each.mistake.quote)}
    return None


def _mistake(app: App, folded: Folded, lines: Sequence[Line]) -> dict[str, Any]:
    mistake = folded.cause
    kind = app.catalogue.kinds.get(mistake.kind or "")
    # Where the kind is doubtful it is not named, but its advice may still serve.
    likely = kind or app.catalogue.kinds.get(mistake.kinds[0] if mistake.kinds and mistake.confidence >= LIKELY else "")
    line = next((each for each in lines if kind and each.kind == kind.id), None)
    return {
        "quote": clip(mistake.quote),
        "named": kind is not None,
        "title": kind.title if kind else "",
        "repeat": line is not None and line.step > 0,
        "also": [clip(each.quote) for each in folded.followers],
        "resolution": routine.resolution(likely, lines) if likely else "",
        "line": line.text if line is not None else "",
        "phase": kind.phase.value if kind else "",
    }


def _again(app: App, quote: str, kind: str | None) -> dict[str, str]:
    good = app.catalogue.positives.get(kind or "")
    return {"quote": clip(quote), "line": good.do_again if good else ""}


def told(app: App, change: Change) -> dict[str, str]:
    """Return a change of the routine as the templates show it."""
    line = change.line
    kind = app.catalogue.kinds.get(line.kind or "")
    return {
        "verb": change.verb.value,
        "phase": line.phase.value,
        "text": line.text,
        "if_then": line.if_then or "",
        "title": kind.title if kind else "",
    }


def clip(quote: str) -> str:
    """Return a person's words for quoting back: one line, cut at a word where they go on for long."""
    words = " ".join(quote.split())
    if len(words) <= QUOTE_AT_MOST:
        return words
    return words[:QUOTE_AT_MOST].rsplit(" ", 1)[0] + " …"


def explained(app: App, reading: Debrief, noted: notes.Notes, lines: Sequence[Line]) -> dict[str, Any]:
    """Return one debrief as `nextround explain --json` prints it: complete and unfolded."""
    mistakes = []
    for mistake in reading.mistakes:
        kind = app.catalogue.kinds.get(mistake.kind or "")
        mistakes.append(
            {
                "quote": mistake.quote,
                "kind": mistake.kind,
                "kinds": list(mistake.kinds),
                "confidence": round(mistake.confidence, 3),
                "certainty": round(mistake.certainty, 3),
                "asserted": mistake.asserted,
                "visible": mistake.visible.value,
                "evidence": mistake.evidence,
                "move": gate.aim(mistake, kind).value,
                "resolution": routine.resolution(kind, lines) if kind else None,
                "checklist_line": kind.checklist if kind else None,
                "phase": kind.phase.value if kind else None,
            }
        )
    return {
        "company": reading.company,
        "role": reading.role,
        "mode": reading.mode.value if reading.mode else None,
        "interviewers": [{"name": who.name, "email": who.email} for who in reading.interviewers],
        "topics": [topic.text for topic in reading.topics],
        "prediction": reading.prediction.value if reading.prediction else None,
        "question": reading.question,
        "next_steps": reading.next_steps,
        "tone": reading.tone.value,
        "mistakes": mistakes,
        "positives": [{"quote": p.quote, "kind": p.kind, "in_note": p.in_note} for p in reading.positives],
        "drafts": [note.explained for note in noted.written],
    }
