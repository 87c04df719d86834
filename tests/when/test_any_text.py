"""Any text is read without an exception and without delay; formatted times come back as they went in."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.when import Reading, best, deadline, find, moved, zone_named

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2026, 3, 2, 9, 30, tzinfo=LONDON)
CURRENT = Reading(datetime.fromisoformat("2026-03-10 14:00"), "Europe/London", datetime(2026, 3, 10, 14, tzinfo=UTC))
WORDS = [
    "tuesday",
    "wed",
    "sat",
    "next",
    "this",
    "last",
    "week",
    "a",
    "on",
    "at",
    "from",
    "to",
    "until",
    "between",
    "and",
    "or",
    ",",
    "-",
    ".",
    "\n",
    "(",
    ")",
    "3",
    "12",
    "14:30",
    "2pm",
    "2.30",
    "31",
    "3/4",
    "30/02/2026",
    "2026-13-45",
    "99:99",
    "march",
    "may",
    "feb 29",
    "the 12th",
    "the 31st",
    "half",
    "past",
    "two",
    "quarter",
    "noon",
    "midnight",
    "tomorrow",
    "today",
    "in",
    "three",
    "days",
    "weeks",
    "999",
    "minutes",
    "ET",
    "IST",
    "GMT+1",
    "UTC+99",
    "Paris",
    "time",
    "Europe/Nowhere",
    "their",
    "same",
    "moved",
    "back",
    "an hour",
    "later",
    "by",
    "before",
    "hear",
    "end of",
    "month",
    "İ",
    "ſ",
    "٣",
    "²",
    "24:00",
    "0:00",
    "25pm",
    "00am",
    "ago",
    "fortnight",
    "(UTC+01:00)",
    ":",
    "/",
    "@",
    "ish",
    "o'clock",
]
ORDERS = st.sampled_from([None, "dmy", "mdy"])


def read_everything(text: str, order: str | None) -> None:
    """Every door of the room, and what must hold behind it."""
    for moment in find(text, reference=SAID, zone=LONDON, order=order):
        assert text[moment.span.start : moment.span.end] == moment.span.text
        for reading in moment.readings:
            there = reading.instant.astimezone(ZoneInfo(reading.zone))
            assert there.replace(tzinfo=None, fold=0) == reading.wall
    best(text, reference=SAID, zone=LONDON, order=order)
    moved(text, current=CURRENT, reference=SAID, zone=LONDON, order=order)
    deadline(text, reference=SAID, zone=LONDON, order=order)
    zone_named(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), ORDERS)
def test_any_text_is_read(text: str, order: str | None) -> None:
    """Nothing a person can type brings the reader down."""
    read_everything(text, order)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), ORDERS)
def test_any_heap_of_time_words_is_read(text: str, order: str | None) -> None:
    """Nor does any jumble of the words it looks for."""
    read_everything(text, order)


FORMATS = [
    ("%Y-%m-%d %H:%M", None),
    ("%Y-%m-%dT%H:%M:00", None),
    ("%d.%m.%Y, %H:%M", None),
    ("%d/%m/%Y %H:%M", "dmy"),
    ("%m/%d/%Y at %I:%M %p", "mdy"),
    ("%A, %B %d, %Y at %I:%M %p", None),
    ("%a %d %b %Y, %H:%M", None),
    ("%I:%M%p on %A %d %B %Y", None),
    ("%A the %dth of %B %Y at %H:%M hrs", None),
    ("Date: %d %B %Y\nTime: %H:%M", None),
]
ZONES = [
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Pacific/Chatham",
]


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 200),
    st.integers(6 * 4, 23 * 4 - 1),
    st.sampled_from(FORMATS),
    st.sampled_from(ZONES),
    st.booleans(),
)
def test_a_formatted_time_comes_back(
    days: int, quarter: int, style: tuple[str, str | None], key: str, named: bool
) -> None:
    """A full date and time in any usual form is that instant, in one's own zone and in a named one."""
    form, order = style
    zone = ZoneInfo(key)
    day = SAID.astimezone(zone).date() + timedelta(days)
    wall = datetime.combine(day, time()) + timedelta(minutes=15 * quarter)
    text = "Interview: " + wall.strftime(form) + (f" ({key})" if named else "")
    person = LONDON if named else zone
    reference = SAID.astimezone(person)
    found = best(text, reference=reference, zone=person, order=order)
    assert found.certain is not None, text
    assert found.certain.instant == wall.replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    "piece",
    [
        "tuesday ",
        "1 ",
        "1-",
        "12:30 ",
        "at 3 or ",
        "\n",
        " ",
        "(",
        "a@",
        "+44 ",
        "half past ",
        "the 3rd of ",
        "2pm, ",
        "or ",
        "from:\n",
    ],
)
def test_a_text_made_to_stall_is_still_read(piece: str) -> None:
    """A hundred thousand repetitions end; a reader that backtracks would not."""
    read_everything(piece * (100_000 // len(piece)), None)
