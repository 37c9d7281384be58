"""How far a task has got in a call: plain values, kept in one slot between turns."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

TASK = "task"
"""The slot of how far the task at hand has got."""
LONGEST_SAID = 400


@dataclass
class Work:
    """The task `task`, its answers by question, and what is asked now: a question, or one of the words below."""

    task: str
    answers: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    """What the back office told, as far as questions and summary need it."""
    misses: dict[str, int] = field(default_factory=dict)
    """How often an answer to each question was not understood, or not right."""
    asked: str = ""
    asked_on: str = ""
    """The day on which that was put, YYYY-MM-DD."""
    said: str = ""
    """What else the caller has said, in which later questions may find their answer."""
    piece: str = ""
    """The first half of a number that was said in two."""
    by_keys: bool = False
    """Begun on the keys: what can be pressed is told at once."""
    told_yes_no: bool = False
    """Whether it was said what 1 and 2 stand for."""
    recalled: list[str] = field(default_factory=list)
    """Answers that were told earlier in the call, and not in this task."""
    not_begun: bool = False
    """Wished for in one breath with another task, which comes first; `said` is how."""
    left: dict[str, Any] | None = None
    """The task that was left for this one, or waits for it, and is to be offered again."""

    def kept(self) -> dict[str, Any]:
        """As a slot's value; the way back is `work_of`."""
        return asdict(self)

    @property
    def day_asked(self) -> date | None:
        return date.fromisoformat(self.asked_on) if self.asked_on else None

    def missed(self, question: str) -> int:
        """Counts one more attempt that came to nothing, and returns how many those are."""
        self.misses[question] = self.misses.get(question, 0) + 1
        return self.misses[question]

    def also_said(self, text: str) -> None:
        self.said = f"{self.said} {text}".strip()[-LONGEST_SAID:]


CONFIRM = "confirm"
"""Asked: whether what was read back is to be done."""
CHANGE = "change"
"""Asked: what of it is wrong."""
RESUME = "resume"
"""Asked: whether to go on with a task that was left."""


def work_of(kept: dict[str, Any]) -> Work:
    return Work(**kept)
