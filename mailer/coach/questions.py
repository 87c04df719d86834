"""The question that a person asks us in passing: which of our answers fits it. The answers are in templates/catalogue."""

from __future__ import annotations

import re

from mailer.coach.model import Move

# The first that fits answers; what is narrow stands before what is wide.
_TABLE: tuple[tuple[str, str], ...] = (
    ("legal", r"\b(?:legal|illegal|allowed to ask|even ask|(?:can|could|may|are|should) (?:they|he|she) (?:even |really )?(?:allowed to )?ask|discriminat\w+)\b"),
    ("withdraw", r"\b(?:withdraw|pull out|cancel my application|drop out|back out|tell them (?:i'?m|i am) (?:not|no longer) interested)\b"),
    ("apply_again", r"\b(?:apply|try|reapply|re-apply)\b.{0,30}\b(?:again|else|next (?:year|time|round|intake)|summer|another|other|same)\b|\breapply\b"),
    ("too_late", r"\btoo late\b|\b(?:still|even) (?:ok|okay|time|worth|possible|send|write|email|thank)\b.{0,40}\b(?:days?|week|late|now|after)\b|\blate to (?:send|thank|email|write)\b"),
    ("salary", r"\b(?:salary|pay\b|wage|money|how much (?:should|do|can) i (?:ask|say)|rate|expectation|figure (?:for|on) (?:pay|salary)|number (?:for|on) (?:pay|salary)|negotiat\w+|package|ctc)\b"),
    ("notice_lie", r"\b(?:lied|(?<!it )(?<!that )lie\b|exaggerat\w+|made (?:it )?up|come clean|own up|confess|was a guess|tell (?:them |her |him )?the truth|admit)\b"),
    ("typo", r"\b(?:typo|spelling|spelt|spelled|wrong name in|fix the name|sent (?:it )?(?:with|to) the wrong|already sent|send another one|second (?:mail|email|note)|another (?:mail|email|one) to (?:fix|correct))\b"),
    ("apologise_again", r"\b(?:one sorry|say sorry again|apologi[sz]e again|sorry again|another apology|sorry twice|apologi[sz]e more)\b"),
    ("attach", r"\b(?:attach|send (?:them |her |him )?(?:a |an |the |my )?(?:\w+ )?(?:portfolio|sketch|code|cv|resume|demo|sample|copy|slides|link|certificate|reference|work|version|drawing|document)\w*)\b"),
    ("channel", r"\b(?:text or|email or|by (?:text|post|phone|letter)\b|linkedin|whatsapp|hand ?written|card\b|ring (?:them|her|him)|(?:call|phone) (?:them|her|him) (?:or|instead)|dm\b|send a letter|or (?:ring|call|text|phone))"),
    ("whom", r"\b(?:to (?:her|him|them|[a-z]+) or (?:to )?[a-z]+ (?:also|too|as well)\b|who (?:do|should|shall|can) i|whom|which (?:one|of them)|recruiter or|to (?:the )?recruiter|everyone|all of them|one (?:note|email|mail)? ?(?:each|for all|to (?:each|all|every))|each of them|both of them|the same (?:note|email|one))\b"),
    ("feedback", r"\b(?:ask (?:them |her |him )?for feedback|feedback)\b"),
    ("not_wanted", r"\b(?:don'?t (?:even )?want|not (?:even )?(?:sure i want|interested)|do i have to (?:send|thank|write)|have to thank|still (?:have to|need to) (?:send|thank|write)|even though i (?:don'?t|didn'?t))\b"),
    ("when_hear", r"\b(?:when (?:will|do|should|can|might|would|am) (?:they|i|he|she|we)\b.{0,20}\b(?:hear|call|tell|know|decide|answer|ring|expect|get back)|how long (?:do|does|will|should|until|before|till|is it)|how (?:soon|long) .{0,20}(?:hear|wait|answer|reply))\b"),
    ("chase", r"\b(?:follow[- ]?up|chase|nudge|check in|ask (?:again|for news|them for news)|(?:write|email|call|ring) (?:them |her |him )?again|stop writing)\b"),
    ("send_when", r"^(?!.*\b(?:mention|apologi|say sorry|explain))(?=.*)(?:.*)\b(?:when|how soon|what time|today or|tonight or|now or)\b.{0,25}\b(?:send|email|thank|write|mail)\b|\bsend it (?:now|today|tonight|tomorrow|straight away)\b|\bwait (?:a day|until tomorrow|till tomorrow)\b"),
    ("blew_it", r"\b(?:(?:did|have|do|is it|has|was) (?:i|it|that|this|you think)?.{0,20}\b(?:blow|blown|blew|ruin\w*|mess\w*|screw\w*|fail\w*|bomb\w*|over|lost|spoil\w*|kill\w*|wreck\w*)|(?:still )?(?:any |a |in with a )?(?:chance|hope|shot)\b|how bad|that bad|(?:will|do|would|are) (?:you think )?(?:they|he|she)(?: \w+)? (?:hire|take|want|reject|pick|choose|hold|mind|hate|care|notice\w*|think)|am i (?:out|done|finished|doomed|screwed|toast)|(?:do|did) (?:you think )?(?:they|he|she) (?:notice\w*|like\w*|mind\w*|saw|see)|deal ?breaker|doomed|what do you think|how did i do|go down well|count against|a fail\b|put them off)"),
    ("still_do", r"\b(?:anything (?:i|we|else|left|to be)|something (?:i can|to) do|what (?:can|do|should|shall|could) (?:i|we) (?:still )?do(?: now)?\b(?! (?:about|if|when|with|next))|what now|what next|anything to (?:do|fix|save)|save (?:it|this)|salvage|rescue|any (?:way|hope) (?:back|to))\b"),
    ("next_time", r"\b(?:next time|if (?:they|she|he|someone|anyone) asks?|(?:stop|avoid|prevent|get better|improve|practi[sc]e|prepare)\b|how (?:do|can|should|would|to) (?:i |you |one )?(?:answer|handle|deal|respond|explain why)|what (?:do|should|would|can) (?:i|you|one) (?:say|answer|do) (?:when|if|to (?:that|the|a|such))|what(?:'s| is) (?:a |the )?(?:good|right|best|correct) (?:answer|way|response)|the best way to answer)\b"),
    ("nerves", r"\b(?:nerves|nervous|calm|panic\w*|anxi\w*|shak\w+|blank\w*)\b"),
    ("repair", r"\b(?:fix|repair|make (?:it|this|that) (?:right|up|good)|make amends|undo|decent way|put (?:it|this|that) right|mend)\b"),
    ("supply", r"\b(?:correct|right answer|right number|right figure|right order|proper answer|what i (?:should|would|really)|better (?:answer|example|idea|one)|real answer|add (?:something|it|one|that)|something i could add|thought of|tell (?:them|her|him) (?:about|the right|that i|what)|bring up|still (?:tell|say|mention|be mentioned|add)|(?:mention|put|go|include|in) .{0,40}\b(?:in|the) (?:the |a |my )?(?:thank[- ]?you|note|email|mail)|forgot(?:ten)? to (?:say|mention)|write (?:to \w+ )?about|say(?:ing)? (?:something )?about|send (?:him|her|them) (?:the|a|my) .{0,20}(?:answer|story|example|calculation)|should have said|not say|write and (?:say|tell)|email .{0,25} about|tell (?:them|her|him)|write to say)\b"),
    ("own", r"\b(?:mention|say sorry|apologi[sz]e|sorry (?:for|about)|explain|say something|say anything|bring (?:it|this|that) up|refer to|own\b|leave it (?:out|alone)|keep quiet|address (?:it|this)|let it (?:go|lie)|acknowledge|apology)\b"),
    ("normal", r"\b(?:normal|usual|bad sign|good sign|a sign|supposed to|common|weird that|odd that|rude that|right that|do (?:they|interviewers|people|companies) (?:always|usually|normally|often)|mean(?:s|t)? (?:i|that|it|they)|what does (?:it|that) mean)\b"),
    ("word", r"\b(?:what (?:do|should|shall|can|could|would) i (?:even )?(?:say|write|put)|how (?:do|should|can|would|shall) i (?:word|write|phrase|put|say|thank|tell|start)|what to (?:say|write|put)|word (?:it|this|a)|help me (?:write|word))\b"),
    ("thank", r"\b(?:thank[- ]?you|thank (?:them|her|him|you)|note|email (?:them|her|him|[A-Z][a-z]+)|write (?:something|to|a|one)|send (?:something|one|it|a)|worth (?:it|writing|sending|emailing))\b"),
)  # fmt: skip
_READ = tuple((id, re.compile(cue, re.I)) for id, cue in _TABLE)


def which(question: str, slip: Move | None = None) -> str | None:
    """Return the id of the answer that fits a question, or None where we have no honest one.

    `slip` is what the note does about the mistake that the question speaks of, where it speaks of one.
    """
    plain = re.sub(r"[’`´]", "'", " ".join(question.split()))
    found = next((id for id, cue in _READ if cue.search(plain)), None)
    if found in ("own", "supply", "thank") and slip is not None:
        return "supply" if slip in (Move.SUPPLY, Move.CORRECT) else "own"
    return found
