"""The decoder, run by onnxruntime on one core: one sentence at a time, the likeliest words first, nothing by chance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from mailer import weights
from mailer.coach.drafting.writing import Brief, Saying
from mailer.writer.prompt import cite, prompt

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights"
LONGEST_PROMPT = 400  # tokens; what stands around one thing told is shorter
LONGEST = 60  # tokens of a sentence
WORDINGS = 3  # each begins with another word


class BuiltinWriter:
    """A `Writer`. The weights are loaded at the first sentence, once a process; threads may share it."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder

    @cached_property
    def _model(self) -> Decoder:
        return Decoder(self._folder)

    def worth(self, brief: Brief, of: tuple[int, ...]) -> float:
        """Return how probable it is that a note takes these pieces up."""
        return self._model.worth(f"{prompt(brief)}{cite(of)}")

    def say(self, brief: Brief, of: tuple[int, ...]) -> Iterator[Saying]:
        """Yield sentences; see `mailer.coach.drafting.writing.Writer`."""
        yield from self._model.sayings(f"{prompt(brief)}{cite(of)}")


class Decoder:
    """The decoder with its tokenizer."""

    def __init__(self, folder: Path) -> None:
        self._about = json.loads((folder / "writer.json").read_text(encoding="utf-8"))
        self._session = weights.session(folder / "decoder.onnx", self._about)
        self._tokenizer = Tokenizer.from_file(weights.checked(folder / "tokenizer.json", self._about))
        layers, heads, size = self._about["memory"]
        self._nothing = np.zeros((layers, heads, 0, size), dtype=np.float32)
        self._end = int(self._about["end"])
        self._silent = int(self._about["silent"])  # the token of " -": no note takes this up

    def worth(self, text: str) -> float:
        """Return how probable it is that something is said after `text`."""
        begun = self._begun(text)
        return 1.0 - float(np.exp(begun[0][self._silent])) if begun else 0.0

    def _begun(self, text: str) -> tuple[Floats, Any, Any] | None:
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._after(ids, self._nothing, self._nothing) if len(ids) <= LONGEST_PROMPT else None

    def sayings(self, text: str) -> Iterator[Saying]:
        """Yield the likeliest ways to go on from `text` to the end of a sentence."""
        begun = self._begun(text)
        if begun is None:
            return
        first, *memory = begun
        first[self._silent] = first[self._end] = -np.inf
        first -= np.log(np.exp(first).sum())
        for token in np.argsort(-first, kind="stable")[:WORDINGS]:
            said = self._on(int(token), float(first[token]), memory)
            if said is not None:
                yield Saying(*said)

    def _on(self, token: int, likely: float, memory: list[Any]) -> tuple[str, float] | None:
        """Go on from a first token with the likeliest next ones; None where no sentence comes to its end."""
        tokens, total = [token], likely
        while len(tokens) < LONGEST:
            following, *memory = self._after([tokens[-1]], *memory)
            best = int(following.argmax())
            total += float(following[best])
            if best == self._end:
                text = str(self._tokenizer.decode(tokens)).strip()
                return (text, total / (len(tokens) + 1)) if text else None
            tokens.append(best)
        return None

    def _after(self, tokens: list[int], keys: Any, values: Any) -> tuple[Floats, Any, Any]:
        """Return the logarithm of each token's probability after `tokens`, and what is remembered then."""
        asked = {"ids": np.array([tokens], dtype=np.int64), "past_k": keys, "past_v": values}
        logits, keys, values = self._session.run(None, asked)
        lifted = logits[0] - logits[0].max()
        return lifted - np.log(np.exp(lifted).sum()), keys, values
