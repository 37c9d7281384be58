"""A card number that a caller reads out is known for one, however it is written; other numbers are left in peace."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.core.record import FREE, Awaited, Begins, Expects
from ivr.core.words.card import CARD, holds_card, is_card_number

from .card_readings import (
    LEADS,
    card_number,
    grouped,
    misheard,
    other_numbers,
    other_writing,
    seeded,
    with_details,
    written,
)
from .english import ENGLISH

carried = ENGLISH.cards.carried
redacted = ENGLISH.cards.redacted
digit_runs = ENGLISH.numbers.runs_in

ORDER = Expects(Awaited.DIGITS, 6)
AWAITED = (FREE, ORDER, Expects(Awaited.DIGITS), Expects(Awaited.YES_NO), Expects(Awaited.NAME))
SPOKEN = 600
AT_LEAST_FOUND = 0.99
NUMBER_WORDS = (
    "4", "5", "37", "one", "two", "double", "oh", "forty", "four", "for", "to", "hundred", "-", ",", ".", "card", "cvv",
    "the", "last", "1234", "4929",
)  # fmt: skip
MOST_FALSE_ALARMS = 0.001
"""Among numbers that callers say what they are, or that are no longer than a phone number."""


def readings(seed: int, *, with_errors: bool) -> list[str]:
    """Card numbers read out in all ways; with errors, a digit in three of ten numbers was heard wrong."""
    chance = seeded(seed)
    texts = []
    for _ in range(SPOKEN):
        number = card_number(chance)
        if with_errors and chance.random() < 0.3:
            number = misheard(number, chance)
        texts.append(chance.choice(LEADS) + written(number, chance) + with_details(chance))
    return texts


@pytest.mark.parametrize("with_errors", [False, True])
def test_card_numbers_are_found_however_they_are_read_out(with_errors: bool) -> None:
    chance = seeded(5)
    texts = readings(20261125, with_errors=with_errors)
    found = [holds_card(redacted(text, chance.choice(AWAITED))) for text in texts]
    assert sum(found) / len(found) >= AT_LEAST_FOUND


def test_nothing_of_a_card_is_left_in_the_text_and_no_word_beside_it_is_lost() -> None:
    for text in readings(42, with_errors=False):
        left = redacted(text)
        if holds_card(left):
            assert not digit_runs(left), "digits are left"
    assert redacted("The CVV is 123 and the card is 4929 1234 5678 9014") == f"The CVV is {CARD}"
    said = "Hello, I'd like to pay, it's 4929 1234 5678 9014, expires 04/27, 123. Can I do that?"
    assert redacted(said) == f"Hello, I'd like to pay, it's {CARD}. Can I do that?"


def test_other_numbers_that_callers_name_are_let_pass() -> None:
    chance, alarms, count = seeded(7), Counter[str](), 0
    for _ in range(250):
        for kind, (groups, name) in other_numbers(chance).items():
            text = f"my {name} is {other_writing(groups, chance)}"
            count += 1
            alarms[kind] += holds_card(redacted(text)) and not is_card_number("".join(groups))
    assert alarms.total() / count <= MOST_FALSE_ALARMS, alarms


def test_numbers_as_long_as_a_phone_number_are_let_pass_without_a_name() -> None:
    chance, alarms, count = seeded(8), Counter[str](), 0
    for _ in range(400):
        for kind, (groups, _) in other_numbers(chance).items():
            if sum(map(len, groups)) <= 11:
                count += 1
                alarms[kind] += holds_card(redacted(other_writing(groups, chance)))
    assert alarms.total() / count <= MOST_FALSE_ALARMS, alarms


@pytest.mark.parametrize(
    "said",
    [
        "421807",
        "421807 421807",
        "four two one, four two one eight oh seven",
        "It's 4, 2, 1, 8, 0, 7, so 4 2 1 8 0 7",
        "no, 481807. 421807",
    ],
)
def test_an_order_number_said_twice_is_no_card(said: str) -> None:
    assert redacted(said, ORDER) == said


@pytest.mark.parametrize(
    "said",
    [
        "The security code is 123.",
        "CVV one two three",
        "my cvc is 1234",
        "It's 482 on the back",
        "the three digits on the back are four eight two",
        "C V V 999",
        "9 9 9 is the security number",
    ],
)
def test_a_security_code_alone_is_taken_out_too(said: str) -> None:
    assert holds_card(redacted(said))
    assert not re.search(r"\d", redacted(said))


@pytest.mark.parametrize(
    "said", ["the last four digits of my card are 9014", "my card ends in 9014", "my SMS code is 482913"]
)
def test_the_end_of_a_card_number_and_codes_of_other_kinds_may_be_said(said: str) -> None:
    assert redacted(said) == said


def test_a_number_in_pieces_is_known_before_its_ninth_digit_is_kept() -> None:
    chance, found = seeded(11), 0
    for _ in range(200):
        pieces, before, kept = grouped(card_number(chance)), (), ""
        for piece in pieces:
            said = redacted(written(piece, chance) if chance.random() < 0.3 else piece, FREE, before)
            if holds_card(said):
                found += 1
                break
            before, kept = carried(said, before), kept + piece
        assert len(kept) <= 8, "more than the bank's own digits were let pass"
    assert found == 200


def test_phone_and_order_numbers_in_two_turns_are_no_card() -> None:
    before = carried("421 555", ())
    assert redacted("0132", FREE, before) == "0132"
    before = carried("421", ())
    assert redacted("807", ORDER, before) == "807"
    before = carried("421807", ())
    assert redacted("421807", ORDER, before) == "421807"
    assert redacted("481807", ORDER, before) == "481807"
    assert carried("12125550143", (), Expects(Awaited.DIGITS, 10, begins=(Begins("1", 11),))) == ()


def test_words_between_end_a_number_but_a_hesitation_does_not() -> None:
    assert carried("Um...", ("4929", "1234")) == ("4929", "1234")
    assert carried("I'd like to know when you open", ("4929", "1234")) == ()


@pytest.mark.parametrize(
    "said",
    [
        "between 5/12/2026 and 5/13/2026",
        "order 421807 and my phone is 415 555 2671",
        "5 5 5 5 5 5 5 5 5 5 5 5 5 5",
        "It was 4:30, 5:30 and 6:30",
        "it's 421807, and 415 555 2671",
        "$4,500 in 2019 and $5,100 in 2020",
    ],
)
def test_dates_times_and_two_numbers_in_one_breath_are_no_card(said: str) -> None:
    assert redacted(said) == said


def test_the_check_digit_and_the_issuer_make_a_card_number() -> None:
    for number in ("4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "30569309025904"):
        assert is_card_number(number)
        assert not is_card_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert not is_card_number("9111111111111111"[:15] + "3")


@given(st.text(), st.sampled_from(AWAITED), st.lists(st.text("0123456789", max_size=8), max_size=3), st.booleans())
def test_any_text_is_taken(text: str, expects: Expects, before: list[str], goes_on: bool) -> None:
    left = redacted(text, expects, before, goes_on=goes_on)
    assert redacted(left, expects, before, goes_on=goes_on) == left, "what is kept is read again when a call is resumed"
    assert carried(left, before) is not None


@given(st.lists(st.sampled_from(NUMBER_WORDS)))
def test_any_mixture_of_number_words_is_taken(words: list[str]) -> None:
    text = " ".join(words)
    left = redacted(text)
    assert redacted(left) == left
