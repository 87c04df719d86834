"""`nextround explain` says what was understood, in a form that others build on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "explain.schema.json").read_text())
DEMO = sorted((ROOT / "templates" / "demo").glob("*.eml"))
ODD = sorted((ROOT / "tests" / "message" / "mails").glob("*.eml"))


def explained(*arguments: str | Path, data: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "mailer", "explain", "--json", *map(str, arguments)]
    environment = {"NEXTROUND_DATA_DIR": str(data), "PATH": ""}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_is_as_the_schema_says(tmp_path: Path) -> None:
    """Whatever the mail, the line has the documented form, and nothing is stored."""
    files = [*DEMO, *ODD]
    lines = explained(*files, data=tmp_path / "data")
    assert len(lines) == len(files)
    for line in lines:
        jsonschema.validate(line, SCHEMA)
    assert not (tmp_path / "data").exists()


def test_the_demo_is_understood(tmp_path: Path) -> None:
    """The three debriefs of the demo are read as debriefs, each with a draft that keeps all rules."""
    for line in explained(*DEMO, data=tmp_path / "data"):
        assert (line["verdict"], line["intent"]) == ("act", "debrief")
        drafts = [draft for debrief in line["debriefs"] for draft in debrief["drafts"]]
        assert drafts
        assert all(holds is not False for draft in drafts for holds in draft["rules"].values())


def test_files_stand_alone_unless_they_are_a_sequence(tmp_path: Path) -> None:
    """A file explained twice is the same mail twice only within a sequence."""
    again = shutil.copy(DEMO[0], tmp_path / "again.eml")
    alone = explained(DEMO[0], again, data=tmp_path / "data")
    assert [line["outcome"] for line in alone] == [alone[0]["outcome"]] * 2
    followed = explained("--sequence", DEMO[0], again, data=tmp_path / "data")
    assert followed[1]["problems"] == ["repeat"]


def test_a_peer_that_is_not_trusted_is_told_apart(tmp_path: Path) -> None:
    """With --peer the sender is judged as at the door: an unknown one is not acted for."""
    (line,) = explained("--peer", "198.51.100.9", DEMO[0], data=tmp_path / "data")
    assert line["verdict"] != "act"
    assert line["replies"] == []


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
def test_the_zone_may_be_given(tmp_path: Path, zone: str) -> None:
    """A host may look at a mail as from somewhere else."""
    (line,) = explained("--zone", zone, DEMO[1], data=tmp_path / "data")
    assert line["verdict"] == "act"
