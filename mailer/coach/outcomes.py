"""What came of an interview, as told or passed on; when to ask again; and what the person's predictions were worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailer import when
from mailer.coach.model import Debrief, Prediction

FIRST_AFTER = 6  # working days without an answer, where they gave no date
AGAIN_AFTER = timedelta(days=7)
NUDGES = 2  # follow-ups at most; then a closing mail


class Result(StrEnum):
    """What came of it."""

    REJECTED = "rejected"
    OFFERED = "offered"
    NEXT_ROUND = "next_round"
    SILENCE = "silence"  # no news, and the person wonders
    WITHDREW = "withdrew"  # the person said no


@dataclass(frozen=True, slots=True)
class Past:
    """One interview's outcome beside what the person had expected."""

    result: Result
    expected: Prediction | None


_GET = r"(?:the )?(?:job|role|post|position|gig|offer|place|it|contract|part|internship|apprenticeship|traineeship|one|trust)"
_TOLD: tuple[tuple[Result, str], ...] = (
    (Result.WITHDREW, r"\bi(?:'ve| have)? (?:withdrew|withdrawn|pulled out|backed out|dropped out|turned (?:them|it|the (?:job|offer|role)) down|said no to (?:them|it|the)|declined (?:it|them|the|their)|rejected (?:them|the|their)|decided (?:not to|against) (?:tak\w+|accept\w*|it|go\w*))"),
    (Result.NEXT_ROUND, r"\b(?:(?:got|am|i'm|im|been|made it|put|went|moved|passed|gone|progress\w*|advanc\w*) (?:me )?(?:through|forward|on|along)?(?: to)? ?(?:the |a |my |their )?(?:next|second|2nd|third|3rd|final|last) (?:round|stage|interview|step|one)|want(?:s|ed)? to (?:see|meet|interview|have|talk to|speak to|speak with) me (?:again|back|a second time|for (?:a|the|another) (?:second|2nd|third|final|next|trial))|(?:invited|want(?:s|ed)?|asked|called|calling|having|bringing) me (?:back|in again|for (?:a|the|another) (?:second|2nd|third|final|next|trial|further))|(?:got|have|been offered|given|offered me) (?:a |the |another )?(?:second|2nd|third|final|follow[- ]?up|call ?back|trial|further) ?(?:interview|round|shift|day|call|stage)?\b(?= interview| round| shift| day|\W|$)|(?:i(?:'m| am|m) |got |been )?short-?listed|made (?:it to )?the shortlist|i(?:'m| am|m)? (?:got )?through\b(?! the)|got through(?: to)?\b(?! (?:it|the interview|the day))|moving (?:me )?(?:forward|ahead)|go(?:ing)? through to)"),
    (Result.REJECTED, rf"\b(?:(?:have|has)n'?t|did(?:n'?t| not)|not|never|failed to) (?:get|got|gotten|been (?:offered|selected|chosen|successful|given|picked|shortlisted)|be (?:moving|progress\w*|proceed\w*|taken|going)|land|selected|chosen|hired|picked|make it|made it|successful|through|offer(?:ed)?|give me|want me|pick me|choose me|hire me|taking me|taken (?:on|forward)|progress\w*|moving|proceed\w*)(?: {_GET}| an offer| through| it through| selected| picked| hired| chosen| me)?"),
    (Result.REJECTED, r"\b(?:reject(?:ed|ion|s)?(?! (?:my|the|his|her|their|it|them) (?:idea|answer|point|offer))|turned (?:me |it )?down|turn(?:ed)? down|knocked (?:me )?back|knock-?back|got the (?:no|boot|chop)|(?:it'?s|its|it was|is|was|got|they said|said|gave me|a (?:big|flat|firm|polite)) (?:a |an? )?(?:\"|')?no(?:\"|')?(?=\W*(?:$|[.,!;:]|from|but|and|to me|this time))|(?:went|gone|going|go|decided to go) with (?:someone|somebody|another|other|an internal|the other|a different)|(?:gave|given|giving|offered) (?:it|the (?:job|role|post|position)) to (?:someone|somebody|another|the other|an)|someone else (?:got|has)|(?:hired|chose|picked|appointed|preferred|selected) (?:someone|somebody|another|an internal|the other|a different)|unsuccessful|wasn'?t successful|passed on me|(?:they|he|she) passed\b(?! (?:it|me (?:to|the|a)))|no luck|we regret|regret to (?:inform|say|tell)|bad news|declined (?:me|my application)|thanks but no thanks|(?:position|role|job|post) (?:has been |was |is |got )?filled|no longer (?:considering|in the running)|dear john|out of the running|cut me|ruled (?:me )?out|not (?:me|this time)\W*$|they don'?t want me|(?:i )?lost out|missed out)"),
    (Result.SILENCE, r"\b(?:no (?:news|word|answer|reply|response|feedback|call|email|mail|contact)\b|(?:have|has|had|i|they)?n?(?:'t|ot|'ve| have| has)? ?(?:still )?(?:not|n't|nt|never) (?:heard|hear|had (?:a |any )?(?:reply|answer|word|news|response)|got (?:a |any )?(?:reply|answer|word|news|response)|replied|answered|responded|rung|called|rang|written|emailed|got(?:ten)? back|come back|been in touch|called back)|(?:haven'?t|havent|hasn'?t|hasnt|didn'?t|didnt|not|ain'?t) (?:yet )?(?:heard|hear\b|had (?:a |any )|got(?:ten)? back|come back|called|rung|replied|answered|responded|received|been in touch|get back)|heard (?:nothing|nowt|zip|nada|zero|zilch|diddly|back from no)|still (?:nothing|waiting|no|silence|zip|nada)|nothing (?:yet|so far|back|from them|heard|since)|not(?:hing)? a (?:word|peep|thing|sound)|radio silence|dead silence|crickets|ghost(?:ed|ing)|gone quiet|went quiet|silence (?:from|since|so far)|never (?:got back|called|rang|replied|answered|came back|heard)|waiting (?:to hear|for (?:an answer|news|them|their|a reply|the result)))"),
    (Result.OFFERED, rf"\b(?:i(?:'ve| have|'d)? (?:finally |actually |only |just |bloody )*(?:got|gotten|landed|have|bagged|secured|nailed|won) (?:the )?(?:job|role|post|position|gig|offer|place|contract|internship|apprenticeship)|i(?:'ve)? (?:only |actually |finally |bloody |just )*got it\b(?! (?:wrong|right|done|together|out|to work|working|into|from|all|backwards|mixed|over|in the end wrong|now))|got (?:the )?(?:job|role|post|position|gig)\b|(?:got|have|received|had|with|is|was) (?:an?|the|my) (?:\w+ )?offer\b|offer(?:ed|ing) me (?:the|a) (?:(?:permanent|full[- ]time|part[- ]time|temporary) )?(?:job|role|post|position|contract|apprenticeship|internship|traineeship)\b|(?:they|he|she|company|firm)(?:'ve| have|'d)? (?:just )?(?:offer(?:ed|ing|s)?|gave|given|giving) (?:me|us)(?: {_GET}| an? \w+|\W|$)|ma(?:d|k)e? me an (?:\w+ )?offer|offer(?:ed)? (?:came|arrived|is in)|i(?:'m| am|m) (?:hired|in(?=\s*(?:$|[.!?,;]))|selected|the new|starting (?:on|in|next|at|with|there|work|mon|tues|wednes|thurs|fri))|hired me|(?:i )?(?:got|been|was|have been|am) (?:hired|selected|accepted|appointed|taken on|chosen|picked)|i start (?:on|in|next|monday|tuesday|wednesday|thursday|friday)|(?:they|she|he) said yes|it'?s a yes|(?:they|she|he) want(?:s|ed)? me(?:\W*$| to start| on board)|taking me on|took me on|job is mine|(?:it'?s|its) mine|successful\b)"),
)  # fmt: skip
_READ = tuple((result, re.compile(pattern, re.I)) for result, pattern in _TOLD)
_FORWARDED: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (
        Result.REJECTED,
        re.compile(
            r"\b(?:regret(?:fully)? (?:to|that)|we regret|unsuccessful|not (?:been |be )?(?:successful|selected|shortlisted|chosen)|other (?:candidates|applicants)|another (?:candidate|applicant)|different (?:candidate|direction)|on this occasion|"
            r"(?:not|n'?t) (?:to |be )?(?:mov\w+|progress\w*|proceed\w*|tak\w+|go\w*|offer\w*|pursu\w+|advanc\w+)(?: (?:you|your|with|forward|ahead|further))?|unable to (?:offer|progress|proceed|take|move)|position has (?:now )?been filled|"
            r"no longer (?:under consideration|considering)|decided (?:not )?to (?:pursue|move|proceed|progress|go) (?:forward |ahead )?with (?:other|another|a different)|keep your (?:cv|resume|résumé|details|application) on file|more closely (?:match|align|fit)\w*)\b",
            re.I,
        ),
    ),
    (
        Result.NEXT_ROUND,
        re.compile(r"\b(?:offer|invite) you (?:to |for )?(?:an? |the |our )?(?:\w+ ){0,2}(?:interview|slot|call|chat|meeting|round|stage|assessment|trial)\b", re.I),
    ),
    (
        Result.OFFERED,
        re.compile(
            r"\b(?:(?:pleased|delighted|happy|thrilled|glad|like) to (?:formally |officially )?(?:offer|confirm (?:your|our|an|the) offer|make you an offer|inform you that you have been (?:selected|successful))|offer of (?:employment|appointment|a place)|offer letter|"
            r"(?:formal|conditional|verbal|written) offer|we would like to offer|you have been (?:successful|selected for the (?:post|role|position|job)))\b",
            re.I,
        ),
    ),
    (
        Result.NEXT_ROUND,
        re.compile(r"\b(?:next (?:stage|round|step)|second (?:interview|round|stage)|final (?:interview|round|stage)|shortlist\w*|through to|move forward with your application)\b", re.I),
    ),
)  # fmt: skip


def told(text: str) -> Result | None:
    """Return the outcome that a person's own words tell of, or None."""
    plain = re.sub(r"[’`´]", "'", " ".join(text.split()))
    return next((result for result, cue in _READ if cue.search(plain)), None)


def passed_on(text: str) -> Result | None:
    """Return the outcome that an employer's mail tells of; a refusal is one however kindly it begins."""
    plain = re.sub(r"[’`´]", "'", " ".join(text.split()))
    return next((result for result, cue in _FORWARDED if cue.search(plain)), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a person's gloom was worth so far."""

    expected_no: int  # how often they expected nothing to come of it
    went_on: int  # of these, how many went on all the same


def tally(past: Iterable[Past]) -> Tally | None:
    """Count predictions against outcomes; None before there is anything to tell."""
    gloomy = [each for each in past if each.expected is Prediction.NO and each.result is not Result.WITHDREW]
    if not gloomy:
        return None
    return Tally(len(gloomy), sum(each.result in (Result.OFFERED, Result.NEXT_ROUND) for each in gloomy))


def promised(debrief: Debrief, told: date) -> date | None:
    """Return the day by which they said the person would hear, where the debrief, told on `told`, has one."""
    if not debrief.next_steps:
        return None
    noon = datetime(told.year, told.month, told.day, 12, tzinfo=UTC)
    day = when.deadline(debrief.next_steps, reference=noon, zone=ZoneInfo("UTC"))
    return day if day is not None and told <= day <= told + timedelta(days=120) else None


def follow_up_due(debrief: Debrief, told: date, country: str | None, sent: Sequence[date] = ()) -> date | None:
    """Return the day for the next follow-up: the working day after their date, else six working days on; a second a week
    later; None after two. `told` is the day of the debrief, `country` an ISO 3166 code, `sent` the days of the earlier ones.
    """
    if len(sent) >= NUDGES:
        return None
    if sent:
        return _working(sent[-1] + AGAIN_AFTER, country)
    day = promised(debrief, told)
    if day is not None:
        return _working(day + timedelta(days=1), country)
    day = told
    for _ in range(FIRST_AFTER):
        day = _working(day + timedelta(days=1), country)
    return day


def closing_due(sent: Sequence[date], country: str | None) -> date | None:
    """Return the day for the closing mail: a week after the second follow-up; None before it, and after it."""
    return _working(sent[-1] + AGAIN_AFTER, country) if len(sent) == NUDGES else None


def _working(day: date, country: str | None) -> date:
    """Return `day`, or the first working day after it."""
    while day.weekday() > 4 or day in _free(country, day.year):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=256)
def _free(country: str | None, year: int) -> frozenset[date]:
    """Return the public holidays of a country in a year; none where the country is not known."""
    if not country:
        return frozenset()
    import holidays  # half a second of every start, were it at the top

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
