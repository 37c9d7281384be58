"""What the last question awaits, and whether a text is an answer of that kind."""

import re

from .clock_words import tells_a_time
from .escape import words_of
from .own_phone import means_own_phone
from .record import Awaited, Expects

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "to": "2", "too": "2", "three": "3",
    "four": "4", "for": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ate": "8", "nine": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_YES_NO = re.compile(
    r"^(?:(?:uh|um|oh|well)\s)*(?:yes|yeah|yep|yup|correct|right|sure|okay|ok|no|nope|nah|wrong|incorrect|"
    r"that's (?:right|correct|wrong|it)|it is|it isn't|not right|go ahead|please do|absolutely|definitely|of course)\b"
)
_ORDINAL = (
    r"(?:(?:very )?(?:first|last|final)|second|third|fourth|1st|2nd|3rd|4th|middle|former|latter|top|bottom|"
    r"penultimate)"
)
_COUNT = r"(?:one|two|three|four|[1-4])"
_COUNTED = r"(?:number|option|choice|slot|reason|appointment|visit|day|answer|thing|suggestion|no)"
_PLACE = re.compile(
    rf"\b(?:{_COUNTED} {_COUNT}|(?:option|letter|choice|answer) [a-d]|{_ORDINAL} (?:one|option))\b"
    rf"|\bthe {_ORDINAL}\b(?! of (?!those|these|them|the|your))|\b{_ORDINAL} of (?:those|these|them|your|the)\b"
    rf"|\b(?:whichever|whatever|one|day|time|thing)(?: that)? (?:was|is|came|comes|you \w+(?: me)?) {_ORDINAL}\b"
    r"|\b(?:last|final) but one\b|\b(?:second|next) (?:to|from) (?:the )?last\b"
    rf"|^(?:(?:uh|um|oh|well|yes|okay|i'll take|let's say)\s)*(?:{_COUNT}|[b-d]|{_ORDINAL})"
    r"(?: (?:please|thanks|then|works|sounds good|is (?:fine|good|best)|for me))*$"
)
"""Wherever it stands: "I'd take the second, please"."""
_DENIAL = re.compile(r"n't\b|\b(?:cannot|not|never|no|none|neither|without|anything but|except|rather than)\b")
_REFUSAL = re.compile(
    r"^(?:(?:uh|um|oh|well|no|please|just)\s)*(?:not (?:the|that|this|those|these|any|in the|on|at|before|after)\b|"
    r"(?:anything|any|any one|any day|any time) (?:but|except|other than)\b|(?:none|neither|either|any) of\b|neither$)"
)
"""Of what was offered, whatever it is."""
_ENDING = re.compile(r"(?:l?ations?|ing|ed|e|es)?(?:'?s)?$")
_OWN_OR_MANY = re.compile(r"'?s\b")
DIGITS_A_SECOND = 6.5
"""The quickest of 30 readers said 5.2; Whisper makes six of two when it is given the first two alone."""


def digits_in(text: str) -> str:
    """The digits of a text in order, from figures and from words ("double five oh" → "550")."""
    found: list[str] = []
    times = 1
    for word in words_of(text).split():
        digits = word if word.isdigit() else _DIGIT_WORDS.get(word, "")
        found.append(digits * times if digits else "")
        times = _TIMES.get(word, 1)
    return "".join(found)


def fits(expects: Expects, text: str) -> bool:
    """Whether a text is an answer of the awaited kind, whatever the dialogue model makes of it."""
    if expects.kind is Awaited.DIGITS:
        said = digits_in(text)
        is_whole = len(said) >= max(1, expects.digits_of(said) or expects.digits)
        return is_whole or (expects.own_phone and means_own_phone(text))
    if expects.kind is Awaited.YES_NO:
        return bool(_YES_NO.match(words_of(text))) or names_one(expects, text)
    if expects.kind is Awaited.CHOICE:
        words = words_of(text)
        by_form = bool(_PLACE.search(words) or _REFUSAL.search(words)) or (expects.times and tells_a_time(text))
        return by_form or names_one(expects, text) or _denies_one(expects, text)
    return expects.kind is Awaited.TEXT and bool(words_of(text))


def names_one(expects: Expects, text: str) -> bool:
    """Whether one of the awaited words is said whole: a choice, or "cancel it" where that is to be confirmed."""
    words = words_of(text)
    forms = (f" {words} ", f" {_OWN_OR_MANY.sub('', words)} ")  # "mornings", "Thursday's"
    return any(f" {words_of(choice)} " in form for choice in expects.words for form in forms)


def _denies_one(expects: Expects, text: str) -> bool:
    """Whether a choice is denied in whatever form: "I'm not cancelling it" where "cancel it" was one."""
    words = words_of(text)
    stems = {_stem(word) for word in words.split()}
    denied = any(_stem(words_of(choice).partition(" ")[0]) in stems for choice in expects.words)
    return denied and bool(_DENIAL.search(words))


def _stem(word: str) -> str:
    """Of move, moves, moved and moving the same; of cancel, cancelled and canceling."""
    return re.sub(r"(.)\1$", r"\1", _ENDING.sub("", word, count=1))
