"""The role `work`: oldest inbox row → verdict → message → intent → act → one transaction.

Thinking happens outside any transaction. Then one short one rechecks the lease and writes results, answers and the
row's `done` together, so a worker that is killed leaves either everything or nothing, and another begins again.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from mailer import act, clock, confirming, intent, log, newcomers, posting, sender
from mailer.act import returned, revise
from mailer.act.commands import saying
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.app import App, open_app
from mailer.errors import Crowded, DnsTrouble, GiveUp, TryLater
from mailer.intent import Intent, Telling
from mailer.message import body, bounce, thread
from mailer.message.parse import Message, parse
from mailer.settings import Settings
from mailer.store import conversations, inbox, leases, outbox, people, questions, traffic
from mailer.store.confirmations import Confirmation
from mailer.store.people import Person
from mailer.trust import limits
from mailer.trust.tokens import Token, Use
from mailer.trust.verdict import Judged, Verdict

_LOG = log.get("work")
IDLE_SECONDS = 0.02  # between two looks at the database's version number, which costs microseconds
_FROM_OTHERS = frozenset({Intent.INTERVIEW, Intent.OUTCOME})  # what may be told of a person by somebody else
RETRY = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(frozen=True, slots=True)
class Done:
    """All that came of one inbox row, ready to be written."""

    judged: Judged
    found: tuple[str, ...]  # what the verdict rests on
    words: bytes  # a fingerprint of what was newly written
    message: Message
    body: body.Body
    intent: Intent
    person: Person | None
    outcome: Outcome
    posts: tuple[outbox.Post, ...]


def run(settings: Settings) -> None:
    """Work until SIGTERM; the mail in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = open_app(settings)
    act.warm(app)
    holder = f"work-{os.getpid()}"
    _LOG.info("ready")
    while not stop.is_set():
        if not step(app, holder, clock.now()):
            _wait(app, stop)


def step(app: App, holder: str, now: datetime) -> bool:
    """Act on the oldest waiting mail; False where none waits."""
    with app.store.writing() as db:
        ids = leases.claim(db, "inbox", holder, now, timedelta(seconds=app.settings.lease_seconds))
    if not ids:
        return False
    row = inbox.get(app.store.reading, ids[0])
    try:
        done = process(app, row, now)
        settle(app, row, done, holder, now)
    except TryLater as error:
        _put_off(app, row, holder, now, error, hopeless=False)
    except Exception as error:  # whatever it is: the row is kept, tried again, and shelved in the end
        _put_off(app, row, holder, now, error, hopeless=isinstance(error, GiveUp))
    return True


def process(
    app: App, row: inbox.Row, now: datetime, *, verified: bool = False, hasty: bool = False, zone: str | None = None
) -> Done:
    """Decide what comes of a row, writing nothing but a newcomer's sign-up.

    `verified` takes the sender's word for who they are and signs them up, in `zone`; `hasty` does not wait for DNS
    that fails (`nextround explain`).
    """
    message = parse(row.raw)
    said = body.of(message)
    words = limits.fingerprint(said.new)
    who = sender.of(app, row, message, words, now, vouched=verified, hasty=hasty)
    if not who.by_person and not who.invitation:
        said = body.passed_on(message, said)
    acted_on = who.judged.verdict is Verdict.ACT
    newcomer = acted_on and who.person is None and who.confirms is None
    person = newcomers.sign_up(app, message, who.address, now, zone) if newcomer else who.person
    answered = _answered(app, person, message, who.token) if person is not None else None
    asked = questions.waiting(app.store.reading, person.id, now) if person is not None and who.by_person else None
    back = bounce.bounce(message)
    telling = Telling(
        message=message,
        body=said,
        answers=answered[0] if answered else None,
        automatic=who.automatic,
        invitation=who.invitation,
        bounced=back is not None,
        reference=message.date or row.received,
        zone=person.zone if person is not None else app.settings.zoneinfo,
        asked=asked.kind if asked is not None else None,
        stop=posting.stops(row.recipient),
        drafted=person is not None and _drafted(app, person, row.received),
    )
    wanted = intent.classify(telling)
    done = Done(who.judged, who.found, words, message, said, wanted, person, Outcome(), ())
    if who.judged.verdict is Verdict.CONFIRM:
        asked_for = confirming.newcomer(app, row, message, who.address, now)
        return replace(done, person=None, outcome=Outcome(write=asked_for.write), posts=asked_for.posts)
    if who.confirms is not None:
        return _confirmed(app, row, done, who.confirms, now)
    if not acted_on or person is None:
        return replace(done, person=None, outcome=returned.came_back(app, row, back, who.token))
    if not who.by_person and wanted not in _FROM_OTHERS:
        return done
    kind, about = answered or (None, {})
    mail = Mail(
        row,
        message,
        said,
        person,
        kind,
        about,
        now,
        who.by_person,
        intent.several(telling) if wanted is Intent.SEVERAL else (),
    )
    outcome = act.for_intent(wanted)(app, mail)
    if who.further and outcome.answers:
        outcome = _asking(app, mail, outcome, who.further)
    posts = tuple(_post(app, mail, each, welcome=newcomer and not at) for at, each in enumerate(outcome.answers))
    return replace(done, outcome=outcome, posts=posts)


def settle(app: App, row: inbox.Row, done: Done, holder: str, now: datetime) -> bool:
    """Write all that came of a row in one transaction; False, and nothing written, where the lease was lost."""
    person = done.person.id if done.person is not None else None
    with app.store.writing() as db:
        why = ", ".join((done.judged.why, *done.found))
        if not inbox.finish(
            db,
            row.id,
            holder,
            now,
            verdict=done.judged.verdict,
            intent=done.intent,
            person=person,
            why=why,
            words=done.words,
        ):
            return False
        if person is not None:
            traffic.heard(db, person)
        about = done.outcome.write(db)
        outbox.add(db, [replace(post, about=about) for post in done.posts], now)
    _LOG.info(
        "done", inbox=row.id, verdict=done.judged.verdict.value, intent=done.intent.value, answers=len(done.posts)
    )
    return True


# What the four above are made of, in their order.


def _wait(app: App, stop: threading.Event) -> None:
    """Return when another process wrote, when a row falls due, or after a second."""
    version = app.store.version()
    due = leases.next_due(app.store.reading, "inbox")
    for _ in range(round(1 / IDLE_SECONDS)):
        if stop.wait(IDLE_SECONDS) or app.store.version() != version:
            return
        if due is not None and due <= clock.now().timestamp() * 1000:
            return


def _put_off(app: App, row: inbox.Row, holder: str, now: datetime, error: Exception, *, hopeless: bool) -> None:
    trouble = type(error).__name__
    # DNS that fails and a full hour pass by themselves: no number of tries puts such a mail on the shelf.
    passing = isinstance(error, DnsTrouble | Crowded)
    last = hopeless or (row.attempts + 1 >= app.settings.max_attempts and not passing)
    due = None if last else now + RETRY[min(row.attempts, len(RETRY) - 1)]
    _LOG.error(
        "shelved" if last else "put off",
        inbox=row.id,
        trouble=trouble,
        attempts=row.attempts + 1,
        where=_where(error),
    )
    with app.store.writing() as db:
        inbox.postpone(db, row.id, holder, trouble, due)


def _where(error: Exception) -> str:
    """Name the place in our code where an error arose: its message may hold a person's text and is left out."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return "" if frame is None else f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"


def _confirmed(app: App, row: inbox.Row, done: Done, found: Confirmation, now: datetime) -> Done:
    """Return what comes of an answer to our question: a newcomer's mail is acted on next, a person is told."""

    def write(db: sqlite3.Connection) -> dict[str, int]:
        return confirming.confirm(db, found, now)

    if found.person is None:
        return replace(done, person=None, outcome=Outcome(write=write))
    person = people.get(app.store.reading, found.person)
    mail = Mail(row, done.message, done.body, person, None, {}, now)
    outcome = saying.done(app, mail, "further", {"address": found.address}, write)
    posts = tuple(_post(app, mail, each, welcome=False) for each in outcome.answers)
    return replace(done, person=person, outcome=outcome, posts=posts)


def _asking(app: App, mail: Mail, outcome: Outcome, address: str) -> Outcome:
    """Ask below the first answer whether mail from another address is this person's, too."""
    first, *rest = outcome.answers
    worded, asked = confirming.further(app, mail.row, mail.person, address, mail.now, first.worded)

    def write(db: sqlite3.Connection) -> Mapping[str, int]:
        asked.write(db)
        return outcome.write(db)

    return replace(outcome, answers=(replace(first, worded=worded), *rest), write=write)


def _answered(app: App, person: Person, message: Message, token: Token | None) -> tuple[str, dict[str, int]] | None:
    """Return which of our mails it answers: by its headers, else by the address that it was sent to."""
    by_headers = outbox.about(app.store.reading, person.id, thread.parents(message))
    if by_headers is not None or token is None or token.use is not Use.REPLY:
        return by_headers
    return outbox.about_thread(app.store.reading, person.id, token.thread)


def _drafted(app: App, person: Person, at: datetime) -> bool:
    """Say whether a note was drafted lately: words such as "shorter" are then about it, in the thread or not."""
    told = conversations.last_told(app.store.reading, person.id)
    return told is not None and at - told <= revise.RECENT


def _post(app: App, mail: Mail, answer: Answer, *, welcome: bool) -> outbox.Post:
    """Address an answer to the person and fix its bytes; a newcomer is welcomed below it."""
    worded = newcomers.welcomed(app, mail.person, answer.worded) if welcome else answer.worded
    occasion = posting.Occasion(
        f"inbox:{mail.row.id}", mail.row.received, answer.due or mail.now, answered=mail.message
    )
    post = replace(
        posting.post(app.settings, mail.person, occasion, answer.kind, worded, answer.attachments), due=answer.due
    )
    return replace(post, person=None) if answer.last else post
