"""Makes right answers whole from the words that tell them: "said X, it should be Y", "I said I have, I haven't"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailer.coach.drafting import speech
from mailer.coach.model import Debrief, Detail, Place, Use


@dataclass(frozen=True, slots=True)
class Told:
    """A right answer in the person's own words, made whole, and where they tell of it."""

    answer: str
    place: Place
    false: bool  # it puts a false statement right; otherwise it adds what was left unsaid


_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_NUMBER = (
    rf"(?:\d[\d.,]*\d(?: and (?:a )?half)?|\d(?: and (?:a )?half)?|{_TENS}[ -]{_ONES}|{_TENS}|{_ONES}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|a hundred|half|a third|a quarter)"
)
_UNIT = r"(?:\s?(?:%|(?!(?:for|and|but|not|when|in|as|which|of|on|at|to|it|its|i|so|because|since|or|is|was|by|the)\b)[a-zA-Z]{1,9}))?"
_THAT_IS = (
    r"(?:(?:it|that|this|the (?:right|correct|real|actual|true) (?:one|figure|answer|number)|actual(?:ly)?|correct|right)"
    r"(?:'?s been| has been|'?s| is| was| should(?:'?ve| have)? be(?:en)?| must be| has to be|(?:'?s| is| was) (?:meant|supposed) to be))"
)
_IS = (
    rf"(?:(?:in fact |actually |honestly |obviously |clearly |of course |really |and |but |when |while |whereas )*{_THAT_IS}(?: actually| really| in fact| of course| now| just| only)*"
    r"(?: closer to| nearer(?: to)?| more like| about| around)?|(?:but |and )?(?:more like|closer to|nearer(?: to)?))"
)
_SAY = (
    r"(?:\b(?:said|say|put|wrote|answered|guessed|claimed|used)|\b(?:told|tell|gave|quoted)(?: (?-i:[A-Z])[\w.]+(?= [a-z\d]))*)"
    r"(?: (?:them|him|her|it (?:was|is)|that|about))*"
)
_BREAK = r"(?:[,.;:]? (?:and |but )?)"
_NAMED_FIGURE = re.compile(
    rf"{_SAY} (?P<what>(?:the|our|my|their) (?:[\w-]+ ){{1,4}}?)(?P<is>was|is|are|were) (?P<wrong>{_NUMBER}{_UNIT}){_BREAK}{_IS} (?P<right>{_NUMBER}{_UNIT})(?=[,.;?!\n ]|$)",
    re.I,
)
FIGURES = re.compile(
    rf"{_SAY}(?: (?:our|the|my|their) [\w ]{{1,25}}? (?:was|is|are|were)| (?:ours|mine|theirs|that) (?:was|is)| I(?:'d|'ve)?(?: [a-z]+){{1,5}}?)? (?P<wrong>{_NUMBER}{_UNIT})'?(?: [\w']+){{0,5}}?[,.;]? {_IS} (?P<right>{_NUMBER}{_UNIT})(?=[,.;?!\n ]|$)",
    re.I,
)
_STOP = r"(?=[.,;:!?\n]|$| and (?:I|he|she|they|(?-i:[A-Z]))| in the | but )"
_SHOULD = re.compile(
    rf"{_SAY} (?P<wrong>(?!(?:yes|no|I|it|so|that)\b)[^.,;:!?\n]{{3,60}}?){_BREAK}(?:it|that) (?:should(?: have|'ve)? be(?:en)?|must be|has to be|needs to be) (?P<right>[^.,;:!?\n]{{2,45}}?){_STOP}",
    re.I,
)
_WHEN_SHOULD = re.compile(
    rf"{_SAY} (?P<wrong>(?!I\b)[^.,;:!?\n]{{2,30}}?)(?:,? (?:when|where|and|but)|,) I (?:should have said|should've said|meant to say|meant) (?P<right>(?!(?:it|that|this|every|so|well|no|what|I)\b)[^.,;:!?\n]{{2,30}}?){_STOP}",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:said|wrote|answered|quoted|told (?:them|him|her)) (?P<wrong>[^.,;:!?\n]{2,30}?) instead of (?!\w+ing\b)(?P<right>[^.,;:!?\n]{1,30}?)(?=[.,;:!?\n]|$| and | but )",
    re.I,
)
_ANSWER_IS = re.compile(
    rf"{_SAY} (?P<wrong>(?!I\b)[^.,;:!?\n]{{2,30}}?){_BREAK}(?:the )?(?:right |correct |real )?answer (?:is|was) (?P<right>(?!I\b)[^.,;:!?\n]{{2,30}}?)(?=[.,;:!?\n]|$)",
    re.I,
)
_NOT_TRUE = (
    r"(?:(?:which|it|that)(?:(?:'s| is| was)(?: just| simply| really)? not|(?: isn't| wasn't))(?: really| quite| even| actually)? (?:true|right|so|correct|accurate)"
    r"|(?:which|it|that)(?:'s| is| was) (?:a lie|false|untrue))(?: at all)?"
)
UNTRUE = re.compile(
    rf"\b(?:and |but )?{_NOT_TRUE}[,;:]? (?:but |because |and |in fact |since )?(?P<answer>I(?:'ve| have|'m| am|'d| had)? [^,.;?!\n]{{6,70}})",
    re.I,
)
_CLAIM = rf"(?:{_SAY}|\b(?:let (?:them|him|her) (?:think|believe)|pretended|made out|implied|gave (?:them |him |her )?the impression)(?: that)?)"
_LIE = re.compile(
    rf"{_CLAIM} (?P<claim>I(?:'ve|'d|'m)? [^.,;:!?\n]{{3,60}}?)(?:[,.;]|,? and|,? but|,? though|,? when)* (?:really |truly |in fact )?(?:{_NOT_TRUE}"
    r"|I (?:haven't|have not|hadn't|had not|didn't|did not|don't|do not|am not|wasn't|was not|can't|cannot|couldn't|never (?:have|did|had)))(?: really| actually)?(?P<yet> yet)?(?=[.,;:!?\n]|$| and )",
    re.I,
)
_ONLY_HAVE = re.compile(
    rf"{_CLAIM} I(?:'ve got|'ve| have| had|'d) (?P<wrong>(?:a|an|the|my) [^.,;:!?\n]{{3,40}}?)[,.;]?(?: and| but| when)? (?:really |truly |in fact |actually )?(?P<right>I(?:'ve)? (?:really |actually )?only (?:have|got|had|have got) [^.,;:!?\n]{{3,50}})",
    re.I,
)
_ONLY = re.compile(
    rf"{_SAY} I(?:'ve| have|'d)? (?:know|knew|use|used|speak|spoke) (?P<wrong>[\w+#-]+(?: [\w+#-]+){{0,3}}?),?(?: and| but| when)? (?:truly |really |in truth |in fact |actually |honestly )?(?P<right>I(?:'ve| have|'d)? (?:really |actually )?only [^.,;:!?\n]{{4,50}})",
    re.I,
)
_NONE = re.compile(
    rf"{_SAY} (?:none|no|zero|never),? (?:and |but |when )?(?:really |in fact |actually )?(?P<answer>I(?:'ve| have)(?: got)? (?:{_NUMBER})\b[^.,;:!?\n]{{0,30}})",
    re.I,
)
_EITHER = re.compile(
    rf"\b(?:for|about|on) (?:my |the )?(?P<what>[a-z][\w ]{{2,25}}?),? I (?:said|told)[^.\n]{{0,30}}?\b{_NUMBER} (?:or|to) {_NUMBER} (?P<unit>[a-z]+)[^.\n]*\.\s(?:it is|it's|its) (?P<right>{_NUMBER})(?: (?P=unit))?(?=[.,;!?\n]|$)",
    re.I,
)
_LITTLE = re.compile(
    rf"{_SAY} I (?:only |just )?(?P<verb>[a-z]+)(?: only| just)? (?:a )?(?:little|bit|some|basic)(?: bit)?(?: of)? (?P<what>[\w-]+(?: [\w-]+)?),? (?:but|when|and|while)(?: really| in fact| actually)? (?P<right>I [a-z]+ (?:it|them)\b[^.,;:!?\n]{{0,40}})",
    re.I,
)
_SMALL = re.compile(
    rf"{_SAY} I(?:'ve| have|'d)? (?:only |just )(?:ever )?(?P<deed>\w+ed(?: \w+)? )?(?:small|little|tiny|a few|a small|a little|a tiny) (?P<what>[\w-]+),? (?:when|but|and|while)(?: really| in fact| actually)? (?:it|they) (?:was|is|were|are) (?P<right>(?:[£$€]\s?)?{_NUMBER}{_UNIT})(?=[.,;!?\n]|$)",
    re.I,
)
_RECORD = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n))(?P<answer>(?:the|my|our) [^.,;:!?\n]{2,40}? (?:is|was|are|were|has|had|cost|took) (?:[^.,;:!?\n]|(?<=\d)[.,](?=\d)){2,40}?),? (?:for the record|to be exact|in case (?:he|she|they) asks?)\b",
    re.I,
)
_THE_ONE = re.compile(
    rf"\basked (?:me )?(?:about|for|what|how)[^.\n]{{0,40}}?\b(?P<what>[a-z]{{4,}})\b[^\n]{{0,160}}?[.\n]\s?(?P<answer>(?:the|my) (?P=what) (?:was|is) (?:about |around )?(?:[£$€]\s?)?{_NUMBER}[^.,;:!?\n]{{0,30}})",
    re.I,
)
_ITS_NAME = re.compile(
    r"\b(?:could ?n['o]?t|could not|did ?n[o']?t|forgot) (?:remember |recall |think of |know )?(?:its|the|what (?:it|its name)) ?(?:name|word|term|title|(?:is|was) called)(?: of (?P<what>(?:the|their|my) [\w ]{3,30}?))?[.,;]\s(?:and )?(?:it was|it's|it is|its) (?P<right>(?-i:[A-Z])[\w.+#-]*(?: (?-i:[A-Z])[\w.+#-]*)?)(?=[.,;!?\n]|$)",
    re.I,
)
_NAME_OF = re.compile(
    r"\b(?:name|word|term|title) (?:of|for) (?P<what>(?:the|that|their) [\w ]{3,30}?)(?=[.,;!?\n]|$| in )", re.I
)
_KNOWN = re.compile(
    r"\b(?:know|knew|remember\w*|found|looked up) (?:it|the (?:right |real |correct )?answer|that)(?: now| later| after| of course| straight after| on the \w+| in the \w+)*[,:;] (?:of course |it'?s that )?(?P<answer>(?:they|it|you|the|a|an)\b.{3,90}?)(?=[.;\n!]|$)",
    re.I,
)
_TO_DO = re.compile(
    r"\b(?:forgot|forgotten|did ?n['o]?t|did not|never) (?:to )?(?:say|said|mention|mentioned|add|added) (?:to |that I(?:'d| would) )?(?P<answer>(?:write|tell|call|report|record|check|ring|phone|inform|escalate|ask|wash|isolate|turn|stop|document|log) [^.,;:!?\n]{3,60}?)(?= or (?:owt|something|anything|whatever)\b|[.,;:!?\n]|$)",
    re.I,
)


_RATHER = re.compile(
    r"\b(?:(?:it|that|which|the answer) (?:should(?:'ve| have) been|should be|must be)|i (?:should(?:'ve| have) said|meant(?: to say)?)) (?P<right>(?!i\b)[^.,;:!?\n]{2,40}?),? (?:and )?(?:not|instead of|rather than) (?P<wrong>(?!\w+ing\b)[^.,;:!?\n]{2,40}?)(?=[.,;:!?\n]|$| and | but )",
    re.I,
)
_IT_IS = re.compile(
    rf"{_SAY} (?P<wrong>(?!(?:I|yes|no|sorry|it|so|that|something|nothing)\b)[^.,;:!?\n]{{2,30}}?)(?:,? (?:when|whereas) (?:it's|it is|it was)(?: actually| really| in fact)?|[,.;]?(?: and| but)? (?:it's|it is|it was) (?:actually|really|in fact)|[,.;]?(?: and| but)? (?:actually|really|in fact) (?:it's|it is|it was)) (?P<right>(?!(?:so|very|too|not|just|quite|all|fine|good|bad)\b)[^.,;:!?\n]{{2,30}}?)(?=[.,;:!?\n]|$| and | but )",
    re.I,
)
_NO_ANSWER = (
    r"(?:so|very|too|not|just|quite|all|fine|good|bad|ok|okay|true|wrong|right|hard|my|awful|terrible|silly|stupid|nice|lovely|like|been|because|in|on|at|what|how|why|as|only|one of|nothing|something"
    r"|(?:a|an) (?:bit|shame|pity|joke|lie|disaster|long|good|bad|nice|lovely|small|big|tough|hard|tricky|silly|stupid|great|weak|poor|mess|mistake)|the (?:first|second|last|only|kind|sort|same|truth|best|worst|wrong|right)|\w+ing|\w+ed)\b"
)
# "They asked what comes first and I said cream. It's cold water."
_ASKED_IT_IS = re.compile(
    rf"\bask(?:ed|s)?\b[^.;!?\n]{{3,90}}?\bI (?:said|say|told (?:them|him|her)|answered|put) (?P<wrong>(?!(?:I|yes|no|sorry|it|so|that|something|nothing|about|to|the wrong)\b)[^.,;:!?\n]{{3,40}}?)[,.;:](?: but| and)? (?:it's|it is|it was) (?:of course |obviously )?(?P<right>(?!{_NO_ANSWER})[^.,;:!?\n]{{3,60}}?)(?=[.,;:!?\n]|$)",
    re.I,
)
_MIXED = re.compile(
    r"\b(?:mixed (?:them|it|the two|those) up|got (?:them|it|the two) (?:mixed up|the wrong way round|back to front|wrong))[.,;:] (?P<answer>(?!(?:I|it|she|he|they|that|this|then)\b)[^.,;:!?\n]{2,40}? (?:is|are|goes|go|comes|come|means|stands) [^.;:!?\n]{3,60})",
    re.I,
)
_EXPIRED = re.compile(
    rf"{_SAY} I(?:'ve| have|'d| had)(?: got)? (?:my|a|an|the) (?P<what>[\w -]{{3,40}}?),? (?:but |and |when )?(?:it|which)(?:'s| is| was| has)?(?: actually| in fact| really)? (?P<rest>(?P<state>expired|ran out|run out|lapsed|out of date|pending)\b[^.,;:!?\n]{{0,30}}?)(?=[.,;:!?\n]|$| and )",
    re.I,
)
_TOLD_ME = re.compile(
    rf"{_SAY} I(?:'d| would| will) [^.;:!?\n]{{3,60}}?,? (?:and|but) (?:he|she|they|(?-i:[A-Z])\w+) (?:said|told me|corrected me),?(?: no,?)?(?: that)? (?:you|I) (?:should |must |need to |have to |always )?(?P<act>(?:go|tell|call|report|write|ask|check|ring|speak|inform|stop|turn|isolate|wash|record|escalate)\b[^.,;:!?\n]{{3,50}}?)(?=[.,;:!?\n]|$| and )",
    re.I,
)
_CARING = re.compile(
    r"\b(?:gap|not (?:been )?working|time off|year out|out of work)\b[^\n]{0,120}?\b(?:did ?n['o]?t|did not|never|forgot to) (?:tell|told|mention|mentioned|say|said)(?: (?:them|him|her))?(?: anything)?(?: about)? (?P<answer>(?:caring|looking|studying|volunteering|training|helping|nursing|raising|working)\b[^.,;:!?\n]{3,50}?)(?= or | and |[.,;:!?\n]|$)",
    re.I,
)


def _contrast(right: str, wrong: str) -> str:
    """Return "it should be cultures first, not antibiotics first": the wrong words cut where they match the right ones."""
    last = speech.words(right)[-1].casefold() if speech.words(right) else ""
    parts = re.split(r" for (?:my|the)\b", wrong)[0].split()
    cut = next((at for at, each in enumerate(parts) if each.casefold() == last), None)
    if cut is not None and cut < len(parts) - 1:
        parts = parts[: cut + 1]
    return f"it should be {right}" + (f", not {' '.join(parts)}" if len(parts) <= 6 else "")


_WHEN = re.compile(
    r"^(?P<what>(?:[\w-]+ ){1,4}?)(?P<when>(?:after|before|in|at|on|every|within|once|twice|by|from|with)\b.*)$", re.I
)


def _should(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    when = _WHEN.match(wrong)
    if when and _WHEN.match(f"x {right}"):
        return f"{when['what'].strip()} must be {right}, not {when['when']}"
    return _contrast(right, wrong)


def _instead(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    figures = list(re.finditer(rf"\b{_NUMBER}\b", wrong, re.I))
    if re.fullmatch(_NUMBER, right, re.I) and figures:
        right = wrong[: figures[-1].start()] + right + wrong[figures[-1].end() :]
    return f"it should be {right}, not {wrong}"


_DONE = r"(?:\w+ed|been|done|used|run|led|had|written|seen|driven|made|taken|built|taught|given|gone|known|spoken|held|read|met|passed)\b"


def denied(claim: str) -> str | None:
    """Return what is true where `claim` is not: "I have not used it" for "I've used it"; None where that is not plain."""
    claim = re.sub(r"^i(?=\b)", "I", claim)
    claim = re.sub(r"\b(?:already|also|really|totally|very|quite|fully|well) ", "", claim)
    if found := re.match(rf"I(?:'ve| have|'d| had) (?P<rest>{_DONE}.*)$", claim, re.I):
        return f"I have not {found['rest']}"
    if found := re.match(
        r"I(?:'ve| have)(?: got)? (?P<rest>.+)$|I(?:'d| had)(?: got)? (?P<had>(?:my|a|an|the|\w+ years)\b.*)$",
        claim,
        re.I,
    ):
        return f"I do not have {found['rest'] or found['had']}"
    if found := re.match(r"I(?:'m| am| was) (?P<rest>.+)$", claim, re.I):
        return f"I {'was' if re.search(r'[0-9]{4}|last|before', claim) else 'am'} not {found['rest']}"
    if found := re.match(r"I (?:can|could) (?P<rest>.+)$", claim, re.I):
        return f"I cannot {found['rest']}"
    if found := re.match(r"I (?P<verb>know|knew|speak|spoke|use|understand|understood) (?P<rest>.+)$", claim, re.I):
        verb = {"knew": "know", "spoke": "speak", "understood": "understand"}.get(
            found["verb"].casefold(), found["verb"]
        )
        return f"I do not {verb} {found['rest']}"
    found = re.match(r"I (?P<rest>\w+ed\b.+)$", claim, re.I)
    return f"I have not {found['rest']}" if found else None


def _lie(found: re.Match[str]) -> str | None:
    true = denied(found["claim"])
    return f"{true}{' yet' if found['yet'] else ''}" if true else None


def _it_was(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    clause = re.search(r"\b(?:is|was|were|are|I|we)\b", wrong)
    return f"it is {right}, not {wrong}" if right.casefold() != wrong.casefold() and not clause else None


def _mixed(found: re.Match[str]) -> str | None:
    """Return what is said next where it is of the things that were mixed up: they are named before."""
    first = (speech.words(found["answer"]) or [""])[0].casefold()
    second = (speech.words(found["answer"]) or ["", ""])[1:2]
    before = {each.casefold() for each in speech.words(found.string[max(0, found.start() - 160) : found.start()])}
    main = second[0].casefold() if first in ("the", "a", "an") and second else first
    return str(found["answer"]).strip() if main in before else None


def _little(found: re.Match[str]) -> str | None:
    return re.sub(r"\b(?:it|them)\b", found["what"], found["right"], count=1, flags=re.I)


def _small(found: re.Match[str]) -> str | None:
    what = found["what"]
    one = what[:-1] if what.endswith("s") and not what.endswith("ss") else what
    deed = f" that I {found['deed'].strip()}" if found["deed"] else ""
    return f"the {one}{deed} was {found['right']}"


def _either(found: re.Match[str]) -> str | None:
    return f"my {found['what'].strip()} is {found['right']} {found['unit']}"


def _its_name(found: re.Match[str]) -> str | None:
    asked = _NAME_OF.search(found.string[found.end() :])
    what = found["what"] or (asked["what"] if asked else "")
    if not what:
        return f"the name that I could not remember is {found['right']}"
    # It was not theirs: "I used a similar one".
    mine = re.search(r"\bI(?:'ve| have)? used (?:a|an)\b[^.\n]*$", found.string[: found.start()], re.I)
    return f"{what} that I used is {found['right']}" if mine else f"the name of {what} is {found['right']}"


def _expired(found: re.Match[str]) -> str | None:
    return f"my {found['what'].strip()} {'is ' if found['state'].casefold() in ('out of date', 'pending') else ''}{found['rest']}"


def _named_figure(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    number = re.match(_NUMBER, wrong, re.I)
    unit = wrong[number.end() :] if number else ""
    if number and unit and re.fullmatch(_NUMBER, right, re.I):
        right, wrong = f"{right}{unit}", number.group(0)
    return None if right.casefold() == wrong.casefold() else f"{found['what']}{found['is']} {right}, not {wrong}"


def _right(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    return None if right.casefold() == wrong.casefold() else right


def _it_is(found: re.Match[str]) -> str | None:
    right, wrong = found["right"].strip(), found["wrong"].strip()
    near = speech.words(right)[-1:] == speech.words(wrong)[-1:]
    plain = near or re.match(r"(?:an?|the) \w|(?-i:[A-Z])|\d", right)
    return f"it is {right}, not {wrong}" if plain and right.casefold() != wrong.casefold() else None


def _verbatim(found: re.Match[str]) -> str | None:
    return str(found["answer"]).strip()


_MADE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None], bool], ...] = (
    (_NAMED_FIGURE, _named_figure, True),
    (FIGURES, _right, True),
    (_SHOULD, _should, True),
    (_WHEN_SHOULD, lambda found: _contrast(found["right"].strip(), found["wrong"].strip()), True),
    (_RATHER, lambda found: _contrast(found["right"].strip(), found["wrong"].strip()), True),
    (_INSTEAD, _instead, True),
    (_IT_IS, _it_is, True),
    (_ANSWER_IS, lambda found: f"the answer is {found['right'].strip()}, not {found['wrong'].strip()}", True),
    (UNTRUE, _verbatim, True),
    (_NONE, _verbatim, True),
    (_ONLY, lambda found: f"{found['right'].strip()}, not {found['wrong'].strip()}", True),
    (_EXPIRED, _expired, True),
    (_TOLD_ME, lambda found: f"I would {found['act']}", True),
    (_ONLY_HAVE, lambda found: f"{found['right'].strip()}, not {found['wrong'].strip()}", True),
    (_LIE, _lie, True),
    (_ASKED_IT_IS, _it_was, True),
    (_MIXED, _mixed, True),
    (_EITHER, _either, True),
    (_LITTLE, _little, False),
    (_SMALL, _small, False),
    (_RECORD, _verbatim, False),
    (_THE_ONE, _verbatim, False),
    (_ITS_NAME, _its_name, False),
    (_KNOWN, _verbatim, False),
    (_CARING, lambda found: f"I was {found['answer']}", False),
    (_TO_DO, lambda found: f"I would {found['answer'].strip()}", False),
)


# "He said", "and she told": not the person's own words.
THEIRS = re.compile(r"\b(?:he|she|they|you|who|nobody|(?-i:[A-Z])[a-z]+)(?: had| has| also)? ?$", re.I)


def told(debrief: Debrief) -> tuple[Told, ...]:
    """Return the right answers that the telling holds, whatever a reader marked in it."""
    text = debrief.text.replace("\u2019", "'").replace("\u2018", "'")
    found: list[Told] = []
    for pattern, made, false in _MADE:
        for match in pattern.finditer(text):
            place = Place(*match.span())
            theirs = pattern not in (_THE_ONE, _ASKED_IT_IS) and THEIRS.search(text[: place.start])
            if theirs or any(over(place, each.place) for each in found):
                continue
            answer = made(match)
            answer = speech.mend(answer) if answer else None
            # "They're bootstrapped" is said of what was asked about, and not of the readers.
            turned = (
                speech.to_you(answer, sole=len(debrief.interviewers) < 2)
                if answer and pattern is not _KNOWN
                else answer
            )
            if turned:
                found.append(Told(turned, place, false))
    return tuple(sorted(found, key=lambda each: each.place.start))


def over(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


_STARTS = re.compile(
    r"(?:i|i['’]?(?:m|ve|d|ll)|my|we|our|it|it['’]?s|that['’]?s|the|they|they['’]?re|there|a|an|don['’]?t|do not|never|always|\d|"
    r"call|check|ask|tell|first|stop|move|keep|make)\b",
    re.I,
)
_STOPS = re.compile(
    r"\s*(?:[,.;:!?)\n]|\Z|(?:and|but|which|so|because|cos|then|though|tho|too|as well|lol|anyway|please"
    r"|should|can|shall|do|is it|maybe|i (?:forgot|never|didn))\b)",
    re.I,
)
_BEGUN = re.compile(r"\bi(?:['’](?:m|ve|d|ll))? (?:[\w'’-]+ ){0,6}\Z", re.I)  # the clause that a want was cut from
_LONGER = 10  # words by which a want that was cut short is read on


def whole(detail: Detail, debrief: Debrief) -> str | None:
    """Return the whole clause of a want: "I want" of "I want to stay with them"; None where its beginning is missing."""
    if detail.use is Use.OFFER:
        return detail.quote
    front = ""
    if not _STARTS.match(detail.quote):
        begun = _BEGUN.search(debrief.text[max(0, detail.place.start - 60) : detail.place.start])
        if begun is None:
            return None
        front = begun.group(0)
    said = f"{front}{detail.quote}"
    rest = debrief.text[detail.place.end :]
    if _STOPS.match(rest):
        return said
    more = re.match(r"[^,.;:!?()\n]*", rest)
    tail = more.group(0).split() if more else []
    return f"{said} {' '.join(tail)}" if len(tail) <= _LONGER else None
