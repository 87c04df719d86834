"""Every word a person reads: the mails under templates/mail, and the catalogue that coach works with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailer.coach.model import Catalogue, Kind, Move, Own, Phase, PositiveKind, Visible


@dataclass(frozen=True, slots=True)
class Worded:
    """A mail in words, not yet addressed."""

    subject: str  # one line
    text: str  # LF line ends
    html: str

    def above(self, more: Worded) -> Worded:
        """Return this mail with the lines of another below it; the subject is this one's."""
        html = self.html.replace("</body>", f"{more.html}</body>", 1)
        return Worded(self.subject, f"{self.text}\n{more.text}", html)


def _folder() -> Path:
    """Return templates/: inside the package where it is installed from a wheel, beside it in a checkout."""
    here = Path(__file__).parent
    inside = here / "templates"
    return inside if inside.is_dir() else here.parent / "templates"


class Words:
    """Renders the mails. What a person wrote is only ever a value here, never a template."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _folder()
        options: dict[str, Any] = {
            "loader": FileSystemLoader(self.folder / "mail"),
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "auto_reload": False,
        }
        self._text = ImmutableSandboxedEnvironment(autoescape=False, **options)
        self._html = ImmutableSandboxedEnvironment(autoescape=True, **options)

    def word(self, kind: str, **values: object) -> Worded:
        """Word the mail of this kind: a folder under templates/mail. Raises UndefinedError on a missing value."""
        return Worded(
            subject=" ".join(self._text.get_template(f"{kind}/subject.txt").render(values).split()),
            text=_tidy(self._text.get_template(f"{kind}/body.txt").render(values)),
            html=self._html.get_template(f"{kind}/body.html").render(values),
        )

    def phrase(self, source: str, **values: object) -> str:
        """Word one line of the catalogue that holds placeholders; `source` is ours, never a person's."""
        return _compiled(self._text, source).render(values)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a parsed TOML file under templates/, by its path without suffix."""
        return _toml(self.folder / f"{name}.toml")

    def tables(self, name: str) -> dict[str, Mapping[str, Any]]:
        """Return every TOML file of a folder under templates/, keyed by stem."""
        return {path.stem: _toml(path) for path in sorted((self.folder / name).glob("*.toml"))}

    def catalogue(self) -> Catalogue:
        """Build the catalogue from its files. Raises KeyError or ValueError where an entry is malformed."""
        kinds = {
            id: _kind(id, table["group"], entry)
            for table in self.tables("catalogue/mistakes").values()
            for id, entry in table["kinds"].items()
        }
        positives = {id: _positive(id, entry) for id, entry in self.table("catalogue/positives")["kinds"].items()}
        return Catalogue(kinds=kinds, positives=positives)


def _kind(id: str, group: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(
        id=id,
        group=group,
        title=entry["title"],
        phase=Phase(entry["phase"]),
        visible=None if entry["visible"] == "depends" else Visible(entry["visible"]),
        own=Own(entry["own"]),
        move=Move(entry["move"]),
        checklist=entry["checklist"],
        resolutions=tuple(entry["resolutions"]),
        why_left_out=entry["why_left_out"],
        override=entry["override"],
        synonyms=tuple(entry["synonyms"]),
        note=tuple(entry["note"]),
        supply=entry["supply"],
        chain=entry["chain"],
    )


def _positive(id: str, entry: Mapping[str, Any]) -> PositiveKind:
    return PositiveKind(
        id=id,
        title=entry["title"],
        do_again=entry["do_again"],
        phase=Phase(entry["phase"]),
        note_worthy=entry["note_worthy"],
    )


@cache
def _toml(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _compiled(environment: ImmutableSandboxedEnvironment, source: str) -> Template:
    return environment.from_string(source)


def _tidy(text: str) -> str:
    """Make runs of blank lines single and end with one line break."""
    lines: list[str] = []
    for line in (raw.rstrip() for raw in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
