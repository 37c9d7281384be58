"""Whoever asks for a person gets one, in whatever words; whoever asks what we are is told; others are left in peace."""

import re

import pytest
import yaml

from .english import ENGLISH
from .source_tree import ROOT

asks_for_person = ENGLISH.ways_out.asks_for_person
asks_what_we_are = ENGLISH.what_we_are.is_asked

DATA = ROOT / "tests" / "data"
ESCAPE: dict[str, list[str]] = yaml.safe_load((DATA / "escape.yml").read_text(encoding="utf-8"))
WHAT_WE_ARE: dict[str, list[str]] = yaml.safe_load((DATA / "what_we_are.yml").read_text(encoding="utf-8"))

ASKING = [
    *(around.replace("{}", word) for word in ESCAPE["one_word"] for around in ESCAPE["around"]),
    *(verb.replace("{}", someone) for someone in ESCAPE["someone"] for verb in ESCAPE["verbs"]),
    *(text for name in ("other_wordings", "in_their_own_words") for text in ESCAPE[name]),
    *(text for name in ("spanish", "french", "german") for text in ESCAPE[name]),
]
NOT_ASKING = """
where is my order | what are your opening hours | yes | no | 421 897 | how do I return a jacket | thank you |
oh I see what you mean | my order number is four two one eight oh seven | I like your service | oh, thanks |
the delivery person left my parcel | I want to return something |  | … | it looks like someone opened my parcel |
you mean tomorrow | I want to talk to you about my order | the agency sent it | the opera tickets | I have a question |
what exactly do you represent | the picture represents two people in a garden
"""
MISHEARD_IN_NOISE = """
Represent today. | I'll operate. | Can I speak to presence | We represent it as... | and represented us. |
He represented it. | You're representing it. | I want to talk to a few men. | Let me talk to the page. |
let me talk to you, agent | A person's name. | Connect me to Simon please. | can act me to someone please |
Can I meet a person please? | Can that me to someone, please? | A-J-A | You're men.
"""
"""What Whisper base made of "human", "agent", "operator", "representative" and the like in noise, beside the data's."""


def phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.strip().split("|")]


@pytest.mark.parametrize("words", dict.fromkeys(ASKING))
def test_asking_for_a_person_is_heard(words: str) -> None:
    assert asks_for_person(words)


@pytest.mark.parametrize("words", dict.fromkeys([*ESCAPE["mishearings"], *phrases(MISHEARD_IN_NOISE)]))
def test_what_noise_makes_of_asking_for_a_person_is_taken_for_it(words: str) -> None:
    assert asks_for_person(words)


@pytest.mark.parametrize("words", ESCAPE["declined"])
def test_whoever_declines_a_person_is_not_sent_to_one(words: str) -> None:
    assert not asks_for_person(words)


@pytest.mark.parametrize("words", [*phrases(NOT_ASKING), *WHAT_WE_ARE["look_alikes"]])
def test_other_words_are_not_taken_for_it(words: str) -> None:
    assert not asks_for_person(words)


def test_of_sentences_that_look_like_it_as_many_go_to_a_person_as_the_docs_say() -> None:
    false = [text for text in ESCAPE["near_misses"] if asks_for_person(text)]
    told = re.search(r"of (\d+) sentences that only look like it, (\d+) ", (ROOT / "docs" / "conduct.md").read_text())
    print(f"{len(false)} of {len(ESCAPE['near_misses'])} near-misses are taken for a request: {false}")
    assert told is not None
    assert [int(figure) for figure in told.groups()] == [len(ESCAPE["near_misses"]), len(false)]


@pytest.mark.parametrize("words", WHAT_WE_ARE["asks"])
def test_wondering_what_we_are_is_heard_and_is_no_request_for_a_person(words: str) -> None:
    assert asks_what_we_are(words)
    assert not asks_for_person(words)


@pytest.mark.parametrize(
    "words", [*phrases(NOT_ASKING), *WHAT_WE_ARE["look_alikes"], *ESCAPE["near_misses"], *ESCAPE["declined"]]
)
def test_other_words_are_not_wondering(words: str) -> None:
    assert not asks_what_we_are(words)


@pytest.mark.parametrize("words", ["are you a robot? I want a human", "is this a machine, put me through please"])
def test_whoever_wonders_and_asks_for_a_person_gets_one(words: str) -> None:
    assert asks_for_person(words)


def test_the_operators_own_phrases_count_too() -> None:
    assert asks_for_person("give me the gardening desk please", ["Gardening desk"])
    assert not asks_for_person("give me the gardening desk please")
