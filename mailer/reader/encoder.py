"""The judge: the fine-tuned encoder, int8, run by onnxruntime on one core."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from mailer import weights
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement, Mention, Verdict
from mailer.reader.tags import Word, details, mentions, weighed
from mailer.reader.windows import Window, pack

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights"
MOST = 800  # clauses of one text that are judged; a longer mail is no debrief
LONGEST_CLAUSE = 1200  # characters
VOTES = ("mode", "prediction")  # heads whose clauses' answers are counted over the text
TOKENS = ("tag", "detail")  # heads that answer for each token


class EncoderJudge:
    """A `Judge`. Loading takes about a third of a second; judging changes nothing, so threads may share it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        words = weights.checked(folder / "tokenizer.json", self._about)
        kinds = self._about["names"]["kind"]
        seen = self._about.get("seen")
        self._usual = np.array([seen[kind] for kind in kinds], dtype=np.float32) if seen else None
        self._session = weights.session(folder / "encoder.onnx", self._about)
        self._tokenizer = Tokenizer.from_file(words)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge every clause; those past the first MOST count as neither."""
        nothing = Judgement(0.0, 0.0, 0.0)
        judged = [nothing] * len(clauses)
        names: list[Mention] = []
        read_words: list[Word] = []
        read = clauses[:MOST]
        encoded = self._tokenizer.encode_batch([c.text[:LONGEST_CLAUSE] for c in read], add_special_tokens=False)
        windows = pack([e.ids for e in encoded], [c.line for c in read])
        for window in windows:
            answers = self._run(window)
            for row, (number, start, end) in enumerate(window.spans):
                judged[number] = self._judgement({head: a[row] for head, a in answers.items() if head not in TOKENS})
                offsets = encoded[number].offsets[: end - start]
                names += mentions(read[number], offsets, answers["tag"][0, start:end]) if "tag" in answers else ()
                if "detail" in answers:
                    read_words += weighed(read[number], offsets, answers["detail"][0, start:end])
        return Verdict(tuple(judged), tuple(names), tuple(details(read_words)))

    def _run(self, window: Window) -> dict[str, Floats]:
        """Ask the encoder; windows go one by one, since padding would cost more than a batch saves on one core."""
        ids = np.array([window.ids], dtype=np.int64)
        pool = np.zeros((len(window.spans), ids.size), dtype=np.float32)
        for clause, (_, start, end) in enumerate(window.spans):
            pool[clause, start:end] = 1.0 / max(1, end - start)
        names = [output.name for output in self._session.get_outputs()]
        values = self._session.run(names, {"ids": ids, "mask": np.ones_like(ids), "pool": pool})
        heat = self._about.get("temperature", {})
        return {
            name: value if name in VOTES else _softmax(value / heat.get(name, 1.0))
            for name, value in zip(names, values, strict=True)
        }

    def _judgement(self, row: dict[str, Floats]) -> Judgement:
        label = dict(zip(self._about["names"]["label"], map(float, row["label"]), strict=True))
        seen = dict(zip(self._about["names"]["visible"], map(float, row["visible"]), strict=True))
        extra = {name: float(row[name][1]) for name in ("next", "asks") if name in row}
        return Judgement(
            mistake=label["mistake"],
            positive=label["positive"],
            trap=label["trap"],
            kinds=_best(self._about["names"]["kind"], row["kind"], 5),
            seen=seen["yes"],
            unseen=seen["no"],
            usual=self._expected(row["kind"]),
            positives=_best(self._about["names"]["positive"], row["positive"], 3),
            next_step=extra.get("next", 0.0),
            question=extra.get("asks", 0.0),
            modes=self._votes("mode", row),
            predictions=self._votes("prediction", row),
        )

    def _expected(self, kinds: Floats) -> tuple[float, float, float] | None:
        """How slips of these kinds are mostly noticed, by the labelled data."""
        if self._usual is None:
            return None
        yes, no, unclear = map(float, kinds @ self._usual)
        return yes, no, unclear

    def _votes(self, head: str, row: dict[str, Floats]) -> tuple[tuple[str, float], ...]:
        return tuple(zip(self._about["names"][head], map(float, row[head]), strict=True)) if head in row else ()


def _best(names: Sequence[str], row: Floats, count: int) -> tuple[tuple[str, float], ...]:
    return tuple((names[i], float(row[i])) for i in np.argsort(-row, kind="stable")[:count])


def _softmax(x: Any) -> Floats:
    lifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(lifted / lifted.sum(axis=-1, keepdims=True), dtype=np.float32)
