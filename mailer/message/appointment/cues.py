"""The words by which firms, people, jobs and places are told apart."""

from __future__ import annotations

import re

from mailer.message.recorded import CUE

W = r"[A-Z0-9À-Þ][\w'’&.+-]*"
FIRM = rf"(?:the[ \t]+)?({W}(?:[ \t]+(?:{W}|&|and(?=[ \t]+[A-Z])|of(?=[ \t]+[A-Zt])|the(?=[ \t]+[A-Z])))" + r"{0,5})"
FIRM_WORDS = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|AG|Corp|Co|Company|Group|Labs?|Systems|Software|Technolog\w+|Tech|Foods?|Hospital|"
    r"Infirmary|Clinic|Surgery|Trust|NHS|School|Academy|College|University|Council|Bank|Hotel|Restaurant|Logistics|Health|"
    r"Healthcare|Partners|Consulting|Solutions|Services|Studios?|Media|Care|Foundation|Charity|Energy|Insurance|Capital|"
    r"General|Motors|Airlines?|Airways|Brewery|Bakery|Kitchen|Cafe|Café|Library|Museum|Institute|Agency|Associates|"
    r"Holdings|Industries|International|Retail|Stores?|Supermarkets?|Depot|Warehouse|Nursery|Prep|Primary|Secondary|High|AI|HQ|"
    r"& Sons|& Co|Engineering|Analytics|Robotics|Pharma\w*|Bio\w*|Works|Dynamics|Networks?|Digital|Data|Cloud|Security)\b"
)
NO_FIRM = re.compile(
    r"\A(?:zoom|teams|microsoft teams|google meet|google hangouts|meet\Z|skype|webex|hr|the\Z|i|me|you|us|them|him|her|my|our|your|their|a|an|it|noon|midnight|reception|home|work|interview|"
    r"least|all|once|first|last|present|the moment|hiring manager|recruiter|manager|team|panel|phone|video|person|onsite|on-site|"
    r"mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"floor|room|suite|unit|building|office|offices|calendly|greenhouse|lever|ashby|goodtime|workday\Z|outlook\Z|candidate|candidates|applicant|questions?|details|joining|confirmation|et|pt|ct|gmt|utc|est|pst|cst|bst|am|pm)\b",
    re.I,
)
ROLE_NOUN = re.compile(
    r"\b(?:engineer|developer|designer|manager|nurse|sister|teacher|analyst|assistant|associate|consultant|lead|director|officer|administrator|"
    r"coordinator|chef|cook|driver|technician|scientist|researcher|architect|accountant|clerk|specialist|advisor|adviser|representative|executive|"
    r"intern|trainee|apprentice|supervisor|operative|worker|carer|therapist|physio\w*|pharmacist|doctor|registrar|lecturer|tutor|editor|writer|"
    r"journalist|producer|barista|waiter|waitress|bartender|receptionist|secretary|paralegal|solicitor|lawyer|buyer|planner|recruiter|"
    r"welder|electrician|plumber|mechanic|picker|packer|cleaner|guard|librarian|marketer|programmer|tester|sre|devops|pm|qa|head of \w+|"
    r"swe|sde|hca|ta|band \d|ux|sales|finance|marketing|operations|support|graduate|postdoc|professor|dentist|hygienist|vet|midwife|paramedic)\b",
    re.I,
)
NO_ROLE = re.compile(
    r"\A(?:(?:the|a|an|my|your|our|their|this|that|first|second|third|final|1st|2nd|3rd|next|last|new|another|video|phone|telephone|zoom|teams|panel|technical|tech|hr|onsite|"
    r"on-site|virtual|online|got|have|had|i|i've|ive|also|and|upcoming|round|stage|initial|follow-up|followup|in-person|informal|formal|remote|culture|fit|cultural|behaviou?ral|"
    r"coding|system|design|case|group|screening|invitation|invite|reminder|confirmed|confirmation|confirming|scheduled|updated|it|we|next|big|job|"
    r"interview|re|fwd?|fw|to|for|you|me|us|hiring|manager(?= interview)|just|so|then|booked|rescheduled|of|with)(?!\w)[\s:]*)+\Z",
    re.I,
)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’]+(?:-[A-ZÀ-Þ]?[\w'’]+)?"
HONORIFIC = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sister|Matron|Chef|Cllr|Rev)\b\.?\s+)"
NAME = rf"(?:{HONORIFIC}?{_NAME_WORD}(?:\s+(?:(?:de|van|von|der|la|al|bin|el|da|di|le)\s+)*{_NAME_WORD})" + r"{0,2})"
STREET = re.compile(
    r"\b((?:(?:Floor|Unit|Suite|Room|Flat)\s+\w+,?\s+)?\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w'’.-]*\s+){1,4}(?:St(?:reet)?|Road|Rd|Ave(?:nue)?|Lane|Ln|Drive|Dr|Way|Square|Sq|Place|Pl|"
    r"Court|Ct|Boulevard|Blvd|Terrace|Row|Quay|Wharf|Park|Plaza|Parkway|Pkwy|Hill|Gardens|Close|Crescent|Walk|Yard|Gate|Highway|Hwy)\b\.?"
    r"(?:,?\s+(?:[A-Z][\w'’-]+|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}|\d{4,5})){0,5}"
    # The continent writes it in one word, and the number on either side: "12 Mühlenweg", "Hauptstraße 7".
    r"|\d{1,4}[a-z]?\s+[A-ZÀ-Þ][\w-]*(?:weg|stra(?:ß|ss)e|gasse|platz|allee|damm|ufer|straat|laan|plein|gatan|vej)\b"
    r"|[A-ZÀ-Þ][\w-]*(?:weg|stra(?:ß|ss)e|gasse|platz|allee|damm|ufer|straat|laan|plein|gatan|vej)\s+\d{1,4}[a-z]?\b"
    r"|\d{1,4}[a-z]?,?\s+(?:rue|avenue|boulevard|place|quai|via|calle|rua)\s+(?:d[eu]s?\s+|del\s+|della\s+|la\s+)*[A-ZÀ-Þ][\w'’-]*(?:\s+[A-ZÀ-Þ][\w'’-]*){0,3})"
)
NUMBER = re.compile(
    r"(?:\+\d[\d ().-]{7,18}\d|\b0\d[\d ().-]{7,14}\d\b|\(\d{3}\)\s?\d{3}[-. ]\d{4}\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b)"
)
MODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("recorded", CUE),
    ("onsite", re.compile(r"\bin[- ]person\b|\bon[- ]?site\b|\bface[- ]to[- ]face\b|\bat (?:our|their|the) (?:\w+ )?(?:office|offices|hq|headquarters|site|store|shop|"
                          r"school|hospital|ward|restaurant|warehouse|depot|branch|studio|campus|clinic|hotel)\b|\bcome (?:in|to (?:our|the))\b|\breception\b|\bparking\b|"
                          r"\btrial (?:shift|day)\b|\bassessment (?:centre|center|day)\b|\bsuperday\b", re.I)),
    ("phone", re.compile(r"\b(?:tele)?phone\b|\b(?:i|we|he|she|they|dana|someone|\w+) ?(?:will|'ll|is going to|are going to) (?:call|ring|phone) (?:you|me)\b|\b(?:call|ring|calling|ringing) (?:you|me) on\b|"
                         r"\bscreening call\b|\brecruiter call\b|\bby tel\b|\bdial[- ]?in\b(?!.*https)", re.I)),
    ("video", re.compile(r"\bvideo\b|\bzoom\b|\b(?:ms |microsoft )?teams\b(?! of| in)|\bgoogle meet\b|\bgoogle hangouts?\b|\bhangouts?\b|\bskype\b|\bwebex\b|\bwhereby\b|\bfacetime\b|\bvirtual(?:ly)?\b|\bonline\b|\bremote(?:ly)? (?:interview|call|panel)\b|\bmeet\.google\b|\bvc\b", re.I)),
)  # fmt: skip
TALK = r"(?:interview\w*|call|chat|meeting|screen\w*|round|panel|assessment|loop|coffee|presentation|trial shift|trial|shift|onsite|on-site|superday|stage|conversation|intro|talk|slot|one|thing)"
