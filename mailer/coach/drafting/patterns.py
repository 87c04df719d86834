"""The patterns by which a clause tells of something good that a note can thank for, surest first."""

from __future__ import annotations

import re

from mailer.coach.drafting.topics import Frame

# Who did it: a pronoun, or a name that must be the reader's.
_NAME = r"(?:(?:dr|mr|mrs|ms|miss|prof)\.? \w+|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
_WHO = (
    rf"(?P<who>she|he|they|both|everyone|everybody|all of them|(?-i:{_NAME})|(?:dr|mr|mrs|ms)\.? \w+|the \w+(?: \w+)?)"
)
_THEM = rf"(?:them|him|her|(?-i:{_NAME}))"
_VERY = (
    r"(?:(?:very|really|so|super|dead|quite|pretty|genuinely|all|both|properly|lots|also|even|clearly|actually|absolutely"
    r"|definitely|well|proper|rather|did|already) )*"
)
_OF = r"(?P<what>.+)"
_NICE = (
    r"(?:nice|lovely|friendly|kind|welcoming|polite|patient|warm|sweet|great|sound|respectful|encouraging|helpful|easy to talk"
    r"|gentle|supportive)"
)
_GOOD = (
    r"(?:good|great|nice|lovely|proper|long|real|decent|interesting|fun|brilliant|grand|cracking|solid|fantastic|useful"
    r"|excellent|wonderful|pleasant|honest|quick|little)"
)
_CHAT = r"(?:chat|talk|conversation|discussion|natter|yarn|craic)"
_WELL = (
    r"(?:good|great|fine|well|ok|okay|alright|all right|solid|strong|perfect|brilliant|grand|easy|no problem|a home run"
    r"|spot on|lovely|excellent|really good|down well|smoothly|smooth|nice|fun|good fun|clear|short and to the point|correct|decent"
    r"|textbook|better|sound|the best|my best|smashing|class|a breeze)"
)
# A heading over good or bad things, or over a part of the telling, is no topic.
_HEADING = (
    r"(?!(?:the |my |what )?(?:good|bad|wins?|plus|minus|pros?|cons?|right|wrong|before|after|salary|next|close|start|end|debrief"
    r"|notes?|update|company|role|panel|met|with|who|what|unknown|better|worst|best|highs?|lows?|outcome|result|mood|overall"
    r"|also|questions?|q\d|interviewers?|ps|edit|summary|conclusion|verdict|part|round|stage|positives?|negatives?|went|things?"
    r"|interview|monday|tuesday|wednesday|thursday|friday|first|second|third|last)\b)"
)
_NOT_ASKED = (
    r"(?!(?:(?:about )?(?:the )?next|please\b|(?:a |the )?(?:door|timescale|volume)\b|when\b|if\b|for\b|to\b|what (?:happens|comes|the next)|what's next|why\b|whether\b"
    r"|how (?:long|soon|i |it went|much)))"
)
_PATTERNS: tuple[tuple[Frame, str], ...] = (
    (Frame.ROUND, rf"{_WHO} {_VERY}(?:showed|walked|took) (?:me|us) (?:a?round|about)\b(?! (?:the|their|a|my)\b)"),
    (Frame.SHOWN, rf"{_WHO} {_VERY}showed (?:me|us) (?:(?:a?round|over|through) )?{_OF}"),
    (Frame.SHOWN, rf"{_WHO} {_VERY}(?:walked|took) (?:me|us) (?:a?round|over|through) {_OF}"),
    (Frame.ROUND, r"^(?:(?:walked|showed|took) (?:me|us) (?:a?round|about)\b(?! (?:the|their|a|my)\b)|(?:i )?(?:got|had|was given|given) (?:a|the) (?:quick |little |full |nice |good )?tour\b)"),
    (Frame.LIKED, rf"(?:told|gave|showed|pitched) {_THEM} (?P<what>(?:my|our) ideas? .+?)(?:,| and) (?:she|he|they|both|everyone|{_NAME}) {_VERY}(?:liked|loved|was|were|wrote|noted)\b"),
    (Frame.LIKED, rf"{_WHO} {_VERY}(?:liked|loved|enjoyed|(?:was|were) {_VERY}impressed (?:with|by)|seemed to like|seemed impressed (?:with|by)|(?:was |were |seemed )?{_VERY}(?:pleased|happy|taken) with|rated|appreciated|did use|used|wrote down) (?P<what>(?:my|our|that I|how I|that my|that our)\b.+)"),
    (Frame.LIKED, r"(?:^|, |\b(?:but|and) )(?P<what>my (?:ideas?|suggestions?|point|design|sketch(?:es)?|plan) (?:for|about|on|of|to) .+?) (?:got|went down|landed|was|were|seemed|made)\b"),
    (Frame.INTEREST, rf"{_WHO} {_VERY}(?:(?:was|were|seemed|looked|got|sounded) {_VERY}(?:interested|curious) (?:in|about)|asked (?:me )?(?:lots|a lot|loads|plenty|more|all|many things|follow[- ]?ups?|(?:follow[- ]?up |good |lots of |a lot of |loads of |several |many )questions)(?: of (?:follow[- ]?ups?|questions))? (?:about|on)|wanted to (?:know|hear) (?:(?:more|all|everything) )?about) (?P<what>(?:my|our|the) .+)"),
    (Frame.BOTH, r"\bwe(?:'ve)? both(?:'ve)? (?P<what>(?:used to|grew up|worked|love|like|went to|studied|trained|started|came from|have worked|had worked|live|lived) .+)"),
    (Frame.TALK, rf"{_GOOD} (?:{_GOOD} )?{_CHAT} (?:with (?:\w+\.? ?){{1,3}})??(?:about|on|of|over|around) {_OF}"),
    (Frame.TALK, rf"\b(?:we|she and I|he and I|(?-i:[A-Z])\w+ and (?:I|me)|we all) (?:got (?:talking|chatting|on to talking)|talked|chatted|spoke|had (?:an? )?(?:(?:{_GOOD}|nice) )*{_CHAT}) (?:a lot |for ages |for a (?:long )?while |properly |mostly |mainly )?(?:with \w+ )?(?:about|on|of) {_OF}"),
    (Frame.HEARD, rf"(?:^|\bI )asked (?:{_THEM} |(?!{_THEM}\b))(?:(?:decent |good |some )?questions )?(?:about )?{_NOT_ASKED}(?![^.]*?,? (?:and )?I (?:said|told|gave|explained|answered|could|had|was)\b)(?P<what>(?:the|their|his|her|how|what|on-call|[a-z]+s?\b).+?)(?:,| and (?=(?:she|he|they|got|we|both|everyone|then|who)\b)| (?=(?:she|he|they) (?:said|talked|spoke|told))|$).*"),
    (Frame.HEARD, rf"{_WHO} (?:told|talked to|explained to) (?:me|us) (?:all |lots |a lot |loads |more )?about {_OF}"),
    (Frame.INTEREST, r"^(?P<what>(?:the|my) [\w' -]+?) (?:I|i) told .*\basked\b.*\babout it"),
    (Frame.TOLD, rf"\b(?:told|got to tell|managed to tell) {_THEM} (?:all )?(?:about |the story (?:of|about) )(?P<what>.+?)(?:,| and (?=(?:she|he|they|both|{_NAME}|that|everyone)\b)|$).*"),
    (Frame.TOLD, rf"\b(?:told {_THEM}|explained(?: to {_THEM})?|showed(?: {_THEM})?|described) (?P<what>how (?:I|we) .+?)(?:,| and (?=(?:she|he|they|both|{_NAME})\b)|$).*"),
    (Frame.TOLD, rf"\bI (?:explained|described|talked (?:them|him|her) through|spoke about|talked about|used|gave(?: {_THEM})? (?=the (?:story|example))|brought up) (?:the (?:story|example) (?:of|about) |my example (?:of|about) )?(?P<what>(?:the|my|our) [\w' -]+?)(?: example| story| one)?(?: and (?=(?:she|he|they|both|{_NAME})\b)|,|$).*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?(?P<what>my [\w' -]+?|the [\w' -]+? answer|the [\w' -]+?) (?:was|were|is|are|had been) {_VERY}(?:the |a )?(?:best|good|great|excellent|brilliant|impressive|strong|clear|clearest|perfect|spot on|lovely|fantastic|interesting|really good|very good|nice|solid|well \w+|exactly|a pleasure)\b.*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?I(?:'m|'d|'ve)? (?:was |am |had |did |do |would |have |have the |present|explain|speak|write|seem|sound|came|come|look|know)[^.]*?\b(?:well|good|great|best|perfect|strong|clear|smooth|smoother|quick|natural|exactly|right|confident|organi[sz]ed|suited|fit in|impressive|warm|looking for)\b"),
    (Frame.PRAISE, rf"{_WHO} (?:complimented|praised) (?:me on )?(?P<what>my .+|the .+)"),
    (Frame.LAUGH, r"\b(?:we|had us|they and I) (?:all |both )?(?:had (?:a |such a )?(?:real |good |great |proper |right |nice )*laugh|laughed (?:together|a lot)|had a few laughs)\b|^had a (?:good |real |proper )?laugh\b"),
    (Frame.KIND, rf"{_WHO} (?:was|were|seemed|is|are|was being) {_VERY}(?:{_NICE})\b"),
    (Frame.KIND, rf"{_WHO} (?:made me feel|put me) {_VERY}(?:welcome|comfortable|at ease|at home|relaxed)|^i felt (?:welcome|at ease)"),
    (Frame.KIND, rf"^{_VERY}(?:{_NICE}) (?:people|lady|man|woman|bunch|team|panel|interviewers?|couple|pair)\b"),
    (Frame.HEARD, rf"(?:^|\bI )(?:knew|had read|'d read|read|had looked up|looked up|brought up|quoted|mentioned) (?P<known>their|his|her|the company's) (?P<what>.+?)(?:,| and) (?=(?:she|he|they|both|{_NAME}) {_VERY}(?:was|were|liked|loved|noticed|smiled|seemed|nodded|looked))"),
    (Frame.LIKED, rf"^(?P<fronted>(?:\w[\w'-]* ){{1,5}}?)(?:she|he|they) {_VERY}(?:liked|loved|appreciated|enjoyed)\b"),
    (Frame.TALK, r"^(?:\w+: )?(?P<what>(?:\w[\w'-]* ){0,4}\w[\w'-]*), I (?:explained|answered|went through|solved|described)\b.*"),
    (Frame.TALK, r"^(?P<what>(?:\w[\w'-]* ){0,3}\w[\w'-]*), (?:knew|had|did|explained|answered) (?:it|that|them|all)\b.*"),
    (Frame.TOLD, r"\btold (?P<what>the story (?:of|about) .+)"),
    (Frame.TOLD, r"\bI (?:told|gave|used|brought up) (?P<what>(?:the|my) [\w' -]+? (?:story|example|case))\b"),
    (Frame.DO, r"\bpassed (?P<what>(?:the |my |their )?[\w' -]+? (?:test|exam|exercise|trial|assessment))\b"),
    (Frame.TALK, r"\b(?:good|strong|solid|clear|decent|sensible|proper|full) answers? (?:on|about|to|for) (?P<what>.+)"),
    (Frame.TALK, rf"\b(?:(?:did|done|was|were|felt) {_VERY}(?:well|good|great|strong|solid|confident)|knew (?:everything|all)[\w ]*?|good) (?:on|about) (?P<what>.+)"),
    (Frame.TALK, rf"^(?:the )?(?P<what>(?:\w[\w'&-]* ){{1,6}}?)I (?:have |could |did |had )?(?:explain(?:ed)?|answer(?:ed)?|told|tell|handled?|knew|know|did|do|spoke)(?: (?:it|all|them|every\w*))? {_VERY}(?:well|properly|nicely|fine|correct\w*|clearly|confidently|good|ok|okay|in (?:my sleep|detail)|with (?:an )?example|inside out|quick\w*)\b.*"),
    (Frame.TALK, r"^(?:for|on|about) (?P<what>(?:[\w'&-]+ ){1,5}?)(?:,? ?)I (?:gave|explained|told|answered|know|knew|talked|spoke|walked|said|used|named|listed|described|showed|could|did)\b.*"),
    (Frame.TALK, r"\btalked\b.{0,40}\b(?:mostly|mainly) about (?P<what>.+)"),
    (Frame.TALK, rf"^{_HEADING}(?P<what>(?:[A-Z][\w'&-]*)(?: [\w'&-]+){{0,3}}): (?:I|my|all|both|she|he|they|did|gave|used|listed|told|named|knew)\b.*"),
    (Frame.TALK, rf"^{_HEADING}(?P<what>(?:\w[\w'&-]* ){{0,4}}\w[\w'&-]*)(?::| [-–]) ?(?:spotted|nailed|found|solid|good|great|fine|went|textbook|clear|full|answered|lots of|finished|passed|strong|settled|{_WELL})\b.*"),
    (Frame.TALK, rf"^(?P<what>(?:\w[\w'&-]* ){{1,5}}?questions?) (?:all )?(?:correct|no (?:dramas|bother|prob\w*|problem|sweat|issue)|easy|{_WELL})\b.*"),
    (Frame.TALK, r"^(?P<mild>(?:we |they |she |he |mostly |mainly |also )*(?:talked|spoke|chatted)) (?:a lot |a bit |mostly |mainly |to me |with me |me )?(?:about|of) (?P<what>.+)"),
    (Frame.TALK, r"\b(?P<mild>(?:(?:asked|questions?)) (?:me )?(?:lots |a lot |mostly |mainly )?(?:about|on)) (?P<what>[^,.]+?)(?:,| and (?=I (?:told|said|gave|explained|answered|did|could|talked|described)\b)|$).*"),
    (Frame.TALK, rf"^(?:but |and |at least |then )?(?P<what>(?:the |my |our |his |her |their )?(?:\w[\w'-]* ){{1,5}}?)(?:for the [\w ]+? )?(?:with \w+ )?(?:was|were|went) {_VERY}{_WELL}\b.*"),
)  # fmt: skip
READ = tuple((frame, re.compile(pattern, re.I)) for frame, pattern in _PATTERNS)
CUT = re.compile(
    r"(?:,|;|\.(?=\s|$)|!|\?|\s[-–—]|—|:|\(|\"|“| and (?=(?:she|he|they|I|we|it|then|there|here|said|asked|that|got|had|was|were"
    r"|the two|how)\b)| so (?=\w)| but | which | because | cos | coz | when (?=(?:I|we)\b)| as (?=(?:I|she|he|they)\b)| who (?!are\b|have\b|do\b|don't\b|cannot\b|can't\b)| while | for (?:ages|a while|a bit|about|ten|five"
    r"|nearly|half|\d+|a good|most)| too\b| a lot\b| at the end| in the end| again\b| apparently| even though| though"
    r"|\s(?:really|very) well| later\b| tho\b| with (?:a plan|numbers|figures|no\b|all\b|an? (?:good|clear|real)\b)| straight away| before (?=I\b)| after (?=(?:I|that|which)\b)| in detail| today\b| afterwards| straight ?away| if\b| until\b)",
    re.I,
)
ANSWERED = re.compile(r"\s+(?:questions?|answers?|bit|part|stuff|section|ones?)$", re.I)
REPORT = re.compile(
    r"^(?:(?:good|plus|positives?|pros?|wins?|right|went well|what was good|\+)\s*[:–-]\s*)?"
    r"(?:(?:at least|though|but|and|also|plus|still|on the (?:plus|up) side|the good news is|luckily)[, ]+)?",
    re.I,
)
LAST = READ[-1][1]
