"""The reader that needs no network: one call from a text to its debriefs."""

from __future__ import annotations

from functools import cached_property

from mailer.coach.model import Catalogue, Debrief, Known
from mailer.coach.reading.judge import Judge
from mailer.coach.reading.read import read
from mailer.reader.encoder import EncoderJudge


class BuiltinReader:
    """A `Reader`. The encoder is loaded at the first reading, once a process."""

    def __init__(self, catalogue: Catalogue, judge: Judge | None = None) -> None:
        self._catalogue = catalogue
        self._given = judge

    @cached_property
    def _judge(self) -> Judge:
        return self._given or EncoderJudge()

    def read(self, text: str, known: Known) -> tuple[Debrief, ...]:
        """Return one debrief for each interview told of; see `mailer.coach.model.Reader`."""
        return read(text, known, self._judge, self._catalogue)
