"""At which hours a person is written to: the host's defaults, and what the person said."""

from __future__ import annotations

from datetime import datetime, time

from mailer.coach.reminders import Habits
from mailer.settings import Settings
from mailer.store.people import Person

PAUSED_UNTIL = "paused_until"
WITHOUT = "without"  # the mails that a person wants no more: phases, and follow_up, with blanks between


def of(person: Person, settings: Settings) -> Habits:
    """Return the person's clock."""
    said = person.preferences

    def hour(name: str, default: time) -> time:
        return time.fromisoformat(said[name]) if name in said else default

    return Habits(
        zone=person.zone,
        night_before=hour("night_before", settings.night_before),
        morning_of=hour("morning_of", settings.morning_of),
        quiet_from=hour("quiet_from", settings.quiet_from),
        quiet_until=hour("quiet_until", settings.quiet_until),
        without=frozenset(said.get(WITHOUT, "").split()),
    )


def unasked(person: Person, now: datetime) -> bool:
    """Tell whether mail that they did not ask for may be sent to the person now."""
    if person.state == "paused":
        until = person.preferences.get(PAUSED_UNTIL)
        return until is not None and datetime.fromisoformat(until) <= now
    return person.state == "active"
