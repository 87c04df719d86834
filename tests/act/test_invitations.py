"""Invitations as calendars and hiring tools send them: the right instant, or a question, never a wrong time."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailer.app import scratch_app
from mailer.cli.explain import explained
from mailer.settings import Settings

HERE = Path(__file__).parent / "invitations"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


def told(name: str) -> dict[str, Any]:
    app = scratch_app(Settings(sign_up="open", zone="Europe/London", writer=False))  # type: ignore[arg-type]
    return explained(app, (HERE / f"{name}.eml").read_bytes(), None, None, "Europe/London")


def test_every_file_is_expected() -> None:
    """No invitation lies here unread."""
    assert {path.stem for path in HERE.glob("*.eml")} == set(EXPECTED)
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_invitation_is_understood(name: str) -> None:
    """Whatever program sent it, the interview is noted at its instant, with its company, people and place."""
    want, got = EXPECTED[name], told(name)
    if want.get("silent"):
        assert (got["interviews"], got["replies"]) == ([], [])
        return
    if want.get("ignored"):
        assert (got["interviews"], got["outcome"]) == ([], "ignore")
        assert len(got["replies"]) == 1
        return
    if want.get("ask"):
        assert got["interviews"] == []
        assert got["ask"]
        return
    (interview,) = got["interviews"]
    start = datetime.fromisoformat(want["wall"]).replace(tzinfo=ZoneInfo(want["zone"])).astimezone(UTC)
    assert datetime.fromisoformat(interview["start"]) == start
    assert interview["company"] == want["company"]
    if "minutes" in want:
        assert datetime.fromisoformat(interview["end"]) == start + timedelta(minutes=want["minutes"])
    for key, field in (("names", "interviewers"), ("mode", "mode"), ("role", "role"), ("uid", "uid")):
        if key in want:
            assert interview[field] == want[key], field
