"""What the caller wished for with the latest message, where it was more than one thing or in the place of another."""

from __future__ import annotations

from rasa_sdk import Tracker

from tasks.heard import Heard
from tasks.meant import NOTHING_MEANT, Meant
from tasks.wish import Wish


def heard_of(tracker: Tracker) -> Heard:
    """The latest message as tasks take it: of several wishes the first, with the others beside it."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    name, confidence = intent.get("name") or "", float(intent.get("confidence") or 0.0)
    wishes = wishes_of(tracker)
    text = wishes[0].text if wishes else message.get("text") or ""
    meant = NOTHING_MEANT if wishes else Meant.of(message.get("answers"))
    return Heard(text, name, confidence, bool(message.get("instead")), tuple(wishes[1:]), meant)


def wishes_of(tracker: Tracker) -> list[Wish]:
    """In the order in which they were said, the one first that Rasa took the message for."""
    said = tracker.latest_message.get("wishes") or []
    return [Wish(wish["intent"], wish["text"]) for wish in said]
