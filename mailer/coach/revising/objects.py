"""What is to be put in, left out or reworded: requests with an object, "mention that I was late", "drop the parking"."""

from __future__ import annotations

import re

from mailer.coach.phrases import lexicon
from mailer.coach.revising.values import Ask, Revision

_PLEASE = (
    r"(?:(?:please|pls|plz|kindly|can (?:you|u|we|i)|could (?:you|u|we|i)|would you|will you|maybe|perhaps|also|and|but|then|just|ok|okay|oh|so|actually|hi|no|"
    r"i(?:'d| would) (?:like|prefer|love|rather)(?: you)?(?: to| if you)?|i (?:do |really |still )?(?:want|need)(?: you)? to|i(?:'d)? rather|rather|i think (?:i|you|we|it) (?:should|could|ought to|need to)|"
    r"i (?:should|must|ought to|have to|might|do|will)|i(?:'ll)|you (?:should|could|can|must|may|need to)|let'?s|better|is it possible to|thanks|thank you|should|we should|we could|i guess|i suppose|you forgot to|you did(?:n'?t| not)|"
    r"it (?:doesn'?t|does not|didn'?t|should)|the note should|they should know|do|still|definitely|at least|why (?:not|don'?t you)|how about|what about if you|feel free to|go ahead and|try to|if (?:you can|possible)|if i'?m (?:being )?honest|honestly|to be honest|tbh|hmm+|well|i(?:'d| would)(?= (?:cut|drop|leave|take|lose|remove|skip|mention|add|include|put|get rid))),?\s+)*"
)
_OUT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^{_PLEASE}(?:leave|take|cut|keep|edit|strike|get|cross|leaving|taking) (?P<what>.+?) (?:out|off|away)\b(?: of (?:it|there|this|the \w+))?",
        rf"^{_PLEASE}(?:leave|take|cut|edit|strike|cross|leaving|taking) (?:out|off|away)\b ?(?P<what>.+)",
        rf"^{_PLEASE}(?:drop|remove|delete|lose|skip|omit|scrap|ditch|bin|strike|exclude|ignore|erase|forget(?: about)?|dump|nix|kill|chop|axe|cut) (?!it down|it back|short|this down)(?P<what>.+)",
        rf"^{_PLEASE}(?:get|got) rid of (?P<what>.+)",
        r"^(?:i(?:'d| would)? never|i (?:don'?t|wouldn'?t|would not)) (?:ever )?(?:say|use|write|talk about) [\"'“]?(?P<what>.+)",
        rf"^{_PLEASE}(?:i )?(?:do(?:n'?t| not)|never|not|no need to|no reason to|stop|avoid|without|quit|rather not|prefer not to|wouldn'?t|would not|shouldn'?t|should not)(?: (?:want|like|need|have))?(?: you)?(?: to)? (?:mention\w*|bring\w* up|say\w*|talk\w* about|includ\w*|put\w*(?: in)?|add\w*|refer\w* to|writ\w* about|touch\w* on|go\w* into|tell\w*(?: (?:her|him|them))?(?: about)?|apologi[sz]\w*(?: for)?|thank\w*(?: (?:her|him|them))? for) ?(?P<what>.*)",
        rf"^{_PLEASE}(?:i )?(?:do(?:n'?t| not)|wouldn'?t|would not) (?:want|need|like) (?P<what>(?:the|an?|any|that|this|my|her|his|their|anything)\b.+?)(?: in (?:there|it|the \w+|this)| mentioned| included| at all)?\s*$",
        rf"^{_PLEASE}(?:without|minus|no(?! (?:i|it|its|it's|she|he|they|we|you|that|this|the|my|there|but|thanks|not|news|word|reply|answer|response|luck|joy|offer|job|idea|contact|call|feedback|decision)\b)|nothing (?:about|on)|not a word (?:about|on)|less (?:about|on|of)|no mention of|no more|nix) (?P<what>(?!need|problem|worries|thanks|idea|way|longer|shorter).+)",
        r"^(?P<what>(?:the|that|this|my) .+?) (?:shouldn'?t|should not|doesn'?t need to|need not|mustn'?t|has to go|can go|must go|needs to go|should go|is not needed|isn'?t needed|is unnecessary|isn'?t necessary)\b.*",
    )
)  # fmt: skip
_IN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^{_PLEASE}(?:mention|include|add(?: in)?|bring up|bring in|work in|get in|throw in|slip in|squeeze in|put(?: back)?(?: in)?|keep(?: in)?|leave in|refer to|touch on|highlight|stress|point out|note|emphasi[sz]e|talk about|write about|acknowledge|own up to|own|admit(?: to)?|say something about|say(?: sorry| thanks| thank you)?(?: for| about)?|tell (?:her|him|them)(?: about)?|let (?:her|him|them) know(?: about)?|apologi[sz]e (?:for|about)|be (?:\w+ ){{0,3}}?(?:apologetic|sorry) (?:about|for)|explain|bring|thank (?:her|him|them|\w+) for|cover|raise|show|remind (?:her|him|them) (?:that|of|about)|reference|state|restore)\b (?P<what>.+?)(?: more)?(?: (?:back )?in(?: (?:there|it|again|the \w+))?| too| as well| again| also| somewhere| please| pls| after all)*\s*$",
        rf"^{_PLEASE}(?:mentioning|including|adding(?: in)?|bringing up|putting in|saying(?: something)?(?: about)?) (?P<what>.+?)(?: more| too| as well| again)*\s*[?]?$",
        rf"^{_PLEASE}(?:it |the note |this )?(?:needs?|could (?:use|do with)|should have|wants?|i want|i'd like|there should be|have) (?:\w+ ){{0,3}}?(?:about|on) (?P<what>.+)",
        rf"^{_PLEASE}(?:a (?:bit|line|sentence|word|little) )?(?:more )?(?:about|on) (?P<what>.+?)(?: too| as well| please| pls)*\s*$",
        rf"^{_PLEASE}(?:mention|include|put|add|have|get|work|fit|squeeze|throw)\b (?P<what>.+?) (?:back )?in\b.*$",
        r"^(?P<what>(?:the|that|my) .+?) (?:should|needs to|must|ought to|has to) (?:be (?:in|mentioned|included|there)|go (?:in|back in)|stay(?: in)?)\b.*",
        r"^(?:say|and) (?:that )?(?P<what>(?:i|we) .+)",
    )
)  # fmt: skip
_REPLACE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:replace|swap|substitute|change|exchange|switch) (?:the (?:word|words|phrase|sentence|line) )?[\"'“]?(?P<old>.+?)[\"'”]? (?:with|for|to|into|by) [\"'“]?(?P<new>.+?)[\"'”.]*$",
        r"\b(?:say|use|put|write|have|make it) [\"'“]?(?P<new>.+?)[\"'”]? (?:instead of|rather than|not|in place of) [\"'“]?(?P<old>.+?)[\"'”.]*$",
        r"\binstead of [\"'“]?(?P<old>.+?)[\"'”]?,? (?:i'd |i would |please |maybe )?(?:say|use|put|write|have|make it) [\"'“]?(?P<new>.+?)[\"'”.]*$",
        r"\bdon'?t say [\"“'](?P<old>[^\"”]+)[\"”'],? (?:say|use|put|write) [\"“']?(?P<new>[^\"”]+)[\"”']?",
        r"[\"“](?P<old>[^\"”]+)[\"”] (?:should (?:be|say|read)|to|->|→|=>) [\"“]?(?P<new>[^\"”]+)[\"”]?",
    )
)  # fmt: skip
_SUBJECT = re.compile(
    r"\b(?:(?:change|make|set|put|use|rename) )?(?:the )?(?:subject|title of the (?:mail|email))(?: line)?(?: (?:should|to|must|can|needs to|is|as|into|say|read|be|be changed to))*\s*[:,]?\s*[\"'“](?P<quoted>[^\"”]{2,80})[\"'”]"
    r"|\b(?:change|make|set|put) (?:the )?subject(?: line)? (?:to|into|as|say|read)\s*:? ?(?P<new>.{2,80})$",
    re.I,
)
_REDRAFT = re.compile(
    r"\b(?:(?:another|different|new|fresh|second|alternative|other|better) (?:version|draft|one|note|go|try|attempt|take|wording|option|approach)|(?:try|do it|write it|once) (?:it )?(?:again|over)|re-?do|re-?write|re-?word|re-?phrase|re-?draft|"
    r"start (?:over|again|from scratch)|from scratch|(?:another|one more|a) (?:go|shot|stab|crack|try|version|attempt)\b|(?:don'?t|do not|didn'?t|not) (?:really |quite |much |too |so )?(?:like|love|feel|fancy|keen on|happy with|a fan of|convinced by|sure about|mad about|loving) (?:it|this|that|the (?:note|draft|wording|opening|start|beginning|ending|end|close|closing|first \w+|last \w+|tone|way))|hate it|(?:not|isn'?t) (?:quite |really )?(?:it|right|what i (?:want\w*|had in mind))$|"
    r"(?:doesn'?t|does not|dont|not) sound like me|something else|word it differently|put it differently|not my (?:style|voice)|mix it up|change it up|this is(?:n'?t| not) (?:great|good|right|working)|no good)\b",
    re.I,
)
_NOW = re.compile(
    r"^\W*(?:(?:please|just|go ahead and|ok|okay|yes|then)\W+)*send (?:it|me it|me the note|the note)(?: (?:over|to me|through|please|then))*\W*$|^\W*(?:(?:i want it|send|send it|give it|give it to me|i'?ll (?:take|have) it|let me (?:have|see) it|ok|okay|yes|yeah|please|do it|actually|just|well|no|right|the (?:note|draft)|me) ?,? )*(?:right )?now(?: please| pls| thanks| then)?\W*$"
    r"|\b(?:send|give|show|mail|email) (?:it |me |us )*(?:it |the (?:note|draft|thank[- ]you\w*(?: note)?|letter) )?(?:to me |over )?(?:now|right away|straight away|anyway|today|tonight|already|immediately|asap)\b"
    r"|\b(?:don'?t|do not|can'?t|cannot|won'?t|not going to|rather not|no need to) (?:want to |need to |have to )?wait\b|\bwithout waiting\b|\bwhy wait\b"
    r"|\b(?:can i|may i|let me|could i|i'?d like to|i want to) (?:have|see|get|read) (?:it|the (?:note|draft)) (?:now|right now|today|tonight|anyway|already)\b|\bi(?:'m| am) calm(?:er)? now\b.*\bsend\b|^\W*(?:please )?send me the (?:note|draft)\W*$",
    re.I,
)
_PRAISE = lexicon(
    "thanks thank you thx ta cheers ty perfect great brilliant lovely good nice excellent super fab fabulous "
    "awesome amazing wonderful grand ok okay fine cool sweet ideal spot on love it looks that's thats that this "
    "is its it's all so very much really a lot many sent have i've ive will i'll ill send just the note x xx xxx "
    "nextround again for your help got wow exactly what wanted done yes yep sorted legend star best happy with "
    "works me deal job beautiful appreciate appreciated helpful hi hello coach and as now off to her him them "
    "already yesterday today morning tomorrow sending it'll gonna"
)
_CORE = lexicon(
    "thanks thank thx ta cheers ty perfect great brilliant lovely good nice excellent super fab awesome amazing "
    "wonderful grand ok okay fine cool ideal love sent send sending sorted beautiful appreciate appreciated happy works "
    "spot sending"
)
_FRONT = re.compile(
    r"^(?:(?:the |that |this |any |a |an )?(?:bit|part|line|lines|sentence|sentences|thing|things|stuff|section|paragraph|mention|fact|reference|word|words|piece|story|anything|something|everything|all|whole bit|whole thing)\s*"
    r"(?:about|on|of|with|where|that|which says|that says|saying|to do with|regarding|to|when|how)*|about|regarding|of|on|for|the fact(?: that)?|that|where|how|to|me|it was|being|back)\s+(?=\S)",
    re.I,
)
_BACK = re.compile(
    r"\s*(?:,.*$|\b(?:please|pls|plz|thanks|ta|there|again|at all|entirely|completely|altogether|too|as well|anymore|any more|tho|though|somewhere|after all|instead|from (?:it|there|the \w+)|in (?:it|there|the (?:note|mail|email|letter|draft))|(?:bit|part|thing|stuff|line|sentence))\W*)+$",
    re.I,
)


_PLACE = re.compile(
    r"(?:the |that )?(?:very )?(?:first|second|third|last|final|opening|closing|middle) (?:two |three |few )?(?:sentences?|lines?|paragraphs?|bit|part)",
    re.I,
)


def leave_out(request: str) -> Revision | None:
    """Read "leave out …" in any of its wordings; None where it is something else."""
    for pattern in _OUT:
        if found := pattern.search(request):
            what = bare(found.group("what"))
            if re.search(r"\bapologi[sz]", request, re.I) and re.fullmatch(
                r"(?:(?:so|too|that|as|quite) )?(?:much|often|hard|many times|a lot)?(?: for (?:everything|it))?",
                what,
                re.I,
            ):
                what = "the apology"
            if what.casefold() in ("it", "that", "them", "this", "everything", "like that", ""):
                return None
            return Revision(Ask.LEAVE_OUT, text=what, quote=request)
    return None


def mention(request: str) -> Revision | None:
    """Read "mention …" in any of its wordings; `text` keeps "that I was late" as "I was late"."""
    for pattern in _IN:
        if found := pattern.search(request):
            what = bare(found.group("what"))
            if what.casefold() in ("it", "that", "them", "this", "", "more", "less", "sorry") or re.match(
                r"to the list|(?:it|this|that) (?:on|in|into|to|as|with)\b", what, re.I
            ):
                return None
            return Revision(Ask.MENTION, text=what, quote=request)
    return None


def replaced(request: str, body: str) -> Revision | None:
    """Read "say X instead of Y": only where the old wording stands in the draft."""
    for pattern in _REPLACE:
        if found := pattern.search(request):
            old, new = found.group("old").strip(" \"'.,"), found.group("new").strip(" \"'.,")
            if len(old) > 1 and new and old.casefold() in body.casefold():
                return Revision(Ask.REPLACE, old=old, new=new, quote=request)
    return None


def subject(request: str) -> Revision | None:
    """Read "change the subject to …"."""
    found = _SUBJECT.search(request)
    if found is None:
        return None
    return Revision(
        Ask.REPLACE, text="subject", new=(found.group("quoted") or found.group("new")).strip(" \"'.“”"), quote=request
    )


def redraft(request: str) -> bool:
    """Say whether another version is wanted."""
    return bool(_REDRAFT.search(request))


def at_once(request: str) -> bool:
    """Say whether a waiting draft is wanted now."""
    return bool(_NOW.search(request))


def accepted(request: str) -> bool:
    """Say whether these words only thank or approve."""
    parts = re.findall(r"[a-z']+", request.casefold())
    return bool(parts) and all(part in _PRAISE for part in parts) and any(part in _CORE for part in parts)


def bare(what: str) -> str:
    """Return an object without "the bit about" before it and "please" after it."""
    text = what.strip(" .,!?\"'")
    if _PLACE.fullmatch(text):
        return text
    for _ in range(3):
        text = _BACK.sub("", _FRONT.sub("", text)).strip(" .,!?\"'")
    return text
