"""The job an interview is for."""

from __future__ import annotations

import re

from mailer.message.appointment import names
from mailer.message.appointment.cues import NO_ROLE, ROLE_NOUN

_ROLE_END = r"(?:role|position|post|job|vacancy|opening|opportunity|gig|internship|placement|apprenticeship)"
_ROLES = (
    re.compile(r"(?:^[ \t>*-]*|[.;,|]\s+)(?:role|position|job title|vacancy|post|job)[ \t]*[:：][ \t]*([^\n,;|]{2,80}?)(?=\.\s|[\n,;|]|\.?$)", re.I | re.M),
    re.compile(rf"\b(?:for|about|regarding|re)\s+(?:the|a|an|our|their|your application for the|this)\s+((?:[\w/&+'’.()-]+[ \t]+){{0,6}}?[\w/&+'’.()-]+)\s+{_ROLE_END}\b", re.I),
    re.compile(rf"(?:^|[.,;:?!|]\s*|\b(?:the|an?|my) )((?:[A-Za-z0-9][\w/&+'’-]*[ \t]+){{0,4}}?[A-Za-z][\w/&+'’-]*)\s+{_ROLE_END}\s+(?:at|with)\b", re.I | re.M),
    re.compile(r"^\W*interview(?: for)?\s*[:：]\s*((?:[A-Za-z0-9][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)(?=\s*[,|\n]|\s+(?:at|with)\b)", re.I | re.M),
    re.compile(r"\b(?:role|position|post|job|vacancy|opening) (?:of|as|for) (?:an? |the |our )?((?:[A-Za-z0-9][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)(?=\s+(?:at|with|in|on|\|)|[,.;\n|]|$)"),
    re.compile(r"\b(?:interview|interviewing|applied|application|screen|screening)\s+(?:for|as)\s+(?:an?\s+|the\s+|our\s+)?((?:[A-Za-z0-9][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)\s*(?=\s(?:at|with)\s|[,.;\n|]|$)", re.I),
    re.compile(r"^\W*((?:[A-Za-z0-9][\w/&+'’-]*[ \t]+){0,4}?[A-Za-z][\w/&+'’-]*)\s+interview\s+(?:with|at|@)\b", re.I | re.M),
)  # fmt: skip
_LEAD = re.compile(
    r"\A(?:(?:the|a|an|my|your|our|their|this|i|have|i've|ive|got|another|first|second|third|final|next|upcoming|re|fwd?)[\s:]+)+",
    re.I,
)


def role(text: str, company: str | None) -> str | None:
    for pattern in _ROLES:
        for hit in pattern.finditer(text):
            role = " ".join(_LEAD.sub("", hit[1].strip()).split()).strip(" .-–—|'\"")
            role = re.sub(r"\s+(?:role|position|post|job)\Z", "", role, flags=re.I)
            role = re.sub(r"\s+(?:is|has|was|are|will|have|on|and you|with)\b.*\Z", "", role)
            if " for " in role and names.is_name(role.partition(" for ")[0]):
                role = role.partition(" for ")[2]
            bad = (
                not role
                or len(role) > 70
                or "|" in role
                or NO_ROLE.match(role)
                or (company and role.lower() == company.lower())
            )
            labelled = pattern is _ROLES[0] or pattern is _ROLES[1]
            if not bad and (labelled or ROLE_NOUN.search(role)) and not names.is_name(role):
                return role
    return None
