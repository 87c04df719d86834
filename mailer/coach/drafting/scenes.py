"""What else took place in the room, told neither as good nor as bad: what was done, asked, told, and what comes of it.

A note lives by one thing that both sides remember. Where the person calls nothing good, it may still be something
neutral, provided that nothing went wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailer.coach.drafting import cues, speech
from mailer.coach.drafting.topics import Frame, Specific, frame_of, phrase
from mailer.coach.drafting.whom import reader_of
from mailer.coach.model import Debrief, Interviewer, Mistake, Place


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause or a sentence of the telling, with the sentence it stands in."""

    text: str
    start: int
    end: int


def specifics(debrief: Debrief, to: Interviewer | None, kept: Sequence[Mistake]) -> tuple[Specific, ...]:
    """Return what took place in the room, for the note to `to`; nothing that a mistake (`kept`) touches."""
    found: list[Specific] = []
    told = {each.casefold() for each in _taken(debrief)}
    for part in _sentences(debrief):
        for place, one in _read(part, debrief, to):
            who = reader_of(part.text, place, debrief)
            # A pronoun needs somebody it can mean; what nobody is named with belongs to all of them.
            if who is not None and to is not None and who.name != to.name:
                continue
            if one.frame is not Frame.SHOWN and _of_firm(one.text, debrief):
                continue
            # What may be a mistake spoils what nobody called good.
            if (
                _spoilt(place, one, debrief, kept if one.warm else debrief.mistakes)
                or one.text.casefold() in told
                or _of_role(one.text, debrief)
            ):
                continue
            found.append(Specific(one.frame, one.text, place, who.name if who else None, one.warm))
    found += _side(debrief, to)
    return tuple(found)


def _side(debrief: Debrief, to: Interviewer | None) -> list[Specific]:
    """Return the side of the house that the reader stands for: "Baz from the union side"."""
    if to is None or len(debrief.interviewers) < 2:
        return []
    for part in speech.words(to.name):
        told = re.search(rf"\b{re.escape(part)}\b{cues.FROM}", debrief.text)
        if told and not re.search(
            r"\b(university|uni|agency|the other|abroad|last|head|company|firm|start|home|here|bus|train|tram|car|street|station|phone|school|town|city|work)\b",
            told["what"],
        ):
            return [Specific(Frame.FROM, told["what"], Place(told.start(), told.end()), to.name)]
    return []


def _of_firm(text: str, debrief: Debrief) -> bool:
    firm = {each.casefold() for each in speech.words(debrief.company or "") if len(each) > 3}
    return bool(firm & {each.casefold() for each in speech.words(text)})


def _of_role(text: str, debrief: Debrief) -> bool:
    """Say whether a phrase is but a part of the job's name: "the flight test" of a flight test engineer."""
    return bool(debrief.role) and f" {text.removeprefix('the ').casefold()} " in f" {(debrief.role or '').casefold()} "


def _taken(debrief: Debrief) -> Iterator[str]:
    """Yield names that are no topics: of the people, the firm and the role."""
    names = [each.name for each in debrief.interviewers]
    for each in (debrief.company, debrief.role, *names, *(part for name in names for part in speech.words(name))):
        if each:
            yield each
            yield f"the {each}"


def _sentences(debrief: Debrief) -> Iterator[_Part]:
    for start, end in speech.spans(debrief.text):
        lead = len(debrief.text[start:end]) - len(debrief.text[start:end].lstrip(" \n-*•–\"'"))
        yield _Part(debrief.text[start + lead : end], start + lead, end)


def _spoilt(place: Place, one: Specific, debrief: Debrief, kept: Sequence[Mistake]) -> bool:
    """Say whether a mistake lies on the telling, or speaks of the same thing."""
    main = {each.casefold()[:6] for each in speech.words(one.text) if len(each) > 3}
    for each in kept:
        if each.place.start < place.end and place.start < each.place.end:
            return True
        theirs = {word.casefold()[:6] for word in speech.words(each.quote)}
        if main & theirs:
            return True
        # What went wrong right after, without a heading of its own, was most often the same thing.
        between = debrief.text[place.end : each.place.start] if each.place.start >= place.end else "\n"
        same = (
            each.kind not in cues.MANNER
            and cues.ON.match(each.quote)
            and not re.search(r"\b(?:about|on|question|answer|asked)\b", each.quote)
        )
        if len(between) < 40 and "\n" not in between and (same or not re.search(r"[.!?]", between)):
            return True
    return one.frame is Frame.ASKED and _went_wrong(place, debrief)


def _went_wrong(place: Place, debrief: Debrief) -> bool:
    """Say whether what follows a question, in its sentence or by "I …" in the next, sounds as if the answer failed."""
    rest = [debrief.text[max(a, place.end) : b] for a, b in speech.spans(debrief.text) if b > place.end][:2]
    own, after = (*rest, "", "")[:2]
    own = re.split(r", (?=(?:[A-Z]\w+|she|he|they) )", own, maxsplit=1)[0]
    telling = f"{own} {after}" if cues.ON.match(after.strip()) else own
    return bool(speech.NOT.search(telling) or speech.SHADOW.search(telling))


def _read(part: _Part, debrief: Debrief, to: Interviewer | None) -> Iterator[tuple[Place, Specific]]:
    """Yield what one sentence gives, surest first."""
    names = [each.name for each in debrief.interviewers]
    text = part.text
    start = debrief.text.rfind("\n", 0, part.start) + 1
    before = debrief.text[start : part.start]
    for frame, what, at, warm in (*_praised(text, before), *_fixed(text), *_phrased(text)):
        place = Place(part.start + at[0], part.start + at[1])
        if frame is Frame.PRAISE and (not what or phrase(what, debrief, to) is None):
            yield place, Specific(frame, "", place, None, True)
            continue
        if frame in (Frame.FOR, Frame.BOTH, Frame.KIND):
            yield place, Specific(frame, speech.mend(what, names), place, None, True)
            continue
        after = re.split(r", (?=(?:[A-Z]\w+|she|he|they) )", text[at[1] :], maxsplit=1)[0]
        if _dark(
            after if frame is Frame.ASKED else _clause_at(text, at) if frame in _SELF_MADE else text[at[0] :], warm
        ):
            continue
        asked = frame is Frame.ASKED and re.match(r"(what|how|which|where) I\b", what, re.I)
        shown = _clause(what) if asked or what.startswith("that ") else phrase(what, debrief, to)
        if shown is None or not speech.fit(shown.removeprefix("that ") if frame is Frame.HEARD else shown, 16):
            continue
        if frame is Frame.TALK:
            frame = _practical(shown)
            shown = _bare(shown, what) if frame is Frame.TALK else _the(shown)
            # "Book: fine" names a thing without saying which; "payroll: fine" names a field.
            if frame is Frame.TALK and " " not in shown and speech.with_article(shown) != shown:
                continue
        yield place, Specific(frame, shown, place, None, warm)


def _praised(text: str, before: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield the kind words of a sentence, about what the paragraph named last; about nothing where it named nothing."""
    for found in cues.SAID_GOOD.finditer(text):
        if (found["who"] or found["clap"] or "").casefold() in cues.NOT_THEM:
            continue
        earlier = f"{before} {text[: found.start()]}"
        things = [
            what
            for sentence in re.split(r"(?<=[.!?])\s+", earlier)
            for frame, what, _, _ in _phrased(sentence)
            if frame in _THINGS
        ]
        yield Frame.PRAISE, things[-1] if things else "", found.span(), True


_SELF_MADE = (Frame.LIKED, Frame.DID, Frame.WORK_OF, Frame.SHOWN, Frame.HEARD)


def _clause_at(text: str, at: tuple[int, int]) -> str:
    """Return the clause of a sentence that holds a find: what comes after its comma is another matter."""
    before = re.split(r"[,;]|\band\b|\bbut\b", text[: at[0]])[-1]
    return before + text[at[0] : at[1]] + re.split(r"[,;]|\band\b", text[at[1] :], maxsplit=1)[0]


_THINGS = (Frame.TALK, Frame.TOLD, Frame.DID, Frame.WORK_OF)


def _fixed(text: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield what our own words can say best: kindnesses, and what both share."""
    for found in cues.FOR.finditer(text):
        got = found.groupdict()
        verb = {
            "walked": "walking",
            "drove": "driving",
            "showed": "showing",
            "brought": "bringing",
            "took": "taking",
        }.get((got["walk"] or "").casefold())
        tea = {
            "made": "making",
            "got": "getting",
            "brought": "bringing",
            "bought": "buying",
            "gave": "giving",
            "offered": "offering",
        }.get((got["tea"] or "").casefold())
        if verb:
            yield Frame.FOR, f"{verb} me {got['where']}", found.span(), True
        elif tea:
            yield Frame.FOR, f"{tea} me {got['cup']}", found.span(), True
        elif got["everything"]:
            yield Frame.FOR, "@everything", found.span(), True
        elif got["intro"]:
            yield Frame.FOR, f"introducing me to {got['team']}", found.span(), True
    for pattern, kindness in ((cues.TIME, "@time"), (cues.STRAIGHT, "@answers")):
        if told := pattern.search(text):
            yield Frame.FOR, kindness, told.span(), True
    if clicked := cues.CLICKED.search(text):
        yield Frame.KIND, "", clicked.span(), True
    for found in cues.SAME.finditer(text):
        if re.search(r"\b(boss|he|she|we|they|both|[A-Z]\w+)\b", text[: found.start()]):
            said = (
                "support"
                if found["supports"]
                else "come from"
                if found["from"]
                else "went to"
                if found["went"]
                else "grew up in"
                if found["grew"]
                else found["works"].casefold()
            )
            yield Frame.BOTH, f"{said} the same {found['what'].casefold()}", found.span(), True


def _phrased(text: str) -> Iterator[tuple[Frame, str, tuple[int, int], bool]]:
    """Yield what the person's own words say, as they stand."""
    plain = cues.WAS_FINE.sub("fine", text)
    praised = bool(cues.SAID_GOOD.search(text))
    for found in cues.RELATIVE.finditer(text):
        yield Frame.TOLD, found["what"], found.span(), praised
    for found in cues.LIKED.finditer(text):
        if not cues.LOOKS.search(found["what"]):
            yield Frame.LIKED, found["what"], found.span(), True
    for found in cues.SHOWN.finditer(text):
        yield Frame.SHOWN, found["what"], found.span(), True
    for found in cues.WENT_WELL.finditer(text):
        frame = Frame.GIVE if found["verb"].casefold() in ("gave", "taught", "led", "ran", "presented") else Frame.DO
        to_whom = f" {found['for']}" if found["for"] else ""
        yield frame, f"{found['what']}{to_whom}", found.span(), True
    for found in cues.NEWS.finditer(text):
        if not cues.OWN_NEWS.search(found["what"]):
            yield Frame.HEARD, f"that {found['what']}", found.span(), True
    for pattern, frame in ((cues.LONG, Frame.TALK), (cues.SPOKE, Frame.TALK), (cues.HEARD, Frame.HEARD)):
        for found in pattern.finditer(text):
            yield frame, found["what"], found.span(), True
    for found in cues.MADE_ME.finditer(text):
        yield Frame.WORK_OF, f"{speech.doing(found['verb'])} {found['what']}", found.span(), praised
    lead = len(text) - len(text.lstrip())
    if (headed := cues.HEAD.match(plain.lstrip())) and _topic_like(headed["what"]):
        good = praised or bool(
            re.match(
                r"(fine|good|easy|grand|great|solid|strong|textbook|spot on|smooth|comfortable)\b", headed["body"], re.I
            )
        )
        yield Frame.TALK, headed["what"], (lead, len(text)), good
    for found in cues.EVENT.finditer("" if cues.TO_COME.search(text) else text):
        words = _named(found["what"])
        if len(words) > 1 or " ".join(words).casefold() in cues.ALONE:
            if any(each.isdigit() for each in words):
                continue
            what = speech.lowered(" ".join(words), text)
            yield Frame.TALK, f"the {what}", (found.start("what"), found.end("what")), praised
    for found in cues.SET.finditer(text):
        yield (
            Frame.WORK_OF,
            f"{speech.doing(found['verb'])} {re.sub('^one', 'a', found['what'])}",
            found.span(),
            praised,
        )
    for found in cues.DONE.finditer(text):
        if not cues.NO_DEED.search(found["what"]) and not cues.TASK.match(found["what"]):
            yield Frame.DID, f"{cues.DOING[found['verb'].casefold()]} {found['what']}", found.span(), True
    for found in cues.TOLD.finditer(text):
        yield Frame.TOLD, found["what"], found.span(), praised
    for found in cues.ASKED.finditer(text):
        what = found["what"] or found["how"] or found["why"]
        if cues.PRIVATE.search(what):
            continue
        yield Frame.ASKED, what, found.span(), False


def _named(typed: str) -> list[str]:
    """Return the words by which a person names an exercise: those right before it that are no verbs and no fillers."""
    front = cues.TASK.match(typed)
    kept = front["task"].split() if front else []
    for word in reversed(front["before"].split() if front else []):
        if word.casefold() in cues.LOOSE or re.search(r"'|[^e]ed$|ly$", word):
            break
        kept.insert(0, word)
    return kept


def _practical(text: str) -> Frame:
    """Return the frame of something done, else of something talked about."""
    frame = frame_of(text)
    if frame is Frame.TALK and cues.PRACTICAL.search(speech.head(text)) and not text.startswith(("how", "what")):
        return Frame.DO
    return frame


def _the(text: str) -> str:
    return text if re.match(r"(the|my|your|a|an)\b", text) else f"the {text}"


def _bare(shown: str, typed: str) -> str:
    plain = (
        re.match(r"(the|a|my|your|their|his|her)\b", typed, re.I) is None
        and speech.head(shown).casefold() not in cues.THING
    )
    return shown.removeprefix("the ") if plain else shown


def _topic_like(what: str) -> bool:
    parts = [each.casefold() for each in speech.words(what)]
    return (
        bool(parts)
        and len(parts) < 5
        and not any(each in cues.NO_HEAD for each in parts)
        and not re.search(r"(?<!r)ed$|ly$", parts[-1])
    )


def _dark(telling: str, warm: bool) -> bool:
    """Say whether the rest of the sentence throws a shadow on what it tells."""
    plain = re.sub(r"^\W*(?:but|and|so|then)\b", "", cues.WAS_FINE.sub("fine", telling), flags=re.I)
    return bool(speech.SHADOW.search(plain) or (speech.NOT.search(plain) and not warm))


def _clause(what: str) -> str | None:
    """Return an indirect question, or what they told, as it reads after "your question about" or "good to hear"."""
    turned = speech.to_you(speech.mend(speech.plain(what)), sole=True)
    return turned if turned and 3 < len(speech.words(turned)) < 16 else None
