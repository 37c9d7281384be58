"""Numbers of the language that this assistant speaks; `spoken_values` has their words, and reads them."""

from __future__ import annotations

from spoken_values.cardinals import cardinals
from spoken_values.number_words import number_words

_WORDS, _CARDINALS = number_words("en"), cardinals("en")

UNITS, TEENS, TENS = dict(_WORDS.units), dict(_WORDS.teens), dict(_WORDS.tens)
ZEROS = dict(_WORDS.zeros)
"""What "zero" is called within a number."""
TIMES = dict(_WORDS.times)
"""How often the next digit is said."""
MISHEARD = dict(_CARDINALS.misheard)
"""What recognisers write for a digit; each reader says where it believes them."""

below_hundred = _WORDS.below_hundred
hundreds, thousands = _CARDINALS.hundreds, _CARDINALS.thousands
cardinal_at, ordinal_at = _CARDINALS.cardinal_at, _CARDINALS.ordinal_at
heard_ordinal_at = _CARDINALS.heard_ordinal_at
