"""More than a hundred hostile and odd mails, over real sessions: straight from the internet, and through a Postfix."""

from __future__ import annotations

import asyncio
import smtplib
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailer import clock, work
from mailer.app import App, scratch_app
from mailer.message.parse import parse
from mailer.settings import Settings
from mailer.store import outbox, people
from tests.peers.private_milters import Milters
from tests.peers.private_postfix import Postfix
from tests.peers.service import Service, wait_until
from tests.peers.service import serving as service_running
from tests.receive.talk import Client, running
from tests.trust.name_server import NameServer, Zone, serving
from tests.trust.signing import published, signed

MAILS = Path(__file__).with_name("mails")
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
PERSON = "jo@example.org"
SIZES: dict[str, Any] = {"max_message_bytes": 150_000, "max_line_bytes": 90_000}
ZONE = published("example.org", "evil.example") | {"_dmarc.bank.example": {"TXT": ["v=DMARC1; p=reject"]}}
VERDICTS = {"processed": {"act"}, "silent": {"ignore"}, "quarantined": {"quarantine"}}


@dataclass(frozen=True, slots=True)
class Case:
    """A mail of the table, and what is to become of it."""

    name: str
    what: str
    outcome: str
    sign: str = ""
    alter: list[str] = field(default_factory=list)
    sender: str = "someone@bounces.example"
    recipient: str = ""
    front: bool = True
    maybe: str = ""
    reply: str = "250 "

    @property
    def to(self) -> str:
        """The recipient: by its tag a row is known to be this mail's."""
        return self.recipient or f"coach+{self.name}@nextround.localhost"

    @property
    def raw(self) -> bytes:
        """The bytes that go over the wire, signed and altered."""
        raw = (MAILS / f"{self.name}.eml").read_bytes()
        raw = signed(raw, self.sign) if self.sign else raw
        return raw.replace(self.alter[0].encode(), self.alter[1].encode()) if self.alter else raw

    def verdicts(self) -> set[str]:
        """What the row may say."""
        return VERDICTS[self.outcome] | (VERDICTS[self.maybe] if self.maybe else set())


CASES = [Case(name, **told) for name, told in tomllib.loads((MAILS / "expected.toml").read_text()).items()]


def test_the_table_is_whole() -> None:
    """Each file has its row and each row its file, and there are many of each sort."""
    assert {case.name for case in CASES} == {file.stem for file in MAILS.glob("*.eml")}
    counts = {outcome: sum(case.outcome == outcome for case in CASES) for outcome in (*VERDICTS, "refused")}
    assert len(CASES) >= 100
    assert min(counts.values()) >= 10, counts


@pytest.fixture(scope="module")
def names() -> Iterator[NameServer]:
    """The name server of everyone in the table."""
    with serving(ZONE) as server:
        yield server


@pytest.fixture(scope="module")
def home(names: NameServer) -> App:
    """An app whose reader is loaded once."""
    return scratch_app(settings(names))


def settings(names: NameServer) -> Settings:
    """A house on the internet: sign-up closed, sizes small, a proxy that tells who the client is."""
    given: dict[str, Any] = {"resolver": names.address, "proxies": ("127.0.0.1/32",), "authserv_id": "front.localhost"}
    return Settings(**given, **SIZES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_each_mail_comes_to_what_it_should(home: App, names: NameServer, case: Case) -> None:
    """Whatever is sent, nothing breaks, only the person is written to, and only where the mail is theirs."""
    given = settings(names).model_dump(exclude_unset=True)
    async with running(**given) as here:
        app = replace(home, store=here.store)
        with app.store.writing() as db:
            people.add(db, PERSON, None, "UTC", NOW)
        said = await send(here.smtp, case)
        while work.step(app, "w", clock.now()):
            pass
        rows = [tuple(row) for row in here.store.reading.execute("select state, verdict, trouble from inbox")]
        assert said.startswith(case.reply), said
        if case.outcome == "refused":
            assert rows == []
            return
        assert len(rows) == 1
        assert rows[0][0] == "done", rows
        assert rows[0][1] in case.verdicts()
        check(case, answers(app))
        assert [person.address for person in people.everyone(app.store.reading)] == [PERSON]


def answers(app: App) -> list[outbox.Row]:
    ids = [row["id"] for row in app.store.reading.execute("select id from outbox order by id").fetchall()]
    return [outbox.get(app.store.reading, id) for id in ids]


def check(case: Case, sent: list[outbox.Row]) -> None:
    """One answer at most, to the person alone, with nothing in it that the mail put there to do harm."""
    assert len(sent) <= (case.outcome == "processed")
    for answer in sent:
        message = parse(answer.raw)
        assert answer.recipient == PERSON
        assert [each.email for each in (*message.to, *message.cc)] == [PERSON]
        assert message.header("bcc") is None
        assert "victim.example" not in " ".join(each.email for each in message.reply_to)
        assert all(len(line) <= 998 and b"\n" not in line and b"\r" not in line for line in answer.raw.split(b"\r\n"))
        shown = f"{message.subject}\n{message.text}\n{message.html}"
        assert "1337" not in shown
        assert "<script" not in (message.html or "")
        assert "http://victim.example" not in (message.html or "")


async def send(port: int, case: Case) -> str:
    """Send a mail as a server on the internet does and return the last reply."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    guest = Client(reader, writer)
    writer.write(b"PROXY TCP4 203.0.113.5 127.0.0.1 12345 25\r\n")
    await guest.reply()
    await guest.say("EHLO mx.bounces.example")
    last = await guest.say(f"MAIL FROM:<{case.sender}>", f"RCPT TO:<{case.to}>")
    if last.startswith("250 "):
        await guest.say("DATA")
        raw = case.raw.replace(b"\r\n.", b"\r\n..")
        writer.write(raw + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        last = await guest.reply()
    writer.close()
    return last


@pytest.mark.peers
def test_the_same_through_a_postfix_in_front(tmp_path: Path, names: NameServer, front: Callable[..., Postfix]) -> None:
    """Behind a front server that says what it found, each mail comes to the same."""
    with behind(tmp_path / "data", names, "front.localhost") as service:
        sure = front("smtp", service.port, results="dmarc=pass header.from=example.org")
        unsure = front("smtp", service.port, results="dmarc=fail header.from=example.org")

        def hand(case: Case) -> None:
            good = case.sign == "example.org" and not case.alter
            (sure if good else unsure).send(case.sender, case.to, case.raw)

        compare(service, hand)


@pytest.mark.peers
def test_the_same_where_the_postfix_in_front_checks(
    tmp_path: Path,
    names: NameServer,
    front: Callable[..., Postfix],
    milters: Callable[[Zone], AbstractContextManager[Milters]],
) -> None:
    """With OpenDKIM and OpenDMARC as we deploy them each mail comes to the same, by what these two found."""
    with milters(dict(ZONE)) as found, behind(tmp_path / "data", names, found.authserv_id) as service:
        # Missing headers are added to mail of this machine only, and would break signatures that say they are missing.
        as_outside = ["smtpd_authorized_xclient_hosts = 127.0.0.0/8", "local_header_rewrite_clients ="]
        first = front("smtp", service.port, more=[*as_outside, *found.lines])
        compare(service, lambda case: first.send(case.sender, case.to, case.raw, "203.0.113.5"))
        told = service.rows("select why from inbox where verdict = 'act'")
        assert sum("front=pass:example.org" in str(why) for (why,) in told) >= 10


@contextmanager
def behind(data: Path, names: NameServer, server: str) -> Iterator[Service]:
    """Serve behind a front server of that name; one person is signed up."""
    given = {"resolver": names.address, "trusted_peers": "[]", "sign_up": "closed", "authserv_id": server}
    given |= {
        "answers_per_person": "1000",
        "front_servers": '["127.0.0.1/32"]',
        "max_message_bytes": "150000",
        "max_line_bytes": "90000",
    }
    with service_running(data, **given) as service:
        with people_of(service.data) as db:
            people.add(db, PERSON, None, "UTC", NOW)
        yield service


def compare(service: Service, hand: Callable[[Case], None]) -> None:
    """Hand over all mails of the table and see that each came to what it should."""
    cases = [case for case in CASES if case.front]
    expected = set()
    for case in cases:
        # The front server refuses some of them itself, in the session; that is as good.
        with suppress(smtplib.SMTPException) if case.outcome == "refused" else nullcontext():
            hand(case)
        if case.outcome != "refused":
            expected.add(case.to)
    done = "select recipient, verdict, state from inbox where state in ('done', 'shelved')"
    wait_until(lambda: {row[0] for row in service.rows(done)} >= expected, "every mail to be judged", 180)
    found = {str(row[0]): row[1:] for row in service.rows(done)}
    wrong = {case.name: found[case.to] for case in cases if case.to in found and case.outcome != "refused"
             and (found[case.to][1] != "done" or found[case.to][0] not in case.verdicts())}  # fmt: skip
    assert wrong == {}
    assert set(found) == expected
    assert service.rows("select distinct recipient from outbox") == [(PERSON,)]
    assert service.rows("select address from person") == [(PERSON,)]


def people_of(data: Path) -> Any:
    """Return a write transaction on the service's database."""
    from mailer.store.database import open_store

    return open_store(data / "nextround.sqlite3").writing()
