"""Answers of strangers, each put to the real assistant where its question is asked, and what came of it."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent

from channels.conversation import Turn, converse, summary
from tasks.answered import is_answer
from tasks.offers import SHOWN

FOLDER = Path(__file__).resolve().parent / "strangers"
INTENT = 0.6
"""From which the phone's rules believe an intent, where the words are no answer."""
BEFORE: dict[str, tuple[str, ...]] = {
    "visit_wish": ("i'm calling about my technician's visit",),
    "delivery_wish": ("it's about changing my delivery",),
    "reason": ("i want to send something back", "713596", "42912"),
    "service": ("i'd like to report a fault",),
    "contact_what": ("i want to update my contact details",),
    "slot": ("i need to move my appointment", "613748", "42912"),
    "delivery_day": ("can i move my delivery to another day", "462815", "42911"),
    "callback_day": ("can someone call me back", "212 555 0143"),
    "part": ("can someone call me back", "212 555 0143", "the first one"),
    "order": ("i want to send something back",),
    "account": ("how much do i owe",),
    "phone": ("can someone call me back",),
    "postcode": ("i want to send something back", "713596"),
    "message": ("can i leave a message",),
    "confirm_return": ("i want to send something back", "713596", "42912", "it's broken"),
}
"""By question, what is said until it is asked."""
LEFT = ("I've left that", "anything else I can help with")


@dataclass(frozen=True)
class Said:
    """`right`: what may come of it, as `Strangers.came_of` names it. `row`: what kind of sentence it is."""

    question: str
    row: str
    text: str
    right: frozenset[str]


def said_in(name: str) -> list[Said]:
    """Of a set: by question and kind of sentence, pairs of a sentence and what is right, more than one with "|"."""
    kept = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [
        Said(question, row, text, frozenset(right.split("|")))
        for question, rows in kept.items()
        for row, pairs in rows.items()
        for text, right in pairs
    ]


class Strangers:
    """Each sentence is said in a call of its own that was brought to its question before."""

    def __init__(self, loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
        self._loop, self._agent = loop, agent
        self._asked: dict[str, dict[str, Any]] = {}
        self._calls = 0
        self._name = uuid.uuid4().hex  # the agent remembers the calls of all that came before

    def answer(self, said: Said) -> tuple[set[str], str]:
        """What came of it, and what was heard."""
        return self._put(said, deepcopy(self._at(said.question)))

    def _at(self, question: str) -> dict[str, Any]:
        """The slots of a call in which that is asked."""
        if question not in self._asked:
            self._calls += 1
            for text in BEFORE[question]:
                answer = self._reply(f"{self._name}-before-{self._calls}", text, {})
            self._asked[question] = answer["slots"]
        return self._asked[question]

    def _put(self, said: Said, slots: dict[str, Any]) -> tuple[set[str], str]:
        text, before = said.text.format(**_days(slots)), deepcopy(slots["task"])
        found = self._loop.run_until_complete(self._agent.parse_message(text))
        told = {"answers": found.get("answers")}
        if summary(found)["confidence"] < INTENT and not is_answer(slots, text, told):
            return {"missed", "ask"}, "(not understood)"  # what the phone says by itself
        self._calls += 1
        answer = self._reply(f"{self._name}-{self._calls}", text, slots)
        heard = " ".join(m["text"] for m in answer["messages"] if "text" in m)
        return came_of(before, answer["slots"].get("task"), heard), heard

    def _reply(self, call: str, text: str, slots: dict[str, Any]) -> dict[str, Any]:
        return self._loop.run_until_complete(converse(self._agent, Turn(call, text=text, slots=slots)))


def _days(slots: Mapping[str, Any]) -> dict[str, str]:
    """The weekdays of what is offered, as d1 to d3."""
    facts = slots["task"]["facts"]
    shown = _shown(facts)
    days = [date.fromisoformat(kept[1]) for kept in facts.get("free", []) if kept[0] in shown]
    return {f"d{place}": f"{day:%A}" for place, day in enumerate(days, 1)}


def _shown(facts: Mapping[str, Any]) -> list[str]:
    return list(facts.get("shown") or [kept[0] for kept in facts.get("free", [])[:SHOWN]])


def came_of(before: Mapping[str, Any], after: Mapping[str, Any] | None, heard: str) -> set[str]:
    """What a turn has made of a task that was `before`; several words may be true of it."""
    told_hours = {"hours"} if "open" in heard else set()
    if after is None:
        ended = {"left"} if any(words in heard for words in LEFT) and "done" not in heard else set()
        return ended | told_hours | ({"yes"} if "is started" in heard else set()) | ({"person"} if not heard else set())
    if after["task"] != before["task"]:
        return {f"task:{after['task']}"}
    asked = before["asked"]
    if asked == "confirm":
        changed = {v for name, v in after["answers"].items() if before["answers"].get(name) != v}
        return changed or ({"ask"} if after["asked"] == "confirm" else {"no"})
    value = after["answers"].get(asked)
    if asked == "description" or (asked == "message" and value):
        return {"next"} if value else {"ask"}
    if not value:
        return _not_chosen(before, after, heard) | told_hours
    if value not in (shown := _shown(before["facts"])):
        later = {"later", *(f"not{n}" for n in (1, 2, 3))} if shown else set()
        return {value, value.split()[0], f"num:{value.removeprefix('+1')}"} | later
    place = shown.index(value) + 1
    return {f"opt{place}", *(f"not{n}" for n in (1, 2, 3) if n != place)}


def _not_chosen(before: Mapping[str, Any], after: Mapping[str, Any], heard: str) -> set[str]:
    """Which of what was offered is offered no more."""
    was, now = _shown(before["facts"]), _shown(after["facts"])
    gone = {f"not{place}" for place, name in enumerate(was, 1) if name not in now}
    later = was and (not set(was) & set(now) or "no other" in heard)
    return {"ask", *gone, *({"other"} if later else set())}


def right_of(sentences: list[Said], strangers: Strangers) -> tuple[dict[str, list[bool]], list[str]]:
    """By kind of sentence which were right, and a line for each that was not."""
    right: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for said in sentences:
        came, heard = strangers.answer(said)
        fits = bool(came & said.right)
        right[said.row].append(fits)
        if not fits:
            what = f"{sorted(came)}, not {sorted(said.right)}"
            wrong.append(f"{said.row:20} {said.question:14} {said.text!r}: {what}: {heard[:80]}")
    return right, wrong
