"""What was done about a caller at one moment: of all commands, those that a supervisor's rules decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.commands import AddToHandOff, Command, HangUp, LeaveToPay, RecordTurn, Speak, Transfer
from ..core.record import Line, Prompt

MADE = "*"
"""Stands for a line that was made for this caller."""
DECISIVE = (RecordTurn, Transfer, AddToHandOff, LeaveToPay, HangUp, Speak)
GOES_ON = "goes_on"
"""The caller is listened to, and nothing is done yet."""
NOTHING = "nothing"
"""Until the end of the call."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Two are the same when the caller and whoever takes the call would notice no difference."""

    turn: int = field(default=0, compare=False)
    outcome: str = ""
    """What a turn that was over was taken for; empty where none was judged."""
    why: str = field(default="", compare=False)
    """By which rule, in the words of the call's record."""
    rule: str = field(default="", compare=False)
    """The name of the supervisor's rule that decided it; empty: none did."""
    route: str = ""
    """Where the call goes."""
    reason: str = ""
    ends: str = ""
    """`pay`, or how the call ends by itself."""
    says: tuple[str, ...] = ()
    """Prompts by name."""
    nobody_there: bool = False
    """The route is closed at that moment."""

    @property
    def leaves(self) -> bool:
        """Whether it takes the call to a person, a payment or its end."""
        return bool(self.route or self.ends)

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {name: getattr(self, name) for name in _FIELDS} | {"says": list(self.says)}


_FIELDS = ("turn", "outcome", "why", "rule", "route", "reason", "ends", "nobody_there")


def doing_of(commands: Iterable[Command], turn: int, closed: Iterable[str] = ()) -> Doing | None:
    """None where nothing was decided. `closed` are the routes with nobody at work then."""
    found: dict[str, Any] = {}
    says: list[str] = []
    for command in commands:
        match command:
            case RecordTurn():
                found |= {"outcome": str(command.outcome), "why": command.why.rpartition("; ")[2]}
                found |= {"rule": command.rule} if command.rule else {}
            case Transfer():
                found |= {"route": command.route, "reason": str(command.reason)}
                found |= {"rule": command.rule} if command.rule else {}
            case AddToHandOff(route=str(route)):
                found["route"] = route
            case LeaveToPay():
                found |= {"route": command.route, "ends": "pay"}
            case HangUp():
                found["ends"] = str(command.disposition)
            case Speak():
                says += map(_name_of, command.lines)
    if not found and not says:
        return None
    there = found.get("route") in set(closed) and "ends" not in found
    return Doing(turn, says=tuple(says), nobody_there=there, **found)


def from_told(told: Mapping[str, Any]) -> Doing:
    return Doing(**{**told, "says": tuple(told["says"])})


def _name_of(line: Line) -> str:
    return line.name if isinstance(line, Prompt) else MADE
