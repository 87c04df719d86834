"""May this address send for that domain? RFC 7208, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import DnsTrouble
from mailer.trust import spf
from mailer.trust.lookups import IpAddress

IP = "192.0.2.7"
SIX = "2001:db8::7"


class Records:
    """Answers from a table: `name kind` → texts; None for DNS trouble."""

    def __init__(self, table: Mapping[str, Sequence[str] | None]) -> None:
        self._table = table

    def _of(self, name: str, kind: str) -> Sequence[str]:
        found = self._table.get(f"{name} {kind}", ())
        if found is None:
            raise DnsTrouble
        return found

    def txt(self, name: str) -> Sequence[str]:
        return self._of(name, "TXT")

    def addresses(self, name: str, version: int) -> Sequence[IpAddress]:
        return [ip_address(text) for text in self._of(name, "A" if version == 4 else "AAAA")]

    def exchanges(self, name: str) -> Sequence[str]:
        return self._of(name, "MX")

    def names(self, address: IpAddress) -> Sequence[str]:
        return self._of(str(address), "PTR")


def check(record: str | None, ip: str = IP, sender: str = "jo@d.example", **more: Sequence[str] | None) -> str:
    """Return the result for a domain with this record; `more` by names with __ for a dot and ___ before the kind."""
    table: dict[str, Sequence[str] | None] = {"d.example TXT": None if record is None else [record]}
    table |= {key.replace("___", " ").replace("__", "."): value for key, value in more.items()}
    return spf.check(ip_address(ip), sender, "mx.d.example", Records(table))[0].value


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("", "none"),
        ("v=spf10 +all", "none"),
        ("v=spf2.0/pra +all", "none"),
        ("v=spf1", "neutral"),
        ("V=SPF1 +ALL", "pass"),
        ("v=spf1 all", "pass"),
        ("v=spf1 -all", "fail"),
        ("v=spf1 ~all", "softfail"),
        ("v=spf1 ?all", "neutral"),
        (f"v=spf1 ip4:{IP} -all", "pass"),
        (f"v=spf1 -ip4:{IP} +all", "fail"),
        ("v=spf1 ip4:192.0.2.0/24 -all", "pass"),
        ("v=spf1 ip4:192.0.2.8/29 -all", "fail"),
        ("v=spf1 ip6:2001:db8::/32 -all", "fail"),
        ("v=spf1 ip4:192.0.2.300 +all", "permerror"),
        ("v=spf1 ip4:192.0.2.0/33 +all", "permerror"),
        ("v=spf1 ip4:192.0.2.0/024 +all", "permerror"),
        ("v=spf1 ip4 +all", "permerror"),
        ("v=spf1 ip4:2001:db8::1 +all", "permerror"),
        ("v=spf1 +all ip4:nonsense", "permerror"),  # a fault anywhere, though nothing would come to it
        ("v=spf1 foo -all", "permerror"),
        ("v=spf1 foo=bar -all", "fail"),  # an unknown modifier is passed over
        ("v=spf1 all:x", "permerror"),
        ("v=spf1 include: +all", "permerror"),
        ("v=spf1 redirect=a.example redirect=b.example", "permerror"),
        ("v=spf1 a:b..example/33 +all", "permerror"),
        ("v=spf1 exists:%(d) +all", "permerror"),
        ("v=spf1 exists:%{x} +all", "permerror"),
        ("v=spf1 exp=x.example -all", "fail"),
        ("v=spf1 \xe9 +all", "permerror"),
    ],
)
def test_a_record_by_itself(record: str, result: str) -> None:
    """What a record says without further look-ups, and when it cannot be used."""
    assert check(record) == result


@pytest.mark.parametrize(
    ("record", "more", "result"),
    [
        ("v=spf1 a -all", {"d__example___A": [IP]}, "pass"),
        ("v=spf1 a -all", {"d__example___A": ["192.0.2.9"]}, "fail"),
        ("v=spf1 a/24 -all", {"d__example___A": ["192.0.2.9"]}, "pass"),
        ("v=spf1 a:m.example -all", {"m__example___A": [IP]}, "pass"),
        ("v=spf1 mx -all", {"d__example___MX": ["m.example"], "m__example___A": [IP]}, "pass"),
        ("v=spf1 mx -all", {"d__example___MX": [f"m{n}.example" for n in range(11)]}, "permerror"),
        ("v=spf1 include:o.example -all", {"o__example___TXT": [f"v=spf1 ip4:{IP} -all"]}, "pass"),
        ("v=spf1 include:o.example -all", {"o__example___TXT": ["v=spf1 -all"]}, "fail"),
        ("v=spf1 include:o.example -all", {"o__example___TXT": ["v=spf1 ~all"]}, "fail"),
        ("v=spf1 include:o.example +all", {}, "permerror"),
        ("v=spf1 include:o.example +all", {"o__example___TXT": None}, "temperror"),
        ("v=spf1 include:d.example +all", {}, "permerror"),  # itself, for ever
        ("v=spf1 redirect=o.example", {"o__example___TXT": [f"v=spf1 ip4:{IP} -all"]}, "pass"),
        ("v=spf1 redirect=o.example", {}, "permerror"),
        ("v=spf1 -all redirect=o.example", {}, "fail"),
        ("v=spf1 exists:%{ir}.l.example -all", {"7.2.0.192.l__example___A": ["127.0.0.2"]}, "pass"),
        (
            "v=spf1 exists:%{l}.%{d2}.%{o}.x.example -all",
            {"jo.d.example.d.example.x__example___A": ["127.0.0.2"]},
            "pass",
        ),
        ("v=spf1 exists:%{h}.x.example -all", {"mx.d.example.x__example___A": ["127.0.0.2"]}, "pass"),
        ("v=spf1 exists:%{v}.x.example -all", {"in-addr.x__example___A": ["127.0.0.2"]}, "pass"),
        ("v=spf1 ptr -all", {f"{IP}___PTR": ["m.d.example"], "m__d__example___A": [IP]}, "pass"),
        ("v=spf1 ptr -all", {f"{IP}___PTR": ["m.d.example"], "m__d__example___A": ["192.0.2.9"]}, "fail"),
        ("v=spf1 ptr -all", {f"{IP}___PTR": ["m.evild.example"], "m__evild__example___A": [IP]}, "fail"),
        ("v=spf1 a:a.example a:b.example +all", {}, "pass"),
        ("v=spf1 a:a.example a:b.example a:c.example +all", {}, "permerror"),  # three look-ups without an answer
        (
            "v=spf1 " + " ".join(f"a:n{n}.example" for n in range(11)) + " +all",
            {f"n{n}__example___A": ["192.0.2.99"] for n in range(11)},
            "permerror",
        ),
        (
            "v=spf1 " + " ".join(f"a:n{n}.example" for n in range(10)) + " +all",
            {f"n{n}__example___A": ["192.0.2.99"] for n in range(10)},
            "pass",
        ),
    ],
)
def test_a_record_that_asks_further(record: str, more: dict[str, Sequence[str] | None], result: str) -> None:
    """What a record says by the records of others, and when it asks too much."""
    assert check(record, **more) == result


def test_six_is_not_four() -> None:
    """An IPv6 client is looked for among IPv6 addresses."""
    assert check("v=spf1 a -all", SIX, d__example___AAAA=[SIX], d__example___A=[IP]) == "pass"
    assert check("v=spf1 a//64 -all", SIX, d__example___AAAA=["2001:db8::1"]) == "pass"
    assert check("v=spf1 ip6:2001:db8::/32 -all", SIX) == "pass"
    assert check(f"v=spf1 ip4:{IP} -all", SIX) == "fail"


def test_trouble_is_no_answer() -> None:
    """DNS that fails says neither yes nor no."""
    assert check(None) == "temperror"
    assert check("v=spf1 a -all", d__example___A=None) == "temperror"


def test_two_records_are_none() -> None:
    """A domain that says two things cannot be understood."""
    look = Records({"d.example TXT": ["v=spf1 +all", "v=spf1 -all"]})
    assert spf.check(ip_address(IP), "jo@d.example", "x", look)[0] is spf.Spf.PERMERROR


@pytest.mark.parametrize(
    "sender", ["jo@localhost", "jo@", "jo@d..example", f"jo@{'a' * 64}.example", "@", "jo@[192.0.2.7]"]
)
def test_a_domain_that_cannot_be_asked_about(sender: str) -> None:
    """Where there is no usable domain there is no result."""
    assert check("v=spf1 +all", sender=sender) == "none"


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
def test_any_record_gives_a_result(record: str, sender: str, helo: str) -> None:
    """Whatever stands in a record, a sender or a greeting, a result comes out."""
    look = Records({"d.example TXT": [f"v=spf1 {record}"]})
    assert spf.check(ip_address(IP), f"{sender}@d.example", helo, look)[0] in spf.Spf
    assert spf.check(ip_address(IP), sender, helo, look)[0] in spf.Spf
