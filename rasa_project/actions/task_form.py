"""The one form of all tasks. Its validation takes a step of the task at hand; its question is that of the task."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.desk_here import desk_of
from actions.saying import utter
from actions.wishes_here import heard_of
from tasks.desk import Desk
from tasks.every import EVERY
from tasks.given import Given, given_of
from tasks.heard import NO_NUMBER, NUMBER
from tasks.known import KNOWN
from tasks.step import Step, Steps
from tasks.work import TASK, Work, work_of

FORM = "task_form"
GIVEN = "given"
STEPS = Steps(EVERY)
BEGUN_BY = {NUMBER: "order_status", NO_NUMBER: "order_status"}
"""Intents that begin a task without being its name."""

Events = list[dict[str, Any]]


class ValidateTaskForm(Action):
    """Rasa runs it when the form begins, after each of the caller's turns in it, and when the form is come back to."""

    def name(self) -> str:
        return "validate_task_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # One that was left by another way, for a person, is still in the slot.
        work = _work(tracker) if (tracker.active_loop or {}).get("name") == FORM else None
        if work is not None and _comes_back(tracker):
            return []
        heard, desk = heard_of(tracker), desk_of(tracker)
        if work is not None:
            step = await STEPS.take(work, heard, desk)
        else:
            step = await STEPS.open(BEGUN_BY.get(heard.intent, heard.intent), heard, desk)
        given = given_of(tracker.get_slot(GIVEN)).after(work, step.says, step.work, EVERY, desk)
        return _events(step, given, desk, dispatcher)


class AskTaskAnswer(Action):
    def name(self) -> str:
        return "action_ask_task_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if (work := _work(tracker)) is not None:
            utter(dispatcher, STEPS.ask(work, desk_of(tracker)))
        return []


def _events(step: Step, given: Given, desk: Desk, dispatcher: CollectingDispatcher) -> Events:
    if step.aside:
        return [ActionExecutionRejected(FORM)]
    utter(dispatcher, step.says)
    kept = [SlotSet(GIVEN, given.kept()), *([SlotSet(KNOWN, desk.known.kept())] if desk.known.is_any else [])]
    if step.work is None:
        return [*kept, SlotSet(TASK, None), SlotSet("requested_slot", None)]
    return [*kept, SlotSet(TASK, step.work.kept())]


def _work(tracker: Tracker) -> Work | None:
    kept = tracker.get_slot(TASK)
    return work_of(kept) if kept else None


def _comes_back(tracker: Tracker) -> bool:
    """Whether what the caller said was answered by a rule already, so that the form has only to ask again."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action_execution_rejected" and event.get("name") == FORM:
            return True
    return False
