"""Which of several things that were offered is meant, by its place among them: "I'd take the second, please"."""

from __future__ import annotations

import re
from calendar import month_name

from spoken.words import stretches
from talk.phrases import plain

_NUMBERS = ("one|1", "two|2", "three|3", "four|4")
_HEARD_AS = ("", "|to|too", "", "|for")
"""Where nothing else was said."""
_LETTERS = "abcd"
_ORDINALS = ("first|1st|top", "second|2nd", "third|3rd", "fourth|4th")
_COUNTED = r"(?:number|option|choice|slot|reason|appointment|visit|day|answer|thing|suggestion|letter|no)"
_MIDDLE = re.compile(r"\b(?:middle (?:one|option|slot|choice|day|time)|(?:one )?in the middle)\b|\bthe middle$")
_LAST = r"(?:very )?(?:last|final|bottom|(?<!at the )latest)"
_LAST_BUT_ONE = re.compile(r"\b(?:penultimate|(?:last|final) but one|(?:second|next) (?:to|from) (?:the )?last)\b")
_SAID_TO_BE = (
    r"\b(?:(?:whichever|whatever|what|one|day|time|thing|slot)(?: that)? (?:(?:was|is|came|comes)|"
    r"you (?:just )?(?:said|"
    r"mentioned|offered|named|gave)(?: me)?)) "
)
""" "Whichever was second", "the one you said last"."""
_THINGS = (
    r"(?:(?:one|ones|option|choice|slot|offer|answer|suggestion|appointment|visit|possibility)\b|"
    r"(?<!first )(?<!1st )thing\b(?! (?:at|on|in|before|i|we|you|that)\b)|"
    r"(?:day|time|date)\b(?! (?:of|i|we|you|that|in))|of (?:those|these|them|the (?:two|three|four|options|"
    r"choices|lot|bunch|list))\b|of your (?:\w+ )?\w+|(?:things? )?(?:that )?you (?:just )?(?:said|mentioned|offered|"
    r"named|gave|told me|read out)\b)"
)
_MONTHS = tuple(spoken_month.lower() for spoken_month in month_name if spoken_month)
_NO_PLACE = (
    r"(?! (?:thing|week|half|quarter|floor|time|day of|month|year|line|class|home|name|visit to|available|free|"
    r"possible|"
    r"of (?!those|these|them|your|what|the (?:two|three|four|options|choices|lot|bunch|list)\b)|(?:in |of )?(?:"
    + "|".join(_MONTHS)
    + r"))\b)"
)
_BETWEEN = re.compile(r"\b(?:or|and|nor|neither|either(?! of))\b")
_COUNTS = {"two": 2, "2": 2, "couple": 2, "three": 3, "3": 3}
_GROUP = re.compile(r"\b(first|1st|last|final) (two|2|couple|three|3)\b(?! (?:weeks?|months?|hours?|of (?!th[eo]))\b)")
_DATED = r"(?<!\bon the )(?<!day the )" + "".join(rf"(?<!\b{month} the )" for month in _MONTHS)
_LEAD = (
    r"(?:(?:um+|uh+|er+m?|oh|well|so|yes|yeah|okay|ok|please|i think|i guess|maybe|i'll|i will|i'd|i would|i|"
    r"we'll|we|let's|let me|can i|could i|can we|"
    r"take|have|go|with|for|like|choose|pick|prefer|say|want|make|it|that's|that would be|do|get|give me) )*"
)
_TAIL = (
    r"(?: (?:please|thanks|thank you|then|is|would be|would|be|sounds|looks|works|will|do|fine|good|great|best|"
    r"better|"
    r"okay|ok|for me|it is))*"
)


def place_in(text: str, many: int) -> int | None:
    """Which of so many things: 0 for "the first one", "number one" or the key 1; None for none, and for several."""
    for start, end in reversed(stretches(text)):
        found = _places(_GROUP.sub("those", plain(text[start:end])), many)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def places_in(text: str, many: int) -> set[int]:
    """All that are named by their place: "the first or the second", "the first two"."""
    found: set[int] = set()
    apart = re.sub(r"\s{2,}", " or ", text.strip())  # what stood between was not of these
    for piece in _BETWEEN.split(plain(apart)):
        if group := _GROUP.search(piece):
            first, count = group[1] in {"first", "1st"}, _COUNTS[group[2]]
            found |= set(range(min(count, many)) if first else range(max(0, many - count), many))
        elif (place := place_in(piece, many)) is not None:
            found.add(place)
    return found


def _places(said: str, many: int) -> set[int]:
    if _LAST_BUT_ONE.search(said) and many > 1:
        return {many - 2}
    found = set()
    for place in range(min(many, len(_NUMBERS))):
        number, ordinal = _NUMBERS[place], _ORDINALS[place]
        letter = _LETTERS[place]
        alone = rf"{_LEAD}(?:(?:{_COUNTED}|the) )?(?:{number}{_HEARD_AS[place]}|{letter}){_TAIL}"
        counted = rf"\b{_COUNTED} (?:{number})\b|\b(?:option|letter|choice|answer) {letter}\b(?! \w*(?:ing|day)\b)"
        by_number = re.fullmatch(alone, said) or re.search(counted, said)
        if by_number or _is_named(ordinal, said):
            found.add(place)
    if _is_named(_LAST, said) and not found:
        found.add(many - 1)
    if many == len(_ORDINALS) - 1 and _MIDDLE.search(said):
        found.add(1)
    if not found and (word := re.search(r"\bthe (?:(former)|latter)\b", said)):
        found.add(0 if word[1] else many - 1)
    return found


def _is_named(ordinal: str, said: str) -> bool:
    """By an ordinal that is no date: not "the second of May", "Friday the second", "on the second"."""
    if re.fullmatch(rf"{_LEAD}(?:the )?(?:{ordinal})(?: one| option)?{_TAIL}", said):
        return True
    if re.search(rf"\b(?:{ordinal}) {_THINGS}|{_SAID_TO_BE}(?:{ordinal})\b", said):
        return True
    return bool(re.search(rf"{_DATED}(?<=\bthe )(?:{ordinal})\b{_NO_PLACE}", said))
