"""The second net under the phone's rules for sensitive topics: it tells by meaning what it never learned."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from channels.conversation import parse
from components import topic_classifier
from components.topic_classifier import SENTENCES, topics_learned

HERE = Path(__file__).resolve().parent
HELD_OUT = HERE.parent.parent / "tests" / "data"
LIKELY = 0.5
"""From where on the phone's rules believe it (thresholds.topic)."""
FEW = {
    "emergency": ["there is a fire", "call an ambulance", "she is not breathing", "someone broke in"],
    "harmless": ["the boiler hums", "my boiler makes a noise", "are you open today", "the radiator hums at night"],
}
TopicOf = Callable[[str], Any]
"""A text to the name of a likely topic, or None."""
FOR_PEOPLE = {"cancel_contract", "complaint", "data_rights", "dispute", "frustrated", "out_of_scope"}


@pytest.fixture(scope="module")
def topic_of(loop: asyncio.AbstractEventLoop, agent: Agent) -> TopicOf:
    def likely(text: str) -> str | None:
        topic = loop.run_until_complete(parse(agent, text))["topic"]
        return topic["name"] if topic and topic["confidence"] >= LIKELY else None

    return likely


def test_most_sentences_that_nobody_learned_from_are_told_by_meaning_alone(topic_of: TopicOf) -> None:
    asked = [(topic, text) for topic, texts in _read("topics.yml").items() for text in texts]
    missed = [(topic, text, found) for topic, text in asked if (found := topic_of(text)) != topic]
    print(f"\n{len(asked) - len(missed)} of {len(asked)}", *missed, sep="\n")
    assert len(asked) == 192
    assert len(missed) <= 20


def test_what_only_sounds_like_a_topic_is_none(topic_of: TopicOf) -> None:
    mistaken = [(text, found) for text in _read("look_alikes.yml") if (found := topic_of(text))]
    assert len(mistaken) <= 4, mistaken


def test_what_callers_ask_the_assistant_is_none(topic_of: TopicOf) -> None:
    by_intent = yaml.safe_load((HERE / "held_out.yml").read_text())
    asked = [text for intent, texts in by_intent.items() if intent not in FOR_PEOPLE for text in texts]
    mistaken = [(text, found) for text in asked if (found := topic_of(text))]
    assert len(asked) > 200
    assert len(mistaken) <= 1, mistaken


def test_an_operators_own_sentences_are_learned_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "the boiler hums and we are all dizzy"
    monkeypatch.setattr(topic_classifier, "SENTENCES", _written(tmp_path / "few.yml", FEW))
    own = _written(tmp_path / "own.yml", {"emergency": [said]})
    without, taught = topics_learned(["where is my order"], tmp_path / "none.yml"), topics_learned([], own)
    assert (without.opinions([said])[0].intent, taught.opinions([said])[0].intent) == ("harmless", "emergency")


def test_a_topic_that_there_is_none_of_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="emergncy is no topic; there are emergency, self_harm"):
        topics_learned([], _written(tmp_path / "own.yml", {"emergncy": ["smoke"]}))


def test_no_sentence_that_is_held_out_was_learned() -> None:
    learned = {text for texts in yaml.safe_load(SENTENCES.read_text()).values() for text in texts}
    held_out = {text for texts in _read("topics.yml").values() for text in texts} | set(_read("look_alikes.yml"))
    assert not learned & held_out


def _written(path: Path, sentences: dict[str, list[str]]) -> Path:
    path.write_text(yaml.safe_dump(sentences))
    return path


def _read(name: str) -> Any:
    return yaml.safe_load((HELD_OUT / name).read_text())
