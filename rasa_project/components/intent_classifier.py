"""The language pipeline's classifier: meaning and wording of sentences, and a confidence that is a chance."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_model import IntentModel, Opinion
from components.sentence_encoder import encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceIntentClassifier(GraphComponent, IntentClassifier):
    """The confidence of the best intent is the chance that it is right; the rest of 1 is shared out below it."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceIntentClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceIntentClassifier:
        """Raises EncoderFilesError."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(encoder(), folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Raises EncoderFilesError, and ValueError for data of fewer than two intents."""
        examples = [example for example in training_data.intent_examples if (example.get("text") or "").strip()]
        texts, intents = [one.get("text") for one in examples], [one.get("intent") for one in examples]
        self._model = IntentModel.learned(encoder(), texts, intents)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        said = [message for message in messages if (message.get("text") or "").strip()]
        if self._model is None or not said:
            return messages
        for message, opinion in zip(said, self._model.opinions([message.get("text") for message in said]), strict=True):
            ranking = ranked(opinion)
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def ranked(opinion: Opinion) -> list[dict[str, Any]]:
    """As Rasa tells it. Others share what is left by their scores, and none is surer than the best."""
    (best, _), *others = opinion.ranking
    scores = [max(score, 0.0) for _, score in others]
    left = (1 - opinion.right) / (sum(scores) or 1.0)
    shares = [min(score * left, opinion.right) for score in scores]
    return [
        {"name": name, "confidence": confidence}
        for name, confidence in [(best, opinion.right), *zip((name for name, _ in others), shares, strict=True)]
    ]
