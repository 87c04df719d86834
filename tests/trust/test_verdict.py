"""The verdict's table, row by row."""

from __future__ import annotations

from typing import Any

import pytest

from mailer.trust.verdict import Facts, Verdict, judge, names

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "quarantine", "unverified"),
    ({"known": True}, "quarantine", "claims to be somebody"),
    ({"known": True, "shown": True}, "act", "signed up"),
    ({"known": True, "vouched": True}, "act", "signed up"),
    ({"known": True, "token": True}, "act", "signed up"),
    ({"known": True, "word": True}, "act", "signed up, by their word"),
    ({"word": True, "open": True}, "quarantine", "unverified"),
    ({"open": True}, "quarantine", "unverified"),
    ({"open": True, "shown": True}, "act", "new, sign-up open"),
    ({"invited": True, "shown": True}, "act", "new, invited"),
    ({"invited": True}, "confirm", "new, invited, not shown"),
    ({"open": True, "shown": True, "copied": True}, "quarantine", "new, to somebody else"),
    ({"known": True, "shown": True, "copied": True}, "act", "signed up"),
    ({"open": True, "shown": True, "weakly": True}, "confirm", "new, weakly shown"),
    ({"open": True, "shown": True, "weakly": True, "confirmed": True}, "act", "new, confirmed"),
    ({"open": True, "weakly": True, "vouched": True}, "act", "new, sign-up open"),
    ({"shown": True, "weakly": True}, "quarantine", "new, sign-up closed"),
    ({"known": True, "shown": True, "weakly": True}, "act", "signed up"),
    ({"invited": True, "shown": True, "weakly": True}, "confirm", "new, invited, not shown"),
    ({"confirmed": True}, "act", "new, confirmed"),
    ({"answers": True}, "act", "answers our question"),
    ({"answers": True, "automatic": "autoreply"}, "ignore", "machine"),
    ({"invited": True, "automatic": "list"}, "ignore", "machine"),
    ({"shown": True}, "quarantine", "new, sign-up closed"),
    ({"vouched": True}, "quarantine", "new, sign-up closed"),
    ({"known": True, "shown": True, "ours": True}, "ignore", "loop"),
    ({"known": True, "vouched": True, "ours": True}, "ignore", "loop"),
    ({"known": True, "shown": True, "automatic": "list"}, "ignore", "machine"),
    ({"known": True, "shown": True, "automatic": "calendar", "invitation": True}, "act", "signed up"),
    ({"open": True, "shown": True, "automatic": "calendar", "invitation": True}, "ignore", "machine, nobody's"),
    ({"open": True, "vouched": True, "automatic": "calendar", "invitation": True}, "act", "new, sign-up open"),
    ({"known": True, "shown": True, "has_sender": False}, "ignore", "no sender"),
    ({"known": True, "shown": True, "echo": True}, "ignore", "echo"),
    ({"known": True, "vouched": True, "echo": True}, "act", "signed up"),
    ({"known": True, "token": True, "many": True}, "ignore", "too many"),
    ({"known": True, "vouched": True, "many": True}, "act", "signed up"),
    ({"denied": True, "in_session": True}, "reject", "denied by its domain"),
    ({"denied": True, "in_session": True, "token": True}, "quarantine", "new, sign-up closed"),
    ({"denied": True, "known": True}, "quarantine", "claims to be somebody"),
    ({"denied": True, "in_session": True, "automatic": "list"}, "ignore", "machine"),
]


@pytest.mark.parametrize(("facts", "verdict", "why"), CASES, ids=lambda value: str(value))
def test_each_row_decides_what_it_should(facts: dict[str, Any], verdict: str, why: str) -> None:
    """What is known of a mail leads to one verdict, and the host can read which row gave it."""
    judged = judge(Facts(**facts))
    assert (judged.verdict, judged.why) == (Verdict(verdict), why)


def test_every_row_of_the_table_is_shown_here() -> None:
    """No row stands in the table that nothing leads to."""
    assert {why for _, _, why in CASES} == set(names())
