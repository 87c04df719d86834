"""Whose doing it was, when, and whether it happened at all: cues that a clause is no mistake of this interview.

The judge has learnt most of this; these are the cases where taking the wrong side does the most harm.
"""

from __future__ import annotations

import re

from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement
from mailer.coach.reading.misconduct import improper
from mailer.coach.reading.tone import self_insult

# An earlier interview, unless it is compared with this one.
_EARLIER = re.compile(
    r"\b(?:last time|the time before|in (?:my|an|the) (?:earlier|previous|other|first ever) (?:interview|one)|"
    r"at (?:my|the) (?:last|previous) (?:interview|one)\b|my (?:last|previous) interview|unlike (?:last|the last|before))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:again|same as last|like last time|just like|once more|as usual|this time)\b", re.IGNORECASE)
_IMAGINED = re.compile(
    r"\b(?:i thought (?:i'?d|id|i would|i was going to|i might)\b(?! (?:be|do|get) (?:grand|fine|ok|okay|great|alright|easy))|(?:\A|, )thought (?:i'?d|id|i would) (?!(?:be|do|get) (?:grand|fine|ok|okay|great|alright))|(?:waited|waiting) for it to go|i was (?:so |really |very )?(?:afraid|worried|scared|convinced|dreading|terrified|frightened) (?:that )?(?:i|they|of|it)|"
    r"i(?:'d| had) (?:been )?(?:worried|dread\w+|feared)|my (?:biggest |worst |main )?(?:fear|worry|nightmare) (?:was|is)|"
    r"i (?:feared|dreaded|imagined|kept thinking (?:they|he|she)(?:'d| would))|if they(?:'d| had) (?:asked|gone|looked)|next time|in future|from now on)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:didn'?t|did not|didnt|wasn'?t|was not|wasnt|never|not once|without|no) (?:i |even |once |really |at all |get |got |any |actually |let myself |be |been |too )*"
    r"(?:panic\w*|rambl\w*|blank\w*|fr(?:eeze|oze)|frozen|late|lost|cry|cried|crying|babbl\w*|waffl\w*|stumbl\w*|stutter\w*|umms?|ums?|nervous|rush\w*|interrupt\w*|forget|forgot|mess\w*|argu\w*|complain\w*|badmouth\w*|bad-mouth\w*|swear|swore|sweat\w*|lie|lied|apologi[sz]e|overrun|overran|run over|run out|tongue[- ]tied|drop\w*|slip\w*|shout\w*|rais(?:e|ed) my voice|los(?:e|t) my (?:temper|cool|nerve|thread|patience)|shak\w+|hesitat\w*|(?:go|went|gone) blank|cut (?:him|her|them|anyone|anybody) off|talk(?:ed)? over)\b",
    re.IGNORECASE,
)
# Theirs: the other side is the one who does the wrong thing.
_THEIRS = re.compile(
    r"^\W*(?:(?:and|but|so|then|also|because|cos|though|although|even though|anyway|except|which|well|honestly|plus|first|unfortunately|apparently)\W+){0,6}"
    r"(?:(?:the |one |other |both |one of the |their |this |that |second |first |main ){0,5}(?:interviewers?|panel|recruiters?|manager|lady|guy|man|woman|boss|hr|owner|director|chair|receptionist|candidate|applicants?|company|agency)|he|she|they|(?:his|her|their) \w+|(?:the )?other (?:one|candidates?|guy|girl|lady)) "
    r"(?:\w+ ){0,3}?(?:late|forgot(?:ten)?|interrupt\w*|yawn\w*|typing|texting|on (?:his|her|their) phones?|phone rang|lunch|eating|ate|hadn'?t (?:read|looked|seen|got)|had not (?:read|looked|seen)|"
    r"didn'?t (?:know|read|show up|turn up|introduce|look at|even (?:look|read|know|have))|never (?:showed|turned|came|called|introduced|rang|looked)|no[- ]show\w*|rude\w*|aggressive|hostile|unprepared|double[- ]booked|mixed up|wrong (?:cv|candidate|person|file)|"
    r"shout\w*|sneer\w*|mock\w*|cancel\w*|ran late|running (?:late|behind))\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:i|i'm|i'd|i've|im|ive|my|me|myself)\b", re.IGNORECASE)
_VERDICT = re.compile(
    r"^\W*(?:(?:so|well|honestly|anyway|ok|okay|it|that|this|the interview|today|was|is|were|went|a|an|just|total|totally|complete|completely|absolute|absolutely|utter|utterly|pretty|really|very|such|overall|all in all|i|think|feel|like|guess|basically|yeah|ugh|oh|god|my|what|not|too|kind|sort|of|bit|lol|now|im|i'm|am|be|over|thing|whole)\W+)*"
    r"(?:disaster|disastrous|awful|terrible|horrible|horrendous|bad|badly|rubbish|crap|shit|shite|a mess|mess|car crash|train ?wreck|nightmare|epic fail|fail|bombed(?: it)?|blew it|screwed up|messed (?:it )?up|cocked (?:it )?up|fucked (?:it )?up|botched(?: it)?|tanked|flopped|great|well|good|done|ok|okay|fine|brutal|painful|rough|poor(?:ly)?|dreadful|embarrassing|humiliating|gutted|upset|annoyed|tired|exhausted|drained|sad|angry|disappointed)"
    r"(?:\W+(?:again|today|really|honestly|tbh|lol|imo|overall|i think|it|for me|big time|though|day|afternoon|morning|badly|completely|totally))*\W*$",
    re.IGNORECASE,
)

# What the person expects of it is neither good nor bad: "dont think i got it", "reckon its a no".
_FORECAST = re.compile(
    r"^\W*(?:(?:so|but|and|anyway|honestly|tbh|well|yeah|still|plus|now|overall|i|i'm|im|am|really|just)\W+)*"
    r"(?:(?:do(?:n'?t| not)|didn'?t|can'?t|cannot) (?:think|reckon|see|believe|expect|suppose|imagine|feel)|think|thinking|thought|reckon|doubt|bet|guess|suppose|feel|feeling|expect|sure|certain|pretty sure|fairly sure|quite sure|not sure|no idea|hope|hopeful|hopefully|wo(?:n'?t)|will not|not|no|probably|prob|definitely|maybe)"
    r"(?:(?! because| cos| as i).){0,40}?"
    r"\b(?:(?:a|the|another) (?:no|yes|rejection|job|role|offer)|(?:got|get|getting|have|had|land|landed|passed|pass|gotten) (?:it|this|that|in|through|the \w+|this one|that one|one)|its? mine|me|they'?ll (?:call|hire|ring|want|pick|take)|call(?:ed)? (?:me )?back|hear(?:ing)? (?:back|from)|chance|hope|through|happen(?:ing)?|i'?m in|in the bag)"
    r"(?:\W+(?:then|tbh|lol|really|honestly|again|now|one|at all|though|anyway|after that|to be honest|from them|haha))*\W*$"
    r"|^\W*(?:i'?m |im )?(?:not sure|no idea|who knows|no chance|not a chance|dunno|don'?t know)\W*$",
    re.IGNORECASE,
)
# Figures of speech: nobody's slip.
_SPOKEN = re.compile(
    r"\b(?:i )?(?:could(?:'?ve| have| of)|thought i'?d|nearly|wanted to|want to) (?:just )?(?:die|died|disappear|vanish|scream)\b|\bground (?:to )?(?:open|swallow)",
    re.IGNORECASE,
)
# Candour about a limit is no slip of the tongue.
_CANDID = re.compile(
    r"\b(?:honest(?:ly)?|straight (?:out|up|away that)|truthful(?:ly)?|i say true|said so rather|rather than (?:guess|bluff|lie|pretend|make)|instead of (?:guess|bluff|ly|pretend|mak)ing|admitted|owned up)\b",
    re.IGNORECASE,
)
_CANDOUR = frozenset(("undersold", "lied_or_exaggerated", "bluffed", "salary_question", "commitment_hedged"))
_IN_TIME = re.compile(r"\b(?:early|on time|in good time|punctual\w*|with time to spare)\b", re.IGNORECASE)
_TOO_EARLY = re.compile(r"\b(?:too|way|far|so|much|stupidly|ridiculously|hours?) early\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:what |it |the |all |things (?:that )?|bits (?:that )?)?(?:went )?(?:good|bad|well|badly|wrong|right|ok|better|pros?|cons?)(?: bits?| things?| points?| stuff| parts?)?\W*$",
    re.IGNORECASE,
)


def bare(words: str) -> bool:
    """Is this a verdict, a label or a guess at the outcome, which tells of nothing that was done?"""
    plain = words.replace("’", "'")
    return any(pattern.match(plain) for pattern in (_VERDICT, _LABEL, _FORECAST))


def denied(words: str) -> bool:
    """Does it only say what did not go wrong?"""
    return bool(_DENIED.search(words.replace("’", "'")))


def factor(clause: Clause, sentence: str, judged: Judgement) -> float:
    """Return by how much the cues of `clause` weaken the belief that it tells a mistake: 1 not at all, 0 wholly."""
    words = clause.text.replace("’", "'")
    if bare(words) or self_insult(words):
        return 0.15
    weak = 0.5 if judged.next_step > 0.5 else 1.0
    if improper(words):
        weak *= 0.3
    kind = judged.kinds[0][0] if judged.kinds else ""
    if kind in _CANDOUR and _CANDID.search(words):
        weak *= 0.5
    if kind.startswith("arrived") and _IN_TIME.search(words) and not _TOO_EARLY.search(words):
        weak *= 0.4
    if _DENIED.search(words) and not re.search(r"\b(?:but|except|until)\b", words, re.I):
        weak *= 0.35
    if _EARLIER.search(words) and not _AGAIN.search(sentence):
        weak *= 0.5
    if _SPOKEN.search(words):
        weak *= 0.4
    if _IMAGINED.search(words):
        weak *= 0.6
    if _THEIRS.match(words) and not _MINE.search(words):
        weak *= 0.4
    return weak
