"""The second net under the phone's rules for sensitive topics: what they have no pattern for, but what means the same.

The phone knows topics by rule, with this process dead (ivr/core/topics.py); here they are told by meaning, with the
chance that it is so.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_model import IntentModel
from components.modelled import ModelledComponent
from components.sentence_encoder import encoder

SENTENCES = Path(__file__).with_name("sensitive_topics.yml")
OWN_SENTENCES = Path(__file__).parent.parent / "sensitive_topics.yml"
"""The operator's, in the assistant's folder, if there are any."""
HARMLESS = "harmless"
LAYERS = 1
"""The last tells topics as well as three do, in half the time."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SensitiveTopicClassifier(ModelledComponent[IntentModel]):
    """Sets `topic` of a message, {"name", "confidence"}, where it is likelier about one than about none."""

    learns = IntentModel

    def train(self, training_data: TrainingData) -> Resource:
        """What the assistant learns to answer is harmless, besides what is written down as such.

        Raises EncoderFilesError, and ValueError for a topic in OWN_SENTENCES that there is none of.
        """
        return self.kept(topics_learned([example.get("text") or "" for example in training_data.intent_examples]))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = (message.get("text") or "").strip()
            if self.model is None or not text:
                continue
            (opinion,) = self.model.opinions([text])
            if opinion.intent != HARMLESS:
                topic = {"name": opinion.intent, "confidence": opinion.right}
                message.set("topic", topic, add_to_output=True)
        return messages


def topics_learned(answered: list[str], own: Path = OWN_SENTENCES) -> IntentModel:
    """From SENTENCES, the operator's own and those that the assistant answers. Raises as `train`."""
    by_topic = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    more = (yaml.safe_load(own.read_text(encoding="utf-8")) or {}) if own.exists() else {}
    if unknown := sorted(more.keys() - by_topic.keys()):
        raise ValueError(f"{own.name}: {unknown[0]} is no topic; there are {', '.join(by_topic)}")
    pairs = [(text, topic) for given in (by_topic, more) for topic, texts in given.items() for text in texts]
    pairs += [(text, HARMLESS) for text in answered if text.strip()]
    texts, topics = map(list, zip(*pairs, strict=True))
    return IntentModel.learned(encoder(), texts, topics, layers=LAYERS)
