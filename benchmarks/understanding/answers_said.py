"""What callers answer when a time, a day, a number or a choice was asked for: sentences without a sensitive topic.

Drawn with a fixed seed from the ways in which people say them. How often one of them, as the transcriber writes it, is
taken for a topic is part of the benchmark `topics`: "half past four" that is heard as "have passed four" is no death.
"""

import random
from collections.abc import Callable, Iterator

from ivr.core.record import Awaited, Expects

SLOTS = Expects(Awaited.CHOICE, words=("nine to noon", "noon to three", "three to six"))
NUMBER = Expects(Awaited.DIGITS, digits=6)
TIME = Expects(Awaited.TEXT)

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PAST = ("half past", "a quarter past", "quarter past", "ten past", "five past", "twenty past", "ten to")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "tomorrow", "today", "next Monday", "this Friday")
_DATES = ("first", "second", "third", "fourth", "fifth", "sixth", "eighth", "ninth", "tenth", "twelfth", "twentieth")
_MONTHS = ("January", "March", "April", "May", "June", "July", "August", "October", "December")
_PARTS = ("in the morning", "in the afternoon", "in the evening", "around lunchtime", "first thing", "late in the day")
_PLACES = ("first one", "second one", "third one", "last one", "first", "second", "third", "earlier one", "later one")
_BEFORE = ("", "", "Um, ", "I think ", "Let's say ", "Maybe ", "It would be ", "Could we do ", "Well, ")
_AFTER = ("", "", ", please", ", if that works", " would be best", " is fine", ", thank you")
_DIGITS = ("zero", "oh", *_HOURS[:9])

Answer = tuple[str, Expects]
"""(sentence, what was asked for)."""


def answers(count: int, seed: int) -> list[Answer]:
    """So many different ones, the same for the same seed; each kind as often as the others."""
    draw = random.Random(seed)  # noqa: S311 - a draw, no secret
    found: dict[str, Expects] = {}
    for kind in _round(_KINDS):
        if len(found) == count:
            break
        sentence, expects = kind(draw)
        found.setdefault(sentence[0].upper() + sentence[1:] + ".", expects)
    return list(found.items())


def _round(kinds: "tuple[Callable[[random.Random], Answer], ...]") -> "Iterator[Callable[[random.Random], Answer]]":
    while True:
        yield from kinds


def _put(draw: random.Random, what: str) -> str:
    return draw.choice(_BEFORE) + what + draw.choice(_AFTER)


def _time(draw: random.Random) -> Answer:
    day, clock = draw.choice(_DAYS), f"{draw.choice(_PAST)} {draw.choice(_HOURS)}"
    said = draw.choice((f"{day} at {clock}", f"{clock} on {day}", clock, f"after {clock}", f"{day}, about {clock}"))
    return _put(draw, said), draw.choice((TIME, SLOTS))


def _hour(draw: random.Random) -> Answer:
    hour, day = draw.choice(_HOURS), draw.choice(_DAYS)
    return _put(draw, f"{day} at {hour}" + draw.choice(("", " o'clock", " in the morning", " thirty"))), TIME


def _day(draw: random.Random) -> Answer:
    return _put(draw, f"{draw.choice(_DAYS)} {draw.choice(_PARTS)}"), draw.choice((TIME, SLOTS))


def _date(draw: random.Random) -> Answer:
    return _put(draw, f"the {draw.choice(_DATES)} of {draw.choice(_MONTHS)}"), TIME


def _slot(draw: random.Random) -> Answer:
    return _put(draw, f"the {draw.choice(_PLACES)}"), SLOTS


def _range(draw: random.Random) -> Answer:
    one, other = draw.sample(_HOURS, 2)
    said = draw.choice((f"between {one} and {other}", f"from {one} to {other}", f"{one} till {other}"))
    return _put(draw, said), SLOTS


def _number(draw: random.Random) -> Answer:
    digits = [draw.choice(_DIGITS) for _ in range(6)]
    return ", ".join((" ".join(digits[:3]), " ".join(digits[3:]))), NUMBER


def _pairs(draw: random.Random) -> Answer:
    tens = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    return "It's " + " ".join(f"{draw.choice(tens)} {draw.choice(_HOURS[:9])}" for _ in range(3)), NUMBER


_KINDS: "tuple[Callable[[random.Random], Answer], ...]" = (_time, _hour, _day, _date, _slot, _range, _number, _pairs)
