"""A whole search, mail by mail; `python -m tests.story.search` writes it anew after a change that is meant."""

from __future__ import annotations

import re

from tests.story.search import GOLDEN, tell


def test_ninety_days() -> None:
    """Twelve interviews in three zones over a change of the clocks: every mail, in order, as it was read and found right."""
    assert tell() == GOLDEN.read_text(encoding="utf-8")


def test_the_story_is_a_good_one() -> None:
    """No list is longer than nine lines, and nothing shouts."""
    story = GOLDEN.read_text(encoding="utf-8")
    assert "!" not in re.sub(r"^===.*?writes.*?\n\n.*?$", "", story, flags=re.M)
    for mail in re.split(r"^===.*\[(?:night_before|morning_of|minutes_before)\].*$", story, flags=re.M)[1:]:
        body = mail.split("\n===")[0]
        assert 0 < len(re.findall(r"^\d+\. ", body, re.M)) <= 9
