"""The table of days and times as people write them; every instant is computed from wall time and zone."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailer.when import Doubt, best

HERE = Path(__file__).parent


def cases(name: str) -> list[dict]:
    """The rows of one table."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def instant(wall_and_zone: str, zone: str) -> datetime:
    """The instant of "2026-03-05 14:00", in the person's zone, or in the one that follows."""
    day, clock, *named = wall_and_zone.split(" ")
    wall = datetime.fromisoformat(f"{day} {clock}")
    return wall.replace(tzinfo=ZoneInfo(named[0] if named else zone)).astimezone(UTC)


@pytest.mark.parametrize("case", cases("cases.jsonl") + cases("kept_aside.jsonl"), ids=lambda case: case["text"][:40])
def test_it_reads_the_time_a_careful_person_would(case: dict) -> None:
    """The one time meant is understood, or asked about with the right choices, or left alone."""
    zone = ZoneInfo(case["zone"])
    said = datetime.fromisoformat(case["said"]).replace(tzinfo=zone)
    found = best(case["text"], reference=said, zone=zone, order=case.get("order"))
    wanted = {instant(one, case["zone"]) for one in case["want"]}
    read = {reading.instant for reading in found.readings}
    if case.get("doubts"):
        assert {Doubt(one) for one in case["doubts"]} <= found.doubts
        assert found.certain is None
        assert wanted <= read
    else:
        assert read == wanted
        assert not found.doubts or not wanted
