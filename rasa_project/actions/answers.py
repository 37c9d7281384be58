"""Answers that depend on what was found or asked: an order's state, and a yes or no to the last question."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.sentences import spoken, status_sentence
from actions.trouble import say_trouble
from back_office.connection import back_office
from back_office.errors import BackOfficeError, NotFoundError

FORM_SLOTS = ("order_number", "order_confirmed", "order_read_back", "order_piece", "order_misses")
OFFERS_OF_A_PERSON = {"utter_offer_person", "utter_out_of_scope"}


class LookUpOrder(Action):
    def name(self) -> str:
        return "action_look_up_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if tracker.get_slot("order_confirmed"):
            await self._say(dispatcher, tracker.get_slot("order_number"))
        else:
            dispatcher.utter_message(response="utter_number_not_understood")
        return [SlotSet(name, None) for name in FORM_SLOTS]

    @staticmethod
    async def _say(dispatcher: CollectingDispatcher, number: str) -> None:
        try:
            order = await back_office().order(number)
        except NotFoundError:
            dispatcher.utter_message(text=f"I can't find an order with the number {spoken(number)}.")
            dispatcher.utter_message(response="utter_offer_person")
            return
        except BackOfficeError as error:
            say_trouble(dispatcher, error)
            return
        dispatcher.utter_message(text=status_sentence(order, date.today()))
        dispatcher.utter_message(response="utter_anything_else")


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


def last_question(tracker: Tracker) -> str | None:
    """Name of the response that was said last, if it was one of the domain's."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return (event.get("metadata") or {}).get("utter_action")
    return None
