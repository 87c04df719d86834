"""A note in a trained writer's words: what the writer is told, and what the drafter makes of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mailer.coach.drafting import Drafting, Plainness
from mailer.coach.drafting.drafter import BuiltIn
from mailer.coach.drafting.writing import Brief, Hurried, Mark, Saying
from mailer.coach.gate import rule
from mailer.coach.model import Debrief, Mode, Visible
from tests.coach.drafting.tables import CATALOGUE, ME, PHRASES, debrief

TEXT = (
    "Interview for the ward clerk job at Fairmile with Karen. She showed me the new reception desk. My phone rang and she had to"
    " wait. We talked about the old switchboard. I went blank on data protection. They ring on Monday."
)
LATE = ("My phone rang and she had to wait", "phone_rang", Visible.YES, True, None)
BLANK = ("I went blank on data protection", "blanked", Visible.NO, False, None)


DESK = "Thank you for showing me the new reception desk."
BOARD = "I enjoyed talking with you about the old switchboard."
SORRY = "My phone rang and you had to wait, and I am sorry; it will be off next time."
ALL = {
    "She showed me the new reception desk.": DESK,
    "We talked about the old switchboard.": BOARD,
    LATE[0] + ".": SORRY,
}


@dataclass
class Scripted:
    """A writer that has a sentence for some of the things told."""

    lines: Mapping[str, str]
    sure: float = -0.2
    asked: list[tuple[Brief, tuple[int, ...]]] = field(default_factory=list)

    def say(self, brief: Brief, of: tuple[int, ...]) -> Iterator[Saying]:
        """Say the line for the first of the pieces."""
        self.asked.append((brief, of))
        text = self.lines.get(brief.pieces[of[0]].text)
        if text:
            yield Saying(text, self.sure)

    def worth(self, brief: Brief, of: tuple[int, ...]) -> float:
        """Say that what there is a line for is worth it."""
        return 0.9 * (brief.pieces[of[0]].text in self.lines)


def told(*people: str) -> Debrief:
    """A debrief with a slip that is owned and one that is left out."""
    return debrief(
        TEXT.replace("Karen", " and ".join(people or ("Karen",))), *(people or ("Karen",)), topics=("the old switchboard",), bad=(LATE, BLANK), company="Fairmile", role="ward clerk",
        mode=Mode.ONSITE, details=(("shown", "the new reception desk"),),
    )  # fmt: skip


def drafted(writer: Scripted, one: Debrief) -> Drafting:
    """The first note by this writer."""
    return BuiltIn(writer).draft(one, rule(one.mistakes, CATALOGUE), ME, PHRASES)[0]


def test_the_writers_sentences_stand_in_the_note() -> None:
    """Thanks and the end are the house's, the moments and the apology the writer's, each with what it rests on."""
    note = drafted(Scripted(ALL), told())
    assert note.plainness is Plainness.SPOKEN
    assert note.draft.spoken
    assert note.draft.body.startswith("Hi Karen,\n\n")
    assert all(sentence in note.draft.body for sentence in (BOARD, SORRY))
    assert note.draft.rests[BOARD] == ("We talked about the old switchboard.",)


def test_the_writer_is_told_what_stands_around_and_what_the_gate_rules() -> None:
    """The thing by itself to word it, one piece before and after to weigh it, marked; firm and role."""
    writer = Scripted(ALL)
    drafted(writer, told())
    sorry = next(brief for brief, of in writer.asked if brief.pieces[of[0]].mark is Mark.SORRY)
    assert [each.mark for each in sorry.pieces] == [Mark.SORRY]
    assert (sorry.to, sorry.firm, sorry.role) == ("Karen", "Fairmile", "ward clerk")
    assert not any(brief.pieces[of[0]].mark is Mark.LEAVE for brief, of in writer.asked)


def test_an_apology_that_the_writer_lacks_is_put_in() -> None:
    """The gate decides what is owned: a writer that has no word for it changes nothing."""
    note = drafted(Scripted({key: line for key, line in ALL.items() if line != SORRY}), told())
    assert note.draft.spoken
    assert "sorry" in note.draft.body.lower()


def test_a_sentence_that_is_not_sure_or_not_true_is_not_used() -> None:
    """What the writer doubts, or makes up, never stands; the house words the thing as it always did."""
    for writer in (
        Scripted(ALL, sure=-5.0),
        Scripted({"We talked about the old switchboard.": "I enjoyed the lovely lunch with your directors."}),
    ):
        note = drafted(writer, told())
        assert not note.draft.spoken
        assert "lunch" not in note.draft.body
        assert "switchboard" in note.draft.body or "reception" in note.draft.body


def test_the_second_note_leaves_what_the_first_took_up() -> None:
    """Two interviewers compare notes: what the first note rests on is not told again."""
    one = told("Karen", "Obi")
    first, second = BuiltIn(Scripted(ALL)).draft(one, rule(one.mistakes, CATALOGUE), ME, PHRASES)
    assert not set(first.draft.rests) & set(second.draft.rests)


def test_who_never_came_gets_the_house_words() -> None:
    """After a total failure the note has its own shape, and no writer is asked."""
    text = (
        "Interview with Karen at Fairmile. I missed the whole thing, I had the wrong day. She was waiting for an hour."
    )
    missed = ("I missed the whole thing", "missed_interview", Visible.YES, True, None)
    writer = Scripted(ALL)
    note = drafted(writer, debrief(text, "Karen", bad=(missed,), company="Fairmile"))
    assert not writer.asked
    assert not note.draft.spoken


def test_a_writer_without_time_leaves_the_note_to_the_house() -> None:
    """When mail presses while a note is being worded, it is made of ready sentences, whole."""

    class Called(Scripted):
        def say(self, brief: Brief, of: tuple[int, ...]) -> Iterator[Saying]:
            raise Hurried

    note = drafted(Called(ALL), told())
    assert not note.draft.spoken
    assert "Karen" in note.draft.body
