"""What a caller may always ask is heard in people's words; sentences that only look like it are the dialogue's."""

from pathlib import Path

import pytest
import yaml

from ivr.core.record import Awaited, Expects
from ivr.core.words.requests import Request

from .english import ENGLISH

asks_for_person = ENGLISH.ways_out.asks_for_person
courtesy_in = ENGLISH.requests.courtesy_in
request_in = ENGLISH.requests.request_in
asks_to_wait = ENGLISH.small_words.asks_to_wait

PHRASINGS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "always_asked.yml").read_text(encoding="utf-8")
)
COURTESIES = {Request.THANKS, Request.GOODBYE}
ASKED = [(Request(name), text) for name, texts in PHRASINGS.items() if name not in {"wait", "others"} for text in texts]


@pytest.mark.parametrize(("wanted", "text"), [(r, t) for r, t in ASKED if r not in COURTESIES])
def test_each_request_is_heard_for_what_it_is(wanted: Request, text: str) -> None:
    assert request_in(text) is wanted
    assert not asks_for_person(text)
    assert not asks_to_wait(text)


@pytest.mark.parametrize(("wanted", "text"), [(r, t) for r, t in ASKED if r in COURTESIES])
def test_thanks_and_goodbye_are_known_and_left_to_the_dialogue_while_there_is_one(wanted: Request, text: str) -> None:
    assert courtesy_in(text) is wanted
    assert request_in(text) is None


@pytest.mark.parametrize("text", PHRASINGS["wait"])
def test_asking_for_a_moment_is_heard(text: str) -> None:
    assert asks_to_wait(text)
    assert request_in(text) is None


@pytest.mark.parametrize("text", PHRASINGS["others"])
def test_what_only_looks_like_a_request_goes_on_to_the_dialogue(text: str) -> None:
    assert request_in(text) is None
    assert courtesy_in(text) is None
    assert not asks_to_wait(text)


def test_each_request_has_twenty_phrasings_and_there_are_sixty_that_only_look_alike() -> None:
    assert set(PHRASINGS) == {*map(str, Request), "wait", "others"}
    assert all(len(set(texts)) >= 20 for name, texts in PHRASINGS.items())
    assert len(set(PHRASINGS["others"])) >= 60


def test_who_begins_a_number_anew_is_asked_for_it_and_not_sent_to_the_beginning() -> None:
    assert request_in("let me start again", Expects(Awaited.DIGITS, 6)) is Request.REPEAT
    assert request_in("let me start again") is Request.RESTART


def test_an_answer_that_was_offered_is_an_answer() -> None:
    offered = Expects(Awaited.CHOICE, words=("New order", "Repeat"))
    assert request_in("repeat", offered) is None
    assert request_in("can you repeat that", offered) is Request.REPEAT


def test_politeness_and_hesitation_around_a_request_change_nothing() -> None:
    assert request_in("um sorry could you please uh go back one step please if you don't mind") is Request.BACK


def test_a_request_beside_not_having_heard_is_that_request() -> None:
    assert request_in("sorry I didn't catch that could you speak up please") is Request.LOUDER


@pytest.mark.parametrize(("said", "meant"), [("what what what what what", Request.REPEAT), ("bye " * 9, None)])
def test_what_is_said_on_and_on_is_still_understood(said: str, meant: Request | None) -> None:
    assert request_in(said) is meant
    assert courtesy_in(said) is (Request.GOODBYE if meant is None else None)


@pytest.mark.parametrize(
    "words",
    ["please", "sorry", "what", "again", "a bit more", "I can't hear you sorry", "repeat", "help", "bye", "say what"],
)
def test_no_heap_of_the_same_words_takes_long_to_see_through(words: str) -> None:
    assert courtesy_in(f"{words} " * 60 + "lamp") is None
    assert request_in(f"{words} " * 3000 + "repeat") is None
    assert request_in(f"{words} " * (17 // len(words.split())) + "lamp") is None
