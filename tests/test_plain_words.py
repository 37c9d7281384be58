"""Of a turn in which a secret was said only plain words are kept, and a name is one however it was heard."""

import csv

import pytest

from ivr.privacy.redaction import Redactor

from .source_tree import ROOT

REDACTOR = Redactor()
ORDINARY = ROOT.parent / "shared" / "data" / "banking77" / "train.csv"
MOST_FALSE_ALARMS = 0.0015


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Apartment 2B259 Hawthorne Court. Lester is my new address.", "[address]. [word] is my new address."),
        ("My shop is at 12 Mill Road, frobnish way.", "My shop is at [address]."),
        ("It's grumbold, my card is 4111 1111 1111 1111.", "It's [word], my card is [card number]."),
        ("My card is 4111 1111 1111 1111 and 3 7.", "My card is [card number]."),
        ("They should wire it to an L56, RBO-0985882708.", "They should wire it to an [bank account]."),
    ],
)
def test_who_gives_a_secret_speaks_plainly_beside_it_and_what_is_not_plain_goes_too(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


def test_two_cards_are_so_many_and_no_secret() -> None:
    text = "I have two cards, and that one is 4111 1111 1111 1111."
    assert REDACTOR.redacted(text).text == "I have two cards, and that one is [card number]."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I spoke to Karen yesterday.", "I spoke to [name] yesterday."),
        ("Is Kwame in today?", "Is [name] in today?"),
        (
            "I paid with my Visa in France on Monday at two ATMs.",
            "I paid with my Visa in France on Monday at two ATMs.",
        ),
        ("Could you put me through to camel heartly?", "Could you put me through to [name]?"),
        (
            "I'm calling on behalf of the Amara Embiki. She's my mother.",
            "I'm calling on behalf of the [name]. She's my mother.",
        ),
        (
            "I was told to ask for all-way soon-yielders in your billing team.",
            "I was told to ask for [name] in your billing team.",
        ),
        ("The Tima Osay is my name.", "[name] is my name."),
        ("You can send it to my email. It's jayulia.ran.", "You can send it to my email. It's [e-mail]."),
        ("I live on Quodash.", "I live on [address]."),
    ],
)
def test_what_was_announced_is_taken_out_however_it_was_heard(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "Can you put me through to billing?",
        "I was told to ask for a refund.",
        "What is my name on the account?",
        "Your system is down, and I live in the United States.",
        "There was trouble with the delivery to my house in March.",
    ],
)
def test_what_is_plain_there_stays(text: str) -> None:
    assert REDACTOR.redacted(text).text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I set my pen to 039 or last night.", "I set my pen to [code] or last night."),
        ("He lives at one three four.", "He lives at [number]."),
        ("It's 2018, nothing should take this long.", "It's 2018, nothing should take this long."),
        ("Somebody made a withdrawal from my account for 500.", "Somebody made a withdrawal from my account for 500."),
    ],
)
def test_what_is_read_out_digit_by_digit_is_no_amount_and_no_time(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


def test_where_names_stay_no_word_is_taken_for_one() -> None:
    text = "I spoke to Karen, and my card is 4111 1111 1111 1111, says Quodash."
    assert Redactor(names=False).redacted(text).text == text.replace("4111 1111 1111 1111", "[card number]")


@pytest.mark.skipif(not ORDINARY.exists(), reason="needs ../shared/data")
def test_what_customers_write_to_a_bank_is_left() -> None:
    with ORDINARY.open(newline="") as file:
        sentences = [row[0] for row in list(csv.reader(file))[1:]][::3]
    touched = sum(bool(REDACTOR.redacted(text).hidden) for text in sentences)
    assert touched / len(sentences) <= MOST_FALSE_ALARMS
