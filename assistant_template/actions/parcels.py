"""Where parcels are. This reads parcels.csv: put a question to your own system in the place of `where_is`."""

import csv
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from spoken.read_back import digits

PARCELS = Path(__file__).resolve().parent.parent / "parcels.csv"
FORM_SLOTS = ("parcel_number", "parcel_confirmed", "parcel_read_back", "parcel_misses")


def where_is(number: str) -> str | None:
    """What is said of a parcel after its number; None when there is none of that number.

    Raises OSError, csv.Error or KeyError when parcels cannot be looked up.
    """
    with PARCELS.open(newline="", encoding="utf-8") as file:
        return next((row["where"] for row in csv.DictReader(file) if row["number"] == number), None)


class TrackParcel(Action):
    def name(self) -> str:
        return "action_track_parcel"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        if tracker.get_slot("parcel_confirmed"):
            self._say(dispatcher, tracker.get_slot("parcel_number"))
        else:
            dispatcher.utter_message(response="utter_number_not_understood")
        return [SlotSet(name, None) for name in FORM_SLOTS]

    @staticmethod
    def _say(dispatcher: CollectingDispatcher, number: str) -> None:
        try:
            where = where_is(number)
        except (OSError, csv.Error, KeyError):
            dispatcher.utter_message(response="utter_parcels_unavailable")
            return
        if where is None:
            dispatcher.utter_message(response="utter_no_such_parcel", number=digits(number))
            dispatcher.utter_message(response="utter_offer_person")
            return
        dispatcher.utter_message(response="utter_parcel", number=digits(number), where=where)
        dispatcher.utter_message(response="utter_anything_else")
