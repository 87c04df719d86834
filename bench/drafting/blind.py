"""Pairs of notes for a blind reading: the drafter's beside a careful writer's, in an order that only the key knows.

python bench/drafting/blind.py CAREFUL.jsonl DEBRIEFS.jsonl... --pairs PAIRS.json --key KEY.json [--seed N] [--ready]
python bench/drafting/blind.py --judged JUDGED.json --key KEY.json

A judge gets PAIRS alone: [{id, debrief, A, B}], and writes JUDGED: [{id, send_A, why_A, send_B, why_B, better}].
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.drafting.measure import phrases
from mailer.coach import gate
from mailer.coach.drafting import Author, BuiltIn
from mailer.coach.drafting.writing import Writer
from mailer.coach.model import Known
from mailer.reader.builtin import BuiltinReader
from mailer.words import Words
from mailer.writer import BuiltinWriter


def lines(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def paired(
    careful: Path, debriefs: list[Path], seed: int, writer: Writer | None
) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return the pairs, shuffled, and which side of each is the drafter's; nothing is known but the text."""
    words = Words()
    wording, catalogue = phrases(words.folder / "note"), words.catalogue()
    reader, chance = BuiltinReader(catalogue), random.Random(seed)
    texts = {row["id"]: row["text"] for path in debriefs for row in lines(path)}
    pairs, key = [], {}
    for row in lines(careful):
        debrief = reader.read(texts[row["id"]], Known())[0]
        rulings = gate.rule(debrief.mistakes, catalogue)
        first = BuiltIn(writer).draft(debrief, rulings, Author("NAME"), wording)[0].draft
        notes = {"ours": (first.subject, first.body), "theirs": (row["subject"], row["body"])}
        sides = ["ours", "theirs"] if chance.random() < 0.5 else ["theirs", "ours"]
        key[row["id"]] = "A" if sides[0] == "ours" else "B"
        shown = {side: "Subject: {}\n\n{}".format(*notes[whose]) for side, whose in zip("AB", sides, strict=True)}
        pairs.append({"id": row["id"], "debrief": texts[row["id"]], **shown})
    chance.shuffle(pairs)
    return pairs, key


def told(judged: list[dict[str, Any]], key: dict[str, str]) -> str:
    """Return how many of each side would be sent unchanged, and how often the drafter's was at least as good."""
    ours = sum(each[f"send_{key[each['id']]}"] for each in judged)
    theirs = sum(each[f"send_{'AB'.replace(key[each['id']], '')}"] for each in judged)
    good = sum(each["better"] in (key[each["id"]], "equal") for each in judged)
    return (
        f"of {len(judged)}: {ours} of ours would be sent, {theirs} of the careful writer's; at least as good in {good}"
    )


def main() -> None:
    """Make pairs, or count what a judge said."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("careful", type=Path, nargs="?")
    options.add_argument("debriefs", type=Path, nargs="*")
    options.add_argument("--pairs", type=Path)
    options.add_argument("--key", type=Path, required=True)
    options.add_argument("--judged", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--ready", action="store_true", help="ready sentences only, without the trained writer")
    asked = options.parse_args()
    if asked.judged:
        print(told(json.loads(asked.judged.read_text()), json.loads(asked.key.read_text())))
        return
    pairs, key = paired(asked.careful, asked.debriefs, asked.seed, None if asked.ready else BuiltinWriter())
    asked.pairs.write_text(json.dumps(pairs, indent=1, ensure_ascii=False), encoding="utf-8")
    asked.key.write_text(json.dumps(key), encoding="utf-8")


if __name__ == "__main__":
    main()
