"""Speed and memory of the reader: start, 300 words on one core, memory resident.

python bench/reading/speed.py
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def text_of(words: int) -> str:
    """Return a debrief of about so many words, made of the corpus's."""
    rows = (Path(__file__).parent / "data" / "corpus" / "debriefs.jsonl").read_text(encoding="utf-8").splitlines()
    long = [json.loads(row)["text"] for row in rows]
    return min(long, key=lambda text: abs(len(text.split()) - words))


def main() -> None:
    """Measure and print."""
    began = time.perf_counter()
    from mailer.coach.model import Known
    from mailer.reader import BuiltinReader
    from mailer.words import Words

    reader = BuiltinReader(Words().catalogue())
    reader.read("I was late.", Known())
    print(f"start, with the first reading     {time.perf_counter() - began:6.2f} s      goal 1 s")
    for words, goal in ((30, ""), (100, ""), (300, "goal 60 ms")):
        text, spent, busy = text_of(words), [], []
        for _ in range(20):
            began, working = time.perf_counter(), time.process_time()
            reader.read(text, Known())
            spent.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - working))  # without what others took of the core
        print(
            f"{len(text.split()):4} words, median of 20           {statistics.median(spent):6.1f} ms     {goal}  (best {min(spent):.1f}, of the core {statistics.median(busy):.1f})"
        )
    print(
        f"memory resident, at most          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB     goal 200 MB"
    )
    weights = Path(__file__).parents[2] / "mailer" / "reader" / "weights"
    print(
        f"weights                           {sum(p.stat().st_size for p in weights.iterdir()) / 1e6:6.1f} MB     goal 40 MB in the wheel"
    )


if __name__ == "__main__":
    main()
