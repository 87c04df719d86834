"""Measure how many revision requests are read as written down: python -m bench.drafting.revisions [--aside]."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mailer.app import scratch_app
from mailer.coach import folding, gate
from mailer.coach.drafting import Author, BuiltIn
from mailer.coach.model import Known
from mailer.coach.revising import Desk, Revision, read
from mailer.settings import Settings

HERE = Path(__file__).parent


def desks() -> dict[str, Desk]:
    """Return what lies before the person for each of the base debriefs."""
    app = scratch_app(Settings())
    made: dict[str, Desk] = {}
    for name, base in json.loads((HERE / "bases.json").read_text("utf-8")).items():
        signed = base["from"].split(" <")[0]
        debrief = app.craft.reader.read(base["text"], Known(person=signed))[0]
        rulings = gate.rule(debrief.mistakes, app.catalogue)
        drafted = BuiltIn().draft(debrief, rulings, Author(signed), app.craft.phrases)
        top = folding.shown(folding.fold(debrief, app.catalogue), app.catalogue)
        made[name] = Desk(
            debrief,
            tuple(each.draft for each in drafted),
            app.catalogue,
            app.craft.reader,
            tuple(debrief.mistakes.index(each.cause) for each in top),
        )
    return made


def fits(expected: dict[str, Any], got: Revision) -> bool:
    """Say whether a revision is the one expected: each field written down agrees; texts and names by their words."""
    for field, value in expected.items():
        told = getattr(got, field)
        if field in ("text", "new", "old", "reader"):
            if str(value).casefold() not in str(told).casefold():
                return False
        elif str(told) != str(value):
            return False
    return True


def right(expected: list[dict[str, Any]], got: tuple[Revision, ...]) -> bool:
    """Say whether exactly the expected was read, in any order."""
    left = list(got)
    for each in expected:
        hit = next((one for one in left if fits(each, one)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def main() -> None:
    """Print the share, and each miss."""
    aside = "--aside" in sys.argv
    at = desks()
    rows = [json.loads(line) for line in (HERE / "revisions.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["aside"] == aside]
    good = 0
    for row in rows:
        got = read(row["text"], at[row["base"]])
        if right(row["expect"], got):
            good += 1
            continue
        shown = [
            {k: str(v) for k in one.__slots__ if k != "quote" and (v := getattr(one, k)) not in ("", None, 0)}
            for one in got
        ]
        print(f"{row['id']} {row['base']} {row['text']!r}\n   want {row['expect']}\n   got  {shown}")
    print(f"{good} of {len(rows)} right")


if __name__ == "__main__":
    main()
