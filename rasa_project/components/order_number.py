"""Finds the order number in what a caller said, as a recogniser writes it: digits, words, or both."""

import re
from collections.abc import Iterator

DIGITS = 6
"""Length of an order number of the shop."""

UNITS = {
    "zero": 0, "oh": 0, "o": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "niner": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3}
MISHEARD = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8, "tree": 3, "sex": 6, "sics": 6, "owe": 0}
"""What recognisers write for a digit; believed only where it makes the number complete."""
JOINERS = {"and", "um", "uh", "er", "erm", "uhm", "hmm", "dash", "hyphen", "minus", "space", "then", "comma", "point"}
"""Words that may stand between the digits of one number."""
FRAME_WORDS = JOINERS | {
    "it", "it's", "its", "is", "the", "my", "order", "number", "that", "that's", "this", "yes", "yeah", "yep", "okay",
    "ok", "so", "sure", "well", "i'm", "i", "think", "right", "hi", "hello", "please", "no", "sorry", "thanks", "thank",
    "you", "of", "course", "here", "moment", "a", "let", "me", "see", "got", "have", "i've", "ah",
}  # fmt: skip
"""Words that people put around a number without wanting anything else."""

TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[a-z]+(?:'[a-z]+)?")


def order_number_in(text: str) -> str | None:
    """The digits said: six when a whole number is there, fewer or more when not quite, None when there is no number.

    Of several complete numbers the last counts, since people correct themselves.
    """
    words = TOKEN.findall(text.lower().replace("’", "'"))
    runs = list(_runs(words, UNITS))
    whole = _whole(runs) or _whole(list(_runs(words, UNITS | MISHEARD)))
    if whole:
        return whole
    said = max(runs, key=len, default="")
    if len(said) >= 3 or (len(said) == 2 and is_only_a_number(text)):
        return said
    return None


def is_only_a_number(text: str) -> bool:
    """Whether nothing but digits, and words that people put around them, was said."""
    words = TOKEN.findall(text.lower().replace("’", "'"))
    numbers = [w for w in words if _is_numeral(w)]
    return bool(numbers) and all(_is_numeral(w) or w in FRAME_WORDS for w in words)


def _is_numeral(word: str) -> bool:
    return word.isdigit() or word in UNITS | TEENS | TENS | TIMES or word in {"hundred", "thousand"}


def _whole(runs: list[str]) -> str | None:
    complete = [run for run in runs if len(run) == DIGITS]
    if complete:
        return complete[-1]
    joined = "".join(runs)
    return joined if len(joined) == DIGITS else None


def _runs(words: list[str], units: dict[str, int]) -> Iterator[str]:
    """Digits of each stretch of number words; any other word ends a stretch."""
    run, at = "", 0
    while at < len(words):
        digits, used = _digits_at(words, at, units)
        if used:
            run, at = run + digits, at + used
        else:
            if words[at] not in JOINERS and run:
                yield run
                run = ""
            at += 1
    if run:
        yield run


def _digits_at(words: list[str], at: int, units: dict[str, int]) -> tuple[str, int]:
    """Digits that begin at this word, and how many words they take; ("", 0) when none do."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in TIMES and (following in units or (following.isdigit() and len(following) == 1)):
        digit = following if following.isdigit() else str(units[following])
        return digit * TIMES[word], 2
    value, used = _below_thousand(words, at, units)
    if not used:
        return (word, 1) if word.isdigit() else ("", 0)
    if at + used < len(words) and words[at + used] == "thousand":
        skip = at + used + 1
        skip += skip < len(words) and words[skip] == "and"
        rest, more = _below_thousand(words, skip, units)
        return (value + rest.zfill(3), skip - at + more) if more else (value + "000", used + 1)
    return value, used


def _below_thousand(words: list[str], at: int, units: dict[str, int]) -> tuple[str, int]:
    """A number said in full, "four hundred and twenty one", as 421; a written one only beside "thousand"."""
    if at >= len(words):
        return "", 0
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in units and following == "hundred":
        skip = at + 2
        skip += skip < len(words) and words[skip] == "and"
        rest, more = _below_hundred(words, skip, units)
        return (str(units[words[at]] * 100 + int(rest)), skip - at + more) if more else (f"{units[words[at]]}00", 2)
    if words[at].isdigit() and (following == "thousand" or words[at - 1 : at] in (["thousand"], ["and"])):
        return words[at], 1
    return _below_hundred(words, at, units)


def _below_hundred(words: list[str], at: int, units: dict[str, int]) -> tuple[str, int]:
    word = words[at] if at < len(words) else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in TENS:
        if units.get(following, 0) > 0:
            return str(TENS[word] + units[following]), 2
        return str(TENS[word]), 1
    if word in TEENS:
        return str(TEENS[word]), 1
    return (str(units[word]), 1) if word in units else ("", 0)
