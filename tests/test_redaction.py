"""What callers say that must not be kept is taken out however they say it, and what they talk about is left."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.language.endless import is_endless
from ivr.privacy import (
    mail_found,
    names_found,
    numbers_found,
    places_found,
    redaction,
    rests_found,
    said_what_it_is,
    spoken_signs,
)
from ivr.privacy.plain_writing import marks_of, runs_of
from ivr.privacy.redaction import ANYTHING, LONGEST, Awaits, Redactor
from ivr.privacy.secret_kinds import WITHHELD, Secret

from .card_readings import LEADS, card_number, seeded, written
from .secrets_said import left_of, secrets
from .source_tree import ROOT

REDACTOR = Redactor()
AT_LEAST_FOUND = 0.99
MOST_FALSE_ALARMS = 0.01
WITHOUT_FAIL = {"card", "code"}
"""A card's number and its security code."""
ORDINARY = ROOT.parent / "shared" / "data" / "clinc150" / "train_val.json"
WORDS = (
    "4", "5", "37", "one", "two", "double", "oh", "forty", "hundred", "-", ",", ".", "@", "at", "dot", "com", "street",
    "my", "name", "is", "card", "cvv", "S", "A1", "Smith", "for", "to", "(", "mail", "born", "of", "June",
    "[card number]",
)  # fmt: skip


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_secrets_are_found_in_whatever_words_they_are_said(name: str) -> None:
    said = secrets(name)
    missed = Counter(one.kind for one in said if left_of(one, REDACTOR))
    assert not WITHOUT_FAIL & missed.keys()
    assert 1 - missed.total() / len(said) >= AT_LEAST_FOUND, missed


def test_nothing_of_a_card_is_left_however_it_is_read_out() -> None:
    chance = seeded(20261129)
    for _ in range(300):
        text = chance.choice(LEADS) + written(card_number(chance), chance)
        done = REDACTOR.redacted(text)
        left = "".join(run.plain for run in runs_of(marks_of(re.sub(r"\[[^]]*\]", "", done.text))))
        assert done.hidden
        assert sum(map(str.isdigit, left)) == 0, (text, done.text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("My card is 4111 1111 1111 1111.", "My card is [card number]."),
        ("The CVV is one two three, ok?", "The CVV is [security code], ok?"),
        ("my sort code is 20-00-00", "my sort code is [bank account]"),
        ("IBAN GB29 NWBK 6016 1331 9268 19 please", "IBAN [IBAN] please"),
        ("it's j dot smith at gmail dot com, thanks", "it's [e-mail], thanks"),
        ("call me on two one two, triple five, oh one four three", "call me on [phone number]"),
        ("ship it to 12 Baker Street", "ship it to [address]"),
        ("my name is John Smith and I moved", "my name is [name] and I moved"),
        ("where is order 421807", "where is order [number]"),
        ("I was born on the fifth of June 1982", "I was born on [date of birth]"),
    ],
)
def test_what_it_was_stands_in_its_place_and_no_word_beside_it_is_lost(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Our sort code changed to 737.", "Our sort code changed to [bank account]."),
        ("My PIN is D.", "My PIN is [code]."),
        ("Tell them that my passport number is m6.", "Tell them that my passport number is [national id]."),
        ("For the transfer use NL43RABO.", "For the transfer use [IBAN]."),
        ("My date of birth is November 13th.", "My date of birth is [date of birth]."),
        ("The code texted me says L, then 1-8-3.", "The code texted me says [code]."),
        ("It reads 4 9, and my email is g.lindren.", "It reads [number], and my email is [e-mail]."),
        ("Can you come out to apartment 2b?", "Can you come out to [address]?"),
    ],
)
def test_the_beginning_of_a_secret_is_taken_out_before_the_rest_of_it_is_heard(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("On the reverse of my card it says 375.", "On the reverse of my card it says [security code]."),
        (
            "I was asked for a verification code on the card. That's 944.",
            "I was asked for a verification code on the card. That's [security code].",
        ),
        ("in writing to Ann.Witfield.Outlook.com", "in writing to [e-mail]"),
        ("It's valid up to July [card number], I think", "It's valid up to [expiry date], I think"),
        ("I live at Flat 1, 265 Harbor Viewway, Bristol, BB4 1YQ.", "I live at [address]."),
        ("I paid with 44107s.", "I paid with [code]."),
        ("You're talking to Gareth Vasquez, by the way", "You're talking to [name], by the way"),
        ("You've got me down as Sayers a Conquo.", "You've got me down as [name]."),
        ("It's from close thortin, they know me.", "It's from [name], they know me."),
        ("This is a Nazwitz-Wild speaking.", "This is [name] speaking."),
        ("Hello there, and as the lack wall here.", "Hello there, [name] here."),
        ("I'm in Asakamura and I've been a customer", "I'm in [name] and I've been a customer"),
        ("I spoke to Karen Miller yesterday", "I spoke to [name] yesterday"),
        ("my email, banner g-beatress.", "my email, [e-mail]."),
        ("It should have gone to www.ramiarsatoutlook.com.", "It should have gone to [e-mail]."),
        ("reply to Kenji underscore delacroiahu.co.uk, please", "reply to [e-mail], please"),
        ("We live on flat 6128 Highland Court Leeds NW3-7K.", "We live on [address]."),
        ("We live on flat 6128 Highland Court leads NW3-7K.", "We live on [address]."),
        ("Can you come out to apartment 8B 40 own place? Card. And when?", "Can you come out to [address]. And when?"),
        ("You're talking to sares, sweat-filled by the way.", "You're talking to [name] by the way."),
        ("I'd like it sent to Auk on Quodash Walter at Proton.me.", "I'd like it sent to [e-mail]."),
        ("My cards go through the end of November 2000 and 28.", "My cards go through the end [expiry date]."),
        ("It goes to my email. That's Rasha at underscore a Diamine.", "It goes to my email. That's [e-mail]."),
        ("The meter is a department 5B195 Juniper Street, Omaha.", "The meter is [address]."),
        ("You may take the money from $3758.", "You may take the money from $[number]."),
        ("The account I wanted paid to is $554.", "The account I wanted paid to is $[bank account]."),
        ("the expiration on my debit card is May 20, 28.", "the expiration on my debit card is [expiry date]."),
        (
            "call my daughter at $595, then $645, then $5635 if I'm out.",
            "call my daughter at $[phone number], then $[phone number], then $[phone number] if I'm out.",
        ),
    ],
)
def test_what_recognisers_make_of_a_secret_is_one_too(text: str, kept: str) -> None:
    assert REDACTOR.redacted(text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "can I raise my credit limit to $1000",
        "I want it paid into my account, HOW?",
        "my plan is a",
        "it goes through in May",
        "I paid 1500 dollars in 2019 and got 3 items",
        "can I come on June 12th at 10:30",
        "are you there between 8:00 and 9:00",
        "at ten thirty in the morning",
        "it was $42.50 and not 50 percent off",
        "I've been waiting for two hundred and fifty minutes",
        "what's the weather in New York",
        "look at that",
        "my email is not working",
        "my email is broken",
        "you can speak to an agent and pay by American Express or Apple Pay",
        "hello, is anyone here",
        "it's from the shop, and was $30, then $45.50 with delivery",
        "you put me as a customer twice",
        "the balance of my account is $554",
        "I took the money, $300, from the machine",
        "I CAN NOT FIND THE CODE",
        "I want a person, please",
        "we close at half past five on the 23rd",
        "November 7 to 11",
    ],
)
def test_amounts_years_and_times_are_left(text: str) -> None:
    assert REDACTOR.redacted(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "We are open on Saturday from ten to four, and on Sunday from eleven to three.",
        "It comes in three to five days, or two for the price of one.",
        "For a person say human, or press zero. You have one to two minutes.",
    ],
)
def test_our_own_lines_are_never_misheard(line: str) -> None:
    assert REDACTOR.of_ours(line).text == line


@pytest.mark.parametrize(
    ("said", "line", "kept"),
    [
        ("My card is 4111 1111 1111 1111.", "The card ending in 1 1 1 1?", "The card ending in [number]?"),
        ("call me on 212 555 0143", "I have 2 1 2, 5 5 5, 0 1 4 3.", "I have [phone number]."),
        ("the PIN is 815", "You said 8 1 5.", "You said [number]."),
        ("My name is Priya Whitfield.", "Thank you, Priya, we close at five.", "Thank you, [name], we close at five."),
        ("I live at 12 Church Close", "Your church is in Church Close.", "Your church is in [address] Close."),
    ],
)
def test_a_line_of_ours_that_repeats_a_secret_of_the_callers_loses_it(said: str, line: str, kept: str) -> None:
    assert REDACTOR.of_ours(line, REDACTOR.redacted(said).repeated).text == kept


def test_what_was_taken_out_once_is_known_again_however_it_is_said_then() -> None:
    before = REDACTOR.redacted("My PIN is 8157, and I am called Priya Whitfield.").repeated
    assert REDACTOR.redacted("Yes, I said 815", repeated=before).text == "Yes, I said [number]"
    assert REDACTOR.redacted("It is about Whitfield.", repeated=before).text == "It is about [name]."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It goes to flat [card number] orchard clothes, Omaha BX6.", "It goes to [card number]."),
        ("which is Y-H-[card number]", "which is [card number]"),
        ("My card is [card number]", "My card is [card number]"),
    ],
)
def test_around_a_card_number_that_the_call_took_out_is_looked_as_around_any(text: str, kept: str) -> None:
    told = REDACTOR.redacted(text)
    assert told.text == kept
    assert [one.digits for one in told.hidden] == [0]
    assert told.repeated.digits == ()
    only = REDACTOR.redacted(text, only=frozenset({"it", "goes", "to", "which", "is", "my", "card"}))
    assert only.text == kept


def test_nothing_is_an_amount_while_a_number_is_read_out() -> None:
    assert REDACTOR.redacted("$3758", Awaits(number=True)).text == "$[number]"
    begun = REDACTOR.redacted("My card is 4716 33").carried
    assert REDACTOR.redacted("$3758, 42", before=begun).text == "$[number]"


def test_a_date_that_was_announced_in_the_turn_before_is_taken_out_whole() -> None:
    begun = REDACTOR.redacted("And the expiry date of the card.").carried
    assert REDACTOR.redacted("the end of February 2000 and 33.", before=begun).text == "[number]"


def test_a_number_that_is_awaited_is_one_however_short_it_is() -> None:
    assert REDACTOR.redacted("forty two").text == "forty two"
    assert REDACTOR.redacted("forty two", Awaits(number=True)).text == "[number]"
    assert REDACTOR.redacted("Anna Lindqvist", Awaits(name=True)).text == "[name]"
    assert REDACTOR.redacted("why do you need that", Awaits(name=True)).text == "why do you need that"


def test_names_are_left_where_the_operator_wants_them() -> None:
    assert Redactor(names=False).redacted("my name is John Smith, 4111 1111").text == "my name is John Smith, [number]"


def test_a_text_that_is_too_long_to_be_looked_through_is_not_kept() -> None:
    assert REDACTOR.redacted("so " * LONGEST).text == WITHHELD


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.booleans(), st.booleans())
def test_any_words_are_taken_and_each_stand_in_tells_what_it_stands_for(text: str, number: bool, name: bool) -> None:
    done = REDACTOR.redacted(text, Awaits(number=number, name=name))
    again, end = "", 0
    for one in done.hidden:
        again += done.text[end : one.at] + text[one.start : one.end]
        end = one.at + len(one.secret.value)
    assert again + done.text[end:] == text


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    REDACTOR.redacted(text)


def test_what_is_redacted_stays_as_it_is() -> None:
    for said in secrets("seen"):
        for turn in said.turns:
            once = REDACTOR.redacted(turn).text
            again = [one.secret for one in REDACTOR.redacted(once).hidden]
            assert set(again) <= {Secret.NAME, Secret.CARD}, once
            assert again.count(Secret.CARD) <= once.count(Secret.CARD.value)


@pytest.mark.parametrize(
    "module",
    [mail_found, names_found, numbers_found, places_found, redaction, rests_found, said_what_it_is, spoken_signs],
)
def test_no_pattern_takes_for_ever(module: object) -> None:
    patterns = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    assert patterns
    assert not [pattern.pattern for pattern in patterns if is_endless(pattern.pattern)]


@pytest.mark.skipif(not ORDINARY.exists(), reason="needs ../shared/data")
def test_ordinary_sentences_are_left() -> None:
    sentences = [text for kind in json.loads(ORDINARY.read_text()).values() for text, _ in kind]
    touched = sum(bool(REDACTOR.redacted(text, ANYTHING).hidden) for text in sentences[::6])
    assert touched / len(sentences[::6]) <= MOST_FALSE_ALARMS


def test_the_assistant_and_the_redactor_read_the_same_words_as_digits() -> None:
    listed = (ROOT / "ivr" / "language" / "en" / "numbers.txt").read_text()
    for line in re.findall(r"^(\d): (.+)$", listed.split("[units]")[1].split("[teens]")[0], re.MULTILINE):
        for word in line[1].split():
            assert word == "o" or spoken_signs.DIGITS[word] == line[0]
