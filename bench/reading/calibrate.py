"""Find the temperatures at which the reader is as sure as it is right, on debriefs that it was not trained on.

python bench/reading/calibrate.py --weights FOLDER --hold d [--write FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[2]))

import data
from train import corpus

from mailer.reader.encoder import EncoderJudge
from mailer.reader.windows import pack

Floats = npt.NDArray[np.float64]
HEATS = np.arange(0.5, 3.01, 0.05)


def answers(judge: EncoderJudge, documents: list[data.Document]) -> dict[str, tuple[Floats, Floats]]:
    """Return for each head the probabilities at temperature 1 and the right shares."""
    rows: dict[str, list[tuple[Floats, Floats]]] = {"label": [], "kind": []}
    names = judge._about["names"]
    for document in documents:
        encoded = judge._tokenizer.encode_batch([i.text for i in document.items], add_special_tokens=False)
        for window in pack([e.ids for e in encoded], [i.line for i in document.items]):
            told = judge._run(window)
            for row, (number, _, _) in enumerate(window.spans):
                item = document.items[number]
                rows["label"].append((told["label"][row].astype(float), np.array(item.label)))
                if item.kind in names["kind"]:
                    rows["kind"].append((told["kind"][row].astype(float), np.eye(119)[names["kind"].index(item.kind)]))
    return {head: (np.array([p for p, _ in r]), np.array([t for _, t in r])) for head, r in rows.items()}


def heat(shares: Floats, right: Floats) -> float:
    """Return the temperature with the least surprise."""
    logits = np.log(np.clip(shares, 1e-12, None))

    def surprise(t: float) -> float:
        scaled = logits / t
        normal = (
            scaled
            - np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True))
            - scaled.max(1, keepdims=True)
        )
        return float(-(right * normal).sum(1).mean())

    return float(round(min(HEATS, key=surprise), 2))


def main() -> None:
    """Read the command line, find, print, perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--hold", default="d")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    _, _, kept = corpus(options.hold, 1.0, random.Random(1))
    found = {head: heat(*pair) for head, pair in answers(EncoderJudge(options.weights), kept).items()}
    print(found)
    if options.write:
        about = json.loads((options.write / "reader.json").read_text(encoding="utf-8"))
        about["temperature"] = found
        (options.write / "reader.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
