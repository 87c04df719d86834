"""A search of ninety days: twelve interviews, three zones, clocks that change, mistakes that come back and go."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from mailer.coach.model import Debrief, Known, Mistake, Place, Positive, Prediction, Visible
from tests.story.telling import Search, Sent, event

GOLDEN = Path(__file__).with_name("ninety_days.txt")
LONDON, BERLIN, NEW_YORK = (ZoneInfo(key) for key in ("Europe/London", "Europe/Berlin", "America/New_York"))

MISTAKES = {
    "rambled on the last question": "rambled",
    "talked in circles": "rambled",
    "rambled again": "rambled",
    "ten minutes late": "arrived_late",
    "did not ask any questions": "no_questions_asked",
    "mind went blank": "blanked",
    "the call dropped": "connection_dropped",
    "forgot my portfolio": "forgot_documents",
}
POSITIVES = {
    "good chat about the new scanners": "good_rapport",
    "asked what happens next": "asked_next_steps",
    "liked how i split the queue": "thought_aloud",
    "told the harbour story well": "strong_story",
}


class Reader:
    """Reads a debrief by what its sentences are known to mean, so that the story hangs on no trained weights."""

    def read(self, text: str, known: Known) -> tuple[Debrief, ...]:
        low = text.lower()
        mistakes = tuple(
            Mistake(
                text[low.index(cue) : low.index(cue) + len(cue)],
                Place(low.index(cue), low.index(cue) + len(cue)),
                kind,
                (kind,),
                0.9,
                0.9,
                Visible.NO,
            )
            for cue, kind in MISTAKES.items()
            if cue in low
        )
        positives = tuple(
            Positive(
                text[low.index(cue) : low.index(cue) + len(cue)],
                Place(low.index(cue), low.index(cue) + len(cue)),
                kind,
                True,
            )
            for cue, kind in POSITIVES.items()
            if cue in low
        )
        expects = Prediction.NO if "think it's a no" in low else None
        return (
            Debrief(
                text,
                known.company,
                known.role,
                known.mode,
                known.interviewers,
                (),
                mistakes,
                positives,
                prediction=expects,
            ),
        )


class Story:
    """The search as it is lived: every mail in, every mail out, in order."""

    def __init__(self) -> None:
        self.search = Search()
        self.search.app.craft.__dict__["reader"] = Reader()
        self.lines: list[str] = []
        self.last: dict[str, Sent] = {}

    def says(
        self, at: str, text: str, *, to: str = "", zone: ZoneInfo = LONDON, calendar: str = "", sender: str = ""
    ) -> None:
        """Time passes until then; then somebody writes."""
        now = datetime.fromisoformat(at).replace(tzinfo=zone)
        self.until(now)
        who = sender.partition(" <")[0] if sender else "Jo"
        self._note(
            now, f"{who} writes{f' (to “{self.last[to].message.subject}”)' if to else ''}", text or "(an invitation)"
        )
        given = {"sender": sender} if sender else {}
        self._told(self.search.write(text, now, answering=self.last.get(to), calendar=calendar, **given))  # type: ignore[arg-type]

    def until(self, now: datetime) -> None:
        """The clock runs."""
        self._told(self.search.pass_until(now))

    def down(self, start: str, end: str) -> None:
        """The machine stands still."""
        self.until(datetime.fromisoformat(start).replace(tzinfo=LONDON))
        back = datetime.fromisoformat(end).replace(tzinfo=LONDON)
        self._note(back, "The machine was down", f"since {start}")
        self._told(self.search.tick(back))

    def _told(self, mails: list[Sent]) -> None:
        for mail in mails:
            self.last[mail.kind] = mail
            self._note(mail.at, f"[{mail.kind}] {mail.message.subject}", _kept(mail))

    def _note(self, at: datetime, head: str, text: str) -> None:
        local = at.astimezone(LONDON)
        self.lines += [f"=== {local:%a %d %b %H:%M} {local.tzname()} · {head}", "", text.strip(), ""]

    def told(self) -> str:
        """The whole story."""
        return "\n".join(self.lines).rstrip() + "\n"


def _kept(mail: Sent) -> str:
    """A debrief's answer without its note, which is another story."""
    text = re.sub(r"\bcoach\+[\w.-]+@", "coach+…@", mail.message.text)  # a key of its own for each host
    if mail.kind != "debrief":
        return text
    kept, on = [], False
    for line in text.splitlines():
        if line.isupper() or line.startswith(("NEXT:", "To open", "Answer in")):
            on = line.startswith(("WHAT TO DO", "DO AGAIN", "YOUR ROUTINE", "NEXT:"))
        if on and line.strip():
            kept.append(line)
    return "\n".join(kept) or "(a note, and nothing to mend)"


def tell() -> str:
    """Live through the ninety days and return every mail in order."""
    s = Story()
    dana = "Dana Liu <dana@acme.example>"

    def at(text: str, zone: ZoneInfo) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=zone)

    s.says("2026-10-01 09:00", "help")
    s.says("2026-10-01 09:06", "zone London")
    # 1: told in words
    s.says("2026-10-05 10:00", "interview with Kestrel Foods Thursday 10am, Tom, in person at 4 Dock Street, Hull")
    s.says(
        "2026-10-08 12:40",
        "I was ten minutes late. Good chat about the new scanners. I rambled on the last question. I think it's a no.",
        to="after",
    )
    # 2: an invitation
    s.says(
        "2026-10-09 16:00",
        "",
        calendar=event(
            "acme-1", at("2026-10-14 14:00", LONDON), summary="Interview with Acme", place="https://zoom.us/j/1"
        ),
    )
    s.says(
        "2026-10-14 16:10",
        "Dana liked how I split the queue. I talked in circles on the why question. Did not ask any questions.",
        to="after",
    )
    s.says("2026-10-14 16:20", "add: water on the desk, for the minutes before")
    # 3: moved by the organiser, over the end of summer time
    s.says(
        "2026-10-16 11:00",
        "",
        sender=dana,
        calendar=event(
            "acme-2", at("2026-10-23 09:30", LONDON), summary="Acme second round", place="https://zoom.us/j/2"
        ),
    )
    s.says(
        "2026-10-20 11:00",
        "",
        sender=dana,
        calendar=event(
            "acme-2",
            at("2026-10-26 09:30", LONDON),
            sequence=1,
            summary="Acme second round",
            place="https://zoom.us/j/2",
        ),
    )
    s.says("2026-10-26 12:00", "Went fine, asked what happens next.", to="after")
    # 4: in Berlin's time
    s.says(
        "2026-10-27 09:00",
        "",
        calendar=event(
            "elbe-1",
            at("2026-11-03 10:00", BERLIN),
            summary="Interview at Elbe Werft",
            place="https://teams.microsoft.com/l/1",
        ),
    )
    s.says("2026-11-03 11:30", "Told the harbour story well. The call dropped twice.", to="after")
    # 5: cancelled on the day before
    s.says("2026-11-04 10:00", "phone screen with Northwind Friday 11am, Ana Silva")
    s.says("2026-11-05 18:00", "Northwind cancelled", to="")
    # 6: asked, then answered
    s.says("2026-11-06 10:00", "I have an interview with Brightline on Thursday")
    s.says("2026-11-06 10:20", "2pm, video", to="ask")
    s.down("2026-11-11 17:00", "2026-11-12 09:15")
    s.says("2026-11-12 16:00", "Fine. I asked what happens next.", to="after")
    # 7 and 8: New York, two on a day
    s.says("2026-11-13 12:00", "I'm in New York now")
    s.says(
        "2026-11-13 12:05",
        "",
        calendar=event(
            "hudson-1",
            at("2026-11-18 10:00", NEW_YORK),
            summary="Interview with Hudson Rail",
            place="350 Fifth Avenue, New York",
        ),
    )
    s.says(
        "2026-11-13 12:10",
        "",
        calendar=event(
            "lumen-1", at("2026-11-18 15:00", NEW_YORK), summary="Lumen Labs interview", place="https://zoom.us/j/3"
        ),
    )
    s.says("2026-11-18 17:30", "The Hudson Rail one: I rambled again. Told the harbour story well.", zone=NEW_YORK)
    s.says("2026-11-18 17:40", "Lumen Labs: my mind went blank once. Asked what happens next.", zone=NEW_YORK)
    s.says("2026-11-19 10:00", "zone London", zone=NEW_YORK)
    # 9: same-day notice
    s.says("2026-11-24 09:30", "surprise: interview with Globex today at 1pm, video")
    s.says("2026-11-24 14:50", "Did not ask any questions. Good chat about the new scanners.", to="after")
    s.says("2026-11-25 09:00", "pause for a week")
    # 10: told while paused
    s.says("2026-11-27 09:00", "interview with Initech on 9 December at 7am, video")
    s.says("2026-12-09 10:00", "All fine, asked what happens next.", to="after")
    # 11: pushed back, then dropped lines
    s.says("2026-12-10 09:00", "interview with Fabrikam on Tuesday 15 December at 4pm, onsite")
    s.says("2026-12-14 20:00", "they pushed it back an hour", to="night_before")
    s.says("2026-12-14 20:05", "drop 4", to="night_before")
    s.says("2026-12-15 19:00", "Good one. Told the harbour story well.", to="after")
    # 12: the last, and the line that fell asleep wakes
    s.says("2026-12-16 09:00", "Acme final round Friday 11am, Dana Liu, video")
    s.says("2026-12-18 13:00", "I rambled again, and my mind went blank.", to="after")
    s.says("2026-12-18 13:10", "status")
    s.says("2026-12-19 09:00", "stop")
    s.until(at("2026-12-30 23:00", LONDON) + timedelta(hours=1))
    return s.told()


if __name__ == "__main__":  # after a change that is meant: write the story anew, and read it
    GOLDEN.write_text(tell(), encoding="utf-8")
