"""Answers outside of tasks that depend on what was asked or is known: yes, no, opening hours, and tickets."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.desk_here import desk_of
from actions.saying import utter
from back_office.errors import BackOfficeError
from back_office.tickets import TicketKind
from spoken.read_back import digits
from tasks.say import say
from tasks.shop_near import week

OFFERS_OF_A_PERSON = {"utter_offer_person", "utter_out_of_scope"}
TICKETS = {
    "cancel_contract": (TicketKind.CANCEL_CONTRACT, "Wants to cancel a contract; was put through to a person."),
    "dispute": (TicketKind.DISPUTE, "Disputes a charge; was put through to a person."),
    "data_rights": (TicketKind.RIGHTS, "Asks for their rights over their data; was put through to a person."),
}
"""Intent → what is written down. The same text each time: a turn that is lived again writes nothing twice."""

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


class OpeningHours(Action):
    """Of the main shop; the question that was open is asked again by whoever asked it."""

    def name(self) -> str:
        return "action_opening_hours"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        try:
            shops = await desk_of(tracker).office.shops()
        except BackOfficeError:
            dispatcher.utter_message(response="utter_shop_unavailable")
            return []
        utter(dispatcher, [week(shops[0]) if shops else say("utter_no_shop")])
        return []


class OpenTicket(Action):
    """Writes down what a person has to decide, and puts the caller through: also when nothing can be written down."""

    def name(self) -> str:
        return "action_open_ticket"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        kind, text = TICKETS[intent]
        desk = desk_of(tracker)
        try:
            ticket = await desk.office.open_ticket(kind, text, key=desk.key("open_ticket", kind))
            utter(dispatcher, [say("utter_ticket", reference=digits(ticket.reference))])
        except BackOfficeError:
            pass  # the person on the line is what matters
        dispatcher.utter_message(response="utter_to_decide")
        return []


def last_question(tracker: Tracker) -> str | None:
    """Name of the response that was said last, if it was one of the domain's."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return (event.get("metadata") or {}).get("utter_action")
    return None
