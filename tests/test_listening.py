"""What callers hear is understood: Whisper writes down every prompt after mu-law at 8 kHz."""

import pytest

from ivr.disclosure import disclosure_problems
from ivr.listening import MOST_PERCENT, Listened, Listener, listen, misheard
from ivr.prompts import PromptLibrary
from ivr.settings import Settings
from ivr.word_errors import Errors, errors

DISCLOSURE = "Hello, I'm an automated AI for Fernhill, not a person. For a person, say human or press 0."


def listened(name: str, said: str, heard: str) -> Listened:
    return Listened(name, said, heard, errors(said, heard))


def test_prompts_that_are_understood_are_let_be() -> None:
    found = [listened("disclosure", DISCLOSURE, DISCLOSURE), listened("goodbye", "Goodbye.", "goodbye")]
    assert misheard(found, "en") == []


def test_a_fact_of_the_disclosure_that_is_not_heard_is_told_with_what_was() -> None:
    found = [listened("disclosure", DISCLOSURE, DISCLOSURE.replace("press 0", "press mirror"))]
    told = misheard(found, "en")
    assert "what to press for a person" in told[0]
    assert "press mirror" in told[0]


def test_too_many_words_that_are_not_understood_are_told_prompt_by_prompt() -> None:
    said = "one moment please while I look for it"
    found = [Listened("well", said, said, Errors(0, 8)), Listened("badly", said, "one mole men", Errors(6, 8))]
    told = misheard(found, "en")
    assert told[0].startswith("37.5 %")
    assert told[1:] == ["  badly: 'one mole men'"]


@pytest.mark.engine
def test_every_prompt_is_understood_as_callers_hear_it_and_the_disclosure_in_all_its_facts() -> None:
    settings = Settings("https://ivr.example.com", "token", "key", "secret")
    library = PromptLibrary(settings.prompts_dir, "en", "Fernhill")
    found = list(listen(library, Listener(settings, "en")))
    assert len(found) > 40
    total = sum((one.errors for one in found), Errors(0, 0))
    assert total.percent <= MOST_PERCENT, misheard(found, "en")
    (disclosure,) = [one for one in found if one.name == "disclosure"]
    assert disclosure_problems(disclosure.heard, "en", library.clip("disclosure").seconds) == []
