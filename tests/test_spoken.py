"""Text made ready to be spoken: clean, in sentences, with numbers that can be noted down."""

import pytest

from ivr.engines.spoken import LONGEST_TEXT, cleaned, sentences
from ivr.language.aloud import aloud


def test_sentences_come_one_by_one():
    text = "We open at 9 a.m. on Monday. Is that all? Call Mr. Brown! Yes."
    assert list(sentences(text, "en")) == ["We open at 9 a.m. on Monday.", "Is that all?", "Call Mr. Brown!", "Yes."]


def test_control_characters_and_line_breaks_go():
    assert cleaned("Hello\x00\u202e there\r\n\tcaller\u200b.") == "Hello there caller ."


def test_a_text_is_cut_at_a_word():
    text = cleaned("word " * 400)
    assert len(text) <= LONGEST_TEXT
    assert text.endswith("word")
    assert len(cleaned("x" * 1_000_000)) == LONGEST_TEXT


def test_a_sentence_without_end_is_cut_into_pieces():
    pieces = list(sentences("one thing, and another " * 20, "en"))
    assert all(0 < len(piece) <= 220 for piece in pieces)
    assert " ".join(pieces) == ("one thing, and another " * 20).strip()


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Your order 421807 has shipped.", "Your order 4 2 1, 8 0 7 has shipped."),
        ("Order number 4071 is ready.", "Order number 4 0 7 1 is ready."),
        ("Your reference is 12.", "Your reference is 1 2."),
        ("Call 555-0123.", "Call 5 5 5, 0 1 2 3."),
        ("Call +1 415 555 0123 now.", "Call 1, 4 1 5, 5 5 5, 0 1 2 3 now."),
        ("We have 12 shops and 3 dogs.", "We have 12 shops and 3 dogs."),
        ("Open from 9 to 5:30.", "Open from 9 to 5:30."),
        ("It costs $120000 or 123456.78 in all.", "It costs 120,000 dollars or 123456.78 in all."),
    ],
)
def test_numbers_that_are_names_are_read_digit_by_digit(text, spoken):
    assert aloud(text, "en") == spoken


def test_nothing_is_nothing():
    assert list(sentences(" \n ", "en")) == []
