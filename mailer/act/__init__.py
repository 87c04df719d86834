"""One file per intent: what is done about a mail, as an `Outcome` that `work` writes in one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from mailer.act import command, debrief, interview, outcomes, revise, several, silent, unclear
from mailer.act.outcome import Act
from mailer.app import App
from mailer.coach.model import Known
from mailer.intent import Intent

_ACTS: Mapping[Intent, Act] = {
    Intent.DEBRIEF: debrief.act,
    Intent.INTERVIEW: interview.act,
    Intent.REVISE: revise.act,
    Intent.OUTCOME: outcomes.act,
    Intent.SEVERAL: several.act,
    Intent.COMMAND: command.act,
    Intent.BOUNCE: silent.act,
    Intent.AUTOMATIC: silent.act,
}


def for_intent(intent: Intent) -> Act:
    """Return the act for an intent; what has none of its own yet is answered as unclear."""
    return _ACTS.get(intent, unclear.act)


def warm(app: App) -> None:
    """Load what the first mail would otherwise wait for."""
    app.craft.reader.read("I was on time and we talked about the job.", Known())
