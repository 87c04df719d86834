"""A judge that says what it is told to say."""

from collections.abc import Mapping, Sequence

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement, Mention, Verdict

NEITHER = Judgement(0.02, 0.02, 0.02)


def wrong(kind: str = "blanked", sure: float = 0.95, confidence: float = 0.9) -> Judgement:
    """Say that a clause tells of a mistake."""
    return Judgement(sure, 0.01, 0.02, ((kind, confidence), ("rambled", 0.03)), seen=0.2, unseen=0.2)


def right(kind: str = "good_rapport") -> Judgement:
    """Say that a clause tells of something good."""
    return Judgement(0.01, 0.95, 0.02, positives=((kind, 0.9),))


class ToldJudge:
    """Judges clauses by the words they hold."""

    def __init__(self, told: Mapping[str, Judgement], **names: str) -> None:
        self.told, self.names = told, names

    def judge(self, text: str, clauses: Sequence[Clause]) -> Verdict:
        """Give each clause the judgement of the first words found in it."""
        judged = tuple(next((j for words, j in self.told.items() if words in c.text), NEITHER) for c in clauses)
        mentions = tuple(
            Mention(s, text.index(n), text.index(n) + len(n), 0.9) for s, n in self.names.items() if n in text
        )
        return Verdict(judged, mentions)
