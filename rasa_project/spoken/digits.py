"""Numbers that are read out digit by digit, in pairs or in full: orders, customers, meters, codes.

"421-8860", "four double five oh", "forty two eighteen oh seven" and "four hundred and twenty one" are all digits. Where
a length is known, the words are read in the way that gives it: recognisers write "to" for two only too gladly, and
"four hundred twenty one" may be 421 or 400 21.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from spoken.found import Found
from spoken.numerals import MISHEARD, TEENS, TENS, TIMES, UNITS, ZEROS, below_hundred, hundreds, thousands
from spoken.words import HESITATIONS, corrected, spoken_words, stretches, without_pronouns
from spoken_values.words import Word, at

_SPOKEN = UNITS | ZEROS
_OTHER_FIGURES = re.compile(
    r"[£$€]\s?[0-9][0-9,.]*|[0-9][0-9,.]*\s?%|\b[0-9]{1,2}:[0-9]{2}\b|\b[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\b"
)
"""Amounts, times and dates in figures: digits that nobody read out, unless they make the number that is awaited."""
JOINERS = HESITATIONS | {"and", "dash", "hyphen", "minus", "space", "then", "comma", "point", "dot", "stroke", "slash"}
"""Words that may stand between the digits of one number."""
_FRAME = JOINERS | {
    "it", "it's", "its", "is", "the", "my", "order", "number", "that", "that's", "this", "yes", "yeah", "yep", "okay",
    "ok", "so", "sure", "well", "i'm", "i", "think", "right", "hi", "hello", "please", "no", "sorry", "thanks", "thank",
    "you", "of", "course", "here", "moment", "a", "let", "me", "see", "got", "have", "i've", "wait", "mean",
}  # fmt: skip
"""Words that people put around a number without wanting anything else."""
_FEW = 3
"""Fewer digits than this, among other words, are no number that was read out."""
_ODD, _CUT, _HEARD_WRONG = 1.0, 2.0, 3.0
"""What a reading costs that nobody would choose first: a number in full cut in two, cut before its "and", a word that
is a digit only to a recogniser."""
_TAKES_BACK = re.compile(
    r"\b(?:no|not|mean\w*|make (?:that|it)|scratch|correction|rather|actually|wrong|start|instead|or|old|"
    r"another|other)\b",
    re.IGNORECASE,
)
_MAY_TAKE_BACK = re.compile(r"\b(?:sorry|wait|oops|hang on|hold on)\b", re.IGNORECASE)
"""Where what follows is a number by itself; else the caller was looking for the next digits."""
_GROUP = 3
"""So many digits said twice in a row, and not all the same, are one group, said again."""
_KEPT = 3
"""Readings of the same length that are remembered."""

_BETWEEN = re.compile(r"[,;.?!…]+(?=\s|$)|\b(?:and|or|also|plus|then)\b", re.IGNORECASE)
"""What stands between two numbers, and within one that is said in pieces."""


@dataclass(frozen=True)
class _Run:
    """A stretch of number words, with its readings by length: (cost, digits), the best first."""

    readings: dict[int, list[tuple[float, str]]]
    start: int
    end: int

    @property
    def likeliest(self) -> str:
        return min((best[0] for best in self.readings.values()), default=(0.0, ""))[1]


def digits_in(text: str, lengths: Collection[int] = ()) -> Found[str] | None:
    """The digits said. With `lengths`, a number of such a length if one is there, else fewer or more as they came.

    Of several whole numbers the last counts, and of a number that was begun again or corrected what it then was. None
    when no number was read out; alternatives are other numbers of such a length that the words may be.
    """
    plain = _OTHER_FIGURES.sub(lambda found: " " * len(found.group()), without_pronouns(text))
    for said, units in ((plain, _SPOKEN), (plain, _SPOKEN | MISHEARD), (text if is_only_digits(text) else "", _SPOKEN)):
        runs = [list(_runs(said, start, end, units)) for start, end in stretches(said)]
        if whole := _whole(said, runs, lengths):
            return replace(whole, whole=text)
    longest = max((run for runs in _strict_runs(plain) for run in runs), key=lambda r: len(r.likeliest), default=None)
    if longest and (len(longest.likeliest) >= _FEW or (len(longest.likeliest) > 1 and is_only_digits(text))):
        return replace(_corrected(plain) or Found(longest.likeliest, text, longest.start, longest.end), whole=text)
    return None


def numbers_in(text: str, length: int) -> list[str]:
    """Every whole number of a length that was said, each once; of a corrected text, what it was corrected to."""
    found = [digits_in(part, {length}) for part in _BETWEEN.split(corrected(text)) if part]
    return list(dict.fromkeys(number.value for number in found if number and len(number.value) == length))


def is_only_digits(text: str) -> bool:
    """Whether nothing but digits, and words that people put around them, was said."""
    words = [word.text for word in spoken_words(text)]
    numerals = [word for word in words if _is_numeral(word)]
    return bool(numerals) and all(_is_numeral(word) or word in _FRAME for word in words)


def _is_numeral(word: str) -> bool:
    return word.isdigit() or word in _SPOKEN | TEENS | TENS | TIMES or word in {"hundred", "thousand"}


def _strict_runs(text: str) -> list[list[_Run]]:
    return [list(_runs(text, start, end, _SPOKEN)) for start, end in stretches(text)]


def _whole(text: str, stretched: list[list[_Run]], lengths: Collection[int]) -> Found[str] | None:
    """The last number of an awaited length, or one that is whole only with what was said before or elsewhere."""
    runs = [run for part in stretched for run in part]
    if pieces := _in_pieces(text, runs, lengths):
        return pieces
    mended = _mended(text, stretched, lengths)
    for run in reversed(runs):
        if mended and run not in stretched[-1]:
            return mended
        readings = sorted(reading for length in lengths for reading in run.readings.get(length, []))
        if readings:
            cost, digits = readings[0]
            others = tuple(d for c, d in readings[1:] if c <= cost + _ODD)
            return Found(digits, text, run.start, run.end, others)
        if again := _begun_again(run.likeliest, lengths):
            return Found(again, text, run.start, run.end)
    joined = "".join(run.likeliest for run in runs)
    return mended or (Found(joined, text, runs[0].start, runs[-1].end) if runs and len(joined) in lengths else None)


def _in_pieces(text: str, runs: Sequence[_Run], lengths: Collection[int]) -> Found[str] | None:
    """A number read out with other words between its pieces that take none back: "718, let me look, 555 0192"."""
    joined = "".join(run.likeliest for run in runs)
    whole = max((length for run in runs for length in run.readings if length in lengths), default=0)
    if len(runs) < 2 or len(joined) not in lengths or len(joined) <= whole:
        return None
    between = text[runs[0].end : runs[-1].start]
    if _TAKES_BACK.search(between) or (whole and _MAY_TAKE_BACK.search(between)):
        return None
    return Found(joined, text, runs[0].start, runs[-1].end)


def _begun_again(digits: str, lengths: Collection[int]) -> str:
    """The number, when its beginning was said twice: "four two one, four two one eight oh seven"."""
    for length in lengths:
        if length < len(digits) < 2 * length and digits[-length:].startswith(digits[:-length]):
            return digits[-length:]
    once = {d for length in lengths if len(digits) - length >= _GROUP for d in _said_once(digits, len(digits) - length)}
    return once.pop() if len(once) == 1 else ""


def _said_once(digits: str, group: int) -> Iterator[str]:
    """The digits without a group that was said twice in a row: "07700, 900, 900, 215"."""
    for start in range(len(digits) - 2 * group + 1):
        said = digits[start : start + group]
        if said == digits[start + group : start + 2 * group] and len(set(said)) > 1:
            yield digits[:start] + digits[start + group :]


def _mended(text: str, stretched: list[list[_Run]], lengths: Collection[int]) -> Found[str] | None:
    """A number whose end was said anew: "four two one nine oh, no, eight oh seven"."""
    before = [run for part in stretched[:-1] for run in part]
    after = stretched[-1] if stretched else []
    if not before or not after or not is_only_digits(text[after[0].start :]):
        return None
    earlier, later = "".join(r.likeliest for r in before), "".join(r.likeliest for r in after)
    begins = next(start for start, _ in reversed(stretches(text)) if start <= after[0].start)
    fewest = 1 if begins == after[0].start else 2  # "I mean five", but not "sorry, I have two"
    for length in lengths:
        said_anew = len(earlier) + len(later) - length
        if 0 < said_anew <= len(earlier) and fewest <= len(later) < length:
            return Found(earlier[: len(earlier) - said_anew] + later, text, before[0].start, after[-1].end)
    return None


def _corrected(text: str) -> Found[str] | None:
    """Of digits with no known length, those after the last correction."""
    *before, last = _strict_runs(text) or [[]]
    if not any(before) or not last:
        return None
    run = max(last, key=lambda r: len(r.likeliest))
    return Found(run.likeliest, text, run.start, run.end) if len(run.likeliest) > 1 else None


def _runs(text: str, start: int, end: int, units: dict[str, int]) -> Iterator[_Run]:
    """Each stretch of number words between `start` and `end`; any word but a joiner ends one."""
    words = [word for word in spoken_words(text) if start <= word.start < end]
    begin = place = 0
    while place < len(words):
        begin = reach = place
        while place <= reach < len(words):
            reach = max([reach, *(after for after, _, _ in _edges(words, place, units))])
            place += 1
        if reach > begin and (run := _run(words[begin:reach], units, is_all=reach - begin == len(words))):
            yield run
        place = max(begin + 1, reach)


def _run(words: Sequence[Word], units: dict[str, int], *, is_all: bool) -> _Run | None:
    """Readings of a run of number words and joiners; None when it holds no digit that surely is one."""
    counted = [w for w in words if w.text not in JOINERS]
    if not any(_is_numeral(w.text) for w in counted) and (not is_all or len(counted) < _FEW):
        return None
    reached: list[dict[int, list[tuple[float, str]]]] = [{} for _ in range(len(words) + 1)]
    reached[0] = {0: [(0.0, "")]}
    for place in range(len(words)):
        for after, digits, cost in _edges(words, place, units):
            for length, best in reached[place].items():
                into = reached[min(after, len(words))].setdefault(length + len(digits), [])
                into.extend((so_far + cost, said + digits) for so_far, said in best)
                into[:] = sorted(set(into))[:_KEPT]
    readings = {length: best for length, best in reached[-1].items() if length and best}
    return _Run(readings, counted[0].start, counted[-1].end) if readings else None


def _edges(words: Sequence[Word], place: int, units: dict[str, int]) -> Iterator[tuple[int, str, float]]:
    """(place after, digits, cost) of each way to read on from a place; none where no number goes on."""
    word, following = at(words, place), at(words, place + 1)
    if word in JOINERS:
        yield place + 1, "", 0.0
    elif word.isdigit() and word.isascii():
        yield place + 1, word, 0.0
    elif word in MISHEARD and word in units:
        yield place + 1, "", _ODD
        yield place + 1, str(MISHEARD[word]), _doubt(words, place)
    elif word in TIMES:
        digit = following[:1] if following.isdigit() else str(_SPOKEN.get(following, ""))
        if digit:
            yield place + 2, digit * (TIMES[word] - 1) + (following if following.isdigit() else digit), 0.0
    if word not in MISHEARD:
        yield from _in_full(words, place, units)


def _doubt(words: Sequence[Word], place: int) -> float:
    """A word like "to" is likelier a digit between two digits."""
    beside = sum(_is_numeral(at(words, place + step)) or at(words, place + step) in MISHEARD for step in (-1, 1))
    return (_HEARD_WRONG, _CUT, _ODD / 2)[beside]


def _in_full(words: Sequence[Word], place: int, units: dict[str, int]) -> Iterator[tuple[int, str, float]]:
    """Numbers in words; the longest is free, what would cut it costs."""
    readings = [*below_hundred(words, place, units), *hundreds(words, place, units), *thousands(words, place, units)]
    longest = max((after for _, after in readings), default=place)
    for value, after in readings:
        cut = 0.0 if after == longest else _CUT if at(words, after) == "and" else _ODD
        heard_wrong = sum(_HEARD_WRONG / 2 for w in words[place:after] if w.text in MISHEARD)
        yield after, str(value), cut + heard_wrong
