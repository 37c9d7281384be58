"""One turn of a call with Rasa's agent: messages in order, the answer awaited next, and what is to be remembered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT, SESSION_START_METADATA_SLOT
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.collected import collected
from channels.withdrawal import TURN, withdraw

CHANNEL = "phone"
CALLER = "caller"
GIVEN = "given"
"""Slot: what the caller has given for tasks that are not done (tasks/given.py)."""
ANYTHING = {"kind": "free"}


@dataclass(frozen=True)
class Turn:
    """What was said in a call, or the intent that a key stands for; `slots` is what the call knew before.

    `number` is the call's own number of it; what was said in turn `instead_of` and since is withdrawn, 0: nothing.
    """

    call: str
    text: str | None = None
    intent: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    instead_of: int = 0
    time_zone: str = ""
    """Of the business, by name."""
    caller: str = field(default="", repr=False)
    """The number rung from, E.164; known to this turn's actions, and not kept with the conversation."""


@dataclass(frozen=True)
class Worked:
    """A turn that was worked out on a copy of its conversation, which changes when this is kept."""

    turn: Turn
    tracker: DialogueStateTracker
    messages: list[dict[str, Any]]


async def parse(agent: Agent, text: str) -> dict[str, Any]:
    """Intent, confidence, ranking and entities of a text; no conversation is touched."""
    return summary(await agent.parse_message(text))


def summary(found: dict[str, Any]) -> dict[str, Any]:
    """What the phone needs of all that Rasa finds in a text; `topic` (name, confidence) of the second net, or None."""
    intent = found.get("intent") or {}
    ranking = found.get("intent_ranking") or []
    return {
        "intent": intent.get("name") or "out_of_scope",
        "confidence": float(intent.get("confidence") or 0.0),
        "ranking": [{"name": r["name"], "confidence": float(r["confidence"])} for r in ranking],
        "topic": found.get("topic"),
        "entities": [{"entity": e["entity"], "value": e["value"]} for e in found.get("entities", [])],
    }


async def work_out(agent: Agent, turn: Turn, found: dict[str, Any] | None = None) -> Worked:
    """The answer to a turn, with nothing changed; `found` is what was found in its text, when it was parsed before."""
    processor = agent.processor
    if processor is None:
        raise RuntimeError("the model is not loaded")
    collector = CollectingOutputChannel()
    text = f"/{turn.intent}" if turn.intent else turn.text
    said = {TURN: turn.number, "time_zone": turn.time_zone, CALLER: turn.caller}
    message = UserMessage(text, collector, turn.call, parse_data=found, input_channel=CHANNEL, metadata=said)
    tracker = await processor.fetch_tracker_and_update_session(turn.call, collector, said)
    if turn.slots and not any(isinstance(event, UserUttered) for event in tracker.events):
        _restore(agent, turn, tracker)
    if turn.instead_of:
        withdraw(tracker, turn.instead_of)
    # As the processor's own handle_message, which would save.
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(collector, tracker)
    await processor._run_prediction_loop(collector, tracker)
    _forget_number(tracker)
    return Worked(turn, tracker, [_message(m) for m in collector.messages])


async def converse(agent: Agent, turn: Turn, worked: Worked | None = None) -> dict[str, Any]:
    """The assistant's answer, kept. One turn at a time per call; `worked` is one that was worked out ahead."""
    if agent.processor is None:
        raise RuntimeError("the model is not loaded")
    async with agent.lock_store.lock(turn.call):
        worked = worked or await work_out(agent, turn)
        await agent.processor.save_tracker(worked.tracker)
    slots = _slots(worked.tracker)
    return {
        "messages": worked.messages,
        "expects": _expects(worked.tracker),
        "slots": slots,
        "collected": collected(slots),
        "given": _given(worked.tracker),
        "left": _left(worked.tracker),
    }


async def warm_up(agent: Agent, turns: Sequence[str]) -> bool:
    """A parse and some turns on a scratch conversation, "/name" an intent; whether each was answered with words."""
    scratch = f"warm-up-{uuid.uuid4().hex}"
    await parse(agent, "hello")
    answers = []
    for said in turns:
        turn = Turn(scratch, intent=said[1:]) if said.startswith("/") else Turn(scratch, text=said)
        answers.append(await converse(agent, turn))
    drop(agent, [scratch])
    return all(any(message.get("text") for message in answer["messages"]) for answer in answers)


def drop(agent: Agent, calls: Sequence[str]) -> int:
    """Forget these conversations, where they are kept in memory; how many there were."""
    kept = getattr(agent.tracker_store, "store", None)
    return sum(kept.pop(call, None) is not None for call in calls) if isinstance(kept, dict) else 0


def _given(tracker: DialogueStateTracker) -> list[str]:
    """For the agent who may take the call; an assistant that keeps nothing of the kind has nothing to tell."""
    kept = tracker.get_slot(GIVEN) if GIVEN in tracker.slots else None
    return [*kept.get("before", []), *kept.get("now", [])] if isinstance(kept, dict) else []


def _forget_number(tracker: DialogueStateTracker) -> None:
    """The actions of this turn have seen the caller's number: what is kept of the conversation does not have it."""
    for event in tracker.events:
        if isinstance(event, UserUttered):
            for told in (event.metadata, (event.parse_data or {}).get("metadata")):
                if isinstance(told, dict):
                    told.pop(CALLER, None)


def _restore(agent: Agent, turn: Turn, tracker: DialogueStateTracker) -> None:
    """Gives a conversation that Rasa has not seen (a fresh name, or Rasa was restarted) what the call knew."""
    known = {slot: value for slot, value in turn.slots.items() if slot in tracker.slots}
    for slot, value in known.items():
        tracker.update(SlotSet(slot, value))
    form = _form_asking(known.get(REQUESTED_SLOT), agent)
    if form:
        tracker.update(ActiveLoop(form))


def _form_asking(slot: Any, agent: Agent) -> str | None:
    forms = agent.domain.forms if agent.domain else {}
    return next((name for name, form in forms.items() if slot in form.get("required_slots", [])), None)


def _message(message: dict[str, Any]) -> dict[str, Any]:
    return {key: message[key] for key in ("text", "custom") if key in message}


def _expects(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the domain says of the last thing that was said, which is the question when there is one."""
    said = next((e for e in reversed(tracker.events) if isinstance(e, BotUttered)), None)
    metadata = ((said.metadata or {}).get("metadata") or {}) if said else {}
    return metadata.get("expects") or ANYTHING


def _left(tracker: DialogueStateTracker) -> list[dict[str, str]]:
    """What was left with the back office in this turn, for people to do."""
    found: list[dict[str, str]] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            left = ((event.metadata or {}).get("metadata") or {}).get("left")
            found += [left] if left else []
    return found


def _slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What is worth keeping should this conversation be lost."""
    values = tracker.current_slot_values()
    return {slot: v for slot, v in values.items() if v is not None and slot != SESSION_START_METADATA_SLOT}
