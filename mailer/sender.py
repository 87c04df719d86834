"""Who sent a mail, whose it is, and whether it may be acted on: the facts for trust's table, gathered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mailer import clock, confirming, keys
from mailer.app import App
from mailer.errors import Crowded, DnsTrouble
from mailer.message import automatic, bounce, changes, invite
from mailer.message.address import canonical
from mailer.message.parse import Message
from mailer.settings import Settings, SignUp
from mailer.store import confirmations, inbox, outbox, people, traffic
from mailer.store.confirmations import Confirmation
from mailer.store.people import Person
from mailer.trust import limits, tokens
from mailer.trust.limits import Budget, Spent
from mailer.trust.proof import Evidence, Proof, Standing
from mailer.trust.tokens import Token, Use
from mailer.trust.verdict import Facts, Judged, Verdict, judge

PATIENCE = timedelta(days=1)  # for DNS that fails; then a mail is judged without it
# A filter that forwards hands on machines' mail, and that is what the private address is for. Not these: they answer.
_ANSWERS = frozenset({"null-sender", "report", "auto-submitted", "own-mail", "autoreply", "away", "bounce"})


@dataclass(frozen=True, slots=True)
class Sender:
    """What `work` needs to know of whoever sent a mail."""

    judged: Judged
    found: tuple[str, ...]  # what the proof rests on, for the host's eyes
    person: Person | None
    address: str  # whose it is, canonical; who would be signed up
    by_person: bool  # False: somebody else wrote it, and it came to the person's own address or is their invitation
    automatic: str | None  # why it counts as a machine's; None too where a person had it handed on
    invitation: bool
    token: Token | None  # genuine and not expired
    confirms: Confirmation | None = None  # the question of ours that it answers
    further: str = ""  # another address that this person, known by a token, wrote from


@dataclass(frozen=True, slots=True)
class _Claim:
    """Whose mail it is, if what it says is true."""

    person: Person | None
    address: str
    by_person: bool


def of(
    app: App,
    row: inbox.Row,
    message: Message,
    words: bytes,
    now: datetime,
    *,
    vouched: bool = False,
    hasty: bool = False,
) -> Sender:
    """Judge a mail whose new words have this fingerprint.

    `vouched` takes the sender's word; `hasty` does not wait for DNS that fails. Raises DnsTrouble where it does, and
    Crowded where more is to be answered than the host allows.
    """
    came_back = bounce.bounce(message) is not None
    why = automatic.why_automatic(message, row.sender) or ("bounce" if came_back else None)
    # What comes back brings our own calendar objects with it, and invites nobody.
    invitation = not came_back and why != "report" and invite.carries(message)
    token = _token(app, row, now)
    vouched = vouched or app.settings.trusts(row.peer)
    claim = _claim(app, message, token, invitation=invitation, vouched=vouched)
    handed_on = token is not None and token.use in (Use.PRIVATE, Use.STOP) and why not in _ANSWERS
    facts = Facts(
        automatic=why,
        invitation=invitation or handed_on,
        ours=_ours(app, message),
        has_sender="@" in claim.address and len(message.headers.get("from", ())) == 1,
        vouched=vouched,
        token=token is not None and token.use in (Use.REPLY, Use.PRIVATE, Use.STOP) and claim.person is not None,
        confirmed=row.confirmed,
        answers=(confirms := _confirms(app, token)) is not None,
        word=not app.settings.require_authentication,
        known=claim.person is not None,
        open=app.settings.sign_up is SignUp.OPEN,
        copied=_only_copied(app, message),
        invited=app.settings.sign_up is SignUp.INVITE and token is not None and token.use is Use.INVITE,
    )
    proof = Proof(Standing.UNSHOWN)
    if _matters(facts):
        proof = _prove(app, row, message, now, hasty=hasty)
        facts = _with(facts, shown=proof.standing is Standing.SHOWN, weakly=proof.weakly)
    if judge(facts).verdict in (Verdict.ACT, Verdict.CONFIRM) and not vouched:
        facts = _limited(app, facts, claim, message, words, now)
    judged = judge(facts)
    return Sender(
        judged,
        proof.found,
        claim.person,
        claim.address,
        claim.by_person,
        None if handed_on else why,
        invitation,
        token,
        confirms if judged.verdict is Verdict.ACT else None,
        _further(app, row, message, token, claim, now) if judged.verdict is Verdict.ACT else "",
    )


def _with(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, **changes)


def _matters(facts: Facts) -> bool:
    """Tell whether a proof would change the verdict: it costs look-ups."""
    return judge(_with(facts, shown=True)).verdict is not judge(facts).verdict


def _token(app: App, row: inbox.Row, now: datetime) -> Token | None:
    if not tokens.bears(row.recipient):
        return None
    token = tokens.read(keys.token(app.settings), row.recipient)
    return token if token is not None and tokens.counts(token, now.date()) else None


def _confirms(app: App, token: Token | None) -> Confirmation | None:
    """Return what waits for this answer; whoever knows the address has read the question."""
    return confirmations.get(app.store.reading, token.person) if token and token.use is Use.CONFIRM else None


def _further(app: App, row: inbox.Row, message: Message, token: Token | None, claim: _Claim, now: datetime) -> str:
    """Return the unknown address from which somebody answered a person's mail, where its domain vouches for it."""
    origin = canonical(message.from_.email) if message.from_ is not None else ""
    if token is None or token.use is not Use.REPLY or claim.person is None or "@" not in origin:
        return ""
    if people.by_address(app.store.reading, origin) is not None or not confirming.may_ask(app, origin, now):
        return ""
    proof = _prove(app, row, message, now, hasty=True)
    return origin if proof.standing is Standing.SHOWN and not proof.weakly else ""


def _claim(app: App, message: Message, token: Token | None, *, invitation: bool, vouched: bool) -> _Claim:
    origin = canonical(message.from_.email) if message.from_ is not None else ""
    person = people.by_address(app.store.reading, origin) if origin else None
    if token is not None and token.use in (Use.REPLY, Use.PRIVATE, Use.STOP):
        owner = people.by_ids(app.store.reading, [token.person]).get(token.person)
        if owner is not None:
            return _Claim(owner, owner.address, token.use is not Use.PRIVATE or owner.address == origin)
    # Where everybody's word counts, only a letter that invites tells a recruiter from a person who copies us.
    for_another = vouched and (invitation or (_only_copied(app, message) and changes.invites(message.text)))
    meant = invitation or _copied(app, message)
    if meant and (guest := _guest(app, message, origin, verified=for_another)) is not None:
        return _Claim(people.by_address(app.store.reading, guest), guest, by_person=False)
    return _Claim(person, origin, by_person=True)


def _ours(app: App, message: Message) -> bool:
    """Tell whether we wrote it ourselves, or somebody says so."""
    origin = canonical(message.from_.email) if message.from_ is not None else ""
    local, _, domain = origin.rpartition("@")
    if domain == app.settings.domain and local.partition("+")[0] == app.settings.mailbox:
        return True
    return bool(message.message_id) and outbox.is_ours(app.store.reading, message.message_id)


def evidence(settings: Settings, row: inbox.Row | inbox.Arrival, message: Message) -> Evidence:
    """Return what there is to go by."""
    return Evidence(row.raw, message, row.peer, row.helo, row.sender, settings.fronts(row.peer))


def _prove(app: App, row: inbox.Row, message: Message, now: datetime, *, hasty: bool) -> Proof:
    proof = app.authenticator.prove(evidence(app.settings, row, message))
    if proof.standing is Standing.UNKNOWN and not hasty and now - row.received < PATIENCE:
        raise DnsTrouble("the sender cannot be checked now")
    return proof


def _limited(app: App, facts: Facts, claim: _Claim, message: Message, words: bytes, now: datetime) -> Facts:
    db, settings = app.store.reading, app.settings
    budget = Budget(settings.answers_per_person, settings.answers_per_domain, settings.answers_in_all)
    domain_hour, all_hour = traffic.answers(db, claim.address.rpartition("@")[2], now)
    spent = Spent(domain_hour=domain_hour, all_hour=all_hour)
    if claim.person is not None:
        id = claim.person.id
        hour, day = (traffic.answers_to(db, id, now, span) for span in (traffic.HOUR, traffic.DAY))
        spent = Spent(hour, day, domain_hour, all_hour)
    if limits.crowded(spent, budget):
        raise Crowded
    if claim.person is None and judge(facts).verdict is Verdict.CONFIRM and confirming.crowded(app, now):
        return _with(facts, many=True)
    again = traffic.same_words(db, claim.person.id, words, now) if claim.person is not None and words else 0
    echo = again >= limits.ECHOES or limits.grown(message.subject)
    return _with(facts, many=limits.person_spent(spent, budget), echo=echo)


def _copied(app: App, message: Message) -> bool:
    """Tell whether we only got a copy: a recruiter who answers all writes to the person, and to us beside them."""
    addressed = {canonical(who.email) for who in (*message.to, *message.cc)}
    return app.settings.address in addressed and len(addressed) > 1


def _only_copied(app: App, message: Message) -> bool:
    """Tell whether it is written to others, and we stand among those who got a copy."""
    return _copied(app, message) and app.settings.address not in {canonical(who.email) for who in message.to}


def _guest(app: App, message: Message, sender: str, *, verified: bool) -> str | None:
    """Return whose invitation it is where somebody else sent it: a person among those it is addressed to.

    With `verified` (`nextround explain`) whoever is invited counts as a person.
    """
    events = invite.invites(message, message.date or clock.now())
    hosts = {canonical(each.organiser.email) for each in events if each.organiser is not None and each.organiser.email}
    invited = [canonical(who.email) for each in events for who in each.attendees if who.email]
    addressed = [canonical(who.email) for who in (*message.to, *message.cc)]
    others = [
        each for each in dict.fromkeys([*invited, *addressed]) if each not in hosts | {sender, app.settings.address}
    ]
    if people.by_address(app.store.reading, sender) is not None:
        return None
    known = next((each for each in others[:100] if people.by_address(app.store.reading, each) is not None), None)
    if known is not None or not verified:
        return known
    sent_by_host = sender in hosts or sender not in invited or automatic.why_automatic(message, sender) is not None
    both = [each for each in others if each in invited and each in addressed]
    return next(iter(both or [each for each in others if each in addressed]), None) if sent_by_host else None
