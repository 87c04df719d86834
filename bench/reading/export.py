"""Write the trained reader as int8 ONNX with its tokenizer and the names of what it answers."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from encoder import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

NAMES = ("label", "kind", "visible", "positive", "next", "asks", "mode", "prediction", "tag", "detail")


def write(model: Reader, names: dict[str, list[str]], seen: dict[str, list[float]], base: Path, out: Path) -> None:
    """Write encoder.onnx, tokenizer.json and reader.json (names and hashes) into `out`."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        example = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long), torch.rand(3, 14))
        torch.onnx.export(
            model,
            example,
            str(plain),
            input_names=["ids", "mask", "pool"],
            output_names=list(NAMES),
            dynamic_axes={
                "ids": {0: "batch", 1: "length"},
                "mask": {0: "batch", 1: "length"},
                "pool": {0: "clauses", 1: "tokens"},
            },
            opset_version=17,
            dynamo=False,
        )
        # reduce_range keeps the sums of older processors (AVX2 without VNNI) from overflowing: same labels everywhere.
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    hashes = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("encoder.onnx", "tokenizer.json")}
    (out / "reader.json").write_text(
        json.dumps({"names": names, "seen": seen, "sha256": hashes}, indent=1) + "\n", encoding="utf-8"
    )
