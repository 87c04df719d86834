"""What went well, read for what a note can thank for: a quote is used only where a pattern fits it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailer.coach.drafting import speech
from mailer.coach.drafting.topics import Frame, Specific, frame_of, phrase, same_person
from mailer.coach.model import Debrief, Interviewer, Mistake, Positive

# Who did it: a pronoun, or a name that must be the reader's.
_WHO = r"(?P<who>she|he|they|both|everyone|everybody|all of them|the \w+(?: \w+)?|(?:dr|mr|mrs|ms|miss|prof)\.? \w+|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
_VERY = r"(?:(?:very|really|so|super|dead|quite|pretty|genuinely|all|both|properly|lots|also|even|clearly|actually) )*"
_OF = r"(?P<what>.+)"
_NICE = r"(?:nice|lovely|friendly|kind|welcoming|polite|patient|warm|sweet|great|sound|respectful|encouraging|helpful)"
_PATTERNS: tuple[tuple[Frame, str], ...] = (
    (Frame.ROUND, rf"{_WHO} {_VERY}(?:showed|walked|took) (?:me|us) (?:a?round|about)\b(?! (?:the|their|a|my)\b)"),
    (Frame.SHOWN, rf"{_WHO} {_VERY}(?:showed|walked|took) me (?:(?:a?round|over|through) )?{_OF}"),
    (Frame.ROUND, r"^(?:(?:walked|showed|took) me (?:a?round|about)|(?:got|had|given) (?:a|the) (?:quick |little |full |nice |good )?tour)\b"),
    (Frame.LIKED, rf"{_WHO} {_VERY}(?:liked|loved|enjoyed|was impressed (?:with|by)|were impressed (?:with|by)|seemed to like|seemed impressed (?:with|by)|(?:was |seemed )?(?:pleased|happy|taken) with|really rated|appreciated) (?P<what>(?:my|our|the|that I|how I)\b.+)"),
    (Frame.INTEREST, rf"{_WHO} {_VERY}(?:(?:was|were|seemed|looked|got|sounded) {_VERY}(?:interested|curious) (?:in|about)|asked (?:me )?(?:lots|a lot|loads|plenty|more|all|follow[- ]?ups?|follow[- ]?up questions|good questions|lots of questions|a lot of questions|loads of questions|several questions)(?: of (?:follow[- ]?ups?|questions))? (?:about|on)|wanted to (?:know|hear) (?:more|all|everything) about) (?P<what>(?:my|our|the) .+)"),
    (Frame.BOTH, r"\bwe (?:both|'ve both) (?P<what>(?:used to|grew up|worked|love|like|went to|studied|trained|started|came from|have worked|had worked|live|lived) .+)"),
    (Frame.TALK, r"(?:good|great|nice|lovely|proper|long|real|decent|really good|interesting|fun|brilliant) (?:long )?(?:chat|talk|conversation|discussion|natter) (?:with \w+(?: \w+)? )?(?:about|on|of|over) " + _OF),
    (Frame.TALK, r"\b(?:we|she and I|he and I|[A-Z]\w+ and (?:I|me)) (?:got (?:talking|chatting|on to talking)|talked|chatted|spoke|had (?:a )?(?:long |good |great |nice |proper |lovely |really good )*(?:chat|talk|conversation|discussion)) (?:a lot |for ages |for a (?:long )?while |properly )?(?:with \w+ )?(?:about|on|of) " + _OF),
    (Frame.HEARD, rf"\bI asked (?:(?:them|him|her|[A-Z]\w+) )?(?:about )?(?P<what>(?:the|their|how|what|his|her) .+?)(?: and | then |, )(?:{_WHO})? ?{_VERY}(?:lit up|spoke|talked|went on|gave|got (?:really |very )?(?:into|animated|excited|chatty)|perked|was (?:really |very )?(?:happy|pleased|interested|keen)|liked|loved|smiled|said (?:it was |that was |that's )?(?:a )?(?:good|great|nobody|no one)).*"),
    (Frame.HEARD, rf"{_WHO} told me (?:all |lots |a lot |loads |more )?about {_OF}"),
    (Frame.TOLD, r"\bI (?:told|got to tell|managed to tell) (?:them|him|her|[A-Z]\w+) (?:all )?about {OF}(?:,| and)? ?(?:(?:she|he|they) (?:was|were|really|seemed|liked|loved|wrote|nodded|laughed|smiled)).*".replace("{OF}", "(?P<what>.+?)")),
    (Frame.TOLD, r"^(?:I )?(?:told|got to tell|got to talk to) (?:them|him|her) about (?P<what>.+?)(?:,| and) (?:(?:she|he|they) (?:was|were|really|seemed|liked|loved|wrote|nodded|laughed|smiled)).*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?(?P<what>my [\w' -]+?|the [\w' -]+?) (?:was|were|is|are|had been) {_VERY}(?:the |a )?(?:best|good|great|excellent|brilliant|impressive|strong|clear|clearest|perfect|spot on|lovely|fantastic|interesting|really good|very good|nice|solid|well \w+|exactly|a pleasure)\b.*"),
    (Frame.PRAISE, rf"{_WHO} (?:said|told me|thought|reckoned) (?:that )?I(?:'m|'d|'ve)? (?:was |am |had |did |do |would |have |present|explain|speak|write|seem|sound|came|come|look|know)[^.]*?\b(?:well|good|great|best|perfect|strong|clear|smooth|smoother|quick|natural|exactly|right|confident|organi[sz]ed|suited|fit in|impressive)\b"),
    (Frame.PRAISE, rf"{_WHO} (?:complimented|praised) (?:me on )?(?P<what>my .+|the .+)"),
    (Frame.LAUGH, r"\b(?:we|had us|they and I) (?:all |both )?(?:had (?:a |such a )?(?:real |good |great |proper |right |nice )*laugh|laughed together)\b"),
    (Frame.KIND, rf"{_WHO} (?:was|were|seemed|is|are|was being) {_VERY}(?:{_NICE})\b"),
    (Frame.KIND, rf"{_WHO} (?:made me feel|put me) (?:{_VERY})(?:welcome|comfortable|at ease|at home|relaxed)"),
    (Frame.KIND, rf"^(?:{_VERY})(?:{_NICE}) (?:people|lady|man|woman|bunch|team|panel|interviewers?|couple|pair)\b"),
)  # fmt: skip
_READ = tuple((frame, re.compile(pattern, re.I)) for frame, pattern in _PATTERNS)
_CUT = re.compile(
    r"(?:,|;|\.(?=\s|$)|!|\?|\s[-–—]|—|:|\(|\"|“| and (?=(?:she|he|they|I|we|it|then|said|asked|that|got|had|was|were"
    r"|the two|how)\b)| so (?=\w)| but | which | because | cos | coz | when (?=(?:I|we)\b)| as (?=(?:I|she|he|they)\b)| who | while | for (?:ages|a while|a bit|about|ten|five"
    r"|nearly|half|\d+|a good|most)| too\b| a lot\b| at the end| in the end| again\b| apparently| even though| though"
    r"|\s(?:really|very) well| in detail| today\b| afterwards| straight ?away| if\b| until\b)",
    re.I,
)
_REPORT = re.compile(r"^(at least|though|but|and|also|plus|still|on the plus side|the good news is|luckily)[, ]+", re.I)


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what the positives give the note to `to`; none from inside a left-out mistake's telling (`kept`)."""
    found: list[Specific] = []
    for positive in debrief.positives:
        if any(p.place.start < positive.place.end and positive.place.start < p.place.end for p in kept):
            continue
        one = read(positive, debrief, to)
        if one is not None:
            found.append(one)
    return tuple(found)


def read(positive: Positive, debrief: Debrief, to: Interviewer | None) -> Specific | None:
    """Return what one positive gives, or None where no pattern fits it surely."""
    names = [each.name for each in debrief.interviewers]
    quote = _REPORT.sub("", speech.mend(positive.quote, names))
    if re.search(r"\b(not|n't|didn't|never|hardly|barely|wasn't|weren't|would have|i guess|i suppose)\b", quote, re.I):
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
        text = _object(frame, what, debrief, to)
        if text:
            return Specific(_better(frame, text), text, positive.place, who, warm=True)
        return Specific(Frame.PRAISE, "", positive.place, who, warm=True) if frame is Frame.PRAISE else None
    return None


def _better(frame: Frame, text: str) -> Frame:
    return frame_of(text) if frame is Frame.TALK else frame


def _object(frame: Frame, what: str, debrief: Debrief, to: Interviewer | None) -> str | None:
    what = _CUT.split(what, maxsplit=1)[0].strip()
    if frame is Frame.BOTH:
        shifted = speech.plain(what)
        whole = 1 < len(speech.words(shifted)) < 9 and speech.to_you(shifted, True) == shifted
        return shifted if whole and speech.fit(f"how we both {shifted}") else None
    if frame is Frame.LIKED and re.match(r"(that|how) I\b", what, re.I):
        tested = what[what.index(" ") + 1 :]
        return what if 2 < len(speech.words(tested)) < 10 and speech.fit("how " + tested) else None
    return phrase(what, debrief, to)


def _who(match: re.Match[str], quote: str, debrief: Debrief) -> str | None:
    """Return the interviewer's name in the quote, if one stands there."""
    for each in debrief.interviewers:
        if any(re.search(rf"\b{re.escape(p)}\b", quote, re.I) for p in speech.words(each.name) if len(p) > 2 and p.casefold() not in ("mrs", "prof", "professor", "captain", "miss")):
            return each.name
    return None


def _spoken_of(positive: Positive, debrief: Debrief) -> str | None:
    """Return the last interviewer named before the quote in the same line: whom "she" is likely to be."""
    if not re.match(r"(she|he)\b", positive.quote, re.I) or len(debrief.interviewers) < 2:
        return None
    before = debrief.text[: positive.place.start].rsplit("\n", 1)[-1]
    last = {each.name: max(before.rfind(p) for p in speech.words(each.name)) for each in debrief.interviewers}
    name = max(last, key=lambda each: last[each])
    return name if last[name] >= 0 else None


def _for_reader(who: str | None, match: re.Match[str], debrief: Debrief, to: Interviewer | None) -> bool:
    """Say whether the reader of the note is surely meant: named, or the only one, or all of them."""
    if who is not None and to is not None:
        return same_person(who, to.name)
    doer = (match.groupdict().get("who") or "").casefold()
    if doer and doer not in ("she", "he", "they", "both", "everyone", "everybody", "all of them", "the panel", "the team"):
        return who is not None or (len(debrief.interviewers) < 2 and doer in ("the lady", "the manager", "the man", "the woman", "the interviewer", "the boss", "the owner", "the interviewers", "the people"))
    return len(debrief.interviewers) < 2 or doer in ("they", "both", "everyone", "everybody", "all of them", "the panel", "")
