"""A mail that could not be understood: say what was seen, and how to say it."""

from __future__ import annotations

import re

from mailer.act.outcome import Answer, Mail, Outcome
from mailer.app import App
from mailer.message.thread import reply_subject

SNIPPET = 160
_THANKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|great|perfect|brilliant|lovely|cool|super|got it|noted|many|will do|sounds good|all good|yes)\W+)*(?:thanks?|thank you|thx|ta|cheers|ok(?:ay)?|great|perfect|brilliant|lovely|got it|noted|sounds good|all good)(?: (?:so much|a lot|very much|again|you|for (?:this|that|the reminder)))*\W*\Z",
    re.I,
)


def act(app: App, mail: Mail) -> Outcome:
    """Answer with what was seen and three things that work; mere thanks are not answered."""
    if mail.answers is not None and _THANKS.match(mail.body.new):
        return Outcome(told={"outcome": "silent"})
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
