"""Tells what a sentence would mean as an answer, for each kind of question that tasks ask.

Which question was asked, the tasks know (tasks/meant.py). Patterns read what is named: days, numbers, things. Whether
it is wanted, refused or given up with it, people say in more ways than patterns hold: "my wife likes it after all".
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.answer_models import AnswerModels
from components.answer_sentences import sentences
from components.modelled import ModelledComponent
from components.sentence_encoder import encoder

ANSWERS = "answers"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerReader(ModelledComponent[AnswerModels]):
    """Sets `answers` of a message: by kind of question {"name", "confidence"}, the chance that it means that."""

    learns = AnswerModels

    def train(self, training_data: TrainingData) -> Resource:
        """Raises EncoderFilesError."""
        return self.kept(AnswerModels.learned(encoder(), sentences()))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = (message.get("text") or "").strip()
            if self.model is None or not text or text.startswith("/"):
                continue
            answers = {
                kind: {"name": opinion.intent, "confidence": opinion.right}
                for kind, opinion in self.model.opinions(text).items()
            }
            message.set(ANSWERS, answers, add_to_output=True)
        return messages
