"""Train the writer: fine-tune the decoder on the notes and sentences of data/, write it as ONNX.

    python -m bench.writing.examples FIRST.json --seed 1
    python -m bench.writing.examples SECOND.json --seed 2
    python bench/writing/train.py --base GGUF FIRST.json SECOND.json --state STATE.pt [--out mailer/writer/weights]

Each file is one round, warmed up and cooled down by itself. On two cores with bfloat16 about 430 tokens a second.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import export
import torch
from decoder import Decoder, base, tokenizer
from tokenizers import Tokenizer
from torch.nn import functional as F  # noqa: N812

RATE, DECAY, BATCH, LONGEST, WARM = 3e-4, 0.05, 4096, 900, 30
NOT_ASKED = -100
Example = tuple[list[int], int]  # the tokens, and how many of them are the prompt


def encoded(pairs: list[list[str]], words: Tokenizer) -> list[Example]:
    """Return examples as tokens; what is too long is left out."""
    found = []
    for prompt, said in pairs:
        first = words.encode(prompt).ids
        ids = first + words.encode(said).ids
        if len(ids) <= LONGEST:
            found.append((ids, len(first)))
    return found


def batches(examples: list[Example], chance: random.Random | None) -> list[list[Example]]:
    """Return examples of like length together, so that little is padding."""
    jitter = chance.random if chance else lambda: 0.0
    ordered = sorted(examples, key=lambda each: len(each[0]) + 30 * jitter())
    made: list[list[Example]] = [[]]
    for each in ordered:
        if made[-1] and len(each[0]) * (len(made[-1]) + 1) > BATCH:
            made.append([])
        made[-1].append(each)
    if chance:
        chance.shuffle(made)
    return made


def loss(model: Decoder, batch: list[Example]) -> tuple[torch.Tensor, int]:
    """Return the sum of the losses on what is to be said, and of how many tokens."""
    longest = max(len(ids) for ids, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    wanted = torch.full((len(batch), longest), NOT_ASKED)
    for row, (tokens, prompt) in enumerate(batch):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        wanted[row, prompt - 1 : len(tokens) - 1] = torch.tensor(tokens[prompt:])
    asked = wanted != NOT_ASKED
    with torch.autocast("cpu", dtype=torch.bfloat16):
        likely = model(ids, asked)
    return F.cross_entropy(likely.float(), wanted[asked], reduction="sum"), int(asked.sum())


@torch.no_grad()
def measured(model: Decoder, examples: list[Example]) -> float:
    """Return the mean loss of a token on examples kept aside."""
    sums = [loss(model.eval(), batch) for batch in batches(examples, None)]
    return sum(float(each) for each, _ in sums) / sum(count for _, count in sums)


def round_(model: Decoder, examples: list[Example], chance: random.Random) -> None:
    """Go through the examples once."""
    model.train()
    every = batches(examples, chance)
    tables = [p for name, p in model.named_parameters() if p.ndim == 1 or name.startswith("table")]
    others = [p for name, p in model.named_parameters() if p.ndim > 1 and not name.startswith("table")]
    groups = [{"params": others, "weight_decay": DECAY}, {"params": tables, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))
    began, total, count = time.monotonic(), 0.0, 0
    for step, batch in enumerate(every):
        rate = RATE * min(1.0, (step + 1) / WARM) * (0.05 + 0.475 * (1 + math.cos(math.pi * step / len(every))))
        for group in optimizer.param_groups:
            group["lr"] = rate
        value, tokens = loss(model, batch)
        (value / tokens).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        total, count = total + float(value.detach()), count + tokens
        if step % 20 == 19:
            print(f"{step + 1} of {len(every)}: {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Train, keep the state, write the weights."""
    options = argparse.ArgumentParser()
    options.add_argument("rounds", type=Path, nargs="*")
    options.add_argument("--base", type=Path, required=True, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    options.add_argument(
        "--state", type=Path, required=True, help="the trained state: read if it is there, then written"
    )
    options.add_argument("--out", type=Path)
    asked = options.parse_args()
    torch.manual_seed(1)
    words, model, chance = tokenizer(asked.base), base(asked.base), random.Random(1)
    if asked.state.exists():
        model.load_state_dict({name: each.float() for name, each in torch.load(asked.state).items()})
    for path in asked.rounds:
        made = json.loads(path.read_text(encoding="utf-8"))
        round_(model, encoded(made["train"], words), chance)
        print(f"{path.name}: {measured(model, encoded(made['aside'], words)):.4f} on the notes kept aside", flush=True)
        torch.save({name: each.to(torch.bfloat16) for name, each in model.state_dict().items()}, asked.state)
    if asked.out:
        export.write(model, words, asked.out)


if __name__ == "__main__":
    main()
