"""Authentication-Results and DMARC records as they come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.message.parse import parse
from mailer.trust import dmarc, proof, results
from mailer.trust.dmarc import Wish
from mailer.trust.proof import Evidence, Policy, Standing

REAL = [
    (
        "mx.google.com; dkim=pass header.i=@example.org header.s=s1 header.b=abc; spf=pass (google.com: domain of jo@example.org"
        " designates 192.0.2.7 as permitted sender) smtp.mailfrom=jo@example.org; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.org",
        "mx.google.com",
        {"dkim": "pass", "spf": "pass", "dmarc": "pass"},
    ),
    ("mx.example.com 1; none", "mx.example.com", {}),
    (
        'mx.example.com;\r\n\tdkim=fail reason="bad (signature)" header.d=example.org',
        "mx.example.com",
        {"dkim": "fail"},
    ),
    ("mx.example.com; dkim/1 = pass header.d = example.org", "mx.example.com", {"dkim": "pass"}),
    ('"mx.example.com"; spf=softfail smtp.mailfrom="jo@example.org"', "mx.example.com", {"spf": "softfail"}),
    ("(first (nested)) mx.example.com (then) ; spf=none (last)", "mx.example.com", {"spf": "none"}),
    ("", "", {}),
    ("a b c; dkim=pass", "", {}),
    ("mx.example.com; (dkim=pass", "", {}),
    ('mx.example.com; "dkim=pass', "", {}),
]


@pytest.mark.parametrize(("value", "server", "found"), REAL)
def test_what_servers_write_is_read(value: str, server: str, found: dict[str, str]) -> None:
    """Headers of real servers, with comments, quotes and versions, say what they say; broken ones say nothing."""
    told = results.read(value)
    assert told.server == server
    assert {each.method: each.value for each in told.found} == found


@given(st.text(max_size=300))
def test_any_header_can_be_read(value: str) -> None:
    """Whatever stands there, nothing breaks."""
    results.read(value)
    results.read(f"mx.example.com; {value}")


@pytest.mark.parametrize(
    ("name", "records", "wish"),
    [
        ("example.org", {}, Wish()),
        ("example.org", {"example.org": "v=DMARC1; p=reject"}, Wish("reject")),
        ("a.example.org", {"example.org": "v=DMARC1; p=reject"}, Wish("reject")),
        ("a.example.org", {"example.org": "v=DMARC1; p=reject; sp=none"}, Wish("none")),
        ("a.example.org", {"example.org": "v=DMARC1; p=none; sp=reject"}, Wish("reject")),
        ("a.example.org", {"a.example.org": "v=DMARC1; p=none", "example.org": "v=DMARC1; p=reject"}, Wish("none")),
        ("example.org", {"example.org": "v=DMARC1;p=quarantine;adkim=s;aspf=s"}, Wish("quarantine", True, True)),
        ("example.org", {"example.org": "v=DMARC2; p=reject"}, Wish()),
        ("example.org", {"example.org": "v=DMARC1; p=rejected"}, Wish()),
        ("example.org", {"example.org": "v=DMARC1; p=reject; rua=mailto:a@example.org; x; =; y="}, Wish("reject")),
        ("b.a.example.co.uk", {"example.co.uk": "v=DMARC1; p=reject"}, Wish("reject")),
    ],
)
def test_what_a_domain_wishes(name: str, records: dict[str, str], wish: Wish) -> None:
    """A domain's own record counts before its organisation's; what cannot be read asks for nothing."""
    assert dmarc.find(name, Names(records)) == wish  # type: ignore[arg-type]


class Names:
    """DMARC records by domain; nothing else is on file."""

    def __init__(self, records: dict[str, str] | None = None) -> None:
        self._records = records or {}

    def txt(self, name: str) -> list[str]:
        text = self._records.get(name.removeprefix("_dmarc."))
        return [text] if text is not None and name.startswith("_dmarc.") else []

    def addresses(self, name: str, version: int) -> list[Any]:
        return []

    def exchanges(self, name: str) -> list[str]:
        return []

    def names(self, address: Any) -> list[str]:
        return []


HEADS = st.sampled_from(
    [b"From: jo@example.org\r\n", b"From: x\r\n", b"DKIM-Signature: ", b"ARC-Seal: i=1; ", b"ARC-Message-Signature: i=1; ",
     b"ARC-Authentication-Results: i=1; ", b"v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=; b=\r\n", b"\r\n", b" x\r\n",
     b"Authentication-Results: mx; ", b"dmarc=pass header.from=example.org\r\n", b"\0", b"\xff", b"From\r\n"]
)  # fmt: skip


@given(st.lists(st.one_of(HEADS, st.binary(max_size=40)), max_size=14).map(b"".join))
def test_any_mail_can_be_weighed(raw: bytes) -> None:
    """Whatever is sent, it is weighed, and rubbish never shows who it is from."""
    evidence = Evidence(raw, parse(raw), "203.0.113.5", "x", "jo@example.org", by_front=False)
    policy = Policy("mx", frozenset({"example.org"}), full=True)
    assert proof.weigh(evidence, policy, Names()).standing is Standing.UNSHOWN
