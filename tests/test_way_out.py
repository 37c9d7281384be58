"""Doubtful words are listened to once more for "human"; what was sure, or no likelier, stays as it was."""

import subprocess
import sys
from dataclasses import dataclass

import pytest

from ivr.engines import way_out
from ivr.engines.digits_again import Numbers
from ivr.engines.known_words import known_words
from ivr.engines.soundness import Decoded
from ivr.engines.way_out import is_plain, worth_a_second_listen

from .english import ENGLISH


@dataclass
class Heard:
    text: str
    logprob: float
    seconds: float = 0.9


def asked_for(first: Heard, second: Heard) -> str:
    return way_out.asked_for(first, second, ENGLISH)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (Heard("Inchang", -1.8), True),
        (Heard("Where is my order?", -0.1), False),
        (Heard("", -1.8), False),
        (Heard("Human.", -1.8), False),
        (Heard("A", -1.8, seconds=0.3), False),
        (Heard("Yes.", -0.6), False),
        (Heard("No, thank you.", -0.6), False),
        (Heard("421-807", -0.6), False),
        (Heard("B, R, three", -0.6), False),
        (Heard("Yes, agent's", -0.6), True),
        (Heard("My lamp fell down the stairs", -0.9, seconds=8.0), False),
    ],
)
def test_only_doubtful_words_are_listened_to_again(first: Heard, again: bool) -> None:
    assert worth_a_second_listen(first, ENGLISH) is again


def test_a_person_was_asked_for_if_that_is_no_less_likely() -> None:
    assert asked_for(Heard("Aja", -1.8), Heard("Agent. Agent.", -0.3)) == "Agent."
    assert asked_for(Heard("Aja", -0.4), Heard("Agent.", -0.9)) == ""
    assert asked_for(Heard("Aja", -1.8), Heard("A jar.", -0.3)) == ""


def test_what_the_hint_makes_of_noise_is_nobody_s_request() -> None:
    assert asked_for(Heard("Hm", -1.8), Heard("I want to talk to you. I want to talk to you.", -0.4)) == ""


def test_a_sentence_that_nobody_could_say_in_the_time_is_the_hint_s() -> None:
    assert asked_for(Heard("1 2", -1.8), Heard("I want to talk to a real person.", -0.4, seconds=1.1)) == ""
    assert asked_for(Heard("Ayo", -1.8), Heard("I want to talk to a real person.", -0.4, seconds=1.9))


@pytest.mark.parametrize("text", ["Yes.", "No, thank you.", "4 2 1", "B-R", "human", "A person, please."])
def test_short_answers_are_plain(text: str) -> None:
    assert is_plain(text, ENGLISH)


@pytest.mark.parametrize("text", ["Inchang", "Where is my order?", "My will"])
def test_what_may_be_a_mishearing_is_not_plain(text: str) -> None:
    assert not is_plain(text, ENGLISH)


def test_who_listens_knows_of_a_language_no_more_than_words() -> None:
    """A child for each model holds it, and is started anew when one dies: what it has no use for costs the caller."""
    program = (
        "import sys; from ivr.engines.known_words import known_words; known_words('en').read(); "
        "print([name for name in ('pydantic', 'ivr.core.rules', 'ivr.core.call') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_of_a_language_that_has_no_room_nothing_is_known_and_nothing_is_doubted() -> None:
    unknown = known_words("xx")
    heard = Decoded("Inchang", -1.8, 3, 0.9)
    assert not unknown.are_doubtful(heard)
    assert not unknown.is_invented(Decoded("thank you for watching", -1.8, 3, 0.9))
    assert unknown.mended("555-143", "five five five", Numbers((7,))) == "555-143"
    assert known_words("en").are_doubtful(heard)
