"""What the title, the attendees and the organiser of an event tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mailer.message.address import Address
from mailer.message.appointment import firms, names, places, prose
from mailer.message.appointment.cues import FIRM, FIRM_WORDS, NO_ROLE, NUMBER, ROLE_NOUN, W
from mailer.message.appointment.names import PEOPLE_AT_MOST
from mailer.message.appointment.told import Told
from mailer.message.given_names import GIVEN_NAMES
from mailer.message.invite import Invite

_MACHINE_NAME = re.compile(
    r"no-?reply|do-?not-?reply|notification|calendar|scheduling|scheduler|recruiting|careers?|talent|jobs?|hiring|hr|team|people|support|invit\w+|info|admin|coach|bot\b|hello|system|mailer",
    re.I,
)
_RECRUITS = re.compile(
    r"\b(?:recruit\w*|talent|sourc(?:er|ing)|coordinator|people (?:team|partner|ops)|human resources|hr)\b", re.I
)
_HAS_NUMBERED_BOX = re.compile(r"\d{3,}")
_TITLE_CUT = re.compile(r"\s+(?:<>|<->|x|//?|\|+|—|–|-|:)\s+|:\s+|\s+[•·]\s+|/(?=\s)|(?<=\s)/")
_NOT_A_FIRM_PIECE = re.compile(
    r"\b(?:interview\w*|screen\w*|call|chat|meeting|round|onsite|on-site|panel|technical|tech|phone|video|zoom|teams|virtual|hiring manager|final|first|second|third|"
    r"invitation|updated?|cancell?ed|accepted|reminder|confirmed|candidate|stage|loop|assessment|coding|system design|behaviou?ral|culture|intro\w*|min(?:ute)?s?|recruiter|discussion|session|part \d|presentation|case study|take-?home|conversation|coffee|exercise|sync|catch-?up|demo|rescheduled|calendar|event|in-person)\b",
    re.I,
)


def of_invite(invite: Invite, *, me: Sequence[str], mine: Sequence[str], sender: Address | None) -> Told:
    """What an event tells. `me`: the person's names; `mine`: addresses that are the person's or ours."""
    title = re.sub(
        r"\A(?:(?:updated )?invitation|cancell?ed(?: event)?|accepted|tentative|declined|fwd?|fw|re|reminder|rescheduled)\s*:\s*",
        "",
        invite.summary,
        flags=re.I,
    )
    title = re.sub(r"\s*@ (?:\w{3} )?\w{3} \d.*\Z", "", title)  # Google's subject repeats the time
    told = prose.read(f"{title}\n{invite.description}", me=me, own=False)
    by_title = of_title(title, me)
    people = _attending(invite, mine, me)
    company = by_title.company or told.company or _by_domain(invite, people, sender, mine)
    if company and by_title.company is None and told.company and _by_domain(invite, people, sender, mine):
        company = told.company
    place = invite.link or invite.place or told.place
    held = places.mode(prose.without(f"{title}\n{invite.place}", company), invite.link or None)
    if held is None or (held == "video" and not invite.link):
        held = held or (places.mode("", invite.place) if invite.place and not invite.link else None) or told.mode
    if (
        invite.place
        and not invite.link
        and (number := NUMBER.search(invite.place))
        and not re.search(r"[A-Za-z]{4}", invite.place.replace("phone", "").replace("Phone", ""))
    ):
        held, place = "phone", number[0]
    if not people:
        people = tuple(who for who in (by_title.people or told.people))
    people = tuple(_named_in(who, (by_title.people, told.people)) for who in people)
    return Told(company, told.role or by_title.role, people, held, place or None)


def of_title(title: str, me: Sequence[str]) -> Told:
    """ "Jo Bloggs <> Acme: phone screen", "Interview: Backend Engineer - Acme"."""
    mine = {name.lower() for each in me for name in (each, *each.split()[:1]) if name}
    firm = role = None
    people: list[Address] = []
    pieces = [piece.strip(" .,()[]") for piece in _TITLE_CUT.split(title) if piece and piece.strip(" .,()[]")]
    if len(pieces) < 2:
        return Told()
    for whole in pieces:
        piece = re.sub(r"\s*\(([^)]*)\)?", "", whole).strip()
        inside = re.search(r"\(([^)]*)", whole)
        if (
            inside
            and (found := firms.tidy(inside[1]))
            and found.lower() not in mine
            and not names.is_name(found)
            and not _NOT_A_FIRM_PIECE.search(found)
        ):
            if ROLE_NOUN.search(found):
                role = role or found
            else:
                firm = firm or found
        if piece.lower() in mine or any(piece.lower() == name.lower() for name in me):
            continue
        if posting := re.search(rf"\bfor\s+(?:the\s+)?(.{{3,60}}?)\s+(?:at|with)\s+{FIRM}", piece):
            role = role or (posting[1].strip() if ROLE_NOUN.search(posting[1]) else None)
            firm = firm or firms.tidy(posting[2])
            continue
        both = [each.strip() for each in re.split(r"\s+(?:and|&|with)\s+|,\s*", piece)]
        if len(both) > 1 and all(
            each.lower() in mine or (names.is_name(each) and not FIRM_WORDS.search(each)) for each in both
        ):
            people.extend(Address(each, "") for each in both if each.lower() not in mine)
            continue
        inner = re.search(rf"\b(?:interview|screen|onsite|chat|call|meeting|round)\w*\s+(?:with|at|@)\s+{FIRM}", piece)
        if inner and (found := firms.tidy(inner[1])):
            if names.is_name(found):
                people.append(Address(found, ""))
            else:
                firm = firm or found
        elif ROLE_NOUN.search(piece) and not re.search(r"\binterview|\bscreen|\bround", piece, re.I):
            role = role or piece
        elif leading := re.match(
            rf"({W}(?:\s+{W}){{0,3}}?)\s+(?=(?i:phone|video|technical|onsite|on-site|final|first|virtual|panel|recruiter|hiring|coding|interview|screen|intro))",
            piece,
        ):
            found = firms.tidy(leading[1])
            if found and not NO_ROLE.match(found):
                if names.is_name(found):
                    people.append(Address(found, ""))
                elif not ROLE_NOUN.search(found):
                    firm = firm or found
                else:
                    role = role or found
        elif names.is_name(piece) and not FIRM_WORDS.search(piece):
            people.append(Address(piece, ""))
        elif not _NOT_A_FIRM_PIECE.search(piece) and len(piece.split()) <= 5 and (found := firms.tidy(piece)):
            firm = firm or found
    people = [who for who in people if not {who.name.lower(), who.name.split()[0].lower()} & mine]
    return Told(firm, role, tuple(people))


def _named_in(who: Address, lists: Iterable[Sequence[Address]]) -> Address:
    """Somebody with an address and no name gets the name the text gives them."""
    if who.name:
        return who
    local = who.email.partition("@")[0].lower()
    for people in lists:
        for other in people:
            parts = other.name.lower().split()
            if parts and (parts[0] in re.split(r"[._-]", local) or local == "".join(parts)):
                return replace(who, name=other.name)
    parts = [part for part in re.split(r"[._-]", local) if part]
    if len(parts) == 2 and parts[0] in GIVEN_NAMES and parts[1].isalpha():
        return replace(who, name=" ".join(part.capitalize() for part in parts))
    if len(parts) == 1 and parts[0] in GIVEN_NAMES:
        return replace(who, name=parts[0].capitalize())
    return who


def _attending(invite: Invite, mine: Sequence[str], me: Sequence[str]) -> tuple[Address, ...]:
    """Who else will be there: attendees that are people, and the organiser where they attend or nobody else does."""
    own, names = {each.lower() for each in mine}, {name.lower() for name in me}

    def real(who: Address) -> bool:
        local, _, domain = who.email.partition("@")
        machine = (
            bool(_MACHINE_NAME.search(local))
            or "calendar.google.com" in domain
            or bool(_HAS_NUMBERED_BOX.search(local) and len(local) > 20)
        )
        return who.email.lower() not in own and who.name.lower() not in names and not machine

    others = [who for who in invite.attendees if real(who)]
    host = invite.organiser
    if host and real(host) and not others and not _RECRUITS.search(host.name):
        others = [host]
    people = [_tidied(who) for who in others]
    return tuple(people[:PEOPLE_AT_MOST])


def _tidied(who: Address) -> Address:
    name = re.sub(r"\s*[(\[].*?[)\]]|\s+(?:via|from|@)\s.*\Z", "", who.name).strip()
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        name = f"{first} {last}"
    return replace(who, name=name)


def _by_domain(invite: Invite, people: Sequence[Address], sender: Address | None, mine: Sequence[str]) -> str | None:
    own = {each.rpartition("@")[2].lower() for each in mine}
    hosts = [who for who in (invite.organiser, sender, *people) if who is not None]
    return next((firm for who in hosts if (firm := firms.firm_of(who, own))), None)
