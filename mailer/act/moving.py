"""Words about an interview on file: it moves, it is off, something about it was wrong, or a question is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mailer import when
from mailer.act import asking, booking, invitation
from mailer.act.booking import Booking
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.coach.model import Interviewer, Mode
from mailer.message import answers, appointment, changes
from mailer.message.address import Address, canonical
from mailer.message.appointment import Told, named
from mailer.message.changes import Change
from mailer.message.invite import meeting_link
from mailer.message.parse import parse
from mailer.store import inbox, interviews
from mailer.store.interviews import CANCELLED, PLANNED, Interview
from mailer.store.questions import Question
from mailer.when import Found, Reading

if TYPE_CHECKING:
    from mailer.act.interview import Source

ABOUT_INTERVIEWS = frozenset({"echo", "ask", "night_before", "morning_of", "minutes_before", "left_alone"})
# What it is no longer: "online rather than in person", "Beta not Acme".
_INSTEAD_OF = re.compile(
    r"\b(?:rather than|instead of|no longer|not)\s+(?:with |at |by |on |via )?(?:in[- ]person|on[- ]?site|face[- ]to[- ]face|[\w'’-]+)",
    re.I,
)
_BOTH = re.compile(r"\b(?:both|all of them|all my|everything|all interviews)\b", re.I)
_IT_IS_ONE = re.compile(r"\b(?:it|this|that) (?:is|was|'s) (?:an? |my )?(?:job )?interview\b", re.I)
_COMPANY = re.compile(r"\b(?:it'?s|it is|the (?:company|firm|employer)(?: is|'s)?|company:?|with|at|not \w+ but)\s+(?:called\s+)?([A-Z][\w&'’.-]*(?:\s+[A-Z&][\w&'’.-]*){0,3})", re.M)  # fmt: skip
_NAME = re.compile(r"\b(?:(?:her|his|their|the interviewer'?s?) name(?:'s| is)|it'?s (?:called )?|(?:she|he) is(?: called)?|she'?s|he'?s|with|interviewer(?: is|:))\s+([A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})")  # fmt: skip


def changed(app: App, mail: Mail, texts: Sequence[Source]) -> Outcome | None:
    """What a mail changes about an interview on file; None where it tells of a new one."""
    own = texts[0]
    change = next(
        (found for each in texts if (found := changes.wants(each.text, own=each.own and len(each.text.split()) < 60))),
        None,
    )
    replying = mail.answers in ABOUT_INTERVIEWS and "interview" in mail.about
    if change is None and not replying:
        return None
    targets = _targets(app, mail, texts)
    if change is None:
        return _corrected(app, mail, targets[0], own) if targets else None
    if own.own and (stranger := _stranger(app, mail, own.text)):
        full = change is not Change.CANCEL and not replying and _full_time(mail, texts)
        if full and appointment.read(own.text, me=[mail.person.name or ""]).company:
            return None  # told whole, it is noted as one that was not known
        return _meant(app, mail, change, stranger, targets)
    if not targets:
        return (
            None
            if _full_time(mail, texts) and change is not Change.CANCEL
            else invitation.left_alone(app, mail, "no_interview", "")
        )
    if change is not Change.CANCEL and len(targets) == 1 and not any(_moved(mail, targets[0], each) for each in texts):
        fixed = _fixed(app, targets[0], own.text, mail)
        if fixed != targets[0]:  # "it's now online": something changes, and not the time
            return booking.settle(app, mail, [Booking("change", fixed, targets[0])])
    if change is Change.CANCEL and len(targets) > 1 and _BOTH.search(own.text):
        return booking.settle(app, mail, [_off(each) for each in targets])
    if len(targets) > 1:
        blank = booking.new(app, mail, Told(), "")
        doubts = [change.value]
        return asking.ask(app, mail, "interview", blank, doubts=doubts, among=targets)
    return _apply(app, mail, targets[0], change, texts)


def _stranger(app: App, mail: Mail, text: str) -> str | None:
    """Return the firm or the person that a change is said of where nothing on file is of that name."""
    db, person = app.store.reading, mail.person.id
    known = [*interviews.coming(db, person, mail.now), *interviews.past(db, person, mail.now)]
    if "interview" in mail.about and (asked := interviews.get(db, person, mail.about["interview"])) is not None:
        known.append(asked)
    names = named.of_change(text)
    if not names or any(named.alike(name, each) for name in names for one in known for each in _called(one)):
        return None
    return names[0] if names[0][:1].isupper() else names[0].capitalize()


def _called(interview: Interview) -> list[str]:
    """All that an interview on file may be called by."""
    hosts = [part for each in (interview.organiser or "").split() for part in each.partition("@")[2].split(".")[:-1]]
    told = (interview.company, interview.role, interview.place, interview.subject, *interview.names)
    return [*(each for each in told if each), *hosts]


def _meant(app: App, mail: Mail, change: Change, stranger: str, targets: Sequence[Interview]) -> Outcome:
    """Ask whether another one is meant; nothing is done to it before they say so."""
    coming = list(targets) or interviews.coming(app.store.reading, mail.person.id, mail.now)
    if not coming:
        return invitation.left_alone(app, mail, "no_interview", "")
    blank = booking.new(app, mail, Told(), "")
    return asking.ask(app, mail, "meant", blank, doubts=[change.value], among=coming, stranger=stranger)


def _apply(app: App, mail: Mail, target: Interview, change: Change, texts: Sequence[Source]) -> Outcome:
    if change is Change.CANCEL:
        return booking.settle(app, mail, [_off(target)])
    for each in texts:
        found = _moved(mail, target, each)
        if found.certain is not None:
            return _moves(app, mail, target, found.certain)
        if found:
            return _ask(app, mail, target, found, each.text)
    return asking.ask(app, mail, "when", target, doubts=[], silence=target.id)


def _moved(mail: Mail, target: Interview, source: Source) -> Found:
    current = Reading(target.wall, target.zone.key, target.starts)
    return when.moved(
        appointment.unhoused(source.text),
        current=current,
        reference=source.reference,
        zone=mail.person.zone,
        order=asking.order(mail),
    )


def _ask(app: App, mail: Mail, target: Interview, found: Found, text: str) -> Outcome:
    from mailer.act.interview import ask_open

    return ask_open(app, mail, target, found, text, silence=target.id)


def _moves(app: App, mail: Mail, target: Interview, reading: Reading) -> Outcome:
    length = target.ends - target.starts if target.ends else None
    new = replace(
        target,
        wall=reading.wall,
        zone=ZoneInfo(reading.zone),
        ends=reading.instant + length if length else None,
        state=PLANNED,
        zone_assumed=target.zone_assumed and reading.zone == target.zone.key,
    )
    action = "same" if new.starts == target.starts and target.state == PLANNED else "reschedule"
    return booking.settle(app, mail, [Booking(action, new, target)])


def _off(target: Interview) -> Booking:
    return Booking("cancel", replace(target, state=CANCELLED), target)


def _full_time(mail: Mail, texts: Sequence[Source]) -> bool:
    return any(
        when.best(each.text, reference=each.reference, zone=mail.person.zone, order=asking.order(mail)).readings
        for each in texts
    )


def _targets(app: App, mail: Mail, texts: Sequence[Source]) -> list[Interview]:
    """The interviews on file that a mail may be about: the one it answers, those it names, or all that are to come."""
    db, person = app.store.reading, mail.person.id
    others = _others(app, mail, texts[0])
    if others:
        return others
    if "interview" in mail.about and (found := interviews.get(db, person, mail.about["interview"])) is not None:
        return [found]
    coming = interviews.coming(db, person, mail.now)
    text = "\n".join(each.text for each in texts)
    sender = mail.body.forwarded.from_ if mail.body.forwarded else None
    named = [each for each in coming if _names(text, each) or (sender and _is_of(sender.email, each))]
    if named:
        return named
    firm = appointment.read(text, me=[mail.person.name or ""]).company
    if firm and coming and all(each.company and not invitation.same_firm(each.company, firm) for each in coming):
        return []
    on_day = [
        each
        for each in coming
        if re.search(
            rf"\b(?:the |my )?{each.starts.astimezone(mail.person.zone):%A}(?:'s)? (?:one|interview|call)\b", text, re.I
        )
    ]
    return on_day or coming


def _others(app: App, mail: Mail, own: Source) -> list[Interview]:
    """In the thread of one interview, those besides it that a change is plainly said of."""
    about = mail.about.get("interview")
    if about is None or not own.own:
        return []
    names = named.of_change(own.text)
    coming = interviews.coming(app.store.reading, mail.person.id, mail.now)
    meant = [each for each in coming if any(named.alike(name, each.company or "") for name in names)]
    return [] if any(each.id == about for each in meant) else meant


def _names(text: str, interview: Interview) -> bool:
    company = interview.company or ""
    words = [company, *(name.split()[0] for name in interview.names)]
    if any(re.search(rf"\b{re.escape(word)}\b", text, re.I) for word in words if len(word) > 1):
        return True
    # "The Kestrel interview" of Kestrel Foods: the first word alone, where it stands as a name does.
    first = company.split()[0] if " " in company else ""
    if len(first) < 4 or re.fullmatch(
        r"(?:north|south|east|west|saint|city|royal|national|general|first|next|best|home|good)\w*|\w+day", first, re.I
    ):
        return False
    return bool(
        re.search(
            rf"\b(?:with|at|for|from|the|my) {re.escape(first)}\b(?! \w+ (?:with|at) )|\b{re.escape(first)} (?:interview|call|one|round|meeting|chat|job|thing|people|is|was|has|have|got|moved|cancel+ed|rescheduled|postponed|pushed|want|wants)\b",
            text,
            re.I,
        )
    )


def _is_of(email: str, interview: Interview) -> bool:
    known = {*(interview.organiser or "").split(), *(who.email.lower() for who in interview.people if who.email)}
    return bool(email) and canonical(email) in known


def _corrected(app: App, mail: Mail, target: Interview, source: Source) -> Outcome | None:
    """An answer to a mail of ours about an interview: the time, the company, the people, how or where it is."""
    text = mail.body.new.strip()
    found = _moved(mail, target, source)
    if found.certain is not None:
        return _moves(app, mail, target, found.certain)
    if found.readings:
        return _ask(app, mail, target, found, text)
    fixed = _fixed(app, target, text, mail)
    return None if fixed == target else booking.settle(app, mail, [Booking("change", fixed, target)])


def _fixed(app: App, target: Interview, text: str, mail: Mail) -> Interview:
    text = _INSTEAD_OF.sub(" ", text)
    told = appointment.read(text, me=[mail.person.name or ""])
    mode = Mode(told.mode) if told.mode else target.mode
    place = told.place or meeting_link(text) or target.place
    people, company = told.people, told.company
    if not people and (hit := _NAME.search(text)) and appointment.is_name(hit[1]):
        people = (Address(hit[1], ""),)
    if company is None and not people and (hit := _COMPANY.search(text)):
        company = hit[1]
    names = tuple(Interviewer(who.name) for who in people)
    if names and len(names) == 1 == len(target.people):
        names = (replace(target.people[0], name=names[0].name),)
    elif names and not re.search(r"\bname\b|\bnot\b|\binstead\b|\bchanged\b|\bnow with\b|\breplac", text, re.I):
        known = {who.name.lower() for who in names}
        names = (*(who for who in target.people if who.name.lower() not in known), *names)
    return replace(
        target,
        company=company or target.company,
        role=told.role or target.role,
        mode=mode,
        formats=booking.formats(app, text, mode) if told.mode else target.formats,
        place=place if not (told.mode and not told.place and mode is not target.mode) else None,
        people=names or target.people,
    )


def answered(app: App, mail: Mail, question: Question) -> Outcome | None:
    """What an answer to our question settles; None where the mail is no answer to it."""
    text = mail.body.new.strip() or mail.message.subject
    if question.kind == "meant" and answers.said_no(text):
        return invitation.left_alone(app, mail, "no_interview", "")
    if question.kind in ("interview", "meant"):
        return _which_one(app, mail, question, text)
    if question.kind == "not_interview":
        return _is_one_after_all(app, mail, question, text)
    if question.kind not in ("which", "time", "date", "when"):
        return None
    direct = mail.answers == "ask"
    if direct and (answers.said_no(text) or changes.wants(text) is Change.CANCEL) and not re.search(r"\d", text):
        return _given_up(app, mail, question)
    if not direct and (len(text.split()) > 8 or mail.body.forwarded is not None or appointment.read(text).company):
        return None
    choice = asking.chosen(question, text, mail)
    draft = question.payload["draft"]
    old = interviews.get(app.store.reading, mail.person.id, draft["id"]) if draft["id"] else None
    if isinstance(choice, Reading):
        if choice.instant <= mail.now:
            return asking.ask(app, mail, "when", asking.unpacked(draft, mail, choice, old), doubts=["past"])
        return _settles(
            app, mail, _fixed(app, asking.unpacked(draft, mail, choice, old), _besides(mail, text), mail), old
        )
    if not direct:
        return None
    from mailer.act.interview import ask_open

    start = asking.unpacked(draft, mail, Reading(mail.now.replace(tzinfo=None), "UTC", mail.now), old)
    return ask_open(app, mail, start, choice or Found(), text)


def _besides(mail: Mail, text: str) -> str:
    """What an answer says besides the time: "2pm, video"."""
    found = when.find(text, reference=mail.written, zone=mail.person.zone)
    return appointment.blot(text, [(each.span.start, each.span.end) for each in found])


def _settles(app: App, mail: Mail, new: Interview, old: Interview | None) -> Outcome:
    twin = old or invitation.twin(app, mail, new)
    if twin is None or twin.state == CANCELLED:
        return booking.settle(app, mail, [Booking("schedule", new)])
    merged = booking.merged(twin, new)
    return booking.settle(
        app, mail, [Booking("reschedule" if merged.starts != twin.starts else "change", merged, twin)]
    )


def _given_up(app: App, mail: Mail, question: Question) -> Outcome:
    id = question.payload["draft"]["id"]
    old = interviews.get(app.store.reading, mail.person.id, id) if id else None
    if old is not None and changes.wants(mail.body.new) is Change.CANCEL:
        return booking.settle(app, mail, [_off(old)])
    draft = asking.unpacked(
        question.payload["draft"], mail, Reading(mail.now.replace(tzinfo=None), "UTC", mail.now), old
    )
    return asking.ask(app, mail, "when", draft, doubts=[])


def _which_one(app: App, mail: Mail, question: Question, text: str) -> Outcome | None:
    ids = question.payload["among"]
    number = answers.picked(text, len(ids))
    found = [each for id in ids if (each := interviews.get(app.store.reading, mail.person.id, id)) is not None]
    if number is None and len(text.split()) <= 6:
        named = [each for each in found if _names(text, each)]
        days = [each for each in found if f"{each.starts.astimezone(mail.person.zone):%A}".lower() in text.lower()]
        chosen = named if len(named) == 1 else days
        if len(chosen) == 1:
            number = ids.index(chosen[0].id)
    if number is None or number >= len(found):
        return None
    from mailer.act.interview import Source

    before = Source(question.payload["text"], mail.written, own=True)
    change = changes.wants(before.text) or Change.MOVE
    return _apply(app, mail, found[number], change, [before])


def _is_one_after_all(app: App, mail: Mail, question: Question, text: str) -> Outcome | None:
    """What we took for something else is an interview: the invitation is read again."""
    if not (_IT_IS_ONE.search(text) or (mail.answers == "left_alone" and answers.said_yes(text))):
        return None
    message = parse(inbox.get(app.store.reading, question.payload["inbox"]).raw)
    return invitation.act(app, mail, message)
