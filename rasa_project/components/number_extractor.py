"""Puts the number that was said beside the text as an entity, and knows an utterance that is nothing but one."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from components.order_number import DIGITS, is_only_a_number, order_number_in


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrderNumberExtractor(GraphComponent, EntityExtractorMixin):
    """Stands after the intent classifier: digits are a matter of rules, on which a classifier's guess is no better.

    In config.yml: the `entity` that the number becomes, the `intent` of an utterance of nothing but a number, and how
    many `digits` a whole one has.
    """

    def __init__(self, entity: str, intent: str, digits: int) -> None:
        self.entity, self.intent, self.digits = entity, intent, digits

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"entity": "order_number", "intent": "inform_order_number", "digits": DIGITS}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OrderNumberExtractor:
        return cls(config["entity"], config["intent"], config["digits"])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get("text") or ""
            number = order_number_in(text, self.digits)
            if number is None:
                continue
            entity = {"entity": self.entity, "value": number, "start": 0, "end": len(text)}
            found = message.get("entities", []) + self.add_extractor_name([entity])
            message.set("entities", found, add_to_output=True)
            if is_only_a_number(text):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        """The classifier's ranking stays, below the certain intent."""
        others = [r for r in message.get("intent_ranking", []) if r.get("name") != self.intent]
        certain = {"name": self.intent, "confidence": 1.0}
        message.set("intent", certain, add_to_output=True)
        message.set("intent_ranking", [certain, *({**r, "confidence": 0.0} for r in others)], add_to_output=True)
