"""When it is enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import work
from mailer.store import inbox
from mailer.trust import limits
from tests.trust.conftest import HELP, House
from tests.trust.signing import published, signed

Make = Callable[..., bytes]
New = Callable[..., House]
JO = "jo@example.org"


def write(here: House, mail: Make, number: int, text: str = "", **more: str) -> str:
    """Write once and return the verdict."""
    return here.take(signed(mail(text or f"{HELP} no {number}", **more, X_Number=str(number)), "example.org"))[0]


def test_a_person_gets_so_many_answers_an_hour(house: New, mail: Make) -> None:
    """Whoever writes more often than anyone does is a machine, and is not answered until the hour has passed."""
    here = house(published("example.org"), answers_per_person=3)
    here.person(JO)
    assert [write(here, mail, number) for number in range(5)] == ["act", "act", "act", "ignore", "ignore"]
    later = House(here.app, here.names, here.now + timedelta(minutes=61))
    assert write(later, mail, 6) == "act"


@pytest.mark.parametrize("setting", ["answers_per_domain", "answers_in_all"])
def test_a_crowd_waits_for_the_next_hour(house: New, mail: Make, setting: str) -> None:
    """When the whole house is busy nobody is forgotten: the mail is answered when there is room again."""
    here = house(published("example.org"), **{setting: 2})
    here.person(JO)
    assert [write(here, mail, number) for number in range(3)] == ["act", "act", ""]
    for minutes in range(10, 100, 10):
        work.step(here.app, "w", here.now + timedelta(minutes=minutes))
    assert inbox.counts(here.app.store.reading) == {"done": 3}
    assert len(here.answers()) == 3


def test_other_domains_are_not_kept_waiting(house: New, mail: Make) -> None:
    """One domain's crowd is nobody else's."""
    here = house(published("example.org", "example.com"), answers_per_domain=1)
    here.person(JO)
    here.person("mo@example.com")
    assert write(here, mail, 1) == "act"
    assert here.take(signed(mail("status", sender="mo@example.com"), "example.com"))[0] == "act"


def test_the_same_words_again_and_again_are_a_machines(house: New, mail: Make) -> None:
    """An answering machine without manners is answered three times, not for ever."""
    here = house(published("example.org"))
    here.person(JO)
    ids = [{"Message_ID": f"<{number}@example.org>"} for number in range(5)]
    verdicts = [write(here, mail, 0, "I got your mail and will read it soon.", **each) for each in ids]
    assert verdicts == ["act", "act", "act", "ignore", "ignore"]


def test_a_subject_that_grows_is_a_machines(house: New, mail: Make) -> None:
    """Two machines that put "Re:" in front of each other's subjects are told apart from people."""
    here = house(published("example.org"))
    here.person(JO)
    assert write(here, mail, 1, subject="Re: Re: Fwd: Re: how it went") == "act"
    assert write(here, mail, 2, subject="Re: " * 6 + "how it went") == "ignore"


@given(st.text())
def test_any_words_have_a_fingerprint(text: str) -> None:
    """Layout and case do not matter, and no words have no fingerprint."""
    assert limits.fingerprint(f"  {text}\n") == limits.fingerprint(text)
    assert (limits.fingerprint(text) == b"") == (not any(c.isalnum() or c == "_" for c in text))
    assert limits.grown(text) in (True, False)
