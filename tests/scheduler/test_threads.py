"""What Nextround writes lies in a mail program where the person's own mail lies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scheduler import follow_ups
from tests.story.telling import Search

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DEBRIEF = (
    "That was Acme with Dana Liu. We talked about the new scanners, which was nice. I rambled on the why question."
)


def test_every_mail_lies_in_its_conversation() -> None:
    """Echo, reminders, debrief, a corrected note, nudges and the closing mail: each hangs on a mail of the person's."""
    search = Search()
    search.write("interview with Acme Thursday 2pm, Dana Liu, video", NOW)
    search.pass_until(NOW + timedelta(days=4))
    over = NOW + timedelta(days=4)
    (answer,) = search.write(DEBRIEF, over, answering=search.sent[-1])
    search.write("shorter", over, answering=answer)
    for day in range(50):
        follow_ups.tick(search.app, "f", over + timedelta(days=day))
    search._gather(over)
    kinds = [each.kind for each in search.sent]
    assert kinds == [
        "echo", "night_before", "morning_of", "minutes_before", "after", "debrief", "revised", "follow_up", "follow_up",
        "closing",
    ]  # fmt: skip
    first, told = "<1@example.org>", "<2@example.org>"
    for mail in search.sent:
        root = told if kinds.index(mail.kind) > kinds.index("after") else first
        assert root in mail.message.references, mail.kind
        assert mail.message.in_reply_to == mail.message.references[-1], mail.kind


def test_a_nudge_follows_the_latest_word_on_the_interview() -> None:
    """After a corrected note the nudge hangs below that, not below the first answer."""
    search = Search()
    (answer,) = search.write(DEBRIEF, NOW)
    (revised,) = search.write("shorter", NOW, answering=answer)
    for day in range(12):
        follow_ups.tick(search.app, "f", NOW + timedelta(days=day))
    (nudge, *_) = search._gather(NOW)
    assert nudge.kind == "follow_up"
    assert nudge.message.in_reply_to == revised.message.message_id
