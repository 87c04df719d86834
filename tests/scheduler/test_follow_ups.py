"""Asking for news by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.drafting.conversation import talk
from mailer.app import App
from mailer.message.parse import parse
from mailer.store import people
from scheduler import follow_ups

SURGERY = json.loads((Path(__file__).parents[2] / "bench/drafting/bases.json").read_text("utf-8"))["surgery"]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def last(app: App) -> tuple[str, str]:
    """Return kind and text of the newest mail in the outbox."""
    row = app.store.reading.execute("select kind, raw from outbox order by id desc limit 1").fetchone()
    return row["kind"], parse(row["raw"]).text


def test_two_nudges_and_a_closing_mail(app: App) -> None:
    """Nothing before their day; then a note, a second a week later, a closing mail, and silence."""
    talk(app, SURGERY)
    assert follow_ups.tick(app, "t", MONDAY - timedelta(days=1)) == 0
    kinds = []
    for week in range(6):
        if follow_ups.tick(app, "t", MONDAY + timedelta(days=7 * week)):
            kinds.append(last(app)[0])
    assert kinds == ["follow_up", "follow_up", "closing"]


def test_the_nudge_is_ready_to_send(app: App) -> None:
    """The nudge carries a short note to the one who was met, and says how to stop."""
    talk(app, SURGERY)
    follow_ups.tick(app, "t", MONDAY)
    kind, text = last(app)
    assert kind == "follow_up"
    assert "Hi Janet," in text
    assert "Millbrook Surgery" in text
    assert '"stop"' in text


@pytest.mark.parametrize("news", ["they rejected me", "I got the job", "I turned them down"])
def test_news_ends_it(app: App, news: str) -> None:
    """Once the person has told what came of it, nothing asks any more."""
    talk(app, SURGERY, news)
    assert follow_ups.tick(app, "t", MONDAY + timedelta(days=1)) == 0


def test_not_to_those_who_paused(app: App) -> None:
    """Somebody who paused the mails gets no nudge, and none is kept for later."""
    talk(app, SURGERY)
    with app.store.writing() as db:
        people.change(db, 1, state="paused")
    before = last(app)
    follow_ups.tick(app, "t", MONDAY)
    assert last(app) == before


def test_told_twice_asked_once(app: App) -> None:
    """Two debriefs of one interview lead to one nudge."""
    talk(app, SURGERY)
    again = {
        **SURGERY,
        "text": "One more thing about Millbrook Surgery today: I also had an interview task there and I ran out of time on the filing test, which Janet saw.",
    }
    talk(app, again)
    assert follow_ups.tick(app, "t", MONDAY + timedelta(days=3)) == 1
