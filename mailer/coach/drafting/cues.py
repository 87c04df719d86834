"""The words by which a telling shows what was done, asked, told and shown, and those that are no thing to mention."""

from __future__ import annotations

import re

from mailer.coach.phrases import lexicon

# Something the person did there; its first words say what it was of.
EVENT = re.compile(
    r"(?:\b(?P<lead>the|a|an|my|their|this|first|one|was|had|did|then)\s+)?(?P<what>(?:[\w'&-]+ ){0,3}"
    r"(?:tests?|exercises?|case study|case|tasks?|trial (?:lesson|class)|trial|scenario|role[- ]?plays?|demo (?:class|lesson)|demonstration|demo|lesson|presentation"
    r"|class|tour|puzzle|simulation|tasting|workshop|microteach|job talk|seminar|audition|mock (?:call|lesson)|discovery call|house visit"
    r"|site visit|group (?:task|exercise|discussion)|in-?tray|debate|whiteboard|live coding|pair programming|coding|translation)"
    r"(?: of (?:[\w'-]+ ){0,3}[\w'-]+| on (?:the )?(?:[\w'-]+ ){0,2}[\w'-]+| for (?:the )?[\w'-]+)?)\b",
    re.I,
)
WAS_FINE = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:single )?(?:mistakes?|errors?|faults?|bother|problems?|trouble|dramas?|issues?|sweat|help|notes)\b",
    re.I,
)
HEAD = re.compile(
    r"^(?:panel|interview|then|next|also|and|first|second|after that|good|plus|wins?|positives?)?[\s:,-]*(?:(?:for|on|about|in) (?:the )?|the )?"
    r"(?P<what>[A-Za-z][\w'&/-]*(?: (?!I\b|i\b)[\w'&/-]+){0,3}?)(?: questions?| part| bit| stuff| section| round)?"
    r"(?P<mark>:| -|,| )\s*(?:(?:was|were|went|is|all|I thought|I think|pretty|really|very|quite|actually|also|that was|both|they) )*"
    r"(?P<body>(?:fine|good|ok(?:ay)?|easy|alright|all right|grand|great|solid|strong|textbook|spot on|smooth|comfortable|answered|worked"
    r"|told|gave|got|named|compared|spotted|found|solved|knew|did|explained|described|listed|passed|finished|went through|used|drew|built|talked"
    r"|I (?:said|gave|told|explained|answered|talked|spoke|described|named|listed|used|saw|knew|know|found|solved|did|worked|went|had|have|walked|showed|could|rattled|got|made|drew|call|named|once)"
    r"|they (?:asked|gave|wanted|liked)|she (?:asked|liked|nodded)|he (?:asked|liked|nodded)|my (?:example|answer|story))\b.*)$",
    re.I,
)
NO_HEAD = lexicon(
    "panel i he she they we it you that this there what who which when so but and or not nothing something everything everyone nobody part"
    " the a an my their his her today yesterday then now well anyway honestly overall luckily still lunch people person mum dad"
    " partner wife husband boss father mother other another one two three outcome result decision offer salary money pay next end start"
    " beginning camera mic sound wifi internet connection traffic train bus parking weather room coffee interviewer interviewers"
    " candidate candidates atmosphere mood vibe time day week job role company team they'd she'd he'd i'd both all third second first last"
    " teams zoom me only before after as if for in on at with of from because while once had have was were did got came went"
    " feels looks sounds seems felt looked seemed feeling maybe perhaps probably also later afterwards again really just even never always whole rest half most main good bad better best"
)  # fmt: skip
ASKED = re.compile(
    r"\b(?:asked|asks|asking|wanted to (?:know|hear)|question (?:was|about|on)|questions (?:about|on|around))(?: (?:me|us|a lot|lots|mostly|mainly|first|then|if|again))* "
    r"(?:(?:about|on|around) (?P<what>[^,.;:?!\"“”()]+?)|(?P<how>(?:(?:what|how|which|where) I(?:'d| would)|how I)(?! been| left| had| done| earn| got) [^,.;:!\"“”()]{6,70}?)|why (?:I wanted )?(?P<why>the [\w'-]+))"
    r"(?=[,.;:?!\"“”(\n]| and (?:I|she|he|they|we|then|got|that)\b| but | so | I (?:told|said|gave|answered|explained)\b|$)",
    re.I,
)
TOLD = re.compile(
    r"\b(?:told|explained|used|described|talked through|walked (?:them|her|him) through|brought up|mentioned|showed|presented)"
    r"(?: (?:them|him|her|(?-i:[A-Z])\w+))?(?: about| through| with)? (?P<what>(?:the|my|our) (?:[\w'-]+ ){0,4}?[\w'-]+?(?: and the [\w'-]+)?)(?: example| story)?"
    r"(?= and\b| from\b| with\b| to\b| in\b| when\b| where\b| then\b| that\b| at\b|[,.;:!\"(\n]|$)",
    re.I,
)
RELATIVE = re.compile(
    r"\btold (?:them|him|her|(?-i:[A-Z])\w+) about (?P<what>(?:the|my) [\w' -]+? I (?:[\w']+ ){1,3}(?:on|with|for|at|in))(?= and\b|[,.;\n]|$)",
    re.I,
)
HEARD = re.compile(
    r"\b(?:he|she|they|(?-i:[A-Z])\w+) (?:told (?:me|us) about|talked about|explain(?:ed)?(?: (?:to )?me)?(?: about)?|described|spoke about|went on about|(?:told|tell) (?:me|us) (?:all )?about) (?P<what>(?:the|their|his|her|how) [^,.;:!\"(]+?)"
    r"(?= and (?:I|we|then|that)\b|[,.;:!\"(\n]|$)",
    re.I,
)
# Questions that nobody is glad to be reminded of.
PRIVATE = re.compile(
    r"\b(my (?:last|current|old|present|previous|boss|manager|age|family|kids|notice|cv|resume)|employers?|leaving|left|gaps?|salary|age|notice|married|children|visa|health|weakness\w*|fail\w*|conflict|myself|relocat\w+|commut\w+)\b",
    re.I,
)
LONG = re.compile(
    r"\bwe (?:had|spent|spoke|talked) (?:a )?(?:good |nice |whole )?(?:ten|fifteen|twenty|thirty|forty|half an hour|an hour)(?: minutes)? (?:on|about|talking about) (?P<what>[^,.;:!\n]+?)(?= after\b| at the\b| and (?:I|then|it|we)\b|[,.;:!\n]|$)",
    re.I,
)
WENT_WELL = re.compile(
    r"\b(?P<what>(?:the|my) (?:[\w'-]+ ){0,2}[\w'-]+) I (?P<verb>gave|taught|did|ran|made|cooked|presented|led|built|prepared|brought)(?: (?P<for>(?:to|for|with) (?:the |their )?[\w ]{3,20}?))? (?:was|were|went|got|came out)\b(?! (?:wrong|bad|badly|over|on too|terrible))",
    re.I,
)
SHOWN = re.compile(
    r"\b(?:she|he|they|(?-i:[A-Z])\w+) (?:even |also |then )?show(?:s|ed)? (?:me|us) (?P<what>(?:the |their |his |her )?(?:[\w'-]+ ){0,2}?[\w'-]+?)(?= and\b|[,.;\n]|$)",
    re.I,
)
LIKED = re.compile(
    r"\b(?:she|he|they|both|everyone|(?-i:[A-Z])[\w'-]+) (?:really |clearly |all |both |seemed to |seem to )*(?:liked?|loved?|enjoyed|ate all of) (?P<what>(?:the|my) (?:[\w'-]+ ){0,4}?[\w'-]+?)(?= and\b| but\b| a lot\b| best\b|[,.;:!\n]|$)",
    re.I,
)
LOOKS = re.compile(
    r"\b(shirt|shoes|boots|dress|tie|suit|jacket|hair|tattoo\w*|accent|outfit|bag|car|trainers|one|fact|way|idea of)\b",
    re.I,
)
CLICKED = re.compile(
    r"\b(?:got on (?:really |very |so )?(?:well|great|like a house)|we (?:really |all )?clicked|hit it off)\b", re.I
)
SPOKE = re.compile(
    r"\b(?:we|(?-i:[A-Z])\w+ and (?:I|me)|both of us) (?:also |then |all |mostly |even |briefly )*(?:discussed|covered|went over|went through|got into|got (?:on )?to|compared notes on|touched on|bonded over|spoke about|talked about|chatted about) "
    r"(?P<what>(?:how |what )?[^,.;:!?(\n]+?)(?= at the end\b| after\b| and (?:I|then|it|we|she|he|they|how)\b| for (?:ages|a|\d)\b|[,.;:!?(\n]|$)",
    re.I,
)
NEWS = re.compile(
    r"\b(?:told (?:me|us)|mentioned|was saying)(?: that)? (?P<what>(?:the (?:new )?\w+ (?:is|are|opens?|starts?|has|have)|they(?:'re| are|'ve| have) (?:[a-z]+(?:ing|ed)|got)|their \w+ (?:is|are|has|have)) [^,.;\n(]{4,60})(?=[,.;\n(]|$)",
    re.I,
)
OWN_NEWS = re.compile(
    r"\b(decid\w+|interview\w*|candidates?|be in touch|ring|call|let me know|offer\w*|salary|pay|hours|second round|seeing|references?|shortlist\w*|me|my|you|job|role|position|closed?|closing|cut\w*|struggl\w*|fined|sued)\b",
    re.I,
)
MADE_ME = re.compile(
    r"\b(?:got|asked|had|made|wanted|invited) (?:me|us) (?:to )?(?P<verb>mix|build|make|cook|bake|fix|draw|write|read|teach|pour|wrap|fold|pack|weld|cut|paint|plaster|drive|reverse|translate|design|price|plan|sort|clean|dress|sing|play|call|sketch|debug|review|solve|set up|change|fit|wire|serve|carve|pull|lay|measure|mark|type|arrange|style|groom|photograph) "
    r"(?P<what>(?:a|an|the|some|one|two|three|four|five|ten|their) [\w' -]+?)(?= and\b| in front\b| for (?:her|him|them|\d+|ten|five|an?)\b| in \d+\b|[,.;:!(\n]|$)",
    re.I,
)
SET = re.compile(
    r"\bg[ai]ve me (?P<what>(?:one|a|an|the|some) (?:[\w'-]+ ){0,2}[\w'-]+) to (?P<verb>clean|paint|fix|repair|build|cook|bake|mix|wash|iron|pack|sort|read|translate|teach|wire|cut|draw|plan|price|prune|weld|sew|groom)\b",
    re.I,
)
DOING = {
    "found": "finding", "spotted": "spotting", "solved": "solving", "fixed": "fixing", "built": "building", "drew": "drawing",
    "mixed": "mixing", "cooked": "cooking", "baked": "baking", "planned": "planning", "repaired": "repairing",
    "designed": "designing", "sketched": "sketching", "taught": "teaching", "read": "reading", "sang": "singing",
    "translated": "translating", "wired": "wiring", "cut": "cutting", "wrote": "writing", "pruned": "pruning", "welded": "welding", "plastered": "plastering", "poured": "pouring", "cleaned": "cleaning",
}  # fmt: skip
DONE = re.compile(
    rf"(?:\bI (?:even |also |then )?|^|, |\band |\bwe )(?P<verb>{'|'.join(DOING)}) (?P<what>(?:the|a|an|my|one|two|all) (?:[\w'-]+ ){{0,3}}?[\w'-]+?)"
    r"(?= in (?:\w+ )?(?:\w+ )?(?:seconds|minutes)| and\b| straight| right away| first| quick| on the| with| for| together| to\b|[,.;!\n]|$)",
    re.I,
)
NO_DEED = re.compile(
    r"\b(hours?|minutes?|days?|times?|bit|lot|it|one|same|rest|first|second|third|things?|job|work|best|first aid|thank you|mistakes?|right|talking|maths?|noise|mess|joke|face|point|sense|effort|list|notes?|cv|way)$|\ba (?:day|week|month|year)\b",
    re.I,
)
FOR = re.compile(
    r"\b(?P<who>she|he|they|(?:mr|mrs|ms|dr|miss)\.? \w+|(?-i:[A-Z])[\w'-]+) (?:even |also |then |both |very kindly |kindly )*"
    r"(?:(?P<walk>walked|drove|showed|brought|took) (?:me|us) (?P<where>(?:out )?to the [\w ]{3,20}?|to my car|back to [\w ]{3,20}?|out)"
    r"|(?P<tea>made|got|brought|bought|gave|offered) (?:me|us) (?P<cup>(?:a |some )?(?:cup of )?(?:tea|coffee|brew|cuppa|lunch|water|lift|(?:good |useful )?(?:advice|tips|feedback))(?: home| to the station)?)"
    r"|(?P<everything>showed) (?:me|us) everything|(?P<intro>introduced) (?:me|us) to (?P<team>the \w+|everyone|everybody|some of the \w+))(?=[,.;!\n]| and\b| before\b| after\b| at the end\b|$)",
    re.I,
)
TIME = re.compile(
    r"\b(?:we|it|she|he|they) (?:all )?(?:ran over|overran|went over|ran on|ended up talking for|stayed (?:a bit |much )?longer)\b|\bI was there (?:for )?(?:nearly|almost|over|more than) (?:two|three) hours\b",
    re.I,
)
STRAIGHT = re.compile(
    r"\b(?:got|gave me) (?:straight|honest|clear|good|proper|full) answers?\b|\banswered (?:all )?my questions\b", re.I
)
SAME = re.compile(
    r"\b(?:(?P<supports>supports?|follows?)|(?P<from>(?:is |was |were |both )?from)|(?P<went>went to)|(?P<grew>grew up in)|(?P<works>worked (?:at|in)|trained at|studied at)) (?:the )?same (?P<what>team|town|village|school|uni|university|college|street|city|area|hospital|place)(?: as me)?\b",
    re.I,
)
SAID_GOOD = re.compile(
    r"\b(?P<who>she|he|they|(?:mr|mrs|ms|dr|miss|prof|shri|chef|coach)\.? [\w'-]+|(?-i:[A-Z])[\w'-]+) (?:[\w']+ )?(?:said|says|say|wrote|goes|told me|went|shouted) (?:it (?:was|is|'s) |that (?:was|is) |that's |it's )?"
    r"[\"“'‘]?(?:very |really |so |all )?(?:super|great|good|perfect|lovely|brilliant|excellent|nice|impressive|spot on|well done|nice one|exactly|good (?:job|answer|question|point)|bless you|fantastic|beautiful|correct|ideal|at last one)\b"
    r"|\b(?P<clap>she|he|they|(?-i:[A-Z])[\w'-]+) (?:clapped|gave (?:me )?(?:a|the) thumbs up|came alive|lit up|took a (?:photo|picture) of|made a (?:photo|picture) of|finished the plate)\b",
    re.I,
)
FROM = r"(?:,? (?:who (?:is|was)|is|was))? from (?P<what>(?:the )?(?!HR\b|hr\b)[a-z][a-z-]+(?: (?!side|and|who|on|with|in|at)[a-z]+)?(?: side| team| office| department)?)(?=[,.;\n]| and\b| side\b| who\b|$)"
NOT_THEM = lexicon("i mum mom dad wife husband friend sister brother partner it that this who what mate")
# What is still to come is nothing to be glad of yet.
TO_COME = re.compile(
    r"\b(?:sending|will send|going to send|wants? (?:me |us )?(?:back|to)|want a|next stage|second stage|take[- ]?home|homework|is a task|due|to be done|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|for (?:mon|tues|wednes|thurs|fri|satur|sun)day|next week)\b",
    re.I,
)
LOOSE = lexicon(
    "the a an my their his her this that these then did had have was were we i they she he it and or but so with in on at of to for from first second"
    " third next last one two three got gave made said do does done went is are me us them after before during than like as finally"
    " whole full real big little short long good great nice hard easy tough tricky final other another same only some any no did no passed finished"
    " asked told said put took set showed called brought ran started began ended wrote drew saw read sat stood kept used found given paid if when while"
    " my your our which who what where how there here also just even still quick small bad worst best better awful horrible stupid dreaded job"
    " tested minutes minute hour hours of because about into actual different separate court sixth fifth"
)  # fmt: skip
ALONE = frozenset(
    {
        "trial shift",
        "trial day",
        "microteach",
        "translation",
        "seminar",
        "debate",
        "tasting",
        "tour",
        "audition",
        "role-play",
        "whiteboard",
    }
)
# How the person looked or sounded is no part of what they were doing at the time.
MANNER = frozenset(
    {
        "nerves_took_over",
        "body_language",
        "filler_words",
        "pace_or_volume",
        "flat_energy",
        "stumbled_words",
        "one_slip_snowballed",
    }
)
ON = re.compile(
    r"(?:and |but |so |then )*(?:i|my|it|that|which|this|could|did|didn't|couldn't|went|no|not|had|was)\b", re.I
)
PRACTICAL = re.compile(
    r"\b(drive|coding|typing|cooking|welding|brazing|soldering|plastering|mixing|bundling|drawing|tasting|grafting|programming|debugging"
    r"|translation|audition|microteach|seminar|job talk|visit|sketch|mock call|discovery call|debate|in-?tray|simulation|workshop|whiteboard|filing|simulation|discussion|tests|exercises|tasks|parking|reversing)$",
    re.I,
)
TASK = re.compile(
    r"^(?P<before>(?:.*? )??)(?P<task>(?:tests?|exercises?|case study|case|class|tasks?|trial (?:lesson|class|shift|day)|trial|scenario|role[- ]?plays?|demo (?:class|lesson)|demo|demonstration"
    r"|trial shift|trial day|lesson|presentation|tour|puzzle|simulation|tasting|workshop|microteach|job talk|seminar|audition|mock (?:call|lesson)|discovery call|house visit"
    r"|site visit|group (?:task|exercise|discussion)|in-?tray|debate|whiteboard|live coding|pair programming|coding|translation)\b.*)$",
    re.I,
)
# A heading names a field ("food cost", "crowd control") and needs no article, unless its last word is a thing.
THING = lexicon(
    "plan process project portfolio story idea system site role menu rota question process schedule programme program"
)
