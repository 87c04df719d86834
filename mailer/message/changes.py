"""Whether a text says that an interview is off, or that it moves; and what makes an event a job interview at all."""

from __future__ import annotations

import re
from enum import StrEnum


class Change(StrEnum):
    """What happens to an interview that is known."""

    CANCEL = "cancel"  # it is off
    MOVE = "move"  # it is at another time
    POSTPONE = "postpone"  # it is not at the old time, and the new one is not told


_NOUN = r"(?:interview|call|meeting|chat|screen(?:ing)?|appointment|round|panel|assessment|slot|session|trial(?: shift| day)?|it|that|this|one|loop|onsite|presentation|thing|everything)"
_CANCEL = re.compile(
    rf"\b{_NOUN}\b(?:'s| is| was| has been| have been| got| has| with [^.\n]{{1,40}}?(?: is| was| has been| got)?| on \w+(?: is| was| has been| got)?| at [^.\n]{{1,30}}?(?: is| was| has been| got)?)?"
    r"(?: now| just| been| all)* (?:cancel+ed|called off|off(?= now\b|\s*[.!,;:]|\s*\Z|\s*\n| the (?:table|cards))|not happening|not going ahead|scrapped|withdrawn|pulled|binned|no longer (?:happening|going ahead|on))"
    r"|\b(?:they|she|he|acme|hr|recruiter|company|i|i've|i have|we|[A-Z]\w+)(?:'ve| have| has| had)? (?:just |now |all )?(?:cancel+ed|called (?:it |the interview |everything )?off|pulled (?:the|my) interview|scrapped|withdrawn|withdrew|pulled out)\b"
    r"|\b(?:please |pls |can you |could you )?cancel (?:it|this|that|the|my|our|all|both|interview|[A-Z]\w+)\b|\A\W*cancel+(?:ed)?\b"
    r"|\b(?:i'm|i am) (?:not going|pulling out|withdrawing)\b|\b(?:won't|will not|not) be (?:going ahead|taking place)\b|\bno longer (?:taking place|going ahead|need)\b|\b(?:drop|remove|delete|scratch) (?:the|that|this|my) (?:interview|call)\b"
    r"|\A\W*(?!(?:my|the|their|his|her) (?:camera|sound|mic\w*|video|heating|light\w*|screen|phone)\b)(?:[\w&'’-]+ ){1,3}(?:is|got|has been) (?:now |just )?off\W*\Z"
    r"|\b(?:we|i)(?: have|'ve| had| need)?(?: to)? cancel\w* (?:your|the|this|our|tomorrow'?s|today'?s|monday'?s|tuesday'?s|wednesday'?s|thursday'?s|friday'?s)\b|\b(?:position|role|job|vacancy) (?:has been|is|was) (?:filled|closed|withdrawn|put on hold)\b",
    re.I,
)  # fmt: skip
_MOVE = re.compile(
    r"\b(?:moved?|moving|rescheduled?|rescheduling|resched|re-?arranged?|postponed?|pushed|push|delayed|put back|brought forward|bring forward|bumped|shifted|changed|change|switched)\s+"
    rf"(?:(?:it|that|this|them|the|my|our|your|us|me)\s+)?(?:(?:[\w-]+\s+){{0,3}}?{_NOUN}\s+)?(?:(?:with|at) [A-Z][\w& ]{{1,30}}?\s+)?(?:from [^.\n]{{2,40}}? )?(?:back|forward|up|out|to|until|till|by|for|now|an?|half|one|two|\d)\b"
    r"|\b(?:they|she|he|hr|recruiter|[A-Z]\w+)(?:'ve| have| has)? (?:just )?(?:moved|rescheduled|changed|postponed) (?:my|the|our) (?:[\w-]+ ){0,3}?(?:interview|call|meeting)\b"
    r"|\b(?:has|have|been|is|was|got|being|be|'s) (?:now |just |to be )?(?:moved|rescheduled|re-?arranged|postponed|pushed back|put back|brought forward|delayed|bumped)\b"
    rf"|\b{_NOUN}(?:'s| is| will be) (?:now|actually|instead|at a (?:new|different) time)\b|\b(?:is|it's|its|it is|'s) now (?:at|on|going to be)?\b"
    rf"|\b{_NOUN}(?:'s| is) (?:at|on) [^.,\n]{{1,18}}? now\b"
    r"|\b(?:new|different|another|later|earlier) (?:time|date|day|slot)\b(?! zone)|\b(?:an hour|half an hour|\d+ (?:minutes|mins|min|hours?)) (?:later|earlier)\b|\bsame time\b[^.\n]{0,20}\b(?:on|next|different|another)\b"
    r"|\b(?:instead of|rather than) (?:\w+day|\d)|\b(?:make it|make that) (?:\d|\w+day|half|noon)|\b(?:can'?t|cannot) (?:do|make) (?:\w+day|the \d|it)\b|\b(?:can|could) (?:we|you|i|they) do [^.?!\n]{2,30}? instead\b",
    re.I,
)  # fmt: skip
_POSTPONE = re.compile(r"\b(?:postponed?|put on hold|on hold|to be rescheduled|needs? (?:to be )?(?:rescheduling|rescheduled|moved)|(?:need|want|have|had|asked|going) to (?:reschedule|move|postpone|push)|tbc|will (?:send|find|let me know) (?:a |another )?(?:new )?(?:time|date))\b", re.I)  # fmt: skip
_NO_CANCEL = re.compile(r"\b(?:not|never|isn'?t|wasn'?t|hasn'?t been|if (?:it|you|they)|unless|free to|should you need to|you need to|you want to|you wish to|you would like to|you'd like to|ability to|how to|able to|option to) (?:be )?(?:cancel|called off)|\bcancell?ation (?:policy|fee|notice)|\breschedule or cancel\b|\bcancel or reschedule\b|\bcancel(?:ling|ing)? (?:or|and|/) ", re.I)  # fmt: skip


# What else is cancelled or late on the way to an interview, and says nothing about it by itself.
# No firm is called by one of these: "the nursery cancelled" and "Uber cancelled" are of an employer.
_HINDRANCE = r"(?:trains?|bus(?:es)?|flights?|plane|tram|tube|ferry|taxi|cab|lift|ride|connection|(?:baby-?)?sitter|child-?minder|child ?care|class(?:es)?|lectures?|holiday|trip)"
_HINDERED = re.compile(
    rf"\b(?:(?:my|the|our|his|her|all|that|\d{{1,2}}[:.]\d\d)\s+){{0,3}}{_HINDRANCE}(?:\s+(?:home|there|up|down|appointment|over|in|to [A-Z]\w+|from [A-Z]\w+)){{0,2}}"
    r"(?:['’](?:s|ve)|\s+(?:is|are|was|were|has|have|had|been|got|just|now|all|being|running)){0,4}\s+(?:cancel+ed|called off|off|delayed|late|postponed|moved|rescheduled|scrapped|pulled)\b"
    r"(?:\s+by\s+(?:an?|half an|\w+)\s+(?:hours?|minutes?|mins?))?"
    rf"|\b(?:they|he|she|we|i)(?:['’]ve| have| had)? cancel+ed (?:my|the|our|all the|all) {_HINDRANCE}\b|\bcancel+ed {_HINDRANCE}\b",
    re.I,
)  # fmt: skip


def unhindered(text: str) -> str:
    """The text without the trains, flights and sitters that were cancelled or late, as long as before: "train cancelled, can I move it?"."""
    return _HINDERED.sub(lambda hit: " " * len(hit[0]), text)


def wants(text: str, *, own: bool = True) -> Change | None:
    """What a text says happens to an interview; None where it says nothing of the kind.

    `own` words are taken at their shortest; a recruiter's letter mentions rescheduling as a courtesy, and counts
    only where it says that something was done.
    """
    if not own:
        text = re.sub(r"[^.\n]*\b(?:if you (?:need|would|want|have|are)|should you|feel free|please let (?:me|us) know|let me know if|(?<!have )(?<!had )(?<!we need )(?<!unfortunately )to (?:reschedule|cancel)|(?<!we )need to (?:reschedule|cancel|make changes)|click here|reschedule (?:or|/) cancel|cancel (?:or|/) reschedule|reschedule:|cancel:)[^.\n]*", "", text, flags=re.I)  # fmt: skip
    text = unhindered(text)
    if _CANCEL.search(text) and not (_NO_CANCEL.search(text) and not re.search(r"cancel+ed|called off", text, re.I)):
        return (
            Change.MOVE
            if _MOVE.search(text) and re.search(r"\b(?:moved|rescheduled|now)\b", text, re.I)
            else Change.CANCEL
        )
    if _MOVE.search(text):
        return Change.MOVE
    return Change.POSTPONE if _POSTPONE.search(text) else None


_INVITES = re.compile(
    r"\b(?:invit\w+|would like to (?:meet|speak|interview|see|arrange|schedule)|interview (?:is|has been|will)|schedul\w+|look(?:ing)? forward to (?:speaking|meeting|seeing|talking)|"
    r"(?:could|can|would|are|will) you (?:\w+ ){0,3}?(?:come|attend|join|meet|available|free|make it)|your (?:\w+ ){0,2}interview (?:is|on|at|with|for|will)|"
    r"you(?: will|'ll) (?:be )?(?:meet|speak|see|interview)\w*|(?:offer|propose) (?:you )?(?:an? )?(?:interview|following)|please (?:come|attend|join|confirm))\b",
    re.I,
)


def invites(text: str) -> bool:
    """Whether somebody invites to an interview in this text, as far as its words tell."""
    return _INVITES.search(text) is not None


_JOB = re.compile(
    r"\binterview\w*|\bscreen(?:ing)?\b(?! ?shar)|\bcandidat\w+|\bhiring\b|\brecruit\w*|\bapplica(?:nt|tion)\b|\bon-?site loop\b|\bsuper ?day\b|\b(?:position|role|vacancy|job) (?:of|at|as|for|:)|"
    r"\bassessment (?:cent(?:re|er)|day)\b|\btrial (?:shift|day)\b|\bhire ?vue\b|\bcoder ?pad\b|\btalent (?:acquisition|partner|team)\b|\bcareer|\bcase study\b|\bmeet the team\b|\bteaching demo\b|\bjob talk\b",
    re.I,
)  # fmt: skip
_TRACKERS = re.compile(r"(?:greenhouse|lever|ashbyhq|goodtime|workday|myworkday|smartrecruiters|icims|workable\w*|teamtailor|recruitee|personio|jobvite|modernloop|prelude|cronofy|hirevue|sparkhire|bamboohr)\.(?:io|co|com)\b", re.I)  # fmt: skip
_OTHER = re.compile(
    r"\bstand-?up\b|\bweekly\b|\bdaily\b|\bmonthly\b|\bsync\b|\b1:1\b|\bone[- ]on[- ]one\b|\bretro\w*|\bsprint\b|\ball[- ]hands\b|\btown ?hall\b|\bbirthday\b|\bparty\b|\bdentist\b|\bdoctor\b|\bgp\b|\bappointment with dr\b|\bcheck-?up\b|"
    r"\bhair\b|\bgym\b|\byoga\b|\bpilates\b|\bfootball\b|\bflight\b|\bhotel\b|\bbooking\b|\breservation\b|\bwebinar\b|\bconcert\b|\btickets?\b|\bparents'? evening\b|\bschool (?:run|play)\b|\bdelivery\b|\bholiday\b|\bannual leave\b|\bvacation\b|"
    r"\bwedding\b|\bfuneral\b|\bvet\b|\bmot\b|\bcar service\b|\bbook club\b|\bpick up\b|\btraining\b|\bworkshop\b|\bconference\b|\bmeet-?up\b|\bclass\b|\blesson\b|\bvaccin\w+|\bjab\b|\bscan\b|\btherapy\b|\bphysio\b|\bdinner\b|\bbrunch\b|\bbbq\b|\bcinema\b|\btheat(?:re|er)\b|\bmatch\b|\bpractice\b|\brehearsal\b|\bchurch\b|\bcheck-in\b|\bonboarding\b|\binduction\b|\bviewing\b",
    re.I,
)  # fmt: skip


def job_interview(title: str, text: str, own: str, *, recurring: bool = False, plain: bool = False) -> bool:
    """Whether an event is a job interview, as far as its words tell.

    `own`: what the person wrote beside it. What tells nothing either way counts as one, since it was sent here;
    `plain` events (markup in some mail) need a word for it.
    """
    if _JOB.search(own) or _JOB.search(title):
        return True
    if _OTHER.search(title) or recurring:
        return False
    return not plain or bool(_JOB.search(text) or _TRACKERS.search(text))
