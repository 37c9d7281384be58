"""English as it is said aloud: what is only a number in the end may have been a phone number or a date."""

from collections.abc import Sequence

from ...aloud.rule import Rule
from . import codes, dates, letters, money, names, numbers, phones, places, symbols, times

RULES: Sequence[Rule] = (
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
"""In their order."""
