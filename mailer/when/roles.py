"""Says what a day or time is there for: the meeting, a deadline, something past, or something beside it."""

import re
from enum import Enum, auto

from mailer.when.days import Day, Sort, Use
from mailer.when.pairs import Pair


class Role(Enum):
    """What a time in a text is there for."""

    MEETING = auto()  # when to meet, as far as the words go
    SIDE = auto()  # arrival, lunch, the train: not the start, unless nothing else is told
    DEADLINE = auto()  # by when something is due or will be heard
    PAST = auto()  # told of something that has been
    REPLACED = auto()  # the time a meeting was moved away from
    OTHER = auto()  # opening hours, a mail's own date, the first day of the job


# How much of a sentence is read for its cues; the rest is too far away to bear on the time.
_BEFORE, _AFTER = 110, 70

_FILL = (
    r"(?:(?:the|end|of|close|business|cob|cop|eod|noon|midday|play|on|at|this|coming|about|around|say|latest)\b\s*)*"
)
_DEADLINE = re.compile(
    r"\b(?:by|before|no later than|not later than|until|till|til|due(?: on| by)?|deadline(?: is| of| (?:for|to) .{0,30}? is)?|"
    r"within|clos(?:es?|ing)(?: date)?(?: is| of| on| at)?|expires?(?: on| at)?|valid (?:until|till|to)|ahead of|prior to|"
    r"in advance of|cut-?off(?: is)?|last (?:day|date|chance)(?: (?:to|for) .{0,25}?)? is|as of|effective(?: from)?|week (?:of|commencing|beginning|starting|ending)|w/c|"
    r"apply|opens?(?: on| at| from)?|any\s?time before|not until|back on|back in)[\s:]*" + _FILL + r"\Z"
)
_SINCE = re.compile(r"\b(?:ever since|since)\s+(?:(?:the|last|this|about|around)\s+)*\Z")
_DEADLINE_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:at the (?:very )?latest|latest\b|deadline|cut-?off|is the deadline|is the closing)"
)
_HEAR = re.compile(
    r"\b(?:hear(?:ing|d)?(?: back| from)?|let (?:me|us|you|everyone|candidates|people|them|him|her) know"
    r"(?! (?:if|whether|which|what|when|that|about|how))|get(?:ting)? back to|come back to|be in touch|decision|decid(?:e|es|ing)|"
    r"results?|outcome|an answer|notif(?:y|ied)|announce|references? (?:by|due)|respond|reply|confirm by|submit|send (?:it|them|over)|"
    r"hand(?:ing)? (?:it )?in|start(?:ing)? (?:date|work|the (?:role|job))|available (?:to start|from)|apply|posted|advertised|"
    r"dated|application of|born|graduated?|deliver)\b[^.!?]*\Z"
)
_AHEAD = re.compile(
    r"\b(?:will|'ll|is|are|going to|moved|pushed|rescheduled|changed|shifted|bumped|postponed|brought|scheduled|booked|"
    r"confirmed?|set for|set up|arranged|invit(?:e|es|ed|ation|ing)|offer(?:ed)?|asked (?:me|us|if)|want(?:s|ed)?|would|"
    r"like|next (?:one|round|stage|step|interview)|got (?:an?|another|my|the|invited)|have (?:an?|another|my|to)|"
    r"i've (?:an?|got|been)|"
    r"(?:second|2nd|third|3rd|final|follow-?up|next)(?:[ -]round)? (?:interview|call|chat|stage)|see you|speak(?:ing)? (?:to|with)|"
    r"meet(?:ing)? (?:me|with)|wondering|suggest(?:ed)?|proposed?|works?|said|says|told|coming up|put back|put me|its|it's|thats|that's)\b"
)
_HAD = re.compile(
    r"\b(?:was|were|had|did|went|interviewed|met|attended|finished|sat|bombed|blew|messed|screwed|failed|arrived|reached|"
    r"got there|got home|got in|got back|turned up|showed up|rocked up|rolled up|walked|came|landed|spoke|talked|happened|took place|"
    r"left|woke|waited|rang|called|logged|joined|started|began|ended|ran|froze|blanked|forgot|applied|sent|received|emailed|"
    r"saw|stood|drove|parked|thought|felt|knew|kept|made it|panicked|stumbled|rambled|strolled|appeared|pulled)\b"
)
_WENT_AFTER = re.compile(
    r"[^.!?\n]{0,40}?\b(?:went (?:ok|okay|well|badly|fine|great|terribly|horribly|alright|better|worse|not|so|really|pretty)|"
    r"was (?:a disaster|awful|bad|good|ok|okay|fine|tough|hard|rough|great|terrible|brutal|horrible|weird|painful|so|really|"
    r"pretty|an absolute)|did(?:n't| not) go|i (?:blanked|froze|rambled|forgot|bombed|panicked|arrived|got|was|had))\b"
)
_LATE = re.compile(
    r"\s*(?:,|and|but|so|when|because|as)?\s*(?:i|we|he|she|they)\s+(?:was|were|got|had|arrived|only|finally|still|left|came|ran)\b"
)
_HABIT = re.compile(
    r"\b(?:every|each|usually|always|typically|normally|most days|open|opening hours|opening times|office hours|business hours|"
    r"working hours|core hours|hours(?: are|:)|shifts?|work(?:ing)? (?:from|week|day)|working pattern|lines are|weekdays?|daily|"
    r"helpline|reachable|mon(?:day)?\s?(?:-|to)\s?fri(?:day)?)\b[^.!?\n]{0,40}\Z"
)
_HABIT_AFTER = re.compile(
    r"\s*,?\s*(?:every|each|mon(?:day)?\s?(?:-|to)\s?(?:fri|thu|sat)|daily|weekdays|on weekdays|(?:gmt|et)? ?mon-fri|job\b|shift)"
)
_SIDE = re.compile(
    r"\b(?:arriv(?:e|es|ing|al)|get (?:there|here|in)|be (?:there|here|ready|downstairs)|check[- ]?in|sign[- ]?in|report(?: to)?|"
    r"doors?(?: open)?|lunch|breakfast|coffee|dinner|drinks|parking|car park|train|bus|flight|taxi|cab|uber|tram|tube|tour|"
    r"registration|lobby|waiting room|ends?|ending|finish(?:es|ing)?|done|wrap(?:s|ping)?(?: up)?|over|until|till|leave|leaving|"
    r"alarm|dentist|doctor|gp|school run|pick(?:ing)? up|nursery|sitter|childcare|work until|wake|get up|bed|start(?:ing)? work|"
    r"reception (?:is )?open|set off|break)\b[^.!?\n;\d]{0,28}\Z"
)
_SIDE_MEETING = re.compile(r"\b(?:interview|meeting|call|chat|slot)\b[^.!?\n;]{0,12}\Z")
_REPLACED = re.compile(
    r"\b(?:instead of|rather than|not|no longer|(?:moved|rescheduled|changed|shifted|pushed|brought forward|postponed|switched|"
    r"bumped|put back)(?: it| this| that| the \w+| your \w+| our \w+| my \w+| you)?(?: back| forward| up)? from|was (?:supposed to be|meant to be|originally|due|going to be|"
    r"scheduled for|down for|booked for|set for|planned for)|were (?:supposed|meant) to (?:\w+\s)?(?:be|meet|speak|talk)|originally(?: \w+)?(?: for| on| at)?|previously(?: \w+)?(?: for| on| at)?|used to be|"
    r"(?:need|have|had) to (?:cancel|move|change|reschedule|postpone)|can't (?:do|make)(?: it)?|cannot (?:do|make)(?: it)?|can no longer (?:do|make)(?: it)?|unable to (?:do|make)(?: it)?|won't be able to (?:do|make)(?: it)?|cancel(?:led|ed)?(?: the \w+| our \w+| your \w+)?(?: on| for| at)?|"
    r"except|unless|other than|old time:?|busy(?: on)?|(?:not|isn't|aren't) (?:available|free)(?: on| at)?|already have\b.{0,30}|in place of|replaces)[\s:]*(?:(?:it|on|at|the|for|be|your|our|my|from|interview|call|meeting|slot|time|appointment)\b[\s:]*)*\Z"
)
_NOT = re.compile(r"\b(?:not|instead of|rather than)\s+(?:(?:on|at|the)\s+)?\Z")
_WAS = re.compile(
    r"\b(?:was|were|old(?: time| date)?|previous(?: time| date)?|original(?: time| date)?|before)\b[\s:]*(?:(?:on|at|for)\s+)?\Z"
)
_NOW = re.compile(r"[^.!?]{0,40}?\b(?:now|new|instead|changed to|moved to)\b")
_REPLACED_AFTER = re.compile(
    r"\s*(?:,|\))?\s*(?:(?:(?:can't|cannot|can not|couldn't|can no longer) (?:go ahead|happen|work|take place|be (?:done|kept|met))|(?:no longer|does(?:n't| not)|won't|will not|isn't going to|is not going to|is no longer) (?:work|suit|be|possible|available|good|convenient|do|happen))|"
    r"(?:but |- ?|no,? |sorry,? )*(?:i|we) meant\b|is (?:out|off|cancelled|canceled|gone|taken)|isn't (?:possible|good|available)|has been (?:cancelled|canceled|moved|changed|postponed|rescheduled|pushed|brought|shifted)|"
    r"(?:was|got|is being|is) (?:moved|changed|postponed|cancelled|canceled|rescheduled|pushed|bumped)|(?:interview|call|meeting|slot|appointment|one)?\s*(?:has|is|was|got)?\s*(?:been )?(?:moved|rescheduled|changed|pushed|postponed|shifted) (?:to|back|forward))"
)
_HEADER = re.compile(
    r"(?m)^[ \t]*on\s[^\n]{6,110}(?:\n[^\n]{0,80})?\bwrote:|^[ \t]*(?:from|de|subject|to):[^\n]*\n[ \t]*(?:sent|date):[^\n]*|"
    r"^[ \t]*(?:sent|date):[^\n]*(?=\n[ \t]*(?:to|subject|from|cc|reply-to):)|^[ \t]*(?:sent|received|date sent|created|posted):[^\n]*|"
    r"^[ \t]*date:[^\n]*\d\d:\d\d:\d\d[^\n]*"
)


def headers(low: str) -> list[tuple[int, int]]:
    """The lines that belong to a mail's own head or to the one that introduces a quote."""
    if not any(mark in low for mark in ("wrote:", "sent:", "date:", "received:", "created:", "posted:")):
        return []
    return [hit.span() for hit in _HEADER.finditer(low)]


def _clause(low: str, begin: int, at: int) -> str:
    return low[max(begin, at - _BEFORE) : at]


def role(low: str, begin: int, finish: int, pair: Pair) -> Role:
    """What the pair is there for; its sentence reaches from `begin` to `finish`."""
    day = None if pair.lent_day else pair.day
    if pair.day and pair.day.use is Use.GONE:
        return Role.PAST
    if pair.day and pair.day.use is Use.HABIT:
        return Role.OTHER
    before = _clause(low, begin, pair.start)
    after = low[pair.end : min(finish, pair.end + _AFTER)]
    if re.search(
        r"\b\d+\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\s+(?:before|after|prior to)\s+(?:your|the|our|my)?\s*\Z",
        before,
    ):
        return Role.MEETING
    regular = day is None or (day.sort is Sort.WEEKDAY and pair.clock is not None and pair.clock.options[0].end)
    if (regular and _HABIT.search(before)) or (_HABIT_AFTER.match(after) and day is None):
        return Role.OTHER
    if any(_NOT.search(low, max(begin, atom.start - 20), atom.start) for atom in (day, pair.clock) if atom):
        return Role.REPLACED
    if _WAS.search(before) and _NOW.match(low, pair.end):
        return Role.REPLACED
    if _REPLACED.search(before) or _REPLACED_AFTER.match(after):
        return Role.REPLACED
    if _SINCE.search(before):
        return Role.PAST
    if _deadline(before, after, pair):
        return Role.DEADLINE
    if _past(before, after, pair, day):
        return Role.PAST
    side = _SIDE.search(before)
    if side and not _SIDE_MEETING.search(before[side.start() :]):
        return Role.SIDE
    return Role.MEETING


def told(sentence: str) -> bool:
    """Whether a sentence tells of what has been, with nothing in it that lies ahead."""
    return bool(_HAD.search(sentence)) and not _AHEAD.search(sentence)


def _deadline(before: str, after: str, pair: Pair) -> bool:
    hit = _DEADLINE.search(before)
    ends = hit and hit.group().startswith(("until", "till", "til")) and pair.clock and not pair.day
    if hit and not ends:
        return True
    if _DEADLINE_AFTER.match(after):
        return True
    return pair.clock is None and bool(_HEAR.search(before))


def _past(before: str, after: str, pair: Pair, day: Day | None) -> bool:
    """Whether a sentence tells of what has been. A full date ahead never is."""
    clear_date = pair.day is not None and pair.day.sort is Sort.CALENDAR and not pair.day.gone
    if clear_date:
        return False
    ahead = list(_AHEAD.finditer(before))
    had = list(_HAD.finditer(before))
    told = bool(had) and not (ahead and ahead[-1].start() >= had[-1].start() - 12)
    if told and had[-1].group() in ("was", "were", "had") and ahead:
        told = False
    if pair.day is not None:
        return told or bool(_WENT_AFTER.match(after))
    return told or bool(_LATE.match(after))
