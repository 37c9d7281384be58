"""The day and the time at which a caller is rung back: a part of the day, or a time or stretch within it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from spoken.phone_numbers import phone_number_in
from spoken.times import Times
from spoken.words import without_pronouns
from talk.giving_up import rings_again
from talk.indifference import leaves_it_to_us
from tasks.call_hours import PARTS, hours_in, in_a_while, is_called_at, last_hour_in, part_at, said
from tasks.choice import Choice
from tasks.desk import PHONE_REGION
from tasks.offers import Offers
from tasks.reader import Read
from tasks.refusal import parted

_TODAY = re.compile(r"\b(?:tonight|(?:this|later this) (?:afternoon|evening)|later (?:on )?today)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:this morning|(?:right|straight) away|(?<!not )right now|later on|in a (?:bit|little while|moment|minute))\b",
    re.IGNORECASE,
)
_PLACE_ALONE = re.compile(
    r"\W*(?:(?:um+|uh+|well|okay|yes|the|day|number|option|i'll take|i'd like|let's say|make it) )*"
    r"(?:one|two|three|four|\d)(?: (?:please|then|thanks|is fine))*\W*",
    re.IGNORECASE,
)
"""A key, or the number of a day that was offered: no hour."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "tomorrow", "today", "any time")
"""Said with the time, or instead of it."""
_ANY_TIME = re.compile(r"\bany ?time\b", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\b(?:since|ago|yesterday|last (?:week|night|time)|been|was (?:told|promised|here|there|in|supposed|due|out)|were|"
    r"(?:i|we|you|they|he|she|someone|somebody|nobody|no one|who)(?:'ve|'d| have| had)? (?:just |already )?"
    r"(?:called|rang|phoned|waited|ordered|bought|came|told|promised|said)|arrived|waiting)\b",
    re.IGNORECASE,
)
"""In a clause of its own: what has been, and no wish for the time to come."""
_FILLER = re.compile(
    r",?\s*\b(?:let's say|let us say|i'd say|shall we say|perhaps|maybe|i don't know|you know|um+|uh+|er+m?)\b,?",
    re.IGNORECASE,
)
"""In "between three and, let's say, five": not the end of a stretch of hours."""
_CLAUSE = re.compile(r"[.,;!?]|\b(?:and|so|but|because)\b", re.IGNORECASE)


@dataclass(frozen=True)
class CallTime(Choice):
    """Values: "afternoon", or with bounds "afternoon 15:00 -"; both bounds the same are one time, "-" is none.

    `now` is local time; `is_today` whether the call is wanted today.
    """

    now: datetime = datetime.min
    is_today: bool = False
    asks: str = "time"

    def read(self, text: str, today: date) -> Read:
        if text.strip().isdigit() and int(text) <= len(self.options):
            return self._checked(super().read(text, today))  # a key
        hours = _plainly(text)
        read = self._timed(hours) or self._read(last_hour_in(hours)) or self._any(text) or super().read(text, today)
        return self._checked(read)

    @property
    def whichever(self) -> str | None:  # type: ignore[override]
        return next((option.value for option in self.options if not self._is_over(option.value)), None)

    def refusing(self, text: str, today: date) -> Read:
        left = [option for option in self._left(text) if not self._is_over(option.value)]
        return self._checked(self._of_left(left))

    def volunteered(self, text: str, today: date) -> Read:
        wished = _wished_for(text)
        return self._checked(self._timed(_plainly(wished)) or super().volunteered(wished, today))

    def say(self, value: str, today: date) -> str:
        """ "in the afternoon", "after three in the afternoon"."""
        part, times = parts_of(value)
        return said(times) if times else f"in {super().say(part, today)}"

    def expects(self) -> dict[str, Any]:
        awaited = super().expects()
        return awaited | {"times": True, "words": [*awaited["words"], *_DAYS]}

    def _timed(self, text: str) -> Read | None:
        return self._read(hours_in(text, self.now), text)

    @staticmethod
    def _read(times: Times | None, text: str = "") -> Read | None:
        if times is None:
            return None
        return Read(_value_of(times), text) if is_called_at(times) else Read(why="call_hours")

    def _any(self, text: str) -> Read | None:
        """ "Any time", "any time but the morning"."""
        wanted, refused = parted(text)
        if not (leaves_it_to_us(wanted) or _ANY_TIME.search(text)) or self._named(text):
            return None
        left = [option.value for option in self._left(refused) if not self._is_over(option.value)]
        return Read(left[0]) if left else None

    def _checked(self, read: Read) -> Read:
        """Nobody rings at a time that is over."""
        return Read(why="not_free") if read.value and self._is_over(read.value) else read

    def _is_over(self, value: str) -> bool:
        part, times = parts_of(value)
        last = (times.latest if times else None) or PARTS[part][1]
        return self.is_today and last <= self.now.time()


@dataclass(frozen=True)
class CallDays(Offers):
    """Days on which somebody can ring; today is one that is not offered, and can be asked for."""

    now: datetime = datetime.min

    def read(self, text: str, today: date) -> Read:
        if rings_again(text):
            return Read()
        read = super().read(self._dated(_NOW.sub("today", text)), today)
        if read == Read() and any(leaves_it_to_us(clause) for clause in _CLAUSE.split(text)):
            read = Read(self.offered[0].name)  # "any day, after five"
        return replace(read, rest=text) if read.value and not _PLACE_ALONE.fullmatch(text) else read

    def volunteered(self, text: str, today: date) -> Read:
        return super().volunteered(self._dated(_wished_for(text)), today)

    def expects(self) -> dict[str, Any]:
        return super().expects() | {"times": True}

    def _dated(self, text: str) -> str:
        """With "today" for all that means it: "in an hour", "this afternoon"."""
        return f"{text}, today" if in_a_while(parted(text)[0], self.now) else _TODAY.sub("today", text)


def _plainly(text: str) -> str:
    """Without what may stand within a time, and "one" where it is no hour: "the last one"."""
    return without_pronouns(_FILLER.sub(" ", text))


def parts_of(value: str) -> tuple[str, Times | None]:
    """The part of the day, and the times within it if there are any."""
    part, *bounds = value.split()
    if not bounds:
        return part, None
    first, last = (None if bound == "-" else time.fromisoformat(bound) for bound in bounds)
    return part, Times(first, last)


def _value_of(times: Times) -> str:
    bounds = [moment.isoformat("minutes") if moment else "-" for moment in (times.earliest, times.latest)]
    return " ".join((part_at(times), *bounds))


def _wished_for(text: str) -> str:
    """Without a phone number, and without what has been: "I've been waiting since ten, call me back after three"."""
    number = phone_number_in(text, PHONE_REGION)
    text = number.rest if number and number.value.international else text
    clauses, begin = [], 0
    for end in [*(match.end() for match in _CLAUSE.finditer(text)), len(text)]:
        clauses.append(text[begin:end])
        begin = end
    return " ".join(clause for clause in clauses if not _OF_BEFORE.search(clause))
