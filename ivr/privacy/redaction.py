"""What is kept of what was said: the words, with what they are in the place of each secret.

No model is asked, and nothing depends on a check digit: what is long enough to be an account is one. What is awaited,
and what was begun in the turn before, counts: numbers are read out in pieces.
"""

import re
from dataclasses import dataclass, field

from .announced_found import announced_in
from .beginnings_found import beginnings_in
from .beside_found import with_beside
from .bystanders_found import bystanders_in
from .mail_found import mail_in
from .names_found import names_in
from .numbers_found import numbers_in
from .places_found import addresses_joined, places_in
from .plain_writing import Kind, Mark, marks_of
from .repeated import NOT_YET, Repeated
from .rests_found import with_rests
from .said_what_it_is import cue_before, says_expiry
from .secret_kinds import WITHHELD, Found, Secret, joined
from .settled import ANY_WORDS, Settled, unsettled_in
from .stood_in import ANY_CARD, with_cards
from .strange_words_found import strange_words_in

ENGLISH = "en"
LONGEST = 8000
"""Characters; a longer text is kept by nobody."""
_CARRIED_TURNS = 2
"""In which the rest of a number may come."""
_END = 3
"""Words behind a number that still ends a turn."""
_ANNOUNCEMENT = 10
"""Marks of a turn that does nothing but say what comes: "and the expiry date of the card"."""
_ANNOUNCES = re.compile(
    r"\b(?:is|it's|are|be|at|number|code|address|e-?mail|pin|to|under|date|year)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Awaits:
    """What the last question was for."""

    number: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What a turn leaves for the next: a number or an e-mail address that may go on, for so many turns."""

    number: bool = False
    mail: bool = False
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stand-in at `at` of the redacted text, for `start`..`end` of what was said, and how many digits that had."""

    at: int
    secret: Secret
    digits: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    text: str
    hidden: tuple[Hidden, ...] = ()
    carried: Carried = field(default=Carried())
    repeated: Repeated = NOT_YET
    """What is to be known again from here on."""


NOTHING = Carried()
ANYTHING = Awaits()


class Redactor:
    def __init__(self, *, names: bool = True, language: str = ENGLISH) -> None:
        """`names`: those that callers give of themselves are taken out, too. `language`: that callers are expected to
        speak; only of English it is known which words are plain."""
        self._names, self._by_words = names, names and language == ENGLISH

    def redacted(
        self,
        text: str,
        awaits: Awaits = ANYTHING,
        before: Carried = NOTHING,
        repeated: Repeated = NOT_YET,
        only: Settled = ANY_WORDS,
    ) -> Redacted:
        """What a caller said. `before`: what the turn before this one left; `repeated`: what was taken out so far;
        `only`: the words that may stand."""
        if len(text) > LONGEST:
            return Redacted(WITHHELD, repeated=repeated)
        text = with_cards(text)
        marks = marks_of(text)
        found = numbers_in(text, marks, awaited=awaits.number, goes_on=before.number)
        found += beginnings_in(text, marks, goes_on=before.number)
        found += mail_in(text, marks, goes_on=before.mail)
        found += repeated.found_in(text, marks)
        whole = joined(with_rests(text, self._whole(text, marks, found, awaits)))
        whole = with_beside(text, marks, whole, words=self._by_words)
        if self._by_words:
            whole = joined(whole + bystanders_in(text, marks) + strange_words_in(text, marks))
        carried, repeated = _carried(text, marks, whole, before), repeated.and_of(marks, whole)
        return _written(text, joined(whole + unsettled_in(text, marks, whole, only)), carried, repeated)

    def of_ours(self, text: str, repeated: Repeated = NOT_YET) -> Redacted:
        """A line of our own: nobody heard it, so "ten to four" is a time and no number. What it repeats goes."""
        if len(text) > LONGEST:
            return Redacted(WITHHELD, repeated=repeated)
        marks = marks_of(text, misheard=False)
        found = numbers_in(text, marks) + mail_in(text, marks) + repeated.found_in(text, marks)
        return _written(text, self._whole(text, marks, found), NOTHING, repeated)

    def _whole(self, text: str, marks: list[Mark], found: list[Found], awaits: Awaits | None = None) -> list[Found]:
        found += places_in(text, marks)
        if self._names:
            found += names_in(text, marks, awaited=bool(awaits and awaits.name))
            found += announced_in(text) if awaits and self._by_words else []
        return addresses_joined(text, joined(found))


def _written(text: str, found: list[Found], carried: Carried, repeated: Repeated) -> Redacted:
    pieces, hidden, end, length = list[str](), list[Hidden](), 0, 0
    for one in found:
        pieces += (text[end : one.start], one.secret.value)
        length += one.start - end
        digits = 0 if ANY_CARD in text[one.start : one.end] else one.digits
        hidden.append(Hidden(length, one.secret, digits, one.start, one.end))
        length += len(one.secret.value)
        end = one.end
    return Redacted("".join((*pieces, text[end:])), tuple(hidden), carried, repeated)


def _carried(text: str, marks: list[Mark], found: list[Found], before: Carried) -> Carried:
    digits = [mark for mark in marks if mark.kind in {Kind.DIGITS, Kind.CODE}]
    tail = [mark for mark in marks if mark.kind is not Kind.SIGN][-_END:]
    ends = bool(digits) and digits[-1] in tail
    announced = bool(_ANNOUNCES.search(text))
    cue = cue_before(text, len(text)) if announced else None
    dated = says_expiry(text, len(text)) and len(marks) <= _ANNOUNCEMENT
    mail = "mail" in text.lower() and (announced or text.rstrip(" .").endswith(" at"))
    mail = mail or any(one.secret is Secret.E_MAIL and one.end >= len(text.rstrip(" .,")) - 1 for one in found)
    lives = bool(found) and found[-1].secret is Secret.ADDRESS and not any(map(str.isalnum, text[found[-1].end :]))
    if ends or cue or dated or lives or mail:
        return Carried(ends or bool(cue) or dated or lives, mail, _CARRIED_TURNS)
    if before.turns > 1 and len(tail) < _END:  # "um": the number may still go on
        return Carried(before.number, before.mail, before.turns - 1)
    return NOTHING
