"""How a brief reads to the model, in training and after."""

from __future__ import annotations

from collections.abc import Sequence

from mailer.coach.drafting.writing import Brief, Piece

START, END = "<|im_start|>", "<|im_end|>"


def prompt(brief: Brief) -> str:
    """Return the text that the model goes on from."""
    head = [f"to: {_plain(brief.to or '-')}"]
    if brief.also:
        head.append("also: " + _plain(", ".join(brief.also)))
    head += [
        f"{name}: {_plain(value)}"
        for name, value in (("firm", brief.firm), ("role", brief.role), ("mode", brief.mode))
        if value
    ]
    return START + "\n".join(head) + "\n\n" + "".join(_numbered(brief.pieces)) + f"\n{END}"


def _numbered(pieces: Sequence[Piece]) -> list[str]:
    """Return the pieces with their numbers and marks; those of one line stand in one line."""
    told: list[str] = []
    for at, piece in enumerate(pieces):
        gap = "" if not at else "\n" if piece.line != pieces[at - 1].line else " "
        mark = f" {piece.mark.value}" if piece.mark else ""
        told.append(f"{gap}[{at + 1}{mark}] {_plain(piece.text)}")
    return told


def cite(of: Sequence[int]) -> str:
    """Return the mark for pieces."""
    return f"[{' '.join(str(each + 1) for each in of)}]"


def _plain(text: str) -> str:
    """Return a text on one line, without what the model takes for a mark of its own."""
    return " ".join(text.replace("<|", "< |").split())
