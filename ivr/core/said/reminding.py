"""Callers are told again what speaks to them, and how they reach a person: in a long call, and after a long wait."""

from collections.abc import Iterable

from ..memory import Memory
from ..record import Line, Prompt

REMINDER: tuple[Line, ...] = (Prompt("robot_brief"), Prompt("offer_person"))
TELL_WHAT_WE_ARE = {
    Prompt(name) for name in ("disclosure", "robot_answer", "robot_brief", "robot_then_person", "who_answer")
}
REMIND_AFTER_SECONDS = 210.0
"""Before the next thing said: with a turn a minute it is heard within five minutes of the last time."""
LONG_WAIT_SECONDS = 30.0
"""A caller who was away for so long may have forgotten, or is another."""


def note_heard(lines: Iterable[Line], memory: Memory, began: float) -> None:
    """The caller has heard these lines whole."""
    if not TELL_WHAT_WE_ARE.isdisjoint(lines):
        memory.told_at = began


def was_away(seconds: float, memory: Memory) -> None:
    """The caller is back after so long."""
    if seconds >= LONG_WAIT_SECONDS:
        memory.told_at = None


def is_due(memory: Memory, now: float) -> bool:
    return memory.disclosed and (memory.told_at is None or now - memory.told_at >= REMIND_AFTER_SECONDS)


def reminded(lines: tuple[Line, ...], memory: Memory, now: float) -> tuple[Line, ...]:
    """The lines, behind a reminder when it is due and none of them is one."""
    due = is_due(memory, now) and TELL_WHAT_WE_ARE.isdisjoint(lines)
    return (*(line for line in REMINDER if line not in lines), *lines) if due else lines
