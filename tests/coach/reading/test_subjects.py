"""What the subject of a mail tells, where the text does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.coach.model import Known, Mode
from mailer.coach.reading import subject
from mailer.coach.reading.company import company, role
from mailer.coach.reading.judge import Mention
from mailer.coach.reading.mode import mode
from mailer.coach.reading.read import read
from mailer.words import Words
from tests.coach.reading.fakes import ToldJudge

NAMED = [
    ("Debrief: Backend developer, Lumen Labs (video)", "Lumen Labs", "Backend developer"),
    ("Interview at Lumen Labs - backend developer", "Lumen Labs", "backend developer"),
    ("interview at lumen labs - backend developer", "Lumen Labs", "backend developer"),
    ("Re: Fwd: Interview with Kestrel Foods", "Kestrel Foods", None),
    ("Lumen Labs – Backend Developer", "Lumen Labs", "Backend Developer"),
    ("Phone interview with Kestrel Foods, warehouse operative", "Kestrel Foods", "warehouse operative"),
    ("Interview for chef de partie at The Gilded Perch this morning", "The Gilded Perch", "chef de partie"),
    ("Interview for the post of head of year at Larkfield Academy", "Larkfield Academy", "head of year"),
    ("2nd interview: 1st line support technician @ Brightwire", "Brightwire", "1st line support technician"),
    ("Zoom interview at Quantiva for data analyst", "Quantiva", "data analyst"),
    ("Staff nurse band 5 @ Harrow General (panel)", "Harrow General", "Staff nurse band 5"),
    ("Night porter at the Corrib Hotel", "Corrib Hotel", "Night porter"),
    ("Debrief Vale Partners, finance manager", "Vale Partners", "finance manager"),
    ("My interview at Tesco today", "Tesco", None),
    ("Barista, 1st interview", None, "Barista"),
    ("Backend developer, Remote", None, "Backend developer"),
    ("Receptionist interview, Dr Hayes", None, "Receptionist"),
]
NOTHING = """interview today|how it went|Re: Fwd: hello|thank you|Thank You|Great News|interview at 3pm|Interview on Monday
interview at the hospital|Interview at work|Question about my manager|my manager, help|Sorry, late again|Out of office
Feedback on my interview with the manager|Interview notes 19/11|Interview Nov 19th|Lumen Labs|Help|Interview follow-up to recruiter
URGENT: help with interview|Interview 2026-11-19 14:00 Teams||Thursday's interview|Nurse, tired|Interview at home""".replace(
    "\n", "|"
)


@pytest.mark.parametrize(("line", "firm", "job"), NAMED)
def test_a_subject_may_name_firm_and_job(line: str, firm: str | None, job: str | None) -> None:
    """I wrote the firm and the job into the subject, so I need not say them again."""
    assert subject.told(line) == subject.Told(firm, job)


@pytest.mark.parametrize("line", NOTHING.split("|"))
def test_most_subjects_name_nothing(line: str) -> None:
    """A subject that only says "interview today" is no firm and no job."""
    assert subject.told(line) == subject.Told()


def test_what_the_text_says_wins() -> None:
    """Where text and subject differ, the text is right: the subject may be an old one."""
    text = "Interview for baker at Rosso Pizzeria went fine, I was on the phone interview for an hour."
    known = Known(subject="Interview at Lumen Labs - backend developer (video)")
    tagged = [
        Mention(sort, text.index(name), text.index(name) + len(name), 0.9)
        for sort, name in (("company", "Rosso Pizzeria"), ("role", "baker"))
    ]
    assert (company(text, tagged, known), role(text, tagged, known)) == ("Rosso Pizzeria", "baker")
    assert mode(text, known) is Mode.PHONE


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("Debrief: Backend developer, Lumen Labs (video)", Mode.VIDEO),
        ("Phone interview with Kestrel Foods", Mode.PHONE),
        ("Cook, Harbour Kitchen, in person", Mode.ONSITE),
        ("HireVue for Fable", Mode.RECORDED),
        ("Video editor, Fable", None),
        ("Phone engineer at Keel", None),
        ("Two interviews: phone interview, zoom", None),
        ("how it went", None),
    ],
)
def test_a_subject_may_say_how_it_was_held(line: str, held: Mode | None) -> None:
    """A video interview is one if the subject alone says so; a video editor is a job."""
    assert mode("I blanked on the second question.", Known(subject=line)) is held


def test_a_subject_for_two_interviews_is_nobodys() -> None:
    """I told of two interviews, and neither is the one that the subject names."""
    text = "Two interviews today.\n\nFirst one was for cook. I was late.\n\nThe second one was for baker. I blanked."
    debriefs = read(text, Known(subject="Interview at Lumen Labs"), ToldJudge({}), Words().catalogue())
    assert [each.company for each in debriefs] == [None, None]


@pytest.mark.parametrize(("firm", "job"), [("Kestrel Foods", None), ("Lumen Labs Ltd", "Backend developer")])
def test_a_subject_of_another_firm_names_no_job_here(firm: str, job: str | None) -> None:
    """The interview on file is with Kestrel Foods, so the job at Lumen Labs is not what it was for."""
    known = Known(company=firm, subject="Debrief: Backend developer, Lumen Labs")
    (debrief,) = read("I was late and I blanked.", known, ToldJudge({}), Words().catalogue())
    assert (debrief.company, debrief.role) == (firm, job)


@given(st.text(max_size=160) | st.text(alphabet=st.sampled_from("aA tT-,:;()@&'3.for at with cook Re\n"), max_size=160))
@settings(max_examples=150, deadline=None)
def test_any_subject_is_read(line: str) -> None:
    """Whatever I write into the subject, nothing is made of it that does not stand there."""
    told = subject.told(line)
    for name in filter(None, (told.company, told.role)):
        assert all(word.casefold() in line.casefold() for word in name.split())
