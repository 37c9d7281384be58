"""The desk of a conversation: this process's back office and messages, the local time, and the call."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from back_office.connection import back_office, message_sender
from back_office.local_time import be_in_zone, local_now
from tasks.desk import Desk
from tasks.known import KNOWN, known_of


def desk_of(tracker: Tracker) -> Desk:
    told, known = _told(tracker), known_of(tracker.get_slot(KNOWN))
    be_in_zone(str(told.get("time_zone") or ""))
    caller = str(told.get("caller") or "")
    return Desk(back_office(), message_sender(), local_now(), tracker.sender_id, known, caller)


def _told(tracker: Tracker) -> dict[str, Any]:
    """What the phone told with the caller's last turn (channels/conversation.py)."""
    said = next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})
    return said.get("metadata") or {}
