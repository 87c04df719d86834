"""Whether there is leisure for the writer."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailer.app import App
from mailer.store import inbox


def arrived(app: App, count: int, at: datetime) -> None:
    """So many mails come at one instant."""
    mails = [
        inbox.Arrival(at, "smtp", "192.0.2.1", "a", "a@b", "c@d", f"Message-ID: <{n}.{at:%H%M%S}@b>\r\n\r\nhi".encode())
        for n in range(count)
    ]
    with app.store.writing() as db:
        inbox.accept(db, mails)


def test_one_mail_is_no_press(app: App, now: datetime) -> None:
    """Whoever writes alone gets the writer's words."""
    assert not inbox.pressed(app.store.reading, now)
    arrived(app, 2, now)
    assert not inbox.pressed(app.store.reading, now)


def test_who_waits_makes_a_press(app: App, now: datetime) -> None:
    """When others wait behind, nobody is kept for better words."""
    arrived(app, 3, now - timedelta(hours=1))
    assert inbox.pressed(app.store.reading, now)


def test_many_at_once_make_a_press_until_they_are_past(app: App, now: datetime) -> None:
    """A flood is a press while it lasts, even when it is worked off as it comes."""
    arrived(app, 11, now)
    with app.store.writing() as db:
        db.execute("update inbox set state = 'done'")
    assert inbox.pressed(app.store.reading, now)
    assert not inbox.pressed(app.store.reading, now + timedelta(seconds=11))
