"""The parcel form's own decisions: a number that is not whole, one that was misheard, when to stop asking."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from spoken.read_back import digits

DIGITS = 6
MOST_MISSES = 2
"""After so many numbers that were not whole or not right, a person takes the call: nothing is asked a third time."""

Slots = dict[str, Any]


class ValidateParcelForm(FormValidationAction):
    def name(self) -> str:
        return "validate_parcel_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        """None after too many misses, which ends the form without a confirmed number."""
        return [] if _misses(tracker) >= MOST_MISSES else domain_slots

    def validate_parcel_number(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Slots:
        """Keeps a whole number, asks again for anything else."""
        if value is None or len(str(value)) == DIGITS:
            return {"parcel_number": value}
        return self._missed(dispatcher, tracker, "utter_not_whole")

    def validate_parcel_confirmed(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Slots:
        """A "yes" counts for the number that was read back; "no" with a new number has that one read back."""
        number = tracker.get_slot("parcel_number")
        if number is not None and number != tracker.get_slot("parcel_read_back"):
            return {"parcel_confirmed": None}
        if value is True:
            return {"parcel_confirmed": True}
        return {"parcel_confirmed": None} | self._missed(dispatcher, tracker, "utter_sorry_misheard")

    @staticmethod
    def _missed(dispatcher: CollectingDispatcher, tracker: Tracker, response: str) -> Slots:
        misses = _misses(tracker) + 1
        if misses < MOST_MISSES:
            dispatcher.utter_message(response=response)
        return {"parcel_number": None, "parcel_misses": misses}


class AskParcelConfirmed(Action):
    def name(self) -> str:
        return "action_ask_parcel_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        number = tracker.get_slot("parcel_number")
        dispatcher.utter_message(response="utter_read_back", number=digits(number))
        return [SlotSet("parcel_read_back", number)]


def _misses(tracker: Tracker) -> int:
    return int(tracker.get_slot("parcel_misses") or 0)
