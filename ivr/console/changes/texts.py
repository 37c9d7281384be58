"""Two texts of rules, compared: in words where both can be read, and line by line in any case."""

from dataclasses import dataclass
from functools import lru_cache

from ...errors import RulesError
from ..drafting import rules_in
from .comparison import Group, changes_between
from .lines import Line, lines_between


@dataclass(frozen=True, slots=True)
class Differences:
    lines: tuple[Line, ...]
    groups: tuple[Group, ...] | None
    """None: one of the two is no text of rules, as far as this version of the service knows."""


@lru_cache(maxsize=8)
def differences(old: str, new: str) -> Differences:
    lines = tuple(lines_between(old, new))
    try:
        return Differences(lines, changes_between(rules_in(old), rules_in(new)) if lines else ())
    except RulesError:
        return Differences(lines, None)
