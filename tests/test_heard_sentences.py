"""What the recogniser makes of the training sentences: only what teaches something is added to them."""

from pathlib import Path

import yaml

from benchmarks.understanding.heard_sentences import VOICES as LEARNED_VOICES
from benchmarks.understanding.heard_sentences import differing, training_sentences, written
from benchmarks.understanding.own_intents import VOICES as ASKED_VOICES

SENTENCES = {"order_status": ["where is my order", "track my parcel"], "bill": ["what do i owe", "my bill please"]}


def heard(texts: dict[str, str]) -> dict[str, list[str]]:
    return differing(SENTENCES, lambda said, _: texts.get(said, said))


def test_what_is_written_differently_is_added_once_in_the_way_of_training_data() -> None:
    assert heard({"track my parcel": "Truck my parcel."}) == {"order_status": ["truck my parcel"]}


def test_what_is_written_as_it_was_said_adds_nothing() -> None:
    assert heard({"where is my order": "Where is my order?"}) == {}


def test_what_sounds_like_a_sentence_of_another_intent_is_left_out() -> None:
    assert heard({"my bill please": "Track my parcel."}) == {}


def test_what_two_intents_sound_like_belongs_to_the_first_alone() -> None:
    both = {"where is my order": "where my oar", "my bill please": "where my oar"}
    assert "bill" not in heard(both)


def test_what_has_hardly_a_word_of_what_was_said_is_left_out() -> None:
    assert heard({"where is my order": "Thanks for watching."}) == {}
    assert heard({"where is my order": ""}) == {}


def test_every_sentence_is_spoken_twice_and_never_with_the_same_number() -> None:
    numbers: list[int] = []

    def hears(said: str, number: int) -> str:
        numbers.append(number)
        return said

    differing(SENTENCES, hears)
    assert numbers == list(range(8))


def test_what_is_written_is_a_training_file_that_is_not_spoken_again(tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    entries = [{"intent": "bill", "examples": "- what do i owe\n- my bill please\n"}]
    (tmp_path / "nlu" / "accounts.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": entries}))
    (tmp_path / "rules.yml").write_text("rules: []")
    (tmp_path / "heard.yml").write_text(written({"bill": ["what do i oh", "my build please"]}))
    (entry,) = yaml.safe_load((tmp_path / "heard.yml").read_text())["nlu"]
    assert entry == {"intent": "bill", "examples": "- my build please\n- what do i oh\n"}
    assert training_sentences(tmp_path) == {"bill": ["what do i owe", "my bill please"]}


def test_the_voices_that_are_asked_are_not_those_that_were_learned_from() -> None:
    assert not set(LEARNED_VOICES) & set(ASKED_VOICES)
