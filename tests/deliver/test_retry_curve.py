"""When a mail is tried again, and what the relay's answers mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.deliver.retry import GIVE_UP, Step, Whose, classify, lost, next_try

MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
JITTER = st.floats(0, 1)


def test_the_waits_grow_from_half_a_minute_to_four_hours() -> None:
    """A mail that fails is tried after 30 s, 2, 10 and 30 minutes, 1, 2 and 4 hours, then every 4 hours."""
    waits = [next_try(n, MADE, MADE, 0) for n in range(1, 10)]
    minutes = [(due - MADE) / timedelta(minutes=1) for due in waits if due is not None]
    assert minutes == [0.5, 2, 10, 30, 60, 120, 240, 240, 240]


@given(st.integers(1, 500), st.timedeltas(timedelta(0), timedelta(days=30)), JITTER)
def test_a_next_try_lies_ahead_and_within_five_hours(attempts: int, age: timedelta, jitter: float) -> None:
    """However often it failed, the next try is at least 30 seconds and less than five hours away, or never."""
    now = MADE + age
    due = next_try(attempts, now, MADE, jitter)
    if due is None:
        assert attempts > 7
        assert age > GIVE_UP - timedelta(hours=5)
    else:
        assert timedelta(seconds=30) <= due - now < timedelta(hours=5)


@given(st.lists(JITTER, min_size=60, max_size=60))
def test_a_mail_that_always_fails_is_given_up_at_about_five_days(jitters: list[float]) -> None:
    """Whatever the jitter, a mail is tried for more than four and a half days and not beyond five."""
    now = MADE
    for tries, jitter in enumerate(jitters, 1):
        due = next_try(tries, now, MADE, jitter)
        if due is None:
            break
        now = due
    assert due is None
    assert GIVE_UP - timedelta(hours=5) < now - MADE <= GIVE_UP


def test_a_mail_taken_back_from_the_shelf_walks_the_curve_once_more() -> None:
    """A host who puts an old mail back gives it more than one try."""
    late = MADE + timedelta(days=9)
    assert next_try(1, late, MADE, 0) is not None
    assert next_try(8, late, MADE, 0) is None


@pytest.mark.parametrize(
    ("step", "code", "text", "permanent", "whose", "ours"),
    [
        (Step.RECIPIENT, 550, "5.1.1 <x>: Recipient address rejected: User unknown", True, Whose.ROW, False),
        (Step.RECIPIENT, 550, "No such user", True, Whose.ROW, False),
        (Step.RECIPIENT, 554, "5.7.1 <x@y.example>: Relay access denied", False, Whose.ROW, True),
        (Step.RECIPIENT, 550, "relay not permitted", False, Whose.ROW, True),
        (Step.RECIPIENT, 550, "5.7.1 Unable to relay", False, Whose.ROW, True),
        (
            Step.RECIPIENT,
            553,
            "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
            False,
            Whose.ROW,
            True,
        ),
        (Step.RECIPIENT, 550, "5.7.1 Blocked by policy", True, Whose.ROW, False),
        (Step.SENDER, 530, "5.7.0 Must issue a STARTTLS command first", False, Whose.RELAY, True),
        (Step.SENDER, 553, "5.7.1 Sender address rejected: not owned by user", False, Whose.ROW, True),
        (Step.SENDER, 550, "5.1.8 Sender domain not found", False, Whose.ROW, True),
        (Step.SENDER, 552, "5.3.4 Message size exceeds fixed limit", True, Whose.ROW, False),
        (Step.LOGIN, 535, "5.7.8 Authentication credentials invalid", False, Whose.RELAY, True),
        (Step.CONNECT, 554, "no SMTP service here", False, Whose.RELAY, True),
        (Step.CONNECT, 421, "4.3.2 busy", False, Whose.RELAY, False),
        (Step.RECIPIENT, 450, "4.2.0 Greylisted", False, Whose.ROW, False),
        (Step.RECIPIENT, 451, "4.4.1 cannot reach the domain", False, Whose.DOMAIN, False),
        (Step.RECIPIENT, 452, "4.2.2 Mailbox full", False, Whose.ROW, False),
        (Step.CONTENT, 554, "5.7.1 Message content rejected", True, Whose.ROW, False),
        (Step.CONTENT, 451, "4.3.0 queue trouble", False, Whose.ROW, False),
        (Step.CONTENT, 250, "what", False, Whose.ROW, False),
    ],
)
def test_what_answers_mean(step: Step, code: int, text: str, permanent: bool, whose: Whose, ours: bool) -> None:
    """A refused mailbox is final; a refused login or relaying waits for the host; trouble waits for the relay."""
    failure = classify(step, code, text)
    assert (failure.permanent, failure.whose, failure.ours) == (permanent, whose, ours)


@given(st.sampled_from(Step), st.integers(-1, 999), st.text() | st.from_regex(r"[245]\.\d\.\d .*a@b\.example.*"))
def test_any_answer_has_a_meaning(step: Step, code: int, text: str) -> None:
    """Whatever the relay says: only a 5xx ends a mail, and the note keeps nothing that could be an address."""
    failure = classify(step, code, text)
    assert not failure.permanent or 500 <= code <= 599
    assert "@" not in str(failure)
    assert "garbled" in str(failure) or 400 <= code <= 599 or step in (Step.CONNECT, Step.TLS, Step.LOGIN)


@pytest.mark.parametrize("step", Step)
def test_a_lost_connection_is_never_final(step: Step) -> None:
    """A mail whose connection breaks at any point is tried again."""
    assert not lost(step, "lost").permanent
