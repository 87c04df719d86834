"""Conversations as who-says-what files, played over a real socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.receive.talk import play

FILES = sorted(Path(__file__).with_name("conversations").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_a_conversation_goes_as_written(file: Path) -> None:
    """What the server says, and what is on file afterwards, is what the conversation says."""
    assert file.read_text(encoding="utf-8").startswith("# ")
    await play(file)
