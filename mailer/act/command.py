"""Short words that ask for something: help, status, …"""

from __future__ import annotations

from mailer.act.outcome import Answer, Mail, Outcome
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.message.thread import reply_subject


def act(app: App, mail: Mail) -> Outcome:
    """Answer with what Nextround can do."""
    worded = app.words.word("help", subject=reply_subject(mail.message.subject), name=first_name(mail))
    return Outcome(answers=(Answer("help", worded),))
