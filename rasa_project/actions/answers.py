"""Answers outside of tasks: yes and no, opening hours, and tickets."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.desk_here import desk_of
from actions.saying import utter
from actions.task_form import FORM
from actions.wishes_here import heard_of, wishes_of
from back_office.errors import BackOfficeError
from back_office.tickets import TicketKind
from spoken.read_back import digits
from talk.yes_and_no import AnswerNo, AnswerYes, response_of
from tasks.follow_up import follow_up
from tasks.known import KNOWN
from tasks.say import ANYTHING_ELSE, Say, say, told_left
from tasks.telling import TOLD
from tasks.wish import Wish

__all__ = ["AnswerNo", "AnswerYes", "ChangeOfMind", "OpenTicket", "OpeningHours", "SayAgain"]
"""Rasa runs every action that is imported here."""

TICKETS = {
    "complaint": (TicketKind.COMPLAINT, "Complains; was put through to a person."),
    "cancel_contract": (TicketKind.CANCEL_CONTRACT, "Wants to cancel a contract; was put through to a person."),
    "dispute": (TicketKind.DISPUTE, "Disputes a charge; was put through to a person."),
    "data_rights": (TicketKind.RIGHTS, "Asks for their rights over their data; was put through to a person."),
}
"""Intent → what is written down. The same text each time: a turn that is lived again writes nothing twice."""

BESIDE = ("utter_anything_else", "utter_how_can_i_help", "utter_welcome", "utter_hello_again")
"""Responses that tell nothing."""

Events = list[dict[str, Any]]


def is_follow_up(tracker: Tracker) -> bool:
    """Whether it is about what was told before: "cancel it" behind an order's state."""
    return follow_up(heard_of(tracker), desk_of(tracker).known.told) is not None


class ChangeOfMind(Action):
    """ "Cancel it" is a wish where something was told before; else, and for "never mind", a no to the last question."""

    def name(self) -> str:
        return "action_change_of_mind"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if is_follow_up(tracker):
            return [FollowupAction(FORM)]
        return AnswerNo().run(dispatcher, tracker, domain)


class SayAgain(Action):
    """What was told last, unless the last answer was something else; then the phone says its last answer again."""

    def name(self) -> str:
        return "action_say_again"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        told = desk_of(tracker).known.told
        if told is None or not _answered_with(tracker) <= {*(said.name for said in told.says), *BESIDE}:
            dispatcher.utter_message(response="utter_repeat")
        else:
            utter(dispatcher, [*told.says, ANYTHING_ELSE])
        return []


class OpeningHours(Action):
    """The question that was open is asked again by whoever asked it. What else was asked in the same breath is told."""

    def name(self) -> str:
        return "action_opening_hours"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        desk, says = desk_of(tracker), list[Say]()
        for wish in wishes_of(tracker) or [Wish("opening_hours", "")]:
            if wish.intent in TOLD:
                says += await TOLD[wish.intent](desk)
        utter(dispatcher, says)
        desk.known.tell("opening_hours", {}, says)
        return [SlotSet(KNOWN, desk.known.kept())]


class OpenTicket(Action):
    """Writes down what a person has to decide, and puts the caller through: also when nothing can be written down."""

    def name(self) -> str:
        return "action_open_ticket"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent == "cancel_contract" and not tracker.active_loop and is_follow_up(tracker):
            return [FollowupAction(FORM)]
        kind, text = TICKETS[intent]
        desk = desk_of(tracker)
        try:
            ticket = await desk.office.open_ticket(kind, text, key=desk.key("open_ticket", kind))
            said = say("utter_ticket", reference=digits(ticket.reference))
            utter(dispatcher, [told_left("ticket", ticket.reference, said)])
        except BackOfficeError:
            pass  # the person on the line is what matters
        last = "utter_complaint" if kind is TicketKind.COMPLAINT else "utter_to_decide"
        dispatcher.utter_message(response=last)
        return []


def _answered_with(tracker: Tracker) -> set[str]:
    """Names of the responses to what the caller said before."""
    names, turns = set(), 0
    for event in reversed(tracker.events):
        turns += event.get("event") == "user"
        if turns > 1:
            break
        if event.get("event") == "bot":
            names.add(response_of(event) or "")
    return names
