"""help, status, routine: what there is to know."""

from __future__ import annotations

from mailer import facts, habits, listing
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.coach import checklist
from mailer.coach.model import Phase
from mailer.coach.routine import State, Why
from mailer.message.command import Command
from mailer.message.thread import reply_subject
from mailer.store import debriefs, interviews, routines

ASLEEP_SHOWN = 5


def help_(app: App, mail: Mail, command: Command) -> Outcome:
    """Tell what Nextround can do."""
    worded = app.words.word(
        "help",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        commands=app.words.table("catalogue/commands")["commands"],
    )
    return Outcome(answers=(Answer("help", worded),), told={"outcome": "reply"})


def status(app: App, mail: Mail, command: Command) -> Outcome:
    """Tell what is coming and what is on file."""
    db, person = app.store.reading, mail.person
    coming = interviews.coming(db, person.id, mail.now)
    past = interviews.past(db, person.id, mail.now)
    hours = habits.of(person, app.settings)
    lines = routines.lines(db, person.id)
    worded = app.words.word(
        "status",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        coming=[facts.of(each, person.zone, mail.now) for each in coming],
        past=len(past),
        debriefs=len(debriefs.latest(db, person.id, 1_000)),
        awake=sum(line.state is State.AWAKE and line.why is not Why.BASE for line in lines),
        asleep=sum(line.state is State.ASLEEP for line in lines),
        state="active" if habits.unasked(person, mail.now) else person.state,
        until=person.preferences.get(habits.PAUSED_UNTIL, "")[:10],
        zone=person.zone.key,
        quiet=(f"{hours.quiet_from:%H:%M}", f"{hours.quiet_until:%H:%M}"),
    )
    return Outcome(answers=(Answer("status", worded),), told={"outcome": "reply"})


def routine(app: App, mail: Mail, command: Command) -> Outcome:
    """Show the whole routine as it stands, each line with its number."""
    person = mail.person
    lines = routines.lines(app.store.reading, person.id)
    coming = interviews.coming(app.store.reading, person.id, mail.now, 1)
    formats = coming[0].formats if coming else ()
    phases: list[dict[str, object]] = []
    about: dict[str, int] = {}
    number = 1
    for phase in Phase:
        items = checklist.items(phase, lines, app.craft.base, formats, cards=phase is Phase.DURING)
        phases.append({"phase": phase.value, "lines": listing.shown(items, number)})
        about |= listing.about(items, number)
        number += len(items)
    worded = app.words.word(
        "routine",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        next=facts.of(coming[0], person.zone, mail.now) if coming else None,
        phases=phases,
        asleep=[line.text for line in lines if line.state is State.ASLEEP][:ASLEEP_SHOWN],
    )
    return Outcome(answers=(Answer("routine", worded),), write=lambda db: about, told={"outcome": "reply"})
