"""Reads a bounce: which recipient of which of our mails failed, and whether for good."""

import re
from dataclasses import dataclass

from mailer.message import address, headers, mime
from mailer.message.parse import Message, Part

_TEXT_READ = 20_000

_SUBJECT = re.compile(
    r"(?:undeliver|undelivered|non[- ]?delivery|not delivered|returned (?:mail|to sender|message)|failure notice|delivery (?:status|failure|problem|has failed|error|notification)"
    r"|mail (?:delivery|system) (?:failed|failure|error|subsystem)|mail ?status report|message (?:could not|couldn't|not) be? ?delivered|could not be delivered|warning: (?:message|could not)"
    r"|returned: |delivery incomplete|unzustellbar|zustellung|nicht zugestellt|non remis|échec de|non distribu|no se (?:ha )?pud|no entregad|mancato recapito|niet (?:te bestellen|bezorgd)"
    r"|onbestelbaar|niedostarcz|não (?:foi )?entreg|kunde inte levereras|kan ikke leveres|недоставлен)",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"qmail-send program|this message was created automatically by mail delivery software|mail system at host|i'm sorry to have to inform you"
    r"|delivery has failed to these recipients|did not reach (?:some or all|the following)|the following (?:address\w*|recipient\w*|message\w*) (?:failed|had|could)"
    r"|(?:could not|couldn't|cannot|can't|wasn't|was not|unable to) (?:be )?(?:deliver|send)|address (?:not found|couldn't be found|rejected)|user unknown|no such user"
    r"|mailbox (?:full|unavailable|is full|not found|does not exist)|over quota|permanent (?:fatal )?error|transient error|has been delayed|recipient address rejected",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d[\s#-]")
_DELAYED = re.compile(
    r"delayed|will (?:be retried|keep trying|continue to try)|still trying|not yet been delivered|temporary|this is a warning",
    re.IGNORECASE,
)
_RECIPIENTS = (
    re.compile(r"^\s*<([^<>\s]{1,200}@[^<>\s]{1,200})>:", re.MULTILINE),
    re.compile(
        r"^\s*(?:Final-Recipient|Original-Recipient):\s*(?:rfc822|utf-8);\s*<?([^<>\s]{1,200}@[^<>\s;]{1,200})",
        re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(
        r"(?:recipients?|address|delivered to|deliver to|user|to)\b[^@\n]{0,60}[\s<:'\"(]([\w.+=-]{1,100}@[\w.-]{1,150}\w)",
        re.IGNORECASE,
    ),
    re.compile(r"^\s*<?([\w.+=-]{1,100}@[\w.-]{1,150}\w)>?", re.MULTILINE),
)
_ORIGINAL_ID = re.compile(r"^[> \t]*(?:Original-)?Message-ID:\s*(<[^<>\s]{1,900}>)", re.MULTILINE | re.IGNORECASE)
_COPY = re.compile(
    r"-{2,}[^\n]{0,20}(?:below this line is a copy|this is a copy of|original message|returned message|the header of the original|message header)[^\n]{0,60}"
    r"|^original message headers:?",
    re.IGNORECASE | re.MULTILINE,
)
_DAEMON = re.compile(
    r"(?:mailer-?daemon|mail-?daemon|postmaster|microsoftexchange\w*|mail-?delivery\S*)\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One failed or delayed delivery. `status` is RFC 3463's (5.0.0 where unknown); `permanent` means: stop writing there."""

    recipient: str
    action: str
    status: str
    original_message_id: str
    permanent: bool


def bounce(message: Message) -> Bounce | None:
    """The first failed recipient a mail reports, or None where it is no bounce; a vacation notice is none."""
    kind, parameters = mime.content(message.headers, "content-type", "text/plain")
    report = parameters.get("report-type", "").lower()
    if kind == "multipart/report" and report in ("disposition-notification", "feedback-report"):
        return None
    status = next(
        (
            part
            for part in message.parts
            if part.content_type in ("message/delivery-status", "message/global-delivery-status")
        ),
        None,
    )
    if status is not None:
        return _from_report(message, status)
    return _from_text(message) if _looks_bounced(message) else None


def _from_report(message: Message, status: Part) -> Bounce | None:
    """RFC 3464 §2: the first group is about the message, each further one about a recipient."""
    groups = [
        headers.split(group + b"\n\n")[0]
        for group in re.split(rb"\n\s*\n", status.payload.replace(b"\r\n", b"\n").strip())[:50]
    ]
    fields = next(
        (group for group in groups if group.get("action", ("",))[0].split(" ")[0].lower() in ("failed", "delayed")),
        None,
    )
    if fields is None:
        told = [group for group in groups if "action" in group or "status" in group]
        if not told or any("action" in group for group in told):
            return None  # delivered, relayed or expanded
        fields = told[0]
    action = fields.get("action", ("failed",))[0].split(" ")[0].lower()
    code = _STATUS.search(fields.get("status", ("",))[0]) or _STATUS.search(fields.get("diagnostic-code", ("",))[0])
    found = code[1] if code else ("4.0.0" if action == "delayed" else "5.0.0")
    recipient = _typed(fields, "final-recipient") or _typed(fields, "original-recipient") or _first_recipient(message)
    return Bounce(recipient, action, found, _original_id(message), action == "failed" and found[0] == "5")


def _typed(fields: headers.Headers, name: str) -> str:
    value = fields.get(name, ("",))[0].rpartition(";")[2]
    found = address.parse(value)
    return address.canonical(found.email) if found else ""


def _looks_bounced(message: Message) -> bool:
    if "x-failed-recipients" in message.headers:
        return True
    sender = message.from_.email.rpartition("@")[0] if message.from_ else ""
    from_daemon = bool(_DAEMON.match(sender)) or message.header("return-path") == "<>"
    told = bool(_SUBJECT.search(message.subject)) + bool(_TEXT.search(message.text[:_TEXT_READ]))
    if message.header("auto-submitted") == "auto-replied" and not _DAEMON.match(sender):
        return False  # what a person's vacation program sends
    return told == 2 if not from_daemon else told >= 1


def _from_text(message: Message) -> Bounce:
    text = message.text[:_TEXT_READ]
    copy = _COPY.search(text)
    said = text[: copy.start()] if copy else text
    code = _STATUS.search(said)
    reply = _REPLY_CODE.search(said)
    delayed = bool(_DELAYED.search(f"{message.subject}\n{said[:3_000]}")) and not (code and code[1][0] == "5")
    status = code[1] if code else f"{reply[1]}.0.0" if reply else "4.0.0" if delayed else "5.0.0"
    action = "delayed" if delayed or status[0] == "4" else "failed"
    return Bounce(
        _first_recipient(message), action, status, _original_id(message), action == "failed" and status[0] == "5"
    )


def _first_recipient(message: Message) -> str:
    if named := message.header("x-failed-recipients"):
        found = address.parse(named)
        if found:
            return address.canonical(found.email)
    text = message.text[:_TEXT_READ]
    for pattern in _RECIPIENTS:
        if match := pattern.search(text):
            return address.canonical(match[1])
    return ""


def _original_id(message: Message) -> str:
    for part in message.parts:
        if part.content_type in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global",
            "message/global-headers",
        ):
            inside = headers.split(part.payload.replace(b"\r\n", b"\n") + b"\n\n")[0]
            if match := re.search(r"<[^<>\s]{1,900}>", inside.get("message-id", ("",))[0]):
                return match[0]
    if match := _ORIGINAL_ID.search(message.text):
        return match[1]
    return message.in_reply_to or (message.references[-1] if message.references else "")
