"""Measure whether each revision request ends in the draft asked for: python -m bench.drafting.conversation [--aside].

Each request answers the reply to a debrief, through the whole of `work` on a scratch database, as `explain` runs it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mailer import log
from mailer.app import App, scratch_app
from mailer.cli.explain import explained
from mailer.coach.drafting.wishes import mentions
from mailer.settings import SignUp, load
from mailer.store.database import scratch

HERE = Path(__file__).parent
START = datetime(2026, 11, 16, 17, 40, tzinfo=UTC)


def mail(sender: str, text: str, at: datetime, answers: str = "") -> bytes:
    """Return the bytes of a plain mail, in the thread of the mail it answers."""
    head = [
        f"From: {sender}", "To: coach@nextround.localhost", f"Subject: {'Re: ' if answers else ''}how it went",
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000", f"Message-ID: <{at:%H%M%S}.{len(text)}@example.org>",
        "Content-Type: text/plain; charset=utf-8", *([f"In-Reply-To: {answers}"] if answers else []),
    ]  # fmt: skip
    return ("\n".join(head) + "\n\n" + text).encode()


def talk(app: App, base: dict[str, str], *answers: str) -> list[dict[str, Any]]:
    """Return what comes of a debrief and of each answer to it, in turn."""
    at, last, told = START, "", []
    for text in (base["text"], *answers):
        told.append(explained(app, mail(base["from"], text, at, last), at, None))
        row = app.store.reading.execute(
            "select message_id from outbox where kind != 'note' order by id desc limit 1"
        ).fetchone()
        last, at = row["message_id"], at + timedelta(minutes=20)
    return told


def bodies(told: dict[str, Any]) -> list[str]:
    """Return the notes of all debriefs of a mail."""
    return [draft["body"] for debrief in told["debriefs"] for draft in debrief["drafts"]]


def core(body: str) -> str:
    """Return a note without greeting and signature."""
    return "\n\n".join(body.split("\n\n")[1:-1])


def missing(expected: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> str:
    """Say what an expectation lacks in what came of it; empty where it is met."""
    was, now, ask = bodies(before), bodies(after), expected["ask"]
    reply = after["replies"][0]["text"] if after["replies"] else ""
    count = sum(len(each.split()) for each in now) - sum(len(each.split()) for each in was)
    file = after["debriefs"][0] if after["debriefs"] else {}
    slips = len(file.get("mistakes", ())) - len(before["debriefs"][0]["mistakes"])
    whole = "\n".join(now)
    met = {
        "shorter": count < 0, "longer": count > 0,
        **dict.fromkeys(("warmer", "cooler", "more_formal", "less_formal", "redraft"), was != now),
        "mention": mentions(whole, expected.get("text", "")) or was != now or "is in it" in reply,
        "leave_out": not any(mentions(core(each), expected.get("text", "")) for each in now)
        and not ("sorry" in whole and expected.get("text") in ("apology", "sorry")),
        "rename": any((expected.get("new") or "-").split()[-1] in each.split("\n")[0] for each in now)
        or expected.get("new", "") in {who["name"].split()[-1] for who in file.get("interviewers", ())} | {who["name"] for who in file.get("interviewers", ())},
        "address": expected.get("email", "") in reply, "sign": expected.get("new", "") in whole,
        "correct_fact": expected.get("new", "").casefold() in (f"{whole} {file.get('company')} {file.get('role')}").casefold()
        or expected.get("fact") == "day",
        "replace": expected.get("new", "") in whole, "add_mistake": slips > 0, "not_mine": slips < 0,
        "add_positive": len(file.get("positives", ())) > len(before["debriefs"][0]["positives"]) or file.get("topics") != before["debriefs"][0]["topics"],
        "it_was": "On your list now" in reply, "supply": mentions(whole, expected.get("text", "")),
        "send_now": bool(now) and "Subject:" in reply, "accepted": "Send it" in reply,
        "unknown": after["ask"] is not None, "question": "You asked" in reply,
    }[ask]  # fmt: skip
    return "" if met else ask


def main() -> None:
    """Print the share that ends in the draft asked for, each miss, and each broken rule."""
    log.configure("error")
    app = scratch_app(load(sign_up=SignUp.OPEN, zone="Europe/London"))
    bases = json.loads((HERE / "bases.json").read_text("utf-8"))
    rows = [json.loads(line) for line in (HERE / "revisions.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["aside"] == ("--aside" in sys.argv)]
    good = 0
    for row in rows:
        app = replace(app, store=scratch())
        before, after = talk(app, bases[row["base"]], row["text"])
        lacks = [lack for each in row["expect"] if (lack := missing(each, before, after))]
        broken = [
            n for d in after["debriefs"] for draft in d["drafts"] for n, v in draft["rules"].items() if v is False
        ]
        good += not lacks and after["intent"] == "revise"
        if lacks or broken or after["intent"] != "revise":
            print(f"{row['id']} {row['base']} {row['text']!r}: {after['intent']}, lacks {lacks}, rules broken {broken}")
    print(f"{good} of {len(rows)} end in what was asked")


if __name__ == "__main__":
    main()
