"""What one answer makes of the debrief on file and of the wishes for its notes: pure, one step for each thing asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mailer.coach import gate
from mailer.coach.drafting import speech
from mailer.coach.drafting.wishes import Wish, mentions
from mailer.coach.model import (
    Catalogue,
    Debrief,
    Draft,
    Interviewer,
    Known,
    Mistake,
    Mode,
    Move,
    Place,
    Reader,
    Topic,
    Visible,
)
from mailer.coach.phrases import Phrases, fill
from mailer.coach.revising import matching, naming
from mailer.coach.revising.rewording import reworded
from mailer.coach.revising.values import Ask, Revision
from mailer.coach.rules.case import paragraphs, sentences

ANSWER_AT_MOST = 32  # words of a better answer that a note takes; a longer one is kept whole as a story
CLAUSE_AT_MOST = 30  # words of what a person wants said in their own words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done, to be told in a line."""

    ask: Ask
    how: str  # key of the line in templates/mail/revised: the ask's own, or a finer one
    text: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A better answer, kept for the next time."""

    about: str
    answer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Amended:
    """The debrief and the wishes after an answer."""

    debrief: Debrief
    wishes: Mapping[str, Wish]
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()  # words to ask about, once
    questions: tuple[str, ...] = ()  # what the person asks us
    added: tuple[Mistake, ...] = ()  # newly told, for the routine to learn
    withdrawn: tuple[Mistake, ...] = ()  # were none
    stories: tuple[Story, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # (old, new): holds for later notes too
    insisted: tuple[str, ...] = ()  # what I would not have put in: ids of kinds, or words
    at_once: bool = False


@dataclass(slots=True)
class _File:
    """The file while it is being amended."""

    debrief: Debrief
    wishes: dict[str, Wish]
    drafts: tuple[Draft, ...]
    catalogue: Catalogue
    reader: Reader
    phrases: Phrases
    changes: list[Change] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    added: list[Mistake] = field(default_factory=list)
    withdrawn: list[Mistake] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    insisted: list[str] = field(default_factory=list)
    at_once: bool = False

    def wish(self, reader: str = "", **changed: object) -> None:
        """Change what is wished of the notes to `reader`."""
        self.wishes[reader] = replace(self.wishes.get(reader, Wish()), **changed)  # type: ignore[arg-type]

    @property
    def whole(self) -> Wish:
        """What is wished of all notes."""
        return self.wishes.get("", Wish())

    def told(self, ask: Ask, how: str = "", text: str = "", old: str = "", new: str = "") -> None:
        """Note down a change."""
        self.changes.append(Change(ask, how or ask.value, text, old, new))


def amend(
    debrief: Debrief,
    wishes: Mapping[str, Wish],
    drafts: Sequence[Draft],
    revisions: Sequence[Revision],
    *,
    catalogue: Catalogue,
    reader: Reader,
    phrases: Phrases,
) -> Amended:
    """Return what the file becomes; withdrawals come last, since they move the places of the others."""
    file = _File(debrief, dict(wishes), tuple(drafts), catalogue, reader, phrases)
    if not file.whole.seed:
        file.wish(seed=debrief.text)
    for revision in sorted(revisions, key=lambda each: each.ask is Ask.NOT_MINE):
        _STEPS[revision.ask](file, revision)
    return Amended(
        file.debrief, file.wishes, tuple(file.changes), tuple(file.unknown), tuple(file.questions), tuple(file.added),
        tuple(file.withdrawn), tuple(file.stories), tuple(file.names), tuple(file.insisted), file.at_once,
    )  # fmt: skip


def _manner(file: _File, revision: Revision) -> None:
    step, by = _BY[revision.ask]
    before = file.wishes.get(revision.reader, Wish())
    value = getattr(before, step)
    file.wish(revision.reader, **{step: max(-3, min(3, value + by))})
    if revision.sentences:
        file.wish(revision.reader, sentences=revision.sentences)
    elif revision.ask is Ask.LONGER:
        file.wish(revision.reader, sentences=0)
    file.told(revision.ask, text=revision.reader)


_BY = {
    Ask.SHORTER: ("length", -1), Ask.LONGER: ("length", 1), Ask.WARMER: ("warmth", 1), Ask.COOLER: ("warmth", -1),
    Ask.MORE_FORMAL: ("formality", 1), Ask.LESS_FORMAL: ("formality", -1),
}  # fmt: skip


def _redraft(file: _File, revision: Revision) -> None:
    file.wish(turn=file.whole.turn + 1, cut=())
    file.told(revision.ask)


_PLACE = re.compile(
    r"\b(?P<which>first|opening|second|third|last|final|closing)\b.*?\b(?P<what>sentences?|lines?|paragraphs?|bit|part)\b", re.I
)
_SORRY = re.compile(r"^(?:the |any |all |my )?(?:apolog\w+|sorry|sorrys|saying sorry|owning\w*|grovel\w*)\b", re.I)


def _leave_out(file: _File, revision: Revision) -> None:
    whole = file.whole
    if place := _PLACE.search(revision.text):
        cut = _placed(place, file.drafts)
        file.wish(cut=(*whole.cut, *cut))
        file.told(revision.ask, text=revision.text)
        return
    if _SORRY.search(revision.text):
        file.wish(unwanted=(*whole.unwanted, gate.OWNING), wanted=())
        file.told(revision.ask, text=revision.text)
        return
    stood = any(mentions(each.body, revision.text) for each in file.drafts)
    known = [each for each in (revision.kind, _quote(file, revision)) if each]
    rulings = gate.rule(file.debrief.mistakes, file.catalogue, whole.wanted)
    stood = stood or any(
        each.move is not Move.OMIT and each.mistake.quote in known for each in rulings
    )
    file.wish(
        unwanted=(*whole.unwanted, *known),
        wanted=tuple(each for each in whole.wanted if each != revision.kind),
        without=(*whole.without, revision.text),
        featured=tuple(each for each in whole.featured if not mentions(each, revision.text)),
        said=tuple(each for each in whole.said if not mentions(each, revision.text)),
    )
    file.told(revision.ask, "leave_out" if stood else "not_there", revision.text)


def _quote(file: _File, revision: Revision) -> str:
    return file.debrief.mistakes[revision.mistake].quote if revision.mistake is not None else ""


def _placed(place: re.Match[str], drafts: Sequence[Draft]) -> list[str]:
    """Return the sentences that "the last line" or "the second paragraph" means, in each draft."""
    at = {"first": 0, "opening": 0, "second": 1, "third": 2}.get(place.group("which").casefold(), -1)
    found: list[str] = []
    for draft in drafts:
        parts = [sentences(each) for each in paragraphs(draft.body)]
        units = parts if place.group("what").casefold().startswith("para") else [[one] for each in parts for one in each]
        if -len(units) <= at < len(units):
            found.extend(units[at])
    return found


def _mention(file: _File, revision: Revision) -> None:
    whole = file.whole
    file.wish(without=tuple(each for each in whole.without if not mentions(revision.text, each)))
    mine = re.search(r"\b(?:i|my|me|being|was|for|forgetting|sorry|apologi[sz]\w*|own\w*)\b", revision.quote, re.I)
    if revision.kind and (revision.mistake is not None or mine):
        _own(file, revision)
    elif re.search(r"\b(?:i|we|you|she|he|they|it|there|[a-z]+) ?(?:'m|'ve|'d|'ll|'re|ve|can|could|am|was|were|have|had|has|will|would|did|do|is|are|use|used|like|liked|love|loved|know|live|speak|spoke|said|told|work|worked|want|need|think|thought|enjoy\w*|hope|look|got|made|passed|finished|started|learn\w*|met|saw|found)\b", revision.text, re.I):
        _say(file, revision.text, Ask.MENTION)
    elif _in_the_room(file.debrief, revision.text):
        file.wish(featured=(*file.whole.featured, _named(revision.text)))
        file.told(Ask.MENTION, "mention_topic", revision.text)
    else:
        thing = _shifted(file, re.sub(r"^my own\b", "my own", revision.text))
        file.wish(said=(*file.whole.said, fill(file.phrases.one("wish.have"), {"thing": thing})))
        file.told(Ask.MENTION, "mention_topic", revision.text)


def _own(file: _File, revision: Revision) -> None:
    """Own a slip because the person wants it: it is their note."""
    whole = file.whole
    kind = file.catalogue.kinds[revision.kind]
    ruled = gate.rule(file.debrief.mistakes, file.catalogue, whole.wanted, whole.unwanted)
    there = any(each.kind and each.kind.id == kind.id and each.move is Move.APOLOGISE for each in ruled)
    if revision.mistake is None:
        file.debrief, mistake = _with_slip(file, revision.text, revision.kind, Visible.YES)
        file.added.append(mistake)
    else:
        mistake = replace(file.debrief.mistakes[revision.mistake], kind=kind.id, asserted=True)
        file.debrief = _with(file.debrief, revision.mistake, mistake)
    refused = (kind.id, mistake.quote, gate.OWNING)
    file.wish(
        wanted=tuple(dict.fromkeys((*whole.wanted, kind.id))),
        unwanted=tuple(each for each in whole.unwanted if each not in refused),
        without=tuple(each for each in whole.without if not mentions(mistake.quote, each)),
    )
    if not kind.note and not mistake.answer:
        file.insisted.append(kind.id)
    file.told(Ask.MENTION, "mention_there" if there else "mention", revision.text, new=kind.title)


def _in_the_room(debrief: Debrief, text: str) -> bool:
    return any(mentions(each, text) for each in (debrief.text, *(topic.text for topic in debrief.topics)))


def _named(text: str) -> str:
    return speech.with_article(re.sub(r"^(?:the |their |her |his )?(?:fact|bit|part) (?:about|that) ", "", text))


def _say(file: _File, text: str, ask: Ask) -> None:
    clause = _shifted(file, text).strip(" .")
    if len(clause.split()) > CLAUSE_AT_MOST or re.match(r"(?:thank|i would|i'd)\b", clause, re.I):
        sentence = clause[:1].upper() + clause[1:] + "."
    else:
        sentence = fill(file.phrases.all("wish.say")[len(file.whole.said) % 2], {"clause": clause})
    file.wish(said=(*file.whole.said, sentence))
    file.told(ask, "mention_said", text)
    low = sentence.casefold()
    file.insisted.extend(
        each for table in ("banned", "blame", "salary") for each in file.phrases.all(f"words.{table}")
        if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", low)
    )  # fmt: skip


def _shifted(file: _File, text: str) -> str:
    """Return a person's words as they read in a note to the interviewer: mended, "she" turned into "you"."""
    mended = speech.mend(text, [each.name for each in file.debrief.interviewers])
    mended = re.sub(r"^(?:ive|iv)\b", "I have", mended, flags=re.I)
    mended = re.sub(r"\bI've got\b", "I have", mended)
    if len(file.debrief.interviewers) == 1:
        first = file.debrief.interviewers[0].name.split(" ")[0]
        mended = re.sub(rf"\b{re.escape(first)}\b(?!'s)", "she", mended)
    return speech.to_you(mended, sole=len(file.debrief.interviewers) < 2) or mended


def _replace(file: _File, revision: Revision) -> None:
    if revision.text == "subject":
        file.wish(subject=revision.new)
        file.told(revision.ask, "subject", new=revision.new)
        return
    file.wish(replaced=(*file.whole.replaced, (revision.old, revision.new)))
    file.told(revision.ask, old=revision.old, new=revision.new)


def _rename(file: _File, revision: Revision) -> None:
    people = list(file.debrief.interviewers)
    at = _person(people, revision)
    if at is None and len(people) > 1:
        file.unknown.append(revision.quote)
        return
    if at is None:
        file.debrief = replace(file.debrief, interviewers=(Interviewer(revision.new),))
        file.wish(names=(*file.whole.names, (revision.new, "")))
        file.told(revision.ask, "name_told", new=revision.new)
        return
    old = people[at].name
    new = _whole_name(old, revision)
    people[at] = replace(people[at], name=new)
    wrong = [a for a, b in zip(old.split(" "), new.split(" "), strict=False) if a != b] if len(old.split()) == len(new.split()) else []
    debrief = replace(file.debrief, interviewers=tuple(people))
    for a, b in zip(wrong, [b for b in new.split(" ") if b not in old.split(" ")], strict=False):
        debrief = reworded(debrief, a, b)
    file.debrief = debrief
    if old in file.wishes:
        file.wishes[new] = file.wishes.pop(old)
    first = dict(file.whole.names).get(old, old)
    file.wish(names=(*(each for each in file.whole.names if each[0] != old), (new, first)))
    file.names.append((old, new))
    file.told(revision.ask, old=old, new=new)


def _person(people: Sequence[Interviewer], revision: Revision) -> int | None:
    if revision.old:
        whom = naming.whom(revision.old, Debrief("", interviewers=tuple(people)))
        if whom is not None:
            return next(at for at, each in enumerate(people) if each.name == whom)
    if len(people) == 1:
        return 0
    close = sorted(((matching.alike(revision.new, each.name), at) for at, each in enumerate(people)), reverse=True)
    return close[0][1] if close and close[0][0] >= 0.6 else None


def _whole_name(old: str, revision: Revision) -> str:
    """Return the full name after a correction of all of it or of one part."""
    had, new = old.split(" "), revision.new
    if re.search(r"\b(?:sur|last |family )name\b", revision.quote, re.I):
        return " ".join([*(had[:-1] if len(had) > 1 else had), new]) if new.split(" ")[0] not in had else new
    if " " in new or len(had) == 1:
        return new
    if revision.old and revision.old in had:
        return " ".join(new if each == revision.old else each for each in had)
    best = max(range(len(had)), key=lambda at: (matching.alike(new, had[at]), -at))
    return " ".join(new if at == best else each for at, each in enumerate(had))


def _sign(file: _File, revision: Revision) -> None:
    file.wish(signed=revision.new)
    file.told(revision.ask, new=revision.new)


def _address(file: _File, revision: Revision) -> None:
    people = list(file.debrief.interviewers)
    local = " ".join(re.split(r"[._@-]", revision.email)[:3])
    before = revision.text.split(revision.email)[0]
    named = [at for at, each in enumerate(people) if any(
        len(part) > 2 and re.search(rf"\b{re.escape(part)}", before, re.I) for part in matching.words(each.name))]  # fmt: skip
    near = [at for at, each in enumerate(people) if any(len(p) > 2 and p in local.casefold() for p in matching.words(each.name))]
    open_ = [at for at, each in enumerate(people) if not each.email]
    at = next(iter([*named, *near, *(open_ if len(open_) == 1 else []), *([0] if len(people) == 1 else [])]), None)
    if at is None and people:
        file.unknown.append(revision.quote)
        return
    if at is None:
        file.wish(email=revision.email)
    else:
        people[at] = replace(people[at], email=revision.email)
        file.debrief = replace(file.debrief, interviewers=tuple(people))
    file.told(revision.ask, new=revision.email, old=people[at].name if at is not None else "")


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)


def _correct(file: _File, revision: Revision) -> None:
    debrief, new = file.debrief, revision.new
    if revision.fact == "company":
        debrief = replace(reworded(debrief, debrief.company, new) if debrief.company else debrief, company=new)
    elif revision.fact == "role":
        debrief = replace(reworded(debrief, debrief.role, new) if debrief.role else debrief, role=new)
    elif revision.fact == "mode":
        debrief = replace(debrief, mode=Mode(new))
    elif revision.fact == "next":
        steps = debrief.next_steps or ""
        debrief = replace(debrief, next_steps=_WEEKDAY.sub(new, steps, count=1) if _WEEKDAY.search(steps) else revision.quote)
    elif revision.old:
        debrief = reworded(debrief, revision.old, new)
    else:
        told = {each.casefold() for each in _WEEKDAY.findall(debrief.text.replace(debrief.next_steps or "\0", ""))}
        debrief = reworded(debrief, told.pop(), new) if len(told) == 1 else debrief
    file.debrief = debrief
    file.told(revision.ask, f"fact_{revision.fact}", old=revision.old, new=new)


def _with_slip(file: _File, text: str, kind: str, seen: Visible | None = None) -> tuple[Debrief, Mistake]:
    """Return the debrief with one more slip, told in these words, as the reader takes it."""
    base = file.debrief.text.rstrip() + "\n\n"
    reading = file.reader.read(text, Known(company=file.debrief.company))[0]
    read = max(reading.mistakes, key=lambda each: each.certainty, default=None)
    plain = Mistake(text.strip(" ."), Place(0, len(text.strip(" ."))), None, (), 0.0, 1.0, Visible.UNCLEAR)
    one = read or plain
    place = Place(one.place.start + len(base), one.place.end + len(base))
    one = replace(
        one, place=place, kind=kind or one.kind, confidence=1.0 if kind else one.confidence, certainty=1.0, asserted=True, cause=None,
        visible=seen or one.visible,
    )  # fmt: skip
    return replace(file.debrief, text=base + text, mistakes=(*file.debrief.mistakes, one)), one


def _add_mistake(file: _File, revision: Revision) -> None:
    file.debrief, mistake = _with_slip(file, revision.text, revision.kind)
    file.added.append(mistake)
    file.told(revision.ask, text=mistake.quote)


def _add_positive(file: _File, revision: Revision) -> None:
    base = file.debrief.text.rstrip() + "\n\n"
    reading = file.reader.read(revision.text, Known(company=file.debrief.company, interviewers=file.debrief.interviewers))[0]
    moved = [replace(each, place=_moved(each.place, len(base))) for each in reading.positives]
    topics = [replace(each, place=_moved(each.place, len(base)), warm=True) for each in reading.topics]
    if not topics and (found := _ABOUT.search(revision.text)):
        topics = [Topic(found.group("what"), _moved(Place(*found.span("what")), len(base)), warm=True)]
    before = {each.name for each in file.debrief.interviewers}
    file.debrief = replace(
        file.debrief,
        text=base + revision.text,
        positives=(*file.debrief.positives, *moved),
        topics=(*topics, *file.debrief.topics),
        interviewers=(*file.debrief.interviewers, *(each for each in reading.interviewers if each.name not in before)),
    )
    words = [each.text for each in topics[:1]] or [revision.text]
    file.wish(featured=(*file.whole.featured, *(each for each in words if len(each.split()) < 7)))
    file.told(revision.ask, text=revision.text)


_ABOUT = re.compile(r"\b(?:talk\w*|spoke|chat\w*|discuss\w*|conversation|went) (?:a (?:lot|bit) )?(?:about|on|over|into|through)? ?(?P<what>[^,.;!?\n]{3,60})", re.I)


def _moved(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by)


def _supply(file: _File, revision: Revision) -> None:
    at = revision.mistake if revision.mistake is not None else _open(file, revision)
    answer = _brief(revision.text)
    base = file.debrief.text.rstrip() + "\n\n"
    file.debrief = replace(file.debrief, text=base + answer)
    kind = ""
    if at is not None:
        mistake = replace(file.debrief.mistakes[at], answer=answer, cost=True, asserted=True)
        file.debrief = _with(file.debrief, at, mistake)
        kind = mistake.kind or ""
        file.wish(unwanted=tuple(each for each in file.whole.unwanted if each not in (kind, mistake.quote)))
    else:
        _say(file, answer, Ask.SUPPLY)
        file.changes.pop()
    file.stories.append(Story(revision.old or _quote_at(file, at), revision.text, kind))
    file.told(revision.ask, text=answer, old=revision.old)


def _quote_at(file: _File, at: int | None) -> str:
    return file.debrief.mistakes[at].quote if at is not None else ""


def _open(file: _File, revision: Revision) -> int | None:
    """Return the slip that an answer without a subject answers: what was asked for, or the only one without an answer."""
    rulings = gate.rule(file.debrief.mistakes, file.catalogue)
    waiting = [at for at, each in enumerate(rulings) if each.why is gate.Why.NO_ANSWER]
    near = matching.mistake(revision.text, file.debrief, file.catalogue)
    if near is not None and near in waiting:
        return near
    lacking = [at for at, each in enumerate(rulings) if each.kind and each.kind.supply and not each.mistake.answer]
    return next(iter(waiting), next(iter(lacking), near))


def _brief(answer: str) -> str:
    """Return as many whole clauses of an answer as a note has room for."""
    parts = re.split(r"(?<=[,;.])\s+|\s+(?=(?:and|then|so|because) )", answer.strip(" ."))
    taken = parts[0]
    for part in parts[1:]:
        if len(f"{taken} {part}".split()) > ANSWER_AT_MOST:
            break
        taken = f"{taken} {part}"
    return re.sub(r"\.\s+(\w)", lambda m: ", " + m.group(1).lower(), taken).strip(" ,;.")


def _with(debrief: Debrief, at: int, mistake: Mistake) -> Debrief:
    return replace(debrief, mistakes=tuple(mistake if n == at else each for n, each in enumerate(debrief.mistakes)))


def _not_mine(file: _File, revision: Revision) -> None:
    if revision.mistake is None or revision.mistake >= len(file.debrief.mistakes):
        file.unknown.append(revision.quote)
        return
    gone = file.debrief.mistakes[revision.mistake]
    if gone in file.withdrawn:
        return
    file.debrief = without(file.debrief, file.debrief.mistakes.index(gone))
    file.withdrawn.append(gone)
    file.wish(wanted=tuple(each for each in file.whole.wanted if each != gone.kind))
    file.told(revision.ask, text=gone.quote)


def without(debrief: Debrief, at: int) -> Debrief:
    """Return the debrief without one mistake; causes that point past it move up, those that point at it go."""
    moved = (
        replace(each, cause=None if each.cause == at else each.cause - (each.cause > at)) if each.cause is not None else each
        for n, each in enumerate(debrief.mistakes)
        if n != at
    )
    return replace(debrief, mistakes=tuple(moved))


def _it_was(file: _File, revision: Revision) -> None:
    unsure = [n for n, each in enumerate(file.debrief.mistakes) if not each.asserted]
    meant = [revision.mistake] if revision.mistake in unsure else unsure[:2] if revision.mistake is None else []
    if not meant:
        file.told(revision.ask, "it_was_there")
        return
    for at in meant:
        mistake = replace(file.debrief.mistakes[at], asserted=True, kind=file.debrief.mistakes[at].kind or next(iter(file.debrief.mistakes[at].kinds), None))
        file.debrief = _with(file.debrief, at, mistake)
        file.added.append(mistake)
        file.told(revision.ask, text=mistake.quote)


def _at_once(file: _File, revision: Revision) -> None:
    file.at_once = True
    file.told(revision.ask)


def _asked_about(file: _File, revision: Revision) -> None:
    (file.questions if revision.ask is Ask.QUESTION else file.unknown).append(revision.text)


_STEPS: Mapping[Ask, Callable[[_File, Revision], None]] = {
    **dict.fromkeys(_BY, _manner),
    Ask.MENTION: _mention,
    Ask.LEAVE_OUT: _leave_out,
    Ask.REPLACE: _replace,
    Ask.REDRAFT: _redraft,
    Ask.RENAME: _rename,
    Ask.SIGN: _sign,
    Ask.ADDRESS: _address,
    Ask.CORRECT_FACT: _correct,
    Ask.ADD_MISTAKE: _add_mistake,
    Ask.ADD_POSITIVE: _add_positive,
    Ask.SUPPLY: _supply,
    Ask.NOT_MINE: _not_mine,
    Ask.IT_WAS: _it_was,
    Ask.SEND_NOW: _at_once,
    Ask.ACCEPTED: lambda file, revision: file.told(revision.ask),
    Ask.QUESTION: _asked_about,
    Ask.UNKNOWN: _asked_about,
}
