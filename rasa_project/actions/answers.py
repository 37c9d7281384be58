"""Answers outside of tasks: yes and no, opening hours, and tickets."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.desk_here import desk_of
from actions.saying import utter
from actions.wishes_here import wishes_of
from back_office.errors import BackOfficeError
from back_office.tickets import TicketKind
from spoken.read_back import digits
from talk.yes_and_no import AnswerNo, AnswerYes
from tasks.say import say
from tasks.telling import TOLD
from tasks.wish import Wish

__all__ = ["AnswerNo", "AnswerYes", "OpenTicket", "OpeningHours"]
"""Rasa runs every action that is imported here."""

TICKETS = {
    "complaint": (TicketKind.COMPLAINT, "Complains; was put through to a person."),
    "cancel_contract": (TicketKind.CANCEL_CONTRACT, "Wants to cancel a contract; was put through to a person."),
    "dispute": (TicketKind.DISPUTE, "Disputes a charge; was put through to a person."),
    "data_rights": (TicketKind.RIGHTS, "Asks for their rights over their data; was put through to a person."),
}
"""Intent → what is written down. The same text each time: a turn that is lived again writes nothing twice."""

Events = list[dict[str, Any]]


class OpeningHours(Action):
    """The question that was open is asked again by whoever asked it. What else was asked in the same breath is told."""

    def name(self) -> str:
        return "action_opening_hours"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        desk = desk_of(tracker)
        for wish in wishes_of(tracker) or [Wish("opening_hours", "")]:
            if wish.intent in TOLD:
                utter(dispatcher, await TOLD[wish.intent](desk))
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
        last = "utter_complaint" if kind is TicketKind.COMPLAINT else "utter_to_decide"
        dispatcher.utter_message(response=last)
        return []
