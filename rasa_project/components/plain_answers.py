"""Knows an utterance that is nothing but a yes, a no, a refusal, or that any will do, and a wish to cancel something,
whatever the model makes of it.

People say them in so many ways, and turn them by a word ("no, that's right"), that phrases tell more than likeness.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from typing_extensions import Self

from talk.assent import assent_in
from talk.following import Thing, cancelled
from talk.giving_up import is_giving_up, is_refusal
from talk.indifference import is_indifferent

SURE = 0.6
"""Confidence from which the classifier is believed, as by the phone's rules."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlainAnswers(GraphComponent):
    """Stands after the intent classifier. In config.yml: the intents of a `yes`, a `no` and no preference, `any`; and
    what is meant by a wish to `cancel` something, by what is named: an "order", a "visit", "it".

    An intent that the classifier has not learned is never decided on.
    """

    def __init__(self, yes: str, no: str, any_of_them: str, cancel: dict[str, str] | None = None) -> None:
        self.yes, self.no, self.any_of_them = yes, no, any_of_them
        self.cancel = {Thing(thing): intent for thing, intent in (cancel or {}).items()}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"yes": "affirm", "no": "deny", "any": "no_preference", "cancel": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config["yes"], config["no"], config["any"], config["cancel"])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            intent = self._intent_of(message)
            ranking = message.get("intent_ranking", [])
            if intent and any(ranked.get("name") == intent for ranked in ranking):
                certain = {"name": intent, "confidence": 1.0}
                others = [{**ranked, "confidence": 0.0} for ranked in ranking if ranked.get("name") != intent]
                message.set("intent", certain, add_to_output=True)
                message.set("intent_ranking", [certain, *others], add_to_output=True)
        return messages

    def _intent_of(self, message: Message) -> str:
        """Empty for what is none of them, and for an "it" of which the classifier is sure what is meant."""
        text = message.get("text") or ""
        thing = cancelled(text)
        if thing in self.cancel and not message.get("wishes"):
            found = float((message.get("intent") or {}).get("confidence") or 0.0)
            return "" if thing in (Thing.IT, Thing.NOTHING) and found >= SURE else self.cancel[thing]
        said = assent_in(text)
        if said.is_all:
            return self.yes if said.wish else self.no
        if is_refusal(text):
            return self.no
        if is_indifferent(text):
            return self.any_of_them
        return self.cancel.get(Thing.IT, "") if is_giving_up(text) else ""
