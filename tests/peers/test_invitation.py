"""An invitation mailed by a real client through Postfix ends in the night-before mail, at the right instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.peers.conftest import Behind
from tests.peers.private_postfix import Postfix
from tests.peers.service import serving
from tests.peers.test_one_person import text_of, tick
from tests.peers.test_whole_loop import FRONT, PERSON, sign_up, swaks

pytestmark = pytest.mark.peers
NEW_YORK, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")


def test_an_invitation_by_swaks_ends_in_the_night_before_mail(
    tmp_path: Path, behind: Behind, front: Callable[..., Postfix]
) -> None:
    """An interview at 9:30 in New York is announced at 19:00 in London the night before, in both zones."""
    day = (datetime.now(UTC) + timedelta(days=6)).date()
    ics = tmp_path / "invite.ics"
    ics.write_bytes(
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lumen//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:lumen-1\r\n"
            f"DTSTAMP:{day:%Y%m%d}T000000Z\r\nDTSTART;TZID=America/New_York:{day:%Y%m%d}T093000\r\n"
            f"DTEND;TZID=America/New_York:{day:%Y%m%d}T103000\r\nSUMMARY:Interview with Lumen Labs: Backend developer\r\n"
            "LOCATION:https://meet.lumen.example/abc\r\nORGANIZER;CN=Dana Liu:mailto:dana@lumen.example\r\n"
            f"ATTENDEE;CN=Bernie:mailto:{PERSON}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        ).encode()
    )
    relay = {"relay_host": "127.0.0.1", "relay_port": str(behind.port), "relay_tls": "none", "zone": "Europe/London"}
    with serving(tmp_path / "data", trusted_peers="[]", sign_up="closed", **FRONT, **relay) as service:
        sign_up(service, PERSON)
        postfix = front("lmtp", service.lmtp_port, results="dmarc=pass header.from=home.example")
        before = len(behind.mailboxes.mails(PERSON))
        swaks(
            postfix.port, "--to", "coach@nextround.localhost", "--header", "Subject: Fwd: Interview with Lumen Labs",
            "--body", "for my list", "--attach-type", "text/calendar; method=REQUEST", "--attach-name", "invite.ics",
            "--attach", f"@{ics}",
        )  # fmt: skip
        echo = text_of(behind.mails(PERSON, before + 1)[-1])
        assert "Lumen Labs" in echo
        there = datetime.combine(day, time(9, 30), NEW_YORK)
        here = there.astimezone(LONDON)
        assert f"{here:%H:%M}" in echo
        assert "09:30" in echo or "9:30" in echo
        ((due,),) = service.rows("select due from reminder where phase = 'night_before'")
        expected = datetime.combine(here.date() - timedelta(days=1), time(19, 0), LONDON)
        assert datetime.fromtimestamp(int(str(due)) / 1000, UTC) == expected.astimezone(UTC)
        night = text_of(tick(service, "night_before"))
        assert f"{here:%H:%M}" in night
        assert "Dana Liu" in night
