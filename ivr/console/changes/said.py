"""How a value of the rules reads."""

from collections.abc import Mapping, Sequence
from enum import Enum
from re import fullmatch
from typing import Any

from ...core.names import NAME

_UNITS = ("seconds", "minutes", "%")


def named(name: str) -> str:
    """What the rules call by a name, as one reads it; any other text stays."""
    return name.replace("_", " ") if fullmatch(NAME, name) else name


def lines_of(value: Any) -> tuple[str, ...]:
    """How a value reads; no line where there is nothing."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or value == "":
        return ()
    if isinstance(value, Mapping):
        return tuple(f"{named(str(key))}: {', '.join(lines_of(its))}" for key, its in value.items())
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, str):
        return (named(value),)
    if isinstance(value, Sequence):
        return tuple(line for one in value for line in lines_of(one))
    return (f"{value:.10g}",)


def apart(told: str) -> tuple[str, str]:
    """What a setting is called without its unit, and the unit: seconds, minutes, % or none."""
    name, _, unit = told.rpartition(", in ")
    return (name, unit) if unit in _UNITS else (told, "")


def with_unit(lines: tuple[str, ...], unit: str) -> tuple[str, ...]:
    return tuple(f"{line} {unit}" for line in lines) if unit else lines


def percent(share: float) -> float:
    return share * 100
