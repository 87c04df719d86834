"""The short answer to a command: what was done, in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from mailer.act.outcome import Answer, Mail, Outcome, nothing
from mailer.act.unclear import first_name
from mailer.app import App
from mailer.message.thread import reply_subject


def done(
    app: App,
    mail: Mail,
    what: str,
    values: Mapping[str, object] | None = None,
    write: Callable[[sqlite3.Connection], Mapping[str, int]] = nothing,
    *,
    ask: str | None = None,
    last: bool = False,
) -> Outcome:
    """Answer with the sentence named `what` of templates/mail/done."""
    worded = app.words.word(
        "done", subject=reply_subject(mail.message.subject), name=first_name(mail), what=what, v=dict(values or {})
    )
    return Outcome(
        answers=(Answer("done", worded, last=last),), write=write, ask=ask, told={"outcome": "ask" if ask else "reply"}
    )
