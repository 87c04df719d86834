"""How the person sounds: a reason for care, never a mistake."""

from __future__ import annotations

import re

from mailer.coach.model import Tone


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NOT = r"(?:don'?t|dont|do not|can'?t|cant|cannot|can not|no longer|didn'?t|wouldn'?t|never)"
# Missing one of these does harm, so they are wide; figures of speech are taken out first.
_FIGURES = _any(
    r"(?:wanted|want|ready|about|going|could(?: have|'ve)?|nearly|almost|just) (?:to )?(?:just )?d(?:ie|ied)[^.!?\n]{0,12}"
    r"(?:of|from|with) (?:embarrass\w+|shame|boredom|laughing|laughter|heat|cringe|awkward\w*)",
    r"(?:died|dying|die|dead) (?:a little |a bit )?inside",
    r"(?:embarrass\w+|shame|boredom|suspense|wait\w*|nerves|traffic|heels|shoes|feet|silence|cringe|heat) (?:\w+ ){0,3}"
    r"(?:killed|killing|kills|nearly killed) me",
    r"(?:killed|killing|kills) (?:it|the interview|that)\b",
    r"kill(?:s|ed)? (?:time|the (?:mood|vibe|conversation|engine|switch))",
    r"suicide (?:prevention|hotline|line|watch|risk assessment|policy|awareness|training|ward|protocol)",
    r"(?:patient|resident|client|student|pupil|caller|scenario|case|service user|someone|who|they|he|she) (?:\w+ ){0,5}"
    r"(?:suicidal|self[- ]harm\w*|suicide|want(?:s|ed)? to die|hurt(?:ing)? themsel\w+|threaten\w* to kill)",
    r"(?:question|scenario|asked|role ?play|talk\w*|case|module|policy|training|essay|article|experience) (?:\w+ ){0,6}"
    r"(?:suicid\w+|self[- ]harm\w*|hopelessness)",
    r"end (?:it|things) (?:there|early|on a|with|by|at|quickly|politely)",
    r"hopeless (?:at|with|when it|cook|driver|case of|romantic|parking|directions)",
)
_CRISIS = _any(
    r"\bsuicid(?:e|al)\b",
    r"\bself[- ]?harm",
    r"\bkill(?:ing)? my ?self\b",
    r"\bkms\b",
    r"\b(?:hurt|hurting|harm|harming|cut|cutting) my ?self\b(?! (?:short|off|shaving|on the|on a|while))",
    r"\bend(?:ing)? (?:it all|my life|it\b(?= (?:now|tonight|soon)?[.!?]?\s*$))",
    r"\btak(?:e|ing) my (?:own )?life\b",
    r"\b(?:want|wanted|wanna|wish|rather|ready|hope) (?:(?:i|to|was|were|be|could|would|just) ){0,6}(?:die|dead|be dead|not wake up|never wake up)\b",
    r"\bwish (?:i|that i) (?:was|were|had) ?(?:not|n'?t|never) (?:alive|born|here|woken up|wake)\b",
    r"\bwish i (?:wasn'?t|wasnt|weren'?t) (?:alive|here|born)\b",
    r"\bwish i (?:hadn'?t|had not|had never) (?:been born|woken up)\b",
    r"\bbetter off (?:without me|dead|if i (?:was|were) (?:gone|not|dead)|with(?:out)? (?:the |my )?(?:me|insurance)|if i wasn)",
    r"\bthe world (?:would|'d) be better (?:off )?without me\b",
    r"\bno (?:point|use|sense) (?:in |of |to )?(?:living|going on|carrying on|being (?:here|alive)|existing|life|anything any ?more|waking up)\b",
    r"\b(?:what'?s|what is|whats|see) the point (?:of|in) (?:living|going on|carrying on|life|being (?:here|alive)|anything|any of (?:it|this)|"
    r"waking up|getting up)",
    r"\b"
    + _NOT
    + r" (?:really )?see (?:what (?:any of )?it is (?:all )?for|the point (?:of|in) (?:anything|any of|living|life|going on)|"
    r"(?:any|a|the) (?:point|reason) (?:in|to|of|for) (?:anything|going on|living|life|carry\w*|being here)|a future|any future|a way out|"
    r"any way (?:out|forward))",
    r"\bwhat any of it is for\b",
    r"\b"
    + _NOT
    + r" (?:want to|wanna) (?:be here|live|go on|exist|wake up|be alive|carry on living)\b(?! (?:any ?more )?(?:when|until|if|as an? ))",
    r"\b"
    + _NOT
    + r" (?:really )?(?:go on|keep going|carry on|do this|take (?:this|it)|cope)(?: like this| with (?:life|it all|everything))"
    r"? any ?(?:more|longer)\b",
    r"\bcan(?:'?t|not) (?:go on|cope any ?more|carry on living|live like this)\b",
    r"\bno (?:reason|will|desire|wish) to (?:live|go on|be here|carry on|wake up|get up)\b",
    r"\bnothing (?:left )?(?:to live for|worth living)\b",
    r"\b(?:not|isn'?t|hardly) worth living\b",
    r"\b(?:giv(?:e|en|ing)|gave) up on (?:life|living|everything|myself)\b",
    r"\b(?:life|everything|it all|it|i|feel(?:ing)?|situation|future|am|i'?m|im) (?:is |feels? |am |seems? |so |just |all |completely |totally |utterly |'s )*hopeless\b",
    r"\b(?:lost|losing|no|without|any) (?:all |any |more |of my )*hope\b(?! (?:of getting (?:this|the|that)|for (?:this|the|that) (?:job|role|one)|of (?:this|the|that)))",
    r"\b(?:complete|total|utter|pure|deep) despair\b|\bin despair\b",
    r"\bnobody (?:would|'d|will) (?:miss|care if i|notice if i)",
    r"\bnobody has (?:any |a )?use for\b",
    r"\bdisappear (?:forever|for good|and never)\b",
    r"\bdark thoughts\b|\bsuicidal thoughts\b|\bending things\b",
    r"\bnot (?:sure|certain) i (?:want to|can) (?:live|go on|be here)\b",
    r"\bdon'?t (?:know how (?:much longer|to go on|i can go on)|care if i (?:live|die|wake))",
)
_SELF = (
    r"(?:idiot|moron|imbecile|fool|failure|loser|disgrace|joke|dork|clown|fraud|waste of space|dumb ?ass|dumbass|muppet|"
    r"plonker|eejit|numpty|twit|disaster|embarrassment|dummy|wreck|stupid (?:person|man|woman|girl|boy|cow)|useless (?:person|man|woman|lump)|mess)"
)
_HURT = _any(
    r"\bi(?:'?m|’m| am| was| feel like| felt like) (?:just |such |really |so |honestly |basically |literally |clearly |obviously |a |an |the |"
    r"total |complete |absolute |utter |massive |bloody |f\S*ing |fucking |right |biggest |world'?s |stupid |huge |real ){0,6}"
    + _SELF
    + r"\b",
    r"\b(?:what|such) an? (?:total |complete |absolute |utter |bloody |f\S*ing |fucking |stupid |big |massive ){0,6}"
    + _SELF
    + r"(?! of an? (?:day|week|trip|journey|bus|place))\b",
    r"\bi(?:'?m|’m| am| feel| felt) (?:just |so |such |really |completely |absolutely |totally |bloody |utterly |very |f\S*ing |fucking |too ){0,6}"
    r"(?:stupid|worthless|useless|pathetic|thick|dumb|ashamed|inadequate|not good enough|ugly|humiliated|unemployable|hopeless at)\b",
    r"\bi hate my ?self\b|\bhate my ?self\b|\bhating my ?self\b|\bloathe my ?self\b",
    r"\b(?:stupid|idiot|silly|useless|dumb) (?:me|old me)\b|\bstupid,? stupid\b|\bme,? (?:the |an? )?(?:idiot|moron|fool)\b",
    r"\bkick(?:ing|ed)? my ?self\b|\bbeat(?:ing)? my ?self up\b|\bnever forgive my ?self\b|\blike an? (?:idiot|fool|moron|eejit|lemon|muppet)\b",
    r"\b(?:cried|crying|in tears|sobbing|sobbed|been crying|bawling)\b(?=[^.!?\n]{0,40}\b(?:after|all (?:night|way|evening)|in (?:the|my) (?:car|bed|bath|loo|toilet)|since|home|now|on the (?:bus|train))\b)",
    r"\bheart ?broken\b|\bdevastated\b|\bgutted\b|\bcan(?:'?t|not) do anything right\b|\bno(?:body| one) (?:will|is going to) (?:ever )?hire me\b",
    r"\bi always (?:ruin|mess|screw|fuck|f\S*|blow|wreck) (?:\w+ )?(?:it|up|this|everything)\b|\bwhat is wrong with me\b|\bwhat'?s wrong with me\b|\bwhats wrong with me\b",
)
_HEATED = _any(
    r"\b(?:i'?m|i am|i was|still|so|absolutely|really|honestly|pretty|quite|bloody|properly) (?:so |still |absolutely |really |bloody |fucking |f\S*ing |very |that |properly ){0,6}"
    r"(?:furious|angry|livid|raging|fuming|outraged|enraged|seething|pissed(?: off)?|incensed|mad at (?:him|her|them)|disgusted)\b",
    r"\b(?:screw|fuck|f\*+k?|f\*\*k|damn|sod|stuff|to hell with) (?:them|him|her|that (?:place|company|guy|man|woman)|you)\b",
    r"\b(?:ass ?holes?|arse ?holes?|bastards?|wankers?|pricks?|dickheads?|dicks?|scumbags?|jerks?|bitch(?:es)?|cunts?|tossers?|gobshites?|twats?|clowns running|pigs)\b",
    r"\bhow dare (?:he|she|they)\b|\bwho (?:the hell|the f\S*|do(?:es)? (?:he|she|they) think)",
    r"\b(?:absolute|utter|complete|total|fucking|bloody) (?:disgrace of|joke of a|clowns?|muppets|scum|insult|waste of my)",
    r"\b(?:disgusting|outrageous|disgraceful|appalling|unacceptable|insulting) (?:behaviou?r|treatment|company|man|woman|people|way|person|attitude)\b",
    r"\bwast(?:e|ed|ing) (?:of )?my (?:\w+ )?time\b|\bi (?:could|wanted to|want to) (?:scream|punch|throttle|strangle|slap)\b",
    r"\b(?:name and shame|report them|leave a review|glassdoor review|never (?:again|work) (?:with|for) (?:those|these|such))\b",
    r"\bmy blood (?:was |is )?boil|\bmakes my blood boil|\bsteam(?:ing)? (?:coming )?out of\b|\bhung up on (?:him|her|them)\b",
)


def tone(text: str) -> Tone:
    """Return how `text` sounds; the gravest first."""
    plain = re.sub(r"[’`´]", "'", text)
    if _CRISIS.search(_FIGURES.sub(" ", plain)):
        return Tone.CRISIS
    if _HEATED.search(plain):
        return Tone.HEATED
    if _HURT.search(plain):
        return Tone.HURT
    return Tone.PLAIN


def self_insult(words: str) -> bool:
    """Is this a blow against oneself and nothing more? No mistake can be read from it."""
    return bool(_HURT.search(re.sub(r"[’`´]", "'", words))) and len(words.split()) <= 7
