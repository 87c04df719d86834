"""The judge: the fine-tuned encoder, int8, run by onnxruntime on one core.

The weights are checked against their hash before they are used: a damaged file must fail at the start, not read on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement, Mention, Verdict
from mailer.errors import GiveUp
from mailer.reader.tags import mentions
from mailer.reader.windows import PAD, Window, pack

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights"
MOST = 800  # clauses of one text that are judged; a longer mail is no debrief
LONGEST_CLAUSE = 1200  # characters
VOTES = ("mode", "prediction")  # heads whose clauses' answers are counted over the text
TOKENS_AT_ONCE = 1100  # of a batch, padding included


class EncoderJudge:
    """A `Judge`. Loading takes about a third of a second; judging changes nothing, so threads may share it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        model = _checked(folder / "encoder.onnx", self._about["sha256"]["encoder.onnx"])
        words = _checked(folder / "tokenizer.json", self._about["sha256"]["tokenizer.json"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # the arena keeps the memory of the longest mail ever seen
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(words.decode("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Judge every clause; those past the first MOST count as neither."""
        nothing = Judgement(0.0, 0.0, 0.0)
        judged, names = [nothing] * len(clauses), []
        read = clauses[:MOST]
        encoded = self._tokenizer.encode_batch([c.text[:LONGEST_CLAUSE] for c in read], add_special_tokens=False)
        windows = pack([e.ids for e in encoded], [c.line for c in read])
        for group in _groups(windows):
            answers = self._run(group)
            numbers = [number for window in group for number, _, _ in window.spans]
            for row, number in enumerate(numbers):
                judged[number] = self._judgement({name: value[row] for name, value in answers.items() if name != "tag"})
            for row, window in enumerate(group):
                for number, start, end in window.spans:
                    offsets = encoded[number].offsets[: end - start]
                    names += mentions(read[number], offsets, answers["tag"][row, start:end]) if "tag" in answers else ()
        return Verdict(tuple(judged), tuple(names))

    def _run(self, group: Sequence[Window]) -> dict[str, Floats]:
        length = max(len(window.ids) for window in group)
        ids = np.full((len(group), length), PAD, dtype=np.int64)
        rows: list[tuple[int, int]] = []
        for row, window in enumerate(group):
            ids[row, : len(window.ids)] = window.ids
            rows += [(row * length + start, row * length + end) for _, start, end in window.spans]
        pool = np.zeros((len(rows), ids.size), dtype=np.float32)
        for clause, (start, end) in enumerate(rows):
            pool[clause, start:end] = 1.0 / max(1, end - start)
        names = [output.name for output in self._session.get_outputs()]
        values = self._session.run(names, {"ids": ids, "mask": (ids != PAD).astype(np.int64), "pool": pool})
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
            positives=_best(self._about["names"]["positive"], row["positive"], 3),
            next_step=extra.get("next", 0.0),
            question=extra.get("asks", 0.0),
            modes=self._votes("mode", row),
            predictions=self._votes("prediction", row),
        )

    def _votes(self, head: str, row: dict[str, Floats]) -> tuple[tuple[str, float], ...]:
        return tuple(zip(self._about["names"][head], map(float, row[head]), strict=True)) if head in row else ()


def _groups(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Set windows of like length side by side, so that little is spent on padding."""
    group: list[Window] = []
    for window in sorted(windows, key=lambda w: -len(w.ids)):
        if group and len(group[0].ids) * (len(group) + 1) > TOKENS_AT_ONCE:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _best(names: Sequence[str], row: Floats, count: int) -> tuple[tuple[str, float], ...]:
    return tuple((names[i], float(row[i])) for i in np.argsort(-row, kind="stable")[:count])


def _softmax(x: Any) -> Floats:
    lifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(lifted / lifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=4)
def _checked(path: Path, wanted: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise GiveUp(f"{path.name} is not the file that was built: install the package again")
    return content
