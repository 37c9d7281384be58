"""What callers choose for later calls is heard in people's words; a choice that nobody made is made for nobody."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ivr.core.record import Choice, Chosen

from .english import ENGLISH
from .test_escape import ASKING, ESCAPE

made_in = ENGLISH.choices.made_in
PHRASINGS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "choices.yml").read_text(encoding="utf-8"))
MADE = [(choice, text) for choice in Choice for part in ("shown", "held_out") for text in PHRASINGS[choice][part]]
OTHERS = [text for part in ("shown", "held_out") for text in PHRASINGS["others"][part]]
BACK = [(Choice(name), text) for name, parts in PHRASINGS["taken_back"].items() for text in parts["shown"]]
MISSED: set[str] = set()
"""What the lists do not find: no rule that would does without finding what it should not."""


@pytest.mark.parametrize(("choice", "text"), [one for one in MADE if one[1] not in MISSED])
def test_each_choice_is_heard_for_what_it_is(choice: Choice, text: str) -> None:
    assert made_in(text) == (Chosen(choice),)


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_sounds_like_a_choice_is_none(text: str) -> None:
    assert made_in(text) == ()


def test_who_asks_for_a_person_now_has_chosen_nothing_for_later() -> None:
    asked = [text for text in (*ASKING, *ESCAPE["mishearings"]) if made_in(text)]
    lasting = {"never", "always", "every time", "any more", "ever", "future", "from now", "answered by", "to answer"}
    assert [text for text in asked if not any(word in text.lower() for word in lasting)] == []


@pytest.mark.parametrize(("choice", "text"), BACK)
def test_a_choice_is_taken_back_by_whoever_has_made_it_and_by_nobody_else(choice: Choice, text: str) -> None:
    assert made_in(text, frozenset({choice})) == (Chosen(choice, stands=False),)
    assert made_in(text) == ()


def test_two_choices_in_one_breath_are_both_made() -> None:
    said = "Don't record me. And don't use my words for training."
    assert made_in(said) == (Chosen(Choice.NO_RECORDING), Chosen(Choice.NO_TRAINING))


def test_what_is_said_beside_a_choice_is_left() -> None:
    assert ENGLISH.choices.left_of("don't use my words for training and where is my order").endswith(
        "where is my order"
    )


def test_there_are_sixty_phrasings_of_each_and_a_hundred_that_only_sound_alike() -> None:
    assert all(sum(len(set(texts)) for texts in PHRASINGS[choice].values()) >= 60 for choice in Choice)
    assert len(set(OTHERS)) >= 100


@pytest.mark.parametrize("words", ["never", "don't", "a machine", "every time I call", "record me", "my words", "no"])
def test_no_heap_of_the_same_words_takes_long_to_see_through(words: str) -> None:
    assert made_in(f"{words} " * 300 + "lamp", frozenset(Choice)) is not None
