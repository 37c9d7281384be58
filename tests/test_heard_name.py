"""Whether callers hear whom they rang: the company's name in what a listener wrote down, however it is spelled."""

import pytest

from ivr.listening.heard_name import heard_as, sounds_like
from ivr.listening.misheard import Listened, name_not_heard
from ivr.listening.word_errors import errors

DISCLOSURE = "Hello, I'm an automated A.I. for {}. I'm not a person."
GOODBYE = "Thank you for calling {}. Goodbye."


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        *[("Fernhill", "Fern Hill"), ("Fernhill", "fern hell"), ("Ben & Jerry's", "Ben and Jerry's")],
        *[("7-Eleven", "seven eleven"), ("3M", "three M"), ("Ørsted", "Orsted"), ("J.P. Morgan", "JP Morgan")],
        *[("Globex", "Globe X"), ("Hyundai", "Hyunday"), ("Schneider", "Snyder"), ("Fernhill", "Vernhill")],
    ],
)
def test_a_name_is_heard_however_it_is_spelled(name: str, heard: str) -> None:
    assert sounds_like(name, heard)


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        *[("Acme", "thank you"), ("Acme", ""), ("Acme", "a"), ("Fernhill", "for now"), ("北京电力", "beijing")],
        *[("Åhléns", "Atlanta"), ("Εθνική Ασφαλιστική", "a"), ("3M", "Freeham")],
    ],
)
def test_another_word_in_its_place_is_not_the_name(name: str, heard: str) -> None:
    assert not sounds_like(name, heard)


@pytest.mark.parametrize(
    ("said", "heard", "name"),
    [
        (DISCLOSURE, "Hello, I'm an automated AI for Fern Hill. I'm not a person.", "fern hill"),
        (DISCLOSURE, "hello I'm an automated AI for I'm not a person", ""),
        (DISCLOSURE, "Hello, I'm an automated AI for 4 hill. I'm not a person.", "4 hill"),
        (GOODBYE, "Thank you for calling Burn Hill good bye", "burn hill"),
        (GOODBYE, "", ""),
    ],
)
def test_what_is_heard_in_the_place_of_the_name_is_told_by_the_words_around_it(
    said: str, heard: str, name: str
) -> None:
    assert heard_as("Fernhill", said.format("Fernhill"), heard) == name


def listened(company: str, *heard: str) -> list[Listened]:
    texts = [text.format(company) for text in (DISCLOSURE, GOODBYE, "One moment, please.")]
    return [
        Listened(text, text, wrote, errors(text, wrote))
        for text, wrote in zip(
            texts,
            [*(text.format(said) for text, said in zip((DISCLOSURE, GOODBYE), heard, strict=True)), texts[2]],
            strict=True,
        )
    ]


def test_a_name_that_the_voice_cannot_say_is_told_with_what_is_heard() -> None:
    (told,) = name_not_heard(listened("Hvězda", "wisdom", ""), "Hvězda")
    assert "callers do not hear 'Hvězda': Whisper hears 'wisdom', nothing; write it as it is said" in told


def test_a_name_that_is_heard_in_one_of_two_prompts_is_let_be() -> None:
    assert name_not_heard(listened("Acme", "Akme", "a knee"), "Acme") == []


def test_without_a_company_there_is_nothing_to_hear() -> None:
    assert name_not_heard(listened("us", "us", "us"), "") == []
