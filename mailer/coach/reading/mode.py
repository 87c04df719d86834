"""How the interview was held: in person, by video, by telephone, recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Known, Mode
from mailer.coach.reading.judge import Judgement, poll

_CUES: tuple[tuple[Mode, int, str], ...] = (
    (
        Mode.RECORDED,
        5,
        r"\bone[- ]way (?:video|interview)|\bhire ?vue\b|\bspark ?hire\b|\bpre[- ]?recorded\b|\basync(?:hronous)? (?:video|interview)"
        r"|\brecord(?:ed|ing)? (?:my|your|the|an?) (?:answers?|repl(?:y|ies)|video answers?|video interview|responses?)"
        r"|\brecorded (?:video )?(?:interview|one)|\bvideo answers\b|\bno(?:body| one| human) (?:on|at) the other (?:end|side)"
        r"|\bself[- ]recorded|\bvideo interview with no(?:body| one)|\bcountdown (?:started|began) (?:and|then) (?:the )?record",
    ),
    (
        Mode.PHONE,
        4,
        r"\b(?:phone|telephone|tel|fone) (?:interview|screen(?:ing)?|chat|one|call with|round)|\b(?:over|by|on|via) the (?:phone|telephone|fone|blower)\b"
        r"|\bphone[- ]?screen|\bby (?:phone|telephone)\b|\b(?:he|she|they|recruiter|hr|someone|manager) (?:just )?(?:phoned|rang|called) me (?:up|at|for the|out|while|when|an|ten|half|\d|early|late|on)"
        r"|\bscreening call\b|\bput (?:me )?on speaker|\bon speaker(?:phone)?\b|\bpicked up the (?:phone|call)|\bwhatsapp call\b",
    ),
    (
        Mode.VIDEO,
        4,
        r"\b(?:on|via|over|by|through|a|the|my|of|in) (?:zoom|teams|google meet|gmeet|webex|skype|meets?\b(?= call| link)|hangouts)\b|\b(?:zoom|teams|skype|google meet|webex) (?:call|interview|link|meeting|with|room|at|today|round|chat|thing|one)"
        r"|\bvideo (?:call|interview|chat|conference|link|round|meeting|screen)|\bby video\b|\bvideo with\b|\bon video\b|\bvideocall\b",
    ),
    (
        Mode.VIDEO,
        2,
        r"\b(?:my|the|her|his|their) (?:camera|webcam|mic|microphone|audio|screen share|wifi|wi-fi|internet|broadband|connection|laptop camera|background)\b"
        r"|\bon mute\b|\bmuted\b|\bunmute\w*|\bscreen ?shar|\bshare (?:my|the) screen|\bcamera (?:on|off)\b|\bin the chat\b|\bcamera\b|\bremote(?:ly)? (?:interview|round)|\(remote|\bonline (?:interview|panel|round|call)"
        r"|\bjoin(?:ed|ing)? (?:the )?(?:call|link|meeting)|\bthe link\b|\b(?:zoom|teams|skype|webex)\b",
    ),
    (
        Mode.ONSITE,
        4,
        r"\bin[- ]person\b|\bon[- ]?site\b|\bface[- ]to[- ]face\b|\bin the office\b|\btheir office|\bat the (?:office|site|school|hospital|shop|store|restaurant|warehouse|factory|depot|clinic|surgery|hotel|bank|library|yard|centre|center)\b"
        r"|\btrial (?:shift|day)\b|\b(?:stage|trial) at\b|\bassessment (?:centre|center|day)\b|\bwork trial\b|\bgroup day\b",
    ),
    (
        Mode.ONSITE,
        2,
        r"\breception(?:ist)?\b|\blobby\b|\bshook (?:my )?hands?\b|\bhandshake\b|\bshake hands\b|\bwaiting room\b|\bcar ?park\b|\bpark(?:ing|ed)\b|\b(?:the|a|my|by) (?:bus|train|tube|taxi|uber|metro|tram|cab)\b|\btraffic\b"
        r"|\bwalked (?:in|into|out|through)\b|\bshow(?:ed|n)? me (?:round|around|the)|\btour\b|\bthe (?:lift|elevator|stairs|corridor|door|gate|chair|table|whiteboard)\b|\bwhiteboard\b|\bsat (?:down|across|opposite)\b|\bmeeting room\b"
        r"|\bgot there\b|\bturned up\b|\breached (?:there|the|at)\b|\barriv(?:ed|ing)\b|\b(?:offered|gave|made) me (?:a )?(?:tea|coffee|water|chai|cup)\b|\bdrove\b|\bthe building\b|\bbuilding\b|\bthe room\b|\bmy (?:shirt|shoes|suit|tie|blouse)\b|\bthe panel room\b"
        r"|\bwent (?:in|there)\b|\bsecurity guard\b|\bbadge\b|\bwaited (?:outside|in the)\b",
    ),
)
_SURE = 0.55  # share of the judge's votes from which they decide
_NAMED = 4  # weight from which a cue names the mode, rather than tells of what belongs to it
# A subject is short enough for a word alone, but "phone engineer" and "video editor" are jobs.
_IN_A_TITLE: tuple[tuple[Mode, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(cue, re.IGNORECASE))
    for sort, cue in (
        (Mode.RECORDED, r"\bone[- ]way\b|\bhire ?vue\b|\bspark ?hire\b|\b(?:pre-?)?recorded\b"),
        (Mode.PHONE, r"\b(?:tele)?phone (?:interview|call|screen\w*|chat|round|debrief)|\b(?:by|over the|on the) (?:tele)?phone\b|[(\[,–—-]\s*(?:tele)?phone\s*(?:[)\],–—-]|\Z)|\bphone[- ]?screen"),
        (Mode.VIDEO, r"(?<!way )(?<!recorded )\bvideo (?:interview|call|screen\w*|chat|round)|\b(?:zoom|skype|webex|google meet)\b|\bteams (?:interview|call)|[(\[,–—-]\s*(?:(?:by|on|via|over) )?(?:video|teams|online)\s*(?:[)\],–—-]|\Z)|\b(?:by|via|over) video\b|\b(?:on|via|over) teams\b"),
        (Mode.ONSITE, r"\bin[- ]person\b|\bon[- ]?site\b|\bface[- ]to[- ]face\b|\btrial (?:shift|day)\b|\bassessment (?:centre|center|day)\b"),
    )
)  # fmt: skip
_THERE = re.compile(
    r"\b(?:showed me|shown (?:me )?(?:a)?round|tour|workshop|took me|walked me|drove (?:me|there)|sat (?:down|in|me)|handshake|shook (?:my|her|his)|reception|the room|his office|her office"
    r"|trial|car park|parking|made me a (?:tea|coffee)|at the door|kitchen table|waiting room)\b",
    re.IGNORECASE,
)
_BY_PHONE = re.compile(
    r"\b(?:phone (?:interview|screen\w*|call|chat)|telephone|on the phone|over the phone|by phone|rang (?:me )?at|(?:rang|called|phoned) me\b|(?:the|a|my|our) call\b|call with|signal|screening call)\b",
    re.IGNORECASE,
)
_COMPILED = tuple((mode, weight, re.compile(cue, re.IGNORECASE)) for mode, weight, cue in _CUES)


def mode(text: str, known: Known, judged: Sequence[Judgement] = ()) -> Mode | None:
    """Return how the interview was held; None where nothing tells."""
    if known.mode is not None:
        return known.mode
    if _hinted(text, _NAMED) is None and (titled := _titled(known.subject or "")):
        return titled
    hinted = _hinted(text)
    if hinted in (None, Mode.ONSITE):  # what is named is sure; that they met in person often goes without saying
        voted, sure = poll([j.modes for j in judged])
        hinted = Mode(voted) if voted and sure >= _SURE else hinted
    return held(text, hinted)


def held(text: str, mode: Mode | None) -> Mode | None:
    """Return the mode, or None where the words speak against it: nobody is shown a workshop by telephone."""
    against = mode is Mode.PHONE and _THERE.search(text) and not _BY_PHONE.search(text)
    return None if against else mode


def _titled(subject: str) -> Mode | None:
    """Return how it was held as a subject names it: "Debrief: cook (video)"; None where it names none, or two."""
    found = {sort for sort, cue in _IN_A_TITLE if cue.search(subject)}
    return found.pop() if len(found) == 1 else None


def _hinted(text: str, least: int = 0) -> Mode | None:
    points: dict[Mode, int] = {}
    for sort, weight, cue in _COMPILED:
        if weight < least:
            continue
        found = {m.group().casefold() for m in cue.finditer(text)}
        if found:
            points[sort] = points.get(sort, 0) + weight + min(len(found) - 1, 2)
    if not points:
        return None
    best = max(points, key=lambda sort: points[sort])
    # Recorded answers mention a camera as well; one clear word decides.
    return Mode.RECORDED if Mode.RECORDED in points else best
