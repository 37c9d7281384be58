"""How hard a text is to read, in the languages that have a measure of it: `reading_grade.py` in their rooms."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import cast

Hardness = Callable[[Sequence[str]], float | None]
"""Of sentences the school grade that their reader needs; None of so few words that one of them would decide."""


def hardness_in(code: str) -> Hardness | None:
    """The measure of this language; None where it has none."""
    room = f"{__package__}.{code}"
    if not code.isidentifier() or find_spec(room) is None or find_spec(f"{room}.reading_grade") is None:
        return None
    return cast(Hardness, import_module(f"{room}.reading_grade").hardness)
