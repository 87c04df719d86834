"""The env example shows every setting, as it is."""

from __future__ import annotations

import re
from pathlib import Path

from mailer import settings
from mailer.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "deploy" / "nextround.env.example"
SHOWN = re.compile(r"^# (.+)\n#NEXTROUND_([A-Z_]+)=(.*)$", re.M)


def test_every_setting_stands_in_the_env_example_with_its_description() -> None:
    """A host finds each setting in the env example, described as in the code, and none that does not exist."""
    shown = {name.lower(): description for description, name, _ in SHOWN.findall(EXAMPLE.read_text())}
    assert shown == {name: field.description for name, field in Settings.model_fields.items()}


def test_the_env_example_shows_the_defaults(tmp_path: Path) -> None:
    """A host who uncomments a line without changing it changes nothing."""
    filled = "\n".join(f"NEXTROUND_{name}={value}" for _, name, value in SHOWN.findall(EXAMPLE.read_text()) if value)
    file = tmp_path / "nextround.env"
    file.write_text(filled)
    assert settings.load(file) == Settings()
