"""The lists of numbers are read alike by whoever reads them; what is wrong in one is told with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from ivr.core.words.card import CARD
from spoken_values.cardinals import cardinals
from spoken_values.digit_runs import words_before
from spoken_values.lists import ListError, read
from spoken_values.number_words import number_words
from spoken_values.words import Word

from .english import ENGLISH

runs_in = ENGLISH.numbers.runs_in


@dataclass
class Lists:
    units: Mapping[str, int]
    joins: frozenset[str]


def said(text: str) -> list[Word]:
    return [Word(word, place, place) for place, word in enumerate(text.split())]


def test_a_noun_is_read_from_the_lists_of_its_names(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("# of a test\n[units]\n1: een ein\n2: twee\n\n[joins]\nen und\n[others]\nwhatever\n")
    assert read(Lists, path) == Lists({"een": 1, "ein": 1, "twee": 2}, frozenset({"en", "und"}))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[units]\n1: een\n", 0, "[joins]"),
        ("[units]\n[joins]\nen\n", 0, "[units]"),
        ("[units]\none: een\n[joins]\nen\n", 1, "'number: words'"),
        ("[units]\neen\n[joins]\nen\n", 2, "'key: what it stands for'"),
        ("[units]\n1: een\n1: ein\n[joins]\nen\n", 3, "each key once"),
        ("[units]\n1: een\n[units]\n", 3, "stands twice"),
        ("[units]\n1: een\n[Joins]\nen\n", 3, "is no head of a list"),
        ("en\n", 1, "before the first"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text(text)
    with pytest.raises(ListError) as caught:
        read(Lists, path)
    assert caught.value.line == line
    assert told in caught.value.told


def test_a_language_without_lists_of_its_own_is_told() -> None:
    with pytest.raises(ListError, match="is missing"):
        number_words("xx")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("forty two", 42),
        ("forty - two", 42),
        ("a hundred and five", 105),
        ("twelve hundred", 1200),
        ("two grand", 2000),
        ("3 thousand 4 hundred and ninety", 3490),
    ],
)
def test_numbers_in_full_are_read_as_one(text: str, value: int) -> None:
    words = said(text)
    assert cardinals("en").cardinal_at(words, 0) == (value, len(words))


@pytest.mark.parametrize(("text", "value"), [("third", 3), ("twenty third", 23), ("31st", 31), ("eightieth", 80)])
def test_places_in_an_order_are_read(text: str, value: int) -> None:
    words = said(text)
    assert cardinals("en").ordinal_at(words, 0) == (value, len(words))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("four two one, eight oh seven", ("421", "807")),
        ("forty-five hundred", ("4500",)),
        ("double oh, quadruple five", ("00", "5555")),
        ("four to niner", ("429",)),
        ("it was nothing", ()),
        ("1Z999", ()),
        ("8 and m², ", ("8",)),
        ("12²", ("12",)),
    ],
)
def test_digits_that_follow_one_another_are_found_in_their_groups(text: str, groups: tuple[str, ...]) -> None:
    assert tuple(group for run in runs_in(text) for group in run.groups) == groups


def test_a_small_figure_behind_a_number_is_no_digit_of_a_card() -> None:
    assert ENGLISH.cards.redacted("4929 1234 5678 9014²") == f"{CARD}²"


def test_the_words_before_a_run_are_told() -> None:
    text = "My card, it's 4929"
    assert words_before(text, runs_in(text)[0]) == ["my", "card", "it's"]
