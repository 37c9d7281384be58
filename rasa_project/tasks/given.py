"""What a caller has given for a task, in the words of an agent's briefing: nothing of it need be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks.desk import Desk
from tasks.say import GIVE_UP_NAME, OFFER_PERSON, Say
from tasks.task import Task
from tasks.work import Work, work_of

MOST = 8
LONGEST = 300
_UNDONE = {GIVE_UP_NAME, OFFER_PERSON.name, "utter_shop_unavailable", "utter_shop_in_doubt", "utter_transfer"}


@dataclass(frozen=True)
class Given:
    """`before`: for tasks of this call that came to nothing; `now`: for the one at hand."""

    before: tuple[str, ...] = ()
    now: tuple[str, ...] = ()

    def kept(self) -> dict[str, list[str]]:
        """As a slot's value; the way back is `given_of`."""
        return {"before": list(self.before), "now": list(self.now)}

    def after(self, work: Work | None, says: list[Say], going_on: Work | None, tasks: Tasks, desk: Desk) -> Given:
        """After a step of `work`, in which `says` was said; `going_on` is the work of the turns to come."""
        undone = ends_undone(says)
        ended = told(work, tasks, desk) if work and undone else ()
        before = tuple(dict.fromkeys((*self.before, *ended)))[-MOST:]
        return Given(before, tuple(line for line in told(going_on, tasks, desk) if line not in before))


Tasks = Mapping[str, Task]


def given_of(kept: Any) -> Given:
    known = kept if isinstance(kept, dict) else {}
    return Given(tuple(known.get("before") or ()), tuple(known.get("now") or ()))


def ends_undone(says: list[Say]) -> bool:
    """Whether what was said ends a task that came to nothing, without the caller having given it up."""
    return any(said.name in _UNDONE or "refused" in said.name.split("_") for said in says)


def told(work: Work | None, tasks: Tasks, desk: Desk) -> tuple[str, ...]:
    """Every answer of a task by its label, and those of the task that waits behind it."""
    if work is None or work.task not in tasks:
        return ()
    task = tasks[work.task]
    answered = [question for question in task.questions(work) if question.name in work.answers]
    lines = [f"{question.label}: {task.read_back(work, desk, question.name)}"[:LONGEST] for question in answered]
    waiting = told(work_of(work.left), tasks, desk) if work.left else ()
    return tuple(dict.fromkeys((*waiting, *lines)))[-MOST:]
