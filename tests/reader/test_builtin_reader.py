"""The reader as it is shipped: total, deterministic, exact in what it quotes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.coach.model import Debrief, Interviewer, Known, Tone, Visible
from mailer.errors import GiveUp
from mailer.reader import BuiltinReader
from mailer.reader.encoder import WEIGHTS, EncoderJudge
from mailer.words import Words

READER = BuiltinReader(Words().catalogue())


def one(text: str, known: Known = Known()) -> Debrief:  # noqa: B008
    (debrief,) = READER.read(text, known)
    return debrief


def quotes(debrief: Debrief) -> list[str]:
    return [m.quote for m in debrief.mistakes]


@given(st.text(max_size=300) | st.text(alphabet="i was late but n\n-.?!\"' ", max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read(text: str) -> None:
    """Whatever I send, something comes back, and what it quotes stands in my mail."""
    debriefs = READER.read(text, Known())
    assert debriefs
    for debrief in debriefs:
        for told in (*debrief.mistakes, *debrief.positives):
            assert debrief.text[told.place.start : told.place.end] == told.quote != ""
        for words in (debrief.question, debrief.next_steps):
            assert words is None or words in text
        assert all(m.evidence is None or m.evidence in text for m in debrief.mistakes)
        assert all(m.answer is None or m.answer in text for m in debrief.mistakes)


def test_the_same_mail_is_read_the_same_way() -> None:
    """Twice the same mail, twice the same reading."""
    text = "Got there 15 min late. Priya laughed at my joke though. I blanked on the stock question."
    assert READER.read(text, Known()) == BuiltinReader(Words().catalogue()).read(text, Known())


def test_a_very_long_mail_is_read() -> None:
    """A novel is read without complaint."""
    text = "I blanked on the stock question and then she moved on. " * 600
    assert READER.read(text, Known())[0].mistakes


def test_plain_mistakes_are_found_in_my_words() -> None:
    """What I say outright is found."""
    text = (
        "Interview at Alder Foods for the stock controller job with Priya and Tom.\n\nI got there 15 minutes late and "
        "they had already started. I blanked on the question about cycle counts. Talked about the new warehouse system "
        "and they liked my idea for the returns desk. They will let me know by Friday."
    )
    debrief = one(text)
    kinds = [m.kind for m in debrief.mistakes]
    assert kinds[:2] == ["arrived_late", "blanked"]
    assert debrief.mistakes[0].visible is Visible.YES
    assert any("returns desk" in p.quote for p in debrief.positives)
    assert (debrief.company, debrief.role) == ("Alder Foods", "stock controller")
    assert [i.name for i in debrief.interviewers] == ["Priya", "Tom"]
    assert debrief.next_steps == "They will let me know by Friday."


@pytest.mark.parametrize(
    "text",
    [
        "The interviewer was twenty minutes late and kept looking at his phone.",
        "He asked if I was planning to have children.",
        "At my last interview I blanked completely. This time every answer came.",
        "I was so scared I would freeze, and I didn't.",
        "They asked about a mistake I had made, and I told them about the wrong delivery in 2019; she liked how I put it right.",
        "The candidate before me turned up late.",
        "I'm an idiot. Total disaster.",
        "I didn't ramble and I wasn't late.",
    ],
)
def test_what_is_not_my_doing_is_not_held_against_me(text: str) -> None:
    """Their lateness, an earlier interview, a fear, an insult: none is asserted as my mistake."""
    assert not [m.quote for d in READER.read(text, Known()) for m in d.mistakes if m.asserted]


def test_despair_is_heard_above_all() -> None:
    """A mail that says I cannot go on is heard as that, whatever else it tells."""
    assert one("I blanked on everything. I don't want to be here anymore.").tone is Tone.CRISIS


def test_a_signature_is_no_interviewer() -> None:
    """My own name under the mail is mine."""
    text = "It went well, Priya asked about the rota and we talked for an hour.\n\nThanks,\nSam Brook"
    assert [i.name for i in one(text, Known(person="Sam Brook")).interviewers] == ["Priya"]


def test_the_invitation_fills_what_i_leave_out() -> None:
    """Who and where need not be told twice."""
    known = Known(company="Acme", role="picker", interviewers=(Interviewer("Dana Liu", "dana@example.org"),))
    debrief = one("went ok, i froze on one question", known)
    assert (debrief.company, debrief.role, debrief.interviewers) == ("Acme", "picker", known.interviewers)


def test_damaged_weights_are_not_used(tmp_path: Path) -> None:
    """A broken installation says so instead of reading wrongly."""
    for name in ("reader.json", "tokenizer.json"):
        shutil.copy(WEIGHTS / name, tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"\0" + (WEIGHTS / "encoder.onnx").read_bytes()[1:])
    with pytest.raises(GiveUp):
        EncoderJudge(tmp_path)


def test_every_kind_it_can_name_is_in_the_catalogue() -> None:
    """No kind is named that nothing can be said about."""
    names = json.loads((WEIGHTS / "reader.json").read_text(encoding="utf-8"))["names"]
    catalogue = Words().catalogue()
    assert set(names["kind"]) == set(catalogue.kinds)
    assert set(names["positive"]) <= set(catalogue.positives)


def test_nothing_of_the_training_is_needed_to_read() -> None:
    """The service runs without the training tools."""
    code = "import mailer.reader.encoder as e; e.EncoderJudge(); import sys; assert not {'torch', 'transformers', 'sklearn'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
