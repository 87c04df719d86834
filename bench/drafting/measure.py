"""Drafts for labelled debriefs and prints the share that passes each rule; --show prints the notes.

python bench/drafting/measure.py FILE.jsonl [--first N] [--skip N] [--show] [--only ID] [--ready]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.drafting.convert import corpus
from mailer.coach import gate, rules
from mailer.coach.drafting import Author, BuiltIn, Plainness
from mailer.coach.model import Known
from mailer.coach.phrases import Phrases, from_tables
from mailer.reader.builtin import BuiltinReader
from mailer.words import Words
from mailer.writer import BuiltinWriter


def phrases(folder: Path) -> Phrases:
    """Return the phrases of templates/note."""
    tables: dict[str, object] = {}
    for path in sorted(folder.glob("*.toml")):
        tables.update(tomllib.loads(path.read_text(encoding="utf-8")))
    return from_tables(tables)


def main() -> None:
    """Draft, count, print."""
    options = argparse.ArgumentParser()
    options.add_argument("file", type=Path)
    options.add_argument("--first", type=int, default=10**6)
    options.add_argument("--skip", type=int, default=0)
    options.add_argument("--show", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--read", action="store_true", help="read each text with the built-in reader")
    options.add_argument("--ready", action="store_true", help="ready sentences only, without the trained writer")
    asked = options.parse_args()
    words = Words()
    wording, catalogue = phrases(words.folder / "note"), words.catalogue()
    reader = BuiltinReader(catalogue) if asked.read else None
    writer = None if asked.ready else BuiltinWriter()
    rungs: Counter[str] = Counter()
    faults: Counter[int] = Counter()
    first = total = clean = 0
    for name, debrief in list(corpus(asked.file))[asked.skip : asked.skip + asked.first]:
        if asked.only and name not in asked.only.split(","):
            continue
        known = Known(debrief.company, debrief.role, debrief.interviewers, debrief.mode)
        if reader:
            debrief = reader.read(debrief.text, known)[0]
        rulings = gate.rule(debrief.mistakes, catalogue)
        drafted = BuiltIn(writer).draft(debrief, rulings, Author("Robin Vale"), wording, known=known)
        if asked.show:
            print("=" * 30, name, "\n" + debrief.text, "\n")
        for each in drafted:
            total += 1
            bad = rules.broken(each.draft.rules)
            clean += not bad
            first += not bad and each.tries == 1
            rungs[Plainness(each.plainness).name] += 1
            faults.update(bad)
            if asked.show:
                print(
                    "-" * 20, each.draft.subject, "|", len(each.draft.body.split()), "words", each.plainness.name, bad
                )
                print(
                    each.draft.body,
                    "\n  ASK:",
                    each.asked,
                    "\n  OUT:",
                    [f"{o.mistake.kind}: {o.why}" for o in each.left_out],
                )
    print(
        f"{total} drafts, {clean} pass all rules ({clean / total:.1%}), {first} at the first try ({first / total:.1%})"
    )
    print("rungs", dict(rungs), "broken", dict(faults))


if __name__ == "__main__":
    main()
