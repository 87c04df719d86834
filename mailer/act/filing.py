"""Files a debrief under its interview: the one it answers, the one it names, or the one that has just been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from mailer import facts
from mailer.act.invitation import same_firm
from mailer.act.outcome import Mail
from mailer.app import App
from mailer.coach.model import Debrief, Known
from mailer.store import interviews
from mailer.store.interviews import Interview

JUST_BEEN = timedelta(days=3)
EARLY = timedelta(minutes=15)  # somebody writes from the car park before the hour is out


def likely(app: App, mail: Mail) -> Interview | None:
    """The interview a debrief is about, as far as it can be told before it is read."""
    db, person = app.store.reading, mail.person.id
    if "interview" in mail.about:
        return interviews.get(db, person, mail.about["interview"])
    past = _past(app, mail)
    text = f"{mail.message.subject} {mail.body.new}".casefold()
    named = [each for each in past if each.company and each.company.casefold() in text]
    if named:
        return named[0]
    recent = [each for each in past if mail.written - facts.span(each).over <= JUST_BEEN]
    return recent[0] if recent else None


def _past(app: App, mail: Mail) -> list[Interview]:
    return interviews.past(app.store.reading, mail.person.id, max(mail.written, mail.now) + EARLY)


def known(interview: Interview | None, plain: Known) -> Known:
    """What is known before the first word is read, the interview on file included."""
    if interview is None:
        return plain
    return Known(
        company=interview.company,
        role=interview.role,
        interviewers=interview.people or plain.interviewers,
        mode=interview.mode,
        subject=plain.subject,
        person=plain.person,
        written=plain.written,
    )


def file(app: App, mail: Mail, first: Interview | None, readings: Sequence[Debrief]) -> list[Interview | None]:
    """The interview of each reading: by its company where it names one, else the likely one, each once."""
    past = _past(app, mail)
    found: list[Interview | None] = []
    for reading in readings:
        match = None
        if reading.company:
            match = next((each for each in past if each.company and same_firm(each.company, reading.company)), None)
        if (
            match is None
            and first is not None
            and (reading.company is None or first.company is None or same_firm(first.company, reading.company))
        ):
            match = first
        found.append(match if match is None or match.id not in {each.id for each in found if each} else None)
    return found


def next_after(app: App, mail: Mail) -> Interview | None:
    """The next interview that is known, besides the one that the mail is about."""
    after = max(mail.now, mail.written.astimezone(UTC))
    coming = interviews.coming(app.store.reading, mail.person.id, after, 2)
    return next((each for each in coming if each.id != mail.about.get("interview")), None)
