"""A front server that checks: Postfix with OpenDKIM and OpenDMARC, set up as deploy/postfix/start.sh does."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mailer.store import people
from mailer.store.database import open_store
from tests.conftest import NOW
from tests.peers import private_milters
from tests.peers.private_milters import Milters
from tests.peers.private_postfix import Postfix
from tests.peers.service import serving, wait_until
from tests.trust.name_server import Zone
from tests.trust.signing import published, signed

CLIENT = "203.0.113.5"
PEOPLE = ("jo@example.org", "mo@spf.example", "bo@bank.example")
ZONE: Zone = {
    **published("example.org"),
    "spf.example": {"TXT": [f"v=spf1 ip4:{CLIENT} -all"]},
    "_dmarc.spf.example": {"TXT": ["v=DMARC1; p=none"]},
    "_dmarc.bank.example": {"TXT": ["v=DMARC1; p=reject"]},
}
FORGED = b"Authentication-Results: %s; dmarc=pass header.from=example.org\r\n"

pytestmark = pytest.mark.peers


def test_its_word_is_taken_and_no_other(
    tmp_path: Path,
    mail: Callable[..., bytes],
    front: Callable[..., Postfix],
    milters: Callable[[Zone], AbstractContextManager[Milters]],
) -> None:
    """People are believed by what the front server found; who writes its results into a mail is not."""
    given = {"trusted_peers": "[]", "sign_up": "closed", "front_servers": '["127.0.0.1/32"]'}
    with milters(ZONE) as found:
        given |= {"authserv_id": found.authserv_id, "resolver": private_milters.NAMES}
        with serving(tmp_path / "data", **given) as service:
            with open_store(service.data / "nextround.sqlite3").writing() as db:
                for address in PEOPLE:
                    people.add(db, address, None, "UTC", NOW)
            server = front("smtp", service.port, more=["smtpd_authorized_xclient_hosts = 127.0.0.0/8", *found.lines])

            def send(name: str, raw: bytes, sender: str = "x@bounces.example") -> None:
                server.send(sender, f"coach+{name}@nextround.localhost", raw, CLIENT)

            forged = FORGED % found.authserv_id.encode()
            send("signed", signed(mail("help"), "example.org"))
            send("plain", mail("help, plain"))
            send("forged", forged + mail("help, forged"))
            send("both", forged + signed(mail("help, both"), "evil.example"))
            send("changed", signed(mail("help"), "example.org").replace(b"\r\n\r\nhelp", b"\r\n\r\nhelp me"))
            send("spf", mail("help", sender="mo@spf.example"), "mo@spf.example")
            send("other", mail("help!", sender="mo@spf.example"), "mo@evil.example")
            with pytest.raises(smtplib.SMTPDataError, match="DMARC"):
                send("denied", mail("help", sender="bo@bank.example"))
            rows = "select recipient, verdict, why from inbox where state = 'done'"
            wait_until(lambda: len(service.rows(rows)) >= 7, "seven mails to be judged")
            told = {
                str(to).partition("+")[2].partition("@")[0]: (verdict, why) for to, verdict, why in service.rows(rows)
            }
            assert told["signed"] == ("act", "signed up, front=pass:example.org")
            assert told["spf"] == ("act", "signed up, front=pass:spf.example")
            quiet = {name for name, (verdict, _) in told.items() if verdict == "quarantine"}
            assert quiet == {"plain", "forged", "both", "changed", "other"}
            answered = [row[0] for row in service.rows("select recipient from outbox order by 1")]
            assert answered == ["jo@example.org", "mo@spf.example"]
