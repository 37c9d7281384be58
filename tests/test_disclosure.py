"""What a disclosure must say: each fact that is left out is told, in whatever words the others are."""

import pytest

from ivr.written.disclosure import disclosure_problems, opening_problems, says_ai

GOOD = [
    "Hello, I'm an automated A.I. for {company}, not a person. To talk to a person, say human or press zero.",
    "This is {company}. I'm an AI: automated, and not a human. For one of us say agent, or press 0.",
    "You've reached the automated artificial intelligence of {company}. It's no person. Say operator or press zero.",
]
LACKING = [
    (
        "Hello, this is {company}. You're talking to an automated assistant, not a person. "
        "To reach a person, say human or press zero, at any time.",
        "that it is an AI",
    ),
    ("An automated robot of {company}, not a person. Aim to say human or press zero.", "that it is an AI"),
    ("I'm an AI of {company}, not a person. Say human or press zero.", "that it is automated"),
    ("I'm the automated AI of {company}. For a person, say human or press zero.", "that it is not a person"),
    ("I'm the automated AI of {company}, not a person. For a person, press zero.", "what to say"),
    ("I'm the automated AI of {company}, not a person. For a person, say please or press zero.", "what to say"),
    ("I'm the automated AI of {company}, not a person. For a person, say human.", "what to press"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_disclosure_with_every_fact_is_let_be(text: str) -> None:
    assert disclosure_problems(text, "en", 7.0) == []


@pytest.mark.parametrize(("text", "fact"), LACKING)
def test_a_fact_that_is_left_out_is_told(text: str, fact: str) -> None:
    (told,) = disclosure_problems(text, "en", 7.0)
    assert told.startswith(f"disclosure (en) must say {fact}")


def test_who_speaks_is_heard_within_five_seconds() -> None:
    late = "Thank you very much for calling us today at {company}, where we care for you. " + GOOD[0]
    assert disclosure_problems(late, "en", 9.0) != []
    assert disclosure_problems(GOOD[0], "en", 9.0) == []


@pytest.mark.parametrize(
    ("language", "heard", "not_heard"),
    [
        ("de", "Ich bin eine KI.", "Ich bin ein automatischer Assistent."),
        ("de", "Hier spricht eine künstliche Intelligenz.", "Kinder und Iris."),
        ("es", "Soy una inteligencia artificial.", "Soy una IA."),
        ("fr", "Je suis une intelligence artificielle.", "Je suis une IA."),
        ("it", "Sono un'intelligenza artificiale.", "Sono un assistente automatico."),
        ("en", "I'm an A.I.", "I aim to help."),
    ],
)
def test_ai_is_written_so_that_the_voice_says_it(language: str, heard: str, not_heard: str) -> None:
    """ "IA" is said as one word in three of the languages."""
    assert says_ai(heard, language)
    assert not says_ai(not_heard, language)


@pytest.mark.parametrize(
    ("language", "says", "says_not"),
    [
        ("en", "What you say is written down.", "I listen to what you say."),
        ("en", "I turn your words into text on our own computers.", "Turn left."),
        ("en", "This call is transcribed.", "Put me down."),
        ("de", "Ich schreibe mit, was Sie sagen.", "Ich höre, was Sie sagen."),
        ("de", "Was Sie sagen, wird aufgeschrieben.", "Was Sie sagen, bleibt hier."),
        ("es", "Escribo lo que usted dice.", "Escucho lo que usted dice."),
        ("fr", "J'écris ce que vous dites.", "J'écoute ce que vous dites."),
        ("it", "Scrivo quello che dice.", "Ascolto quello che dice."),
    ],
)
def test_what_becomes_of_words_must_be_said_in_the_opening(language: str, says: str, says_not: str) -> None:
    assert opening_problems([GOOD[0], says], language, 9.0) == []
    (told,) = opening_problems([GOOD[0], says_not], language, 9.0)
    assert told.startswith(f"the opening ({language}) must say what becomes of callers' words")
