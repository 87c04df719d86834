"""Training examples of the writer: a brief as it reads at run time, and the sentences that it should say.

    python -m bench.writing.examples OUT.json [--seed N] [--windows SHARE]

Three sorts: a whole note from a whole debrief; one sentence from the pieces it rests on and what stands beside them (and
"-" for a piece that no note takes up); one sentence from a sentence or two told by themselves. Marks and what is known are
left out now and then, as they will be at run time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.drafting.convert import corpus
from mailer.coach import gate
from mailer.coach.drafting.spoken import marked
from mailer.coach.drafting.writing import Brief, Mark, Piece
from mailer.coach.model import Debrief
from mailer.coach.reading.clauses import Clause, cut
from mailer.words import Words
from mailer.writer.prompt import END, cite, prompt

HERE = Path(__file__).parent / "data"
DEBRIEFS = Path(__file__).parents[1] / "reading" / "data"
PARTS = ("corpus", *(f"plain{number}" for number in range(1, 9)))
ASIDE = 40  # debriefs whose notes are never trained on
CITED = 4  # pieces that a sentence names at most


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled debrief, cut and marked."""

    debrief: Debrief
    clauses: tuple[Clause, ...]
    marks: tuple[Mark | None, ...]

    def brief(self, to: str | None) -> Brief:
        """Return the brief of the note to `to`."""
        pieces = tuple(Piece(c.text, c.line, m) for c, m in zip(self.clauses, self.marks, strict=True))
        names = [each.name for each in self.debrief.interviewers]
        also = tuple(each for each in names if to and each.lower() not in to.lower() and to.lower() not in each.lower())
        mode = self.debrief.mode.value if self.debrief.mode else None
        return Brief(to, also, self.debrief.company, self.debrief.role, pieces, mode)

    def pieces(self, quotes: Sequence[str]) -> tuple[int, ...]:
        """Return the pieces that hold most of a quote."""
        found = set[int]()
        for quote in quotes:
            at = self.debrief.text.find(quote)
            for number, each in enumerate(self.clauses):
                shared = min(each.end, at + len(quote)) - max(each.start, at)
                if at >= 0 and shared > min(3, len(quote) // 2):
                    found.add(number)
        return tuple(sorted(found))[:CITED]


def told() -> dict[str, Told]:
    """Return every labelled debrief that notes were written for, by id."""
    catalogue, found = Words().catalogue(), dict[str, Told]()
    for part in PARTS:
        for name, debrief in corpus(DEBRIEFS / part / "debriefs.jsonl"):
            clauses = cut(debrief.text)
            found[name] = Told(debrief, clauses, marked(clauses, gate.rule(debrief.mistakes, catalogue)))
    return found


def notes() -> list[dict[str, Any]]:
    """Return the notes written by hand."""
    return [json.loads(line) for line in (HERE / "notes.jsonl").read_text(encoding="utf-8").splitlines()]


def whole(note: dict[str, Any], one: Told, chance: random.Random | None) -> tuple[str, str]:
    """Return the example of a whole note."""
    said, taken = [], set[int]()
    for paragraph in note["paragraphs"]:
        cites = [one.pieces(quotes) for _, quotes in paragraph]
        taken |= {at for of in cites for at in of}
        said.append(" ".join(f"{cite(of)} {text.strip()}" for of, (text, _) in zip(cites, paragraph, strict=True)))
    target = "\n".join(said) + END
    brief = one.brief(note["to"])
    return prompt(_forgetful(brief, taken, target, one.debrief.text, chance) if chance else brief), target


def _forgetful(brief: Brief, taken: set[int], target: str, text: str, chance: random.Random) -> Brief:
    """Return a brief that knows less, and errs now and then, as a reader does."""

    def known(value: str | None, share: float) -> str | None:
        needed = value is not None and value.lower() in target.lower() and value.lower() not in text.lower()
        return value if needed or chance.random() > share else None

    pieces = []
    for at, piece in enumerate(brief.pieces):
        if piece.mark is Mark.LEAVE and chance.random() < 0.15:
            piece = replace(piece, mark=None)
        elif piece.mark is None and at not in taken and chance.random() < 0.03:
            piece = replace(piece, mark=Mark.LEAVE)
        pieces.append(piece)
    mode = brief.mode if chance.random() > 0.2 else None
    return replace(brief, firm=known(brief.firm, 0.2), role=known(brief.role, 0.2), mode=mode, pieces=tuple(pieces))


def windows(
    note: dict[str, Any], one: Told, used: set[int], share: float, chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield single sentences with the pieces that they rest on, and pieces that no note rests on."""
    brief = one.brief(note["to"])
    for text, quotes in (each for paragraph in note["paragraphs"] for each in paragraph):
        of = one.pieces(quotes)
        if of and chance.random() < share:
            yield _window(brief, of, text.strip(), chance)
    unused = [at for at, piece in enumerate(brief.pieces) if at not in used and piece.mark is not Mark.LEAVE]
    chance.shuffle(unused)
    for at in unused[:2]:
        if chance.random() < share:
            yield _window(brief, (at,), "-", chance)


def _window(brief: Brief, of: tuple[int, ...], text: str, chance: random.Random) -> tuple[str, str]:
    keep = [at for at in range(len(brief.pieces)) if any(abs(at - each) <= 1 for each in of)]
    seen = replace(
        brief,
        firm=brief.firm if chance.random() < 0.6 else None,
        role=brief.role if chance.random() < 0.6 else None,
        mode=None,
        pieces=tuple(brief.pieces[at] for at in keep),
    )
    return prompt(seen), f"{cite([keep.index(each) for each in of])} {text}{END}"


def singles() -> Iterator[tuple[str, str]]:
    """Yield what was written for sentences told by themselves."""
    for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        clauses = cut(row["text"])
        if not clauses:
            continue
        mark = None
        if row["label"] == "mistake":
            sorry = re.search(r"sorry|apolog", row["say"] or "", re.I)
            mark = Mark.LEAVE if row["say"] is None else Mark.SORRY if sorry else Mark.ADD
        brief = Brief(row["to"], (), None, None, tuple(Piece(each.text, each.line, mark) for each in clauses))
        of = range(min(CITED, len(clauses)))
        yield prompt(brief), f"{cite(of)} {row['say'] or '-'}{END}"


def examples(seed: int, share: float) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what is trained on, and what is kept aside."""
    debriefs, every = told(), notes()
    aside = set(random.Random(7).sample(sorted({each["id"] for each in every}), ASIDE))
    used = defaultdict[str, set[int]](set)
    for note in every:
        for _, quotes in (each for paragraph in note["paragraphs"] for each in paragraph):
            used[note["id"]] |= set(debriefs[note["id"]].pieces(quotes))
    chance = random.Random(seed)
    trained = []
    for note in every:
        if note["id"] not in aside:
            trained.append(whole(note, debriefs[note["id"]], chance))
            trained += windows(note, debriefs[note["id"]], used[note["id"]], share, chance)
    trained += singles()
    return trained, [whole(note, debriefs[note["id"]], None) for note in every if note["id"] in aside]


def main() -> None:
    """Write the examples."""
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--windows", type=float, default=0.3)
    asked = options.parse_args()
    trained, aside = examples(asked.seed, asked.windows)
    asked.out.write_text(json.dumps({"train": trained, "aside": aside}, ensure_ascii=False))
    print(f"{len(trained)} examples, {len(aside)} aside")


if __name__ == "__main__":
    main()
