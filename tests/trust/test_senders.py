"""Who is believed, by real signatures and a real resolver."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import timedelta

import dkim  # type: ignore[import-untyped]
import pytest

from mailer import work
from mailer.message.parse import parse
from mailer.store import inbox
from mailer.trust import lookups, signatures
from mailer.trust.authenticator import Authenticator, Patience
from mailer.trust.proof import Evidence, Policy, Standing
from tests.trust.conftest import HELP, PEER, House
from tests.trust.name_server import SERVFAIL, SILENT, serving
from tests.trust.signing import HEADERS, key, published, sealed, signed, small_key

Make = Callable[..., bytes]
New = Callable[..., House]
JO = "jo@example.org"
FRONT = {"front_servers": ("10.0.0.1/32",), "authserv_id": "mx.nextround.localhost"}
NONE = b"Authentication-Results: mx.nextround.localhost; dmarc=none header.from=example.org\r\n"
SIGNED = b"Authentication-Results: mx.nextround.localhost; dkim=pass header.d=example.org\r\n"
RECEIVED = b"Received: from x (x [203.0.113.5]) by mx.nextround.localhost; Thu, 19 Nov 2026 18:00:00 +0000\r\n"
RESULTS = b"Authentication-Results: mx.nextround.localhost; dmarc=pass (p=none) header.from=example.org\r\n"


def test_a_signed_debrief_is_answered(house: New, mail: Make) -> None:
    """A person whose provider signs their mail gets an answer, wherever it comes from."""
    here = house(published("example.org"))
    here.person(JO)
    assert here.take(signed(mail(HELP), "example.org")) == ("act", "signed up, dkim=pass:example.org")
    assert [answer.recipient for answer in here.answers()] == [JO]


def test_spf_alone_is_enough(house: New, mail: Make) -> None:
    """A person whose provider signs nothing, but says which machines send for it, gets an answer."""
    here = house({"example.org": {"TXT": [f"v=spf1 ip4:{PEER} -all"]}})
    here.person(JO)
    assert here.take(mail(HELP), sender=JO)[0] == "act"


def test_the_null_sender_is_judged_by_helo(house: New, mail: Make) -> None:
    """SPF of a mail without envelope sender is about the client's name; such mail is a machine's all the same."""
    here = house({"mx.example.org": {"TXT": [f"v=spf1 ip4:{PEER} -all"]}})
    here.person(JO)
    assert here.take(mail(HELP), sender="")[0] == "ignore"


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "172.18.0.2", "::1", "fd00::5", ""])
def test_an_inner_address_is_never_the_sender(house: New, mail: Make, peer: str) -> None:
    """Where a front server hands mail on, its own address proves nothing, though a record may list such addresses."""
    here = house(
        {"example.org": {"TXT": ["v=spf1 ip4:127.0.0.0/8 ip4:10.0.0.0/8 ip4:172.16.0.0/12 ip6:::1 ip6:fd00::/8 -all"]}}
    )
    here.person(JO)
    assert here.take(mail(HELP), sender=JO, peer=peer)[0] == "quarantine"
    assert here.answers() == []


def test_somebody_elses_signature_does_not_speak_for_a_person(house: New, mail: Make) -> None:
    """A mail that bears a person's name and another domain's good signature is kept and unanswered."""
    here = house(published("evil.example"))
    here.person(JO)
    assert here.take(signed(mail(HELP), "evil.example")) == (
        "quarantine",
        "claims to be somebody, dmarc=none",
    )
    assert here.answers() == []
    # It is not filed under the person either: an export would show them somebody else's words.
    assert here.app.store.reading.execute("select person from inbox").fetchone()[0] is None


def test_somebody_elses_spf_does_not_speak_for_a_person(house: New, mail: Make) -> None:
    """An envelope sender that may send, under a From that is another's, proves nothing."""
    here = house({"evil.example": {"TXT": ["v=spf1 +all"]}})
    here.person(JO)
    assert here.take(mail(HELP), sender="x@evil.example")[0] == "quarantine"


SPOOFS = {
    "two From headers": lambda raw: b"From: Jo <jo@example.org>\r\n" + raw,
    "two addresses": lambda raw: raw.replace(b"From: M <m@evil.example>", b"From: m@evil.example, jo@example.org"),
    "folded second": lambda raw: raw.replace(
        b"From: M <m@evil.example>", b"From: M <m@evil.example>,\r\n Jo <jo@example.org>"
    ),
    "space before colon": lambda raw: b"From : Jo <jo@example.org>\r\n" + raw,
    "bare CR before a second": lambda raw: b"X: y\rFrom: Jo <jo@example.org>\r\n" + raw,
    "bare LF before a second": lambda raw: b"X: y\nFrom: Jo <jo@example.org>\r\n" + raw,
    "hidden by an mbox line": lambda raw: b"From jo@example.org\r\nFrom: Jo <jo@example.org>\r\n" + raw,
    "blank line first": lambda raw: b"\r\nFrom: Jo <jo@example.org>\r\n" + raw,
    "display name is an address": lambda raw: raw.replace(b"From: M <", b'From: "jo@example.org" <'),
    "comment is an address": lambda raw: raw.replace(
        b"From: M <m@evil.example>", b"From: m@evil.example (jo@example.org)"
    ),
    "encoded name": lambda raw: raw.replace(b"From: M <", b"From: =?utf-8?q?jo=40example=2Eorg?= <"),
    "route": lambda raw: raw.replace(b"<m@evil.example>", b"<@evil.example:jo@example.org>"),
    "two at signs": lambda raw: raw.replace(b"<m@evil.example>", b"<jo@example.org@evil.example>"),
    "NUL": lambda raw: raw.replace(b"<m@evil.example>", b"<jo@example.org\0@evil.example>"),
    "lookalike letters": lambda raw: raw.replace(b"m@evil.example", "jo@exаmple.org".encode()),
}


@pytest.mark.parametrize("trick", SPOOFS)
@pytest.mark.parametrize("after", [False, True], ids=["before signing", "after signing"])
def test_a_signed_mail_of_a_stranger_never_speaks_for_a_person(house: New, mail: Make, trick: str, after: bool) -> None:
    """However a stranger dresses up a mail that their own domain signs, the person's routine stays as it is."""
    here = house(published("evil.example"), sign_up="closed")
    here.person(JO)
    raw = mail(HELP, sender="M <m@evil.example>")
    try:
        hostile = SPOOFS[trick](signed(raw, "evil.example")) if after else signed(SPOOFS[trick](raw), "evil.example")
    except dkim.DKIMException:
        pytest.skip("cannot be signed at all")
    assert here.take(hostile, sender="m@evil.example")[0] in ("quarantine", "ignore")
    assert here.answers() == []


REPLAYS = {
    "behind a bare CR": b"X: a\rFrom: Jo <jo@example.org>\r\rforget me\r\n",
    "behind two bare CR": b"X: a\r\rforget me\r\n",
    "behind a bare CR, with every header there": b"X: a\rFrom: Jo <jo@example.org>\rTo: coach@nextround.localhost\rSubject: x\r"
    b"Date: Thu, 19 Nov 2026 18:00:00 +0000\rMessage-ID: <1@x>\rContent-Type: text/plain\rDKIM-Signature: x\r\rforget me\r\n",
    "behind a line of blanks": b"X: a\r\nFrom : Jo <jo@example.org>\r\n \r\nforget: me\r\n",
    "behind a line of tabs": b"X: a\r\nFrom : Jo <jo@example.org>\r\n\t\t\r\nforget: me\r\n",
    "behind a form feed": b"X: a\r\nFrom : Jo <jo@example.org>\r\n\x0c\r\nforget: me\r\n",
    "behind no header": b"X: a\r\nFrom\t: Jo <jo@example.org>\r\nno header\r\n",
    "behind an mbox line": b"From x\r\nFrom : jo@example.org\r\n \r\nforget: me\r\n",
    "behind a blank line": b"From : jo@example.org\r\n\r\nforget me\r\n",
    "behind a bare LF": b"X: a\n\nforget me\r\n",
    "behind a thousand headers": b"From : jo@example.org\r\n" + b"X: y\r\n" * 1100 + b"forget: me\r\n",
    "in UTF-16": b"\xff\xfe" + "From: jo@example.org\n\nforget me\n".encode("utf-16-le"),
    "by a subject": b"Subject : forget me\r\n",
}


@pytest.mark.parametrize("front", [False, True], ids=["straight", "behind a front"])
@pytest.mark.parametrize("trick", REPLAYS)
def test_other_words_cannot_be_put_under_a_persons_signature(house: New, mail: Make, trick: str, front: bool) -> None:
    """Whoever holds a signed mail of a person cannot make us read other words under its signature."""
    here = house(published("example.org"), **FRONT)
    here.person(JO)
    raw = REPLAYS[trick] + signed(mail("a private letter"), "example.org")
    verdict, _ = here.take(RESULTS + raw if front else raw, peer="10.0.0.1" if front else PEER)
    assert verdict in ("quarantine", "ignore")
    assert here.answers() == []


def test_two_people_in_one_from_are_nobody(house: New, mail: Make) -> None:
    """A mail from two people is nobody's, though their domain signs it."""
    here = house(published("example.org"))
    here.person(JO)
    assert here.take(signed(mail(HELP, sender="jo@example.org, mo@example.org"), "example.org"))[0] == "quarantine"


def test_an_inner_address_stays_one_beside_a_signature(house: New, mail: Make) -> None:
    """A signature that proves nothing does not open the way for the front server's own address."""
    records = published("evil.example") | {"example.org": {"TXT": ["v=spf1 ip4:10.0.0.0/8 -all"]}}
    here = house(records)
    here.person(JO)
    assert here.take(signed(mail(HELP), "evil.example"), sender=JO, peer="10.1.2.3")[0] == "quarantine"


ALIGNED = [
    ("example.org", "jo@example.org", "", True),
    ("mail.example.org", "jo@example.org", "", True),
    ("example.org", "jo@mail.example.org", "", True),
    ("a.example.org", "jo@b.example.org", "", True),
    ("mail.example.org", "jo@example.org", "v=DMARC1; p=none; adkim=s", False),
    ("example.org", "jo@example.org", "v=DMARC1; p=reject; adkim=s", True),
    ("example.org", "jo@example.com", "", False),
    ("other.co.uk", "jo@example.co.uk", "", False),
    ("mallory.github.io", "jo@alice.github.io", "", False),
    ("notexample.org", "jo@example.org", "", False),
    ("org", "jo@example.org", "", False),
]


@pytest.mark.parametrize(("signer", "sender", "policy", "believed"), ALIGNED)
def test_only_the_same_owner_signs_for_a_person(
    house: New, mail: Make, signer: str, sender: str, policy: str, believed: bool
) -> None:
    """A signature counts where its domain and the sender's have one owner, or are the same where the owner is strict."""
    domain = sender.rpartition("@")[2]
    here = house(published(signer) | ({f"_dmarc.{domain}": {"TXT": [policy]}} if policy else {}))
    here.person(sender)
    verdict, _ = here.take(signed(mail(HELP, sender=sender), signer))
    assert verdict == ("act" if believed else "quarantine")


def _changed(raw: bytes) -> bytes:
    return signed(raw, "example.org").replace(b"\r\n\r\nhelp", b"\r\n\r\nstop")


def _resubjected(raw: bytes) -> bytes:
    return signed(raw, "example.org").replace(b"Subject: how", b"Subject: now")


def _short(raw: bytes) -> bytes:
    return signed(raw, "example.org", length=True) + b"\r\nAnd forget me.\r\n"


def _expired(raw: bytes) -> bytes:
    return _tagged(raw, b"; t=1500000000; x=1500003600")


def _early(raw: bytes) -> bytes:
    return _tagged(raw, b"; t=4500000000")


def _tagged(raw: bytes, tags: bytes) -> bytes:
    """Sign with more tags than the library lets one give, by signing again what it made."""
    verifier = dkim.DKIM(raw)
    made: bytes = verifier.sign(b"s1", b"example.org", key().pem, include_headers=HEADERS)
    fields = re.sub(rb"\bt=\d+;\s*", b"", made.partition(b":")[2])
    head = fields[: fields.rindex(b"b=")].rstrip() + b" " + tags.lstrip(b"; ") + b"; b="
    value = b"DKIM-Signature:" + head
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding

    private = serialization.load_pem_private_key(key().pem, None)
    policy = dkim.CanonicalizationPolicy.from_c_value(b"relaxed/simple")
    chosen = dkim.select_headers(policy.canonicalize_headers(dkim.DKIM(raw).headers), list(HEADERS))
    own = policy.canonicalize_headers([(b"DKIM-Signature", head)])[0]
    data = b"".join(name + b":" + text for name, text in chosen) + own[0] + b":" + own[1].rstrip()
    signature = private.sign(data, padding.PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr, call-arg, arg-type]
    return value + base64.b64encode(signature) + b"\r\n" + raw


@pytest.mark.parametrize("broken", [_changed, _resubjected, _short, _expired, _early])
def test_a_signature_that_does_not_hold_proves_nothing(
    house: New, mail: Make, broken: Callable[[bytes], bytes]
) -> None:
    """A mail that was changed, added to, or signed for another time is kept and unanswered."""
    here = house(published("example.org"))
    here.person(JO)
    verdict, why = here.take(broken(mail(HELP + "\r\n")))
    assert verdict == "quarantine"
    assert "dkim=" in why


def test_more_tags_do_not_spoil_a_signature(house: New, mail: Make) -> None:
    """The expired signature of the test above is expired and nothing else: with times that fit, it is believed."""
    here = house(published("example.org"))
    here.person(JO)
    assert here.take(_tagged(mail(HELP), b"; t=1500000000; x=4500000000"))[0] == "act"


def test_an_expired_signature_is_called_so(house: New, mail: Make) -> None:
    """The host reads in the reason that a signature came too late."""
    here = house(published("example.org"))
    here.person(JO)
    assert "dkim=expired:example.org" in here.take(_expired(mail(HELP)))[1]


@pytest.mark.parametrize("canonical", [(b"relaxed", b"relaxed"), (b"relaxed", b"simple"), (b"simple", b"simple")])
@pytest.mark.parametrize("text", ["help", "help \t \r\n\r\n", "help\r\n \t\r\nJo\t \tBloggs  \r\n\r\n\r\n", ""])
def test_every_way_of_signing_is_understood(house: New, mail: Make, canonical: tuple[bytes, bytes], text: str) -> None:
    """Blanks and empty lines at odd places spoil no signature, whichever way it was made."""
    here = house(published("example.org"))
    here.person(JO)
    raw = mail(text)
    header = dkim.sign(raw, b"s1", b"example.org", key().pem, canonicalize=canonical, include_headers=HEADERS)
    assert here.take(header + raw)[0] == "act"


def test_a_signature_by_the_small_keys_counts(house: New, mail: Make) -> None:
    """A provider that signs by Ed25519 alone (RFC 8463) vouches for its people; a changed word is seen there, too."""
    here = house({"s1._domainkey.example.org": {"TXT": [small_key().record]}})
    here.person(JO)
    raw = signed(mail(HELP), "example.org", small_key(), signature_algorithm=b"ed25519-sha256")
    assert here.take(raw) == ("act", "signed up, dkim=pass:example.org")
    changed = signed(mail("status"), "example.org", small_key(), signature_algorithm=b"ed25519-sha256")
    assert here.take(changed.replace(b"\r\n\r\nstatus", b"\r\n\r\nexport"))[0] == "quarantine"


@pytest.mark.parametrize("other", ["mallory@evil.example", JO])
def test_of_two_origins_none_counts(mail: Make, other: str) -> None:
    """A mail with two From headers is nobody's, though both were signed, and though they say the same."""
    raw = signed(b"From: " + other.encode() + b"\r\n" + mail(HELP), "example.org")
    assert signatures.origin(raw) is None
    with serving(published("example.org")) as server:
        sender = Evidence(raw, parse(raw), PEER, "mx.example.org", JO, by_front=False)
        assert Authenticator(Policy(), server.address).prove(sender).found == ("from=unusable",)


def test_a_signature_folded_for_ever_keeps_nobody_waiting(house: New, mail: Make) -> None:
    """A good signature with a header of fifty thousand folds is not even looked at; without the guard it takes minutes."""
    here = house(published("example.org"))
    look = lookups.Lookups(lambda: lookups.resolver(here.names.address))
    good = signed(mail(HELP), "example.org")
    assert [each.valid for each in signatures.check(good, "example.org", look)] == [True]
    at = good.index(b"b=", good.index(b"bh=") + 3)
    assert signatures.check(good[:at] + b"b=" + b"\r\n " * 50_000 + good[at + 2 :], "example.org", look) == []


def test_blanks_by_the_million_keep_nobody_waiting(house: New, mail: Make) -> None:
    """A forged signature over a line of blanks is seen through at once; without the guard this takes many minutes."""
    here = house(published("example.org"))
    here.person(JO)
    raw = mail("x" + " " * 1_000_000 + "x")
    forged = b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1; h=from; bh=AAAA; b=AAAA\r\n"
    assert here.take(forged + raw)[0] == "quarantine"


@pytest.mark.parametrize(
    "record",
    [
        "",
        "v=DKIM1; k=rsa; p=",
        "v=DKIM1; p=AAAA",
        "v=DKIM2; p=x",
        "nonsense",
        "v=DKIM1; k=ed25519; p=AAAA",
        "p=" + "é" * 40,
    ],
)
def test_a_key_that_is_withdrawn_or_broken_proves_nothing(house: New, mail: Make, record: str) -> None:
    """A domain that takes its key back, or publishes nonsense, vouches for nobody, and nothing breaks."""
    here = house({"s1._domainkey.example.org": {"TXT": [record]}})
    here.person(JO)
    assert here.take(signed(mail(HELP), "example.org"))[0] == "quarantine"


def test_another_key_than_the_published_one_proves_nothing(house: New, mail: Make) -> None:
    """Whoever has a key of their own cannot sign for a domain that publishes another."""
    here = house(published("example.org"))
    here.person(JO)
    assert here.take(signed(mail(HELP), "example.org", key(number=1)))[0] == "quarantine"


def test_a_weak_hash_proves_nothing(house: New, mail: Make) -> None:
    """A signature by SHA-1 is not believed, though it holds (RFC 8301 §3.1)."""
    here = house(published("example.org"))
    here.person(JO)
    raw = mail(HELP)
    assert (
        here.take(dkim.sign(raw, b"s1", b"example.org", key().pem, signature_algorithm=b"rsa-sha1") + raw)[0]
        == "quarantine"
    )


# -- DNS that fails


@pytest.mark.parametrize("name", ["s1._domainkey.example.org", "example.org"])
def test_dns_that_fails_is_waited_for(house: New, mail: Make, name: str) -> None:
    """While DNS fails, a mail is neither refused nor forgotten; when it works again, the answer comes."""
    zone = published("example.org") | {"example.org": {"TXT": [f"v=spf1 ip4:{PEER} -all"]}}
    here = house({**zone, name: SERVFAIL})
    here.person(JO)
    raw = signed(mail(HELP), "example.org") if name.startswith("s1") else mail(HELP)
    sender = "" if name.startswith("s1") else JO
    sender = sender or "x@unrelated.example"
    assert here.take(raw, sender=sender) == ("", "")
    assert inbox.counts(here.app.store.reading) == {"waiting": 1}
    here.names.zone[name] = zone[name]
    assert work.step(here.app, "w", here.now + timedelta(minutes=1))
    assert inbox.counts(here.app.store.reading) == {"done": 1}
    assert len(here.answers()) == 1


def test_dns_that_fails_for_a_day_proves_nothing_and_shelves_nothing(house: New, mail: Make) -> None:
    """After a day of failing DNS a mail is judged without it; it never lands on the shelf for that."""
    here = house({"s1._domainkey.example.org": SERVFAIL})
    here.person(JO)
    here.take(signed(mail(HELP), "example.org"))
    at = here.now
    while at - here.now < timedelta(hours=25):
        at += timedelta(minutes=31)
        work.step(here.app, "w", at)
    assert inbox.counts(here.app.store.reading) == {"done": 1}
    assert here.answers() == []


def test_one_good_signature_is_enough_while_the_rest_of_dns_fails(house: New, mail: Make) -> None:
    """Trouble with a look-up that no longer matters delays nobody."""
    here = house(published("example.org") | {"_dmarc.example.org": SERVFAIL, "example.org": SERVFAIL})
    here.person(JO)
    assert here.take(signed(mail(HELP), "example.org"))[0] == "act"


def test_dns_that_never_answers_delays_a_mail_and_no_more(house: New, mail: Make) -> None:
    """A mail whose domain is silent waits; the worker is free again, and the answer comes when the domain speaks."""
    zone = published("example.org")
    here = house({**zone, "s1._domainkey.example.org": SILENT})
    here.person(JO)
    assert here.take(signed(mail(HELP), "example.org")) == ("", "")
    assert inbox.counts(here.app.store.reading) == {"waiting": 1}
    here.names.zone.update(zone)
    assert work.step(here.app, "w", here.now + timedelta(minutes=1))
    assert len(here.answers()) == 1


def test_all_questions_about_a_mail_share_one_deadline(mail: Make) -> None:
    """Whoever lets every question time out keeps a worker once, shortly, and the next time for a moment only."""
    names = ("_dmarc.example.org", "s1._domainkey.example.org", "example.org")
    raw = signed(mail(HELP), "example.org")
    sender = Evidence(raw, parse(raw), PEER, "mx.example.org", JO, by_front=False)
    with serving({**published("example.org"), **dict.fromkeys(names, SILENT)}) as server:
        asked = Authenticator(Policy(), server.address, Patience(one=0.2, all=0.5, again=0.2))
        assert asked.prove(sender).standing is Standing.UNKNOWN
        assert "example.org" not in server.asked
        server.asked.clear()
        assert asked.prove(sender).standing is Standing.UNKNOWN
        assert set(server.asked) == {"_dmarc.example.org"}
        server.zone = {**published("example.org")}
        assert asked.prove(sender).standing is Standing.SHOWN


def test_a_strangers_slow_name_server_keeps_nobody_waiting(house: New, mail: Make) -> None:
    """Signatures and seals of others are not even asked about: their keys could not prove anything."""
    here = house({"s1._domainkey.evil.example": SERVFAIL}, arc_forwarders=("fwd.example",))
    here.person(JO)
    raw = sealed(
        b"Authentication-Results: evil.example; dmarc=pass header.from=example.org\r\n" + mail(HELP),
        "evil.example",
        "evil.example",
    )
    assert here.take(signed(raw, "evil.example"))[0] == "quarantine"
    assert not [name for name in here.names.asked if "evil" in name]


def test_a_stranger_costs_no_look_up(house: New, mail: Make) -> None:
    """While sign-up is closed, mail of strangers is not even asked about."""
    here = house(published("example.org"), sign_up="closed")
    assert here.take(signed(mail(HELP), "example.org"))[0] == "quarantine"
    assert here.names.asked == []


# -- our own front server


@pytest.mark.parametrize(
    ("header", "peer", "believed"),
    [
        (RESULTS, "10.0.0.1", True),
        (RESULTS, "10.0.0.2", False),  # whoever that is
        (RESULTS, PEER, False),
        (b"Authentication-Results: mx.nextround.localhost 1;\r\n dkim=pass header.d=example.org\r\n", "10.0.0.1", True),
        (b"Authentication-Results: mx.nextround.localhost; dkim=pass header.i=@example.org\r\n", "10.0.0.1", True),
        (b"Authentication-Results: mx.nextround.localhost; spf=pass smtp.mailfrom=x@example.org\r\n", "10.0.0.1", True),
        (b"Authentication-Results: MX.nextround.localhost; spf=pass smtp.mailfrom=example.org\r\n", "10.0.0.1", True),
        (
            b"Authentication-Results: mx.nextround.localhost; spf=pass smtp.mailfrom=x@evil.example\r\n",
            "10.0.0.1",
            False,
        ),
        (b"Authentication-Results: mx.nextround.localhost; dkim=pass header.d=evil.example\r\n", "10.0.0.1", False),
        (b"Authentication-Results: mx.nextround.localhost; dmarc=pass header.from=evil.example\r\n", "10.0.0.1", False),
        (b"Authentication-Results: mx.nextround.localhost; dmarc=fail header.from=example.org\r\n", "10.0.0.1", False),
        (b"Authentication-Results: mx.nextround.localhost; none\r\n", "10.0.0.1", False),
        (
            b"Authentication-Results: mx.nextround.localhost; x=y (dkim=pass header.d=example.org)\r\n",
            "10.0.0.1",
            False,
        ),
        (
            b'Authentication-Results: mx.nextround.localhost; x="; dkim=pass header.d=example.org"\r\n',
            "10.0.0.1",
            False,
        ),
        (
            b"Authentication-Results: mx.elsewhere.example; dmarc=pass header.from=example.org\r\n" + RESULTS,
            "10.0.0.1",
            False,
        ),
        (b"Authentication-Results: (mx.nextround.localhost; dmarc=pass header.from=example.org\r\n", "10.0.0.1", False),
        (
            b"X-Authentication-Results: mx.nextround.localhost; dmarc=pass header.from=example.org\r\n",
            "10.0.0.1",
            False,
        ),
        (NONE + SIGNED + RECEIVED, "10.0.0.1", True),  # two filters, each with a header of its own
        (NONE + SIGNED, "10.0.0.1", False),
        (NONE + RECEIVED + SIGNED, "10.0.0.1", False),
        (NONE + b"X-Spam: no\r\n" + SIGNED + RECEIVED, "10.0.0.1", False),
        (NONE + SIGNED.replace(b"mx.nextround", b"mx.elsewhere") + RECEIVED, "10.0.0.1", False),
        (NONE.replace(b"none", b"fail") + SIGNED + RECEIVED, "10.0.0.1", False),
        (RESULTS.replace(b"dmarc=pass (p=none)", b"dkim=pass header.d=example.org; dmarc=fail"), "10.0.0.1", False),
    ],
)
def test_the_front_servers_word(house: New, mail: Make, header: bytes, peer: str, believed: bool) -> None:
    """What our own front server found is believed; the same words from anybody else, or further down, are not."""
    here = house({}, **FRONT)
    here.person(JO)
    verdict, _ = here.take(header + mail(HELP), peer=peer, sender="a@b.example")
    assert verdict == ("act" if believed else "quarantine")


# -- forwarders


def _forwarded(raw: bytes, results: bytes = b"dmarc=pass header.from=example.org") -> bytes:
    return sealed(b"Authentication-Results: fwd.example; " + results + b"\r\n" + raw, "fwd.example", "fwd.example")


def test_a_named_forwarder_is_believed(house: New, mail: Make) -> None:
    """A mail that a forwarder changed is believed for the forwarder's seal, where the host has named the forwarder."""
    here = house(published("fwd.example"), arc_forwarders=("fwd.example",))
    here.person(JO)
    assert here.take(_forwarded(mail(HELP)), sender="x@fwd.example")[0] == "act"


@pytest.mark.parametrize(
    ("named", "make"),
    [
        ((), lambda raw: _forwarded(raw)),
        (("other.example",), lambda raw: _forwarded(raw)),
        (("fwd.example",), lambda raw: _forwarded(raw, b"dmarc=fail header.from=example.org")),
        (("fwd.example",), lambda raw: _forwarded(raw, b"dmarc=pass header.from=evil.example")),
        (("fwd.example",), lambda raw: _forwarded(raw).replace(b"\r\n\r\nhelp", b"\r\n\r\nstop")),
        (("fwd.example",), lambda raw: _forwarded(raw).replace(b"cv=none", b"cv=pass")),
        (("fwd.example",), lambda raw: _forwarded(raw).replace(b"i=1; fwd", b"i=2; fwd")),
        (("fwd.example",), lambda raw: _forwarded(raw).replace(b"dmarc=pass", b"dkim=pass")),
    ],
)
def test_a_seal_that_proves_nothing(
    house: New, mail: Make, named: tuple[str, ...], make: Callable[[bytes], bytes]
) -> None:
    """A forwarder that nobody named, that found nothing, or whose seal is broken, proves nothing."""
    here = house(published("fwd.example"), arc_forwarders=named)
    here.person(JO)
    assert here.take(make(mail(HELP)), sender="x@fwd.example")[0] == "quarantine"
    assert here.answers() == []


# -- who may become a person


@pytest.mark.parametrize(("sign_up", "proven", "verdict"), [
    ("open", True, "act"), ("open", False, "quarantine"), ("closed", True, "quarantine"), ("invite", True, "quarantine"),
])  # fmt: skip
def test_a_stranger_signs_up_by_writing_where_that_is_open(
    house: New, mail: Make, sign_up: str, proven: bool, verdict: str
) -> None:
    """Somebody new is answered where sign-up is open and their mail is theirs; otherwise nobody is written to."""
    here = house(published("example.org"), sign_up=sign_up)
    raw = mail(HELP)
    assert here.take(signed(raw, "example.org") if proven else raw)[0] == verdict
    assert len(here.answers()) == (verdict == "act")


def test_a_newcomer_is_welcomed_once(house: New, mail: Make) -> None:
    """The first answer says in two lines that they are signed up and what their own address is; the second does not."""
    here = house(published("example.org"), sign_up="open")
    here.take(signed(mail(HELP), "example.org"))
    here.take(signed(mail("status"), "example.org"))
    first, second = (answer.raw.decode().replace("=\r\n", "") for answer in here.answers())
    assert "signed up now" in first
    assert "coach+p-" in first
    assert "signed up now" not in second


def test_a_calendars_machine_never_becomes_a_person(house: New, mail: Make) -> None:
    """An invitation by a machine, for nobody we know, signs nobody up."""
    here = house(published("google.example"), sign_up="open")
    event = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261203T100000Z\r\n"
        "DTSTAMP:20261119T100000Z\r\nSUMMARY:Interview\r\nORGANIZER:mailto:hr@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    raw = mail(
        event, sender="calendar-notification@google.example", **{"Content-Type": "text/calendar; method=REQUEST"}
    )
    assert here.take(signed(raw, "google.example"))[0] in ("ignore", "quarantine")
    assert here.answers() == []


def test_a_host_may_let_peoples_word_stand(house: New, mail: Make) -> None:
    """In a closed house the host may turn the checks off; strangers are still not answered."""
    here = house({}, require_authentication=False)
    here.person(JO)
    assert here.take(mail(HELP), peer="10.0.0.1")[0] == "act"
    assert here.take(mail("status", sender="other@example.org"), peer="10.0.0.1")[0] == "quarantine"


def test_whoever_said_stop_and_writes_again_is_answered(house: New, mail: Make) -> None:
    """Stop ends the mails nobody asked for; a debrief is still answered."""
    here = house(published("example.org"))
    here.person(JO, state="stopped")
    assert here.take(signed(mail(HELP), "example.org"))[0] == "act"


LETTER = "We would like to invite you to an interview at Kestrel Foods on Thursday 26 November at 2pm.\n"
SARAH = {"sender": "Sarah <sarah@kestrelfoods.example>", "To": "Jo <jo@example.org>", "Cc": "coach@nextround.localhost"}


def test_a_recruiter_who_copies_us_is_heard_for_the_person(house: New, mail: Make) -> None:
    """A letter that its domain vouches for tells of an interview of the person it is written to, and of nobody else's."""
    here = house(published("kestrelfoods.example"), sign_up="open")
    here.person(JO)
    assert here.take(signed(mail(LETTER, **SARAH), "kestrelfoods.example"))[0] == "act"
    assert [row.recipient for row in here.answers()] == [JO]


def test_a_letter_to_somebody_we_do_not_know_signs_nobody_up(house: New, mail: Make) -> None:
    """Where sign-up is open, an employer who copies us becomes no person, and hears nothing."""
    here = house(published("kestrelfoods.example"), sign_up="open")
    assert here.take(signed(mail(LETTER, **SARAH), "kestrelfoods.example"))[0] == "quarantine"
    assert here.answers() == []


def test_a_letter_that_nobody_vouches_for_tells_nothing(house: New, mail: Make) -> None:
    """Anyone could write so: it is kept, and notes no interview."""
    here = house({}, sign_up="open")
    here.person(JO)
    assert here.take(mail(LETTER, **SARAH))[0] == "quarantine"
    assert here.answers() == []
