"""Is the From address shown to be the sender's? The evidence weighed, cheapest first; nothing is looked up twice.

Shown it is by the word of our own front server, by a DKIM signature or an SPF pass of the From domain or its owner
(RFC 7489 §3.1), or by a forwarder that the host has named and that sealed what it had found (RFC 8617).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address

from mailer.errors import DnsTrouble
from mailer.message.address import ascii_domain, parse_list
from mailer.message.parse import Message
from mailer.trust import dmarc, results, signatures, spf
from mailer.trust.dmarc import Wish
from mailer.trust.domains import aligned
from mailer.trust.lookups import Look
from mailer.trust.places import is_inside
from mailer.trust.results import Result


class Standing(StrEnum):
    """What is known of a From address."""

    SHOWN = "shown"  # its domain vouches for the mail
    UNSHOWN = "unshown"  # nobody vouches
    DENIED = "denied"  # its domain asks that such mail be refused
    UNKNOWN = "unknown"  # DNS trouble: judge later


@dataclass(frozen=True, slots=True)
class Policy:
    """What the host has said about trust."""

    authserv_id: str = ""  # of our own front server
    forwarders: frozenset[str] = frozenset()  # domains whose ARC seals are believed
    full: bool = False  # ask what the domain wishes even where nothing could pass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mail and the envelope it came in."""

    raw: bytes
    message: Message
    peer: str  # IP address of the client
    helo: str
    sender: str  # envelope; "" for the null sender
    by_front: bool  # the client is our own front server


@dataclass(frozen=True, slots=True)
class Proof:
    """The standing of the From address, and what gave it."""

    standing: Standing
    by: str = ""  # front, dkim, spf, arc
    found: tuple[str, ...] = field(default=())  # dkim=pass:example.org …: for the host's eyes, no address in it
    weakly: bool = False  # by SPF alone: it says which machines may send for a domain, whoever else uses them


def weigh(evidence: Evidence, policy: Policy, look: Look) -> Proof:
    """Return what is known of the From address."""
    domain = from_domain(evidence)
    if not domain:
        return Proof(Standing.UNSHOWN, found=("from=unusable",))
    told = _front_says(evidence, policy.authserv_id, domain)
    if told:
        return Proof(Standing.SHOWN, "front", (f"front=pass:{domain}",), weakly=told == {"spf"})
    found: list[str] = []
    trouble = False
    if not _anything(evidence, policy, domain):
        return Proof(Standing.UNSHOWN, found=("nothing to go by",))
    try:
        wish = dmarc.find(domain, look)
    except DnsTrouble:
        wish, trouble = Wish(strict_dkim=True, strict_spf=True), True  # what passes so would pass any wish
    for by, passing in (("dkim", _signed), ("spf", _sent_by), ("arc", _sealed)):
        shown = passing(evidence, policy, domain, wish, look, found)
        if shown:
            return Proof(Standing.SHOWN, by, tuple(found), weakly=by == "spf")
        trouble = trouble or shown is None
    standing = Standing.UNKNOWN if trouble else Standing.DENIED if wish.policy == "reject" else Standing.UNSHOWN
    return Proof(standing, found=(*found, f"dmarc={wish.policy}"))


def _anything(e: Evidence, policy: Policy, domain: str) -> bool:
    """Tell whether there is anything that could pass: most forged mail needs no look-up to be seen through."""
    if policy.full or "dkim-signature" in e.message.headers or (policy.forwarders and "arc-seal" in e.message.headers):
        return True
    return not e.by_front and not is_inside(e.peer) and aligned(_sent_from(e), domain)


def _sent_from(e: Evidence) -> str:
    return ascii_domain(e.sender.rpartition("@")[2] or e.helo)


def from_domain(evidence: Evidence) -> str:
    """Return the domain of the one From address; "" where there are several, or none that all readers agree on."""
    value = signatures.origin(evidence.raw)
    if value is None or evidence.message.from_ is None:
        return ""
    named = {each.email for each in parse_list(value)}
    if named != {evidence.message.from_.email}:
        return ""
    return ascii_domain(evidence.message.from_.email.rpartition("@")[2])


def _front_says(e: Evidence, server: str, domain: str) -> frozenset[str]:
    """Return the methods by which our front server vouches; no name of it, no word of it.

    Only the topmost header is believed, and those of the same name between it and the front server's own Received:
    one further down came with the mail, whatever name it bears (RFC 8601 §5).
    """
    if not server or not e.by_front:
        return frozenset()
    topmost = e.message.headers.get("authentication-results", ())[:1]
    told = [results.read(value) for value in signatures.leading(e.raw, "authentication-results") or topmost]
    if any(each.server != server.lower() for each in told):
        return frozenset()
    found = [result for each in told for result in each.found]
    if any(each.method == "dmarc" and each.value not in ("pass", "none") for each in found):
        return frozenset()  # it weighed what the domain wishes: a pass besides is not one of that domain's
    return frozenset(each.method for each in found if _vouches(each, domain))


def _vouches(result: Result, domain: str) -> bool:
    if result.value != "pass":
        return False
    of = result.properties
    if result.method == "dmarc":
        return ascii_domain(of.get("header.from", "")) == domain
    if result.method == "dkim":
        signer = of.get("header.d") or of.get("header.i", "").rpartition("@")[2]
        return aligned(ascii_domain(signer), domain)
    if result.method == "spf":
        sender = of.get("smtp.mailfrom", "").rpartition("@")[2]
        return aligned(ascii_domain(sender), domain)
    return False


def _signed(e: Evidence, policy: Policy, domain: str, wish: Wish, look: Look, found: list[str]) -> bool | None:
    trouble = False
    for each in signatures.check(e.raw, domain, look):
        mine = aligned(each.domain, domain, strict=wish.strict_dkim)
        word = {True: "pass", False: "expired" if each.expired else "fail", None: "temperror"}[each.valid]
        found.append(f"dkim={word}:{each.domain[:100]}")
        if each.valid and mine:
            return True
        trouble = trouble or each.valid is None
    return None if trouble else False


def _sent_by(e: Evidence, policy: Policy, domain: str, wish: Wish, look: Look, found: list[str]) -> bool | None:
    if e.by_front or is_inside(e.peer):
        return False
    if not aligned(_sent_from(e), domain):
        return False  # whatever SPF says of it, it says nothing of the From address
    result, about = spf.check(ip_address(e.peer), e.sender, e.helo, look)
    found.append(f"spf={result.value}:{about[:100]}")
    if result is spf.Spf.TEMPERROR:
        return None
    return result is spf.Spf.PASS and aligned(ascii_domain(about), domain, strict=wish.strict_spf)


def _sealed(e: Evidence, policy: Policy, domain: str, wish: Wish, look: Look, found: list[str]) -> bool | None:
    if not policy.forwarders:
        return False
    try:
        chain = signatures.chain(e.raw, policy.forwarders, look)
    except DnsTrouble:
        return None
    if chain is None:
        return False
    found.append(f"arc=pass:{chain.domain[:100]}")
    return any(_vouches(each, domain) for each in results.read(chain.results).found)
