"""One person, the house, and time that passes by argument: what the tests of a search are told with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from mailer import work
from mailer.app import App, scratch_app
from mailer.message.parse import Message, parse
from mailer.settings import Settings
from mailer.store import inbox, leases, outbox
from scheduler import reminders

PEER = "192.0.2.1"
JO = "Jo Bloggs <jo@example.org>"


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that went out."""

    at: datetime
    kind: str
    message: Message
    about: dict[str, int]


@dataclass(slots=True)
class Search:
    """Somebody's search for a job."""

    zone: str = "Europe/London"
    app: App = field(
        default_factory=lambda: scratch_app(
            Settings(trusted_peers=(f"{PEER}/32",), sign_up="open", zone="Europe/London")
        )
    )  # type: ignore[arg-type]
    sent: list[Sent] = field(default_factory=list)
    _number: int = 0
    _seen: set[str] = field(default_factory=set)

    def local(self, text: str) -> datetime:
        """An instant by the clock on this person's wall."""
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(self.zone))

    def write(
        self,
        text: str,
        at: datetime,
        *,
        subject: str = "",
        answering: Sent | None = None,
        calendar: str = "",
        sender: str = JO,
        to: str = "coach@nextround.localhost",
        cc: str = "",
        html: bool = False,
    ) -> list[Sent]:
        """The person (or somebody else) sends a mail; returns what came of it."""
        self._number += 1
        head = {
            "From": sender,
            "To": to,
            **({"Cc": cc} if cc else {}),
            "Subject": f"Re: {answering.message.subject}" if answering else subject,
            "Date": format_datetime(at),
            "Message-ID": f"<{self._number}@example.org>",
            "MIME-Version": "1.0",
        }
        if answering:
            head["In-Reply-To"] = answering.message.message_id
            head["References"] = " ".join([*answering.message.references, answering.message.message_id])
        content = f"Content-Type: text/{'html' if html else 'plain'}; charset=utf-8\n\n{text}\n"
        if calendar:
            content = (
                'Content-Type: multipart/mixed; boundary="x"\n\n'
                f"--x\n{content}\n--x\nContent-Type: text/calendar; charset=utf-8\n\n{calendar}\n--x--\n"
            )
        raw = ("".join(f"{name}: {value}\n" for name, value in head.items()) + content).encode()
        arrival = inbox.Arrival(
            at, "smtp", PEER, "h", sender.rpartition("<")[2].rstrip(">"), self.app.settings.address, raw
        )
        with self.app.store.writing() as db:
            inbox.accept(db, [arrival])
        while work.step(self.app, "w", at):
            pass
        return self._gather(at)

    def tick(self, at: datetime) -> list[Sent]:
        """The clock looks once."""
        reminders.tick(self.app, "s", at)
        return self._gather(at)

    def pass_until(self, end: datetime) -> list[Sent]:
        """Time passes, and the clock looks whenever something falls due."""
        found: list[Sent] = []
        while (due := leases.next_due(self.app.store.reading, "reminder")) is not None:
            at = datetime.fromtimestamp(due / 1000, ZoneInfo("UTC")) + timedelta(seconds=3)
            if at > end:
                break
            found += self.tick(at)
        return found

    def _gather(self, at: datetime) -> list[Sent]:
        rows = self.app.store.reading.execute("select id, about, message_id from outbox order by id").fetchall()
        fresh = []
        for row in (row for row in rows if row["message_id"] not in self._seen):
            post = outbox.get(self.app.store.reading, row["id"])
            fresh.append(Sent(at, post.kind, parse(post.raw), json.loads(row["about"])))
            self._seen.add(row["message_id"])
        self.sent += fresh
        return fresh


def event(
    uid: str,
    start: datetime,
    *,
    minutes: int = 60,
    sequence: int = 0,
    cancelled: bool = False,
    summary: str = "Interview with Acme",
    place: str = "",
) -> str:
    """An invitation in the zone of its start."""
    zone = getattr(start.tzinfo, "key", "UTC")
    end = start + timedelta(minutes=minutes)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{'CANCEL' if cancelled else 'REQUEST'}", "BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}",
        f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}", f"SUMMARY:{summary}",
        "ORGANIZER;CN=Dana Liu:mailto:dana@acme.example", "ATTENDEE;CN=Jo:mailto:jo@example.org", *([f"LOCATION:{place}"] if place else []),
        *(["STATUS:CANCELLED"] if cancelled else []), "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\n".join(lines)
