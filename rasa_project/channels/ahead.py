"""Answers worked out ahead: while the service still waits whether the caller has finished, the reply is being made.

On a copy of the conversation: nothing has happened until the turn is asked. Actions run, so a question whose answer has
an effect must be marked as binding; the service then asks for nothing ahead.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from rasa.core.agent import Agent

from channels.conversation import Turn, Worked, work_out

MOST_CALLS = 200

log = logging.getLogger(__name__)


class Ahead:
    """The latest turn of each call that may be asked next."""

    def __init__(self) -> None:
        self._begun: OrderedDict[str, tuple[Turn, asyncio.Task[Worked]]] = OrderedDict()

    def begin(self, agent: Agent, turn: Turn, found: dict[str, Any]) -> None:
        """Work a turn out, in the place of one of the same call that was not asked for."""
        self.forget(turn.call)
        task = asyncio.create_task(work_out(agent, turn, found))
        task.add_done_callback(_look_at)
        self._begun[turn.call] = (turn, task)
        while len(self._begun) > MOST_CALLS:
            self.forget(next(iter(self._begun)))

    async def take(self, turn: Turn) -> Worked | None:
        """What was worked out for this very turn; None when it was another, or went wrong."""
        begun, task = self._begun.pop(turn.call, (None, None))
        if task is None:
            return None
        if begun != turn:
            task.cancel()
            return None
        await asyncio.wait({task})
        return None if task.cancelled() or task.exception() else task.result()

    def forget(self, call: str) -> None:
        _, task = self._begun.pop(call, (None, None))
        if task is not None:
            task.cancel()


def _look_at(task: asyncio.Task[Worked]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.warning("An answer could not be worked out ahead: %s", type(error).__name__)
