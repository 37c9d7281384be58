"""Whole numbers in words, as years and as digits: what the rules of reading aloud have in common."""

import re

from ...aloud.rule import listed, words

_UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_IRREGULAR = words("one first; two second; three third; five fifth; eight eighth; nine ninth; twelve twelfth")


def in_words(number: int) -> str:
    """0 to 99."""
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[unit]}" if unit else "")


def ordinal(number: int) -> str:
    """1 to 99: "first", "twenty-eighth"."""
    head, hyphen, last = in_words(number).rpartition("-")
    plain = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    last = _IRREGULAR.get(last, plain)
    return head + hyphen + last


def year(number: int) -> str:
    """1100 to 2099: "nineteen ninety", "two thousand five", "twenty twenty-six"."""
    century, rest = divmod(number, 100)
    if 2000 <= number < 2010:
        return "two thousand" + (f" {in_words(rest)}" if rest else "")
    if not rest:
        return f"{in_words(century)} hundred"
    return f"{in_words(century)} {'oh ' if rest < 10 else ''}{in_words(rest)}"


def grouped(number: str) -> str:
    """A whole number with its thousands apart, as no rule takes it for a name: "120000" is "120,000"."""
    digits = number.replace(",", "").lstrip("0") or "0"
    return f"{int(digits):,}" if len(digits) <= 15 else one_by_one(digits)


def one_by_one(number: str) -> str:
    """Digit by digit in the groups in which they stand, else in threes: a person cannot note down thousands."""
    groups = re.findall(r"\d+", number)
    if len(groups) == 1:
        digits = groups[0]
        # In threes from the front; a digit left over joins the group before it.
        groups = [digits[n : n + 3] for n in range(0, len(digits), 3)]
        if len(groups) > 1 and len(groups[-1]) == 1:
            groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(" ".join(group) for group in groups)
