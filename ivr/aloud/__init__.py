"""Text as it is to be said aloud: one normaliser for each language, before every voice.

Voices read "$3.50" as "dollar three point five zero", "10:00" as "ten zero zero" and "Elm Dr." as a doctor's. What
comes from here holds whole numbers and words alone, so that any voice says it as a person would. To do it twice changes
nothing, and the work grows with the length of the text alone, whatever is in it.
"""

from collections.abc import Mapping, Sequence

from . import abroad, codes, dates, letters, money, names, numbers, phones, places, symbols, times
from .markup import plain
from .rule import Rule

_ENGLISH: Sequence[Rule] = (
    *letters.ADDRESSES,
    *names.RULES,
    *places.RULES,
    *dates.RULES,
    *money.RULES,
    *phones.RULES,
    *times.RULES,
    *codes.RULES,
    *numbers.RULES,
    *letters.INITIALISMS,
    *symbols.LEFT_OVER,
)
"""In their order: what is only a number in the end (a range, a decimal) may have been a phone number or a date."""
_LANGUAGES: Mapping[str, Sequence[Rule]] = {"en": _ENGLISH, **abroad.LANGUAGES}


def aloud(text: str, language: str = "en") -> str:
    """The text in words and whole numbers; in a language that has no rules, as it is."""
    text = _applied(symbols.TYPOGRAPHY, plain(text))
    return _applied(_LANGUAGES.get(language.partition("-")[0], ()), text).strip()


def _applied(rules: Sequence[Rule], text: str) -> str:
    present = frozenset(text)
    for one in rules:
        if not any(needed.isdisjoint(present) for needed in one.needs):
            text = one.pattern.sub(one.said, text)
    return text
