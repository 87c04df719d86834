"""A mail that could not be understood: say what was seen, and how to say it."""

from __future__ import annotations

from mailer.act.outcome import Answer, Mail, Outcome
from mailer.app import App
from mailer.message.thread import reply_subject

SNIPPET = 160


def act(app: App, mail: Mail) -> Outcome:
    """Answer with what was seen and three things that work."""
    seen = " ".join(mail.body.new.split())
    worded = app.words.word(
        "unclear",
        subject=reply_subject(mail.message.subject),
        name=first_name(mail),
        snippet=seen[:SNIPPET] + ("…" if len(seen) > SNIPPET else ""),
    )
    return Outcome(answers=(Answer("unclear", worded),), ask="what the mail is about", told={"outcome": "ask"})


def first_name(mail: Mail) -> str:
    """Return the name to greet the person by; empty where none is known."""
    words = (mail.person.name or "").split()
    first = words[0] if words else ""
    return first.capitalize() if first.islower() else first
