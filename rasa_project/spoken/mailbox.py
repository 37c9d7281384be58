"""The part of an e-mail address before its "at", as it is said: joined, spelled, with signs and figures in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from spoken.alphabets import CALL_SIGNS, SOUNDS
from spoken.letter_words import by_word
from spoken.numerals import TEENS, TENS, UNITS, below_hundred, thousands
from spoken.words import listed
from spoken_values.number_words import Reading
from spoken_values.words import Word, at

_SIGNS = {"dot": ".", "point": ".", "period": ".", "underscore": "_", "dash": "-", "hyphen": "-", "minus": "-",
          "plus": "+", ".": ".", "_": "_", "-": "-", "+": "+"}  # fmt: skip
_TWO_WORDS = {("under", "score"): "_", ("full", "stop"): ".", ("plus", "sign"): "+"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_LEADS = frozenset(listed("it's its is so that's be are use say to at spelled spelt put write note enter type"))
"""What is said before these is no part of the name."""
_LEADS_BEHIND = {
    "down": frozenset(listed("put write note jot take it that this me")),
    "as": frozenset(listed("down it that in mine")),
}
"""Leads too, but only where one of these stands before: "put it down as"."""
_ENDS = frozenset('!?;:"()')
_AROUND = frozenset(
    listed(
        "um uh er erm uhm hmm hm mm ah yes yeah yep sure ok okay so well please thanks thank you my the our email "
        "mail address think believe guess just maybe actually right hi hello hey probably now then here let me see of "
        "course new one old and would should will that this sorry alright all good morning afternoon e we have got an "
        "first name last for your cheers"
    )
)
"""Words around a name, that are its own where nothing else is left."""
_DROPPED = frozenset(listed("er capital uppercase lowercase letter letters small"))
_REMARKS = re.compile(
    r"\b(?:(?:all |as |in )+(?:one word|together|(?:lower|upper) ?case|small letters|caps|capitals|small)|"
    r"no spaces?|(?:lower|upper) case|with (?:an?|no) (?=dot|dash|underscore|plus))",
    re.IGNORECASE,
)
_MOST_WORDS = 4
"""Of more, that stand next to each other unspelled, the caller was saying something else."""
_ALIKE = 0.6
"""How like the letters a word must be that they spell again."""


def mailbox(tokens: Sequence[Word]) -> tuple[str, int] | None:
    """(name, where it begins in the text) of the tokens before an "at"; None where they are no name."""
    kept = _without_lead([token for token in tokens if token.text not in _DROPPED])
    kept = _without_remarks(kept)
    if not kept:
        return None
    parts: list[str] = []
    place = 0
    while place < len(kept):
        part, place = _part(kept, place)
        parts.append(part)
    parts = _said_once(parts)
    words = [part for part in parts if len(part) > 1 and part.isalpha()]
    if len(words) > _MOST_WORDS or any(part == "?" for part in parts):
        return None
    return "".join(parts), kept[0].start


def _without_lead(tokens: list[Word]) -> list[Word]:
    """From the last word on that leads to a name, and without politeness before it."""
    begin = 0
    for place, token in enumerate(tokens):
        ended = token.text == "." and not _is_glued(tokens, place) and len(at(tokens, place - 1)) > 1
        more = place + 1 < len(tokens)
        known = token.text in _LEADS or at(tokens, place - 1) in _LEADS_BEHIND.get(token.text, ())
        leads = known and at(tokens, place + 1) not in _SIGNS
        if more and (leads or token.text in _ENDS or ended or "'" in token.text):
            begin = place + 1
    kept = tokens[begin:]
    while kept and (kept[0].text == "," or (kept[0].text == "." and len(kept) > 1)):
        kept = kept[1:]
    while len(kept) > 1 and _is_around(kept):
        kept = kept[1:]
        while kept and kept[0].text in {",", "."}:
            kept = kept[1:]
    return kept


def _is_around(kept: Sequence[Word]) -> bool:
    """Whether the first word is no part of the name: not where a sign or the "at" follows it at once."""
    word, following = kept[0].text, at(kept, 1)
    if word == "i":
        return following in {"think", "believe", "guess", "said", "would", "mean"}
    if word in {"e"}:
        return following == "-" and at(kept, 2) == "mail"
    if word == "-":
        return True
    joined = following in _SIGNS and following != "," and not (following == "." and not _is_glued(kept, 1))
    return word in _AROUND and not joined


def _without_remarks(kept: list[Word]) -> list[Word]:
    """Without "all one word", "no spaces"."""
    text = " ".join(token.text for token in kept)
    gaps = [range(m.start(), m.end()) for m in _REMARKS.finditer(text)]
    left, offset = [], 0
    for token in kept:
        if not any(offset in gap for gap in gaps):
            left.append(token)
        offset += len(token.text) + 1
    return left


def _is_glued(tokens: Sequence[Word], place: int) -> bool:
    """Whether what follows touches this sign."""
    return place + 1 < len(tokens) and tokens[place].end == tokens[place + 1].start


def _part(tokens: Sequence[Word], place: int) -> tuple[str, int]:
    """What the words at a place write, and the place after them; "?" for what no name holds."""
    word, following = tokens[place].text, at(tokens, place + 1)
    if sign := _TWO_WORDS.get((word, following)):
        return sign, place + 2
    if word in {".", "-"} and not _belongs(tokens, place):
        return "", place + 1
    if word in _SIGNS and not (word.isalpha() and not (place and following)):
        return _SIGNS[word], place + 1
    if word in _TIMES and (read := _one(tokens, place + 1)):
        return read[0][0] * (_TIMES[word] - 1) + read[0], read[1]
    if read := _number(tokens, place) or _one(tokens, place):
        return read
    if word == ",":
        return "", place + 1
    return (word, place + 1) if word.isalnum() and word.isascii() else ("?", place + 1)


def _belongs(tokens: Sequence[Word], place: int) -> bool:
    """Whether a written "." or "-" is of the name: it touches what follows, and does not only part letters."""
    spells = len(at(tokens, place - 1)) == 1 and len(at(tokens, place + 1)) == 1
    return _is_glued(tokens, place) and not (spells and tokens[place].text == "-")


def _one(tokens: Sequence[Word], place: int) -> tuple[str, int] | None:
    """A letter or figure: "s", "s as in Sierra", "oh", "7", "seven", "kay" among letters."""
    word = at(tokens, place)
    before, following = at(tokens, place - 1), at(tokens, place + 1)
    if word.isdigit() and word.isascii():
        return word, place + 1
    if word in UNITS:
        return str(UNITS[word]), place + 1
    if word == "oh":
        figures = any(beside in UNITS or beside.isdigit() for beside in (before, following))
        return ("0" if figures else "o"), place + 1
    if len(word) == 1 and word.isalpha() and word.isascii():
        told = by_word([t for t in tokens if t.text != ","], _place_without_commas(tokens, place), word)
        return (told[0], _place_with_commas(tokens, told[1])) if told else (word, place + 1)
    if word in SOUNDS and len(before) == 1 and (len(following) == 1 or not following) and before.isalpha():
        return SOUNDS[word], place + 1
    if word in CALL_SIGNS and (before in CALL_SIGNS or following in CALL_SIGNS):
        return CALL_SIGNS[word], place + 1
    return None


def _place_without_commas(tokens: Sequence[Word], place: int) -> int:
    return place - sum(token.text == "," for token in tokens[:place])


def _place_with_commas(tokens: Sequence[Word], count: int) -> int:
    """The place after so many words that are no commas."""
    for place, token in enumerate(tokens):
        if count == 0:
            return place
        count -= token.text != ","
    return len(tokens)


def _number(tokens: Sequence[Word], place: int) -> tuple[str, int] | None:
    """ "twenty six", "two thousand and five": as its figures."""
    if at(tokens, place) not in TENS | TEENS and at(tokens, place + 1) not in {"thousand", "hundred"}:
        return None
    readings: list[Reading] = [*below_hundred(tokens, place), *thousands(tokens, place)]
    longest = max(readings, key=lambda reading: reading[1], default=None)
    return (str(longest[0]), longest[1]) if longest else None


def _said_once(parts: list[str]) -> list[str]:
    """Without a word that is spelled at once again: "zoe, z, o, e". The letters are right where they differ."""
    kept: list[str] = []
    place = 0
    while place < len(parts):
        if len(parts[place]) > 2 and parts[place].isalpha():
            after = place + 1
            while after < len(parts) and len(parts[after]) <= 1:
                after += 1
            letters = "".join(parts[place + 1 : after])
            if len(letters) > 2 and _are_alike(parts[place], letters):
                place += 1
                continue
        kept.append(parts[place])
        place += 1
    return kept


def _are_alike(word: str, letters: str) -> bool:
    return SequenceMatcher(None, word, letters).ratio() >= _ALIKE
