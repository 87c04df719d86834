"""docs/rfcs.md is the index of the rules we obey."""

from __future__ import annotations

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (\d{3,4}) \| ?([\d.]*) ?\| (.+) \| (.+) \|$", re.M)
_CITED = re.compile(r"RFC (\d{3,4})(?: §([\d.]*\d))?")


def _rows() -> list[tuple[str, str, str, str]]:
    return [match.groups() for match in _ROW.finditer((HOUSE / "docs" / "rfcs.md").read_text("utf-8"))]  # type: ignore[misc]


def test_every_rfc_that_the_code_names_has_a_row() -> None:
    """Whoever reads "RFC n §x" in the code finds in the index what we do about it."""
    rows = {(number, section) for number, section, _, _ in _rows()}
    known = {number for number, _ in rows}
    missing = []
    for file in sorted((*HOUSE.glob("mailer/**/*.py"), *HOUSE.glob("scheduler/**/*.py"))):
        for number, section in _CITED.findall(file.read_text("utf-8")):
            if (section and (number, section) not in rows) or number not in known:
                missing.append(f"{file.relative_to(HOUSE)}: RFC {number} §{section}")
    assert missing == []


def test_every_row_of_the_index_leads_to_a_file() -> None:
    """A row's last column names files that are there."""
    assert len(_rows()) > 40
    gone = [place for *_, places in _rows() for place in places.split(", ") if not (HOUSE / place).is_file()]
    assert gone == []
