"""Where one interview ends and the next begins, and how long looking for it takes."""

from collections.abc import Iterator
from typing import SupportsIndex, overload

from mailer.coach.reading.clauses import Clause, cut
from mailer.coach.reading.parts import boundaries


class CountedClauses(tuple[Clause, ...]):
    """Clauses that count how often one is looked at."""

    looks = 0

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> Clause: ...
    @overload
    def __getitem__(self, key: slice, /) -> tuple[Clause, ...]: ...
    def __getitem__(self, key: SupportsIndex | slice, /) -> Clause | tuple[Clause, ...]:
        found = super().__getitem__(key)
        self.looks += len(found) if isinstance(found, tuple) else 1
        return found

    def __iter__(self) -> Iterator[Clause]:
        for clause in super().__iter__():
            self.looks += 1
            yield clause


def _looks(sentences: int) -> int:
    text = "I had two interviews. " + "The second was harder. " * sentences
    clauses = CountedClauses(cut(text))
    boundaries(text, clauses, ())
    return clauses.looks


def _begins(text: str) -> list[str]:
    clauses = cut(text)
    return [clauses[number].text for number in boundaries(text, clauses, ())]


def test_one_long_line_is_gone_through_once() -> None:
    """Twice as many sentences on one line mean twice the work, not four times."""
    assert _looks(400) < 2.5 * _looks(200)


def test_the_afternoon_one_is_another_interview() -> None:
    """Two told in one line by their hours are two; a second question of one is none."""
    told = "The morning one was fine. We talked at length. The afternoon one was bad. I froze."
    assert _begins(told) == ["The afternoon one was bad."]
    assert _begins("The morning one was fine. I was early. The morning one had two parts. I froze.") == []


def test_the_second_is_another_interview_only_where_two_are_told_of() -> None:
    """Somebody who says there were two tells of the second; otherwise the second is a question."""
    told = "First they asked about tills. That went well. The second was harder. I froze."
    assert _begins("I had two interviews. " + told) == ["The second was harder."]
    assert _begins(told) == []
