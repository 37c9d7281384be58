"""How well callers were understood, how soon they were answered, and whether it is proved what they were told."""

from collections import Counter
from collections.abc import Mapping

from ..store.tallies import Disclosed
from .figure import Figure, Part, percentile, share

DEAD_AIR_SECONDS = 5.0
"""Longer than this a caller asks whether anybody is there."""
NO_INTENT = "none"


def misses(turns: Mapping[tuple[str, bool], int]) -> Figure:
    """`turns`: (intent or "", whether it was a miss) → turns."""
    missed, of = Counter[str](), Counter[str]()
    for (intent, was_missed), number in turns.items():
        of[intent or NO_INTENT] += number
        missed[intent or NO_INTENT] += number if was_missed else 0
    formula = "times that the caller was not understood or said nothing, of all times that it was their turn"
    parts = [Part(intent, missed[intent], of[intent]) for intent in sorted(of, key=lambda name: (-missed[name], name))]
    more = "by what their words were last taken for"
    return share("Not understood", f"{formula}, {more}", missed.total(), of.total(), parts, "what it was about")


def speed(answers: Mapping[float, int], dead_air: Mapping[float, int]) -> tuple[Figure, ...]:
    """Both are seconds → how often, of calls that are over and packed."""
    answered = "from the caller's last sound to our first, as the service sees it; the line comes on top"
    silent = "the longest time of a call in which nobody was heard, of calls that the assistant was on"
    long = sum(number for seconds, number in dead_air.items() if seconds > DEAD_AIR_SECONDS)
    of = sum(dead_air.values())
    each = f"{answered}, each time that it answered"
    return (
        *(percentile("Until the assistant answers", each, answers, rank, "answers") for rank in (50, 95)),
        *(percentile("Longest silence in a call", silent, dead_air, rank, "calls") for rank in (50, 95)),
        share(
            f"Calls with a silence of over {DEAD_AIR_SECONDS:.0f} s",
            "calls in which nobody was heard for longer, of all measured",
            long,
            of,
        ),
    )


def evidence(told: Disclosed) -> tuple[Figure, ...]:
    of = "of all calls that the assistant was on"
    return (
        share(
            "Disclosure on record",
            f"calls with a record of what was said first, {of}",
            told.recorded,
            told.calls,
        ),
        share(
            "Disclosure heard to its end",
            f"calls in which all of it was played, {of}",
            told.complete,
            told.calls,
        ),
        share(
            "Disclosure cut short by key 0",
            f"calls in which the caller pressed 0 before it had ended, as they wanted a person, {of}",
            told.by_key,
            told.calls,
        ),
    )
