"""Answers that depend on what was asked: a yes, a no, and whatever else comes while a form awaits its answer."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from talk.yes_and_no import AnswerNo, AnswerYes

__all__ = ["AnswerNo", "AnswerYes", "BackToQuestion"]
"""Rasa runs every action that is imported here."""

BY_THE_WAY = {
    "help": "utter_help",
    "thanks": "utter_welcome",
    "are_you_a_robot": "utter_are_you_a_robot",
    "out_of_scope": "utter_cannot_here",
}
"""What is said before a form's question is asked again; nothing for other intents."""


class BackToQuestion(Action):
    def name(self) -> str:
        return "action_back_to_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent in BY_THE_WAY:
            dispatcher.utter_message(response=BY_THE_WAY[intent])
        return []
