"""Payment card numbers in what a caller says or types: known by rule, and taken out before anything of it is kept.

Issuer's prefix, length and check digit tell a card number. That a recogniser got one digit wrong must not save it, so
what merely looks like one counts too: in doubt a caller is stopped once too often. Of a number that is read out in
pieces no more than the first eight digits get past, which name the bank. docs/privacy.md says what is not caught.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from re import Pattern

from spoken_values.digit_runs import DigitRun, Numbers, words_before

from ..record import FREE, Awaited, Expects
from .wording import words_of

CARD = "[card number]"
"""Stands in a text for what was taken out of it."""
NUMBER = "[number]"
"""Stands for a number of which only a piece was heard."""
HIDDEN_KEY = "x"
"""Stands for a key that was typed as part of a card number."""
BANK_DIGITS = 8
"""Of a card number that name the bank and not the account (ISO/IEC 7812)."""

_ISSUERS: tuple[tuple[str, range], ...] = (
    (r"4", range(13, 20, 3)),
    (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", range(16, 17)),
    (r"3[47]", range(15, 16)),
    (r"30[0-5]|3[689]", range(14, 20)),
    (r"352[89]|35[3-8]|6011|64[4-9]|65|62|220[0-4]", range(16, 20)),
    (r"5018|5020|5038|5893|6304|6759|676[1-3]", range(13, 20)),
)
"""First digits, and how many there are in all: Visa, Mastercard, American Express, Diners, JCB to Mir, Maestro."""
_PREFIXES = [(re.compile(prefix), lengths) for prefix, lengths in _ISSUERS]
_SHORTEST, _LONGEST = 13, 19
_FIRST_LOST = range(14, 18)
"""Lengths of numbers that are taken for a card's whatever they begin with: recognisers lose the first digit said."""
_BEGINNING = 12
"""Digits that begin like a card number and were said as one are its beginning."""
_DIFFERENT = 3
"""Fewer different digits are a recogniser that makes words of noise, if the check digit is not right."""
_WITH_CUE = 8
"""Likewise when a card was spoken of."""
_NEAR = 8
"""Words before a number that may say what it is."""
_LONG = 5
"""Digits of a piece that are taken out."""
_HESITATION = 3
"""Words without digits between two pieces of a number."""
_BETWEEN_KEYS_SECONDS = 1.0
"""Between two keys of one number, within a group of four."""
BETWEEN_GROUPS_SECONDS = 2.0
"""Between two keys of one number: time to look at the card again."""
_CODE_NEAR = 40
"""Characters between the word for a card's security code and the code."""


def holds_card(text: str) -> bool:
    """Whether a card number was taken out of this text."""
    return CARD in text


class Cue(Enum):
    """What the words before a number say that it is."""

    NONE = auto()
    CARD = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Cards:
    """How card numbers are spoken of in one language."""

    numbers: Numbers
    bank_card: frozenset[str]
    other_card: frozenset[str]
    """Before such a word: "gift card"."""
    other_number: frozenset[str]
    code_cue: Pattern[str]
    """The words for a card's security code."""
    sure_code_cue: Pattern[str]
    """Those that are no part of an answer where a number is awaited."""
    wish_to_pay: Pattern[str]
    """To pay by card, as all of what is said."""

    def asks_to_pay(self, text: str) -> bool:
        return self.wish_to_pay.search(words_of(text)) is not None

    def redacted(self, text: str, expects: Expects = FREE, before: Sequence[str] = (), *, goes_on: bool = False) -> str:
        """The text with CARD in place of a card number and of what was said with it up to the last digit.

        `expects` is the answer awaited, `before` the digits of the turns before this one as `carried` gives them.
        `goes_on`: a card number was heard a moment ago, so that other digits may be the rest of it.
        """
        runs = self.numbers.runs_in(text)
        for run in runs:
            cue = self._cue(run, text)
            rest = goes_on and _may_go_on(run, cue, expects)
            known = _is_card(run, cue, expects) or _completes(run, before, expects)
            if rest or known or self._is_security_code(run, text, expects):
                return text[: run.start] + CARD + text[runs[-1].end :]
        return text

    def without_numbers(self, text: str) -> str:
        """The text with NUMBER in place of each long one: a glance may fall into the midst of a card number."""
        for run in reversed(self.numbers.runs_in(text)):
            if len(run.digits) >= _LONG:
                text = text[: run.start] + NUMBER + text[run.end :]
        return text

    def carried(self, text: str, before: Sequence[str], expects: Expects = FREE) -> tuple[str, ...]:
        """The digits with which a turn ended, after those of turns before: a card number may go on in the next turn.

        A number of the length that was awaited is an answer, and no piece of another number.
        """
        runs = self.numbers.runs_in(text)
        if holds_card(text):
            return ()
        if runs and expects.kind is Awaited.DIGITS and len(runs[-1].digits) == expects.digits_of(runs[-1].digits):
            return ()
        if not runs:
            return tuple(before) if len(text.split()) <= _HESITATION else ()
        ends = not re.search(r"\w", text[runs[-1].end :])
        said = runs[-1].digits
        return (*before, said)[-_LONGEST:] if ends and len(runs) == 1 and said not in before else (said,)

    def _cue(self, run: DigitRun, text: str) -> Cue:
        before = words_before(text, run)
        for back, word in enumerate(reversed(before[-_NEAR:]), 1):
            previous = before[-back - 1] if back < len(before) else ""
            if word in self.bank_card:
                return Cue.OTHER if previous in self.other_card else Cue.CARD
            if word in self.other_number:
                return Cue.OTHER
        return Cue.NONE

    def _is_security_code(self, run: DigitRun, text: str, expects: Expects) -> bool:
        """Three or four digits beside the words for a card's security code."""
        cues = self.sure_code_cue if expects.kind is Awaited.DIGITS else self.code_cue
        near = text[max(0, run.start - _CODE_NEAR) : run.end + _CODE_NEAR]
        return len(run.digits) in {3, 4} and bool(cues.search(near))


@dataclass(frozen=True, slots=True)
class TypedDigits:
    """Keys typed one after another, whatever they were typed for; `is_card` once they are part of a card number."""

    digits: str = ""
    at_seconds: float = 0.0
    is_card: bool = False
    begins: tuple[int, ...] = (0,)
    """How many had been typed when an answer began, of each: a card number may begin with any of them."""
    answered: Awaited = Awaited.FREE
    """What the last of them completed; FREE: nothing that was awaited."""
    goes_beyond: bool = False
    """Whether they went on past a number that was awaited, when the next question cannot have been heard yet."""

    def after(
        self, key: str, now: float, pause_seconds: float, expects: Expects, *, unheard: bool = False
    ) -> "TypedDigits":
        """With one key more; a pause, and any key that is no digit, begins anew.

        After a whole answer a short pause is enough: what is typed then answers the next question, if that is not
        `unheard` yet.
        """
        if key == HIDDEN_KEY:
            return TypedDigits(self.digits, now, is_card=True, goes_beyond=self.goes_beyond and not self.is_card)
        if not key.isdigit():
            ends = key == "#" and self.digits and expects.kind is Awaited.DIGITS
            return TypedDigits("", now, answered=expects.kind if ends else Awaited.FREE)
        pause = min(pause_seconds, self._longest_pause(unheard=unheard))
        before = self if now - self.at_seconds <= pause else NOTHING_TYPED
        beyond = before.goes_beyond or (unheard and before.answered is Awaited.DIGITS)
        digits, begins, answered = before.digits + key, before.begins, Awaited.FREE
        awaited = expects.digits_of(digits[begins[-1] :]) if expects.kind is Awaited.DIGITS else 1
        if not beyond and awaited and len(digits) - begins[-1] >= awaited:
            begins, answered = (*begins, len(digits)), expects.kind
        is_card = before.is_card or any(_is_typed_card(digits[at:], expects, beyond=beyond) for at in begins)
        return TypedDigits(digits, now, is_card, begins, answered, beyond)

    def _longest_pause(self, *, unheard: bool) -> float:
        if self.is_card or (self.answered is Awaited.FREE and not self.goes_beyond):
            return math.inf
        number = self.goes_beyond or self.answered is Awaited.DIGITS
        is_like_card = len(self.digits) >= BANK_DIGITS and _begins_like_one(self.digits)
        may_go_on = unheard or (self.goes_beyond and is_like_card)
        return BETWEEN_GROUPS_SECONDS if number and may_go_on else _BETWEEN_KEYS_SECONDS


NOTHING_TYPED = TypedDigits()


def _is_typed_card(digits: str, expects: Expects, *, beyond: bool) -> bool:
    awaited = expects.digits if expects.kind is Awaited.DIGITS else 0
    most = max(BANK_DIGITS, awaited) if awaited or expects.kind is not Awaited.DIGITS else _SHORTEST - 1
    most = BANK_DIGITS if beyond else most
    return len(digits) > most and _begins_like_one(digits)


def _begins_like_one(digits: str) -> bool:
    return any(prefix.match(digits) for prefix, _ in _PREFIXES)


def is_card_number(digits: str) -> bool:
    """Whether an issuer's prefix, the length and the check digit are those of a card."""
    known = any(prefix.match(digits) and len(digits) in lengths for prefix, lengths in _PREFIXES)
    return known and _checks(digits)


def _checks(digits: str) -> bool:
    """The Luhn check: ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_card(run: DigitRun, cue: Cue, expects: Expects) -> bool:
    digits = run.digits
    if len(digits) < _WITH_CUE:
        return False
    if cue is Cue.OTHER or _is_awaited(digits, expects):
        return is_card_number(digits)
    if any(is_card_number(window) for window in _windows(run)):
        return True
    if cue is Cue.CARD and len(digits) >= _SHORTEST:
        return True
    if len(set(digits)) < _DIFFERENT:
        return False
    if len(digits) in _FIRST_LOST and expects.kind is not Awaited.DIGITS:
        return True
    return _begins_like_one(digits) and (len(digits) >= _SHORTEST or _is_beginning(run.groups) or cue is Cue.CARD)


def _windows(run: DigitRun) -> list[str]:
    """What may be a card number within a run: an expiry date and more may have been said in the same breath."""
    starts = [sum(len(group) for group in run.groups[:place]) for place in range(len(run.groups))]
    lengths = range(_SHORTEST, _LONGEST + 1)
    return [run.digits[at : at + n] for at in starts for n in lengths if at + n <= len(run.digits)]


def _is_beginning(groups: Sequence[str]) -> bool:
    """Whether groups are those of a card: fours, or four and six as on American Express."""
    sizes = [len(group) for group in groups]
    if max(sizes) <= 2:  # digit by digit: these are no groups
        sizes = [sum(sizes)]
    if sizes[0] == 4 and sizes[1:2] == [6]:
        return groups[0].startswith(("34", "37"))
    fours = [size for size in sizes[:-1] if size % 4 == 0] == sizes[:-1]
    whole = sizes[-1] % 4 == 0 or len(sizes) > 2
    is_british_mobile = sizes == [_BEGINNING] and "".join(groups).startswith("447")
    long = sum(sizes) >= _BEGINNING or (len(sizes) > 2 and sum(sizes) > BANK_DIGITS)
    return (fours and whole and long and not is_british_mobile) or sizes[:3] == [4, 4, 4]


def _is_awaited(digits: str, expects: Expects) -> bool:
    """Whether this is the number that was asked for, or that number with a false start before it."""
    count = expects.digits_of(digits) if expects.kind is Awaited.DIGITS else 0
    number, started = digits[-count:], digits[:-count]
    began_anew = len(started) <= count and started[:2] == number[:2]
    return bool(count) and len(digits) >= count and (not started or began_anew)


def _completes(run: DigitRun, before: Sequence[str], expects: Expects) -> bool:
    """Whether these digits go on where those of the turns before left off, so that a card number comes of them."""
    pieces = (*before, *run.groups)
    digits = "".join(pieces)
    if not before or run.digits in before or not _begins_like_one(digits) or len(digits) <= BANK_DIGITS:
        return False
    if _is_beginning(pieces) or is_card_number(digits):
        return True
    return expects.kind is not Awaited.DIGITS and _BEGINNING <= len(digits) <= _LONGEST


def _may_go_on(run: DigitRun, cue: Cue, expects: Expects) -> bool:
    return len(run.digits) > 2 and cue is not Cue.OTHER and not _is_awaited(run.digits, expects)
