"""What they asked, out of the words in which an answer that failed is told: the question, without the failure."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|wants?|wanted)(?: me| us)?(?: to know)? "
    r"(?P<what>(?:how|what|why|when|where|whether|if|about|which|who)\b[^.;:!?\n\"“”]{3,90})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:on|at|with|to|for|up) (?:the|that|their) (?P<what>(?:[\w'’-]+ ){1,4}?)(?:question|one|bit|part|scenario)\b",
    re.IGNORECASE,
)
_WHICHEVER = re.compile(
    r"\b(?:first|second|third|last|final|next|same|very|hard|easy|big|whole|other|one|main|technical|trick)\b", re.I
)
_TOLD = re.compile(r"(?:the|a|an|why|how|what)\b", re.IGNORECASE)
_FAILURE = re.compile(r"\b(?:i|i'?m|me|my|is|was|were|went|blank\w*|froze|killed|threw|got|had|did|could\w*)\b", re.I)
_ENDS = re.compile(r",? (?:and|but|so|then|because) (?:i|he|she|they|then|my|it)\b.*|, .*", re.IGNORECASE | re.DOTALL)
_YOURS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "i'd": "you'd",
    "i'm": "you're", "im": "you're", "i've": "you've", "ive": "you've", "i'll": "you'll", "id": "you'd",
}  # fmt: skip
_WORD = re.compile(r"[\w'’]+")


def question(told: str) -> str:
    """Return what was asked, as it follows on "if they ask", spoken to the person; empty where it is not told."""
    words = " ".join(told.split())
    if found := _ASKED.search(words):
        return _to_them(_ENDS.sub("", found["what"]).strip(" ,-–—"))
    if (found := _NAMED.search(words)) and not _WHICHEVER.search(found["what"]):
        return f"the {found['what'].strip()} question"
    if _TOLD.match(words) and len(words.split()) <= 6 and not _FAILURE.search(words):
        return _to_them(words) if re.match(r"why|how|what", words, re.IGNORECASE) else f"about {words}"
    return ""


def _to_them(words: str) -> str:
    turned = re.sub(r"\bI was\b", "you were", words, flags=re.IGNORECASE)
    return _WORD.sub(lambda word: _YOURS.get(word[0].lower().replace("’", "'"), word[0]), turned)
