"""What a person adds to what they told: slips and good moments forgotten, better answers, and what was read wrongly."""

from __future__ import annotations

import re

from mailer.coach.model import Catalogue, Debrief, Known, Mistake, Reader
from mailer.coach.revising import matching
from mailer.coach.revising.values import Ask, Revision

_SAY = r"(?:say|answer|tell (?:them|her|him)|reply|do|respond|give|mention|use)"
_SUPPLY = tuple(
    re.compile(pattern, re.I | re.S)
    for pattern in (
        rf"\bwhat i(?:'d|'ll| would| should| could| will)(?: have)? (?:now )?{_SAY}(?:ed)?(?: now| today| instead| if asked again)*(?: (?:about|to|for|on|when|if) (?P<about>.+?))?(?: now)?(?: is| was| would be)?(?: that)?\s*[:,–-]\s*(?P<answer>.+)",
        rf"\bwhat i(?:'d|'ll| would| should| could| will)(?: have)? (?:now )?{_SAY}(?:ed|d)?(?: now| today| instead)*(?: (?:about|to|for|on) (?P<about>.+?))? (?:is|was|would be)(?: that)? (?P<answer>.+)",
        r"\bwhat i should(?:'ve| have| of) (?:said|answered|told (?:them|her|him)|mentioned)(?: (?:about|to|for|on) (?P<about>.+?))? (?:is|was|would be)(?: that)?[:,]? (?P<answer>.+)",
        r"\b(?:for|on|about|re|regarding|to) (?:the |that |her |his |their )?(?P<about>[^,.:;]{2,60}?)(?: (?:one|question|bit|thing|answer|part))?,?:? (?:(?:the |a |my )?(?:right|correct|better|real|proper|best|good|full|fuller) (?:answer|example|one)(?: is| was| would be| would have been)?[:,]?|i(?:'d| would|'ll| could) (?:now )?(?:say|answer|tell (?:them|her|him)|give|use)(?: now)?(?: that)?[:,]?|i (?:should|could|shoulda|shd)(?:'ve| have| of)? (?:said|answered|told (?:them|her|him)|mentioned|used|given)(?: that)?[:,]?|i(?:'d| would)(?: now)?(?:'ve| have| of) (?:said|answered|told (?:them|her|him)|mentioned|used|given)(?: that)?[:,]?|what i meant (?:is|was)[:,]?) (?P<answer>.+)",
        r"\bif (?:(?:they|she|he|someone|anyone) )?(?:asked|ask|asks)(?: me)?(?: (?:about )?(?P<about>[^,.:]{2,50}?))?(?: again| now| today)*,? (?:i(?:'d| would|'ll| will) )(?:say|answer|tell (?:them|her|him)|do)(?: that)?\s*[:,]? (?P<answer>.+)",
        r"(?:\b(?:the |a |my |here'?s (?:the |a |my )?|here is (?:the |a |my )?)|^)(?:right|correct|better|real|proper|actual|full|fuller|best) (?:answer|figure|number|example|one|story|value|word|term|dose|order|date|amount)(?: (?:to|for|on|about) (?P<about>[^,.:]{2,50}?))?(?: is| was| would be| would have been| should be|:|,)+ ?(?:that )?(?P<answer>.+)",
        r"\bi (?:should|could|shoulda|coulda|shd|ought to)(?:'ve| have| of)? (?:said|answered|told (?:them|her|him)|explained|talked about|given|used|mentioned)(?: (?:about|to|on) (?P<about>the [^,.:]{2,40}? question))?(?: that)?[:,]? (?P<answer>.+)",
        r"\A\W*(?:so |well |ok |now )?i(?:'d| would)(?: now)?(?:'ve| have| of) (?:said|answered|told (?:them|her|him)|explained)(?: that)?[:,]? (?P<answer>.+)",
        r"\b(?:my (?:new |better )?answer(?: now)?|the answer|answer)(?: (?:to|for|on|about) (?P<about>[^,.:]{2,50}?))?(?: is| would be| now is|:)+ ?(?:that )?(?P<answer>.+)",
        r"\bi (?:meant|wanted|was going|was trying) to (?:say|tell (?:them|her|him)|answer)(?: (?:about|to|on) (?P<about>the [^,.:]{2,40}? question))?(?: that)?[:,]? (?P<answer>.+)",
        r"^i(?:'d| would) (?:now )?(?:say|tell (?:them|her|him)|answer(?: with)?|talk about|use|mention)(?: (?:about|that))?[:,]? (?P<answer>.+)",
        r"^(?P<about>[\w' -]{2,40}?)(?: question)?: (?:i(?:'d| would) (?:say|answer)|i should have said|better answer)[:,]? (?P<answer>.+)",
    )
)  # fmt: skip
_MORE = re.compile(
    r"^\W*(?:(?:oh|and|also|plus|ah|btw|ps|p\.s\.?|sorry|one more(?: thing)?|another thing|something else|just remembered|i (?:just )?remembered(?: that)?|forgot to (?:say|tell you|mention)(?: that)?|i forgot to (?:say|tell you)(?: that)?|"
    r"i (?:didn'?t|never) (?:say|said|tell you|told you|mention|mentioned)(?: that)?|i left out(?: that)?|left out that|should have (?:said|told you)(?: that)?|what i (?:didn'?t|did not|forgot to) (?:say|tell you|mention)(?: is| was)?(?: that)?|the other thing (?:is|was)|there was also|i missed (?:out )?that|on top of that|oh yeah|oh yes)\b[ ,:.-]*)+",
    re.I,
)
_PAST = re.compile(
    r"\b(?:i|we|she|he|they|it|that|who|janet|everyone|the \w+|[a-z]+)\s+(?:\w+ly\s+|also\s+|all\s+|both\s+|did\s+|just\s+)?(?:was|were|did|didn'?t|didnt|had|got|went|said|asked|blanked|forgot|froze|rambled|talked|told|felt|couldn'?t|made|messed|"
    r"screwed|answered|arrived|came|lost|knew|showed|gave|started|ran|mentioned|seemed|liked|loved|laughed|smiled|spoke|turned|missed|left|spilled|spilt|cried|interrupted|swore|dropped|called|argued|lied|mumbled|praised|nodded|thanked|enjoyed|offered|agreed|chatted|discussed|kept|looked|took|sat|wore|broke|fell|tripped|never)\b"
    r"|^(?:forgot|got|was|had|didn'?t|couldn'?t|told|said|went|came|talked|interrupted|swore|dropped|turned up|missed|lost|laughed|also \w+ed)\b",
    re.I,
)
_GOOD = re.compile(
    r"\b(?:liked|loved|laughed|smiled|praised|impressed|enjoyed|great|good|lovely|nice|well|interested|agreed|fit in|thanked|pleased|happy|best|nodded|wrote (?:it|that) down|offered)\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:forgot|didn'?t|didnt|couldn'?t|wasn'?t|late|wrong|badly|bad|interrupted|swore|lied|blank\w*|froze|rambl\w*|mess\w*|spil\w*|argued|mumbl\w*|cried|dropped|missed|lost|stupid|silly|awkward|never|no idea|rude|snapped|yawned|sweat\w*|nervous|too (?:much|fast|long|quiet|short))\b",
    re.I,
)
_THEY_SAID = re.compile(
    r"^\W*(?:and |but |oh |also )*(?:he|she|they|everyone|[A-Z]\w+) (?:\w+ )?(?:said|told me|liked|loved|asked|showed|offered|thought|smiled|laughed|agreed|mentioned|wanted)\b"
)
_TALKED = re.compile(
    r"\bwe (?:also |all |both )?(?:talked|spoke|chatted|discussed|had a (?:\w+ )?(?:chat|talk|conversation))\b", re.I
)
_DENIED = re.compile(
    r"\b(?:(?:was|is|were|are)(?:n'?t| not) (?:really |actually |even |at all )?(?:a (?:mistake|slip|problem|big deal|fault)|an (?:error|issue)|my (?:mistake|fault|doing|\w+)|mine|me|wrong|right|true|correct|what i (?:said|meant))|not (?:a (?:mistake|slip|problem)|my (?:mistake|fault|doing)|mine|me|true)|"
    r"(?:their|his|her|the \w+'s|someone else'?s|\w+'s mate'?s) (?:fault|mistake|doing|phone|dog|kid|problem)|(?:that|it) (?:was|is)(?: actually)? (?:her|him|them|his|hers|theirs|fine|ok|okay|good|normal|on purpose|deliberate|supposed to)|i (?:didn'?t|did not|never|wasn'?t|was not|don'?t|haven'?t)|"
    r"(?:take|cross|leave|get|strike|knock) (?:it|that|them|this|number \d|the \w+ one) off|remove (?:it|that|number \d|the \w+ one)(?: from)?|you (?:got|have|read) (?:it|that|this) wrong|(?:drop|remove|delete|take|scrap|lose) (?:out |off )?(?:number|no\.?|nr\.?|#|point|item) ?\d|misread|misunderstood|(?:was|were|did|is|are)(?:n'?t|nt)\b|didnt|wasnt)\b",
    re.I,
)
_NO_SLIP = re.compile(
    r"\b(?:was|is|were|are)(?:n'?t| not|nt) (?:really |actually |even )?(?:a (?:mistake|slip|problem)|an (?:error|issue)|my (?:mistake|fault|doing)|mine|me\b)|\bnot (?:a (?:mistake|slip)|my (?:mistake|fault))\b|\b(?:number|no\.?|point|item|#) ?\d (?:is|was)(?:n'?t| not) (?:right|true|mine|correct)\b|\bof[f]? (?:the|my) list\b|\b(?:take|cross|strike|knock) (?:it|that|them|number \d|the \w+ (?:one|point)) off\b|\byou (?:got|read|have) (?:it|that|this) wrong\b|\b(?:their|his|her) (?:fault|mistake|doing), not mine\b|\b(?:drop|remove|delete|take|scrap|lose) (?:out |off )?(?:number|no\.?|nr\.?|#|point|item) ?\d\b",
    re.I,
)
_SLIP = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|yea|ya|aye|(?:correct|right|true|ok|sure|indeed)(?=[,.!]|$|,? (?:it|that|they|those)\b)|both|all)\b[ ,.!]*)+(?:(?:it|that|they|those|both|the \w+(?: one)?|all|this|number \d)(?:'s|\b) ?(?:was|were|is|are|did|of \w+)?\b|$|add|put|please add|work|i (?:do|did|want|was))"
    r"|\b(?:it|that|this|they|those|both|one|first|second|last|number \d|latter|former)(?: of (?:them|those))?(?: one)?,? (?:was|were|is|are|did count as) (?:indeed |definitely |really |actually |totally |def |also )?(?:a |an |my )?(?:slips?|mistakes?|errors?|cock-?up|balls-?up|my fault|bad of me|one)\b"
    r"|\b(?:add|put) (?:it|that|them|those|both|this|the \w+ one) (?:(?:to|on|in) (?:the|my) (?:list|routine|checklist|lists)|too|as well|please|then)\b|^\W*(?:please )?add (?:it|that|them|both)\W*$|\b(?:want|like|need) to work on (?:it|that|them|those|both|this)\b",
    re.I,
)


def supplied(text: str, debrief: Debrief, catalogue: Catalogue) -> Revision | None:
    """Read a better answer: what it is about, and the answer in the person's exact words."""
    for pattern in _SUPPLY:
        if found := pattern.search(text):
            answer = found.group("answer").strip(" \"'").rstrip(".")
            about = (found.groupdict().get("about") or "").strip()
            if len(answer) < 2 or re.match(r"(?:nothing|more|it|that|sorry|something)\W*$", answer, re.I):
                return None
            at = matching.mistake(about, debrief, catalogue) if about else None
            return Revision(Ask.SUPPLY, text=answer, old=about, mistake=at, quote=text)
    return None


def denied(request: str, debrief: Debrief, catalogue: Catalogue, shown: tuple[int, ...]) -> Revision | None:
    """Read "that wasn't a mistake" and "I didn't ramble": only where it denies something on file."""
    if not _DENIED.search(request):
        return None
    at = matching.numbered(request, shown) if _NO_SLIP.search(request) else None
    at = matching.mistake(request, debrief, catalogue) if at is None else at
    if at is not None:
        theirs = debrief.mistakes[at]
        # "I didn't ask questions" repeats "forgot to ask questions"; it denies nothing.
        if not _NO_SLIP.search(request) and re.search(
            r"n't\b|\b(?:did|could|was|had|have|would|do)nt\b|\bforgot|\bnever\b|\bno\b", theirs.quote, re.I
        ):
            return None
        return Revision(
            Ask.NOT_MINE, text=request, mistake=at, kind=theirs.kind or next(iter(theirs.kinds), ""), quote=request
        )
    if _NO_SLIP.search(request) and len(shown) == 1 and not re.search(r"\b(?:phone|late|name)\b", request, re.I):
        return Revision(
            Ask.NOT_MINE, text=request, mistake=shown[0], kind=debrief.mistakes[shown[0]].kind or "", quote=request
        )
    return None


def slip(request: str, debrief: Debrief, catalogue: Catalogue) -> Revision | None:
    """Read "yes, that was a slip": about what the last reply was not sure of."""
    if not _SLIP.search(request):
        return None
    unsure = tuple(number for number, each in enumerate(debrief.mistakes) if not each.asserted)
    at = matching.numbered(request, unsure)
    if at is None:
        named = matching.mistake(request, debrief, catalogue)
        at = named if named in unsure else None
    return Revision(Ask.IT_WAS, text=request, mistake=at, quote=request)


def added(
    request: str, reader: Reader, known: Known, catalogue: Catalogue, *, more: bool = False
) -> tuple[Revision, ...]:
    """Read what was forgotten in the telling; `more`: the words before it said that something is added."""
    lead = _MORE.match(request)
    told = request[lead.end() :] if lead else request
    more = more or lead is not None
    if re.match(
        r"^\W*(?:(?:and|also|oh|i|plus) )*(?:also )?(?:forgot|didn'?t|never) (?:to )?(?:mention|bring up|talk about)(?:ed)? (?:my|the|our|that i (?:have|am|can|know))\b",
        request,
        re.I,
    ):
        return (Revision(Ask.ADD_MISTAKE, text=told, kind="forgot_key_point", quote=request),)
    if re.match(r"^\W*you\b", told, re.I):
        return ()
    if _TALKED.search(told):
        return (Revision(Ask.ADD_POSITIVE, text=told, quote=request),)
    if not _PAST.search(told):
        return ()
    reading = reader.read(_spoken(told), known)[0]
    mistakes = [each for each in reading.mistakes if each.asserted or more]
    if mistakes:
        best = max(mistakes, key=lambda each: each.certainty)
        return (Revision(Ask.ADD_MISTAKE, text=told, kind=_best_kind(told, best, catalogue), quote=request),)
    if reading.positives:
        return (Revision(Ask.ADD_POSITIVE, text=told, quote=request),)
    if _THEY_SAID.search(told) and not _BAD.search(told):
        return (Revision(Ask.ADD_POSITIVE, text=told, quote=request),)
    if more and _BAD.search(told):
        return (Revision(Ask.ADD_MISTAKE, text=told, kind=_kind(told, catalogue), quote=request),)
    if more and _GOOD.search(told):
        return (Revision(Ask.ADD_POSITIVE, text=told, quote=request),)
    return ()


def _best_kind(told: str, mistake: Mistake, catalogue: Catalogue) -> str:
    """Weigh the reader's three kinds with the words that name one: a few words tell a reader little."""
    plain = matching.kind(told, catalogue)
    long = len(told.split()) > 8
    if mistake.kind and mistake.confidence >= (0.5 if long else 0.9):
        return mistake.kind
    likely = [
        (1.0 / (rank + 1) + matching.named(told, catalogue.kinds[id]), id) for rank, id in enumerate(mistake.kinds)
    ]
    return max(likely)[1] if likely and (mistake.kind or max(likely)[0] > 1.5) else plain or mistake.kind or ""


def _spoken(told: str) -> str:
    """Give a bare verb its person, so that it is read as what the person did: "forgot to ask" → "I forgot to ask"."""
    told = re.sub(r"^((?:oh|and|i|but|\W)*)\balso\b ?", r"\1", told, flags=re.I)
    return (
        f"I {told}"
        if re.match(
            r"(?:forgot|got|was|had|didn'?t|couldn'?t|told|said|went|came|talked|interrupted|swore|dropped|turned up|missed|lost)\b",
            told,
            re.I,
        )
        else told
    )


def _kind(told: str, catalogue: Catalogue) -> str:
    return matching.kind(told, catalogue) or ""
