"""The wording of a note as one frozen value, built from the parsed tables of templates/note/*.toml."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every sentence that a note may be built from, by a dotted name ("close.want"), and the word lists of the rules."""

    tables: Mapping[str, tuple[str, ...]]
    words: frozenset[str] = field(default=frozenset(), compare=False)  # of all tables; see vocabulary()

    def all(self, name: str) -> tuple[str, ...]:
        """Return the variants of `name`; an unknown name is a defect of the templates and raises KeyError."""
        return self.tables[name]

    def has(self, name: str) -> bool:
        """Say whether there are variants under `name`."""
        return name in self.tables

    def one(self, name: str) -> str:
        """Return the first variant of `name`."""
        return self.tables[name][0]


def from_tables(tables: Mapping[str, object]) -> Phrases:
    """Build the phrases from parsed TOML: nested tables become dotted names, a lone string a list of one.

    Raises ValueError where a leaf is neither a string nor a list of strings.
    """
    leaves = dict(_leaves(tables, ""))
    return Phrases(leaves, _words(leaves))


def _leaves(table: Mapping[str, object], path: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        name = f"{path}{key}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{name}.")
        elif isinstance(value, str):
            yield name, (value,)
        elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            yield name, tuple(value)
        else:
            raise ValueError(f"phrases: {name} is neither a text nor a list of texts")


def slots(phrase: str) -> frozenset[str]:
    """Return the names of the slots in `phrase`."""
    return frozenset(_SLOT.findall(phrase))


def fill(phrase: str, values: Mapping[str, str]) -> str:
    """Put `values` into the slots of `phrase`, in one pass: braces inside a value stay as they are."""
    return _SLOT.sub(lambda match: values[match.group(1)], phrase)


def fitting(variants: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the variants whose slots can all be filled, those that use the most of them first choice."""
    return tuple(each for each in variants if all(values.get(slot) for slot in slots(each)))


def order(variants: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return `variants` in an order that depends on nothing but their words and `seed`: no chance in it."""
    return tuple(sorted(variants, key=lambda each: hashlib.sha256(f"{seed}\n{each}".encode()).digest()))


def vocabulary(phrases: Phrases) -> frozenset[str]:
    """Return every word of our own wording, case folded: what else a note holds must come from the person."""
    return phrases.words or _words(phrases.tables)


def _words(tables: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    words: set[str] = set()
    for name, variants in tables.items():
        if not name.startswith(("words.", "ask.", "reasons.")):
            for each in variants:
                words.update(re.findall(r"[a-z]+(?:['’][a-z]+)?", _SLOT.sub(" ", each).casefold()))
    return frozenset(words)


def lexicon(listed: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(listed.split())
