"""A yes and a no that no form awaits: what they mean depends on what was asked last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

OFFERS_OF_A_PERSON = {"utter_offer_person", "utter_out_of_scope"}

Events = list[dict[str, Any]]


class AnswerYes(Action):
    def name(self) -> str:
        return "action_answer_yes"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        offered = last_question(tracker) in OFFERS_OF_A_PERSON
        dispatcher.utter_message(response="utter_transfer" if offered else "utter_how_can_i_help")
        return []


class AnswerNo(Action):
    """Hangs up only on a "no" to "anything else?"; a "no" out of nowhere may well be a mishearing."""

    def name(self) -> str:
        return "action_answer_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        done = last_question(tracker) == "utter_anything_else"
        dispatcher.utter_message(response="utter_goodbye" if done else "utter_how_can_i_help")
        return []


def last_question(tracker: Tracker) -> str | None:
    """Name of the response that was said last, if it was one of the domain's."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return (event.get("metadata") or {}).get("utter_action")
    return None
