"""Text as it is to be said aloud: one normaliser for each language, before every voice.

Voices read "$3.50" as "dollar three point five zero", "10:00" as "ten zero zero" and "Elm Dr." as a doctor's. What
comes from here holds whole numbers and words alone, so that any voice says it as a person would. To do it twice changes
nothing, and the work grows with the length of the text alone, whatever is in it.

A language has its rules in its room: a list, `aloud.txt`, or where no list can say it, Python, `aloud/`.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from . import symbols
from .markup import plain
from .rule import Rule


def aloud(text: str, language: str) -> str:
    """The text in words and whole numbers; in a language that has no rules, as it is."""
    text = _applied(symbols.TYPOGRAPHY, plain(text))
    return _applied(rules_of(language.partition("-")[0]), text).strip()


@lru_cache(maxsize=32)
def rules_of(code: str) -> Sequence[Rule]:
    """Those of a language, read when they are first asked for."""
    room = f"{__package__.rpartition('.')[0]}.{code}"
    if code.isidentifier() and find_spec(room) and find_spec(f"{room}.aloud"):
        return cast(Sequence[Rule], import_module(f"{room}.aloud").RULES)
    from ..spoken import begun  # it knows all nouns of a language, which who reads English aloud has no use for

    known = begun(code)
    return tuple(Rule(pattern, said) for pattern, said in known.said_aloud) if known else ()


def _applied(rules: Sequence[Rule], text: str) -> str:
    present = frozenset(text)
    for one in rules:
        if not any(needed.isdisjoint(present) for needed in one.needs):
            text = one.pattern.sub(one.said, text)
    return text
