"""An interview to come: noted, moved, cancelled or asked about, from invitations and from anybody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailer import when
from mailer.act import asking, booking, invitation, moving, unclear
from mailer.act.booking import Booking
from mailer.act.outcome import Mail, Outcome
from mailer.app import App
from mailer.message import appointment, html, invite, recorded, soon
from mailer.message.appointment import Told
from mailer.message.event import URL, meeting_link
from mailer.message.thread import base_subject
from mailer.store import interviews, questions
from mailer.store.interviews import Interview
from mailer.when import Doubt, Found, Reading

_LENGTH = re.compile(r"\b(\d{1,3})\s*-?\s*(?:minutes?|mins?\b|min\b)|\b(\d(?:\.5)?|an|one|two|three|half an)\s*-?\s*(?:hours?|hrs?)\b(?! (?:early|late|before|after|earlier|later|notice|drive|away))", re.I)  # fmt: skip
_LENGTHS = {"an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half an": 0.5}
_ANOTHER = re.compile(
    r"\b(?:another|second|2nd|third|3rd|final|next|also|as well|then|next round|additional|extra)\b", re.I
)
_WITH_ME = re.compile(r"\b(?:with me\b|(?:i|we) (?:will|'ll) be (?:interviewing|speaking with|meeting) you|(?:speaking|meeting|chatting|talking) (?:with|to) you (?:on|at|then|tomorrow)|i(?:'ll| will) (?:call|ring|phone) you)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read, with the clock and the day of whoever wrote it."""

    text: str
    reference: datetime
    own: bool  # the person's own words


def act(app: App, mail: Mail) -> Outcome:
    """Answer a mail about an interview to come."""
    question = questions.waiting(app.store.reading, mail.person.id, mail.now) if mail.by_person else None
    if question is not None and (outcome := moving.answered(app, mail, question)) is not None:
        return outcome
    if invite.carries(mail.message):
        return invitation.act(app, mail)
    if (outcome := moving.changed(app, mail, sources(mail))) is not None:
        return outcome
    if mail.answers == "echo" and mail.body.forwarded is None and not _best(mail, sources(mail)[0]):
        return unclear.act(app, mail)
    return _told(app, mail)


def sources(mail: Mail) -> list[Source]:
    """The texts of a mail, the person's own first, then what they forward."""
    found = []
    subject = (
        ""
        if mail.answers or re.match(r"\s*(?:re|aw|sv|antw)\s*:", mail.message.subject, re.I)
        else base_subject(mail.message.subject)
    )
    forwarded = mail.body.forwarded
    own = mail.body.new.strip()
    if forwarded is not None:
        if own:
            found.append(Source(own, mail.written, own=True))
        found.append(Source(_zoned(f"{forwarded.subject}\n\n{forwarded.text}"), _reference(mail), own=False))
    else:
        told = soon.spelled(f"{subject}\n\n{own}".strip(), mail.written, mail.person.zone)
        found.append(Source(told, mail.written, own=True))
    return [replace(each, text=recorded.as_start(each.text, each.reference, mail.person.zone)) for each in found]


_TIME_LINE = re.compile(
    r"^([ \t>]*(?:time|when)[ \t]*:[^\n]*?\d[ \t]?(?:[ap]m|:\d\d))[ \t]+([A-Z][A-Za-z]+(?:[ ,/&-]+[A-Za-z]+){0,4})[ \t]*$",
    re.I | re.M,
)


def _zoned(text: str) -> str:
    """The text with a city after a time read as its clock: "Time: Dec 2, 2026 03:00 PM Paris", as Zoom writes."""

    def named(hit: re.Match[str]) -> str:
        place = hit[2].strip()
        return (
            f"{hit[1]} {place} time" if not re.search(r"\btime\b", place, re.I) and when.zone_named(place) else hit[0]
        )

    return _TIME_LINE.sub(named, text)


def _reference(mail: Mail) -> datetime:
    """When the forwarded mail was written, by the clock of whoever wrote it where that is told."""
    forwarded = mail.body.forwarded
    if forwarded is None or forwarded.date is not None:
        return forwarded.date if forwarded and forwarded.date else mail.written
    found = when.find(
        forwarded.date_text,
        reference=mail.written - timedelta(days=60),
        zone=mail.person.zone,
        order=asking.order(mail),
    )
    stamps = [reading.instant for each in found for reading in each.readings if reading.instant <= mail.written]
    dates = [each.date for each in found if each.date]
    if stamps:
        return max(stamps).astimezone(mail.person.zone)
    return (
        datetime.combine(dates[0], mail.written.time(), mail.person.zone)
        if dates
        else mail.written.astimezone(mail.person.zone)
    )


_SEVERAL = re.compile(
    r"\b(?:two|2|three|3|four|4|several|both|a couple of|more) (?:\w+ )?(?:interviews|calls|screens|rounds)\b|\b(?:and|also)\b",
    re.I,
)
_CLAUSES = re.compile(r"\n+|;\s*|,?\s+(?:and(?: then)?|then|also|plus)\s+|\.\s+|(?<=[\w)]),\s+(?=[A-Z])|:\s+")


def _several(app: App, mail: Mail, source: Source) -> list[Booking]:
    """Two or more interviews told in one breath, each with its own certain time and firm; empty where it is one."""
    if not _SEVERAL.search(source.text) and source.text.count("\n") < 1:
        return []
    booked: list[Booking] = []
    for clause in _CLAUSES.split(source.text):
        found = _best(mail, replace(source, text=clause))
        if found.certain is None:
            if found.readings:
                return []
            continue
        blotted = appointment.blot(clause, [(each.span.start, each.span.end) for each in found.moments])
        told = appointment.read(blotted, me=[mail.person.name or ""])
        lead = re.match(r"\W*([A-Z][\w&'’.-]*(?:\s[A-Z][\w&'’.-]*){0,3})\s*(?:\(|on\b|at\b|\||$)", blotted)
        company = told.company or (lead[1] if lead else None)
        if company is None:
            return []
        draft = booking.new(app, mail, replace(told, company=company), clause)
        fresh = at(mail, replace(draft, uid=booking.own_uid(app, mail, len(booked) + 1)), found.certain, found, clause)
        booked.append(Booking("schedule", fresh))
    instants = {each.interview.starts for each in booked}
    known = any(invitation.twin(app, mail, each.interview) for each in booked)
    return booked if len(instants) == len(booked) > 1 and not known else []


def _told(app: App, mail: Mail) -> Outcome:
    texts = sources(mail)
    if len(texts) == 1 and texts[0].own and (several := _several(app, mail, texts[0])):
        return booking.settle(app, mail, several)
    founds = [_best(mail, each) for each in texts]
    number = _telling(founds)
    found, source = founds[number], texts[number]
    told = _particulars(app, mail, texts, founds)
    whole = "\n".join(each.text for each in texts)
    draft = booking.new(app, mail, told, whole)
    if found.certain is None:
        return ask_open(app, mail, draft, found, source.text)
    if found.certain.instant <= mail.now:
        return asking.ask(app, mail, "when", draft, doubts=["past"], snippet=asking.snippet(found, source.text))
    if (there := _there(mail, found, told.place)) is not None:
        return asking.ask(app, mail, "which", draft, doubts=["zone"], readings=(there, found.certain))
    fresh = at(mail, draft, found.certain, found, whole)
    assumed = tuple(sorted(doubt.value for doubt in found.assumed if _worth_saying(doubt, fresh)))
    assumed += _read_as(found, source.text)
    old = invitation.twin(app, mail, fresh) or _told_before(app, mail, fresh, whole)
    if old is None:
        return booking.settle(app, mail, [Booking("schedule", fresh, assumed=assumed)])
    merged = booking.merged(old, replace(fresh, uid=old.uid, sequence=old.sequence))
    action = "reschedule" if merged.starts != old.starts else "same" if _same(merged, old) else "change"
    return booking.settle(app, mail, [Booking(action, merged, old, assumed)])


_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.I)


def _read_as(found: Found, text: str) -> tuple[str, ...]:
    """How figures were read that could be another day, to be said in the echo: "03/04" as 3 April, or as 4 March."""
    for moment in found.moments:
        words = text[moment.span.start : moment.span.end]
        figures = _FIGURES.search(words)
        if figures is None or moment.date is None or _WEEKDAY.search(words):
            continue
        one, other = int(figures[1]), int(figures[2])
        if (
            one != other
            and 1 <= one <= 12
            and 1 <= other <= 12
            and {one, other} == {moment.date.day, moment.date.month}
        ):
            swapped = moment.date.replace(day=moment.date.month, month=moment.date.day)
            return (f"figures|{figures[1]}/{figures[2]}|{_day(moment.date)}|{_day(swapped)}",)
    return ()


def _day(date: date) -> str:
    return f"{date.day} {date:%B}"


def _there(mail: Mail, found: Found, place: str | None) -> Reading | None:
    """The time by the clock of the place, where the place is in another zone and nobody said whose clock is meant."""
    reading = found.certain
    if reading is None or not place or place.startswith("http") or any(each.zone for each in found.moments):
        return None
    for part in reversed(place.split(",")):
        key = when.zone_named(part.strip()) if len(part.split()) <= 3 and not re.search(r"\d", part) else None
        if key is not None:
            instant = reading.wall.replace(tzinfo=ZoneInfo(key)).astimezone(UTC)
            return Reading(reading.wall, key, instant) if instant != reading.instant else None
    return None


def _same(one: Interview, other: Interview) -> bool:
    return replace(one, subject=None, thread=None, ends=None) == replace(other, subject=None, thread=None, ends=None)


def _best(mail: Mail, source: Source) -> Found:
    text = appointment.unhoused(source.text)
    return when.best(text, reference=source.reference, zone=mail.person.zone, order=asking.order(mail))


def _telling(founds: Sequence[Found]) -> int:
    """Which text's time counts: a certain one, the person's own before another's; else the one that says most."""
    for number, found in enumerate(founds):
        if found.certain is not None:
            return number
    return next(
        (number for number, found in enumerate(founds) if found.readings),
        next((n for n, f in enumerate(founds) if f), 0),
    )


def _particulars(app: App, mail: Mail, texts: Sequence[Source], founds: Sequence[Found]) -> Told:
    names = [name for name in (mail.person.name,) if name]
    told = Told()
    for source, found in zip(texts, founds, strict=True):
        blotted = appointment.blot(source.text, [(each.span.start, each.span.end) for each in found.moments])
        told = told.over(appointment.read(blotted, me=names, own=source.own))
    forwarded = mail.body.forwarded
    if forwarded is not None:
        told = told.over(appointment.of_title(base_subject(forwarded.subject), names))
    if forwarded is not None and forwarded.from_ is not None:
        own = {mail.person.address.rpartition("@")[2]}
        told = told.over(Told(company=appointment.firm_of(forwarded.from_, own)))
        if not told.people and forwarded.from_.name and _WITH_ME.search(forwarded.text):
            told = told.over(Told(people=(forwarded.from_,)))
    told = told.over(_linked(mail))
    return told if told.place or told.mode in ("phone", "onsite") else told.over(_any_link(texts))


_JOINS = re.compile(r"\b(?:join|meeting|video|call|link|interview)\b", re.I)


def _any_link(texts: Sequence[Source]) -> Told:
    """A link of a host that is not known for calls: any in the person's own words, in another's one that is said to be it."""
    for source in texts:
        for line in source.text.splitlines():
            link = URL.search(line)
            if (
                link is not None
                and link[0].lower().startswith("https")
                and (source.own or _JOINS.search(line[: link.start()]))
            ):
                return Told(place=link[0].rstrip(".,;"), mode="video")
    return Told()


def _linked(mail: Mail) -> Told:
    """The call behind a word of the HTML, as "Join", where the text shows no address."""
    link = meeting_link(*(url for _, url in html.links(mail.message.html or "")))
    return Told(place=link, mode="video") if link else Told()


def at(mail: Mail, draft: Interview, reading: Reading, found: Found | None, text: str) -> Interview:
    """The interview at the time that was read, with the end that was told."""
    end = found.end.replace(tzinfo=ZoneInfo(reading.zone)).astimezone(UTC) if found is not None and found.end else None
    length = _length(text)
    named = found is not None and any(moment.zone for moment in found.moments)
    return replace(
        draft,
        wall=reading.wall,
        zone=ZoneInfo(reading.zone),
        ends=end or (reading.instant + length if length else None),
        zone_assumed=not named and reading.zone == mail.person.zone.key and not mail.person.zone_told,
    )


def _length(text: str) -> timedelta | None:
    found = {
        timedelta(minutes=int(hit[1])) if hit[1] else timedelta(hours=_LENGTHS.get(hit[2].lower()) or float(hit[2]))
        for hit in _LENGTH.finditer(text)
    }
    lengths = [each for each in found if timedelta(minutes=15) <= each <= timedelta(hours=9)]
    return lengths[0] if len(lengths) == 1 else None


def _told_before(app: App, mail: Mail, fresh: Interview, text: str) -> Interview | None:
    """An interview on file with the same firm on the same day, told again with another time."""
    if fresh.company is None or _ANOTHER.search(text):
        return None
    day = fresh.starts.astimezone(mail.person.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    same_day = interviews.between(
        app.store.reading, mail.person.id, day.astimezone(UTC), (day + timedelta(days=1)).astimezone(UTC)
    )
    return next((each for each in same_day if each.company and invitation.same_firm(each.company, fresh.company)), None)


def ask_open(app: App, mail: Mail, draft: Interview, found: Found, text: str, silence: int | None = None) -> Outcome:
    """Ask about what a text leaves open: which reading, the time, the day, or all of it."""
    doubts = [doubt.value for doubt in found.doubts]
    words = asking.snippet(found, text)
    ahead = tuple(each for each in found.readings if each.instant > mail.now)
    if ahead:
        return asking.ask(app, mail, "which", draft, doubts=doubts, readings=ahead, snippet=words, silence=silence)
    if found.readings:
        return asking.ask(app, mail, "when", draft, doubts=["past"], snippet=words, silence=silence)
    days = {each.date for each in found.moments if each.date}
    hours = {each.time for each in found.moments if each.time}
    if len(days) == 1 and Doubt.WEEKDAY_MISMATCH not in found.doubts and not hours:
        day = datetime.combine(days.pop(), datetime.min.time())
        return asking.ask(app, mail, "time", draft, doubts=doubts, day=day, snippet=words, silence=silence)
    if len(hours) == 1 and not days:
        return asking.ask(app, mail, "date", draft, doubts=doubts, hour=hours.pop(), snippet=words, silence=silence)
    return asking.ask(app, mail, "when", draft, doubts=doubts, snippet=words, silence=silence)


def _worth_saying(doubt: Doubt, fresh: Interview) -> bool:
    """Say what was settled by good sense only where a careful human would: nobody asks whether 10:30 is the morning."""
    odd_hour = not 8 <= fresh.wall.hour < 18
    return doubt is Doubt.WEEK or (doubt is Doubt.AM_PM and odd_hour)
