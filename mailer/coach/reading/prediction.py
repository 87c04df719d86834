"""What the person expects to come of it: yes, no, unsure; the last word on it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.model import Prediction
from mailer.coach.reading.judge import Judgement, poll

_IT = r"(?:it|this|that|this one|that one|the job|the role|the post|the place|a job|the position|anything|through|past|further|an offer|the offer|hired|picked|selected|a call ?back|called back|a second|in|back)"
_NO = re.compile(
    r"\b(?:do(?:n'?t| not) (?:really |honestly )?(?:think|believe|reckon|expect|see)|doubt(?:ful)?|can(?:'?t|not) (?:see|imagine)|not expecting|wo(?:n'?t|nt)|will not|not going to|not gonna|aint|never going to|no way)"
    r"(?: that| if)? ?(?:i(?:'?ll| will| have| ?ve|'?m| am)? |i |they(?:'?ll| will)? |them |me |to |be |have |get |got |going |will |even |ever |would |hear|he(?:'?ll)? |she(?:'?ll)? |take |hire |offer |call|pick|choose|want ){0,8}"
    r"(?:get|getting|got|hear|hearing|be|call|ring|hire|pick|take|want|offer|pass|passed|choose|selected|chosen|a yes)\b(?: (?:me|from them|back|anything|"
    + _IT
    + r")){0,6}"
    r"|\b(?:it(?:'?s| is| will be|'?ll be)|that(?:'?s| is)|think|probably|definitely|surely|feels like|expect(?:ing)?|assum\w+|a|pretty sure|sure|guess|so|prob) (?:it(?:'?s| is|s| was|'?ll be| will be) )?(?:going to be |gonna be |almost |probably |definitely |likely |most likely |certainly )*a?n? ?(?:no\b(?! (?:idea|questions?|problem|big|good|one|clue|need|experience|doubt|way of|issue|feedback|time|answer|point|wonder|reason|clear|news))|rejection|a no|the end of that|not mine)"
    r"|\bnot (?:holding my breath|hopeful|getting my hopes up|feeling hopeful|optimistic|confident (?:at all|about|i|that)|very hopeful|too hopeful|in my favou?r)"
    r"|\bno (?:chance|hope of getting|hopes?)\b|\bnot a chance\b|\b(?:blew|blown) (?:it|my chance|this|that)\b|\bruined (?:it|my chances?)\b|\bthat'?s that(?: then| job)? gone\b|\b(?:that|this) (?:one|job) is gone\b"
    r"|\b(?:chances? (?:is|are|feel)|odds (?:is|are)) (?:very |quite |pretty )?(?:low|slim|small|zero|nil|bad|poor|against)|\bslim chance\b|\bexpect(?:ing)? (?:a |the )?(?:rejection|no\b|bad news|nothing|to be rejected|the worst)"
    r"|\b(?:someone|somebody) else (?:will|is going to|probably) (?:get|got)|\b(?:they|he|she)(?:'?ll| will| would)? (?:choose|chose|pick|take|go with|hire|prefer|have|want)s? (?:an ?other|someone else|somebody else|other)\b|\bdidn'?t get it\b|\bi (?:have |'?ve )?lost (?:it|this one|that one|the job)\b|\bthey(?:'?re| are) not going to (?:call|hire|take|pick|want)|\bi (?:have )?failed (?:it|this one|the interview)\b|\bwriting (?:it|this one) off\b|\bnot (?:going to|gonna) get\b|\bno from them\b|\bi wouldn'?t hire me\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\b(?:think|reckon|believe|feel like|sure|confident|suspect|bet|expect|expecting|feeling|hunch) (?:that )?(?:i(?:'?ve| have|'?ll| will| may have| might have| could)? |they(?:'?ll| will|'?re going to| are going to)? |it(?:'?s| is|s| was|'?ll be| will be)? |he(?:'?ll)? |she(?:'?ll)? |to |a |an |in |be ){0,6}(?:got|get|getting|nailed|hear|call|hire|take|offer|yes|mine|through|in with a (?:good |real )?chance|good chance|positive|hired|be called|pick me|good sign|offer)\b"
    r"|\b(?:feel(?:ing)?|felt|quite|pretty|fairly|very|really|am|i'?m|im|so|cautiously|quietly|more|bit|rather|still) (?:(?:really|pretty|quite|fairly|very|quietly|cautiously|so|good and|more|a bit|rather) ){0,4}(?:hopeful|optimistic|confident)\b"
    r"|\b(?:feel(?:ing)?|felt) (?:really |pretty |quite |very |so )?(?:good|positive|great) (?:about|that)\b|\bgood feeling\b|\bfeeling (?:good|alright|all right|great|positive|ok about)\b|\bgood (?:chance|shot)\b|\b(?:looks|looking|seems) (?:good|promising|positive)\b"
    r"|\b(?:they|he|she)(?:'?ve| have|'?s| has)? (?:practically |basically |as good as |already |almost |verbally )?(?:offered|gave) me (?:the job|it|a job|the post)|\bi got it\b|\bgot the job\b|\bit(?:'?s| is) (?:mine|in the bag)\b|\bin the bag\b|\bi(?:'?m| am) in\b(?=[.!])|\bstart (?:on )?(?:monday|tuesday|wednesday|thursday|friday|next week|tomorrow)\b|\bthink (?:it|this|that)(?:'?s| is) a yes\b|\bprobably (?:a )?yes\b|\bi(?:'?d| would) say yes\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:no idea|not sure|not certain|unsure|can(?:'?t|not|t) (?:really |honestly )?(?:tell|say|read|decide|work out|judge)|couldn'?t (?:tell|say|read)|cudnt tell|hard to (?:tell|say|read|judge|know|call)|don'?t know|dont know|dunno|idk|no clue|god knows|who knows|impossible to (?:tell|say))"
    r"(?: (?:really|honestly))?(?=\s*(?:[.,!?)\n]|$|how|if|whether|what (?:they|to think|he|she|will)|which way|tbh|lol|honestly|really|from|about (?:it|this|the result)|where i stand|now|yet|either))"
    r"|\b(?:could|might|can) go either way\b|\b(?:50|fifty)[ /-]*(?:50|fifty)\b|\beither way really\b|\btoss[- ]?up\b|\bcoin (?:toss|flip)\b|\bmaybe\b(?=[^.!?\n]{0,30}(?:get|hear|call|yes|chance|second|next round|$|[.!?]))|\bfingers crossed\b|\bwe(?:'?ll| will| shall) see\b|\blet(?:'?s| us) see\b|\btime will tell\b|\bmixed feelings?\b|\bremains to be seen\b|\bnot (?:too )?sure (?:how|if|what|where|about)\b|\bpraying\b|\bper ?haps\b(?=[^.!?\n]{0,25}(?:get|hear|yes|chance))",
    re.IGNORECASE,
)

_SURE = 0.75  # share of the judge's votes from which they decide where no words do


def prediction(text: str, judged: Sequence[Judgement] = ()) -> Prediction | None:
    """Return what `text` last says of the outcome; None where it says nothing."""
    if (said := _said(text)) is not None:
        return said
    voted, sure = poll([j.predictions for j in judged])
    return Prediction(voted) if voted and sure >= _SURE else None


def _said(text: str) -> Prediction | None:
    plain = re.sub(r"[’`´]", "'", text)
    plain = re.sub(r'"[^"\n]{0,200}"|“[^”\n]{0,200}”', lambda m: " " * len(m.group()), plain)
    found: list[tuple[int, int, Prediction]] = []
    for rank, (answer, cue) in enumerate(((Prediction.NO, _NO), (Prediction.UNSURE, _UNSURE), (Prediction.YES, _YES))):
        found += [(m.end(), -rank, answer) for m in cue.finditer(plain)]
    # "I don't think I got it" holds "think I got it": where two cues overlap, the one that began first is meant.
    return max(found)[2] if found else None
