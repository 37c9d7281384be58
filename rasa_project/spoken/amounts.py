"""Amounts of money as callers say them: "forty two pounds fifty", "$42.50", "a hundred and five", "twelve fifty"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoken.found import Found
from spoken.numerals import MISHEARD, UNITS, ZEROS, below_hundred, cardinal_at
from spoken.words import HESITATIONS, listed, stretches, words_of
from spoken_values.words import Word, at

_SIGNS = {"£": "GBP", "$": "USD", "€": "EUR"}
_MAJOR = {
    "pound": "GBP", "pounds": "GBP", "quid": "GBP", "gbp": "GBP", "lb": "GBP", "lbs": "GBP",
    "dollar": "USD", "dollars": "USD", "bucks": "USD",
    "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
}  # fmt: skip
_MINOR = {"p": "GBP", "pence": "GBP", "penny": "GBP", "pins": "GBP", "pens": "GBP", "cent": "", "cents": ""}
"""Cents are of the dollar or the euro, whichever the operator bills in."""
_HEARD_WRONG = {"pins", "pens", "lb", "lbs"}
"""What recognisers write for pence and pounds; money only where nothing else was said."""
_NOTES = {"fiver": 5, "tenner": 10}
_FRAME = HESITATIONS | {
    "it", "it's", "its", "is", "was", "the", "that", "that's", "yes", "yeah", "okay", "so", "about", "around", "for",
    "of", "i", "think", "a", "bill", "my", "amount", "total", "please", "no", "paid", "sorry", "exactly", "roughly",
}  # fmt: skip
_MONEY = {"pay", "paid", "charged", "cost", "costs", "bill", "amount", "balance", "total", "owe", "refund", "price"}
"""Words in whose company a bare number is an amount."""
_UNCOUNTED = frozenset(listed("st nd rd th am pm % percent days weeks months years people items parcels times o'clock"))
_MOST = Decimal(10) ** 9
_PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
    """`value` in pounds, dollars or euros, to the penny; `currency` is "GBP", "USD" or "EUR"."""

    value: Decimal
    currency: str


def amount_in(text: str, currency: str = "USD") -> Found[Amount] | None:
    """The amount said, in the currency named or else in `currency`; the last of several.

    Alternatives: "forty two fifty" may be 4250, and "4250" what a recogniser made of 42.50.
    """
    for start, end in reversed(stretches(text)):
        words = [w for w in words_of(text) if start <= w.start < end]
        found: Found[Amount] | None = None
        place = 0
        while place < len(words):
            here = _amount_at(words, place, currency)
            if here and _is_money(words, place, here):
                readings, after, named = here
                said = tuple(Amount(value.quantize(_PENNY), named or currency) for value in readings)
                found, place = Found(said[0], text, words[place].start, words[after - 1].end, said[1:]), after
            else:
                place = here[1] if here else place + 1
        if found:
            return found
    return None


_Reading = tuple[list[Decimal], int, str]
"""(values, the likeliest first; place after; the currency that was named, or "")."""


def _amount_at(words: Sequence[Word], place: int, usual: str) -> _Reading | None:
    if at(words, place) in _SIGNS:
        number = _number_at(words, place + 1)
        return _with_minor(words, number[:1], number[1], _SIGNS[at(words, place)]) if number else None
    note = place + (at(words, place) == "a")
    if at(words, note) in _NOTES:
        return [Decimal(_NOTES[at(words, note)])], note + 1, ""
    if at(words, place) == "a" and at(words, place + 1) in _MAJOR:
        return _with_minor(words, (Decimal(1),), place + 2, _MAJOR[at(words, place + 1)])
    number = _number_at(words, place) or _misheard(words, place)
    if number is None:
        return None
    value, after = number
    if at(words, after) in _MAJOR:
        return _with_minor(words, (value,), after + 1, _MAJOR[at(words, after)])
    if at(words, after) in _MINOR and value < 1000:
        return [value / 100], after + 1, _MINOR[at(words, after)] or (usual if usual != "GBP" else "USD")
    values, after, _ = _bare(words, place, value, after)
    if len(values) > 1 and at(words, after) in _MAJOR and after > number[1]:  # "nineteen ninety nine dollars"
        return values[::-1], after + 1, _MAJOR[at(words, after)]
    return values, after, ""


def _number_at(words: Sequence[Word], place: int) -> tuple[Decimal, int] | None:
    """A number with what comes after its point, and "thousand" or "million" after that."""
    whole = cardinal_at(words, place)
    if whole is None or abs(whole[0]) >= _MOST:
        return None
    value, after = Decimal(whole[0]), whole[1]
    if at(words, after) in {".", "point"} and (part := _fraction(words, after)):
        value, after = value + part[0], part[1]
    if at(words, after) == "and" and at(words, after + 1) == "a" and at(words, after + 2) == "half":
        value, after = value + Decimal("0.5"), after + 3
    if (
        times := {"k": 1000, "thousand": 1000, "grand": 1000, "million": 10**6}.get(at(words, after))
    ) and value < 10**4:
        value, after = value * times, after + 1
    return value, after


def _fraction(words: Sequence[Word], point: int) -> tuple[Decimal, int] | None:
    """ ".50" written together, or "point five oh"."""
    following = at(words, point + 1)
    if at(words, point) == ".":
        written = following.isdigit() and following.isascii() and words[point].end == words[point + 1].start
        touching = written and words[point - 1].end == words[point].start and len(following) <= 2
        return (Decimal(f"0.{following}"), point + 2) if touching else None
    digits, after = "", point + 1
    while at(words, after) in UNITS | ZEROS or (at(words, after).isdigit() and at(words, after).isascii()):
        word = at(words, after)
        digits, after = digits + (word if word.isdigit() else str((UNITS | ZEROS)[word])), after + 1
    return (Decimal(f"0.{digits[:2]}"), after) if digits else None


def _misheard(words: Sequence[Word], place: int) -> tuple[Decimal, int] | None:
    word = at(words, place)
    sure = word in MISHEARD and at(words, place + 1) in _MAJOR and len(at(words, place + 1)) > 3
    return (Decimal(MISHEARD[word]), place + 1) if sure else None


def _with_minor(words: Sequence[Word], value: Sequence[Decimal], after: int, currency: str) -> _Reading:
    """Adds "fifty", "and fifty pence" or "fifty p" that follows the pounds."""
    begin = after + (at(words, after) in {"and", ","})
    minor = cardinal_at(words, begin, UNITS | ZEROS)
    if at(words, begin) in {*ZEROS, "zero"}:
        minor = cardinal_at(words, begin + 1)
    if minor is None or minor[0] >= 100 or value[0] % 1:
        return list(value), after, currency
    named = at(words, minor[1]) in _MINOR
    plain = begin == after and minor[0] >= 5 and at(words, minor[1]) not in _UNCOUNTED
    if not named and not plain:
        return list(value), after, currency
    return [value[0] + Decimal(minor[0]) / 100], minor[1] + named, currency


def _bare(words: Sequence[Word], place: int, value: Decimal, after: int) -> _Reading:
    """A number with no currency: "twelve ninety nine", "42.50", "4250", "a hundred and five"."""
    zero = at(words, after) in {*ZEROS, "zero"} and at(words, after + 1) in UNITS
    pence = (UNITS[at(words, after + 1)], after + 2) if zero else None
    if pence is None:
        pence = next((r for r in below_hundred(words, after)[::-1] if r[0] >= 10), None) or _two_figures(words, after)
    if pence and value < 1000 and not value % 1:
        return [value + Decimal(pence[0]) / 100, value * 100 + pence[0]], pence[1], ""
    figures = at(words, place)
    if after == place + 1 and figures.isdigit() and len(figures) in {3, 4}:
        return [value, value / 100], after, ""
    return [value], after, ""


def _two_figures(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    word = at(words, place)
    return (int(word), place + 1) if len(word) == 2 and word.isdigit() and word.isascii() else None


def _is_money(words: Sequence[Word], place: int, reading: _Reading) -> bool:
    """Whether a number is an amount: by its currency, by the company it keeps, or because it was all that was said."""
    _, after, currency = reading
    others = [w.text for n, w in enumerate(words) if not place <= n < after and w.text[0].isalnum()]
    if words[after - 1].text in _HEARD_WRONG:
        return all(word in _FRAME for word in others)
    if currency or any(w.text in _NOTES for w in words[place:after]):
        return True
    if at(words, after) in _UNCOUNTED | {"/", ":", "-"} or at(words, place - 1) in {"/", ":", "-"}:
        return False
    if at(words, place) == "one" and after == place + 1:  # "the right one"
        return False
    return bool(_MONEY & set(others)) or all(word in _FRAME for word in others)
