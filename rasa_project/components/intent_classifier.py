"""The language pipeline's classifier: meaning and wording of sentences, and a confidence that is a chance."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_model import IntentModel
from components.modelled import ModelledComponent
from components.sentence_encoder import encoder
from components.several_wishes import SeveralWishes
from components.telling_apart import Opinion


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceIntentClassifier(ModelledComponent[IntentModel], IntentClassifier):
    """The confidence of the best intent is the chance that it is right; the rest of 1 is shared out below it.

    In config.yml: the intents of `wishes` that are told apart when several are said in one breath. A message then has
    `wishes`, [{"intent", "text"}], the intent of the first, and `instead` where it was given up what is going on.
    """

    learns = IntentModel
    wishes = SeveralWishes()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"wishes": {"begin": [], "told": [], "people": []}}

    def configure(self, config: dict[str, Any]) -> None:
        self.wishes = SeveralWishes.of(config)

    def train(self, training_data: TrainingData) -> Resource:
        """Raises EncoderFilesError, and ValueError for data of fewer than two intents."""
        examples = [example for example in training_data.intent_examples if (example.get("text") or "").strip()]
        texts, intents = [one.get("text") for one in examples], [one.get("intent") for one in examples]
        return self.kept(IntentModel.learned(encoder(), texts, intents))

    def process(self, messages: list[Message]) -> list[Message]:
        said = [message for message in messages if (message.get("text") or "").strip()]
        if self.model is None or not said:
            return messages
        for message in said:
            self._understand(message, self.model)
        return messages

    def _understand(self, message: Message, model: IntentModel) -> None:
        """The sentence and the parts that it may consist of are judged in one run of the model."""
        text = message.get("text")
        ways = self.wishes.ways(text)
        opinion, *judged = model.opinions([text, *(part for way in ways for part in way)])
        of_parts = iter(judged)
        found = self.wishes.found([[(part, next(of_parts)) for part in way] for way in ways])
        if found:
            opinion = found.wishes[0][1]
            wishes = [{"intent": wished.intent, "text": part} for part, wished in found.wishes]
            message.set("wishes", wishes, add_to_output=True)
            message.set("instead", found.instead, add_to_output=True)
        ranking = ranked(opinion)
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)


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
