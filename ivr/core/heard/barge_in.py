"""What it takes to talk over a line, by the rules for the prompts in it."""

from collections.abc import Sequence

from ..parts.guard import CARD_REFUSED
from ..record import Line, Prompt
from ..rules import BargeIn, Rules

_FIRM = {CARD_REFUSED: BargeIn.WORDS, "machine_goodbye": BargeIn.WORDS}
"""Prompts that callers cannot talk over, unless the rules say so: who hears the first is in the middle of a number."""


def barge_in_of(lines: Sequence[Line], rules: Rules) -> BargeIn:
    """The strictest rule among the lines that are said together; speech stops what has none."""
    known = _FIRM | rules.barge_in
    return strictest(*(known[line.name] for line in lines if isinstance(line, Prompt) and line.name in known))


def strictest(*rules: BargeIn) -> BargeIn:
    """By what of a caller it lets pass."""
    return max(rules, key=list(BargeIn).index, default=BargeIn.SPEECH)
