"""What went well, read for what a note can thank for: a quote is used only where a pattern fits it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailer.coach.drafting import speech
from mailer.coach.drafting.topics import Frame, Specific, frame_of, phrase, same_person
from mailer.coach.model import Debrief, Interviewer, Mistake, Place, Positive
from mailer.coach.phrases import lexicon
from mailer.coach.rules.case import TITLES

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
_NOT_ASKED = (
    r"(?!(?:(?:about )?(?:the )?next|when\b|if\b|for\b|to\b|what (?:happens|comes|the next)|what's next|why\b|whether\b"
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
    (Frame.INTEREST, rf"{_WHO} {_VERY}(?:(?:was|were|seemed|looked|got|sounded) {_VERY}(?:interested|curious) (?:in|about)|asked (?:me )?(?:lots|a lot|loads|plenty|more|all|many things|follow[- ]?ups?|(?:follow[- ]?up |good |lots of |a lot of |loads of |several |many )questions)(?: of (?:follow[- ]?ups?|questions))? (?:about|on)|wanted to (?:know|hear) (?:more|all|everything) about) (?P<what>(?:my|our|the) .+)"),
    (Frame.BOTH, r"\bwe(?:'ve)? both(?:'ve)? (?P<what>(?:used to|grew up|worked|love|like|went to|studied|trained|started|came from|have worked|had worked|live|lived) .+)"),
    (Frame.TALK, rf"{_GOOD} (?:{_GOOD} )?{_CHAT} (?:with (?:\w+\.? ?){{1,3}})??(?:about|on|of|over|around) {_OF}"),
    (Frame.TALK, rf"\b(?:we|she and I|he and I|(?-i:[A-Z])\w+ and (?:I|me)|we all) (?:got (?:talking|chatting|on to talking)|talked|chatted|spoke|had (?:an? )?(?:(?:{_GOOD}|nice) )*{_CHAT}) (?:a lot |for ages |for a (?:long )?while |properly |mostly |mainly )?(?:with \w+ )?(?:about|on|of) {_OF}"),
    (Frame.HEARD, rf"(?:^|\bI )asked (?:{_THEM} )?(?:questions )?(?:about )?{_NOT_ASKED}(?P<what>(?:the|their|his|her|how|what|on-call|[a-z]+s?\b).+?)(?:,| and (?=(?:she|he|they|got|we|both|everyone|then|who)\b)| (?=(?:she|he|they) (?:said|talked|spoke|told))|$).*"),
    (Frame.HEARD, rf"{_WHO} (?:told|talked to|explained to) (?:me|us) (?:all |lots |a lot |loads |more )?about {_OF}"),
    (Frame.INTEREST, r"^(?P<what>(?:the|my) [\w' -]+?) (?:I|i) told .*\basked\b.*\babout it"),
    (Frame.TOLD, rf"\b(?:told|got to tell|managed to tell) {_THEM} (?:all )?(?:about |the story (?:of|about) )(?P<what>.+?)(?:,| and (?=(?:she|he|they|both|{_NAME}|that|everyone)\b)|$).*"),
    (Frame.TOLD, rf"\b(?:told {_THEM}|explained(?: to {_THEM})?|showed(?: {_THEM})?|described) (?P<what>how (?:I|we) .+?)(?:,| and (?=(?:she|he|they|both|{_NAME})\b)|$).*"),
    (Frame.TOLD, rf"\bI (?:explained|described|talked (?:them|him|her) through|spoke about|talked about|used|gave(?: {_THEM})?|brought up) (?:the (?:story|example) (?:of|about) |my example (?:of|about) )?(?P<what>(?:the|my|our) [\w' -]+?)(?: example| story| one)?(?: and (?=(?:she|he|they|both|{_NAME})\b)|,|$).*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?(?P<what>my [\w' -]+?|the [\w' -]+? answer|the [\w' -]+?) (?:was|were|is|are|had been) {_VERY}(?:the |a )?(?:best|good|great|excellent|brilliant|impressive|strong|clear|clearest|perfect|spot on|lovely|fantastic|interesting|really good|very good|nice|solid|well \w+|exactly|a pleasure)\b.*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?I(?:'m|'d|'ve)? (?:was |am |had |did |do |would |have |have the |present|explain|speak|write|seem|sound|came|come|look|know)[^.]*?\b(?:well|good|great|best|perfect|strong|clear|smooth|smoother|quick|natural|exactly|right|confident|organi[sz]ed|suited|fit in|impressive|warm|looking for)\b"),
    (Frame.PRAISE, rf"{_WHO} (?:complimented|praised) (?:me on )?(?P<what>my .+|the .+)"),
    (Frame.LAUGH, r"\b(?:we|had us|they and I) (?:all |both )?(?:had (?:a |such a )?(?:real |good |great |proper |right |nice )*laugh|laughed (?:together|a lot)|had a few laughs)\b|^had a (?:good |real |proper )?laugh\b"),
    (Frame.KIND, rf"{_WHO} (?:was|were|seemed|is|are|was being) {_VERY}(?:{_NICE})\b"),
    (Frame.KIND, rf"{_WHO} (?:made me feel|put me) {_VERY}(?:welcome|comfortable|at ease|at home|relaxed)|^i felt (?:welcome|at ease)"),
    (Frame.KIND, rf"^{_VERY}(?:{_NICE}) (?:people|lady|man|woman|bunch|team|panel|interviewers?|couple|pair)\b"),
    (Frame.HEARD, rf"\bI (?:knew|had read|'d read|read|had looked up|looked up|brought up|quoted|mentioned) (?P<known>their|his|her|the company's) (?P<what>.+?)(?:,| and) (?=(?:she|he|they|both|{_NAME}) {_VERY}(?:was|were|liked|loved|noticed|smiled|seemed|nodded|looked))"),
    (Frame.TOLD, r"\btold (?P<what>the story (?:of|about) .+)"),
    (Frame.TOLD, r"\bI (?:told|gave|used|brought up) (?P<what>(?:the|my) [\w' -]+? (?:story|example|case))\b"),
    (Frame.DO, r"\bpassed (?P<what>(?:the |my |their )?[\w' -]+? (?:test|exam|exercise|trial|assessment))\b"),
    (Frame.TALK, r"\b(?:good|strong|solid|clear|decent|sensible|proper|full) answers? (?:on|about|to|for) (?P<what>.+)"),
    (Frame.TALK, rf"\b(?:(?:did|done|was|were|felt) {_VERY}(?:well|good|great|strong|solid|confident)|knew (?:everything|all)[\w ]*?|good) (?:on|about) (?P<what>.+)"),
    (Frame.TALK, rf"^(?:the )?(?P<what>(?:\w[\w'&-]* ){{1,6}}?)I (?:have |could |did |had )?(?:explained?|answered?|told|tell|handled?|knew|know|did|do|spoke)(?: (?:it|all|them|every\w*))? {_VERY}(?:well|properly|nicely|fine|correct\w*|clearly|confidently|good|ok|okay|in (?:my sleep|detail)|with (?:an )?example|inside out|quick\w*)\b.*"),
    (Frame.TALK, r"^(?:for|on|about) (?P<what>(?:[\w'&-]+ ){1,5}?)(?:,? ?)I (?:gave|explained|told|answered|know|knew|talked|spoke|walked|said|used)\b.*"),
    (Frame.TALK, rf"^(?P<what>(?:\w[\w'&-]* ){{0,4}}\w[\w'&-]*)(?::| [-–]) ?(?:spotted|nailed|found|solid|good|great|fine|went|textbook|clear|full|answered|lots of|finished|passed|strong|settled|{_WELL})\b.*"),
    (Frame.TALK, rf"^(?P<what>(?:\w[\w'&-]* ){{1,5}}?questions?) (?:all )?(?:correct|no (?:dramas|bother|prob\w*|problem|sweat|issue)|easy|{_WELL})\b.*"),
    (Frame.TALK, r"^(?P<mild>(?:we |they |she |he |mostly |mainly |also )*(?:talked|spoke|chatted)) (?:a lot |a bit |mostly |mainly |to me |with me |me )?(?:about|of) (?P<what>.+)"),
    (Frame.TALK, r"\b(?P<mild>(?:(?:asked|questions?)) (?:me )?(?:lots |a lot |mostly |mainly )?(?:about|on)) (?P<what>[^,.]+?)(?:,| and (?=I (?:told|said|gave|explained|answered|did|could|talked|described)\b)|$).*"),
    (Frame.TALK, rf"^(?:but |and |at least |then )?(?P<what>(?:the |my |our |his |her |their )?(?:\w[\w'-]* ){{1,5}}?)(?:for the [\w ]+? )?(?:with \w+ )?(?:was|were|went) {_VERY}{_WELL}\b.*"),
)  # fmt: skip
_READ = tuple((frame, re.compile(pattern, re.I)) for frame, pattern in _PATTERNS)
_CUT = re.compile(
    r"(?:,|;|\.(?=\s|$)|!|\?|\s[-–—]|—|:|\(|\"|“| and (?=(?:she|he|they|I|we|it|then|there|here|said|asked|that|got|had|was|were"
    r"|the two|how)\b)| so (?=\w)| but | which | because | cos | coz | when (?=(?:I|we)\b)| as (?=(?:I|she|he|they)\b)| who | while | for (?:ages|a while|a bit|about|ten|five"
    r"|nearly|half|\d+|a good|most)| too\b| a lot\b| at the end| in the end| again\b| apparently| even though| though"
    r"|\s(?:really|very) well| later\b| straight away| in detail| today\b| afterwards| straight ?away| if\b| until\b)",
    re.I,
)
_ANSWERED = re.compile(r"\s+(?:questions?|answers?|bit|part|stuff|section|ones?)$", re.I)
_NOT = re.compile(
    r"\b(not|didnt|wasnt|dont|never|hardly|barely|would have|i guess|i suppose|should have|could have)\b|n't\b", re.I
)
_SHADOW = re.compile(
    r"\b(blamed?|wrong|nothing|no|forgot\w*|couldn?t|badly|bad|too (much|long|fast|quick\w*|short)|stopped me|stuck|lost|cut me"
    r"|interrupt\w*|rambl\w*|waffl\w*|blank\w*|froze|nervous\w*|panic\w*|mess\w*|late|only|useless|vague\w*|worst|awkward\w*"
    r"|struggl\w*|stumbl\w*|tripped|mumbl\w*|hated|weak|poor\w*|fell|off track|instead|supposed|confus\w*|guess\w*|admit\w*"
    r"|sorry|apolog\w*|failed|fail|lie|lied|but|dunno|idea why|um+|er+m|silence|silent|quiet|stared?|frown\w*|basic|slagged"
    r"|moan\w*|complain\w*|swore|swear\w*|argu\w*|rude|ignored|bored|yawn\w*|phone (went|rang)|sweat\w*)\b",
    re.I,
)
_REPORT = re.compile(r"^(at least|though|but|and|also|plus|still|on the plus side|the good news is|luckily)[, ]+", re.I)


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what the positives give the note to `to`; none from inside a left-out mistake's telling (`kept`)."""
    found: list[Specific] = []
    told = [(part, False) for each in debrief.positives for part in (each, *_clauses(each))]
    told += [(each, True) for each in _sentences(debrief)]
    for positive, scanned in told:
        if any(p.place.start < positive.place.end and positive.place.start < p.place.end for p in kept):
            continue
        one = read(positive, debrief, to, scanned=scanned)
        if one is not None and not any(one.text == other.text and one.frame is other.frame for other in found):
            found.append(one)
    return tuple(found)


_ELSEWHERE = re.compile(
    r"\b(last (time|year|month|interview)|previous(ly)?|other interview|years ago|my friend|if (they|i|she|he))\b", re.I
)


def _sentences(debrief: Debrief) -> tuple[Positive, ...]:
    """Return the sentences of the text as if each were a positive: what a pattern fits is one, whoever found it."""
    return tuple(
        Positive(debrief.text[start:end].strip(" -*•,+"), Place(start, end))
        for start, end in speech.spans(debrief.text)
        if not _ELSEWHERE.search(debrief.text[start:end])
    )


_CLAUSE = re.compile(r"(?:, (?:and |but |so )?|; | and | but |\. |\n)(?=\w)")


def _clauses(positive: Positive) -> tuple[Positive, ...]:
    """Return the parts of a positive, so that the second good thing in it is found too."""
    parts = [each.strip() for each in _CLAUSE.split(positive.quote)]
    return tuple(replace(positive, quote=each) for each in parts if len(each) > 8) if len(parts) > 1 else ()


def read(positive: Positive, debrief: Debrief, to: Interviewer | None, *, scanned: bool = False) -> Specific | None:
    """Return what one positive gives, or None where no pattern fits it surely.

    `scanned`: nobody has said yet that the words tell of something good, so a shadow in them is enough to refuse.
    """
    names = [each.name for each in debrief.interviewers]
    quote = _REPORT.sub("", speech.mend(positive.quote, names))
    if _NOT.search(quote) or (scanned and _SHADOW.search(quote)):
        return None
    for frame, pattern in _READ:
        match = pattern.search(quote)
        if not match:
            continue
        who = _who(match, quote, debrief)
        who = who or _spoken_of(positive, debrief)
        if not _for_reader(who, match, debrief, to):
            return None
        what = match.groupdict().get("what")
        if what is None:
            return Specific(frame, "", positive.place, who, warm=True)
        if match.groupdict().get("known"):
            what, frame = f"your {what}", Frame.TALK
        text = _object(frame, what, debrief, to)
        if text and match.groupdict().get("mild"):
            return Specific(_better(frame, text), text, positive.place, who, warm=not scanned)
        if text and (pattern is not _LAST or _spoken(what, text, debrief)):
            return Specific(_better(frame, text), text, positive.place, who, warm=True)
        if frame in (Frame.TALK, Frame.HEARD, Frame.TOLD):
            continue
        return Specific(Frame.PRAISE, "", positive.place, who, warm=True) if frame is Frame.PRAISE else None
    return None


_LAST = _READ[-1][1]
_PARTS_OF_WORK = lexicon("design strategy analysis policy theory planning finding handling safety research budget")
_ASKED = re.compile(r"\b(questions?|answers?|part|bit|stuff|section|round|scenario|talk|discussion)\b", re.I)


def _spoken(what: str, text: str, debrief: Debrief) -> bool:
    """Say whether "X was good" tells of a part of the interview, and not of shots or shoes."""
    if _ASKED.search(what) or speech.gerund(text) or frame_of(text) is not Frame.TALK:
        return True
    if speech.head(text).casefold() in _PARTS_OF_WORK:
        return True
    bare = text.removeprefix("the ").casefold()
    return any(bare in each.text.casefold() or each.text.casefold() in bare for each in debrief.topics)


def _better(frame: Frame, text: str) -> Frame:
    if frame is Frame.TALK and text.startswith("your "):
        return frame
    if frame is Frame.TALK and speech.gerund(text):
        return Frame.DID
    return frame_of(text) if frame is Frame.TALK else frame


def _object(frame: Frame, what: str, debrief: Debrief, to: Interviewer | None) -> str | None:
    if any(re.match(rf"{re.escape(word)}\b", what, re.I) for each in debrief.interviewers for word in _own(each.name)):
        return None
    what = _CUT.split(what, maxsplit=1)[0].strip()
    if frame is Frame.TALK:
        bare = re.sub(r"^the ", "", what, flags=re.I) if _ANSWERED.search(what) else what
        what = _ANSWERED.sub(
            "", re.sub(r"^(?:the )?(?:questions?|stuff|bit|part|answers?) (?:on|about|around) ", "", bare, flags=re.I)
        )
    if frame is Frame.BOTH:
        shifted = speech.plain(what)
        whole = 1 < len(speech.words(shifted)) < 9 and speech.to_you(shifted, True) == shifted
        return shifted if whole and speech.fit(f"how we both {shifted}") else None
    if frame is Frame.TOLD and re.match(r"how (I|we)\b", what, re.I):
        turned = speech.to_you(speech.plain(what), sole=True)
        return turned if turned and len(speech.words(turned)) > 3 and speech.fit(turned, 14) else None
    if frame is Frame.LIKED and re.match(r"(that|how) (I|my|our)\b", what, re.I):
        tested = what[what.index(" ") + 1 :]
        return what if 2 < len(speech.words(tested)) < 10 and speech.fit("how " + tested) else None
    return phrase(what, debrief, to, asked=frame is Frame.HEARD)


def _who(match: re.Match[str], quote: str, debrief: Debrief) -> str | None:
    """Return the interviewer's name in the quote, if one stands there."""
    for each in debrief.interviewers:
        if any(re.search(rf"\b{re.escape(p)}\b", quote, re.I) for p in _own(each.name)):
            return each.name
    return None


def _own(name: str) -> list[str]:
    """Return the words of a name that are nobody else's title."""
    return [p for p in speech.words(name) if len(p) > 2 and p.casefold().rstrip(".") not in _SHARED]


_SHARED = TITLES | {"the", "chef"}


def _spoken_of(positive: Positive, debrief: Debrief) -> str | None:
    """Return whom the quote is about: the one named in its sentence, or for "she" the last one named before it."""
    at = positive.place
    telling = speech.around(debrief.text, at.start, at.end)
    named = [
        p.name for p in debrief.interviewers if any(re.search(rf"\b{re.escape(w)}\b", telling) for w in _own(p.name))
    ]
    if len(named) == 1 and at.end:
        return named[0]
    if not re.search(r"\b(she|he|her|him)\b", positive.quote, re.I) or len(debrief.interviewers) < 2:
        return None
    before = debrief.text[: positive.place.start].rsplit("\n", 1)[-1]
    last = {each.name: max((before.rfind(p) for p in _own(each.name)), default=-1) for each in debrief.interviewers}
    name = max(last, key=lambda each: last[each])
    return name if last[name] >= 0 else None


def _for_reader(who: str | None, match: re.Match[str], debrief: Debrief, to: Interviewer | None) -> bool:
    """Say whether the reader of the note is surely meant: named, or the only one, or all of them."""
    if who is not None and to is not None:
        return same_person(who, to.name)
    doer = (match.groupdict().get("who") or "").casefold()
    if doer and doer not in (
        "she",
        "he",
        "they",
        "both",
        "everyone",
        "everybody",
        "all of them",
        "the panel",
        "the team",
    ):
        return who is not None or (
            len(debrief.interviewers) < 2
            and doer
            in (
                "the lady",
                "the manager",
                "the man",
                "the woman",
                "the interviewer",
                "the boss",
                "the owner",
                "the interviewers",
                "the people",
            )
        )
    return len(debrief.interviewers) < 2 or doer in (
        "they",
        "both",
        "everyone",
        "everybody",
        "all of them",
        "the panel",
        "",
    )
