"""Whole questions and sentences are answered at once, whatever they mean; those with more to come are waited for."""

import pytest

from benchmarks.turns.hesitant_sentences import CONFIRMING, FREELY, HARD
from ivr.core.heard.completion import Evidence, completion
from ivr.core.record import FREE, Transcript, Understanding
from ivr.core.rules import Timing

from .english import ENGLISH

TIMING = Timing()


def waited(text: str, understood: Understanding | None = None) -> float:
    return completion(FREE, Evidence(Transcript(text, 0.9), understood, 3.0), TIMING, ENGLISH).after_seconds


@pytest.mark.parametrize(
    "text",
    [
        "Who am I talking to?", "Who am I speaking with?", "Who do you work for?", "Who is this?", "What is this?",
        "Can you tell me who I'm speaking to?", "What is this about?", "What's this for?", "What's it like?",
        "What does it look like?", "Where are you from?", "Where do you come from?", "What are you made of?",
        "What can you help me with?", "Which company are you with?", "What country are you in?",
        "What number are you calling from?", "Who should I send it to?", "Who can I complain to?",
        "What else can you help with?", "Which address should I send it to?", "Where should I send it to?",
        "How do I log in?", "Can I come in?", "I can't sign in.", "My lamp won't turn on.", "What's going on?",
        "How late are you open tonight?", "Do you open on Sundays?", "Is there a shop near me?",
        "Can I pay by card?", "How old are you?", "What is your name?", "How much does delivery cost?",
        "Are you open on Monday?", "Do you have a cat?", "Did you get my email?", "Will it come this week?",
        "Why was I charged twice?", "When does the sale end?", "Which colours do you have?", "What do you sell?",
        "How long have you been here?", "Does the lamp come with a bulb?", "Should I keep the box?",
        "Could you tell me a joke?", "What's the weather like today?", "What time is it in London?",
        "What's the meaning of life?", "Who made you?", "Tell me a joke.", "Give me a fun fact.",
        "Send me a copy of the bill.", "Change my address please.", "I'm doing well.",
        "What is this regarding?", "Which company do you work for?", "Who should I address the letter to?",
        "What city are you in?", "What's the food like?", "Can I bring my dog with me?", "Do you ship to Canada?",
        "Is there parking near the shop?", "Who did I speak with yesterday?", "Give me a riddle.",
        "Did my payment go through?", "Tell me what my name is.", "Do you know where the shop is?", "Your age is?",
        "Can you tell me who your manager is?", "Your name is.", "And your opening hours are?",
    ],
)  # fmt: skip
def test_a_whole_sentence_is_answered_at_once_though_nothing_is_sure_of_its_meaning(text: str) -> None:
    assert waited(text, Understanding("out_of_scope", 0.4)) == TIMING.complete_after_seconds


@pytest.mark.parametrize(
    "text",
    [
        "I want to.", "My order number is.", "Can you tell me the?", "I'd like to speak to.", "Who can help me with?",
        "Can you give me?", "What time are you open on?", "What time do you close on?", "Is there a?", "Tell me about.",
        "Do you have any?", "Do you have?", "Do you sell?", "I'd like to talk to.", "Could you put me through to.",
        "What do you charge for?", "How long does it take for?", "I'm calling about this.", "Who do I talk to about?",
        "I'd like to know if.", "Can you tell me when?", "I need to return the.", "Where is my", "Tell me a joke,",
        "I lost my parcel...", "What are your opening?", "Can I have?", "I want to return my order number.",
        "My name is.", "Do you know when the parcel is?", "Tell me how the delivery is.",
        "Tell me what kind of lamp is.",
    ],
)  # fmt: skip
def test_a_sentence_with_more_to_come_is_waited_for(text: str) -> None:
    assert waited(text) > TIMING.complete_after_seconds


def breaths() -> list[tuple[str, str]]:
    """(words before a pause, kind of pause)."""
    found = []
    for sentence in (*FREELY, *CONFIRMING):
        parts = sentence.split("|")
        found += [("".join(parts[:at:2]).strip(), parts[at]) for at in range(1, len(parts), 2)]
    return found


@pytest.mark.parametrize("mark", [".", "?", ",", ""])
def test_pauses_to_think_are_waited_for_however_the_transcriber_ends_the_words(mark: str) -> None:
    quick = {
        words
        for words, kind in breaths()
        if kind != HARD and completion(
            FREE, Evidence(Transcript(words.rstrip(",.?") + mark, 0.9), None, 3.0), TIMING, ENGLISH
        ).why == "a whole sentence"
    }  # fmt: skip
    assert quick <= {"I bought a bench from you,"}  # all of a sentence, but for the voice


@pytest.mark.parametrize("text", ["I have nothing left.", "I lost my parcel.", "My bill is far too high this month."])
def test_who_tells_something_is_given_time_to_go_on(text: str) -> None:
    assert waited(text, Understanding("out_of_scope", 0.4)) == Timing().unsure_after_seconds
