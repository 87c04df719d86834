"""Mail as it really arrives: broken, mislabelled, oversized."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mailer.message import automatic, body, bounce, thread
from mailer.message.parse import parse

MAILS = Path(__file__).parent / "mails"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((MAILS / "expected.toml").read_text(encoding="utf-8"))


def test_every_mail_is_expected() -> None:
    """No odd mail lies in the folder without a word about what it should give."""
    assert {path.stem for path in MAILS.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_odd_mail_is_read(name: str) -> None:
    """However broken my mail is, what I wrote in it is read."""
    expected = EXPECTED[name]
    message = parse((MAILS / f"{name}.eml").read_bytes())
    assert message.text.strip().startswith(expected["text"])
    assert bool(message.text.strip()) == bool(expected["text"])
    assert set(expected.get("problems", ())) <= set(message.problems)
    assert message.subject == expected.get("subject", message.subject)
    assert message.message_id == expected.get("message_id", message.message_id)
    assert [part.filename for part in message.parts] == expected.get("parts", [part.filename for part in message.parts])
    if "email" in expected:
        assert (message.from_.email if message.from_ else "") == expected["email"]
    if "name" in expected:
        assert message.from_ is not None
        assert message.from_.name == expected["name"]
    if "date" in expected:
        assert message.date is not None
        assert message.date.isoformat() == expected["date"]


@pytest.mark.parametrize("name", EXPECTED)
def test_odd_mail_goes_all_the_way(name: str) -> None:
    """However broken my mail is, nothing on its way stumbles over it."""
    message = parse((MAILS / f"{name}.eml").read_bytes())
    assert "".join(piece.text for piece in body.of(message).pieces) == message.text
    automatic.why_automatic(message, "ada@example.com")
    bounce.bounce(message)
    assert all(found.startswith("<") for found in (*thread.parents(message), *thread.references_for(message)))
    message.text.encode("utf-8")
    message.subject.encode("utf-8")


def test_what_no_person_writes_is_cut_short() -> None:
    """A word of a hundred thousand letters and a gap as wide are read by their beginning; links and words stay whole."""
    link = "https://calls.example/" + "a1" * 700
    said = body.of(
        parse(f"From: a@b.example\n\nI was {'late' * 30_000} for {link}{' ' * 50_000}and said so.\n".encode())
    )
    assert link in said.new
    assert said.new.startswith("I was latelate")
    assert said.new.endswith("and said so.")
    assert len(said.new) < 4_000
