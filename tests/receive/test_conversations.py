"""Conversations as who-says-what files, played over a real socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.receive.talk import play

FILES = {file.stem: file.read_text("utf-8") for file in Path(__file__).with_name("conversations").glob("*.txt")}


@pytest.mark.parametrize("name", sorted(FILES))
async def test_a_conversation_goes_as_written(name: str) -> None:
    """What the server says, and what is on file afterwards, is what the conversation says."""
    assert FILES[name].startswith("# ")
    await play(name, FILES[name])
