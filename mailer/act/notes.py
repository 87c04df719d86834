"""The thank-you notes of one debrief: the gate's rulings, the drafts, and the ways to send them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from mailer.act.outcome import Mail
from mailer.app import App
from mailer.coach import gate, insisting
from mailer.coach.drafting import Author, BuiltIn, Drafting
from mailer.coach.drafting.wishes import NO_WISHES, Wish, wished
from mailer.coach.drafting.writing import Brief, Hurried, Saying, Writer
from mailer.coach.gate import Ruling
from mailer.coach.model import Debrief, Draft, Interviewer, Known, Mistake, Move
from mailer.message.address import Address
from mailer.message.compose import Attachment, Letter, compose
from mailer.store import debriefs, inbox
from mailer.store.people import Person

MAILTO_AT_MOST = 1600  # characters of the encoded link; some mail programs cut longer ones
EARLIER = 5  # this person's last notes, which a new one must not resemble
_AMERICAN = re.compile(
    r"\b(?:color|favor\w*|organiz\w+|realiz\w+|apologiz\w+|resume|gotten|math|labor|center|program|vacation|cell ?phone|"
    r"apartment|freeway|parking lot|elevator|manager position|mom)\b",
    re.I,
)
_BRITISH = re.compile(
    r"\b(?:colour|favour\w*|organis\w+|realis\w+|apologis\w+|cv|whilst|maths|labour|centre|programme|holiday|mobile|"
    r"flat|motorway|car park|lift|mum|bloke|lovely|brilliant|fortnight|nhs|band \d)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One note as the reply shows it."""

    draft: Draft
    mailto: str  # empty where the link would be too long

    @property
    def shown(self) -> dict[str, str]:
        """What the template needs."""
        to = self.draft.to
        return {
            "to_name": to.name if to else "",
            "to_email": (to.email or "") if to else "",
            "subject": self.draft.subject,
            "body": self.draft.body.strip(),
            "mailto": self.mailto,
        }

    @property
    def explained(self) -> dict[str, Any]:
        """What `nextround explain --json` prints."""
        to = self.draft.to
        return {
            "to_name": to.name if to else None,
            "to_email": to.email if to else None,
            "subject": self.draft.subject,
            "body": self.draft.body,
            "rules": {str(number): verdict for number, verdict in sorted(self.draft.rules.items())},
            "rests": {sentence: list(told) for sentence, told in self.draft.rests.items()},
        }


@dataclass(frozen=True, slots=True)
class Notes:
    """All that the reply says about the notes of one debrief."""

    rulings: tuple[Ruling, ...]
    written: tuple[Written, ...]
    left_out: tuple[dict[str, str], ...]
    asked: str | None
    optional: bool
    files: tuple[Attachment, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts, to be put on file."""
        return tuple(each.draft for each in self.written)


def write(
    app: App,
    mail: Mail,
    debrief: Debrief,
    known: Known,
    wishes: Mapping[str, Wish] = NO_WISHES,
    *,
    own: int | None = None,
    spoken: bool = False,
) -> Notes:
    """Draft the notes of one debrief as wished; `own` is its id on file: revisions of one note may resemble it.

    `spoken` lets the trained writer word them, where the host has it.
    """
    phrases, whole = app.craft.phrases, wished(wishes, "")
    catalogue = insisting.wordable(app.catalogue, whole.wanted, phrases)
    rulings = gate.rule(debrief.mistakes, catalogue, whole.wanted, whole.unwanted)
    rulings = insisting.together(rulings, whole.wanted)
    earlier = [
        draft.body
        for record in debriefs.latest(app.store.reading, mail.person.id, EARLIER + 1)
        if record.id != own
        for draft in record.drafts
    ]
    writer: Writer | None = None
    if spoken and app.settings.writer:  # a change keeps to the words it changes, whoever waits
        writer = app.craft.writer if own is not None else _Unhurried(app, mail)
    drafted = BuiltIn(writer).draft(
        debrief, rulings, author(mail.person, debrief, whole), phrases, known=known, earlier=tuple(earlier[:EARLIER]),
        wishes=wishes,
    )  # fmt: skip
    drafted = tuple(replace(each, draft=_addressed(each.draft, whole)) for each in drafted)
    written = tuple(Written(each.draft, mailto(each.draft)) for each in drafted)
    return Notes(
        rulings=rulings,
        written=written,
        left_out=_left_out(app, drafted, rulings, whole.wanted),
        asked=next((each.asked for each in drafted if each.asked), None),
        optional=any(each.optional for each in drafted),
        files=tuple(
            file(
                app, mail.person, each.draft, f"{mail.row.id}.{at}", f"thank-you-{_called(each.draft) or at}", mail.now
            )
            for at, each in enumerate(drafted, 1)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Unhurried:
    """The writer as long as nobody waits for it: when mail begins to press, it stops at once."""

    app: App
    mail: Mail

    def _go_on(self) -> None:
        if inbox.pressed(self.app.store.reading, self.mail.now):
            raise Hurried

    def worth(self, brief: Brief, of: tuple[int, ...]) -> float:
        """See `Writer`."""
        self._go_on()
        return self.app.craft.writer.worth(brief, of)

    def say(self, brief: Brief, of: tuple[int, ...]) -> Iterator[Saying]:
        """See `Writer`."""
        self._go_on()
        for each in self.app.craft.writer.say(brief, of):
            yield each
            self._go_on()


def known(reading: Debrief, mail: Mail) -> Known:
    """Return what is on file as what is known beforehand, so that a corrected name or firm counts as told."""
    return Known(
        company=reading.company, role=reading.role, interviewers=reading.interviewers, mode=reading.mode,
        person=mail.person.name, written=mail.written.astimezone(mail.person.zone).date(),
    )  # fmt: skip


def author(person: Person, debrief: Debrief, wish: Wish) -> Author:
    """Return who signs, and in which English."""
    return Author(wish.signed or person.name or "", variety(wish.seed or debrief.text, person.zone.key))


def _addressed(draft: Draft, wish: Wish) -> Draft:
    """Fill in an address that was told where no name is known."""
    return replace(draft, to=Interviewer("", wish.email)) if wish.email and draft.to is None else draft


def variety(text: str, zone: str) -> str:
    """Tell which English a person writes: from their words, else from where they are."""
    american, british = len(_AMERICAN.findall(text)), len(_BRITISH.findall(text))
    if american != british:
        return "american" if american > british else "british"
    return "american" if zone.startswith(("America/", "US/")) else "british"


def mailto(draft: Draft) -> str:
    """Return a link that opens the draft in a mail program (RFC 6068); empty where it would be too long."""
    to = quote(draft.to.email, safe="@") if draft.to and draft.to.email else ""
    body = draft.body.strip().replace("\n", "\r\n")
    link = f"mailto:{to}?subject={quote(draft.subject, safe='')}&body={quote(body, safe='')}"
    return link if len(link) <= MAILTO_AT_MOST else ""


def _called(draft: Draft) -> str:
    return draft.to.name if draft.to else ""


def file(app: App, person: Person, draft: Draft, mark: str, name: str, now: datetime) -> Attachment:
    """Return the draft as a mail that opens for editing: X-Unsent is what Thunderbird and classic Outlook look for."""
    to = draft.to
    letter = Letter(
        sender=Address(person.name or "", person.address),
        to=Address(to.name, to.email) if to and to.email else Address("", ""),
        subject=draft.subject,
        text=draft.body.strip() + "\n",
        html=None,
        message_id=f"<draft.{mark}@{app.settings.domain}>",
        date=now,
        auto_submitted="",
        headers=(("X-Unsent", "1"),),
    )
    # Mail programs show an é in a file's name as they like: "ren_e".
    spelt = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    plain = re.sub(r"[^\w-]+", "-", spelt).strip("-").lower()
    return Attachment(f"{plain}.eml", "message/rfc822", compose(letter))


def _carried(one: Drafting, drafted: Sequence[Drafting]) -> list[Mistake]:
    """Return the mistakes that other notes of the panel leave out and this one does not."""
    left = {id(each.mistake) for each in one.left_out}
    return [each.mistake for other in drafted for each in other.left_out if id(each.mistake) not in left]


def _left_out(
    app: App, drafted: Sequence[Drafting], rulings: Sequence[Ruling], wanted: Collection[str]
) -> tuple[dict[str, str], ...]:
    """Return the asserted mistakes that no note mentions, each kind once, with the word that puts it in."""
    told: dict[str, dict[str, str]] = {}
    carried = {id(each) for one in drafted for each in _carried(one, drafted)}
    every = {id(ruling.mistake): ruling for ruling in rulings}
    spoken = {each.kind.id for each in rulings if each.kind and each.move is not Move.OMIT} | set(wanted)
    for left in (left for each in drafted for left in each.left_out if id(left.mistake) not in carried):
        if not left.mistake.asserted or (left.mistake.kind in spoken and every[id(left.mistake)].move is Move.OMIT):
            continue
        kind = app.catalogue.kinds.get(left.mistake.kind or "")
        title = kind.title if kind is not None else f"“{' '.join(left.mistake.quote.split())}”"
        why = f"reasons_{left.why.value}.{kind.id}" if kind is not None else ""
        words = app.craft.phrases.one(why) if app.craft.phrases.has(why) else left.words
        told.setdefault(title, {"title": title, "why": words.rstrip("."), "word": left.override})
    return tuple(told.values())
