"""One person, several addresses; and an address that is lost."""

from __future__ import annotations

from collections.abc import Callable

from mailer.store import people
from tests.trust.conftest import HELP, House
from tests.trust.signing import published, signed

Make = Callable[..., bytes]
New = Callable[..., House]
JO, WORK = "jo@example.org", "jo@work.example"


def test_a_person_writes_from_two_addresses(house: New, mail: Make) -> None:
    """Mail from the second address is the person's where it is shown, and the answer goes to the first."""
    here = house(published("work.example"))
    id = here.person(JO)
    with here.app.store.writing() as db:
        people.also(db, id, WORK, here.now)
    assert here.take(mail(HELP, sender=WORK))[0] == "quarantine"
    assert here.take(signed(mail("status", sender=WORK), "work.example"))[0] == "act"
    assert [answer.recipient for answer in here.answers()] == [JO]


def test_a_lost_address_is_nobodys(house: New, mail: Make) -> None:
    """After a move the old address opens nothing, and everything is at the new one."""
    here = house(published("example.org", "work.example"))
    id = here.person(JO)
    with here.app.store.writing() as db:
        people.move(db, id, WORK)
    assert here.take(signed(mail(HELP), "example.org"))[0] == "quarantine"
    assert here.take(signed(mail("status", sender=WORK), "work.example"))[0] == "act"
    assert [answer.recipient for answer in here.answers()] == [WORK]
    assert people.by_address(here.app.store.reading, WORK).id == id  # type: ignore[union-attr]


def test_a_forgotten_person_leaves_no_address(house: New) -> None:
    """The further addresses go with the person."""
    here = house({})
    id = here.person(JO)
    with here.app.store.writing() as db:
        people.also(db, id, WORK, here.now)
        db.execute("delete from person where id = ?", (id,))
    assert here.app.store.reading.execute("select count(*) from alias").fetchone()[0] == 0
