"""Whoever asks for a person gets one, in whatever words; whoever asks what we are is told; others are left in peace."""

import pytest

from ivr.core.escape import asks_for_person, asks_what_we_are

ASKING = """
human | a human please | Human. | real person | person | agent | live agent | operator | representative | rep |
somebody real | someone real | talk to somebody | I want to talk to a person | can I speak to someone |
connect me to an agent | transfer me to a representative | put me through to someone | customer service |
supervisor | manager | I want a manager | not a robot | I don't want to talk to a machine | stop the robot |
I hate this | get me out | opt out | no AI | zero | oh | press zero | hooman | humid | humans | you man |
hue man | h-h-human | Human! Human! | representative please | Can I talk to a human being, please? |
I'd like to speak with a representative | give me a person | I need a human | let me talk to somebody |
please get me an operator | could you put me through to an agent | is there a real person there |
I would prefer to speak to a real person | no I want to talk to an agent | I said I want a human |
can you transfer me | I want to speak to your manager | I don't want a bot I want a person |
I do not want to speak to a computer | yeah human
"""
MISHEARD = """
You mean? | Newman | You're men. | He will man. | Asian | A-Z-N. | A. Jim. | Aparita | I'll operate. |
Represent today. |
last presentation | representive | A real question please. | arrayal parson please | Talk to an agency. |
I want to talk to you. | I want to talk to him. | Can I meet someone please? | can act me to someone please |
I want to talk to a few men. | Let me talk to the page. | let me talk to you, agent | A person's name. |
Connect me to Simon please. |
Can I speak to presence | We represent it as... | and represented us. | He represented it. | You're representing it. |
Can I meet a person please? | Can that me to someone, please? | A-J-A
"""
"""What Whisper base made of "human", "agent", "operator", "representative" and the like in noise."""
NOT_ASKING = """
I don't need a human | no human needed | where is my order | what are your opening hours | yes | no | 421 897 |
how do I return a jacket | I don't want to talk to a person | thank you | oh I see what you mean |
my order number is four two one eight oh seven | I like your service | the delivery person left my parcel |
I want to return something |  | … | no need for a person | oh, thanks | it looks like someone opened my parcel |
you mean tomorrow | I want to talk to you about my order | the agency sent it | the opera tickets | I have a question |
what exactly do you represent | the picture represents two people in a garden
"""
WONDERING = """
are you a robot | Are you a real person? | is this a machine | am I talking to a human |
am I speaking with a computer | are you human | are you real | is this a recording | are you an AI |
is this a real person | are you actually a person | tell me if you are a real person | you are a robot
"""


def phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.strip().split("|")]


@pytest.mark.parametrize("words", phrases(ASKING))
def test_asking_for_a_person_is_heard(words: str) -> None:
    assert asks_for_person(words)


@pytest.mark.parametrize("words", phrases(MISHEARD))
def test_what_noise_makes_of_asking_for_a_person_is_taken_for_it(words: str) -> None:
    assert asks_for_person(words)


@pytest.mark.parametrize("words", [*phrases(NOT_ASKING), *phrases(WONDERING)])
def test_other_words_are_not_taken_for_it(words: str) -> None:
    assert not asks_for_person(words)


@pytest.mark.parametrize("words", phrases(WONDERING))
def test_wondering_what_we_are_is_heard(words: str) -> None:
    assert asks_what_we_are(words)


@pytest.mark.parametrize("words", [*phrases(ASKING), *phrases(NOT_ASKING)])
def test_other_words_are_not_wondering(words: str) -> None:
    assert not asks_what_we_are(words) or words == "is there a real person there"


def test_the_operators_own_phrases_count_too() -> None:
    assert asks_for_person("give me the gardening desk please", ["Gardening desk"])
    assert not asks_for_person("give me the gardening desk please")
