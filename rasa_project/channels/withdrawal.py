"""Turns that were taken back: the caller went on, so what was made of the first half is undone.

Rasa's own UserUtteranceReverted leaves what a form did in place. So the conversation begins a session anew and lives
again what came before: that is exact, and a store that only appends can keep it. Actions are not undone: one that has
an effect belongs behind a question that is marked as binding.
"""

from __future__ import annotations

import copy

from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURN = "turn"
"""Key of a message's metadata: the call's own number of the turn."""


def withdraw(tracker: DialogueStateTracker, since: int) -> None:
    """Undo turn `since` and those after it; a turn that never got here changes nothing."""
    session = _this_session(tracker)
    number = next((n for n, event in enumerate(session) if _turn_of(event) >= since), None)
    if number is not None:
        for event in session[:number]:
            tracker.update(copy.deepcopy(event))


def _this_session(tracker: DialogueStateTracker) -> list[Event]:
    events = list(tracker.events)
    starts = [number for number, event in enumerate(events) if isinstance(event, SessionStarted)]
    return events[starts[-1] :] if starts else []


def _turn_of(event: Event) -> int:
    """0 for what is not a turn, and for one without a number."""
    return int((event.metadata or {}).get(TURN, 0)) if isinstance(event, UserUttered) else 0
