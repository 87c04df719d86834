"""The small encoder with its heads, as trained: a six-layer BERT written out, so that torch alone is needed."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
TAGS, DETAILS = 9, 15  # a first and an inner one for each sort of name and of detail, and one for all other words


class Layer(nn.Module):
    """One transformer layer, attention and feed-forward, each with its residual and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended, self.attended_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `mask` is 0 where a token counts and very negative where it is padding."""
        batch, length = x.shape[0], x.shape[1]
        q, k, v = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attended_norm(x + self.drop(self.attended(mixed)))
        return self.narrow_norm(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Tokens in, one vector a token out."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(positions, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Read `ids` [batch, length] where `mask` is 1; return states [batch, length, WIDTH]."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(place) + self.kind))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Reader(nn.Module):
    """The encoder and a head for each question asked of a clause."""

    def __init__(self, sizes: dict[str, int], drop: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(drop)
        self.tag, self.detail = nn.Linear(WIDTH, TAGS), nn.Linear(WIDTH, DETAILS)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in sizes.items()})

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """Return the logits of every head for each clause, then those of names and of details for each token.

        A clause is the mean of its tokens; `pool` [clauses, batch × length] says which they are.
        """
        states = self.encoder(ids, mask)
        vector = self.drop(F.normalize(pool @ states.reshape(-1, WIDTH), dim=1) * 8.0)
        tokens = self.drop(states)
        return (*(head(vector) for head in self.heads.values()), self.tag(tokens), self.detail(tokens))


def load_base(model: Reader, path: Path) -> None:
    """Fill the encoder with the published weights."""
    raw = load_file(path)
    raw = {name.removeprefix("bert."): value for name, value in raw.items()}
    own = {
        "words.weight": raw["embeddings.word_embeddings.weight"],
        "positions.weight": raw["embeddings.position_embeddings.weight"],
        "kind": raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "narrow_norm": "output.LayerNorm",
    }
    for number in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{part}"] = raw[f"encoder.layer.{number}.{theirs}.{part}"]
    model.encoder.load_state_dict(own)
