"""Does another processor or another Python read the same? Write down what is read here, and compare two such files.

python bench/reading/sameness.py read 30 > here.json
qemu-x86_64 -cpu Haswell .venv/bin/python bench/reading/sameness.py read 30 > there.json
python bench/reading/sameness.py compare here.json there.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

LABELS = ("mistake", "positive", "trap", "next_step", "question", "seen", "unseen")


def texts(count: int) -> list[str]:
    """Return so many debriefs, every fifth of the plain writers'."""
    found: list[str] = []
    for folder in (Path(__file__).parent / "data" / name for name in ("plain1", "plain2", "plain3")):
        for row in (folder / "debriefs.jsonl").read_text(encoding="utf-8").splitlines()[::5]:
            found.append(json.loads(row)["text"])
    return found[:: max(1, len(found) // count)][:count]


def read(count: int) -> list[dict[str, Any]]:
    """Return for each text every probability of every clause, and the debriefs."""
    from mailer.coach.model import Known
    from mailer.coach.reading.clauses import cut
    from mailer.reader import BuiltinReader
    from mailer.reader.encoder import EncoderJudge
    from mailer.words import Words

    judge = EncoderJudge()
    reader, rows = BuiltinReader(Words().catalogue(), judge), []
    for text in texts(count):
        verdict = judge.judge(text, cut(text))
        rows.append(
            {
                "figures": [
                    [*(getattr(j, name) for name in LABELS), *(share for _, share in j.kinds)] for j in verdict.clauses
                ],
                "kinds": [[name for name, _ in j.kinds[:3]] for j in verdict.clauses],
                "debriefs": [told(debrief) for debrief in reader.read(text, Known())],
            }
        )
    return rows


def told(debrief: Any) -> dict[str, Any]:
    """Return what a reply is made of, without figures."""
    return {
        "mistakes": [[m.quote, m.kind, m.visible, m.asserted, m.evidence, m.answer] for m in debrief.mistakes],
        "positives": [[p.quote, p.kind] for p in debrief.positives],
        "topics": [t.text for t in debrief.topics],
        "names": [debrief.company, debrief.role, [i.name for i in debrief.interviewers]],
        "rest": [debrief.mode, debrief.prediction, debrief.question, debrief.next_steps, debrief.tone],
    }


def compare(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    """Print how far apart two readings of the same texts are."""
    apart = [
        abs(a - b)
        for x, y in zip(one, other, strict=True)
        for p, q in zip(x["figures"], y["figures"], strict=True)
        for a, b in zip(p, q, strict=True)
    ]
    kinds = sum(p != q for x, y in zip(one, other, strict=True) for p, q in zip(x["kinds"], y["kinds"], strict=True))
    clauses = sum(len(x["kinds"]) for x in one)
    differ = [n for n, (x, y) in enumerate(zip(one, other, strict=True)) if x["debriefs"] != y["debriefs"]]
    print(f"{len(one)} debriefs, {clauses} clauses, {len(apart)} probabilities")
    print(f"probabilities apart: at most {max(apart):.6f}, on average {sum(apart) / len(apart):.6f}")
    print(f"clauses whose three best kinds differ: {kinds}; debriefs read otherwise: {len(differ)} {differ}")


def main() -> None:
    """Read or compare."""
    if sys.argv[1:2] == ["compare"]:
        compare(*(json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[2:4]))
    else:
        json.dump(read(int(sys.argv[2]) if len(sys.argv) > 2 else 30), sys.stdout)


if __name__ == "__main__":
    main()
