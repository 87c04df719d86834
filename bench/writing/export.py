"""Write the trained writer as ONNX: one step of the decoder with its memory, weights in eight bits."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from decoder import END, EPSILON, HEAD, HEADS, LAYERS, SHARED, WIDTH, Decoder, turned
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F  # noqa: N812

BITS, BLOCK = 8, 64  # of the weights; four bits change what is said, and for the worse
_EXACT = 4  # onnxruntime's accuracy level at which sums are taken in int8, the fastest


class Step(nn.Module):
    """What the runtime asks for: tokens and what is remembered in, the next token and what is remembered then out."""

    def __init__(self, model: Decoder) -> None:
        super().__init__()
        self.model = model
        self.words = nn.Linear(WIDTH, model.table.num_embeddings, bias=False)
        self.words.weight.data = model.table.weight.data.clone()

    def forward(
        self, ids: torch.Tensor, past_k: torch.Tensor, past_v: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return how likely each token is after the last one, and the keys and values of all so far."""
        model, length, past = self.model, ids.shape[1], past_k.shape[2]
        x = F.embedding(ids, model.table.weight)
        places = torch.arange(length) + past
        cos, sin = model.cos[places][None], model.sin[places][None]
        mask = torch.where(torch.arange(past + length)[None, :] <= places[:, None], 0.0, -1e9)
        keys, values = [], []
        for at, block in enumerate(model.blocks):
            y = _scaled(x, block.before)
            q = turned(block.q(y).reshape(length, HEADS, HEAD).transpose(0, 1), cos, sin)
            k = turned(block.k(y).reshape(length, SHARED, HEAD).transpose(0, 1), cos, sin)
            v = block.v(y).reshape(length, SHARED, HEAD).transpose(0, 1)
            k, v = torch.cat([past_k[at], k], 1), torch.cat([past_v[at], v], 1)
            keys.append(k)
            values.append(v)
            group = HEADS // SHARED
            seen = (q.reshape(SHARED, group * length, HEAD) @ k.transpose(1, 2)) * HEAD**-0.5
            seen = torch.softmax(seen.reshape(SHARED, group, length, -1) + mask, -1).reshape(SHARED, group * length, -1)
            told = (seen @ v).reshape(HEADS, length, HEAD).transpose(0, 1).reshape(1, length, WIDTH)
            x = x + block.o(told)
            y = _scaled(x, block.between)
            x = x + block.down(F.silu(block.gate(y)) * block.up(y))
        return self.words(_scaled(x[:, -1], model.last)), torch.stack(keys), torch.stack(values)


def _scaled(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + EPSILON) * weight


def write(model: Decoder, words: Tokenizer, out: Path, bits: int = BITS) -> None:
    """Write decoder.onnx, tokenizer.json and writer.json (hashes, sizes) into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    nothing = torch.zeros(LAYERS, SHARED, 2, HEAD)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Step(model.eval()),
            (torch.tensor([[1, 5, 6, 7]]), nothing, nothing),
            str(plain),
            input_names=["ids", "past_k", "past_v"],
            output_names=["logits", "k", "v"],
            dynamic_axes={"ids": {1: "t"}, "past_k": {2: "p"}, "past_v": {2: "p"}, "k": {2: "n"}, "v": {2: "n"}},
            opset_version=17,
            dynamo=False,
        )
        small = MatMulNBitsQuantizer(
            onnx.load(plain), bits=bits, block_size=BLOCK, is_symmetric=False, accuracy_level=_EXACT
        )
        small.process()
        made = small.model.model
    _table(made.graph)
    onnx.save(made, out / "decoder.onnx")
    words.save(str(out / "tokenizer.json"))
    hashes = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("decoder.onnx", "tokenizer.json")}
    about = {"sha256": hashes, "end": END, "silent": words.token_to_id("Ġ-"), "memory": [LAYERS, SHARED, HEAD]}
    (out / "writer.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _table(graph: onnx.GraphProto) -> None:
    """Keep the table of words in eight bits, each row with its scale."""
    tables = {each.name: each for each in graph.initializer if len(each.dims) == 2 and each.dims[1] == WIDTH}
    at, gather = next(
        (at, each) for at, each in enumerate(graph.node) if each.op_type == "Gather" and each.input[0] in tables
    )
    rows = numpy_helper.to_array(tables[gather.input[0]])
    scale = (np.abs(rows).max(1, keepdims=True) / 127).astype(np.float32)
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.round(rows / scale).astype(np.int8), "table"),
            numpy_helper.from_array(scale, "scale"),
        ]
    )
    ids, out = gather.input[1], gather.output[0]
    graph.node.remove(gather)
    instead = [
        helper.make_node("Gather", ["table", ids], ["table_rows"]),
        helper.make_node("Cast", ["table_rows"], ["table_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scale", ids], ["table_scale"]),
        helper.make_node("Mul", ["table_float", "table_scale"], [out]),
    ]
    for offset, node in enumerate(instead):
        graph.node.insert(at + offset, node)
    graph.initializer.remove(tables[gather.input[0]])
