"""Short words that ask for something: help, status, routine, add, drop, pin, pause, resume, zone, quiet, …"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mailer import posting
from mailer.act.commands import hours, leaving, lines, recall, show
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.message import answers
from mailer.message import command as asked
from mailer.message.command import Command, Verb
from mailer.store import questions

_DOES: Mapping[Verb, Callable[[App, Mail, Command], Outcome]] = {
    Verb.HELP: show.help_,
    Verb.STATUS: show.status,
    Verb.ROUTINE: show.routine,
    Verb.ADD: lines.add,
    Verb.DROP: lines.drop,
    Verb.PIN: lines.pin,
    Verb.PAUSE: hours.pause,
    Verb.RESUME: hours.resume,
    Verb.ZONE: hours.zone,
    Verb.QUIET: hours.quiet,
    Verb.WITHOUT: hours.without,
    Verb.AGAIN: hours.again,
    Verb.EXPORT: leaving.export,
    Verb.FORGET: leaving.forget,
    Verb.STOP: leaving.stop,
    Verb.DEBRIEF: recall.act,
}


def act(app: App, mail: Mail) -> Outcome:
    """Do what is asked; what would erase anything is asked about first."""
    if posting.stops(mail.row.recipient):
        return leaving.stop(app, mail, Command(Verb.STOP))
    question = questions.waiting(app.store.reading, mail.person.id, mail.now)
    if question is not None and question.kind == "forget":
        if answers.said_yes(mail.body.new):
            return leaving.forgotten(app, mail)
        if answers.said_no(mail.body.new):
            return leaving.kept(app, mail)
    wanted = asked.read(mail.body.new, mail.message.subject, in_reply=mail.answers == "debrief")
    if wanted is None:
        city = asked.place(mail.body.new)
        wanted = Command(Verb.ZONE, city) if city else Command(Verb.HELP)
    return _DOES[wanted.verb](app, mail, wanted)
