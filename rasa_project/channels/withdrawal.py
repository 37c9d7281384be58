"""Turns that were taken back: the caller went on, so what was made of the first half is undone.

The events stay in the tracker, followed by one that reverts them, as a store that only appends needs it. Actions are
not undone: one that has an effect belongs behind a question that is marked as binding.
"""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURN = "turn"
"""Key of a message's metadata: the call's own number of the turn."""


async def withdraw(agent: Agent, call: str, since: int) -> None:
    """Undo turn `since` of a call and those after it; a turn that never got here changes nothing."""
    tracker = await agent.tracker_store.retrieve(call)
    if tracker is None:
        return
    withdrawn = False
    while (said := _last_said(tracker)) and int((said.metadata or {}).get(TURN, 0)) >= since:
        tracker.update(UserUtteranceReverted())
        # The revert takes the listening before the utterance with it; without it the next would follow an answer.
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        withdrawn = True
    if withdrawn:
        await agent.tracker_store.save(tracker)


def _last_said(tracker: DialogueStateTracker) -> UserUttered | None:
    return next((event for event in reversed(tracker.applied_events()) if isinstance(event, UserUttered)), None)
