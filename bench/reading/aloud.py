"""Read debriefs aloud: each text's quotes with what they were judged to be, to see by eye what goes wrong.

python bench/reading/aloud.py FILE.jsonl [--first 50]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mailer.coach.model import Debrief, Known
from mailer.reader import BuiltinReader
from mailer.reader.encoder import EncoderJudge
from mailer.words import Words


def lines(debrief: Debrief) -> list[str]:
    """Return what was understood, a thing a line."""
    people = ", ".join(i.name + (f" ({i.title})" if i.title else "") for i in debrief.interviewers)
    out = [f"  {debrief.company} | {debrief.role} | {debrief.mode} | {people} | {debrief.prediction} | {debrief.tone}"]
    for m in debrief.mistakes:
        sure = "mistake" if m.asserted else "perhaps"
        out.append(f"  {sure} {m.certainty:.2f}: {m.quote!r} → {m.kinds[0]} {m.confidence:.2f}, seen {m.visible}"
                   + (f" ({m.evidence!r})" if m.evidence else "") + (f", better: {m.answer!r}" if m.answer else ""))  # fmt: skip
    out += [f"  good {p.certainty:.2f}: {p.quote!r} → {p.kind}" for p in debrief.positives]
    out += [f"  topic: {t.text!r}" for t in debrief.topics]
    out += [f"  for the note ({d.use}): {d.quote!r}" for d in debrief.details]
    out += [f"  theirs: {debrief.text[p.start : p.end]!r}" for p in debrief.misconduct]
    out += [
        f"  {name}: {words!r}" for name, words in (("asks", debrief.question), ("next", debrief.next_steps)) if words
    ]
    return out


def main() -> None:
    """Read the command line and read aloud."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--first", type=int, default=50)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    reader = BuiltinReader(Words().catalogue(), EncoderJudge(options.weights) if options.weights else None)
    for row in options.file.read_text(encoding="utf-8").splitlines()[: options.first]:
        text = json.loads(row)["text"]
        print("\n" + text)
        for debrief in reader.read(text, Known()):
            print("\n".join(lines(debrief)))


if __name__ == "__main__":
    main()
