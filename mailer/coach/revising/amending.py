"""What one answer makes of the debrief on file and of the wishes for its notes: pure, one step for each thing asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mailer.coach.drafting.wishes import Wish
from mailer.coach.model import Catalogue, Debrief, Draft, Reader
from mailer.coach.phrases import Phrases
from mailer.coach.revising import filing, righting, saying
from mailer.coach.revising.amended import Amended, File
from mailer.coach.revising.values import Ask, Revision


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
    file = File(debrief, dict(wishes), tuple(drafts), catalogue, reader, phrases)
    if not file.whole.seed:
        file.wish(seed=debrief.text)
    for revision in sorted(revisions, key=lambda each: each.ask is Ask.NOT_MINE):
        _STEPS[revision.ask](file, revision)
    return Amended(
        file.debrief, file.wishes, tuple(file.changes), tuple(file.unknown), tuple(file.questions), tuple(file.added),
        tuple(file.withdrawn), tuple(file.stories), tuple(file.names), tuple(file.insisted), file.at_once,
    )  # fmt: skip


def _at_once(file: File, revision: Revision) -> None:
    file.at_once = True
    file.told(revision.ask)


def _asked_about(file: File, revision: Revision) -> None:
    (file.questions if revision.ask is Ask.QUESTION else file.unknown).append(revision.text)


_STEPS: Mapping[Ask, Callable[[File, Revision], None]] = {
    **dict.fromkeys(saying.MANNERS, saying.manner_of),
    Ask.MENTION: saying.mention,
    Ask.LEAVE_OUT: saying.leave_out,
    Ask.REPLACE: saying.reword,
    Ask.REDRAFT: saying.redraft,
    Ask.RENAME: righting.rename,
    Ask.SIGN: righting.sign,
    Ask.ADDRESS: righting.address,
    Ask.CORRECT_FACT: righting.correct,
    Ask.ADD_MISTAKE: filing.add_mistake,
    Ask.ADD_POSITIVE: filing.add_positive,
    Ask.SUPPLY: filing.supply,
    Ask.NOT_MINE: filing.not_mine,
    Ask.IT_WAS: filing.it_was,
    Ask.SEND_NOW: _at_once,
    Ask.ACCEPTED: lambda file, revision: file.told(revision.ask),
    Ask.QUESTION: _asked_about,
    Ask.UNKNOWN: _asked_about,
}
