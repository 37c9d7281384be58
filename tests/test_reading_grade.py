"""How hard a text is: syllables as a dictionary has them, and grades that go with texts of known grade."""

import pytest

from ivr.language.en.reading_grade import grade, syllables, words_in

# Counted by hand: the words of a support line, and the ways in which English spelling hides a syllable.
COUNTED = {
    1: "you're don't can't press zone made makes called changed asked shipped lost here there one please through paid",
    2: "order number person zero human label wanted needed boxes houses table people business every didn't isn't "
    "refund payment safely trying playing quiet science being cancel moment hundred maybe connect status",
    3: "technician appointments assistant everyone another idea area however customer agreement expected animal united "
    "telephone",
    4: "automated emergency delivery confirmation particular society material january",
    5: "unfortunately opportunity communication university",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_people_say_them(count: int, word: str) -> None:
    assert syllables(word) == count


def test_figures_are_heard_one_by_one() -> None:
    assert words_in("Order 421, please. It’s here!") == ["order", "4", "2", "1", "please", "it's", "here"]


def test_the_grade_is_that_of_the_formula() -> None:
    sentence = "The cat sat on the mat."  # 6 words, 6 syllables
    assert grade([sentence]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade([sentence, sentence]) == pytest.approx(grade([sentence]))


def test_officialese_is_graded_far_above_plain_words() -> None:
    plain = ["We got your order.", "It will be with you in two days."]
    official = ["Your requisition has been successfully communicated to the responsible distribution organisation."]
    assert grade(plain) < 3
    assert grade(official) > 16


def test_a_text_without_a_word_has_no_grade() -> None:
    assert grade([]) == 0.0
    assert grade(["..."]) == 0.0
