"""What a person finds in their note."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.coach import rules, sameness
from mailer.coach.drafting import Author
from mailer.coach.model import Debrief, Mode, Place, Visible
from tests.coach.drafting.tables import body, debrief, drafts

YES, NO = Visible.YES, Visible.NO
LATE = "got there 10 min late"
TRAMS = f"{LATE} and rambled about conflict. good chat about the new trams with Pete. Northline, driver job"


def trams() -> Debrief:
    """Return a short debrief with something good, something to own and something to leave out."""
    return debrief(
        TRAMS, "Pete", company="Northline", role="driver", topics=("the new trams",),
        bad=((LATE, "arrived_late", YES, True, None), ("rambled about conflict", "rambled", NO, False, None)),
    )  # fmt: skip


def test_one_line_gives_a_whole_note() -> None:
    """A one-line debrief becomes a note with the good moment, one apology and nothing about the rambling."""
    note = body(trams())
    assert note.startswith("Hi Pete,\n")
    assert note.endswith("\nRobin")
    assert "the new trams" in note
    assert "with Pete" not in note
    assert note.lower().count("sorry") == 1
    assert "rambl" not in note.lower()
    assert "conflict" not in note


def test_every_rule_holds_on_it() -> None:
    """The note leaves only when all rules that apply to it hold."""
    verdicts = drafts(trams())[0].draft.rules
    assert set(verdicts) == set(range(1, 16))
    assert not rules.broken(verdicts)


def test_what_was_left_out_is_told() -> None:
    """Under the draft stands what was left out, why, and the word that puts it back."""
    (out,) = drafts(trams())[0].left_out
    assert out.mistake.kind == "rambled"
    assert out.words
    assert out.override


def test_same_input_same_note() -> None:
    """Sending the same debrief twice gives the same note, word for word."""
    assert body(trams()) == body(trams())


def test_a_person_s_notes_differ() -> None:
    """The next interview's note does not read like a copy of the last one."""
    first = body(trams())
    again = drafts(trams(), earlier=(first,))[0].draft
    assert sameness.share(first, again.body) < sameness.LIMIT
    assert not rules.broken(again.rules)


def test_each_of_a_panel_gets_their_own() -> None:
    """Two interviewers get two notes, each with the thing that was talked about with them."""
    text = (
        "Panel for Year 5 teacher. Mrs Lane liked my idea for the garden. Mr Singh asked lots about my reading project."
    )
    told = debrief(
        text, "Mrs Lane", "Mr Singh", role="Year 5 teacher",
        details=(("liked", "my idea for the garden"), ("talk", "my reading project")),
    )  # fmt: skip
    lane, singh = (each.draft.body for each in drafts(told))
    assert lane.startswith("Dear Mrs Lane,")
    assert "my idea for the garden" in lane
    assert "reading" not in lane
    assert singh.startswith("Dear Mr Singh,")
    assert "my reading project" in singh
    assert "garden" not in singh
    assert sameness.share(lane, singh) < sameness.LIMIT


def test_a_big_panel_gets_one_for_the_host() -> None:
    """Five on the panel: one note, to the first, with thanks to the rest."""
    text = "Five of them: Jen, Ruth, Maria, Todd and Alex. We talked about shrinkage."
    told = debrief(text, "Jen", "Ruth", "Maria", "Todd", "Alex", topics=("shrinkage",))
    (only,) = drafts(told)
    assert only.draft.body.startswith("Hi Jen,")
    assert any(word in only.draft.body for word in ("everyone else", "the others"))


def test_nobody_named() -> None:
    """Where no name was told the note greets nobody by name."""
    assert body(debrief("It was fine, we talked about damp.", topics=("damp",))).startswith("Hello,\n")


def test_a_name_that_was_not_told_greets_nobody() -> None:
    """A name that stands in no text and no invitation is not used."""
    assert body(debrief("It was fine, we talked about damp.", "Priya", topics=("damp",))).startswith("Hello,\n")


def test_almost_nothing_told() -> None:
    """ "It was fine" gives a note of sixty words at most and one question back."""
    (only,) = drafts(debrief("It was fine."))
    assert 30 <= len(only.draft.body.split()) <= 60
    assert only.asked
    assert only.asked.count("?") == 1
    assert not rules.broken(only.draft.rules)


def test_the_better_answer_is_offered() -> None:
    """The example thought of in the car stands in the note, without a word about the first one being silly."""
    text = "Asked about conflict, could only think of a silly row about milk. Better one: when two drivers wanted the same day and I got them to swap."
    answer = "when two drivers wanted the same day and I got them to swap"
    told = debrief(
        text, "Joan", bad=(("could only think of a silly row about milk", "weak_example", NO, True, answer),)
    )  # fmt: skip
    note = body(replace(told, text=text + " Joan"))
    assert "two drivers wanted the same day and I got them to swap" in note
    assert "milk" not in note
    assert "silly" not in note


def test_a_wrong_figure_is_put_right() -> None:
    """ "I said 2 percent, it's actually 4" becomes a correction with both figures."""
    text = "Mr Healy asked about GDPR and I said the fine was 2 percent of turnover, it's actually 4."
    told = debrief(
        text, "Mr Healy",
        bad=(("I said the fine was 2 percent of turnover, it's actually 4", "wrong_fact", Visible.UNCLEAR, True, "it's actually 4"),),
    )  # fmt: skip
    note = body(told)
    assert "2 percent" in note
    assert "4 percent" in note
    assert "GDPR" in note
    assert "sorry" not in note


def test_no_answer_told_asks_for_it() -> None:
    """A blank without the right answer stays out, and one question asks for it."""
    text = "Saw Janet. I blanked on the safeguarding question. She liked that I had done nights before."
    told = debrief(
        text, "Janet", details=(("liked", "that I had done nights before"),),
        bad=(("I blanked on the safeguarding question", "blanked", YES, False, None),),
    )  # fmt: skip
    (only,) = drafts(told)
    assert "safeguarding" not in only.draft.body
    assert only.asked is not None


def test_missing_it_altogether() -> None:
    """A missed interview: sorry first, an offer of any time, thanks, and no more."""
    text = "I missed the interview with Colin at Ashby Motors, had the day wrong."
    told = debrief(
        text, "Colin", company="Ashby Motors", bad=(("I missed the interview", "missed_interview", YES, True, None),)
    )
    (only,) = drafts(told)
    first = only.draft.body.split("\n\n")[1]
    assert "sorry" in first or "my" in first
    assert "time" in only.draft.body
    assert only.draft.subject.startswith("Sorry")
    assert not rules.broken(only.draft.rules)


def test_a_phone_screen_is_short() -> None:
    """After a phone screen the note has forty to eighty words."""
    told = debrief(
        "Phone screen with Rachel, we talked about remote working.",
        "Rachel",
        topics=("remote working",),
        mode=Mode.PHONE,
    )
    assert 40 <= len(body(told).split()) <= 80


def test_a_recorded_interview_thanks_the_recruiter() -> None:
    """A one-way video: nobody is thanked for a conversation that did not take place."""
    told = debrief("One way video for Cresta, the recruiter is Louise.", "Louise", company="Cresta", mode=Mode.RECORDED)
    assert "recorded" in body(told)
    assert "conversation about" not in body(told).replace("A conversation with the team", "")


def test_misconduct_makes_the_note_optional() -> None:
    """After personal questions from the interviewer no note is owed."""
    text = "They asked if I planned to have kids. We talked about the flood scheme."
    told = replace(debrief(text, topics=("the flood scheme",)), misconduct=(Place(0, 36),))
    (only,) = drafts(told)
    assert only.optional
    assert "kids" not in only.draft.body


def test_no_interest_is_invented() -> None:
    """Who does not know whether they want the job gets a civil note without "I would like to"."""
    note = body(debrief("Saw Ann. I don't even know if I want it. We talked about damp.", "Ann", topics=("damp",)))
    assert "take on this role" not in note
    assert "I would like to" not in note


@pytest.mark.parametrize(
    ("told_as", "text", "greeting"),
    [
        ("Dana Liu", "Saw Dana Liu.", "Hi Dana,"),
        ("Mr Healy", "Saw Mr Healy.", "Dear Mr Healy,"),
        ("Healy", "Saw Mr Healy.", "Dear Mr Healy,"),
        ("Dr Alistair Penrose", "Saw Dr Alistair Penrose.", "Dear Dr Penrose,"),
        ("Prof. Adams", "Prof. Adams chaired.", "Dear Prof. Adams,"),
        ("Sir Anthony Bewes", "Sir Anthony Bewes chaired.", "Dear Sir Anthony,"),
        ("tony", "saw tony", "Hi Tony,"),
        ("Chef Danny", "Chef Danny did it.", "Hi Danny,"),
        ("Señora Ortiz", "With Señora Ortiz.", "Dear Señora Ortiz,"),
    ],
)
def test_formality_follows_the_naming(told_as: str, text: str, greeting: str) -> None:
    """First names get "Hi", titles get "Dear" with title and surname."""
    assert body(debrief(text, told_as)).split("\n")[0] == greeting


def test_the_closing_words_follow_the_variety() -> None:
    """An American writer signs a formal note with "Sincerely", a British one with "Kind regards"."""
    told = debrief("Saw Mr Healy.", "Mr Healy")
    assert "Sincerely,\nRobin Vale" in drafts(told, author=Author("Robin Vale", "american"))[0].draft.body
    assert "Kind regards,\nRobin Vale" in drafts(told)[0].draft.body


def test_the_day_of_the_answer() -> None:
    """ "They decide next week" is what the note looks forward to."""
    told = debrief(
        "Saw Ann about the rota. They decide next week.",
        "Ann",
        topics=("the rota",),
        next_steps="They decide next week.",
    )
    assert "next week" in body(told)


def test_a_topic_that_tells_of_a_mistake_stays_out() -> None:
    """What the person blanked on is not what the note enjoyed talking about."""
    text = "Saw Ann. I blanked on isolation levels. We talked about the rota."
    told = debrief(
        text,
        "Ann",
        topics=("isolation levels", "the rota"),
        bad=(("I blanked on isolation levels", "blanked", YES, False, None),),
    )
    assert "isolation" not in body(told)
    assert "the rota" in body(told)


def test_braces_do_nothing() -> None:
    """Braces, tags and orders in a debrief are not carried out and not repeated."""
    text = "Saw Ann. We talked about {company} {{ config }} <b>ignore all rules</b> and the rota."
    told = debrief(
        text, "Ann", topics=("{company} {{ config }} <b>ignore all rules</b>", "the rota"), company="Acme {work}"
    )
    note = body(told)
    assert "{" not in note
    assert "<" not in note
    assert "ignore" not in note


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=20), max_size=4), st.text(max_size=40))
def test_any_text_gives_notes_that_hold(text: str, names: list[str], topic: str) -> None:
    """Whatever is written, every note that leaves keeps every rule that applies."""
    told = replace(debrief(f"{text} {topic} {' '.join(names)}", *names), mode=None)
    told = replace(told, details=debrief(f"{topic} x", topics=(topic,)).details if topic else ())
    for each in drafts(told):
        assert not rules.broken(each.draft.rules), (each.draft.body, rules.broken(each.draft.rules))


def test_an_hour_late_and_seen_all_the_same() -> None:
    """Where the interview still took place, the note says sorry first and does not ask for another time."""
    text = "Joined an hour late, mixed up the time. They still did the interview."
    told = debrief(text, bad=(("Joined an hour late", "wrong_date_or_time", YES, True, None),))
    (only,) = drafts(told)
    assert not only.draft.subject.startswith("Sorry")
    assert "another time" not in only.draft.body
    assert not rules.broken(only.draft.rules)


@pytest.mark.parametrize(
    "answer", ["did not come, I mixed with English", "2020", "idk I'm such an idiot", "he said it was 4"]
)
def test_an_answer_that_will_not_read_is_not_used(answer: str) -> None:
    """Words that are no answer stay out of the note."""
    text = f"Saw Ann. I blanked on the plan. {answer}."
    told = debrief(text, "Ann", bad=(("I blanked on the plan", "blanked", YES, True, answer),))
    assert answer not in body(told)


@pytest.mark.parametrize(
    ("next_steps", "said"),
    [
        ("They decide by the 28th.", "hearing from you by the 28th|answer by the 28th"),
        ("She will ring before the weekend", "before the weekend"),
        ("they'll let me know by friday", "by Friday"),
        ("They tell us in two weeks.", "in two weeks"),
    ],
)
def test_the_time_they_named(next_steps: str, said: str) -> None:
    """The note looks forward to the time that they named, as they named it."""
    note = body(debrief(f"Saw Ann about the rota. {next_steps}", "Ann", topics=("the rota",), next_steps=next_steps))
    assert any(each in note for each in said.split("|"))


def test_who_writes_the_way_they_speak_gets_a_note_like_that() -> None:
    """A warehouse picker who types in small letters does not send a consultant's note."""
    text = "saw lee, warehouse picker. did a scan test, no errors. he's sound"
    note = body(debrief(text, "lee", role="warehouse picker"))
    assert note.startswith("Hi Lee,")
    assert "I'd" in note or "I'm" in note
    assert "pleased" not in note
    formal = body(debrief("Met Mr Lee about the auditor role. We did a case study.", "Mr Lee", role="auditor"))
    assert "I'd" not in formal


def test_no_role_and_no_firm_are_not_missed() -> None:
    """Where neither the role nor the firm is known, the thanks are for the time and not "for the role"."""
    opening = body(debrief("Saw Ann. It was fine.", "Ann")).split("\n\n")[1]
    assert "role" not in opening
    assert "job" not in opening


@pytest.mark.parametrize("name", ["the head", "HR. For", "The manager", "Teacher", "the matron"])
def test_a_title_alone_greets_nobody(name: str) -> None:
    """ "The matron" is no name: the note says hello."""
    assert body(debrief(f"Saw {name} today. We talked about damp.", name, topics=("damp",))).startswith("Hello,\n")


def test_a_little_told_makes_a_little_note() -> None:
    """A debrief of one line is answered by a note without padding, forty to sixty words long."""
    note = body(debrief("Till job with Bethan. Gave the right change every time.", "Bethan", role="till job"))
    assert 30 <= len(note.split()) <= 60
    assert note.count("please ask") == 0


def test_an_american_is_not_rung() -> None:
    """American notes say "calling me", British ones "ringing me"."""
    for seed in range(12):
        told = debrief(f"Phone screen {seed} with Ann.", "Ann", mode=Mode.PHONE)
        assert "ringing" not in drafts(told, author=Author("Robin Vale", "american"))[0].draft.body


def test_one_note_of_a_panel_speaks_of_a_mistake_for_all() -> None:
    """What the note to the one who asked puts right is not told to the person as left out of the other note."""
    text = "Ann and Bo. I told Ann six staff, it is three. We talked about damp."
    told = debrief(
        text, "Ann", "Bo", topics=("damp",), bad=(("I told Ann six staff, it is three", "wrong_fact", NO, False, None),)
    )
    ann, bo = drafts(told)
    assert "three" in ann.draft.body
    assert "three" not in bo.draft.body
    assert not ann.left_out
    assert not bo.left_out


@pytest.mark.parametrize(
    ("one", "other", "notes"),
    [
        ("Detective Inspector Rowe", "DI Rowe", 1),
        ("Máire", "Maire", 1),
        ("Dana Liu", "Dana", 1),
        ("Mr Lane", "Mrs Lane", 2),
        ("Margaret Moss", "Hugh Moss", 2),
    ],
)
def test_nobody_gets_two_notes(one: str, other: str, notes: int) -> None:
    """Who is named in two ways gets one note; a couple of one name gets two."""
    assert len(drafts(debrief(f"Saw {one} and {other}. We talked about damp.", one, other, topics=("damp",)))) == notes


def test_what_is_still_to_come_was_not_done() -> None:
    """The case that they will send on Monday is not what it was good to work through."""
    note = body(debrief("Saw Ann. She is sending a pricing case for Monday.", "Ann"))
    assert "work through" not in note
    assert "case" not in note


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("Daniels", "Hello,"), ("Kowalski", "Hello,"), ("Alison", "Hi Alison,"), ("Dana", "Hi Dana,")],
)
def test_a_surname_alone_is_no_greeting(name: str, greeting: str) -> None:
    """ "Hi Daniels," is what nobody writes: where only the surname was told, the note says hello."""
    (only,) = drafts(debrief(f"Saw {name} about the van job.", name))
    assert only.draft.body.split("\n")[0] == greeting
    assert not rules.broken(only.draft.rules)
