"""Who was in the room, and who was not."""

import pytest

from mailer.coach.model import Interviewer, Known
from mailer.coach.reading.judge import Mention
from mailer.coach.reading.people import interviewers


def names(text: str, *tagged: str, known: Known = Known()) -> list[str]:  # noqa: B008
    mentions = [Mention("person", text.index(n), text.index(n) + len(n), 0.9) for n in tagged]
    return [person.name for person in interviewers(text, mentions, known, ())]


def test_a_name_is_made_whole() -> None:
    """A first name and the full name are one person, under the full name."""
    assert names("Met Dana Liu, head of ops. Dana was kind.", "Dana") == ["Dana Liu"]


def test_a_title_stays_where_only_the_surname_is_known() -> None:
    """Mr Healy stays Mr Healy; Mrs Ita Kehoe is Ita Kehoe."""
    assert names("Mr Healy and Mrs Ita Kehoe asked in turn.") == ["Mr Healy", "Ita Kehoe"]


def test_names_typed_in_lower_case_get_their_capitals() -> None:
    """A note to gaz begins with Gaz."""
    assert names("some bloke called gaz showed me the yard") == ["Gaz"]


def test_what_they_do_is_kept_as_told() -> None:
    """The head of ops is remembered as that."""
    people = interviewers("Dana Liu, the head of ops, asked most.", [Mention("person", 0, 8, 0.9)], Known(), ())
    assert people == (Interviewer("Dana Liu", title="head of ops"),)


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("It went fine, Priya asked about stock.\n\nThanks,\nTom Reed", "Tom Reed"),
        ("It went fine.\n\nkind regards\nMaria", "Maria"),
        ("My recruiter Sandra said it would be easy.", "Sandra"),
        ("My husband Joe drove me.", "Joe"),
        ("Sandra from the agency rang afterwards.", "Sandra"),
        ("Hi Sam,\nit went fine.", "Sam"),
    ],
)
def test_people_who_were_not_in_the_room_are_left_out(text: str, tagged: str) -> None:
    """Neither I nor my recruiter nor my family interviewed me."""
    assert tagged not in names(text, tagged)


def test_my_own_name_is_never_an_interviewer() -> None:
    """The sender is not thanked by themself."""
    assert names("Tom here. Priya asked about stock.", "Tom", "Priya", known=Known(person="Tom Reed")) == ["Priya"]


def test_people_on_the_invitation_come_first_with_their_addresses() -> None:
    """Whom the invitation names is written to at the address it gives."""
    known = Known(interviewers=(Interviewer("Dana Liu", "dana@example.org"),))
    people = interviewers(
        "Dana and Raj were nice.", [Mention("person", 0, 4, 0.9), Mention("person", 9, 12, 0.9)], known, ()
    )
    assert people == (Interviewer("Dana Liu", "dana@example.org"), Interviewer("Raj"))


def test_an_address_given_in_passing_is_kept() -> None:
    """The address I was told goes with the name."""
    people = interviewers("Spoke with Dana Liu (dana.liu@acme.example).", [Mention("person", 11, 19, 0.9)], Known(), ())
    assert people == (Interviewer("Dana Liu", "dana.liu@acme.example"),)


@pytest.mark.parametrize(
    ("text", "tagged", "wanted"),
    [
        ('I called Jade "Jane" twice.', ("Jade", "Jane"), ["Jade"]),
        ("called Tash Trish, twice", ("Tash Trish",), ["Tash"]),
        ("Met Dan Healy. I called him Dave.", ("Dan Healy", "Dave"), ["Dan Healy"]),
        ("A woman called Dana Liu saw me.", ("Dana Liu",), ["Dana Liu"]),
        ("i kept calling tash trish, she does the rota", ("trish",), ["Tash"]),
        ("called tash trish. otherwise fine", (), ["Tash"]),
        ("then i called anna back", ("anna",), ["Anna"]),
    ],
)
def test_the_wrong_name_of_a_slip_is_nobody(text: str, tagged: tuple[str, ...], wanted: list[str]) -> None:
    """Whom I called by a wrong name is thanked by the right one."""
    assert names(text, *tagged) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Spoke with Priya. Next round is with the director, Paul Osei, on Thursday.",
        "Met Priya today, if i get through i meet Paul Osei next.",
        "Priya asked about stock. They want me to come back and see Paul Osei.",
        "Priya interviewed me, the second interview will be with Paul Osei.",
    ],
)
def test_who_comes_in_the_next_round_is_not_thanked_for_this_one(text: str) -> None:
    """Whom I have not met yet did not interview me."""
    assert names(text, "Priya", "Paul Osei") == ["Priya"]


@pytest.mark.parametrize("text", ["Second round with Priya.", "Next one was Priya, who asked about stock."])
def test_who_asked_in_a_later_round_told_of_now_is_kept(text: str) -> None:
    """A second round that is over was held by somebody."""
    assert names(text, "Priya") == ["Priya"]


def test_the_department_is_nobody() -> None:
    """HR is where she works."""
    assert names("Priya from HR For the role play was kind.", "Priya") == ["Priya"]


def test_whoever_gave_the_firm_its_name_may_still_ask() -> None:
    """Mr Lowther of Lowther & Kay is a person; Pruitt Lowe LLP is none."""
    text = "Audit trainee at Lowther & Kay, interviewed by Mr Lowther himself. Pruitt Lowe LLP came up."
    mentions = [
        Mention("person", text.index(n), text.index(n) + len(n), 0.9) for n in ("Mr Lowther", "Pruitt Lowe LLP")
    ]
    assert [p.name for p in interviewers(text, mentions, Known(), ["Lowther & Kay"])] == ["Mr Lowther"]


def test_one_address_is_one_person() -> None:
    """The "ohara" of renee.ohara@hilltop.example is no second interviewer beside Renée O'Hara, and gets no second note."""
    text = "Interview with Renée O'Hara (renee.ohara@hilltop.example) at Hilltop."
    mentions = [Mention("person", text.index(n), text.index(n) + len(n), 0.9) for n in ("Renée", "ohara")]
    assert interviewers(text, mentions, Known(), ()) == (Interviewer("Renée O'Hara", "renee.ohara@hilltop.example"),)
    text = "Sarah Smith and John Smith asked me about tills. sarah.smith@x.example"
    mentions = [Mention("person", text.index(n), text.index(n) + len(n), 0.9) for n in ("Sarah Smith", "John Smith")]
    assert interviewers(text, mentions, Known(), ()) == (
        Interviewer("Sarah Smith", "sarah.smith@x.example"), Interviewer("John Smith"),
    )  # fmt: skip


def oberfeld(text: str, sure: float = 0.6, *, firm_known: bool = False) -> list[str]:
    tagged = [
        Mention("person", text.index(n), text.index(n) + len(n), 0.9 if n != "Oberfeld" else sure)
        for n in ("Oberfeld", "Tom", "Sara")
        if n in text
    ]
    return [person.name for person in interviewers(text, tagged, Known(), (), firm_known=firm_known)]


def test_a_bare_name_after_interview_with_may_be_the_firm() -> None:
    """Interview with Oberfeld, and Tom and Sara asked: nobody called Oberfeld gets a note, unless the firm is known."""
    text = "Had my interview with Oberfeld. Tom and Sara asked in turn."
    assert oberfeld(text) == ["Tom", "Sara"]
    assert oberfeld(text, firm_known=True) == ["Oberfeld", "Tom", "Sara"]


@pytest.mark.parametrize(
    ("text", "sure", "first"),
    [
        ("Had my interview with Oberfeld. Went fine.", 0.6, "Oberfeld"),
        ("Had my interview with Mr Oberfeld. Tom and Sara asked in turn.", 0.6, "Mr Oberfeld"),
        ("Had my interview with Oberfeld and Tom. Sara asked in turn.", 0.6, "Oberfeld"),
        ("Had my interview with Oberfeld. Tom and Sara asked in turn.", 0.9, "Oberfeld"),
        ("Interviewed by Oberfeld (o.b@hill.example) and Tom. I was late.", 0.6, "Oberfeld"),
    ],
)
def test_a_name_that_must_be_somebody_is_kept(text: str, sure: float, first: str) -> None:
    """Alone, with a title, beside Tom, or plainly a person, Oberfeld interviewed me."""
    assert oberfeld(text, sure)[0] == first


@pytest.mark.parametrize(
    ("text", "tagged", "wanted"),
    [
        ("Met Mary-Jane D'Arcy today.", ("Mary-Jane", "Arcy"), ["Mary-Jane D'Arcy"]),
        ("Met Mary-Jane D’Arcy today.", ("Mary-Jane D", "Arcy"), ["Mary-Jane D’Arcy"]),
        ("Met Seán O'Brien-Walsh today.", ("Seán O", "Brien", "Walsh"), ["Seán O'Brien-Walsh"]),
        ("Anne-Marie O'Neill and Jean-Luc asked.", ("Marie", "Neill", "Luc"), ["Anne-Marie O'Neill", "Jean-Luc"]),
        ("Met Mary-Jane Monday.", ("Mary-Jane",), ["Mary-Jane"]),
    ],
)
def test_a_double_name_is_one(text: str, tagged: tuple[str, ...], wanted: list[str]) -> None:
    """Mary-Jane D'Arcy is one woman, whatever stands between the letters of her name."""
    assert names(text, *tagged) == wanted


def test_the_letters_of_an_address_are_nobody() -> None:
    """The "mj" of mj.darcy@kestrel.example gets no note of her own."""
    text = "Met Mary-Jane D'Arcy (mj.darcy@kestrel.example) today."
    tagged = [
        Mention("person", text.index(n), text.index(n) + len(n), 0.9) for n in ("Mary-Jane", "Arcy", "mj", "darcy")
    ]
    assert interviewers(text, tagged, Known(), ()) == (Interviewer("Mary-Jane D'Arcy", "mj.darcy@kestrel.example"),)
