"""Cutting a mail into the things it says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.coach.reading.clauses import cut


def pieces(text: str) -> list[str]:
    return [clause.text for clause in cut(text)]


@given(
    st.text(alphabet=st.sampled_from("abI iA.,;:!?-—•*\n\r\t\"'“”1)[]… butandthen"), max_size=400)
    | st.text(max_size=200)
)
@settings(max_examples=150, deadline=None)
def test_every_piece_stands_exactly_where_it_says(text: str) -> None:
    """Whatever I write, each piece is my exact words, in order, none twice."""
    end = 0
    for clause in cut(text):
        assert text[clause.start : clause.end] == clause.text
        assert clause.text.strip() == clause.text != ""
        assert clause.start >= end
        end = clause.end


def test_but_divides_good_from_bad() -> None:
    """What went well and what did not are told apart although they share a sentence."""
    assert pieces("I got the case right but I ran out of time.") == ["I got the case right", "but I ran out of time."]


def test_titles_and_times_do_not_end_a_sentence() -> None:
    """Mr. and 9.30 are no full stops."""
    assert len({c.sentence for c in cut("Mr. Healy came down at 9.30 and smiled.")}) == 1


def test_phone_typing_without_capitals_is_cut_at_full_stops() -> None:
    """A text typed on the phone is cut like any other."""
    assert pieces("got there late. he laughed. we sat down") == ["got there late.", "he laughed.", "we sat down"]


def test_bullets_are_pieces_of_their_own() -> None:
    """Each bullet is one thing, its mark left out."""
    clauses = cut("What went wrong:\n- blanked on SQL\n* late by 5 min\n1) no questions asked")
    assert [c.text for c in clauses] == ["What went wrong:", "blanked on SQL", "late by 5 min", "no questions asked"]
    assert [c.heading for c in clauses] == [True, False, False, False]


def test_lines_broken_by_the_mail_program_are_joined() -> None:
    """A sentence wrapped by the mail program is still one sentence."""
    text = "They asked me how I would deal with a parent who keeps on shouting at\nthe front desk and I had no answer."
    assert len({c.sentence for c in cut(text)}) == 1


def test_a_dictated_run_on_is_cut_all_the_same() -> None:
    """Words dictated without a full stop still fall into pieces."""
    text = "so i went in and he asked about the till and i said i never used one and then he moved on and i felt sick but she smiled"
    assert len(pieces(text)) >= 5


def test_notes_are_cut_at_their_commas() -> None:
    """Jotted down without subjects, each thing I did is a piece of its own."""
    assert pieces("late, rambled on the pay question, good chat about trams") == [
        "late",
        "rambled on the pay question",
        "good chat about trams",
    ]


def test_a_list_of_things_stays_whole() -> None:
    """Things in a row are one piece: commas alone divide nothing."""
    assert pieces("We talked about the rota, the till, the stock and the holidays.") == [
        "We talked about the rota, the till, the stock and the holidays."
    ]


def test_a_label_is_cut_from_what_it_names() -> None:
    """The word before the colon is no part of what went wrong."""
    assert pieces("went wrong: 3 hours of sleep, tripped over my words") == [
        "went wrong:",
        "3 hours of sleep",
        "tripped over my words",
    ]


def test_a_number_ends_a_sentence_too() -> None:
    """They pay 95 to 110. What follows is another sentence, capitals or not."""
    assert len({c.sentence for c in cut("they pay 95 to 110. went off about my own project")}) == 2


def test_a_long_line_goes_on_in_small_letters() -> None:
    """A line that was broken at a hundred letters is one sentence all the same."""
    upper = "had the warehouse one at kestrel foods. tom showed me round the cold store, good chat about the new"
    assert "good chat about the new\nscanners" in " ".join(c.text for c in cut(upper + "\nscanners. rambled a lot"))
