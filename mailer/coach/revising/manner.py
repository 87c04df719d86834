"""Length, warmth and formality, as people ask for them."""

from __future__ import annotations

import re

from mailer.coach.revising.values import Ask, Revision

_FEW = {"one": 1, "a": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BIT = r"(?:(?:a|much|way|lot|bit|little|tad|touch|wee|slightly|so|too|very|far|rather|quite|bloody|really|whole|just|that|overly|even|of) )*"
_CAP = re.compile(
    r"\b(?P<n>\d|one|two|three|four|five|six|a couple of|couple of) (?:short |little |lines? or )?(?:sentences?|lines?|liner)\b",
    re.I,
)
# The order matters: what stands first takes its words away from what follows ("less formal" before "formal").
_TABLE: tuple[tuple[Ask, str], ...] = (
    # length
    (Ask.SHORTER, r"\b(?:longer|more) than (?:i|anything|what|it|we|needed|necessary)\b|\bnot (?:so|too|as|quite so) (?:long|wordy|much)\b"),
    (Ask.LONGER, r"\bnot (?:too|so|quite so|as) short\b|\bnot (?:long|detailed|full) enough\b|\bless (?:short|brief|abrupt|curt|terse)\b|\btoo (?:short|brief|thin|little|abrupt|curt|terse|bare)\b|(?<!make it )(?<!make this )(?<!make it a )\b(?:very|bit|so|rather|quite|little) (?:short|brief|thin|abrupt|bare)\b"),
    (Ask.SHORTER, r"\b(?:less (?:wordy|words|text|waffle|long|detail\w*|rambly|verbose|to read)|fewer (?:words|sentences|lines))\b"),
    (Ask.SHORTER, rf"\b(?:too|so|bit|very|way|quite|rather|little|much) {_BIT}(?:long|wordy|lengthy|verbose|much text|rambly|detailed)\b|\b(?:it|this|that|which|note|draft)(?:'?s| is| are|s)? {_BIT}(?:long|wordy|lengthy|waffly)\b"),
    (Ask.SHORTER, r"\bshort(?:er|en\w*|ish)\b|\b(?:brief|concis|punchi|snappi|tight|crisp)er\b|\b(?:more|be|very|much|little|bit|keep it|make it|as) (?:bit |little |very )?(?:concise|brief|succinct|compact|to the point|crisp|short|snappy|punchy)\b|\b(?:concise|succinct|condensed?|abridged|shortened|compact|brief) (?:version|note|draft|one)?"),
    (Ask.SHORTER, r"\b(?:trim|condense|tighten|abridge|shrink|prune|compress|pare)\b(?: (?:it|this|that|the \w+))?(?: (?:down|up|back))?"),
    (Ask.SHORTER, r"\bcut(?: (?:it|this|that|the (?:note|draft|thing|mail|email|letter)))?(?: (?:down|back|short|in half|by \w+))+\b|\bcut (?:it|this)\b(?! out)|^\W*cut\W*$|\b(?:halve|half) (?:it|the length|as long|the size|that)\b|\bboil (?:it|this) down\b|\bin half\b"),
    (Ask.SHORTER, r"\b(?:tl;?dr|goes? on (?:a bit|too|and on|for)|just the (?:basics|essentials|gist)|waffl\w+|keep it (?:simple|quick|light)|quick(?:er)? (?:version|note|one)|nobody reads|bare bones|few lines|a line or two)\b"),
    (Ask.LONGER, r"\blonger\b|\blengthen\w*\b|\bexpand\b|\bflesh(?:ed)? (?:it |this )?out\b|\b(?:beef|pad|bulk) (?:it |this )?(?:up|out)\b|\b(?:more|bit of|some|extra|further|add) (?:detail|details|depth|substance|content|meat|words|to it|in it)\b|\bsay (?:a bit |a little )?more\b|\bmore (?:detailed|in[- ]depth|thorough|fulsome)\b|\bfuller\b|\bneeds more\b|\belaborate\b|\badd (?:a bit|a little|some) more\b"),
    # formality
    (Ask.MORE_FORMAL, r"\b(?:not|isn'?t|aren'?t|hardly|isnt) {0}(?:very |so |really |quite )?(?:formal|professional|polite|respectful|official) enough\b|\bless (?:casual|informal|familiar|chatty|chummy|pally|matey|relaxed|slangy|colloquial)\b|\b(?:too|bit|so|way|very|little|rather|overly) (?:\w+ )?(?:casual|informal|familiar|chatty|chummy|pally|matey|relaxed|slangy|breezy|laid[- ]back|jokey)\b".replace("{0}", "")),
    (Ask.LESS_FORMAL, rf"\b(?:less|not so|not too|too|bit|so|way|very|rather|overly|little|quite|that) {_BIT}(?:formal|stiff|posh|stuffy|official|corporate|business[- ]?like|businessy|old[- ]fashioned|fancy|polished|proper|legal|starchy|wooden|uptight|flowery|pompous)\b|\bunformal\b|\bin-?formal(?:ly)?\b"),
    (Ask.MORE_FORMAL, r"\b(?:more|be|bit|make it|little|very|properly|needs? to be|should be|sound|keep it|slightly|to be|and|it|something) (?:\w+ )?(?:formal|professional|polite|respectful|official|business-?like|proper|courteous|serious|polished|dignified)\b|\bformal(?:er|ise|ize|ly)?\b|^(?:politer|professional|polite)\W*$|\bpoliter\b|\bsmarten it up\b|\bupmarket\b|\bmore (?:distance|distant)\b|\bformal (?:version|tone|language)\b"),
    (Ask.LESS_FORMAL, r"\b(?:casual(?:ly)?|relax(?:ed)?|laid[- ]back|chatty|chattier|conversational|colloquial|plainer|looser|loosen(?: it| this)?(?: up)?|down to earth|everyday|simpler|easygoing|simplify)\b|\b(?:simple|plain|normal|everyday|easy|easier|simpler|shorter) (?:words|english|language)\b|\b(?:dont|don'?t|wouldn'?t|never|not how i|not like i) (?:ever )?(?:talk|speak|write|say things|sound) ?(?:like )?(?:that|this)?\b|\bhow i (?:talk|speak|write)\b|\b(?:sounds?|more|be|read) like me\b|\b(?:letter|note|something) from (?:the |a |my )?(?:council|bank|lawyer|solicitor|government|tax\w*|headmaster)\b|\bfirst[- ]name terms\b"),
    # warmth
    (Ask.COOLER, r"\b(?:less|not so|too|bit|so|way|very|rather|overly|little|over) {0}(?:gush\w*|warm|friendly|soppy|sappy|cheesy|eager|keen|enthusiastic|sweet|nice|emotional|flattering|creepy|over the top|ott|salesy|pushy|desperate|boastful|arrogant|braggy|big[- ]headed|fawning|show[- ]?offy|self[- ]important|sugary|mushy|needy|grovel\w*|crawl\w*|effusive|cringe\w*|sickly|syrupy|intense|excited|sentimental|slushy|smarmy)\b".replace("{0}", "(?:\\w+ )?")),
    (Ask.COOLER, r"\bton(?:e|ing) (?:it |this |that )?down\b|\b(?:its|it'?s|this is|that'?s|bit) (?:a )?(?:bit |little )?(?:much|ott|over the top)\b(?! (?:too )?(?:long|short))|\bover the top\b|\bgush\w*\b|\bcool(?:er)?(?: it)?(?: down)?\b|\bmore (?:neutral|reserved|matter[- ]of[- ]fact|restrained|sober)\b|\bdial (?:it )?(?:down|back)\b"),
    (Ask.WARMER, r"\b(?:less|not so|too|bit|so|way|very|rather|little|sounds?|quite|feels?|reads?|seems?|comes? (?:over|across)) (?:as )?(?:\w+ )?(?:cold|distant|dry|robotic|flat|frosty|impersonal|generic|harsh|chilly|clinical|lifeless|soulless|bland|blunt|cool|stand-?offish)\b"),
    (Ask.WARMER, r"(?:\bwarm(?:er|th|ly|en)?\b|\b(?:friendli|nic|kind|soft|sweet|gentl|livel)i?er\b|\b(?:more|bit|little|sound|be|make it|and|very) (?:\w+ )?(?:friendly|personal|human|heartfelt|grateful|enthusiastic|kind|sincere|genuine|appreciative|excited|emotional|keen|positive|thankful|upbeat|personable|engaging|cheerful|lively|eager|nice)\b|\b(?:robot|bot|chat ?gpt|ai|machine|template)\b(?:[ -](?:wrote|written|like|generated))?|\bsoften\b|\bheartfelt\b|\bfriendly\b|\bwith (?:more |some )?(?:feeling|heart|warmth|personality)\b|\bpersonal touch\b|\bmore thankful\b)(?!.{0,4} (?:if|for)\b)"),
)  # fmt: skip
_RULES = tuple((ask, re.compile(pattern, re.I)) for ask, pattern in _TABLE)
_AWAY = re.compile(
    r"\b(?:don'?t|do not|doesn'?t (?:have|need) to|no need to|not) (?:make it |be |get |go )?(?:any )?$", re.I
)
_OPPOSITE = {
    Ask.SHORTER: Ask.LONGER, Ask.LONGER: Ask.SHORTER, Ask.WARMER: Ask.COOLER, Ask.COOLER: Ask.WARMER,
    Ask.MORE_FORMAL: Ask.LESS_FORMAL, Ask.LESS_FORMAL: Ask.MORE_FORMAL,
}  # fmt: skip


def manner(request: str) -> tuple[Revision, ...]:
    """Return what a request asks of length, warmth and formality, each once, in the order of the words."""
    left = request
    found: list[tuple[int, Revision]] = []
    if cap := _CAP.search(left):
        number = _FEW.get(cap.group("n").casefold()) or (int(cap.group("n")) if cap.group("n").isdigit() else 0)
        found.append((cap.start(), Revision(Ask.SHORTER, sentences=number, quote=request)))
        left = _without(left, cap)
    for ask, pattern in _RULES:
        while match := pattern.search(left):
            meant = _OPPOSITE[ask] if _AWAY.search(left[: match.start()]) else ask
            found.append((match.start(), Revision(meant, quote=request)))
            left = _without(left, match)
    once: dict[Ask, Revision] = {}
    for _, revision in sorted(found, key=lambda each: each[0]):
        once.setdefault(revision.ask, revision)
    if once.get(Ask.SHORTER) and once.get(Ask.LONGER):  # "longer than I would send. Cut."
        del once[Ask.LONGER]
    return tuple(once.values())


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + "\0" * (match.end() - match.start()) + text[match.end() :]
