"""What came of it: rejected, offered, through, or no news."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.drafting.conversation import START, mail, talk
from mailer.app import App
from mailer.cli.explain import explained
from mailer.store import outcomes

BASES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parents[2] / "bench/drafting/bases.json").read_text("utf-8")
)
LETTER = """Bad news

---------- Forwarded message ---------
From: Rhian Pugh <rhian.pugh@millbrook.example>
Date: Fri, 20 Nov 2026 at 15:02
Subject: Your application
To: Sam Okoro <sam@example.org>

Dear Sam,

Thank you for coming in to see us. We regret to tell you that on this occasion we have chosen another candidate.

Kind regards,
Rhian Pugh
"""


def reply(told: dict[str, Any]) -> str:
    """Return the words of the one reply."""
    (only,) = told["replies"]
    text: str = only["text"]
    return text


def test_rejected(app: App) -> None:
    """A rejection gets one answer to send: thanks, one question, no argument, no apology."""
    told = talk(app, BASES["surgery"], "they said no")[1]
    assert told["intent"] == "outcome"
    note = reply(told).split("YOUR ANSWER")[1].split("To open")[0]
    assert note.count("?") == 1
    assert "Hi Janet," in note
    assert "sorry" not in note.lower()
    assert "late" not in note.lower()


def test_a_rejection_passed_on(app: App) -> None:
    """The answer to a forwarded rejection goes to whoever wrote it, in their thread."""
    talk(app, BASES["surgery"])
    at = START + timedelta(days=4)
    told = explained(app, mail(BASES["surgery"]["from"], LETTER, at), at, None)
    text = reply(told)
    assert "To: rhian.pugh@millbrook.example" in text
    assert "Subject: Re: Your application" in text
    assert "Hi Rhian," in text or "Dear Rhian" in text


def test_no_more_nudges(app: App) -> None:
    """After a rejection nobody asks for news of that interview."""
    talk(app, BASES["surgery"], "they rejected me")
    assert {each.state for each in outcomes.follow_ups(app.store.reading, 1)} == {"cancelled"}


def test_offered(app: App) -> None:
    """An offer gets congratulations and two short answers, with no figure in them."""
    text = reply(talk(app, BASES["startup"], "I got it!!")[1])
    assert "Congratulations" in text
    assert "TO HOLD IT" in text
    assert "TO TAKE IT" in text
    assert not any(character.isdigit() for character in text.split("TO HOLD IT")[1].split("To open")[0])


def test_the_prediction_is_told_back(app: App) -> None:
    """Who expected no and goes on is told so, with the count."""
    first = {**BASES["surgery"], "text": BASES["surgery"]["text"].replace("Millbrook", "Oakfield")}
    talk(app, first, "they want me back for a second interview")
    at = START + timedelta(days=20)
    explained(app, mail(BASES["surgery"]["from"], BASES["surgery"]["text"], at), at, None)
    told = explained(
        app,
        mail(BASES["surgery"]["from"], "Millbrook rejected me", at + timedelta(days=2)),
        at + timedelta(days=2),
        None,
    )
    assert "expected no twice; one went on" in " ".join(reply(told).split())


def test_no_news_too_early(app: App) -> None:
    """Before their day has passed, we say when we will bring the note, and on which day."""
    text = reply(talk(app, BASES["surgery"], "no news yet")[1])
    assert "Monday 23 November" in text
    assert "Subject:" not in text


def test_no_news_in_time(app: App) -> None:
    """Once the day has passed, the follow-up is there at once, and does not come a second time by itself."""
    talk(app, BASES["surgery"])
    at = START + timedelta(days=9)
    told = explained(app, mail(BASES["surgery"]["from"], "still no news from Millbrook", at), at, None)
    assert "Following up" in reply(told)
    assert [(each.number, each.state) for each in outcomes.follow_ups(app.store.reading, 1)] == [
        (1, "sent"),
        (2, "waiting"),
    ]


def test_an_outcome_without_a_debrief(app: App) -> None:
    """Who never told of the interview still gets an answer to send."""
    at = START
    told = explained(
        app,
        mail("Lea <lea@example.org>", "They rejected me. It was for the nurse job at Oakfield House.", at),
        at,
        None,
    )
    assert "YOUR ANSWER" in reply(told)
