"""How a person sounds, which is never a mistake."""

import pytest

from mailer.coach.model import Tone
from mailer.coach.reading.tone import tone


@pytest.mark.parametrize(
    "words",
    [
        "I don't want to be here anymore.",
        "honestly i just want to die",
        "Some nights I think they'd all be better off with the insurance.",
        "I don't see what any of it is for anymore.",
        "What's the point of going on, nobody wants me",
        "thinking about ending it all",
        "I can't go on like this.",
        "I’ve been thinking about hurting myself",
        "My family would be better off without me",
        "There is no reason to live if I can't even get this.",
        "feeling suicidal tbh",
        "I wish I wasn't alive",
        "I feel completely hopeless.",
        "I have lost all hope",
    ],
)
def test_despair_is_heard(words: str) -> None:
    """Where I write that I cannot go on, no coaching comes before care."""
    assert tone(f"The interview was on Monday. {words} They call Friday.") is Tone.CRISIS


@pytest.mark.parametrize(
    "words",
    [
        "I nearly died of embarrassment.",
        "I wanted to die of shame when the phone rang.",
        "I killed it in there!",
        "They asked how I would respond to a suicidal patient.",
        "I talked about my work on the suicide prevention line.",
        "I'm hopeless at small talk.",
        "The silence was killing me.",
        "I cut myself shaving before it.",
        "I cut myself short after ten minutes.",
        "no hope of getting this one, too many candidates",
        "The scenario was a resident who wants to die.",
    ],
)
def test_figures_of_speech_are_not_despair(words: str) -> None:
    """A manner of speaking does not bring me a helpline."""
    assert tone(words) is not Tone.CRISIS


@pytest.mark.parametrize(
    "words",
    ["I'm such an idiot.", "what a moron I am", "i feel so stupid", "I hate myself for it", "could kick myself"],
)
def test_turning_on_oneself_is_heard(words: str) -> None:
    """Where I insult myself the answer is kind."""
    assert tone(words) is Tone.HURT


@pytest.mark.parametrize(
    "words", ["I am furious.", "what an arsehole", "Screw them.", "How dare he!", "he wasted my time, I'm so angry"]
)
def test_anger_is_heard(words: str) -> None:
    """Where I am angry the draft had better wait."""
    assert tone(words) is Tone.HEATED


def test_a_plain_report_is_plain() -> None:
    """A sober report is taken soberly."""
    assert tone("Got there on time, blanked on one question, they ring on Friday.") is Tone.PLAIN
