"""The desk of a conversation: this process's back office and messages, the local time, and the call."""

from __future__ import annotations

from datetime import datetime

from rasa_sdk import Tracker

from back_office.connection import back_office, message_sender
from tasks.desk import Desk
from tasks.known import known_of

KNOWN = "known"
"""The slot of what was told in the call."""


def desk_of(tracker: Tracker) -> Desk:
    known = known_of(tracker.get_slot(KNOWN))
    return Desk(back_office(), message_sender(), datetime.now(), tracker.sender_id, known)
