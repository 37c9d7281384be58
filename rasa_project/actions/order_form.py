"""The order form's own decisions: a number that is not whole, a number that was misheard, when to stop asking."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.sentences import spoken

DIGITS = 6
MOST_MISSES = 3
"""After so many numbers that were not whole or not right, a person takes the call."""

Slots = dict[str, Any]


class ValidateOrderForm(FormValidationAction):
    def name(self) -> str:
        return "validate_order_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        """None after too many misses, which ends the form without a confirmed number."""
        return [] if _misses(tracker) >= MOST_MISSES else domain_slots

    def validate_order_number(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Slots:
        """Keeps a whole number; joins two pieces that together make one; asks again for anything else."""
        if value is None:
            return {"order_number": None}
        digits = str(value)
        pieces = (tracker.get_slot("order_piece") or "") + digits
        if len(digits) < DIGITS and len(pieces) == DIGITS and pieces != digits * 2:
            digits = pieces
        if len(digits) == DIGITS:
            return {"order_number": digits, "order_piece": None}
        misses = _misses(tracker) + 1
        if misses < MOST_MISSES:
            heard = f"I heard {spoken(digits)}, and an order number has six digits."
            dispatcher.utter_message(text=heard if len(digits) < 12 else "An order number has six digits.")
        return {"order_number": None, "order_piece": digits if len(digits) < DIGITS else None, "order_misses": misses}

    def validate_order_confirmed(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Slots:
        """A "yes" counts for the number that was read back; "no" with a new number has that one read back."""
        number = tracker.get_slot("order_number")
        if number is not None and number != tracker.get_slot("order_read_back"):
            return {"order_confirmed": None}
        if value is True:
            return {"order_confirmed": True}
        misses = _misses(tracker) + 1
        if misses < MOST_MISSES and number is not None:
            dispatcher.utter_message(response="utter_sorry_misheard")
        return {"order_confirmed": None, "order_number": None, "order_misses": misses}


class AskOrderConfirmed(Action):
    def name(self) -> str:
        return "action_ask_order_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        number = tracker.get_slot("order_number")
        dispatcher.utter_message(response="utter_read_back", number=spoken(number))
        return [{"event": "slot", "name": "order_read_back", "value": number, "timestamp": None}]


NUDGES = {
    ("order_number", "affirm"): "utter_go_ahead",
    ("order_number", "deny"): "utter_where_is_the_number",
    ("order_number", "no_order_number"): "utter_where_is_the_number",
    ("order_number", "order_status"): "utter_of_course",
    ("order_number", "inform_order_number"): "utter_pardon",
}
"""What leads back to the form's question when the answer held nothing to fill in; "yes or no" for all others."""


class Nudge(Action):
    def name(self) -> str:
        return "action_nudge"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        asked = tracker.get_slot("requested_slot")
        dispatcher.utter_message(response=NUDGES.get((asked, intent), "utter_yes_or_no"))
        return []


def _misses(tracker: Tracker) -> int:
    return int(tracker.get_slot("order_misses") or 0)
