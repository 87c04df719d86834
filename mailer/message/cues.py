"""The marks by which mail programs set off quotes, forwards, signatures and footers, in the languages they speak.

Each pattern is tried on single lines of bounded length, so that no text can make one slow.
"""

import re

LINE_AT_MOST = 400

# ── the header block Outlook and others put above a quoted or forwarded mail ──
FIELDS = {
    "from": "from|von|de|da|van|od|från|fra|lähettäjä|remitente|expéditeur|mittente|afzender|absender|feladó|kimden|发件人|差出人|от|보낸 사람",
    "date": "sent|date|gesendet|datum|envoyé|fecha|enviado|enviado el|inviato|data|verzonden|wysłano|skickat|sendt|dato|lähetetty"
    "|sent on|date d'envoi|gönderildi|elküldve|发送时间|送信日時|日期|отправлено|дата|보낸 날짜",
    "to": "to|an|à|para|a|aan|do|till|til|vastaanottaja|kime|címzett|destinataire|destinatario|收件人|宛先|кому|받는 사람",
    "subject": "subject|betreff|objet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|aihe|konu|tárgy|主题|件名|тема|제목",
    "cc": "cc|bcc|kopie|copie|kopia|cci|copia|kopi|抄送|reply-to|antwort an|importance|priority|wichtigkeit|attachments|organization",
}
_FIELD_OF = {word: field for field, words in FIELDS.items() for word in words.split("|")}
_FIELD_LINE = re.compile(
    r"[>\s]{0,20}[*_]{0,2}([^\W\d][\w' -]{0,18}?)\s?[*_]{0,2}\s?[:：]\s?[*_]{0,2}(?:\s+|(?=\S)|$)(.*)"
)


def field(line: str) -> tuple[str, str] | None:
    """(from|date|to|subject|cc, value) where a line looks like a header in any known language, else None."""
    match = _FIELD_LINE.match(line[:LINE_AT_MOST])
    if match is None:
        return None
    name = _FIELD_OF.get(match[1].lower().strip())
    return (name, match[2].strip(" *_")) if name else None


# ── lines that announce an answered or forwarded mail ──
ORIGINAL = re.compile(
    r"\s*[-_=*‐–—]{2,40}\s?(?:original message|original email|reply message|reply to message|ursprüngliche nachricht|originalnachricht"
    r"|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|originalmeddelande|original besked"
    r"|wiadomość oryginalna|oryginalna wiadomość|mensagem original|oprindelig meddelelse|alkuperäinen viesti|原始邮件|исходное сообщение)"
    r"\s?[-_=*‐–—]{0,40}\s*$",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"\s*[-_=*‐–—>\s]{0,40}(?:begin forwarded message|forwarded message|forwarded by [^:]{1,120}|fwd message|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transféré|début du message (?:réexpédié|transféré)|mensaje reenviado"
    r"|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht"
    r"|wiadomość przekazana|przekazana wiadomość|początek przekazywanej wiadomości|mensagem encaminhada|mensagem reencaminhada"
    r"|início da mensagem (?:encaminhada|reencaminhada)|vidarebefordrat meddelande|videresendt (?:besked|melding)"
    r"|пересылаемое сообщение|転送されたメッセージ|转发的邮件)\s?:?\s?[-_=*‐–—]{0,40}:?\s*$",
    re.IGNORECASE,
)
REPLY_ABOVE = re.compile(
    r"\W{0,12}(?:please )?(?:(?:type|write|enter|add) your (?:reply|response|answer)|reply|respond|in replies all text) above (?:this|the) line\b[^\n]{0,60}$",
    re.IGNORECASE,
)
FORWARD_RUN_ON = re.compile(r"\s*-{3,40} ?Forwarded Message ?-{3,40}\s{1,4}From:", re.IGNORECASE)
RULE = re.compile(r"\s{0,4}[_\-=–—*]{8,}\s*$")

# ── the sentence above a quote ──
_VERBS = (
    "wrote|writes|said|schrieb|geschrieben|a écrit|écrit|escribió|escribio|ha scritto|scrive|schreef|het volgende geschreven"
    "|napisał|napisała|napisał\\(a\\)|napisał/a|pisze|escreveu|skrev|kirjoitti|írta|yazdı|написал|написала|пишет"
)
ATTRIBUTION_END = re.compile(
    rf"(?:{_VERBS})(?: (?:am|on|le|el|il|op|w dniu|em|:)[^:\n]{{0,90}}(?:\d\d?:\d\d)?[^:\n]{{0,30}})?\s?:\s*$"
    r"|\b(?:schrieb|schreef|skrev) [^:\n]{1,100}:\s*$",
    re.IGNORECASE,
)
# Yahoo's phone program puts the sentence and the first line of the quote on one line.
ATTRIBUTION_RUN_ON = re.compile(r"\s{0,6}On [^\n<>]{8,120}<[^\s<>]{3,200}> wrote:\s{2,6}\S")
ATTRIBUTION_START = re.compile(
    r"\s*(?:[-–—*]{1,4}\s?)?(?:on|am|le|el|il giorno|il|op|dnia|w dniu|em|på|den|at|vào|at|em|a\(z\)|in a message dated)\b",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"<?[^\s<>@]{1,80}@[^\s<>@]{1,120}\.[a-z]{2,}>?", re.IGNORECASE)
TIMED_IN_YEAR = re.compile(r"\b(?:19|20)\d\d\b.{0,40}\b\d{1,2}[:.]\d{2}\b")
DATED = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
DATED_AND_ADDRESSED = re.compile(
    r"\s*(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\w{2,12}[,.]? \d{1,2}\b)[^\n]{0,120}<[^<>\s]{3,120}@[^<>\s]{3,120}>\s?:\s*$"
)

# ── signatures ──
DASHES = re.compile(r"\s?(?:--|—|––|_{2,3})\s?$")
SENT_FROM = re.compile(
    r"\s*(?:[-*_]{0,3})\s?(?:sent (?:from|via|with|using) (?:my |the |a )?(?:iphone|ipad|i ?phone|android|mobile|phone|samsung|galaxy|blackberry|huawei|pixel"
    r"|google pixel|oneplus|xiaomi|motorola|nokia|lg|htc|sony|windows|outlook|mail|yahoo|aol|proton|protonmail|tutanota|gmail|spark|fastmail|apple"
    r"|superhuman|airmail|newton|hey|cell|smart ?phone|handheld|tablet|device|wireless|verizon|at&t|t-mobile|bell|rogers|telstra|\w{2,12} mobile)\b[^.!?]{0,90}[.!]?"
    r"|sent from [\w' -]{2,40}(?:phone|pad|device|app|mobile|galaxy|mail)(?: for \w+)?\.?"
    r"|get (?:outlook|bluemail|blue mail|yahoo mail)\b.{0,80}"
    r"|(?:von meinem|gesendet von|gesendet mit|diese nachricht wurde von meinem) .{2,60}(?:gesendet|mail|iphone|ipad|android\S*|handy|samsung.{0,20}|smartphone|app|outlook.{0,30})\.?"
    r"|envoyé (?:de|depuis|à partir de|avec) (?:mon|ma|l'|l’|le )?.{2,60}|enviado (?:desde|do|de|a partir do|con) (?:mi|meu|el|o|dispositivo|outlook|yahoo|correo).{0,60}"
    r"|inviato d(?:a|al mio|all['’]).{2,60}|(?:verzonden|verstuurd) (?:vanaf|van|met|via) .{2,60}|wysłan[eoy] z .{2,60}|skickat från min .{2,40}|sendt fra min .{2,40}"
    r"|obtenir outlook .{2,40}|obtener outlook .{2,40}|outlook für .{2,40} (?:beziehen|herunterladen)|holen sie sich outlook .{2,40})\s*$",
    re.IGNORECASE,
)
_CLOSINGS = (
    "thanks|thank you|thanks again|many thanks|thanks so much|thank you so much|thanks in advance|thanks and regards|thanks & regards|thx|ta|cheers"
    "|best|all the best|best wishes|best regards|kind regards|kindest regards|warm regards|warmest regards|warmly|regards|rgds|kr|br|with best wishes"
    "|yours|yours sincerely|yours faithfully|yours truly|sincerely|sincerely yours|respectfully|with thanks|with gratitude|gratefully|take care"
    "|cordially|have a (?:good|great|nice|lovely) (?:day|one|evening|weekend|week)|talk soon|speak soon|see you|love|xx|xo|cheerio|ciao|laters|later"
    "|mit freundlichen grüßen|mit freundlichem gruß|viele grüße|liebe grüße|beste grüße|herzliche grüße|freundliche grüße|mfg|lg|vg|gruß|danke|vielen dank"
    "|cordialement|bien cordialement|bien à vous|merci|salutations|amicalement|saludos|un saludo|atentamente|gracias|saluti|cordiali saluti|grazie"
    "|met vriendelijke groet|vriendelijke groeten|groeten|groetjes|pozdrawiam|z poważaniem|dziękuję|atenciosamente|abraços|cumprimentos|obrigad[oa]"
    "|med vänliga? hälsning(?:ar)?|vänliga? hälsning(?:ar)?|hälsningar|mvh|(?:med )?venn?lig hilsen|hilsen|terveisin|ystävällisin terveisin"
    "|üdvözlettel|s pozdravem|с уважением|saygılarımla|best of luck|yours respectfully|ever so grateful"
)
CLOSING = re.compile(rf"\s*(?:{_CLOSINGS})\s?[,.!–—-]{{0,3}}\s*$", re.IGNORECASE)
CLOSING_WITH_NAME = re.compile(
    rf"\s*(?:{_CLOSINGS})\s?[,.!–—-]{{1,2}}\s{{0,3}}(?:[A-Z]\w{{1,15}})(?: [A-Z]\w{{0,20}}\.?)?\s*$", re.IGNORECASE
)
NAME = re.compile(
    r"\s*[-–—~]{0,2}\s?(?:dr\.? |mr\.? |ms\.? |mrs\.? |prof\.? )?[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,3}\s?(?:\([^)]{1,25}\)|xx?x?|:\)|🙂)?\s*[,.]?\s*$"
)
DASHED_NAME = re.compile(r"\s*(?:[–—~]|-{1,2})\s?[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2}\s*$")
CONTACT = re.compile(
    r"\+?\(?\d[\d\s().-]{6,}\d|\bwww\.|https?://|@[\w-]+\.\w{2,}|\b(?:tel|phone|mobile|cell|mob|fax|linkedin|email|e-mail|m|t|p|w)\s?[:|.]\s",
    re.IGNORECASE,
)

SENT_GENERIC = re.compile(r"\s{0,3}sent (?:from|via|using|with) [^\n.!?]{3,50}$", re.IGNORECASE)

# ── disclaimers, banners and list footers ──
LEGAL_START = re.compile(
    r"\s*[*_\W]{0,6}(?:confidentiality|privileged|disclaimer|legal (?:notice|disclaimer)|important notice|confidential:|privacy notice|email disclaimer"
    r"|vertraulichkeit|haftungsausschluss|avis de confidentialité|aviso (?:legal|de confidencialidad)|avviso di riservatezza|klauzula poufności)"
    r"[^\n]{0,40}(?:notice|note|statement|warning|:|$)",
    re.IGNORECASE,
)
# One cue of each kind counts once, in whatever language it is said.
LEGAL = (
    re.compile(
        r"intended (?:only|solely|exclusively)? ?(?:for|to be)|intended recipient|addressee|destinatai?r[eio]|adressat|empfänger|geadresseerde|mottagar|adresat",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:confiden[tc]i|privileged\b|proprietary\b|legally protected|vertraulich|riservat|vertrouwelijk|poufn|konfident|fortrolig)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:this|the) (?:e-?mail|message|communication|transmission)\b|diese[rs]? (?:e-?mail|nachricht)|ce (?:message|courriel|mail)|cet e-?mail"
        r"|est[ea] (?:mensaje|correo|e-?mail|mensagem)|quest[oa] (?:messaggio|e-?mail|comunicazione)|dit (?:bericht|e-?mail)|detta (?:meddelande|mail)",
        re.IGNORECASE,
    ),
    re.compile(
        r"received (?:this|it|the|an?) [\w -]{0,30}in error|delete (?:it|this|the|all)|notify the sender|destroy|détrui|supprim|löschen|vernichten"
        r"|elimin[ae]r|destru[iy]|distrugg|cancell|verwijder|usun|radera|avertir l|informieren sie|irrtümlich",
        re.IGNORECASE,
    ),
    re.compile(
        r"unauthori[sz]ed|strictly prohibited|dissemination|disclos|distribut|copying|unbefugt|interdit|prohibid|proibid|vietat|verboden",
        re.IGNORECASE,
    ),
    re.compile(
        r"any (?:attachments?|files)|attachments? (?:to it|hereto)|virus|liab(?:le|ility)|monitor|pièces? jointe|anhänge|anlagen|anexos|adjuntos|allegati|bijlagen",
        re.IGNORECASE,
    ),
    re.compile(
        r"registered (?:office|in|company|charity|number)|company (?:number|registration|no\.?)|amtsgericht|handelsregister",
        re.IGNORECASE,
    ),
    re.compile(
        r"does not (?:constitute|accept)|views? (?:or opinions? )?expressed|binding|exclusive(?:ly)?|ausschließlich",
        re.IGNORECASE,
    ),
)
FOOTER = re.compile(
    r"\s*[*_🌳🌱♻-]{0,5}\s{0,3}(?:please consider (?:the|our) environment|think before you print|consider the environment|save (?:a tree|paper)"
    r"|virus-free|this e?-?mail has been (?:checked|scanned)|(?:checked|scanned) (?:by|for viruses)|avg|avast logo"
    r"|you (?:received|are receiving|received) this (?:message|e-?mail|because)|you're receiving this|to unsubscribe|unsubscribe(?:$| )|to view this discussion"
    r"|to stop receiving|for more options, visit|visit this group|to post to this group|manage your (?:preferences|subscription)"
    r"|diese e-?mail wurde (?:von|auf)|l'absence de virus|ce courrier électronique a été vérifié|este correo electrónico ha sido comprobado)"
    r"[^\n]*",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(r"\bmailing list\s*$|/listinfo/|\bunsubscribe\b|^list-(?:archive|help):", re.IGNORECASE)
BANNER = re.compile(
    r"\s*[\W_]{0,6}(?:caution|warning|external(?: e-?mail| sender)?|notice|attention|be careful|achtung)\b[^\n]{0,60}"
    r"(?:external|outside|originated|organi[sz]ation|unknown sender|do not click|extern)|\s*\[?external(?: e-?mail| sender)?\]?\s*$"
    r"|\s*you don'?t often get e?-?mail from|\s*this (?:message|e-?mail) (?:originated|came|is|was sent) (?:from )?outside",
    re.IGNORECASE,
)
