"""Texts are said as a person would read them: by the voice's phonemes, on written forms of every kind."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivr.language.aloud import aloud

from .phonemes import phonemes, phonemes_of_words

TABLE = yaml.safe_load((Path(__file__).parent / "data" / "read_aloud.yml").read_text(encoding="utf-8"))
FORMS = [(written, said) for forms in TABLE.values() for written, said in forms.items()]
PIECES = [
    "1",
    "0",
    "$",
    ".",
    ",",
    "-",
    "–",
    "/",
    ":",
    " ",
    "A",
    "St.",
    "Dr",
    "@",
    "a",
    "#",
    "pm",
    "%",
    "&",
    "(",
    ")",
    "+",
]


def test_the_table_holds_forms_of_every_kind() -> None:
    assert len(FORMS) >= 120
    assert all(len(forms) >= 10 for forms in TABLE.values())


@pytest.mark.engine
@pytest.mark.parametrize(("written", "said"), FORMS)
def test_a_written_form_is_said_as_a_person_reads_it(written: str, said: str) -> None:
    assert phonemes(aloud(written, "en")) == phonemes_of_words(said), aloud(written, "en")


@pytest.mark.engine
def test_the_comparison_hears_what_voices_do_by_themselves() -> None:
    for written, said in (
        ("$3.50", "three dollars and fifty cents"),
        ("10:00", "ten o'clock"),
        ("Elm Dr.", "Elm Drive"),
    ):
        assert phonemes(written) != phonemes_of_words(said)


@pytest.mark.parametrize("written", [written for written, _ in FORMS])
def test_to_read_aloud_twice_changes_nothing(written: str) -> None:
    assert aloud(aloud(written, "en"), "en") == aloud(written, "en")


@pytest.mark.parametrize(
    "text",
    [
        "I'm connecting you to a person.",
        "We're open Monday to Friday from 9 to 5. We're closed on Sunday.",
        "Your number for it is 4 8 2, 1 9 3.",
        "That's forty-two pounds fifty, on Tuesday the third of May.",
        "May I help? Jan can march on, and the sun sat low.",
        "PLEASE DO NOT CALL US NOW",
        "Press 1 for yes. For no, press 2.",
    ],
)
def test_what_is_said_as_it_is_written_is_left_alone(text: str) -> None:
    assert aloud(text, "en") == text


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_whatever_is_written_no_sign_is_left_to_the_voice_that_it_cannot_say(text: str) -> None:
    said = aloud(text, "en")
    assert not set(said) & set("&%*_|<>{}")
    assert len(said) <= 40 * len(text) + 40


@given(st.text(max_size=200))
def test_any_text_is_read_aloud(text: str) -> None:
    assert isinstance(aloud(text, "en"), str)


@pytest.mark.parametrize(
    "piece", [*PIECES, "1-", "1.1", "A1", "a@a.", "1:1", "1 1", "St. ", "12/", "$1,", "www.", "9am-"]
)
def test_the_work_on_hostile_text_grows_with_its_length_alone(piece: str) -> None:
    """Counted in the processor's time of this process: 16 times the text may cost 16 times as much, not 256 times."""
    short, long = (min(_work(piece * count) for _ in range(2)) for count in (250, 4000))
    assert long < 80 * max(short, 0.0005)


def _work(text: str) -> float:
    before = time.process_time()
    aloud(text, "en")
    return time.process_time() - before


def test_other_languages_read_what_their_voices_cannot() -> None:
    assert aloud("Wir öffnen um 10:30 Uhr.", "de") == "Wir öffnen um 10 Uhr 30."
    assert aloud("Soy una IA.", "es") == "Soy una i, a."
    assert aloud("Je suis une IA.", "fr") == "Je suis une i, a."
    assert aloud("5-7", "xx") == "5-7"
