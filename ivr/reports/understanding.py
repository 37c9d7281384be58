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
    formula = "turns of which nothing was understood or in which nothing was said, of all turns, by what they were"
    parts = [Part(intent, missed[intent], of[intent]) for intent in sorted(of, key=lambda name: (-missed[name], name))]
    return share("Misses", f"{formula} last taken for", missed.total(), of.total(), parts, "intent")


def speed(answers: Mapping[float, int], dead_air: Mapping[float, int]) -> tuple[Figure, ...]:
    """Both are seconds → how often, of calls that are over and packed."""
    answered = "from the caller's last sound to our first, as the service sees it; the line comes on top"
    silent = "the longest time of a call in which nobody was heard"
    long = sum(number for seconds, number in dead_air.items() if seconds > DEAD_AIR_SECONDS)
    of = sum(dead_air.values())
    return (
        *(percentile("Answers", f"{answered}, of turns that were answered", answers, rank) for rank in (50, 95)),
        *(
            percentile("Longest dead air", f"{silent}, of calls that the assistant was on", dead_air, rank)
            for rank in (50, 95)
        ),
        share(
            f"Dead air over {DEAD_AIR_SECONDS:.0f} s",
            "calls in which nobody was heard for longer, of all measured",
            long,
            of,
        ),
    )


def evidence(told: Disclosed) -> tuple[Figure, ...]:
    of = "of all calls that the assistant was on"
    return (
        share("Disclosure on record", f"calls with a record of what was said first, {of}", told.recorded, told.calls),
        share("Disclosure heard whole", f"calls in which all of it was played, {of}", told.complete, told.calls),
        share(
            "Disclosure cut by a key",
            f"calls in which key 0 cut it: a person was wanted, {of}",
            told.by_key,
            told.calls,
        ),
    )
