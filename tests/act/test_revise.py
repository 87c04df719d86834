"""A conversation about a note, as the person who has it reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.drafting.conversation import START, bodies, talk
from mailer.app import App
from mailer.store import conversations, debriefs, people, routines

BASES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parents[2] / "bench/drafting/bases.json").read_text("utf-8")
)


def reply(told: dict[str, Any]) -> str:
    """Return the words of the one reply."""
    (only,) = told["replies"]
    text: str = only["text"]
    return text


def words(told: dict[str, Any]) -> int:
    """Return how many words all notes have together."""
    return sum(len(each.split()) for each in bodies(told))


def broken(told: dict[str, Any]) -> list[str]:
    """Return the rules that a note of this mail breaks."""
    return [
        n for d in told["debriefs"] for draft in d["drafts"] for n, holds in draft["rules"].items() if holds is False
    ]


def test_shorter_and_shorter(app: App) -> None:
    """Each "shorter" gives a shorter note that still thanks and still wants the job."""
    told = talk(app, BASES["startup"], "shorter", "even shorter please")
    assert words(told[0]) > words(told[1]) > words(told[2])
    assert all("hank" in body for each in told for body in bodies(each))
    assert not broken(told[1])


def test_longer_after_shorter(app: App) -> None:
    """Who turns round gets a longer note again."""
    told = talk(app, BASES["startup"], "shorter", "no, longer")
    assert words(told[2]) > words(told[1])


def test_note_first_then_changed_then_left_out(app: App) -> None:
    """The reply begins with the note, then says what changed, then what is left out and how to put it in."""
    text = reply(talk(app, BASES["surgery"], "warmer")[1])
    assert text.index("YOUR THANK-YOU NOTE") < text.index("CHANGED") < text.index("LEFT OUT OF THE NOTE")
    assert 'answer "mention rambling"' in text


def test_left_out_stays_out(app: App) -> None:
    """What is to be left out does not come back with a later wish."""
    told = talk(app, BASES["surgery"], "leave out EMIS", "longer", "try again")
    assert not any("EMIS" in body for each in told[1:] for body in bodies(each))


def test_mention_against_advice(app: App) -> None:
    """A slip that I would leave alone goes in when the person insists, with one line of what I would do instead."""
    told = talk(app, BASES["surgery"], "mention that I rambled")
    assert "rambled" in "".join(bodies(told[1]))
    assert "because you ask. I would leave it out" in reply(told[1])
    assert not broken(told[1])


def test_two_slips_in_one_sentence(app: App) -> None:
    """Two slips that shall be mentioned are owned together, with one apology."""
    told = talk(app, BASES["surgery"], "mention late and mention that I rambled")
    note = bodies(told[1])[0]
    assert "kept you waiting" in note
    assert "rambled" in note
    assert note.lower().count("sorry") == 1


def test_a_name_holds_for_later(app: App) -> None:
    """A name put right once is right in the next debrief too."""
    told = talk(app, BASES["surgery"], "it's Jeanette not Janet")
    assert bodies(told[1])[0].startswith("Hi Jeanette,")
    again = talk(
        app,
        {
            **BASES["surgery"],
            "text": "Second interview at Millbrook Surgery today, with Janet. Good chat about the rota. I went blank once.",
        },
    )
    assert again[0]["debriefs"][0]["interviewers"][0]["name"] == "Jeanette"


def test_the_wording_stays(app: App) -> None:
    """A corrected name changes the greeting and not the sentences."""
    told = talk(app, BASES["garage"], "his surname is Pritchard", "his name is Garry")
    assert bodies(told[0])[0].split("\n\n")[1:] == bodies(told[1])[0].split("\n\n")[1:]


def test_a_slip_told_later_is_learnt(app: App) -> None:
    """ "I also forgot to ask questions" is on file and on the list."""
    told = talk(app, BASES["garage"], "I also forgot to ask questions")
    assert "YOUR ROUTINE" in reply(told[1])
    person = people.everyone(app.store.reading)[0]
    assert "no_questions_asked" in {line.kind for line in routines.lines(app.store.reading, person.id)}
    assert "no_questions_asked" in {m.kind for m in debriefs.latest(app.store.reading, person.id)[0].reading.mistakes}


def test_a_slip_that_was_none_is_unlearnt(app: App) -> None:
    """ "The phone wasn't mine" takes the slip, its apology and its line away."""
    told = talk(app, BASES["garage"], "the phone wasnt mine it was his")
    assert "sorry" not in "".join(bodies(told[1]))
    person = people.everyone(app.store.reading)[0]
    assert "phone_rang" not in {line.kind for line in routines.lines(app.store.reading, person.id)}


def test_a_better_answer_is_kept(app: App) -> None:
    """The better answer becomes the note's added value, and a story for the next time."""
    told = talk(
        app,
        BASES["startup"],
        "what I would say now about the outage question is: roll back the last deploy, then find the cause",
    )
    assert "roll back the last deploy" in bodies(told[1])[0]
    person = people.everyone(app.store.reading)[0]
    assert conversations.stories(app.store.reading, person.id)[0].answer.startswith("roll back")


def test_unknown_is_asked_once_and_quoted(app: App) -> None:
    """What is not understood is quoted in one question, and the note stays as it is."""
    told = talk(app, BASES["garage"], "can you put it on headed paper")
    assert told[1]["outcome"] == "ask"
    assert '"can you put it on headed paper"' in reply(told[1])
    assert bodies(told[0]) == bodies(told[1])
    assert "Subject:" not in reply(told[1])


def test_half_understood(app: App) -> None:
    """What is understood is done, and the rest is asked about in the same mail."""
    told = talk(app, BASES["garage"], "shorter. Can you also put it on headed paper?")
    assert words(told[1]) < words(told[0])
    assert "headed paper" in reply(told[1])
    assert "CHANGED" in reply(told[1])


def test_outside_the_thread(app: App) -> None:
    """ "Make it shorter" as a new mail is about the latest note; three weeks later it is not."""
    from datetime import timedelta

    from bench.drafting.conversation import mail
    from mailer.cli.explain import explained

    talk(app, BASES["garage"])
    at = START + timedelta(days=3)
    assert explained(app, mail(BASES["garage"]["from"], "make it shorter please", at), at, None)["intent"] == "revise"
    late = START + timedelta(days=22)
    assert (
        explained(app, mail(BASES["garage"]["from"], "make it shorter, please", late), late, None)["intent"] != "revise"
    )


@pytest.mark.parametrize("text", ["thanks!", "perfect, sent it", "ok great"])
def test_thanks(app: App, text: str) -> None:
    """A thank-you gets two friendly lines and no new draft."""
    told = talk(app, BASES["garage"], text)
    assert "Subject:" not in reply(told[1])
    assert len(reply(told[1]).split()) < 60


def test_a_question_in_the_thread(app: App) -> None:
    """A question about the note is answered, and the note is not sent again."""
    text = reply(talk(app, BASES["garage"], "is it too late to send it?")[1])
    assert "You asked" in text
    assert "Subject:" not in text


def test_despair_in_the_thread(app: App) -> None:
    """Whoever writes that there is no point in living gets care, not a draft."""
    text = reply(talk(app, BASES["garage"], "make it shorter. honestly there is no point in living")[1])
    assert "What you wrote about yourself matters more" in text


def test_braces_and_markup_do_nothing(app: App) -> None:
    """Words that look like code stay words."""
    told = talk(app, BASES["garage"], "mention that {{ 7*7 }} <b>x</b> I can weld {meet}")
    assert "49" not in "".join(bodies(told[1]))
    assert told[1]["outcome"] in ("reply", "ask")
