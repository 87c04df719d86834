"""A small, careful grammar: mends typed words, turns "their" into "your", and refuses what will not read well.

Every function gives None rather than a phrase that might come out wrong: a short note beats an odd one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailer.coach.phrases import lexicon

_APOSTROPHES = {
    "im": "I'm", "ive": "I've", "id": "I'd", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't", "cant": "can't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "wasnt": "wasn't", "isnt": "isn't", "arent": "aren't",
    "werent": "weren't", "havent": "haven't", "hasnt": "hasn't", "thats": "that's", "theres": "there's",
    "theyre": "they're", "youre": "you're", "weve": "we've", "theyd": "they'd", "theyve": "they've", "whats": "what's",
    "wont": "won't", "shouldnt": "shouldn't", "theyll": "they'll", "hadnt": "hadn't", "i": "I",
}  # fmt: skip
_DAYS = {
    day.casefold(): day
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "English", "Excel",
                "January", "February", "April", "June", "July", "August", "September", "October", "November",
                "December", "Christmas", "Easter")
}  # fmt: skip
_FILLER = re.compile(
    r"\s*\b(tbh|lol|haha+|imo|lmao|omg|ngl|obvs|obviously|actually|literally|basically|honestly|obv|anyway|xx?(?!-)"
    r"|of course|to be honest|to be fair|i think|i guess|just|really|properly|kind of|sort of)\b,?",
    re.I,
)
_VERDICT = re.compile(
    r"\b(awful\w*|bad|badly|bombed|terribl\w*|horrib\w*|disaster\w*|fail\w*|wrong\w*|mess(ed|y)?|stupid\w*|idiot\w*"
    r"|boring|shit\w*|crap\w*|fuck\w*|bloody|damn\w*|hell|arse\w*|ass|piss\w*|sh1t|wtf|rubbish|weird\w*|odd|stuff"
    r"|embarrass\w*|nervous\w*|nerves|panic\w*|hopeful\w*|hopeless|unfortunate\w*|sorry|forgot\w*|blank\w*|froze"
    r"|freez\w*|rambl\w*|waffl\w*|mumbl\w*|stumbl\w*|mistake\w*|argu(ed|ing|ment)|lie[sd]?|lying|gutted|ugh|meh"
    r"|hate[sd]?|worst|worse|poor(ly)?|useless|desperate|anxi\w*|cried|cry(ing)?|trick question|awkward\w*"
    r"|amazing|awesome|thrilled|passionate|bloke|guy|dude|lad|lass|woman|lady|somethin|thing|things|whatever|gap|gaps"
    r"|weakness\w*|sacked|fired|redundan\w*|divorc\w*|illness|sick|cancer|depress\w*|pregnan\w*|toilet|drunk"
    r"|minutes?|mins|grief|ivf|miscarriage|fertility|husband|wife|visa|tribunal|grievance|religio\w*|weight|salar\w+|wages?|pay|money|bonus|ctc|compensation|expectations|\d+k|k)\b|[£$€]",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(man|men|woman|women|mother|father|mum|mom|dad|parents?|child|children|kids?|pupils?|students?|patients?"
    r"|customers?|clients?|guests?|residents?|members?|people|person|families|family|boss|manager|colleagues?|staff"
    r"|uncle|aunt|sister|brother|wife|husband|nan|gran|friend|boy|girl|baby|toddler|user|users|learners?|driver"
    r"|drivers|team|teams|nurses?|doctors?|tenants?|passengers?|callers?|buyers?|workers?|starters?|who|someone"
    r"|somebody|anyone|cat|dog|horse|greyhound|speakers)\b",
    re.I,
)
_BEFORE_PLURAL = re.compile(r"\b(?!their|his|this|us\b)[a-z]{3,}s\b(?=.*\b(they|their|them)\b)", re.I)
_LOOSE_END = lexicon(
    "a an the my your our his her their its of in on at to for with by from about into over and or but so because if "
    "that which who when as than is was are were be been have has had do did does will would can could should may "
    "i he she we they it me us them very too also not no more some any then there where how why what like up out off "
    "quite bit lot"
)
_BAD_START = lexicon(
    "and or but so because if that which who when as than is was are were be been have has had do did does will would "
    "can could should may i he she we they it me us them him very too also not no then there this these those of in "
    "on at to for with by from about into over after before during under between without until since like anything something nothing everything lots lot bits all yes no ok "
    "one ones another each every being getting having going mainly mostly maybe perhaps"
)
_EMPTY = re.compile(
    r"^(the |my |their |your |many |some |good |a few |two |three )*(job|role|position|post|interview|company|firm|place|team|questions?|answers?|chat"
    r"|talk|conversation|experience|background|cv|resume|career|work|time|everything|day|one|part|test|case|task"
    r"|afterwards?|later|today|how|branch|site|shop|store|further|project|projects|first|second|third|last|next|final|steps?|details?|examples?|figures|numbers|truth|reasons?|rest|other|whole|start|end|intro|introduction|opening|middle|beginning|main|hr|technical"
    r"|practical|coding|behavioural|behavioral|general|overall|usual|easy|hard|real|other two|first two|remaining|same"
    r"|(first|second|third|last|technical|other|hr|practical) (one|part|round|half|bit|few|question|interview|section)"
    r"|next steps?|strengths?|myself|me|interviewers?|panel|people|atmosphere|vibe|energy|itself|himself|herself|themselves|office|building|reception|feels|rapport|weather"
    r"|journey|traffic|train|parking|start date|notice period|hours|references?|feedback|why i left|my last job"
    r"|my current job|my old job|school|uni|university|life|family|kids|holidays?|exercise|presentation|scenario|role play"
    r"|lesson|problem|math|maths)$",
    re.I,
)
_WH = lexicon("how what why where when whether")
_WORDS = re.compile(r"[^\W_]+(?:['’\-&./+#][^\W_]+)*[+#]*", re.UNICODE)
LONGEST = 12  # words of a topic; a longer one no longer reads on


def words(text: str) -> list[str]:
    """Return the words of `text`, hyphens and apostrophes inside a word kept."""
    return _WORDS.findall(text)


def mend(text: str, names: Iterable[str] = ()) -> str:
    """Return `text` as it would be typed with care: "i" and contractions, days and known names in capitals."""
    known = dict(_DAYS)
    for name in names:
        known.update({part.casefold(): part for part in words(name) if part[:1].isupper() and len(part) > 2})

    def right(match: re.Match[str]) -> str:
        word = match.group(0)
        low = word.casefold()
        if low in _APOSTROPHES and (word.islower() or low == "i"):
            return _APOSTROPHES[low]
        return known[low] if word.islower() and low in known else word

    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    mended = re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)?", right, text)
    mended = re.sub(r"\bi(?='(m|ve|d|ll)\b)", "I", mended)
    return re.sub(r"\s+", " ", mended).strip()


def plain(text: str) -> str:
    """Return `text` without fillers, brackets and trailing punctuation."""
    text = re.split(r"[\n(\[{:;!?…]|\.(?=\s|$)|\s[-–—/]\s|—", text.strip().lstrip("-–—•* "), maxsplit=1)[0]
    text = re.sub(
        r"\s+(?:after|afterwards|before|later|again|first|then|too|as well|next|already|at least|at first|though|tho|anyway|together|myself)\W*$",
        "",
        _FILLER.sub("", text),
        flags=re.I,
    )
    return re.sub(r"\s+", " ", text).strip(" ,.-–'\"")


def to_you(text: str, sole: bool) -> str | None:
    """Turn third-person words for the reader of the note into "you"; None where it is not sure who is meant.

    `sole`: the note goes to the only one that "she" or "they" can mean.
    """
    found = re.search(
        r"\b(he|she|they|him|her|hers|his|them|their|theirs|they'(re|d|ve|ll)|s?he'(s|d|ll))\b", text, re.I
    )
    if not found:
        return text
    before = text[: found.start()]
    if _PEOPLE.search(before):
        return text if not re.search(r"\b(they|their|them|he|she|his|her)\b.*\b(me|I)\b", text) else None
    if _BEFORE_PLURAL.search(before + found.group(0)):
        return None
    firmwide = found.group(1).casefold() in ("they", "their", "them", "they're", "they've", "they'd", "they'll")
    if not sole and not firmwide:
        return None
    return addressed(text)


def addressed(text: str) -> str | None:
    """Turn every third-person word into "you", or give None where one cannot be turned."""
    swaps = (
        (r"\b(they|he|she)'(re|s)\b", "you're"), (r"\b(they|he|she)'(d|ll|ve)\b", r"you'\2"),
        (r"\b(he|she|they) (was|were)\b", "you were"), (r"\b(he|she) has\b", "you have"),
        (r"\b(he|she) is\b", "you are"), (r"\b(he|she) does\b", "you do"),
    )  # fmt: skip
    for pattern, into in swaps:
        text = re.sub(pattern, into, text, flags=re.I)
    if re.search(r"\b(he|she) \w+(?<!s)s\b", text, re.I):
        text = re.sub(r"\b(he|she) (\w+[^s])s\b", r"you \2", text, flags=re.I)
    text = re.sub(r"\b(he|she|they)\b", "you", text, flags=re.I)
    text = re.sub(r"\b(their|his)\b", "your", text, flags=re.I)
    text = re.sub(
        r"\bher(?= [a-z])(?! (and|or|to|for|in|on|at|with|about|when|as|but|how|what|that)\b)", "your", text, flags=re.I
    )
    text = re.sub(r"\b(them|him|her)\b", "you", text, flags=re.I)
    return None if re.search(r"\b(themselves|himself|herself|theirs|hers)\b", text, re.I) else text


# A finite verb in a noun phrase is a sentence cut wrong, unless a relative clause holds it.
_FINITE = re.compile(
    r"^(?!.*\b(that|who|which|what|how|where|I|we|you|she|he|they)\b).*\b(is|was|are|were|went|had|has|ok|okay|asked|said|could|would|will|did|does|knows|before we)\b",
    re.I,
)
# Small talk, exclamations and people: no letter thanks for a conversation about them.
_IDLE = re.compile(
    r"\b(god|hiya|hello|mercy|mercies|others|separate|nobody|everybody|someone|car park|actual|interview|question about|happened to|last manager|previous|sixth)\b|^(?:the )?(?:right|wrong) "
    r"|^(?:the |a |an |my |your )?(?:dinner|lunch|breakfast|drinks?|smell|noise|dog|cat|heater|lift|stairs|bus|car|door|window seat|story|policy|winter|summer|opposite|figure|number|year|company|talk)$"
    r"|\b(?:discount|holidays?|annual leave|perks|benefits|days off|time off|home working|pension)\b"
    r"|^(?:the|a|an|my|your|this|that) (?:[\w'-]+ ){0,2}(?:doctor|supervisor|apprentice|fella|colleague|manager|director|minister|lad|guy|man|woman|boy|girl|boss|mate|friend|customer|patient|client|nurse|teacher|mother|father|mum|mom|dad|bloke|chef)(?: (?:in|at|from|of) .*)?$",
    re.I,
)
_LY_NOUNS = lexicon("family supply reply assembly anomaly italy july fly belly monopoly")


def fit(text: str, longest: int = LONGEST) -> bool:
    """Say whether `text` can stand in "our conversation about …": short, plain, whole, and nothing to be ashamed of."""
    parts = [each.casefold() for each in words(text)]
    if not parts or len(parts) > longest or len(text) > 90 or _EMPTY.match(text.strip()):
        return False
    stranded = re.search(r"\bI (?:\w+ )+(?:on|with|for|at|in)$", text)
    if (
        (parts[-1] in _LOOSE_END and not stranded and not text.endswith(" May"))
        or parts[0] in _BAD_START
        or parts[-1] in ("one", "ones")
    ):
        return False
    if re.search(r"[^\w\s'’\-&,.+#/%]", text) or _VERDICT.search(text) or re.search(r"\d{4,}|out loud", text):
        return False
    if parts[0] in _WH and (len(parts) < 4 or parts[1].casefold() in ("means", "mean", "is", "was", "are")):
        return False
    if parts[0] not in _WH and (_FINITE.search(text) or (parts[-1].endswith("ly") and parts[-1] not in _LY_NOUNS)):
        return False
    if _IDLE.search(text) or re.match(r"(how|what|why)\b.* (was|were) (well|good|great|fine|taken|ok)\b", text, re.I):
        return False
    if text.count(",") > 2 or (parts[0] not in _WH and re.search(r"\bwe \w+", text) and not re.search(r"\bI\b", text)):
        return False
    if re.search(
        r"\bI (answer|explain|do|know|tell|say|give|handle|did|went)\w* (it |them )?(good|well|ok|fine|all)\b",
        text,
        re.I,
    ):
        return False
    return not (len(parts) == 1 and len(parts[0]) < 3)


_MASS = lexicon(
    "work research software equipment feedback training data code stock safety safeguarding growth churn cloud health "
    "housing law ethics grants rent bread damp security music art food media english maths science history transport "
    "support care staffing advice news design onboarding recruitment payroll logistics confidentiality drainage carbon "
    "espresso wine coffee ice sport football rugby cricket wood steel conflict change finance marketing sales "
    "assessment behaviour behavior phonics literacy numeracy infection triage discharge medication insulin wound "
    "lameness shrinkage turnover absenteeism attendance overtime parking travel remote hybrid agile scrum kanban "
    "networking storage monitoring testing pricing budget-setting cash credit debt tax vat gdpr sql excel python java "
    "shrink ownership leadership management teamwork communication resilience prioritisation prioritization time planning "
    "knife latte on-call teambuilding shoplifting"
)
_PLURAL_S = re.compile(r"(?<![su])s$|ies$", re.I)
_DETERMINED = re.compile(
    r"^(the|a|an|my|your|our|his|her|their|its|this|that|these|those|some|any|each|every|both|all|no|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|how|what|why|where|when|whether|which|who|\d+)\b",
    re.I,
)
_GERUND = re.compile(r"^[a-z]{2,}ing$")
_MASS_END = re.compile(r"(tion|sion|ment|ity|ness|ance|ence|ship|ics|ism|hood|age|ing|logy|graphy|cy|ure|care)$")
_COUNT_ANYWAY = lexicon(
    "question station position presentation application exhibition competition session mission apartment department "
    "document experiment appointment activity community facility university audience sequence conference package "
    "village page message stage cottage building agency vacancy policy emergency pregnancy test migration submission "
    "partition assignment announcement reception garage language image collection shipment simulation section "
    "picture procedure structure lecture brochure feature fixture furniture venture signature inspection installation investigation election edition region version division pension"
)
_PREPOSITION = re.compile(
    r"\s(?:of|in|on|with|for|at|to|from|about|after|before|under|during|between|into|without|over|that|who|which|when"
    r"|where|she|he|they|I|you|we|and|or|by|as|since|across|around|behind|against|off|near)(?![\w-])",
    re.I,
)


def head(text: str) -> str:
    """Return the head noun of a noun phrase: the last word before its first preposition or clause."""
    front = _PREPOSITION.split(f" {text}", maxsplit=1)[0] or text
    parts = words(front)
    return parts[-1] if parts else ""


# Words by which a telling is no praise, or throws a shadow on what it tells.
NOT = re.compile(
    r"\b(not|didnt|wasnt|dont|never|hardly|barely|would have|i guess|i suppose|should have|could have)\b|n't\b", re.I
)
SHADOW = re.compile(
    r"\b(old (?:version|code|edition|rules?|name)|changed last|corrected|(?:knew and )?told me (?:the right|so)|knew and told me|blamed?|wrong|nothing|no|nobody|none|forgot\w*|couldn?t|badly|bad|too (much|long|fast|quick\w*|short)|stopped me|stuck|lost|cut me"
    r"|interrupt\w*|rambl\w*|waffl\w*|blank\w*|froze|nervous\w*|panic\w*|mess\w*|late|only|useless|vague\w*|worst|awkward\w*"
    r"|struggl\w*|stumbl\w*|tripped|mumbl\w*|hated|weak|poor\w*|fell|off track|instead|supposed|confus\w*|guess\w*|admit\w*"
    r"|sorry|apolog\w*|failed|fail|lie|lied|but|dunno|idea why|um+|er+m|silence|silent|quiet|stared?|frown\w*|basic|slagged"
    r"|moan\w*|complain\w*|swore|swear\w*|argu\w*|rude|ignored|bored|yawn\w*|phone (went|rang)|sweat\w*|hesitat\w*|outdated|out of date)\b",
    re.I,
)


_EVENT_HEAD = re.compile(
    r"scenario|test|exercise|case|task|play|presentation|lesson|demo|puzzle|interview|station", re.I
)


def with_article(text: str) -> str:
    """Put "the" before a noun phrase that needs one: a lone countable noun, as in "weld test"."""
    parts = words(text)
    last = head(text)
    low = last.casefold()
    if not parts or _DETERMINED.match(text):
        return text
    if _GERUND.match(parts[0]) and len(parts) > 2 and not _EVENT_HEAD.fullmatch(last):
        return text
    if parts[0][:1].isupper() and last[:1].isupper():
        return text
    definite = re.search(rf"\b{re.escape(last)} (of|that|who|which|she|he|they|I|you|we|in chapter|at|on)\b", text)
    plural = bool(_PLURAL_S.search(low)) and low not in ("gas", "bus", "class", "process", "boss", "campus", "status")
    mass = low in _MASS or (bool(_MASS_END.search(low)) and low not in _COUNT_ANYWAY)
    if (plural or mass) and not (definite and not plural and low in _COUNT_ANYWAY):
        return text
    return f"the {text}"


def lowered(text: str, source: str) -> str:
    """Lower the first letter of `text` unless it is a name: a capital inside a sentence of `source`, or a short form."""
    first = (words(text) or [""])[0]
    if (
        not first[:1].isupper()
        or first == "I"
        or first.startswith("I'")
        or (len(first) > 1 and not first[1:].islower())
    ):
        return text
    if first.casefold() in _DAYS or re.search(rf"(?<![.!?:\n•\-*\d)])[ ]{re.escape(first)}\b", source):
        return text
    return text[:1].lower() + text[1:]


_ABBREVIATED = r"(?:Dr|Mr|Mrs|Ms|Prof|St|Fr|Sr|Jr|Capt|Cllr|Rev|Engr)"
_SENTENCE = re.compile(rf"(?:\b{_ABBREVIATED}\.|\.(?=[^\s])|[^.!?\n])+", re.I)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand; a title's full stop ends none."""
    return [(found.start(), found.end()) for found in _SENTENCE.finditer(text) if found.group(0).strip()]


def around(text: str, start: int, end: int) -> str:
    """Return the sentences of `text` that [start, end) touches."""
    touched = [(a, b) for a, b in spans(text) if a < end and start < b]
    return text[touched[0][0] : touched[-1][1]] if touched else text[start:end]


_IT = re.compile(
    r"^(I(?:'ve|'d)? (?:(?:have|had|also|already) )*(?:run|ran|do|did|done|have|had|made|led|lead|managed?|built|wrote|started|used?|owned?) )(it|them)\b",
    re.I,
)


def named_it(said: str, before: str) -> str | None:
    """Return a want with what its "it" or "them" stands for, from the same sentence; None where that is not plain."""
    found = _IT.match(said)
    if found is None:
        return said
    near = re.split(r"[.!?\n]", before)[-1][-120:]
    pattern = (
        r"\bthe ([a-z][\w-]+)\b"
        if found[2].casefold() == "it"
        else r"\b((?:[a-z][\w-]+ )?[a-z]{3,}s)\b(?! (?:is|was|are|were)\b)"
    )
    named = [each.group(1) for each in re.finditer(pattern, near) if each.group(1).split()[-1] not in _NO_THING]
    return f"{found[1]}the {named[-1]}{said[found.end() :]}" if named else None


_NO_THING = lexicon(
    "is was has does this his hers its yes things times years months weeks days hours minutes yrs always perhaps"
)
