"""An angry debrief: kindness at once, the note in the morning."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.drafting.conversation import START, talk
from mailer.app import App
from mailer.store.database import stamp

SHOP = json.loads((Path(__file__).parents[2] / "bench/drafting/bases.json").read_text("utf-8"))["shop"]


def waiting(app: App) -> list[int]:
    """Return when the notes that wait fall due."""
    rows = app.store.reading.execute("select due from outbox where kind = 'note' and state = 'waiting'")
    return [row["due"] for row in rows]


def test_the_note_waits_for_the_morning(app: App) -> None:
    """The reply comes at once without the note, which is due at half past seven."""
    told = talk(app, SHOP)[0]
    first, note = told["replies"]
    assert "Subject:" not in first["text"]
    assert 'answer "now"' in first["text"]
    assert "Good morning" in note["text"]
    assert waiting(app) == [stamp(datetime(2026, 11, 17, 7, 30, tzinfo=UTC))]


def test_now(app: App) -> None:
    """ "Now" brings the note at once, and nothing comes in the morning."""
    told = talk(app, SHOP, "now")[1]
    assert "Subject:" in told["replies"][0]["text"]
    assert waiting(app) == []


def test_a_change_does_not_wait(app: App) -> None:
    """Who asks for a change sees the changed note, and the old one does not come as well."""
    told = talk(app, SHOP, "her name is Priya Shah")[1]
    assert "Hi Priya," in told["replies"][0]["text"]
    assert waiting(app) == []


@pytest.mark.parametrize("base", ["a plain one"])
def test_calm_debriefs_do_not_wait(app: App, base: str) -> None:
    """A debrief that is not angry has its note in the reply."""
    told = talk(
        app,
        {
            "from": SHOP["from"],
            "text": "Interview at Fern & Co, good chat about the window displays. I went blank once.",
        },
    )[0]
    assert len(told["replies"]) == 1
    assert "Subject:" in told["replies"][0]["text"]
    assert START.tzinfo is not None
