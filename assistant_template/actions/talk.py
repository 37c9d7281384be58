"""Answers that depend on what was asked: a yes, a no, and whatever else comes while a form awaits its answer."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

OFFERS_OF_A_PERSON = {"utter_offer_person", "utter_out_of_scope"}
BY_THE_WAY = {
    "help": "utter_help",
    "thanks": "utter_welcome",
    "are_you_a_robot": "utter_are_you_a_robot",
    "out_of_scope": "utter_cannot_here",
}
"""What is said before a form's question is asked again; nothing for other intents."""


class AnswerYes(Action):
    def name(self) -> str:
        return "action_answer_yes"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        offered = last_question(tracker) in OFFERS_OF_A_PERSON
        dispatcher.utter_message(response="utter_transfer" if offered else "utter_how_can_i_help")
        return []


class AnswerNo(Action):
    """Hangs up only on a "no" to "anything else?"; a "no" out of nowhere may well be a mishearing."""

    def name(self) -> str:
        return "action_answer_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        done = last_question(tracker) == "utter_anything_else"
        dispatcher.utter_message(response="utter_goodbye" if done else "utter_how_can_i_help")
        return []


class BackToQuestion(Action):
    def name(self) -> str:
        return "action_back_to_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent in BY_THE_WAY:
            dispatcher.utter_message(response=BY_THE_WAY[intent])
        return []


def last_question(tracker: Tracker) -> str | None:
    """Name of the response that was said last, if it was one of the domain's."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return (event.get("metadata") or {}).get("utter_action")
    return None
