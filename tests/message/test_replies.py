"""What a person wrote in a reply, apart from everything their mail program put around it."""

from pathlib import Path

import pytest

from mailer.message import body
from mailer.message.body import Body
from mailer.message.parse import parse
from mailer.message.quotes import Kind

REPLIES = sorted((Path(__file__).parent / "replies").glob("*.eml"))


def _body(path: Path) -> Body:
    return body.of(parse(path.read_bytes()))


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_new_text_is_what_the_person_wrote(path: Path) -> None:
    """Whatever program I reply with, only my own words are read as mine."""
    assert _body(path).new == path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    """What is set aside is kept: the pieces in order are my mail again."""
    message = parse(path.read_bytes())
    assert "".join(piece.text for piece in body.of(message).pieces) == message.text


@pytest.mark.parametrize(
    ("name", "sender", "subject", "text"),
    [
        ("fwd_gmail_bare", "dana.liu@acme.example", "Interview invitation", "Hi Ada,"),
        ("fwd_gmail_comment", "dana.liu@acme.example", "Interview invitation", "Hi Ada,"),
        ("fwd_apple", "dana.liu@acme.example", "Next steps", "Hi Ada,"),
        ("fwd_outlook", "dana.liu@acme.example", "Interview invitation", "Hi Ada,"),
        ("fwd_german", "dana.liu@acme.example", "Einladung", "Hallo Herr Weber,"),
        ("fwd_yahoo", "hiring@harbor.example", "Your application", "Dear Carl,"),
    ],
)
def test_forwarded_mail_is_read(name: str, sender: str, subject: str, text: str) -> None:
    """When I forward a recruiter's mail, who wrote it and what it says is known."""
    path = next(path for path in REPLIES if path.stem == name)
    forwarded = _body(path).forwarded
    assert forwarded is not None
    assert forwarded.from_ is not None
    assert (forwarded.from_.email, forwarded.subject) == (sender, subject)
    assert forwarded.text.startswith(text)


def test_forwarded_date_only_with_its_zone() -> None:
    """A forwarded date without a zone is handed on as words, never as a moment."""
    apple = _body(next(path for path in REPLIES if path.stem == "fwd_apple")).forwarded
    outlook = _body(next(path for path in REPLIES if path.stem == "fwd_outlook")).forwarded
    assert apple is not None
    assert apple.date is not None
    assert apple.date.isoformat() == "2025-03-04T18:12:00+00:00"
    assert outlook is not None
    assert outlook.date is None
    assert outlook.date_text == "04 March 2025 18:12"


def test_answers_stand_with_what_they_answer() -> None:
    """When I answer line by line, each answer is kept with its question."""
    answers = _body(next(path for path in REPLIES if path.stem == "form_interleaved_tight")).answers
    assert [answer.asked for answer in answers] == [
        "Things that went wrong:",
        "Things that went right:",
        "Next interview:",
    ]
    assert answers[1].text == "they liked my placement story"


def test_reply_subject_makes_a_quote_of_it() -> None:
    """An Outlook block under nothing is a forwarded mail, unless my subject says that I reply."""
    text = "From: Dana Liu <dana@acme.example>\nSent: Monday\nTo: Ada\nSubject: Thursday\n\nAt two?\n"
    forwarded, replied = body.split(text, subject="Fwd: Thursday"), body.split(text, subject="Re: Thursday")
    assert forwarded.forwarded is not None
    assert not forwarded.quoted
    assert replied.forwarded is None
    assert replied.quoted


def test_attached_mail_counts_as_forwarded() -> None:
    """A mail I attach is read as the mail I pass on."""
    path = Path(__file__).parent / "mails" / "message_rfc822_attached.eml"
    forwarded = body.of(parse(path.read_bytes())).forwarded
    assert forwarded is not None
    assert forwarded.subject == "Invitation"
    assert forwarded.text.strip() == "Thursday at 2pm"


@pytest.mark.parametrize(
    "text",
    [
        "From: the very first minute it was odd.\nThen it got better.\n",
        "They said: bring a passport\nTime: 9 sharp\nPlace: the depot\nI brought the wrong one.\n",
        "I scored > 80 on the test\nand < 20 on the chat.\n",
        "On Thursday the ward sister wrote:\nnothing. I waited two weeks.\n",
        "Best,\n",
        "Panel on Friday, I will meet:\n\nDana Liu\ndana@harbor.example\n",
        "The rest was fine.\n\nThey asked about a confidential email for the wrong addressee, and I said I'd delete it.\n",
        "From: the agency\nDate: the 4th\nI was early, they were not.\n",
        "Here is another one\n\nSent from my desk, which is much easier than my phone.\n",
        "The desk said I was\nsent from floor to floor\n",
        "I had to reply above the noise of the shop.\n",
        "Best part: the tour. Worst part: me.\n",
        "Thanks so much for asking! It went fine.\n",
        "I was asked to original message a customer. Who says that?\n",
        "Confidential, but I think the boss is leaving. I should not have asked about it.\n",
        "Notes\n---\nlate\n---\nnervous, then fine, and I would do it again\n",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    """Words of mine that look like mail furniture are not cut away."""
    assert body.split(text).new == text.strip()


def test_kinds_are_told_apart() -> None:
    """My signature and my employer's legal text are each known for what they are."""
    path = next(path for path in REPLIES if path.stem == "disclaimer_plain")
    parted = _body(path)
    assert parted.signature.startswith("Ruth Vance | Senior Analyst")
    assert parted.disclaimer.startswith("This email and any attachments")
    assert {piece.kind for piece in parted.pieces} == {Kind.NEW, Kind.SIGNATURE, Kind.DISCLAIMER}


FORM = "Hi Ada,\n\nHow did it go at Harbor Foods?\n\nThings that went wrong:\n-\n\nThings that went well:\n-\n\nOne line is enough.\n"
OUTLOOK = "From: Nextround <coach@nextround.example>\nSent: Tuesday\nTo: Ada\nSubject: How did it go?\n\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            OUTLOOK
            + FORM.replace("wrong:\n-", "wrong:\n- late by ten minutes").replace("well:\n-", "well:\n- the tour"),
            "- late by ten minutes\n\n- the tour",
        ),
        (
            "See below.\n\n" + OUTLOOK + FORM.replace("wrong:\n-", "wrong: I froze on the budget"),
            "See below.\n\nThings that went wrong: I froze on the budget",
        ),
        (
            "On Tue, 4 Mar 2025 at 18:12, Nextround <coach@nextround.example> wrote:\n"
            + "".join(f"> {line}\n" for line in FORM.replace("wrong:\n-", "wrong:\nbus was late").split("\n")),
            "bus was late",
        ),
        (OUTLOOK + FORM.replace("wrong:\n-", "wrong:\nno"), "no"),
        (OUTLOOK + FORM, ""),
        ("Fine.\n\n" + OUTLOOK + "Quite another mail.\nNothing of ours.\n", "Fine."),
    ],
)
def test_form_filled_in_inside_the_quote(text: str, new: str) -> None:
    """When I type my answers into your quoted form, they are found there."""
    assert body.split(text, subject="RE: How did it go?", answered=FORM).new == new
