"""A yes and a no that no form awaits: what they mean depends on what was asked last, and on what was told before."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from talk.following import cancelled, of_orders, of_visits

OFFERS_OF_A_PERSON = {"utter_offer_person", "utter_out_of_scope"}
_LEFT = re.compile(
    r"\b(?:never ?mind|forget|leave|don't (?:bother|worry)|matter|drop|skip|later|another time|think about it|"
    r"that's (?:all|it)|nothing|no|nope|nah|not|fine|good|okay|done)\b",
    re.IGNORECASE,
)
"""Words of who wants nothing more. A change of mind without them may be a wish that was not understood."""

Events = list[dict[str, Any]]


class AnswerYes(Action):
    def name(self) -> str:
        return "action_answer_yes"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        offered = last_question(tracker) in OFFERS_OF_A_PERSON
        dispatcher.utter_message(response="utter_transfer" if offered else "utter_how_can_i_help")
        return []


class AnswerNo(Action):
    """Hangs up only on a "no" to "anything else?"; a "no" out of nowhere may well be a mishearing, and who wants
    something, if only to have it cancelled, is not done."""

    def name(self) -> str:
        return "action_answer_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        done = last_question(tracker) == "utter_anything_else" and is_done(tracker)
        dispatcher.utter_message(response="utter_goodbye" if done else "utter_how_can_i_help")
        return []


def is_done(tracker: Tracker) -> bool:
    """Whether the caller's words end the call where nothing more was wanted."""
    message = tracker.latest_message
    text = (message.get("text") or "").replace("’", "'")
    plain_no = (message.get("intent") or {}).get("name") == "deny"
    if cancelled(text) is not None or (not plain_no and (of_orders(text) or of_visits(text))):
        return False
    return plain_no or bool(_LEFT.search(text))


def last_question(tracker: Tracker) -> str | None:
    """Name of the response that was said last, if it was one of the domain's."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return response_of(event)
    return None


def response_of(event: dict[str, Any]) -> str | None:
    """Name of the domain's response that the assistant said there."""
    return (event.get("metadata") or {}).get("utter_action")
