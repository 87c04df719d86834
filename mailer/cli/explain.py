"""`nextround explain`: what was understood of a mail, and what would be answered; nothing is stored or sent."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from mailer import clock, log, work
from mailer.app import App, scratch_app
from mailer.errors import BadSetting
from mailer.message.parse import parse
from mailer.settings import SignUp, load
from mailer.store import inbox, leases
from mailer.store.database import scratch
from mailer.trust.verdict import Verdict
from mailer.work import Done

VERSION = 1
_HOLDER = "explain"


def explain(
    files: Annotated[list[Path], typer.Argument(help="mails as files; - for standard input")],
    json_: Annotated[bool, typer.Option("--json", help="one JSON object a line")] = False,
    zone: Annotated[str, typer.Option(help="the person's time zone")] = "",
    now: Annotated[str, typer.Option(help="the present, ISO 8601; default: each mail's Date")] = "",
    sequence: Annotated[bool, typer.Option("--sequence", help="the files follow one another")] = False,
    peer: Annotated[str, typer.Option(help="the IP address that sent it; default: the sender counts as verified")] = "",
) -> None:
    """Say what was understood of each mail and what would be answered."""
    log.configure("error")
    given: dict[str, Any] = {"sign_up": SignUp.OPEN} | ({"zone": zone} if zone else {})
    app = scratch_app(load(**given))
    present = _instant(now)
    for file in files:
        if not sequence:
            app.store.close()
            app = replace(app, store=scratch())
        raw = _bytes(file)
        told = explained(app, raw, present, peer or None, zone or None)
        line = {"version": VERSION, "file": str(file), **told}
        typer.echo(json.dumps(line, ensure_ascii=False) if json_ else _readable(line))


def explained(app: App, raw: bytes, now: datetime | None, peer: str | None, zone: str | None = None) -> dict[str, Any]:
    """Run one mail through the whole of `work` on the scratch database and return what came of it."""
    message = parse(raw)
    present = now or message.date or clock.now()
    sender = message.from_.email if message.from_ is not None else ""
    arrival = inbox.Arrival(present, "smtp", peer or "192.0.2.1", "", sender, app.settings.address, raw)
    with app.store.writing() as db:
        inbox.accept(db, [arrival])
        ids = leases.claim(db, "inbox", _HOLDER, present, leases.LONG)
    if not ids:
        return _nothing("a repeat of a mail that was there before", "ignore", "repeat")
    row = inbox.get(app.store.reading, ids[0])
    try:
        done = work.process(app, row, present, verified=peer is None, hasty=True, zone=zone)
        work.settle(app, row, done, _HOLDER, present)
    except Exception as error:  # the service would keep the mail and try again; a corpus goes on with the next
        return _nothing("trouble", "error", type(error).__name__)
    return _told(done)


def _told(done: Done) -> dict[str, Any]:
    told = done.outcome.told
    answered = "ask" if done.outcome.ask else "reply" if done.posts else "silent"
    ignored = done.judged.verdict in (Verdict.IGNORE, Verdict.QUARANTINE, Verdict.REJECT)
    return {
        "verdict": done.judged.verdict.value,
        "why": done.judged.why,
        "intent": done.intent.value,
        "language": done.message.language,
        "new_text": done.body.new,
        "debriefs": told.get("debriefs", []),
        "interviews": told.get("interviews", []),
        "ask": done.outcome.ask,
        "outcome": told.get("outcome") or ("ignore" if ignored else answered),
        "replies": [_reply(post.raw, post.recipient) for post in done.posts],
        "problems": list(done.message.problems),
    }


def _nothing(why: str, outcome: str, problem: str) -> dict[str, Any]:
    return {
        "verdict": Verdict.IGNORE.value, "why": why, "intent": "unclear", "language": None, "new_text": "",
        "debriefs": [], "interviews": [], "ask": None, "outcome": outcome, "replies": [], "problems": [problem],
    }  # fmt: skip


def _reply(raw: bytes, recipient: str) -> dict[str, str]:
    message = parse(raw)
    return {"to": recipient, "subject": message.subject, "text": message.text}


def _bytes(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise BadSetting(f"{file}: {error.strerror}") from None


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"--now {text}: use ISO 8601, as 2026-11-23T19:00:00+01:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _readable(line: dict[str, Any]) -> str:
    """Return one mail's explanation for a terminal."""
    out = [f"{line['file']}: {line['verdict']} ({line['why']}), {line['intent']}, {line['outcome']}"]
    for debrief in line["debriefs"]:
        who = ", ".join(each["name"] for each in debrief["interviewers"]) or "nobody named"
        out.append(f"  debrief: {debrief['company'] or 'no company'}, {debrief['role'] or 'no role'}, {who}")
        for m in debrief["mistakes"]:
            out.append(f"    - {m['kind']} ({m['confidence']:.2f}) {m['visible']}/{m['move']}: “{m['quote']}”")
        out.extend(f"    + {p['kind'] or 'went well'}: “{p['quote']}”" for p in debrief["positives"])
        for draft in debrief["drafts"]:
            broken = [rule for rule, holds in draft["rules"].items() if holds is False]
            out.append(f"    draft to {draft['to_name'] or 'nobody named'}: rules broken: {broken or 'none'}")
    for interview in line["interviews"]:
        out.append(f"  interview: {interview['action']} {interview['start']} {interview['company'] or ''}")
    for reply in line["replies"]:
        out.append(f"  to {reply['to']}: {reply['subject']}")
        out.extend(f"    | {text}" for text in reply["text"].splitlines())
    return "\n".join(out)


commands = (explain,)
