"""The role `work`: oldest inbox row → verdict → message → intent → act → one transaction.

Thinking happens outside any transaction. Then one short one rechecks the lease and writes results, answers and the
row's `done` together, so a worker that is killed leaves either everything or nothing, and another begins again.
"""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from mailer import act, clock, intent, log, posting, zones
from mailer.act.outcome import Answer, Mail, Outcome
from mailer.app import App, open_app
from mailer.errors import GiveUp, TryLater
from mailer.intent import Intent, Telling
from mailer.message import automatic, body, bounce, invite, thread
from mailer.message.address import canonical
from mailer.message.parse import Message, parse
from mailer.settings import Settings, SignUp
from mailer.store import inbox, leases, outbox, people, questions
from mailer.store.people import Person
from mailer.trust.verdict import Facts, Judged, Verdict, judge

_LOG = log.get("work")
IDLE_SECONDS = 0.02  # between two looks at the database's version number, which costs microseconds
RETRY = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(frozen=True, slots=True)
class Done:
    """All that came of one inbox row, ready to be written."""

    judged: Judged
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


def _wait(app: App, stop: threading.Event) -> None:
    """Return when another process wrote, when a row falls due, or after a second."""
    version = app.store.version()
    due = leases.next_due(app.store.reading, "inbox")
    for _ in range(round(1 / IDLE_SECONDS)):
        if stop.wait(IDLE_SECONDS) or app.store.version() != version:
            return
        if due is not None and due <= clock.now().timestamp() * 1000:
            return


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


def _put_off(app: App, row: inbox.Row, holder: str, now: datetime, error: Exception, *, hopeless: bool) -> None:
    trouble = type(error).__name__
    last = hopeless or row.attempts + 1 >= app.settings.max_attempts
    due = None if last else now + RETRY[min(row.attempts, len(RETRY) - 1)]
    _LOG.error(
        "shelved" if last else "put off",
        inbox=row.id,
        trouble=trouble,
        attempts=row.attempts + 1,
        exc_info=_where(error),
    )
    with app.store.writing() as db:
        inbox.postpone(db, row.id, holder, trouble, due)


def _where(error: Exception) -> str:
    """Name the place in our code where an error arose: its message may hold a person's text and is left out."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return "" if frame is None else f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"


def process(app: App, row: inbox.Row, now: datetime, *, verified: bool = False, zone: str | None = None) -> Done:
    """Decide what comes of a row, writing nothing but a newcomer's sign-up.

    `verified` takes the sender's word for who they are and signs them up, in `zone` (`nextround explain`).
    """
    message = parse(row.raw)
    said = body.of(message)
    why_automatic = automatic.why_automatic(message, row.sender)
    invitation = invite.carries(message)
    address = canonical(message.from_.email) if message.from_ is not None else ""
    person = people.by_address(app.store.reading, address) if address else None
    by_person = True
    if invitation and (guest := _guest(app, message, address, verified=verified)) is not None:
        person, by_person = people.by_address(app.store.reading, guest), False
        address = guest
    judged = judge(
        Facts(
            automatic=why_automatic,
            invitation=invitation,
            ours=bool(message.message_id) and outbox.is_ours(app.store.reading, message.message_id),
            has_sender="@" in address,
            peer_trusted=verified or app.settings.trusts(row.peer),
            signed_up=person is not None,
            sign_up_open=verified or app.settings.sign_up is SignUp.OPEN,
        )
    )
    if judged.verdict is Verdict.ACT and person is None:
        person = _sign_up(app, message, address, now, zone)
    answered = outbox.about(app.store.reading, person.id, thread.parents(message)) if person is not None else None
    question = questions.waiting(app.store.reading, person.id, now) if person is not None and by_person else None
    wanted = intent.classify(
        Telling(
            message=message,
            body=said,
            answers=answered[0] if answered else None,
            automatic=why_automatic,
            invitation=invitation,
            bounced=bounce.bounce(message) is not None,
            reference=message.date or row.received,
            zone=person.zone if person is not None else app.settings.zoneinfo,
            asked=question.kind if question is not None else None,
            stop=_to_stop(row.recipient),
        )
    )
    if judged.verdict is not Verdict.ACT or person is None:
        return Done(judged, message, said, wanted, person, Outcome(), ())
    kind, about = answered or (None, {})
    mail = Mail(row, message, said, person, kind, about, now, by_person)
    outcome = act.for_intent(wanted)(app, mail)
    posts = tuple(_post(app, mail, answer) for answer in outcome.answers)
    return Done(judged, message, said, wanted, person, outcome, posts)


def settle(app: App, row: inbox.Row, done: Done, holder: str, now: datetime) -> bool:
    """Write all that came of a row in one transaction; False, and nothing written, where the lease was lost."""
    person = done.person.id if done.person is not None else None
    with app.store.writing() as db:
        if not inbox.finish(db, row.id, holder, now, verdict=done.judged.verdict, intent=done.intent, person=person):
            return False
        about = done.outcome.write(db)
        outbox.add(db, [replace(post, about=about) for post in done.posts], now)
    _LOG.info(
        "done", inbox=row.id, verdict=done.judged.verdict.value, intent=done.intent.value, answers=len(done.posts)
    )
    return True


def _sign_up(app: App, message: Message, address: str, now: datetime, told: str | None = None) -> Person:
    """Sign a newcomer up, with the zone of their mail's offset where the host's default does not share it."""
    named = [message.from_, *message.to, *message.cc]
    name = next((who.name for who in named if who is not None and canonical(who.email) == address), "")
    wrote = message.from_ is not None and canonical(message.from_.email) == address
    zone = told or (zones.likely(app.settings.zoneinfo, message.date) if wrote else app.settings.zone)
    with app.store.writing() as db:
        return people.get(db, people.add(db, address, name or None, zone, now, zone_told=told is not None))


def _to_stop(recipient: str) -> bool:
    """Tell whether a mail was written to the address that ends the mails (List-Unsubscribe)."""
    return recipient.partition("@")[0].lower().endswith("+stop")


def _guest(app: App, message: Message, sender: str, *, verified: bool) -> str | None:
    """Return whose invitation it is where somebody else sent it: a person among those it is addressed to.

    With `verified` (`nextround explain`) whoever is invited counts as a person.
    """
    events = invite.invites(message, message.date or clock.now())
    hosts = {canonical(each.organiser.email) for each in events if each.organiser is not None and each.organiser.email}
    invited = [canonical(who.email) for each in events for who in each.attendees if who.email]
    addressed = [canonical(who.email) for who in (*message.to, *message.cc)]
    others = [each for each in dict.fromkeys([*invited, *addressed]) if each not in hosts | {sender, app.settings.address}]
    if people.by_address(app.store.reading, sender) is not None:
        return None
    known = next((each for each in others[:100] if people.by_address(app.store.reading, each) is not None), None)
    if known is not None or not verified:
        return known
    sent_by_host = sender in hosts or sender not in invited or automatic.why_automatic(message, sender) is not None
    both = [each for each in others if each in invited and each in addressed]
    return next(iter(both or [each for each in others if each in addressed]), None) if sent_by_host else None


def _post(app: App, mail: Mail, answer: Answer) -> outbox.Post:
    """Address an answer to the person and fix its bytes."""
    occasion = posting.Occasion(f"inbox:{mail.row.id}", mail.row.received, mail.now, answered=mail.message)
    post = posting.post(app.settings, mail.person, occasion, answer.kind, answer.worded, answer.attachments)
    return replace(post, person=None) if answer.last else post
