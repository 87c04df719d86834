"""Texts sealed on the disk, where the host has a key for them."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mailer.app import open_app
from mailer.cli import examining
from mailer.coach.revising import Story
from mailer.errors import BadSetting
from mailer.message.parse import parse
from mailer.settings import Settings
from mailer.store import conversations, inbox, interviews, people, questions
from mailer.store.database import open_store
from mailer.store.sealing import SEALED
from tests.trust.conftest import House
from tests.trust.test_privacy import JO, MARKS, SECRET, everything, write

Make = Callable[..., bytes]
OLD, NEW = secrets.token_hex(32), secrets.token_hex(32)
WORDS = [mark for mark in MARKS if "@" not in mark]
# What stays in clear, by table, because the queues and the people are found by it, or because it holds no text.
CLEAR = {
    "person": {"address", "name", "zone", "state", "preferences"},
    "inbox": {
        "protocol",
        "peer",
        "helo",
        "sender",
        "recipient",
        "state",
        "lease",
        "verdict",
        "intent",
        "trouble",
        "why",
    },
    "outbox": {"cause", "kind", "about", "sender", "recipient", "message_id", "state", "lease", "trouble"},
    "interview": {"uid", "organiser", "mode", "format", "wall", "zone", "state", "thread"},
    "reminder": {"phase", "state", "lease"},
    "line": {"phase", "why", "kind", "state", "since"},
    "question": {"kind"},
    "fact": {"name", "value"},
    "story": {"kind"},
    "correction": {"wrong", "name", "company"},  # found by the name
    "outcome": {"result", "expected"},
    "follow_up": {"state", "lease"},
    "alias": {"address"},
    "confirmation": {"address"},
}


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """A house on the disk, without keys."""
    return Settings(data_dir=tmp_path / "data", trusted_peers=("198.51.100.1/32",))  # type: ignore[arg-type]


def keyed(settings: Settings, *lines: str) -> Settings:
    """Return the settings with a key file of these lines."""
    file = settings.data_dir.parent / "text.key"
    file.write_text("".join(f"{line}\n" for line in lines))
    file.chmod(0o600)
    return settings.model_copy(update={"text_key": file})


@contextmanager
def opened(settings: Settings, house: Callable[..., House]) -> Iterator[House]:
    """Open the house on the disk and close it."""
    app = open_app(settings)
    here = replace(house({}, trusted_peers=("198.51.100.1/32",)), app=app)
    try:
        yield here
    finally:
        app.store.close()


def live(here: House, mail: Make) -> None:
    """Let Jo tell of an interview and of much else."""
    id = here.person(JO)
    write(here, mail, SECRET, JO, 0)
    write(here, mail, "Interview with Quillwood on Friday 4 December at 10am with Zephyrine Adderley, aviary 3.", JO, 1)
    answers = {"In_Reply_To": next(each.message_id for each in here.answers() if each.kind == "debrief")}
    write(here, mail, "mention that I liked the aviary", JO, 2, **answers)
    write(here, mail, "add: bring the falconer glove", JO, 3)
    with here.app.store.writing() as db:
        questions.ask(db, id, "which", {"of": "Quillwood"}, here.now)
        conversations.keep_stories(db, id, 1, [Story("the peregrine", "I flew it in the aviary.", "blanked")], here.now)
        (planned,) = interviews.everything(db, id)
        interviews.keep(db, replace(planned, place="the aviary", role="falconer", subject="peregrine"), here.now)


def on_disk(settings: Settings) -> str:
    """Return everything in the folder, as anybody reads it who has the files."""
    return "\n".join(file.read_bytes().decode("latin-1") for file in sorted(settings.data_dir.iterdir())).lower()


def clear(settings: Settings) -> list[str]:
    """Return the words of Jo that stand on the disk in clear."""
    return [mark for mark in WORDS if mark in on_disk(settings)]


def test_nothing_that_people_wrote_stands_on_the_disk(place: Settings, mail: Make, house: Callable[..., House]) -> None:
    """With a key no word of a debrief, an interview, a line or an answer is in any file, and all works as before."""
    sealed = keyed(place, NEW)
    with opened(sealed, house) as here:
        live(here, mail)
        assert [each.kind for each in here.answers()][:2] == ["debrief", "echo"]
        assert "zephyrine" in parse(here.answers()[0].raw).text.lower()
        assert clear(sealed) == []
        held = everything(here.app, 1)
        assert all(held[table] for table in ("debrief", "interview", "line", "question", "revision"))
    with sqlite3.connect(sealed.database) as db:
        for table, columns in SEALED.items():
            for column in columns:
                values = [value for (value,) in db.execute(f"select {column} from {table} where {column} is not null")]
                begin = [value.lstrip(b"\0")[:3] if isinstance(value, bytes) else value[:3] for value in values]
                assert set(begin) <= {b"nr1", "nr1", "{}"}, column


def test_every_text_of_the_tables_is_sealed_or_said_to_stay_clear(place: Settings) -> None:
    """Whoever adds a column with text has to say whether it is sealed."""
    store = open_store(*place.place)
    names = [row["name"] for row in store.reading.execute("select name from sqlite_master where type = 'table'")]
    for table in names:
        columns = {row["name"] for row in store.reading.execute(f"pragma table_info({table})") if row["type"] == "TEXT"}
        if not table.startswith("_"):
            assert columns <= set(SEALED.get(table, ())) | CLEAR.get(table, set()), table
    store.close()


def test_without_a_key_all_is_as_it_was(place: Settings, mail: Make, house: Callable[..., House]) -> None:
    """Nothing is sealed unless the host asks for it."""
    with opened(place, house) as here:
        live(here, mail)
    assert set(clear(place)) == set(WORDS)


def test_what_was_there_before_is_sealed_at_the_next_start(
    place: Settings, mail: Make, house: Callable[..., House]
) -> None:
    """A key given later, another key, and no key again: each time all is on file and nothing stands where it should not."""
    with opened(place, house) as here:
        live(here, mail)
        before = everything(here.app, 1)
    for lines, words in (((OLD,), []), ((NEW, OLD), []), ((NEW,), []), (("plain", NEW), WORDS)):
        with opened(keyed(place, *lines), house) as here:
            assert everything(here.app, 1) == before
        assert sorted(clear(place)) == sorted(words)
    with opened(place, house) as here:
        assert everything(here.app, 1) == before


def test_a_move_that_was_cut_off_goes_on(
    place: Settings, mail: Make, house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the power fails while old texts are sealed, the next start seals the rest."""
    from mailer.store import sealing

    with opened(place, house) as here:
        live(here, mail)
        before = everything(here.app, 1)
    shorter = {table: columns for table, columns in SEALED.items() if table in ("inbox", "outbox")}
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "SEALED", {**shorter, "nothing": ("there",)})
        with pytest.raises(sqlite3.OperationalError):
            open_store(*keyed(place, NEW).place)
    with pytest.raises(BadSetting, match="is not there"):
        open_store(*place.place)
    with opened(keyed(place, NEW), house) as here:
        assert everything(here.app, 1) == before
    assert clear(place) == []


@pytest.mark.parametrize("lines", [(), (OLD,), ("plain", OLD)])
def test_a_lost_key_is_told(place: Settings, mail: Make, house: Callable[..., House], lines: tuple[str, ...]) -> None:
    """Without the key the start ends with a line that says which one is missing; nothing is changed or lost."""
    with opened(keyed(place, NEW), house) as here:
        live(here, mail)
    with pytest.raises(BadSetting, match=r"sealed with key [0-9a-f]{8}, which is not there"):
        open_store(*(keyed(place, *lines) if lines else place).place)
    with opened(keyed(place, NEW, OLD), house) as here:
        assert "zephyrine" in parse(here.answers()[0].raw).text.lower()


@pytest.mark.parametrize("lines", [(), ("plain",), ("abc",), ("zz" * 32,), (NEW, "00" * 31), ("# only words",)])
def test_a_file_without_a_key_is_told(place: Settings, lines: tuple[str, ...]) -> None:
    """A key file that holds no keys stops the start, with what to do."""
    with pytest.raises(BadSetting, match="NEXTROUND_TEXT_KEY"):
        open_store(*keyed(place, *lines).place)


def test_a_name_that_looks_sealed_harms_nobody(place: Settings, now: object) -> None:
    """People choose their names themselves; one that begins like a sealed text is just a name."""
    store = open_store(*keyed(place, NEW).place)
    names = ["nr1:", "nr1:abc", "nr1:é", "nr1:" + "A" * 80, "\0nr1"]
    with store.writing() as db:
        for number, name in enumerate(names):
            people.add(db, f"p{number}@x.example", name, "UTC", now)  # type: ignore[arg-type]
    assert [person.name for person in people.everyone(store.reading)] == names
    store.close()


def test_a_mail_that_looks_sealed_is_a_mail(place: Settings, now: object) -> None:
    """Whatever bytes come in come out again."""
    store = open_store(*keyed(place, NEW).place)
    raws = [b"\0nr1", b"\0nr1" + bytes(60), b"nr1:abc", b"x" * 100_000]
    with store.writing() as db:
        inbox.accept(db, [inbox.Arrival(now, "smtp", "", "", "", f"{n}@x", raw) for n, raw in enumerate(raws)])  # type: ignore[arg-type]
    assert [inbox.get(store.reading, number).raw for number in range(1, 5)] == raws
    store.close()


@pytest.mark.parametrize(
    ("lines", "inside", "mode", "state", "words"),
    [
        (None, False, 0o600, "good", "not sealed"),
        ((NEW,), False, 0o600, "good", "are sealed"),
        (("plain", NEW), False, 0o600, "good", "not sealed"),
        ((NEW,), False, 0o644, "bad", "readable by others"),
        ((NEW,), True, 0o600, "warn", "beside the texts"),
        (("abc",), False, 0o600, "bad", "NEXTROUND_TEXT_KEY"),
    ],
)
def test_the_doctor_tells_whether_texts_are_sealed(
    place: Settings, lines: tuple[str, ...] | None, inside: bool, mode: int, state: str, words: str
) -> None:
    """The host reads whether the texts are sealed, and what is wrong with the key."""
    settings = place
    if lines is not None:
        settings = keyed(place, *lines)
        file = settings.text_key
        assert file is not None
        if inside:
            place.data_dir.mkdir()
            file = file.rename(place.data_dir / "text.key")
            settings = settings.model_copy(update={"text_key": file})
        file.chmod(mode)
    found = [(each, what) for each, what, _ in examining.texts(settings)]
    assert any(each == state and words in what for each, what in found), found
