"""SmolLM2-135M in torch: the decoder as it was published, its vocabulary cut to the pieces that came first."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from torch import nn
from torch.nn import functional as F  # noqa: N812

SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"  # of SmolLM2-135M-Instruct.Q4_1.gguf
LAYERS, WIDTH, HEADS, SHARED, HEAD, INNER = 30, 576, 9, 3, 64, 1536
VOCABULARY = (
    32768  # of 49152: pieces come in the order in which they were merged, so the first ones stand by themselves
)
ROPE, LONGEST, EPSILON = 100_000.0, 4096, 1e-5
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
END = 2
_NAMES = {
    "q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down",
}  # fmt: skip


def turned(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Turn pairs of neighbours by their place (rotary embedding, as GGUF orders it)."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack([even * cos - odd * sin, even * sin + odd * cos], -1).flatten(-2)


class Block(nn.Module):
    """One layer: attention with shared keys, then the gated inner layer."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.Parameter(torch.ones(WIDTH))
        self.between = nn.Parameter(torch.ones(WIDTH))
        self.q, self.o = nn.Linear(WIDTH, HEADS * HEAD, bias=False), nn.Linear(HEADS * HEAD, WIDTH, bias=False)
        self.k, self.v = nn.Linear(WIDTH, SHARED * HEAD, bias=False), nn.Linear(WIDTH, SHARED * HEAD, bias=False)
        self.gate, self.up = nn.Linear(WIDTH, INNER, bias=False), nn.Linear(WIDTH, INNER, bias=False)
        self.down = nn.Linear(INNER, WIDTH, bias=False)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the layer's answer for whole texts."""
        batch, length, _ = x.shape
        y = F.rms_norm(x, (WIDTH,), self.before.to(x.dtype), EPSILON)
        q = self.q(y).view(batch, length, HEADS, HEAD).transpose(1, 2)
        k = self.k(y).view(batch, length, SHARED, HEAD).transpose(1, 2)
        v = self.v(y).view(batch, length, SHARED, HEAD).transpose(1, 2).repeat_interleave(HEADS // SHARED, 1)
        q, k = turned(q, cos, sin), turned(k, cos, sin).repeat_interleave(HEADS // SHARED, 1)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.o(seen.transpose(1, 2).reshape(batch, length, HEADS * HEAD))
        y = F.rms_norm(x, (WIDTH,), self.between.to(x.dtype), EPSILON)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Decoder(nn.Module):
    """The whole model; the words going in and coming out share one table."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(VOCABULARY, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.last = nn.Parameter(torch.ones(WIDTH))
        angle = torch.arange(LONGEST)[:, None] / ROPE ** (torch.arange(0, HEAD, 2) / HEAD)[None]
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def forward(self, ids: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """Return how likely each token is after the places `wanted` (a mask over `ids`)."""
        length = ids.shape[1]
        x = self.table(ids)
        x = x.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else x
        mask = torch.full((length, length), float("-inf"), dtype=x.dtype).triu(1)
        cos, sin = self.cos[:length].to(x.dtype), self.sin[:length].to(x.dtype)
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        x = F.rms_norm(x, (WIDTH,), self.last.to(x.dtype), EPSILON)
        return x[wanted] @ self.table.weight.T


def base(path: Path) -> Decoder:
    """Return the decoder with the published weights; raises SystemExit where the file is another one."""
    _check(path)
    found = {
        each.name: torch.tensor(np.array(dequantize(each.data, each.tensor_type)), dtype=torch.float32)
        for each in GGUFReader(path).tensors
    }
    model = Decoder()
    model.table.weight.data = found["token_embd.weight"][:VOCABULARY].clone()
    model.last.data = found["output_norm.weight"]
    for at, block in enumerate(model.blocks):
        for ours, theirs in _NAMES.items():
            getattr(block, ours).weight.data = found[f"blk.{at}.{theirs}.weight"].clone()
        block.before.data = found[f"blk.{at}.attn_norm.weight"]
        block.between.data = found[f"blk.{at}.ffn_norm.weight"]
    return model


def tokenizer(path: Path) -> Tokenizer:
    """Return the published tokenizer with the cut vocabulary."""
    _check(path)
    fields = GGUFReader(path).fields
    vocabulary = {text: at for at, text in enumerate(fields["tokenizer.ggml.tokens"].contents()[:VOCABULARY])}
    pairs = [tuple(each.split(" ")) for each in fields["tokenizer.ggml.merges"].contents()]
    merges = [(a, b) for a, b in pairs if {a, b, a + b} <= vocabulary.keys()]
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(list(SPECIAL))
    return made


def _check(path: Path) -> None:
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != SHA256:
            raise SystemExit(f"{path.name} is not the file that was published")
