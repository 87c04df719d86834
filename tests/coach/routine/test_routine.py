"""The routine grows with what went wrong, shrinks with what went well, and obeys the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailer.coach import checklist
from mailer.coach.checklist import Part, base_from
from mailer.coach.model import Debrief, Mistake, Phase, Place, Positive, Visible
from mailer.coach.routine import LINES_A_PHASE, Line, State, Verb, Why, learn
from mailer.words import Words

WORDS = Words()
CATALOGUE = WORDS.catalogue()
BASE = base_from(WORDS.table("catalogue/routine"))
DAY = date(2026, 11, 12)
FORMATS = list(BASE.formats)


def told(*kinds: str, good: tuple[str, ...] = ()) -> Debrief:
    """A debrief with these mistakes and these things that went well."""
    at = Place(0, 1)
    return Debrief(
        "x",
        mistakes=tuple(Mistake("x", at, kind, (kind,), 0.9, 0.9, Visible.NO) for kind in kinds),
        positives=tuple(Positive("x", at, kind) for kind in good),
    )


def after(lines: list[Line], debrief: Debrief, day: date = DAY) -> tuple[list[Line], list[Verb]]:
    """The lines after a debrief, and what changed."""
    learned = learn(lines, [debrief], CATALOGUE, day)
    changed = {(line.why, line.kind): line for line in learned.lines}
    kept = [line for line in lines if (line.why, line.kind) not in changed]
    numbered = [line if line.id else replace(line, id=100 + at) for at, line in enumerate([*kept, *changed.values()])]
    return numbered, [change.verb for change in learned.changes]


def test_a_mistake_adds_its_line_where_it_is_best_prevented() -> None:
    """Being late puts a line on the morning list, not on the list of the interview itself."""
    lines, verbs = after([], told("arrived_late"))
    assert verbs == [Verb.ADDED]
    assert lines[0].phase is CATALOGUE.kinds["arrived_late"].phase
    assert lines[0].if_then is None


def test_a_repeat_brings_the_next_resolution_as_an_if_then_line() -> None:
    """What did not hold is replaced, and the line moves to the card."""
    lines, _ = after([], told("rambled"))
    lines, verbs = after(lines, told("rambled"), DAY + timedelta(days=7))
    assert verbs == [Verb.AGAIN]
    assert lines[0].if_then == CATALOGUE.kinds["rambled"].resolutions[1]
    shown = checklist.items(Phase.NIGHT_BEFORE, lines, BASE, ["video"], cards=True)
    assert [item.text for item in shown if item.part is Part.CARD] == [lines[0].if_then]


def test_three_fine_interviews_put_a_line_to_sleep_and_its_return_wakes_it() -> None:
    """A line that proved itself goes; it comes back with the mistake."""
    lines, _ = after([], told("rambled"))
    for expected in ([], [], [Verb.ASLEEP]):
        lines, verbs = after(lines, told())
        assert verbs == expected
    assert lines[0].state is State.ASLEEP
    lines, verbs = after(lines, told("rambled"))
    assert verbs == [Verb.WOKEN]
    assert lines[0].state is State.AWAKE


def test_a_pinned_line_never_sleeps_and_a_dropped_one_stays_away() -> None:
    """The person's word counts more than any rule."""
    lines, _ = after([], told("rambled"))
    pinned = [replace(lines[0], pinned=True)]
    for _ in range(5):
        pinned, verbs = after(pinned, told())
        assert verbs == []
    dropped = [replace(lines[0], state=State.DROPPED)]
    dropped, verbs = after(dropped, told("rambled"))
    assert verbs == []
    assert dropped[0].state is State.DROPPED


def test_the_same_interview_told_twice_is_one_interview() -> None:
    """A second mail about it repeats no mistake, and is no fine interview either."""
    lines, _ = after([], told("rambled"))
    learned = learn(lines, [told("rambled", "arrived_late")], CATALOGUE, DAY, [told("rambled")])
    assert [(change.verb, change.line.kind) for change in learned.changes] == [(Verb.ADDED, "arrived_late")]
    assert learn(lines, [told()], CATALOGUE, DAY, [told("arrived_late")]).lines == ()


def test_what_went_well_is_to_be_done_again() -> None:
    """A good behaviour stands on top of the list of its phase."""
    lines, verbs = after([], told(good=("good_rapport",)))
    assert verbs == [Verb.KEPT]
    phase = lines[0].phase
    assert checklist.items(phase, lines, BASE, ["video"])[0].part is Part.AGAIN


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("format", FORMATS)
def test_a_list_is_never_longer_than_nine(phase: Phase, format: str) -> None:
    """However much has gone wrong, a list is short enough to be read at seven in the morning, and says nothing twice."""
    lines = [
        Line(phase, f"Own line number {number} about {'abcdefghij'[number] * 6}.", Why.MISTAKE, f"k{number}", DAY, if_then=f"If {'klmnopqrst'[number] * 5}, then so." if number % 2 else None, id=number + 1)
        for number in range(10)
    ]  # fmt: skip
    shown = checklist.items(phase, lines, BASE, [format, "panel"], cards=True)
    assert 0 < len(shown) <= LINES_A_PHASE
    assert len({item.text for item in shown}) == len(shown)
    assert len({item.handle for item in shown}) == len(shown)
    assert sum(item.part is Part.CARD for item in shown) <= 3


def test_who_has_to_get_there_sees_bag_and_route_first() -> None:
    """In person, the way there comes before all else; at home nobody packs."""
    first = checklist.items(Phase.NIGHT_BEFORE, [], BASE, ["in_person"])[:2]
    assert "Pack" in first[0].text
    assert "route" in first[1].text
    assert not any("Pack CVs" in item.text for item in checklist.items(Phase.NIGHT_BEFORE, [], BASE, ["video"]))


def test_a_dropped_base_line_is_gone_and_a_pinned_one_stays_in_view() -> None:
    """The catalogue's own lines obey too."""
    plain = checklist.items(Phase.NIGHT_BEFORE, [], BASE, ["in_person"])
    bed = next(line for line in BASE.phases[Phase.NIGHT_BEFORE] if line.id == "bed")
    assert bed.text not in [item.text for item in plain]
    pin = Line(Phase.NIGHT_BEFORE, bed.text, Why.BASE, "bed", DAY, pinned=True)
    drop = Line(Phase.NIGHT_BEFORE, "", Why.BASE, "bag", DAY, state=State.DROPPED)
    shown = [item.text for item in checklist.items(Phase.NIGHT_BEFORE, [pin, drop], BASE, ["in_person"])]
    assert bed.text in shown
    assert not any(text.startswith("Pack CVs") for text in shown)


def test_the_small_list_is_five_lines() -> None:
    """At short notice: five lines, the person's two most needed first."""
    lines, _ = after([], told("rambled", "arrived_late"))
    shown = checklist.small(lines, BASE)
    assert len(shown) == 5
    assert [item.part for item in shown[:2]] == [Part.PERSONAL, Part.PERSONAL]


def test_the_minutes_before_stand_in_the_order_of_doing() -> None:
    """The card is read on the phone: it says to be near first, and to silence the phone last."""
    shown = [item.text for item in checklist.items(Phase.MINUTES_BEFORE, [], BASE, ["in_person"], most=4)]
    assert [text.split(" ")[0] for text in shown] == ["Be", "Take", "Greet", "Last,"]
    assert not any("go in" in text for text in shown if not text.startswith("Greet"))
    lines = learn([], [told("nerves_took_over")], CATALOGUE, DAY).lines
    assert lines[0].phase is Phase.MINUTES_BEFORE
    shown = [item.text for item in checklist.items(Phase.MINUTES_BEFORE, lines, BASE, ["in_person"], most=4)]
    assert [text.split(" ")[0] for text in shown] == ["Nerves", "Be", "Take", "Last,"]


@pytest.mark.parametrize("format", ["phone", "video", "recorded"])
def test_who_stays_at_home_is_not_told_to_leave(format: str) -> None:
    """On the morning of a call nobody is told when to leave, even if they once came late."""
    lines = list(learn([], [told("arrived_late", "got_lost")], CATALOGUE, DAY).lines)
    lines = [replace(line, if_then="If I am late, then I ring.") for line in lines]
    for phase in (Phase.NIGHT_BEFORE, Phase.MORNING_OF):
        at_home = [item.text for item in checklist.items(phase, lines, BASE, [format], cards=True)]
        assert not any("leave-by" in text.lower() or "route" in text or "I ring" in text for text in at_home)
    there = [item.text for item in checklist.items(Phase.MORNING_OF, lines, BASE, ["in_person"])]
    assert any("leave-by" in text for text in there)


def test_what_is_said_aloud_is_said_before() -> None:
    """Nobody is told to say "I am excited" aloud in the room itself."""
    lines = learn([], [told("froze_panic", "nerves_took_over")], CATALOGUE, DAY).lines
    assert not any("excited" in item.text for item in checklist.items(Phase.DURING, lines, BASE, ["in_person"]))
