"""The clock with a million interviews on file: an idle look, ten thousand mails due in one minute, and the memory.

Run as `python -m bench.clock [--interviews N] [--due N]`. To reach: an idle tick under 5 ms, 10,000 worded and queued
within 15 s on one core, under 100 MB.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailer import log
from mailer.app import open_app
from mailer.settings import Settings
from mailer.store.database import open_store, stamp

NOW = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
EACH = 20  # interviews of one person
CHUNK = 50_000


def fill(path: Path, interviews: int, due: int) -> float:
    """Put the interviews on file, `due` of their night-before mails within one minute; returns the seconds it took."""
    began = time.perf_counter()
    store = open_store(path)
    people = interviews // EACH
    with store.writing() as db:
        db.executemany(
            "insert into person (id, address, name, zone, zone_told, state, preferences, joined) values (?, ?, ?, 'Europe/London', 1, 'active', '{}', 0)",
            ((id, f"p{id}@example.org", f"Person {id}") for id in range(1, people + 1)),
        )
        db.executemany(
            """insert into line (person, phase, text, why, kind, step, seen, quiet, state, pinned, since) values
               (?, 'night_before', 'Pack the charger.', 'mistake', 'late', 0, 1, 0, 'awake', 0, '2026-11-01')""",
            ((id,) for id in range(1, people + 1)),
        )
    for start in range(0, interviews, CHUNK):
        with store.writing() as db:
            for id in range(start + 1, min(start + CHUNK, interviews) + 1):
                _interview(db, id, people, soon=id <= due)
    store.close()
    return time.perf_counter() - began


def _interview(db, id: int, people: int, *, soon: bool) -> None:  # type: ignore[no-untyped-def]
    starts = (
        NOW + timedelta(hours=19, minutes=id % 60) if soon else NOW + timedelta(days=2 + id % 300, minutes=id % 720)
    )
    db.execute(
        """insert into interview (id, person, sequence, company, mode, format, people, wall, zone, starts, state, changed)
           values (?, ?, 0, ?, 'video', 'video', '[{"name": "Dana Liu", "email": null, "title": null}]', ?, 'Europe/London', ?, 'planned', 0)""",
        (id, id % people + 1, f"Company {id}", starts.replace(tzinfo=None).isoformat(), stamp(starts)),
    )
    night = NOW + timedelta(milliseconds=6 * (id % 10_000)) if soon else starts - timedelta(hours=16)
    rows = (
        ("night_before", night),
        ("morning_of", starts - timedelta(hours=4)),
        ("minutes_before", starts - timedelta(minutes=30)),
        ("after", starts + timedelta(hours=2)),
    )
    db.executemany(
        "insert into reminder (person, interview, phase, due, useless, state) values (?, ?, ?, ?, ?, 'waiting')",
        [(id % people + 1, id, phase, stamp(at), stamp(at + timedelta(hours=2))) for phase, at in rows],
    )


def measure(folder: Path) -> None:
    """Tick in this process and print what it took."""
    log.configure("error")
    app = open_app(Settings(data_dir=folder))
    from scheduler import reminders

    idle = []
    for _ in range(50):
        began = time.perf_counter()
        reminders.tick(app, "bench", NOW - timedelta(hours=1))
        idle.append(time.perf_counter() - began)
    began = time.process_time(), time.perf_counter()
    rows = reminders.tick(app, "bench", NOW + timedelta(minutes=1))
    spent = time.process_time() - began[0], time.perf_counter() - began[1]
    queued = app.store.reading.execute("select count(*) from outbox").fetchone()[0]
    print(f"idle tick: {statistics.median(idle) * 1000:.2f} ms (to reach: 5)")
    print(
        f"{rows} due, {queued} worded and queued: {spent[0]:.1f} s of one core, {spent[1]:.1f} s in all (to reach: 15)"
    )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (to reach: 100)")


def main() -> None:
    """Fill a database in a temporary folder and measure in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--measure", type=Path)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Settings(data_dir=Path(folder)).database
        seconds = fill(path, given.interviews, given.due)
        print(
            f"{given.interviews} interviews, {4 * given.interviews} mails to come: filled in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
        )
        subprocess.run([sys.executable, "-m", "bench.clock", "--measure", folder], check=True)


if __name__ == "__main__":
    main()
