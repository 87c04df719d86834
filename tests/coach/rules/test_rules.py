"""The fifteen checks: each passes a good note, and each is seen to fail on a bad one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailer.coach import gate, rules
from mailer.coach.model import Draft, Interviewer, Mistake, Mode, Place, Visible
from mailer.coach.rules import CHECKS, Case
from tests.coach.drafting.tables import CATALOGUE, PHRASES, at, debrief

TEXT = (
    "Interview with Dana Liu at Fintra for driver. got there 10 min late. I rambled about conflict. "
    "Good chat about the new trams. On GDPR I said 2, the fine is 4 percent of turnover."
)
LATE = CATALOGUE.kinds["arrived_late"].note[0]
ANSWER = "the fine is 4 percent of turnover"
GOOD = f"""Hi Dana,

Thank you for the interview for the driver job at Fintra. I enjoyed our conversation about the new trams.

{LATE} I would like to put right what I said about GDPR: {ANSWER}.

It was good to meet you, and I would like to do this job. If there is anything else you would like to know, please ask. I look forward to hearing from you.

Best wishes,
Robin"""


def mistake(quote: str, kind: str, visible: Visible, answer: str | None = None) -> Mistake:
    """Return a mistake of TEXT."""
    return Mistake(quote, at(TEXT, quote), kind, (kind,), 0.9, 0.9, visible, None, True, answer)


TOLD = replace(
    debrief(TEXT, "Dana Liu", company="Fintra", role="driver", topics=("the new trams",)),
    mistakes=(
        mistake("got there 10 min late", "arrived_late", Visible.YES),
        mistake("I rambled about conflict", "rambled", Visible.NO),
        mistake("I said 2", "wrong_fact", Visible.UNCLEAR, ANSWER),
    ),
)
RULINGS = gate.rule(TOLD.mistakes, CATALOGUE)


def case(body: str = GOOD, subject: str = "Thank you for the interview: driver", **more: object) -> Case:
    """Return the good case with `body` in place of its note, and with what `more` changes."""
    plain = Case(
        Draft(Interviewer("Dana Liu"), subject, body), TOLD, PHRASES, RULINGS, signed="Robin Vale", answers=(ANSWER,),
        panel=("Dear Mr Osei,\n\nMany thanks for your time.\n\nKind regards,\nRobin",),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def changed(old: str, new: str) -> str:
    """Return the good note with one thing changed."""
    assert old in GOOD
    return GOOD.replace(old, new)


def test_the_good_note_keeps_all_fifteen() -> None:
    """A note as it should be passes every check."""
    assert rules.verdicts(case()) == dict.fromkeys(range(1, 16), True)


BAD = [
    (1, GOOD.replace("Fintra. ", "Fintra. " + "We went on to talk about the trams and the trams again. " * 12)),
    (1, "Hi Dana,\n\nThank you for the trams.\n\nBest wishes,\nRobin"),
    (2, changed("Thank you for the interview for", "It was about")),
    (2, changed("Thank you for the interview for", "Thank you for this amazing opportunity, ")),
    (3, changed("about the new trams", "about the work").replace(ANSWER, "it is so").replace("GDPR", "it")),
    (4, changed("the new trams", "the new submarines")),
    (4, changed("4 percent", "14 percent")),
    (4, changed("at Fintra", "at Globex")),
    (4, changed("to meet you", "to meet you and Priya")),
    (5, changed("It was good to meet you", "I know I rambled, and it was good to meet you")),
    (5, changed("It was good to meet you", "I should have kept to the point; it was good to meet you")),
    (6, changed(LATE, "")),
    (6, f"Hi Dana,\n\n{LATE} Thank you for the new trams.\n\nI look forward to hearing from you.\n\nBest wishes,\nRobin"),
    (6, changed("I look forward to hearing from you.", "I am sorry again.")),
    (6, changed(LATE, LATE + " " + "I should have left earlier for the trams, as I do on most days of the week, and I will." * 2)),
    (7, changed("It was good", "Sorry again. It was good")),
    (8, changed("It was good", "I was nervous, but it was good")),
    (8, changed("It was good", "Hopefully it was good")),
    (8, changed("It was good", "I know I said too much; it was good")),
    (9, changed("It was good", "The traffic was to blame; it was good")),
    (9, changed("It was good", "You misheard my answer; it was good")),
    (10, changed(f": {ANSWER}", "")),
    (10, changed("I would like to put right", "I messed up and would like to put right")),
    (11, changed("I look forward to hearing from you.", "I would not blame you for a no.")),
    (12, changed("Hi Dana,", "Hi Diana,")),
    (12, changed("Hi Dana,", "Dear Dana,")),
    (12, changed("Hi Dana,", "Hi Mr Liu,")),
    (14, changed("It was good", "I am thrilled, and it was good")),
    (14, changed("It was good", "It was maybe good")),
    (14, changed("It was good", "It was kind of good")),
    (14, changed("please ask.", "please ask! Please!")),
    (14, changed("It was good to meet you", "Notwithstanding considerable organisational complexities, establishing communication facilitated comprehension. " * 4 + "It was good")),
    (15, changed("Hi Dana,", "Hi Dana, [your name]")),
    (15, changed("please ask.", "please ask? What is the pay? When?")),
    (15, changed("It was good", "My certificates are attached. It was good")),
    (15, changed("It was good", "The salary suits me. It was good")),
    (15, changed("Best wishes,\nRobin", "Best wishes,")),
]  # fmt: skip


@pytest.mark.parametrize(("number", "body"), BAD)
def test_each_check_fails_on_a_bad_note(number: int, body: str) -> None:
    """A note that breaks a rule is caught by the check of that rule."""
    assert CHECKS[number](case(body)) is False


def test_notes_that_are_alike_are_caught() -> None:
    """The same note to a second interviewer, or for the next interview, is not sent (rule 13)."""
    assert CHECKS[13](case(panel=(GOOD.replace("Dana", "Tom"),))) is False
    assert CHECKS[13](case(panel=(), earlier=(GOOD,))) is False
    assert CHECKS[13](case(panel=(), earlier=("x y z",) * 5 + (GOOD,))) is True


def test_an_apology_that_nobody_ruled_is_caught() -> None:
    """Where the gate owns nothing, a note that says sorry breaks rules 5 and 7."""
    omitted = gate.rule((TOLD.mistakes[1],), CATALOGUE)
    told = case(rulings=omitted, answers=())
    assert CHECKS[5](told) is False
    assert CHECKS[7](told) is False
    assert CHECKS[6](told) is None


@pytest.mark.parametrize("number", [3, 6, 10, 13])
def test_a_rule_that_cannot_apply_does_not(number: int) -> None:
    """No detail told, nothing owned, no better answer, no other note: those rules are off."""
    assert CHECKS[number](case(rulings=(), answers=(), panel=(), specific=False)) is None


def test_a_screen_has_its_own_length() -> None:
    """After a phone screen ninety words are too many."""
    long = changed("Fintra. ", "Fintra. " + "It was good to hear about the trams. " * 2)
    assert CHECKS[1](case(long)) is True
    assert CHECKS[1](case(long, debrief=replace(TOLD, mode=Mode.PHONE))) is False


def test_every_kind_that_is_left_out_is_guarded() -> None:
    """For each of the kinds, a note that uses one of its tell-tale words while it is left out is caught."""
    for kind in CATALOGUE.kinds.values():
        quiet = gate.Ruling(
            Mistake("x", Place(0, 1), kind.id, (), 1, 1, Visible.NO), kind, gate.Move.OMIT, gate.Why.UNNOTICED
        )
        for word in kind.synonyms:
            body = GOOD.replace("It was good", f"As for {word}, it was good")
            assert CHECKS[5](case(body, rulings=(quiet,), answers=())) is False, (kind.id, word)


def test_the_house_wording_betrays_nothing() -> None:
    """No sentence of templates/note holds a word by which any of the kinds would show."""
    ours = ("thanks.", "joint.", "warm.", "plain.", "short.", "close.", "coming.", "least.interview", "least.phone")
    caught = {
        (kind.id, word, sentence)
        for name, sentences in PHRASES.tables.items() if name.startswith(ours)
        for sentence in sentences
        for kind in CATALOGUE.kinds.values()
        if (word := rules.holds(sentence, kind.synonyms))
    }  # fmt: skip
    assert not caught


def test_a_listed_word_is_found_in_its_place() -> None:
    """The word that betrays is named, the first of the list that stands in the note, endings counted."""
    assert rules.holds("I was Nervously rambling", ["late", "ramble", "nervous"]) == "ramble"
    assert rules.holds("a translated text", ["late", ""]) is None
    assert rules.holds("anything", []) is None
