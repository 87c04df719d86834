"""The README's exchange is a real one, and its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from mailer.app import App
from mailer.cli.commands import put_together
from mailer.cli.explain import explained
from mailer.message.parse import parse

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEBRIEF = ROOT / "templates" / "demo" / "bus.eml"


def exchange(app: App) -> tuple[str, str]:
    """Return what Jonas writes, and what he gets."""
    told = explained(app, DEBRIEF.read_bytes(), None, None)
    (reply,) = told["replies"]
    text = reply["text"].replace("\r\n", "\n").partition("\nTo open the note")[0]
    return parse(DEBRIEF.read_bytes()).text.strip(), text.strip()


def test_the_exchange_is_what_the_program_says(app: App) -> None:
    """Whoever reads the README reads a debrief and its answer, word for word."""
    written, answered = exchange(app)
    blocks = re.findall(r"```text\n(.*?)```", README, re.S)
    shown = [" ".join(block.split()) for block in blocks[:2]]
    assert shown == [" ".join(written.split()), " ".join(answered.split())]


def test_every_command_of_the_readme_exists() -> None:
    """A newcomer can type what the README says."""
    for words in set(
        re.findall(r"nextround ([a-z]+(?: [a-z]+)?)", README + (ROOT / "docs" / "operating.md").read_text())
    ):
        command = words.split()
        result = CliRunner().invoke(put_together(command[0]), [*command, "--help"])
        assert result.exit_code == 0, words
