"""A choice among few things: by their words, by their place ("the second one"), or by a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from spoken.words import stretches
from talk.indifference import leaves_it_to_us
from tasks.place import place_in, places_in
from tasks.reader import LONGEST_TEXT, Read, Reader
from tasks.refusal import parted, refused_in, without_well

MOST_OPTIONS = 4
PLAIN_WORDS = 6
NOT_THAT = "not_that"
"""Why nothing was chosen: one or more were refused, and several are left."""


@dataclass(frozen=True)
class Option:
    """`value` is what is kept, `say` how it is named, `words` a pattern of what callers call it."""

    value: str
    say: str
    words: str
    on_keys: str = ""
    """How it is named before its key, where that is another way: "For a broken item, press 1"."""

    def is_wanted(self, text: str) -> bool:
        """Whether it is named and not refused. Words of its own may be a negation: "I don't want it"."""
        refused = refused_in(text)
        named = list(re.finditer(rf"\b(?:{self.words})\b", text.replace("’", "'"), re.IGNORECASE))
        return bool(named) and not any(s < match.start() < e for match in named for s, e in refused)

    @property
    def plain(self) -> list[str]:
        """The first few of its words without their patterns: what the phone takes for an answer, and hints."""
        whole = re.split(r"\|(?![^(]*\))", self.words)
        words = [re.sub(r"\\w\*|s\?$|\?", "", word) for word in whole]
        return [word for word in words if re.fullmatch(r"[a-z' ]{3,}", word)][:PLAIN_WORDS]


@dataclass(frozen=True)
class Choice(Reader):
    options: tuple[Option, ...]
    kind: str = "choice"
    any_will_do: bool = False
    """Whether no preference is an answer: then the first of them is taken. Such things suit callers or not."""

    ails: bool = False
    """Whether it is asked what is wrong: then what is said to be well is not meant."""
    asks: str = ""

    @property
    def suits(self) -> bool:
        """Whether they are things that suit callers or not: "another day is no good", unlike "the lamp is no good"."""
        return self.any_will_do or self.asks == "change"

    def read(self, text: str, today: date) -> Read:
        text = without_well(text) if self.ails else text
        wanted, refused = parted(text, suits=True)
        place = place_in(wanted, len(self.options))
        if place is not None:
            return Read(self.options[place].value)
        if self._named(text):
            return self.volunteered(text, today)
        left = self._left(refused if self.suits else parted(text)[1])
        return Read(left[0].value) if self.any_will_do and left and leaves_it_to_us(wanted) else self._of_left(left)

    def refusing(self, text: str, today: date) -> Read:
        return self._of_left(self._left(text))

    def left_in(self, text: str) -> set[str]:
        """Values that no words of refusal name."""
        return {option.value for option in self._left(parted(text)[1])}

    def without(self, value: str) -> Read:
        """What is left when that one alone is refused."""
        return self._of_left([option for option in self.options if option.value != value])

    def _of_left(self, left: list[Option]) -> Read:
        if len(left) == 1:
            return Read(left[0].value)
        return Read(why=NOT_THAT) if 0 < len(left) < len(self.options) else Read()

    @property
    def whichever(self) -> str | None:  # type: ignore[override]
        return self.options[0].value if self.any_will_do else None

    def volunteered(self, text: str, today: date) -> Read:
        """One that was named, and no other; of a corrected one, what it was corrected to."""
        named = self._named(text)
        return Read(named[0].value, text) if len(named) == 1 else Read()

    def _named(self, text: str) -> list[Option]:
        """Of the last stretch that names any: those that were not refused."""
        text = parted(text, suits=True)[0] if self.suits else text
        for start, end in reversed(stretches(text)):
            if named := [o for o in self.options if o.is_wanted(text[start:end])]:
                return named
        return []

    def _left(self, refused: str) -> list[Option]:
        """Those that were not refused, by their words or place."""
        places = places_in(refused, len(self.options))
        return [
            option
            for number, option in enumerate(self.options)
            if number not in places and not re.search(rf"\b(?:{option.words})\b", refused, re.IGNORECASE)
        ]

    def say(self, value: str, today: date) -> str:
        return next((o.say for o in self.options if o.value == value), value)

    def expects(self) -> dict[str, Any]:
        words = [word for o in self.options for word in (o.say, *o.plain)]
        return {"kind": "choice", "words": words, "numbered": True}

    def by_keys(self) -> str:
        """ "For a, press 1. For b, press 2." """
        return pressed([o.on_keys or o.say for o in self.options])


@dataclass(frozen=True)
class OwnWords(Reader):
    """Some sentences in the caller's own words; `options` stand for those of callers who use the keys alone."""

    options: tuple[Option, ...] = ()
    kind: str = "words"

    def read(self, text: str, today: date) -> Read:
        if text.strip().isdigit():
            place = place_in(text, len(self.options))
            return Read(self.options[place].value if place is not None else None)
        return Read(text.strip()[:LONGEST_TEXT] if len(text.split()) > 1 else None)

    def volunteered(self, text: str, today: date) -> Read:
        return Read()

    def say(self, value: str, today: date) -> str:
        return value

    def expects(self) -> dict[str, Any]:
        return {"kind": "text"}

    def by_keys(self) -> str:
        return pressed([o.on_keys or o.say for o in self.options])


def pressed(things: list[str]) -> str:
    """What to press for each of them, the thing before its key."""
    return " ".join(f"For {thing}, press {number}." for number, thing in enumerate(things, 1))


def listed(things: list[str]) -> str:
    """ "a, b, or c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])}, or {things[-1]}"
