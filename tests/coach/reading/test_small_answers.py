"""The small things a debrief tells: how, what next, what is asked, what was talked about."""

import pytest

from mailer.coach.model import Catalogue, Known, Mode, Prediction, Visible
from mailer.coach.reading.clauses import cut
from mailer.coach.reading.judge import Judgement
from mailer.coach.reading.mode import held, mode
from mailer.coach.reading.next_steps import next_steps
from mailer.coach.reading.prediction import prediction
from mailer.coach.reading.question import question
from mailer.coach.reading.topics import topics
from mailer.coach.reading.visibility import visible

NEITHER = Judgement(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a zoom call with two of them.", Mode.VIDEO),
        ("phone interview with hr, 20 min", Mode.PHONE),
        ("A one-way video interview, nobody there.", Mode.RECORDED),
        ("The receptionist gave me a badge and we walked through the yard.", Mode.ONSITE),
        ("It was fine.", None),
    ],
)
def test_how_it_was_held(text: str, expected: Mode | None) -> None:
    """In person, by video or by phone is read from what I mention."""
    assert mode(text, Known()) is expected


@pytest.mark.parametrize(
    ("text", "read_as", "expected"),
    [
        ("He showed me round, then showed me the workshop.", Mode.PHONE, None),
        ("On the phone interview they said a tour would come next.", Mode.PHONE, Mode.PHONE),
        ("He showed me the workshop.", Mode.ONSITE, Mode.ONSITE),
        ("Fine.", Mode.PHONE, Mode.PHONE),
    ],
)
def test_nobody_is_shown_a_workshop_by_telephone(text: str, read_as: Mode, expected: Mode | None) -> None:
    """Where what I saw there speaks against a telephone, it was none."""
    assert held(text, read_as) is expected


def test_a_telephone_in_the_room_is_none() -> None:
    """She picked up the phone and showed me the workshop: I was there."""
    assert mode("She picked up the phone, then she showed me the workshop.", Known()) is not Mode.PHONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't think I got it.", Prediction.NO),
        ("Pretty sure it's a no.", Prediction.NO),
        ("I think I got it!", Prediction.YES),
        ("feeling hopeful", Prediction.YES),
        ("no idea how it went tbh", Prediction.UNSURE),
        ("Could go either way.", Prediction.UNSURE),
        ("They asked about stock.", None),
    ],
)
def test_what_i_expect(text: str, expected: Prediction | None) -> None:
    """My own guess at the outcome is read from my words."""
    assert prediction(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was late. Is it too late to say sorry?", "Is it too late to say sorry?"),
        ('She asked "why do you want to work here?" and I had nothing.', None),
        ("He asked me what would you do if a resident falls?", None),
        ("should i email them about the dates", "should i email them about the dates"),
        ("Then: tell me about yourself?", None),
        ("I blanked. How do I stop that next time? Thanks, Jo", "How do I stop that next time?"),
    ],
)
def test_what_i_ask(text: str, expected: str | None) -> None:
    """The question to us is found, never the interviewer's."""
    clauses = cut(text)
    assert question(text, clauses, [NEITHER] * len(clauses)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were nice. I'm hearing by Friday.", "I'm hearing by Friday."),
        ("It was ok and they'll let me know next week", "they'll let me know next week"),
        ("I forgot to ask when they decide.", None),
        ("I asked about the tools.", None),
    ],
)
def test_what_happens_next(text: str, expected: str | None) -> None:
    """What comes next and by when is kept in my words."""
    clauses = cut(text)
    assert next_steps(text, clauses, [NEITHER] * len(clauses)) == expected


def found(text: str, judged: Judgement = NEITHER) -> list[str]:
    clauses = cut(text)
    return [topic.text for topic in topics(text, clauses, [judged] * len(clauses))]


def test_what_we_talked_about_can_be_mentioned() -> None:
    """A topic reads on in a note to the interviewer."""
    assert found("We talked about their new ward system for ages.") == ["your new ward system"]
    assert found("She asked about the night shift rota.") == ["the night shift rota"]


@pytest.mark.parametrize(
    "text",
    [
        "She asked about my salary.",
        "They asked about the gap in my CV.",
        "He asked about my health.",
        "We talked about it.",
        "They asked why I left.",
    ],
)
def test_some_topics_do_not_belong_in_a_note(text: str) -> None:
    """Pay, health and troubles stay out."""
    assert found(text) == []


def test_the_topic_of_a_mistake_is_not_mentioned() -> None:
    """What I got wrong is not what the note dwells on."""
    assert found("She asked about the night shift rota.", Judgement(0.9, 0.0, 0.0)) == []


@pytest.mark.parametrize(
    ("usual", "wanted"),
    [((0.9, 0.05, 0.05), Visible.YES), ((0.1, 0.8, 0.1), Visible.NO), ((0.2, 0.0, 0.8), Visible.UNCLEAR)],
)
def test_a_slip_is_noticed_as_such_slips_mostly_are(usual: tuple[float, float, float], wanted: Visible) -> None:
    """Where I do not say whether they noticed, the kind of slip decides."""
    judged = Judgement(0.9, 0.0, 0.0, (("rambled", 0.9),), seen=0.33, unseen=0.33, usual=usual)
    assert visible(Visible.UNCLEAR, judged, Catalogue({}, {})) is wanted
