"""Names the zone in "2pm PT", "Paris time", "(UTC+01:00) Berlin", "Eastern Time (US & Canada)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from mailer.when.model import Doubt
from mailer.when.prose import flatten
from mailer.when.zone_table import (
    ABBREVIATIONS,
    BANDS,
    MANY_CLOCKS,
    NO_PLACE,
    ODD_OFFSETS,
    PERSONAL,
    PLACES,
    RIVALS,
    SHY_ABBREVIATIONS,
)

MINE = "mine"  # "your time" from a recruiter, "my time" in one's own words
THEIRS = "theirs"  # the other party's clock, wherever that is
UNKNOWN = "unknown"  # a name no table has


@dataclass(frozen=True, slots=True)
class ZoneName:
    """A zone as named in a text, and the zones it may stand for."""

    start: int
    end: int
    text: str
    options: tuple[str, ...]  # IANA, or one of MINE, THEIRS, UNKNOWN
    letters: str = ""  # the abbreviation, where it is one
    place: bool = False  # "in London": where it happens, perhaps not whose clock


_IANA = re.compile(
    r"(?:europe|america|asia|africa|australia|pacific|atlantic|indian|antarctica|etc|us|canada|brazil)/[a-z_+\-0-9]+(?:/[a-z_]+)?"
)
_OFFSET = re.compile(
    r"(?:(?P<base>utc|gmt)\s?(?P<sign>[+-])\s?(?P<h>\d{1,2})(?::?(?P<m>[0-5]\d))?|"
    r"(?P<sign2>[+-])(?P<h2>[01]\d):?(?P<m2>[0-5]\d))(?![\d:])"
)
_WORDS = re.compile(r"[a-z][a-z.'&-]*+")
_FILLER = re.compile(r"\b(?:standard|daylight|summer|time|zone|the|savings?|local)\b|\(?\bus (?:&|and) canada\)?|[()]")
_WHOSE = re.compile(
    r"(?P<who>my|mine|your|their|our|his|her|the client's|the company's|the interviewer's)\s+(?:local\s+)?time(?:\s?zone)?\b"
)
_LOCAL = re.compile(r"(?:local|your local|london local)\s+time\b")
_NAMED = re.compile(
    r"(?P<name>[a-z][a-z.&'-]*(?:\s[a-z][a-z.&'-]*){0,3}?)\s+(?:(?:standard|daylight|summer|local)\s+)*time\b(?:\s?zone\b)?(?:\s*\(us (?:&|and) canada\)|\s+-\s+[a-z][a-z ]{2,20}(?=\)))?"
)


@cache
def _iana() -> dict[str, str]:
    """Every IANA zone by its lower-case key, and by its city where that is told by one zone only."""
    keys = {key.lower(): key for key in available_timezones()}
    cities: dict[str, str] = {}
    for key in sorted(available_timezones()):
        area, _, city = key.rpartition("/")
        if area and area.split("/")[0] in ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic"):
            cities[city.lower().replace("_", " ")] = key
    return cities | keys


def place_zone(name: str) -> str | None:
    """The zone of a city, country or band of that name."""
    plain = " ".join(_FILLER.sub(" ", name).replace(".", "").replace(",", " ").split())
    return PLACES.get(name) or PLACES.get(plain) or (_iana().get(plain) if len(plain) > 2 else None)


@cache
def load(key: str) -> ZoneInfo | None:
    """The zone behind an IANA key, if there is one."""
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def fixed(minutes: int) -> str | None:
    """The zone that always stands so many minutes east of Greenwich."""
    if minutes in ODD_OFFSETS:
        return ODD_OFFSETS[minutes]
    hours, rest = divmod(minutes, 60)
    if rest or not -12 <= hours <= 14:
        return None
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def _offset(hit: re.Match[str]) -> str | None:
    sign = hit["sign"] or hit["sign2"]
    minutes = int(hit["h"] or hit["h2"]) * 60 + int(hit["m"] or hit["m2"] or 0)
    return fixed(-minutes if sign == "-" else minutes)


def zone_named(text: str) -> str | None:
    """The IANA zone a phrase names; None where it names none or may mean several (IST)."""
    low = flatten(text[:_LONGEST_NAME]).replace("\n", " ").strip(" .,;:!?\"'")
    if re.fullmatch(r"[a-z_+\-0-9]+(?:/[a-z_+\-0-9]+)*", low) and low in _iana() and "/" in _iana()[low] and "/" in low:
        return _iana()[low]
    if hit := _IANA.search(low):
        return _iana().get(hit.group())
    if offset := _OFFSET.search(low):
        rest = low[offset.end() :].strip(" ()-:,")
        city = next((zone for part in rest.split(",") if part.strip() and (zone := place_zone(part.strip()))), None)
        return city or _offset(offset)
    if low in ABBREVIATIONS:
        zones = ABBREVIATIONS[low]
        return zones[0] if len(zones) == 1 else None
    if zone := place_zone(low):
        return zone
    for part in reversed(re.split(r"[(),]|\s-\s|\b(?:in|zone|is|to)\b|:", low)):
        name = part.strip()
        if name in ABBREVIATIONS:
            return ABBREVIATIONS[name][0] if len(ABBREVIATIONS[name]) == 1 else None
        if name and (zone := place_zone(name)):
            return zone
    return _place_within(low)


# A zone is named in a line; more is a mail about something else.
_LONGEST_NAME = 200
# "I'm in Tokyo now": a zone told in a few words; a longer text is about something else.
_MOST_WORDS = 10


def _place_within(low: str) -> str | None:
    words = _WORDS.findall(low)
    if len(words) > _MOST_WORDS:
        return None
    for count in (3, 2, 1):
        for first in range(len(words) - count + 1):
            name = " ".join(words[first : first + count])
            if len(name) > 3 and name not in NO_PLACE and (zone := place_zone(name)):
                return zone
    return None


def _after_time(low: str, text: str, at: int) -> Iterator[ZoneName | None]:
    """Ways a zone may follow a time, best first."""
    if hit := _IANA.match(low, at):
        key = _iana().get(hit.group())
        yield ZoneName(at, hit.end(), text[at : hit.end()], (key or UNKNOWN,))
    if hit := _OFFSET.match(low, at):
        zone = _offset(hit)
        end = hit.end()
        if city := re.compile(r"\)\s*(?P<city>[a-z][a-z .&()]{2,40}?)(?=[,\n;]|$|\.\s)").match(low, end):
            named = place_zone(city["city"])
            zone, end = named or zone, city.end() if named else end
        yield ZoneName(at, end, text[at:end], (zone or UNKNOWN,))
    if hit := _WHOSE.match(low, at):
        who = {"my": MINE, "mine": MINE, "your": MINE}.get(hit["who"], THEIRS)
        yield ZoneName(at, hit.end(), text[at : hit.end()], (who,), letters=hit["who"])
    if hit := _LOCAL.match(low, at):
        yield ZoneName(at, hit.end(), text[at : hit.end()], (MINE,), letters="local")
    yield _named_time(low, text, at)
    yield _letters(low, text, at)


def _named_time(low: str, text: str, at: int) -> ZoneName | None:
    """ "Paris time", "Eastern Standard Time", "New York time"; unknown names count, so that they are asked about."""
    hit = _NAMED.match(low, at)
    if not hit:
        return None
    name = hit["name"]
    first = name.split()[0]
    if name in ABBREVIATIONS and len(ABBREVIATIONS[name]) == 1:
        return ZoneName(at, hit.end(), text[at : hit.end()], ABBREVIATIONS[name], letters=name)
    if zone := place_zone(low[at : hit.end()]) or place_zone(name):
        return ZoneName(at, hit.end(), text[at : hit.end()], (zone,))
    if name in MANY_CLOCKS or (first not in NO_PLACE and text[at].isupper() and " " not in name):
        return ZoneName(at, hit.end(), text[at : hit.end()], (UNKNOWN,))
    return None


def _letters(low: str, text: str, at: int) -> ZoneName | None:
    """ "PT", "CEST", "Eastern", "London" right after a time."""
    hit = _WORDS.match(low, at)
    if not hit:
        return None
    word = hit.group().rstrip(".-'")
    end = at + len(word)
    if word in ABBREVIATIONS and (word not in SHY_ABBREVIATIONS or text[at:end].isupper() or _closed(low, end)):
        if tail := re.compile(r"(?:\s+time\b)?(?:/(?:[ecmp]dt|[a-z]{1,2}st)\b)?").match(low, end):
            end = tail.end()
        return ZoneName(at, end, text[at:end], ABBREVIATIONS[word], letters=word)
    for count in (3, 2, 1):
        name = re.compile(r"[a-z][a-z.&-]*" + r"\s[a-z][a-z.&-]*" * (count - 1)).match(low, at)
        if not name:
            continue
        phrase = name.group().rstrip(".")
        end = at + len(phrase)
        if phrase in BANDS:
            return ZoneName(at, end, text[at:end], (PLACES[phrase],))
        if text[at].isupper() and phrase not in PERSONAL and _closed(low, end) and (zone := place_zone(phrase)):
            return ZoneName(at, end, text[at:end], (zone,))
    return None


def _closed(low: str, end: int) -> bool:
    return bool(re.match(r"\s*(?:$|[,.;)\n/(=-])", low[end : end + 8]))


_LEAD = re.compile(r"[\s(\[]*")
_COMMA_LEAD = re.compile(r"\s*,\s*[(\[]*")
_IN_PLACE = re.compile(r"\s+in\s+(?P<name>[a-z][a-z.-]*(?:\s[a-z][a-z.-]*)?)(?=\s*(?:$|[,.;)\n]|on\b|with\b|at\b))")


def after_time(low: str, text: str, end: int) -> ZoneName | None:
    """The zone named right after a time that ends here."""
    if low.startswith("z", end) and not low[end + 1 : end + 2].isalnum() and low[end - 1 : end].isdigit():
        return ZoneName(end, end + 1, "Z", ("Etc/UTC",))
    lead = _LEAD.match(low, end)
    at = lead.end() if lead else end
    found = next((name for name in _after_time(low, text, at) if name), None)
    if found:
        return found
    comma = _COMMA_LEAD.match(low, end)
    if comma and (
        named := _WHOSE.match(low, comma.end()) or _NAMED.match(low, comma.end()) or _OFFSET.match(low, comma.end())
    ):
        return next((name for name in _after_time(low, text, named.start()) if name), None)
    if comma and (name := _letters(low, text, comma.end())) and name.letters:
        return name
    return None


def in_place(low: str, text: str, end: int) -> ZoneName | None:
    """ "2pm in London": a place with a clock of its own."""
    hit = _IN_PLACE.match(low, end)
    if hit and text[hit.start("name")].isupper() and (zone := place_zone(hit["name"])):
        return ZoneName(hit.start("name"), hit.end(), text[hit.start("name") : hit.end()], (zone,), place=True)
    return None


_LAST_WORDS = re.compile(r"[a-z][a-z.'-]*(?:\s[a-z][a-z.'-]*){0,2}\s\Z")


def ending(low: str, text: str, at: int, end: int) -> ZoneName | None:
    """The place named right before the word "time" at this place."""
    hit = _LAST_WORDS.search(low, max(0, at - 40), at)
    words = hit.group().split() if hit else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[-count:])
        if words[-count] not in NO_PLACE and (zone := place_zone(name)):
            start = at - 1 - len(name)
            return ZoneName(start, end, text[start:end], (zone,))
    return None


def standing(low: str, text: str, at: int) -> ZoneName | None:
    """A zone standing for itself: "CET" in capitals, "Eastern Time", "Europe/Paris", "UTC+1"."""
    hit = _WORDS.match(low, at)
    if not hit:
        return None
    if found := _IANA.match(low, at):
        key = _iana().get(found.group())
        return ZoneName(at, found.end(), text[at : found.end()], (key,)) if key else None
    if found := _OFFSET.match(low, at):
        zone = _offset(found)
        return ZoneName(at, found.end(), text[at : found.end()], (zone,)) if zone else None
    word = hit.group().rstrip(".-'")
    if word in ABBREVIATIONS and text[at : at + len(word)].isupper() and len(word) > 1:
        return ZoneName(at, at + len(word), text[at : at + len(word)], ABBREVIATIONS[word], letters=word)
    named = _named_time(low, text, at)
    return named if named and named.options != (UNKNOWN,) else None


def _names(key: str, year: int) -> tuple[str | None, ...]:
    zone = load(key)
    months = (datetime(year, 1, 15, tzinfo=zone), datetime(year, 7, 15, tzinfo=zone)) if zone else ()
    return tuple(moment.tzname() for moment in months)


@lru_cache(maxsize=512)
def _same_rules(a: str, b: str, year: int) -> bool:
    """Whether two zones keep the same clock that year: CET for someone in Madrid is Madrid."""
    zones = load(a), load(b)
    if not all(zones):
        return False
    probes = [
        datetime(year, month, day, tzinfo=UTC) for month in range(1, 13) for day in (1, 15, 29 if month != 2 else 28)
    ]
    return all(
        probe.replace(tzinfo=zones[0]).utcoffset() == probe.replace(tzinfo=zones[1]).utcoffset() for probe in probes
    )


def choose(
    name: ZoneName | None, person: str, wall: datetime, theirs: str | None
) -> tuple[tuple[str, ...], frozenset[Doubt], frozenset[Doubt]]:
    """The zones a name may stand for at that wall time; what is doubtful, what was assumed."""
    none: frozenset[Doubt] = frozenset()
    zone_doubt = frozenset({Doubt.ZONE})
    if name is None:
        return (person,), none, none
    options = name.options
    if options == (MINE,):
        return (person,), none, zone_doubt if name.letters == "local" else none
    if options == (THEIRS,):
        return ((theirs,), none, none) if theirs else ((person,), zone_doubt, none)
    if options == (UNKNOWN,):
        return (person,), zone_doubt, none
    home = load(person)
    letters = name.letters.upper()
    if home and letters and wall.replace(tzinfo=home).tzname() == letters:
        return (person,), none, zone_doubt if len(options) > 1 else none
    if (rival := RIVALS.get(name.letters)) and person.startswith(rival[0]):
        return (rival[1], *options), zone_doubt, none
    if len(options) > 1:
        if person in options:
            return (person,), none, zone_doubt
        return options, zone_doubt, none
    if (
        letters == "GMT"
        and (london := load("Europe/London"))
        and wall.replace(tzinfo=london).utcoffset() != timedelta(0)
    ):
        # In summer "GMT" is often said for the time on British clocks.
        return ("Europe/London", "Etc/GMT"), zone_doubt, none
    if _same_rules(options[0], person, wall.year):
        return (person,), none, none
    if name.place:
        return (options[0], person), zone_doubt, none
    return options, none, none
