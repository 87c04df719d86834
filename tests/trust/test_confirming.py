"""One question first: newcomers who are weakly shown, and further addresses of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailer import confirming, posting, work
from mailer.message.parse import parse
from mailer.store import confirmations, inbox, people
from scheduler import chores
from tests.trust.conftest import HELP, PEER, House
from tests.trust.signing import published, signed

Make = Callable[..., bytes]
New = Callable[..., House]
JO, WORK = "jo@example.org", "jo@work.example"
SPF = {"example.org": {"TXT": [f"v=spf1 ip4:{PEER} -all"]}}
DEBRIEF = "Interview at Acme for the baker job with Dana Liu today. I was ten minutes late. We talked about rye."


def after(here: House, **passed: int) -> House:
    """Return the same house later."""
    return House(here.app, here.names, here.now + timedelta(**passed))


def answer_to(here: House, number: int = -1) -> str:
    """Return where an answer to one of our mails goes."""
    return parse(here.answers()[number].raw).reply_to[0].email


def signed_up(here: House) -> list[str]:
    return [person.address for person in people.everyone(here.app.store.reading)]


def work_off(here: House) -> None:
    while work.step(here.app, "w", here.now):
        pass


def test_a_newcomer_shown_by_spf_alone_is_asked_once_and_then_answered(house: New, mail: Make) -> None:
    """Somebody new whose provider does not sign answers one question; then the debrief they sent is answered."""
    here = house(SPF, sign_up="open")
    assert here.take(mail(DEBRIEF), sender=JO) == ("confirm", "new, weakly shown, spf=pass:example.org")
    (question,) = here.answers()
    assert (question.kind, question.recipient, signed_up(here)) == ("confirm", JO, [])
    assert b"baker" not in question.raw  # nothing of the mail goes to whom it may not belong
    assert here.take(mail("yes, mine"), sender=JO, recipient=answer_to(here)) == ("act", "answers our question")
    work_off(here)
    assert signed_up(here) == [JO]
    kinds = [answer.kind for answer in here.answers()]
    assert kinds == ["confirm", "debrief"]
    assert "signed up now" in here.answers()[-1].raw.decode().replace("=\r\n", "")


def test_an_invited_person_whose_provider_shows_nothing_is_asked(house: New, mail: Make) -> None:
    """Whoever writes to the host's invitation can show by one answer that the address is theirs."""
    here = house({}, sign_up="invite")
    to = posting.invitation_address(here.app.settings, 1, here.now.date() + timedelta(days=7))
    assert here.take(mail(HELP), sender=JO, recipient=to)[0] == "confirm"
    here.take(mail("ok"), sender="", recipient=answer_to(here))  # a machine's, for its null sender
    assert signed_up(here) == []
    here.take(mail("ok!"), sender=JO, recipient=answer_to(here))
    work_off(here)
    assert signed_up(here) == [JO]
    assert [answer.kind for answer in here.answers()] == ["confirm", "help"]


def test_the_same_address_is_asked_once(house: New, mail: Make) -> None:
    """A second mail before the answer asks nothing; both are answered after it."""
    here = house(SPF, sign_up="open")
    here.take(mail(HELP), sender=JO)
    assert here.take(mail("status"), sender=JO)[0] == "confirm"
    assert len(here.answers()) == 1
    here.take(mail("yes"), sender=JO, recipient=answer_to(here))
    work_off(here)
    assert sorted(answer.kind for answer in here.answers()) == ["confirm", "help", "status"]


def test_nobody_is_asked_whose_address_anybody_could_have_written(house: New, mail: Make) -> None:
    """A mail that nothing vouches for is not even asked about: the question would go to somebody who wrote nothing."""
    here = house(SPF, sign_up="open")
    assert here.take(mail(HELP), sender="x@evil.example")[0] == "quarantine"
    assert here.take(mail("status"), sender=JO, peer="198.51.100.99")[0] == "quarantine"
    assert here.answers() == []


def test_a_signed_newcomer_is_answered_at_once(house: New, mail: Make) -> None:
    """Who is shown by a signature need not answer anything first."""
    here = house({**published("example.org"), **SPF}, sign_up="open")
    assert here.take(signed(mail(HELP), "example.org"), sender=JO)[0] == "act"


@pytest.mark.parametrize(
    ("results", "verdict"),
    [("spf=pass smtp.mailfrom=jo@example.org", "confirm"), ("dmarc=pass header.from=example.org", "act")],
)
def test_the_front_servers_spf_alone_is_weak_too(house: New, mail: Make, results: str, verdict: str) -> None:
    """It makes no difference whether we or our front server found it."""
    here = house({}, sign_up="open", authserv_id="mx.home", front_servers=("10.0.0.1/32",))
    raw = f"Authentication-Results: mx.home; {results}\r\n".encode() + mail(HELP)
    assert here.take(raw, sender=JO, peer="10.0.0.1")[0] == verdict


def test_a_person_is_not_asked(house: New, mail: Make) -> None:
    """Whoever is signed up is answered, though SPF alone shows them."""
    here = house(SPF, sign_up="open")
    here.person(JO)
    assert here.take(mail(HELP), sender=JO)[0] == "act"


def test_a_question_goes_stale(house: New, mail: Make) -> None:
    """After two weeks the answer grants nothing, and after a month the question is forgotten."""
    here = house(SPF, sign_up="open")
    here.take(mail(HELP), sender=JO)
    late = after(here, days=15)
    assert late.take(mail("yes"), sender="x@evil.example", recipient=answer_to(here))[0] == "quarantine"
    assert signed_up(here) == []
    chores.run(here.app, here.now + timedelta(days=31))
    assert here.app.store.reading.execute("select count(*) from confirmation").fetchone()[0] == 0
    assert after(here, days=31).take(mail("status"), sender=JO)[0] == "confirm"
    assert len(here.answers()) == 2


def test_a_question_is_answered_once(house: New, mail: Make) -> None:
    """The address in a question leads nowhere after the answer."""
    here = house(SPF, sign_up="open")
    here.take(mail(HELP), sender=JO)
    to = answer_to(here)
    here.take(mail("yes"), sender=JO, recipient=to)
    work_off(here)
    assert here.take(mail("yes please"), sender="x@evil.example", recipient=to)[0] == "quarantine"
    assert inbox.counts(here.app.store.reading) == {"done": 3}


def test_many_strangers_are_not_asked(house: New, mail: Make) -> None:
    """Nobody can make us write to a whole city: so many questions go out in an hour."""
    here = house({**SPF}, sign_up="open")
    found = []
    for number in range(confirming.STRANGERS_AN_HOUR + 2):
        sender = f"p{number}@example.org"
        found.append(here.take(mail(f"help {number}", sender=sender), sender=sender)[0])
    assert found.count("confirm") == confirming.STRANGERS_AN_HOUR
    assert found[-2:] == ["ignore", "ignore"]
    later = after(here, minutes=61)
    assert later.take(mail("help at last", sender=JO), sender=JO)[0] == "confirm"


# -- further addresses


def answered_once(house: New, mail: Make) -> House:
    """Let Jo, signed up, be answered."""
    here = house({**published("example.org", "work.example")})
    here.person(JO)
    here.take(signed(mail(HELP), "example.org"))
    return here


def test_a_further_address_is_asked_about_at_the_one_on_file(house: New, mail: Make) -> None:
    """A person who answers from another account is answered at their own, and asked there whether that is theirs too."""
    here = answered_once(house, mail)
    raw = signed(mail("status", sender=WORK), "work.example")
    assert here.take(raw, recipient=answer_to(here))[0] == "act"
    told = here.answers()[-1]
    assert told.recipient == JO
    text = parse(told.raw).text
    assert f"You wrote from {WORK}" in text
    to = next(word.strip(";.") for word in text.split() if word.startswith("coach+c-"))
    assert here.take(signed(mail("", sender=JO), "example.org"), recipient=to)[0] == "act"
    assert "counts as yours" in parse(here.answers()[-1].raw).text
    assert here.take(signed(mail("routine", sender=WORK), "work.example"))[0] == "act"
    assert {answer.recipient for answer in here.answers()} == {JO}
    assert signed_up(here) == [JO]


@pytest.mark.parametrize("by", ["signature", "spf", "nothing"])
def test_a_further_address_is_asked_about_once_and_only_where_it_is_shown(house: New, mail: Make, by: str) -> None:
    """The question stands below one answer, not below each, and never for an address that others could have written."""
    here = answered_once(house, mail)
    here.names.zone["work.example"] = {"TXT": [f"v=spf1 ip4:{PEER} -all"]}
    to = answer_to(here)
    for text in ("status", "routine"):
        raw = mail(text, sender=WORK)
        raw = signed(raw, "work.example") if by == "signature" else raw
        assert here.take(raw, sender=WORK if by == "spf" else "x@evil.example", recipient=to)[0] == "act"
    asked = ["You wrote from" in parse(answer.raw).text for answer in here.answers()]
    assert asked == [False, by == "signature", False]


def test_an_address_that_is_not_confirmed_opens_nothing(house: New, mail: Make) -> None:
    """Until the person says so, mail from the further address is a stranger's."""
    here = answered_once(house, mail)
    here.take(signed(mail("status", sender=WORK), "work.example"), recipient=answer_to(here))
    assert here.take(signed(mail("routine", sender=WORK), "work.example"))[0] == "quarantine"


def test_what_a_forgotten_person_was_asked_is_forgotten(house: New, mail: Make) -> None:
    """After "forget me" no question and no address of theirs is left."""
    here = answered_once(house, mail)
    here.take(signed(mail("status", sender=WORK), "work.example"), recipient=answer_to(here))
    here.take(mail("from somewhere else", sender="x@evil.example"))
    with here.app.store.writing() as db:
        confirmations.ask(db, 3, JO, None, here.now)
    here.take(signed(mail("forget me"), "example.org"))
    here.take(signed(mail("yes", In_Reply_To=here.answers()[-1].message_id), "example.org"))
    assert signed_up(here) == []
    assert here.app.store.reading.execute("select count(*) from confirmation").fetchone()[0] == 0
