"""Lets atheris look for mails that break what reads mail, guided by the lines they reach.

    pip install atheris
    python -m bench.guided var/guided -max_total_time=3600 -timeout=10

It begins with the mails of the tests. What raises or takes long is written to the folder as crash-… or slow-unit-…;
the options are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["mailer", "dkim"]):
    from bench import fuzz

DICTIONARY = "words.dict"


def main() -> None:
    """Fill the folder with seeds where it has none, and fuzz."""
    folder = Path(sys.argv[1])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(fuzz.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = folder / DICTIONARY
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in fuzz.WORDS if len(word) < 100))
    options = [f"-dict={words}", f"-artifact_prefix={folder}/", f"-max_len={fuzz.SIZE_AT_MOST}", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(corpus), *options], fuzz.read)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    main()
