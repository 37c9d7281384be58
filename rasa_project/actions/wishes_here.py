"""What the caller wished for with the latest message, where it was more than one thing or in the place of another."""

from __future__ import annotations

from rasa_sdk import Tracker

from tasks.wish import Wish


def wishes_of(tracker: Tracker) -> list[Wish]:
    """In the order in which they were said, the one first that Rasa took the message for."""
    said = tracker.latest_message.get("wishes") or []
    return [Wish(wish["intent"], wish["text"]) for wish in said]
