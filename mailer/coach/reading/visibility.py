"""Did they notice? What the text itself tells, else what the judge and the kind make probable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Catalogue, Visible
from mailer.coach.reading.clauses import Clause
from mailer.coach.reading.judge import Judgement

_THEY = (
    r"(?:he|she|they|everyone|everybody|(?:the |my |one |other |another |second |first )?(?:interviewers?|panel|manager|lady|guy|man|woman|principal|owner|boss|head|chair\w*|director|recruiter|"
    r"director|partner|chef|nurse|doctor|matron|team lead|cto|ceo|hr|two|three|both|all|rest|others?|of them)(?: of them| lady| guy| man| woman)?|both|all of them|one of them|sir|madam|ma'?am|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?))"
)
_SEEN = re.compile(
    r"\b"
    + _THEY
    + r",? (?:\w+ly |just |even |then |actually |had to |kind of |sort of |only |both |all |finally |again |also |really |quickly )*"
    r"(?:correct(?:ed|s)|laugh(?:ed|s|ing)|interrupt(?:ed|s)|stopp?(?:ed|s) (?:me|us)|stop me|raised (?:an? |his |her |their )?eyebrows?|frown(?:ed|s)|sigh(?:ed|s)|notic(?:ed|es)|point(?:ed|s) (?:it )?out|remind(?:ed)? me|"
    r"cut(?:s)? me (?:off|short)|moved? (?:us )?on|looked? (?:at (?:his|her|their|the|each|one|my|me)|away|confused|puzzled|bored|surprised|annoyed|unimpressed|disappointed|irritated|down|up|shocked|blank)|"
    r"glanced?|stared?|waited|went (?:quiet|silent|cold|still)|blinked?|winced?|smirk(?:ed|s)|rolled|shook (?:his|her|their) head|asked? (?:me )?(?:again|twice|if i (?:was|had|could|needed|knew)|to (?:repeat|slow|speak|stop|clarify)|was i|are you|whether i)|"
    r"repeat(?:ed)?|said (?:that )?(?:it|i|this|that) (?:was|is|were) (?:wrong|not|incorrect|late|too)|told me (?:to|i|that i|it|the (?:right|correct))|helped? me|prompt(?:ed)?|explain(?:ed)?|gave me (?:the|a) (?:answer|hint|look)|wrote (?:it|that|this|something|a note)|noted|commented|remarked|mentioned (?:it|that)|"
    r"apologi[sz]ed for me|rephras(?:ed|e)|started without|were already|was already|nudged?|coughed|checked (?:his|her|their|the) (?:watch|clock|phone)|tapped|smiled (?:politely|awkwardly)|seemed (?:confused|annoyed|bored|surprised|unimpressed|disappointed|put off)|didn'?t (?:laugh|smile|look (?:happy|impressed|convinced)|like|seem (?:happy|impressed|convinced)))\b"
    r"|\b(?:awkward|long|complete|total|dead|uncomfortable|horrible|painful) (?:silence|pause)|\bsilence\b|\b(?:his|her|their) (?:face|faces|eyebrows?|eyes|smile)\b|\bran out of time\b|\bin front of (?:everyone|them|him|her|the)\b|\byou could see (?:he|she|they|it|her|his|him)\b|\bwas corrected\b|\bgot (?:corrected|interrupted|cut off|told off|stopped)\b"
    r"|\bkept (?:(?:them|him|her|everyone) waiting|asking|repeating|prompting|going [\"“'‘]|saying [\"“'‘])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"\b(?:nobody|no one|no-one|none of them|noone) (?:\w+ )?(?:notic\w*|saw|said|seem\w*|mention\w*|remark\w*|comment\w*|asked|cared|mind\w*|heard|knew|picked)"
    r"|\b(?:he|she|they|"
    + _THEY
    + r") (?:probably |clearly |really |just |even |also )?(?:didn'?t|did not|don'?t|never|hadn'?t|couldn'?t|won'?t|doesn'?t|didnt|cudnt|couldnt) (?:even |actually |really |seem to )*(?:notic\w*|saw|see|seen|mind|know|tell|hear|realis\w*|realiz\w*|catch|pick (?:it )?up|mention|say anything|remark|comment|care)"
    r"|\b(?:do(?:n'?t|nt| not)|didn'?t) (?:think|believe|suppose|reckon) (?:that )?(?:he|she|they|anyone|anybody|it|"
    + _THEY
    + r") (?:\w+ )?(?:notic\w*|saw|seen|see|mind\w*|realis\w*|heard|caught|showed|could (?:see|tell|hear)|even notic\w*|picked)"
    r"|\bhopefully (?:they|he|she|nobody) (?:didn|did not|notic)|\b(?:only |just )?(?:realis|realiz|remember|notic|occurred|hit|dawn|thought)\w*(?: (?:it|about it|that|this|to me|me|of it|on me|only|later))*(?: \w+)? (?:after|afterwards|later|on (?:the|my) (?:bus|train|way|tube|walk|drive|stairs|metro)|in the (?:car|lift|elevator|car park|parking|corridor)|at home|when i (?:got|was) (?:home|back|out)|once i)\b"
    r"|\b(?:in|inside) my (?:own )?head\b|\bunder the (?:table|desk)\b|\bcamera (?:was )?(?:off|didn'?t show|only showed)|\bout of (?:shot|sight|frame)\b|\boff[- ]camera\b|\bbelow the (?:camera|desk|table)|\bto myself\b|\bwithout (?:them|him|her|anyone|anybody) (?:notic|see|know|realis)\w*|\bnobody\b[^.!?\n]{0,20}\bnoticed|\bdon'?t think it showed|\bit didn'?t show\b|\bnot that (?:they|he|she|anyone) (?:noticed|saw|knew|asked|cared)|\bluckily (?:they|he|she|nobody)\b[^.!?\n]{0,20}\b(?:didn|notic|saw)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:lost|wasted|took|cost|ate|used)(?: up| us| them| me| about| around| nearly| almost| the first| the last| a good)* (?:\w+ )?(?:\d+|five|ten|fifteen|twenty|half|several|most of|a few|couple|two|three|four|eight|an hour|time)\b[^.!?\n]{0,12}(?:min\w*|hour|time|the (?:call|interview|slot|session)|of)?"
    r"|\b(?:start(?:ed|ing)?) (?:late|without me|\w+ minutes late|again|over)\b|\bre-?schedul\w+|\bcut (?:it |the \w+ )?short\b|\b(?:ran|went|run) (?:over|out of time)\b|\bmissed (?:the|half|most|part|my|first)\b|\bhad to (?:wait|repeat|restart|ring|call|redial|re-?join|stop|move|skip|start|help|give|explain|prompt|cut|reschedule|come)\b|\b(?:kept|keeping|made) (?:them|him|her|everyone|the panel)(?: all)? wait\w*|\bwait(?:ed|ing) for me\b"
    r"|\b\d+ ?(?:min(?:ute)?s?|mins|m) (?:late|over|gone|lost)|\b(?:five|ten|fifteen|twenty|thirty|forty|quarter of an hour|half an hour|an hour) (?:\w+ )?(?:late|over)\b|\bonly (?:had|got|left) (?:\w+ )?(?:minutes|time)",
    re.IGNORECASE,
)

# How often people were seen, not seen, or do not tell, by what the kind makes certain; counted on the corpus.
_OF_KIND: dict[Visible | None, tuple[float, float, float]] = {
    Visible.YES: (0.95, 0.01, 0.04),
    Visible.NO: (0.03, 0.80, 0.17),
    None: (0.33, 0.05, 0.62),
}
_UNNAMED = (0.08, 0.02, 0.05)  # the same for the kinds that are not among the judge's best
_HELD = 0.8  # weight of the judge's own opinion beside that
_TOLD = 1.5  # weight of words that say so
_DOUBT = 2.0  # weight of not knowing: to own what nobody noticed does more harm than to ask

_OPENS = r"^\W*(?:(?:and|so|then|but|until|till|because|cos|which|that|when|where|even)\W+)*"
_RIGHTED = (
    r"(?:correct(?:ed|s)? me|put me right|set me straight|had to (?:correct|stop|remind|prompt|help|repeat|ask|explain|translate|tell|say|interrupt|cut|move|rephrase|wait|keep)\w*|told me (?:the (?:right|correct|real|actual)|it (?:is|was|'s)|that(?:'s| is| was) (?:not|wrong)|to (?:slow|speak|stop|calm|breathe|take))|"
    r"(?:said|says?|goes|went|was like|replied|told me|asked|asks?)[ :,]{1,2}[\"“'‘]|laughed|did(?:n'?t| not) (?:laugh|smile|look|seem|like)|raised|frowned|sighed|winced|looked (?:at|confused|puzzled|away|surprised|annoyed|bored|unimpressed|down|horrified|blank)|"
    r"glanced|stared|rolled (?:his|her|their)|shook (?:his|her|their) head|cut me|stopped me|interrupted me|pointed (?:it )?out|went quiet|went cold|noticed|waited|moved on|checked (?:his|her|their))"
)
_REACTS = re.compile(
    _OPENS + _THEY + rf" (?:\w+ly |just |even |then |only |kind of |sort of |all |both )*{_RIGHTED}", re.IGNORECASE
)


def reaction(words: str) -> bool:
    """Does it only say what the other side did or said at the slip told just before?"""
    return bool(_REACTS.match(_plain(words)))


def evidence(where: Sequence[Clause]) -> tuple[Visible, str | None]:
    """Return what the words tell of being noticed, and those words; `where` is the mistake and what follows it."""
    for clause in where:
        if _UNSEEN.search(_plain(clause.text)):
            return Visible.NO, _bare(clause.text)
    for number, clause in enumerate(where):
        if _SEEN.search(_plain(clause.text)) or (number and reaction(clause.text)):
            return Visible.YES, _bare(clause.text)
    return Visible.UNCLEAR, None


def visible(told: Visible, judged: Judgement, catalogue: Catalogue) -> Visible:
    """Weigh what is told, what the judge holds and what the probable kinds make certain."""
    if told is Visible.NO:
        return told
    held = (judged.seen, judged.unseen, max(0.001, 1.0 - judged.seen - judged.unseen))
    prior = judged.usual or _prior(judged, catalogue)
    points = [h**_HELD * p for h, p in zip(held, prior, strict=True)]
    points[2] *= _DOUBT
    if told is Visible.YES:
        points[0] *= _TOLD * _DOUBT  # their reaction leaves no doubt to weigh
    return (Visible.YES, Visible.NO, Visible.UNCLEAR)[max(range(3), key=lambda number: points[number])]


def _prior(judged: Judgement, catalogue: Catalogue) -> tuple[float, float, float]:
    """Make do with what the catalogue calls certain, where the judge cannot tell how its kinds are mostly noticed."""
    yes, no, unclear = _UNNAMED
    for name, share in judged.kinds:
        kind = catalogue.kinds.get(name)
        parts = _OF_KIND.get(kind.visible if kind else None, _OF_KIND[None])
        yes, no, unclear = yes + share * parts[0], no + share * parts[1], unclear + share * parts[2]
    return yes, no, unclear


def cost(where: Sequence[Clause]) -> bool:
    """Does the text say that it cost them time, or that they remarked on it or stayed on it?"""
    return any(_COST.search(clause.text) for clause in where)


def _bare(words: str) -> str:
    return re.sub(r"^(?:(?:and|but|so|then|also|though|because)\b[ ,]+)+|[.,;:\s]+\Z", "", words, flags=re.IGNORECASE)


def _plain(words: str) -> str:
    return words.replace("’", "'").replace("`", "'")
