"""Of a turn in which a secret was said only plain words are kept, and a name is one however it was heard."""

import csv
import re

import pytest

from ivr.language.endless import is_endless
from ivr.privacy import announced_found, beside_found, bystanders_found, strange_words_found
from ivr.privacy.english_words import english_words
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
        ("Can camel heartly ring me back?", "Can [name] ring me back?"),
        ("Leave it for tampon gruffed please.", "Leave it for [name] please."),
        ("You put red no-vac on the letter.", "You put [name] on the letter."),
        (
            "Could you change it from a rap pennington to my married name?",
            "Could you change it from a [word] to my married name?",
        ),
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
        ("0. 0", "[number]"),
        ("It's 2018, nothing should take this long.", "It's 2018, nothing should take this long."),
        ("Somebody made a withdrawal from my account for 500.", "Somebody made a withdrawal from my account for 500."),
    ],
)
def test_what_is_read_out_digit_by_digit_is_no_amount_and_no_time(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Can you email me? I'm ramen dashme.", "Can you email me? I'm [word]."),
        ("Zielinsky said so.", "[word] said so."),
        ("The marisol by and rank.", "The [word] by and [word]."),
        ("the marisol by and rank", "the marisol by and rank"),
        ("I tried to recieve a verifcation for a cryptocurrency top-up.",) * 2,
        ("My timeframe was rescheduled, the broadband keeps unplugging itself.",) * 2,
    ],
)
def test_a_word_that_english_has_not_is_a_name_that_was_misheard(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


def test_english_has_many_words_and_no_names() -> None:
    assert len(english_words()) > 80_000
    assert not {b"michael", b"fatima", b"oxford"} & english_words()


def test_of_another_language_it_is_not_known_what_is_plain() -> None:
    text = "Guten Morgen, meine Karte ist 4111 1111 1111 1111, und Frau Schulze hat meinen Vertrag."
    kept = Redactor(language="de").redacted(text).text
    assert kept == text.replace("4111 1111 1111 1111", "[card number]")


@pytest.mark.parametrize("module", [announced_found, beside_found, bystanders_found, strange_words_found])
def test_no_pattern_of_these_takes_for_ever(module: object) -> None:
    named = vars(module).values()
    patterns = [one for value in named for one in (value if isinstance(value, tuple) else (value,))]
    patterns = [one for one in patterns if isinstance(one, re.Pattern)]
    assert patterns
    assert not [pattern.pattern for pattern in patterns if is_endless(pattern.pattern)]


def test_where_names_stay_no_word_is_taken_for_one() -> None:
    text = "I spoke to Karen, and my card is 4111 1111 1111 1111, says Quodash."
    assert Redactor(names=False).redacted(text).text == text.replace("4111 1111 1111 1111", "[card number]")


@pytest.mark.skipif(not ORDINARY.exists(), reason="needs ../shared/data")
def test_what_customers_write_to_a_bank_is_left() -> None:
    with ORDINARY.open(newline="") as file:
        sentences = [row[0] for row in list(csv.reader(file))[1:]][::3]
    touched = sum(bool(REDACTOR.redacted(text).hidden) for text in sentences)
    assert touched / len(sentences) <= MOST_FALSE_ALARMS
