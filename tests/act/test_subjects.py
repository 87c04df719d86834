"""A debrief whose subject names the firm and the job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from mailer.app import App
from mailer.cli.explain import explained
from mailer.store import debriefs
from tests.story.telling import Search

NOW = datetime.fromisoformat("2026-11-19T18:00:00+00:00")
TEXT = (
    "The connection dropped twice and I lost my thread. Priya liked how I split the queue from the worker. "
    "I blanked on the caching question."
)


def told(app: App, mail: Callable[..., bytes], now: datetime, subject: str) -> dict[str, Any]:
    (debrief,) = explained(app, mail(TEXT, subject=subject), now, None)["debriefs"]
    return dict(debrief)


def test_the_subject_fills_what_the_text_leaves_out(app: App, mail: Callable[..., bytes], now: datetime) -> None:
    """My subject names firm and job, and my note speaks of both."""
    debrief = told(app, mail, now, "Debrief: Backend developer, Lumen Labs (video)")
    assert (debrief["company"], debrief["role"], debrief["mode"]) == ("Lumen Labs", "Backend developer", "video")
    assert "backend developer role at Lumen Labs" in debrief["drafts"][0]["body"]


def test_whom_i_met_is_not_where_i_applied(app: App, mail: Callable[..., bytes], now: datetime) -> None:
    """ "Interview with Sarah" names no firm called Sarah."""
    debrief = told(app, mail, now, "Interview with Sarah Platt, head of ops")
    assert (debrief["company"], debrief["role"]) == (None, None)


def test_below_our_mail_the_subject_is_ours() -> None:
    """I answered an old mail to tell of another interview: the firm in its subject is not the one."""
    search = Search()
    (first,) = search.write(TEXT, NOW, subject="Debrief: cook, Harbour Kitchen")
    later = "Had another interview today. I was late and I blanked on the till question. Priya was kind about it."
    search.write(later, NOW + timedelta(days=9), answering=first)
    latest, before = debriefs.latest(search.app.store.reading, 1, 2)
    assert (before.reading.company, latest.reading.company) == ("Harbour Kitchen", None)
