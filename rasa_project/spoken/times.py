"""Times of the day as callers say them, and stretches of it: "half past three", "after four", "between two and four".

The half of the day is told by "pm", by "in the afternoon", or by the hours that are in question: at a shop that is open
from eight to nine, "half past three" is in the afternoon, and "half past eight" alone is ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from spoken.clock_times import Clock, clock_at, of_part
from spoken.days import MONTHS
from spoken.found import Found
from spoken.numerals import TENS, cardinal_at
from spoken.words import HESITATIONS, listed, stretches, without_pronouns, words_of
from spoken_values.words import Word, at

OPENS, CLOSES = time(8), time(20)
_AFTER = [("no", "earlier", "than"), ("not", "before"), ("any", "time", "after"), ("anytime", "after"),
          ("later", "than"), ("after",), ("from",), ("past",), ("since",)]  # fmt: skip
_BEFORE = [("no", "later", "than"), ("not", "after"), ("not", "later", "than"), ("earlier", "than"), ("up", "to"),
           ("before",), ("by",), ("until",), ("till",), ("til",)]  # fmt: skip
_ONWARDS = [("onwards",), ("onward",), ("or", "later"), ("or", "after"), ("and", "later"), ("at", "the", "earliest")]
_LATEST = [("or", "earlier"), ("or", "before"), ("at", "the", "latest"), ("latest",)]
_AT = {"at", "around", "round", "ground", "about", "say", "for", "approximately", "roughly", "maybe", "make"}
_RANGE = {"to", "until", "till", "til", "-", "–", "and", "through", "two", "too"}
_FRAME = HESITATIONS | {
    "it", "it's", "its", "is", "that's", "the", "yes", "yeah", "okay", "ok", "so", "well", "please", "thanks", "no",
    "sorry", "let's", "would", "be", "good", "fine", "best", "great", "works", "i", "think", "at", "about", "around",
    "maybe", "say", "time", "can", "do", "you", "thank", "for", "me", "or", "perfect", "ideal", "suits", "us", "my",
    "we", "better", "prefer", "could", "come", "then", "i'd", "like", "if", "possible", "really", "to", "lovely",
    "and", "but",
}  # fmt: skip
_PARTS: dict[str, tuple[time | None, time | None]] = {
    "early morning": (None, time(10)), "late morning": (time(10), time(12)), "morning": (None, time(12)),
    "early afternoon": (time(12), time(14)), "late afternoon": (time(15), time(17)), "afternoon": (time(12), time(17)),
    "lunchtime": (time(12), time(14)), "lunch time": (time(12), time(14)), "evening": (time(17), None),
    "any time": (None, None), "anytime": (None, None), "all day": (None, None), "whenever": (None, None),
}  # fmt: skip
"""None: when the hours in question begin or end."""


@dataclass(frozen=True)
class Times:
    """From `earliest` to `latest`; None: no such bound. Both are the same when one time was said."""

    earliest: time | None
    latest: time | None

    @property
    def is_one(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


def time_in(text: str, *, opens: time = OPENS, closes: time = CLOSES) -> Found[Times] | None:
    """The time or stretch of time said; of several in one breath the last, with "or" between them all.

    Alternatives: other readings within `opens`..`closes`, the hours that are in question; "ten to four" may be a range.
    """
    said = without_pronouns(text)
    for start, end in reversed(stretches(said)):
        words = [w for w in words_of(said) if start <= w.start < end]
        reader = _Reader(words, text, opens, closes)
        if found := reader.read() or reader.part():
            return found
    return None


class _Reader:
    """Reads one stretch of words."""

    def __init__(self, words: Sequence[Word], text: str, opens: time, closes: time) -> None:
        self.words, self.text, self.opens, self.closes = words, text, opens, closes
        named = [
            w.text.rstrip("s") for w in words if w.text.rstrip("s") in {"morning", "afternoon", "evening", "night"}
        ]
        self.day_part = named[0] if len(set(named)) == 1 and not self._is_greeting(named[0]) else ""

    def _is_greeting(self, part: str) -> bool:
        return any(w.text.startswith(part) and at(self.words, n - 1) == "good" for n, w in enumerate(self.words))

    def read(self) -> Found[Times] | None:
        found: list[Found[Times]] = []
        place = 0
        while place < len(self.words):
            if here := self._at(place):
                readings, begin, after = here
                linked = found and at(self.words, place - 1) == "or"
                span = Found(
                    readings[0], self.text, self.words[begin].start, self.words[after - 1].end, tuple(readings[1:])
                )
                found = [*found, span] if linked else [span]
                place = after
            else:
                place += 1
        if not found:
            return None
        others = [t for each in found for t in (each.value, *each.alternatives)]
        others = [t for t in dict.fromkeys(others) if t != found[0].value]
        return Found(found[0].value, self.text, found[0].start, found[-1].end, tuple(others))

    def part(self) -> Found[Times] | None:
        """ "In the morning", "late afternoon", "any time"."""
        for name, (earliest, latest) in _PARTS.items():
            at_char = self.text.lower().find(name, self.words[0].start if self.words else 0)
            if at_char >= 0 and not self._is_greeting(name):
                times = Times(earliest or self.opens, latest or self.closes)
                return Found(times, self.text, at_char, at_char + len(name))
        return None

    def _at(self, place: int) -> tuple[list[Times], int, int] | None:
        """(readings, first place, place after) of a time or range that begins here."""
        for phrases, is_after in ((_AFTER, True), (_BEFORE, False)):
            if bound := self._bound(place, phrases, is_after):
                return bound
        begin = place + (at(self.words, place) == "between")
        found = clock_at(self.words, begin)
        if found is None or self._is_number(begin, found[1]):
            return None
        clock, after = found
        if to := self._minutes_to(begin):
            return to[0], begin, to[1]
        if ranged := self._range(begin, clock, after):
            return ranged[0], place, ranged[1]
        for phrases, is_after in ((_ONWARDS, True), (_LATEST, False)):
            if (said := _phrase(self.words, after, phrases)) and self._is_time(clock, begin, after):
                return [_bounded(t, is_after) for t in self._times(clock)], begin, after + said
        if not self._is_time(clock, begin, after):
            return None
        return [*[Times(t, t) for t in self._times(clock)], *self._as_range(begin)], begin, after

    def _bound(self, place: int, phrases: list[tuple[str, ...]], is_after: bool) -> tuple[list[Times], int, int] | None:
        said = _phrase(self.words, place, phrases)
        found = clock_at(self.words, place + said) if said else None
        if found is None or self._is_number(place + said, found[1]) or at(self.words, found[1]) in _COUNTED:
            return None
        clock, after = found
        if ranged := self._range(place + said, clock, after):
            return ranged[0], place, ranged[1]
        return [_bounded(t, is_after) for t in self._times(clock)], place, after

    def _range(self, begin: int, clock: Clock, after: int) -> tuple[list[Times], int] | None:
        """ "two and four" after "between", "two to four", "9-5"."""
        between = at(self.words, begin - 1) == "between"
        link, until = at(self.words, after), clock_at(self.words, after + 1)
        if link not in _RANGE or until is None or (link in {"and", "two", "too"} and not between):
            return None
        if self._is_number(after + 1, until[1]) or at(self.words, until[1]) in _COUNTED:
            return None
        readings = self._spans(clock, until[0])
        return (readings, until[1]) if readings else None

    def _minutes_to(self, begin: int) -> tuple[list[Times], int] | None:
        """ "10-3", where ten to three is likelier than from ten to three: it runs backwards or out of the hours."""
        count, hour, after = at(self.words, begin), at(self.words, begin + 2), begin + 3
        written = count in {"5", "10", "20", "25"} and at(self.words, begin + 1) == "-" and hour in _DIAL
        if not written or at(self.words, begin - 1) in {"between", "from"} or at(self.words, after).isalnum():
            return None
        spans = self._spans(Clock(int(count)), Clock(int(hour))) if int(count) <= 12 else []
        ahead = int(count) < int(hour) and not any(self._outside(t) for t in (spans[0].earliest, spans[0].latest) if t)
        if spans and ahead:
            return None
        times = self._times(Clock((int(hour) - 2) % 12 + 1, 60 - int(count)))
        return [*[Times(t, t) for t in times], *spans], after

    def _spans(self, first: Clock, last: Clock) -> list[Times]:
        """The stretches that two clocks may bound, shortest first, those within the hours before others."""
        starts, ends = of_part(first, self.day_part).times(), of_part(last, self.day_part).times()
        if last.half and not first.half and not first.sure:  # "two to four pm", but "eleven to one pm"
            starts = first.times()
        spans = [
            (self._outside(a) + self._outside(b), _minutes(b) - _minutes(a), Times(a, b)) for a in starts for b in ends
        ]
        good = sorted((s for s in spans if s[1] > 0), key=lambda s: (*s[:2], s[2].earliest == starts[0]))
        return [good[0][2]] if good else []

    def _outside(self, moment: time) -> bool:
        return not self.opens <= moment <= self.closes

    def _as_range(self, begin: int) -> list[Times]:
        """ "Ten to four" as from ten to four."""
        hour = clock_at([*self.words[: begin + 1]], begin) if at(self.words, begin + 1) == "to" else None
        until = clock_at(self.words, begin + 2) if hour else None
        possible = hour and until and hour[0].hour <= 12 and at(self.words, begin) not in TENS
        return self._spans(hour[0], until[0]) if hour and until and possible else []

    def _times(self, clock: Clock) -> list[time]:
        times = of_part(clock, self.day_part).times()
        within = [t for t in times if self.opens <= t < self.closes]
        return within or times

    def _is_time(self, clock: Clock, begin: int, after: int) -> bool:
        """Whether a number is a time: by its own words, by what stands before it, or because nothing else was said."""
        before, following = at(self.words, begin - 1), at(self.words, after)
        if clock.told or (following == "or" and clock_at(self.words, after + 1)):
            return True
        if before in _AT and following not in _COUNTED:
            return not following.isalpha() or following in _FRAME | {"on", "tomorrow", "today", "and"}
        others = [n for n, w in enumerate(self.words) if not begin <= n < after and w.text[0].isalnum()]
        return all(self.words[n].text in _FRAME or clock_at(self.words, n) for n in others)

    def _is_number(self, begin: int, after: int) -> bool:
        """Whether these words are part of a longer number, or a date."""
        beside = at(self.words, after), at(self.words, begin - 1)
        if any(word in MONTHS and word != "may" for word in beside):
            return True
        return any(w.isdigit() or w in {"hundred", "thousand", "/"} for w in beside) or bool(
            cardinal_at(self.words, after) and at(self.words, begin - 1) != "between"
        )


_COUNTED = frozenset(
    listed("days day weeks week months month items parcels orders pounds dollars people minutes hours years")
)


_DIAL = {str(hour) for hour in range(1, 13)}


def _phrase(words: Sequence[Word], place: int, phrases: list[tuple[str, ...]]) -> int:
    """How many words of one of the phrases stand at a place; 0: none."""
    return next((len(p) for p in phrases if all(at(words, place + n) == w for n, w in enumerate(p))), 0)


def _bounded(moment: time, is_after: bool) -> Times:
    return Times(moment, None) if is_after else Times(None, moment)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
