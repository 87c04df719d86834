"""From clauses to a debrief, the judge saying what it is told to say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.coach.model import Catalogue, Debrief, Known, Visible
from mailer.coach.reading.judge import Judgement, Mention, Verdict
from mailer.coach.reading.read import read
from mailer.words import Words
from tests.coach.reading.fakes import ToldJudge, right, wrong

CATALOGUE = Words().catalogue()


def told(text: str, judgements: dict[str, Judgement], **names: str) -> tuple[Debrief, ...]:
    return read(text, Known(), ToldJudge(judgements, **names), CATALOGUE)


def test_nothing_to_read_is_an_empty_debrief() -> None:
    """An empty mail is one debrief with nothing in it."""
    (debrief,) = read("", Known(), ToldJudge({}), Catalogue({}, {}))
    assert debrief == Debrief(text="")


def test_both_sides_of_but_are_kept_apart() -> None:
    """The good half is a good thing, the bad half a mistake, each in my words."""
    text = "I got the case right but then I blanked on the last question."
    (debrief,) = told(text, {"blanked": wrong(), "case right": right("nailed_task_or_test")})
    assert [m.quote for m in debrief.mistakes] == ["I blanked on the last question"]
    assert [p.quote for p in debrief.positives] == ["I got the case right"]


def test_one_mistake_told_in_two_halves_is_one() -> None:
    """What I tell of one slip over a whole sentence is counted once."""
    text = "My mind went blank on the stock question, and I just sat there."
    (debrief,) = told(text, {"blank": wrong(), "sat there": wrong(sure=0.75)})
    assert [m.quote for m in debrief.mistakes] == [text.rstrip(".")]


def test_an_unsure_mistake_is_kept_and_not_asserted() -> None:
    """Where the reader is not sure it asks instead of asserting."""
    (debrief,) = told("My answer on rota was a bit thin.", {"thin": wrong("too_short", sure=0.66, confidence=0.5)})
    assert [m.asserted for m in debrief.mistakes] == [False]


def test_a_doubtful_kind_is_not_named() -> None:
    """Where the kind is doubtful the reply speaks in my words."""
    (debrief,) = told("Something was off with the form.", {"off": wrong("knowledge_gap", confidence=0.12)})
    assert debrief.mistakes[0].kind is None
    assert debrief.mistakes[0].kinds[0] == "knowledge_gap"


def test_a_verdict_or_an_insult_is_no_mistake() -> None:
    """Total disaster and I'm an idiot name nothing that I could do better."""
    assert not told("Total disaster. I'm such an idiot.", {"": wrong()})[0].mistakes


def test_a_question_to_us_is_no_mistake() -> None:
    """Asking whether to say sorry tells no second mistake."""
    (debrief,) = told("I was late. Should I say sorry for being late?", {"late": wrong("arrived_late")})
    assert [m.quote for m in debrief.mistakes] == ["I was late"]
    assert debrief.question == "Should I say sorry for being late?"


def test_they_noticed_because_i_say_so() -> None:
    """She corrected me means that it was seen."""
    (debrief,) = told("I got the dose wrong. She corrected me.", {"dose wrong": wrong("wrong_fact")})
    assert (debrief.mistakes[0].visible, debrief.mistakes[0].evidence) == (Visible.YES, "She corrected me")


def test_nobody_noticed_because_i_say_so() -> None:
    """Nobody noticed means that it was not seen."""
    (debrief,) = told("My tights were laddered but nobody noticed.", {"laddered": wrong("clothing_mishap")})
    assert debrief.mistakes[0].visible is Visible.NO


def test_the_better_answer_is_found_where_i_give_it() -> None:
    """What I should have said is kept for the note."""
    text = "I said the limit is five days. I should have said two working days."
    (debrief,) = told(text, {"limit is five": wrong("wrong_fact")})
    assert debrief.mistakes[0].answer == "two working days"


def test_one_thing_that_led_to_another_is_linked() -> None:
    """Nerves, then a blank: the blank followed from the nerves."""
    text = "I was so nervous. Then I blanked on the rota question."
    (debrief,) = told(text, {"nervous": wrong("nerves_took_over"), "blanked": wrong("blanked")})
    assert [m.cause for m in debrief.mistakes] == [None, 0]


def test_two_interviews_in_one_mail_stay_apart() -> None:
    """Monday's mistake does not land in Wednesday's note."""
    text = (
        "Two interviews this week.\n\nMonday: Alder Foods. I was ten minutes late. They were kind.\n\n"
        "Wednesday: Birch Bank. I showed my plan and she liked it. They call Friday."
    )
    judge = ToldJudge({"late": wrong("arrived_late"), "my plan": right()}, company="Alder Foods")
    both = read(text, Known(), _Two(judge), CATALOGUE)
    assert [d.company for d in both] == ["Alder Foods", "Birch Bank"]
    assert [len(d.mistakes) for d in both] == [1, 0]
    assert [len(d.positives) for d in both] == [0, 1]


class _Two:
    """A judge that knows of a second company."""

    def __init__(self, judge: ToldJudge) -> None:
        self.first, self.second = judge, ToldJudge({}, company="Birch Bank")

    def judge(self, text, clauses):  # type: ignore[no-untyped-def]
        first, second = self.first.judge(text, clauses), self.second.judge(text, clauses)
        return type(first)(first.clauses, first.mentions + second.mentions)


def test_a_second_interview_is_heard_by_its_name() -> None:
    """First one, second one: the mail tells of two without saying so."""
    text = "First one, Alder Foods. I was ten minutes late. They were kind.\n\nSecond one, Birch Bank. I showed my plan. All fine."
    assert [d.company for d in read(text, Known(), _Two(ToldJudge({}, company="Alder Foods")), CATALOGUE)] == [
        "Alder Foods",
        "Birch Bank",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Had two interviews today. First was Alder Foods, I was late. Second was Birch Bank, I showed my plan. All fine.",
        "The morning one was Alder Foods. I was late. The afternoon one was Birch Bank. I showed my plan.",
    ],
)
def test_two_interviews_told_in_one_paragraph_stay_apart(text: str) -> None:
    """First and second, morning and afternoon: two, though on one line."""
    both = read(text, Known(), _Two(ToldJudge({}, company="Alder Foods")), CATALOGUE)
    assert [d.company for d in both] == ["Alder Foods", "Birch Bank"]


@pytest.mark.parametrize(
    "text",
    [
        "First they asked about stock. Second they asked about me. The other one on the panel was quiet.",
        "The first one was about safeguarding. The second one was about lone working, and I was late.",
        "Had two interviews. This is the first round. The second round was a role play.",
    ],
)
def test_two_questions_are_not_two_interviews(text: str) -> None:
    """First and second may count questions, rounds or people."""
    assert len(told(text, {"late": wrong()})) == 1


@pytest.mark.parametrize("words", ["and ", "so ", "i ", "-", "really ", "first ", "but i "])
def test_endless_repetition_is_read_in_good_time(words: str) -> None:
    """A stuck key does not keep the post waiting: read in a second, where it once took twenty."""
    assert read(words * (24000 // len(words)), Known(), ToldJudge({}), CATALOGUE)


_WORDS = st.sampled_from(
    [
        "I",
        "was",
        "late",
        "for",
        "at",
        "the",
        "and's",
        "&",
        "of",
        "Alder",
        "Foods",
        "Dr",
        "Ann",
        "O'Neill",
        "Ltd",
        "job",
        "HR",
        "St",
        "kitchen",
        "porter",
        "role",
        ",",
        ".",
        "-",
        "\n",
        "next",
        "called",
    ]
)


class _Wild:
    """A judge that takes any words for names."""

    def __init__(self, names: list[tuple[str, int, int, float]]) -> None:
        self.names = names

    def judge(self, text, clauses):  # type: ignore[no-untyped-def]
        found = [(sort, min(a, len(text)), min(a + size, len(text)), sure) for sort, a, size, sure in self.names]
        mentions = tuple(Mention(*one) for one in found if one[1] < one[2])
        return Verdict(tuple(wrong() for _ in clauses), mentions)


@pytest.mark.parametrize("mark", ["'", "s", " ", "y's H", "the"])
def test_a_scrap_taken_for_a_firm_breaks_nothing(mark: str) -> None:
    """An apostrophe alone is no firm, and no reason to fail."""
    text = "Went in to Penny's Hardware about the job. I was late."
    at = text.index(mark)
    assert read(text, Known(), _Wild([("company", at, len(mark), 0.9)]), CATALOGUE)


@given(
    st.lists(_WORDS, max_size=40),
    st.lists(
        st.tuples(
            st.sampled_from(["person", "company", "role", "topic"]),
            st.integers(0, 150),
            st.integers(1, 30),
            st.floats(0.4, 1.0),
        ),
        max_size=8,
    ),
)
@settings(max_examples=300, deadline=None)
def test_names_taken_for_anything_break_nothing(words: list[str], names: list[tuple[str, int, int, float]]) -> None:
    """Whatever the trained part takes for a name, my mail is read."""
    assert read(" ".join(words), Known(), _Wild(names), CATALOGUE)


def test_a_question_to_us_is_no_good_thing_either() -> None:
    """Asking whether it was good does not make it good."""
    assert not told("Was my plan good enough?", {"plan": right()})[0].positives


def test_what_is_known_beforehand_wins() -> None:
    """The invitation knows the company better than my typing."""
    (debrief,) = read("it was at akme", Known(company="Acme Foods", role="picker"), ToldJudge({}), CATALOGUE)
    assert (debrief.company, debrief.role) == ("Acme Foods", "picker")


def test_what_they_said_at_a_slip_is_its_evidence() -> None:
    """Their answer to my slip is not another slip; it shows that they noticed."""
    text = 'I rambled on the pay question. He said "that is not really what I asked".'
    (debrief,) = told(text, {"rambled": wrong("rambled"), "not really": wrong("did_not_answer", sure=0.8)})
    (mistake,) = debrief.mistakes
    assert (mistake.kind, mistake.visible) == ("rambled", Visible.YES)
    assert mistake.evidence == 'He said "that is not really what I asked"'


def test_a_plain_mistake_is_claimed_at_less_certainty() -> None:
    """What can only be one thing is said to have happened, where the vague is asked about."""
    text = "I was ten minutes late."
    (plain,) = told(text, {"late": wrong("arrived_late", sure=0.66, confidence=0.95)})
    (vague,) = told(text, {"late": wrong("arrived_late", sure=0.66, confidence=0.4)})
    assert [m.asserted for m in (*plain.mistakes, *vague.mistakes)] == [True, False]


def test_a_guess_at_the_outcome_is_no_mistake() -> None:
    """That I think I did not get it is nothing I did wrong, and nothing I did well."""
    for text in ("I think I didn't get it.", "dont think i got it", "reckon its a no", "pretty sure i got it"):
        for judged in (wrong("gave_up_early"), right()):
            (debrief,) = told(text, {text[:5]: judged})
            assert (debrief.mistakes, debrief.positives) == ((), ())


def test_saying_honestly_that_i_do_not_know_counts_less() -> None:
    """Candour about a limit is not taken for underselling myself."""
    text = "I told them honestly that I only know the basics."
    (debrief,) = told(text, {"honestly": wrong("undersold")})
    assert debrief.mistakes == ()


def test_a_heading_tells_what_stands_under_it() -> None:
    """The same doubtful words are good under "good" and bad under "bad"."""
    doubtful = Judgement(0.45, 0.45, 0.05, (("knowledge_gap", 0.45),))
    (good,) = told("good: the Excel part", {"Excel": doubtful})
    (bad,) = told("bad: the Excel part", {"Excel": doubtful})
    assert [p.quote for p in good.positives] == [m.quote for m in bad.mistakes] == ["the Excel part"]
    assert (good.mistakes, bad.positives) == ((), ())


def test_words_said_over_and_over_are_read_at_once() -> None:
    """A mail of nothing but "so so so" holds nobody up: a quadratic or worse cue would not come back."""
    for words in ("so so not ", "i am ", "all in all ", "then just "):
        assert told(words * 400, {"so": wrong(), "i am": wrong()})


def test_a_figure_of_speech_is_no_slip() -> None:
    """Wanting the ground to open is nothing I did wrong."""
    assert not told("i could have died", {"died": wrong(sure=0.8)})[0].mistakes


def test_what_was_asked_is_no_sign_that_they_noticed() -> None:
    """She asked why I left: that is a question, not a reaction."""
    (debrief,) = told("She asked why I left and I rambled.", {"rambled": wrong("rambled")})
    assert debrief.mistakes[0].evidence is None


def test_the_day_is_no_better_answer() -> None:
    """It being Friday is not what I should have said."""
    (debrief,) = told("its friday now and i never sent a thanks", {"thanks": wrong("no_thank_you")})
    assert debrief.mistakes[0].answer is None


def test_what_i_said_to_them_is_not_their_misbehaviour() -> None:
    """My odd remark is mine, and a mock call mocks nobody."""
    assert not told("I told him he had lovely skin.", {})[0].misconduct
    assert not told("Then Mr Menon took the mock call.", {"mock": Judgement(0.1, 0.1, 0.8)})[0].misconduct


def test_what_i_should_have_said_belongs_to_the_slip() -> None:
    """The better answer told right after is no second slip."""
    text = "I went blank on confidentiality. I should have said that you share only what is needed."
    (debrief,) = told(text, {"blank": wrong("blanked"), "should": wrong("forgot_key_point", sure=0.8)})
    assert [m.kind for m in debrief.mistakes] == ["blanked"]
    assert debrief.mistakes[0].answer == "you share only what is needed"
